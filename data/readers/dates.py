"""Dates as people write them → ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from .common import parsing

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LABEL = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|updated|modified|last\s+modified|date)\b[\s:]*(?:on\b|at\b)?\s*)+", re.I
)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2\d{4}\b")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_LONGEST = 120  # characters; what is longer is a sentence


def iso_date(written: str) -> tuple[str | None, str | None]:
    """(ISO 8601 date or date-time, note) of a date as written; (None, note) when no day can be told from it.

    A date alone stays a date alone. Nothing relative ("yesterday") is taken: nobody knows when it was written.
    """
    text = written.strip()
    if len(text) > _LONGEST:
        return None, _unclear(written)
    text = _LABEL.sub("", text).strip()
    known = _iso(text) or _epoch(text)
    if known:
        return known, None
    numeric = _NUMERIC.match(text)
    day_first = numeric is not None and numeric[2] == "."  # 31.10.2012 is how those write who put the day first
    result = _parsed(text, "DMY" if day_first else "MDY")
    if result is None:
        return None, _unclear(written)
    if numeric and not day_first and int(numeric[1]) <= 12 and int(numeric[3]) <= 12 and numeric[1] != numeric[3]:
        return result, f'its date "{text}" is read as {result}, month first'
    return result, None


def _unclear(written: str) -> str:
    short = " ".join(written[:200].split())
    short = short if len(short) <= 40 else short[:39] + "…"
    return f'its date "{short}" is not understood; it counts as undated'


def _iso(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _epoch(text: str) -> str | None:
    """Seconds or milliseconds since 1970, as databases export them."""
    if not _EPOCH.fullmatch(text) or not text.isascii():
        return None
    seconds = float(text) / (1000 if len(text) >= 12 and "." not in text else 1)
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _parsed(text: str, order: str) -> str | None:
    try:
        with parsing("", "no date"):
            data = _parser(order).get_date_data(text)
    except Exception:  # dateparser's own, on odd input; it means no date
        return None
    if data.date_obj is None:
        return None
    found: datetime = data.date_obj
    return found.isoformat() if data.period == "time" else found.date().isoformat()


@cache
def _parser(order: str) -> DateDataParser:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RETURN_TIME_AS_PERIOD": True,
        "DATE_ORDER": order,
    }
    return DateDataParser(languages=["en"], settings=settings)
