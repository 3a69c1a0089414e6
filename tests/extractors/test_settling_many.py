"""Who is who in a library of many: surnames that a lot of people have, and names alone in a lot of articles."""

from __future__ import annotations

from rounds import add, put, read_again, who
from spquotes.data.persons import person_of
from spquotes.extractors import settling
from spquotes.extractors.settling import settle


def test_a_given_name_that_many_have_alone_does_not_become_one_persons(store, few):
    for name in "abcd":
        add(store, name, "Hillary")
    add(store, "e", "Hillary Ziklait", "Hillary")
    assert who(store) == {"hillary": 4, "hillary-ziklait": 1}


def test_a_surname_of_many_costs_no_more_for_all_who_stay_alone(store, monkeypatch):
    """None of them is looked at for one more of them, nor for one more owner."""
    for given in [
        "Anna",
        "Bo",
        "Dora",
        "Emil",
        "Frida",
        "Georg",
        "Ivan",
        "Jutta",
        "Karl",
        "Ludmila",
        "Magnus",
        "Norbert",
        "Otto",
    ]:
        put(store, given, f"{given} Berg")
    for number in range(40):
        put(store, f"s{number}", "Berg")
    settle(store)
    assert sum(person.name == "Berg" for person in store.people()) == 40
    made, read = [], read_again(store, monkeypatch)
    monkeypatch.setattr("spquotes.data.store.people.person_of", lambda row: made.append(row) or person_of(row))
    add(store, "new", "Lotte Berg", "Omar Haddad")
    assert not [one for one in read if one.startswith("berg-s")]
    add(store, "newer", "Berg")
    assert len({row["name"] for row in made}) > settling.OWNERS
    assert not any(row["name"] == "Berg" for row in made)
    assert sum(person.docs for person in store.people() if person.name == "Berg") == 41


def test_a_lone_surname_is_read_again_with_those_of_the_name_in_its_article(store):
    """Beside two of the name it stays doubtful, whoever comes."""
    add(store, "a", "Alexey Berg", "Donald Berg", "Berg")
    before = who(store)
    add(store, "b", "Eric Berg")
    assert who(store) == before | {"eric-berg": 1}


def test_what_another_kind_of_thing_is_called_may_be_a_person(store):
    add(store, "a", "Anna Berg")
    add(store, "b", "Anna Berg", "Berg")
    add(store, "c", "Anna Berg", "Berg", kind="organisation")
    assert who(store)["anna-berg"] == 3
