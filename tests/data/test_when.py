"""What a date's value means for an article of a given day: Wednesday 14 September 2016, unless another is named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.data.holidays import HOLIDAYS
from spquotes.data.when import days

PUBLISHED = "2016-09-14"


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2012-10-31", "2012-10-31", "2012-10-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012", "2012-01-01", "2012-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2012-SP", "2012-03-01", "2012-05-31"),
        ("2012-SU", "2012-06-01", "2012-08-31"),
        ("2012-FA", "2012-09-01", "2012-11-30"),
        ("2011-WI", "2011-12-01", "2012-02-29"),
        ("2012-Q3", "2012-07-01", "2012-09-30"),
        ("2016-labor-day", "2016-09-05", "2016-09-05"),
        ("2016-memorial-day", "2016-05-30", "2016-05-30"),
        ("2016-thanksgiving", "2016-11-24", "2016-11-24"),
        ("2016-black-friday", "2016-11-25", "2016-11-25"),
        ("2016-good-friday", "2016-03-25", "2016-03-25"),
        ("2016-election-day", "2016-11-08", "2016-11-08"),
        ("2017-inauguration-day", "2017-01-20", "2017-01-20"),
        ("2016-st-patricks-day", "2016-03-17", "2016-03-17"),
    ],
)
def test_what_names_its_year_needs_no_day_of_publication(value, first, last):
    assert days(value, None) == days(value, PUBLISHED) == (first, last)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("XXXX-10-31<", "2015-10-31", "2015-10-31"),
        ("XXXX-10-31>", "2016-10-31", "2016-10-31"),
        ("XXXX-06<", "2016-06-01", "2016-06-30"),
        ("XXXX-09<", "2016-09-01", "2016-09-30"),  # the month in course is past and ahead
        ("XXXX-09>", "2016-09-01", "2016-09-30"),
        ("XXXX-09<<", "2015-09-01", "2015-09-30"),
        ("XXXX-09>>", "2017-09-01", "2017-09-30"),
        ("XXXX-WXX-3<", "2016-09-14", "2016-09-14"),  # on Wednesday, in the paper of Wednesday
        ("XXXX-WXX-3<<", "2016-09-07", "2016-09-07"),
        ("XXXX-WXX-3>>", "2016-09-21", "2016-09-21"),
        ("XXXX-WXX-2>", "2016-09-20", "2016-09-20"),
        ("XXXX-WXX-WE<", "2016-09-10", "2016-09-11"),
        ("XXXX-WXX-WE>", "2016-09-17", "2016-09-18"),
        ("XXXX-XX-31<", "2016-08-31", "2016-08-31"),
        ("XXXX-XX-31>", "2016-10-31", "2016-10-31"),  # September has none
        ("XXXX-SU<<", "2016-06-01", "2016-08-31"),
        ("XXXX-labor-day<", "2016-09-05", "2016-09-05"),
        ("XXXX-election-day>", "2016-11-08", "2016-11-08"),
        ("XXXX-inauguration-day<", "2013-01-20", "2013-01-20"),
        ("XXXX-02-29<", "2016-02-29", "2016-02-29"),
        ("XXXX-10", "2016-10-01", "2016-10-31"),  # the nearest
        ("XXXX-07", "2016-07-01", "2016-07-31"),
    ],
)
def test_what_leaves_its_year_or_week_open(value, first, last):
    assert days(value, PUBLISHED) == (first, last)


@pytest.mark.parametrize(
    ("value", "published", "first"),
    [
        ("XXXX-11<~", "2016-09-14", "2016-11-01"),  # ten months back, in another year: it would be named
        ("XXXX-11<~", "2016-06-14", "2015-11-01"),
        ("XXXX-01<~", "2016-12-14", "2016-01-01"),  # the same year, however far
        ("XXXX-02>~", "2016-03-14", "2016-02-01"),
        ("XXXX-02>~", "2016-11-14", "2017-02-01"),
        ("XXXX-11<", "2016-09-14", "2015-11-01"),
    ],
)
def test_a_tense_does_not_reach_over_nine_months_into_another_year(value, published, first):
    assert days(value, published)[0] == first


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("day+0", "2016-09-14", "2016-09-14"),
        ("day-1", "2016-09-13", "2016-09-13"),
        ("week+0", "2016-09-12", "2016-09-18"),
        ("week-1-2", "2016-09-06", "2016-09-06"),
        ("weekend-1", "2016-09-10", "2016-09-11"),
        ("month-1", "2016-08-01", "2016-08-31"),
        ("month-9", "2015-12-01", "2015-12-31"),
        ("month+1-15", "2016-10-15", "2016-10-15"),
        ("quarter-1", "2016-04-01", "2016-06-30"),
        ("year-1", "2015-01-01", "2015-12-31"),
        ("year+0-06", "2016-06-01", "2016-06-30"),
        ("year-1-SU", "2015-06-01", "2015-08-31"),
        ("decade-1", "2000-01-01", "2009-12-31"),
        ("century+0", "2000-01-01", "2099-12-31"),
    ],
)
def test_what_is_counted_from_the_day_of_publication(value, first, last):
    assert days(value, PUBLISHED) == (first, last)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("199X.early", "1990-01-01", "1993-12-31"),
        ("199X.mid", "1994-01-01", "1996-12-31"),
        ("199X.late", "1997-01-01", "1999-12-31"),
        ("19XX.h1", "1900-01-01", "1949-12-31"),
        ("2012.early", "2012-01-01", "2012-04-30"),
        ("2012.late", "2012-09-01", "2012-12-31"),
        ("2012.end", "2012-12-01", "2012-12-31"),
        ("2012-SP.mid", "2012-04-01", "2012-04-30"),
        ("month-1.late", "2016-08-21", "2016-08-31"),
        ("2016-02.h2", "2016-02-15", "2016-02-29"),
        ("2016-08.start", "2016-08-01", "2016-08-07"),
        ("week+0.early", "2016-09-12", "2016-09-13"),
        ("2012-10-31.late", "2012-10-31", "2012-10-31"),
    ],
)
def test_parts_of_a_period(value, first, last):
    assert days(value, PUBLISHED) == (first, last)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2012/2015", "2012-01-01", "2015-12-31"),
        ("2008/..", "2008-01-01", None),
        ("../2015", None, "2015-12-31"),
        ("before:2009", None, "2008-12-31"),
        ("after:week+0", "2016-09-19", None),
        ("P5Y/day+0", "2011-09-14", "2016-09-14"),
        ("day+0/P2W", "2016-09-14", "2016-09-28"),
        ("1995/P18Y", "1995-01-01", "2013-12-31"),
        ("month+0/day+0", "2016-09-01", "2016-09-14"),
        ("XXXX-03</XXXX-05", "2016-03-01", "2016-05-31"),
        ("XXXX-11/XXXX-02", "2016-11-01", "2017-02-28"),
        ("XXXX-03/2012-05", "2012-03-01", "2012-05-31"),
        ("2012+P2Y", "2014-01-01", "2014-12-31"),
        ("2012-12-31+P1D", "2013-01-01", "2013-01-01"),
        ("XXXX-WXX-2<-P1W", "2016-09-05", "2016-09-11"),
        ("2016-03-31+P1M", "2016-04-01", "2016-04-30"),
    ],
)
def test_intervals_and_what_is_counted_from_another_date(value, first, last):
    assert days(value, PUBLISHED) == (first, last)


@pytest.mark.parametrize("value", ["", "2012-02-30", "2012-13", "0000", "00XX", "2012/2010", "soon", "2012<", "XXXX"])
def test_what_is_no_day(value):
    assert days(value, PUBLISHED) == (None, None)


@pytest.mark.parametrize("published", [None, "", "someday", "2016-02-30"])
def test_without_a_day_of_publication_nothing_is_counted_from_it(published):
    assert days("day-1", published) == (None, None)
    assert days("2008/day+0", published) == ("2008-01-01", None)


@pytest.mark.parametrize("published", ["2016-09-14T23:30:00-05:00", "2016-09-14T00:10:00+09:00", "2016-09-14T10:00Z"])
def test_the_day_of_publication_is_the_one_where_it_appeared(published):
    assert days("day+0", published) == ("2016-09-14", "2016-09-14")


@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_holiday_comes_within_four_years(name):
    first, last = days(f"XXXX-{name}>", PUBLISHED)
    assert first == last
    assert PUBLISHED <= first < "2020-09-14"


POINT = st.from_regex(
    r"\A([0-9X]{4}|(day|week|month|year|decade|century)[+-][0-9]{1,4})(-(0[1-9]|1[0-3]|SP|WI|Q[1-5]|WXX-[0-9]|XX-[0-9]{2}))?"
    r"(<|>|<<|>>|<~)?(\.(early|late|h1|end))?([+-]P[0-9]{1,4}[YMWD])?\Z"
)
LENGTH = st.builds("P{}Y".format, st.integers(0, 9999))
VALUE = st.one_of(st.text(max_size=20), POINT, st.builds("{}/{}".format, st.one_of(POINT, LENGTH), POINT))


@given(VALUE, st.one_of(st.none(), st.text(max_size=12), st.dates().map(date.isoformat)))
def test_any_value_has_days_in_order_or_none(value, published):
    first, last = days(value, published)
    for day in (first, last):
        assert day is None or date.fromisoformat(day)
    assert first is None or last is None or first <= last
