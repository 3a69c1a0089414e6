"""``spq correct``: corrections kept beside the library, shown as such, and kept when anything else changes."""

from __future__ import annotations

import json
import shutil

import jsonschema
import pytest
import tiny
from spquotes.data import schema
from spquotes.data.corrections import parse_corrections
from spquotes.data.store import Store


def said(result):
    return [line.removeprefix("spq: ") for line in result.stderr.splitlines()]


def rows(spq, *arguments):
    return [json.loads(line) for line in spq(*arguments, "--format", "jsonl").stdout.splitlines()]


def statement(spq, words):
    (found,) = (row for row in rows(spq, "quotes", "--all") if words in row["text"])
    return found


def the_id(spq, words):
    return statement(spq, words)["id"]


def done(result):
    assert result.exit_code == 0, result.stderr
    return result


@pytest.fixture
def file(library):
    return library.with_name("corrections.toml")


@pytest.fixture
def sound(spq):
    """Call it to know that the library is sound."""
    return lambda: done(spq("library", "check"))


# ---- a speaker


def test_a_corrected_speaker_is_shown_as_one(spq, library, file, sound):
    identity = the_id(spq, "would reopen")
    result = done(spq("correct", identity, "--speaker", "Haddad", "--note", "heard the tape"))
    assert said(result) == ["Omar Haddad in place of Anna Kovács: “the mill would reopen”"]
    row = statement(spq, "would reopen")
    assert row["speaker"] == {
        "id": "haddad", "name": "Omar Haddad", "kind": "person", "role": "Trader", "by": "correction",
    }  # fmt: skip
    assert row["corrected"] | {"date": ""} == {
        "changed": "speaker", "was": "Anna Kovács", "was_id": "kovacs", "note": "heard the tape", "date": "",
    }  # fmt: skip
    assert row["id"] == identity
    assert row["source"]["text"] == "Mayor Anna Kovács"
    table = spq("quotes", "--contains", "reopen", "--format", "table", columns=80).stdout
    assert "(corrected)" in table
    sound()


def test_filters_counts_and_claims_see_the_correction(spq, library):
    before = {row["id"]: row["count"] for row in rows(spq, "speakers")}
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "haddad"))
    assert {row["id"]: row["count"] for row in rows(spq, "speakers")} == {
        "haddad": before["haddad"] + 1, "kovacs": before["kovacs"] - 1,
    }  # fmt: skip
    assert "the mill would reopen" in {row["text"] for row in rows(spq, "quotes", "--speaker", "Haddad")}
    assert "the mill would reopen" not in {row["text"] for row in rows(spq, "quotes", "--speaker", "Kovacs")}
    (claim,) = (row for row in rows(spq, "claims", "--speaker", "Haddad") if row["text"] == "the mill would reopen")
    assert (claim["claimer"]["id"], claim["claimer"]["by"]) == ("haddad", "correction")
    assert "the mill would reopen" not in {row["text"] for row in rows(spq, "claims", "--speaker", "Kovacs")}
    assert {row["value"]: row["count"] for row in rows(spq, "counts")}["haddad"] == before["haddad"] + 1


def test_nobody(spq, library, sound):
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "none"))
    row = statement(spq, "would reopen")
    assert row["speaker"] is None
    assert row["corrected"]["was_id"] == "kovacs"
    (claim,) = (row for row in rows(spq, "claims") if row["text"] == "the mill would reopen")
    assert claim["claimer"] is None
    sound()


def test_somebody_where_the_article_says_nobody(spq, library, sound):
    done(spq("correct", the_id(spq, "no answer"), "--speaker", "kovacs"))
    row = statement(spq, "no answer")
    assert (row["speaker"]["id"], row["corrected"]["was"]) == ("kovacs", None)
    sound()


def test_somebody_new(spq, library, sound):
    identity = the_id(spq, "would reopen")
    result = spq("correct", identity, "--speaker", "Vera Lindqvist")
    assert result.exit_code == 2
    assert "nobody here fits 'Vera Lindqvist'" in result.stderr
    assert "add --new" in result.stderr
    done(spq("correct", identity, "--speaker", "Vera Lindqvist", "--new"))
    assert [row["text"] for row in rows(spq, "quotes", "--speaker", "Lindqvist")] == ["the mill would reopen"]
    other = the_id(spq, "waited")
    done(spq("correct", other, "--speaker", "Lindqvist"))
    assert len(rows(spq, "quotes", "--speaker", "vera-lindqvist")) == 2
    sound()
    done(spq("correct", identity, "--undo"))
    done(spq("correct", other, "--undo"))
    assert "vera-lindqvist" not in {row["id"] for row in rows(spq, "entities")}
    sound()


def test_who_is_known_is_not_new(spq, library):
    result = spq("correct", the_id(spq, "would reopen"), "--speaker", "Omar Haddad", "--new")
    assert (result.exit_code, said(result)) == (
        2, ["Omar Haddad is not new: there is Omar Haddad (haddad); leave out --new"],
    )  # fmt: skip


def test_a_second_correction_keeps_whom_the_analysis_had(spq, library, file):
    identity = the_id(spq, "would reopen")
    done(spq("correct", identity, "--speaker", "Haddad"))
    done(spq("correct", identity, "--speaker", "none", "--note", "nobody can tell"))
    (one,) = parse_corrections(file.read_text(), "")
    assert (one.was_id, one.speaker, one.note) == ("kovacs", "none", "nobody can tell")
    result = done(spq("correct", identity, "--speaker", "Kovacs"))
    assert "as the analysis has it" in result.stderr
    assert parse_corrections(file.read_text(), "") == ()
    assert statement(spq, "would reopen")["corrected"] is None


def test_what_is_so_already_is_said(spq, library, file):
    result = done(spq("correct", the_id(spq, "would reopen"), "--speaker", "Kovacs"))
    assert said(result) == ["the speaker is Anna Kovács already; nothing to change"]
    assert not file.exists()


# ---- dropped, undone, listed


def test_a_dropped_statement_is_nowhere_but_in_the_list(spq, library, sound):
    found = statement(spq, "would reopen")
    place = f"mill.txt@{found['content'][0]['start']}"
    total = len(rows(spq, "quotes", "--all"))
    done(spq("correct", place, "--drop", "--note", "a headline"))
    assert len(rows(spq, "quotes", "--all")) == total - 1
    assert found["id"] not in spq("library", "export").stdout
    assert found["id"] not in spq("show", "mill.txt", "--all", "--json").stdout
    assert "the mill would reopen" not in {row["text"] for row in rows(spq, "claims")}
    assert sum(row["count"] for row in rows(spq, "counts", "--all", "--by", "type")) == total - 1
    sound()
    (row,) = rows(spq, "correct", "--list")
    assert (row["changed"], row["placed"], row["statements"], row["text"]) == (
        "dropped", True, 1, "the mill would reopen",
    )  # fmt: skip
    for again in (["explain", found["id"]], ["correct", place, "--speaker", "Haddad"], ["correct", place, "--drop"]):
        result = spq(*again)
        assert result.exit_code == 2
        assert "--undo brings it back" in result.stderr
    done(spq("correct", found["id"][:10], "--undo"))
    assert statement(spq, "would reopen") == found
    assert "the mill would reopen" in {row["text"] for row in rows(spq, "claims")}
    sound()


def test_undone_all_is_as_it_was(spq, library, file):
    before = spq("quotes", "--all", "--json").stdout, spq("claims", "--json").stdout, spq("speakers", "--json").stdout
    for words, what in (
        ("would reopen", ["--speaker", "none"]),
        ("waited", ["--drop"]),
        ("rents", ["--speaker", "Kovacs"]),
    ):
        done(spq("correct", the_id(spq, words), *what))
    for row in rows(spq, "correct", "--list"):
        done(spq("correct", row["id"], "--undo"))
    after = spq("quotes", "--all", "--json").stdout, spq("claims", "--json").stdout, spq("speakers", "--json").stdout
    assert after == before
    assert file.read_text() == ""


def test_the_list_fits_its_schema(spq, library):
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "Haddad"))
    (row,) = rows(spq, "correct", "--list")
    jsonschema.validate(row, schema.schema("corrections"), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns("corrections"))
    assert "was Anna Kovács" in spq("correct", "--list", "--format", "table", columns=80).stdout
    assert "| the mill would reopen | Anna Kovács | Omar Haddad |" in spq("correct", "--list", "--format", "md").stdout
    assert rows(spq, "library", "info")[0]["corrections"] == 1
    assert "(1 corrected)" in spq("library", "info", "--format", "table").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "say what to do with the statement"),
        (["x"], "say what to do with the statement"),
        (["x", "--drop", "--undo"], "say what to do with the statement"),
        (["x", "--list"], "--list lists all"),
        (["--drop"], "name one statement by its id"),
        (["x", "--drop", "--new"], "--new and --kind say who a --speaker is"),
        (["x", "--speaker", "y", "--kind", "person"], "--kind says what somebody --new is"),
        (["x", "--undo", "--note", "y"], "--note goes with"),
        (["nothing@1", "--drop"], "no statement here has the id 'nothing@1'"),
        (["nothing@1", "--undo"], "no statement here has the id 'nothing@1'"),
        (["mill.txt@23", "--undo"], "has no correction"),
        (["mill.txt@23", "--speaker", " "], "--speaker is empty"),
    ],
)
def test_wrong_use(spq, library, arguments, told):
    result = spq("correct", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_without_a_library(spq, no_library):
    result = spq("correct", "x", "--drop")
    assert result.exit_code == 2
    assert "corrections stand beside one" in result.stderr


# ---- the file


def test_the_file_can_be_edited(spq, library, file, sound):
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "Haddad"))
    text = file.read_text()
    file.write_text("# ours\n" + text.replace('speaker_id = "haddad"\n', "").replace("Omar Haddad", "Vera Lindqvist"))
    assert statement(spq, "would reopen")["speaker"]["name"] == "Vera Lindqvist"
    done(spq("correct", the_id(spq, "waited"), "--drop"))
    assert file.read_text().startswith("# ours\n")
    file.unlink()
    assert statement(spq, "would reopen")["corrected"] is None
    assert statement(spq, "waited")
    sound()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('speaker = "Omar Haddad"', "speaker = 7", "line 11: speaker must be a text"),
        ('speaker = "Omar Haddad"', "", "has either speaker = … ('none' for nobody) or drop = true"),
        ("at = [[", "at = [[1, 2], [", "words must be as long as at says"),
        ("at = [[", "place = [[", "there is no key 'place'"),
        ("date = ", "date = 'x' #", "date must be a day"),
        ("[[correction]]", "[[correction", "not TOML"),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_line(spq, library, file, old, new, told):
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "Haddad"))
    file.write_text(file.read_text().replace(old, new))
    result = spq("quotes")
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_library_that_cannot_be_written_is_asked_as_it_is(spq, library, file):
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "Haddad"))
    text = file.read_text()
    file.write_text(text.replace('"Omar Haddad"', '"none"'))
    with Store.writing(library):
        result = spq("quotes", "--speaker", "Haddad", "--contains", "reopen")
    assert len(result.stdout.splitlines()) == 1
    assert "cannot follow corrections.toml now" in result.stderr


# ---- when all else changes


def added(spq, *arguments):
    return done(spq("add", *arguments))


def test_corrections_outlive_newer_rules(spq, patterned, news, newer_rules, where):
    added(spq, news)
    done(spq("correct", the_id(spq, "the old mill"), "--speaker", "Bo Lund", "--new"))
    done(spq("correct", the_id(spq, "the bridge"), "--drop"))
    newer_rules()
    assert "2 analysed again" in added(spq, "--refresh").stderr
    (row,) = rows(spq, "quotes")
    assert (row["speaker"]["name"], row["corrected"]["was"]) == ("Bo Lund", "Anna Roth")
    assert [row["placed"] for row in rows(spq, "correct", "--list")] == [True, True]
    done(spq("library", "check"))


def test_somebody_new_is_the_same_when_an_article_names_them(spq, patterned, news, where):
    added(spq, news)
    done(spq("correct", the_id(spq, "the old mill"), "--speaker", "Bo Lund", "--new"))
    (news / "lund.txt").write_text("Mayor Bo Lund said that the well ran dry.\n")
    added(spq, news)
    assert sorted(row["text"] for row in rows(spq, "quotes", "--speaker", "bo-lund"))[1] == "the well ran dry"
    assert len(rows(spq, "quotes", "--speaker", "Bo Lund")) == 2
    done(spq("library", "check"))


def test_an_article_removed_and_added_again(spq, patterned, news, where):
    added(spq, news)
    identity = the_id(spq, "the old mill")
    done(spq("correct", identity, "--speaker", "none"))
    result = done(spq("library", "remove", "mill.txt", "--yes"))
    assert "1 correction has no place in this library and is only kept" in result.stderr
    assert [row["placed"] for row in rows(spq, "correct", "--list")] == [False]
    assert "not found any more" in spq("correct", "--list", "--format", "md").stdout
    result = added(spq, news)
    assert "no place" not in result.stderr
    assert statement(spq, "the old mill")["speaker"] is None
    done(spq("library", "check"))


def test_an_article_with_another_text(spq, patterned, news, where):
    added(spq, news)
    done(spq("correct", the_id(spq, "the old mill"), "--speaker", "none"))
    (news / "mill.txt").write_text("UPDATED. " + tiny.MILL)
    added(spq, news)
    assert statement(spq, "the old mill")["corrected"]["was"] == "Anna Roth"
    (news / "mill.txt").write_text(tiny.MILL.replace("the old mill", "no mill whatever"))
    assert "1 correction has no place" in added(spq, news).stderr
    assert statement(spq, "no mill")["corrected"] is None


def test_the_same_text_elsewhere_is_corrected_too(spq, patterned, news, where, sound):
    added(spq, news / "mill.txt", "--as-outlet", "Post")
    done(spq("correct", the_id(spq, "the old mill"), "--speaker", "none"))
    shutil.copy(news / "mill.txt", news / "copy.txt")
    added(spq, news / "copy.txt", "--as-outlet", "Times")
    assert [row["speaker"] for row in rows(spq, "quotes", "--contains", "mill")] == [None, None]
    assert [row["statements"] for row in rows(spq, "correct", "--list")] == [2]
    done(spq("library", "remove", "mill.txt", "--yes"))
    assert [row["speaker"] for row in rows(spq, "quotes", "--contains", "mill")] == [None]
    sound()


def test_people_told_apart_anew_leave_it(spq, library, sound):
    done(spq("correct", the_id(spq, "would reopen"), "--speaker", "Haddad"))
    library.with_name("people.toml").write_text('[[person]]\nname = "Ann Smith"\naliases = ["Anna Kovács", "Kovacs"]\n')
    row = statement(spq, "would reopen")
    assert (row["speaker"]["id"], row["corrected"]["was_id"]) == ("haddad", "kovacs")
    assert statement(spq, "waited")["speaker"]["name"] == "Ann Smith"
    library.with_name("people.toml").write_text(
        '[[person]]\nname = "O. H."\nid = "haddad"\naliases = ["Omar Haddad", "Haddad"]\n'
    )
    assert statement(spq, "would reopen")["speaker"]["name"] == "O. H."
    sound()
