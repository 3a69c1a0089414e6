"""Numbers as news writes them – ``1,428``, ``2.3 million``, ``a hundred and five``, ``half a dozen`` – as values.

A text is cut into tokens once; every reader takes the tokens and a place and looks ahead a bounded number of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a figure with its commas and points, or one other character; ``low`` is it in lower case."""

    low: str
    start: int
    end: int
    text: str


class Number(NamedTuple):
    """A value read from tokens up to ``end``; ``bare`` is a figure with neither comma, point nor scale: maybe a year.

    ``scale`` is what a word behind it multiplied it by, ``vague`` a plural: thousands, tens of thousands.
    """

    value: float
    end: int
    bare: bool = False
    scale: float = 1
    vague: bool = False


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\S")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}")  # the last is Indian

LONGEST = 15
"""Characters of a figure; what is longer is a number of an account or a tweet, not a quantity."""

NONE = Token("", -1, -1, "")

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
SMALL = {word: float(value) for value, word in enumerate(_BELOW_TWENTY)}
TENS = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0,
    "ninety": 90.0,
}  # fmt: skip
SCALES = {"thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12}
SHORT_SCALES = {"k": 1e3, "mn": 1e6, "mln": 1e6, "mil": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "cr": 1e7}
MONEY_SCALES = {**SHORT_SCALES, "m": 1e6, "b": 1e9, "t": 1e12}
PLURALS = {
    "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "lakhs": 1e5, "millions": 1e6, "crores": 1e7,
    "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
GROUPS = {"dozen": 12.0, "score": 20.0, "hundred": 1e2, **SCALES}
SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8}
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
              "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100}  # fmt: skip
DENOMINATORS = _FRACTIONS | {word + "s": value for word, value in _FRACTIONS.items() if word[-1] != "s"}
"""Words for parts: a third, two-fifths, three quarters."""


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a stretch of a text, offsets into the whole text."""
    return [
        Token(one[0].lower(), *one.span(), one[0])
        for one in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


class Tokens:
    """The tokens of one sentence, asked for beyond its ends, too."""

    __slots__ = ("all", "size")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.all = tokens
        self.size = len(tokens)

    def at(self, place: int) -> Token:
        """The token at a place, an empty one outside."""
        return self.all[place] if 0 <= place < self.size else NONE

    def low(self, place: int) -> str:
        """The token at a place in lower case, an empty word outside."""
        return self.all[place].low if 0 <= place < self.size else ""

    def joined(self, place: int) -> bool:
        """Whether a token stands right behind the one before it, without a space."""
        return 0 < place < self.size and self.all[place - 1].end == self.all[place].start

    def hyphen(self, place: int) -> int:
        """Where the next word is: behind a hyphen at this place that joins two words, or here."""
        if self.low(place) in ("-", "‑", "‐") and self.joined(place):
            return place + 1
        return place


def figure(tokens: Tokens, place: int) -> float | None:
    """The value of digits with commas and points, None where they are no number (1.2.3) or too long for a quantity."""
    text = tokens.low(place)
    if len(text) > LONGEST or not text[:1].isdecimal() or not _FIGURE.fullmatch(text):
        return None
    return float(text.replace(",", ""))


def number(tokens: Tokens, place: int, scales: dict[str, float] = SHORT_SCALES) -> Number | None:
    """The cardinal number that begins at a place: figures or words, with the scale behind it. "One" is one, too."""
    value = figure(tokens, place)
    if value is None:
        return _plural(tokens, place) or _part_of(tokens, place) or _in_words(tokens, place)
    end = place + 1
    bare = "," not in tokens.low(place) and "." not in tokens.low(place)
    value, end = _mixed(tokens, value, end)
    bare = bare and end == place + 1
    behind = tokens.hyphen(end)
    scale = SCALES.get(tokens.low(behind)) or (100.0 if tokens.low(behind) == "hundred" else None)
    if scale is None and tokens.low(behind) in scales and (tokens.joined(behind) or len(tokens.low(behind)) > 1):
        scale = scales[tokens.low(behind)]
    if scale is None and tokens.low(end) == "m" and tokens.joined(end) and tokens.low(end + 1) in _MILLIONS:
        scale, behind = 1e6, end
    if scale is None and tokens.low(end) == "dozen":
        scale, behind = 12.0, end
    if scale is None:
        return Number(value, end, bare)
    end = behind + 1
    if scale == SCALES["lakh"] and tokens.low(end) == "crore":
        scale, end = scale * SCALES["crore"], end + 1
    return Number(value * scale, end, False, scale)


_MILLIONS = frozenset({"pounds", "euros", "dollars", "people", "tonnes", "tons"})
"""Before these, the m of "5m" is million."""


def _mixed(tokens: Tokens, value: float, end: int) -> tuple[float, int]:
    """What follows a figure of whole and part: 7½, 2 1/2, 2 and a half, also 41/2 where the type was lost, or 3/4."""
    if tokens.low(end) in SIGNS:
        return value + SIGNS[tokens.low(end)], end + 1
    if tokens.low(end) == "/" and tokens.joined(end) and tokens.joined(end + 1) and value.is_integer():
        below = figure(tokens, end + 1)
        if below in (2, 3, 4, 8) and tokens.low(end + 2) != "/":
            if value < below:
                return value / below, end + 2
            whole, above = divmod(int(value), 10)
            if 0 < above < below and whole:
                return whole + above / below, end + 2
    above_, slash, below_ = (tokens.low(end + step) for step in range(3))
    if slash == "/" and above_ in "1237" and below_ in ("2", "3", "4", "8") and int(above_) < int(below_):
        return value + int(above_) / int(below_), end + 3
    return _and_a_half(tokens, value, end)


def _and_a_half(tokens: Tokens, value: float, end: int) -> tuple[float, int]:
    after = [tokens.hyphen(end)]
    for _ in range(2):
        after.append(tokens.hyphen(after[-1] + 1))
    words = tuple(tokens.low(one) for one in after)
    if words in (("and", "a", "half"), ("and", "one", "half")):
        return value + 0.5, after[-1] + 1
    return value, end


def _plural(tokens: Tokens, place: int) -> Number | None:
    """Dozens, hundreds of thousands: the least that the plural says."""
    word = tokens.low(place)
    if word == "tens":
        value = 10.0
    elif word == "scores" and (tokens.low(place + 1) != "of" or tokens.low(place - 1) in _SCORED):
        return None
    elif word in PLURALS:
        value = PLURALS[word]
    else:
        return None
    end = place + 1
    if tokens.low(end) == "of" and tokens.low(end + 1) in PLURALS and PLURALS[tokens.low(end + 1)] > value:
        value, end = value * PLURALS[tokens.low(end + 1)], end + 2
    elif word == "tens":
        return None
    return Number(value, end, scale=value, vague=True)


_SCORED = frozenset({"test", "exam", "credit", "box", "high", "low", "reading", "math", "approval", "the", "their"})


def _part_of(tokens: Tokens, place: int) -> Number | None:
    """Half a million, a half-dozen, a quarter million, a couple of hundred: part and scale are one number."""
    at = place + (tokens.low(place) in ("a", "an"))
    if tokens.low(at) == "couple":
        at += 1 + (tokens.low(at + 1) == "of")
        return Number(2 * GROUPS[tokens.low(at)], at + 1, False, 100) if tokens.low(at) in GROUPS else None
    if tokens.low(at) not in ("half", "quarter"):
        return None
    part = 1 / DENOMINATORS[tokens.low(at)]
    scale = tokens.hyphen(at + 1)
    for word in ("of", "a"):
        if tokens.low(scale) == word:
            scale = tokens.hyphen(scale + 1)
    if tokens.low(scale) not in GROUPS:
        return None
    value = GROUPS[tokens.low(scale)]
    return Number(part * value, scale + 1, False, value)


def _in_words(tokens: Tokens, place: int) -> Number | None:
    total, end, last = 0.0, place, float("inf")
    group = _group(tokens, place)
    scaled = 1.0
    while group is not None:
        value, end = group
        value, end = _and_a_half(tokens, value, end)
        scale = tokens.hyphen(end)
        if tokens.low(scale) == "dozen":
            return Number(total + value * 12, scale + 1, False, 12)
        factor = SCALES.get(tokens.low(scale), 1.0)
        if factor == 1 or factor >= last:
            total += value
            break
        total, end, last, scaled = total + value * factor, scale + 1, factor, factor
        total, end = _and_a_half(tokens, total, end) if value >= 1e3 else (total, end)
        after = end + (tokens.low(end) in ("and", ","))
        group = _group(tokens, after) if tokens.low(after) not in ("a", "an") else None
        if (
            group is not None
            and after > end
            and (tokens.low(end) == "," or group[0] >= 100)
            and not _goes_on(tokens, group, last)
        ):
            group = None
        if group is not None and group[0] >= last:
            group = None
    return Number(total, end, False, scaled) if end > place else None


def _goes_on(tokens: Tokens, group: tuple[float, int], last: float) -> bool:
    """Whether a group behind a comma belongs to the same number: one million, two hundred thousand."""
    return last >= 1e6 and SCALES.get(tokens.low(group[1]), last) < last


def _group(tokens: Tokens, place: int) -> tuple[float, int] | None:
    """A number below a thousand; "a" is one before a scale."""
    if tokens.low(place) in ("a", "an"):
        scale = tokens.low(place + 1)
        if scale == "hundred":
            return _hundreds(tokens, 1, place + 1)
        return (1.0, place + 1) if scale in SCALES or scale == "dozen" else None
    read = _below_hundred(tokens, place)
    if read is None:
        return None
    return _hundreds(tokens, *read)


def _hundreds(tokens: Tokens, value: float, end: int) -> tuple[float, int]:
    at = tokens.hyphen(end)
    if tokens.low(at) != "hundred":
        return value, end
    value, end = value * 100, at + 1
    rest = _below_hundred(tokens, end + (tokens.low(end) == "and"))
    return value + rest[0] if rest else value, rest[1] if rest else end


def _below_hundred(tokens: Tokens, place: int) -> tuple[float, int] | None:
    word = tokens.low(place)
    if word in SMALL:
        return SMALL[word], place + 1
    if word not in TENS:
        return None
    unit = tokens.hyphen(place + 1)
    if 0 < SMALL.get(tokens.low(unit), 0) < 10:
        return TENS[word] + SMALL[tokens.low(unit)], unit + 1
    return TENS[word], place + 1
