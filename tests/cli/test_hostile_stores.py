"""Libraries that are none, are damaged or were tampered with: one sentence, and nothing half done.

SPQ_LONG=1 damages two hundred instead of eight.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
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


# ---- what another process left, and what cannot be written


@pytest.fixture
def words(spq):
    """The texts of the statements that the library tells."""
    return lambda: sorted(json.loads(line)["text"] for line in told(spq("quotes")).stdout.splitlines())


def copied(library, tmp_path):
    """A copy of a library as it is at this moment, with the files beside it: as a power cut would leave them."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for one in library.parent.glob(f"{library.name}*"):
        if one.is_file() and not one.name.endswith("-lock"):
            shutil.copy(one, folder / one.name)
    return folder / library.name


def test_a_left_over_wal_is_read(spq, library, tmp_path, monkeypatch, words):
    before = words()
    with closing(sqlite3.connect(library)) as db:
        db.execute("UPDATE attributions SET confidence = 0.5")
        db.commit()
        db.execute("CREATE TABLE IF NOT EXISTS left_over (a)")
        copy = copied(library, tmp_path)
    assert copy.with_name(f"{copy.name}-wal").stat().st_size
    monkeypatch.setenv("SPQ_LIBRARY", str(copy))
    assert words() == before
    assert told(spq("library", "check")).exit_code == 0


@pytest.mark.parametrize("ending", ["-wal", "-journal", "-shm"])
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 5000, b"no journal " * 900, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 4000]
)
def test_a_foreign_journal_beside_it_changes_nothing(library, words, ending, content):
    before = words()
    library.with_name(library.name + ending).write_bytes(content)
    assert words() == before


def test_a_hot_journal_is_rolled_back(spq, library, tmp_path, monkeypatch, words):
    before = words()
    with closing(sqlite3.connect(library, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA cache_size = 1")  # so that what is not committed is in the file already
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE attributions SET body = '{}'")
        db.execute("UPDATE analyses SET text = text || hex(zeroblob(200000))")
        copy = copied(library, tmp_path)
        db.execute("ROLLBACK")
    assert copy.with_name(f"{copy.name}-journal").stat().st_size
    monkeypatch.setenv("SPQ_LIBRARY", str(copy))
    assert words() == before
    assert told(spq("library", "check")).exit_code == 0


READ_ONLY = """
set -e
mount -t tmpfs none "$1"
cp "$2"/library.db* "$1"
rm -f "$1"/library.db"$3"
mount -o remount,ro "$1"
shift 3
exec "$@"
"""


@pytest.fixture
def read_only(tmp_path, library, command):
    """Runs spq where the library's folder cannot be written, not even by root; nobody else sees that folder."""
    place = tmp_path / "read-only"
    place.mkdir()

    def run(*arguments, without="-none"):
        line = [command, *map(str, arguments), "--library", place / "library.db"]
        try:
            return subprocess.run(
                ["unshare", "-rm", "sh", "-c", READ_ONLY, "sh", place, library.parent, without, *line],
                capture_output=True, text=True, timeout=60, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            pytest.skip("this system has no unshare")

    if run("library", "info").stderr.startswith(("unshare:", "mount:")):
        pytest.skip("nothing may be mounted here")
    return run


@pytest.mark.parametrize("left", ["", "log", "log alone"])
def test_a_read_only_library_is_asked_and_nothing_else(read_only, library, words, left, tmp_path):
    before = words()
    (tmp_path / "in.txt").write_text("Ada Roth said so.")
    with closing(sqlite3.connect(library)) as db:
        if left:  # a log that its writer did not come to write into the file
            db.execute("UPDATE attributions SET confidence = 0.5")
            db.commit()
        asked = read_only("quotes", without="-shm" if left == "log alone" else "-none")
        refused = [read_only(*line) for line in (["library", "remove", "mill.txt"], ["add", tmp_path / "in.txt"])]
    for result in refused:
        assert result.returncode in (1, 2)
        assert result.stderr.splitlines()[-1].startswith("spq: ")
        assert "cannot be written" in result.stderr or "cannot be read" in result.stderr, result.stderr
    rows = [json.loads(line) for line in asked.stdout.splitlines()]
    if left == "log alone":  # half of it would be a wrong answer
        assert (asked.returncode, rows) == (2, []), asked.stderr
        assert "copy it, and the files beside it, elsewhere" in asked.stderr
    else:
        assert sorted(row["text"] for row in rows) == before
        assert not left or {row["confidence"] for row in rows} == {0.5}  # with what is in the log
