"""When two claims give the same figure or the same day, and when another one for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...data.records import Quantity
from .comparable import Comparable, Dated
from .wording import stems

NEAR = 0.005
"""Figures that differ by less, relative to the larger, are one; 33 percent and a third are not."""

ABOUT = 0.05
"""The same where one of them is "about"."""

PLAIN = 3
"""Counts up to this are in so many claims that they tell nothing."""

_COUNTED = ("count", "number")


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount in one unit, ``low`` and ``high`` the same unless it is a range; ``text`` as written.

    ``unit`` is comparable: a currency, ``%``, ``#`` for a rank, the stem of what is counted, "" where nothing tells.
    """

    kind: str
    unit: str
    low: float
    high: float
    text: str
    bound: str | None = None

    @property
    def telling(self) -> bool:
        """Whether it is rare that two claims share it by chance."""
        return self.kind not in ("count", "number", "duration") or self.low > PLAIN

    def same(self, other: Figure) -> bool:
        """Whether both are one figure: ranges that overlap, the same value in one unit or where a unit is not told."""
        if self.kind in _COUNTED and other.kind in _COUNTED:
            pass  # passengers, travelers: what is counted has many words
        elif self.kind != other.kind or self.unit != other.unit:
            return False
        slack = ABOUT if "about" in (self.bound, other.bound) else NEAR
        slack *= max(abs(self.high), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def against(self, other: Figure) -> bool:
        """Whether both are of the same thing as far as kind and unit tell, and differ."""
        if self.kind != other.kind or self.unit != other.unit or self.same(other):
            return False
        lower, higher = (self, other) if self.high < other.low else (other, self)
        return lower.bound != "least" and higher.bound != "most"  # over 2 million is not against 3 million


def figures(claim: Comparable) -> Iterator[Figure]:
    """The figures of a claim; an amount that is given in two units is in both."""
    for one in claim.quantities:
        high = one.value if one.high is None else one.high
        yield Figure(one.kind, _unit(one, one.unit), one.value, high, one.text, one.bound)
        if one.also is not None:
            yield Figure(one.kind, _unit(one, one.also.unit), one.also.value, one.also.value, one.text, one.bound)


def _unit(one: Quantity, unit: str | None) -> str:
    if one.kind == "rank":
        return "#"
    if unit is None or one.kind == "money":
        return unit or ""
    words = [stem for word in unit.split() for stem in stems(word)]
    return " ".join(words) or unit


def same_days(one: Dated, other: Dated) -> bool:
    """Whether two dates or periods overlap."""
    return one.first <= other.last and other.first <= one.last


def days_against(one: Dated, other: Dated) -> bool:
    """Whether two dates of about one length differ: Monday and Tuesday, June and July; not 2012 and June 2011."""
    return not same_days(one, other) and _length(one) == _length(other)


def _length(one: Dated) -> str:
    """``day``, ``month``, ``year`` or ``longer``, by how long a period is."""
    if one.first == one.last:
        return "day"
    if one.first[:7] == one.last[:7]:
        return "month"
    return "year" if one.first[:4] == one.last[:4] else "longer"
