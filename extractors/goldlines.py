"""Annotated records, one a line of JSON, each with an ``id`` of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ..data import limits
from ..data.errors import InputError
from ..data.readers.common import Report, reason, shown
from ..data.readers.streams import Opened, text_lines, unpack

_SURROGATES = re.compile("[\ud800-\udfff]")

Record = dict[str, Any]
T = TypeVar("T")


def read_records(path: Path, report: Report, parse: Callable[[Record], T]) -> Iterator[T]:
    """What ``parse`` makes of each line of a file (also gzipped).

    A line that is no JSON object, that ``parse`` raises ValueError for, or whose id another one has goes to ``report``
    with its number, and the next one follows; so does a file without any.
    """
    where = shown(str(path))
    lines_of: dict[str, int] = {}
    bad = 0
    try:
        for number, line in _lines(path, where, report):
            try:
                record = _record(line)
                made, identity = parse(record), text_of(record, "id")
                if identity in lines_of:
                    raise ValueError(f"the id {identity!r} is that of line {lines_of[identity]}, too")
            except (ValueError, RecursionError) as error:
                report.error(InputError(f"{where}:{number}", reason(error)))
                bad += 1
                if not lines_of and bad == limits.MAX_BAD_LINES:
                    why = f"its first {bad} lines cannot be read; the rest is left unread"
                    report.error(InputError(where, why))
                    return
                continue
            lines_of[identity] = number
            yield made
    except InputError as error:
        report.error(error)
    if not report.errors and not lines_of:
        report.error(InputError(where, "is empty"))


def text_of(record: Record, key: str) -> str:
    """A string of the record; raises ValueError when there is none.

    Halves of surrogate pairs, which JSON may hold and neither UTF-8 nor a tokenizer takes, are replaced one for one.
    """
    if not isinstance(record.get(key), str):
        raise ValueError(f"has no string {key!r}")
    return _SURROGATES.sub("\ufffd", record[key])


def _lines(path: Path, where: str, report: Report) -> Iterator[tuple[int, str]]:
    try:
        with path.open("rb") as raw:
            head, stream, _ = unpack(where, raw)
            for number, line in text_lines(Opened(where, path.name, head, stream), report):
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(where, reason(error)) from error


def _record(line: str) -> Record:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ValueError(f"is no JSON ({reason(error)})") from error
    if not isinstance(record, dict):
        raise ValueError("is no JSON object")
    return record
