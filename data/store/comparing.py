"""Questions about statements that may be versions of one another: by number, by speaker, by their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .asking import QUOTE_COLUMNS, WHO, Asking, tables_and_conditions
from .filters import Parameters, QuoteFilter
from .rows import quote_row

Row = dict[str, Any]


class Comparing(Asking):
    """What ``spq compare`` asks, so that a large library need not be looked through."""

    def statement_numbers(self, wanted: QuoteFilter) -> list[int]:
        """The numbers of the statements that fit, in order; articles with the same text share them."""
        query = f"SELECT DISTINCT q.no FROM {tables_and_conditions(wanted)} ORDER BY q.no LIMIT :limit"
        return [number for (number,) in self._rows(query, wanted.parameters())]

    def statements(self, numbers: Iterable[int]) -> Iterator[tuple[int, Row]]:
        """The rows of ``spq quotes`` of these numbers, each with its number: a row for each article with the text."""
        query = f"""SELECT q.no, {QUOTE_COLUMNS} FROM json_each(?) chosen
            CROSS JOIN attributions q ON q.no = chosen.value CROSS JOIN articles d ON d.analysis = q.analysis {WHO}"""
        for number, *row in self._rows(query, (json.dumps(sorted(numbers)),)):
            yield number, quote_row(row, explain=False)

    def numbers_by(self, people: Sequence[str], since: str | None = None, until: str | None = None) -> list[int]:
        """The numbers of all statements by these people (ids), by the index: of these days (ISO), and undated ones."""
        query = """SELECT DISTINCT q.no FROM people p CROSS JOIN attributions q ON q.person = p.no
            CROSS JOIN articles d ON d.analysis = q.analysis
            WHERE p.id IN (SELECT value FROM json_each(:people)) AND q.statement
            AND (d.published IS NULL OR d.published BETWEEN coalesce(:since, '') AND coalesce(:until, '') || '~')"""
        asked: Parameters = {"people": json.dumps(list(people)), "since": since, "until": until}
        return [number for (number,) in self._rows(query, asked)]

    def statements_with(self, query: str, limit: int) -> list[int]:
        """The numbers of up to ``limit`` statements that a query in FTS5's own language finds, by the index."""
        sql = """SELECT q.no FROM words CROSS JOIN attributions q ON q.no = words.rowid
            WHERE words MATCH ? AND q.statement LIMIT ?"""
        return [number for (number,) in self._rows(sql, (query, limit))]
