"""`read` from outside: each format on a real file, what inputs may be, the options."""

from __future__ import annotations

import gzip
import io
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from reading import ENGLISH, FIXTURES, jsonl, outcome, written
from spquotes.data.readers import READERS, ReadOptions, count, read
from spquotes.data.readers.sniff import SUFFIXES

# --- each format on a real file ---------------------------------------------------------------------------------------


def test_text_is_the_file_untouched() -> None:
    path = FIXTURES / "harbour.txt"
    got = outcome(path)
    assert got.only.text == path.read_bytes().decode()
    assert (got.only.id, got.only.path, got.notes) == ("harbour.txt", str(path), [])


def test_text_metadata_comes_from_byline_date_and_dateline() -> None:
    article = outcome(FIXTURES / "harbour.txt").only
    assert (article.author, article.published, article.outlet) == ("Maria Lindqvist", "2021-03-14", "Coast Wire")


def test_line_ends_are_not_translated(tmp_path: Path) -> None:
    assert outcome(written(tmp_path, "a.txt", b"One.\r\nTwo.\rThree.\n")).only.text == "One.\r\nTwo.\rThree.\n"


def test_front_matter_is_metadata_and_stays_in_the_text() -> None:
    path = FIXTURES / "bridge.md"
    article = outcome(path).only
    assert article.text == path.read_bytes().decode()
    assert article.title == "Bridge stays shut until autumn"
    assert (article.published, article.outlet) == ("2020-06-02", "Valley Courier")
    assert (article.author, article.url) == ("Tom Ashe", "https://courier.example/bridge")


def test_html_is_headline_blank_line_paragraphs() -> None:
    article = outcome(FIXTURES / "library.html").only
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == article.title == "Library extends its hours"
    assert [paragraph.split()[0] for paragraph in paragraphs[1:]] == ["The", "“People", "Councillor"]
    assert "Sport" not in article.text
    assert "late & read" in article.text


def test_html_metadata() -> None:
    article = outcome(FIXTURES / "library.html").only
    assert (article.outlet, article.published) == ("Daily Ledger", "2019-11-05T08:30:00+00:00")
    assert (article.author, article.url) == ("Ruth Okafor", "https://ledger.example/library-hours")


def test_html_markup_written_as_text_stays_text(tmp_path: Path) -> None:
    page = f"<html><body><p>{ENGLISH}</p><p>He typed &lt;b&gt;bold&lt;/b&gt;, the clerk said.</p></body></html>"
    assert "<b>bold</b>" in outcome(written(tmp_path, "a.html", page)).only.text


def test_html_declared_encoding_is_obeyed(tmp_path: Path) -> None:
    page = (
        f'<html><head><meta charset="windows-1251"></head><body><p>{ENGLISH}</p><p>Она сказала «да».</p></body></html>'
    )
    got = outcome(written(tmp_path, "a.html", page.encode("cp1251")), any_language=True)
    assert "Она сказала «да»." in got.only.text
    assert got.notes == []


def test_html_that_is_only_a_fragment(tmp_path: Path) -> None:
    assert ENGLISH in outcome(written(tmp_path, "a.html", f"<p>{ENGLISH}</p>")).only.text


def test_pdf_lines_become_paragraphs_and_a_broken_word_is_whole() -> None:
    article = outcome(FIXTURES / "mill.pdf").only
    paragraphs = article.text.split("\n\n")
    assert len(paragraphs) == 4
    assert paragraphs[0] == article.title == "Mill to reopen as museum"
    assert paragraphs[1].endswith("a workshop for children.")


def test_docx_headings_paragraphs_and_tables() -> None:
    article = outcome(FIXTURES / "school.docx").only
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == article.title == "School wins prize"
    assert paragraphs[2:] == [
        "Reactions",
        "“We are proud,” the head teacher, Ian Bell, said.",
        "Pupils: 84",
        "Teachers: 6",
    ]


def test_jsonl_one_article_a_line_by_the_usual_names() -> None:
    first, second = outcome(FIXTURES / "harvest.jsonl").articles
    assert (first.id, first.title, first.outlet, first.published) == (
        "h1",
        "A late harvest",
        "Field Post",
        "2018-09-07",
    )
    assert (second.id, second.title, second.outlet) == ("h2", "Prices to rise", "Field Post")
    assert (second.published, second.author) == ("2018-09-08T06:00:00+00:00", "Jo Frey, Sam Ott")


def test_csv_with_line_breaks_and_quotation_marks_in_a_field() -> None:
    first, second = outcome(FIXTURES / "ferry.csv").articles
    assert (first.id, first.title, first.outlet, first.published) == ("7", "Ferry delayed", "Isle News", "2017-04-01")
    assert first.text.endswith('\r\n\r\n"Fog," he explained.')
    assert (second.id, second.outlet, second.published) == ("8", None, None)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = written(
        tmp_path, "a.csv", delimiter.join(["id", "text"]) + "\n" + delimiter.join(["x", '"One; two, three."'])
    )
    assert outcome(path).only.text == "One; two, three."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_line_ends(tmp_path: Path, end: str) -> None:
    got = outcome(written(tmp_path, "a.csv", f'title,text{end}A,"One{end}and more."{end}B,Two.{end}'))
    assert [(a.id, a.text) for a in got.articles] == [("a.csv:2", f"One{end}and more."), ("a.csv:4", "Two.")]


def test_csv_field_longer_than_the_modules_own_limit(tmp_path: Path) -> None:
    text = "word " * 100_000
    assert outcome(written(tmp_path, "a.csv", f'text\n"{text}"\n'), any_language=True).only.text == text


def test_json_array_and_object(tmp_path: Path) -> None:
    array = written(tmp_path, "a.json", json.dumps([{"id": "x", "text": "One."}, {"text": "Two."}], indent=1))
    single = written(tmp_path, "b.json", json.dumps({"id": "z", "text": "Three."}, indent=1))
    assert [(a.id, a.text) for a in outcome(array, single).articles] == [
        ("x", "One."),
        ("a.json:2", "Two."),
        ("z", "Three."),
    ]


def test_json_that_is_lines_is_read_as_lines(tmp_path: Path) -> None:
    assert [
        a.id
        for a in outcome(
            written(tmp_path, "a.json", jsonl({"id": 1, "text": "One."}, {"id": 2, "text": "Two."}))
        ).articles
    ] == ["1", "2"]


def parquet_file(path: Path, columns: dict[str, list[Any]]) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_parquet_rows(tmp_path: Path) -> None:
    import datetime

    path = parquet_file(
        tmp_path / "a.parquet",
        {"id": ["x", None], "body": ["One.", "Two."], "date": [datetime.date(2020, 1, 2), None], "other": [1, 2]},
    )
    articles = outcome(path).articles
    assert [(a.id, a.text, a.published) for a in articles] == [
        ("x", "One.", "2020-01-02"),
        ("a.parquet:2", "Two.", None),
    ]


def test_parquet_without_pyarrow_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    got = outcome(written(tmp_path, "a.parquet", b"PAR1...."))
    assert [error for error in got.errors if "pip install 'spquotes[parquet]'" in error] == got.errors != []


FIXTURE_NAMES = ["harbour.txt", "bridge.md", "library.html", "mill.pdf", "school.docx", "harvest.jsonl", "ferry.csv"]


@pytest.mark.parametrize("name", FIXTURE_NAMES)
def test_gzipped_is_the_same(tmp_path: Path, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    packed, plain = outcome(written(tmp_path, name + ".gz", gzip.compress(data))), outcome(FIXTURES / name)
    assert [a.text for a in packed.articles] == [a.text for a in plain.articles] != []
    assert packed.errors == packed.notes == []


def test_gzipped_parquet(tmp_path: Path) -> None:
    path = parquet_file(tmp_path / "a.parquet", {"text": ["One."]})
    assert outcome(written(tmp_path, "b.parquet.gz", gzip.compress(path.read_bytes()))).only.text == "One."


@pytest.mark.parametrize("name", FIXTURE_NAMES)
def test_a_pipe_is_known_by_its_bytes(name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    options = {"text_field": "body"} if name == "ferry.csv" else {}
    got = outcome("-", stdin=data, **options)
    assert [a.text for a in got.articles] == [a.text for a in outcome(FIXTURES / name).articles]
    assert all(a.path is None for a in got.articles)


@pytest.mark.parametrize("name", ["mill.pdf", "school.docx", "library.html"])
@pytest.mark.parametrize("ending", [".txt", "", ".pdf"])
def test_a_wrong_ending_is_survived(tmp_path: Path, name: str, ending: str) -> None:
    path = written(tmp_path, "x" + ending, (FIXTURES / name).read_bytes())
    assert outcome(path).only.text == outcome(FIXTURES / name).only.text


def test_a_wrong_ending_is_noted(tmp_path: Path) -> None:
    path = written(tmp_path, "x.txt", (FIXTURES / "mill.pdf").read_bytes())
    assert outcome(path).notes == [f"{path}: is PDF in spite of its ending, and read as that"]


def test_every_format_has_a_reader() -> None:
    assert set(SUFFIXES.values()) == set(READERS)


# --- stdin ------------------------------------------------------------------------------------------------------------


def test_stdin_text_is_called_stdin() -> None:
    assert outcome("-", stdin=ENGLISH.encode()).only.id == "stdin"


def test_stdin_json_array() -> None:
    assert [a.id for a in outcome("-", stdin=b'[{"text": "One."}, {"text": "Two."}]').articles] == [
        "stdin:1",
        "stdin:2",
    ]


def test_stdin_text_that_begins_with_a_bracket_is_text() -> None:
    assert outcome("-", stdin=b"[Updated] One.").only.text == "[Updated] One."


def test_stdin_gzip() -> None:
    assert outcome("-", stdin=gzip.compress(ENGLISH.encode())).only.text == ENGLISH


def test_stdin_in_small_pieces() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 7, 7))

    got = list(
        read(["-"], ReadOptions(), pytest.fail, pytest.fail, Slow(jsonl({"text": "One."}, {"text": "Two."}).encode()))
    )
    assert [a.text for a in got] == ["One.", "Two."]


def test_stdin_named_twice_is_read_once() -> None:
    got = outcome("-", "-", stdin=b"One.")
    assert got.only.text == "One."
    assert got.notes == ["-: named twice, read once"]


# --- what inputs may be -----------------------------------------------------------------------------------------------


def test_folder_recursive_sorted_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/c.txt", "c.md"):
        written(tmp_path, name, "One.")
    got = outcome(tmp_path)
    assert [a.id for a in got.articles] == ["z.txt", "b.txt", "c.md"]
    assert got.errors == got.notes == []


def test_folder_says_what_it_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.png", "c.png"):
        written(tmp_path, name, "One.")
    assert outcome(tmp_path).notes == [
        f"{tmp_path}: 2 files passed over, by ending no article (.png); name them to have them read"
    ]


def test_symlink_loops_are_harmless(tmp_path: Path) -> None:
    written(tmp_path, "a/x.txt", "One.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    got = outcome(tmp_path)
    assert [a.text for a in got.articles] == ["One."]


def test_pattern_the_shell_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "d/e.txt"):
        written(tmp_path, name, "One.")
    assert [a.id for a in outcome(f"{tmp_path}/*.txt").articles] == ["a.txt", "b.txt"]
    assert [a.id for a in outcome(f"{tmp_path}/**/*").articles] == ["a.txt", "b.txt", "c.md", "e.txt"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Wrong.")
    assert outcome(written(tmp_path, "[a].txt", "One.")).only.text == "One."


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "One.")
    got = outcome(path, tmp_path, path)
    assert got.only.id == "a.txt"
    assert got.notes == [f"{path}: named twice, read once"]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["a/x.txt", "b/x.txt", "y.txt"], ["a/x.txt", "b/x.txt", "y.txt"]),
        (["x.txt", "b/x.txt"], ["x.txt", "b/x.txt"]),
        (["p/a/x.txt", "q/a/x.txt", "r/x.txt"], ["p/a/x.txt", "q/a/x.txt", "r/x.txt"]),
    ],
)
def test_ids_take_as_much_of_the_folder_as_makes_them_unique(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], ids: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in names:
        written(tmp_path, name, "One.")
    assert [a.id for a in outcome(*names).articles] == ids


def test_a_taken_id_gets_a_number_and_a_note(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", jsonl({"id": "x", "text": "One."}, {"id": "x", "text": "Two."}))
    got = outcome(path)
    assert [a.id for a in got.articles] == ["x", "x~2"]
    assert got.notes == [f"{path}:2: the id x is taken, its article is called x~2"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    writer = threading.Thread(target=lambda: fifo.write_bytes(jsonl({"id": "x", "text": "One."}).encode()))
    writer.start()
    got = outcome(fifo)
    writer.join()
    assert (got.only.id, got.only.text) == ("x", "One.")


def test_count_of_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "d.png"):
        written(tmp_path, name, "One.")
    assert count([str(tmp_path), str(tmp_path / "a.txt")]) == 2
    assert count(["-"]) is None
