"""Whom pronouns and roles mean, in articles in which readers marked it; the marks are offsets only."""

import json
from pathlib import Path

import pytest
from spquotes.extractors import learn_sources
from spquotes.extractors.entities import Draft
from spquotes.extractors.page import lay_out
from spquotes.extractors.salience import Asked, Place, Salience
from spquotes.extractors.sourcegold import measure, read_marked

MARKS = Path(__file__).parent.parent / "gold" / "sources.json"


@pytest.fixture(scope="module")
def articles(bench, model):
    return read_marked(MARKS, sorted((bench / "quotes").glob("*.jsonl")), model)


def test_nine_of_ten_sources_are_told_right(articles):
    told = measure(articles)
    assert len(articles) == 40
    assert told.right + told.wrong + told.open >= 250
    assert (told.precision, told.coverage) >= (0.92, 0.86)
    assert told.coverage >= 0.86


def test_what_some_articles_teach_holds_for_others(articles):
    pytest.importorskip("scipy")
    told = learn_sources.folds(articles)
    assert told.precision >= 0.90
    assert told.coverage >= 0.85


def test_the_marks_hold_no_text():
    articles = json.loads(MARKS.read_text(encoding="utf-8"))["articles"]
    for one in articles.values():
        assert set(one) == {"part", "sources"}
        for start, end, form, who in one["sources"]:
            assert 0 <= start < end
            assert form in ("name", "pronoun", "role")
            assert isinstance(who, list) or who in ("-", "?", "author", "generic") or who.startswith("=")


def weighed(places, **asked):
    """The choices for "She" at the end of a text of four sentences."""
    page = lay_out("Anna Keller met Maria Brown. They talked. The road was closed. She left.")
    salience = Salience(page)
    for place in places:
        salience.remember(place)
    return salience.choices(Asked("he", 63, (), "f", **asked))


ANNA, MARIA = Draft("person", "Anna Keller"), Draft("person", "Maria Brown")
BOTH = [Place(0, ANNA, 0, None, subject=True, named=True), Place(16, MARIA, 0, None, named=True)]


def test_the_chances_add_up_to_one_with_nobody_among_them():
    choices = weighed(BOTH)
    assert sum(choice.chance for choice in choices) == pytest.approx(1)
    assert [choice.draft for choice in choices].count(None) == 1


def test_a_subject_goes_before_an_object():
    assert weighed(BOTH)[0].draft is ANNA


def test_whoever_was_last_to_speak_goes_first():
    spoke = Place(30, MARIA, 1, None, subject=True, speaker=True)
    assert weighed([*BOTH, spoke])[0].draft is MARIA


def test_nobody_of_the_other_gender_is_a_candidate():
    man = Place(20, Draft("person", "Peter Brown"), 0, None, subject=True, named=True)
    assert all(choice.draft is not man.draft for choice in weighed([*BOTH, man]))


def test_nobody_comes_after_the_words():
    later = Place(70, MARIA, 3, None, subject=True, named=True)
    assert {choice.draft for choice in weighed([BOTH[0], later])} == {ANNA, None}


def test_a_weight_of_another_form_counts_nothing():
    assert {choice.names for choice in weighed([])} == {("nobody",)}
