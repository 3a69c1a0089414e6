"""Multiples and shares: three times as many, twice, doubled, ten-fold, a third, half of, one in five, 3 to 1."""

from __future__ import annotations

from typing import NamedTuple

from ....data.records import QuantityKind
from .numerals import DENOMINATORS, SMALL, Number, Tokens, number
from .ranks import PARTS
from .units import table, unit, words


class Share(NamedTuple):
    """A value that is read from words of its own, up to a token, with its unit if it has one."""

    value: float
    end: int
    kind: QuantityKind = "multiple"
    unit: str | None = None


_WHOLES = frozenset({*range(2, 11), 12, 20, 25, 50, 100, 1000, 10000, 100000, 1000000})
"""What one in so many is said of; other numbers behind "in" and "of" count something."""


def share(tokens: Tokens, place: int) -> Share | None:
    """A multiple or a share that begins at a place with words of its own, or None."""
    low = tokens.low(place)
    if low in ("twice", "thrice"):
        return _times(tokens, 2 if low == "twice" else 3, place + 1)
    multiples = table().multiples
    if low in multiples:
        idiom = tokens.low(place + 1) in ("down", "over", "up", "back", "as")
        return None if idiom else Share(multiples[low], place + 1)
    if low in ("double", "triple", "quadruple"):
        value = {"double": 2, "triple": 3, "quadruple": 4}[low]
        return Share(value, place + 1) if tokens.low(place + 1) in words("behind_half") - {"of"} else None
    if low in DENOMINATORS and tokens.low(place - 1) in PARTS and tokens.low(place + 1) == "of":
        return Share(1 / DENOMINATORS[low], place + 1)
    read = _part(tokens, place)
    if read is None:
        return None
    return _of_a_unit(tokens, *read) or (Share(*read) if _stands(tokens, place, read[1]) else None)


def _times(tokens: Tokens, value: float, end: int) -> Share:
    if tokens.low(end) in words("behind_times"):
        return Share(value, end)
    return Share(value, end, "count", "time")


def times(tokens: Tokens, value: Number) -> Share | None:
    """What "times" and "fold" behind a number make of it: three times as many, three times (a count), ten-fold."""
    at = tokens.hyphen(value.end)
    at += tokens.low(at) == "of" and value.vague
    low = tokens.low(at)
    if low == "fold":
        return Share(value.value, at + 1)
    if low == "times" or (low == "time" and (at > value.end or value.value == 1)):
        return _times(tokens, value.value, at + 1)
    return None


def _part(tokens: Tokens, place: int) -> tuple[float, int] | None:
    """A part and the token behind it: half, a third, two-thirds, three quarters, nine-tenths."""
    low = tokens.low(place)
    if low in ("half", "quarter"):
        return 1 / DENOMINATORS[low], place + 1
    above = {"a": 1.0, "an": 1.0, "another": 1.0}.get(low) or SMALL.get(low)
    if not above:
        return None
    below = tokens.hyphen(place + 1)
    word = tokens.low(below)
    if word not in DENOMINATORS or above >= DENOMINATORS[word] or (word[-1] == "s") == (above == 1):
        return None
    return above / DENOMINATORS[word], below + 1


def _of_a_unit(tokens: Tokens, value: float, end: int) -> Share | None:
    """Half an hour, a quarter-century, half of 1 percent, two-tenths of a point."""
    at = tokens.hyphen(end)
    of = at + (tokens.low(at) == "of")
    several = number(tokens, of) if of > at else None
    if several is not None:
        found = unit(tokens, several.end, several)
        if found is None or found.kind != "percent":
            return None
        return Share(value * several.value, found.end, found.kind, found.name)
    one = of + (tokens.low(of) in ("a", "an", "one"))
    if one == end:
        return None  # half years, without hyphen or article
    found = unit(tokens, one, Number(1, one))
    if found is None or tokens.low(one) in ("second", "quarter"):
        return None
    return Share(value * found.factor, found.end, found.kind, found.name)


def _stands(tokens: Tokens, place: int, end: int) -> bool:
    """Whether a part is said of something, and is no half of a match, no third term, no quarter of a year."""
    low, after, before = tokens.low(place), tokens.low(end), tokens.low(place - 1)
    if low in ("half", "quarter"):
        joined = tokens.hyphen(end) > end or tokens.hyphen(place - 1) == place
        if joined or before in words("before_no_half"):
            return False
        if low == "quarter":
            return after == "of"
        return after in words("behind_half") or before in words("before_half")
    if low not in ("a", "an", "another") or after == "of" or before in words("before_part"):
        return True
    alone = not after[:1].isalpha() or after in words("stop") - {"to", "past", "ago"}
    return alone and tokens.low(end - 1) in ("quarter", "half")


def ratio(tokens: Tokens, value: Number) -> Share | None:
    """One in five, nine out of 10, eight of 10, one of every three."""
    if value.vague or value.scale > 1:
        return None
    at, low = value.end, tokens.low(value.end)
    if low == "out" and tokens.low(at + 1) == "of":
        at += 2
    elif low in ("in", "of"):
        at += 1
    else:
        return None
    every = tokens.low(at) == "every"
    whole = number(tokens, at + every)
    if whole is None or whole.vague or whole.value not in _WHOLES or not 0 < value.value < whole.value:
        return None
    if low == "of" and not every and whole.value not in (10, 100):
        return None
    if unit(tokens, whole.end, whole) is not None or tokens.hyphen(whole.end) > whole.end:
        return None
    return Share(value.value / whole.value, whole.end)


def to_one(tokens: Tokens, place: int, value: Number) -> Share | None:
    """A 3 to 1 margin, split 4 to 1 in favour, by two-to-one: so many times as many."""
    at = tokens.hyphen(value.end)
    if tokens.low(at) != "to":
        return None
    other = tokens.hyphen(at + 1)
    if tokens.low(other) not in ("1", "one") or value.value <= 1 or value.scale > 1:
        return None
    behind = tokens.hyphen(other + 1)
    about = {tokens.low(behind), tokens.low(behind + 1), tokens.low(place - 1), tokens.low(place - 2)}
    return Share(value.value, other + 1) if about & words("beside_odds") else None


def feet(tokens: Tokens, value: Number) -> Share | None:
    """6'3", 6 feet 3 inches, 6-foot-3: in feet."""
    at = value.end
    if tokens.low(at) in ("'", "’", "′") and tokens.joined(at) and tokens.joined(at + 1) and value.value < 10:
        at += 1
    else:
        named = unit(tokens, tokens.hyphen(at), value)
        if named is None or named.name != "ft" or value.value > 12:
            return None
        at = tokens.hyphen(named.end)
    inches = number(tokens, at)
    if inches is None or inches.value >= 12:
        return None
    end = inches.end
    closing = tokens.low(end) in ('"', "”", "″", "inches", "inch", "in")
    return Share(value.value + inches.value / 12, end + closing, "measure", "ft")
