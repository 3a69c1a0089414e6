"""``spq counts`` and ``--unique`` from the command line."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from spquotes.data import schema


def rows(spq, *arguments):
    return [json.loads(line) for line in spq(*arguments, "--format", "jsonl").stdout.splitlines()]


def told(result):
    return [line.removeprefix("spq: ") for line in result.stderr.splitlines()]


def test_by_speaker_is_the_default_and_the_unknown_have_a_row(spq, library):
    result = spq("counts", "--format", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["value"], row["name"], row["count"], row["docs"], row["share"]) for row in found] == [
        ("haddad", "Omar Haddad", 2, 2, 0.4), ("kovacs", "Anna Kovács", 2, 1, 0.4), (None, "(unknown)", 1, 1, 0.2),
    ]  # fmt: skip
    assert told(result) == ["5 statements in 2 articles"]


@pytest.mark.parametrize("options", [[], ["--by", "month"], ["--by", "speaker", "--by", "month"], ["--unique"]])
def test_rows_fit_their_schema_with_keys_in_its_order(spq, library, options):
    found = rows(spq, "counts", *options)
    assert found
    for row in found:
        jsonschema.validate(row, schema.schema("counts"), cls=jsonschema.Draft202012Validator)
        assert list(row) == list(schema.columns("counts", unique="--unique" in options))


def test_the_undated_have_a_row_and_fall_out_with_since(spq, library):
    assert [(row["name"], row["count"]) for row in rows(spq, "counts", "--by", "month")] == [
        ("2021-03", 3), ("(undated)", 2),
    ]  # fmt: skip
    result = spq("counts", "--by", "month", "--since", "2021")
    assert told(result) == ["1 article without a date left out", "3 statements in 1 article"]


@pytest.mark.parametrize(
    ("options", "counts"),
    [
        (["--all"], {"haddad": 3, "kovacs": 2, None: 1}),
        (["--speaker", "Kovacs"], {"kovacs": 2}),
        (["--about", "Kovacs"], {"haddad": 1}),
        (["--outlet", "valley courier"], {"haddad": 1, "kovacs": 2}),
        (["--type", "direct"], {"kovacs": 1, None: 1}),
        (["--class", "warn"], {"haddad": 1}),
        (["--class", "want"], {"haddad": 1}),
        (["--contains", "mill would"], {"kovacs": 1}),
        (["--min-confidence", "0.85"], {"haddad": 1, "kovacs": 1}),
        (["--until", "2021-03-04"], {"haddad": 1, "kovacs": 2}),
        (["--min-count", "2"], {"haddad": 2, "kovacs": 2}),
        (["--limit", "1"], {"haddad": 2}),
        (["--sort", "name", "--limit", "1"], {"kovacs": 2}),
    ],
)
def test_options(spq, library, options, counts):
    assert {row["value"]: row["count"] for row in rows(spq, "counts", *options)} == counts


def test_what_is_not_shown_is_told(spq, library):
    result = spq("counts", "--limit", "1")
    assert told(result) == ["3 statements in 2 more rows not shown, because of --min-count or --limit",
                            "5 statements in 2 articles"]  # fmt: skip


def test_a_cross_table(spq, library):
    assert spq("counts", "--by", "speaker", "--by", "class", "--format", "table", columns=80).stdout == (
        "             say  deny  warn  Total\n"
        "Omar Haddad    ·     1     1      2\n"
        "Anna Kovács    2     ·     ·      2\n"
        "(unknown)      1     ·     ·      1\n"
    )


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_bar_for_each_row_and_no_line_too_long(spq, library, columns):
    lines = spq("counts", "--format", "table", columns=columns).stdout.splitlines()
    assert all(len(line) <= columns for line in lines)
    bars = [line.count("█") for line in lines[1:]]
    assert bars[0] == bars[1] > bars[2] > 0 or (columns == 40 and not any(bars))
    assert "40.0%" in lines[1]
    assert ("2021-03-04" in "".join(lines)) is (columns == 200)


def test_a_table_wider_than_the_terminal_goes_on_below(spq, library):
    shown = spq("counts", "--by", "speaker", "--by", "class", "--format", "table", columns=32).stdout
    assert shown.count("Total") == 2
    assert all(len(line) <= 32 for line in shown.splitlines())


def test_csv_and_markdown(spq, library):
    (first, *_) = csv.DictReader(io.StringIO(spq("counts", "--format", "csv").stdout))
    assert (first["by"], first["value"], first["count"], first["by2"]) == ("speaker", "haddad", "2", "")
    assert "| Omar Haddad |  | 2 | 2 | 40.0% |" in spq("counts", "--format", "md").stdout


def test_nothing(spq, library):
    result = spq("counts", "--by", "month", "--contains", "nothing at all")
    assert (result.exit_code, result.stdout, told(result)) == (0, "", ["nothing matches"])
    assert spq("counts", "--contains", "zzz", "--by", "month", "--by", "type", "--format", "table").exit_code == 0


@pytest.mark.parametrize("by", [["month", "month"], ["month", "type", "class"]])
def test_one_thing_or_two_that_differ(spq, library, by):
    result = spq("counts", *(part for one in by for part in ("--by", one)))
    assert result.exit_code == 2
    assert "one thing to count by, or two that differ" in result.stderr


# ---- --unique

STORY = " ".join(f"word{n} other{n * n % 7} thing{n % 11}" for n in range(60))


@pytest.fixture
def copied(spq, patterned, tmp_path):
    """The same story in three outlets, the earliest read last; and another one."""
    said = "Mayor Anna Roth said that the mill would open."
    for outlet, day, text in (
        ("Post", "2020-03-02", f"Other headline. {said} {STORY}"),
        ("Times", "2020-03-03", f"{said} {STORY[:-200]}"),
        ("Wire", "2020-03-01", f"{said} {STORY}"),
        ("Wire", "2020-04-01", "Mayor Anna Roth said that it rains."),
    ):
        file = tmp_path / f"{outlet}{day}.txt"
        file.write_text(text)
        spq("add", file, "--as-outlet", outlet, "--published", day)


def test_the_earliest_of_near_duplicates_stands_for_all(spq, copied):
    result = spq("quotes", "--unique", "--format", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["published"], row["copies"]) for row in found] == [
        ("2020-03-01", {"articles": 2, "outlets": ["Post", "Times"]}), ("2020-04-01", {"articles": 0, "outlets": []}),
    ]  # fmt: skip
    assert "2 near-duplicates of 1 article left out" in told(result)
    assert list(found[0]) == list(schema.columns("quotes", unique=True))
    jsonschema.validate(found[0], schema.schema("quotes"), cls=jsonschema.Draft202012Validator)
    shown = " ".join(spq("quotes", "--unique", "--format", "table").stdout.split())
    assert "2 near-duplicates (Post, Times)" in shown
    assert "copies_articles" in spq("quotes", "--unique", "--format", "csv").stdout


def test_counted_once(spq, copied):
    assert [row["count"] for row in rows(spq, "counts")] == [4]
    assert [(row["count"], row["docs"], row["copies"]) for row in rows(spq, "counts", "--unique")] == [(2, 2, 2)]
    months = rows(spq, "counts", "--unique", "--by", "month")
    assert [(row["value"], row["count"], row["copies"]) for row in months] == [("2020-03", 1, 2), ("2020-04", 1, 0)]
    assert [row["count"] for row in rows(spq, "speakers", "--unique")] == [2]
    assert "Copies" in spq("counts", "--unique", "--format", "table").stdout


def test_of_those_chosen_one_stands(spq, copied):
    """Who asks for two outlets wants the story there, wherever else it appeared before."""
    (row,) = rows(spq, "quotes", "--unique", "--outlet", "Post", "--outlet", "Times")
    assert (row["outlet"], row["copies"]) == ("Post", {"articles": 1, "outlets": ["Times"]})
    (row,) = rows(spq, "quotes", "--unique", "--since", "2020-03-03", "--until", "2020-03-31")
    assert (row["outlet"], row["copies"]["articles"]) == ("Times", 0)


def test_without_near_duplicates(spq, library):
    assert "no near-duplicate articles" in told(spq("counts", "--unique"))
