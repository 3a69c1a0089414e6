"""The installed ``spq`` with its model on the bundled sample: every command once, nothing replaced."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import pytest
from spquotes.cli.inputs import library_path
from spquotes.data import schema

SAMPLE = sorted(path.name for path in (resources.files("spquotes.data") / "articles").iterdir())


def sample_text(name):
    return (resources.files("spquotes.data") / "articles" / name).read_bytes()


@pytest.fixture(scope="module")
def lines(run):
    """The rows of a command on the sample; each command runs once."""
    kept = {}

    def of(*arguments):
        if arguments not in kept:
            result = run(*arguments, "--sample")
            assert result.returncode == 0, result.stderr
            kept[arguments] = [json.loads(line) for line in result.stdout.splitlines()]
        return kept[arguments]

    return of


@pytest.mark.parametrize("name", ["quotes", "claims", "entities", "speakers"])
def test_rows_fit_their_schema(lines, name):
    rows = lines(name)
    assert len(rows) > 10
    validator = jsonschema.Draft202012Validator(schema.schema(name))
    for row in rows:
        validator.validate(row)


def test_every_span_is_verbatim_and_every_id_its_own(lines):
    rows = lines("quotes")
    texts = {name: sample_text(name).decode() for name in SAMPLE}
    for row in rows:
        for span in (*row["content"], row["source"], row["cue"], row["addressee"], row["context"]):
            assert span is None or texts[row["doc"]][span["start"] : span["end"]] == span["text"]
    assert len({row["id"] for row in rows}) == len(rows)


def test_all_outlets_are_the_samples(lines):
    assert {row["outlet"] for row in lines("quotes")} == {"spq sample"}


@pytest.mark.parametrize("spelling", ["Kosachev", "Косачёв", "kosachyov"])
def test_one_person_under_every_spelling(lines, run, spelling):
    expected = [row["id"] for row in lines("quotes") if row["speaker"] and "Kosach" in row["speaker"]["name"]]
    result = run("quotes", "--sample", "--speaker", spelling)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == expected != []


@pytest.mark.parametrize("name", SAMPLE)
def test_the_text_of_a_sample_article_is_its_file(run, name):
    assert run("show", "--sample", name, "--text").stdout == sample_text(name)


def test_a_marked_article(run):
    shown = run("show", "--sample", SAMPLE[0], "--format", "table").stdout.decode()
    assert "[1]" in shown
    assert "[/1]" in shown


def test_a_bar_runs_on_a_terminal_and_goes(on_terminal):
    seen, code = on_terminal("quotes", "--sample", "--speaker", "Putin")
    assert code == 0
    assert "articles" in seen
    assert "━" in seen
    assert "Vladimir Putin" in seen.rpartition("━")[2]


def test_evaluate_reads_texts_and_writes_offsets(run, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "The mayor said that the mill would reopen."}) + "\n")
    result = run("evaluate", "quotes", gold, "--predictions", tmp_path / "out.jsonl")
    assert (result.returncode, result.stdout) == (0, b"")
    found = json.loads((tmp_path / "out.jsonl").read_text())
    assert found["id"] == "a"
    assert [set(quote) for quote in found["quotes"]] == [{"source", "cue", "content", "confidence"}]


def test_nothing_of_what_was_read_stays(run, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text("The mayor said that the mill would reopen. Nobody else in the town has heard of it yet.\n")
    assert run("quotes", path).returncode == 0
    assert list(tmp_path.iterdir()) == [path]
    assert not library_path().exists()
