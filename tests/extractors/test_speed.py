"""The report on speed: both sides analyse the same, and every stage is told."""

import sys

import pytest
from spquotes.extractors.speed import report, stages, stock

TEXTS = [
    f"Anna Roth, the mayor, said on Monday that it rained in {town}. “Nobody came,” she added."
    for town in ("Olten", "Bern")
]


def test_both_sides_are_told_with_their_ratio(model):
    lines = list(report(TEXTS, model, sys.executable))
    assert lines[0] == "2 articles, 32 words"
    theirs, ours, ratio = (float(line[44:].split()[0]) for line in lines[1:4])
    assert ours >= 0
    assert ratio == pytest.approx(theirs / ours, rel=0.5) or ours < 0.02


def test_every_stage_is_told(model):
    found = stages(TEXTS, model)
    assert {"layout", "words", "tok2vec", "tagger", "parser", "ner", "rules", "names, merging and resolving"} <= set(
        found
    )
    assert found["parser"] > 0


def test_a_python_without_the_model_is_named():
    with pytest.raises(RuntimeError, match="has no spaCy with no_such_model"), stock(sys.executable, "no_such_model"):
        pass
