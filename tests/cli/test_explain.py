"""``spq explain``: what it chooses, says and prints; the figures are the model's and are not pinned."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shlex

import jsonschema
import pytest
from spquotes.data import schema
from spquotes.extractors import model as models

MILL = (
    "Mayor Anna Kovács said the mill would reopen. “We waited ten years,” she told reporters.\n\n"
    "Trader Omar Haddad warned that rents would rise. He wants a new bridge.\n"
)
PAGE = ["--format", "table"]


@pytest.fixture(scope="module")
def loaded():
    return models.load_model()


@pytest.fixture
def ask(spq, no_library, loaded, monkeypatch):
    """Run ``spq explain`` with the model loaded once."""
    monkeypatch.setattr(models, "load_model", lambda name=None: loaded)
    return lambda *arguments, **more: spq("explain", *arguments, **more)


@pytest.fixture
def mill(tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text(MILL, encoding="utf-8")
    return path


@pytest.fixture
def ids(ask, spq, mill):
    """The ids that ``spq quotes --all`` prints of the article."""
    return [json.loads(line)["id"] for line in spq("quotes", "--all", mill).stdout.splitlines()]


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def validate(row):
    jsonschema.validate(row, schema.schema("explanations"), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns("explanations"))


# ---- which statement


def test_each_id_of_quotes_is_explained(ask, mill, ids):
    assert len(ids) > 2
    for name in ids:
        [row] = rows(ask(name, mill))
        assert row["id"] == name
        validate(row)


def test_ten_characters_of_an_id_are_enough(ask, mill, ids):
    assert rows(ask(ids[0][:10], mill))[0]["id"] == ids[0]


def test_a_place_as_the_table_has_it(ask, mill, ids):
    assert rows(ask(f"mill.txt@{MILL.index('the mill')}", mill))[0]["id"] == ids[0]


def test_the_examples_of_the_help_hold(ask):
    examples = [shlex.split(line)[2:] for line in ask("--help").stdout.splitlines() if "  spq explain" in line]
    assert examples
    for arguments in examples:
        assert rows(ask(*arguments))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("0123456789abcdef", "no statement here has the id '0123456789abcdef'"),
        ("01234", "give at least 10 characters"),
        ("mill.txt@1", "no statement here"),
    ],
)
def test_an_unknown_id(ask, mill, name, says):
    result = ask(name, mill)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_several_that_fit_are_named(ask, monkeypatch, ids, mill):
    monkeypatch.setattr("spquotes.cli.meant.LEAST_PREFIX", 8)
    result = ask(ids[0][:8], mill)
    assert result.exit_code == 2
    assert f"fits {len(ids)} statements" in result.stderr
    assert ids[0] in result.stderr


def test_a_file_for_an_id(ask, mill):
    result = ask(mill)
    assert result.exit_code == 2
    assert "is a file, not a statement's id" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "by its id, or give a text"),
        (["0123456789ab", "--text", "Rain fell."], "by its id, or give a text"),
        (["--text", " \n"], "--text is empty"),
    ],
)
def test_wrong_use(ask, arguments, says):
    result = ask(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_an_input_that_failed_is_told_as_well(ask, mill, ids, tmp_path):
    result = ask(ids[0], mill, tmp_path / "gone.txt")
    assert rows(result)[0]["id"] == ids[0]
    assert "gone.txt" in result.stderr
    assert result.exit_code == 1


def test_stdin_is_read_as_by_every_command(ask, spq):
    name = json.loads(spq("quotes", input=MILL).stdout.splitlines()[0])["id"]
    assert rows(ask(name, input=MILL))[0]["id"] == name


def test_what_other_rules_found_cannot_be_explained(spq, library, loaded, monkeypatch):
    monkeypatch.setattr(models, "load_model", lambda name=None: loaded)
    last = json.loads(spq("quotes").stdout.splitlines()[-1])
    result = spq("explain", last["id"])
    assert result.exit_code == 1
    assert "analyse it again" in result.stderr


# ---- several


def test_several_ids_in_the_order_named_each_once(ask, mill, ids):
    found = rows(ask(ids[1], ids[0], ids[1][:12], mill))
    assert [row["id"] for row in found] == [ids[1], ids[0]]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["lines", "array"])
def test_rows_of_quotes_through_a_pipe(ask, spq, mill, ids, form):
    piped = spq("quotes", mill, *form).stdout
    assert [row["id"] for row in rows(ask("-", mill, input=piped))] == ids[:3]


def test_ids_and_places_through_a_pipe(ask, mill, ids):
    piped = f"{ids[2]}\n\nmill.txt@{MILL.index('the mill')}\n{ids[2]}\n"
    assert [row["id"] for row in rows(ask("-", mill, input=piped))] == [ids[2], ids[0]]


def test_without_paths_piped_ids_are_of_the_library_or_the_sample(ask, spq):
    piped = spq("quotes", "--sample", "--limit", "2").stdout
    assert len(rows(ask("-", input=piped))) == 2


@pytest.mark.parametrize(
    ("piped", "says"),
    [
        ('{"doc": "x"}\n', "stdin, line 1: has no id"),
        ('{"id": "0123456789abcdef"}\n{"id": 1}\n', "stdin, line 2: has no id"),
        ("{no\n", "stdin, line 1: neither JSON nor an id"),
        ("[1]", "stdin, row 1: has no id"),
        ("[{}", "neither JSON nor an id"),
        ("0123456789abcdef\n", "no statement here has the id '0123456789abcdef'"),
    ],
)
def test_what_is_no_row_in_the_pipe(ask, mill, piped, says):
    result = ask("-", mill, input=piped)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_nothing_in_the_pipe(ask, mill):
    result = ask("-", mill, input="")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no ids came in" in result.stderr


def test_stdin_is_for_one_thing(ask):
    result = ask("-", "-", input="x")
    assert result.exit_code == 2
    assert "stdin cannot hold both" in result.stderr


def test_what_cannot_be_explained_does_not_keep_back_the_others(ask, spq, library, loaded, tmp_path):
    found = [json.loads(line)["id"] for line in spq("quotes").stdout.splitlines()]
    result = ask(*found, "--library", library)
    assert result.exit_code == 1
    assert result.stderr.count("analyse it again") + len(rows(result)) == len(found)


# ---- the sentences around


def test_context_is_for_reading_only(ask, mill, ids):
    place = f"mill.txt@{MILL.index('that rents')}"
    narrow, wide = (ask(place, mill, *PAGE, "-C", number).stdout for number in (0, 1))
    assert "she told reporters" not in narrow
    assert "she told reporters.\n\n  [source: Trader Omar Haddad]" in wide
    assert "He wants a new bridge." in wide
    assert rows(ask(ids[0], mill, "-C", "1"))[0]["context"] == rows(ask(ids[0], mill))[0]["context"]
    assert "He wants a new bridge." in ask(place, mill, "--format", "md", "-C", "1").stdout


def test_context_around_a_long_text_is_shown_whole(ask):
    text = "The road is long. " * 40 + "Brown said that it was closed."
    assert " … " not in ask("--text", text, *PAGE, "-C", "99").stdout.partition("Who said it")[0]


def test_the_place_is_a_link(ask):
    from rich.console import Console
    from spquotes.cli.explainpage import renderable

    found = rows(ask("--text", MILL))
    to = io.StringIO()
    console = Console(file=to, width=80, force_terminal=True, color_system="standard", legacy_windows=False)
    link = {row["id"]: f"https://example.org/{number}" for number, row in enumerate(found)}
    console.print(renderable(found, 80, color=True, link=lambda row: link[row["id"]]))
    assert re.findall(r"\x1b]8;id=[^;]*;([^\x1b]+)\x1b", to.getvalue()) == list(link.values())


# ---- a text


def test_all_that_is_found_in_a_text(ask):
    found = ask("--text", MILL)
    assert [row["outcome"] for row in rows(found)] == ["shown"] * 3
    assert "1 wish or bare attitude left out; --all explains them" in found.stderr
    everything = rows(ask("--text", MILL, "--all"))
    assert [row["outcome"] for row in everything] == ["shown"] * 3 + ["hidden"]
    for row in everything:
        validate(row)


def test_sentences_without_a_statement_are_counted(ask):
    assert "spq: 1 sentence without a statement" in ask("--text", "Brown said it rained. The road was long.").stderr


def test_where_nothing_is_found_the_likeliest_readings_are_explained(ask):
    result = ask("--text", "The mayor nodded at the mill.")
    assert result.exit_code == 0
    assert "nothing in this text was taken for a statement" in result.stderr
    found = rows(result)
    assert found
    for row in found:
        validate(row)
        assert row["id"] is None
        assert row["outcome"] != "shown"
        assert row["why"]
    assert [row["confidence"] for row in found] == sorted((row["confidence"] for row in found), reverse=True)


def test_a_wish_alone_is_explained_without_all(ask):
    [row] = rows(ask("--text", "The mayor wants a bridge."))
    assert row["outcome"] == "hidden"
    assert "--all" in row["why"]


def test_a_text_without_any_cue(ask):
    result = ask("--text", "Rain.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no word in it comes with something that is said" in result.stderr


def test_quiet(ask):
    assert ask("--text", "Rain.", "--quiet").stderr == ""


# ---- the record


def test_the_record_repeats_what_quotes_says(ask, spq, mill, ids):
    quote = json.loads(spq("quotes", "--explain", mill).stdout.splitlines()[0])
    [row] = rows(ask(ids[0], mill))
    for key in ("id", "doc", "text", "content", "source", "cue", "context", "speaker", "candidates", "reason", "rule"):
        assert row[key] == quote[key]
    assert row["confidence"] == pytest.approx(quote["confidence"], abs=0.001)


def test_the_weights_of_the_record_add_up(ask, mill, ids):
    [row] = rows(ask(ids[0], mill))
    for weights, confidence in (("evidence", "weighed"), ("calibration", "confidence")):
        assert row[weights]
        odds = sum(one["weight"] for one in row[weights])
        assert 1 / (1 + math.exp(-odds)) == pytest.approx(row[confidence], abs=1e-4)


def test_other_readings_are_the_likeliest_first_and_lost(ask):
    [row] = rows(ask("--text", "“The road is closed,” said Brown."))
    others = row["readings"]
    assert others
    assert [one["confidence"] for one in others] == sorted((one["confidence"] for one in others), reverse=True)
    assert all(one["outcome"] != "shown" and one["why"] for one in others)


def test_a_nested_statement_names_the_one_around_it(ask):
    found = rows(ask("--text", "Anna Brown said that Omar Haddad had promised to build the bridge.", "--all"))
    [inner] = [row for row in found if row["inside"]]
    [outer] = [row for row in found if row["id"] == inner["inside"]["id"]]
    assert inner["inside"] == {"id": outer["id"], "text": outer["text"], "speaker": "Anna Brown"}


# ---- formats


def test_json_is_an_array(ask):
    [row] = json.loads(ask("--text", "Brown said it rained.", "--json").stdout)
    validate(row)


def test_csv_has_a_row_for_each(ask):
    table = list(csv.DictReader(io.StringIO(ask("--text", MILL, "--format", "csv").stdout)))
    assert [row["outcome"] for row in table] == ["shown"] * 3


def test_parquet_holds_the_rows(ask, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "out.parquet"
    assert ask("--text", MILL, "-o", file).exit_code == 0
    assert [row["outcome"] for row in parquet.read_table(file).to_pylist()] == ["shown"] * 3


def test_markdown_keeps_markup_of_the_text_text(ask):
    page = ask("--text", "Brown said *the* <b>road</b> is closed.", "--format", "md").stdout
    assert page.startswith("## Brown")
    assert "<b>" not in page
    assert "### How likely it is" in page


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_line_of_the_page_is_too_long(ask, columns):
    page = ask("--text", MILL, "--all", *PAGE, columns=columns).stdout
    assert max(map(len, page.splitlines())) <= columns


def test_the_page_tells_all_parts(ask):
    page = ask("--text", "Anna Brown is mayor. Yesterday she said that the road was closed.", *PAGE, columns=200).stdout
    assert "[source: she] [cue: said] [statement: that the road was closed]" in page
    headings = ["Who said it", "How it was read", "How likely it is"]
    assert [line for line in page.splitlines() if line in headings] == headings
    assert "“she” was taken for" in page
    assert "Anna Brown – " in page
    assert "“say” in this construction reports something said in" in page
    assert "For it: the odds that it is right rise" in page
    assert re.search(r"^ +× \d", page, re.MULTILINE)


def test_who_is_left_open_is_told_with_the_reason(ask):
    page = ask("--text", "He said that the road was closed.", *PAGE).stdout
    assert "“He” was left open: nobody near whom this could mean." in page


def test_nothing_of_a_text_is_obeyed_by_a_terminal(ask):
    page = ask("--text", "Brown said the \x1b[31mroad\u202e is closed, Omar\x9b said.", *PAGE).stdout
    assert "\\x1b[31mroad\\u202e" in page
    assert not set(page) & set("\x1b\u202e\x9b")


def test_json_has_the_text_as_it_is(ask):
    [row] = rows(ask("--text", "Brown said the \x1b[31mroad is closed."))
    assert "\x1b[31mroad" in row["text"]


def test_a_long_statement_is_shortened_on_the_page_only(ask):
    text = f"Brown said: “{'The road is closed. ' * 60}It is over.”"
    assert " … " in ask("--text", text, *PAGE).stdout
    assert "It is over" in rows(ask("--text", text))[0]["text"]


def test_a_terminal_gets_the_page_in_colour(on_terminal, no_library):
    seen, code = on_terminal("explain", "--text", "Brown said that the road was closed.")
    assert code == 0
    assert "\x1b[1m" in seen
    assert "[source:" not in seen
    plain, _ = on_terminal("explain", "--text", "Brown said that the road was closed.", NO_COLOR="1")
    assert "[source: Brown]" in plain
