"""Sentences → quantities: what holds no figure is passed over, the rest read and its neighbours joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....data.records import Quantity
from .found import Found
from .joining import joined
from .numerals import DENOMINATORS, GROUPS, PLURALS, SIGNS, SMALL, TENS, Tokens, tokens_of
from .ranks import ORDINALS
from .reading import read
from .units import table

if TYPE_CHECKING:
    from ...page import Sentence

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[a-z]+")
_WORDS = frozenset({
    *SMALL, *TENS, *PLURALS, *GROUPS, *DENOMINATORS, *ORDINALS, "twice", "thrice", "double", "triple", "quadruple",
    *(word[:-1] + "ies" for word in TENS),
})  # fmt: skip


def quantities_in(sentence: Sentence, text: str) -> list[Quantity]:
    """The quantities of a sentence, in order, disjoint but for numbers inside what is counted (650 18-hole courses)."""
    return _quantities(text, sentence.start, sentence.end)


def quantities_of(text: str) -> list[Quantity]:
    """The quantities of a plain text."""
    return _quantities(text, 0, len(text))


def _quantities(text: str, start: int, end: int) -> list[Quantity]:
    if not _may_hold(text[start:end]):
        return []
    found = joined(read(Tokens(tokens_of(text, start, end))), text)
    return [_record(one, text) for one in found]


def _may_hold(part: str) -> bool:
    """Whether there is a figure or a number word at all: most sentences are done with here."""
    if _DIGIT.search(part):
        return True
    words = _WORD.findall(part.lower())
    return (
        not _WORDS.isdisjoint(words)
        or not table().multiples.keys().isdisjoint(words)
        or not SIGNS.keys().isdisjoint(part)
    )


def _record(found: Found, text: str) -> Quantity:
    unit = found.unit if found.unit_at is None else text[slice(*found.unit_at)]
    written = text[found.start : found.end]
    return Quantity(
        found.start, found.end, written, found.kind, found.value, unit, found.high, found.bound, found.also
    )  # fmt: skip
