"""Dates in sentences of news articles, against what a reader marked; the marks are offsets and days only."""

import json

import dategold
import floors
import pytest


@pytest.fixture(scope="module")
def sentences(bench, model):
    return {part: list(dategold.read_marked(part, bench, model)) for part in ("dev", "train")}


def measured(sentences):
    return {
        f"{part}_{name}": value for part, read in sentences.items() for name, value in dategold.figures(read).items()
    }


def test_dates_are_found_and_resolved_as_often_as_before(sentences):
    values = measured(sentences)
    moved = floors.move("dates", values)
    assert not floors.missed(values, floors.of("dates")), moved


def test_at_least_a_hundred_dates_are_marked_of_which_nine_in_ten_are_resolved(sentences):
    figures = dategold.figures(sentences["dev"])
    assert figures["marked"] >= 100
    assert figures["right"] >= 92


def test_the_marks_hold_no_text():
    for one in json.loads(dategold.MARKS.read_text(encoding="utf-8"))["articles"].values():
        assert set(one) == {"part", "published", "sentences"}
        for start, end, marks in one["sentences"]:
            assert 0 <= start < end
            for first, last, *days in marks:
                assert start <= first < last <= end
                assert all(day is None or len(day) == len("2012-10-31") for day in days)
                assert len(days) == 2
