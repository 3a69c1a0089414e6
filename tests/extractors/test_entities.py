"""Names of an article: how they are found with their roles, and put together as people and things."""

import pytest
from spquotes.extractors.entities import Cast
from spquotes.extractors.mentions import Named

SAFE = "said the bridge was safe."


@pytest.fixture(scope="session")
def roles(read):
    """The roles of the person whose name ends so."""

    def answer(text, name):
        (entity,) = [e for e in read(text).entities if e.kind == "person" and e.name.endswith(name)]
        return entity.roles

    return answer


ROLES = [
    (f"Mayor Anna Keller {SAFE}", ("Mayor",)),
    (f"Deputy Foreign Minister Anna Keller {SAFE}", ("Deputy Foreign Minister",)),
    (f"Former mayor Anna Keller {SAFE}", ("Former mayor",)),
    (f"Sen. Anna Keller {SAFE}", ("Sen.",)),
    (f"Anna Keller, the mayor of Geneva, {SAFE}", ("mayor of Geneva",)),
    (f"Anna Keller, a spokeswoman for the road agency, {SAFE}", ("spokeswoman for the road agency",)),
    (f"Anna Keller, head of the road agency, which built it, {SAFE}", ("head of the road agency",)),
    (f"The mayor of Geneva, Anna Keller, {SAFE}", ("mayor of Geneva",)),
    (f"The head of the road agency, Anna Keller, {SAFE}", ("head of the road agency",)),
    (f"Mayor Anna Keller {SAFE} Keller, an engineer, built it.", ("Mayor", "engineer")),
    (f"Ms. Anna Keller {SAFE}", ()),
    (f"Anna Keller {SAFE}", ()),
    (f"Its head, Anna Keller, {SAFE}", ("head",)),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role_beside_a_name(roles, text, expected):
    assert tuple(dict.fromkeys(roles(text, "Keller"))) == expected


PEOPLE = [
    (f"Anna Keller {SAFE} Keller built it.", ["Anna Keller"]),
    (f"Anna Keller {SAFE} Ms. Keller built it.", ["Anna Keller"]),
    (f"Keller {SAFE} It was built by Anna Keller.", ["Anna Keller"]),
    (f"Anna Keller {SAFE} Peter Brown built it.", ["Anna Keller", "Peter Brown"]),
    (f"Konstantin Kosachev {SAFE} Kosachyov built it.", ["Konstantin Kosachev"]),
    (f"Konstantin Kosachev {SAFE} Konstantin Kosachyov built it.", ["Konstantin Kosachev"]),
    (f"Anna Keller {SAFE} Anna Keller's sister built it.", ["Anna Keller"]),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_people_of_an_article(read, text, names):
    assert sorted(e.name for e in read(text).entities if e.kind == "person") == names


GENDERS = [
    ("Anna Keller came. She said it was safe.", "f"),
    ("Ms. Keller came. It was safe, Keller said.", "f"),
    ("Mr. Keller came. It was safe, Keller said.", "m"),
    ("Peter Keller came. He said it was safe.", "m"),
    ("Alex Keller, a spokeswoman, came. The spokeswoman said it was safe.", "f"),
]


@pytest.mark.parametrize(("text", "gender"), GENDERS)
def test_gender_is_what_the_article_tells(read, text, gender):
    (person,) = [entity for entity in read(text).entities if entity.kind == "person"]
    assert person.gender == gender


def test_mentions_are_in_order_and_verbatim(read):
    text = "Mayor Anna Keller opened the bridge. She said it was safe. Keller left. The mayor added that it was old."
    (person,) = [entity for entity in read(text).entities if entity.kind == "person"]
    assert [(one.text, one.form) for one in person.mentions] == [
        ("Anna Keller", "name"),
        ("She", "pronoun"),
        ("Keller", "name"),
        ("The mayor", "nominal"),
    ]
    assert all(text[one.start : one.end] == one.text for one in person.mentions)


THINGS = [
    ("The White House opened. The White House said it was safe.", "White House", 2),
    ("The Kremlin was silent. The Kremlin's plan was late, Brown said.", "Kremlin", 2),
]


@pytest.mark.parametrize(("text", "name", "count"), THINGS)
def test_things_are_one_by_name(read, text, name, count):
    (thing,) = [entity for entity in read(text).entities if entity.name == name]
    assert (thing.kind, len(thing.mentions)) == ("organisation", count)


def test_entities_are_numbered_by_their_place(read):
    found = read("Anna Keller met Peter Brown in Berlin. The Kremlin said nothing of it.")
    assert [entity.number for entity in found.entities] == list(range(len(found.entities)))


def cast(*names):
    """A cast of people, given as names or (name, kind), ten characters apart."""
    named = []
    for place, one in enumerate(names):
        text, kind = (one, "person") if isinstance(one, str) else one
        start = place * 40
        named.append(Named(start, start + len(text), text, kind, place, subject=True, possessive=False, quoted=False))
    return Cast(named)


CASTS = [
    (["Anna Keller", "Keller"], {"Anna Keller"}),
    (["Keller", "Anna Keller"], {"Anna Keller"}),
    (["Anna Keller", "Tom Keller", "Keller"], {"Anna Keller", "Tom Keller", "Keller"}),
    (["Anna Keller", "Anna Keller", "Tom Keller", "Keller"], {"Anna Keller", "Tom Keller"}),
    (["Anna Keller", ("Keller", "organisation")], {"Anna Keller"}),
    (["Anna Keller", "A. Keller"], {"Anna Keller"}),
    (["Kosachev", "Kosachyov"], {"Kosachev"}),
    ([("Petrov", "organisation")], {"Petrov"}),
    ([("Reuters", "organisation")], set()),
    (["Brown", ("Brown", "organisation"), "Brown"], {"Brown"}),
]


@pytest.mark.parametrize(("names", "people"), CASTS)
def test_cast(names, people):
    assert {draft.name for draft in cast(*names).drafts if draft.kind == "person"} == people


def test_every_name_stands_for_somebody():
    found = cast("Anna Keller", "Keller", ("Geneva", "place"), ("The Kremlin", "organisation"))
    assert [found.at[key].name for key in sorted(found.at)] == ["Anna Keller", "Anna Keller", "Geneva", "Kremlin"]
