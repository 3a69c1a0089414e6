"""The words that two statements have in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .saying import OWN, ROW, Saying, is_name

Rare = Callable[[str], float]


PLAIN = 1.0
"""What a word that carries nothing (of, is, been) weighs in a row: eight plain words in a row are no chance either."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that two statements share: where the run begins in the words of each, how long it is.

    ``weight`` is the rarity of its words together, ``told`` how many of them tell something and are no names.
    ``quoted`` is the number of sides on which all of it stands in quotation marks; ``whole``: on one side it is all
    that a stretch within them has.
    """

    first: int
    second: int
    length: int
    weight: float
    told: int
    quoted: int
    whole: bool


def runs(one: Saying, other: Saying, rare: Rare) -> list[Run]:
    """All longest runs of two statements, in the order of the first."""
    found = {*_long(one, other), *((b, a, n) for a, b, n in _short(other, one)), *_short(one, other)}
    kept = {some for some in found if not any(_inside(some, longer) for longer in found)}
    quoted = {part for some in kept for part in _quoted(one, other, *some)}
    return [_run(one, other, *some, rare) for some in sorted(kept | quoted)]


def _quoted(one: Saying, other: Saying, first: int, second: int, length: int) -> Iterator[Places]:
    """The parts of a run that stand in one stretch of quotation marks on both sides."""
    start = 0
    for at in range(1, length + 1):
        same = at < length and all(
            said.words[place + at].stretch == said.words[place + start].stretch
            for said, place in ((one, first), (other, second))
        )
        if not same:
            ends = (first + start, first + at), (second + start, second + at)
            within = one.words[first + start].stretch != OWN and other.words[second + start].stretch != OWN
            if within and (at - start >= ROW or ends[0] in one.stretches or ends[1] in other.stretches):
                yield first + start, second + start, at - start
            start = at


Places = tuple[int, int, int]
"""Where a run begins in the one and in the other, and its length."""


def _inside(short: Places, long: Places) -> bool:
    return short != long and short[0] - long[0] == short[1] - long[1] and (
        long[0] <= short[0] and short[0] + short[2] <= long[0] + long[2]
    )  # fmt: skip


def _long(one: Saying, other: Saying) -> Iterator[Places]:
    first, second = one.words, other.words
    for key in one.rows.keys() & other.rows.keys():
        for at in one.rows[key]:
            for there in other.rows[key]:
                if at and there and first[at - 1].key == second[there - 1].key:
                    continue  # it has begun before
                length = ROW
                most = min(len(first) - at, len(second) - there)
                while length < most and first[at + length].key == second[there + length].key:
                    length += 1
                yield at, there, length


def _short(one: Saying, other: Saying) -> Iterator[Places]:
    """Stretches of one or two words of the one that stand in the other."""
    for start, end in one.stretches:
        if end - start >= ROW:
            continue
        keys = [word.key for word in one.words[start:end]]
        for at, word in enumerate(other.words):
            if word.key == keys[0] and [after.key for after in other.words[at : at + len(keys)]] == keys:
                yield start, at, end - start


def _run(one: Saying, other: Saying, first: int, second: int, length: int, rare: Rare) -> Run:
    sides = one.words[first : first + length], other.words[second : second + length]
    quoted = [side for side in sides if all(word.stretch != OWN for word in side)]
    whole = (first, first + length) in one.stretches or (second, second + length) in other.stretches
    terms = [term for word in sides[0] for term in word.terms]
    plain = sum(not word.terms for word in sides[0])
    named = [is_name(one, a) and is_name(other, b) for a, b in zip(*sides, strict=True)]
    told = {term for word, name in zip(sides[0], named, strict=True) if not name for term in word.terms}
    return Run(first, second, length, sum(map(rare, terms)) + PLAIN * plain, len(told), len(quoted), whole)


def covered(found: Sequence[Run], side: int) -> set[int]:
    """The numbers of the words of one side (0 or 1) that stand in a run."""
    starts = ((run.first, run.second)[side] for run in found)
    return {at for start, run in zip(starts, found, strict=True) for at in range(start, start + run.length)}
