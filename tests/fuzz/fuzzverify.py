"""Targets over comparisons of wordings: a draft's quotations beside a source, and a statement's versions."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema
from fuzzing import Parts, check_spans, joined, target, turn
from fuzzrows import SEED, analysis, quotes
from spquotes.data.records import Analysis, Article
from spquotes.data.schema import schema
from spquotes.data.store import Store
from spquotes.data.writers.versions import flat, notes
from spquotes.extractors.claims.wording import plain_words, stems
from spquotes.extractors.verify.aligning import align
from spquotes.extractors.verify.draftquotes import quotes_of
from spquotes.extractors.verify.draftwords import source_words, tokens_of
from spquotes.extractors.verify.verification import Verifier
from spquotes.extractors.versions.comparison import comparison
from spquotes.extractors.versions.groups import grouped
from spquotes.extractors.versions.near import akin
from spquotes.extractors.versions.saying import rarity_of, saying, unnested
from spquotes.extractors.versions.wordings import wording

WORDS = (
    "we ", "will not ", "never ", "wait ", "ten years", "10 ", "[sic] ", "[the mayor] ", "…", " . . . ", "... ", "(…)", "“", "”", "‘", "’", "she said", "\n\n",
    "> ", "— Ana Li", "5% ", "five ", "$2 million ", "it rained ", "co-op", "U.S.", "don’t ", "[w]e ", "[", "]", "(", ")", "*", "_", ", ", ". ", "--", "sixty ",
)  # fmt: skip
SOURCE = "“We will wait ten years,” Ana Li said. “It has rained, and nobody came; 60 men left the U.S. co-op.” They don’t know. Prices fell 5%."


@cache
def _store() -> Store:
    return Store.temporary()


@cache
def _schema() -> jsonschema.protocols.Validator:
    return jsonschema.Draft202012Validator(schema("verifications"))


def _check_places(value: Any, text: str, source: str, *, draft: bool = True) -> None:
    """Every place in a record has the words that stand there; those under ``found`` and ``source`` are the source's."""
    if isinstance(value, list):
        for item in value:
            _check_places(item, text, source, draft=draft)
    elif isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            where = text if draft else source
            assert where[value["start"] : value["end"]] == value["text"], value
        for key, inner in value.items():
            here = draft and key not in ("found", "also", "elsewhere", "parts")
            if key == "source" and "op" in value:
                here = False
            _check_places(inner, text, source, draft=here or key == "draft")


@target(
    joined(SOURCE, "“We will [not] wait … ten years,” she said. “60 men left.”\n\n> It has rained\n> — Ana Li\n"),
    joined(SOURCE, "“We will wait, and nobody came”", "t"),
    words=WORDS,
    slow=True,
    longest=600,
)
def verify(data: bytes) -> None:
    """A draft's quotations beside a source: every place told has its words, and a copy is verbatim."""
    parts = Parts(data)
    source, text = parts.text(), parts.text()
    store = _store()
    store.save(Analysis(Article("source", source or "x"), (), ()), "fuzzed")
    verifier = Verifier(store, lambda _: (), bool(parts.text()))
    found = quotes_of(text, [])
    check_spans(text, [one.place for one in found], apart=False)
    for quote in found:
        assert quote.pieces
        check_spans(text, [one for one in quote.pieces if len(quote.pieces) > 1 or one[0] < one[1]])
        row = verifier.check(Article("draft", text), quote)
        _check_places(row, text, source or "x")
        assert 0 <= row["share"] <= 1
        if not turn(data, 16):
            _schema().validate(row)


@target(
    joined(SOURCE, "We will [not] wait … ten years"), joined("a b c d", "a c [x] d"), words=WORDS, share=2, longest=600
)
def aligned(data: bytes) -> None:
    """Words laid along others: each once and in order on both sides."""
    parts = Parts(data)
    source, text = parts.text(), parts.text()
    words, tokens = source_words(source), tokens_of(text, [(0, len(text))])
    check_spans(text, [(one.start, one.end) for one in tokens])
    check_spans(source, [(one.start, one.end) for one in words])
    found = align(tokens, words, [number % 2 == 0 for number in range(len(words))])
    if found is None:
        return
    assert 0 <= found.share <= 1
    assert [pair.token for pair in found.pairs if pair.token is not None] == [*range(len(tokens))]
    numbers = [pair.word for pair in found.pairs if pair.word is not None]
    assert numbers == sorted(set(numbers))
    for pair in found.pairs:
        if pair.same:
            assert pair.token is not None
            assert pair.word is not None
            assert tokens[pair.token].key == words[pair.word].key or not tokens[pair.token].key.isalnum()


@target("studies studied", "don't naïve co-op", words=WORDS)
def stemmed(data: bytes) -> None:
    """Stems of the words of any text."""
    for word in plain_words(Parts(data).text()):
        assert all(stems(word))


@target(SEED, SEED.replace("Brandt", "Lund"), words=(*WORDS, "\x05\x12", "\x01\x0c"), slow=True)
def versions(data: bytes) -> None:
    """Statements compared with one another: groups, wordings and what is told of them."""
    found = analysis(Parts(data))
    rows = quotes(found)[:2]
    rows += [{**row, "doc": "other", "outlet": "O", "id": row["id"][::-1], "nested_in": None} for row in rows]
    sayings = [saying(row, (), taken) for row, taken in unnested(rows)]
    text = found.article.text
    for one in sayings:
        assert all(text[word.start : word.end] == one.text_of(word) for word in one.words)
        check_spans(text, [(word.start, word.end) for word in one.words])
        for other in sayings:
            compared = wording(one, other)
            if compared is not None:
                assert 0 <= compared.same <= compared.of
    groups = [comparison(sayings, group) for group in grouped(sayings, akin(sayings, rarity_of(sayings)))]
    list(flat(groups))
    for group in groups:
        for one in group["versions"]:
            assert all(line.strip() for line in notes(group, one))
