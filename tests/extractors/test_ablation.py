"""Leaving a part out: each rule and each table is tried, and what is missing is missed."""

from __future__ import annotations

import goldset
import pytest
from spquotes.extractors.ablation import measured, table, variants
from spquotes.extractors.attributors import RULES
from spquotes.extractors.cues import load_lexicon
from spquotes.extractors.figures import read
from spquotes.extractors.weights import load_weights


@pytest.fixture(scope="module")
def articles(model):
    return read(goldset.load()[:80], model)


def test_every_rule_and_table_is_left_out_once():
    names = [name for name, *_ in variants(load_lexicon())]
    assert [name for name in names if name.removeprefix("without ") in {rule.__name__ for rule in RULES}] == [
        f"without {rule.__name__}" for rule in RULES
    ]
    assert names[0] == "everything"
    assert {"without ends.tsv", "without trust.tsv", "counts alone"} <= set(names)


def test_without_the_verbs_much_is_missed(articles):
    everything = measured(articles, load_lexicon(), RULES, load_weights("trust")).measures()["joint_f1"]
    others = [rule for rule in RULES if rule.__name__ not in ("verb_frames", "quote_beside_verb")]
    fewer = measured(articles, load_lexicon(), others, load_weights("trust")).measures()["joint_f1"]
    assert fewer < everything / 2


def test_a_line_a_variant(articles):
    lines = list(table(articles[:5]))
    assert len(lines) == 1 + len(list(variants(load_lexicon())))
    assert len({len(line) for line in lines}) == 1
