"""Libraries that are none, are damaged or were tampered with: one sentence, and nothing half done.

SPQ_LONG=1 damages two hundred instead of eight.
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing

import pytest

READING = [
    ["quotes"], ["quotes", "--speaker", "Haddad"], ["quotes", "--contains", "mill"], ["claims"], ["entities"],
    ["speakers"], ["show", "mill.txt"], ["counts"], ["timeline", "Kovács"], ["library", "info"], ["library", "list"],
    ["library", "export"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def _as_users_have_it(monkeypatch):
    """What nobody foresaw of a damaged file is a sentence, too."""
    monkeypatch.delenv("SPQ_TRACEBACK")


def told(result):
    """The command ended as commands do, and what it said is a sentence a line."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2), result.stderr
    assert all(line.startswith("spq: ") for line in result.stderr.splitlines()), result.stderr
    return result


@pytest.mark.parametrize("seed", range(200 if os.environ.get("SPQ_LONG") else 8))
def test_bytes_that_were_overwritten(spq, library, seed):
    chance = random.Random(seed)
    spq("quotes")  # all that is written on the first look is written
    with closing(sqlite3.connect(library)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(library.read_bytes())
    if seed % 4 == 3:
        del data[chance.randrange(100, len(data)) :]
    for _ in range(chance.choice((1, 10, 300))):
        place = chance.randrange(len(data))
        data[place : place + 1] = chance.randbytes(1)
    library.write_bytes(data)
    for command in READING:
        told(spq(*command))
    assert spq("library", "check").exit_code in (0, 2, 3)


def text(path):
    path.write_text("This is no library. " * 200)


def foreign(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE notes (a)")


def newer(path):
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE articles (a); CREATE TABLE attributions (a); CREATE TABLE people (a);")
        db.execute("PRAGMA user_version = 99")


KINDS = {
    "text": text, "foreign": foreign, "newer": newer, "folder": lambda path: path.mkdir(), "pipe": os.mkfifo,
    "dangling": lambda path: path.symlink_to("nowhere"), "loop": lambda path: path.symlink_to(path.name),
    "device": lambda path: path.symlink_to("/dev/zero"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", [["quotes"], ["library", "info"], ["library", "check"], ["library", "remove", "a"]])
def test_what_is_no_library_is_one_sentence(spq, tmp_path, kind, command):
    path = tmp_path / "library.db"
    KINDS[kind](path)
    result = told(spq(*command, "--library", path))
    assert result.exit_code in (1, 2)
    assert len(result.stderr.splitlines()) == 1
    assert str(path) in result.stderr


PLANTED = {
    "trigger": "CREATE TRIGGER t AFTER UPDATE ON articles BEGIN DELETE FROM attributions; END;",
    "view": "CREATE VIEW quotes AS SELECT * FROM articles;",
    "missing": "PRAGMA foreign_keys = OFF; DROP TABLE claims;",
    "view for a table": "ALTER TABLE corrected RENAME TO other; CREATE VIEW corrected AS SELECT * FROM other;",
    "column": "DROP TRIGGER keep_words; DROP TRIGGER forget_words; ALTER TABLE attributions DROP COLUMN text;",
    "no json": "UPDATE attributions SET body = '{no json';",
    "other json": "UPDATE attributions SET body = '[1, 2]'; UPDATE entities SET mentions = '5', roles = '{}';",
    "types": "UPDATE attributions SET body = x'00ff', confidence = 'high';",
    "text": "UPDATE analyses SET text = 5;",
    "people": "UPDATE people SET roles = 'x', spellings = '{\"a\": 1}';",
    "marks": "UPDATE marks SET value = x'ff';",
}  # fmt: skip


@pytest.mark.parametrize("kind", PLANTED)
def test_a_library_that_was_tampered_with(spq, library, kind):
    with closing(sqlite3.connect(library)) as db:
        db.executescript(PLANTED[kind])
    for command in READING:
        told(spq(*command))
