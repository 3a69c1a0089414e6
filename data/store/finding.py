"""Where words may stand: what a check of quotations asks of the full-text indexes and of single analyses."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from .asking import QUOTE_COLUMNS, WHO
from .database import Database
from .rows import quote_row

Row = dict[str, Any]

FEW_STATEMENTS = 1000
"""Statements of some people that are looked through one by one."""


@dataclass(frozen=True, slots=True)
class Holder:
    """An article that has an analysis' text; several outlets may print one."""

    doc: str
    path: str | None
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class Finding(Database):
    """Candidates for a wording, by the numbers of their analyses."""

    def texts(self) -> int:
        """How many different texts there are."""
        return int(self._one("SELECT count(*) FROM analyses")[0])

    def texts_with(self, words: Sequence[str], limit: int) -> list[int]:
        """The first texts that have all of these words somewhere, at most ``limit``; letters and digits only."""
        query = "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?"
        return [number for (number,) in self._rows(query, (_all_of(words), limit))]

    def texts_said(self, words: str, limit: int, people: Collection[str] | None = None) -> list[int]:
        """The texts with a statement, at most ``limit``, that has these words in a row; by some of the people."""
        said = f"AND q.person {_NUMBERS}" if people is not None else ""
        query = f"""SELECT DISTINCT q.analysis FROM words CROSS JOIN attributions q ON q.no = words.rowid
            WHERE words MATCH ?1 {said} LIMIT ?2"""
        given = (_quoted(words), limit) if people is None else (_quoted(words), limit, json.dumps(sorted(people)))
        return [number for (number,) in self._rows(query, given)]

    def statements_by(self, people: Collection[str], words: Sequence[str], limit: int) -> list[tuple[int, int, str]]:
        """Statements by some people that have any of these words: their number, their analysis, their text.

        All of theirs where these are few: their own index is then quicker than that of the words.
        """
        given = json.dumps(sorted(people))
        query = "SELECT coalesce(sum(attributions), 0) FROM people WHERE id IN (SELECT value FROM json_each(?))"
        if self._one(query, (given,))[0] <= FEW_STATEMENTS:
            query = f"SELECT no, analysis, text FROM attributions WHERE person {_NUMBERS.replace('?3', '?1')} LIMIT ?2"
            return list(self._rows(query, (given, FEW_STATEMENTS)))
        query = f"""SELECT q.no, q.analysis, q.text FROM words CROSS JOIN attributions q ON q.no = words.rowid
            WHERE words MATCH ?1 AND q.person {_NUMBERS} LIMIT ?2"""
        anything = " OR ".join(map(_quoted, words))
        return list(self._rows(query, (anything, limit, given)))

    def text_of(self, analysis: int) -> str:
        """The text of an analysis."""
        return str(self._one("SELECT text FROM analyses WHERE no = ?", (analysis,))[0])

    def holders(self, analysis: int) -> list[Holder]:
        """The articles with that text, the earliest first, those without a date last."""
        query = """SELECT id, path, title, outlet, published, url FROM articles WHERE analysis = ?
            ORDER BY published IS NULL, published, no"""
        return [Holder(*row) for row in self._rows(query, (analysis,))]

    def statements_in(self, analysis: int, doc: str) -> list[Row]:
        """What is attributed in an analysis, each with ``no``, as rows of ``spq quotes`` for one of its articles."""
        query = f"""SELECT q.no, {QUOTE_COLUMNS} FROM attributions q CROSS JOIN articles d ON d.id = ? {WHO}
            WHERE q.analysis = ? ORDER BY q.no"""
        return [{"no": row[0], **quote_row(row[1:], explain=False)} for row in self._rows(query, (doc, analysis))]


_NUMBERS = "IN (SELECT no FROM people WHERE id IN (SELECT value FROM json_each(?3)))"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'


def _all_of(words: Sequence[str]) -> str:
    return " AND ".join(map(_quoted, words))
