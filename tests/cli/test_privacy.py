"""Every command, run once with a watch on it: no network, nothing unpickled, nothing written but where it may be."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import everycommand
import pytest
from docgen import all_commands

ROOT = Path(__file__).parents[2]
SUPPORT = ROOT / "tests" / "support"
FIXTURES = ROOT / "tests" / "fixtures"

FOREIGN = (
    "Der Bürgermeister sagte am Montag, dass die Mühle im nächsten Jahr wieder geöffnet werde, und dankte allen "
    "Bürgern, die dafür gespendet hatten.\n"
)
MONEY = "The fund paid out 500 Mexican pesos on 4 March, said Piet Vos. It will pay as much at Easter, he added.\n"
LOOPBACK_IS_THERE = ["net", "('socket.bind', ('::1', 0))", "urllib3.util.connection"]
"""What urllib3 does when it is imported, under trafilatura and htmldate: it asks whether this machine has IPv6."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watch resolves open folders by /proc")


@pytest.fixture
def temporary():
    """A folder for temporary files whose name is short enough for sockets in it."""
    with tempfile.TemporaryDirectory(prefix="spq-test-", dir="/tmp") as folder:
        yield Path(folder)


def watched(folder: Path, temporary: Path, *script: str) -> tuple[subprocess.CompletedProcess[str], list[list[str]]]:
    """Run Python in ``folder/cwd`` with a home beside it; what it did."""
    for name in ("home", "cwd"):
        (folder / name).mkdir(exist_ok=True)
    env = {
        "PATH": os.environ["PATH"], "HOME": f"{folder}/home", "TMPDIR": str(temporary), "SPQ_WATCH": f"{folder}/log",
        "PYTHONPATH": str(SUPPORT / "watched"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, *script], cwd=folder / "cwd", env=env, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=300, check=False,
    )  # fmt: skip
    return ran, [json.loads(line) for line in (folder / "log").read_text().splitlines()]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_command_is_run():
    assert {command for command, _ in everycommand.RUNS} == {name for name, _ in all_commands()}


def test_no_command_reaches_out_unpickles_or_writes_elsewhere(tmp_path, temporary):
    given = tmp_path / "cwd"
    shutil.copytree(FIXTURES / "docs", given)
    shutil.copytree(FIXTURES, given / "formats", ignore=shutil.ignore_patterns("docs", "*.sql"))
    (given / "foreign.txt").write_text(FOREIGN)
    (given / "money.txt").write_text(MONEY)
    (given / "out").mkdir()
    before = tree(given)

    ran, deeds = watched(tmp_path, temporary, str(SUPPORT / "everycommand.py"))
    assert (ran.stdout, ran.returncode) == ("", 0), ran.stderr

    assert {command for kind, command, *_ in deeds if kind == "file"} >= {"spq add", "spq batch", "spq quotes"}
    assert [deed for deed in deeds if deed[0] == "net" and deed[:1] + deed[2:] != LOOPBACK_IS_THERE] == []
    # What workers are told and tell is pickled between spq's own processes, by multiprocessing; no file is.
    by = {(kind, module.partition(".")[0]) for kind, _, _, module in deeds if kind in ("pickle", "class")}
    assert by == {("pickle", "multiprocessing"), ("class", "multiprocessing")}

    home = tmp_path / "home"
    allowed = (home / ".local/share/spq", home / ".cache/spq", given / "out", temporary)
    parents = {str(parent) for place in allowed for parent in place.parents}  # made where they are missing
    written = {what for kind, _, what, _ in deeds if kind == "file"} - {"", *parents}
    assert [what for what in sorted(written) if not any(Path(what).is_relative_to(place) for place in allowed)] == []
    assert {path: data for path, data in tree(given).items() if not path.startswith("out/")} == before
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("script", "deed"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "net"),
        ("import urllib.request; urllib.request.urlopen('http://example.org')", "net"),
        ("open('elsewhere', 'w').close()", "file"),
        ("import pickle; pickle.loads(pickle.dumps(1))", "pickle"),
        ("import io, pickle; pickle.Unpickler(io.BytesIO(pickle.dumps(print))).load()", "class"),
        ("import subprocess, sys; subprocess.run([sys.executable, '-c', 'import os; os.mkdir(\"x\")'])", "file"),
    ],
)
def test_the_watch_sees(tmp_path, temporary, script, deed):
    ran, deeds = watched(tmp_path, temporary, "-c", script)
    assert deed in {kind for kind, *_ in deeds}
    assert ran.returncode == (deed == "net")


def test_another_model_than_the_verified_one_is_told_once(spq, patterned, news, monkeypatch):
    assert spq("quotes", news).stderr.count("your choice") == 0
    monkeypatch.setattr("spquotes.extractors.model.is_installed", lambda name: True)
    said = "spq: the model en_other is your choice: spq verifies the files of its default model only"
    assert spq("quotes", news, "--model", "en_other").stderr.splitlines().count(said) == 1
    assert "your choice" not in spq("quotes", news, "--model", "en_other", "--quiet").stderr


def test_the_folders_that_are_made_are_for_their_owner_alone(spq, patterned, news, where, tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path / "cache"))
    spq("add", news)
    spq("quotes", news)
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (where.parent, tmp_path / "cache")] == [0o700, 0o700]
