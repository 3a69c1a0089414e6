"""Libraries of older versions, made by the tables of then, become libraries of today."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from spquotes.data.ids import article_key
from spquotes.data.records import Person, Role, Spelling
from spquotes.data.store import QuoteFilter, Store, holds_articles
from spquotes.data.store.tables import VERSION

FIXTURES = Path(__file__).parent.parent / "fixtures"
V1, V2, V3, V4 = ((FIXTURES / f"library-v{version}.sql").read_text(encoding="utf-8") for version in (1, 2, 3, 4))
PEOPLE = (("lind", "Ada Lind"), ("lund", "Bo Lund"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.db"


def quoted(store, **wanted):
    return [(row["doc"], row["text"]) for row in store.quotes(QuoteFilter(**wanted))]


def body(text, content, source, cue, **more):
    def span(words):
        return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}

    return json.dumps(
        {
            "text": content, "content": [span(content)], "source": span(source),
            "cue": {**span(cue), "lemma": cue, "class": "say"}, "by": "name", "addressee": None, "in_headline": False,
            "nested_in": None, "negated": False, "hedged": False, "context": span(text), "rule": "test",
            "candidates": [], "reason": None, **more,
        }
    )  # fmt: skip


@pytest.fixture
def old(path):
    """A library of version 1: one text in two articles, and one of its own."""
    text, names = "Ada Lind said Bo Lund sings.", (("Ada Lind", 0), ("Bo Lund", 14))
    with sqlite3.connect(path) as db:
        db.executescript(V1)
        db.executemany(
            "INSERT INTO people VALUES (?, ?, 'person', ?, 1, 1)", [("lind", 0, "Ada Lind"), ("lund", 1, "Bo Lund")]
        )
        db.execute("INSERT INTO roles VALUES ('lind', 0, 'singer')")
        db.execute("INSERT INTO spellings VALUES ('lind', 0, 'Ada Lind', 2)")
        article = "INSERT INTO articles (no, id, text, outlet, fingerprint) VALUES (?, ?, ?, 'Élan', 'old')"
        db.execute(article, (3, "c", "Rain."))
        for number, name in ((1, "a.txt"), (2, "b.txt")):
            db.execute(article, (number, name, text))
            for place, (who, start) in enumerate(names):
                entity = (number, place, who, PEOPLE[place][0])
                db.execute("INSERT INTO entities VALUES (?, ?, 'person', ?, NULL, '[]', ?)", entity)
                mention = (number, place, start, start + len(who), who)
                db.execute("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, 'name')", mention)
            db.execute(
                "INSERT INTO attributions (article, id, start, type, class, entity, confidence, statement, body)"
                " VALUES (?, ?, 14, 'indirect', 'say', 0, 0.9, 1, ?)",
                (number, f"oldid{number}", body(text, "Bo Lund sings", "Ada Lind", "said", nested_in=f"oldid{number}")),
            )
    db.close()
    return path


def test_version_1_is_brought_up_to_date_with_a_note(old):
    notes = []
    with Store.open(old, notes.append) as store:
        assert [(row["doc"], row["text"], row["speaker"]["id"], row["speaker"]["role"]) for row in store.quotes()] == [
            ("a.txt", "Bo Lund sings", "lind", "singer"), ("b.txt", "Bo Lund sings", "lind", "singer"),
        ]  # fmt: skip
        assert store.article_ids() == ["a.txt", "b.txt", "c"]
        assert quoted(store, about=["lund"], contains="sing", outlets=["élan"], limit=1) == [("a.txt", "Bo Lund sings")]
        assert [(row["id"], row["count"], row["docs"]) for row in store.speakers()] == [("lind", 2, 2)]
        assert store.outdated("today") == ["a.txt", "b.txt", "c"]
        assert list(store.faults()) == []
    assert notes == [f"{old}: brought from version 1 to version {VERSION} of the library's form"]


@pytest.fixture
def second(path):
    """A library of version 2: Ada Lind, a singer, in an article with a date and in one without."""
    mentions = [[0, 13, "Dame Ada Lind", "name"], [20, 24, "Lind", "name"], [35, 38, "she", "pronoun"]]
    with sqlite3.connect(path) as db:
        db.executescript(V2)
        person = (
            "INSERT INTO people (no, id, kind, name, roles, spellings, mentions, docs) VALUES (?, ?, ?, ?, ?, ?, 6, 2)"
        )
        db.execute(person, (1, "lind", "person", "Ada Lind", '["dame", "singer"]', '[["Ada Lind", 2], ["Lind", 2]]'))
        for number, (published, gender) in enumerate((("2012-07-09T10:00:00", "f"), (None, None)), 1):
            text = "Dame Ada Lind sang. " + "Lind said that she would." + str(number)
            db.execute(
                "INSERT INTO analyses VALUES (?, ?, 'old', ?, '{}', ?)", (number, str(number), str(number), text)
            )
            article = "INSERT INTO articles (no, id, given, analysis, key, published) VALUES (?1, ?1, ?1, ?1, ?1, ?2)"
            db.execute(article, (number, published))
            roles = ["singer", "dame"] if published else ["singer"]
            entity = (number, 0, "person", "Ada Lind", gender, json.dumps(roles), json.dumps(mentions), 3, 1)
            db.execute(f"INSERT INTO entities VALUES ({', '.join('?' * 9)})", entity)
        db.execute("INSERT INTO names VALUES ('^lind', 1)")
    db.close()
    return path


def test_version_2_gets_dated_roles_genders_and_reasons(second):
    notes = []
    with Store.open(second, notes.append) as store:
        (person,) = store.people()
        assert list(store.people_with(["^lind"])) == [person]
        assert list(store.faults()) == []
    assert notes == [f"{second}: brought from version 2 to version {VERSION} of the library's form"]
    assert person == Person(
        "lind", "Ada Lind", "person",
        (Role("singer", 2, "2012-07-09", "2012-07-09"), Role("dame", 1, "2012-07-09", "2012-07-09")),
        (Spelling("Ada Lind", 2, 2, "the name itself"), Spelling("Lind", 2, 2, "known before reasons were kept")),
        6, 2, "f",
    )  # fmt: skip


@pytest.fixture
def third(path):
    """A library of version 3: one article, without claims."""
    with sqlite3.connect(path) as db:
        db.executescript(V3)
        db.execute("INSERT INTO analyses VALUES (1, '1', 'old', 'a', '{}', 'Rain fell.')")
        db.execute("INSERT INTO articles (no, id, given, analysis, key) VALUES (1, 'a', 'a', 1, 'k')")
    db.close()
    return path


def test_version_3_has_room_for_claims_and_none_yet(third):
    notes = []
    with Store.open(third, notes.append) as store:
        assert list(store.claims()) == []
        assert store.outdated("today") == ["a"]
        assert list(store.faults()) == []
    assert notes == [f"{third}: brought from version 3 to version {VERSION} of the library's form"]


@pytest.fixture
def fourth(path):
    """A library of version 4: one article, whose words are in no index."""
    with sqlite3.connect(path) as db:
        db.executescript(V4)
        db.execute("INSERT INTO analyses VALUES (1, '1', 'old', 'a', '{}', 'Rain fell.')")
        db.execute("INSERT INTO articles (no, id, given, analysis, key) VALUES (1, 'a', 'a', 1, 'k')")
    db.close()
    return path


def texts_with(path, word):
    with sqlite3.connect(path) as db:
        found = [number for (number,) in db.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (word,))]
    db.close()
    return found


@pytest.mark.parametrize("version", ["third", "fourth"])
def test_texts_of_before_can_be_looked_through(version, request):
    path = request.getfixturevalue(version)
    with Store.open(path) as store:
        assert list(store.faults()) == []
    assert (texts_with(path, "rain"), texts_with(path, "snow")) == ([1], [])


def test_looking_whether_there_is_anything_changes_nothing(old, tmp_path):
    assert holds_articles(old)
    with sqlite3.connect(old) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    db.close()
    assert not holds_articles(tmp_path / "gone.db")


def test_version_1_has_the_ids_that_today_gives(old):
    with Store.open(old) as store:
        first = next(store.quotes())
        assert first["id"].startswith(article_key("a.txt", "Ada Lind said Bo Lund sings."))
        assert len(first["id"]) == 16
        assert first["nested_in"] == first["id"]


@pytest.mark.parametrize("version", ["old", "second", "third", "fourth"])
def test_a_migrated_library_has_the_tables_of_a_new_one(version, request, tmp_path):
    old = request.getfixturevalue(version)
    Store.open(old).close()
    Store.writing(tmp_path / "new.db").close()

    def tables(path):
        with sqlite3.connect(path) as db:
            found = db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        db.close()
        return found

    assert tables(old) == tables(tmp_path / "new.db")


def test_a_migration_that_fails_leaves_the_file_as_it_was(old, monkeypatch):
    monkeypatch.setattr("spquotes.data.store.migrations.recount", lambda db: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Store.open(old)
    with sqlite3.connect(old) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM attributions").fetchone() == (2,)
    db.close()


def test_a_large_library_says_beforehand_that_it_takes_long(fourth, monkeypatch):
    monkeypatch.setattr("spquotes.data.store.database.MANY", 1)
    notes = []
    Store.open(fourth, notes.append).close()
    assert [note.removeprefix(f"{fourth}: ").split(" ")[0] for note in notes] == ["bringing", "brought"]
