"""From what a user types to the people who are meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..data.records import Person
from ..data.store import QuoteFilter, Store
from .output import Output

NAMES_SHOWN = 3
"""How many other names are listed when several fit, or when none does."""

NEAR = 60
"""Least RapidFuzz WRatio, 0 to 100, of a name that is offered when none fits: "Kobacz" and Kovacs have 60."""


def speakers_meant(queries: Sequence[str] | None, store: Store, output: Output) -> tuple[str, ...] | None:
    """The ids of the speakers that ``--speaker`` means; None when nobody was asked for."""
    if not queries:
        return None
    statements = {row["id"]: row["count"] for row in store.speakers(QuoteFilter(everything=True))}
    return _meant(queries, store.people(), statements, output, "statement")


def entities_meant(queries: Sequence[str] | None, store: Store, output: Output) -> tuple[str, ...] | None:
    """The ids of the entities that ``--about`` means; None when nothing was asked for."""
    if not queries:
        return None
    people = store.people()
    return _meant(queries, people, {person.id: person.count for person in people}, output, "mention")


def _meant(
    queries: Sequence[str], people: Sequence[Person], weights: Mapping[str, int], output: Output, unit: str
) -> tuple[str, ...]:
    """``weights`` counts the statements or mentions of those who can be meant at all."""
    possible = [person for person in people if person.id in weights]
    found: list[str] = []
    for query in queries:
        fitting = _fitting(query, possible, weights)
        if not fitting:
            output.note(_nobody(query, people, possible, unit))
            continue
        taken = [person for person in fitting if _same(person, fitting[0])]
        found += [person.id for person in taken]
        others = [person.name for person in fitting if person not in taken]
        if others:
            count = sum(weights[person.id] for person in taken)
            known = f"{taken[0].name} ({count} {unit}{'s' * (count != 1)})"
            output.note(f"{query!r} taken for {known}; it also fits {_listed(others)}")
    return tuple(found)


def _fitting(query: str, people: Sequence[Person], weights: Mapping[str, int]) -> list[Person]:
    """Who fits, best first and among equals the most frequent; an id means exactly its owner."""
    if owner := [person for person in people if person.id == query]:
        return owner
    from ..extractors.people import find

    matches = find(query, people)
    # two decimals: a hair's breadth between two scores says less than how often somebody is named
    matches.sort(key=lambda match: (-round(match.score, 2), -weights[match.person.id]))
    return [match.person for match in matches]


def _same(person: Person, best: Person) -> bool:
    """Whether both are meant: "analysts" are another record in every article, a person is only one."""
    return person is best or (
        best.kind in ("group", "unnamed")
        and person.kind == best.kind
        and person.name.casefold() == best.name.casefold()
    )


def _nobody(query: str, people: Sequence[Person], possible: Sequence[Person], unit: str) -> str:
    from ..extractors.people import find

    if unit == "statement" and (mentioned := find(query, [person for person in people if person not in possible])):
        return f"no statement here is by {mentioned[0].person.name}, who is only mentioned"
    near = _nearest(query, possible)
    none = "nobody" if unit == "statement" else "nothing"
    return f"{none} here fits {query!r}" + (f"; the nearest: {_listed(near)}" if near else "")


def _nearest(query: str, people: Sequence[Person]) -> list[str]:
    from anyascii import anyascii
    from rapidfuzz import fuzz, process

    names = {person.name: anyascii(person.name).casefold() for person in people}
    found = process.extract(anyascii(query).casefold(), names, scorer=fuzz.WRatio, limit=NAMES_SHOWN, score_cutoff=NEAR)
    return [name for _, _, name in found]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")
