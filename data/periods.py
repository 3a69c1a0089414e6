"""Days counted by period: dates in, one count for each day, week, month or year from the first to the last out.

    dates → counts (every period, those without a date in them included)
          → folded (the same with long empty runs made one)

A date is an ISO 8601 text of which the first ten characters, the day as written, count; None and what is no day of the
calendar are passed over, for they have no period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

By = Literal["day", "week", "month", "year"]
BYS: tuple[By, ...] = get_args(By)

_DAYS_APART: tuple[tuple[int, By], ...] = ((31, "day"), (70, "week"), (5 * 366, "month"))
"""Up to how many days between the first and the last the periods are days, weeks, months: 60 periods at most."""

LONGEST_EMPTY = 3
"""Empty periods in a row that are each worth a line."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One day, week (from Monday, ISO 8601), month or year; ``number`` goes up by one from each to the next."""

    number: int
    by: By

    @property
    def first(self) -> date:
        """Its first day."""
        if self.by == "day":
            return date.fromordinal(self.number)
        if self.by == "week":
            return date.fromordinal(self.number * 7 + 1)
        if self.by == "month":
            return date(self.number // 12, self.number % 12 + 1, 1)
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        try:
            return Period(self.number + 1, self.by).first - timedelta(days=1)
        except (ValueError, OverflowError):  # the last of the calendar
            return date.max

    @property
    def label(self) -> str:
        """As ISO 8601 writes it: 2012-07-09, 2012-W28, 2012-07, 2012."""
        if self.by == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year:04}-W{week:02}"
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.by]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many dates fall into a period."""

    period: Period
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """``count`` empty periods in a row, from ``first`` to ``last``."""

    first: Period
    last: Period

    @property
    def count(self) -> int:
        """How many they are."""
        return self.last.number - self.first.number + 1


def day_of(text: str | None) -> date | None:
    """The day of a date as articles have it, or None where there is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def period_of(text: str | None, by: By) -> Period | None:
    """The period that a date falls into, or None where it has none."""
    day = day_of(text)
    return None if day is None else _period(day, by)


def fitting(dates: Iterable[str | None]) -> By:
    """The periods that suit the time between the first and the last date: days for up to a month, years from five."""
    days = [day for day in map(day_of, {text[:10] for text in dates if text}) if day]
    apart = (max(days) - min(days)).days if days else 0
    return next((by for most, by in _DAYS_APART if apart <= most), "year")


def counts(dates: Iterable[str | None], by: By) -> list[Count]:
    """Every period from that of the first date to that of the last, in order, with how many dates fall into it.

    Between 1 and 9999 there are 3.6 million days: dates that a person has not looked at are better ``folded``.
    """
    return [one for part in _parts(dates, by) for one in ([part] if isinstance(part, Count) else _each(part))]


def folded(dates: Iterable[str | None], by: By, longest: int = LONGEST_EMPTY) -> list[Count | Gap]:
    """The same, but more than ``longest`` empty periods in a row are one gap."""
    found: list[Count | Gap] = []
    for part in _parts(dates, by):
        found += _each(part) if isinstance(part, Gap) and part.count <= longest else [part]
    return found


def _parts(dates: Iterable[str | None], by: By) -> Iterator[Count | Gap]:
    """The periods that are not empty, and what lies between them."""
    numbers = Counter[int]()
    for day, count in Counter(text[:10] for text in dates if text).items():  # many dates are few days
        if period := period_of(day, by):
            numbers[period.number] += count
    before: int | None = None
    for number in sorted(numbers):
        if before is not None and number > before + 1:
            yield Gap(Period(before + 1, by), Period(number - 1, by))
        yield Count(Period(number, by), numbers[number])
        before = number


def _each(gap: Gap) -> list[Count]:
    return [Count(Period(number, gap.first.by), 0) for number in range(gap.first.number, gap.last.number + 1)]


def _period(day: date, by: By) -> Period:
    if by == "day":
        return Period(day.toordinal(), by)
    if by == "week":  # the first day of the calendar was a Monday
        return Period((day.toordinal() - 1) // 7, by)
    return Period(day.year * 12 + day.month - 1 if by == "month" else day.year, by)
