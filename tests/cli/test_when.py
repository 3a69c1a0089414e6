from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from spquotes.cli.when import day
from spquotes.data.errors import UsageError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012-07-09", "2012-07-09", "2012-07-09"),
        (" 2012-07-09 ", "2012-07-09", "2012-07-09"),
        ("2012-07", "2012-07-01", "2012-07-31"),
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("july 2012", "2012-07-01", "2012-07-31"),
        ("9 July 2012", "2012-07-09", "2012-07-09"),
        ("July 9, 2012", "2012-07-09", "2012-07-09"),
        ("2012-07-09T10:00:00", "2012-07-09", "2012-07-09"),
    ],
)
def test_understands_dates(text, first, last):
    assert day(text, "--since", "first") == first
    assert day(text, "--until", "last") == last


def test_nothing_asked_is_no_date():
    assert day(None, "--since", "first") is None


def test_understands_days_seen_from_today():
    days = {(datetime.now(UTC) - timedelta(days=days)).date().isoformat() for days in (0, 1, 2)}  # any time zone
    assert day("yesterday", "--since", "first") in days


@pytest.mark.parametrize("text", ["2012-13", "2012-02-30", "0000-01-01"])
def test_names_the_option_of_an_impossible_day(text):
    with pytest.raises(UsageError, match=rf"--until {text}: there is no such day"):
        day(text, "--until", "last")


@pytest.mark.parametrize("text", ["", "soft power", "???"])
def test_says_how_to_write_a_date(text):
    with pytest.raises(UsageError, match="write it as 2012-07-09"):
        day(text, "--since", "first")
