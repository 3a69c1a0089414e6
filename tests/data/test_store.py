from __future__ import annotations

import sqlite3

import pytest
from known import known
from spquotes.data.errors import SpqError
from spquotes.data.ids import ARTICLE_DIGITS
from spquotes.data.records import Analysis, Article, Attribution, Candidate, Cue, Entity, Mention, Span
from spquotes.data.store import EntityFilter, QuoteFilter, Store

ROPE = Article(
    "rope", "Ada Lind said Café Sol closes. She warned Bo Lund of fire. Lind wants rope. Bo Lund agreed.",
    path="rope.txt", outlet="The Élan", published="2020-05-31T23:30:00+02:00",
)  # fmt: skip
TAR = Article("tar", "Asked about Lind, Bo Lund said tar sells.", outlet="Post", published="2020-06-01")
BARE = Article("bare", "Somebody said the sea is wide.")


def at(article, text):
    start = article.text.index(text)
    return start, start + len(text), text


def quote(article, name, content, source, cue, cls, context, entity=None, **more):
    defaults = {
        "type": "indirect", "by": None if entity is None else "name", "addressee": None, "in_headline": False,
        "nested_in": None, "negated": False, "hedged": False, "confidence": 0.9, "rule": "test",
    }  # fmt: skip
    return Attribution(
        id=name, content=tuple(Span(*at(article, piece)) for piece in content), source=Span(*at(article, source)),
        cue=Cue(*at(article, cue), cue, cls), entity=entity, context=Span(*at(article, context)), **(defaults | more),
    )  # fmt: skip


def entity(article, number, kind, name, *mentions, roles=()):
    return Entity(number, kind, name, tuple(Mention(*at(article, text), form) for text, form in mentions), roles)


ANALYSES = (
    Analysis(
        ROPE,
        (
            entity(ROPE, 0, "person", "Ada Lind", ("Ada Lind", "name"), ("She", "pronoun"), roles=("owner", "cook")),
            entity(ROPE, 1, "organisation", "Café Sol", ("Café Sol", "name")),
            entity(ROPE, 2, "person", "Bo Lund", ("Bo Lund", "name")),
        ),
        (
            quote(ROPE, "r1", ["Café Sol closes"], "Ada Lind", "said", "say", "Ada Lind said Café Sol closes.", 0),
            quote(
                ROPE, "r2", ["fire"], "She", "warned", "warn", "She warned Bo Lund of fire.", 0, confidence=0.5,
                by="pronoun", type="mixed", addressee=Span(*at(ROPE, "Bo Lund")),
            ),
            quote(ROPE, "r3", ["rope"], "Lind", "wants", "want", "Lind wants rope.", 0, statement=False),
        ),
    ),
    Analysis(
        TAR,
        (
            entity(TAR, 0, "person", "Bo Lund", ("Bo Lund", "name")),
            entity(TAR, 1, "person", "Lind", ("Lind", "name")),
        ),
        (quote(TAR, "t1", ["tar sells"], "Bo Lund", "said", "say", TAR.text, 0),),
    ),
    Analysis(
        BARE,
        (),
        (
            quote(
                BARE, "b1", ["the sea is wide"], "Somebody", "said", "say", BARE.text,
                reason="nobody is named", candidates=(Candidate("Bo Lund", 0.1, "far"),),
            ),
        ),
    ),
)  # fmt: skip
PEOPLE = (
    known("lind", "Ada Lind", "person", ("cook",), (("Ada Lind", 1), ("Lind", 1)), 3, 2),
    known("lund", "Bo Lund", "person", (), (("Bo Lund", 2),), 2, 2),
    known("sol", "Café Sol", "organisation", (), (("Café Sol", 1),), 1, 1),
)
OF = {("rope", 0): "lind", ("rope", 1): "sol", ("rope", 2): "lund", ("tar", 0): "lund", ("tar", 1): "lind"}


def fill(store):
    for analysis in ANALYSES:
        store.save(analysis)
    store.set_people(PEOPLE, OF)


@pytest.fixture
def store():
    with Store.temporary() as made:
        fill(made)
        yield made


def ids(store, **wanted):
    """The statements' own halves of their ids."""
    return [row["id"][ARTICLE_DIGITS:] for row in store.quotes(QuoteFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["r1", "r2", "t1", "b1"]),
        ({"everything": True}, ["r1", "r2", "r3", "t1", "b1"]),
        ({"speakers": ["lind"]}, ["r1", "r2"]),
        ({"speakers": ["lind", "lund"]}, ["r1", "r2", "t1"]),
        ({"speakers": []}, []),
        ({"about": ["sol"]}, ["r1"]),
        ({"about": []}, []),
        ({"docs": ["tar"]}, ["t1"]),
        ({"outlets": ["the élan"]}, ["r1", "r2"]),
        ({"outlets": ["THE ÉLAN", "post"]}, ["r1", "r2", "t1"]),
        ({"types": ["mixed"]}, ["r2"]),
        ({"classes": ["warn"]}, ["r2"]),
        ({"classes": ["want"]}, []),
        ({"classes": ["want"], "everything": True}, ["r3"]),
        ({"min_confidence": 0.9}, ["r1", "t1", "b1"]),
        ({"since": "2020-06-01"}, ["t1"]),
        ({"until": "2020-05-31"}, ["r1", "r2"]),
        ({"since": "2020-05-31", "until": "2020-06-01"}, ["r1", "r2", "t1"]),
        ({"limit": 2}, ["r1", "r2"]),
        ({"speakers": ["lind"], "contains": "fire"}, ["r2"]),
    ],
)
def test_filters_statements(store, wanted, expected):
    assert ids(store, **wanted) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cafe", ["r1"]),
        ("CAFÉ SOL", ["r1"]),
        ("sol clos", ["r1"]),
        ("closes sol", []),
        ("afé", []),
        ('sol" OR "tar', []),
        ("tar*", ["t1"]),
        ("…", []),
        ("", []),
    ],
)
def test_contains_is_words_in_order(store, words, expected):
    assert ids(store, contains=words) == expected


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param("sol", ["r1"], id="in the content"),
        pytest.param("lind", ["t1"], id="beside the content, and neither speaker nor source"),
        pytest.param("lund", [], id="not as addressee, not as source"),
    ],
)
def test_about_looks_at_content_and_what_stands_beside_it(store, person, expected):
    assert ids(store, about=[person]) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("position", ["r1", "r2", "t1", "b1"]),
        ("date", ["r1", "r2", "t1", "b1"]),
        ("speaker", ["r1", "r2", "t1", "b1"]),
        ("confidence", ["r1", "t1", "b1", "r2"]),
        ("outlet", ["t1", "r1", "r2", "b1"]),
    ],
)
def test_sorts_statements(store, sort, expected):
    assert ids(store, sort=sort) == expected


def test_undated_articles_are_counted_under_the_other_conditions(store):
    assert store.undated(QuoteFilter(since="2020-06-01")) == 1
    assert store.undated(QuoteFilter(since="2020-06-01", contains="tar")) == 0


def test_a_row_has_the_contracts_keys_in_order(store):
    row = next(store.quotes())
    assert list(row) == [
        "id", "doc", "path", "title", "outlet", "published", "url", "type", "text", "content", "source", "cue",
        "speaker", "addressee", "in_headline", "nested_in", "negated", "hedged", "context", "confidence", "rule",
        "corrected",
    ]  # fmt: skip


def test_a_speaker_has_the_role_of_this_article_before_that_of_others(store):
    assert next(store.quotes())["speaker"] == {
        "id": "lind", "name": "Ada Lind", "kind": "person", "role": "owner", "by": "name",
    }  # fmt: skip


def test_explain_adds_candidates_and_reason(store):
    row = next(store.quotes(QuoteFilter(docs=["bare"]), explain=True))
    assert row["reason"] == "nobody is named"
    assert row["candidates"] == [{"name": "Bo Lund", "score": 0.1, "why": "far"}]


def test_pieces_are_joined_by_an_ellipsis():
    article = Article("a", "“One,” he said, “two”.")
    pieces = [Span(*at(article, "“One,”")), Span(*at(article, "“two”"))]
    found = quote(article, "q", ["“One,”"], "he", "said", "say", article.text)
    with Store.temporary() as store:
        store.save(Analysis(article, (), (type(found)(**{**_fields(found), "content": tuple(pieces)}),)))
        assert next(store.quotes())["text"] == "“One,” … “two”"


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_people_can_be_replaced_without_a_new_analysis(store):
    one = known("both", "Lind and Lund", "group", (), (), 6, 2)
    store.set_people([one], dict.fromkeys(OF, "both"))
    assert {row["speaker"]["id"] for row in store.quotes() if row["speaker"]} == {"both"}
    assert store.people() == [one]


def test_people_come_out_as_they_went_in(store):
    assert tuple(store.people()) == PEOPLE


def test_entities_come_out_as_they_went_in(store):
    expected = [(analysis.article.id, entity) for analysis in ANALYSES for entity in analysis.entities]
    assert list(store.found_entities()) == expected


def test_articles_come_out_as_they_went_in(store):
    assert [store.article(name) for name in store.article_ids()] == [ROPE, TAR, BARE]
    assert store.article("nothing") is None


def test_a_second_analysis_replaces_the_first(store):
    store.save(Analysis(ROPE, (), ()), "newer rules")
    assert ids(store) == ["t1", "b1"]
    assert ids(store, contains="fire") == []
    assert [article for article, _ in store.found_entities()] == ["tar", "tar"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [("lind", 3, 2), ("lund", 2, 2), ("sol", 1, 1)]),
        ({"kinds": ["organisation"]}, [("sol", 1, 1)]),
        ({"min_count": 3}, [("lind", 3, 2)]),
        ({"outlets": ["post"]}, [("lind", 1, 1), ("lund", 1, 1)]),
        ({"since": "2020-06-01"}, [("lind", 1, 1), ("lund", 1, 1)]),
        ({"sort": "name", "limit": 2}, [("lind", 3, 2), ("lund", 2, 2)]),
    ],
)
def test_filters_entities(store, wanted, expected):
    rows = store.entities(EntityFilter(**wanted))
    assert [(row["id"], row["count"], row["docs"]) for row in rows] == expected


def test_an_entity_has_its_roles_and_spellings(store):
    assert next(store.entities()) == {
        "id": "lind", "name": "Ada Lind", "kind": "person", "gender": None,
        "roles": [{"role": "cook", "docs": 1, "first": None, "last": None}],
        "spellings": [
            {"text": "Ada Lind", "count": 1, "docs": 1, "why": "for the test"},
            {"text": "Lind", "count": 1, "docs": 1, "why": "for the test"},
        ],
        "count": 3, "docs": 2,
    }  # fmt: skip


def test_speakers_count_the_statements_that_fit(store):
    assert [(row["id"], row["count"], row["docs"]) for row in store.speakers()] == [("lind", 2, 1), ("lund", 1, 1)]
    assert [row["count"] for row in store.speakers(QuoteFilter(everything=True))] == [3, 1]
    assert [row["id"] for row in store.speakers(min_count=2)] == ["lind"]


def test_a_library_keeps_what_it_was_given(tmp_path):
    with Store.writing(tmp_path / "library.db") as store:
        fill(store)
    with Store.open(tmp_path / "library.db") as store:
        assert ids(store) == ["r1", "r2", "t1", "b1"]
        assert store.counts().articles == 3


def test_a_temporary_store_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with Store.temporary() as store:
        fill(store)
        store.save(Analysis(Article("long", "word " * 2_000_000), (), ()))
        assert list(tmp_path.iterdir()) == []


def test_refuses_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to be taken for one " * 20)
    with pytest.raises(SpqError, match=r"notes\.txt: not a library"):
        Store.open(path)


def test_refuses_somebody_elses_database(tmp_path):
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    with pytest.raises(SpqError, match=r"other\.db: not a library"):
        Store.open(path)
