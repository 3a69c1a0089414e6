"""Questions to the store: rows in the contract's form come out, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..ids import ARTICLE_DIGITS
from ..records import Article
from .database import Database
from .filters import ENTITY_ORDER, QUOTE_ORDER, ArticleFilter, EntityFilter, EntitySort, QuoteFilter, kind_is
from .rows import PERSON_COLUMNS, quote_row, who_row

Row = dict[str, Any]

ALL_QUOTES = QuoteFilter()
ALL_ENTITIES = EntityFilter()
ALL_ARTICLES = ArticleFilter()

QUOTE_COLUMNS = """d.key, q.key, d.id, d.path, d.title, d.outlet, d.published, d.url, q.text, q.body, q.type,
    q.confidence, coalesce(p.id, d.id || '#' || e.number), coalesce(p.name, e.name), coalesce(p.kind, e.kind),
    coalesce(json_extract(e.roles, '$[0]'), json_extract(p.roles, '$[0].role')), k.told"""

ARTICLE_COLUMNS = "d.id, a.text, d.path, d.title, d.outlet, d.published, d.url, d.author"

# Where a reader says who it is, the entity that the analysis has is not asked.
WHO = """LEFT JOIN corrected k ON k.no = q.no
    LEFT JOIN entities e ON e.analysis = q.analysis AND e.number = q.entity AND k.no IS NULL
    LEFT JOIN people p ON p.no = q.person"""

# CROSS JOIN keeps SQLite to this order of the tables.
_BY_STATEMENT = f"attributions q CROSS JOIN articles d ON d.analysis = q.analysis {WHO}"
_BY_WORDS = f"""words CROSS JOIN attributions q ON q.no = words.rowid
    CROSS JOIN articles d ON d.analysis = q.analysis {WHO}"""
_IN_ORDER = f"articles d INDEXED BY articles_of CROSS JOIN attributions q ON q.analysis = d.analysis {WHO}"
_BY_ARTICLE = f"articles d CROSS JOIN attributions q ON q.analysis = d.analysis {WHO}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    attributions: int


class Asking(Database):
    """What commands ask. Rows are dicts with the keys of ``data.schema``, in order."""

    def counts(self) -> Counts:
        """How many articles and attributions there are, each article with its own."""
        return Counts(
            *self._one(
                "SELECT (SELECT count(*) FROM articles),"
                " (SELECT count(*) FROM attributions q JOIN articles d ON d.analysis = q.analysis)"
            )
        )

    def outlets(self) -> list[str]:
        """The outlets there are, by name."""
        query = "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet_key, outlet"
        return [outlet for (outlet,) in self._rows(query)]

    def has_outlet(self, name: str) -> bool:
        """Whether an article is from this outlet, whatever the case of its name."""
        query = "SELECT EXISTS (SELECT 1 FROM articles WHERE outlet_key = ?)"
        return bool(self._one(query, (name.casefold(),))[0])

    def article_ids(self, wanted: ArticleFilter = ALL_ARTICLES) -> list[str]:
        """The ids of the articles that fit, in the order of reading."""
        query = f"SELECT d.id FROM articles d {_where(list(wanted.conditions()))} ORDER BY d.no"
        return [article for (article,) in self._rows(query, wanted.parameters())]

    def article(self, article_id: str) -> Article | None:
        """One article as it was read, or None."""
        query = f"SELECT {ARTICLE_COLUMNS} FROM articles d JOIN analyses a ON a.no = d.analysis WHERE d.id = ?"
        return next((Article(*row) for row in self._rows(query, (article_id,))), None)

    def quotes(self, wanted: QuoteFilter = ALL_QUOTES, *, explain: bool = False) -> Iterator[Row]:
        """The statements that fit, as rows of ``spq quotes``; ``explain`` adds ``candidates`` and ``reason``."""
        # Numbers are chosen and sorted first, for rows are long; the order of the inner query is that of the outer.
        query = f"""SELECT {QUOTE_COLUMNS} FROM (
                SELECT q.no AS statement, d.no AS article FROM {tables_and_conditions(wanted)}
                ORDER BY {_order(wanted)} LIMIT :limit
            ) found CROSS JOIN attributions q ON q.no = found.statement CROSS JOIN articles d ON d.no = found.article
            {WHO}"""
        for row in self._rows(query, wanted.parameters()):
            yield quote_row(row, explain=explain)

    def by_id(self, name: str) -> list[Row]:
        """The statements whose id begins with ``name``, at least an article's half, by the index; with ``explain``."""
        query = f"""SELECT {QUOTE_COLUMNS} FROM {_BY_ARTICLE}
            WHERE d.key = ? AND substr(q.key, 1, ?) = ? ORDER BY d.no, q.no"""
        first, second = name[:ARTICLE_DIGITS], name[ARTICLE_DIGITS:]
        return [quote_row(row, explain=True) for row in self._rows(query, (first, len(second), second))]

    def dates(self, wanted: QuoteFilter) -> Iterator[str | None]:
        """When the statements that fit were published, one for each, in no order; the limit does not matter."""
        return (
            day
            for (day,) in self._rows(f"SELECT d.published FROM {tables_and_conditions(wanted)}", wanted.parameters())
        )

    def undated(self, wanted: QuoteFilter) -> int:
        """How many articles without a date hold statements that fit all but ``since`` and ``until``."""
        query = f"SELECT count(DISTINCT d.no) FROM {tables_and_conditions(wanted, dated=False)} AND d.published IS NULL"
        return int(self._one(query, wanted.parameters())[0])

    def speakers(
        self,
        wanted: QuoteFilter = ALL_QUOTES,
        *,
        kinds: Sequence[str] | None = None,
        min_count: int = 1,
        sort: EntitySort = "count",
        limit: int | None = None,
    ) -> Iterator[Row]:
        """Who made the statements that fit, as rows of ``spq speakers``; ``wanted``'s sort and limit do not matter."""
        among = EntityFilter(kinds=kinds, min_count=min_count, limit=limit)
        parameters = {**wanted.parameters(), **{n: among.parameters()[n] for n in ("kinds", "min_count", "limit")}}
        if wanted == QuoteFilter(everything=wanted.everything, sort=wanted.sort, limit=wanted.limit):
            if wanted.everything:
                return self._counted("attributions", "attribution_docs", kinds, sort, parameters)
            return self._counted("statements", "statement_docs", kinds, sort, parameters)
        query = f"""
            SELECT {PERSON_COLUMNS}, count(*) AS found, count(DISTINCT d.no) AS in_docs
            FROM {tables_and_conditions(wanted)} AND p.id IS NOT NULL AND {kind_is(kinds)}
            GROUP BY p.no HAVING found >= :min_count ORDER BY {ENTITY_ORDER[sort]} LIMIT :limit"""
        return (who_row(row) for row in self._rows(query, parameters))

    def entities(self, wanted: EntityFilter = ALL_ENTITIES) -> Iterator[Row]:
        """What the articles mention, as rows of ``spq entities``."""
        conditions = list(wanted.articles.conditions())
        if not conditions:
            return self._counted("mentions", "docs", wanted.kinds, wanted.sort, wanted.parameters())
        query = f"""
            SELECT {PERSON_COLUMNS}, sum(e.count) AS found, count(DISTINCT d.no) AS in_docs
            FROM articles d JOIN entities e ON e.analysis = d.analysis JOIN people p ON p.no = e.person
            {_where([*conditions, kind_is(wanted.kinds)])}
            GROUP BY p.no HAVING found >= :min_count ORDER BY {ENTITY_ORDER[wanted.sort]} LIMIT :limit"""
        return (who_row(row) for row in self._rows(query, wanted.parameters()))

    def _counted(
        self,
        found: str,
        docs: str,
        kinds: Sequence[str] | None,
        sort: EntitySort,
        parameters: Any,  # noqa: ANN401
    ) -> Iterator[Row]:
        """The same from the counts that are kept."""
        order = ENTITY_ORDER[sort].replace("found", f"p.{found}").replace("in_docs", f"p.{docs}")
        query = f"""
            SELECT {PERSON_COLUMNS}, p.{found}, p.{docs} FROM people p
            WHERE p.{found} >= :min_count AND {kind_is(kinds)} {"" if found == "mentions" else "AND p.attributions > 0"}
            ORDER BY {order} LIMIT :limit"""
        return (who_row(row) for row in self._rows(query, parameters))


def tables_and_conditions(wanted: QuoteFilter, *, dated: bool = True) -> str:
    """Tables and conditions."""
    return f"{_tables(wanted)} {_where(list(wanted.conditions(dated=dated)))}"


def _tables(wanted: QuoteFilter) -> str:
    """The tables, the one first whose index says most."""
    if wanted.contains is not None:
        return _BY_WORDS
    if wanted.docs is not None:
        return _BY_ARTICLE
    if wanted.speakers is None and wanted.about is None and any(wanted.articles.conditions()):
        return _IN_ORDER if wanted.sort == "position" else _BY_ARTICLE
    return _BY_STATEMENT


def _order(wanted: QuoteFilter) -> str:
    """The order asked for; by position in the terms in which the first table comes, so that nothing is sorted."""
    if wanted.sort == "position":
        return {_BY_WORDS: "words.rowid", _IN_ORDER: "d.analysis, q.no, d.no"}.get(_tables(wanted), "q.no, d.no")
    return QUOTE_ORDER[wanted.sort]


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions) or '1'}"
