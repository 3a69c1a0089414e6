"""Tables about words: nouns that speak, given names and their gender; see the comments in ``data/lexicons``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .words import Word

Gender = Literal["f", "m"]


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """A lexicon of ``data/lexicons`` by its file's stem."""
    file = resources.files("spquotes.data") / "lexicons" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Roles:
    """Nouns by what they name; see ``data/lexicons/roles.toml``."""

    person: frozenset[str]
    group: frozenset[str]
    organisation: frozenset[str]
    document: frozenset[str]
    no_source: frozenset[str]
    gender: dict[str, Gender]


@lru_cache(maxsize=1)
def roles() -> Roles:
    """The bundled table of nouns."""
    raw = read_lexicon("roles")
    gender: dict[str, Gender] = dict.fromkeys(raw["female"], "f")
    gender.update(dict.fromkeys(raw["male"], "m"))
    nouns = {kind: frozenset(raw[kind]) for kind in ("person", "group", "organisation", "document", "no_source")}
    return Roles(gender=gender, **nouns)


def is_role(token: Word) -> bool:
    """Whether a noun names a person by role: minister, head, Sen."""
    table = roles()
    return token.lemma in table.person or token.lower_.rstrip(".") in _SHORT_ROLES


_SHORT_ROLES = frozenset({"sen", "rep", "gov", "gen", "col", "lt", "sgt", "dr", "prof", "ceo", "mp", "lawmaker"})


@lru_cache(maxsize=4096)
def first_name_gender(name: str) -> Gender | None:
    """What a given name tells of gender; None for names given to both and for those not listed."""
    words = name.split()
    if len(words) < 2:
        return None
    first = words[0].strip(".").lower()
    female, male = _first_names()
    return "f" if first in female else "m" if first in male else None


@lru_cache(maxsize=1)
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    raw = read_lexicon("first_names")
    return frozenset(raw["f"].split()), frozenset(raw["m"].split())
