"""Whom does a query mean? For ``--speaker`` and ``--about``: any script or spelling, a surname, an id, an acronym."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..data.records import Person
from .namekeys import family_keys, latin_key, pair_keys, thing_keys, thing_words, word_keys
from .nameparts import Name, parse_name
from .names import LONE, SAME, alike, similarity
from .nametokens import read_token
from .things import initials, is_acronym, normal, same_name
from .transliterate import UNSPACED

LIKELY = 0.75
"""A spelling this similar is offered when none is surely the same: right for 95% of the development pairs."""

NEARBY = 0.5
"""A person one of whose words is this like a word asked for is compared; low, for Le Pen and Lepen."""

_WORD = re.compile(r"[^\s,-]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A person a query may mean, 0–1, and why in a few words."""

    person: Person
    score: float
    why: str


class Index(Protocol):
    """People by the keys of namekeys.py, so that nobody else has to be looked at."""

    def people(self, ids: Collection[str]) -> list[Person]:
        """Those with one of these ids."""

    def people_with(self, keys: Collection[str]) -> list[Person]:
        """Those with one of these keys."""

    def people_with_both(self, one: Collection[str], other: Collection[str]) -> list[Person]:
        """Those with a key of the one kind and a key of the other."""

    def people_with_all(self, keys: Collection[str]) -> list[Person]:
        """Those with every one of these keys."""


@dataclass(frozen=True, slots=True)
class _Query:
    text: str
    name: Name
    same: str
    key: str


def find(query: str, people: Sequence[Person]) -> list[Match]:
    """The people a query means, best first, then by their number of mentions; empty when nobody fits.

    A weaker reading (a distant spelling, a part of an organisation's name, a full name where only the surname is
    known) counts only when no stronger one gives anybody.
    """
    text = " ".join(query.split())
    if not text:
        return []
    if named := [person for person in people if person.id == text]:
        return [Match(named[0], 1.0, "id")]
    asked = _Query(text, parse_name(text), same_name(text), latin_key(text))
    near = _near(asked.name, people)
    found = _ordered(_surely(asked, person) for person in near)
    return found or _ordered(_perhaps(asked, person) for person in near)


def find_in(query: str, index: Index) -> list[Match]:
    """The same among the people of an index, which may be very many."""
    text = " ".join(query.split())
    if not text:
        return []
    if named := index.people([text]):
        return [Match(named[0], 1.0, "id")]
    asked = _Query(text, parse_name(text), same_name(text), latin_key(text))
    name = asked.name
    lone = len(name.tokens) == 1
    near = {one.id: one for one in index.people_with(thing_keys(text) | (word_keys if lone else family_keys)(name))}
    for one, other in pair_keys(name):
        near |= {person.id: person for person in index.people_with_both(one, other)}
    found = _ordered(_surely(asked, person) for person in near.values())
    if not found:
        wide = [*index.people_with(word_keys(name)), *index.people_with_all(thing_words(text))]
        near |= {person.id: person for person in wide}
        found = _ordered(_perhaps(asked, person) for person in near.values())
    return found


def _ordered(found: Iterable[Match | None]) -> list[Match]:
    """The best first."""
    matches = [match for match in found if match]
    return sorted(matches, key=lambda match: (-match.score, -match.person.count, match.person.id))


def _near(asked: Name, people: Sequence[Person]) -> list[Person]:
    """The people worth a comparison, and all things: parsing every name of a large library would take seconds."""
    words: dict[str, bool] = {}

    def near(word: str) -> bool:
        if word not in words:
            token = read_token(word)
            words[word] = bool(UNSPACED.search(word)) or (
                token is not None and any(alike(token, other) >= NEARBY for other in asked.tokens)
            )
        return words[word]

    return [
        person
        for person in people
        if person.kind != "person" or any(near(word) for text in _spellings(person) for word in _WORD.findall(text))
    ]


def _spellings(person: Person) -> list[str]:
    return list(dict.fromkeys((person.name, *(one.text for one in person.spellings))))


def _surely(asked: _Query, person: Person) -> Match | None:
    spellings = _spellings(person)
    if person.kind == "person":
        return _person(asked, person, spellings, SAME)
    for spelling in spellings:
        if same_name(spelling) == asked.same or normal(spelling) == normal(asked.text):
            return Match(person, LONE if len(asked.name.tokens) == 1 else 1.0, "name")  # no surer than a surname
    key = normal(asked.text)
    if asked.text.isupper() or is_acronym(asked.text):
        for spelling in spellings:
            if key in initials(spelling):
                return Match(person, 0.95, f"acronym of {spelling}")
    for spelling in spellings:
        if asked.key and latin_key(spelling) == asked.key:
            return Match(person, 0.9, f"another spelling of {spelling}")
    return None


def _person(asked: _Query, person: Person, spellings: list[str], least: float) -> Match | None:
    """The best of a person's spellings; a lone surname asks for a family name, a full name for a full name."""
    best: Match | None = None
    lone = len(asked.name.tokens) == 1
    for spelling in spellings:
        name = parse_name(spelling)
        if len(name.tokens) < 2 and not lone:
            continue
        score = similarity(asked.name, name)
        if score < least * (LONE if lone and len(name.tokens) > 1 else 1):
            continue
        if best is None or score > best.score:
            best = Match(person, score, _why(asked.name, name, spelling))
    if best and lone:  # its only name, or one of its short forms: a surname all the same
        return Match(person, min(best.score, LONE), best.why)
    return best


def _why(asked: Name, name: Name, spelling: str) -> str:
    if asked.text.casefold() == spelling.casefold():
        return "name" if len(asked.tokens) > 1 else "surname"
    return f"surname of {spelling}" if len(asked.tokens) == 1 < len(name.tokens) else f"another spelling of {spelling}"


def _perhaps(asked: _Query, person: Person) -> Match | None:
    spellings = _spellings(person)
    if person.kind != "person":
        words = set(normal(asked.text).split())
        for spelling in spellings:
            if words and words <= set(normal(spelling).split()):
                return Match(person, 0.5, f"part of {spelling}")
        return None
    if len(asked.name.tokens) > 1 or any(token.consonantal for token in asked.name.tokens):
        match = _person(asked, person, spellings, LIKELY)
        if match:
            return match
    names = [parse_name(spelling) for spelling in spellings]
    if len(asked.name.tokens) > 1 and all(len(name.tokens) == 1 for name in names):
        score = max((similarity(asked.name, name) for name in names), default=0.0)
        if score >= SAME * LONE:
            return Match(person, score * LIKELY, f"only the surname {person.name} is known")
    return None
