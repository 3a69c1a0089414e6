"""How right the comparisons are, on sentences in which a reader marked them all."""

import json
from pathlib import Path

import floors
import pytest
from spquotes.data.records import DEGREES
from spquotes.extractors.claims.comparisons import comparisons_in
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import parsed_each

MARKS = Path(__file__).parent.parent / "gold" / "comparisons.json"


def test_the_marks_hold_no_text():
    for sentences in json.loads(MARKS.read_text(encoding="utf-8"))["articles"].values():
        for start, end, marks in sentences:
            for first, last, degree, *other in marks:
                assert start <= first < last <= end
                assert degree in DEGREES
                assert not other or start <= other[0] < other[1] <= end


@pytest.fixture(scope="module")
def read_twice(bench, model):
    """Of each marked sentence what the reader marked and what is found."""
    marked = json.loads(MARKS.read_text(encoding="utf-8"))["articles"]
    with (bench / "quotes" / "polnear_train.jsonl").open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in marked]
    pages = [lay_out(row["text"]) for row in rows]
    both = []
    for row, page, sentences in zip(rows, pages, parsed_each(pages, model), strict=True):
        found = [one for each in sentences if each.doc is not None for one in comparisons_in(each, page.text)]
        for start, end, marks in marked[row["id"]]:
            inside = [
                (one.start, one.end, one.degree, *((one.than.start, one.than.end) if one.than else ()))
                for one in found
                if start <= one.start < end
            ]
            both.append((list(map(tuple, marks)), inside))
    return both


def test_marked_comparisons_are_found(read_twice):
    def share(of, among, key):
        """Percent of the one reading's that stand in the other's too, by their ``key``."""
        right = sum(key(one) in set(map(key, pair[among])) for pair in read_twice for one in pair[of])
        return 100 * right / sum(len(pair[of]) for pair in read_twice)

    measured = {
        "precision": share(1, 0, lambda one: one[1:3]),
        "recall": share(0, 1, lambda one: one[1:3]),
        "whole": share(0, 1, lambda one: one),
    }
    for line in floors.move("comparisons", measured):
        print(line)
    assert floors.missed(measured, floors.of("comparisons")) == []
