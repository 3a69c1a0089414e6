"""Counts as rows of ``spq counts``: named, filled up, sorted and cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from .periods import By, counts
from .store.grouping import WEEKDAYS, Dimension, Group

Row = dict[str, Any]

CountSort = Literal["count", "docs", "name", "first"]
COUNT_SORTS: tuple[CountSort, ...] = get_args(CountSort)

PERIODS: tuple[Dimension, ...] = ("year", "month", "week", "day", "weekday")

NOT_SAID: dict[Dimension, str] = {
    "speaker": "(unknown)",
    "kind": "(unknown)",
    "class": "(no cue)",
    "type": "(no type)",
    "addressee": "(nobody named)",
    "outlet": "(no outlet)",
    "article": "(no article)",
    **dict.fromkeys(PERIODS, "(undated)"),
}
"""What a row is called whose statements do not have what is counted by."""


def filled(groups: Sequence[Group], by: Sequence[Dimension]) -> list[Group]:
    """The groups, and with a single dimension of time those without statements between the first and the last."""
    if len(by) != 1 or by[0] not in PERIODS:
        return list(groups)
    there = {group.values[0] for group in groups}
    values = sorted(value for value in there if value is not None)
    missing = (value for value in between(by[0], values[0], values[-1]) if value not in there) if values else ()
    return [*groups, *(Group((value,), (value,), 0) for value in missing)]


def between(by: Dimension, first: str, last: str) -> Iterator[str]:
    """All periods from the first to the last, both included; of the days of the week always all seven."""
    if by == "weekday":
        yield from WEEKDAYS
        return
    period, rest = _FIRST_DAY[by]
    for one in counts((first + rest, last + rest), period):
        yield one.period.label


_FIRST_DAY: dict[Dimension, tuple[By, str]] = {
    "year": ("year", "-01-01"), "month": ("month", "-01"), "week": ("week", "-1"), "day": ("day", ""),
}  # fmt: skip
"""What a value is a period of, and what makes it the ISO date of that period's first day."""


def arranged(groups: Iterable[Group], by: Sequence[Dimension], sort: CountSort | None = None) -> list[Group]:
    """The groups in the order asked for; by default periods come as time goes, everything else by its count.

    With two dimensions what is alike in the first stays together.
    """
    named = [replace(one, names=tuple(map(_named, by, one.names))) for one in groups]
    if len(by) == 1:
        return sorted(named, key=lambda one: _order(one, 0, by[0], sort))
    whole: dict[str | None, Group] = {}
    for one in named:
        former = whole.get(one.values[0])
        whole[one.values[0]] = one if former is None else _together(former, one)
    return sorted(named, key=lambda one: (_order(whole[one.values[0]], 0, by[0], sort), _order(one, 1, by[1], None)))


def _order(one: Group, place: int, by: Dimension, sort: CountSort | None) -> tuple[Any, ...]:
    value, name = one.values[place], one.names[place] or ""
    by_name = (value is None, name.casefold(), value or "")
    order = sort or ("name" if by in PERIODS else "count")
    if order == "name":
        return by_name
    if order == "first":
        return one.first is None, one.first or "", *by_name
    first, second = (one.docs, one.count) if order == "docs" else (one.count, one.docs)
    return -first, -second, *by_name


def _together(one: Group, other: Group) -> Group:
    days = [day for day in (one.first, other.first) if day]
    return replace(
        one, count=one.count + other.count, docs=one.docs + other.docs, first=min(days, default=None)
    )  # its articles may be counted twice: good enough for an order


def _named(by: Dimension, name: str | None) -> str:
    return NOT_SAID[by] if name is None else name


def row_of(group: Group, by: Sequence[Dimension], total: int, *, copies: bool) -> Row:
    """One row of ``spq counts``, keys in the order of ``data.schemacounts``; ``total`` is what shares are of."""
    second = by[1] if len(by) > 1 else None
    row = {
        "by": by[0],
        "value": group.values[0],
        "name": group.names[0],
        "by2": second,
        "value2": group.values[1] if second else None,
        "name2": group.names[1] if second else None,
        "count": group.count,
        "docs": group.docs,
        "share": round(group.count / total, 6) if total else 0.0,
        "first": group.first,
        "last": group.last,
    }
    return row | {"copies": group.copies} if copies else row
