"""Dates and periods that a text names, in a language that is the same for every day of publication.

An analysis is of a text alone; the articles that share it may have appeared on different days. So ``last Tuesday``
becomes ``XXXX-WXX-2<<`` here, and ``data.when.days`` makes days of it for one article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...data.records import When
from ..page import Sentence
from .datepoints import Point, Towards, is_plain, may_have_dates, points
from .datewords import RANK

_SIGNALS = {"since": "{}/..", "before": "before:{}", "prior to": "before:{}", "after": "after:{}"}
_UNTIL = "../{}"  # by, until, till, through, up to: its last day is in
_TO = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_FIRST_END = frozenset({"from", "between"})
_OTHER = frozenset({"other", "other_count", "other_month", "other_span"})
_SHIFTED = re.compile(r"[+-]P")


def dates_in(sentence: Sentence, text: str) -> list[When]:
    """The dates of a sentence of the article ``text``, in order and apart; without a parse as in plain text."""
    own = text[sentence.start : sentence.end]
    return _dates(own, sentence.start, sentence if sentence.words else None)


def dates_of(text: str) -> list[When]:
    """The dates of a plain text, in order and apart, their directions guessed by the words before them."""
    return _dates(text, 0, None)


def _dates(text: str, offset: int, sentence: Sentence | None) -> list[When]:
    if not may_have_dates(text):
        return []
    towards = Towards(sentence, text)
    return [_when(text, point, offset, towards) for point in _together(text, points(text, towards))]


def _together(text: str, points: Iterator[Point]) -> list[Point]:
    """Two points made one where they are the ends of a period; what is counted from another date, counted."""
    done: list[Point] = []
    for point in points:
        last = done[-1] if done else None
        if point.kind in _OTHER:
            point = _counted(point, last)
        elif last and _is_period(text, last, point):
            done[-1] = _period(last, point)
            continue
        done.append(_in_year_of(text, point, done))
    return [
        replace(point, outer=point.start, signal="") if point.signal in _FIRST_END else point
        for point in done
        if point.kind != "now"
    ]


def _in_year_of(text: str, point: Point, earlier: list[Point]) -> Point:
    """A month or day in a sentence that begins with its year: In 2008, they began in mid-September."""
    year = earlier[0] if earlier else None
    if year is None or year.kind != "year" or text[: min(year.start, 8)].strip().lower() != "in":
        return point
    if not (point.value or "").startswith("XXXX-") or "WXX" in (point.value or "") or "XX-XX" in (point.value or ""):
        return point
    return replace(point, value=(point.value or "").replace("XXXX", year.value or "").replace("?", ""))


def _is_period(text: str, first: Point, second: Point) -> bool:
    """Whether two neighbours are the ends of one period: from A to B, between A and B, A–B."""
    if not (is_plain(first.value) and is_plain(second.value)):
        return False
    gap = text[first.end : second.start].strip().lower()
    if first.signal == "between":
        return gap == "and"
    if gap not in _TO:
        return False
    return first.signal == "from" or (first.unit == second.unit and first.kind != "now")


def _period(first: Point, second: Point) -> Point:
    """One point of two: an open year of one end is told by the other."""
    begins, ends = first.value or "", second.value or ""
    if "?" not in ends:
        begins = begins.replace("?", "")
    start = first.outer if first.signal in _FIRST_END else first.start
    return Point(start, start, second.end, f"{begins}/{ends.replace('?', '')}", "span", "period")


def _counted(point: Point, last: Point | None) -> Point:
    """The following year, two days later, that November: counted from the date before it, where that is as exact."""
    if last is None or not is_plain(last.value) or last.unit not in RANK or _SHIFTED.search(last.value or ""):
        base = f"XXXX-{point.value}<" if point.kind == "other_month" else None
        return replace(point, value=base)
    if point.kind == "other_span":
        return replace(point, value=f"{last.value}{point.value}")
    if point.kind == "other_month":
        year = last.value if last.unit == "year" and "." not in (last.value or "") else "XXXX"
        return replace(point, value=f"{year}-{point.value}{'<' if year == 'XXXX' else ''}")
    fits = RANK[last.unit] <= RANK[point.unit]
    return replace(point, value=f"{last.value}{point.value}" if fits else None)


def _when(text: str, point: Point, offset: int, towards: Towards) -> When:
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


def _stands_before_noun(text: str, point: Point, sentence: Sentence | None) -> bool:
    """Whether "since" is said of something else: since Monday's debate, before a 2014 hearing."""
    if text[point.end : point.end + 1] in ("'", "’"):
        return True
    if sentence is None:
        return False
    at = sentence.tokens(sentence.start + point.start, sentence.start + point.end)
    return any(sentence.words[i].head.i >= at.stop and sentence.words[i].dep_ in _OF_NOUN for i in at)


_OF_NOUN = frozenset({"compound", "nummod", "poss", "amod", "nmod"})
