"""A quantity while it is read: its place in the text, and the bound that stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ....data.records import Amount, QuantityKind
from .numerals import Tokens
from .ranges import Range
from .units import table

Bound = Literal["about", "least", "most"]


@dataclass(slots=True)
class Found:
    """A quantity as it is read: offsets into the text; ``unit_at`` is where a count's unit stands."""

    start: int
    end: int
    kind: QuantityKind
    value: float
    unit: str | None = None
    high: float | None = None
    bound: Bound | None = None
    also: Amount | None = None
    unit_at: tuple[int, int] | None = None


Read = tuple[Found | None, int]
"""What a reader finds, and where to read on: the place it was given where it is none of its business."""


def over(tokens: Tokens, place: int, end: int, kind: QuantityKind, value: float, name: str | None = None) -> Found:
    """A quantity over tokens, with the bound that stands around it."""
    return Found(
        tokens.at(place).start, tokens.at(end - 1).end, kind, float(value), name, bound=bound_at(tokens, place, end)
    )


def bound_at(tokens: Tokens, place: int, end: int) -> Bound | None:
    """The bound before a number (more than, up to) or behind it (or more, or so)."""
    bounds = table().bounds
    if tokens.low(place - 1) in ("a", "an", "another", "the") and tokens.low(place) not in ("a", "an"):
        place -= 1
    for length in (3, 2, 1):
        if tokens.hyphen(place - length - 1) > place - length - 1:
            continue  # in the run-up to
        kind = bounds.get(tuple(tokens.low(place - length + step) for step in range(length)))
        if kind is not None:
            return kind  # type: ignore[return-value]
    return _bound_behind(tokens, end)


def _bound_behind(tokens: Tokens, end: int) -> Bound | None:
    """Of 50+, 15-plus, 50 or more, 65 and over."""
    if (tokens.low(end) == "+" and tokens.joined(end)) or tokens.low(end - 1) == "plus":
        return "least"
    joins, word, closed = tokens.low(end), tokens.low(end + 1), not tokens.low(end + 2)[:1].isalnum()
    if joins == "or" or (joins == "and" and (closed or word in ("older", "younger", "above"))):
        return _AFTER.get(word)
    return None


_AFTER: dict[str, Bound] = {
    "more": "least", "over": "least", "older": "least", "above": "least", "up": "least", "better": "least",
    "higher": "least", "less": "most", "fewer": "most", "under": "most", "younger": "most", "below": "most",
    "so": "about", "thereabouts": "about",
}  # fmt: skip


def of_range(
    tokens: Tokens, one: Range, end: int, kind: QuantityKind, name: str | None = None, factor: float = 1
) -> Found:
    """A number or a range over tokens up to ``end``; what is vague is the least that is meant."""
    found = over(tokens, one.start, end, kind, one.low * factor, name)
    if one.high is not None:
        found.high = one.high * factor
    found.bound = found.bound or _bound_behind(tokens, one.end)
    if one.last.vague and found.bound != "most":
        found.bound = "least"
    return found
