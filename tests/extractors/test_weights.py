"""Tables of weights: read as written, added up, and used where a content ends and where confidence is settled."""

from __future__ import annotations

import math

import pytest
from spquotes.extractors.cues import american, load_lexicon
from spquotes.extractors.trust import ACCEPT, trusted
from spquotes.extractors.weights import CONSTANT, Weights, load_weights, log_odds, logistic, write_weights


def test_what_is_written_is_read(tmp_path, monkeypatch):
    folder = tmp_path / "lexicons"
    folder.mkdir()
    write_weights({"a=1|b": 0.5, "slight": 0.001, CONSTANT: -1.25}, folder / "made.tsv", "Made up.")
    monkeypatch.setattr("spquotes.extractors.weights.resources.files", lambda package: tmp_path)
    load_weights.cache_clear()
    assert load_weights("made").by_name == {CONSTANT: -1.25, "a=1|b": 0.5}
    load_weights.cache_clear()


@pytest.mark.parametrize("table", ["acceptance", "ends", "trust"])
def test_every_table_is_shipped(table):
    assert len(load_weights(table).by_name) > 50


def test_weights_add_up_to_the_logarithm_of_the_odds():
    weights = Weights({CONSTANT: -1.0, "a": 2.0, "b": 0.5})
    assert weights.probability(["a", "unknown"], 0.25) == pytest.approx(1 / (1 + math.exp(-1.25)))


@pytest.mark.parametrize("chance", [0.02, 0.3, 0.5, 0.98])
def test_odds_and_chance_are_inverse(chance):
    assert logistic(log_odds(chance)) == pytest.approx(chance)


@pytest.mark.parametrize(("chance", "limit"), [(0.0, 0.02), (1.0, 0.98)])
def test_certainty_is_not_believed(chance, limit):
    assert logistic(log_odds(chance)) == pytest.approx(limit)


@pytest.mark.parametrize(
    ("british", "spelt"), [("criticise", "criticize"), ("favour", "favor"), ("say", "say"), ("apologise", "apologize")]
)
def test_british_spellings_share_the_counts(british, spelt):
    assert american(british) == spelt
    lexicon = load_lexicon()
    for frame in ("clause", "object"):
        if lexicon.listed(british, frame) == lexicon.listed(spelt, frame) and british not in lexicon.figures:
            assert lexicon.chance(british, frame, False) == lexicon.chance(spelt, frame, False)


ENDS = [
    ("Brown said the bridge was old and added that it would close.", "the bridge was old"),
    ("Brown said that the bridge was old and that it would close.", "that the bridge was old and that it would close"),
    ("Brown said the bridge, which opened in 1931, was old.", "the bridge, which opened in 1931, was old"),
]


@pytest.mark.parametrize(("text", "content"), ENDS)
def test_a_content_ends_with_what_its_source_said(read, text, content):
    assert content in ["".join(span.text for span in one.content) for one in read(text).attributions]


def test_what_is_shown_is_likely_enough(read):
    found = read("Brown said the bridge was old. He opened the window. Keller, he said, wanted to close it by May.")
    assert found.attributions
    assert all(ACCEPT <= one.confidence <= 1 for one in found.attributions if one.nested_in is None)


def test_without_a_table_nothing_is_weighed_anew():
    assert trusted([], None, Weights({})) == []
