"""For Spark, and any other program that hands about Arrow batches: ``analyse`` makes rows with articles into rows with
what is said in them.  It keeps nothing, needs no folder, and loads the model once in each process.

    rows.mapInArrow(analyse, from_arrow_schema(arrow_schema()))
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..data.corpus.tables import attribution_rows, entity_rows, table_columns
from ..data.readers import ReadOptions, Report, read_records
from ..data.records import Failure
from ..data.schemaparts import Schema
from .workers import Item, analysed

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]


def columns() -> Schema:
    """The columns of the result: one row an article, in it the tables ``attributions`` and ``entities`` as lists.

    ``failure`` is the reason where an article could not be read or analysed, else null; ``doc`` is null, too, when no
    article came of a row.
    """
    return {
        "doc": {"type": ["string", "null"]},
        "failure": {"type": ["string", "null"]},
        "attributions": _list("attributions"),
        "entities": _list("entities"),
    }


def _list(table: Any) -> Schema:  # noqa: ANN401 - a TableName
    return {"type": "array", "items": {"type": "object", "properties": table_columns(table)}}


def arrow_schema() -> pyarrow.Schema:
    """The same for Arrow; ``pyspark.sql.pandas.types.from_arrow_schema`` makes it Spark's, who wants it beforehand."""
    from ..data.writers.parquet import arrow_schema

    return arrow_schema(columns())


def analyse(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    """Batches of results from batches of articles: a column with the text, and id, title, date, … as in JSONL files.

    A row without an id is called after its text.  Every row has its row in the result, also one that fails.
    """
    import pyarrow as pa

    schema = arrow_schema()
    for batch in batches:
        rows = list(analyse_rows(batch.to_pylist()))
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


def analyse_rows(
    rows: Iterable[Mapping[str, object]], reading: ReadOptions | None = None, model: str | None = None
) -> Iterator[Row]:
    """The same with plain rows, other names of fields, or another model."""
    for result in analysed(_items(rows, reading or ReadOptions()), model):
        if isinstance(result, Failure):
            yield {"doc": result.doc, "failure": result.reason, "attributions": [], "entities": []}
        else:
            said, named = list(attribution_rows(result)), list(entity_rows(result))
            yield {"doc": result.article.id, "failure": None, "attributions": said, "entities": named}


def _items(rows: Iterable[Mapping[str, object]], reading: ReadOptions) -> Iterator[Item]:
    failed: list[Failure] = []
    report = Report(
        lambda error: failed.append(Failure(error.where, None, error.why)),
        lambda _note: None,
        on_skipped=lambda error: failed.append(Failure(error.where, None, error.why)),
    )
    for row in rows:
        article = next(read_records([_named(row, reading)], reading, report), None)
        yield from failed
        failed.clear()
        if article is not None:
            yield article


def _named(row: Mapping[str, object], reading: ReadOptions) -> Mapping[str, object]:
    name = reading.id_field or "id"
    if row.get(name) is not None:
        return row
    text = repr(row.get(reading.text_field or "text"))
    return {**row, name: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]}
