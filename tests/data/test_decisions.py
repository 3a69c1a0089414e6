"""people.toml: what it may say, and what is told of a file that is wrong."""

from __future__ import annotations

import pytest
from spquotes.data.decisionfile import DecisionFile
from spquotes.data.decisions import (
    Decision,
    Decisions,
    Held,
    from_json,
    parse_decisions,
    read_text,
    to_json,
)
from spquotes.data.errors import SpqError

WHOLE = """\
# Who is who in our archive.
[[person]]
name = "Mark Twain"
id = "mark-twain"
kind = "person"
gender = "m"
aliases = ["Samuel  Clemens", "Марк Твен", "Twain"]
roles = [
    "river pilot",
    { role = "printer", from = 1848, until = "1857-04" },
    {role = "writer", from = 1865-11-18},
]
not = ["Shania Twain"]

[[apart]]
names = ["Anna Berg", "Anne Berg"]
"""


def test_all_that_a_file_can_say():
    assert parse_decisions(WHOLE, "people.toml") == Decisions(
        people=(
            Decision(
                "Mark Twain", "mark-twain", "person", "m", ("Samuel Clemens", "Марк Твен", "Twain"),
                (Held("river pilot"), Held("printer", "1848", "1857-04"), Held("writer", "1865-11-18")),
                ("Shania Twain",),
            ),
        ),
        apart=(("Anna Berg", "Anne Berg"),),
    )  # fmt: skip


def test_an_empty_file_decides_nothing():
    assert parse_decisions("# nothing yet\n", "people.toml") == Decisions()


def test_json_and_back():
    decisions = parse_decisions(WHOLE, "people.toml")
    assert from_json(to_json(decisions)) == decisions


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[person]\n", ": not TOML ("),
        ("[[persons]]\nname = 'A'\n", ", line 1: there is no key 'persons'; it has person, apart"),
        ("[person]\nname = 'A'\n", ": person must be written [[person]], once for each"),
        ("\n[[person]]\nid = 'a'\n", ", line 2: this [[person]] has no name; add name = …"),
        ("[[person]]\nname = 3\n", ", line 2: name must be a text in quotation marks"),
        ("[[person]]\nname = ' '\n", ", line 2: name must be a text in quotation marks"),
        ("[[person]]\nname = 'A'\n\n[[person]]\nname = 'B'\nalias = ['C']\n", ", line 6: there is no key 'alias'"),
        ("[[person]]\nname = 'A'\naliases = 'B'\n", ', line 3: aliases must be a list of texts: aliases = ["…", "…"]'),
        ("[[person]]\nname = 'A'\nid = 'A B'\n", ", line 3: id must be letters a to z, figures and hyphens, not 'A B'"),
        ("[[person]]\nname = 'A'\nkind = 'man'\n", ", line 3: kind must be one of person, organisation, group,"),
        ("[[person]]\nname = 'A'\nkind = 'unnamed'\n", ", line 3: kind must be one of"),
        ("[[person]]\nname = 'A'\ngender = 'x'\n", ", line 3: gender must be one of f, m, not 'x'"),
        ("[[person]]\nname = 'A'\nroles = 'mayor'\n", ", line 3: roles must be a list"),
        ("[[person]]\nname = 'A'\nroles = [{from = 2}]\n", ", line 3: each of roles must be a text, or {role ="),
        ("[[person]]\nname = 'A'\nroles = [{role = 'r', to = 1}]\n", ": there is no key 'to' of a role; it has role,"),
        ("[[person]]\nname = 'A'\nroles = [{role = 'r', from = 'may'}]\n", ", line 3: from must be a date, a month or"),
        ("[[person]]\nname = 'A'\naliases = ['B']\nnot = ['B']\n", ", line 4: 'B' is this person and, under not, is"),
        ("[[person]]\nname = 'A'\n[[person]]\nname = 'B'\naliases = ['a']\n", ", line 5: 'a' is A already; who is it?"),
        ("[[person]]\nname = 'A'\n[[person]]\nname = 'A'\n", ", line 4: 'A' has a [[person]] already; make them one"),
        (
            "[[person]]\nname = 'A'\nid = 'x'\n[[person]]\nname = 'B'\nid = 'x'\n",
            ", line 6: the id 'x' is another person's already",
        ),
        ("[[apart]]\nnames = ['A']\n", ", line 2: [[apart]] needs two names or more"),
        ("[[apart]]\nname = ['A', 'B']\n", ", line 2: there is no key 'name' of [[apart]]; it has names"),
        (
            "[[person]]\nname = 'A'\naliases = ['B']\n\n[[apart]]\nnames = ['B', 'A']\n",
            ", line 6: 'B' and 'A' are apart here and one [[person]] above; take one out",
        ),
    ],
)
def test_an_error_names_the_line_and_the_key(text, says):
    with pytest.raises(SpqError) as raised:
        parse_decisions(text, "people.toml")
    assert str(raised.value).startswith("people.toml")
    assert says in str(raised.value)


def test_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(SpqError, match=r"cannot be read .*; name another file with --people FILE"):
        read_text(tmp_path / "nothing.toml")
    (tmp_path / "latin.toml").write_bytes(b"[[person]]\nname = 'J\xf6rg'\n")
    with pytest.raises(SpqError, match="not UTF-8; save it as UTF-8"):
        read_text(tmp_path / "latin.toml")


# ---- changing a file


def test_a_change_keeps_comments_and_order():
    file = DecisionFile(WHOLE)
    entry = file.entry(["samuel  clemens"])
    assert file.add(entry, "aliases", ["S. Clemens", "Twain"]) == ["S. Clemens"]
    added = WHOLE.replace('"Twain"]', '"Twain", "S. Clemens"]')
    assert file.text == added
    file.drop(entry, "not", ["shania twain"])
    assert file.text == added.replace('not = ["Shania Twain"]\n', "")


@pytest.mark.parametrize("before", ["", "# mine\n", WHOLE])
def test_a_new_entry_is_read_again(before):
    file = DecisionFile(before)
    file.add(file.new_entry("FFA", "ffa", "organisation"), "not", ["Fish Federation"])
    people = parse_decisions(file.text, "people.toml").people
    assert people[-1] == Decision("FFA", "ffa", "organisation", never=("Fish Federation",))
    assert [line for line in before.splitlines() if line not in file.text.splitlines()] == []


def test_an_entry_goes_alone():
    file = DecisionFile("[[person]]\nname = 'A'\n# B's comment\n[[person]]\nname = 'B'\n")
    file.remove(file.entry(["A"]))
    assert file.text == "# B's comment\n[[person]]\nname = 'B'\n"


def test_who_is_merged_is_apart_no_more():
    file = DecisionFile(WHOLE)
    file.no_longer_apart(["Anna Berg"], ["Anne Berg"])
    assert parse_decisions(file.text, "people.toml").apart == ()
