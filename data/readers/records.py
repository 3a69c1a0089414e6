"""JSONL, line by line, and JSON documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from .. import limits
from ..errors import InputError
from .common import Found, ReadOptions, Report
from .decoding import decode
from .fields import Fields
from .streams import Opened, read_whole, text_lines

Record = TypeVar("Record")


def read_jsonl(opened: Opened, options: ReadOptions, report: Report) -> Iterator[Found]:
    """One article a line; a bad line is reported as ``path:line``, the rest goes on."""
    fields = Fields(opened.where, opened.id, options, report)

    def article(number: int, line: str) -> Found:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{opened.where}:{number}", f"is no JSON ({_json_reason(error)})") from error
        return _from_object(fields, record, opened.where, number)

    lines = ((number, line) for number, line in text_lines(opened, report) if line.strip())
    return good_ones(opened.where, lines, article, report)


def read_json(opened: Opened, options: ReadOptions, report: Report) -> Iterator[Found]:
    """A JSON object is one article, an array holds one in each element, named ``path:number``."""
    text, note = decode(read_whole(opened))
    if note:
        report.note(opened.where, note)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(opened.where, f"is no JSON ({_json_reason(error)})") from error
    fields = Fields(opened.where, opened.id, options, report)
    elements = document if isinstance(document, list) else [document]
    numbered = enumerate(elements, 1)
    return good_ones(opened.where, numbered, lambda n, record: _from_object(fields, record, opened.where, n), report)


def _from_object(fields: Fields, record: object, where: str, number: int) -> Found:
    if not isinstance(record, dict):
        raise InputError(f"{where}:{number}", "is no JSON object")
    return fields.article(record, number)


def _json_reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number with too many digits"


def good_ones(
    where: str, numbered: Iterable[tuple[int, Record]], article: Callable[[int, Record], Found], report: Report
) -> Iterator[Found]:
    """The articles of a file's records; bad records are reported.

    Raises InputError when the first ``limits.MAX_BAD_LINES`` are all bad: then it is no file of articles at all.
    """
    good = bad = 0
    for number, record in numbered:
        try:
            found = article(number, record)
        except InputError as error:
            report.error(error)
            bad += 1
            if not good and bad == limits.MAX_BAD_LINES:
                raise InputError(where, f"its first {bad} records cannot be read; the rest is left unread") from error
            continue
        good += 1
        yield found
