"""``--cache``: a second look analyses nothing; without it nothing stays."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing

import pytest
from spquotes.data.store import cache
from tiny import MILL


def docs(spq, *options):
    return [json.loads(line)["doc"] for line in spq("quotes", *options).stdout.splitlines()]


def said(result):
    return result.stderr.strip().splitlines()[-1]


def test_without_cache_nothing_stays(spq, patterned, news, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for _ in range(2):
        assert docs(spq, news) == ["bridge.txt", "mill.txt"]
    assert len(patterned) == 4
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("option", [["--cache"], []])
def test_with_cache_a_second_look_analyses_nothing(spq, patterned, news, tmp_path, monkeypatch, where, option):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path / "cache"))
    first = spq("quotes", news, *option)
    (news / "mill.txt").rename(news / "renamed.txt")
    second = spq("quotes", news, *option)
    assert len(patterned) == 2
    assert second.stdout.replace("renamed.txt", "mill.txt").count("mill.txt") == first.stdout.count("mill.txt") > 0
    assert (tmp_path / "cache" / "analyses.db").is_file()
    assert not where.exists()


def test_other_rules_look_again(spq, patterned, news, tmp_path, monkeypatch, newer_rules):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path))
    spq("quotes", news)
    newer_rules()
    spq("quotes", news)
    assert len(patterned) == 4


@pytest.mark.parametrize("setting", ["", "0", "no", "off"])
def test_the_setting_can_say_no(spq, patterned, news, monkeypatch, setting):
    monkeypatch.setenv("SPQ_CACHE", setting)
    spq("quotes", news)
    spq("quotes", news)
    assert len(patterned) == 4


def test_the_cache_can_be_emptied(spq, patterned, news, tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path / "cache"))
    spq("quotes", news)
    assert ": the cache of analyses, " in said(spq("library", "purge", "--cache"))
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_broken_cache_does_not_matter(spq, patterned, news, tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path))
    (tmp_path / "analyses.db").write_text("no database " * 100)
    assert docs(spq, news) == ["bridge.txt", "mill.txt"]
    assert docs(spq, news) == ["bridge.txt", "mill.txt"]
    assert len(patterned) == 2


def overwritten(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + b"\xff" * 3000)


def packed(body):
    return f"UPDATE analyses SET body = x'{zlib.compress(body).hex()}'"


DAMAGE = {
    "text": lambda path: path.write_text("no database " * 100),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "header": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "overwritten": overwritten,
    "folder": lambda path: (path.unlink(), path.mkdir()),
    "pipe": lambda path: (path.unlink(), os.mkfifo(path)),
    "device": lambda path: (path.unlink(), path.symlink_to("/dev/zero")),
    "loop": lambda path: (path.unlink(), path.symlink_to(path)),
    "no bytes": "UPDATE analyses SET body = 5",
    "a text": "UPDATE analyses SET body = 'x'",
    "no json": packed(b"{"),
    "other json": packed(b'[1, {"article": 5}]'),
    "deep json": packed(b"[" * 100_000),
    "half": "UPDATE analyses SET body = substr(body, 1, 60)",
    "endless": packed(b" " * 40_000_000),
    "swapped": "UPDATE analyses SET body = (SELECT body FROM analyses AS other WHERE other.hash != analyses.hash)",
    "types": "UPDATE analyses SET used = 'x', size = 'y'",
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_of_a_damaged_cache_nothing_is_believed(spq, patterned, news, tmp_path, monkeypatch, kind):
    sound = spq("quotes", news, "--json")
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path))
    monkeypatch.setattr(cache, "_UNPACKED", 30_000_000)
    path, damage = tmp_path / "analyses.db", DAMAGE[kind]
    spq("quotes", news)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if isinstance(damage, str):
            db.execute(damage)
            db.commit()
    if not isinstance(damage, str):
        damage(path)
    for _ in range(2):
        found = spq("quotes", news, "--json")
        assert (found.exit_code, found.stdout, found.stderr) == (0, sound.stdout, sound.stderr)


LOADED = """
import sys
from spquotes.cli.main import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    print("spacy" in sys.modules, end.code, file=sys.stderr)
"""


def test_a_cached_look_loads_no_model(tmp_path, run):
    (tmp_path / "mill.txt").write_text(MILL)
    env = {**os.environ, "SPQ_CACHE": str(tmp_path / "cache")}
    first = run("quotes", tmp_path / "mill.txt", env=env)
    command = [sys.executable, "-c", LOADED, "quotes", str(tmp_path / "mill.txt")]
    second = subprocess.run(command, capture_output=True, check=True, env=env)
    assert second.stderr.splitlines()[-1] == b"False 0"
    assert second.stdout == first.stdout != b""
