"""``spq claims`` on two small articles analysed by hand."""

from __future__ import annotations

import json

import jsonschema
import pytest
from spquotes.data import schema


@pytest.fixture
def ids(spq, library):
    def of(*arguments):
        result = spq("claims", *arguments)
        assert result.exit_code == 0, result.stderr
        return [json.loads(line)["id"][-3:] for line in result.stdout.splitlines()]

    return of


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), ["mc1", "mc2", "mc3", "mc4"]),
        (("--speaker", "Kovacs"), ["mc1", "mc2"]),
        (("--speaker", "Haddad"), ["mc3"]),
        (("--about", "Haddad"), ["mc4"]),
        (("--outlet", "valley courier"), ["mc1", "mc2", "mc3", "mc4"]),
        (("--kind", "author"), ["mc4"]),
        (("--class", "predict", "--class", "warn"), ["mc1", "mc3"]),
        (("--numeric",), ["mc2", "mc4"]),
        (("--denied",), ["mc2"]),
        (("--min-check", "0.5"), ["mc2", "mc4"]),
        (("--sort", "check"), ["mc4", "mc2", "mc1", "mc3"]),
        (("--sort", "speaker"), ["mc1", "mc2", "mc3", "mc4"]),
        (("--sort", "check", "--limit", "1"), ["mc4"]),
        (("--since", "2021-03-05"), []),
        (("--until", "2021-03-04"), ["mc1", "mc2", "mc3", "mc4"]),
    ],
)
def test_which_claims(ids, arguments, expected):
    assert ids(*arguments) == expected


def test_a_row(spq, library):
    result = spq("claims", "--numeric", "--speaker", "Kovacs")
    row = json.loads(result.stdout)
    jsonschema.validate(row, schema.schema("claims"))
    assert row["claimer"] == {"id": "kovacs", "name": "Anna Kovács", "kind": "person", "role": "Mayor", "by": "pronoun"}
    assert (row["source"]["text"], row["cue"]["text"], row["addressee"]["text"]) == ("she", "told", "reporters")
    assert row["text"] == "We waited ten years, … is not a gift"
    assert [(one["value"], one["unit"], one["bound"]) for one in row["quantities"]] == [(10, "year", "about")]
    assert row["negations"][0]["scope"]["text"] == "a gift"
    assert row["reasons"] == ["names a figure: ten years", "personal experience"]


def test_dates_are_resolved_against_the_articles_day(spq, library):
    row = json.loads(spq("claims", "--kind", "author").stdout)
    (date,) = row["dates"]
    assert (date["value"], date["first"], date["last"]) == ("day+0", "2021-03-04", "2021-03-04")
    assert row["people"] == [{"id": "haddad", "name": "Omar Haddad"}]
    assert (row["claimer"], row["cue"], row["attribution"]) == (None, None, None)


def test_what_is_claimed_twice_stands_together_with_its_conflict(spq, tmp_path, no_library):
    one = "Anna Kovács said the harbour company spent 2 million euros on the mill bridge in 2019."
    other = "The harbour company spent 3 million euros on the mill bridge in 2019, Anna Kovács said."
    (tmp_path / "a.txt").write_text(f"{one} The sun shone over the valley.")
    (tmp_path / "b.txt").write_text(f"The fair opened. {other}")
    result = spq("claims", tmp_path, "--conflicts")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["doc"] for row in rows] == ["a.txt", "b.txt"]
    for row in rows:
        jsonschema.validate(row, schema.schema("claims"))
    assert {row["cluster"]["id"] for row in rows} == {min(row["id"] for row in rows)}
    assert rows[0]["cluster"]["count"] == 2
    (conflict,) = rows[0]["cluster"]["conflicts"]
    assert (conflict["with"], conflict["kind"]) == (rows[1]["id"], "figure")
    assert "2 million" in conflict["words"] and "3 million" in conflict["words"]  # noqa: PT018


def test_without_a_cluster_there_is_nothing_to_show(ids):
    assert ids("--clusters") == []


def test_sentences_are_scored_by_themselves(spq, tmp_path):
    (tmp_path / "talk.jsonl").write_text(
        json.dumps({"text": "Good evening, everybody.", "speaker": "A"})
        + "\n"
        + json.dumps({"text": "Unemployment fell by 3 percent in 2012.", "speaker": "B"})
        + "\n"
    )
    result = spq("claims", "--sentences", tmp_path / "talk.jsonl", "--sort", "check")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["speaker"], row["position"]) for row in rows] == [("B", 2), ("A", 1)]
    jsonschema.validate(rows[0], schema.schema("sentences"))


@pytest.mark.parametrize("option", [("--speaker", "A"), ("--numeric",), ("--sort", "date"), ("--clusters",)])
def test_sentences_do_not_go_with_what_articles_have(spq, tmp_path, option):
    (tmp_path / "talk.txt").write_text("Good evening.\n")
    result = spq("claims", "--sentences", tmp_path / "talk.txt", *option)
    assert result.exit_code == 2
    assert "--sentences goes with" in result.stderr


def test_the_count_at_the_end(spq, library):
    assert spq("claims").stderr == "spq: 4 claims by 2 claimers in 1 article\n"


def test_nothing_matches(spq, library):
    result = spq("claims", "--class", "praise")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "spq: nothing matches\n")
