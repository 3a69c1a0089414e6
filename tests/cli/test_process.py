"""The installed ``spq`` as a process of its own: pipes, terminals, signals, and what it takes to start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "rich", "pyarrow", "dateparser", "htmldate", "trafilatura", "rapidfuzz", "jsonschema", "jinja2")


@pytest.mark.parametrize("arguments", [["--help"], ["quotes", "--help"], ["show", "--help"], ["schema", "quotes"]])
def test_help_imports_nothing_heavy(arguments):
    code = (
        "import sys, contextlib, spquotes.cli.main as m\n"
        "with contextlib.suppress(SystemExit): m.app(sys.argv[1:])\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert result.stderr == "[]\n"


def test_json_lines_through_a_pipe(run, library):
    result = run("quotes")
    assert result.returncode == 0
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["mill.txt"] * 3 + ["harbour.md"] * 2
    assert result.stderr.decode() == "spq: 5 statements by 2 speakers in 2 articles\n"


@pytest.mark.parametrize("arguments", [["quotes"], ["quotes", "--format", "table"], ["show", "mill.txt", "--text"]])
def test_a_closed_pipe_ends_quietly(run, library, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    result = run(*arguments, "--quiet", stdout=writer, stderr=subprocess.PIPE, capture_output=False)
    os.close(writer)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_pipe_that_closes_half_way_ends_quietly(command, library):
    with subprocess.Popen(
        [command, "schema"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(run, library):
    with open("/dev/full", "wb") as full:
        result = run("quotes", "--quiet", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert result.returncode == 2
    assert result.stderr == b"spq: stdout: cannot be written (No space left on device)\n"


def test_text_through_a_pipe_is_exact(run, no_library):
    text = "Line one\r\nline “two”, \x1b[1m no end".encode()
    result = run("show", "-", "--text", "--any-language", stdin=None, input=text)
    assert result.stdout == text


def test_output_is_utf8_whatever_the_locale(run, library):
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert "Kovács" in run("quotes", env=env).stdout.decode()
    assert "Kovács" in run("quotes", "--format", "table", env=env).stdout.decode()


def test_a_terminal_gets_a_table_in_colour(on_terminal, library):
    seen, code = on_terminal("quotes")
    assert code == 0
    assert "Speaker" in seen
    assert "\x1b[1;36mAnna Kovács" in seen
    assert "spq: 5 statements by 2 speakers in 2 articles" in seen


@pytest.mark.parametrize(
    ("options", "environment"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"})], ids=["option", "environment"]
)
@pytest.mark.parametrize("arguments", [["quotes"], ["show", "mill.txt"]])
def test_no_colour_is_obeyed(on_terminal, library, arguments, options, environment):
    seen, _ = on_terminal(*arguments, *options, **environment)
    assert "Anna Kovács" in seen
    assert "\x1b" not in seen


def test_a_dumb_terminal_gets_marks_with_their_ends_for_want_of_colours(on_terminal, library):
    seen, _ = on_terminal("show", "mill.txt", TERM="dumb")
    assert "[1]the mill would reopen[/1]" in seen
    assert "\x1b" not in seen


def test_a_dumb_terminal_gets_no_bar(on_terminal, no_library):
    seen, _ = on_terminal("quotes", "--sample", "--limit", "1", TERM="dumb")
    assert seen.startswith("Speaker")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_fits_its_terminal(on_terminal, library, columns):
    seen, _ = on_terminal("quotes", "--no-color", "--quiet", columns=columns)
    assert max(map(len, seen.splitlines())) <= columns


@pytest.mark.parametrize(
    "arguments",
    [["show", "harbour.md"], ["show", "harbour.md", "--text"], ["quotes", "--format", "csv"], ["quotes", "--json"]],
)
def test_a_terminal_is_shown_control_characters(on_terminal, library, arguments):
    seen, _ = on_terminal(*arguments, "--no-color")
    assert "\x1b" not in seen
    assert "x1b[31m" in seen or "u001b[31m" in seen


def test_parquet_is_not_for_a_terminal(on_terminal, library):
    seen, code = on_terminal("quotes", "--format", "parquet")
    assert code == 2
    assert seen == "spq: Parquet is not for a terminal; name a file with -o FILE.parquet\n"


def test_parquet_through_a_pipe(run, library):
    pq = pytest.importorskip("pyarrow.parquet")
    import io

    result = run("quotes", "--format", "parquet")
    assert pq.read_table(io.BytesIO(result.stdout)).num_rows == 5


@pytest.mark.parametrize("when", ["while it works", "while it writes"])
def test_an_interruption_is_one_line_and_130(spq, library, monkeypatch, when):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    target = "cli.inputs.source_of" if when == "while it works" else "cli.output.write"
    monkeypatch.setattr(f"spquotes.{target}", interrupt)
    result = spq("quotes")
    assert result.exit_code == 130
    assert result.stderr == "spq: interrupted\n"


def test_an_interruption_while_an_object_is_torn_down_is_not_lost() -> None:
    script = """
import os, signal, sys, time
from spquotes.cli import main

class Slow:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)

sys.unraisablehook = main.keep_interruptions
try:
    Slow()
    time.sleep(20)
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=15, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")
