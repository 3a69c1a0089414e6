"""The cache: analyses by text, whoever's article it is; bounded, and never in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from spquotes.data.analyses import from_json, renamed, to_json
from spquotes.data.ids import article_key
from spquotes.data.records import Analysis, Article, Attribution, Candidate, Cue, Entity, Mention, Span
from spquotes.data.store.cache import Cache, is_cache

TEXT = "Ada Lind said, “Rain.” \ud800"


def analysis(name="a.txt", text=TEXT):
    key = article_key(name, text)
    said = Attribution(
        f"{key}aaaa", "direct", (Span(15, 22, "“Rain.”"),), Span(0, 8, "Ada Lind"), Cue(9, 13, "said", "say", "say"), 0,
        "name", Span(0, 3, "Ada"), False, f"{key}bbbb", True, True, Span(0, 22, text[:22]), 0.9, "test", False, "why",
        (Candidate("Ada Lind", 0.5, "near"),),
    )  # fmt: skip
    entity = Entity(0, "person", "Ada Lind", (Mention(0, 8, "Ada Lind", "name"),), ("poet",), "f")
    return Analysis(Article(name, text, title="Told", author="A"), (entity,), (said,), ("a note",))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "analyses.db"


def test_an_analysis_comes_back_from_json_as_it_was():
    found = analysis()
    assert from_json(to_json(found), Article("a.txt", TEXT)) == found


def test_json_has_neither_the_text_nor_the_articles_name():
    written = to_json(analysis("secret/name.txt"))
    assert "name.txt" not in written
    assert article_key("name.txt", TEXT) not in written
    assert "\\ud800" not in written
    assert TEXT not in written


def test_another_article_of_the_same_text_gets_ids_of_its_own():
    other = renamed(analysis("a.txt"), "b.txt")
    assert other == analysis("b.txt")


def test_what_was_put_is_got_for_any_article_of_the_text(path):
    with Cache(path) as cache:
        cache.put(analysis("a.txt"), "rules")
    with Cache(path) as cache:
        assert cache.get(Article("b.txt", TEXT), "rules") == analysis("b.txt")
        assert cache.get(Article("b.txt", TEXT), "newer") is None
        assert cache.get(Article("b.txt", "Other."), "rules") is None


def test_the_longest_unused_go_first(path):
    size = sum(_sizes(path, 3)) // 3
    with Cache(path, limit=2 * size + size // 2) as cache:
        assert cache.get(Article("x", f"{TEXT} 0"), "rules")  # used last
    with Cache(path) as cache:
        kept = [number for number in range(3) if cache.get(Article("x", f"{TEXT} {number}"), "rules")]
    assert kept == [0, 2]


def _sizes(path, count):
    with Cache(path) as cache:
        for number in range(count):
            cache.put(analysis(text=f"{TEXT} {number}"), "rules")
    with closing(sqlite3.connect(path)) as db:
        return [size for (size,) in db.execute("SELECT size FROM analyses")]


def test_another_programs_file_is_left_as_it_is(path):
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE analyses (one TEXT); CREATE TABLE theirs (two TEXT)")
    before = path.read_bytes()
    with Cache(path) as cache:
        cache.put(analysis(), "rules")
    assert (is_cache(path), path.read_bytes()[100:]) == (False, before[100:])  # the header counts changes of the mode


@pytest.mark.parametrize("damage", ["UPDATE analyses SET body = x'00'", "DROP TABLE analyses"])
def test_a_damaged_cache_has_nothing(path, damage):
    _sizes(path, 1)
    with closing(sqlite3.connect(path)) as db:
        db.execute(damage)
        db.commit()
    with Cache(path) as cache:
        assert cache.get(Article("x", f"{TEXT} 0"), "rules") is None
        cache.put(analysis(), "rules")


def test_one_of_another_form_is_made_anew(path):
    _sizes(path, 1)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    with Cache(path) as cache:
        assert cache.get(Article("x", f"{TEXT} 0"), "rules") is None
        cache.put(analysis(), "rules")
        assert cache.get(Article("a.txt", TEXT), "rules") == analysis()


def test_where_nothing_can_be_written_there_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    with Cache(tmp_path / "file" / "analyses.db") as cache:
        cache.put(analysis(), "rules")
        assert cache.get(Article("a.txt", TEXT), "rules") is None
