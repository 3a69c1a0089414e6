"""The measures of names: small cases worked by hand, and what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.evaluatenames import beside
from spquotes.extractors.namescoring import Cases, auc, bcubed, best_threshold, pair_measures, recall_at

SCORED = [(0.9, True), (0.8, False), (0.8, True), (0.1, False)]


def test_auc_counts_equal_scores_half() -> None:
    assert auc(SCORED) == 3.5 / 4


def test_auc_needs_both() -> None:
    assert auc([(0.5, True)]) is None


def test_the_best_threshold_takes_equal_scores_together() -> None:
    assert best_threshold(SCORED) == 0.8


def test_recall_at_a_precision() -> None:
    assert recall_at(SCORED, 0.95) == 0.5
    assert recall_at(SCORED, 0.6) == 1.0


def test_no_pairs_have_measures() -> None:
    assert pair_measures([])["f1"] == 0


def test_bcubed_by_hand() -> None:
    assert bcubed(3, [[0, 1], [2]], [[0, 1, 2]]) == (pytest.approx(2 / 3 + 2 / 3 + 1 / 3), 3, False)


def test_a_mention_in_no_cluster_is_one_of_its_own() -> None:
    assert bcubed(3, [[0, 1]], [[1, 0], [2]]) == (3, 3, True)


def test_ambiguous_mentions_are_alone_or_not() -> None:
    cases = Cases()
    cases.add("?", 3, [[0], [1], [2]], [[0, 1], [2]], [1, 2])
    assert cases.measures()["ambiguous_left_alone"] == 0.5


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_no_threshold_beats_the_best(scored: list[tuple[float, bool]]) -> None:
    pairs = [("?", score, same) for score, same in scored]
    best = pair_measures(pairs)["f1"]
    assert all(pair_measures(pairs, score)["f1"] <= best + 1e-12 for score, _ in scored)


@pytest.mark.parametrize(
    ("text", "context", "roles", "gender"),
    [
        ("Anna Kovacs", "Mayor Anna Kovacs told reporters.", ("mayor",), None),
        ("Anna Kovacs", "Critics of Mayor Anna Kovacs left.", ("mayor",), None),
        ("Kovacs", "Tennis player Kovacs won.", ("tennis player",), None),
        ("Peter Kovacs", "Her son Peter Kovacs left.", ("son",), "m"),
        ("Kovacs", "Kovacs, the finance minister, agreed.", ("finance minister",), None),
        ("Kovacs", "The river Kovacs saw was dry.", (), None),
        ("Kovacs", "Nobody came.", (), None),
    ],
)
def test_what_stands_beside_a_name(text: str, context: str, roles: tuple[str, ...], gender: str | None) -> None:
    assert beside(text, context) == (roles, gender)
