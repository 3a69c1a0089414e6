"""Whether a draft and its source name the same speaker; what is not clear on either side is not compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...data.records import Person
from ...data.schemaverify import Compared
from ..nameparts import parse_name
from ..names import similarity
from .draftquotes import Named

ALIKE = 0.6
"""Two names as like as this may be one person's; then nobody is accused of having taken one for another."""

SURE, SURE_OF_PRONOUN = 0.6, 0.75
"""Least confidence of a statement whose speaker is held against a draft, by name, and by "he" or "she"."""

_CLEAR = frozenset({"name", "surname", "apposition", "repeat", "headline"})
"""Ways of naming somebody; pronouns and roles are resolved, which goes wrong more often."""

_RESOLVED = frozenset({"pronoun", "continuation"})
"""Ways of meaning somebody that are sure enough in a source; in a draft nobody is accused for whom "he" is."""

_NAMELESS = frozenset({"unnamed", "group"})
"""Kinds of which two may have one name: the official."""


@dataclass
class Speakers:
    """Looks up whom a draft's names mean among the sources' people; ``meant`` gives those of a name, best first."""

    meant: Callable[[str], Sequence[Person]]
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def ids(self, named: Named | None) -> frozenset[str]:
        """The ids of all whom a draft's speaker may be; empty for nobody, and for those who have no name."""
        if named is None or named.kind not in ("person", "organisation", "place", "document"):
            return frozenset()
        if named.name not in self._known:
            self._known[named.name] = frozenset(person.id for person in self.meant(named.name))
        return self._known[named.name]

    def compare(self, named: Named | None, written: str | None, statements: Sequence[Mapping[str, Any]]) -> Compared:
        """The draft's speaker, and its source as written, beside the statements that have the words, smallest first.

        Who passes on what another said is as right as that one; nobody else than the smallest one's is held against it.
        """
        found = [self._compare(named, written, statement) for statement in statements]
        return "same" if "same" in found else found[0] if found else "not compared"

    def _compare(self, named: Named | None, written: str | None, statement: Mapping[str, Any]) -> Compared:
        theirs = statement["speaker"]
        if named is None or theirs is None:
            return "not compared"
        if theirs["id"] in self.ids(named):
            return "same"
        if named.name.casefold() == theirs["name"].casefold():
            return "not compared" if named.kind in _NAMELESS else "same"
        if named.by == "role" and written and _is_role(written, theirs["role"]):
            return "same"
        least = SURE_OF_PRONOUN if theirs["by"] in _RESOLVED else SURE
        clear = named.by in _CLEAR and theirs["by"] in _CLEAR | _RESOLVED
        sure = named.confidence >= SURE and statement["confidence"] >= least
        if named.kind != "person" or theirs["kind"] != "person" or not clear or not sure:
            return "not compared"
        return "not compared" if _may_be_one(named.name, theirs["name"]) else "other"


def _is_role(written: str, role: str | None) -> bool:
    """Whether "the head of Rossotrudnichestvo" is a role that the source gives its speaker."""
    words = written.casefold().removeprefix("the ")
    return role is not None and len(words.split()) > 1 and words == role.casefold().removeprefix("the ")


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's: alike, or one a part of the other."""
    words = set(one.casefold().split()), set(other.casefold().split())
    if words[0] <= words[1] or words[1] <= words[0]:
        return True
    return similarity(parse_name(one), parse_name(other)) >= ALIKE
