"""A library on disk: what adding, removing and refreshing leave in it, and who may open it."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from known import known
from spquotes.data.errors import SpqError
from spquotes.data.ids import article_key
from spquotes.data.records import Analysis, Article, Attribution, Cue, Entity, Mention, Span
from spquotes.data.store import ArticleFilter, QuoteFilter, Store
from spquotes.data.store.counting import COLUMNS, COUNTED
from spquotes.data.store.tables import VERSION

TEXT = "Ada Lind said the café closes. Bo Lund wants rope."


def analysis(name="a.txt", text=TEXT, **about):
    article = Article(name, text, **about)
    key = article_key(name, text)

    def at(words):
        start = text.index(words)
        return start, start + len(words), words

    lind, lund = text.split(" said ")[0], text.split(". ")[1].split(" wants")[0]
    closes = text.split(" said ")[1].split(".")[0]
    entities = (
        Entity(0, "person", lind, (Mention(*at(lind), "name"),)),
        Entity(1, "person", lund, (Mention(*at(lund), "name"),)),
    )
    said = Attribution(
        f"{key}aaaa", "indirect", (Span(*at(closes)),), Span(*at(lind)), Cue(*at("said"), "say", "say"), 0, "name",
        None, False, None, False, False, Span(*at(f"{lind} said {closes}.")), 0.9, "test",
    )  # fmt: skip
    wants = Attribution(
        f"{key}bbbb", "indirect", (Span(*at("rope")),), Span(*at(lund)), Cue(*at("wants"), "want", "want"), 1, "name",
        None, False, f"{key}aaaa", False, False, Span(*at(text.partition(". ")[2])), 0.8, "test", statement=False,
    )  # fmt: skip
    return Analysis(article, entities, (said, wants))


PEOPLE = (
    known("lind", "Ada Lind", "person", (), (("Ada Lind", 1),), 1, 1),
    known("lund", "Bo Lund", "person", (), (("Bo Lund", 1),), 1, 1),
)


def know(store, *names):
    of = {(name, number): person for name in names for number, person in ((0, "lind"), (1, "lund"))}
    store.set_people(PEOPLE, of, again=())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.db"


@pytest.fixture
def store(path):
    with Store.writing(path) as made:
        yield made


def counts_are_right(store):
    rows = store._rows(f"SELECT no, {', '.join(COLUMNS)} FROM people WHERE mentions")
    return {row[0]: row[1:] for row in rows} == {row[0]: row[1:] for row in store._rows(COUNTED)}


def quoted(store, **wanted):
    return [(row["doc"], row["text"]) for row in store.quotes(QuoteFilter(**wanted))]


# ---- one text, several articles


def test_one_text_in_two_outlets_is_two_articles_and_one_analysis(store):
    store.save(analysis("post/a.txt", outlet="Post"), "rules")
    assert store.analysed(TEXT, "rules")
    store.attach(Article("times/b.txt", TEXT, outlet="Times"), "rules")
    assert quoted(store) == [("post/a.txt", "the café closes"), ("times/b.txt", "the café closes")]
    assert [row["outlet"] for row in store.quotes()] == ["Post", "Times"]
    assert store._one("SELECT count(*) FROM analyses, attributions") == (2,)


def test_each_article_has_ids_of_its_own_and_is_found_by_them(store):
    store.save(analysis("a.txt"), "rules")
    store.attach(Article("b.txt", TEXT), "rules")
    rows = list(store.quotes(QuoteFilter(everything=True)))
    assert len({row["id"] for row in rows}) == 4
    for row in rows:
        assert [found["id"] for found in store.by_id(row["id"])] == [row["id"]]
        assert [found["doc"] for found in store.by_id(row["id"][:9])] == [row["doc"]]
        if row["nested_in"]:
            assert store.by_id(row["nested_in"])[0]["doc"] == row["doc"]


def test_an_article_is_told_of_by_its_text_where_the_reader_knew_nothing(store):
    store.save(analysis("a.txt", title="Told", author="A. Writer"), "rules")
    store.attach(Article("b.txt", TEXT, title="Known"), "rules")
    article = store.article("b.txt")
    assert (article.title, article.author) == ("Known", "A. Writer")


def test_counts_are_of_articles(store):
    store.save(analysis("a.txt"), "rules")
    know(store, "a.txt")
    store.attach(Article("b.txt", TEXT), "rules")
    assert [(row["id"], row["count"], row["docs"]) for row in store.speakers()] == [("lind", 2, 2)]
    assert [(row["id"], row["count"]) for row in store.entities()] == [("lind", 2), ("lund", 2)]
    assert counts_are_right(store)


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.attach(Article("b.txt", TEXT), "rules"),
        lambda store: store.remove(["a.txt"]),
        lambda store: store.remove(["copy.txt"]),
        lambda store: store.remove(["a.txt", "copy.txt"]),
        lambda store: store.save(analysis("a.txt"), "newer"),
        lambda store: store.save(analysis("a.txt", TEXT.replace("café", "inn")), "rules"),
        lambda store: know(store, "other.txt"),
        lambda store: store.set_people([], {}),
        lambda store: store.set_people(PEOPLE[:1], {("a.txt", 0): "lind", ("a.txt", 1): "lind"}, again=()),
    ],
)
def test_counts_stay_right(store, change):
    store.save(analysis("a.txt"), "rules")
    store.attach(Article("copy.txt", TEXT), "rules")
    store.save(analysis("other.txt", TEXT.replace("rope", "rope.")), "rules")
    know(store, "a.txt")
    change(store)
    assert counts_are_right(store)
    assert list(store.faults()) == []


# ---- changes


def test_an_analysis_stays_while_an_article_needs_it(store):
    store.save(analysis("a.txt"), "rules")
    store.attach(Article("b.txt", TEXT), "rules")
    assert store.remove(["a.txt"]) == 1
    assert quoted(store) == [("b.txt", "the café closes")]
    assert store.remove(["b.txt", "gone.txt"]) == 1
    assert store._one("SELECT (SELECT count(*) FROM analyses), (SELECT count(*) FROM words('closes'))") == (0, 0)


def test_a_newer_analysis_takes_the_place_of_the_older(store):
    store.save(analysis("a.txt"), "rules")
    store.save(analysis("b.txt", TEXT.replace("rope", "tar and rope")), "rules")
    assert store.outdated("newer") == ["a.txt", "b.txt"]
    store.save(analysis("a.txt"), "newer")
    assert store.outdated("newer") == ["b.txt"]
    assert [doc for doc, _ in quoted(store)] == ["a.txt", "b.txt"]


def test_who_lost_a_text_is_told_apart_anew(store):
    store.save(analysis("a.txt"), "rules")
    know(store, "a.txt")
    assert store.stale_people() == []
    store.remove(["a.txt"])
    assert store.stale_people() == ["lind", "lund"]


NEWS = Article("a.txt", TEXT, path="/news/a.txt")


@pytest.mark.parametrize(
    ("article", "does", "name"),
    [
        pytest.param(NEWS, "same", "a.txt", id="the same again"),
        pytest.param(replace(NEWS, id="news/a.txt"), "same", "a.txt", id="named with its folder"),
        pytest.param(replace(NEWS, text="Changed."), "text", "a.txt", id="a new text in the same file"),
        pytest.param(replace(NEWS, outlet="Post"), "described", "a.txt", id="its outlet is told now"),
        pytest.param(replace(NEWS, path="/old/a.txt", text="Other."), "new", "old/a.txt", id="another file"),
        pytest.param(replace(NEWS, path="/old/a.txt"), "same", "a.txt", id="moved: its old place is empty"),
        pytest.param(replace(NEWS, path="/moved/b.txt", id="b.txt"), "new", "b.txt", id="another name"),
        pytest.param(Article("a.txt", "Piped."), "new", "a.txt~2", id="another text without a file"),
    ],
)
def test_what_adding_means(store, article, does, name):
    store.save(analysis("a.txt"), "rules", NEWS)
    place = store.place_for(article)
    assert (place.does, place.id) == (does, name)


def test_a_file_with_the_name_and_text_of_another_is_another(store, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    store.save(analysis("a.txt"), "rules", replace(NEWS, path=str(tmp_path / "a.txt")))
    assert store.place_for(replace(NEWS, path="/times/a.txt")).does == "new"


RECORD = Article("17", TEXT, path="/export/october.jsonl", outlet="Post")


@pytest.mark.parametrize(
    ("article", "does", "name"),
    [
        pytest.param(replace(RECORD, path="/export/november.jsonl"), "same", "17", id="in the next export"),
        pytest.param(replace(RECORD, path="/x/november.jsonl", text="New."), "text", "17", id="corrected there"),
        pytest.param(replace(RECORD, path="/times.jsonl", outlet="Times"), "new", "17~2", id="another outlet's number"),
        pytest.param(replace(RECORD, id="2012/17", text="New."), "new", "2012/17", id="another one of the same file"),
    ],
)
def test_what_adding_a_record_means(store, article, does, name):
    store.save(analysis("17"), "rules", RECORD)
    place = store.place_for(article)
    assert (place.does, place.id) == (does, name)


@pytest.mark.parametrize("again", ["october.jsonl:3", "export/october.jsonl:3", "old/export/october.jsonl:3"])
@pytest.mark.parametrize("name", ["october.jsonl:3", "export/october.jsonl:3"])
def test_a_record_without_an_id_is_known_again_however_its_file_was_named(store, name, again):
    first = Article(name, TEXT, path="/old/export/october.jsonl")
    store.save(analysis(name), "rules", first)
    assert store.place_for(replace(first, id=again)).id == name
    assert store.place_for(replace(first, id=again.replace(":3", ":4"))).does == "new"


def test_an_article_that_got_another_id_is_known_again(store):
    store.save(analysis("a.txt"), "rules", NEWS)
    other = replace(NEWS, path="/old/a.txt", text=TEXT.replace("café", "inn"))
    store.save(analysis("old/a.txt", other.text), "rules", replace(other, id="old/a.txt"), "a.txt")
    assert store.place_for(other).id == "old/a.txt"
    assert store.place_for(other).does == "same"


def test_what_is_known_now_is_written_down_and_the_rest_stays(store):
    store.save(analysis("a.txt", title="Title"), "rules")
    store.describe(Article("a.txt", TEXT, outlet="Élan"))
    assert store.article("a.txt").title == "Title"
    assert quoted(store, outlets=["élan"]) == [("a.txt", "the café closes")]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (ArticleFilter(), ["a.txt", "b.txt"]),
        (ArticleFilter(outlets=["POST"]), ["a.txt"]),
        (ArticleFilter(since="2020-01-02"), ["b.txt"]),
        (ArticleFilter(until="2020-01-01"), ["a.txt"]),
        (ArticleFilter(docs=["b.txt", "c.txt"]), ["b.txt"]),
    ],
)
def test_articles_are_chosen(store, wanted, ids):
    store.save(analysis("a.txt", outlet="Post", published="2020-01-01T23:00:00"), "rules")
    store.attach(Article("b.txt", TEXT, outlet="Times", published="2020-01-02"), "rules")
    assert store.article_ids(wanted) == ids
    assert store.outdated("newer", wanted) == ids
    assert [row["doc"] for row in store.listed(wanted, "rules")] == ids


# ---- upkeep


def test_info_counts(store):
    store.save(analysis("a.txt", outlet="Post", published="2020-01-01"), "rules")
    store.attach(Article("b.txt", TEXT, outlet="Times"), "rules")
    row = store.info("newer")
    assert row.pop("bytes") > 0
    assert row.pop("path").endswith("library.db")
    assert row == {
        "articles": 2, "analyses": 1, "attributions": 4, "people": 0, "outlets": ["Post", "Times"],
        "first": "2020-01-01", "last": "2020-01-01", "undated": 0, "outdated": 2, "corrections": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE analyses SET text = 'x' || text", "of its"),
        ("UPDATE people SET statements = 7 WHERE id = 'lind'", "the counts of lind are wrong"),
        ("UPDATE attributions SET person = NULL", "another speaker"),
        ("INSERT INTO words (words, rowid, text) SELECT 'delete', no, text FROM attributions", "index of words"),
        ("UPDATE articles SET analysis = 99", "belongs to something"),
    ],
)
def test_check_finds_what_is_wrong(store, damage, says):
    store.save(analysis("a.txt"), "rules")
    know(store, "a.txt")
    assert list(store.faults()) == []
    store._db.execute("PRAGMA foreign_keys = OFF")
    store._db.execute(damage)
    assert any(says in fault for fault in store.faults())


def test_purging_leaves_no_trace(path, tmp_path):
    secret = TEXT.replace("the café closes", "the xylophone vanishes")
    with Store.writing(path) as store:
        for number in range(30):
            store.save(analysis(f"{number}.txt", TEXT.replace("rope", f"rope {number}")), "rules")
        store.save(analysis("secret.txt", secret, title="Hidden xylophone"), "rules")
        know(store, "secret.txt")
        store.remove(["secret.txt"])
        store.set_people([], {})
        store.compact()
        for file in tmp_path.iterdir():
            assert b"xylophone" not in file.read_bytes()
        assert quoted(store, contains="closes", limit=1) == [("0.txt", "the café closes")]
        assert list(store.faults()) == []


# ---- who may open it


def test_a_second_writer_is_told(path):
    with Store.writing(path), pytest.raises(SpqError, match="another spq is writing to it"):
        Store.writing(path, patience=0.1)


def test_the_next_writer_is_let_in(path):
    Store.writing(path).close()
    Store.writing(path).close()


def test_readers_see_what_is_written_while_somebody_writes(path):
    with Store.writing(path) as writer:
        writer.save(analysis("a.txt"), "rules")
        with Store.open(path) as reader, writer.transaction():
            writer.save(analysis("b.txt", TEXT.replace("rope", "tar, rope")), "rules")
            assert [doc for doc, _ in quoted(reader)] == ["a.txt"]


def test_asking_cannot_write(path):
    Store.writing(path).close()
    with Store.open(path) as store, pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.save(analysis())


def test_folders_are_made(tmp_path):
    Store.writing(tmp_path / "a" / "b" / "library.db").close()
    assert (tmp_path / "a" / "b" / "library.db").is_file()


def test_nothing_is_left_beside_a_closed_library(path, tmp_path):
    with Store.writing(path) as store:
        store.save(analysis())
    with Store.open(path) as store:
        assert quoted(store)
    assert [file.name for file in tmp_path.iterdir()] == ["library.db"]


def test_no_library_is_no_library(path):
    with pytest.raises(SpqError, match="there is no library; make one with: spq add"):
        Store.open(path)


def test_a_newer_library_is_refused(path):
    Store.writing(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    for opened in (Store.open, Store.writing):
        with pytest.raises(SpqError, match=r"made by a newer spq .* update spq"):
            opened(path)


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="nothing is read-only for root")
def test_a_folder_that_cannot_be_written(tmp_path, path):
    with Store.writing(path) as store:
        store.save(analysis())
    tmp_path.chmod(0o500)
    with Store.open(path) as store:
        assert quoted(store)
    with pytest.raises(SpqError, match="cannot be written"):
        Store.writing(path)
    tmp_path.chmod(0o700)


def test_where_sqlites_own_files_cannot_be_made_it_is_asked_all_the_same(path):
    with Store.writing(path) as store:
        store.save(analysis())
    path.with_name("library.db-shm").mkdir()  # as on a read-only medium, which the superuser cannot be shown
    with Store.open(path) as store:
        assert quoted(store)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that nobody can write to")
def test_a_folder_that_nobody_can_write_to():
    with pytest.raises(SpqError, match=r"^/proc/library\.db: cannot be written \(unable to open database file\); name"):
        Store.writing(Path("/proc/library.db"))


def test_a_place_that_cannot_be(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SpqError, match=r"cannot be written .* --library FILE"):
        Store.writing(tmp_path / "file" / "library.db")
