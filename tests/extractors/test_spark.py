"""The function for Spark: rows with articles in, rows with what is said out; on Spark itself where it is installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from spquotes.data.records import Article
from spquotes.extractors.spark import analyse, analyse_rows, arrow_schema, columns
from spquotes.extractors.workers import analysed

pa = pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")

ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": "“It works,” said Anna Berg, the mayor.", "outlet": "The Oak"},
    {"id": "b", "text": ""},
    {"id": "c", "text": "Boris Lind denied it on Monday.", "outlet": None},
]


def test_each_row_has_its_row() -> None:
    found = list(analyse_rows(ROWS))
    assert [(row["doc"], row["failure"]) for row in found] == [("a", None), (None, "is empty"), ("c", None)]
    assert [list(row) for row in found] == [list(columns())] * 3


def test_what_is_said_is_what_the_analysis_says() -> None:
    said = next(analyse_rows(ROWS))["attributions"]
    (analysis,) = analysed([Article("a", ROWS[0]["text"])])
    assert [row["id"] for row in said] == [one.id for one in analysis.attributions]  # type: ignore[union-attr]
    assert (said[0]["outlet"], said[0]["speaker"]["name"]) == ("The Oak", "Anna Berg")


def test_a_row_without_id_is_called_after_its_text() -> None:
    one, other, same = (row["doc"] for row in analyse_rows([{"text": "A."}, {"text": "B."}, {"text": "A."}]))
    assert one == same != other


def test_batches_become_batches() -> None:
    batches = pa.Table.from_pylist(ROWS).to_batches(max_chunksize=2)
    found = list(analyse(batches))
    assert [batch.num_rows for batch in found] == [2, 1]
    assert all(batch.schema == arrow_schema() for batch in found)


EXAMPLE = Path(__file__).parents[2] / "docs" / "scale.md"


def example() -> str:
    """The block of code about Spark in the documentation."""
    blocks = [part.split("```")[0] for part in EXAMPLE.read_text(encoding="utf-8").split("```python\n")[1:]]
    return next(block for block in blocks if "mapInArrow" in block)


@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark", "ignore:PySpark does not yet:FutureWarning")
@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java, on which Spark runs")
def test_the_example_of_the_documentation_runs_on_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.chdir(tmp_path)
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.warehouse.dir", str(tmp_path)).getOrCreate()
    try:
        spark.createDataFrame([(row["id"], row["text"]) for row in ROWS], "id string, text string").write.parquet(
            "news"
        )
        exec(compile(example(), str(EXAMPLE), "exec"), {"spark": spark})
        said = spark.read.parquet("said").collect()
    finally:
        spark.stop()
    assert [(row["doc"], row["speaker"]["name"]) for row in said if row["type"] == "direct"] == [("a", "Anna Berg")]
