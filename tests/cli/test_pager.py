"""What is longer than the screen goes through a pager, and nothing is left behind when that is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from spquotes.cli.pager import passes_links

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")

MARKED = "sed s/^/paged:/"
NOT_THERE = "no-such-program-as-this"


@pytest.fixture
def long(library, tmp_path):
    """A text of more lines than the terminal of the tests has (24)."""
    path = tmp_path / "long.txt"
    path.write_text("".join(f"Here is line {number} of a text in English.\n" for number in range(40)))
    return path


def shown(path):
    return ["show", str(path), "--text"]


@pytest.mark.parametrize("variable", ["SPQ_PAGER", "PAGER"])
def test_more_than_a_screen_is_paged(on_terminal, long, variable):
    environment = {"SPQ_PAGER": MARKED} if variable == "SPQ_PAGER" else {"SPQ_PAGER": None, "PAGER": MARKED}
    seen, code = on_terminal(*shown(long), **environment)
    assert seen.splitlines() == [f"paged:{line}" for line in long.read_text().splitlines()]
    assert code == 0


def test_the_first_variable_counts(on_terminal, long):
    seen, _ = on_terminal(*shown(long), SPQ_PAGER=MARKED, PAGER="sed s/^/other:/")
    assert "paged:" in seen


@pytest.mark.parametrize("pager", ["cat", "", " "])
def test_no_pager_is_a_pager_too(on_terminal, long, pager):
    seen, code = on_terminal(*shown(long), SPQ_PAGER=pager, PAGER=MARKED)
    assert (seen, code) == (long.read_text(), 0)


def test_one_that_is_not_there_is_told(on_terminal, long):
    seen, code = on_terminal(*shown(long), SPQ_PAGER=NOT_THERE)
    assert seen == f"spq: SPQ_PAGER: there is no program '{NOT_THERE}'; shown without a pager\n{long.read_text()}"
    assert code == 0


def test_no_pager_by_option(on_terminal, long):
    assert "paged:" not in on_terminal(*shown(long), "--no-pager", SPQ_PAGER=MARKED)[0]


def test_a_dumb_terminal_has_none(on_terminal, long):
    assert "paged:" not in on_terminal(*shown(long), SPQ_PAGER=MARKED, TERM="dumb")[0]


@pytest.mark.parametrize(
    "arguments",
    [["show", "mill.txt"], ["timeline", "Kovacs"], ["quotes", "--explain", "--json"]],
    ids=" ".join,
)
def test_what_fits_on_the_screen_and_what_is_no_page_are_not(on_terminal, library, arguments):
    assert "paged:" not in on_terminal(*arguments, SPQ_PAGER=MARKED)[0]


def test_long_lines_count_as_often_as_they_are_folded(on_terminal, library, tmp_path):
    path = tmp_path / "line.txt"
    path.write_text("Here is one long line of a text in English. " * 45)
    assert on_terminal(*shown(path), SPQ_PAGER=MARKED)[0].startswith("paged:")
    assert not on_terminal(*shown(path), SPQ_PAGER=MARKED, columns=200)[0].startswith("paged:")


def test_a_page_in_colour_is_paged(on_terminal, library):
    seen, _ = on_terminal("show", "mill.txt", "harbour.md", "--all", SPQ_PAGER=MARKED)
    assert "paged:" in seen
    assert "\x1b[" in seen


def test_a_pipe_is_never_paged(run, long):
    result = run(*shown(long), env={**os.environ, "SPQ_PAGER": MARKED, "TERM": "xterm"})
    assert result.stdout == long.read_bytes()


def test_who_leaves_early_leaves_quietly(on_terminal, library, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("Here is a line of a text in English.\n" * 100_000)
    seen, code = on_terminal(*shown(path), SPQ_PAGER="head -n 2")
    assert (seen, code) == ("Here is a line of a text in English.\n" * 2, 0)


def test_what_failed_is_still_in_the_exit_code(on_terminal, library):
    seen, code = on_terminal("show", "mill.txt", "harbour.md", "gone.txt", "--library", str(library), SPQ_PAGER="true")
    assert code == 1
    assert "gone.txt" in seen


def test_less_gets_the_options_that_git_gives_it(on_terminal, long, tmp_path):
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\ncat >/dev/null\necho "LESS=$LESS"\n')
    less.chmod(0o755)
    assert on_terminal(*shown(long), SPQ_PAGER=str(less), LESS=None)[0] == "LESS=FRX\n"
    assert on_terminal(*shown(long), SPQ_PAGER=str(less), LESS="-i")[0] == "LESS=-R -i\n"


@pytest.mark.parametrize(("version", "passes"), [("less 590 (GNU)", True), ("less 551 (x)", False), ("usage", False)])
def test_only_a_less_that_knows_links_gets_them(tmp_path, version, passes):
    less = tmp_path / "less"
    less.write_text(f"#!/bin/sh\necho '{version}'\n")
    less.chmod(0o755)
    assert passes_links(f"{less} -S") is passes
    assert not passes_links("more")
    assert not passes_links(str(tmp_path / "not" / "less"))


WAITS = "sh -c 'trap \"\" INT; cat >/dev/null; echo READY; sleep 1; echo LEFT'"


def test_an_interruption_is_the_pagers_while_it_has_the_terminal(command, long):
    import pty

    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "SPQ_PAGER": WAITS}
    with subprocess.Popen([command, *shown(long)], stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        seen = b""
        while b"READY" not in seen:
            seen += os.read(ours, 4096)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        try:
            while block := os.read(ours, 4096):
                seen += block
        except OSError:
            pass
        os.close(ours)
    assert seen.split() == [b"READY", b"LEFT"]
    assert process.returncode == 0
