"""Annotated documents: JSON Lines and brat standoff, whole ones and broken ones."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.data.errors import InputError, UsageError
from spquotes.data.limits import MAX_BAD_LINES
from spquotes.extractors.brat import quotes, role_of
from spquotes.extractors.goldfiles import count, read_gold

TEXT = "Ann said the mill would open. Bo denied it, and so did Cy."


def place(piece, text=TEXT):
    return [text.index(piece), text.index(piece) + len(piece)]


def read(path, **options):
    errors, notes = [], []
    found = list(read_gold(path, lambda error: errors.append(str(error)), notes.append, **options))
    return found, errors


def jsonl(path, *rows):
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def document(name="a", **more):
    quote = {"source": [place("Ann")], "cue": [place("said")], "content": [place("the mill would open")]}
    return {"id": name, "text": TEXT, "quotes": [quote]} | more


# ---- JSON Lines


def test_documents_in_order(tmp_path):
    rows = [document("a"), document("b", quotes=[]), document("ё", extra=1)]
    found, errors = read(jsonl(tmp_path / "gold.jsonl", rows[0], "", *rows[1:]))
    assert errors == []
    assert [one["id"] for one in found] == ["a", "b", "ё"]
    assert found[0] == rows[0]


def test_missing_and_null_roles_are_empty(tmp_path):
    found, _ = read(jsonl(tmp_path / "gold.jsonl", document(quotes=[{"content": [[0, 3]], "source": None}])))
    assert found[0]["quotes"] == [{"source": [], "cue": [], "content": [[0, 3]]}]


def test_gzipped_and_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + json.dumps(document()).encode() + b"\r\n"))
    assert read(path) == ([document()], [])
    assert count(path) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "maximum recursion depth"),
        ("[]", "is no JSON object"),
        ({"text": TEXT, "quotes": []}, "has no string 'id'"),
        ({"id": 3, "text": TEXT, "quotes": []}, "has no string 'id'"),
        ({"id": "b", "quotes": []}, "has no string 'text'"),
        ({"id": "b", "text": TEXT}, "has no list 'quotes' to measure by"),
        (document("b", quotes={}), "has no list 'quotes' to measure by"),
        (document("b", quotes=[{}, []]), "quote 2 is no JSON object"),
        (document("b", quotes=[{"content": [0, 3]}]), "quote 1, content: is no list of [start, end]"),
        (document("b", quotes=[{"content": [[0, 3.5]]}]), "quote 1, content: is no list of [start, end]"),
        (document("b", quotes=[{"content": [[0, True]]}]), "quote 1, content: is no list of [start, end]"),
        (document("b", quotes=[{"cue": "said"}]), "quote 1, cue: is no list of [start, end]"),
        (document("b", quotes=[{"source": [[0, 59]]}]), "[0, 59] is no place in a text of 58 characters"),
        (document("b", quotes=[{"source": [[-1, 3]]}]), "[-1, 3] is no place"),
        (document("b", quotes=[{"source": [[4, 3]]}]), "[4, 3] is no place"),
        (document("a"), "the id 'a' is that of line 1, too"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path, line, expected):
    path = jsonl(tmp_path / "gold.jsonl", document("a"), line, document("c"))
    found, errors = read(path)
    assert [one["id"] for one in found] == ["a", "c"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}:2: ")
    assert expected in errors[0]


def test_without_quotes_only_id_and_text_are_looked_at(tmp_path):
    path = jsonl(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT}, document("b", quotes=[{"content": [[0, 999]]}]))
    assert read(path, quotes=False) == ([{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}], [])


def test_a_file_of_something_else_is_given_up(tmp_path):
    path = jsonl(tmp_path / "gold.jsonl", *["no JSON"] * (MAX_BAD_LINES + 5))
    found, errors = read(path)
    assert found == []
    assert len(errors) == MAX_BAD_LINES + 1
    assert errors[-1] == f"{path}: its first {MAX_BAD_LINES} lines cannot be read; the rest is left unread"


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_an_empty_file_is_an_error(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    assert read(path) == ([], [f"{path}: is empty"])


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    assert read(tmp_path / "gold.jsonl") == ([], [f"{tmp_path / 'gold.jsonl'}: No such file or directory"])
    assert count(tmp_path / "gold.jsonl") is None


def test_count_counts_the_lines_with_something_in_them(tmp_path):
    assert count(jsonl(tmp_path / "gold.jsonl", document(), "", "{", document("b"))) == 3


# ---- brat: the lines


def bound(number, kind, *pieces, text=TEXT):
    places = ";".join("{} {}".format(*place(piece, text)) for piece in pieces)
    return f"T{number}\t{kind} {places}\t{' '.join(pieces)}"


BOUNDS = bound(1, "Source", "Ann"), bound(2, "Content", "the mill", "open"), bound(3, "Cue", "said")
EXPECTED = {"source": [place("Ann")], "cue": [place("said")], "content": [place("the mill"), place("open")]}


def annotated(*lines, text=TEXT):
    return quotes(text, "".join(f"{line}\n" for line in lines), "x.ann")


@pytest.mark.parametrize(
    "links",
    [
        ["E1\tAttribution:T3 Source:T1 Content:T2"],
        ["E1\tCue:T3 Source:T1 Content:T2"],
        ["E1\tCue:T3 Source1:T1 Content2:T2 "],
        ["E1\tSaying:T3 speaker:T1 QUOTE:T2"],
        ["E1\tContent:T2 Source:T1 Cue:T3"],
        ["E1\tCue:T3 Arg1:T1 Arg2:T2"],  # roles by the types of what they point to
        ["R1\tSource Arg1:T3 Arg2:T1", "R2\tContent Arg1:T3 Arg2:T2"],
        ["R1\tSource Arg1:T1 Arg2:T3\t", "R2\tContent Arg1:T2 Arg2:T3"],
        ["R1\tSource Arg1:T2 Arg2:T1", "R2\tContent Arg1:T3 Arg2:T2"],  # the source by way of the content
        ["E1\tCue:T3 Content:T2", "R1\tSource Arg1:E1 Arg2:T1"],
        ["E1\tCue:T3 Content:T2", "R1\tSource Arg1:T3 Arg2:T1"],
    ],
)
def test_links_make_an_attribution(links):
    assert annotated(*BOUNDS, *links) == [EXPECTED]
    assert annotated(*links, *BOUNDS) == [EXPECTED]  # in any order


def test_what_is_no_annotation_of_text_is_passed_over():
    notes = ["A1\tNegated E1", "M1\tNegated E1", "N1\tReference T1 Wiki:1\tAnn", "#1\tAnnotatorNotes T1\tsure?", "", "*\tEquiv T1 T3"]  # noqa: E501  # fmt: skip
    assert annotated(*BOUNDS, "E1\tCue:T3 Source:T1 Content:T2", *notes) == [EXPECTED]


def test_types_of_other_layers_are_passed_over():
    other = bound(7, "Person", "Bo"), bound(8, "Move", "open"), "E7\tMove:T8 Agent:T7", "R7\tKnows Arg1:T7 Arg2:T1"
    assert annotated(*BOUNDS, "E1\tCue:T3 Source:T1 Content:T2", *other) == [EXPECTED]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Source", "source"), ("SPEAKER", "source"), ("holder", "source"), ("Content2", "content"),
        ("Quote", "content"), ("quotation", "content"), ("span", "content"),
        ("Verb", "cue"), ("trigger", "cue"), ("Cue", "cue"), ("Person", None), ("12", None),
    ],
)  # fmt: skip
def test_names_and_their_synonyms(name, role):
    assert role_of(name) == role


def test_repeated_roles_are_pieces():
    lines = bound(4, "Content", "it"), "E1\tCue:T3 Source:T1 Content:T2 Content2:T4"
    assert annotated(*BOUNDS, *lines)[0]["content"] == [place("the mill"), place("open"), place("it")]


def test_related_contents_are_pieces():
    lines = bound(4, "Content", "it"), "R1\tContent Arg1:T3 Arg2:T2", "R2\tContinues Arg1:T4 Arg2:T2"
    assert annotated(*BOUNDS, *lines) == [EXPECTED | {"source": [], "content": [*EXPECTED["content"], place("it")]}]


def test_a_source_of_two_cues_has_two_attributions():
    lines = bound(4, "Cue", "denied"), bound(5, "Content", "it"), bound(6, "Source", "Bo")
    pairs = [(3, 1), (3, 2), (4, 1), (4, 5), (4, 6)]
    links = [f"R{n}\tx Arg1:T{one} Arg2:T{other}" for n, (one, other) in enumerate(pairs)]
    other = {"source": [place("Ann"), place("Bo")], "cue": [place("denied")], "content": [place("it")]}
    assert annotated(*BOUNDS, *lines, *links) == [EXPECTED, other]


def test_a_content_of_two_cues_is_said_twice():
    lines = bound(4, "Cue", "denied"), "R1\tx Arg1:T3 Arg2:T2", "R2\tx Arg1:T4 Arg2:T2"
    assert [one["cue"] for one in annotated(*BOUNDS, *lines)] == [[place("said")], [place("denied")]]


def test_a_trigger_of_two_events_has_two_attributions():
    lines = bound(4, "Source", "Cy"), bound(5, "Content", "it"), "E1\tCue:T3 Source:T1 Content:T2", "E2\tCue:T3 Source:T4 Content:T5"  # noqa: E501  # fmt: skip
    other = {"source": [place("Cy")], "cue": [place("said")], "content": [place("it")]}
    assert annotated(*BOUNDS, *lines) == [EXPECTED, other]


def test_a_content_without_a_cue_and_one_without_anything():
    lines = bound(4, "Content", "so did Cy"), "R1\tSource Arg1:T2 Arg2:T1"
    alone = {"source": [], "cue": [], "content": [place("so did Cy")]}
    assert annotated(*BOUNDS, *lines) == [EXPECTED | {"cue": []}, alone]


def test_a_cue_without_content_is_left_out():
    assert annotated(BOUNDS[0], BOUNDS[2], "R1\tSource Arg1:T3 Arg2:T1") == []


def test_an_event_as_an_argument_is_passed_over():
    lines = bound(4, "Cue", "denied"), "E1\tCue:T3 Source:T1 Content:T2", "E2\tCue:T4 Content:E1 Source:T1"
    assert annotated(*BOUNDS, *lines) == [EXPECTED]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("T4\tContent 5", "is no line of brat standoff"),
        ("T4\tContent 5 x\tmill", "is no line of brat standoff"),
        ("T4 Content 0 3 Ann", "is no line of brat standoff"),
        ("E1\tCue T3", "is no line of brat standoff"),
        ("R1\tSource T3 T1", "is no line of brat standoff"),
        ("hello", "is no line of brat standoff"),
        ("T4\tContent 5 99\tsaid", "5–99 is no place in a text of 58 characters"),
        ("T4\tContent 7 5\tsaid", "7–5 is no place"),
        ("T4\tContent 5 8\tsaid", "the text there is 'aid', not 'said'; are the line ends changed?"),
        ("T4\tContent 4 8\tsa", "the text there is 'said', not 'sa'"),
        ("T1\tContent 4 8\tsaid", "T1 is there already"),
        ("E1\tCue:T9 Source:T1", "there is no T9"),
        ("E1\tCue:T3 Source:T9", "there is no T9"),
        ("R1\tSource Arg1:T3 Arg2:E9", "there is no E9"),
    ],
)
def test_a_broken_line_is_named(line, expected):
    with pytest.raises(InputError) as caught:
        annotated(*BOUNDS, line)
    assert str(caught.value).startswith(f"x.ann:4: {expected}")


@pytest.mark.parametrize("line", ["T1\tContent 4 8", "T1\tContent 4 8\tsaid # a comment", "T1\tContent 4 8\tsa id"])
def test_the_repeated_text_may_differ_in_white_space_or_be_left_out(line):
    assert annotated(line) == [{"source": [], "cue": [], "content": [[4, 8]]}]


def test_a_line_feed_inside_a_stretch_is_a_blank_in_the_annotation():
    assert annotated("T1\tContent 0 6\tone t", text="one\r\nt")[0]["content"] == [[0, 6]]


@given(st.text(alphabet="TERA*#12345 ;:\t\n\rContentSource", max_size=60))
def test_any_lines_are_read_or_refused(lines):
    with suppress(InputError):
        assert all(one["content"] for one in quotes(TEXT, lines, "x.ann"))


# ---- brat: the folder


def standoff(folder, name, annotations, text=TEXT):
    path = folder / f"{name}.ann"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(annotations.encode())
    if text is not None:
        path.with_suffix(".txt").write_bytes(text.encode())
    return path


WHOLE = "\n".join([*BOUNDS, "E1\tCue:T3 Source:T1 Content:T2", ""])


def test_a_folder_and_those_in_it(tmp_path):
    standoff(tmp_path, "b", WHOLE)
    standoff(tmp_path, "deep/er/a.1", "")
    (tmp_path / "only.txt").write_text("Nobody has annotated this.")
    found, errors = read(tmp_path)
    assert errors == []
    assert found == [
        {"id": "b", "text": TEXT, "quotes": [EXPECTED]},
        {"id": "deep/er/a.1", "text": TEXT, "quotes": []},
    ]
    assert count(tmp_path) == 2


def test_one_annotation_file(tmp_path):
    path = standoff(tmp_path, "a", WHOLE)
    standoff(tmp_path, "b", WHOLE)
    assert read(path) == ([{"id": "a", "text": TEXT, "quotes": [EXPECTED]}], [])
    assert count(path) == 1


def test_offsets_are_into_the_file_as_it_is(tmp_path):
    text = "\ufeffOne 😀.\r\n\r\nAnn said\r\nit.\n"
    lines = [bound(1, "Cue", "said", text=text), bound(2, "Content", "it", text=text), "R1\tx Arg1:T1 Arg2:T2"]
    standoff(tmp_path, "a", "\ufeff" + "\r\n".join(lines), text)
    ((found,), errors) = read(tmp_path)
    assert errors == []
    assert found["text"] == text
    assert found["quotes"] == [{"source": [], "cue": [place("said", text)], "content": [place("it", text)]}]


def test_changed_line_ends_are_noticed(tmp_path):
    text = "One.\r\nAnn said it.\r\n"
    path = standoff(tmp_path, "a", bound(1, "Content", "it", text=text), text.replace("\r\n", "\n"))
    found, (error,) = read(tmp_path)
    assert found == []
    assert error.startswith(f"{path}:1: the text there is")


def test_a_broken_document_is_named_and_the_rest_goes_on(tmp_path):
    broken = standoff(tmp_path, "a", "T1\tContent 0 3\tAnn\nT2\tContent")
    no_text = standoff(tmp_path, "b", WHOLE, text=None)
    standoff(tmp_path, "c", WHOLE)
    latin = standoff(tmp_path, "d", WHOLE)
    latin.with_suffix(".txt").write_bytes("Zoë".encode("latin-1"))
    found, errors = read(tmp_path)
    assert [one["id"] for one in found] == ["c"]
    assert errors == [
        f"{broken}:2: is no line of brat standoff",
        f"{no_text.with_suffix('.txt')}: No such file or directory",
        f"{latin.with_suffix('.txt')}: is not UTF-8 (byte 2)",
    ]


def test_without_quotes_annotations_are_not_read(tmp_path):
    standoff(tmp_path, "a", "nonsense")
    assert read(tmp_path, quotes=False) == ([{"id": "a", "text": TEXT}], [])


def test_a_folder_without_annotations_is_wrong_use(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    for function in (count, lambda path: read(path)):
        with pytest.raises(UsageError, match=r"holds no \.ann file; name a JSONL file or a folder of brat standoff"):
            function(tmp_path)
