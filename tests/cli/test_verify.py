"""``spq verify`` as a newsroom's check calls it: exit codes, inputs, formats, and the page that an editor reads."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from quoting import fill
from spquotes.data import schema
from spquotes.data.records import Article
from spquotes.data.store import Store
from spquotes.extractors.library import index_names

SOURCE = (
    "Mill to open\n\n"
    "“We waited ten years for this day,” Ann Roth said, “and nobody has to pay for the wheel.”\n\n"
    "Omar Haddad said: “Visitors will come to the valley by train.”\n"
)
RIGHT = "Mayor Ann Roth said: “We waited ten years for this day.”\n"
WRONG = "Mayor Ann Roth said: “We waited twelve years for this day.”\n"
SHORTENED = "Mayor Ann Roth said: “We waited … for this day.”\n"


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A library with one article."""
    path = tmp_path / "library.db"
    with Store.writing(path) as store:
        index_names(store)
        fill(
            store, [Article("mill.txt", SOURCE, outlet="Courier", published="2021-03-04", url="https://courier.test/1")]
        )
    monkeypatch.setenv("SPQ_LIBRARY", str(path))
    return path


@pytest.fixture
def draft(tmp_path):
    """Writes a draft."""

    def written(text, name="draft.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (RIGHT, [], 0),
        (WRONG, [], 3),
        (RIGHT + "\n" + WRONG, [], 3),
        (WRONG, ["--allow", "altered"], 0),
        (SHORTENED, [], 3),
        (SHORTENED, ["--allow", "shortened"], 0),
        (SHORTENED.replace(" …", ""), ["--allow", "shortened"], 3),
        (RIGHT.replace("Mayor Ann Roth", "Omar Haddad"), [], 3),
        ("Nobody said anything.\n", [], 0),
        (WRONG, ["--min-words", "20"], 0),
        ("The film “Cold War” is on.\n", [], 0),
        ("The film “Cold War” is on.\n", ["--all"], 3),
    ],
)
def test_the_exit_code(text, options, code, spq, sources, draft):
    assert spq("verify", draft(text), *options).exit_code == code


def test_no_quotation_is_said_on_stderr(spq, sources, draft):
    result = spq("verify", draft("The film “Cold War” is on.\n"))
    assert result.stdout == ""
    assert result.stderr == "spq: there is no quotation to check; 1 term or title left out\n"


def test_the_last_line_counts_even_when_quiet(spq, sources, draft):
    result = spq("verify", draft(f"{RIGHT}\n{WRONG}"), "-q")
    assert result.stderr == "spq: 2 quotations: 1 verbatim, 1 altered (1 grave); checked against 1 article\n"


def test_a_file_that_is_not_there_fails(spq, sources, tmp_path):
    result = spq("verify", tmp_path / "none.md")
    assert result.exit_code == 1
    assert "none.md" in result.stderr


def test_a_source_that_cannot_be_read_fails_after_the_rest(spq, draft, tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(SOURCE, encoding="utf-8")
    bad.write_bytes(b"no pdf")
    result = spq("verify", draft(RIGHT), "--against", good, "--against", bad, "--json")
    assert result.exit_code == 1
    assert [row["verdict"] for row in json.loads(result.stdout)] == ["verbatim"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--against", "library"], "nothing in your library yet"),
        (["--against", "library", "--against", "x.txt"], "the library or paths, not both"),
        (["--against", "x.txt", "--sample"], "leave out --against or --sample"),
        (["--against", "x.txt", "--library", "y.db"], "leave out --against or --library"),
    ],
)
def test_wrong_use(options, said, spq, no_library, draft):
    result = spq("verify", draft(RIGHT), *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_stdin_is_a_draft(spq, sources):
    assert spq("verify", "-", input=RIGHT.encode()).exit_code == 0


def test_stdin_cannot_be_both(spq, sources):
    assert spq("verify", "-", "--against", "-", input=RIGHT.encode()).exit_code == 2


def test_a_word_document_is_a_draft(spq, sources, tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("The mill opens")
    document.add_paragraph(WRONG.strip())
    document.save(str(tmp_path / "draft.docx"))
    result = spq("verify", tmp_path / "draft.docx", "--json")
    (row,) = json.loads(result.stdout)
    assert (row["verdict"], row["reasons"], row["line"]) == ("altered", ["figure"], 3)


def test_the_page_to_the_letter(spq, sources, draft):
    result = spq("verify", draft(f"{WRONG}\n{RIGHT}"), "--format", "table", columns=80)
    assert result.stdout == (
        "line 1: ALTERED – a figure differs\n"
        "  draft     “We waited twelve years for this day.” — Ann Roth\n"
        "  differs   “We waited [-ten-]{+twelve+} years for this day.”\n"
        "  source    “We waited ten years for this day,” Ann Roth said, “and nobody has\n"
        "            to pay for the wheel.”\n"
        "            — Ann Roth · Courier · 2021-03-04 · mill.txt@15\n"
        "\n"
        "line 3: verbatim\n"
        "  draft     “We waited ten years for this day.” — Ann Roth\n"
        "  source    “We waited ten years for this day,” Ann Roth said, “and nobody has\n"
        "            to pay for the wheel.”\n"
        "            — Ann Roth · Courier · 2021-03-04 · mill.txt@15\n"
        "\n"
        "[-in the source only-] {+in the draft only+} <an editor's brackets = what they\n"
        "stand for>\n"
    )


@pytest.mark.parametrize(("only", "verdicts"), [("problems", ["altered"]), ("grave", ["altered"])])
def test_only_what_an_editor_must_look_at(only, verdicts, spq, sources, draft):
    result = spq("verify", draft(f"{WRONG}\n{RIGHT}"), "--only", only, "--json")
    assert [row["verdict"] for row in json.loads(result.stdout)] == verdicts
    assert "2 quotations" in result.stderr


def test_rows_in_every_format(spq, sources, draft, tmp_path):
    path = draft(f"{WRONG}\n{RIGHT}")
    rows = json.loads(spq("verify", path, "--json").stdout)
    for row in rows:
        jsonschema.validate(row, schema.schema("verifications"))
    lines = spq("verify", path, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.DictReader(io.StringIO(spq("verify", path, "--format", "csv").stdout)))
    assert [row["verdict"] for row in table] == ["altered", "verbatim"]
    assert [row["found_url"] for row in table] == ["https://courier.test/1"] * 2
    parquet = pytest.importorskip("pyarrow.parquet")
    spq("verify", path, "-o", tmp_path / "rows.parquet")
    assert parquet.read_table(tmp_path / "rows.parquet").to_pylist() == rows


def test_a_report_for_a_ticket_shows_markup_as_text(spq, sources, draft):
    result = spq("verify", draft(WRONG.replace("this day", "this <b>day</b>")), "--format", "md")
    assert result.stdout.startswith("### Line 1: ALTERED – a figure differs\n\n- **draft**: ")
    assert "&lt;b&gt;" in result.stdout
    assert "<b>" not in result.stdout


def test_control_characters_are_shown_on_the_page(spq, sources, draft):
    result = spq("verify", draft(WRONG.replace("twelve", "\x1b[31mtwelve")), "--format", "table")
    assert "\x1b" not in result.stdout


def test_everything_is_verbatim_in_the_sample_itself(spq, draft):
    """Each article, with a line of its own, is checked against all six: none of its quotations may be wrong."""
    from importlib import resources

    for article in (resources.files("spquotes.data") / "articles").iterdir():
        path = draft(article.read_text(encoding="utf-8") + "\nThis is a draft.\n", article.name)
        result = spq("verify", path, "--sample", "--json")
        rows = json.loads(result.stdout)
        assert rows
        wrong = [(row["text"], row["verdict"]) for row in rows if row["verdict"] not in ("verbatim", "too short")]
        assert wrong == []


def test_a_draft_does_not_vouch_for_itself(spq, draft, tmp_path):
    path = draft(WRONG)
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    result = spq("verify", path, "--against", tmp_path, "--json")
    assert [(row["verdict"], row["found"]["doc"]) for row in json.loads(result.stdout)] == [("altered", "source.txt")]


def test_that_a_draft_is_among_its_own_sources_is_said(spq, draft, tmp_path):
    path = draft(WRONG)
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    result = spq("verify", path, "--against", tmp_path)
    assert "draft.md: is among its own sources, where it was passed over" in result.stderr
    assert "own sources" not in spq("verify", path, "--against", tmp_path / "source.txt").stderr


@pytest.mark.parametrize("name", ["missing.txt", "empty"])
def test_sources_without_an_article_are_an_error(name, spq, draft, tmp_path):
    (tmp_path / "empty").mkdir()
    result = spq("verify", draft(RIGHT), "--against", tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no article there that could be read, so nothing was checked" in result.stderr
    assert "not found" not in result.stderr


@pytest.mark.parametrize("folder", [True, False])
def test_each_of_several_drafts_has_its_name_above_it(folder, spq, sources, tmp_path):
    (tmp_path / "drafts").mkdir()
    one, other = tmp_path / "drafts" / "one.md", tmp_path / "drafts" / "other.md"
    one.write_text(f"{RIGHT}\n{WRONG}", encoding="utf-8")
    other.write_text(WRONG, encoding="utf-8")
    named = [one.parent] if folder else [one, other]
    page = spq("verify", *named, "--format", "table").stdout.splitlines()
    headings = [line for line in page if not line.startswith(" ") and (line.startswith("line") or ".md" in line)]
    assert headings == [
        "one.md", "line 1: verbatim", "line 3: ALTERED – a figure differs",
        "other.md", "line 1: ALTERED – a figure differs",
    ]  # fmt: skip
    report = spq("verify", *named, "--format", "md").stdout
    assert [line for line in report.splitlines() if line.startswith("## ")] == ["## one.md", "## other.md"]


def test_another_place_by_somebody_else_says_so(spq, sources, draft):
    with Store.writing(sources) as store:
        fill(
            store,
            [Article("mill.txt", SOURCE), Article("b.txt", "Omar Haddad said: “We waited ten years for this day.”\n")],
        )
    page = spq("verify", draft(RIGHT), "--format", "table").stdout
    assert "also in   Omar Haddad · b.txt@19" in page


def test_a_draft_that_is_its_only_source_is_not_checked(spq, draft):
    path = draft(WRONG)
    result = spq("verify", path, "--against", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing there but the draft itself" in result.stderr
