"""CSV and Parquet, row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from .. import limits
from ..errors import InputError
from .common import Found, ReadOptions, Report, parsing, reason
from .fields import Fields
from .records import good_ones
from .streams import Opened, read_whole, text_lines

_DELIMITERS = ",;\t|"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # old spreadsheets end lines with a carriage return alone
_OPEN = "a quotation mark is left open in this row; it and what follows are left unread"
_BATCH = 64  # rows of Parquet held at a time


def read_csv(opened: Opened, options: ReadOptions, report: Report) -> Iterator[Found]:
    """One article a row, columns named by the header; ``path:line`` is where a row begins."""
    csv.field_size_limit(limits.MAX_RECORD)  # the module's own limit, 128 KiB, is shorter than an article can be
    rows = _csv_rows(opened, report)
    header = next(rows, None)
    if header is None:
        raise InputError(opened.where, "is empty")
    names = [name.strip() for name in header[1]]
    fields = Fields(opened.where, opened.id, options, report)
    fields.check_header(names)
    records = ((number, dict(zip(names, row, strict=False))) for number, row in rows)
    return good_ones(opened.where, records, lambda number, record: fields.article(record, number), report)


def _csv_rows(opened: Opened, report: Report) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, cells) of each row that is not blank.

    Raises InputError when a quotation mark is left open: where the next row would begin, nobody can tell.
    """
    lines = text_lines(opened, report)
    first = next(lines, None)
    if first is None:
        return
    unquoted = re.sub(r'"[^"]*"', "", first[1])
    delimiter = max(_DELIMITERS, key=unquoted.count)  # a comma when there is none
    last, marks, ended = 0, 0, False

    def texts() -> Iterator[str]:
        nonlocal last, marks, ended
        for _, line in chain([first], lines):
            for piece in re.findall(_LINE, line):
                last, marks = last + 1, marks + piece.count('"')
                yield piece
        ended = True

    reader = csv.reader(texts(), delimiter=delimiter)
    while True:
        start, marks = last + 1, 0
        try:
            row = next(reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise InputError(f"{opened.where}:{start}", _OPEN) from error
            report.error(InputError(f"{opened.where}:{start}", f"is no CSV row ({reason(error)})"))
            continue
        if row is None:
            return
        if ended and last > start and marks % 2:
            raise InputError(f"{opened.where}:{start}", _OPEN)
        if any(cell.strip() for cell in row):
            yield start, row


def read_parquet(opened: Opened, options: ReadOptions, report: Report) -> Iterator[Found]:
    """One article a row, in small batches, only the columns that are needed; ``path:number`` counts rows."""
    fields = Fields(opened.where, opened.id, options, report)
    rows = _parquet_rows(opened, fields)
    return good_ones(opened.where, rows, lambda number, record: fields.article(record, number), report)


def _parquet_rows(opened: Opened, fields: Fields) -> Iterator[tuple[int, dict[str, object]]]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(opened.where, "reading Parquet needs pyarrow: pip install 'spquotes[parquet]'") from error
    broken = "is broken or no Parquet file"
    with _seekable(opened) as stream:
        with parsing(opened.where, broken):
            file: Any = parquet.ParquetFile(stream)
            columns = list(fields.check_header(file.schema_arrow.names).values())
            batches = file.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False)
        number = 0
        while True:
            with parsing(opened.where, broken):
                batch = next(batches, None)
                rows = [] if batch is None else batch.to_pylist()
            if batch is None:
                return
            for row in rows:
                number += 1
                yield number, row


def _seekable(opened: Opened) -> BinaryIO:
    """The file itself, or the whole of a stream in memory: Parquet keeps its index at the end."""
    if opened.again:
        return opened.again()
    return io.BytesIO(read_whole(opened))
