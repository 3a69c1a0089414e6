"""People across articles: who is joined, who is not, ids, records, and looking one up."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import known
from spquotes.data.records import Entity, Kind, Mention, Person, Role, Spelling
from spquotes.data.store import Store
from spquotes.extractors.keyversion import KEYS
from spquotes.extractors.namekeys import keys_of
from spquotes.extractors.people import Identification, find, find_in, identify

Item = tuple[str, Entity]


def entity(number: int, name: str, *spellings: str, kind: Kind = "person", pronouns: int = 0, **more: object) -> Entity:
    """An entity whose mentions are ``spellings`` (its name when none are given) and some pronouns."""
    mentions = [Mention(0, len(text), text, "name") for text in spellings or (name,)]
    mentions += [Mention(0, 2, "he", "pronoun")] * pronouns
    return Entity(number, kind, name, tuple(mentions), **more)  # type: ignore[arg-type]


def articles(*names: list[str] | str, kind: Kind = "person") -> list[Item]:
    """One article for each argument: its entities' names."""
    lists = [[names_] if isinstance(names_, str) else names_ for names_ in names]
    return [(f"a{i}", entity(n, name, kind=kind)) for i, some in enumerate(lists) for n, name in enumerate(some)]


def groups(found: Identification) -> list[list[str]]:
    """The entities of each person as article.number."""
    by: dict[str, list[str]] = {}
    for (article, number), identity in found.of.items():
        by.setdefault(identity, []).append(f"{article}.{number}")
    return sorted(sorted(group) for group in by.values())


def together(*names: list[str] | str, kind: Kind = "person") -> list[list[str]]:
    return groups(identify(articles(*names, kind=kind)))


@pytest.mark.parametrize(
    "names",
    [
        ("Konstantin Kosachev", "Konstantin Kosachyov", "Константин Косачёв", "Kosachov", "K. Kosachev"),
        ("Bill Clinton", "William J. Clinton", "Clinton"),
        ("Kosachev", "Kosachyov"),
        ("V. Putin", "V.V. Putin"),
    ],
)
def test_one_person_in_several_articles(names: tuple[str, ...]) -> None:
    assert len(together(*names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Sergei Ivanov", "Igor Ivanov"),
        ("Sergei Ivanov", "Elena Ivanova"),
        ("Ivanov", "Ivanova"),
        ("Hillary Clinton", "Bill Clinton"),
        ("Konstantin Kosachev", "Konstantin Kosarev"),
        ("Mikhail Khodorkovsky", "Marina Khodorkovskaya"),
        ("Kim Jong-un", "Kim Jong-il"),
    ],
)
def test_two_people_in_several_articles(names: tuple[str, ...]) -> None:
    assert len(together(*names)) == 2


def test_a_surname_goes_to_the_owner_in_its_article() -> None:
    assert together("Sergei Ivanov", ["Igor Ivanov", "Ivanov"]) == [["a0.0"], ["a1.0", "a1.1"]]


def test_a_surname_of_two_owners_elsewhere_stays_alone() -> None:
    assert together("Sergei Ivanov", "Igor Ivanov", "Ivanov", "Ivanov") == [["a0.0"], ["a1.0"], ["a2.0"], ["a3.0"]]


def test_a_surname_of_two_owners_in_its_article_stays_alone() -> None:
    assert together(["Sergei Ivanov", "Igor Ivanov", "Ivanov"]) == [["a0.0"], ["a0.1"], ["a0.2"]]


def test_a_title_decides_between_two_owners() -> None:
    names = ("Mayor Anton Ryabov", "Governor Igor Ryabov", "Mayor Ryabov")
    assert together(*names) == [["a0.0", "a2.0"], ["a1.0"]]


def test_a_gender_decides_between_two_owners() -> None:
    assert together("Yulia Tymoshenko", "Oleksandr Tymoshenko", "Ms Tymoshenko") == [["a0.0", "a2.0"], ["a1.0"]]


def test_no_third_spelling_joins_two_people() -> None:
    found = together("Ivan Petrovich Ivanov", "Ivan Mateevich Ivanov", "Ivan Ivanov")
    assert found == [["a0.0"], ["a1.0"], ["a2.0"]]


def test_a_given_name_goes_to_its_owner_in_the_article() -> None:
    assert together(["Hosni Mubarak", "Gamal Mubarak", "Gamal"]) == [["a0.0"], ["a0.1", "a0.2"]]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("the Kremlin", "Kremlin's", "KREMLIN"), "organisation"),
        (("U.S.", "US", "the United States"), "place"),
        ((["Federation Council", "FC"], "FC"), "organisation"),
        (("analysts", "Analysts"), "group"),
        (("Société Générale", "Societe Generale"), "organisation"),
    ],
)
def test_one_thing(names: tuple[str, ...], kind: Kind) -> None:
    assert len(together(*names, kind=kind)) == 1


def test_an_acronym_of_two_names_stands_for_neither_elsewhere() -> None:
    found = together(["Federation Council", "FC"], ["Football Club", "FC"], "FC", kind="organisation")
    assert found == [["a0.0", "a0.1"], ["a1.0", "a1.1"], ["a2.0"]]


def test_an_acronym_nobody_spells_out_is_itself() -> None:
    assert together("Federation Council", "FC", kind="organisation") == [["a0.0"], ["a1.0"]]


def test_kinds_are_not_mixed() -> None:
    items = [("a", entity(0, "Washington", kind="place")), ("b", entity(0, "Washington", kind="organisation"))]
    assert len(groups(identify(items))) == 2


def test_a_tagging_mistake_goes_with_the_majority() -> None:
    items = [(f"a{i}", entity(0, "Kosachyov")) for i in range(3)]
    items.append(("b", entity(0, "Kosachyov", kind="organisation")))
    assert [person.kind for person in identify(items).people] == ["person"]


def test_the_unnamed_stay_in_their_article() -> None:
    items = [(f"a{i}", entity(0, "senior official", kind="unnamed")) for i in range(2)]
    assert sorted(person.id for person in identify(items).people) == ["senior-official-a0", "senior-official-a1"]


def test_a_role_is_one_whatever_its_case_and_possessive() -> None:
    items = [
        ("a", entity(0, "Konstantin Kosachyov", roles=("agency’s head", "Agency head", "Senator"))),
        ("b", entity(0, "Konstantin Kosachyov", roles=("Agency's head", "agency’s head"))),
        ("c", entity(0, "Konstantin Kosachyov", roles=("agency’s head",))),
    ]
    (person,) = identify(items).people
    assert [(role.role, role.docs) for role in person.roles] == [("agency’s head", 3), ("Senator", 1)]


def test_the_record() -> None:
    first = entity(
        0, "Konstantin Kosachev", "Konstantin Kosachev", "Kosachev", "Kosachev", pronouns=2, roles=("senator",)
    )
    second = entity(4, "Konstantin Kosachyov", "Senator Konstantin Kosachyov", "Kosachyov’s", roles=("senator", "head"))
    third = entity(1, "Konstantin Kosachev")
    dates = {"a": ("2012-03-01", "2012-03-02"), "b": ("2012-07-09", "2012-07-09")}
    (person,) = identify([("a", first), ("b", second), ("c", third)], dates=dates).people
    assert person == Person(
        id="konstantin-kosachev",
        name="Konstantin Kosachev",
        kind="person",
        roles=(Role("senator", 2, "2012-03-01", "2012-07-09"), Role("head", 1, "2012-07-09", "2012-07-09")),
        spellings=(
            Spelling("Konstantin Kosachev", 2, 2, "the name itself"),
            Spelling("Kosachev", 2, 1, "short for the full name in the same article"),
            Spelling("Konstantin Kosachyov", 1, 1, "another romanisation of Konstantin Kosachev"),
            Spelling("Kosachyov", 1, 1, "short for the full name in the same article"),
        ),
        count=8,
        docs=3,
        gender="m",
    )


def test_the_full_name_wins_over_a_frequent_surname() -> None:
    items = [*articles("Vladimir Putin"), *((f"b{i}", entity(0, "Putin")) for i in range(9))]
    assert [person.name for person in identify(items).people] == ["Vladimir Putin"]


def test_two_people_of_one_slug_have_two_ids() -> None:
    items = [("a", entity(0, "Washington", kind="place")), ("b", entity(0, "Washington", kind="organisation"))]
    assert sorted(person.id for person in identify(items).people) == ["washington", "washington-2"]


def test_given_names_of_several_words_go_to_their_owner_in_the_article() -> None:
    assert together("Saif al-Islam", ["Saif al-Islam Gaddafi", "Muammar Gaddafi", "Saif al-Islam"]) == [
        ["a0.0"],
        ["a1.0", "a1.2"],
        ["a1.1"],
    ]


def test_the_title_that_fits_best_decides() -> None:
    names = ("Defence Minister Sergei Ivanov", "Foreign Minister Igor Ivanov", "Foreign Minister Ivanov")
    assert together(*names) == [["a0.0"], ["a1.0", "a2.0"]]


def test_names_given_to_both_tell_no_gender() -> None:
    assert together("Leslie Harper", "Ms Harper") == [["a0.0", "a1.0"]]


def test_relatives_of_two_surnames_are_told_apart_by_initials() -> None:
    found = together("Ana Ruiz-Soler", "Bruno Ruiz-Soler", "B. Ruiz-Soler")
    assert found == [["a0.0"], ["a1.0", "a2.0"]]


def test_an_id_is_ascii() -> None:
    assert [person.id for person in identify(articles("Константин О’Косачёв")).people] == ["konstantin-okosachev"]


MIXED = articles(
    ["Sergei Ivanov", "Ivanov", "Elena Ivanova"],
    ["Igor Ivanov", "Kosachev"],
    ["Ivanov", "Konstantin Kosachyov", "K. Kosachev"],
    ["Ivanova", "Косачёв"],
    ["Ivan Ivanov", "Ivan Petrov Ivanov"],
    ["Ivan Mateev Ivanov", "Kim"],
)
MIXED += [("x", entity(n, "a senior official", kind="unnamed")) for n in range(2)]


@given(st.permutations(MIXED))
@settings(max_examples=30, deadline=None)
def test_the_order_of_entities_does_not_matter(items: list[Item]) -> None:
    assert identify(items) == identify(MIXED)


def test_known_people_keep_their_ids() -> None:
    before = identify(MIXED)
    assert dict(identify(MIXED, before.people).of) == dict(before.of)


def test_an_id_survives_better_names() -> None:
    before = identify(articles("Kosachev"))
    after = identify(articles("Kosachev", "Konstantin Kosachev", "Konstantin Kosachev"), before.people)
    assert [(person.id, person.name) for person in after.people] == [("kosachev", "Konstantin Kosachev")]


def test_a_known_id_is_nobody_elses() -> None:
    others = (known("ivan-ivanov", "Ivan Ivanov", "organisation"),)
    assert [person.id for person in identify(articles("Ivan Ivanov"), others).people] == ["ivan-ivanov-2"]


def test_known_people_nobody_names_are_left_out() -> None:
    known = identify(articles("Vladimir Putin")).people
    assert [person.name for person in identify(articles("Bill Clinton"), known).people] == ["Bill Clinton"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.text(max_size=20) | st.sampled_from(["Putin", "V. Putin", "Vladimir Putin"])
        )
    )
)
@settings(max_examples=100, deadline=None)
def test_every_entity_gets_a_person(names: list[tuple[str, str]]) -> None:
    items = [(article, entity(number, name)) for number, (article, name) in enumerate(names)]
    found = identify(items)
    assert set(found.of) == {(article, one.number) for article, one in items}
    assert {person.id for person in found.people} == set(found.of.values())
    assert sum(person.count for person in found.people) == len(items)


def test_ten_thousand_names_in_seconds() -> None:
    letters = random.Random(0)
    words = [
        "".join(letters.choice("bdgklmnprstvz") + letters.choice("aeiou") for _ in range(3)).title() for _ in range(200)
    ]
    names = [f"{first} {last}ov" for first in words[:100] for last in words[100:]]
    start = time.process_time()
    identify([(f"a{i // 20}", entity(i % 20, name)) for i, name in enumerate(names)])
    assert time.process_time() - start < 10


PEOPLE = identify(
    [
        ("a", entity(0, "Konstantin Kosachev", "Konstantin Kosachev", "Kosachev")),
        ("b", entity(0, "Konstantin Kosachyov")),
        ("c", entity(0, "Konstantin Kosachev")),
        ("a", entity(1, "Hillary Clinton", "Hillary Clinton", "Clinton", "Clinton")),
        ("b", entity(1, "Bill Clinton")),
        ("b", entity(2, "Tauscher")),
        ("a", entity(3, "Federal Security Service", kind="organisation")),
        ("a", entity(4, "Россотрудничество", kind="organisation")),
        ("a", entity(5, "Clinton Foundation", kind="organisation")),
        ("a", entity(6, "Xi Jinping")),
        ("a", entity(7, "United States", kind="place")),
    ]
).people


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("Kosachev", ["konstantin-kosachev"]),
        ("kosachyov", ["konstantin-kosachev"]),
        ("Косачёв", ["konstantin-kosachev"]),
        ("Kosachov, K.", ["konstantin-kosachev"]),
        ("konstantin-kosachev", ["konstantin-kosachev"]),
        ("Clinton", ["hillary-clinton", "bill-clinton"]),
        ("William Clinton", ["bill-clinton"]),
        ("Hillary Clinton", ["hillary-clinton"]),
        ("Ellen Tauscher", ["tauscher"]),
        ("FSB", ["federal-security-service"]),
        ("the Federal Security Service", ["federal-security-service"]),
        ("Rossotrudnichestvo", ["rossotrudnichestvo"]),
        ("Foundation", ["clinton-foundation"]),
        ("Xi", ["xi-jinping"]),
        ("U.S.", ["united-states"]),
        ("Kosarev", []),
        ("Ivan Kosachev", []),
        ("Konstantin", []),
        ("", []),
        ("?", []),
    ],
)
def test_find(query: str, ids: list[str]) -> None:
    assert [match.person.id for match in find(query, PEOPLE)] == ids


@pytest.fixture(scope="module")
def index() -> Iterator[Store]:
    """The same people, found by their keys."""
    with Store.temporary() as store:
        store.set_people(PEOPLE, {}, {person.id: keys_of(person) for person in PEOPLE})
        yield store


QUERIES = ("Vladimir", "Clinton Bill", "B. Clinton", "Kosachova", "Xi Jin-ping", "Security", "Federal Service", "US")


@pytest.mark.parametrize("query", [*QUERIES, *(one.text for person in PEOPLE for one in person.spellings)])
def test_an_index_finds_the_same(query: str, index: Store) -> None:
    found = [(match.person.id, match.score, match.why) for match in find(query, index.people())]
    assert [(match.person.id, match.score, match.why) for match in find_in(query, index)] == found


@given(st.one_of(st.text(max_size=20), st.sampled_from(PEOPLE).map(lambda person: person.name[1:])))
def test_an_index_finds_the_same_for_any_text(index: Store, query: str) -> None:
    found = [match.person.id for match in find(query, index.people())]
    assert [match.person.id for match in find_in(query, index)] == found


def test_other_keys_are_another_version_of_keys() -> None:
    """A library keeps its keys; whoever changes what keys there are must raise ``keyversion.KEYS``."""
    made = json.dumps([sorted(keys_of(person)) for person in PEOPLE], ensure_ascii=False)
    assert (KEYS, hashlib.sha256(made.encode()).hexdigest()[:12]) == ("3", "a2c0040d4931")


def test_find_says_why() -> None:
    assert [match.why for match in find("Косачёв", PEOPLE)] == ["another spelling of Kosachev"]


@given(st.text(max_size=20))
@settings(deadline=None)
def test_find_takes_any_text(query: str) -> None:
    scores = [match.score for match in find(query, PEOPLE)]
    assert scores == sorted(scores, reverse=True)


BENCH = os.environ.get("SPQ_BENCH")


@pytest.mark.skipif(BENCH is None, reason="SPQ_BENCH names no folder with the development cases")
def test_marks_on_the_development_cases(tmp_path: Path) -> None:
    gold = Path(str(BENCH)) / "names" / "clusters_dev.jsonl"
    predicted = tmp_path / "clusters.jsonl"
    with gold.open(encoding="utf-8") as cases, predicted.open("w", encoding="utf-8") as out:
        for line in cases:
            case = json.loads(line)
            found = identify((m["article"], entity(m["i"], m["text"])) for m in case["mentions"])
            clusters = [[int(key.split(".")[1]) for key in group] for group in groups(found)]
            out.write(json.dumps({"id": case["id"], "clusters": clusters}) + "\n")
    scorer = [sys.executable, f"{BENCH}/score_names.py", "clusters", str(gold), str(predicted), "--json"]
    marks = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    floors = {"bcubed_f1": 0.965, "bcubed_precision": 0.99, "ambiguous_left_alone": 1.0}
    assert {name: marks[name] for name in floors if marks[name] < floors[name]} == {}


def test_a_gender_that_a_title_tells_is_not_joined_to_a_first_name_of_the_other() -> None:
    found = identify([("a", entity(1, "Obama", gender="m")), ("a", entity(2, "Michelle Obama"))])
    assert found.of["a", 1] != found.of["a", 2]


def test_a_surname_is_a_person_before_it_is_a_stray_organisation_of_that_name() -> None:
    person = known("bernie-sanders", "Bernie Sanders", "person", (), (("Bernie Sanders", 9), ("Sanders", 9)), 18, 3)
    stray = known("sanders", "Sanders", "organisation", (), (("Sanders", 1),), 1, 1)
    assert [match.person.id for match in find("Sanders", [stray, person])] == ["bernie-sanders", "sanders"]
