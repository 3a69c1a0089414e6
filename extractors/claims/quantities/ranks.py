"""Places in an order: 28th, the second-largest, No. 3, the top 10, number one."""

from __future__ import annotations

from typing import NamedTuple

from .counted import is_plural
from .numerals import DENOMINATORS, GROUPS, SMALL, TENS, Tokens, figure, number
from .units import words

_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
ORDINALS = {word: place for place, word in enumerate(_WORDS, 1)} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
    "hundredth": 100,
}  # fmt: skip


PARTS = ("top", "bottom", "middle", "upper", "lower")
"""Behind these, "fifth" is a share: the bottom fifth of incomes."""


class Rank(NamedTuple):
    """A place in an order, its tokens, and whether it is that or better (the top ten)."""

    value: float
    end: int
    or_better: bool = False


def rank(tokens: Tokens, place: int) -> Rank | None:
    """The rank that begins at a place, or None."""
    return _numbered(tokens, place) or _top(tokens, place) or _ordinal(tokens, place)


def _numbered(tokens: Tokens, place: int) -> Rank | None:
    """No. 3, number one, #2; a mine No. 2 and a number 12 in a list are labels."""
    low, at = tokens.low(place), place + 1
    before = tokens.low(place - 1)
    ordered = before in words("before_no") or before.endswith(("'s", "’s"))
    if low in ("no", "nos"):
        if tokens.low(at) != "." or (before[:1].isalpha() and not ordered):
            return None
        at += 1
    elif low not in ("№", "#", "number"):
        return None
    value = figure(tokens, at)
    if value is None:
        value = SMALL.get(tokens.low(at)) if low == "number" else None
    elif low == "number" and not ordered:
        return None
    if tokens.joined(at + 1) and tokens.low(at + 1)[0].isalpha():
        return None  # a hashtag
    return Rank(value, at + 1) if value and value <= 1000 and value.is_integer() else None


def _top(tokens: Tokens, place: int) -> Rank | None:
    """The top 10; not what is a share (the top 1 percent), which the number itself tells."""
    if tokens.low(place) not in ("top", "bottom"):
        return None
    at = tokens.hyphen(place + 1)
    ordinal = _value(tokens, at)
    if ordinal is not None and tokens.low(at) in DENOMINATORS:
        return None  # the bottom fifth
    if ordinal is not None:
        return Rank(ordinal[0], ordinal[1], True)
    value = number(tokens, at)
    if value is None or value.vague or value.scale > 1 or not 2 <= value.value <= 1000 or not value.value.is_integer():
        return None
    if tokens.low(value.end) in ("percent", "%", "per", "pct", "percentage"):
        return None
    return Rank(value.value, value.end, True)


def _value(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """An ordinal's value and end: 28th, second, twenty-first."""
    low = tokens.low(place)
    if low in ORDINALS:
        return ORDINALS[low], place + 1
    if low in TENS:
        unit = tokens.hyphen(place + 1)
        if unit > place + 1 and ORDINALS.get(tokens.low(unit), 10) < 10:
            return int(TENS[low]) + ORDINALS[tokens.low(unit)], unit + 1
        return None
    value = figure(tokens, place)
    if value is not None and tokens.low(place + 1) in ("st", "nd", "rd", "th") and tokens.joined(place + 1):
        return (int(value), place + 2) if value.is_integer() and value < 1e6 else None
    return None


def is_ordinal(tokens: Tokens, place: int) -> bool:
    """Whether figures with -st, -nd, -rd or -th begin at a place: two tokens."""
    return tokens.low(place)[:1].isdecimal() and _value(tokens, place) is not None


def _ordinal(tokens: Tokens, place: int) -> Rank | None:
    read = _value(tokens, place)
    if read is None:
        return None
    value, end = read
    before, after = tokens.low(place - 1), tokens.low(end)
    quoted = before in ("‘", "“", "''", '"', "'") and {after, tokens.low(end + 1)} & {"’", "”", "''", '"', "'"}
    if quoted or _is_name(tokens, place, end) or before in words("months") or after in words("months"):
        return None
    end = _superlative(tokens, end) or end
    if end > read[1]:
        return Rank(value, end)
    if tokens.hyphen(end) > end:
        joined = tokens.low(end + 1)
        apart = joined not in words("ordinal_joined") and (joined[:1].isalpha() or joined == ",")
        return Rank(value, end) if apart else None
    return None if tokens.low(place) in ORDINALS and _is_adverb(tokens, place, end) else Rank(value, end)


def _superlative(tokens: Tokens, end: int) -> int | None:
    """Behind -largest, highest, most populous."""
    at = tokens.hyphen(end)
    word = tokens.low(at)
    if word.endswith("est") and len(word) > 4 and word not in words("no_superlative"):
        return at + 1
    if word in ("most", "least") and tokens.low(tokens.hyphen(at + 1))[:1].isalpha():
        return tokens.hyphen(at + 1) + 1
    return None


def _is_name(tokens: Tokens, place: int, end: int) -> bool:
    """The Fifth Amendment, the 11th Congressional District, the first lady, the 19th century."""
    after = tokens.hyphen(end)
    for step in range(2):
        word = tokens.low(after + step)
        if word in words("ordinal_names") and (step == 0 or tokens.at(after).text[:1].isupper()):
            return True
    if tokens.low(end) in ("quarter", "quarters", "half", "halves"):
        return True
    titled = tokens.at(place).text[:1].isupper() and tokens.at(after).text[:1].isupper() and place > 0
    return (
        titled
        and tokens.low(place) in ORDINALS
        and tokens.low(place - 1) == "the"
        and tokens.at(after + 1).text[:1].islower()
    )


def _is_adverb(tokens: Tokens, place: int, end: int) -> bool:
    """Whether an ordinal puts nothing in order: third, he said; a third of them; wait a second."""
    word, before, after = tokens.low(place), tokens.low(place - 1), tokens.low(end)
    noun = after[:1].isalpha() and after not in words("stop")
    if word == "first":
        return _is_adverb_first(tokens, place, end, noun)
    if before in PARTS and word in DENOMINATORS:
        return True
    if word == "second" and before in ("a", "per", "one", "each", "every"):
        return not noun
    if before in ("a", "one") and (after == "of" or not noun):
        return True
    begins = before in ("and", "") or not before[-1].isalnum()
    return (after == "," and begins) or after in GROUPS


def _is_adverb_first(tokens: Tokens, place: int, end: int, noun: bool) -> bool:
    """At first, first of all, when he first came; also "the first two" and "the first pages": no one place."""
    before, after = tokens.low(place - 1), tokens.low(end)
    owned = before.endswith(("'s", "’s", "'", "’")) or before in words("before_bare_ordinal")
    if (
        before == "at"
        or (tokens.low(place - 2) == "in" and after == "place")
        or after in words("adverbial_first")
        or (after == "of" and tokens.low(end + 1) == "all")
    ):
        return True
    if number(tokens, end) is not None:
        return True
    if noun and is_plural(after) and before in ("the", "his", "her", "its", "their"):
        return True
    return not (owned or (noun and (before in words("before_first") or after in words("behind_first"))))
