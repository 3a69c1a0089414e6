"""A coarse key of an entity, for corpora whose entities do not fit in memory: only entities with one key are compared.

Spellings of one name, in any script, practically always have one key: of the 1,778 development pairs of one person's
names that ``people.identify`` joins, 97.7% do.  Keys are compared, never shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..data.records import Entity
from .lexicon import read_lexicon
from .nameparts import Name, eastern_families, parse_name
from .nametokens import Token
from .things import initials, is_acronym, normal, same_name
from .transliterate import eastern, readings, skeleton, to_latin

LETTERS = 4
"""Consonants of a family name in its key: with 3 the blocks are 2.4 times as many names for 0.05% more pairs kept."""


def block_keys(entities: Sequence[Entity]) -> list[str]:
    """The key of each entity of one article; "" for what has no name and is joined with nothing.

    What only its article explains goes with what explains it there: a given name with the person who has it, an acronym
    with the only name it can stand for.
    """
    keys = [_own_key(entity) for entity in entities]
    names = {at: parse_name(one.name) for at, one in enumerate(entities) if one.kind == "person"}
    full = {at: name for at, name in names.items() if name.full}
    for at, name in names.items():
        if namesakes := [other for other, one in full.items() if other != at and name.given_of(one)]:
            keys[at] = keys[namesakes[0]] if len(namesakes) == 1 else keys[at]
    for at, one in enumerate(entities):
        if one.kind not in ("person", "unnamed") and is_acronym(one.name):
            meant = {keys[other]: None for other in _written_out(one, entities)}
            keys[at] = next(iter(meant)) if len(meant) == 1 else keys[at]
    return keys


def _own_key(entity: Entity) -> str:
    if entity.kind == "unnamed":
        return ""
    return f"who {person_key(entity.name)}" if entity.kind == "person" else f"what {thing_key(entity.name)}"


def person_key(name: str) -> str:
    """The first consonants of the family name, the same for all scripts; what has no letters is its own key."""
    parsed = parse_name(name)
    if not parsed.tokens:
        return normal(name)
    family = _family(parsed)
    bare = family.text[2:] if family.text.startswith("ال") and len(family.text) > 4 else family.text
    latin = to_latin(bare)
    read = (eastern(latin),) if latin in eastern_families() else readings(latin)
    keys = [key for reading in read if (key := skeleton(reading))]
    # A name's second reading (Chodorkowski) is another spelling's only one (Khodorkovsky): the first sound decides.
    return min(keys, key=lambda key: key[0])[:LETTERS] if keys else family.coarse[0]


def _family(name: Name) -> Token:
    """The family name's last word; of two words the first where only that one ends as family names do (Petrov Ivan)."""
    first, last = name.tokens[0], name.tokens[name.families[-1]]
    swapped = len(name.tokens) == 2 and not name.certain and first.stem != first.keys[0]
    return first if swapped and _is_given(last) and not _is_given(first) else last


def _is_given(word: Token) -> bool:
    return bool(word.forms) or to_latin(word.text) in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(word for words in read_lexicon("first_names").values() for word in words.split())


_SMALL = str.maketrans("", "", "aoft")
"""Initials of the small words (and, of, for, the) that an acronym may have or not; no key has them but in front."""


def thing_key(name: str) -> str:
    """The initials of several words, an acronym, or the one word, without the letters that small words begin with."""
    key = same_name(name)
    if not is_acronym(name) and key == normal(name):
        key = min(initials(name), key=lambda letters: (len(letters), letters), default=key)
    return key[:1] + key[1:].translate(_SMALL)


def _written_out(acronym: Entity, entities: Sequence[Entity]) -> list[int]:
    """The names of the article that an acronym may stand for."""
    short = same_name(acronym.name)
    return [
        at
        for at, one in enumerate(entities)
        if one.kind == acronym.kind and not is_acronym(one.name) and short in initials(one.name)
    ]
