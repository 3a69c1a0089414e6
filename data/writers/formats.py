"""Which formats there are, which one a file's ending means, and the one function that writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, get_args

from ..errors import UsageError

FileFormat = Literal["json", "jsonl", "csv", "md", "parquet"]
Format = Literal["table", "json", "jsonl", "csv", "md", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

Row = Mapping[str, Any]

_ENDINGS: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".md": "md",
    ".markdown": "md",
    ".parquet": "parquet",
    ".txt": "table",
}


def format_of(path: str) -> Format:
    """The format that a file's ending means; a final ``.gz`` is looked through. Raises UsageError for any other."""
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    if suffixes and suffixes[-1] in _ENDINGS:
        return _ENDINGS[suffixes[-1]]
    raise UsageError(f"{path}: no format goes by this ending; use one of {', '.join(_ENDINGS)}, or give --format")


def require(wanted: Format) -> None:
    """Raise UsageError when a format needs what is not installed; asked before the work, not after it."""
    if wanted == "parquet" and find_spec("pyarrow") is None:
        raise UsageError("Parquet needs pyarrow: pip install 'spquotes[parquet]'")


def write(
    rows: Iterable[Row],
    columns: Mapping[str, Any],
    file_format: FileFormat,
    to: BinaryIO,
    *,
    raw_csv: bool = False,
) -> None:
    """Write rows, one at a time, as UTF-8 bytes.

    ``columns`` are the properties of the record's JSON Schema, in order (see ``data.schema.columns``). JSON, JSON Lines
    and Parquet hold the rows exactly; ``raw_csv`` makes CSV do so too.
    """
    if file_format == "json":
        _write_json(rows, to)
    elif file_format == "jsonl":
        for row in rows:
            to.write(to_json(row).encode() + b"\n")
    elif file_format == "csv":
        from .csv import write_csv

        write_csv(rows, columns, to, raw=raw_csv)
    elif file_format == "md":
        from .markdown import write_markdown

        write_markdown(rows, columns, to)
    else:
        from .parquet import write_parquet

        write_parquet(rows, columns, to)


def to_json(value: object) -> str:
    """One line of JSON; text stays text in any script."""
    return json.dumps(value, ensure_ascii=False)


def _write_json(rows: Iterable[Row], to: BinaryIO) -> None:
    separator = b"[\n"
    for row in rows:
        to.write(separator + to_json(row).encode())
        separator = b",\n"
    to.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
