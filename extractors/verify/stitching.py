"""Quotations that a draft made of several: the places that stand apart of which it has the words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..differences import Place
from .aligning import LIGHT, weight
from .draftwords import Token
from .sourcetexts import SourceText


@dataclass(frozen=True, slots=True)
class Part:
    """One of several places of which a draft made one quotation.

    ``first`` and ``last`` are half-open numbers among the draft's spoken tokens, ``word`` and ``behind`` among the
    source's words.
    """

    source: SourceText
    first: int
    last: int
    word: int
    behind: int

    def place(self) -> Place:
        """Its place in the source."""
        words = self.source.words
        return words[self.word].start, words[self.behind - 1].end


LEAST_PART = 4
"""Words in a row of a part, two of which carry something; fewer are in a row by chance."""

COVERED = 0.9
"""The share of a quotation's words that its parts must have together."""

NEAR = 15
"""Words of a source between two parts up to which they are one place."""


def parts_of(tokens: Sequence[Token], sources: Sequence[SourceText]) -> list[Part]:
    """The places that stand apart of which a quotation is made, at least two; else none."""
    spoken = [number for number, token in enumerate(tokens) if token.key]
    keys = [tokens[number].key for number in spoken]
    places = [(source, _places(source, frozenset(keys))) for source in sources]
    found = sorted(_cover(keys, 0, len(keys), places), key=lambda part: part.first)
    merged: list[Part] = []
    for part in found:
        last = merged[-1] if merged else None
        if last and last.source is part.source and 0 <= part.word - last.behind <= NEAR:
            merged[-1] = replace(last, last=part.last, behind=part.behind)
        else:
            merged.append(part)
    covered = sum(part.last - part.first for part in found)
    if len(merged) < 2 or covered < COVERED * len(keys):
        return []
    return merged


Places = Mapping[str, list[int]]
"""By a word's key the numbers of the words of a source that have it."""


def _places(source: SourceText, keys: Collection[str]) -> Places:
    found: dict[str, list[int]] = {}
    for number, word in enumerate(source.words):
        if word.key in keys:
            found.setdefault(word.key, []).append(number)
    return found


def _cover(keys: Sequence[str], first: int, last: int, sources: Sequence[tuple[SourceText, Places]]) -> Iterator[Part]:
    """The longest row of words that a source has, then those on either side of it."""
    best = max((_longest(keys, first, last, *one) for one in sources), key=_size, default=None)
    if best is None or _size(best) < LEAST_PART or _weighty(keys[best.first : best.last]) < 2:
        return
    yield best
    if best.first - first >= LEAST_PART:
        yield from _cover(keys, first, best.first, sources)
    if last - best.last >= LEAST_PART:
        yield from _cover(keys, best.last, last, sources)


def _size(part: Part) -> int:
    return part.last - part.first


def _weighty(keys: Sequence[str]) -> int:
    return sum(weight(key) > LIGHT for key in keys)


def _longest(keys: Sequence[str], first: int, last: int, source: SourceText, places: Places) -> Part:
    before: dict[int, int] = {}
    best = Part(source, first, first, 0, 0)
    for at in range(first, last):
        here = {number: before.get(number - 1, 0) + 1 for number in places.get(keys[at], ())}
        for number, length in here.items():
            if length > _size(best):
                best = Part(source, at - length + 1, at + 1, number - length + 1, number + 1)
        before = here
    return best
