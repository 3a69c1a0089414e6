"""Hostile files: a sound article or one sentence, in bounded time and memory, and the other inputs go on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import hostile
import pytest
from reading import FIXTURES, outcome, written
from spquotes.data import limits

HARBOUR = FIXTURES / "harbour.txt"
SECONDS = 15  # for one file, on a busy machine; most take a tenth of one

Make = Callable[[], bytes]
KINDS = [(hostile.PAGES, ".html"), (hostile.DOCUMENTS, ".docx"), (hostile.FILES, ".pdf"), (hostile.RECORDS, "")]
ALL = [(f"{name}{ending}", make) for table, ending in KINDS for name, make in table.items()]

BOMBS = {"bomb.docx", "lying bomb.docx", "bomb.pdf", "double bomb.pdf"}
SLOW = {"many kids.pdf"}  # see the test of the time limit

SOUND = {
    "scripts.html", "entities.html", "references.html", "deep.html", "deep inline.html", "deep lists.html",
    "deep tables.html", "deep quotes.html", "unclosed.html", "attribute.html", "comment.html", "characters.html",
    "brackets.html", "doctypes.html", "cdata.html", "json-ld.html", "metas.html", "nested.docx", "members.docx",
    "loop of relations.docx", "paths.docx",
    "wide span.docx", "deep tables.docx", "sound.pdf", "forms in themselves.pdf",
    "count.pdf", "prev loop.pdf", "huge xref.pdf", "deep.jsonl", "number.jsonl", "nan.jsonl", "twice.jsonl",
    "halves.jsonl", "nul.jsonl", "types.jsonl", "keys.jsonl", "columns.csv", "cells.csv", "nul.csv",
}  # fmt: skip
"""Those in which the article has to be found all the same."""


@pytest.fixture
def _nobody_called(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("_nobody_called")
@pytest.mark.parametrize(("name", "make"), [case for case in ALL if case[0] not in BOMBS | SLOW])
def test_a_hostile_file(tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, make: Make) -> None:
    path = written(tmp_path, name, make())
    begun = time.monotonic()
    got = outcome(path, HARBOUR)
    assert time.monotonic() - begun < SECONDS
    *articles, last = got.articles
    assert last.id == "harbour.txt"
    assert articles or len(got.errors) == 1
    assert all(error.startswith(str(path)) and len(error) < len(str(path)) + 250 for error in got.errors)
    assert (name in SOUND) <= any(hostile.TRUE in article.text for article in articles), got.errors
    for article in articles:
        assert not any(bad in article.text for bad in ("root:", "hacked", "lollol", "\0")), article.text[:500]
    assert capfd.readouterr() == ("", "")
    assert os.listdir(tmp_path) == [name]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # hypothesis swallows the first
def test_what_takes_too_long_is_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SECONDS", 1)
    path = written(tmp_path, "kids.pdf", hostile.FILES["many kids"]())
    got = outcome(path, HARBOUR)
    why = "takes more than 2 seconds to read; save its text and read that (SPQ_MAX_SECONDS raises this limit)"
    assert (got.errors, [article.id for article in got.articles]) == ([f"{path}: {why}"], ["harbour.txt"])


BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20))
from reading import outcome
got = outcome(*sys.argv[1:])
print(len(got.articles), *got.errors, sep="\\n")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere RLIMIT_AS is not kept to")
def test_bombs_are_met_in_less_than_900_mib(tmp_path: Path) -> None:
    made = dict(ALL)
    paths = [written(tmp_path, name, made[name]()) for name in sorted(BOMBS)]
    paths += [written(tmp_path, name, make()) for name, make in hostile.PACKED.items()]
    env = {**os.environ, "PYTHONPATH": str(Path(hostile.__file__).parent), "SPQ_MAX_DOCUMENT": "16M"}
    command = [sys.executable, "-c", BOUNDED, *map(str, paths), str(HARBOUR)]
    result = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert result.stderr == ""
    count, *errors = result.stdout.splitlines()
    assert int(count) == 2  # with the text that has nothing but zeros after it
    assert len(errors) == len(paths) - 1, errors
    assert not any("Error" in error for error in errors), errors  # least of all a MemoryError


# --- names, links and what is no file --------------------------------------------------------------------------------

TEXT = hostile.TRUE.encode()
NAMES = [
    b"new\nline.txt", b"\x1b[31mred\x1b[0m.txt", b"\xff\xfe.txt", b"-o.txt", b"--help.txt", b"..txt", b"...txt",
    b"a" * 251 + b".txt", b"[b]*?.txt", b"\xe2\x80\xaegpj.txt", b" .txt", b"'\"$(x)`;&|.txt", b"\r.txt", b"~.txt",
]  # fmt: skip


def test_strange_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(NAMES):
        Path(os.fsdecode(name)).write_bytes(TEXT + b" %d" % number)
    got = outcome(".")
    assert got.errors == []
    seen = [name for name in NAMES if not name.startswith(b".")]  # hidden ones are passed over in a folder
    assert len(got.articles) == len(seen)
    by_name = outcome(*(os.fsdecode(name) for name in NAMES))
    assert (len(by_name.articles), by_name.errors) == (len(NAMES), [])
    for article in by_name.articles:
        f"{article.id}{article.path}".encode()


def test_a_name_that_is_too_long_is_one_sentence(tmp_path: Path) -> None:
    got = outcome(tmp_path / ("a" * 300 + ".txt"), "a/" * 3000, HARBOUR)
    assert [error.rpartition(": ")[2] for error in got.errors] == ["File name too long"] * 2
    assert len(got.articles) == 1


def test_links_that_go_round_and_out(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    written(outside, "out.txt", TEXT + b" Out.")
    written(inside, "in.txt", TEXT)
    (inside / "self").symlink_to(inside)
    (inside / "up").symlink_to("..")
    (inside / "loop.txt").symlink_to("loop.txt")
    (inside / "gone.txt").symlink_to("nowhere.txt")
    (inside / "out").symlink_to(outside)
    got = outcome(inside)
    assert sorted(article.id for article in got.articles) == ["in.txt", "out.txt"]
    assert sorted(error.rpartition(": ")[2] for error in got.errors) == [
        "No such file or directory",
        "Too many levels of symbolic links",
    ]


def test_a_pipe_in_a_folder_is_passed_over_with_a_word(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", TEXT)
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    got = outcome(tmp_path)
    assert (len(got.articles), got.errors) == (1, [])
    assert got.notes == [
        f"{tmp_path}/{name}: is no file but a pipe, a socket or a device, and passed over"
        for name in ("b.txt", "c.txt")
    ]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/random", "/dev/tty", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    got = outcome(device, HARBOUR)
    assert (got.errors, len(got.articles)) == ([f"{device}: is a device or a socket, not a file"], 1)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no /proc")
@pytest.mark.parametrize("name", ["mem", "environ", "cmdline", "fd", "root/proc/self/mem", "maps"])
def test_files_of_the_system_are_read_or_refused(name: str) -> None:
    got = outcome(f"/proc/self/{name}", HARBOUR)
    assert got.articles[-1].id == "harbour.txt"
    assert len(got.articles) + len(got.errors) + len(got.notes) > 1


def test_a_file_that_goes_away_or_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spquotes.data.readers import ReadOptions, read

    paths = [written(tmp_path, f"{name}.txt", TEXT) for name in "abc"]
    errors: list[str] = []
    articles = read(list(map(str, paths)), ReadOptions(), lambda error: errors.append(str(error)), pytest.fail)
    next(articles)
    paths[1].unlink()
    with paths[2].open("ab") as more:
        more.write(b" And so on.")
    assert [article.text for article in articles] == [f"{hostile.TRUE} And so on."]
    assert errors == [f"{paths[1]}: No such file or directory"]


def test_a_page_beyond_trafilaturas_own_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.html", hostile.page(f"<p hidden><!--{'x' * 20_100_000}-->"))
    monkeypatch.setattr(limits, "MAX_PAGE", 30_000_000)
    assert hostile.TRUE in outcome(path).only.text
