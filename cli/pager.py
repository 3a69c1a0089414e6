"""What is longer than the screen goes through a pager, as git does it: ``less`` unless something else is named."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TextIO, cast

LESS_OPTIONS = "FRX"
"""As git sets them: end if all fits on one screen, obey colours, leave the text on the screen."""

LINKS_SINCE = 566
"""The version of less that passes links on."""

_ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


class _EnoughError(Exception):
    """The reader has left the pager."""


def pager_of(environment: Mapping[str, str], on_note: Callable[[str], None]) -> str | None:
    """The pager's command line: SPQ_PAGER, PAGER, else less; None where there is none or ``cat`` (or nothing) is set.

    It is run by the shell, as a user may have written more than a program's name. One that is not there is told.
    """
    if environment.get("TERM", "dumb") == "dumb":
        return None
    for name in ("SPQ_PAGER", "PAGER"):
        chosen = environment.get(name)
        if chosen is not None:
            if chosen.strip() in ("", "cat"):
                return None
            if _is_there(chosen):
                return chosen
            on_note(f"{name}: there is no program {_program(chosen)!r}; shown without a pager")
            return None
    return "less" if shutil.which("less") else None


def passes_links(command: str) -> bool:
    """Whether a pager is known to pass links on to the terminal; others would show them as rubbish."""
    if not _is_less(command):
        return False
    try:
        told = subprocess.run(
            [_program(command), "--version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    found = re.match(rb"less (\d+)", told.stdout)
    return found is not None and int(found[1]) >= LINKS_SINCE


@contextmanager
def paging(stdout: TextIO, command: str) -> Iterator[TextIO]:
    """A stream to the terminal ``stdout`` that starts the pager once more has come than a screen holds.

    A reader who leaves the pager early ends the block, without an error. Whatever happens, the block ends only with the
    pager: the terminal is never left half way.
    """
    screen = _Screen(stdout, command)
    text = io.TextIOWrapper(
        cast("BinaryIO", screen), encoding=stdout.encoding, errors="backslashreplace", newline="\n", write_through=True
    )
    with suppress(_EnoughError), screen:
        yield text
        text.flush()
    with suppress(_EnoughError, ValueError):
        text.detach()


class _Screen(io.RawIOBase):
    """Keeps what comes until it is more than the screen holds, then hands all to the pager."""

    def __init__(self, stdout: TextIO, command: str) -> None:
        self._stdout, self._command = stdout, command
        self._held = bytearray()
        self._pager: subprocess.Popen[bytes] | None = None
        self._size = shutil.get_terminal_size()

    def __exit__(self, *_error: object) -> None:
        self._finish()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        if self._pager is None:
            self._held += data
            if _rows(self._held.decode(self._stdout.encoding, "replace"), self._size.columns) < self._size.lines:
                return len(data)
            self._start()
            data, length = bytes(self._held), len(data)
        else:
            length = len(data)
        self._hand_on(bytes(data))
        return length

    def _start(self) -> None:
        self._stdout.flush()
        self._pager = subprocess.Popen(
            self._command, shell=True, stdin=subprocess.PIPE, env=_environment(self._command, os.environ)
        )

    def _hand_on(self, data: bytes) -> None:
        assert self._pager is not None
        assert self._pager.stdin is not None
        try:
            self._pager.stdin.write(data)
            self._pager.stdin.flush()
        except OSError:  # a closed pipe
            raise _EnoughError from None

    def _finish(self) -> None:
        """All is written, or something went wrong: show what was held, or let the reader leave the pager."""
        if self._pager is None:
            self._stdout.buffer.write(self._held)
            self._stdout.flush()
            return
        with _deaf_to_interruptions(), suppress(OSError):
            assert self._pager.stdin is not None
            with suppress(OSError):
                self._pager.stdin.close()
            self._pager.wait()


@contextmanager
def _deaf_to_interruptions() -> Iterator[None]:
    """Ctrl-C in a pager is the pager's, while it has the terminal."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _rows(text: str, columns: int) -> int:
    """The rows of a terminal that a text takes up."""
    lines = _ESCAPE.sub("", text).split("\n")
    return sum(max(1, -(-len(line) // columns)) for line in (lines if lines[-1] else lines[:-1]))


def _environment(command: str, environment: Mapping[str, str]) -> dict[str, str]:
    """The pager's environment; of a user's own options for less only the one is added that colours need."""
    made = {**environment}
    made.setdefault("LV", "-c")
    if _is_less(command) and "LESS" in environment:
        made["LESS"] = f"-R {environment['LESS']}"
    else:
        made.setdefault("LESS", LESS_OPTIONS)
    return made


def _is_less(command: str) -> bool:
    return os.path.basename(_program(command)).removesuffix(".exe") == "less"


def _is_there(command: str) -> bool:
    return shutil.which(_program(command)) is not None


def _program(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    return next((word for word in words if not re.match(r"\w+=", word)), "")
