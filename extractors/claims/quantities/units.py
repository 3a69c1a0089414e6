"""What stands behind a number: a currency, per cent, a measure, a time, or the things that are counted.

Names of units are in ``data/lexicons/quantities.toml``; currencies by country ("Mexican pesos") are looked up in CLDR.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ....data.records import QuantityKind
from ...lexicon import read_lexicon
from .numerals import GROUPS, MONEY_SCALES, PLURALS, Number, Tokens, number


class Unit(NamedTuple):
    """A unit up to a token; ``factor`` is what a value is multiplied by: 60 cents are .6 USD."""

    kind: QuantityKind
    name: str
    end: int
    factor: float = 1


@dataclass(frozen=True, slots=True)
class Table:
    """The lexicon, as it is asked."""

    units: dict[tuple[str, ...], tuple[QuantityKind, str, float]]
    firsts: frozenset[str]  # words with which a unit begins
    symbols: dict[str, str]
    bounds: dict[tuple[str, ...], str]
    multiples: dict[str, float]


@cache
def words(name: str) -> frozenset[str]:
    """A list of words of the lexicon; what each is for stands there."""
    return frozenset(read_lexicon("quantities")["words"][name])


@lru_cache(maxsize=1)
def table() -> Table:
    """The bundled lexicon of units."""
    raw = read_lexicon("quantities")
    units: dict[tuple[str, ...], tuple[QuantityKind, str, float]] = {}
    kinds: tuple[tuple[QuantityKind, str], ...] = (
        ("measure", "measures"), ("duration", "durations"), ("percent", "percent"),
    )  # fmt: skip
    for kind, section in kinds:
        for written, name in raw[section].items():
            units[tuple(written.split())] = (kind, name, 1.0)
    for written, name in raw["currencies"].items():
        code, _, part = name.partition("/")
        units[tuple(written.split())] = ("money", code, 1 / float(part or 1))
    for code in raw["codes"]["words"]:
        units[(code,)] = ("money", {"RMB": "CNY"}.get(code.upper(), code.upper()), 1.0)
    for named in list(units):  # plurals: years, square miles, miles an hour
        for place in range(min(2, len(named))):
            units.setdefault((*named[:place], named[place] + "s", *named[place + 1 :]), units[named])
    units["pennies",] = units["penny",]
    return Table(
        units=units,
        firsts=frozenset(words[0] for words in units),
        symbols={symbol.lower(): code for symbol, code in raw["symbols"].items()},
        bounds={tuple(written.split()): kind for kind, listed in raw["bounds"].items() for written in listed},
        multiples=raw["multiples"],
    )


MOST_WORDS = 4
"""Words of the longest unit: kilometres per hour."""

NATIONAL = frozenset({
    "crown", "dinar", "dirham", "dollar", "franc", "kronor", "kroner", "krona", "krone", "lei", "leva", "leu", "lev",
    "lira", "peso", "pound", "real", "rial", "riyal", "rupee", "shilling", "won",
})  # fmt: skip
"""Nouns before which a country's adjective stands: Canadian dollars, Swiss francs."""


_JOINED: dict[str, tuple[QuantityKind, str, float]] = {
    "C": ("measure", "°C", 1), "F": ("measure", "°F", 1), "p": ("money", "GBP", 0.01),
}  # fmt: skip
"""Letters that are units only right behind a figure: 45C, 454p."""


def unit(tokens: Tokens, place: int, value: Number | None = None) -> Unit | None:
    """The unit that begins at a place, right behind a number or its hyphen; None where it is no unit that is known."""
    found = table()
    low = tokens.low(place)
    if low in found.firsts:
        ends = [place + 1]
        for _ in range(MOST_WORDS - 1):
            ends.append(tokens.hyphen(ends[-1]) + 1)
        written = tuple(tokens.low(end - 1) for end in ends)
        for length in range(MOST_WORDS, 0, -1):
            if written[:length] in found.units:
                return _meant(tokens, place, written[:length], ends[length - 1], value)
    elif tokens.at(place).text in _JOINED and tokens.joined(place):
        kind, name, factor = _JOINED[tokens.at(place).text]
        return Unit(kind, name, place + 1, factor)
    elif low in found.symbols and not low.isalpha() and not tokens.low(place + 1)[:1].isdecimal():
        return Unit("money", found.symbols[low], place + 1)
    return _money_of_a_country(tokens, place)


def _meant(tokens: Tokens, place: int, written: tuple[str, ...], end: int, value: Number | None) -> Unit | None:
    """The unit of a name in the table, None where the words are something else behind this number."""
    kind, name, factor = table().units[written]
    if written[0] in ("pound", "pounds") and value is not None and value.scale >= 1e3:
        kind, name = "money", "GBP"
    if written[0] in ("won", "real", "reals") and (value is None or value.value < 1e3):
        return None
    ordinal = written == ("second",) and (value is None or value.value == 1)
    return None if ordinal or written == ("quarter",) else Unit(kind, name, end, factor)


def _money_of_a_country(tokens: Tokens, place: int) -> Unit | None:
    """Canadian dollars, U.S. dollars, Swiss francs."""
    if tokens.at(place).text[:1].isupper():
        if tokens.low(place) == "u" and tokens.low(place + 2) == "s" and tokens.low(place + 4) in ("dollar", "dollars"):
            return Unit("money", "USD", place + 5)
        singular = tokens.low(place + 1).removesuffix("s")
        if singular in NATIONAL:
            code = by_country().get((tokens.low(place), tokens.low(place + 1)))
            if code:
                return Unit("money", code, place + 2)
    return None


@cache
def by_country() -> dict[tuple[str, ...], str]:
    """Currencies by a country's adjective and a noun in both numbers, out of CLDR: ("mexican", "pesos")."""
    currencies = read_lexicon("currencies").items()
    return {tuple(name.split()): code for code, names in currencies for name in names}


def bounded(tokens: Tokens, place: int) -> int:
    """Where the number stands behind a bound that begins at a place (about, more than), else the place."""
    for length in (3, 2, 1):
        if tuple(tokens.low(place + step) for step in range(length)) in table().bounds:
            return place + length
    return place


class Money(NamedTuple):
    """An amount whose currency stands before it, up to a token."""

    number: Number
    code: str
    start: int


def currency_before(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """A currency's symbol or code that begins at a place and stands before a figure: its code, the figure's place."""
    low, symbols = tokens.low(place), table().symbols
    if low.isalpha() and tokens.joined(place) and tokens.low(place - 1) not in ("(", "-", "–", "—", "“", '"'):
        return None
    if low in symbols and not low.isalpha():
        at = place + 1
        code = symbols[low]
    elif low + tokens.low(place + 1) in symbols and tokens.joined(place + 1) and low.isalpha():
        at, code = place + 2, symbols[low + tokens.low(place + 1)]
    elif low == "u" and tokens.low(place + 4) == "$":
        at, code = place + 5, "USD"  # U.S.$
    elif low in ("rs", "kr") or (
        (low,) in table().units and table().units[low,][0] == "money" and tokens.at(place).text.isupper()
    ):
        at = place + 1 + (tokens.low(place + 1) == ".")
        code = symbols.get(low) or table().units[low,][1]
    else:
        return None
    return (code, at) if tokens.low(at)[:1].isdecimal() else None


def money_at(tokens: Tokens, place: int) -> Money | None:
    """Money that begins at a place with its currency: $3.5 bn, Rs 500 crore, US$20m."""
    before = currency_before(tokens, place)
    if before is None:
        return None
    code, at = before
    value = number(tokens, at, MONEY_SCALES)
    if value is None:
        return None
    after = unit(tokens, value.end, value)  # $5 million Canadian dollars, $10 USD
    if after is not None and after.kind == "money":
        value = Number(value.value * after.factor, after.end, False, value.scale)
        code = after.name
    return Money(value, code, place)


def is_scale(word: str) -> bool:
    """Whether a word multiplies the number before it, or is one itself in the plural."""
    return word in GROUPS or word in PLURALS
