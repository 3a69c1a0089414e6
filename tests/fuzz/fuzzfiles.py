"""Targets over the files that people write for spq: decisions, corrections, gold files, brat's standoff, sentences."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from fuzzing import BETWEEN, Parts, any_text_of, joined, target, text_of
from spquotes.data import corrections, decisions
from spquotes.data.corrections import Correction, CorrectionFile, parse_corrections
from spquotes.data.decisionfile import DecisionFile
from spquotes.data.decisions import parse_decisions
from spquotes.data.errors import InputError, SpqError
from spquotes.data.readers.common import Report
from spquotes.extractors import brat
from spquotes.extractors.claimgold import read_labelled
from spquotes.extractors.deciding import Deciding
from spquotes.extractors.goldfiles import read_gold
from spquotes.extractors.namegold import read_cases, read_pairs
from spquotes.extractors.plainsentences import _read, sentence_rows

TOML = (
    "[[person]]\n", "[[apart]]\n", "[[correction]]\n", "name = ", "id = ", "kind = ", "aliases = [", "]", "\"", "'", '"""', "\n", "# a\n",
    "not = [", "roles = [", "{role = ", "from = ", "until = ", "}", "2012-07-09", "2012", "true", "names = [", "gender = 'f'\n", "\\u0041",
    "\\", "0x1F", "1e400", "at = [[0, 4]]\n", "words = ", "drop = true\n", "speaker = ", "date = ", "text_hash = ", "article = ", "[", "a.b",
    "person = [{name = 'A'}]\n", "9" * 20, "-", ",", "=", "[[person.roles]]\n", "inf", "nan", "12:00:00", "2012-07-09T12:00:00Z",
)  # fmt: skip
PEOPLE = """# ours
[[person]]
name = "Anna Lind"   # the mayor
id = "anna-lind"
aliases = ["A. Lind"]
roles = [{role = "mayor", from = 2008, until = 2012-07-09}, "chair"]
not = ["Lind's sister"]

[[person]]
name = "Bo"
kind = "organisation"

[[apart]]
names = ["Bo", "Bo Lund", "B"]
"""


def _one_line(error: SpqError) -> None:
    assert str(error).strip()


@target(PEOPLE, "person = [{name = 'A'}]", '[[apart]]\nnames = ["a", "b"]', words=TOML, slow=True)
def people_toml(data: bytes) -> None:
    """A people.toml is what it says or an error; what is changed in it keeps the rest and is a people.toml again."""
    text = any_text_of(data)
    try:
        found = parse_decisions(text, "people.toml")
    except SpqError as error:
        _one_line(error)
        return
    assert decisions.from_json(decisions.to_json(found)) == found
    Deciding(found)
    try:
        file = DecisionFile(text)
        entry = file.new_entry("Zoë Quill", "zoe-quill", "person")
        file.add(entry, "aliases", ["Z. Quill"])
    except SpqError as error:
        _one_line(error)
        return
    if any(
        {"zoë quill", "z. quill"} & {s.casefold() for s in one.spellings} or one.id == "zoe-quill"
        for one in found.people
    ):
        return
    changed = parse_decisions(file.text, "people.toml")
    assert changed.people[:-1] == found.people, (changed.people, found.people)
    assert changed.apart == found.apart
    assert changed.people[-1].aliases == ("Z. Quill",)
    again = DecisionFile(file.text)
    entry = again.entry(["Zoë Quill"], "zoe-quill")
    assert entry is not None
    again.remove(entry)
    assert parse_decisions(again.text, "people.toml") == found


CORRECTED = """[[correction]]
id = "0123456789ab"
article = "a.txt"
text_hash = "0123456789abcdef"
at = [[3, 7], [9, 10]]
words = "said … x"
speaker = "Anna Lind"
date = 2024-05-31
"""


@target(CORRECTED, joined("said\nso", "Anna “A.” Lind", "a\\b", "none"), words=TOML, slow=True)
def corrections_toml(data: bytes) -> None:
    """A corrections.toml is what it says or an error; a correction written into it is read the same."""
    text = any_text_of(data)
    try:
        found = parse_corrections(text, "corrections.toml")
    except SpqError as error:
        _one_line(error)
        found = None
    if found is not None:
        assert corrections.from_json(corrections.to_json(found)) == found
    parts = Parts(data)
    words, name, article, note = parts.text(), parts.maybe(), parts.text(), parts.maybe()
    name = " ".join((name or "").split()) or None
    note = " ".join((note or "").split()) or None
    one = Correction(
        "fedcba9876ab", article, "0" * 16, ((2, 2 + len(words)),), words, was=name, drop=name is None, speaker=name,
        note=note, date="2024-05-31",
    )  # fmt: skip
    if words:
        try:
            file = CorrectionFile(text if found is not None else "")
            file.put(one)
        except SpqError as error:
            _one_line(error)
            return
        kept = [some for some in found or () if some.id != one.id]
        now = parse_corrections(file.text, "corrections.toml")
        assert [some for some in now if some.id != one.id] == kept, (now, kept)
        assert next(some for some in now if some.id == one.id) == one, (now, one)


class InMemory:
    """A file that has never been on a disk, as far as the readers of gold files ask."""

    def __init__(self, data: bytes, name: str = "gold.jsonl") -> None:
        self.data, self.name, self.suffix = data, name, ""

    def __str__(self) -> str:
        return self.name

    def is_dir(self) -> bool:
        """No."""
        return False

    def open(self, _mode: str) -> io.BytesIO:
        """Its bytes."""
        return io.BytesIO(self.data)


JSON = (
    "{", "}", "[", "]", ":", ",", '"', '"id": ', '"text": ', '"quotes": ', '"content": ', '"source": ', '"cue": ', "[0, 4]", "null", "true",
    '"a": ', '"b": ', '"same": ', '"mentions": ', '"i": 0', '"article": ', '"clusters": ', "[[0]]", '"label": ', '"doc": ', "\n", "1e400",
    "-1", "NaN", "Infinity", "\\ud800", "\\u0000", "\\n", '"speaker": ', '"kind": ', '"ambiguous": ', "[" * 200, "\x1f\x8b",
)  # fmt: skip
GOLD = (
    '{"id": "a", "text": "He said so.", "quotes": [{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 10]]}]}\n',
    '{"id": "a", "a": "Anna Lind", "b": "A. Lind", "same": true}\n',
    '{"id": "a", "mentions": [{"i": 0, "article": "x", "text": "Anna"}], "clusters": [[0]]}\n',
    '{"id": "a", "doc": "x", "text": "It rose 5%.", "label": 1}\n',
)


@target(*GOLD, words=JSON, share=2)
def gold_files(data: bytes) -> None:
    """Gold files of every kind: records that are sound, or errors that name a line."""
    path: Any = InMemory(data)
    errors: list[InputError] = []
    readers: list[Callable[[], Iterator[Any]]] = [
        lambda: read_gold(path, errors.append),
        lambda: read_gold(path, errors.append, quotes=False),
        lambda: read_pairs(path, errors.append, str, labelled=True),
        lambda: read_cases(path, errors.append, str, labelled=True),
        lambda: read_labelled(path, errors.append, str, labelled=True),
    ]
    for number, read in enumerate(readers):
        errors.clear()
        found = list(read())
        assert found or errors
        assert all("\n" not in str(error) for error in errors)
        for document in found if number == 0 else ():
            places = (place for quote in document["quotes"] for some in quote.values() for place in some)
            assert all(0 <= start <= end <= len(document["text"]) for start, end in places)
        json.dumps(found if number < 2 else [repr(one) for one in found], ensure_ascii=False).encode()


ANN = (
    "T1\t", "T2\t", "T3\t", "E1\t", "R1\t", "Source ", "Content ", "Cue", "0 2", "3 7", "8 10", ";", "9 10", "\tHe", "\tsaid", "\tso", "\n",
    ":T1", ":T2", ":T3", " Source", " Content", "SaidBy Arg1:T2 Arg2:T1", "E1", "#1\t", "A1\t", "9" * 16, ":E1", "\r\n",
)  # fmt: skip


@target(
    joined(
        "He said so.", "T1\tSource 0 2\tHe\nT2\tContent 8 10\tso\nT3\tCue 3 7\tsaid\nE1\tCue:T3 Source:T1 Content:T2\n"
    ),
    joined("He said so.", "T1\tSource 0 2\tHe\nT2\tContent 0 2;8 10\tHe so\nR1\tSaidBy Arg1:T2 Arg2:T1\n"),
    words=(*ANN, BETWEEN),
    share=2,
)
def brat_standoff(data: bytes) -> None:
    """What stands in an .ann file is places of its text, or an error that names the line."""
    text, _, annotations = text_of(data).partition(BETWEEN)
    try:
        found = brat.quotes(text, annotations, "a.ann")
    except InputError as error:
        assert str(error).startswith("a.ann"), error
        assert len(str(error).splitlines()) == 1, error
        return
    for quote in found:
        assert quote["content"]
        for places in quote.values():
            assert all(0 <= start <= end <= len(text) for start, end in places)


@target('{"text": "It rose 5%.", "speaker": "A", "id": 7}\n', "It rose 5%.\n\nHe said so.\n", words=JSON, grows=True)
def sentence_files(data: bytes) -> None:
    """Plain sentences and transcripts: each is a record, or an error names its line."""
    errors: list[InputError] = []
    report = Report(errors.append, str)
    rows: list[dict[str, Any]] = []
    try:
        rows.extend(sentence_rows(_read("a.txt", "a.txt", io.BytesIO(data), report)))
    except InputError as error:
        errors.append(error)
    assert all("\n" not in str(error) for error in errors)
    for row in rows:
        assert row["text"].strip()
        assert 0 <= row["check"] <= 1
        json.dumps(row, ensure_ascii=False).encode()
