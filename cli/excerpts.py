"""Words with the sentences around them, as grep shows lines with those around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
Offsets = tuple[int, int]

SEPARATOR = "--"
"""Between two excerpts, as grep has it."""


class Excerpts:
    """A text cut into its sentences, headlines, captions and the like included: whatever holds a word is one."""

    def __init__(self, text: str) -> None:
        from ..extractors.segment import blocks, sentences

        self._text = text
        units = [unit for block in blocks(text) for unit in sentences(text, block.start, block.end)]
        self._starts = [start for start, _ in units]
        self._ends = [end for _, end in units]

    def around(self, places: Iterable[Offsets], context: int) -> list[Offsets]:
        """The sentences that hold the places, and ``context`` more on either side; what touches is one excerpt."""
        found: list[tuple[int, int]] = []
        for first, last in sorted(self._units(start, end, context) for start, end in places):
            if found and first <= found[-1][1] + 1:
                found[-1] = found[-1][0], max(found[-1][1], last)
            else:
                found.append((first, last))
        return [(self._starts[first], self._ends[last]) for first, last in found]

    def _units(self, start: int, end: int, context: int) -> tuple[int, int]:
        """The numbers of the first and the last sentence."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, min(len(self._ends) - 1, bisect_left(self._ends, end)))
        return max(0, first - context), min(len(self._ends) - 1, last + context)


def places(row: Row) -> Iterator[Offsets]:
    """Where a statement's words, its source and its cue stand."""
    for span in (*row["content"], row["source"], row["cue"]):
        if span:
            yield span["start"], span["end"]
