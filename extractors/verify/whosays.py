"""Whether a draft and its source name the same speaker; what is not clear on either side is not compared."""

from __future__ import annotations

import re
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

SURE, SURE_OF_CONTINUATION = 0.6, 0.75
"""Least confidence of a statement whose speaker is held against a draft, by name, and where it only goes on."""

_CORRECTED = "correction"
"""How a speaker is known whom a reader gave: surer than any other."""

_CLEAR = frozenset({"name", "surname", "apposition", "repeat", "headline", "continuation", _CORRECTED})
"""Ways of naming somebody; pronouns and roles are resolved, which goes wrong more often: nobody is accused by them."""

_NAMELESS = frozenset({"unnamed", "group"})
"""Kinds of which two may have one name: the official."""

_BEHIND_HEAD = re.compile(r",| (?:of|for|in|at|from|on|to|with|who|whose)\b")
_WORDS = re.compile(r"[^\W_]+")


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
        if named.by == "role" and written and _is_role(written, theirs["role"]):
            return "same"
        one_name = named.name.casefold() == theirs["name"].casefold()
        if theirs["id"] in self.ids(named) or (one_name and named.kind not in _NAMELESS):
            return "same" if _is_certain(named, written, statement) else "not compared"
        if one_name or named.kind != "person" or theirs["kind"] != "person":
            return "not compared"
        if {named.by, theirs["by"]} <= _CLEAR and named.confidence >= SURE and _is_sure(statement):
            return "not compared" if _may_be_one(named.name, theirs["name"]) else "other"
        return "not compared"


def _is_certain(named: Named, written: str | None, statement: Mapping[str, Any]) -> bool:
    """Whether two who seem to be one are: whom only a role stands for ("the official") must have it on both sides."""
    theirs, source = statement["speaker"], statement["source"]
    words = source["text"] if source else None
    if theirs["by"] == "role" and not _has_head(words, (written, named.role)):
        return False
    return named.by != "role" or _has_head(written, (words, theirs["role"]))


def _has_head(role: str | None, others: Sequence[str | None]) -> bool:
    """Whether the noun of a role, minister in "the minister of finance", is among the other side's words."""
    words = _BEHIND_HEAD.split(role.casefold())[0].split() if role else []
    return bool(words) and any(words[-1] in _WORDS.findall(other.casefold()) for other in others if other)


def _is_sure(statement: Mapping[str, Any]) -> bool:
    by = statement["speaker"]["by"]
    least = SURE_OF_CONTINUATION if by == "continuation" else SURE
    return by == _CORRECTED or bool(statement["confidence"] >= least)


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
