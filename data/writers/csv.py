"""CSV: one column a value, nested records spread over several."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from .formats import Row, to_json

Cell = str | int | float | None

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), blanks before it or not."""


def write_csv(rows: Iterable[Row], columns: Mapping[str, Any], to: BinaryIO, *, raw: bool = False) -> None:
    """Write a header and the rows, UTF-8, lines ended by LF.

    A text that a spreadsheet would run as a formula gets a leading ``'``; ``raw`` leaves it as it is.
    """
    to.write(_line(header(columns)))
    for row in rows:
        cells = flatten(row, columns)
        to.write(_line(cells if raw else [_defused(cell) for cell in cells]))


def _line(cells: Sequence[Cell]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)  # with its own CR LF, else it would not quote a lone CR in a cell
    return line.getvalue().removesuffix("\r\n").encode() + b"\n"


def header(columns: Mapping[str, Any]) -> list[str]:
    """The names of the flat columns: ``cue`` with its parts becomes ``cue, cue_start, cue_end, cue_lemma, …``."""
    return [name for key, schema in columns.items() for name, _ in _parts(key, schema)]


def flatten(row: Row, columns: Mapping[str, Any]) -> list[Cell]:
    """The cells of one row, in the order of ``header``."""
    return [_cell(value) for value in parts(row, columns)]


def parts(row: Row, columns: Mapping[str, Any]) -> list[Any]:
    """The values of one row as they are, in the order of ``header``."""
    return [
        value if part is None or value is None else value[part]
        for key, schema in columns.items()
        for value in (row[key],)
        for _, part in _parts(key, schema)
    ]


def _parts(key: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Column names and the keys inside a nested record they hold; its text or name goes by the record's own key."""
    properties = schema.get("properties")
    if properties is None:
        yield key, None
        return
    main = next((part for part in ("text", "name") if part in properties), None)
    if main:
        yield key, main
    for part in properties:
        if part != main:
            yield f"{key}_{part}", part


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(value) if all(isinstance(item, str) for item in value) else to_json(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return to_json(value)


def _defused(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    return cell.startswith(RUN_BY_SPREADSHEETS) or cell.lstrip(" \xa0\u3000\u200b\ufeff").startswith(
        RUN_BY_SPREADSHEETS
    )
