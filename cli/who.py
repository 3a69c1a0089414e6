"""From what a user types to the people who are meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..data.records import Person
from ..data.store import Store
from .output import Output

if TYPE_CHECKING:
    from ..extractors.findpeople import Match

NAMES_SHOWN = 3
"""How many other names are listed when several fit, or when none does."""

NEAR = 60
"""Least RapidFuzz WRatio, 0 to 100, of a name that is offered when none fits: "Kobacz" and Kovacs have 60."""

OFFERED = 5000
"""The names among which the nearest are looked for, the most frequent ones: comparing all of a library takes long."""


def speakers_meant(queries: Sequence[str] | None, store: Store, output: Output) -> tuple[str, ...] | None:
    """The ids of the speakers that ``--speaker`` means; None when nobody was asked for."""
    if not queries:
        return None
    return tuple(one for query in queries for one in _meant(query, _Speakers(store), output))


def entities_meant(queries: Sequence[str] | None, store: Store, output: Output) -> tuple[str, ...] | None:
    """The ids of the entities that ``--about`` means; None when nothing was asked for."""
    if not queries:
        return None
    return tuple(one for query in queries for one in _meant(query, _Mentioned(store), output))


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """The people of a store, looked up by the keys of their names; each weighs as much as it has mentions."""

    store: Store
    unit = "mention"
    nobody = "nothing"

    def people(self, ids: Collection[str]) -> list[Person]:
        return self._possible(self.store.people(ids))

    def people_with(self, keys: Collection[str]) -> list[Person]:
        return self._possible(self.store.people_with(keys))

    def people_with_both(self, one: Collection[str], other: Collection[str]) -> list[Person]:
        return self._possible(self.store.people_with_both(one, other))

    def people_with_all(self, keys: Collection[str]) -> list[Person]:
        return self._possible(self.store.people_with_all(keys))

    def _possible(self, people: list[Person]) -> list[Person]:
        return people

    def weights(self, people: Sequence[Person]) -> Mapping[str, int]:
        return {person.id: person.count for person in people}

    def names(self) -> list[str]:
        return self.store.most_mentioned(OFFERED)


class _Speakers(_Mentioned):
    """Those among them who have statements; each weighs as much as it has."""

    unit = "statement"
    nobody = "nobody"

    def _possible(self, people: list[Person]) -> list[Person]:
        weights = self.weights(people)
        return [person for person in people if person.id in weights]

    def weights(self, people: Sequence[Person]) -> Mapping[str, int]:
        return self.store.statements_of([person.id for person in people])

    def names(self) -> list[str]:
        return self.store.most_quoted(OFFERED)


def _meant(query: str, among: _Mentioned, output: Output) -> list[str]:
    fitting, weights = _fitting(query, among)
    if not fitting:
        output.note(_nobody(query, among))
        return []
    taken = [person for person in fitting if _same(person, fitting[0])]
    others = list(dict.fromkeys(person.name for person in fitting if person not in taken))
    if others:
        count = sum(weights[person.id] for person in taken)
        known = f"{taken[0].name} ({count} {among.unit}{'s' * (count != 1)})"
        output.note(f"{query!r} taken for {known}; it also fits {_listed(others)}")
    return [person.id for person in taken]


def _fitting(query: str, among: _Mentioned) -> tuple[list[Person], Mapping[str, int]]:
    """Who fits, best first and among equals the most frequent, and their weights; an id means exactly its owner."""
    from ..extractors.findpeople import find_in
    from ..extractors.persons import CLOSE

    owner = among.people([query])
    if owner:
        return owner, among.weights(owner)
    matches = _by_decision(query, among, find_in(query, among))
    weights = among.weights([match.person for match in matches])
    # two decimals: a hair's breadth between two scores says less than how often somebody is named
    matches.sort(key=lambda match: (-round(match.score, 2), -weights[match.person.id]))
    least = matches[0].score - CLOSE if matches else 0.0
    return [match.person for match in matches if match.score > least], weights


def _by_decision(query: str, among: _Mentioned, found: list[Match]) -> list[Match]:
    """Whom a query means: first by a user's decision, then those found, and if there are none a public figure."""
    from ..extractors.deciding import Deciding, decisions_of
    from ..extractors.findpeople import find_in

    decisions = decisions_of(among.store)
    sure = Deciding(replace(decisions, public=())).meant(query) if decisions.people else None
    if sure:
        first = find_in(sure[0].name, among)
        ids = {match.person.id for match in first}
        return [*first, *(match for match in found if match.person.id not in ids)]
    return found or [match for one in Deciding(decisions).asked(query) for match in find_in(one.name, among)]


def mentioned(query: str, store: Store) -> tuple[list[Person], list[str]]:
    """All whom a query may mean, best first, as far as they are about as likely; or, if nobody, the nearest names."""
    from ..extractors.findpeople import find_in
    from ..extractors.persons import CLOSE

    among = _Mentioned(store)
    owner = among.people([query])
    if owner:
        return owner, []
    matches = _by_decision(query, among, find_in(query, among))
    found = [match.person for match in matches if match.score > matches[0].score - CLOSE]
    return found, [] if found else _nearest(query, among.names())


def _same(person: Person, best: Person) -> bool:
    """Whether both are meant: "analysts" are another record in every article, a person is only one."""
    return person is best or (
        best.kind in ("group", "unnamed")
        and person.kind == best.kind
        and person.name.casefold() == best.name.casefold()
    )


def _nobody(query: str, among: _Mentioned) -> str:
    from ..extractors.findpeople import find_in

    if among.unit == "statement" and (mentioned := find_in(query, among.store)):
        return f"no statement here is by {mentioned[0].person.name}, who is only mentioned"
    near = _nearest(query, among.names())
    return f"{among.nobody} here fits {query!r}" + (f"; the nearest: {_listed(near)}" if near else "")


def _nearest(query: str, among: Sequence[str]) -> list[str]:
    from anyascii import anyascii
    from rapidfuzz import fuzz, process

    names = {name: anyascii(name).casefold() for name in among}
    found = process.extract(anyascii(query).casefold(), names, scorer=fuzz.WRatio, limit=NAMES_SHOWN, score_cutoff=NEAR)
    return [name for _, _, name in found]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")
