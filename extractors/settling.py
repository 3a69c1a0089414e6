"""Who is who in a library, as articles come: what a round of new entities can change, and nothing else.

``identify`` sees the new entities, the people whose names theirs may be, and all entities of these, but for those who
are in so many articles that no new one changes who they are: they only take new entities in. So a round costs what its
names cost, however large the library is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from ..data.records import Person
from ..data.store import Store
from .namekeys import family_keys, keys_of, pair_keys, thing_keys
from .nameparts import parse_name
from .people import identify

SETTLED = 100
"""Articles from which on a person with a full name, or a thing, is settled."""


def settle(store: Store) -> None:
    """Tell who the entities are that wait for it, and those who lost articles; written whole or not at all."""
    with store.transaction():
        stale, fresh = store.stale_people(), list(store.new_entities())
        if not stale and not fresh:
            return
        lost = store.people(stale)
        names = {(entity.kind, entity.name) for _, entity in fresh} | {(one.kind, one.name) for one in lost}
        near = {person.id: person for person in (*_near(store, names), *lost)}
        settled = {one.id: one for one in near.values() if _is_settled(one) and one.id not in set(stale)}
        again = near.keys() - settled.keys()
        entities = [*fresh, *store.entities_of(again)]
        known = sorted((one for one in near.values() if one.docs), key=lambda one: (-one.count, -one.docs, one.id))
        elsewhere = _Elsewhere(store.taken_ids(), again)
        found = identify(entities, known, settled=tuple(settled.values()), elsewhere=elsewhere)
        people = [_grown(settled[one.id], one) if one.id in settled else one for one in found.people]
        store.set_people(people, found.of, {one.id: keys_of(one) for one in people}, again)


def _near(store: Store, names: Iterable[tuple[str, str]]) -> list[Person]:
    """The people that these names, each with its kind, may belong to, or may belong with."""
    keys: set[str] = set()
    pairs: list[tuple[set[str], set[str]]] = []
    for kind, text in sorted(names):
        if kind != "unnamed":
            keys |= thing_keys(text)
        if kind == "person":
            name = parse_name(text)
            keys |= family_keys(name)
            pairs += pair_keys(name)
    found = {person.id: person for person in store.people_with(keys)}
    for one, other in pairs:
        found |= {person.id: person for person in store.people_with_both(one, other)}
    return [person for person in found.values() if person.kind != "unnamed"]


def _is_settled(person: Person) -> bool:
    full = person.kind != "person" or any(parse_name(text).full for text in (person.name, *dict(person.spellings)))
    return full and person.docs >= SETTLED


def _grown(settled: Person, more: Person) -> Person:
    """A settled person with the spellings and roles of the entities that came; the counts are the store's."""
    spellings = Counter(dict(settled.spellings)) + Counter(dict(more.spellings))
    ordered = tuple(sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0])))
    return replace(settled, roles=tuple(dict.fromkeys((*settled.roles, *more.roles))), spellings=ordered)


@dataclass(frozen=True, slots=True)
class _Elsewhere(Container[str]):
    """The ids of all but those who are told apart again."""

    taken: Container[str]
    again: Container[str]

    def __contains__(self, identity: object) -> bool:
        return identity not in self.again and identity in self.taken
