"""Parquet, through pyarrow, which is an extra: nested records stay nested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from .formats import Row

if TYPE_CHECKING:
    import pyarrow

_ROWS_AT_ONCE = 2000
"""Rows held in memory before a row group is written; a quotation's row is about 2 kB."""


def write_parquet(rows: Iterable[Row], columns: Mapping[str, Any], to: BinaryIO) -> None:
    """Write one Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(columns)
    with pq.ParquetWriter(to, schema) as writer:
        remaining = iter(rows)
        while batch := list(islice(remaining, _ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def arrow_schema(columns: Mapping[str, Any]) -> pyarrow.Schema:
    """The Arrow schema of a record's columns (see ``data.schema.columns``)."""
    import pyarrow as pa

    return pa.schema([_field(key, value) for key, value in columns.items()])


def _field(key: str, schema: Mapping[str, Any]) -> pyarrow.Field:
    import pyarrow as pa

    return pa.field(key, _type(schema), nullable="null" in schema["type"])


def _type(schema: Mapping[str, Any]) -> pyarrow.DataType:
    """The Arrow type of a JSON Schema; nothing but the few keywords that ``data.schema`` uses."""
    import pyarrow as pa

    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    kind = next(kind for kind in kinds if kind != "null")
    if kind == "object":
        return pa.struct([_field(key, value) for key, value in schema["properties"].items()])
    if kind == "array":
        return pa.list_(_type(schema["items"]))
    return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}[kind]
