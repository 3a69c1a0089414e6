"""Who is who in a library, article by article."""

from __future__ import annotations

import pytest
from rounds import add, put, read_again, who
from spquotes.data.decisions import NOTHING_DECIDED, Decision, Decisions
from spquotes.data.records import Analysis, Article, Entity, Mention
from spquotes.extractors import settling
from spquotes.extractors.library import remove
from spquotes.extractors.people import identify
from spquotes.extractors.publicfigures import with_public_figures
from spquotes.extractors.settling import follow, settle


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
def settled(store, few):
    for name in "abc":
        add(store, name, "Anna Berg")
    return store


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


# ---- ids that lead to somebody else

TWAIN = Decisions((Decision("Mark Twain", id="mark-twain", aliases=("Samuel Clemens", "Clemens")),))


@pytest.fixture
def merged(store):
    """Two people whom a decision made one."""
    add(store, "a", "Mark Twain")
    add(store, "b", "Samuel Clemens|Clemens", "Anna Berg")
    add(store, "c", "Clemens")
    follow(store, TWAIN)
    return store


def found(store, identity):
    return [person.id for person in store.people([identity])]


def test_the_id_of_one_who_became_another_leads_there(merged):
    assert who(merged) == {"mark-twain": 3, "anna-berg": 1}
    assert found(merged, "samuel-clemens") == ["mark-twain"]
    assert list(merged.faults()) == []


def test_an_id_that_leads_to_somebody_is_nobody_elses(merged):
    add(merged, "d", "Samuel Clem'ens", kind="organisation")
    assert sorted(who(merged)) == ["anna-berg", "mark-twain", "samuel-clemens-2"]


def test_an_id_leads_on_where_its_person_became_another(merged):
    aliases = ("Mark Twain", *TWAIN.people[0].aliases)
    follow(merged, Decisions((Decision("Anna Berg", id="anna-berg", aliases=aliases),)))
    assert who(merged) == {"anna-berg": 3}
    assert [found(merged, name) for name in ("samuel-clemens", "mark-twain")] == [["anna-berg"]] * 2


def test_what_was_decided_no_longer_brings_the_old_id_back(merged):
    follow(merged, NOTHING_DECIDED)
    assert who(merged) == {"mark-twain": 1, "samuel-clemens": 2, "anna-berg": 1}
    assert found(merged, "samuel-clemens") == ["samuel-clemens"]
    assert list(merged.faults()) == []


def test_who_was_in_no_article_but_those_removed_leads_nowhere(merged):
    remove(merged, ["a", "b", "c"])
    assert found(merged, "samuel-clemens") == []


def test_articles_that_come_later_follow_what_was_decided(store):
    follow(store, TWAIN)
    add(store, "a", "Samuel Clemens")
    add(store, "b", "Mark Twain")
    add(store, "c", "Clemens")
    assert who(store) == {"mark-twain": 3}


def test_somebody_settled_takes_an_alias_in(store, few):
    for name in "abcd":
        add(store, name, "Mark Twain")
    follow(store, TWAIN)
    add(store, "e", "Samuel Clemens")
    assert who(store) == {"mark-twain": 5}
    assert [(one.text, one.count, one.why) for one in store.people()[0].spellings] == [
        ("Mark Twain", 4, "the name itself"), ("Samuel Clemens", 1, "alias in people.toml"),
    ]  # fmt: skip


def test_only_those_concerned_are_told_apart_anew(merged, monkeypatch):
    seen = read_again(merged, monkeypatch)
    follow(merged, NOTHING_DECIDED)
    assert seen == ["mark-twain"]


def test_the_same_decisions_change_nothing(merged, monkeypatch):
    monkeypatch.setattr(settling, "settle", lambda *_, **__: 1 / 0)
    follow(merged, TWAIN)


def test_the_spelling_of_somebody_else_parts_and_comes_back(store):
    add(store, "a", "Konstantin Kosachyov")
    add(store, "b", "Konstantin Kosachev")
    follow(store, Decisions((Decision("Konstantin Kosachyov", never=("Konstantin Kosachev",)),)))
    (other,) = {*who(store)} - {"konstantin-kosachyov"}
    assert sorted(who(store).values()) == [1, 1]
    follow(store, NOTHING_DECIDED)
    assert who(store) == {"konstantin-kosachyov": 2}
    assert found(store, other) == ["konstantin-kosachyov"]


def test_analysed_anew_under_another_name_the_id_leads_to_who_stands_there(store):
    put(store, "a", "Anna Berg|Berg")
    put(store, "b", "Clemens|Samuel")
    settle(store)
    text = store.article("b").text
    start, end = text.index("Clemens"), text.index("Samuel") + 6
    entity = Entity(0, "person", "Clemens and Samuel", (Mention(start, end, text[start:end], "name"),))
    store.save(Analysis(Article("b", text), (entity,), ()), "newer rules")
    settle(store)
    (now,) = [name for name in who(store) if name != "anna-berg"]
    assert now != "clemens"
    assert found(store, "clemens") == [now]


def test_added_one_by_one_or_all_at_once_is_the_same_under_decisions(store):
    decisions = with_public_figures(TWAIN)
    follow(store, decisions)
    articles = [
        ("a", "Samuel Clemens|Clemens", "Sergei Ivanov"), ("b", "Ivanov", "Mark Twain"), ("c", "Igor Ivanov"),
        ("d", "Clemens", "Konstantin Kosachev"), ("e", "Kosachyov", "Gatilov"), ("f", "Gennady Gatilov"),
    ]  # fmt: skip
    for name, *names in articles:
        add(store, name, *names)
    alone = identify(store.found_entities(), decisions=decisions)
    grouped = {}
    for key, identity in alone.of.items():
        grouped.setdefault(identity, set()).add(key)
    kept = {}
    for analysis, number, person in store._rows(
        "SELECT a.name, e.number, e.person FROM entities e JOIN analyses a ON a.no = e.analysis"
    ):
        kept.setdefault(person, set()).add((analysis, number))
    assert sorted(map(sorted, kept.values())) == sorted(map(sorted, grouped.values()))


# ---- roles


def roles(store):
    return [(one.role, one.docs, one.first, one.last) for one in store.people()[0].roles]


def test_roles_are_dated_by_their_articles(store):
    add(store, "a", "Anna Berg", roles=["mayor"], published="2012-07-09T10:00:00")
    add(store, "b", "Anna Berg", roles=["mayor", "poet"], published="2012-03-01")
    add(store, "c", "Anna Berg", roles=["poet"])
    assert roles(store) == [("mayor", 2, "2012-03-01", "2012-07-09"), ("poet", 2, "2012-03-01", "2012-03-01")]


def test_roles_of_the_settled_grow(settled):
    add(settled, "d", "Anna Berg", roles=["mayor"], published="2012-03-01")
    add(settled, "e", "Anna Berg", roles=["mayor"], published="2011-03-01")
    assert roles(settled) == [("mayor", 2, "2011-03-01", "2012-03-01")]


@pytest.mark.parametrize(
    ("change", "dated"),
    [
        (lambda store, text: store.attach(Article("b", text, published="2013-01-01"), "rules"), "2013-01-01"),
        (lambda store, text: store.describe(Article("a", text, published="2011-01-01")), "2011-01-01"),
    ],
)
def test_the_date_of_an_article_that_comes_later_is_a_roles(store, change, dated):
    add(store, "a", "Anna Berg", roles=["mayor"], published="2012-07-09")
    change(store, store.article("a").text)
    settle(store)
    ((_, docs, first, last),) = roles(store)
    assert docs == 1
    assert dated in (first, last)


def test_a_surname_is_judged_with_all_whom_its_article_names(store, few):
    """Also when only some of them are told apart anew."""
    for name in "abc":
        add(store, name, "Igor Ivanov")
        add(store, f"{name}2", "Oleg Ivanov")
    add(store, "d", "Igor Ivanov", "Oleg Ivanov", "Ivanov")
    add(store, "e", "Sergei Ivanov")
    before = who(store)
    follow(store, Decisions((Decision("Sergei Ivanov", aliases=("Ivanov",)),)))
    assert who(store) == before == {"igor-ivanov": 4, "oleg-ivanov": 4, "sergei-ivanov": 1, "ivanov-d": 1}
    store.set_stale(["ivanov-d"])
    settle(store)
    assert who(store) == before
