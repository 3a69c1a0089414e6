"""Every regular expression that spq compiles, and strings on which one that backtracks takes its time.

python tests/support/patterns.py        lists, as JSON, [module, line, pattern, flags] of each
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from re import _constants as codes  # isort: skip
from re import _parser as parser  # isort: skip

Place = tuple[str, int, str, int]

ALPHABET = "aA1 \n\t.,-'\"’“”()[]:;_*#/@%$–é…"
WORDS = (
    "a ",
    "A ",
    "A. ",
    "a, ",
    "1,",
    "1.",
    "and ",
    "said ",
    "the ",
    "Mr. ",
    "a-",
    "a/",
    "“a”",
    '"a"',
    "\n\n",
    "> ",
    "1 million ",
)
ENDS = ("", "\n\0")
SHORT, RATIO, SLOW = 2_000, 4, 0.002
"""Times a piece is repeated, how much longer the second string is, and seconds from which that is tried."""

AGAIN = 3
"""Times that what seems slow is tried once more."""

PATIENCE = 1.0
"""Seconds after which a search is given up."""


def compiled() -> list[Place]:
    """All that is compiled when every module is imported and the sample is analysed, by the line that does it."""
    import spquotes.cli
    import spquotes.data
    import spquotes.extractors

    roots = [str(Path(part.__path__[0])) for part in (spquotes.cli, spquotes.data, spquotes.extractors)]
    found: dict[tuple[str, int], Place] = {}
    before = re._compile

    def recorded(pattern: Any, flags: int) -> Any:
        made = before(pattern, flags)
        frame = sys._getframe(2)
        file = frame.f_code.co_filename
        for root in roots:
            if file.startswith(root) and isinstance(made.pattern, str):
                module = f"{Path(root).name}{file[len(root) :]}"
                found.setdefault((made.pattern, made.flags), (module, frame.f_lineno, made.pattern, made.flags))
        return made

    re._compile = recorded
    try:
        for part in (spquotes.cli, spquotes.data, spquotes.extractors):
            for module in pkgutil.walk_packages(part.__path__, f"{part.__name__}."):
                with contextlib.suppress(ImportError):  # an extra that is not installed
                    importlib.import_module(module.name)
        _used()
    finally:
        re._compile = before
    return sorted(found.values())


def _used() -> None:
    """Run commands on the sample, for what is compiled when it is first needed."""
    from spquotes.cli.main import app

    for arguments in ("quotes --sample", "claims --sample --json", "entities --sample", "verify --sample --help"):
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.suppress(SystemExit):
            app(arguments.split())


def strings(pattern: str, flags: int) -> Iterator[tuple[str, str]]:
    """(beginning, piece to repeat) for a pattern: of its own repeats, and of what any text may hold."""
    for piece in (*ALPHABET, *WORDS):
        yield "", piece
    with contextlib.suppress(re.error, RecursionError):
        yield from _pumps("", parser.parse(pattern, flags & ~re.DEBUG))


def _pumps(before: str, sequence: Any) -> Iterator[tuple[str, str]]:
    for op, value in sequence:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > 8:
                for char in ALPHABET[:12]:
                    yield before, _sample(body, char)
            yield from _pumps(before, body)
        elif op is codes.SUBPATTERN:
            yield from _pumps(before, value[-1])
        elif op is codes.BRANCH:
            for branch in value[1]:
                yield from _pumps(before, branch)
        elif op is codes.ATOMIC_GROUP:
            yield from _pumps(before, value)
        before += _sample([(op, value)], "a")


def _sample(sequence: Any, prefer: str) -> str:
    """A string that the sequence matches, of preferred characters where it may be."""
    made = ""
    for op, value in sequence:
        if op is codes.LITERAL:
            made += chr(value)
        elif op is codes.NOT_LITERAL or op is codes.ANY:
            made += prefer
        elif op is codes.IN:
            made += _of_class(value, prefer)
        elif op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            made += _sample(value[2], prefer) * max(1, min(value[0], 3))
        elif op is codes.SUBPATTERN:
            made += _sample(value[-1], prefer)
        elif op is codes.BRANCH:
            made += _sample(value[1][0], prefer)
        elif op is codes.ATOMIC_GROUP:
            made += _sample(value, prefer)
    return made


def _of_class(members: Any, prefer: str) -> str:
    tester = re.compile("[" + "".join(_member(op, value) for op, value in members) + "]")
    return next((char for char in prefer + ALPHABET if tester.match(char)), _any(members))


def _any(members: Any) -> str:
    for op, value in members:
        if op is codes.LITERAL:
            return chr(value)
        if op is codes.RANGE:
            return chr(value[0])
    return ""


_CLASSES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip


def _member(op: Any, value: Any) -> str:
    if op is codes.NEGATE:
        return "^"
    if op is codes.LITERAL:
        return re.escape(chr(value))
    if op is codes.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CLASSES[str(value).removeprefix("UNI_")]


class TooLong(Exception):
    """A string took longer than ``PATIENCE``."""


def slow(pattern: str, flags: int, methods: Sequence[str] = ("finditer",)) -> str | None:
    """A string on which the pattern takes more than in step with its length, with the times; None for most patterns."""
    made = re.compile(pattern, flags)
    before_alarm = signal.signal(signal.SIGALRM, _too_long)
    try:
        for before, piece in dict.fromkeys(strings(pattern, flags)):
            for end in ENDS if piece else ():
                short, long = (before + piece * (times // len(piece)) + end for times in (SHORT, SHORT * RATIO))
                for method in methods:
                    took = _seconds(made, method, short)
                    if SLOW <= took < PATIENCE:
                        took = min(took, _seconds(made, method, short))
                    if took < SLOW:
                        continue
                    longer = PATIENCE if took >= PATIENCE else min(_seconds(made, method, long) for _ in range(2))
                    for _ in range(AGAIN):  # a busy machine is not a slow pattern
                        if took < PATIENCE and longer > min(took * RATIO * 2, PATIENCE / 2):
                            took = min(took, _seconds(made, method, short))
                            longer = min(longer, _seconds(made, method, long))
                    if took >= SLOW and longer > min(took * RATIO * 2, PATIENCE / 2):
                        return f"{method}: {before!r} + {piece!r} * n + {end!r} took {took:.3f} s, then {longer:.3f} s"
    finally:
        signal.signal(signal.SIGALRM, before_alarm)
    return None


def longest(pattern: str, flags: int, methods: Sequence[str], length: int) -> float:
    """The seconds of the slowest search in a string of that length."""
    made = re.compile(pattern, flags)
    before_alarm = signal.signal(signal.SIGALRM, _too_long)
    try:
        return max(
            _seconds(made, method, (before + piece * length)[: length - len(end)] + end)
            for before, piece in dict.fromkeys(strings(pattern, flags))
            for end in ENDS
            for method in methods
        )
    finally:
        signal.signal(signal.SIGALRM, before_alarm)


def _too_long(*_: object) -> None:
    raise TooLong


def _seconds(made: re.Pattern[str], method: str, text: str) -> float:
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    begun = time.process_time()
    try:
        found = getattr(made, method)(text)
        if method == "finditer":
            for _ in found:
                pass
    except TooLong:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - begun


def methods_of(module: str, line: int) -> tuple[str, ...]:
    """How the pattern compiled there is used: only at a place, or (``finditer``) at every place."""
    text = _sources()[module]
    lines = text.splitlines()
    if used := re.search(r"\bre\.(match|fullmatch)\(|re\.compile\(.*\)\.(match|fullmatch)\(", lines[line - 1]):
        return (used[1] or used[2],)
    name = re.match(r"\s*(\w+)\s*(?::[^=]+)?=", _statement(lines, line))
    if name is None:
        return ("finditer", "match")
    where = text if name[1].startswith("_") else "\n".join(_sources().values())
    uses = set(re.findall(rf"(?<![\w.]){name[1]}\.(match|fullmatch|search|findall|finditer|split|subn?)\(", where))
    return tuple(sorted(uses)) if uses and uses <= {"match", "fullmatch"} else ("finditer", "match")


def _statement(lines: list[str], line: int) -> str:
    """The line on which the statement of a line begins."""
    while line > 1 and lines[line - 1][:1] in (" ", ")", ""):
        line -= 1
    return lines[line - 1]


@cache
def _sources() -> dict[str, str]:
    import spquotes.cli
    import spquotes.data
    import spquotes.extractors

    return {
        f"{Path(root).name}{str(file)[len(root) :]}": file.read_text()
        for root in (part.__path__[0] for part in (spquotes.cli, spquotes.data, spquotes.extractors))
        for file in Path(root).rglob("*.py")
    }


if __name__ == "__main__":
    print(json.dumps(compiled(), indent=0))
