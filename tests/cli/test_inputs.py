"""Where a command reads from: paths, stdin, the library, the sample."""

from __future__ import annotations

import io
import os
import sys

import pytest
from spquotes.cli import inputs
from spquotes.cli.inputs import source_of
from spquotes.data.store import Store

NOTE = "spq: no paths given and no library there yet: this is the bundled sample"


@pytest.fixture
def stdin(monkeypatch):
    """Replace stdin by a real file descriptor: a pipe with these bytes, or what is at a path."""
    opened = []

    def give(source):
        if isinstance(source, bytes):
            reader, writer = os.pipe()
            os.write(writer, source)
            os.close(writer)
        else:
            reader = os.open(source, os.O_RDONLY)
        stream = os.fdopen(reader, encoding="utf-8")
        opened.append(stream)
        monkeypatch.setattr(sys, "stdin", stream)

    yield give
    for stream in opened:
        stream.close()


def test_paths_come_first(library, stdin):
    stdin(b"text")
    assert source_of(["a.txt"], sample=False).paths == ("a.txt",)


def test_a_pipe_comes_before_the_library(library, stdin):
    stdin(b"text")
    source = source_of(None, sample=False)
    assert source.paths == ("-",)
    assert source.stdin.read() == b"text"


def test_a_file_on_stdin_is_read(no_library, stdin, tmp_path):
    (tmp_path / "in.txt").write_text("text")
    stdin(tmp_path / "in.txt")
    assert source_of([], sample=False).paths == ("-",)


def test_an_empty_pipe_is_an_empty_input(library, stdin):
    stdin(b"")
    assert source_of(None, sample=False).paths == ("-",)


def test_nothing_on_stdin_leads_to_the_library(library, stdin):
    stdin(os.devnull)
    assert source_of(None, sample=False).library == library


def test_without_a_library_it_is_the_sample(no_library, stdin):
    stdin(os.devnull)
    assert source_of(None, sample=False).kind == "sample"


def test_a_closed_stdin_is_nothing(no_library, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert source_of(None, sample=False).kind == "sample"


def test_stdin_put_there_by_a_program_is_read(no_library, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert source_of(None, sample=False).stdin.read() == b"text"


def test_an_empty_library_counts_as_none(tmp_path, monkeypatch, stdin):
    stdin(os.devnull)
    Store.writing(tmp_path / "library.db").close()
    monkeypatch.setenv("SPQ_LIBRARY", str(tmp_path / "library.db"))
    assert source_of(None, sample=False).kind == "sample"


def test_asking_for_the_sample_beats_stdin_and_library(library, stdin):
    stdin(b"text")
    assert source_of(None, sample=True).kind == "sample"


def test_the_library_is_not_made_by_asking(no_library, stdin, tmp_path):
    stdin(b"")
    source_of(None, sample=False)
    assert list(tmp_path.iterdir()) == []


def test_the_library_has_its_place_in_the_users_data(monkeypatch):
    monkeypatch.delenv("SPQ_LIBRARY", raising=False)
    assert inputs.library_path().parts[-2:] == ("spq", "library.db")


def test_the_sample_is_named_on_stderr(spq, analysed):
    result = spq("quotes")
    assert NOTE in result.stderr.splitlines()
    assert len(analysed) == 6


def test_a_sample_asked_for_is_not_explained(spq, analysed):
    assert NOTE not in spq("quotes", "--sample").stderr
    assert len(analysed) == 6


def test_the_samples_outlet(spq, no_library, monkeypatch):
    outlets = set()

    def analyse_articles(articles, *_, **__):
        outlets.update(article.outlet for article in articles)

    monkeypatch.setattr(inputs, "analyse_articles", analyse_articles)
    spq("quotes", "--sample")
    assert outlets == {"spq sample"}


def test_stdin_is_read_without_a_path(spq, analysed):
    result = spq("quotes", input="A short article, which is in English, came in through the pipe.\n")
    assert analysed == ["stdin"]
    assert result.exit_code == 0


def test_metadata_can_be_given(spq, no_library, tmp_path, monkeypatch):
    found = []
    monkeypatch.setattr(inputs, "analyse_articles", lambda articles, *_, **__: found.extend(articles))
    (tmp_path / "a.txt").write_text("The text of this article is in English, and that is all there is to it.\n")
    spq("quotes", tmp_path / "a.txt", "--published", "9 July 2012", "--as-outlet", "The Post")
    assert [(article.published, article.outlet) for article in found] == [("2012-07-09", "The Post")]


def test_fields_can_be_named(spq, no_library, tmp_path, monkeypatch):
    found = []
    monkeypatch.setattr(inputs, "analyse_articles", lambda articles, *_, **__: found.extend(articles))
    (tmp_path / "a.jsonl").write_text(
        '{"n": "7", "b": "The text of it is in English, as it should be.", "h": "Head", "d": "2012-07-09", '
        '"o": "Post", "u": "https://example.org/7"}\n'
    )
    fields = {"text": "b", "id": "n", "title": "h", "date": "d", "outlet": "o", "url": "u"}
    options = [part for name, field in fields.items() for part in (f"--{name}-field", field)]
    spq("quotes", tmp_path / "a.jsonl", *options)
    article = found[0]
    assert (article.id, article.title, article.published) == ("7", "Head", "2012-07-09")
    assert (article.outlet, article.url) == ("Post", "https://example.org/7")


def test_a_failing_input_is_named_and_the_rest_is_done(spq, analysed, tmp_path):
    (tmp_path / "good.txt").write_text("The text of this article is in English, and that is all there is to it.\n")
    result = spq("quotes", tmp_path / "missing.txt", tmp_path / "good.txt")
    assert analysed == ["good.txt"]
    assert len(result.stdout.splitlines()) == 5
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "missing.txt" in line]


def test_when_all_inputs_fail_no_model_is_needed(spq, no_library, tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_MODEL", "no_such_model")
    result = spq("quotes", tmp_path / "missing.txt")
    assert result.exit_code == 1
    assert result.stdout == ""


def test_a_missing_model_is_one_line_and_2(spq, no_library, tmp_path):
    (tmp_path / "a.txt").write_text("The text of this article is in English, and that is all there is to it.\n")
    result = spq("quotes", tmp_path / "a.txt", "--model", "no_such_model")
    assert result.exit_code == 2
    assert result.stderr.startswith("spq: the model 'no_such_model' is not installed")
    assert result.stderr.count("\n") == 1


def test_a_url_is_refused(spq, no_library):
    result = spq("quotes", "https://example.org/article")
    assert result.exit_code == 2
    assert result.stderr.startswith("spq: ")


def test_a_broken_library_is_one_line(spq, tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    path.write_text("no database " * 100)
    monkeypatch.setenv("SPQ_LIBRARY", str(path))
    result = spq("quotes")
    assert result.exit_code == 2
    assert "not a library of spq" in result.stderr
