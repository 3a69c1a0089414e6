"""A source's text as a check reads it: its words, which of them are quoted, and which statement has them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from ...data.store.finding import Holder
from ..differences import Place, Word
from ..marks import Quotation, pair
from ..page import SPOKEN_KINDS, turns
from ..segment import blocks
from .draftquotes import QUOTED_LINES
from .draftwords import source_words

Row = Mapping[str, Any]


class Texts(Protocol):
    """What a check asks of a store; see ``data.store.finding``."""

    def texts(self) -> int:
        """How many different texts there are."""

    def texts_with(self, words: Sequence[str], limit: int) -> list[int]:
        """The first texts that have all of these words."""

    def texts_said(self, words: str, limit: int, people: Collection[str] | None = None) -> list[int]:
        """The texts with a statement that has these words in a row."""

    def statements_by(self, people: Collection[str], words: Sequence[str], limit: int) -> list[tuple[int, int, str]]:
        """Statements by some people that have any of these words."""

    def text_of(self, analysis: int) -> str:
        """The text of an analysis."""

    def holders(self, analysis: int) -> list[Holder]:
        """The articles with that text."""

    def statements_in(self, analysis: int, doc: str) -> list[dict[str, Any]]:
        """All that is attributed in it."""


@dataclass
class SourceText:
    """One text of a store; ``spoken``: all of it is speech, as in a transcript."""

    number: int
    texts: Texts
    spoken: bool = False

    @cached_property
    def text(self) -> str:
        """The text itself."""
        return self.texts.text_of(self.number)

    @cached_property
    def words(self) -> list[Word]:
        """Its words."""
        return source_words(self.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The different words."""
        return frozenset(word.key for word in self.words)

    def number_of(self, word: Word) -> int:
        """Which of its words this is."""
        return bisect_left(self._starts, word.start)

    @cached_property
    def quoted(self) -> list[Place]:
        """Where its quotations stand, marks included, outermost ones only, those of several paragraphs in parts.

        Block quotes are among them, and what is said in a turn of a transcript (Bishop Crane: The shops are gone.).
        """
        if self.spoken:
            return [(0, len(self.text))]
        cut = blocks(self.text)
        said = [(block.start, block.end) for block in cut if block.kind in SPOKEN_KINDS]
        places = [(one.start, one.end) for one in pair(self.text, said) if one.depth == 0]
        other = [(block.start, block.end) for block in cut if block.kind not in SPOKEN_KINDS]
        places += [(one.start, one.end) for one in pair(self.text, other) if _whole(one)]
        places += [found.span() for found in QUOTED_LINES.finditer(self.text)]
        for number in turns(self.text, cut):
            block = cut[number]
            places.append((self.text.index(":", block.start) + 1, block.end))
        return _joined(places)

    @cached_property
    def within(self) -> list[bool]:
        """Of each word, whether it is quoted."""
        starts = [start for start, _ in self.quoted]
        ends = [end for _, end in self.quoted]

        def is_within(word: Word) -> bool:
            at = bisect_right(starts, word.start) - 1
            return at >= 0 and word.end <= ends[at]

        return [is_within(word) for word in self.words]

    @cached_property
    def holders(self) -> list[Holder]:
        """The articles that have this text."""
        return self.texts.holders(self.number)

    @cached_property
    def statements(self) -> list[dict[str, Any]]:
        """All that is attributed in it."""
        return self.texts.statements_in(self.number, self.holders[0].doc)

    def statements_over(self, place: Place) -> list[Row]:
        """The statements that have most of a place among their words, the smallest first."""
        return sorted((row for row in self.statements if 2 * _shared(row, place) > place[1] - place[0]), key=_length)

    def statement_over(self, place: Place) -> Row | None:
        """The smallest of them."""
        return next(iter(self.statements_over(place)), None)

    def speaker_over(self, place: Place) -> Row | None:
        """Whose words these are, as far as the text tells."""
        statement = self.statement_over(place)
        return None if statement is None else statement["speaker"]

    def context(self, place: Place) -> Place:
        """The sentence or sentences around a place, as the statement there has them, else the line."""
        row = self.statement_over(place)
        if row is not None and row["context"]["start"] <= place[0] and place[1] <= row["context"]["end"]:
            return row["context"]["start"], row["context"]["end"]
        start = self.text.rfind("\n", 0, place[0]) + 1
        end = self.text.find("\n", place[1])
        end = len(self.text) if end < 0 else end
        line = self.text[start:end]
        return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))

    def runs_on(self, before: Word, after: Word) -> bool:
        """Whether two quoted words belong to one quotation, with at most "he said" between them."""
        if any(start <= before.start and after.end <= end for start, end in self.quoted):
            return True
        one = {row["id"] for row in self.statements if _shared(row, (before.start, before.end))}
        if any(row["id"] in one and _shared(row, (after.start, after.end)) for row in self.statements):
            return True
        first, last = bisect_left(self._starts, before.end), bisect_left(self._starts, after.start)
        unquoted = sum(not within for within in self.within[first:last])
        return unquoted <= _ASIDE and "\n" not in self.text[before.end : after.start].strip()

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]


_ASIDE = 6
"""Words of "he told the council" between two quotations of one paragraph that no statement has together."""


def _whole(one: Quotation) -> bool:
    return one.depth == 0 and one.closed


def _joined(places: Iterable[Place]) -> list[Place]:
    """In order, without those that begin within another."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if not joined or start >= joined[-1][1]:
            joined.append((start, end))
    return joined


def _length(row: Row) -> int:
    return sum(piece["end"] - piece["start"] for piece in row["content"])


def _shared(row: Row, place: Place) -> int:
    return sum(max(0, min(piece["end"], place[1]) - max(piece["start"], place[0])) for piece in row["content"])
