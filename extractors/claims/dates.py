"""Dates and periods that a text names, in a language that is the same for every day of publication.

An analysis is of a text alone; the articles that share it may have appeared on different days. So ``last Tuesday``
becomes ``XXXX-WXX-2<<`` here, and ``data.when.days`` makes days of it for one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...data.records import When
from ..page import Sentence
from .datekinds import KINDS
from .datenames import is_date
from .datetense import Direction, direction, plain_direction
from .datewords import NUMBER, RANK, S, length, number

GATE = re.compile(
    r"[0-9]{4}|['’‘][0-9]{2}|[0-9]0['’]?s\b|9/11|day|night|morning|afternoon|evening|week|month|year|decade|centur|hours|"
    r"jan(?:uary|\b)|feb(?:ruary|\b)|mar(?:ch|\.)|april|apr\.|may|june|july|aug(?:ust|\.)|sep(?:t|\.)|oct(?:o|\.)|"
    r"nov(?:e|\.)|dec(?:e|\.)|spring|summer|autumn|fall|winter|quarter|half|ties\b|tomorrow|christmas|easter|eve\b|"
    r"hallow|juneteenth|fourth|the [0-9]",
    re.I,
)
"""No text without one of these has a date: most sentences go no further."""

_FINDER_HEAD = (
    rf"(?:\b(?P<signal>since|by|until|till|through|(?:(?:the|{NUMBER}){S}(?:day|night|week|month|year)s?{S})?(?:before|after)|"
    rf"prior{S}to|from|between|up{S}to){S})?"
    r"(?P<piece>"
    rf"\b(?:the{S})?(?:very{S})?(?:early|late|mid|earlier|later)(?:-(?!to\b)|{S})(?:(?:in|on){S})?|"
    rf"\b(?:the{S})?(?:very{S})?(?:end|beginning|start|close|middle|(?:first|second|latter){S}half|(?:early|latter|later){S}part|"
    rf"(?:first|last|final){S}(?:week|days)|rest|remainder){S}of{S}"
    r")?"
)
_PIECES = {
    "early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start",
    "end": "end", "close": "end", "first half": "h1", "second half": "h2", "latter half": "h2", "early part": "early",
    "latter part": "late", "later part": "late", "first week": "start", "first days": "start", "last week": "end",
    "last days": "end", "final week": "end", "final days": "end",
}  # fmt: skip
_SO_FAR = {"earlier": "{}/day+0", "later": "day+0/{}", "rest": "day+0/{}", "remainder": "day+0/{}"}
_SIGNALS = {"since": "{}/..", "before": "before:{}", "prior to": "before:{}", "after": "after:{}"}
_UNTIL = "../{}"  # by, until, till, through, up to: its last day is in
_TO = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_OTHER = frozenset({"other", "other_count", "other_month"})


@dataclass(frozen=True, slots=True)
class _Point:
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


@cache
def _finder() -> re.Pattern[str]:
    """All kinds in one pattern, what goes before them in front; a kind's group has its name."""
    kinds = "|".join(f"(?P<{name}>{_NAMED_GROUP.sub('(?:', pattern)})" for name, (pattern, _) in KINDS.items())
    return re.compile(f"{_FINDER_HEAD}(?:{kinds})", re.I)


@cache
def _reader(kind: str) -> re.Pattern[str]:
    return re.compile(KINDS[kind][0], re.I)


_NAMED_GROUP = re.compile(r"\(\?P<\w+>")


def dates_in(sentence: Sentence, text: str) -> list[When]:
    """The dates of a sentence of the article ``text``, in order and apart; without a parse as in plain text."""
    own = text[sentence.start : sentence.end]
    if not GATE.search(own):
        return []
    if not sentence.words:
        return [
            replace(when, start=when.start + sentence.start, end=when.end + sentence.start) for when in dates_of(own)
        ]
    towards = _Towards(sentence, own)
    return [_when(own, point, sentence.start, towards) for point in _together(own, _points(own, towards), towards)]


def dates_of(text: str) -> list[When]:
    """The dates of a plain text, in order and apart, their directions guessed by the words before them."""
    if not GATE.search(text):
        return []
    towards = _Towards(None, text)
    return [_when(text, point, 0, towards) for point in _together(text, _points(text, towards), towards)]


@dataclass(frozen=True, slots=True)
class _Towards:
    """Asks the parse, or without one the words, on which side of the day of publication a date lies."""

    sentence: Sentence | None
    text: str

    def __call__(self, start: int) -> Direction:
        if self.sentence is None:
            return plain_direction(self.text, start)
        return direction(self.sentence, self.sentence.start + start)


def _points(text: str, towards: _Towards) -> Iterator[_Point]:
    """The dates one by one, each with its part of a period (early, the end of) and the word before it."""
    at = 0
    while found := _finder().search(text, at):
        kind = found.lastgroup or ""
        at = found.start(kind) + 1
        point = _read(text, found, kind, towards)
        if point:
            at = point.end
            yield point


def _read(text: str, found: re.Match[str], kind: str, towards: _Towards) -> _Point | None:
    start, end = found.span(kind)
    inner = _reader(kind).match(text, start)
    if inner is None or not is_date(text, start, end, kind, towards.sentence):
        return None
    read = KINDS[kind][1](inner)
    if read is None:
        return None
    value, unit = read
    if kind in _OTHER:
        return _Point(found.start(), start, end, value, unit, kind)
    if kind == "in_time" and towards(start) != ">":
        return None
    if kind == "past" and value.startswith("day") and towards(start) == "<":
        return _Point(start, start, end, value.removeprefix("day+0"), unit, "other_span")
    piece = " ".join((found["piece"] or "").lower().replace("-", " ").split())
    if piece:
        value, kept = _pieced(value, unit, piece)
        start = found.start("piece") if kept else start
    elif kind == "the_unit" or (kind == "season" and text[start : start + 4].lower() != "the "):
        return None
    signal = " ".join((found["signal"] or "").lower().split())
    if " " in signal and signal.endswith(("before", "after")):
        return _beside(_Point(found.start(), start, end, value, unit, kind), signal)
    kept = bool(signal) and (not found["piece"] or start == found.start("piece"))
    return _Point(found.start() if kept else start, start, end, value, unit, kind, signal if kept else "")


def _beside(point: _Point, words: str) -> _Point:
    """The day after Tuesday's debate, two years before 2014, or the date itself where that is less exact."""
    *much, unit, way = words.split()
    count = 1 if much == ["the"] else number(" ".join(much))
    long, unit = length(count or 0, "day" if unit == "night" else unit)
    if not count or point.unit not in RANK or RANK[point.unit] > RANK[unit] or not _is_plain(point.value):
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


def _together(text: str, points: Iterator[_Point], towards: _Towards) -> list[_Point]:
    """Two points made one where they are the ends of a period; what is counted from another date, counted."""
    done: list[_Point] = []
    for point in points:
        last = done[-1] if done else None
        if point.kind in _OTHER or point.kind == "other_span":
            point = _counted(point, last)
        elif last and _is_period(text, last, point):
            done[-1] = _period(last, point)
            continue
        done.append(_in_year_of(text, point, done))
    return [point if point.signal not in ("from", "between") else replace(point, outer=point.start, signal="")
            for point in done if point.kind != "now"]  # fmt: skip


def _in_year_of(text: str, point: _Point, earlier: list[_Point]) -> _Point:
    """A month or day in a sentence that begins with its year: In 2008, they began in mid-September."""
    year = earlier[0] if earlier else None
    if year is None or year.kind != "year" or text[: min(year.start, 8)].strip().lower() != "in":
        return point
    if not (point.value or "").startswith("XXXX-") or "WXX" in (point.value or "") or "XX-XX" in (point.value or ""):
        return point
    return replace(point, value=(point.value or "").replace("XXXX", year.value or "").replace("?", ""))


def _is_period(text: str, first: _Point, second: _Point) -> bool:
    """Whether two neighbours are the ends of one period: from A to B, between A and B, A–B."""
    if not (_is_plain(first.value) and _is_plain(second.value)):
        return False
    gap = text[first.end : second.start].strip().lower()
    if first.signal == "between":
        return gap == "and"
    if gap not in _TO:
        return False
    return first.signal == "from" or (first.unit == second.unit and first.kind != "now")


def _is_plain(value: str | None) -> bool:
    return value is not None and not {*"/:"} & {*value}


def _period(first: _Point, second: _Point) -> _Point:
    """One point of two: an open year of one end is told by the other."""
    begins, ends = first.value or "", second.value or ""
    if "?" not in ends:
        begins = begins.replace("?", "")
    start = first.outer if first.signal in ("from", "between") else first.start
    return _Point(start, start, second.end, f"{begins}/{ends.replace('?', '')}", "span", "period")


def _counted(point: _Point, last: _Point | None) -> _Point:
    """The following year, two days later, that November: counted from the date before it, where that is as exact."""
    exact = last is not None and _is_plain(last.value) and last.signal == "" and last.unit in RANK
    if not exact or last is None or "P" in (last.value or ""):
        base = f"XXXX-{point.value}<" if point.kind == "other_month" else None
        return replace(point, value=base)
    if point.kind == "other_span":
        return replace(point, value=f"{last.value}{point.value}")
    if point.kind == "other_month":
        year = last.value if last.unit == "year" and "." not in (last.value or "") else "XXXX"
        return replace(point, value=f"{year}-{point.value}{'<' if year == 'XXXX' else ''}")
    fits = RANK[last.unit] <= RANK[point.unit]
    return replace(point, value=f"{last.value}{point.value}" if fits else None)


def _when(text: str, point: _Point, offset: int, towards: _Towards) -> When:
    value, start = point.value or "", point.start
    if point.signal and value and "/" not in value and not _stands_before_noun(text, point, towards.sentence):
        start = point.outer
        if point.signal == "since":
            value = value.replace("?", "<")
        value = _SIGNALS.get(point.signal, _UNTIL).format(value)
    if "?" in value:
        soft = "" if "WXX" in value or "XXXX-XX" in value else "~"
        value = value.replace("?", towards(point.start) + soft)
    return When(offset + start, offset + point.end, text[start : point.end], value)


def _stands_before_noun(text: str, point: _Point, sentence: Sentence | None) -> bool:
    """Whether "since" is said of something else: since Monday's debate, before a 2014 hearing."""
    if text[point.end : point.end + 1] in ("'", "’"):
        return True
    if sentence is None:
        return False
    at = sentence.tokens(sentence.start + point.start, sentence.start + point.end)
    return any(sentence.words[i].head.i >= at.stop and sentence.words[i].dep_ in _OF_NOUN for i in at)


_OF_NOUN = frozenset({"compound", "nummod", "poss", "amod", "nmod"})
