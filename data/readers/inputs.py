"""What the user named → the files to read, each once, in order, with an id unique among them."""

from __future__ import annotations

import glob
import os
import re
import shlex
import stat
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from ..errors import InputError, UsageError
from .common import Report, reason, shown
from .sniff import SUFFIXES, suffix_of

STDIN = "-"
_URL = re.compile(r"(?:https?|ftps?)://", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; ``path`` is None for stdin. ``open`` opens what is no file on this machine's disks."""

    path: str | None
    id: str
    fifo: bool = False
    open: Callable[[], BinaryIO] | None = None

    @property
    def where(self) -> str:
        """What messages call it."""
        return "stdin" if self.path is None else shown(self.path)


def refuse_urls(inputs: Sequence[str]) -> None:
    """Raise UsageError, with the command that would fetch it, when an input is an address."""
    for given in inputs:
        if _URL.match(given):
            fetch = f"curl -L {shlex.quote(given)} | spq quotes -"
            raise UsageError(f"{given} is an address, and nothing is fetched unasked; try: {fetch}")


def expand(inputs: Sequence[str], report: Report) -> list[Source]:
    """All files that ``inputs`` name: files, folders (recursive), patterns the shell left alone, ``-``.

    What cannot be read is reported. A file named twice is read once.
    """
    seen: set[str] = set()
    paths: list[tuple[str, bool]] = []
    for given in inputs:
        for path, fifo in _files_of(given, report):
            real = path if path == STDIN else os.path.realpath(path)
            if real in seen:
                if given == path:  # not worth a word when a folder and a file in it are both named
                    report.note(shown(path), "named twice, read once")
                continue
            seen.add(real)
            paths.append((path, fifo))
    names = iter(unique_names([path for path, _ in paths if path != STDIN]))
    return [Source(None, "stdin") if path == STDIN else Source(path, next(names), fifo) for path, fifo in paths]


def _files_of(given: str, report: Report) -> Iterator[tuple[str, bool]]:
    if given == STDIN:
        yield STDIN, True
        return
    try:
        mode = os.stat(given).st_mode
    except (OSError, ValueError) as error:
        yield from _matches(given, error, report)
        return
    if stat.S_ISDIR(mode):
        yield from ((path, False) for path in _walk(given, report))
    elif stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
        yield os.path.normpath(given), stat.S_ISFIFO(mode)
    else:
        report.error(InputError(shown(given), "is a device or a socket, not a file"))


def _matches(given: str, error: OSError | ValueError, report: Report) -> Iterator[tuple[str, bool]]:
    """The files of a pattern; folders among the matches are left alone, ``**`` would name their files twice."""
    if not glob.has_magic(given):
        missing = isinstance(error, FileNotFoundError)
        report.error(InputError(shown(given) or "''", "no such file or folder" if missing else reason(error)))
        return
    try:
        paths = sorted(path for path in glob.glob(given, recursive=True) if os.path.isfile(path))
    except (re.error, ValueError) as bad:
        report.error(InputError(shown(given), f"is no pattern ({reason(bad)})"))
        return
    if not paths:
        report.error(InputError(shown(given), "no file matches this pattern"))
    yield from ((os.path.normpath(path), False) for path in paths)


def _walk(folder: str, report: Report) -> Iterator[str]:
    """The files in a folder whose ending is an article's, sorted; hidden ones and loops of links are passed over."""
    stack, visited = [os.path.normpath(folder)], set()
    found, others = 0, Counter[str]()
    while stack:
        path = stack.pop()
        try:
            status = os.stat(path)
            if not stat.S_ISDIR(status.st_mode):
                if stat.S_ISREG(status.st_mode):
                    if suffix_of(path) in SUFFIXES:
                        found += 1
                        yield path
                    else:
                        others[PurePath(path).suffix or PurePath(path).name] += 1
                elif suffix_of(path) in SUFFIXES:
                    report.note(shown(path), "is no file but a pipe, a socket or a device, and passed over")
            elif (status.st_dev, status.st_ino) not in visited:
                visited.add((status.st_dev, status.st_ino))
                names = sorted(name for name in os.listdir(path) if not name.startswith("."))
                stack += [os.path.join(path, name) if path != os.curdir else name for name in reversed(names)]
        except OSError as error:
            report.error(InputError(shown(path), reason(error)))
    if others:
        kinds = ", ".join(shown(kind) for kind, _ in others.most_common(4))
        skipped = f"{others.total()} file{'s' if others.total() > 1 else ''} passed over"
        report.note(shown(folder), f"{skipped}, by ending no article ({kinds}); name them to have them read")
    if not found:
        report.error(InputError(shown(folder), f"no articles in this folder (looked for {' '.join(sorted(SUFFIXES))})"))


def unique_names(paths: list[str]) -> list[str]:
    """File names, each with as many of its folders as tell it from the others.

    >>> unique_names(["a/x.txt", "b/x.txt", "y.txt"])
    ['a/x.txt', 'b/x.txt', 'y.txt']
    """
    parts = [[part for part in PurePath(path).parts if part not in (os.sep, os.curdir)] for path in paths]
    depth = [1] * len(paths)
    while True:
        names = ["/".join(part[-n:]) for part, n in zip(parts, depth, strict=True)]
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(names):
            groups[name].append(index)
        clash = [i for group in groups.values() if len(group) > 1 for i in group if depth[i] < len(parts[i])]
        if not clash:
            return [shown(name) for name in names]
        for index in clash:
            depth[index] += 1
