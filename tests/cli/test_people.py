"""Who is who by decision, from the command line: people.toml, why, merge and split."""

from __future__ import annotations

import json

import jsonschema
import pytest
from known import known
from spquotes.data import schema
from spquotes.data.decisions import parse_decisions
from spquotes.data.store import Store
from spquotes.extractors.namekeys import keys_of


@pytest.fixture
def people_file(library):
    """Beside the library."""
    return library.with_name("people.toml")


def said(result):
    return [line.removeprefix("spq: ") for line in result.stderr.splitlines()]


def speakers(spq, *options):
    return {(row := json.loads(line))["id"]: row for line in spq("speakers", *options).stdout.splitlines()}


# ---- following the file


def test_a_file_beside_the_library_is_followed_from_the_next_command_on(spq, library, people_file):
    assert sorted(speakers(spq)) == ["haddad", "kovacs"]
    people_file.write_text('[[person]]\nname = "Ann Smith"\naliases = ["Anna Kovács", "Kovacs"]\n')
    rows = speakers(spq)
    assert rows["kovacs"]["name"] == "Ann Smith"
    assert [one["why"] for one in rows["kovacs"]["spellings"]] == ["alias in people.toml"] * 2
    assert len(spq("quotes", "--speaker", "Smith").stdout.splitlines()) == 2
    people_file.unlink()
    assert speakers(spq)["kovacs"]["name"] == "Anna Kovács"


@pytest.mark.parametrize("how", ["option", "variable"])
def test_another_file_is_followed_when_it_is_named(spq, library, tmp_path, monkeypatch, how):
    file = tmp_path / "elsewhere.toml"
    file.write_text('[[person]]\nname = "Ann Smith"\nid = "smith"\naliases = ["Anna Kovács", "Kovacs"]\n')
    monkeypatch.setenv("SPQ_PEOPLE", str(file) if how == "variable" else "")
    options = ["--people", file] if how == "option" else []
    assert sorted(speakers(spq, *options)) == ["haddad", "smith"]
    assert len(spq("quotes", "--speaker", "kovacs", *options).stdout.splitlines()) == 2


@pytest.mark.parametrize(
    "command",
    [
        ["quotes"],
        ["speakers"],
        ["entities"],
        ["show", "mill.txt"],
        ["add", "."],
        ["speakers", "why", "Haddad", "Kovacs"],
        ["speakers", "merge", "Haddad", "Kovacs"],
    ],
)
def test_a_file_that_is_wrong_is_one_line_and_2(spq, library, people_file, command):
    people_file.write_text('[[person]]\nname = "Ann Smith"\nalias = ["Kovacs"]\n')
    result = spq(*command)
    assert result.exit_code == 2
    keys = "name, id, kind, gender, aliases, roles, not"
    assert said(result) == [f"{people_file}, line 3: there is no key 'alias' of a [[person]]; it has {keys}"]


def test_a_file_that_is_named_must_be_there(spq, library, tmp_path):
    result = spq("speakers", "--people", tmp_path / "nothing.toml")
    assert result.exit_code == 2
    assert "cannot be read (No such file or directory); name another file with --people FILE" in result.stderr


def test_paths_know_nothing_of_the_file_beside_the_library(spq, library, people_file, patterned, news, monkeypatch):
    monkeypatch.setenv("SPQ_LIBRARY", str(library))
    people_file.write_text('[[person]]\nname = "Ann Smith"\naliases = ["Anna Roth"]\n')
    assert list(speakers(spq, news)) == ["anna-roth"]
    assert list(speakers(spq, news, "--people", people_file)) == ["ann-smith"]


def test_a_library_that_cannot_follow_is_asked_as_it_is(spq, library, people_file):
    speakers(spq)
    people_file.write_text('[[person]]\nname = "Ann Smith"\naliases = ["Anna Kovács", "Kovacs"]\n')
    with Store.writing(library):
        result = spq("speakers")
    assert "another spq is writing to it" in result.stderr
    assert [json.loads(line)["name"] for line in result.stdout.splitlines()] == ["Omar Haddad", "Anna Kovács"]


# ---- why


def why(spq, *names, **more):
    result = spq("speakers", "why", *names, **more)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_why_two_are_one(spq, library):
    row = why(spq, "Kovács", "Ковач")
    jsonschema.validate(row, schema.schema("comparisons"), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns("comparisons"))
    assert (row["same"], row["a"]["id"], row["b"]["id"], row["against"]) == (True, "kovacs", "kovacs", [])
    assert [one["text"] for one in row["spellings"]] == ["Anna Kovács", "Kovacs"]


def test_why_two_are_two(spq, library):
    row = why(spq, "haddad", "Anna Kovacs")
    assert (row["same"], row["decision"]) == (False, None)
    assert row["score"] < 0.5
    assert row["against"][0] == "2 texts name both"
    assert "two are taken for one from 86% on" in row["against"][-1]


def test_why_says_what_was_decided(spq, library, people_file):
    people_file.write_text(
        '[[person]]\nname = "Anna Kovács"\naliases = ["Ann Smith"]\n[[apart]]\nnames = ["Anna Kovács", "Omar Haddad"]\n'
    )
    assert why(spq, "Kovacs", "Ann Smith")["decision"] == "people.toml has Ann Smith as Anna Kovács"
    assert why(spq, "Kovacs", "Haddad")["decision"] == "people.toml says that Anna Kovács is never Omar Haddad"


@pytest.mark.parametrize("form", ["table", "md"])
def test_why_for_people(spq, library, form):
    text = spq("speakers", "why", "Haddad", "Kovács", "--format", form).stdout
    for part in ("are two here", "Against it", "2 texts name both", "Spellings of Omar Haddad", "for the test"):
        assert part in text


def test_why_of_paths(spq, analysed, tmp_path):
    (tmp_path / "a.txt").write_text("x")
    assert why(spq, "Haddad", "haddad", tmp_path)["same"]
    assert analysed == ["a.txt"]


def test_why_of_nobody_is_2_with_the_nearest(spq, library):
    result = spq("speakers", "why", "Haddad", "Kobacz")
    assert (result.exit_code, said(result)) == (2, ["nobody here fits 'Kobacz'; the nearest: Anna Kovács"])


# ---- the listing beside its commands


def test_a_path_is_no_command(spq, analysed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "why").write_text("x")
    assert len(spq("speakers", "./why").stdout.splitlines()) == 2
    assert len(spq("speakers", "--limit", "1", "why").stdout.splitlines()) == 1


def test_the_help_of_the_listing_names_its_commands(spq):
    text = spq("speakers", "--help").stdout
    assert [line.split()[0] for line in text.partition("Commands:\n")[2].splitlines()[:3]] == ["why", "merge", "split"]
    assert spq("speakers", "merge", "--help").stdout.startswith("Usage: spq speakers merge [OPTIONS] A B [PATHS]...")


# ---- merge and split


def test_merge_makes_one_of_two_and_says_so(spq, library, people_file):
    people_file.write_text("# Who is who.\n")
    result = spq("speakers", "merge", "Kovács", "haddad")
    assert (result.exit_code, result.stdout) == (0, "")
    assert said(result) == [f"{people_file}: Omar Haddad and Haddad is Anna Kovács from now on"]
    assert people_file.read_text() == (
        '# Who is who.\n\n[[person]]\nname = "Anna Kovács"\nid = "kovacs"\naliases = ["Omar Haddad", "Haddad"]\n'
    )
    (row,) = speakers(spq).values()
    assert (row["id"], row["name"], row["count"]) == ("kovacs", "Anna Kovács", 4)
    assert len(spq("quotes", "--speaker", "haddad").stdout.splitlines()) == 4


def test_merging_again_changes_nothing(spq, library, people_file):
    spq("speakers", "merge", "Kovács", "haddad")
    before = people_file.read_bytes()
    result = spq("speakers", "merge", "Kovács", "haddad")
    assert said(result)[-1] == "'Kovács' and 'haddad' are Anna Kovács already; nothing to change"
    assert people_file.read_bytes() == before


def test_merging_takes_over_what_was_decided_on_the_other(spq, library, people_file):
    people_file.write_text(
        '[[person]]\nname = "Omar Haddad"\nid = "haddad"\naliases = ["Haddad", "O. H."]\n\n'
        '# Our mayor.\n[[person]]\nname = "Anna Kovács"\nnot = ["Haddad"]\n\n[[apart]]\nnames = ["kovacs", "haddad"]\n'
    )
    spq("speakers", "merge", "kovacs", "haddad")
    decided = parse_decisions(people_file.read_text(), "")
    assert [(one.name, one.aliases, one.never) for one in decided.people] == [
        ("Anna Kovács", ("Omar Haddad", "Haddad", "O. H."), ())
    ]
    assert decided.apart == ()
    assert "# Our mayor." in people_file.read_text()
    assert list(speakers(spq)) == ["kovacs"]


def test_split_parts_a_spelling(spq, library, people_file):
    result = spq("speakers", "split", "Anna Kovács", "kovacs")
    assert said(result) == [f"{people_file}: kovacs is never Anna Kovács from now on"]
    assert people_file.read_text() == '[[person]]\nname = "Anna Kovács"\nid = "kovacs"\nnot = ["kovacs"]\n'
    rows = {row["id"]: row["name"] for row in map(json.loads, spq("entities", "--kind", "person").stdout.splitlines())}
    assert rows["kovacs"] == "Anna Kovács"
    assert sorted(rows.values()) == ["Anna Kovács", "Kovacs", "Omar Haddad"]


def test_splitting_again_changes_nothing(spq, library, people_file):
    spq("speakers", "split", "Anna Kovács", "Kovacs")
    before = people_file.read_bytes()
    result = spq("speakers", "split", "Anna Kovács", "Kovacs")
    assert said(result) == ["'Kovacs' is never Anna Kovács already; nothing to change"]
    assert people_file.read_bytes() == before


def test_splitting_undoes_merging(spq, library, people_file):
    spq("speakers", "merge", "Kovács", "haddad")
    speakers(spq)
    for name in ("Omar Haddad", "Haddad"):
        spq("speakers", "split", "kovacs", name)
    assert {name: row["count"] for name, row in speakers(spq).items()} == {"haddad": 2, "kovacs": 2}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["merge", "Haddad", "Kobacz"], "nobody here fits 'Kobacz'; the nearest: Anna Kovács"),
        (["merge", "Haddad", "mill"], "Omar Haddad is a person and mill a place; only alike can be one"),
        (["split", "Haddad", "Smith"], "Omar Haddad has no spelling 'Smith'; articles have Haddad, Omar Haddad"),
        (["split", "mill", "mill"], "mill is the only name of mill in any article: there is nothing to split"),
    ],
)
def test_nothing_is_written_where_it_is_not_clear(spq, library, people_file, arguments, says):
    result = spq("speakers", *arguments)
    assert (result.exit_code, said(result)) == (2, [says])
    assert not people_file.exists()


def test_who_may_be_several_is_asked_for_by_id(spq, library, people_file, by_hand):
    _, of = by_hand
    people = [
        known(name, f"{name.title()} Berg", spellings=((f"{name.title()} Berg", 1),)) for name in ("anna", "omar")
    ]
    with Store.writing(library) as store:
        store.set_people(
            people, {key: "anna" if key[1] else "omar" for key in of}, {person.id: keys_of(person) for person in people}
        )
    result = spq("speakers", "merge", "Berg", "omar")
    assert result.exit_code == 2
    assert said(result)[0].startswith("'Berg' may be ")
    assert said(result)[0].endswith("; choose one by id")
    assert "Anna Berg (anna)" in said(result)[0]
    assert not people_file.exists()


def test_without_a_library_the_file_must_be_named(spq, analysed, tmp_path):
    (tmp_path / "a.txt").write_text("x")
    result = spq("speakers", "merge", "Kovács", "Haddad", tmp_path)
    assert (result.exit_code, said(result)) == (
        2, ["name the file to write with --people FILE; only a library has one beside it"],
    )  # fmt: skip
    file = tmp_path / "who.toml"
    assert spq("speakers", "merge", "Kovács", "Haddad", tmp_path / "a.txt", "--people", file).exit_code == 0
    assert [one.name for one in parse_decisions(file.read_text(), "").people] == ["Anna Kovács"]
