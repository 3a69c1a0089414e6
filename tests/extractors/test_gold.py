"""Whole articles against a careful reader's list of their statements: found, once, with the right speaker.

The lists say in ``about`` how they were made. Floors only go up.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib import resources
from pathlib import Path

import pytest
from spquotes.data.records import Article
from spquotes.extractors.names import SAME, parse_name, similarity
from spquotes.extractors.pipeline import analyse

GOLD = Path(__file__).parent.parent / "gold"

FLOORS = {"sample": 98, "source_articles": 40}
"""Required statements found; a change that finds more raises its floor."""

MOST_UNLISTED = 3
"""Attributions shown by default in the source articles that are on no list."""

COVERED = 0.5
"""Least part of a listed statement's words that an attribution has for it to be found."""


def words(text, spans):
    """Where the words of the spans begin."""
    return {start + match.start() for start, end in spans for match in re.finditer(r"\w+", text[start:end])}


def last_word(name):
    return parse_name(name.split()[-1])


def same_speaker(name, listed):
    """Whether a speaker's name is the listed one's, by its last word in whatever spelling; None fits a listed None."""
    if name is None or listed is None:
        return name is listed
    if name.split()[-1].casefold() == listed.split()[-1].casefold():
        return True
    return similarity(last_word(name), last_word(listed)) >= SAME


class Comparison:
    """The attributions shown by default of a list's articles, beside its statements."""

    def __init__(self, name, model, read_bytes):
        self.gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
        self.texts, self.shown = {}, {}
        for file, digest in self.gold["sha256"].items():
            raw = read_bytes(file)
            assert hashlib.sha256(raw).hexdigest() == digest, f"{file} is not the text that was listed"
            text = self.texts[file] = raw.decode("utf-8")
            found = analyse(Article(id=file, text=text), model)
            self.shown[file] = [
                (one, words(text, [(span.start, span.end) for span in one.content]), self._name(found, one))
                for one in found.attributions
                if one.statement
            ]

    @staticmethod
    def _name(found, one):
        return None if one.entity is None else found.entities[one.entity].name

    def required(self):
        return [statement for statement in self.gold["statements"] if statement["required"]]

    def covering(self, statement):
        """The shown attributions with half of a statement's words and its speaker."""
        wanted = words(self.texts[statement["file"]], statement["content"])
        return [
            one
            for one, held, name in self.shown[statement["file"]]
            if len(wanted & held) >= COVERED * len(wanted) and same_speaker(name, statement["speaker"])
        ]

    def unlisted(self):
        """The shown attributions that are neither half of a listed statement nor mostly inside one."""
        for file, shown in self.shown.items():
            text = self.texts[file]
            listed = [words(text, s["content"]) for s in self.gold["statements"] if s["file"] == file]
            for one, held, name in shown:
                if not any(
                    len(wanted & held) >= COVERED * len(wanted) or len(wanted & held) > COVERED * len(held)
                    for wanted in listed
                ):
                    yield name, one.rule, text[one.content[0].start : one.content[-1].end]


@pytest.fixture(scope="module")
def sample(model):
    folder = resources.files("spquotes.data") / "articles"
    return Comparison("sample", model, lambda file: (folder / file).read_bytes())


@pytest.fixture(scope="module")
def sources(model, source_articles):
    return Comparison("source_articles", model, lambda file: (source_articles / file).read_bytes())


@pytest.fixture(params=["sample", "source_articles"])
def compared(request):
    return request.getfixturevalue({"sample": "sample", "source_articles": "sources"}[request.param])


@pytest.mark.parametrize(("name", "fixture"), [("sample", "sample"), ("source_articles", "sources")])
def test_required_statements_are_found(request, name, fixture):
    compared = request.getfixturevalue(fixture)
    missed = [s for s in compared.required() if not compared.covering(s)]
    found = len(compared.required()) - len(missed)
    listed = [f"{s['file']}:{s['line']} {s['speaker']}" for s in missed]
    assert found >= FLOORS[name], f"{found} of {len(compared.required())} found; not {', '.join(listed)}"


def test_no_statement_is_found_twice(compared):
    twice = [
        f"{statement['file']}:{statement['line']} {statement['speaker']}"
        for statement in compared.required()
        if sum(one.nested_in is None for one in compared.covering(statement)) > 1
    ]
    assert twice == []


def test_hardly_anything_else_is_shown(sources):
    unlisted = list(sources.unlisted())
    assert len(unlisted) <= MOST_UNLISTED, unlisted


def test_every_listed_span_lies_in_its_text(compared):
    for statement in compared.gold["statements"]:
        text = compared.texts[statement["file"]]
        assert all(0 <= start < end <= len(text) for start, end in statement["content"])
        assert words(text, statement["content"])
