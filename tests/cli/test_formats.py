"""What the commands print of two articles analysed by hand, compared to the letter, and in every format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import stat
from pathlib import Path

import jsonschema
import pytest
from spquotes.data import schema

GOLDEN = Path(__file__).parent / "golden"
TABLES = {
    "quotes-80": (80, "quotes"),
    "quotes-200": (200, "quotes"),
    "quotes-all-40": (40, "quotes", "--all"),
    "claims-80": (80, "claims", "--sort", "check"),
    "claims-200": (200, "claims", "--sort", "check"),
    "entities-80": (80, "entities"),
    "entities-200": (200, "entities"),
    "speakers-80": (80, "speakers"),
    "speakers-200": (200, "speakers"),
    "show-80": (80, "show", "mill.txt"),
    "show-escapes-80": (80, "show", "harbour.md"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_to_the_letter(spq, library, name):
    columns, *arguments = TABLES[name]
    result = spq(*arguments, "--format", "table", columns=columns)
    if os.environ.get("SPQ_WRITE_GOLDEN"):
        (GOLDEN / f"{name}.txt").write_text(result.stdout, encoding="utf-8")
        pytest.skip("written, not compared")
    assert result.stdout == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_no_line_of_a_table_is_too_long(name):
    columns, *_ = TABLES[name]
    assert all(len(line) <= columns for line in (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("quotes", ["quotes", "--all"]),
        ("quotes", ["quotes", "--all", "--explain"]),
        ("entities", ["entities"]),
        ("speakers", ["speakers"]),
        ("articles", ["show", "mill.txt"]),
        ("articles", ["show", "harbour.md"]),
    ],
)
def test_rows_fit_their_schema_with_keys_in_its_order(spq, library, name, arguments):
    rows = [json.loads(line) for line in spq(*arguments).stdout.splitlines()]
    assert rows
    keys = list(schema.columns(name, explain="--explain" in arguments))
    for row in rows:
        jsonschema.validate(row, schema.schema(name), cls=jsonschema.Draft202012Validator)
        assert list(row) == keys


@pytest.mark.parametrize("name", schema.RECORD_NAMES)
def test_schema_is_a_schema_and_is_printed(spq, name):
    printed = json.loads(spq("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed == schema.schema(name)


def test_schema_of_all_records(spq):
    printed = json.loads(spq("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert list(printed["$defs"]) == list(schema.RECORD_NAMES)


@pytest.mark.parametrize(
    "change",
    [{"type": "said"}, {"content": []}, {"confidence": 2}, {"extra": 1}, {"speaker": {}}, {"id": None}],
)
def test_schema_refuses_what_is_wrong(spq, library, change):
    row = json.loads(spq("quotes").stdout.splitlines()[0])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**row, **change}, schema.schema("quotes"), cls=jsonschema.Draft202012Validator)


def test_json_lines_when_not_on_a_terminal(spq, library):
    lines = spq("quotes").stdout.splitlines()
    assert [json.loads(line)["id"][8:] for line in lines] == ["m1", "m2", "m3", "h1", "h2"]


@pytest.mark.parametrize("option", [["--json"], ["--format", "json"]])
def test_json_is_one_array(spq, library, option):
    assert len(json.loads(spq("quotes", *option).stdout)) == 5


def test_csv_has_one_line_a_row(spq, library):
    rows = list(csv.DictReader(io.StringIO(spq("quotes", "--format", "csv").stdout)))
    assert [row["speaker"] for row in rows] == ["Anna Kovács", "Anna Kovács", "Omar Haddad", "Omar Haddad", ""]
    assert rows[-1]["text"] == "'=SUM(1,2) is no answer"


def test_raw_csv_is_exact(spq, library):
    rows = list(csv.DictReader(io.StringIO(spq("quotes", "--format", "csv", "--raw-csv").stdout)))
    assert rows[-1]["text"] == "=SUM(1,2) is no answer"


def test_json_keeps_control_characters_exact(spq, library):
    row = json.loads(spq("quotes", "--class", "deny").stdout)
    assert row["source"]["text"] == "\x1b[31mHaddad\x1b[0m"


@pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.csv", "out.md", "out.txt"])
def test_a_file_gets_what_stdout_would(spq, library, tmp_path, name):
    file_format = {"txt": "table"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
    result = spq("quotes", "-o", tmp_path / name)
    assert result.stdout == ""
    assert (tmp_path / name).read_text() == spq("quotes", "--format", file_format).stdout


def test_a_parquet_file(spq, library, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    spq("quotes", "-o", tmp_path / "out.parquet")
    rows = [json.loads(line) for line in spq("quotes").stdout.splitlines()]
    assert pq.read_table(tmp_path / "out.parquet").to_pylist() == rows


def test_a_compressed_file_is_the_same_every_time(spq, library, tmp_path):
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        spq("quotes", "-o", tmp_path / name)
    assert gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()).decode() == spq("quotes").stdout
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()


def test_format_beats_the_files_ending(spq, library, tmp_path):
    spq("quotes", "-o", tmp_path / "out.txt", "--format", "json")
    assert len(json.loads((tmp_path / "out.txt").read_text())) == 5


def test_a_file_replaces_the_old_one_and_keeps_its_mode(spq, library, tmp_path):
    path = tmp_path / "out.json"
    path.write_text("old")
    path.chmod(0o640)
    spq("quotes", "-o", path)
    assert len(json.loads(path.read_text())) == 5
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["library.db", "out.json"]


def test_a_link_stays_a_link(spq, library, tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "out.json").symlink_to("real.json")
    spq("quotes", "-o", tmp_path / "out.json")
    assert (tmp_path / "out.json").is_symlink()
    assert len(json.loads((tmp_path / "real.json").read_text())) == 5


def test_a_failure_leaves_the_old_file_and_nothing_else(spq, library, tmp_path, monkeypatch):
    def break_down(*_arguments, **_options):
        raise RuntimeError

    monkeypatch.setattr("spquotes.cli.output.write", break_down)
    (tmp_path / "out.json").write_text("old")
    assert isinstance(spq("quotes", "-o", tmp_path / "out.json").exception, RuntimeError)
    assert (tmp_path / "out.json").read_text() == "old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["library.db", "out.json"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "out.doc"], "out.doc: no format goes by this ending"),
        (["-o", "nowhere/out.json"], "nowhere/out.json: there is no folder"),
        (["-o", "."], ".: is a folder"),
        (["--json", "--format", "csv"], "--json and --format csv contradict each other"),
        (["--since", "soon-ish"], "--since soon-ish: not a date"),
        (["--sample", "a.txt"], "--sample reads the bundled sample only"),
    ],
)
def test_wrong_use_is_one_line_and_2(spq, library, tmp_path, monkeypatch, options, message):
    monkeypatch.chdir(tmp_path)
    result = spq("quotes", *options)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"spq: {message}")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize("options", [["--type", "said"], ["--min-confidence", "2"], ["--limit", "0"], ["--nonsense"]])
def test_an_option_that_is_not_understood_is_2(spq, library, options):
    result = spq("quotes", *options)
    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_a_long_table_is_laid_out_part_by_part(monkeypatch, capsys):
    from spquotes.cli import output
    from spquotes.cli.options import OutputOptions

    monkeypatch.setattr(output, "TABLE_PART", 2)

    def rows():
        for number in range(5):
            yield {
                "id": f"p{number}", "name": f"Person {number}", "kind": "person", "gender": None, "roles": [],
                "spellings": [],
                "count": 5 - number, "docs": 1,
            }  # fmt: skip

    assert output.Output(OutputOptions(format="table")).rows("speakers", rows()) == 5
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["Person", str(number)] for number in range(5)]
    assert len({line.index("1  person") for line in lines[1:]}) == 1
