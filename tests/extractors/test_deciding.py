"""Who is who by decision: people.toml and the table of public figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known import known
from spquotes.data.decisions import NOTHING_DECIDED, Decision, Decisions, Held
from spquotes.data.records import Entity, Mention
from spquotes.extractors.deciding import Deciding
from spquotes.extractors.people import identify
from spquotes.extractors.publicfigures import public_figures, with_public_figures


def article(name, *texts, kind="person", roles=()):
    """An article's entities: a name, and after a bar another mention of it."""
    made = []
    for number, each in enumerate(texts):
        mentions = tuple(Mention(0, len(text), text, "name") for text in each.split("|"))
        made.append((name, Entity(number, kind, each.split("|")[0], mentions, tuple(roles) if not number else ())))
    return made


def groups(items, decisions=NOTHING_DECIDED, **more):
    by = {}
    for (name, number), identity in identify(items, decisions=decisions, **more).of.items():
        by.setdefault(identity, []).append(f"{name}{number}")
    return {identity: sorted(members) for identity, members in by.items()}


def one(name, *aliases, **more):
    return Decisions((Decision(name, aliases=aliases, **more),))


# ---- aliases


@pytest.mark.parametrize("alias", ["Samuel Clemens", "SAMUEL CLEMENS", "Самуэл Клеменс", "Clemens, Samuel"])
def test_an_alias_joins_for_certain_however_it_is_written(alias):
    items = [*article("a", "Mark Twain"), *article("b", alias)]
    assert len(groups(items, one("Mark Twain", "Samuel Clemens"))) == 1
    assert len(groups(items)) == 2


def test_the_preferred_name_is_shown_and_reasons_are_given():
    items = [*article("a", "Clemens"), *article("b", "Samuel Clemens|Sam Clemens"), *article("c", "Mark Twain")]
    (person,) = identify(items, decisions=one("Mark Twain", "Samuel Clemens", "Clemens", gender="m")).people
    assert (person.id, person.name, person.gender) == ("mark-twain", "Mark Twain", "m")
    assert {each.text: each.why for each in person.spellings} == {
        "Clemens": "alias in people.toml",
        "Mark Twain": "the name itself",
        "Sam Clemens": "another spelling of Mark Twain",
        "Samuel Clemens": "alias in people.toml",
    }


def test_the_id_decided_on_is_given():
    assert list(groups(article("a", "Samuel Clemens"), one("Mark Twain", "Samuel Clemens", id="twain"))) == ["twain"]


def test_the_surname_of_an_alias_is_the_persons_as_any_surname_is():
    items = [*article("a", "Samuel Clemens"), *article("b", "Clemens"), *article("c", "Mark Twain")]
    assert groups(items, one("Mark Twain", "Samuel Clemens")) == {"mark-twain": ["a0", "b0", "c0"]}


def test_a_surname_as_alias_stays_with_who_has_more_of_a_name_in_the_article():
    items = [*article("a", "Igor Ivanov", "Ivanov"), *article("b", "Ivanov"), *article("c", "Sergei Ivanov")]
    found = groups(items, one("Sergei Ivanov", "Ivanov"))
    assert found == {"igor-ivanov": ["a0", "a1"], "sergei-ivanov": ["b0", "c0"]}


def test_a_surname_as_alias_joins_beside_the_person():
    items = [*article("a", "Sergei Ivanov", "Ivanov"), *article("b", "Igor Ivanov")]
    assert groups(items, one("Sergei Ivanov", "Ivanov"))["sergei-ivanov"] == ["a0", "a1"]


def test_a_thing_has_aliases_too():
    decisions = one("Rossotrudnichestvo", "Federal Agency for the CIS", kind="organisation")
    items = [*article("a", "Rossotrudnichestvo", kind="organisation")]
    items += article("b", "the Federal Agency for the CIS", kind="organisation")
    (person,) = identify(items, decisions=decisions).people
    assert (person.name, person.docs) == ("Rossotrudnichestvo", 2)
    assert [each.why for each in person.spellings] == ["alias in people.toml", "the name itself"]


def test_a_decision_tells_the_kind():
    (person,) = identify(article("a", "Anna Berg", kind="organisation"), decisions=one("Anna Berg")).people
    assert person.kind == "person"


# ---- never


def test_not_keeps_a_spelling_out():
    items = [*article("a", "Konstantin Kosachyov"), *article("b", "Konstantin Kosachev"), *article("c", "Kosachyov")]
    assert len(groups(items)) == 1
    found = groups(items, one("Konstantin Kosachyov", never=("Konstantin Kosachev",)))
    assert found == {"konstantin-kosachyov": ["a0"], "konstantin-kosachev": ["b0"], "kosachyov-c": ["c0"]}


def test_not_beats_an_alias_that_reads_the_same():
    decisions = one("Konstantin Kosachyov", "Kosachyov", never=("Kosachev",))
    items = [*article("a", "Konstantin Kosachyov"), *article("b", "Kosachev"), *article("c", "Kosachyov")]
    assert groups(items, decisions) == {"konstantin-kosachyov": ["a0", "c0"], "kosachev": ["b0"]}


def test_not_takes_an_id():
    others = (known("kosachev", "Konstantin Kosachev", spellings=(("Konstantin Kosachev", 1),)),)
    items = [*article("a", "Konstantin Kosachyov"), *article("b", "Konstantin Kosachev")]
    found = groups(items, one("Konstantin Kosachyov", never=("kosachev",)), known=others)
    assert found == {"kosachev": ["b0"], "konstantin-kosachyov": ["a0"]}


def test_apart_are_never_one():
    items = [*article("a", "Konstantin Kosachyov"), *article("b", "Konstantin Kosachev")]
    assert len(groups(items, Decisions(apart=(("Konstantin Kosachyov", "Konstantin Kosachev"),)))) == 2


def test_apart_holds_for_all_spellings_of_both():
    decisions = Decisions(
        (Decision("Anna Berg", aliases=("Annie Berg",)),), apart=(("Anna Berg", "Anne Berg"),)
    )  # fmt: skip
    items = [*article("a", "Anna Berg"), *article("b", "Anne Berg"), *article("c", "Annie Berg")]
    assert groups(items, decisions) == {"anna-berg": ["a0", "c0"], "anne-berg": ["b0"]}


def test_an_acronym_is_kept_apart_from_what_it_would_stand_for():
    items = article("a", "Federation Council", "FC", kind="organisation")
    assert len(groups(items)) == 1
    assert len(groups(items, Decisions(apart=(("Federation Council", "FC"),)))) == 2


# ---- known people


def test_known_people_are_merged_and_keep_the_id_decided_on():
    before = identify([*article("a", "Mark Twain"), *article("b", "Samuel Clemens")]).people
    items = [*article("a", "Mark Twain"), *article("b", "Samuel Clemens")]
    decisions = one("Mark Twain", "Samuel Clemens", id="samuel-clemens")
    assert groups(items, decisions, known=before) == {"samuel-clemens": ["a0", "b0"]}


def test_when_a_decision_goes_its_aliases_go():
    items = [*article("a", "Mark Twain"), *article("b", "Samuel Clemens")]
    merged = identify(items, decisions=one("Mark Twain", "Samuel Clemens")).people
    assert groups(items, known=merged) == {"mark-twain": ["a0"], "samuel-clemens": ["b0"]}


# ---- the table of public figures

PUBLIC = with_public_figures(NOTHING_DECIDED)
IN_2012 = {"dates": {"a": ("2012-11-01", "2012-11-01")}}


@pytest.mark.parametrize("role", ["deputy foreign minister", "Russia's Deputy Foreign Minister"])
def test_a_surname_beside_a_role_of_a_public_figure_is_that_one(role):
    (person,) = identify(article("a", "Gatilov", roles=(role,)), decisions=PUBLIC, **IN_2012).people
    assert (person.id, person.name, person.gender) == ("gennady-gatilov", "Gennady Gatilov", "m")
    assert person.spellings[0].why == (
        "surname beside a role of the public figure Gennady Gatilov (deputy foreign minister)"
    )


def test_a_title_is_a_role():
    items = [("a", Entity(0, "person", "Lavrov", (Mention(0, 23, "Foreign Minister Lavrov", "name"),)))]
    assert list(groups(items, PUBLIC, **IN_2012)) == ["sergei-lavrov"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ivanov", "farmer"),
        ("Ivanov", "minister"),
        ("Ivanov", "foreign minister"),  # of another time
        ("Ivanov", "deputy head of the presidential administration"),
        ("Gatilov", "former aide to the deputy foreign minister"),
        ("Gatilov", None),
        ("Zakharova", "foreign ministry spokeswoman"),  # of another time
    ],
)
def test_a_surname_is_no_public_figures_without_a_role_that_fits(name, role):
    found = groups(article("a", name, roles=(role,) if role else ()), PUBLIC, **IN_2012)
    assert list(found) == [name.lower()]


def test_a_former_role_fits_afterwards():
    items = article("a", "Medvedev", roles=("former president",))
    assert list(groups(items, PUBLIC, **IN_2012)) == ["dmitry-medvedev"]


def test_a_namesake_in_the_article_has_the_surname():
    items = article("a", "Gatilov", "Oleg Gatilov", roles=("deputy foreign minister",))
    assert list(groups(items, PUBLIC, **IN_2012)) == ["oleg-gatilov"]


def test_the_name_of_the_articles_stands_where_it_is_full():
    (person,) = identify(article("a", "Dmitri Medvedev"), decisions=PUBLIC).people
    assert person.name == "Dmitri Medvedev"


def test_a_users_decision_is_stronger_than_the_table():
    decisions = with_public_figures(one("Gleb Gatilov", "Gatilov", "Gennady Gatilov"))
    (person,) = identify(article("a", "Gatilov", roles=("deputy foreign minister",)), decisions=decisions).people
    assert person.name == "Gleb Gatilov"


def test_a_public_figure_is_kept_out_by_decision():
    decisions = with_public_figures(Decisions(apart=(("Gennady Gatilov", "Gatilov"),)))
    assert list(groups(article("a", "Gatilov", roles=("deputy foreign minister",)), decisions)) == ["gatilov"]


@pytest.mark.parametrize("query", ["Косачёв", "Kosachev", "Kosatschow", "Konstantin Kosatschow", "Kosachyov"])
def test_a_query_means_a_public_figure_in_every_spelling(query):
    assert [each.name for each in Deciding(PUBLIC).asked(query)] == ["Konstantin Kosachyov"]


def test_the_table_has_no_single_words_for_common_surnames():
    owners = {}
    for each in public_figures():
        owners.setdefault(each.name.split()[-1], []).append(each)
    for same in owners.values():
        if len(same) > 1:
            assert all(len(held.role.split()) > 1 for each in same for held in each.roles)


# ---- whatever the order

MIXED = [
    *article("a", "Sergei Ivanov", "Ivanov", "Samuel Clemens"),
    *article("b", "Igor Ivanov", "Mark Twain", "Clemens"),
    *article("c", "Ivanov", "Twain", "Gatilov", roles=("Kremlin chief of staff",)),
    *article("d", "Gatilov", "S. Clemens", roles=("deputy foreign minister",)),
    *article("e", "Konstantin Kosachyov", "Клеменс", "Konstantin Kosachev"),
]
DECIDED = with_public_figures(
    Decisions(
        (
            Decision("Mark Twain", aliases=("Samuel Clemens", "Clemens"), roles=(Held("writer"),)),
            Decision("Konstantin Kosachyov", never=("Konstantin Kosachev",)),
        ),
        apart=(("Igor Ivanov", "Ivanov"),),
    )
)


@given(st.permutations(MIXED))
@settings(max_examples=30, deadline=None)
def test_the_order_of_entities_does_not_matter(items):
    assert identify(items, decisions=DECIDED) == identify(MIXED, decisions=DECIDED)


@given(st.permutations(DECIDED.people))
@settings(max_examples=5, deadline=None)
def test_the_order_of_decisions_does_not_matter(people):
    again = Decisions(tuple(people), DECIDED.apart, DECIDED.public)
    assert identify(MIXED, decisions=again) == identify(MIXED, decisions=DECIDED)


def test_known_people_keep_their_ids_under_decisions():
    before = identify(MIXED, decisions=DECIDED)
    assert dict(identify(MIXED, before.people, decisions=DECIDED).of) == dict(before.of)
