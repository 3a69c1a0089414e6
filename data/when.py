"""The language of ``When.value``, and the days that a value means for an article of a given day.

A value is a point, an interval ``end/end``, ``before:point`` or ``after:point``, or nothing where a date depends on
another that the text does not tell. docs/dates.md has the language with its conventions and their sources; in short::

    2012-10-31  2012-10  2012  201X  20XX  2012-SP  2012-Q3 as in ISO 8601, EDTF and TIMEX3
    XXXX-10-31<  XXXX-06<  XXXX-WXX-2>  XXXX-XX-31  XXXX-SU<<  XXXX-labor-day   left open: which year, which week
    day-1  week+0  weekend-1  month-1-15  year+0-06  decade-1                   counted from the day of publication
    year+0.early  199X.late  month-1.h2  2012.end                               a part of it
    2012+P2Y                                                                    so much later than that
    2012/2015  2008/..  ../2015  P5Y/day+0  day+0/P2W                           from its first to its last day

``<`` is the latest that had begun by the day of publication, ``>`` the next that has not ended, ``<<`` and ``>>``
leave out the one in course. ``<~`` and ``>~`` are the same as a tense tells them: not more than nine months off in
another year. Without any it is the nearest or, in an interval, the one that fits the other end.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .holidays import HOLIDAYS

_Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century", "span"]

_POINT = re.compile(
    r"(?P<base>[0-9X]{4}|(?:day|week|weekend|month|quarter|year|decade|century)[+-][0-9]{1,4})"
    r"(?:-(?P<rest>[a-z0-9XQW]{1,3}(?:-[0-9WE]{1,2})?|SP|SU|FA|WI|[a-z]{2,12}(?:-[a-z]{2,8}){0,3}))?"
    r"(?P<towards><<|<~?|>>|>~?)?"
    r"(?:\.(?P<part>early|mid|late|start|end|h1|h2))?"
    r"(?P<shift>[+-]P[0-9]{1,4}[YMWD])?"
)
_LENGTH = re.compile(r"P([0-9]{1,4})([YMWD])")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each begins: meteorological, northern
_UNITS: dict[str, _Unit] = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_NEAR = 9  # years looked at on either side: a 29 February or an Inauguration Day is never further


_FAR = timedelta(days=274)


@dataclass(frozen=True, slots=True)
class _Days:
    """From a day to a day, and as what they are counted."""

    first: date
    last: date
    unit: _Unit


def days(value: str, published: str | None) -> tuple[str | None, str | None]:
    """The first and the last day, as ISO dates, that ``value`` means in an article published on that ISO date.

    ``published`` may have a time and a zone, of which only the day as written counts. Either day is None where the
    period is open or where it cannot be told: no day of publication, no such day, no value. Never raises.
    """
    try:
        anchor = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        anchor = None
    try:
        first, last = _ends(value, anchor)
    except (ValueError, OverflowError):  # no such day, or a year before 1 or after 9999
        return None, None
    if first and last and first > last:
        return None, None
    return first.isoformat() if first else None, last.isoformat() if last else None


_Found = tuple[date | None, date | None]
_UNTOLD: _Found = (None, None)


def _ends(value: str, anchor: date | None) -> _Found:
    if "/" in value:
        begins, _, ends = value.partition("/")
        return _interval(begins, ends, anchor)
    way, colon, point = value.rpartition(":")
    found = _point(point, anchor)
    if found is None:
        return _UNTOLD
    if way == "before":
        return None, found.first - timedelta(days=1)
    if way == "after":
        return found.last + timedelta(days=1), None
    return _UNTOLD if colon else (found.first, found.last)


def _interval(begins: str, ends: str, anchor: date | None) -> _Found:
    """The ends of an interval; one that is a length, or leaves the year open, is told by the other."""
    if length := _LENGTH.fullmatch(begins):
        end = _point(ends, anchor)
        return (_moved(end.first, -int(length[1]), length[2]), end.last) if end else _UNTOLD
    if length := _LENGTH.fullmatch(ends):
        start = _point(begins, anchor)
        return (start.first, _moved(start.last, int(length[1]), length[2])) if start else _UNTOLD
    if _leans(begins) and not _leans(ends):
        end = _point(ends, anchor)
        start = _point(begins + "<", end.last if end else anchor)
    else:
        start = _point(begins, anchor)
        end = _point(ends + ">", start.first if start else anchor) if _leans(ends) else _point(ends, anchor)
    return start.first if start else None, end.last if end else None


def _leans(point: str) -> bool:
    """Whether a point leaves its year, month or week open and does not say to which side of what."""
    return point.startswith("XXXX") and not {*"<>.+"} & {*point}


def _point(text: str, anchor: date | None) -> _Days | None:
    """The days of one point, None where there is no way to tell. Raises ValueError for a day that does not exist."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    base, rest = found["base"], found["rest"]
    if base == "XXXX":
        whole = None if anchor is None or rest is None else _chosen(rest, found["towards"], anchor)
    elif found["towards"]:
        whole = None
    elif base[0].isdigit() or base.startswith("year"):
        whole = _of_year(base, rest, anchor)
    else:
        whole = None if anchor is None else _counted(base, rest, anchor)
    if whole and found["part"]:
        whole = _part(whole, found["part"])
    if whole and found["shift"]:
        whole = _shifted(whole, found["shift"])
    return whole


def _of_year(base: str, rest: str | None, anchor: date | None) -> _Days | None:
    """A year, decade or century by its digits, or a year counted from that of publication, and what is in it."""
    if base[0].isdigit():
        if "X" in base:
            return None if rest else _of_digits(base)
        year = int(base)
    elif anchor is None:
        return None
    else:
        year = anchor.year + int(base[4:])
    return _in_year(year, rest) if rest else _Days(date(year, 1, 1), date(year, 12, 31), "year")


def _of_digits(base: str) -> _Days | None:
    digits = base.rstrip("X")
    if len(digits) == 3:
        return _run_of_years(int(digits) * 10, 10, "decade")
    if len(digits) == 2:  # as people count them, the year 2000 is in the twenty-first century
        return _run_of_years(int(digits) * 100, 100, "century")
    return None


def _run_of_years(year: int, count: int, unit: _Unit) -> _Days:
    return _Days(date(year, 1, 1), date(year + count - 1, 12, 31), unit)


def _in_year(year: int, rest: str) -> _Days | None:
    """A month, day, season, quarter or holiday of a year."""
    if rest in _SEASONS:
        month = _SEASONS[rest]
        return _Days(date(year, month, 1), _last_of(*_months_on(year, month, 2)), "quarter")
    if rest in HOLIDAYS:
        day = HOLIDAYS[rest](year)
        return _Days(day, day, "day") if day else None
    if re.fullmatch(r"Q[1-4]", rest):
        month = 3 * int(rest[1]) - 2
        return _Days(date(year, month, 1), _last_of(year, month + 2), "quarter")
    if re.fullmatch(r"[0-9]{2}(?:-[0-9]{2})?", rest):
        if len(rest) == 2:
            return _month(year, int(rest))
        day = date(year, int(rest[:2]), int(rest[3:]))
        return _Days(day, day, "day")
    return None


def _counted(base: str, rest: str | None, anchor: date) -> _Days | None:
    """A day, week, month … so many after or before that of publication; of a week or a month also one day."""
    unit = base.rstrip("+-0123456789")
    count = int(base[len(unit) :])
    if rest and not (rest.isdigit() and unit in ("week", "month")):
        return None
    if unit == "day":
        day = anchor + timedelta(days=count)
        return _Days(day, day, "day")
    if unit in ("week", "weekend"):
        monday = anchor + timedelta(days=7 * count - anchor.weekday())
        if rest:
            day = monday + timedelta(days=int(rest) - 1)
            return _Days(day, day, "day") if 1 <= int(rest) <= 7 else None
        return _week(monday) if unit == "week" else _weekend(monday)
    if unit == "month":
        whole = _month(*_months_on(anchor.year, anchor.month, count))
        if rest:
            day = whole.first.replace(day=int(rest))
            return _Days(day, day, "day")
        return whole
    if unit == "quarter":
        year, month = _months_on(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 3 * count)
        return _Days(date(year, month, 1), _last_of(year, month + 2), "quarter")
    if unit == "decade":
        return _run_of_years(anchor.year // 10 * 10 + 10 * count, 10, "decade")
    return _run_of_years(anchor.year // 100 * 100 + 100 * count, 100, "century")


def _week(monday: date) -> _Days:
    return _Days(monday, monday + timedelta(days=6), "week")


def _weekend(monday: date) -> _Days:
    return _Days(monday + timedelta(days=5), monday + timedelta(days=6), "weekend")


def _chosen(rest: str, towards: str | None, anchor: date) -> _Days | None:
    """Of all years, months or weeks that ``rest`` leaves open the one that lies as told from a day."""
    every = list(_open(rest, anchor))
    before = next((one for one in reversed(every) if one.first <= anchor), None)
    ahead = next((one for one in every if one.last >= anchor), None)
    if towards == "<<":
        return next((one for one in reversed(every) if one.last < anchor), None)
    if towards == ">>":
        return next((one for one in every if one.first > anchor), None)
    if towards is None:
        return min(every, key=lambda one: max(one.first - anchor, anchor - one.last), default=None)
    chosen, other = (before, ahead) if towards[0] == "<" else (ahead, before)
    if towards[1:] and chosen and other and _is_far(chosen, anchor) and not _is_far(other, anchor):
        return other
    return chosen


def _is_far(one: _Days, anchor: date) -> bool:
    """Whether a writer would name the year: it is another one, and more than nine months off.

    The AP Stylebook leaves out the current year only; across New Year newspapers do so for the months that are near.
    """
    off = max(one.first - anchor, anchor - one.last)
    return one.first.year != anchor.year and off > _FAR


def _open(rest: str, anchor: date) -> Iterator[_Days]:
    """What ``rest`` may mean around a day, in order."""
    if rest.startswith("WXX-"):
        monday = anchor - timedelta(days=anchor.weekday() + 14)
        which = rest[4:]
        for _ in range(5):
            if which == "WE":
                yield _weekend(monday)
            elif which.isdigit() and 1 <= int(which) <= 7:
                day = monday + timedelta(days=int(which) - 1)
                yield _Days(day, day, "day")
            monday += timedelta(days=7)
    elif rest.startswith("XX-"):
        for count in range(-3, 4):
            year, month = _months_on(anchor.year, anchor.month, count)
            if rest[3:].isdigit() and 1 <= int(rest[3:]) <= monthrange(year, month)[1]:
                day = date(year, month, int(rest[3:]))
                yield _Days(day, day, "day")
    else:
        for year in range(max(1, anchor.year - _NEAR), min(9998, anchor.year + _NEAR) + 1):
            try:
                one = _in_year(year, rest)
            except ValueError:  # 29 February
                continue
            if one:
                yield one


def _part(whole: _Days, part: str) -> _Days:
    """The early, middle or late part, the half, or the outermost piece of a period; a day has none."""
    first, last = whole.first, whole.last
    if whole.unit in ("month", "week"):
        length = (last - first).days + 1
        early, middle = (10, 20) if whole.unit == "month" else (2, 4)
        piece = 7 if whole.unit == "month" else 2
        begin, end = _piece(part, length, early, middle, piece)
        return _Days(first + timedelta(days=begin), first + timedelta(days=end - 1), "span")
    if whole.unit in ("quarter", "year"):
        length = 3 if whole.unit == "quarter" else 12
        begin, end = _piece(part, length, length // 3, length // 3 * 2, 1)
        return _Days(
            date(*_months_on(first.year, first.month, begin), 1),
            _last_of(*_months_on(first.year, first.month, end - 1)),
            "span",
        )
    if whole.unit in ("decade", "century"):
        length = 10 if whole.unit == "decade" else 100
        begin, end = _piece(part, length, length // 3 + 1, length * 2 // 3 + 1, length // 10)
        return _run_of_years(first.year + begin, end - begin, "span")
    return whole


def _piece(part: str, length: int, early: int, middle: int, piece: int) -> tuple[int, int]:
    """Where a part begins and ends, of a period that is so many days, months or years long."""
    return {
        "early": (0, early),
        "mid": (early, middle),
        "late": (middle, length),
        "start": (0, piece),
        "end": (length - piece, length),
        "h1": (0, length // 2),
        "h2": (length // 2, length),
    }[part]


def _shifted(whole: _Days, shift: str) -> _Days:
    """The day, week, month or year so much later (or earlier) than the first day of a period."""
    unit = _UNITS[shift[-1]]
    count = int(shift[2:-1]) * (1 if shift[0] == "+" else -1)
    day = _moved(whole.first, count, shift[-1])
    if unit == "year":
        return _Days(date(day.year, 1, 1), date(day.year, 12, 31), "year")
    if unit == "month":
        return _month(day.year, day.month)
    return _week(day - timedelta(days=day.weekday())) if unit == "week" else _Days(day, day, "day")


def _moved(day: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months or years on; the last of the month where it has no such day."""
    if unit in "DW":
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    year, month = _months_on(day.year, day.month, count * (12 if unit == "Y" else 1))
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _months_on(year: int, month: int, count: int) -> tuple[int, int]:
    """A year and month so many months on. Raises ValueError outside the years 1 to 9999."""
    years, months = divmod(year * 12 + month - 1 + count, 12)
    date(years, 1, 1)
    return years, months + 1


def _month(year: int, month: int) -> _Days:
    return _Days(date(year, month, 1), _last_of(year, month), "month")


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
