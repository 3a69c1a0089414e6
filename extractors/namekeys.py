"""The keys under which a library finds people: for whom a query means, and for whom new names may belong to.

A key is one of these kinds, told apart by its first character:

- a bare word's blocks, by which two words that may be spellings of one share one (see vocabulary.py); ``~`` before its
  consonants, ``~~`` where its script writes no more, so that only what may be compared by them is;
- ``^`` the same of the words of a family name;
- ``+`` a person's whole name written as one word;
- ``#`` a whole name, normalised, and what else may stand for it (an acronym, another script);
- ``%`` one word of the name of an organisation, a place or a document;
- ``!`` what sort of person it is (ALONE, SHORT).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from ..data.records import Kind, Person
from .nameparts import Name, parse_name
from .nametokens import Token
from .personids import id_root, slug
from .things import initials, normal, same_name
from .transliterate import fold, to_latin
from .vocabulary import blocks_of

ALONE = "!alone"
"""The key of those who ``stay_alone``: a library may hold ten thousand articles that say "Clinton" of one of four."""

SHORT = "!short"
"""The key of the others of whom no full name is known: a surname alone, or with initials."""


def keys_of(person: Person) -> frozenset[str]:
    """All keys of a person, or of anything else that articles name."""
    keys = frozenset(key for text in dict.fromkeys(spelled(person)) for key in _keys(text, person.kind))
    if person.kind != "person" or has_full_name(person):
        return keys
    return keys | {ALONE if stays_alone(person) else SHORT}


def stays_alone(person: Person) -> bool:
    """Whether no name of another article can be this person's: a surname alone, and an id that names its article."""
    return person.kind == "person" and slug(person.name) != id_root(person.id) and not has_full_name(person)


def has_full_name(person: Person) -> bool:
    """Whether anything written of a person is a given name with a surname."""
    return any(parse_name(text).full for text in spelled(person))


def spelled(person: Person) -> list[str]:
    """A person's name, then all spellings."""
    return [person.name, *(one.text for one in person.spellings)]


@lru_cache(maxsize=1 << 13)
def _keys(text: str, kind: Kind) -> frozenset[str]:
    keys = {f"#{normal(text)}"}
    if kind != "person":
        keys |= {f"#{same_name(text)}", f"#{latin_key(text)}", *(f"#{short}" for short in initials(text))}
        return frozenset(keys | thing_words(text))
    name = parse_name(text)
    keys.add(joined_key(name))
    for at, token in enumerate(name.tokens):
        if not token.initial:
            # A given name is looked up with a letter left out, a family name also found with one left out.
            keys |= {*token.coarse, *(f"={form}" for form in token.forms), _consonants(token)}
            if at in name.families:
                keys |= {f"^{block}" for block in blocks_of(token, False)} | {f"^{_consonants(token)}"}
    return frozenset(keys)


def latin_key(text: str) -> str:
    """A name's words, each in any script or romanisation, as one key."""
    return " ".join(key for word in normal(text).split() if (key := fold(to_latin(word))))


def thing_words(text: str) -> set[str]:
    """The keys of a thing's single words, all of which a part of its name has."""
    return {f"%{word}" for word in normal(text).split()}


def thing_keys(text: str) -> set[str]:
    """Who surely is meant by a name of no person has one of these; persons are found by ``#`` of theirs, too."""
    return {f"#{normal(text)}", f"#{same_name(text)}", f"#{latin_key(text)}"}


def family_keys(name: Name) -> set[str]:
    """Whoever may have this family name has one of these."""
    return _blocks((name.tokens[at] for at in name.families), "^") | {joined_key(name)}


def joined_key(name: Name) -> str:
    """Who has this name however it is divided has this key."""
    return f"+{''.join(name.keys)}"


def word_keys(name: Name) -> set[str]:
    """Whoever may have one of this name's words has one of these."""
    return _blocks(name.tokens, "") | family_keys(name)


def pair_keys(name: Name) -> list[tuple[set[str], set[str]]]:
    """For each two words of a name the keys of both: who shares them may have the name in another order."""
    words = [token for token in name.tokens if not token.initial][:4]
    return [(_blocks([one], ""), _blocks([other], "")) for one, other in combinations(words, 2)]


def _blocks(tokens: Iterable[Token], mark: str) -> set[str]:
    keys: set[str] = set()
    for token in tokens:
        if not token.initial:
            keys |= {f"{mark}{block}" for block in blocks_of(token, False)} | {f"{mark}~~{token.skeleton}"}
            keys |= {f"{mark}~{token.skeleton}"} if token.consonantal else set()
    return keys


def _consonants(token: Token) -> str:
    return f"~~{token.skeleton}" if token.consonantal else f"~{token.skeleton}"
