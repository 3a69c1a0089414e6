"""Where claims that otherwise say the same differ: in a figure, a date or a negation, in words that a person reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from .clusters import Group
from .comparable import Comparable, Dated
from .figures import Figure, days_against, figures, same_days
from .wording import stems

ConflictKind = Literal["figure", "date", "negation"]

MOST = 30
"""Versions of a claim, the earliest, that are compared with each other; each later one is compared with these."""

SHOWN = 5
"""Words of a claim that are shown from its negation on."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims (ids, the earlier first) of a group and what differs: ``words`` as in "28th against 10th"."""

    first: str
    second: str
    kind: ConflictKind
    words: str


def conflicts(group: Group) -> list[Conflict]:
    """What claims of a group contradict each other on, each difference once, by the earliest claims that show it."""
    versions: dict[object, Comparable] = {}
    for one in group.members:
        told = tuple(sorted({(f.kind, f.unit, f.low, f.high) for f in figures(one)}))
        versions.setdefault((told, tuple(sorted((d.first, d.last) for d in one.dates)), one.negated), one)
    some = list(versions.values())
    pairs = [*combinations(some[:MOST], 2), *((one, late) for late in some[MOST:] for one in some[:MOST])]
    found: dict[tuple[str, ...], Conflict] = {}
    for first, second in pairs:
        for kind, what, here, there in _differences(first, second):
            words = f"{here} against {there}"
            found.setdefault((kind, *what), Conflict(first.id, second.id, kind, words))
    return list(found.values())


Difference = tuple[ConflictKind, tuple[str, ...], str, str]
"""The kind, what is the same for the same difference between two others, and the words of each side."""


def _differences(first: Comparable, second: Comparable) -> Iterator[Difference]:
    yield from _figures(list(figures(first)), list(figures(second)))
    yield from _dates(first.dates, second.dates)
    if first.negated != second.negated:
        denied, said = (first, second) if first.negated else (second, first)
        shown = _negation(denied.text), _affirmation(said.text, denied.text)
        yield "negation", (), *(shown if first.negated else shown[::-1])


def _figures(first: Sequence[Figure], second: Sequence[Figure]) -> Iterator[Difference]:
    """The figures that one side has and the other has not, against those of the same kind there."""
    left = [one for one in first if not _has(second, one, first)]
    right = [one for one in second if not _has(first, one, second)]
    seen: set[str] = set()
    for one in left:
        for other in right:
            if one.against(other) and one.text not in seen and other.text not in seen:
                seen |= {one.text, other.text}
                values = sorted(f"{f.unit} {f.low:g} {f.high:g}" for f in (one, other))
                yield "figure", tuple(values), one.text, other.text


def _has(figures_there: Sequence[Figure], one: Figure, figures_here: Sequence[Figure]) -> bool:
    """Whether the other side has a figure, in any of the units in which this side gives it."""
    ways = [other for other in figures_here if other.text == one.text]
    return any(way.same(there) for way in ways for there in figures_there)


def _dates(first: Sequence[Dated], second: Sequence[Dated]) -> Iterator[Difference]:
    left = [one for one in first if not any(same_days(one, other) for other in second)]
    right = [one for one in second if not any(same_days(one, other) for other in first)]
    for one, other in zip(left, right, strict=False):
        if days_against(one, other):
            yield "date", tuple(sorted((one.first, other.first))), one.text, other.text


_NEGATOR = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|nowhere|neither|nor|without|hardly|cannot|no one|\w+n['’]t)\b", re.I
)
_WORD = re.compile(r"\S+")


def _negation(text: str) -> str:
    """A claim's words from its negation on, or that it is denied from without."""
    found = _NEGATOR.search(text)
    return _from(text, found.start()) if found else f"denied: {_from(text, 0)}"


def _affirmation(text: str, denied: str) -> str:
    """A claim's words from the first that the other, which denies it, has behind its negation."""
    found = _NEGATOR.search(denied)
    behind = denied[found.end() :] if found else denied
    wanted = {stem for word in re.findall(r"[\w’'-]+", behind) for stem in stems(word)}
    for word in re.finditer(r"[\w’'-]+", text):
        if wanted.intersection(stems(word[0])):
            return _from(text, word.start())
    return _from(text, 0)


def _from(text: str, start: int) -> str:
    words = _WORD.findall(text[start:])
    return " ".join(words[:SHOWN]).strip(' .,;:"“”‘’…')
