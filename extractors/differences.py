"""Where two wordings of one thing differ, word by word: what verification and comparison both stand on.

Words are compared without case and whatever the shape of apostrophes and hyphens; punctuation between words is not
looked at, nor what only sets them (soft hyphens, joiners, ligatures, the underscores of Markdown). Every place is a
half-open pair of code points into the text that was given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

Place = tuple[int, int]
Op = Literal["same", "changed", "left out", "added"]

_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(
    r"(?:(?<![^\s(\"“'‘])[-−+](?=\d))?[$€£¥₽]?[^\W_]+"
    rf"(?:(?:[.,'’ʼ‑‐-]|_+)[^\W_]+|[{_UNSEEN}\u0300-\u036f]+[^\W_]*)*(?:%|°)?"
)
"""A word with what is inside it: don't, by-law, U.S, 1,000.5, -5, $60, 5%; an accent may be a character of its own."""

_ALIKE = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-", "−": "-"} | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
)


class Word(NamedTuple):
    """One word of a text: where it stands, and the form in which it is compared.

    A tuple, for whole texts are cut into them.
    """

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words that two texts share, or in which they differ.

    ``first`` and ``second`` are places in the two texts, from the first letter of the run to its last. ``left out``
    stands only in the first (its ``second`` is empty, where the words would come), ``added`` only in the second.
    """

    op: Op
    first: Place
    second: Place


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a part of it, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(one.start(), one.end(), _key(one[0])) for one in found]


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word.translate(_ALIKE)).casefold()


def differences(first: Sequence[Word], second: Sequence[Word]) -> list[Difference]:
    """All words of both, in runs that are the same, changed, left out or added; runs of one kind are never neighbours.

    The alignment is the one with the most words shared (longest common subsequence, by RapidFuzz).
    """
    from rapidfuzz.distance import LCSseq

    runs: list[tuple[bool, int, int, int, int]] = []
    keys = [one.key for one in first], [one.key for one in second]
    for op in LCSseq.opcodes(*keys):
        run = (op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end)
        if runs and runs[-1][0] == run[0]:
            before = runs.pop()
            run = (run[0], before[1], run[2], before[3], run[4])
        runs.append(run)
    return [_difference(run, first, second) for run in runs]


def _difference(run: tuple[bool, int, int, int, int], first: Sequence[Word], second: Sequence[Word]) -> Difference:
    same, start, end, other_start, other_end = run
    op: Op = "same" if same else "added" if start == end else "left out" if other_start == other_end else "changed"
    return Difference(op, _place(first, start, end), _place(second, other_start, other_end))


def _place(words: Sequence[Word], start: int, end: int) -> Place:
    """From the first letter to the last of some words; of none, the empty place before the word that follows."""
    if start < end:
        return words[start].start, words[end - 1].end
    if start < len(words):
        return words[start].start, words[start].start
    at = words[-1].end if words else 0
    return at, at


def shared(found: Sequence[Difference], words: Sequence[Word]) -> float:
    """Of the first text's words the share that the second has, too, in order; 0–1."""
    same = sum(sum(1 for _ in _within(words, one.first)) for one in found if one.op == "same")
    return same / len(words) if words else 0.0


def _within(words: Sequence[Word], place: Place) -> Iterator[Word]:
    return (one for one in words if place[0] <= one.start and one.end <= place[1])
