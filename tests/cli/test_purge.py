"""``spq library purge``: all that spq keeps is gone, and nothing else."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing

import pytest
from spquotes.data.errors import SpqError
from spquotes.data.store import Store, purging
from spquotes.data.store.database import Database

PEOPLE = '[[person]]\nname = "Anna Roth"\nid = "anna-roth"\naliases = ["A. R."]\n'


@pytest.fixture
def kept(spq, patterned, news, where, tmp_path, monkeypatch):
    """A library with decisions and corrections beside it, and a cache, in a folder of the user's with a letter."""
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path / "cache"))
    spq("add", news)
    spq("quotes", news)
    statement = spq("quotes", "--format", "csv").stdout.splitlines()[1].partition(",")[0]
    assert spq("correct", statement, "--drop").exit_code == 0
    (where.parent / "people.toml").write_text(PEOPLE)
    (where.parent / "letter.txt").write_text("Dear editor")
    return where.parent


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_that_is_kept_goes_and_nothing_else(spq, kept, tmp_path):
    assert names(kept) == ["corrections.toml", "letter.txt", "library.db", "people.toml"]
    assert names(tmp_path / "cache") == ["analyses.db"]
    result = spq("library", "purge", "--yes")
    assert result.exit_code == 0
    assert (names(kept), names(tmp_path / "cache")) == (["letter.txt"], [])
    told = [line.rpartition(", ")[0].replace(str(tmp_path), "") for line in result.stderr.splitlines()]
    assert told == [
        "spq: removed: /data/people.toml: your decisions on who is who",
        "spq: removed: /data/corrections.toml: your corrections",
        "spq: removed: /data/library.db: the library",
        "spq: removed: /cache/analyses.db: the cache of analyses",
    ]
    assert spq("library", "purge").stderr == "spq: there is nothing to remove\n"


def test_without_a_terminal_it_wants_a_yes(spq, kept):
    before = names(kept)
    result = spq("library", "purge", input="y\n")
    assert result.exit_code == 2
    assert result.stderr.startswith("spq: this removes your decisions on who is who (")
    assert result.stderr.endswith("); say --yes if that is meant\n")
    assert names(kept) == before


@pytest.mark.parametrize(("answer", "code", "left"), [("n", 1, True), ("y", 0, False)])
def test_on_a_terminal_it_names_all_and_asks(kept, command, answer, code, left):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with open(ours, "wb", buffering=0) as keyboard, open(theirs, "rb", buffering=0) as stdin:
        keyboard.write(f"{answer}\n".encode())
        ran = subprocess.run([command, "library", "purge"], stdin=stdin, capture_output=True, check=False, text=True)
    assert ran.returncode == code
    assert f"{kept / 'library.db'}: the library" in ran.stderr.partition("Remove all of it?")[0]
    assert (kept / "library.db").exists() is left


def test_decisions_can_be_kept(spq, kept):
    assert "people.toml: kept, as asked for" in spq("library", "purge", "--yes", "--keep-decisions").stderr
    assert names(kept) == ["corrections.toml", "letter.txt", "people.toml"]


def test_a_named_library_goes_without_the_cache(spq, kept, tmp_path):
    result = spq("library", "purge", "--yes", "--library", kept / "library.db")
    assert result.stderr.endswith("the cache is left; spq library purge --cache removes it\n")
    assert (names(kept), names(tmp_path / "cache")) == (["letter.txt"], ["analyses.db"])


def test_the_cache_alone_goes_unasked(spq, kept, tmp_path):
    assert spq("library", "purge", "--cache").exit_code == 0
    assert ("library.db" in names(kept), names(tmp_path / "cache")) == (True, [])


def test_a_folder_of_spqs_own_goes_when_it_is_empty(spq, patterned, news, tmp_path, monkeypatch):
    for name in ("SPQ_LIBRARY", "SPQ_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "share" / "spq")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache" / "spq")
    spq("add", news)
    spq("quotes", news, "--cache")
    assert spq("library", "purge", "--yes").exit_code == 0
    assert (names(tmp_path / "share"), names(tmp_path / "cache")) == ([], [])


def linked(path):
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def another_programs(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (a)")
        db.commit()


def no_database(path):
    path.write_bytes(b"nothing of the kind" * 100)


@pytest.mark.parametrize("made", [linked, another_programs, no_database])
@pytest.mark.parametrize("name", ["data/library.db", "cache/analyses.db"])
def test_what_is_not_spqs_stops_all(spq, kept, tmp_path, made, name):
    made(tmp_path / name)
    before = names(kept), names(tmp_path / "cache")
    result = spq("library", "purge", "--yes")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith(f"spq: {tmp_path / name}: ")
    assert (names(kept), names(tmp_path / "cache")) == before


def a_list_of_addresses(path):
    path.write_text('[smith]\nstreet = "Mill Lane"\n')


def with_another_library(path):
    Database.writing(path.with_name("second.db")).close()


@pytest.mark.parametrize("made", [linked, a_list_of_addresses, with_another_library])
def test_a_file_beside_it_that_is_not_the_librarys_alone_is_left(spq, kept, made):
    made(kept / "people.toml")
    result = spq("library", "purge", "--yes")
    assert result.exit_code == 0
    assert f"spq: {kept / 'people.toml'}: left, " in result.stderr
    assert "people.toml" in names(kept)
    assert "library.db" not in names(kept)


def test_while_another_writes_nothing_goes(spq, kept, where, monkeypatch):
    monkeypatch.setattr(purging, "PATIENCE", 0.1)
    before = names(kept)
    with Store.writing(where):
        result = spq("library", "purge", "--yes")
    assert (result.exit_code, result.stderr) == (
        2, f"spq: {where}: another spq is writing to it; try again when it is done\n",
    )  # fmt: skip
    assert names(kept) == before


def test_what_cannot_go_is_named_and_is_found_again(kept, where, monkeypatch):
    found = purging.find(where, None)
    unlink = type(where).unlink

    def refusing(path, missing_ok=False):
        if path == where:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(type(where), "unlink", refusing)
        with pytest.raises(SpqError, match=r"library\.db: cannot be removed \(Permission denied\)"):
            purging.remove(found.kept, where, ())
    assert [thing.what for thing in purging.find(where, None).kept] == [purging.LIBRARY]
