"""Where a version's words differ from those of the fullest version: inside what both have, and at its ends.

What stands before the first and behind the last words that both have is shortened, or goes on; in between, a word is
left out, added or changed, and at the ends where both go on in the same sentence, but in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..claims.wording import is_numeral
from ..differences import Difference, Op, Word, differences
from .saying import OWN, SaidWord, Saying, is_name, negates

Where = Literal["before", "inside", "after"]
Kind = Literal["negation", "figure", "name"]
KINDS: tuple[Kind, ...] = ("negation", "figure", "name")

APART = 3
"""Words that both have stand together with others where no more than these differ in between."""

EDGE = 4
"""Other words at an end that are a changed wording however few words both have; of more, no more than these."""

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[|\]")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``first`` are words of the fullest version, ``second`` of the other, in order; one may be none.

    ``marked``: the side with fewer words owns up to it, by an ellipsis, brackets or closed quotation marks.
    """

    op: Op
    where: Where
    first: tuple[SaidWord, ...]
    second: tuple[SaidWord, ...]
    marked: bool
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How the words of a version stand to the fullest: how many of ``of`` it has, and where they differ."""

    same: int
    of: int
    changes: tuple[Change, ...]


def wording(anchor: Saying, version: Saying) -> Wording | None:
    """The words within quotation marks compared; all words where one side quotes nothing. None for other words."""
    found = _compared(anchor, version, [[w for w in one.words if w.stretch != OWN] for one in (anchor, version)])
    return found or _compared(anchor, version, [list(one.words) for one in (anchor, version)])


def _compared(anchor: Saying, version: Saying, words: Sequence[list[SaidWord]]) -> Wording | None:
    first, second = words
    if not first or not second:
        return None
    found = differences(*([Word(one.start, one.end, one.key) for one in side] for side in words))
    runs = list(_numbered(found, first, second))
    kept = _core(runs, first)
    if kept is None:
        return None
    count = sum(runs[at][1][1] - runs[at][1][0] for at in kept)
    changes: list[Change] = []
    for at, (same, a, b) in enumerate(_joined(runs, kept)):
        if not same:
            more, here = _changes(anchor, version, first, second, a, b, _where(at, a, b, first, second), count)
            count += more
            changes += here
    return Wording(count, len(first), tuple(changes))


Numbers = tuple[int, int]
"""Words of one side by their numbers, half open."""

_Run = tuple[bool, Numbers, Numbers]


def _numbered(found: Sequence[Difference], first: Sequence[SaidWord], second: Sequence[SaidWord]) -> Iterator[_Run]:
    """The runs by the numbers of words instead of by places."""
    a = b = 0
    for one in found:
        a_end, b_end = (_count(side, at, place) for side, at, place in ((first, a, one.first), (second, b, one.second)))
        yield one.op == "same", (a, a_end), (b, b_end)
        a, b = a_end, b_end


def _count(words: Sequence[SaidWord], at: int, place: tuple[int, int]) -> int:
    while at < len(words) and place[0] <= words[at].start and words[at].end <= place[1]:
        at += 1
    return at


def _core(runs: Sequence[_Run], first: Sequence[SaidWord]) -> set[int] | None:
    """The runs that are the same and belong together; "the" and "of" that both have anywhere do not."""

    def weight(at: int) -> int:
        start, end = runs[at][1]
        return end - start + 2 * sum(bool(word.terms) for word in first[start:end])

    same = [at for at, run in enumerate(runs) if run[0]]
    if not same:
        return None
    best = max(same, key=weight)
    kept = {best}
    for side in (1, -1):
        before = best
        for at in same[::side]:
            if (at - best) * side <= 0:
                continue
            low, high = sorted((before, at))
            (_, a_low, b_low), (_, a_high, b_high) = runs[low], runs[high]
            gap = max(a_high[0] - a_low[1], b_high[0] - b_low[1])
            if weight(at) >= 7 or (gap <= APART and weight(at) >= 2) or (gap <= 1):
                kept.add(at)
                before = at
    return kept


def _joined(runs: Sequence[_Run], kept: set[int]) -> list[_Run]:
    """The runs with those that are not kept made part of the differences around them."""
    joined: list[_Run] = []
    for at, (_, a, b) in enumerate(runs):
        same = at in kept
        if joined and not same and not joined[-1][0]:
            _, a_before, b_before = joined.pop()
            a, b = (a_before[0], a[1]), (b_before[0], b[1])
        joined.append((same, a, b))
    return joined


def _where(at: int, a: Numbers, b: Numbers, first: Sequence[SaidWord], second: Sequence[SaidWord]) -> Where:
    if at == 0:
        return "before"
    return "after" if a[1] == len(first) and b[1] == len(second) else "inside"


def _changes(
    anchor: Saying, version: Saying, first: Sequence[SaidWord], second: Sequence[SaidWord], a: Numbers, b: Numbers,
    where: Where, core: int,
) -> tuple[int, list[Change]]:  # fmt: skip
    """What differs at a place, and how many words are the same there after all."""
    left, right = tuple(first[slice(*a)]), tuple(second[slice(*b)])
    if where == "inside":
        return 0, [_inside(anchor, version, first, second, a, b)]
    same = _shared(left, right, backward=where == "before")
    if same:
        ends = [(place[0], place[1] - same) if where == "before" else (place[0] + same, place[1]) for place in (a, b)]
        more, changes = _changes(anchor, version, first, second, ends[0], ends[1], where, core + same)
        return same + more, changes
    shorter = [Change("left out", where, left, (), True, ())] if left else []
    other = [Change("added", where, (), right, True, ())] if right else []
    if not left or not right or _parted(anchor, version, first, second, a, b, where):
        return 0, other + shorter
    here, mine = _sentence(version, right, where, len(right))
    there, rest = _sentence(anchor, left, where, 2 * len(here) + 1)
    if len(here) > max(EDGE, core):
        return 0, other + shorter
    same = _shared(there, here, backward=where != "before")
    there, here = _without(there, same, where), _without(here, same, where)
    changes = [Change("added", where, (), mine, True, ())] if mine else []
    if there or here:
        op: Op = "changed" if there and here else "left out" if there else "added"
        kinds = tuple(_kinds(anchor, version, there, here))
        changes.append(Change(op, "inside" if same else where, there, here, False, kinds))
    if rest:
        changes.append(Change("left out", where, rest, (), True, ()))
    return same, changes


def _inside(
    anchor: Saying, version: Saying, first: Sequence[SaidWord], second: Sequence[SaidWord], a: Numbers, b: Numbers
) -> Change:  # fmt: skip
    left, right = tuple(first[slice(*a)]), tuple(second[slice(*b)])
    op: Op = "changed" if left and right else "left out" if left else "added"
    marked = _marked(version, second, b) if len(right) <= len(left) else _marked(anchor, first, a)
    marked = marked or (bool(right) and all(_bracketed(version, word) for word in right))
    return Change(op, "inside", left, right, marked, tuple(_kinds(anchor, version, left, right)))


SomeWords = tuple[SaidWord, ...]


def _shared(left: SomeWords, right: SomeWords, *, backward: bool) -> int:
    """How many words both begin with, or end with."""
    some = 0
    step = -1 if backward else 1
    for one, other in zip(left[::step], right[::step], strict=False):
        if one.key != other.key:
            break
        some += 1
    return some


def _without(words: SomeWords, same: int, where: Where) -> SomeWords:
    """Without so many words at the end that is far from what both have."""
    return words[same:] if where == "before" else words[: len(words) - same]


def _parted(
    anchor: Saying, version: Saying, first: Sequence[SaidWord], second: Sequence[SaidWord], a: Numbers, b: Numbers,
    where: Where,
) -> bool:  # fmt: skip
    """Whether what stands at an end is no other wording of one sentence: it is parted from what both have.

    By quotation marks, an ellipsis or brackets, or as another sentence, on either side.
    """
    border = [
        (anchor, first, a[1] if where == "before" else a[0]),
        (version, second, b[1] if where == "before" else b[0]),
    ]
    return any(
        said.begins(words[at]) or _marked(said, words, (at, at))
        for said, words, at in border
        if 0 < at < len(words)
    )  # fmt: skip


def _sentence(said: Saying, words: SomeWords, where: Where, most: int) -> tuple[SomeWords, SomeWords]:
    """Of the words at an end those of the sentence next to what both have, of which there are no more; the rest."""
    near = words[::-1] if where == "before" else words
    some = 1
    while some < min(len(near), most) and not _new(said, near, some, where):
        some += 1
    return (words[-some:], words[:-some]) if where == "before" else (words[:some], words[some:])


def _new(said: Saying, near: SomeWords, some: int, where: Where) -> bool:
    """Whether a sentence or a quotation ends between a word and the one nearer to what both have."""
    return near[some].stretch != near[some - 1].stretch or said.begins(near[some - (where == "before")])


def _marked(said: Saying, words: Sequence[SaidWord], place: Numbers) -> bool:
    """Whether a side shows that words are missing at a place: by an ellipsis or brackets, or no quotation marks."""
    before, after = words[max(0, place[0] - 1)], words[min(place[1], len(words) - 1)]
    if before.stretch != after.stretch or before.piece != after.piece:
        return True
    span = said.row["content"][before.piece]
    between = span["text"][before.end - span["start"] : after.start - span["start"]]
    return _ELLIPSIS.search(between) is not None


def _bracketed(said: Saying, word: SaidWord) -> bool:
    span = said.row["content"][word.piece]
    before = str(span["text"])[: word.start - span["start"]]
    return before.rfind("[") > before.rfind("]")


def _kinds(anchor: Saying, version: Saying, left: Sequence[SaidWord], right: Sequence[SaidWord]) -> Iterator[Kind]:
    """What is of weight in a difference."""
    if sum(negates(word.key) for word in left) % 2 != sum(negates(word.key) for word in right) % 2:
        yield "negation"
    figures = [{word.key for word in some if _is_figure(word.key)} for some in (left, right)]
    if figures[0] != figures[1]:
        yield "figure"
    names = [
        {w.key.removesuffix("'s") for w in some if is_name(said, w)}
        for said, some in ((anchor, left), (version, right))
    ]
    if names[0] != names[1]:
        yield "name"


def _is_figure(word: str) -> bool:
    return word not in ("a", "an", "and", "of", "one") and is_numeral(word)
