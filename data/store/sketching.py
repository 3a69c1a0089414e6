"""The sketches of texts, kept and given out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from ..sketches import sketch_of
from .database import Database
from .filters import ArticleFilter


def put_sketch(db: sqlite3.Connection, analysis: int, text: str) -> None:
    """Keep the sketch of an analysis' text."""
    db.execute("INSERT INTO sketches VALUES (?, ?, ?)", (analysis, *sketch_of(text)))


class Sketching(Database):
    """What tells near-duplicate articles."""

    def sketches(self, wanted: ArticleFilter) -> Iterator[tuple[int, str | None, int, bytes]]:
        """The articles that fit, the earliest first, else in the order of reading: number, outlet, size and sketch."""
        conditions = " AND ".join(wanted.conditions()) or "1"
        return self._rows(
            f"""SELECT d.no, d.outlet, s.size, s.sketch FROM articles d JOIN sketches s ON s.analysis = d.analysis
            WHERE {conditions} ORDER BY d.published IS NULL, d.published, d.no""",
            wanted.parameters(),
        )

    def article_numbers(self, numbers: Iterable[int]) -> dict[str, int]:
        """The numbers of these articles by their ids."""
        query = "SELECT id, no FROM articles WHERE no IN (SELECT value FROM json_each(?))"
        return dict(self._rows(query, (json.dumps(sorted(numbers)),)))
