"""Days that have a name and a rule: on which day of a year they fall.

Those of the United States follow 5 U.S.C. 6103(a) and, for Election Day, 2 U.S.C. 7; Easter is the western one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

_Rule = Callable[[int], date | None]


def _fixed(month: int, day: int) -> _Rule:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int, later: int = 0) -> _Rule:
    """The nth such weekday (Monday 0) of a month, the last one for nth 0, and so many days later."""

    def rule(year: int) -> date:
        if nth == 0:
            last = date(year, month + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7 - later)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + later)

    return rule


def _easter(later: int) -> _Rule:
    def rule(year: int) -> date:
        from dateutil.easter import easter

        sunday: date = easter(year)
        return sunday + timedelta(days=later)

    return rule


def _election(year: int) -> date | None:
    """Tuesday after the first Monday of November; of even years, in which Congress is elected."""
    return None if year % 2 else _nth(11, 0, 1, 1)(year)


def _inauguration(year: int) -> date | None:
    """20 January after a presidential election (Twentieth Amendment)."""
    return date(year, 1, 20) if year % 4 == 1 else None


HOLIDAYS: dict[str, _Rule] = {
    "new-years-day": _fixed(1, 1),
    "martin-luther-king-day": _nth(1, 0, 3),
    "inauguration-day": _inauguration,
    "groundhog-day": _fixed(2, 2),
    "valentines-day": _fixed(2, 14),
    "presidents-day": _nth(2, 0, 3),
    "womens-day": _fixed(3, 8),
    "st-patricks-day": _fixed(3, 17),
    "palm-sunday": _easter(-7),
    "good-friday": _easter(-2),
    "easter": _easter(0),
    "easter-sunday": _easter(0),
    "easter-monday": _easter(1),
    "earth-day": _fixed(4, 22),
    "may-day": _fixed(5, 1),
    "mothers-day": _nth(5, 6, 2),
    "memorial-day": _nth(5, 0, 0),
    "juneteenth": _fixed(6, 19),
    "fathers-day": _nth(6, 6, 3),
    "fourth-of-july": _fixed(7, 4),
    "labor-day": _nth(9, 0, 1),
    "columbus-day": _nth(10, 0, 2),
    "halloween": _fixed(10, 31),
    "election-day": _election,
    "veterans-day": _fixed(11, 11),
    "thanksgiving": _nth(11, 3, 4),
    "thanksgiving-day": _nth(11, 3, 4),
    "black-friday": _nth(11, 3, 4, 1),
    "christmas-eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "christmas-day": _fixed(12, 25),
    "boxing-day": _fixed(12, 26),
    "new-years-eve": _fixed(12, 31),
}
"""By name, in the order of the year; a rule gives None for a year without that day."""
