"""What the commands choose, say on stderr, and return."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import spquotes.cli.main
from known import spelled
from spquotes.cli.main import app
from spquotes.data.errors import ModelError
from spquotes.data.ids import ARTICLE_DIGITS
from spquotes.data.store import Store
from spquotes.extractors.namekeys import keys_of
from typer.main import get_command


def ids(result):
    """The statements' own halves of their ids."""
    return [json.loads(line)["id"][ARTICLE_DIGITS:] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["m1", "m2", "m3", "h1", "h2"]),
        (["--all"], ["m1", "m2", "m3", "m4", "h1", "h2"]),
        (["--speaker", "Kovács"], ["m1", "m2"]),
        (["--speaker", "kovacs"], ["m1", "m2"]),
        (["--speaker", "Ковач"], ["m1", "m2"]),
        (["--speaker", "Anna Kovacs", "--speaker", "Haddad"], ["m1", "m2", "m3", "h1"]),
        (["--about", "mill"], ["m1"]),
        (["--about", "Kovacs"], ["h1"]),
        (["--outlet", "valley courier"], ["m1", "m2", "m3"]),
        (["--type", "direct"], ["m2", "h2"]),
        (["--type", "direct", "--type", "indirect", "--limit", "2"], ["m1", "m2"]),
        (["--class", "warn"], ["m3"]),
        (["--class", "want"], ["m4"]),
        (["--contains", "sanction"], ["m3"]),
        (["--since", "2021"], ["m1", "m2", "m3"]),
        (["--until", "february 2021"], []),
        (["--min-confidence", "0.85"], ["m1", "h1"]),
        (["--sort", "confidence"], ["m1", "h1", "m2", "m3", "h2"]),
        (["--sort", "speaker"], ["m1", "m2", "m3", "h1", "h2"]),
    ],
)
def test_quotes_chooses(spq, library, options, expected):
    result = spq("quotes", *options)
    assert ids(result) == expected
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "5 statements by 2 speakers in 2 articles"),
        (["--limit", "1"], "1 statement by 1 speaker in 1 article; more may follow these"),
        (["--class", "promise"], "nothing matches"),
        (["--since", "2021"], "1 article without a date left out"),
        (["--outlet", "The Times"], "no article here is from 'The Times'"),
        (["--speaker", "Kobacz"], "nobody here fits 'Kobacz'; the nearest: Anna Kovács"),
        (["--speaker", "Zyx"], "nobody here fits 'Zyx'"),
        (["--speaker", "mill"], "no statement here is by mill, who is only mentioned"),
        (["--about", "Zyx"], "nothing here fits 'Zyx'"),
    ],
)
def test_quotes_says_on_stderr(spq, library, options, expected):
    result = spq("quotes", *options)
    assert f"spq: {expected}" in result.stderr.splitlines()
    assert result.exit_code == 0


def test_the_most_quoted_of_several_who_fit_is_taken_and_the_others_named(spq, library, by_hand):
    people_before, of = by_hand
    people = [
        replace(person, kind="person", name=f"{person.id} Berg", spellings=(spelled(f"{person.id} Berg", 1),))
        for person in people_before
    ]
    keys = {person.id: keys_of(person) for person in people}
    with Store.writing(library) as store:
        store.set_people(people, {**of, ("harbour.md", 0): "kovacs"}, keys)
    result = spq("quotes", "--speaker", "Berg")
    assert ids(result) == ["m1", "m2", "h1"]
    assert "spq: 'Berg' taken for kovacs Berg (3 statements); it also fits haddad Berg" in result.stderr.splitlines()


def test_quiet_says_nothing(spq, library):
    assert spq("quotes", "--quiet", "--since", "2021", "--speaker", "Zyx").stderr == ""


def test_explain_adds_what_was_considered(spq, library):
    rows = [json.loads(line) for line in spq("quotes", "--explain").stdout.splitlines()]
    assert rows[-1]["reason"] == "nobody is named"
    assert rows[-1]["candidates"] == [{"name": "Haddad", "score": 0.3, "why": "last named"}]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [("kovacs", 3), ("haddad", 3), ("mill", 1)]),
        (["--kind", "place"], [("mill", 1)]),
        (["--min-count", "2", "--sort", "name", "--limit", "1"], [("kovacs", 3)]),
        (["--outlet", "Valley Courier"], [("kovacs", 2), ("haddad", 2), ("mill", 1)]),
    ],
)
def test_entities_chooses(spq, library, options, expected):
    rows = [json.loads(line) for line in spq("entities", *options).stdout.splitlines()]
    assert [(row["id"], row["count"]) for row in rows] == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [("haddad", 2), ("kovacs", 2)]),
        (["--all"], [("haddad", 3), ("kovacs", 2)]),
        (["--kind", "organisation"], []),
        (["--outlet", "Valley Courier", "--min-count", "2"], [("kovacs", 2)]),
    ],
)
def test_speakers_chooses(spq, library, options, expected):
    result = spq("speakers", *options)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["count"]) for row in rows] == expected
    assert ("nothing matches" in result.stderr) == (not expected)


def test_show_text_is_exact(spq, library):
    result = spq("show", "harbour.md", "--text")
    assert result.stdout_bytes.decode() == (
        "Asked about Mayor Kovacs, \x1b[31mHaddad\x1b[0m denied it. “=SUM(1,2) is no answer,” somebody shouted.\n"
    )


def test_show_all_marks_wishes_too(spq, library):
    assert "[4]a new bridge[/4]" in spq("show", "mill.txt", "--all", "--format", "table").stdout


@pytest.mark.parametrize("text", ["no end", "“Zoë”\r\nwent\n\n", "\n", "a\x1bb\u2028c"])
def test_show_text_of_stdin_is_exact(spq, no_library, text):
    result = spq("show", "-", "--text", "--any-language", input=text.encode())
    if text.strip():
        assert result.stdout_bytes == text.encode()
    else:
        assert result.exit_code == 1


def test_show_asks_which_article_of_many(spq, no_library, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": f"Here is the text of {name}."}) + "\n" for name in "abc"))
    result = spq("show", path, "--text", "--any-language")
    assert result.exit_code == 2
    assert "choose one with --doc ID, such as --doc a" in result.stderr
    assert spq("show", path, "--text", "--any-language", "--doc", "b").stdout == "Here is the text of b."
    result = spq("show", path, "--text", "--any-language", "--doc", "z")
    assert result.exit_code == 1
    assert "holds no article 'z'; it has a, b, c" in result.stderr


def test_show_names_the_articles_of_the_sample(spq, no_library):
    result = spq("show", "nothing-like-it")
    assert result.exit_code == 1
    assert "nothing-like-it: neither a file nor an article; the sample has " in result.stderr


def test_version_names_what_decides_a_result(spq):
    result = spq("--version")
    assert result.stdout.startswith("spq ")
    assert "rules " in result.stdout
    assert "model en_core_web_sm" in result.stdout


def test_version_survives_a_missing_model(spq, monkeypatch):
    def missing(name):
        raise ModelError("the model is not installed")

    monkeypatch.setattr("spquotes.extractors.model.model_fingerprint", missing)
    assert "the model is not installed" in spquotes.cli.main.version_line()


def test_no_command_shows_the_help(spq):
    result = spq()
    assert result.exit_code == 0
    assert result.stdout == spq("--help").stdout


def test_a_mistyped_command_is_named_with_a_better_one(spq):
    result = spq("qoutes")
    assert result.exit_code == 2
    assert "No such command 'qoutes'" in result.stderr


def commands():
    root = get_command(app)
    groups = {name: command for name, command in root.commands.items() if hasattr(command, "commands")}
    nested = [((group, name), one) for group, each in groups.items() for name, one in each.commands.items()]
    single = [((name,), command) for name, command in root.commands.items() if name not in groups]
    below = [((*path, name), one) for path, command in single for name, one in command.below.items()]
    return single + below + nested


@pytest.mark.parametrize(("path", "command"), [pytest.param(*one, id=" ".join(one[0])) for one in commands()])
def test_help_has_two_examples_and_explains_every_option(spq, path, command):
    text = spq(*path, "--help").stdout
    examples = [line.strip() for line in text.splitlines() if line.strip().startswith(f"spq {' '.join(path)}")]
    assert len(examples) == 2
    assert all(len(line) <= 80 for line in text.splitlines())
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert parameter.help, parameter.name


def test_help_is_plain(spq):
    text = spq("--help").stdout
    assert "..." not in text.partition("Commands:")[2].partition("Examples")[0]
    assert not set("╭│─") & set(text)


def test_an_analysis_note_reaches_stderr(spq, no_library, tmp_path, monkeypatch):
    from spquotes.data.records import Analysis

    def fill(store, articles, analyst, on_analysis, on_error, decisions):
        for article in articles:
            analysis = Analysis(article, (), (), ("a mark is \x1b not closed",))
            store.save(analysis)
            on_analysis(analysis)

    monkeypatch.setattr("spquotes.extractors.library.fill", fill)
    (tmp_path / "a.txt").write_text("The text of this article is in English, and that is all there is to it.")
    result = spq("quotes", tmp_path / "a.txt")
    assert "spq: a.txt: a mark is \\x1b not closed\n" in result.stderr
