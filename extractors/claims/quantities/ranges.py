"""Ranges: between 5 and 7 percent, 10-15 people, from 3 to 5, $500 to $2,000, two or three weeks."""

from __future__ import annotations

from typing import NamedTuple

from .numerals import SHORT_SCALES, Number, Tokens, number
from .units import bounded, money_at, unit, words


class Range(NamedTuple):
    """From the token that begins it up to ``end``, the last number's; ``high`` None where it is one number alone."""

    start: int
    end: int
    low: float
    high: float | None
    last: Number


_DASHES = frozenset("-–‑—")


def range_at(
    tokens: Tokens, place: int, first: Number, scales: dict[str, float] = SHORT_SCALES, code: str | None = None
) -> Range | None:
    """The range that a number begins, or None; ``code`` is the currency of money."""
    before = tokens.low(place - 1)
    opened = before in ("between", "from", "ranging", "of") or tokens.low(place - 2) in ("between", "ranging")
    end, repeated = first.end, None
    if code is None:
        repeated = unit(tokens, tokens.hyphen(end), first)
        if repeated is not None:
            end = repeated.end
    at = _connected(tokens, end, before == "between" or _is_between(tokens, place))
    if at is None:
        return None
    last, ending = _second(tokens, at, scales, code)
    if last is None:
        return None
    low = first.value
    if last.scale > first.scale == 1 and not last.vague and low * last.scale < last.value:
        low *= last.scale
    if not low < last.value or first.vague:
        return None
    if repeated is not None:
        again = unit(tokens, tokens.hyphen(last.end), last)
        if again is None or again.name != repeated.name or not opened:
            return None
    if (before == "from" and _changes(tokens, place)) or (code is not None and before in words("changes")):
        return None
    start = place - 1 if before in ("between", "from") else place
    return Range(start, ending, low, last.value, last)


def _second(tokens: Tokens, place: int, scales: dict[str, float], code: str | None) -> tuple[Number | None, int]:
    """The upper number, of the same currency where it has one."""
    if code is not None:
        money = money_at(tokens, bounded(tokens, place))
        if money is not None:
            return (money.number, money.number.end) if money.code == code else (None, place)
    place = bounded(tokens, place)
    last = number(tokens, place, scales)
    if last is None or tokens.low(place) in ("a", "an"):
        return None, place
    return last, last.end


def _connected(tokens: Tokens, end: int, between: bool) -> int | None:
    """Where the second number begins: behind "to", "or", a dash, or the "and" of between."""
    low = tokens.low(end)
    if low in _DASHES:
        after = end + 1
        if tokens.low(after) in ("to", "or"):
            return after + 1 + (tokens.hyphen(after + 1) > after + 1)
        return after if tokens.joined(end) and tokens.joined(after) else None
    if low in ("to", "or") or (low == "and" and between):
        return end + 1
    return None


def _is_between(tokens: Tokens, place: int) -> bool:
    """Between the ages of 5 and 7, between about 5 and 7."""
    return any(tokens.low(place - step) == "between" for step in (2, 3, 4))


def _changes(tokens: Tokens, place: int) -> bool:
    return any(tokens.low(place - step) in words("changes") for step in range(2, 9))
