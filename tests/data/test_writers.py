from __future__ import annotations

import csv
import io
import json

import pytest
from spquotes.data import schema, writers
from spquotes.data.errors import UsageError
from spquotes.data.writers.csv import flatten, header
from spquotes.data.writers.markdown import escaped

SPAN = {"start": 3, "end": 9, "text": "Zoë\u202e\x9b"}
QUOTE = {
    "id": "q1", "doc": "a.txt", "path": None, "title": "=1+1", "outlet": "-Post", "published": "2020-01-02T03:04:05Z",
    "url": None, "type": "direct", "text": "a, “b”\nc", "content": [SPAN, SPAN], "source": SPAN,
    "cue": {**SPAN, "lemma": "say", "class": "say"},
    "speaker": {"id": "z", "name": "Zoë | <i>", "kind": "person", "role": "@chief", "by": "name"},
    "addressee": None, "in_headline": False, "nested_in": None, "negated": True, "hedged": False, "context": SPAN,
    "confidence": 0.5, "rule": "r",
    "corrected": {"changed": "speaker", "was": "@Bo", "was_id": "bo", "note": None, "date": "2024-05-31"},
}  # fmt: skip
UNKNOWN = {**QUOTE, "id": "q2", "corrected": None, "speaker": None, "cue": None, "source": None, "title": None}
WHO = {
    "id": "z", "name": "Zoë", "kind": "person", "gender": None,
    "roles": [
        {"role": "chief", "docs": 2, "first": "2012-03-01", "last": "2012-07-09"},
        {"role": "cook", "docs": 1, "first": None, "last": None},
    ],
    "spellings": [{"text": "Zoë", "count": 2, "docs": 1, "why": "the name itself"}], "count": 2, "docs": 1,
}  # fmt: skip


def written(rows, name, file_format, **options):
    to = io.BytesIO()
    writers.write(rows, schema.columns(name), file_format, to, **options)
    return to.getvalue()


def parsed_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("rows", [[], [QUOTE], [QUOTE, UNKNOWN]])
def test_json_is_one_array_and_exact(rows):
    assert json.loads(written(rows, "quotes", "json")) == rows


@pytest.mark.parametrize("rows", [[], [QUOTE, UNKNOWN]])
def test_json_lines_are_exact(rows):
    lines = written(rows, "quotes", "jsonl").split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == rows


def test_json_keeps_every_script():
    assert "Zoë" in written([QUOTE], "quotes", "jsonl").decode()


@pytest.mark.parametrize(("name", "rows"), [("quotes", [QUOTE, UNKNOWN]), ("quotes", []), ("entities", [WHO])])
def test_parquet_is_exact_and_nested(name, rows):
    pq = pytest.importorskip("pyarrow.parquet")
    table = pq.read_table(io.BytesIO(written(rows, name, "parquet")))
    assert table.to_pylist() == rows
    assert table.column_names == list(schema.columns(name))


def test_parquet_writes_many_rows_in_groups():
    pq = pytest.importorskip("pyarrow.parquet")
    data = written((QUOTE for _ in range(5000)), "quotes", "parquet")
    assert pq.ParquetFile(io.BytesIO(data)).metadata.num_rows == 5000


@pytest.mark.parametrize("rows", [[], [QUOTE]])
def test_csv_spreads_nested_records(rows):
    names = next(csv.reader(io.StringIO(written(rows, "quotes", "csv").decode(), newline="")))
    assert names == header(schema.columns("quotes"))
    assert [name for name in names if name.startswith("cue")] == [
        "cue", "cue_start", "cue_end", "cue_lemma", "cue_class",
    ]  # fmt: skip
    assert len(flatten(QUOTE, schema.columns("quotes"))) == len(names)


def test_csv_holds_values_a_program_can_read():
    row = parsed_csv(written([QUOTE], "quotes", "csv"))[0]
    assert (row["text"], row["negated"], row["hedged"], row["path"]) == ("a, “b”\nc", "true", "false", "")
    assert (row["speaker"], row["speaker_id"], row["source_end"]) == ("Zoë | <i>", "z", "9")
    assert json.loads(row["content"]) == [SPAN, SPAN]


def test_csv_leaves_cells_of_a_missing_record_empty():
    row = parsed_csv(written([UNKNOWN], "quotes", "csv"))[0]
    assert (row["speaker"], row["speaker_id"], row["cue_lemma"]) == ("", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_disarms_what_a_spreadsheet_would_run(start):
    row = {**QUOTE, "text": f"{start}cmd"}
    assert parsed_csv(written([row], "quotes", "csv"))[0]["text"] == f"'{start}cmd"
    assert parsed_csv(written([row], "quotes", "csv", raw_csv=True))[0]["text"] == f"{start}cmd"


def test_csv_leaves_numbers_alone():
    assert parsed_csv(written([{**QUOTE, "confidence": -1.0}], "quotes", "csv"))[0]["confidence"] == "-1.0"


def test_markdown_is_a_table_whatever_the_text_holds():
    lines = written([QUOTE, UNKNOWN], "quotes", "md").decode().splitlines()
    assert lines == [
        "| Speaker | Statement | Type | Class | Source |",
        "| --- | --- | --- | --- | --- |",
        r"| Zoë \| &lt;i&gt; (corrected) | a, “b” c | direct | not say | -Post · 2020-01-02 · a.txt@3 |",
        "| (unknown) | a, “b” c | direct | not | -Post · 2020-01-02 · a.txt@3 |",
    ]


def test_markdown_of_entities():
    assert "| Zoë | person | 2 | 1 | chief; cook | Zoë (2) |" in written([WHO], "entities", "md").decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("<script>", "&lt;script&gt;"),
        ("&amp;", "&amp;amp;"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[x](y)", r"\[x\](y)"),
        ("back\\slash", r"back\\slash"),
        ("two\n lines", "two lines"),
    ],
)
def test_markdown_escapes(text, expected):
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.json", "json"), ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl"), ("a.CSV", "csv"), ("a.md", "md"),
        ("a.parquet", "parquet"), ("a.txt", "table"), ("a.csv.gz", "csv"), ("dir.x/a.b.json", "json"),
    ],
)  # fmt: skip
def test_a_files_ending_means_a_format(name, expected):
    assert writers.format_of(name) == expected


@pytest.mark.parametrize("name", ["a", "a.doc", "a.gz", "json", ".gz"])
def test_other_endings_are_refused_with_those_that_work(name):
    with pytest.raises(UsageError, match=r"\.jsonl.*--format"):
        writers.format_of(name)


def test_parquet_without_pyarrow_names_what_to_install(monkeypatch):
    monkeypatch.setattr(writers.formats, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install"):
        writers.require("parquet")
    writers.require("csv")
