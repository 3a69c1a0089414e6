"""``spq library``, and what is asked of a library."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import jsonschema
import pytest
from spquotes.data import schema
from spquotes.data.store import Store
from tiny import BRIDGE, MILL


def docs(spq, *options):
    return [json.loads(line)["doc"] for line in spq("quotes", *options).stdout.splitlines()]


def said(result):
    return result.stderr.strip().splitlines()[-1]


# ---- the library's upkeep


def test_info_is_the_default(spq, patterned, news):
    spq("add", news)
    row = json.loads(spq("library").stdout)
    assert (row["articles"], row["people"], row["outdated"]) == (2, 1, 0)
    jsonschema.validate(row, schema.schema("library"), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns("library"))
    assert spq("library", "--json").stdout.startswith("[")
    assert re.search(r"^Articles +2$", spq("library", "--format", "table").stdout, re.M)


def test_list_has_each_article(spq, patterned, news):
    spq("add", news)
    rows = [json.loads(line) for line in spq("library", "list").stdout.splitlines()]
    assert [(row["doc"], row["statements"], row["characters"]) for row in rows] == [
        ("bridge.txt", 1, len(BRIDGE)), ("mill.txt", 1, len(MILL)),
    ]  # fmt: skip
    jsonschema.validate(rows[0], schema.schema("holdings"), cls=jsonschema.Draft202012Validator)
    for form in ("table", "md", "csv"):
        assert "bridge.txt" in spq("library", "list", "--limit", "1", "--format", form).stdout


def test_export_has_the_articles_with_their_statements(spq, patterned, news):
    spq("add", news)
    rows = [json.loads(line) for line in spq("library", "export").stdout.splitlines()]
    assert [(row["doc"], row["text"], len(row["quotes"])) for row in rows] == [
        ("bridge.txt", BRIDGE, 1), ("mill.txt", MILL, 1),
    ]  # fmt: skip
    jsonschema.validate(rows[0], schema.schema("articles"), cls=jsonschema.Draft202012Validator)


def test_remove_takes_articles_out(spq, patterned, news):
    spq("add", news)
    assert said(spq("library", "remove", "mill.txt", "--yes")) == "spq: 1 article removed"
    assert docs(spq) == ["bridge.txt"]
    assert json.loads(spq("speakers").stdout)["count"] == 1


def test_remove_asks_first(spq, patterned, news):
    spq("add", news)
    result = spq("library", "remove", "--since", "1900", "mill.txt", input="y\n")
    assert said(result) == "spq: nothing matches"
    result = spq("library", "remove", "mill.txt", input="y\n")
    assert result.exit_code == 2
    assert said(result) == "spq: this removes 1 article; say --yes if that is meant"


def test_remove_names_an_id_that_is_not_there(spq, patterned, news):
    spq("add", news)
    result = spq("library", "remove", "mill", "--yes")
    assert (result.exit_code, said(result)) == (
        2, "spq: no article here has the id 'mill'; spq library list prints the ids",
    )  # fmt: skip


def test_compact_and_check(spq, patterned, news, where):
    spq("add", news)
    spq("library", "remove", "mill.txt", "--yes")
    assert "spq: compacted; " in spq("library", "compact").stderr
    assert b"old mill" not in where.read_bytes()
    result = spq("library", "check")
    assert (result.exit_code, said(result)) == (0, "spq: sound: 1 article, 1 statement")


def test_a_damaged_library_is_one_line(spq, patterned, news, where):
    spq("add", news)
    with closing(sqlite3.connect(where)) as db:
        db.execute("DROP TABLE about")
        db.commit()
    result = spq("quotes", "--about", "Roth")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("spq: the library cannot be used (no such table: about); spq library check")


def test_check_says_no_with_3(spq, patterned, news, where):
    spq("add", news)
    with closing(sqlite3.connect(where)) as db:
        db.execute("UPDATE people SET mentions = 9")
        db.commit()
    result = spq("library", "check", "--quiet")
    assert (result.exit_code, result.stderr) == (3, "spq: the counts of anna-roth are wrong\n")


def test_a_library_whose_names_have_other_keys_gets_todays(spq, library):
    with closing(sqlite3.connect(library)) as db:
        db.executescript("DELETE FROM names; DELETE FROM marks;")
    assert len(docs(spq, "--speaker", "Haddad")) == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mill would", 1),
        ("would mill", 0),
        ('"old mill"', 1),
        ("mil*", 1),
        ("mill OR bridge", 2),
        ("would NOT mill", 1),
        ("would AND (mill OR river)", 2),
        ("spring mill*", 1),
        ("NEAR(mill would)", 0),
        ("text: mill", 0),
        ("text:mill", 0),
        ("^old*", 1),
        ('"old mill', 1),
        ("{text}: (mill)", 0),
        ("-mill", 1),
        ("*", 0),
        ('""', 0),
        ("'; DROP TABLE words", 0),
    ],
)
def test_contains_takes_words_phrases_prefixes_and_operators(spq, patterned, news, words, found):
    spq("add", news)
    result = spq("quotes", "--contains", words)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, found)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("NOT mill", "missing before NOT"),
        ("mill AND", "missing after AND"),
        ("(mill", "a bracket is not closed"),
        ("mill)", "a closing bracket without an opening one"),
        ("()", "missing before )"),
        ("mill OR NOT river", "missing before NOT (found: OR NOT)"),
        (" OR ".join(["mill"] * 201), "200 words and phrases at most"),
    ],
)
def test_an_impossible_expression_is_one_line(spq, library, words, says):
    result = spq("quotes", "--contains", words)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert says in result.stderr


# ---- the installed command


LOADED = """
import sys
from spquotes.cli.main import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    print("spacy" in sys.modules, end.code, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["quotes", "--speaker", "Haddad", "--about", "mill", "--contains", "rents", "--since", "2020", "--all"],
        ["quotes", "--speaker", "Nobody", "--sort", "speaker", "--explain", "--format", "table"],
        ["speakers", "--outlet", "Valley Courier"],
        ["entities", "--kind", "person"],
        ["show", "mill.txt", "--format", "table"],
        ["library", "info"],
        ["library", "remove", "mill.txt", "--yes"],
    ],
)
def test_a_library_is_asked_without_the_model(library, arguments):
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "False 0"


def test_a_second_writer_ends_with_one_line(library, run):
    with Store.writing(library):
        done = run("library", "remove", "mill.txt", "--yes")
    assert done.returncode == 2
    assert done.stderr.decode() == f"spq: {library}: another spq is writing to it; try again when it is done\n"
