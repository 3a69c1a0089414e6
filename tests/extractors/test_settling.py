"""Who is who in a library, article by article."""

from __future__ import annotations

import pytest
from spquotes.data.records import Analysis, Article, Entity, Mention
from spquotes.data.store import Store
from spquotes.extractors import settling
from spquotes.extractors.library import remove
from spquotes.extractors.settling import settle


@pytest.fixture
def store():
    with Store.temporary() as made:
        yield made


def put(store, article, *names, kind="person"):
    """An article that mentions these, a name and others of the same entity divided by a bar."""
    words = " and ".join(names).replace("|", " and ")
    text, entities = f"{article}: {words} met.", []
    for number, each in enumerate(names):
        found = []
        for name in each.split("|"):
            start = text.index(name)
            found.append(Mention(start, start + len(name), name, "name"))
        entities.append(Entity(number, kind, each.split("|")[0], tuple(found)))
    store.save(Analysis(Article(article, text), tuple(entities), ()), "rules")


def add(store, article, *names, **more):
    put(store, article, *names, **more)
    settle(store)


def who(store):
    """The people, each with the number of articles."""
    return {person.id: person.docs for person in store.people()}


def test_a_later_article_completes_a_name_and_the_id_stays(store):
    add(store, "a", "Gatilov")
    add(store, "b", "Gennady Gatilov", "Gatilov")
    assert who(store) == {"gatilov": 2}
    assert store.people()[0].name == "Gennady Gatilov"


def test_a_surname_goes_to_its_only_owner(store):
    add(store, "a", "Gennady Gatilov")
    add(store, "b", "Gatilov")
    add(store, "c", "Гатилов")
    assert who(store) == {"gennady-gatilov": 3}


def test_a_second_owner_makes_a_surname_doubtful_and_his_going_clears_it(store):
    add(store, "a", "Gennady Gatilov")
    add(store, "b", "Gatilov")
    add(store, "c", "Oleg Gatilov")
    assert who(store) == {"gennady-gatilov": 1, "oleg-gatilov": 1, "gatilov-b": 1}
    remove(store, ["c"])
    assert who(store) == {"gennady-gatilov": 2}


def test_an_id_is_nobody_elses(store):
    add(store, "a", "Anna Berg")
    add(store, "b", "Anna Berg", kind="place")
    add(store, "c", "Ann-Aberg", kind="organisation")
    assert sorted(who(store)) == ["ann-aberg", "anna-berg", "anna-berg-2"]


def test_who_is_in_no_article_is_forgotten(store):
    add(store, "a", "Anna Berg", "Gatilov")
    add(store, "b", "Gatilov")
    remove(store, ["a"])
    assert who(store) == {"gatilov": 1}
    assert store.people_with(["#anna berg"]) == []


def test_a_given_name_alone_is_of_its_article(store):
    add(store, "a", "Anna Berg", "Anna")
    add(store, "b", "Anna Lund")
    add(store, "c", "Anna")
    assert who(store)["anna-berg"] == 1
    assert store.people(["anna-berg"])[0].count == 2


def test_an_acronym_is_known_later(store):
    add(store, "a", "Federal Fish Agency", "FFA", kind="organisation")
    add(store, "b", "FFA", kind="organisation")
    add(store, "c", "Federal Fish Agency", kind="organisation")
    assert who(store) == {"federal-fish-agency": 3}


def test_what_one_article_takes_for_a_person_goes_with_the_rest(store):
    for name in "abc":
        add(store, name, "Washington", kind="place")
    add(store, "d", "Washington")
    assert who(store) == {"washington": 4}
    assert store.people()[0].kind == "place"


def test_nothing_to_do_changes_nothing(store, monkeypatch):
    add(store, "a", "Anna Berg")
    monkeypatch.setattr(settling, "identify", lambda *_, **__: 1 / 0)
    settle(store)


# ---- those in very many articles


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(settling, "SETTLED", 3)


@pytest.fixture
def settled(store, few):
    for name in "abc":
        add(store, name, "Anna Berg")
    return store


def read_again(store, monkeypatch):
    seen = []
    read = type(store).entities_of

    def entities_of(self, ids):
        seen.extend(ids)
        return read(self, ids)

    monkeypatch.setattr(type(store), "entities_of", entities_of)
    return seen


def test_a_settled_person_takes_new_names_in_without_being_read_again(settled, monkeypatch):
    seen = read_again(settled, monkeypatch)
    add(settled, "d", "Berg|Anna Berg")
    add(settled, "e", "Анна Берг")
    assert seen == []
    assert who(settled) == {"anna-berg": 5}
    assert {one.text: one.count for one in settled.people()[0].spellings} == {"Anna Berg": 4, "Berg": 1, "Анна Берг": 1}


def test_a_settled_acronym_is_known(store, few):
    for name in "abc":
        add(store, name, "Federal Fish Agency", "FFA", kind="organisation")
    put(store, "d", "FFA", kind="organisation")
    add(store, "e", "Federal Fish Agency", kind="organisation")
    assert who(store) == {"federal-fish-agency": 5}


def test_a_settled_place_is_no_person(store, few):
    for name in "abc":
        add(store, name, "Washington", kind="place")
    add(store, "d", "Washington")
    assert who(store) == {"washington": 4}


def test_a_surname_alone_is_never_settled(store, few):
    for name in "abcd":
        add(store, name, "Gatilov")
    add(store, "e", "Gennady Gatilov", "Gatilov")
    assert who(store) == {"gatilov": 5}


def test_a_settled_person_who_lost_an_article_is_read_again(settled, monkeypatch):
    add(settled, "d", "Anna Berg")
    seen = read_again(settled, monkeypatch)
    remove(settled, ["a"])
    assert seen == ["anna-berg"]
    assert [(one.text, one.count) for one in settled.people()[0].spellings] == [("Anna Berg", 3)]
