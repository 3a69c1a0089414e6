"""Questions about claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from .claimfilter import CLAIM_ORDER, ClaimFilter
from .claimrows import claim_row
from .database import Database
from .rows import BY_CORRECTION, stored_json

Row = dict[str, Any]
Mentioned = tuple[int, int, int, str, str, str]
"""Where somebody is named or meant: start, end, place in the order of entities, id, words, kind."""

ALL_CLAIMS = ClaimFilter()

# Where a reader says whose the statement is, the entity that the analysis has is not asked.
_WHO = """LEFT JOIN corrected k ON k.no = c.attribution
    LEFT JOIN entities e ON e.analysis = c.analysis AND e.number = c.entity AND k.no IS NULL
    LEFT JOIN people p ON p.no = CASE WHEN k.no IS NULL THEN e.person ELSE k.person END"""

_FROM = f"claims c CROSS JOIN articles d ON d.analysis = c.analysis {_WHO}"

_COLUMNS = """d.key, d.id, d.path, d.title, d.outlet, d.published, d.url, c.analysis, c.body, c.attribution,
    coalesce(p.id, d.id || '#' || e.number), coalesce(p.name, e.name), coalesce(p.kind, e.kind),
    coalesce(json_extract(e.roles, '$[0]'), json_extract(p.roles, '$[0].role')), k.no IS NOT NULL"""

_ARTICLE = ("id", "doc", "path", "title", "outlet", "published", "url")

_KEPT = 64
"""Analyses whose entities are kept while rows are made: most orders go article by article."""


class Claiming(Database):
    """What commands ask about claims. Rows are dicts with the keys of ``data.schema``, in order."""

    def claims(self, wanted: ClaimFilter = ALL_CLAIMS) -> Iterator[Row]:
        """The claims that fit, as rows of ``spq claims``."""
        chosen = f"""SELECT c.no AS claim, d.no AS article FROM {_FROM} {_where(wanted)}
            ORDER BY {CLAIM_ORDER[wanted.sort]} LIMIT :limit"""
        query = f"""SELECT {_COLUMNS} FROM ({chosen}) found CROSS JOIN claims c ON c.no = found.claim
            CROSS JOIN articles d ON d.no = found.article {_WHO}"""
        named = lru_cache(maxsize=_KEPT)(self._named)
        for row in self._rows(query, wanted.parameters()):
            article = dict(zip(_ARTICLE, row[:7], strict=True))
            analysis, body_text, number, *who, corrected = row[7:]
            body = stored_json(body_text)
            statement = None if number is None else self._statement(number)
            claimer = None
            if who[0] is not None:
                claimer = dict(zip(("id", "name", "kind", "role"), who, strict=True))
                claimer["by"] = BY_CORRECTION if corrected else statement and statement["by"]
            known = named(analysis, article["doc"])
            mentioned = [known[entity] for entity in body["entities"] if entity in known]
            chain = [] if statement is None else self._chain(analysis, statement, article["doc"])
            yield claim_row(article, body, statement, claimer, chain, mentioned)

    def claim_parts(
        self, wanted: ClaimFilter = ALL_CLAIMS
    ) -> Iterator[tuple[Row, list[tuple[str, str, bool]], str | None]]:
        """The claims that fit as rows, each with the names in it and its claimer's id, None for one without a name.

        A name is the id of whom it means, its words, and whether that is a person.
        """
        known = lru_cache(maxsize=_KEPT)(self._mentioned)
        for row in self.claims(wanted):
            mentions = known(row["doc"])
            names = [
                (who, words, kind == "person")
                for _, who, words, kind in sorted(
                    (at, who, words, kind)
                    for span in row["content"]
                    for start, end, at, who, words, kind in _from(mentions, span["start"], span["end"])
                    if end <= span["end"]
                )
            ]
            claimer = row["claimer"]
            named = claimer is not None and claimer["kind"] != "unnamed"
            yield row, list(dict.fromkeys(names)), claimer["id"] if named else None

    def _mentioned(self, doc: str) -> list[Mentioned]:
        """Where an article names or means whom, by place."""
        (analysis,) = self._one("SELECT analysis FROM articles WHERE id = ?", (doc,))
        query = """SELECT e.mentions, coalesce(p.id, ? || '#' || e.number), coalesce(p.kind, e.kind)
            FROM entities e LEFT JOIN people p ON p.no = e.person WHERE e.analysis = ? AND e.kind != 'unnamed'"""
        by_entity = (
            (start, end, words, who, kind)
            for mentions, who, kind in self._rows(query, (doc, analysis))
            for start, end, words, _ in stored_json(mentions, list)
        )
        return sorted((start, end, at, who, words, kind) for at, (start, end, words, who, kind) in enumerate(by_entity))

    def undated_claims(self, wanted: ClaimFilter) -> int:
        """How many articles without a date hold claims that fit all but ``since`` and ``until``."""
        query = f"SELECT count(DISTINCT d.no) FROM {_FROM} {_where(wanted, dated=False)} AND d.published IS NULL"
        return int(self._one(query, wanted.parameters())[0])

    def _statement(self, number: int) -> Row:
        body: Row = stored_json(self._one("SELECT body FROM attributions WHERE no = ?", (number,))[0])
        return body

    def _named(self, analysis: int, doc: str) -> dict[int, Row]:
        """The entities of an analysis that have a name of their own, by number."""
        query = """SELECT e.number, coalesce(p.id, ? || '#' || e.number), coalesce(p.name, e.name),
                coalesce(p.kind, e.kind)
            FROM entities e LEFT JOIN people p ON p.no = e.person WHERE e.analysis = ? AND e.kind NOT IN ('unnamed')"""
        rows = self._rows(query, (doc, analysis))
        return {number: {"id": name_id, "name": name, "kind": kind} for number, name_id, name, kind in rows}

    def _chain(self, analysis: int, statement: Row, doc: str) -> list[Row]:
        """Through whom a statement comes, the outermost first: A says that B said."""
        query = """SELECT q.body, coalesce(p.id, ? || '#' || e.number), coalesce(p.name, e.name) FROM attributions q
            LEFT JOIN corrected k ON k.no = q.no
            LEFT JOIN entities e ON e.analysis = q.analysis AND e.number = q.entity AND k.no IS NULL
            LEFT JOIN people p ON p.no = q.person
            WHERE q.analysis = ? AND q.key = ?"""
        chain: list[Row] = []
        around = statement["nested_in"]
        while around is not None:
            found = next(self._rows(query, (doc, analysis, around)), None)
            if found is None:
                break
            body = stored_json(found[0])
            cue = body["cue"]
            chain.append({"id": found[1], "name": found[2], "cue": cue and cue["text"], "class": cue and cue["class"]})
            around = body["nested_in"]
        return chain[::-1]


def _from(mentions: list[Mentioned], start: int, end: int) -> list[Mentioned]:
    """The mentions that begin in ``start`` ≤ … < ``end``."""
    return mentions[bisect_left(mentions, (start,)) : bisect_left(mentions, (end,))]


def _where(wanted: ClaimFilter, *, dated: bool = True) -> str:
    return f"WHERE {' AND '.join(wanted.conditions(dated=dated)) or '1'}"
