"""What is no quantity, quantities in any text, and how right they are where a reader marked them all."""

import json
import time
from itertools import chain
from pathlib import Path

import floors
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.data.records import QUANTITY_KINDS
from spquotes.extractors.claims.quantities import gold, quantities_of

MARKS = Path(__file__).parent.parent / "gold" / "quantities.json"


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2008.",
        "It ran from 1985 to 1991.",
        "Between 2002 and 2010, nothing changed.",
        "They met on Oct. 31 at noon.",
        "They met on July 18-21 in town.",
        "They met on the 4th of July.",
        "They met at 3 p.m. and left at 9:30.",
        "It was built in the 1990s, in the 19th century.",
        "That was three years ago.",
        "Call 555-1234 or 212-555-1234.",
        "One would think so.",
        "No one came, and one of them said so.",
        "The first lady spoke.",
        "First, he spoke; at first, nobody listened.",
        "When he first came, it rained.",
        "Wait a second.",
        "The Fifth Amendment and the 11th Circuit matter.",
        "A Boeing 747 landed.",
        "Article 5 and Chapter 9 apply.",
        "COVID-19 spread after 9/11.",
        "The G20 met on Route 66.",
        "The Gang of Eight met the Big Three.",
        "Write to @reader516 or see EB-5.",
        "The second half was better.",
        "He second-guessed her first-hand account.",
        "It is a two-way street.",
        "They doubled down.",
        "Account 12345678901234567890 is closed.",
        "They met at three o'clock and at 115 Spring St. in town.",
        "He has a 401(k) and calls 911.",
        "The S&P 500 and the Nikkei 225 fell.",
        "The Federal mine No. 2 is closed.",
        "In the first place, in the run-up to the 2014 elections, he lost.",
    ],
)
def test_no_quantities(text):
    assert quantities_of(text) == []


FIGURES = st.lists(
    st.sampled_from([
        "one", "two", "half", "a", "million", "dozen", "of", "the", "5", "1,200", "2.5", "$", "£", "%", "percent", "-",
        "to", "and", "between", "from", "in", "2008", "times", "years", "old", ",", ".", "(", ")", "th", "first",
        "more", "than", "people", "Rs", "crore", "'", '"', "/", ":", "May", "No", "top", "quarter", "twice", "ago",
    ]),
    max_size=30,
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), FIGURES.map(" ".join), FIGURES.map("".join)))
def test_quantities_stand_in_any_text_as_they_are_written(text):
    for one in quantities_of(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.kind in QUANTITY_KINDS
        assert one.high is None or one.high > one.value


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "1-", "1 to ", "one hundred ", "a ", "$", "half ", "1/", "ten-", "5 percent to ", "5 of "],
)
def test_time_grows_with_length_alone(unit):
    def seconds(size):
        text = unit * (size // len(unit)) + " 5 percent"
        begun = time.process_time()
        quantities_of(text)
        return time.process_time() - begun

    seconds(2_000)
    short, long = (min(seconds(size) for _ in range(3)) for size in (4_000, 40_000))  # others may be at work
    assert long < 40 * max(short, 0.002)


def test_the_marks_hold_no_text():
    for article in json.loads(MARKS.read_text(encoding="utf-8"))["articles"].values():
        assert set(article) <= set(gold.PARTS)
        for start, end, marks in chain.from_iterable(article.values()):
            assert 0 <= start < end
            for first, last, kind, value, unit, *high in marks:
                assert start <= first < last <= end
                assert kind in QUANTITY_KINDS
                assert all(isinstance(number, float) for number in (value, *high))
                assert unit is None or isinstance(unit, list) == (kind == "count" and unit != "time")


@pytest.fixture(scope="module")
def marked(bench):
    return gold.read_marked(MARKS, sorted((bench / "quotes").glob("polnear_*.jsonl")))


@pytest.mark.parametrize("part", gold.PARTS)
def test_marked_quantities_are_found_with_value_and_unit(marked, part):
    shares = gold.measure(one for one in marked if one.part == part).shares()
    measured = {name: 100 * shares[name] for name in ("precision", "recall", "right")}
    for line in floors.move(f"quantities_{part}", measured):
        print(line)
    assert floors.missed(measured, floors.of(f"quantities_{part}")) == []
