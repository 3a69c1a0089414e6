"""`read` on what is wrong: encodings, broken files, records and names, and any bytes at all."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import ENGLISH, FIXTURES, jsonl, outcome, written
from spquotes.data import limits
from spquotes.data.errors import UsageError
from spquotes.data.readers import ReadOptions, read

# --- encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_byte_order_marks(tmp_path: Path, codec: str, name: str) -> None:
    content = {
        "a.txt": ENGLISH,
        "a.jsonl": json.dumps({"text": ENGLISH}, ensure_ascii=False),
        "a.csv": f'text\n"{ENGLISH}"',
    }
    got = outcome(written(tmp_path, name, content[name].encode(codec)))
    assert (got.only.text, got.notes) == (ENGLISH, [])


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_an_old_encoding_is_noted(tmp_path: Path, codec: str) -> None:
    path = written(tmp_path, "a.txt", ENGLISH.encode(codec))
    got = outcome(path)
    assert (got.only.text, got.notes) == (ENGLISH, [f"{path}: not UTF-8, read as {codec}"])


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_an_old_encoding_in_records_is_noted_once(tmp_path: Path, name: str) -> None:
    line = json.dumps({"text": ENGLISH}, ensure_ascii=False) if name == "a.jsonl" else f'"{ENGLISH}"'
    lines = [line, line] if name == "a.jsonl" else ["text", line, line]
    path = written(tmp_path, name, "\n".join(lines).encode("cp1252"))
    got = outcome(path)
    assert [a.text for a in got.articles] == [ENGLISH, ENGLISH]
    assert got.notes == [f"{path}:{len(lines) - 1}: not UTF-8, read as cp1252"]


def test_invalid_bytes_in_utf_8_are_replaced_with_a_note(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", ENGLISH.encode() + b" \xff\xfe end")
    got = outcome(path)
    assert got.only.text == ENGLISH + " \ufffd\ufffd end"
    assert got.notes == [f"{path}: not valid UTF-8 in 2 places, U+FFFD stands there"]


def test_lone_surrogates_in_json_are_replaced_with_a_note(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", r'{"id": "\udc00", "text": "One \ud800 \ud83d\ude00 two."}')
    got = outcome(path)
    assert (got.only.text, got.only.id) == ("One \ufffd \U0001f600 two.", "\ufffd")
    assert len(got.notes) == 1
    assert "half a surrogate pair" in got.notes[0]


def test_nul_in_csv_is_replaced_with_a_note(tmp_path: Path) -> None:
    got = outcome(written(tmp_path, "a.csv", b"id,text\n1,One\0two.\n"))
    assert got.only.text == "One\ufffdtwo."
    assert len(got.notes) == 1


# --- bad input --------------------------------------------------------------------------------------------------------


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(clone_from=FIXTURES / "mill.pdf"), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def empty_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(buffer)
    return buffer.getvalue()


BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "is empty"),
    ("blank.txt", lambda: b" \n\t\n", "is empty"),
    ("empty.txt.gz", lambda: gzip.compress(b""), "is empty"),
    ("empty.jsonl", lambda: b"", "is empty"),
    ("empty.pdf", lambda: b"", "is empty"),
    ("nul.txt", lambda: b"One.\0Two.", "is a binary file, not text"),
    ("random", lambda: bytes(range(256)) * 9, "is a binary file, not text"),
    ("image.txt", lambda: b"\x89PNG\r\n\x1a\n\0\0", "is a PNG image, not an article"),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as DOCX"),
    ("book.zip", lambda: zipped("book.txt"), "is a zip archive without a Word document in it; unpack it first"),
    ("book.docx", lambda: zipped("book.txt"), "is a zip archive without a Word document in it; unpack it first"),
    ("torn.docx", lambda: (FIXTURES / "school.docx").read_bytes()[:9000], "is a broken DOCX file"),
    ("hollow.docx", lambda: zipped("word/document.xml"), "is a broken DOCX file"),
    ("text.docx", lambda: ENGLISH.encode(), "is no DOCX file"),
    ("text.pdf", lambda: ENGLISH.encode(), "is no PDF file"),
    ("torn.pdf", lambda: (FIXTURES / "mill.pdf").read_bytes()[:200], "is a broken PDF"),
    ("locked.pdf", encrypted_pdf, "is encrypted; save it without a password"),
    ("scan.pdf", empty_pdf, "run OCR over it first"),
    ("feed.xml", lambda: b"<?xml version='1.0'?><rss></rss>", "is XML other than a page"),
    ("nothing.html", lambda: b"<html><body></body></html>", "no article text found in this page"),
    ("header.csv", lambda: b"id,text\n", "holds no article"),
    ("columns.csv", lambda: b"a,b\n1,2\n", "no column of text; name it with --text-field (it has: a, b)"),
    ("none.json", lambda: b"[]", "holds no article"),
    ("broken.json", lambda: b'[{"text": ', "is no JSON (Expecting value, column 11)"),
    ("deep.json", lambda: b"[" * 100_000, "is no JSON"),
    ("broken.parquet", lambda: b"PAR1" + b"x" * 100, "is broken or no Parquet file"),
    ("torn.txt.gz", lambda: gzip.compress(ENGLISH.encode() * 999)[:60], "its gzip data are broken or cut off"),
    ("bad.txt.gz", lambda: b"\x1f\x8bnonsense", "its gzip data are broken or cut off"),
]


@pytest.mark.parametrize(("name", "make", "why"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, make: Callable[[], bytes], why: str
) -> None:
    path = written(tmp_path, name, make())
    got = outcome(path, FIXTURES / "harbour.txt")
    assert [a.id for a in got.articles] == ["harbour.txt"]
    assert len(got.errors) == 1
    assert got.errors[0].startswith(f"{path}: ")
    assert why in got.errors[0]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("missing.txt", "missing.txt: no such file or folder"),
        ("", "'': no such file or folder"),
        ("a\0b", "a\0b: embedded null byte"),
        ("*.none", "*.none: no file matches this pattern"),
        ("/dev/null", "/dev/null: is a device or a socket, not a file"),
    ],
)
def test_a_path_that_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, why: str) -> None:
    monkeypatch.chdir(tmp_path)
    got = outcome(given, FIXTURES / "harbour.txt")
    assert (got.errors, len(got.articles)) == ([why], 1)


def test_a_folder_without_articles(tmp_path: Path) -> None:
    got = outcome(tmp_path, FIXTURES / "harbour.txt")
    assert len(got.articles) == len(got.errors) == 1
    assert got.errors[0].startswith(f"{tmp_path}: no articles in this folder")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert outcome("s").errors == ["s: is a device or a socket, not a file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "One.")
    path.chmod(0)
    assert outcome(path).errors == [f"{path}: Permission denied"]


def test_a_name_that_is_no_utf_8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(path).write_bytes(b"One.")
    article = outcome(path).only
    assert (article.id, article.path) == ("\ufffd.txt", f"{tmp_path}/\ufffd.txt")


@pytest.mark.parametrize("url", ["https://news.example/a?b=c&d", "HTTP://news.example"])
def test_a_url_is_wrong_use_with_the_command_that_fetches_it(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        read([url], ReadOptions(), pytest.fail, pytest.fail)
    assert "curl -L " in str(caught.value)
    assert str(caught.value).endswith("| spq quotes -")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{broken", "is no JSON (Expecting property name enclosed in double quotes, column 2)"),
        ("[1]", "is no JSON object"),
        ('{"id": 1}', 'no field "text" (it has: id); name the text with --text-field'),
        ('{"text": 5}', 'its field "text" is no text but a number'),
        ('{"text": " "}', "is empty"),
        ('{"text": null}', "is empty"),
        ("[" * 100_000, "is no JSON ("),
    ],
)
def test_a_bad_line_of_jsonl_is_named_and_the_rest_goes_on(tmp_path: Path, line: str, why: str) -> None:
    path = written(tmp_path, "a.jsonl", '{"text": "One."}\n' + line + '\n\n{"text": "Two."}\n')
    got = outcome(path)
    assert [a.id for a in got.articles] == ["a.jsonl:1", "a.jsonl:4"]
    assert len(got.errors) == 1
    assert got.errors[0].startswith(f"{path}:2: {why}")


def test_a_first_line_that_begins_like_an_array_does_not_hide_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", "[broken\n" + jsonl({"text": ENGLISH}, {"text": ENGLISH}))
    got = outcome(path)
    assert (len(got.articles), len(got.errors)) == (2, 1)


def test_a_first_bad_line_on_stdin_does_not_hide_the_rest() -> None:
    got = outcome("-", stdin=b'{"text": broken}\n{"text": "Two."}\n')
    assert ([a.id for a in got.articles], len(got.errors)) == (["stdin:2"], 1)


def test_a_bad_row_of_csv_is_named_where_it_begins(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'id,text\n1,"One\nand more."\n2,\n3,Three.\n')
    got = outcome(path)
    assert [a.id for a in got.articles] == ["1", "3"]
    assert got.errors == [f"{path}:4: is empty"]


def test_a_file_of_nothing_but_bad_lines_is_given_up(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", "{prose}\n" * 1000)
    got = outcome(path)
    assert len(got.errors) == limits.MAX_BAD_LINES + 1
    assert got.errors[-1] == f"{path}: its first 20 records cannot be read; the rest is left unread"


def test_a_torn_gzip_yields_what_came_before_the_tear(tmp_path: Path) -> None:
    noise = "".join(f"{i * 7919 % 9973} " for i in range(40_000))
    data = jsonl({"text": "One."}, {"text": "Two."}) + json.dumps({"text": noise})
    path = written(tmp_path, "a.jsonl.gz", gzip.compress(data.encode())[:-3000])
    got = outcome(path)
    assert [a.text for a in got.articles] == ["One.", "Two."]
    assert len(got.errors) == 1


def test_unpacked_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"a" * 3_000_000)
    monkeypatch.setattr(limits, "MAX_DOCUMENT", 1_000_000)
    path = written(tmp_path, "a.txt.gz", bomb)
    assert outcome(path).errors == [
        f"{path}: larger than 0.9537 MiB, unpacked; split it (SPQ_MAX_DOCUMENT raises this limit)"
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_an_endless_record_is_bounded_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD", 1000)
    lines = ['{"text": "One."}', '"' + "a" * 5000 + '"', '{"text": "Two."}'] if name == "a.jsonl" else []
    path = written(tmp_path, name, "\n".join(lines or ["text", "One.", "a" * 5000, "Two."]))
    got = outcome(path)
    assert [a.text for a in got.articles] == ["One.", "Two."]
    assert len(got.errors) == 1


@pytest.mark.parametrize("limit", [1000, limits.MAX_RECORD])
def test_a_csv_quotation_mark_left_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD", limit)
    path = written(tmp_path, "a.csv", 'text\nOne.\n"open\n' + "more and more\n" * 200)
    before = csv.field_size_limit()
    try:
        got = outcome(path)
    finally:
        csv.field_size_limit(before)
    assert [a.text for a in got.articles] == ["One."]
    assert got.errors == [f"{path}:3: a quotation mark is left open in this row; it and what follows are left unread"]


def test_twenty_megabytes_on_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 30_000_000)
    text = (ENGLISH + " ") * (20_000_000 // len(ENGLISH))
    assert outcome(written(tmp_path, "a.txt", text)).only.text == text


def test_a_text_beyond_the_limit_is_named_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 20)
    path = written(tmp_path, "a.jsonl", '{"text": "One."}\n{"text": "Two and a little more."}\n{"text": "Three."}\n')
    got = outcome(path)
    assert [a.text for a in got.articles] == ["One.", "Three."]
    assert got.errors == [
        f"{path}:2: has a text of 22 characters, more than 20; split it (SPQ_MAX_TEXT raises this limit)"
    ]


def test_records_are_streamed() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += 1
            return (jsonl({"text": ENGLISH}) * 300).encode()

    endless = Endless()
    articles = read(["-"], ReadOptions(), pytest.fail, pytest.fail, endless)  # type: ignore[arg-type]
    assert [next(articles).text for _ in range(5)] == [ENGLISH] * 5
    assert endless.given < 20
    articles.close()  # type: ignore[attr-defined]


# --- anything at all --------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        b"{", b"}", b"[", b'"text"', b":", b'"', b",", b"\n", b"\\ud800", b"\0", b"1e999", b"text,id\n",
        b"<p>", b"</p>", b"<html>", b"<!--", b"&#0;", b"---\n", b"title: x\n", b"date: 1\n", b"By A B\n",
        b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80", b"\x93",
    ]
)  # fmt: skip
ANYTHING = st.binary(max_size=300) | st.lists(PIECES | st.binary(max_size=9), max_size=40).map(b"".join)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html", "a.json", "a.docx", "a.pdf", "-"])
@settings(max_examples=60)
@given(data=ANYTHING)
def test_any_bytes_are_articles_or_errors(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    source = name if name == "-" else written(tmp_path_factory.getbasetemp(), name, data)
    got = outcome(source, stdin=data)
    assert got.articles or got.errors or any("not in English" in note for note in got.notes)
    for article in got.articles:
        article.text.encode()  # nothing in it that could not be printed or stored
        assert article.text.strip()
    assert len({a.id for a in got.articles}) == len(got.articles)
