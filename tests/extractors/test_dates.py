"""Dates and periods in sentences: where they stand, what they mean, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.claims.dates import dates_in, dates_of
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import parsed


@pytest.fixture(scope="module")
def found(model):
    """The dates of a text, as parsed sentences have them: words and values."""

    def pairs(text):
        return [
            (when.text, when.value) for sentence in parsed(lay_out(text), model) for when in dates_in(sentence, text)
        ]

    return pairs


def plain(text):
    return [(when.text, when.value) for when in dates_of(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mill opened on 2012-10-31.", "2012-10-31", "2012-10-31"),
        ("It opened on 31/10/2012.", "31/10/2012", "2012-10-31"),
        ("It opened on 10/31/2012.", "10/31/2012", "2012-10-31"),
        ("It opened on Oct. 31, 2012, in rain.", "Oct. 31, 2012", "2012-10-31"),
        ("It opened on Wednesday, October 31, 2012.", "Wednesday, October 31, 2012", "2012-10-31"),
        ("It opened on 31 October 2012.", "31 October 2012", "2012-10-31"),
        ("It opened on the 31st of October, 2012.", "the 31st of October, 2012", "2012-10-31"),
        ("It opened in October 2012.", "October 2012", "2012-10"),
        ("It opened in Sept. of last year.", "Sept. of last year", "year-1-09"),
        ("It opened in 2012.", "2012", "2012"),
        ("the year 2000", "the year 2000", "2000"),
        ("the 2012 election", "2012", "2012"),
        ("a vote in ’08", "’08", "2008"),
        ("the 9/11 attacks", "9/11", "2001-09-11"),
        ("the Sept. 11 attacks", "Sept. 11", "2001-09-11"),
        ("the 1990s", "the 1990s", "199X"),
        ("the early 1990s", "the early 1990s", "199X.early"),
        ("the late '80s", "the late '80s", "198X.late"),
        ("the mid-nineties were dull", "the mid-nineties", "199X.mid"),
        ("a 19th-century mill", "19th-century", "18XX"),
        ("the late nineteenth century", "the late nineteenth century", "18XX.late"),
        ("the summer of 2010", "the summer of 2010", "2010-SU"),
        ("spring 2012", "spring 2012", "2012-SP"),
        ("the third quarter of 2012", "the third quarter of 2012", "2012-Q3"),
        ("Q3 2012", "Q3 2012", "2012-Q3"),
        ("the first half of last year", "the first half of last year", "year-1.h1"),
        ("Christmas 2012", "Christmas 2012", "2012-christmas"),
        ("mid-2012", "mid-2012", "2012.mid"),
        ("at the end of 2012", "the end of 2012", "2012.end"),
    ],
)
def test_dates_that_name_their_year(text, words, value):
    assert plain(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met today.", "today", "day+0"),
        ("“Yesterday, they met.”", "Yesterday", "day-1"),
        ("They met last night.", "last night", "day-1"),
        ("They met the day before yesterday.", "the day before yesterday", "day-1-P1D"),
        ("They met yesterday morning.", "yesterday morning", "day-1"),
        ("They met last week.", "last week", "week-1"),
        ("They met earlier this month.", "earlier this month", "month+0/day+0"),
        ("They met late last month.", "late last month", "month-1.late"),
        ("They met last year.", "last year", "year-1"),
        ("They meet later this year.", "later this year", "day+0/year+0"),
        ("They met this spring.", "this spring", "year+0-SP"),
        ("They met last winter.", "last winter", "XXXX-WI<<"),
        ("They met the past weekend.", "the past weekend", "XXXX-WXX-WE<"),
        ("They met last June.", "last June", "XXXX-06<<"),
        ("They met three years ago.", "three years ago", "year-3"),
        ("They met a year and a half ago.", "a year and a half ago", "month-18"),
        ("They met a couple of weeks ago.", "a couple of weeks ago", "week-2"),
        ("They met half a century ago.", "half a century ago", "year-50"),
        ("They meet two weeks from now.", "two weeks from now", "week+2"),
        ("They met last Tuesday.", "last Tuesday", "XXXX-WXX-2<<"),
        ("They met Tuesday of last week.", "Tuesday of last week", "week-1-2"),
        ("They met on the 15th of this month.", "the 15th of this month", "month+0-15"),
    ],
)
def test_dates_counted_from_the_day_of_publication(text, words, value):
    assert plain(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It has grown since 2008.", "since 2008", "2008/.."),
        ("It has grown since June.", "since June", "XXXX-06</.."),
        ("It was sold by 2015.", "by 2015", "../2015"),
        ("It was sold before 2015.", "before 2015", "before:2015"),
        ("It was sold after last week.", "after last week", "after:week-1"),
        ("It stood until the end of the year.", "until the end of the year", "../year+0.end"),
        ("It stood between 2008 and 2012.", "between 2008 and 2012", "2008/2012"),
        ("It stood from 1990 to 2012.", "from 1990 to 2012", "1990/2012"),
        ("It stood 1990–2012.", "1990–2012", "1990/2012"),
        ("the 2012-13 season", "2012-13", "2012/2013"),
        ("the crash of 2008-9", "2008-9", "2008/2009"),
        ("It fell over the last two or three weeks.", "the last two or three weeks", "P3W/day+0"),
        ("It will be sold through fiscal year 2025.", "through fiscal year 2025", "../2025"),
        ("It stood from March to May.", "from March to May", "XXXX-03<~/XXXX-05"),
        ("It stood from March to May 2012.", "from March to May 2012", "XXXX-03/2012-05"),
        ("It stood Sept. 20-22.", "Sept. 20-22", "XXXX-09-20<~/XXXX-09-22"),
        ("It was shut Monday through Friday.", "Monday through Friday", "XXXX-WXX-1</XXXX-WXX-5"),
        ("It fell in the past five years.", "the past five years", "P5Y/day+0"),
        ("It fell over the last decade and a half.", "the last decade and a half", "P15Y/day+0"),
        ("It fell in the past few days.", "the past few days", "../day+0"),
        ("It will fall in the coming weeks.", "the coming weeks", "day+0/.."),
        ("It fell this past week.", "this past week", "P1W/day+0"),
        ("It will fall over the next decade.", "the next decade", "day+0/P10Y"),
        ("It will fall in the next two weeks.", "the next two weeks", "day+0/P2W"),
        ("It will close between now and June 7.", "between now and June 7", "day+0/XXXX-06-07"),
    ],
)
def test_periods(text, words, value):
    assert plain(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In 2011 he left; the following year he came back.", "the following year", "2011+P1Y"),
        ("It burnt down on May 3, 2012, and two days later they built anew.", "two days later", "2012-05-03+P2D"),
        ("He left in 2011, a year earlier than she.", None, None),
        ("The fire was in 1968 and the flood that November.", "that November", "1968-11"),
        ("In 2008, they began in mid-September.", "mid-September", "2008-09.mid"),
        ("They stay through May 3, 2012, and leave that evening.", "that evening", "2012-05-03+P0D"),
        ("They met the day after Christmas 2012.", "the day after Christmas 2012", "2012-christmas+P1D"),
        ("In 2008 they waited two days later.", "two days later", ""),
        ("A year earlier, he left.", "A year earlier", ""),
    ],
)
def test_dates_counted_from_another(text, words, value):
    last = plain(text)[-1]
    assert last == ((words, value) if words else ("2011", "2011"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke on Tuesday.", "XXXX-WXX-2<"),
        ("He will speak on Tuesday.", "XXXX-WXX-2>"),
        ("He is expected to speak on Tuesday.", "XXXX-WXX-2>"),
        ("He speaks on Tuesday.", "XXXX-WXX-2>"),
        ("He said Tuesday he would resign.", "XXXX-WXX-2<"),
        ("She told reporters on Sunday she would stay.", "XXXX-WXX-7<"),
        ("A poll released on Monday finds that few agree.", "XXXX-WXX-1<"),
        ("The miners lost their case in June.", "XXXX-06<~"),
        ("The miners could lose their case in June.", "XXXX-06>~"),
        ("The union has been on strike since June.", "XXXX-06</.."),
        ("Both sides grew louder ahead of Thursday's vote.", "XXXX-WXX-4>"),
        ("Friday's ruling could cost the town millions.", "XXXX-WXX-5<"),
        ("After beating Keller in Tuesday's vote, Brown is the favourite.", "XXXX-WXX-2<"),
        ("The museum was closed over the weekend.", "XXXX-WXX-WE<"),
        ("The museum will be closed over the weekend.", "XXXX-WXX-WE>"),
    ],
)
def test_the_verb_tells_before_from_after(found, text, value):
    assert [value for _, value in found(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The plant will have to close in 18 years.", "year+18"),
        ("The plant is the first to close in 18 years.", None),
        ("The plant had not closed in 18 years.", None),
    ],
)
def test_in_some_years_is_a_date_only_ahead(found, text, value):
    assert [value for _, value in found(text)] == ([value] if value else [])


@pytest.mark.parametrize(
    "text",
    [
        "He worked there for three years.",
        "It may rain, and you may march.",
        "Theresa May told the house so.",
        "They joined the Women's March.",
        "He wrote in the Sunday Times.",
        "She told Fox News Sunday so.",
        "It was in USA Today.",
        "A man in his 60s and a woman of 72 left.",
        "Some 2000 people and 1500 soldiers came.",
        "It cost $2012 and weighs 2012 pounds.",
        "Boeing sold 747s and 2,012 seats.",
        "The medals of London 2012 are sold.",
        "The 7th Fleet and the Fifth Amendment stay.",
        "They sang under the Christmas tree.",
        "The debates were on Saturday nights.",
        "These are the policies of yesterday.",
        "We hope for a brighter tomorrow.",
        "He anchors the show “Today” there.",
        "Prices fall and leaves fall.",
        "That may be so.",
        "It happened years ago, a few weeks ago, recently.",
        "Flight 1549 and room 2012-B were full.",
        "",
    ],
)
def test_what_only_looks_like_a_date(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Since Monday's debate, he has led.", "Monday"),
        ("Before a 2014 hearing he wrote a letter.", "2014"),
        ("Since June, he has led.", "Since June"),
    ],
)
def test_since_belongs_to_a_date_only_right_before_it(found, text, words):
    assert [words for words, _ in found(text)] == [words]


def test_without_a_parse_a_sentence_is_read_as_plain_text():
    text = "Nothing here. He left on Tuesday."
    sentence = lay_out(text).sentences[1]
    (when,) = dates_in(sentence, text)
    assert text[when.start : when.end] == when.text == "Tuesday"


PIECES = st.sampled_from([
    "since", "by", "between", "and", "to", "from", "the", "early", "late", "end", "of", "first", "half", "2008",
    "'08", "1990s", "May", "June", "31", "31st", "Oct.", "Tuesday", "night", "last", "next", "this", "past", "two",
    "few", "years", "weeks", "ago", "later", "earlier", "day", "year", "9/11", "2012-10-31", "summer", "Christmas",
    "now", "in", ",", ".", "-", "–", "'s\n",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)))
def test_dates_are_verbatim_in_order_and_apart(text):
    at = 0
    for when in dates_of(text):
        assert at <= when.start < when.end
        assert text[when.start : when.end] == when.text
        assert "?" not in when.value
        at = when.end


@pytest.mark.parametrize(
    "piece",
    [
        "the ",
        "last ",
        "between 2008 and ",
        "2012-",
        "'",
        "1 ",
        "half a ",
        "two days later ",
        "May ",
        "in 2012, ",
        "\n",
        "Tuesday's ",
    ],
)
def test_time_grows_with_length_only(piece):
    def seconds(length):
        text = (piece * length)[:length] + " year"
        took = []
        for _ in range(3):  # the least: a collection of garbage may fall into one
            begun = time.process_time()
            dates_of(text)
            took.append(time.process_time() - begun)
        return min(took)

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.01)
