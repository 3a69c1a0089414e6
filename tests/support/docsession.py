"""Runs the blocks of one section: a shell on a terminal of 80 columns, and a Python beside it, both kept to the end."""

from __future__ import annotations

import json
import os
import re
import select
import shlex
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docpages import Block, commands, typed

COLUMNS, LINES = 80, 24
PATIENCE = 120
"""Seconds that one command may take."""

_TOOLS = re.compile(r"(?:^|[|;&(`]|\$\()\s*(jq|sqlite-utils|duckdb|sqlite3|make|column)\b", re.MULTILINE)
_MODULES = re.compile(r"^(?:>>> )?(?:import|from) (pandas|duckdb|sqlite_utils|spacy|pyarrow|pyspark)\b", re.MULTILINE)
_OF_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES")
"""What `make docs` tells a make that a page runs, which then says where it is."""

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class DocError(Exception):
    """What is wrong with a block, for whoever reads the test's output."""


def missing(block: Block) -> str | None:
    """The first program or module that a block needs and that is not there, with how to get it."""
    code = "\n".join(block.code)
    if block.language in ("console", "sh"):
        for tool in _TOOLS.findall(code):
            if shutil.which(tool, path=_path()) is None:
                return f"{tool} is not installed"
    wanted = _MODULES.findall(code) if block.language in ("python", "pycon") else []
    if block.mark("duckdb") is not None:
        wanted = ["duckdb"]
    for module in wanted:
        if find_spec(module) is None:
            return f"the module {module} is not installed"
    return None


class Session:
    """A folder with a shell and a Python in it; closing ends both."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._folder = folder
        ours = {name: value for name, value in os.environ.items() if name not in _OF_MAKE}
        self._env = {**ours, "PATH": _path(), **env}
        self._shell: _Shell | None = None
        self._python: _Python | None = None

    def close(self) -> None:
        """End what was started."""
        for one in (self._shell, self._python):
            if one is not None:
                one.close()

    def run(self, block: Block) -> str:
        """What the block would be, written anew: with what its commands print now. Raises DocError."""
        if before := block.mark("before"):
            self._succeed(before)
        name = block.mark("file")
        if name is not None:
            (self._folder / name).write_text(block.text, encoding="utf-8")
        if block.language == "toml":
            _check_toml(block.text, name)
        elif block.language in ("json", "jsonl"):
            _check_json(block)
        elif name is not None or block.language == "text":
            pass
        elif block.language == "console":
            return self._console(block)
        elif block.language == "sh":
            self._succeed(f"set -e\n{block.text}\nset +e")
        elif block.language in ("python", "pycon"):
            return self.python.run(block)
        elif block.language == "sql":
            self._sql(block)
        else:
            raise DocError(f"no way is known to run {block.language or 'a block without a language'}")
        return block.text

    @property
    def shell(self) -> _Shell:
        """The shell, begun when it is first needed."""
        if self._shell is None:
            self._shell = _Shell(self._folder, self._env)
        return self._shell

    @property
    def python(self) -> _Python:
        """The Python, begun when it is first needed."""
        if self._python is None:
            self._python = _Python(self._folder, self._env)
        return self._python

    def _succeed(self, command: str, typed: str | None = None, codes: str | None = None) -> str:
        printed, code = self.shell.run(command, typed)
        if str(code) not in (codes or "0").split():
            raise DocError(f"{command}\nends with {code} and prints\n{printed}")
        return printed

    def _console(self, block: Block) -> str:
        """All of a block's commands with their output, or, where no output is shown, without."""
        listed = commands(block.text)
        silent = not any(shown.strip() for _, shown in listed)
        written = ""
        for command, _ in listed:
            printed = self._succeed(command, block.mark("typed"), block.mark("exits"))
            written += typed(command) + ("" if silent else printed)
        return block.text if silent else written

    def _sql(self, block: Block) -> None:
        if block.mark("duckdb") is not None:
            code = f"import duckdb; duckdb.sql({block.text!r}).fetchall()"
        elif (file := block.mark("sqlite")) is not None:
            code = (
                f"import sqlite3; sqlite3.connect('file:{file}?mode=rw', uri=True).execute({block.text!r}).fetchall()"
            )
        else:
            raise DocError("SQL for which program? <!-- duckdb --> or <!-- sqlite: FILE --> before the block says it")
        self._succeed(f"{shlex.quote(sys.executable)} -c {shlex.quote(code)}")


def _path() -> str:
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def _check_toml(text: str, name: str | None) -> None:
    import tomllib

    tomllib.loads(text)
    if name is not None and Path(name).name == "people.toml":
        from spquotes.data.decisions import DecisionText

        DecisionText(text, name).parsed()


def _check_json(block: Block) -> None:
    for text in block.text.splitlines() if block.language == "jsonl" else [block.text]:
        json.loads(text)


class _Shell:
    """Bash with its output on a terminal; commands share its variables and its folder."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        import fcntl
        import pty
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        settings = termios.tcgetattr(theirs)
        settings[1] &= ~termios.OPOST  # a line feed stays what it is
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, settings)
        self._name = os.ttyname(theirs)
        # A dumb terminal: no colours, no bar that moves; tables have the terminal's width all the same.
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"], stdin=subprocess.PIPE, stdout=theirs, stderr=theirs, cwd=folder,
            env={**env, "TERM": "dumb", "PAGER": "cat", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._step = folder.parent / "step.sh"
        self._errors = folder.parent / "errors.txt"
        self._tell("set -o pipefail")

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()

    def run(self, command: str, typed: str | None = None) -> tuple[str, int]:
        """What the terminal shows of a command, and its exit code; ``typed`` is what is typed while it runs.

        Of a pipeline that is stdout alone: when the first program's notes come between the last one's lines is chance.
        """
        self._step.write_text(f"{command}\n", encoding="utf-8")
        piped = _is_pipeline(command)
        errors = f"2>{shlex.quote(str(self._errors))}" if piped else ""
        keyboard = os.devnull if typed is None else self._name
        self._tell(f". {shlex.quote(str(self._step))} <{keyboard} {errors}; printf '\\036%s\\036' $?")
        if typed is not None:
            os.write(self._ours, f"{typed}\n".encode())
        seen = self._read()
        printed, code = seen.split("\x1e")[:2]
        if int(code) and piped:
            printed += self._errors.read_text(encoding="utf-8")
        printed = _COLOURS.sub("", printed)  # jq before 1.7 does not know NO_COLOR
        return "".join(f"{line.rstrip()}\n" for line in printed.splitlines()), int(code)

    def _read(self) -> str:
        seen, until = b"", time.monotonic() + PATIENCE
        while seen.count(b"\x1e") < 2:
            ready, _, _ = select.select([self._ours], [], [], max(0, until - time.monotonic()))
            try:
                part = os.read(self._ours, 65536) if ready else b""
            except OSError:  # how Linux says that the other side is closed
                part = b""
            if not part:
                raise DocError(f"{self._step.read_text()}does not end, or ends the shell, after\n{seen.decode()}")
            seen += part
        return seen.decode()

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._ours)


def _is_pipeline(command: str) -> bool:
    words = shlex.shlex(command, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    return any(word in ("|", "|&") for word in words)


class _Python:
    """A Python that runs one block after the other (docpython.py), so that names and models last."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("docpython.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, env=env,
        )  # fmt: skip

    def run(self, block: Block) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(block.text).encode() + b"\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        line = self._process.stdout.readline() if ready else b""
        if not line:
            raise DocError(f"Python does not end, or ends itself, in\n{block.text}")
        answer: dict[str, Any] = json.loads(line)
        if answer["error"]:
            raise DocError(f"{block.text}\nfails:\n{answer['error']}")
        return str(answer["written"])

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
