"""What can be asked of the store, and how each question reads in SQL.

Every condition is a constant text that takes its values from bound parameters, and is true when its parameter is null.
Lists are bound as one JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Parameters = dict[str, str | int | float | None]

QuoteSort = Literal["position", "date", "speaker", "confidence", "outlet"]
QUOTE_SORTS: tuple[QuoteSort, ...] = get_args(QuoteSort)
EntitySort = Literal["count", "docs", "name"]
ENTITY_SORTS: tuple[EntitySort, ...] = get_args(EntitySort)


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which statements; a field left at None (or at its default) asks for nothing.

    ``speakers`` and ``about`` are person ids: an empty sequence is a question that nobody fits. ``since`` and ``until``
    are ISO dates, both inclusive. ``contains`` is words in this order, the last of which may go on ("sanction" finds
    "sanctions"); case and accents do not matter. ``everything`` takes in what is no statement (wishes, bare attitudes).
    """

    speakers: Sequence[str] | None = None
    about: Sequence[str] | None = None
    docs: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    types: Sequence[str] | None = None
    classes: Sequence[str] | None = None
    contains: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    everything: bool = False
    sort: QuoteSort = "position"
    limit: int | None = None

    def parameters(self) -> Parameters:
        """The values that the conditions below are bound to."""
        return {
            "speakers": _list(self.speakers),
            "about": _list(self.about),
            "docs": _list(self.docs),
            "types": _list(self.types),
            "classes": _list(self.classes),
            "contains": _phrase(self.contains),
            "min_confidence": self.min_confidence,
            "everything": self.everything,
            **_article_parameters(self.outlets, self.since, self.until),
            "limit": _limit(self.limit),
        }


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities; ``outlets``, ``since`` and ``until`` choose the articles whose mentions count."""

    kinds: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    min_count: int = 1
    sort: EntitySort = "count"
    limit: int | None = None

    def parameters(self) -> Parameters:
        """The values that the conditions below are bound to."""
        return {
            "kinds": _list(self.kinds),
            "min_count": self.min_count,
            **_article_parameters(self.outlets, self.since, self.until),
            "limit": _limit(self.limit),
        }


def _article_parameters(outlets: Sequence[str] | None, since: str | None, until: str | None) -> Parameters:
    names = None if outlets is None else [outlet.casefold() for outlet in outlets]
    return {"outlets": _list(names), "since": since, "until": until}


def _list(values: Sequence[str] | None) -> str | None:
    return None if values is None else json.dumps(list(values))


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit  # SQLite's "no limit"


def _phrase(text: str | None) -> str | None:
    """An FTS5 query for the words in this order, the last as a prefix; quoted, so that nothing in it is an operator."""
    if text is None:
        return None
    quoted = text.replace('"', " ").replace("\0", " ")
    return f'"{quoted}" *'


# q: attributions, d: articles, e: entities, p: people
SPEAKER_IS = "(:speakers IS NULL OR e.person IN (SELECT value FROM json_each(:speakers)))"
KIND_IS = "(:kinds IS NULL OR p.kind IN (SELECT value FROM json_each(:kinds)))"
OUTLET_IS = "(:outlets IS NULL OR casefold(d.outlet) IN (SELECT value FROM json_each(:outlets)))"
DATED = """((:since IS NULL OR substr(d.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(d.published, 1, 10) <= :until))"""

ABOUT = """(:about IS NULL OR EXISTS (
    SELECT 1 FROM spans s
    JOIN mentions m ON m.article = q.article AND m.start >= s.start AND m."end" <= s."end"
    JOIN entities x ON x.article = m.article AND x.number = m.entity
    WHERE s.attribution = q.no AND x.person IN (SELECT value FROM json_each(:about))
    AND (s.role = 'content' OR s.role = 'context' AND x.number IS NOT q.entity AND NOT EXISTS (
        SELECT 1 FROM spans other WHERE other.article = q.article AND other.role IN ('source', 'addressee', 'content')
        AND other.start < m."end" AND other."end" > m.start))))"""
"""A mention inside the content; or one beside it, in the same sentence ("Asked about Iran, he said"), that is not the
speaker, nor part of a source, an addressee or another statement's content."""

STATEMENTS = f"""
    (:everything OR q.statement) AND q.confidence >= :min_confidence
    AND (:types IS NULL OR q.type IN (SELECT value FROM json_each(:types)))
    AND (:classes IS NULL OR q.class IN (SELECT value FROM json_each(:classes)))
    AND (:docs IS NULL OR d.id IN (SELECT value FROM json_each(:docs)))
    AND (:contains IS NULL OR q.no IN (SELECT rowid FROM words WHERE words MATCH :contains))
    AND {OUTLET_IS} AND {SPEAKER_IS} AND {ABOUT}"""
"""All conditions on a statement but its date, so that what falls out as undated can be counted."""

QUOTE_ORDER: dict[QuoteSort, str] = {
    "position": "q.article, q.start, q.no",
    "date": "d.published IS NULL, d.published, q.article, q.start, q.no",
    "speaker": "p.name IS NULL, casefold(p.name), p.id, d.published IS NULL, d.published, q.article, q.start, q.no",
    "confidence": "q.confidence DESC, q.article, q.start, q.no",
    "outlet": "d.outlet IS NULL, casefold(d.outlet), d.published, q.article, q.start, q.no",
}

ENTITY_ORDER: dict[EntitySort, str] = {
    "count": "found DESC, in_docs DESC, casefold(p.name), p.id",
    "docs": "in_docs DESC, found DESC, casefold(p.name), p.id",
    "name": "casefold(p.name), p.id",
}
