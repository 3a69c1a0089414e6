"""Targets over names: their parts, their likeness, the keys they are found by, and who is who across articles."""

from __future__ import annotations

import re

from fuzzing import BETWEEN, Parts, joined, target, text_of
from spquotes.data.decisions import Decision, Decisions
from spquotes.data.records import KINDS, Entity, Mention
from spquotes.extractors.blocks import person_key, thing_key
from spquotes.extractors.findpeople import find
from spquotes.extractors.namekeys import keys_of, latin_key
from spquotes.extractors.nameparts import parse_name
from spquotes.extractors.names import explain, similarity
from spquotes.extractors.people import identify
from spquotes.extractors.personids import id_root, slug
from spquotes.extractors.things import expansions, initials, is_acronym, normal, same_name
from spquotes.extractors.transliterate import coarse, readings, skeleton, to_latin

NAMES = (
    "Anna ", "Lind", "Dr. ", "Sen. ", "van der ", "bin ", "al-", "O’", "’s", " Jr.", "III", ", ", "-", "J.", "R.R. ", "Кос", "ачёв", "Ова",
    "ivich", "ovna", "김", "정은", "王", "李小龙", "محمد", "ال", "田中", "プ", "ß", "ø", "Ж", "McX", "MAYOR ", "Ms ", "President ", "the ", "of ",
    "(R-Tex.)", "“Bo”", "U.S.", "UN", "FC", "Kim Jong-un", "de la ", "é", "Ł", "skaya", "ski", "&", "·", "İ", "ǆ", "ﬃ", "ا", "א", "ก",
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@target("Dr. Anna van der Lind’s", "Косачёв, Константин", "김정은", "J.R.R. Tolk", words=NAMES, share=2, longest=512)
def name(data: bytes) -> None:
    """A name has its parts, keys and an id, and is itself."""
    text = text_of(data)
    made = parse_name(text)
    assert all(0 <= place < len(made.tokens) for place in made.families)
    assert not made.tokens or made.families
    assert all(token.keys and token.text for token in made.tokens)
    assert similarity(made, made) == 1.0
    assert similarity(made, parse_name(made.text)) == similarity(parse_name(made.text), made)
    assert isinstance(person_key(text), str)
    assert isinstance(thing_key(text), str)
    made_slug = slug(text)
    assert not made_slug or (_SLUG.fullmatch(made_slug) and id_root(made_slug)), made_slug
    assert isinstance(latin_key(text), str)
    assert all(isinstance(one, str) for one in (normal(text), same_name(text), *initials(text)))
    assert is_acronym(text) in (True, False)


@target(
    joined("Anna Lind", "A. Lindt"),
    joined("Косачёв", "Kosachyov K."),
    joined("Kim Jong-un", "Jong Un Kim"),
    words=NAMES,
    share=2,
    longest=512,
)
def names(data: bytes) -> None:
    """How alike two names are is a share, the same from both sides, and can be explained."""
    parts = Parts(data)
    one, other = parse_name(parts.text()), parse_name(parts.text())
    score = similarity(one, other)
    assert 0 <= score <= 1
    assert score == similarity(other, one)
    assert all(line.strip() for line in explain(one, other))


@target("Косачёв", "محمد", "王小明", "Łukasz", words=NAMES, longest=256)
def letters(data: bytes) -> None:
    """Words of any script are read in Latin letters."""
    text = text_of(data)
    latin = to_latin(text)
    assert latin.isascii(), latin
    for reading in readings(latin):
        assert isinstance(coarse(reading) + skeleton(reading), str)


@target(
    joined("pp", "Anna Lind", "A. Lind", "-", "opp", "Federation Council", "FC"),
    joined("ppp", "Sergei Ivanov", "Ivanov", "Ivanova"),
    words=(*NAMES, "p", "o", "g", "u", "d", "l", BETWEEN),
    longest=512,
)
def people(data: bytes) -> None:
    """Every entity of several articles is somebody, whatever their order; everybody has an id of their own."""
    parts = Parts(data)
    entities: list[tuple[str, Entity]] = []
    said: list[str] = []
    for number, kind in enumerate(parts.text()[:12]):
        called = parts.text().strip()
        if called:
            said.append(called)
            mention = Mention(0, len(called), called, "name")
            chosen = KINDS[ord(kind) % len(KINDS)]
            entities.append(
                (f"a{number // 3}", Entity(number % 3, chosen, called, (mention,), ("chief",) * (number % 2)))
            )
    decisions = Decisions((Decision(said[0], "decided", aliases=(said[-1],)),) if said else ())
    for decided in (Decisions(), decisions):
        found = identify(entities, decisions=decided)
        assert found.of.keys() == {(article, one.number) for article, one in entities}
        ids = [person.id for person in found.people]
        assert len(set(ids)) == len(ids)
        assert all(_SLUG.fullmatch(one) for one in ids), ids
        assert set(found.of.values()) == set(ids)
        again = identify(entities[::-1], decisions=decided)
        assert dict(again.of) == dict(found.of)
        again = identify(entities, found.people, decisions=decided)
        assert all(keys_of(person) is not None for person in again.people)
    for called in said[:2]:
        assert all(0 <= match.score <= 1 for match in find(called, found.people))
    expansions((article, one.kind, one.name) for article, one in entities)
