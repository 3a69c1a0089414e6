"""Analysing into a store: what one article does to the others."""

import json

import pytest
from spquotes.cli.main import app
from spquotes.data.records import Analysis, Article
from spquotes.data.store import Store
from spquotes.data.store.cache import Cache
from spquotes.extractors import library, pipeline
from spquotes.extractors.library import Analyst
from spquotes.extractors.workers import cores
from typer.testing import CliRunner

TEXTS = {
    "first": "Mayor Anna Roth said that the bridge was closed.",
    "second": "Anna Roth said that nobody knew why.",
    "third": "“It is a mystery,” Roth said.",
}


def articles():
    return (Article(id=name, text=text) for name, text in TEXTS.items())


@pytest.fixture
def second_fails(monkeypatch):
    sound = pipeline._analysed

    def analysed(article, page, sentences, trace=None, *, claiming):
        if article.id.startswith("second"):
            return [][1]
        return sound(article, page, sentences, trace, claiming=claiming)

    monkeypatch.setattr(pipeline, "_analysed", analysed)


def test_every_article_is_analysed_and_saved_in_order(store, model):
    seen = []
    library.fill(store, articles(), Analyst(model), lambda analysis: seen.append(analysis.article.id))
    assert seen == store.article_ids() == list(TEXTS)


def test_equal_texts_are_analysed_once(store, model, monkeypatch):
    seen, sound = [], pipeline._analysed

    def analysed(article, *read, **how):
        seen.append(article.id)
        return sound(article, *read, **how)

    monkeypatch.setattr(pipeline, "_analysed", analysed)
    copies = [Article(name, TEXTS["first"]) for name in ("post", "times")]
    library.fill(store, copies, Analyst(model))
    assert (seen, store.article_ids()) == (["post"], ["post", "times"])
    assert [row["doc"] for row in store.quotes()] == ["post", "times"]


def test_claims_are_made_only_for_those_who_want_them(store, model):
    library.fill(store, articles(), Analyst(model, claiming=False))
    assert (len(list(store.quotes())), list(store.claims())) == (3, [])


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_said_is_the_same_with_and_without_claims(store, jobs):
    library.fill(store, articles(), Analyst(jobs=jobs))
    with Store.temporary() as other:
        library.fill(other, articles(), Analyst(jobs=jobs, claiming=False))
        assert list(store.quotes()) == list(other.quotes())
        assert list(store.claims())
        assert not list(other.claims())


def test_a_cache_keeps_analyses_with_their_claims(store, model, tmp_path):
    with Cache(tmp_path / "kept.db") as cache:
        library.fill(store, articles(), Analyst(model, cache, claiming=False))
        with Store.temporary() as other:
            library.fill(other, articles(), Analyst(model, cache))
            assert list(other.claims())


def test_people_are_identified_across_articles(store, model):
    library.fill(store, articles(), Analyst(model))
    assert [(person.name, person.docs) for person in store.people() if person.kind == "person"] == [("Anna Roth", 3)]


def test_an_article_that_fails_does_not_cost_the_others(store, model, second_fails):
    library.fill(store, articles(), Analyst(model))
    assert store.article_ids() == ["first", "third"]


def test_an_article_that_fails_is_named_with_the_reason_on_one_line(store, model, second_fails):
    errors = []
    library.fill(store, articles(), Analyst(model), on_error=errors.append)
    assert [str(error) for error in errors] == [
        "second: could not be analysed (IndexError: list index out of range in analysed); please report it"
    ]


def test_an_error_of_the_reader_is_not_taken_for_the_analysis_failing(store, model):
    def broken():
        yield Article(id="first", text=TEXTS["first"])
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        library.fill(store, broken(), Analyst(model))
    assert store.article_ids() == ["first"]


def test_the_command_goes_on_and_ends_with_1(tmp_path, second_fails):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(app, ["quotes", str(tmp_path), "--format", "jsonl"])
    assert ran.exit_code == 1
    assert [json.loads(line)["doc"] for line in ran.stdout.splitlines()] == ["first.txt", "third.txt"]
    assert "spq: second.txt: could not be analysed (IndexError" in ran.stderr


def test_several_processes_fill_a_store_as_one_does(store):
    many = [
        Article(f"{name} {number}", f"{text} It was day {number}.")
        for number in range(9)
        for name, text in TEXTS.items()
    ]
    library.fill(store, many, Analyst(jobs=2))
    with Store.temporary() as other:
        library.fill(other, many, Analyst(jobs=1))
        assert list(store.quotes()) == list(other.quotes())
        assert store.article_ids() == [article.id for article in many]


def test_other_processes_are_started_for_many_articles_only(store, monkeypatch):
    asked = []

    def analysed(items, model=None, jobs=1, **_):
        found = [(item, asked.append(jobs)) for item in items if isinstance(item, Article)]
        yield from (Analysis(item, (), ()) for item, _ in found)

    monkeypatch.setattr(library, "analysed", analysed)
    monkeypatch.setattr(library, "FEW", 3)
    library.fill(store, [Article(str(number), f"Text {number}.") for number in range(5)], Analyst())
    assert asked == [1, 1, 1, cores(), cores()]


def test_equal_texts_fail_together(store, model, second_fails):
    errors = []
    copies = [Article(name, TEXTS["second"]) for name in ("second a", "b")]
    library.fill(store, copies, Analyst(model), on_error=errors.append)
    assert [error.where for error in errors] == ["second a", "b"]
