"""The dates of a text one by one: each with its part of a period and the word before it, not yet put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...data.holidays import HOLIDAYS
from ..page import Sentence
from .datekinds import KINDS
from .datenames import is_date
from .datetense import Direction, direction, plain_direction
from .datewords import NUMBER, NUMBERS, RANK, S, length, number

_HOT = frozenset({
    "january", "jan", "february", "feb", "march", "mar", "april", "apr", "may", "june", "jun", "july", "jul",
    "august", "aug", "september", "sept", "sep", "october", "oct", "november", "nov", "december", "dec", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tonight", "yesterday", "tomorrow",
    "morning", "afternoon", "evening", "night", "day", "days", "week", "weeks", "weekend", "month", "months", "year",
    "years", "decade", "decades", "century", "quarter", "hours", "spring", "summer", "autumn", "fall", "winter",
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties", "christmas",
    "easter", "halloween", "juneteenth", "thanksgiving", "eve",
})  # fmt: skip
"""Words of which every date has one, or a figure: most sentences have none and go no further."""

_HOT_FIGURE = re.compile(r"[0-9]{4}s?|[0-9]0['’]?s|[0-9]{1,2}(?:st|nd|rd|th)|(?<=['’‘])[0-9]{2}|9(?=/11)")
_FIRST = _HOT | NUMBERS | frozenset(name.split("-")[0] for name in HOLIDAYS) | frozenset({
    "since", "by", "until", "till", "through", "before", "after", "prior", "from", "between", "up", "the", "very",
    "early", "late", "mid", "earlier", "later", "end", "beginning", "start", "close", "middle", "first", "second",
    "third", "latter", "final", "last", "rest", "remainder", "this", "next", "that", "these", "past", "coming", "now",
    "in", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "q1", "q2", "q3", "q4",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty", "valentine", "women",
    "mother", "father", "president", "veteran",
})  # fmt: skip
"""Words with which a date, or what goes before it, may begin."""

_REACH = 8  # words from the first one of a date to its first hot one: the end of the second half of the 1990s
_WORD = re.compile(r"\w+")

_BEFORE = (
    rf"(?:\b(?P<signal>since|by|until|till|through|prior{S}to|from|between|up{S}to|"
    rf"(?:(?:the|{NUMBER}){S}(?:day|night|week|month|year)s?{S})?(?:before|after)){S})?"
    rf"(?P<piece>\b(?:the{S})?(?:very{S})?"
    rf"(?:(?:early|late|mid|earlier|later)(?:-(?!to\b)|{S})(?:(?:in|on){S})?|"
    rf"(?:end|beginning|start|close|middle|(?:first|second|latter){S}half|(?:early|latter|later){S}part|"
    rf"(?:first|last|final){S}(?:week|days)|rest|remainder){S}of{S}))?"
)
_PIECES = {
    "early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start",
    "end": "end", "close": "end", "first half": "h1", "second half": "h2", "latter half": "h2", "early part": "early",
    "latter part": "late", "later part": "late", "first week": "start", "first days": "start", "last week": "end",
    "last days": "end", "final week": "end", "final days": "end",
}  # fmt: skip
_SO_FAR = {"earlier": "{}/day+0", "later": "day+0/{}", "rest": "day+0/{}", "remainder": "day+0/{}"}
_OTHER = frozenset({"other", "other_count", "other_month"})


@dataclass(frozen=True, slots=True)
class Point:
    """A date as found, before it is put together with its neighbours.

    ``outer`` is where the word begins that goes before it (``signal``: since, by, from …), ``start`` the date itself.
    ``value`` has ``?`` where a direction belongs; None when it is counted from a date that the text does not tell.
    """

    outer: int
    start: int
    end: int
    value: str | None
    unit: str
    kind: str
    signal: str = ""


@dataclass(frozen=True, slots=True)
class Towards:
    """Asks the parse, or without one the words, on which side of the day of publication a date lies."""

    sentence: Sentence | None
    text: str

    def __call__(self, start: int) -> Direction:
        """``<`` or ``>`` for the date that begins at an offset of ``text``."""
        if self.sentence is None:
            return plain_direction(self.text, start)
        return direction(self.sentence, self.sentence.start + start)


def points(text: str, towards: Towards) -> Iterator[Point]:
    """The dates in order and apart; in linear time, since each word is where a date may begin once."""
    at = 0
    for start in _starts(text):
        if start < at:
            continue
        found = _finder().match(text, start)
        point = found and _read(text, found, found.lastgroup or "", towards)
        if point:
            at = point.end
            yield point


def _starts(text: str) -> list[int]:
    """Where a date may begin: at the words that begin dates, shortly before a word that every date has."""
    words = list(_WORD.finditer(text))
    lower = [word[0].lower() for word in words]
    starts: list[int] = []
    left = 0
    for i in range(len(words) - 1, -1, -1):
        word, start = lower[i], words[i].start()
        figure = word[0] in "0123456789"
        if word in _HOT or (figure and _HOT_FIGURE.match(text, start)):
            left = _REACH
        if left:
            left -= 1
            if figure or word in _FIRST:
                starts.append(start - 1 if figure and text[start - 1 : start] in ("'", "’", "‘") else start)
    starts.reverse()
    return starts


def may_have_dates(text: str) -> bool:
    """Whether there is a word or a figure in it that every date has one of; cheap, for most sentences have none."""
    return not _HOT.isdisjoint(_WORD.findall(text.lower())) or _HOT_FIGURE.search(text) is not None


@cache
def _finder() -> re.Pattern[str]:
    """All kinds in one pattern, what goes before them in front; a kind's group has its name."""
    kinds = "|".join(f"(?P<{name}>{_NAMED_GROUP.sub('(?:', pattern)})" for name, (pattern, _) in KINDS.items())
    return re.compile(f"{_BEFORE}(?:{kinds})", re.I)


@cache
def _reader(kind: str) -> re.Pattern[str]:
    return re.compile(KINDS[kind][0], re.I)


_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


def _read(text: str, found: re.Match[str], kind: str, towards: Towards) -> Point | None:
    start, end = found.span(kind)
    inner = _reader(kind).match(text, start)
    if inner is None or not is_date(text, start, end, kind, towards.sentence):
        return None
    read = KINDS[kind][1](inner)
    if read is None:
        return None
    value, unit = read
    if kind in _OTHER:
        return Point(found.start(), start, end, value, unit, kind)
    if kind == "in_time" and towards(start) != ">":
        return None
    if kind == "past" and value.startswith("day") and towards(start) == "<":
        return Point(start, start, end, value.removeprefix("day+0"), unit, "other_span")
    piece = " ".join((found["piece"] or "").lower().replace("-", " ").split())
    if piece:
        value, kept = _pieced(value, unit, piece)
        start = found.start("piece") if kept else start
    elif kind == "the_unit" or (kind == "season" and text[start : start + 4].lower() != "the "):
        return None
    signal = " ".join((found["signal"] or "").lower().split())
    if " " in signal and signal.endswith(("before", "after")):
        return _beside(Point(found.start(), start, end, value, unit, kind), signal)
    kept = bool(signal) and (not found["piece"] or start == found.start("piece"))
    return Point(found.start() if kept else start, start, end, value, unit, kind, signal if kept else "")


def _beside(point: Point, words: str) -> Point:
    """The day after Tuesday's debate, two years before 2014, or the date itself where that is less exact."""
    *much, unit, way = words.split()
    count = 1 if much == ["the"] else number(" ".join(much))
    long, unit = length(count or 0, "day" if unit == "night" else unit)
    if not count or point.unit not in RANK or RANK[point.unit] > RANK[unit] or not is_plain(point.value):
        return replace(point, outer=point.start)
    sign = "-" if way == "before" else "+"
    return replace(point, start=point.outer, value=f"{point.value}{sign}{long}", unit=unit)


def _pieced(value: str, unit: str, piece: str) -> tuple[str, bool]:
    """The value of early June, the end of the year; and whether those words belong to the date."""
    words = piece.removeprefix("the ").removeprefix("very ")
    words = words.removesuffix(" of").removesuffix(" in").removesuffix(" on")
    if unit == "day" or "/" in value:
        return value, not piece.endswith(" of") and "/" not in value
    if words in _SO_FAR:
        return (_SO_FAR[words].format(value) if "+0" in value else value), True
    return f"{value}.{_PIECES[words]}", True


def is_plain(value: str | None) -> bool:
    """Whether a value is a single point, no interval and not nothing."""
    return value is not None and not {*"/:"} & {*value}
