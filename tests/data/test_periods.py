"""Dates by period: which, how many, and what lies between."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.data.periods import BYS, Count, Gap, counts, fitting, folded, period_of

DATES = st.lists(st.dates().map(date.isoformat), min_size=1, max_size=6)
NEAR = st.lists(st.dates(date(2011, 11, 20), date(2013, 2, 3)).map(date.isoformat), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("by", "label", "first", "last"),
    [
        ("day", "2012-07-09", "2012-07-09", "2012-07-09"),
        ("week", "2012-W28", "2012-07-09", "2012-07-15"),
        ("month", "2012-07", "2012-07-01", "2012-07-31"),
        ("year", "2012", "2012-01-01", "2012-12-31"),
    ],
)
def test_a_period_of_each_kind(by, label, first, last):
    period = period_of("2012-07-09T23:59:00-11:00", by)
    assert (period.label, period.first.isoformat(), period.last.isoformat()) == (label, first, last)


@pytest.mark.parametrize(("day", "label"), [("2012-01-01", "2011-W52"), ("2012-12-31", "2013-W01")])
def test_a_week_belongs_to_the_year_of_its_thursday(day, label):
    assert period_of(day, "week").label == label


@pytest.mark.parametrize("text", [None, "", "2012", "2012-02-30", "yesterday"])
def test_what_is_no_day_has_no_period(text):
    assert period_of(text, "month") is None
    assert counts([text], "day") == []


def test_empty_periods_count_none():
    found = counts(["2012-10-31", "2012-07-09", "2012-07-30"], "month")
    assert [(one.period.label, one.count) for one in found] == [
        ("2012-07", 2), ("2012-08", 0), ("2012-09", 0), ("2012-10", 1),
    ]  # fmt: skip


def test_a_long_empty_run_is_folded():
    first, gap, last = folded(["2008-07-01", "2012-07-09"], "month")
    assert isinstance(gap, Gap)
    assert (gap.first.label, gap.last.label, gap.count) == ("2008-08", "2012-06", 47)
    assert (first.count, last.count) == (1, 1)


def test_a_short_one_is_not():
    assert all(isinstance(one, Count) for one in folded(["2012-07-01", "2012-11-01"], "month"))


@pytest.mark.parametrize(
    ("dates", "by"),
    [
        ([], "day"),
        ([None], "day"),
        (["2012-07-09"], "day"),
        (["2012-07-09", "2012-08-09"], "day"),
        (["2012-07-09", "2012-08-10"], "week"),
        (["2012-07-09", None, "2012-11-01"], "month"),
        (["2012-07-09", "2017-07-09"], "month"),
        (["2012-07-09", "2018-07-09"], "year"),
    ],
)
def test_the_periods_fit_the_time(dates, by):
    assert fitting(dates) == by


@given(DATES)
def test_no_more_than_sixty_two_periods_are_chosen_up_to_five_years(dates):
    by = fitting(dates)
    if by != "year":
        assert len(counts(dates, by)) <= 62


@given(NEAR, st.sampled_from(BYS))
def test_every_day_is_in_one_period_and_every_date_is_counted(dates, by):
    found = counts(dates, by)
    assert sum(one.count for one in found) == len(dates)
    assert found[0].count
    assert found[-1].count
    for before, after in pairwise(found):
        assert before.period.last + timedelta(days=1) == after.period.first
    for text in dates:
        period = period_of(text, by)
        assert period.first <= date.fromisoformat(text) <= period.last


@given(DATES, st.sampled_from(BYS), st.integers(0, 5))
def test_folding_leaves_nothing_out(dates, by, longest):
    parts = folded(dates, by, longest)
    assert sum(one.count for one in parts if isinstance(one, Count)) == len(dates)
    for before, after in pairwise(parts):
        end = before.last if isinstance(before, Gap) else before.period
        begin = after.first if isinstance(after, Gap) else after.period
        assert begin.number == end.number + 1
    assert all(one.count > longest for one in parts if isinstance(one, Gap))


@pytest.mark.parametrize("by", BYS)
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar(by, day):
    period = period_of(day.isoformat(), by)
    assert period.first <= day <= period.last
    assert period.label
