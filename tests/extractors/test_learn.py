"""Learning: counts leave the article itself out, and tables learnt from the project's own sentences are usable."""

from __future__ import annotations

import json
import sys

import goldset
import pytest
from spquotes.extractors.cues import load_lexicon
from spquotes.extractors.figures import found, gold_of, is_right, outside, read, token_set
from spquotes.extractors.learn import cases, left_out_chances


@pytest.fixture(scope="module")
def articles(model):
    return read(goldset.load()[:60], model)


def test_every_reading_of_every_cue_is_a_case(articles):
    rows = cases(articles, load_lexicon())
    assert {row.number for row in rows} <= set(range(60))
    assert any(row.right for row in rows)
    assert not all(row.right for row in rows)


def test_a_chance_does_not_know_its_own_article(articles):
    rows = cases(articles, load_lexicon())
    alone = [row for row in rows if row.number == rows[0].number]
    flipped = [type(row)(row.number, row.finding, not row.right) if row in alone else row for row in rows]
    before, after = left_out_chances(rows, load_lexicon()), left_out_chances(flipped, load_lexicon())
    assert before[: len(alone)] == after[: len(alone)]
    assert before[len(alone) :] != after[len(alone) :]


def test_a_piece_of_a_quotation_is_right_and_a_fragment_of_a_clause_is_not(articles):
    page = articles[0].page
    quoted = gold_of({"quotes": [{"content": [[0, 20]], "source": [], "cue": []}]}, page)[0]
    words = token_set(page.text, [(0, 20)])
    few = frozenset(sorted(words)[:1])
    assert is_right(words, frozenset(), [quoted], quoted=False)
    assert not is_right(few, frozenset(), [quoted], quoted=False)


def test_what_is_said_inside_anothers_words_is_left_out(articles):
    article = next(one for one in articles if one.document["quotes"])
    every = list(found(article.page, article.sentences, load_lexicon()))
    whole = {"quotes": [{"content": [[0, len(article.page.text)]], "source": [], "cue": []}]}
    assert not any(outside(one, whole) for one in every)


def test_tables_are_learnt_and_written(tmp_path, monkeypatch, model):
    pytest.importorskip("sklearn", reason="scikit-learn is an extra: pip install 'spquotes[learn]'")
    from spquotes.extractors import learn

    gold = tmp_path / "gold.jsonl"
    documents = goldset.load()[:150]
    gold.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
    monkeypatch.setattr(learn, "load_model", lambda: model)
    monkeypatch.setattr(sys, "argv", ["learn", str(gold), str(tmp_path)])
    learn.main()
    for table in ("acceptance.tsv", "ends.tsv", "trust.tsv"):
        lines = (tmp_path / table).read_text(encoding="utf-8").splitlines()
        assert "gold.jsonl" in lines[0]
        assert "\t(constant)" in lines[2]
    assert "[cues]" in (tmp_path / "cue_figures.toml").read_text(encoding="utf-8")
