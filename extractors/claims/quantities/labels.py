"""Numbers that are no quantities: dates, clock times, years, labels, telephone numbers, scripture."""

from __future__ import annotations

from collections.abc import Callable

from .numerals import GROUPS, SMALL, TENS, Token, Tokens
from .units import table, words

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""A figure of four digits between these is a year, unless a unit or a bound says otherwise."""

_DIGITS_JOINED = frozenset("-‑–/:.")


def skipped(tokens: Tokens, place: int) -> int:
    """Where to read on behind a number that is no quantity, the place itself where it may be one."""
    readers: tuple[Callable[[Tokens, int], int | None], ...]
    if tokens.low(place)[:1].isdecimal():
        readers = (_chain, _glued, _date, _label)
    elif tokens.low(place) in SMALL or tokens.low(place) in TENS:
        readers = (_joined_word, _name)
    else:
        return place
    return next((end for reader in readers if (end := reader(tokens, place)) is not None), place)


def is_year(tokens: Tokens, place: int) -> bool:
    """Whether a figure looks like a year: 2008, also in 2008's and 1990-91."""
    text = tokens.low(place)
    return len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) < LAST_YEAR


def _chain(tokens: Tokens, place: int) -> int | None:
    """Figures joined by signs to a date, a time, a telephone number or a verse: 9/11, 2016-06-29, 9:30, 5:11-13."""
    end, signs = place + 1, ""
    while (
        tokens.low(end) in _DIGITS_JOINED
        and tokens.joined(end)
        and tokens.joined(end + 1)
        and tokens.low(end + 1)[:1].isdecimal()
    ):
        signs += tokens.low(end)
        end += 2
    if not signs:
        return None
    if ":" in signs or len(signs) > 1:
        return end
    first, second = tokens.low(place), tokens.low(place + 2)
    if signs == "/":
        above = first[-1]
        part = second in ("2", "3", "4", "8") and len(first) < 3 and above.isdecimal() and int(above) < int(second)
        return None if part else end  # 1/2, and 41/2 where the type of a half was lost
    if is_year(tokens, place) and len(second) in (1, 2, 4):
        return end  # 1990-91
    return end if len(first) == 3 and len(second) == 4 else None


def _glued(tokens: Tokens, place: int) -> int | None:
    """Figures with letters before them: G20, EB-5, COVID-19, @name516; and decades."""
    before = tokens.at(place - 1)
    if before.low and tokens.joined(place):
        if before.low[-1].isalpha() and not _is_currency(before):
            return place + 1
        if before.low in "_@&=/\\" or _is_short_year(tokens, place):
            return place + 1
        if before.low in "-‑" and tokens.joined(place - 1):
            word = tokens.low(place - 2)
            score = word == "to" and tokens.low(place - 4)[:1].isdecimal()  # 5-to-4
            if word[:1].isalpha() and word not in words("joined") and not score:
                return place + 1
    if tokens.low(place + 1) == "(" and tokens.joined(place + 1) and len(tokens.low(place + 2)) == 1:
        return place + 3  # 401(k)
    if before.low == "[" and tokens.low(place + 1) == "]":
        return place + 1  # of a note
    return place + 2 if _decade(tokens, place) else None


def _is_short_year(tokens: Tokens, place: int) -> bool:
    """The winter of '08, the '80s."""
    if tokens.low(place - 1) not in ("'", "’", "‘") or len(tokens.low(place)) != 2:
        return False
    of = tokens.low(place - 2) in ("in", "of", "since", "the", "early", "late", "mid", "summer", "class")
    return of or tokens.low(place + 1) == "s"


def _is_currency(token: Token) -> bool:
    return token.low in table().symbols or (token.text.isupper() and (token.low,) in table().units)


def _decade(tokens: Tokens, place: int) -> bool:
    """1990s, the 80s, '90s, 80's; somebody's 50s are an age and read elsewhere."""
    text = tokens.low(place)
    if tokens.low(place + 1) not in ("s", "'", "’") or not tokens.joined(place + 1) or not text.isdecimal():
        return False
    if len(text) == 4:
        return True
    return len(text) == 2 and text[1] == "0" and tokens.low(place - 1) == "the"


def _date(tokens: Tokens, place: int) -> int | None:
    """Oct. 31, June 16th, July 18-21, 31 October, 3 p.m., 10 o'clock."""
    before = place - 1 - (tokens.low(place - 1) == ".")
    if (
        tokens.low(before) in words("months")
        and tokens.at(before).text[:1].isupper()
        and len(tokens.low(place)) in (1, 2, 4)
    ):
        return _rest_of_date(tokens, place + 1)
    after = place + 1 + (tokens.low(place + 1) in ("st", "nd", "rd", "th") and tokens.joined(place + 1))
    of = after + (tokens.low(after) == "of")
    if tokens.low(of) in words("months") and tokens.at(of).text[:1].isupper() and tokens.low(place).isdecimal():
        return of + 1
    clock = tokens.low(place + 1)
    if clock in words("clock") or (
        clock in ("a", "p") and tokens.low(place + 2) == "." and tokens.low(place + 3) == "m"
    ):
        return place + 2
    return None


def _rest_of_date(tokens: Tokens, end: int) -> int:
    """Behind a month's day: more days joined to it, and the year."""
    end += tokens.low(end) in ("st", "nd", "rd", "th") and tokens.joined(end)
    for _ in range(2):
        if (
            tokens.low(end) in ("-", "–", "‑", "and", "to", "or")
            and len(tokens.low(end + 1)) <= 2
            and tokens.low(end + 1).isdecimal()
        ):
            end += 2
    if tokens.low(end) == "," and is_year(tokens, end + 1):
        end += 2
    return end


def _label(tokens: Tokens, place: int) -> int | None:
    """Article 5, Boeing 747, Route 66, the Group of 8, a mine No. 2."""
    before, after = tokens.low(place - 1), tokens.low(place + 1)
    if before == "." and tokens.low(place - 2) in ("no", "nos"):
        return place + 1  # where it is no rank
    if tokens.low(place) == "911":
        return place + 1  # the emergency's number
    if place == 0 and tokens.low(0).isdecimal() and (tokens.size == 1 or (after in ".)" and tokens.joined(1))):
        return place + 1  # of a list
    if _is_address(tokens, place):
        return place + 1
    if f"{tokens.low(place)} {after}" in words("programmes") and tokens.at(place + 1).text[:1].isupper():
        return place + 2
    if before in words("labels") and not _is_plain_label(tokens, place - 1):
        return _listed(tokens, place + 1)
    if before == "of" and tokens.low(place - 2) in words("groups") and tokens.at(place - 2).text[:1].isupper():
        return place + 1
    return None


def _is_address(tokens: Tokens, place: int) -> bool:
    """115 Spring St., 10 Downing Street."""
    for at in range(place + 1, place + 4):
        if tokens.low(at) in words("streets") and at > place + 1 and tokens.at(at).text[:1].isupper():
            return True
        if not tokens.at(at).text[:1].isupper():
            return False
    return False


def _is_plain_label(tokens: Tokens, place: int) -> bool:
    """Whether a word that can stand before a label's number is something else: the bill 12 senators wrote."""
    text = tokens.at(place).text
    return text[:1].islower() and tokens.low(place) in words("plain_labels")


def _listed(tokens: Tokens, end: int) -> int:
    """Behind a label's number, others of the kind: sections 3 and 5."""
    while tokens.low(end) in ("and", "or", "-", "–") and tokens.low(end + 1).isdigit() and not is_year(tokens, end + 1):
        end += 2
    return end


def _joined_word(tokens: Tokens, place: int) -> int | None:
    """A high-five, four o'clock."""
    if tokens.low(place + 1) in ("o'clock", "o’clock"):
        return place + 2
    before = tokens.low(place - 2)
    joined = tokens.hyphen(place - 1) == place and tokens.joined(place) and before[:1].isalpha()
    return place + 1 if joined and before not in _NUMBERS else None


_NUMBERS = frozenset({*SMALL, *TENS, *GROUPS, "to", "or", "and", "mid", "top"})


def _name(tokens: Tokens, place: int) -> int | None:
    """Number words with a capital amid a sentence that belong to a name: the Big Three, the Gang of Eight."""
    text, low = tokens.at(place).text, tokens.low(place)
    if low not in SMALL or not text[:1].isupper():
        return None
    if low == "zero" and tokens.at(place + 1).text[:1].isupper():
        return place + 1  # Zero Hedge
    if place == 0:
        return None
    if tokens.low(place - 1) in words("labels") and tokens.at(place - 1).text[:1].isupper():
        return place + 1  # Round Two
    if tokens.low(place - 1) == "of" and tokens.low(place - 2) in words("groups"):
        return place + 1
    if tokens.low(place - 1) in words("names") and tokens.at(place - 1).text[:1].isupper():
        return place + 1
    return None
