"""Are two people one? ``compare`` puts together what a store, the names and the decisions say for it and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..data.decisions import Decision
from ..data.records import Person
from ..data.store import Store
from .deciding import IN_TABLE, Deciding, decisions_of, folded
from .nameparts import parse_name
from .names import SAME, explain, similarity
from .people import find_in

Row = dict[str, Any]

_OTHERS = 5
"""People of the same surname that are named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked about: the words of the question, and who that is."""

    text: str
    person: Person

    @property
    def name(self) -> str:
        """The name to compare: as asked, or of the person whose id was given."""
        by_id = self.text == self.person.id or not any(map(str.isupper, self.text))
        return self.person.name if by_id else self.text


def compare(store: Store, one: Asked, other: Asked) -> Row:
    """Whether the two are one, and by what evidence: a row of ``spq speakers why``."""
    same = one.person.id == other.person.id
    deciding = Deciding(decisions_of(store), [one.person, other.person])
    names = parse_name(one.name), parse_name(other.name)
    people = one.person.kind == other.person.kind == "person"
    everybody = [one.person] if same else [one.person, other.person]
    return {
        "same": same,
        "a": _side(one),
        "b": _side(other),
        "score": round(similarity(*names), 3) if people else None,
        "words": explain(*names) if people else [],
        "decision": _decision(deciding, one, other),
        "spellings": [
            {"id": person.id, "text": each.text, "count": each.count, "docs": each.docs, "why": each.why}
            for person in everybody
            for each in person.spellings
        ],
        "against": list(_against(store, deciding, one, other, similarity(*names) if people else None)),
    }


def _side(asked: Asked) -> Row:
    return {"asked": asked.text, "id": asked.person.id, "name": asked.person.name, "kind": asked.person.kind}


def _decision(deciding: Deciding, one: Asked, other: Asked) -> str | None:
    """What was decided on the two, in a sentence."""
    texts = [{asked.name, asked.person.name, *(each.text for each in asked.person.spellings)} for asked in (one, other)]
    if one.person.id != other.person.id:
        pairs = [(a, b) for a in sorted(texts[0]) for b in sorted(texts[1]) if deciding.barred(a, b)]
        if pairs:
            return f"people.toml says that {pairs[0][0]} is never {pairs[0][1]}"
        return None
    who = deciding.of_known(one.person)
    if who is None:
        return None
    where = "people.toml" if who in deciding.own else "the table of public figures"
    listed = [asked.name for asked in (one, other) if asked.name != who.name and _listed(who, asked.name)]
    if listed:
        return f"{where} has {' and '.join(dict.fromkeys(listed))} as {who.name}"
    if where == "people.toml" and who.aliases:
        return f"{where} has {', '.join(who.aliases)} as {who.name}"
    if any(each.why.endswith(IN_TABLE) or where == "people.toml" for each in one.person.spellings):
        return f"{where} has an entry for {who.name}"
    return None


def _listed(who: Decision, text: str) -> bool:
    return folded(text) in map(folded, who.spellings)


def _against(store: Store, deciding: Deciding, one: Asked, other: Asked, score: float | None) -> list[str]:
    """What speaks against the two being one."""
    a, b = one.person, other.person
    found = []
    if a.kind != b.kind:
        found.append(f"their kinds differ: {a.kind} and {b.kind}")
    if a.id == b.id:
        return found
    if a.gender and b.gender and a.gender != b.gender:
        found.append(f"{a.name} is {_GENDERS[a.gender]}, {b.name} is {_GENDERS[b.gender]}")
    if shared := store.texts_with_both(a.id, b.id):
        found.append(f"{shared} {'text names' if shared == 1 else 'texts name'} both")
    if score is not None and score < SAME:
        found.append(f"the names are {score:.0%} alike; two are taken for one from {SAME:.0%} on")
    for asked in (one, other):
        name = parse_name(asked.person.name)
        if asked.person.kind == "person" and len(name.tokens) == 1:
            owners = [match.person for match in find_in(asked.person.name, store) if _may_own(match.person)]
            if len(owners) > 1:
                who = ", ".join(person.name for person in owners[:_OTHERS])
                found.append(f"{asked.person.name} alone may be any of {len(owners)}: {who}")
    return found


def _may_own(person: Person) -> bool:
    return person.kind == "person" and len(parse_name(person.name).tokens) > 1


_GENDERS = {"f": "a woman", "m": "a man"}
