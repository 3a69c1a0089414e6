"""Statements counted by speaker, outlet, month, …, in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from ..periods import day_of, period_of
from .database import Database
from .filters import QuoteFilter

Dimension = Literal[
    "speaker", "outlet", "year", "month", "week", "day", "weekday", "class", "type", "kind", "addressee", "article"
]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

NO_COPIES: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are alike in each dimension asked for.

    ``values`` are what they have there (None where the articles do not say), ``names`` the same for people to read.
    ``docs`` counts their articles, ``copies`` the near-duplicates of these that are not counted. ``first`` and
    ``last`` are ISO days, None where no article has a date.
    """

    values: tuple[str | None, ...]
    names: tuple[str | None, ...]
    count: int
    docs: int = 0
    first: str | None = None
    last: str | None = None
    copies: int = 0


@dataclass(frozen=True, slots=True)
class _Sql:
    """A dimension in SQL: what is taken from the statement, then its value and its name; ``{0}`` is what was taken.

    d is articles, p the person whose number was taken.
    """

    taken: str | None
    value: str
    name: str
    key: str | None = None
    """What is grouped by, where that is not the value."""

    def filled(self, column: str) -> tuple[str, str, str]:
        """Key, value and name for a statement's part in this column."""
        p = f"p_{column}"
        key, value, name = (
            part.replace("{0}", column).replace("p.", f"{p}.")
            for part in (self.key or self.value, self.value, self.name)
        )
        return key, value, name


def _period(length: int) -> _Sql:
    days = f"CASE WHEN length(d.published) >= {length} THEN substr(d.published, 1, {length}) END"
    return _Sql(None, days, days)


def _calendar(function: str) -> _Sql:
    return _Sql(None, f"{function}(d.published)", f"{function}(d.published)")


_NAMELESS = "p.kind IN ('group', 'unnamed')"
"""Such speakers, "analysts", are another record in every article; they count together, by their name."""

_SQL: dict[Dimension, _Sql] = {
    "speaker": _Sql(
        "q.person",
        f"CASE WHEN {_NAMELESS} THEN p.name ELSE p.id END",
        "p.name",
        f"CASE WHEN {_NAMELESS} THEN '\"' || casefold(p.name) ELSE p.id END",  # no id begins so
    ),
    "kind": _Sql("q.person", "p.kind", "p.kind"),
    "class": _Sql("q.class", "{0}", "{0}"),
    "type": _Sql("q.type", "{0}", "{0}"),
    "addressee": _Sql("json_extract(q.body, '$.addressee.text')", "{0}", "{0}", "casefold({0})"),
    "outlet": _Sql(None, "d.outlet", "d.outlet", "d.outlet_key"),
    "article": _Sql(None, "d.id", "coalesce(d.title, d.id)", "d.no"),
    "year": _period(4),
    "month": _period(7),
    "day": _period(10),
    "week": _calendar("week"),
    "weekday": _calendar("weekday"),
}


class Grouping(Database):
    """Counts of statements."""

    def grouped(
        self, wanted: QuoteFilter, by: Sequence[Dimension], copies: Mapping[int, int] = NO_COPIES
    ) -> list[Group]:
        """The statements that fit, counted in every combination of the dimensions that occurs, in no order.

        ``copies`` are the numbers of articles that stand for others, each with how many; ``wanted``'s sort and limit do
        not matter. Raises UsageError for an impossible ``contains``.
        """
        self._db.create_function("week", 1, week, deterministic=True)
        self._db.create_function("weekday", 1, weekday, deterministic=True)
        columns = [f"t{place}" for place in range(len(by))]
        taken = [(column, sql.taken) for column, one in zip(columns, by, strict=True) if (sql := _SQL[one]).taken]
        people = [column for column, what in taken if what == "q.person"]
        parts = [_SQL[one].filled(column) for column, one in zip(columns, by, strict=True)]
        keys = ", ".join(f"{key} AS k{n}" for n, (key, _, _) in enumerate(parts))
        shown = ", ".join(f"min({value}) AS v{n}, min({name}) AS n{n}" for n, (_, value, name) in enumerate(parts))
        grouped = ", ".join(f"k{n}" for n in range(len(by)))
        query = f"""
            WITH found AS MATERIALIZED (
                SELECT d.no AS article{"".join(f", {what} AS {column}" for column, what in taken)}, count(*) AS n
                FROM {_tables(wanted, by)} WHERE {" AND ".join(wanted.conditions()) or "1"}
                GROUP BY d.no{"".join(f", {column}" for column, _ in taken)}
            ), copies AS MATERIALIZED (
                SELECT CAST(key AS INTEGER) AS article, value AS copies FROM json_each(:copies)
            ), of_article AS (
                SELECT {keys}, {shown}, sum(n) AS n, found.article, min(substr(d.published, 1, 10)) AS day
                FROM found CROSS JOIN articles d ON d.no = found.article
                {" ".join(f"LEFT JOIN people p_{column} ON p_{column}.no = found.{column}" for column in people)}
                GROUP BY {grouped}, found.article
            )
            SELECT {", ".join(f"min(v{n}), min(n{n})" for n in range(len(by)))}, sum(n), count(*), min(day), max(day),
                {"coalesce(sum(copies), 0)" if copies else "0"}
            FROM of_article {"LEFT JOIN copies USING (article)" if copies else ""} GROUP BY {grouped}"""
        width = 2 * len(by)
        return [
            Group(tuple(row[0:width:2]), tuple(row[1:width:2]), *row[width:])
            for row in self._rows(query, {**wanted.parameters(), "copies": json.dumps(copies)})
        ]

    def articles_with(self, wanted: QuoteFilter) -> int:
        """How many articles have statements that fit."""
        tables = _tables(wanted, ())
        return int(
            self._one(
                f"SELECT count(DISTINCT d.no) FROM {tables} WHERE {' AND '.join(wanted.conditions()) or '1'}",
                wanted.parameters(),
            )[0]
        )


def _tables(wanted: QuoteFilter, by: Sequence[Dimension]) -> str:
    """The tables in the order in which they are gone through (CROSS JOIN keeps it), the one that says most first."""
    if wanted.contains is not None:
        return """words CROSS JOIN attributions q ON q.no = words.rowid
            CROSS JOIN articles d ON d.analysis = q.analysis"""
    if wanted.speakers is not None or wanted.about is not None:
        return "attributions q CROSS JOIN articles d ON d.analysis = q.analysis"
    # An index that has all that is counted by is read in place of the rows, which are ten times as long.
    index = "" if "addressee" in by else "INDEXED BY attributions_counted"
    return f"articles d CROSS JOIN attributions q {index} ON q.analysis = d.analysis"


def week(published: str | None) -> str | None:
    """The ISO week of a date, 2012-W28; None where the day is not known."""
    found = period_of(published, "week")
    return None if found is None else found.label


def weekday(published: str | None) -> str | None:
    """The day of the week, "1 Monday" to "7 Sunday"; None where the day is not known."""
    day = day_of(published)
    return None if day is None else WEEKDAYS[day.weekday()]


WEEKDAYS = ("1 Monday", "2 Tuesday", "3 Wednesday", "4 Thursday", "5 Friday", "6 Saturday", "7 Sunday")
"""With their numbers, so that they sort as they come."""
