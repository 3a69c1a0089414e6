"""``spq compare`` on the bundled sample: what is shown, in which forms, and what is said where nothing is."""

from __future__ import annotations

import csv
import io
import json
import shutil

import jsonschema
import pytest
from spquotes.data import schema


@pytest.fixture(scope="module")
def sample_library(tmp_path_factory):
    """The sample's articles, of two outlets, in a library: analysed once."""
    from spquotes.cli.main import app
    from typer.testing import CliRunner

    path = tmp_path_factory.mktemp("compare") / "library.db"
    for outlet, articles in (("Agency", "agency-*"), ("Paper", "[nw]*")):
        result = CliRunner().invoke(
            app, ["add", f"data/articles/{articles}", "--as-outlet", outlet, "--library", str(path), "--jobs", "1"]
        )
        assert result.exit_code == 0, result.stderr
    return path


@pytest.fixture
def compare(spq, sample_library):
    def run(*arguments):
        return spq("compare", "--library", str(sample_library), *arguments)

    return run


def rows(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_rows_fit_their_schema_with_keys_in_its_order(compare):
    found = rows(compare())
    assert len(found) >= 10
    for row in found:
        jsonschema.validate(row, schema.schema("statement-comparisons"), cls=jsonschema.Draft202012Validator)
        assert list(row) == list(schema.columns("statement-comparisons"))


def test_two_men_on_one_image(compare):
    (row,) = rows(compare("--speaker", "Putin", "--contains", "formed by us"))
    beside = [one for one in row["versions"] if one["relation"] == "other speaker"]
    assert [one["speaker"]["name"] for one in beside] == ["Gennady Gatilov"]
    assert row["speaker"]["name"] == "Vladimir Putin"
    assert [one["differs"] for one in beside] == [["words", "speaker"]]


def test_csv_has_a_version_a_row(compare):
    groups = rows(compare())
    table = list(csv.DictReader(io.StringIO(compare("--format", "csv").stdout)))
    assert [row["id"] for row in table] == [one["id"] for group in groups for one in group["versions"]]


def test_markdown_and_tables_name_the_fullest(compare):
    assert "full, the fullest" in compare("--format", "md").stdout
    assert "* full" in compare("--format", "table").stdout


def test_a_corrected_speaker_is_marked(spq, sample_library, tmp_path):
    library = tmp_path / "library.db"
    shutil.copy(sample_library, library)
    asked = ("--library", str(library), "--contains", "formed by us")
    (row,) = rows(spq("compare", *asked))
    assert "(corrected)" not in spq("compare", *asked, "--format", "table").stdout
    result = spq("correct", row["id"], "--speaker", "Gatilov", "--library", str(library))
    assert result.exit_code == 0, result.stderr
    found = rows(spq("compare", *asked))
    assert [one["speaker"]["name"] for row in found for one in row["versions"] if one["corrected"]] == [
        "Gennady Gatilov"
    ]
    for form in ("table", "md"):
        assert "Gennady Gatilov (corrected)" in " ".join(spq("compare", *asked, "--format", form).stdout.split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--min-outlets", "3"], "nothing to compare: outlets here: Agency, Paper"),
        (["--contains", "zeppelin"], "nothing that fits is in two articles here"),
        (["--limit", "1"], "1 statement in several versions"),
    ],
)
def test_what_is_said_on_stderr(compare, options, said):
    assert said in compare(*options).stderr


def test_one_article_cannot_be_compared(spq):
    result = spq("compare", "data/articles/weblog-diasporas.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "it takes two articles" in result.stderr


def test_sorts(compare):
    days = [(row["first"] or {"published": "~"})["published"] for row in rows(compare())]
    assert days == sorted(days)
    differences = [
        sum(len(one["differs"]) for one in row["versions"]) for row in rows(compare("--sort", "differences"))
    ]
    assert differences == sorted(differences, reverse=True)
    assert all(row["differs"] for row in rows(compare("--changed")))
