"""Which differences turn a statement round: a negation that went or came, another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...data.schemaverify import Grave
from ..claims.modality import modality
from ..claims.quantities.numerals import GROUPS, PLURALS, SMALL, TENS

_CONTRARY = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "un-", "non-", "anti-")
"""What turns a word into its contrary: possible, impossible, American, un-American."""

_SHORTEST = 4
"""Letters of a word of which a prefix makes the contrary: un-fit would be too short to be sure of."""

_ALWAYS = frozenset({"not", "no", "never", "cannot", "nay"})
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "half": 0.5, "double": 2.0, "triple": 3.0}

_TEN = 10
_TENS, _SCALES = frozenset(TENS.values()), frozenset(GROUPS.values())
_ORDINALS = {
    "first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
"""Without second, which more often is a time; in a change the other word tells of it."""

_AS_FIGURES = {"one": "1", "second": "2nd"}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_HYPHEN = re.compile(r"(?<=\w)-")
_OTHERWISE = frozenset({"one", "score", "scores"})
"""Words that more often are no figure: the other word of a change still tells of one, as in "one" for "two"."""


def grave(draft: Sequence[str], source: Sequence[str]) -> Grave | None:
    """Why another wording of some words matters most: the keys of the draft's words, and of the source's.

    Two negations that are left out are as grave as one: "is not, and never was".
    """
    if sum(map(is_negation, draft)) != sum(map(is_negation, source)) or _contrary(draft, source):
        return "negation"
    if figures(draft) != figures(source) and figures(_told(draft)) != figures(_told(source)):
        return "figure"
    return None


@lru_cache(maxsize=1 << 14)
def is_negation(key: str) -> bool:
    """Whether a word negates: not, never, nobody, hardly, don't."""
    return key in _negations() or key.endswith("n't")


@lru_cache(maxsize=1)
def _negations() -> frozenset[str]:
    told = modality()
    lists = ("negators", "determiners", "pronouns", "privatives")
    return _ALWAYS.union(*(told[name] for name in lists))


def _contrary(draft: Sequence[str], source: Sequence[str]) -> bool:
    """Whether the one has a word whose contrary the other has."""
    return any(
        len(plain) >= _SHORTEST and turned == prefix + plain
        for one in draft
        for other in source
        for plain, turned in ((one, other), (other, one))
        for prefix in _CONTRARY
    )


def figures(keys: Sequence[str]) -> tuple[str, ...]:
    """The figures among some words, as values; spelled otherwise (ten, 10) they are the same."""
    return tuple(value for _, value in _values(keys) if value is not None)


def one_figure(draft: Sequence[str], source: Sequence[str]) -> bool:
    """Whether some words are nothing but figures, and the same ones: sixty for 60, 90% for 90 percent."""
    ours, theirs = ([value for _, value in _values(_told(keys))] for keys in (draft, source))
    return bool(ours) and ours == theirs and None not in ours


def _told(keys: Sequence[str]) -> list[str]:
    """The words with those as figures that are none as a rule: "one vote" is "1 vote" all the same."""
    return [_AS_FIGURES.get(key, key) for key in keys]


def _values(keys: Sequence[str]) -> Iterator[tuple[float | None, str | None]]:
    """Each figure: its number, unless it is an order or a unit, and how it is told; two times None for another word.

    Twenty-five is one figure, and so are two hundred and 2.5 million.
    """
    before: float | None = None  # a number in words or figures that may go on
    for number, told in _parts(keys):
        if before is not None and number is not None and told is not None:
            if number in _SCALES and before < number:
                before *= number
                continue
            if before in _TENS and 0 < number < _TEN:
                before += number
                if told.endswith("th"):
                    yield None, f"{before:g}th"
                    before = None
                continue
        if before is not None:
            yield before, f"{before:.12g}"
            before = None
        if number is not None and told is not None and not told.endswith("th"):
            before = number
        else:
            yield None, told
    if before is not None:
        yield before, f"{before:.12g}"


def _parts(keys: Sequence[str]) -> Iterator[tuple[float | None, str | None]]:
    """The same, without putting twenty and five together."""
    parts = [part for key in keys for part in _HYPHEN.split(key)]
    for place, part in enumerate(parts):
        if any(map(str.isdigit, part)):
            yield from _in_digits(part)
        elif (value := _named().get(part)) is not None:
            yield value, f"{value:g}"
        elif (order := _ORDINALS.get(part)) is not None:
            yield float(order), f"{order}th"
        elif part in ("percent", "per-cent") or parts[place - 1 : place + 1] == ["per", "cent"]:
            yield None, "percent"
        elif parts[place : place + 2] != ["per", "cent"]:
            yield None, None


def _in_digits(part: str) -> Iterator[tuple[float | None, str | None]]:
    if order := _ORDINAL.fullmatch(part):
        yield None, f"{order[1]}th"
        return
    told = _plain(part.strip("$€£¥₽%°+").replace(",", ""))
    try:
        yield float(told), told
    except ValueError:
        yield None, told
    if part.endswith("%"):
        yield None, "percent"


def _plain(number: str) -> str:
    """2.0 as 2; what is no number (90s, 2nd, 3pm) as written."""
    try:
        return f"{float(number):.12g}"
    except ValueError:
        return number


@lru_cache(maxsize=1)
def _named() -> dict[str, float]:
    found = {**SMALL, **TENS, **GROUPS, **PLURALS, **_TIMES}
    return {word: value for word, value in found.items() if word not in _OTHERWISE}
