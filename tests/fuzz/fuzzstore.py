"""Targets over the store: whatever is asked of it is answered or refused, and what is put in comes out to the letter."""

from __future__ import annotations

from functools import cache
from typing import Any

from fuzzing import Parts, joined, target, text_of
from fuzzrows import INJECTED, SEED, analysis, quotes
from spquotes.cli import who
from spquotes.data.errors import SpqError, UsageError
from spquotes.data.store import ArticleFilter, EntityFilter, QuoteFilter, Store
from spquotes.data.store.claimfilter import CLAIM_SORTS, ClaimFilter
from spquotes.data.store.filters import ENTITY_SORTS, QUOTE_SORTS
from spquotes.data.store.fulltext import match
from spquotes.extractors.differences import words_of
from spquotes.extractors.library import tell_apart
from spquotes.extractors.verify.candidates import _pieces
from spquotes.extractors.versions.asked import Asked, compared

STORED = (
    joined("Ana Li said “it will rain on soft powers”. Bo Lund OR NOT denied that.", "a", "T", "The Élan", "2020-05-31", "-", "-", "1",
           "\x0d\x1d", "\x01\x06", "\x08\x04", "-", "Ana Li", "mayor", "\x01\x00\x00"),
    joined("Боб Ким сказал: “rain* (again)”. Ana Li's men and \"the U.S.\" agreed, 100%_.", "b", "-", "Post", "2021-01-02", "-", "-", "2",
           "\x10\x0f", "\x01\x06", "-", "\x20\x05", "Боб Ким", "-", "\x01\x02\x01", "\x30\x07", "-", "-", "-", "U.S.", "men", "\x02\x01"),
)  # fmt: skip
ASKED = (
    "rain", "soft power", "OR ", "AND ", "NOT ", "NEAR(", "NEAR/2", "*", '"', "(", ")", "^", "{", "}", ":", "text:", "words:", "+", "-", "'; DROP TABLE a; --",
    "%", "_", "Ana", "Li", "Lund", "Ким", "ana-li", "#0", "a#0", "2020", "2020-05-31", "The Élan", "POST", "say", "direct", "U.S.", "mayor", "the ", "rowid:", "' OR 1=1",
    "date", "speaker", "newest", "json_each", "[", "]", "\\", "0123456789", "\u0301", "ß", "İ", "a𞤀b", "a\ua7aeb", "a½b", "ก็",
)  # fmt: skip


@cache
def _store() -> Store:
    """A store with two articles and four speakers, and who they are."""
    store = Store.temporary()
    for seed in STORED:
        store.save(analysis(Parts(seed.encode())), "fuzzed")
    tell_apart(store, _nothing())
    return store


def _nothing() -> Any:
    from spquotes.data.decisions import NOTHING_DECIDED

    return NOTHING_DECIDED


class _Told:
    """Takes notes, as the object of all output does."""

    def note(self, text: str) -> None:
        """They can be encoded, and nothing is asked of their lines: the output makes one of them."""
        assert text.encode()


def _some(parts: Parts) -> list[str] | None:
    text = parts.maybe()
    return None if text is None else text.split(",")


@target("soft power", 'rain* AND NOT ("a b" OR c)', "^a NEAR(b c) {d}:e", words=ASKED, share=2, grows=True)
def fulltext(data: bytes) -> None:
    """What is given to --contains is a query that SQLite takes, or a UsageError."""
    text = text_of(data)
    try:
        match(text)
        found = list(_store().quotes(QuoteFilter(contains=text)))
    except UsageError as error:
        assert str(error).startswith("--contains")
        return
    assert all(row["text"] for row in found)


@target(joined("Ana Li", "the U.S."), joined("Ким", "bob-kim"), joined("LI", "' OR 1=1 --"), words=ASKED, slow=True)
def asked_people(data: bytes) -> None:
    """What is given to --speaker and --about finds people that there are, or nobody."""
    parts = Parts(data)
    speaker, about = parts.text(), parts.text()
    store, told = _store(), _Told()
    speakers = who.speakers_meant([speaker], store, told)  # type: ignore[arg-type]
    entities = who.entities_meant([about], store, told)  # type: ignore[arg-type]
    assert speakers is not None
    assert entities is not None
    rows = list(store.quotes(QuoteFilter(speakers=speakers, everything=True)))
    assert all(row["speaker"]["id"] in speakers for row in rows)
    assert bool(rows) == bool(speakers)
    list(store.quotes(QuoteFilter(about=entities)))
    people, near = who.mentioned(about, store)
    assert {one.id for one in people} >= set(entities[:1])
    assert all(near)


@target(joined("a", "Post,The Élan", "2020", "2021", "direct", "say", "5", "0"), words=ASKED, slow=True)
def filters(data: bytes) -> None:
    """Every filter takes any text, and none of it is SQL: all that is found fits."""
    parts = Parts(data)
    docs, outlets = _some(parts), _some(parts)
    since, until = parts.maybe(), parts.maybe()
    types, classes = _some(parts), _some(parts)
    store = _store()
    everything = {row["id"]: row for row in store.quotes(QuoteFilter(everything=True))}
    for sort in (QUOTE_SORTS[parts.number(len(QUOTE_SORTS))],):
        asked = QuoteFilter(
            docs=docs, outlets=outlets, since=since, until=until, types=types, classes=classes, sort=sort
        )
        found = list(store.quotes(asked))
        for row in found:
            assert everything[row["id"]] == row
            assert docs is None or row["doc"] in docs
            assert outlets is None or row["outlet"].casefold() in {one.casefold() for one in outlets}
            assert types is None or row["type"] in types
            assert classes is None or row["cue"]["class"] in classes
        assert len(list(store.dates(asked))) == len(found)
        assert store.undated(asked) >= 0
        list(store.speakers(asked))
        list(compared(store, Asked(asked)))
    among = EntityFilter(kinds=types, outlets=outlets, since=since, sort=ENTITY_SORTS[parts.number(len(ENTITY_SORTS))])
    list(store.entities(among))
    list(
        store.claims(
            ClaimFilter(outlets=outlets, since=since, docs=docs, sort=CLAIM_SORTS[parts.number(len(CLAIM_SORTS))])
        )
    )
    store.article_ids(ArticleFilter(docs, outlets, since, until))
    for text in (*(docs or ()), *(outlets or ())):
        assert isinstance(store.has_outlet(text), bool)
        article = store.article(text)
        assert article is None or article.id == text
        assert all(row["id"].startswith(text) for row in store.by_id(text))
        if pieces := list(_pieces([word.key for word in words_of(text)], everything=True)):
            store.texts_with(pieces, 5)
        store.texts_said(text, 5)
        store.texts_said(text, 5, [text])
        store.statements_by([text, "ana-li"], [text], 5)
        store.people([text])
        store.people_with([text])
        store.people_with_both([text], [text])
        store.people_with_all([text, text])


@cache
def _scratch() -> Store:
    return Store.temporary()


@target(SEED, *STORED, words=INJECTED, slow=True)
def stored(data: bytes) -> None:
    """What an analysis has goes into the store and comes out to the letter, with everybody somebody."""
    found = analysis(Parts(data))
    store = _scratch()
    for name in store.article_ids():
        store.remove([name])
    store.save(found, "fuzzed")
    tell_apart(store, _nothing())
    rows = list(store.quotes(QuoteFilter(everything=True)))
    plain = quotes(found)
    assert [row["id"] for row in rows] == [row["id"] for row in plain]
    for row, one in zip(rows, plain, strict=True):
        assert {key: value for key, value in row.items() if key != "speaker"} == {
            key: value for key, value in one.items() if key != "speaker"
        }
        assert (row["speaker"] is None) == (one["speaker"] is None)
        for piece in row["content"]:
            assert found.article.text[piece["start"] : piece["end"]] == piece["text"]
    assert store.article(found.article.id) == found.article
    ids = [row["id"] for row in store.entities(EntityFilter())]
    assert len(set(ids)) == len(ids)
    try:
        list(store.quotes(QuoteFilter(contains=found.article.title or "x")))
    except SpqError:
        return
