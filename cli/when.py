"""Dates as people give them on the command line."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from ..data.errors import UsageError

End = Literal["first", "last"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def day(text: str | None, option: str, end: End) -> str | None:
    """An ISO date: a day, or the first or last day of a year or month ("2012", "2012-07", "july 2012").

    Anything else that dateparser understands will do ("9 July 2012", "last week"). Raises UsageError, naming
    ``option``, for what is no date.
    """
    if text is None:
        return None
    if found := _ISO.fullmatch(text.strip()):
        year, month, number = (int(part) if part else None for part in found.groups())
        try:
            return _iso(year or 0, month, number, end)
        except ValueError:
            raise UsageError(f"{option} {text}: there is no such day") from None
    parsed = _parsed(text, end)
    if parsed is None:
        raise UsageError(f"{option} {text}: not a date; write it as 2012-07-09 or 'july 2012'")
    return parsed.isoformat()


def _iso(year: int, month: int | None, number: int | None, end: End) -> str:
    month = month or (1 if end == "first" else 12)
    number = number or (1 if end == "first" else monthrange(year, month)[1])
    return date(year, month, number).isoformat()


def _parsed(text: str, end: End) -> date | None:
    import dateparser

    settings = {"PREFER_DAY_OF_MONTH": end, "PREFER_MONTH_OF_YEAR": end, "PREFER_DATES_FROM": "past"}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return found.date() if found else None
