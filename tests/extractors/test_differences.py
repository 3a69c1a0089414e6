"""Words of two wordings side by side."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.differences import differences, shared, words_of


def told(first, second):
    found = differences(words_of(first), words_of(second))
    return [(one.op, first[slice(*one.first)], second[slice(*one.second)]) for one in found]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The mill stays", "the mill, stays!", [("same", "The mill stays", "the mill, stays")]),
        ("Don’t sell", "don't sell", [("same", "Don’t sell", "don't sell")]),
        ("The old mill", "The new mill",
         [("same", "The", "The"), ("changed", "old", "new"), ("same", "mill", "mill")]),
        ("The very old mill", "The old mill",
         [("same", "The", "The"), ("left out", "very", ""), ("same", "old mill", "old mill")]),
        ("The mill", "The mill stays", [("same", "The mill", "The mill"), ("added", "", "stays")]),
        ("", "Rain", [("added", "", "Rain")]),
        ("Rain", "", [("left out", "Rain", "")]),
        ("costs $60", "costs 60", [("same", "costs", "costs"), ("changed", "$60", "60")]),
        ("rose 5%", "rose 5 percent", [("same", "rose", "rose"), ("changed", "5%", "5 percent")]),
    ],
)  # fmt: skip
def test_differences_are_told_word_by_word(first, second, expected):
    assert told(first, second) == expected


def test_words_of_a_part_have_places_in_the_whole():
    text = "a b c d"
    assert [(one.start, one.end) for one in words_of(text, 2, 5)] == [(2, 3), (4, 5)]


@pytest.mark.parametrize(
    ("first", "second", "share"), [("a b c d", "a c", 0.5), ("a b", "a x b", 1.0), ("", "a", 0.0), ("a b", "x", 0.0)]
)
def test_the_share_of_the_first_that_the_second_has(first, second, share):
    one, other = words_of(first), words_of(second)
    assert shared(differences(one, other), one) == share


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "old", "mill", "–", "“"]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_every_word_of_both_is_in_one_run_and_in_order(first, second):
    found = differences(words_of(first), words_of(second))
    for side, text in (("first", first), ("second", second)):
        places = [getattr(one, side) for one in found]
        inside = [word for start, end in places for word in words_of(text, start, end)]
        assert [(word.start, word.end) for word in inside] == [(word.start, word.end) for word in words_of(text)]
    for before, after in pairwise(found):
        assert (before.op == "same") != (after.op == "same")
