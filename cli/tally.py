"""Counts for the line at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 speaker, 2 speakers."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count:,} bytes"


@dataclass
class Tally:
    """Counts rows on their way out, and whose they are: statements by speakers, claims by claimers."""

    noun: str = "statement"
    whose: str = "speaker"
    rows: int = 0
    who: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def count(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """Hand on the rows, counted."""
        for row in rows:
            self.rows += 1
            self.articles.add(row["doc"])
            if row[self.whose]:
                self.who.add(row[self.whose]["id"])
            yield row

    def __str__(self) -> str:
        if not self.rows:
            return "nothing matches"
        counts = number(self.rows, self.noun), number(len(self.who), self.whose)
        return f"{' by '.join(counts)} in {number(len(self.articles), 'article')}"
