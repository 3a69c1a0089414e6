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


def test_the_count_at_the_end(spq, library):
    assert spq("claims").stderr == "spq: 4 claims by 2 claimers in 1 article\n"


def test_nothing_matches(spq, library):
    result = spq("claims", "--class", "praise")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "spq: nothing matches\n")
