"""What ``--contains`` takes becomes a query that SQLite takes, or an error that says what is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spquotes.data.errors import UsageError
from spquotes.data.store.fulltext import match


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("soft power", '"soft power" *'),
        ("NEAR/3 and not", '"NEAR/3 and not" *'),
        ("sanction*", '"sanction" *'),
        ('"soft power"', '"soft power"'),
        ('"soft pow"*', '"soft pow" *'),
        ("mill* bridge", '"mill" * AND "bridge"'),
        ("mill OR bridge NOT road", '"mill" OR "bridge" NOT "road"'),
        ("(mill OR bridge) road", '( "mill" OR "bridge" ) AND "road"'),
        ('"soft power', '"soft power"'),
        ("text:mill*", '"text:mill" *'),
        ("*", '""'),
    ],
)
def test_becomes_a_query(asked, query):
    assert match(asked) == query


PIECES = [
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "(",
    ")",
    '"',
    "*",
    "mill",
    "text:",
    "{",
    "}",
    "^",
    "-",
    "+",
    ",",
    "'",
    "\0",
    "…",
    " ",
]


@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)))
@example('"a" "b" * *')
@example("()")
@example("".join("(" * 150 + "a" + ")" * 150))
def test_whatever_is_asked_sqlite_takes_it_or_the_user_is_told(asked):
    try:
        query = match(asked)
    except UsageError:
        return
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        db.execute("INSERT INTO words VALUES ('the old mill')")
        db.execute("SELECT * FROM words WHERE words MATCH ?", (query,)).fetchall()
