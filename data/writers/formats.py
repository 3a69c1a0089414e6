"""Which formats there are, which one a file's ending means, and the one function that writes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, get_args

from ..errors import UsageError
from ..records import Article

FileFormat = Literal["json", "jsonl", "csv", "md", "parquet", "brat", "webannotation", "jsonld", "claimreview"]
Format = Literal["table", FileFormat]
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
    ".jsonld": "jsonld",
    ".zip": "brat",
}

_ONLY_FOR: dict[Format, frozenset[str]] = {
    "brat": frozenset({"quotes", "articles"}),
    "webannotation": frozenset({"quotes", "claims", "articles"}),
    "jsonld": frozenset({"quotes", "claims", "articles"}),
    "claimreview": frozenset({"claims"}),
}
"""Formats that have a meaning of their own, and the records that can be told in it; all others take any record."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Where a writer finds the articles of its rows.

    ``article`` gives one by its id. ``docs`` are the ids of those that a format of one file an article writes even when
    no row is theirs.
    """

    article: Callable[[str], Article | None]
    docs: Iterable[str] = ()


def format_of(path: str) -> Format:
    """The format that a file's ending means; a final ``.gz`` is looked through. Raises UsageError for any other."""
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    packed = bool(suffixes) and suffixes[-1] == ".gz"
    if packed:
        suffixes.pop()
    found = _ENDINGS.get(suffixes[-1]) if suffixes else None
    if found is None or (packed and found == "brat"):
        raise UsageError(f"{path}: no format goes by this ending; use one of {', '.join(_ENDINGS)}, or give --format")
    return found


def require(wanted: Format, record: str | None = None) -> None:
    """Raise UsageError when a format needs what is not installed, or is none for a record; before the work, not after.

    Without a ``record`` only the formats for any record will do.
    """
    if record not in _ONLY_FOR.get(wanted, {record}):
        fit = ", ".join(name for name in FORMATS if record in _ONLY_FOR.get(name, {record}))
        raise UsageError(f"the format {wanted} does not go with this command; use one of {fit}")
    if wanted == "parquet" and find_spec("pyarrow") is None:
        raise UsageError("Parquet needs pyarrow: pip install 'spquotes[parquet]'")


def write(
    rows: Iterable[Row],
    columns: Mapping[str, Any],
    file_format: FileFormat,
    to: BinaryIO,
    *,
    raw_csv: bool = False,
    texts: Texts | None = None,
) -> None:
    """Write rows, one at a time, as UTF-8 bytes.

    ``columns`` are the properties of the record's JSON Schema, in order (see ``data.schema.columns``). JSON, JSON Lines
    and Parquet hold the rows exactly; ``raw_csv`` makes CSV do so too. ``texts`` gives the words around a quotation to
    the formats that tell them. What is many files (brat) is ``brat.write_brat``'s.
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
    elif file_format == "parquet":
        from .parquet import write_parquet

        write_parquet(rows, columns, to)
    elif file_format == "webannotation":
        from .webannotation import write_annotations

        write_annotations(rows, to, texts)
    elif file_format in ("jsonld", "claimreview"):
        from .schemaorg import write_schemaorg

        write_schemaorg(rows, to, reviews=file_format == "claimreview")
    else:
        raise UsageError("brat is a folder of files: name one with -o FOLDER, or -o FILE.zip")


def to_json(value: object) -> str:
    """One line of JSON; text stays text in any script."""
    return json.dumps(value, ensure_ascii=False)


def _write_json(rows: Iterable[Row], to: BinaryIO) -> None:
    separator = b"[\n"
    for row in rows:
        to.write(separator + to_json(row).encode())
        separator = b",\n"
    to.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
