"""Who is who in a library, as articles come: what a round of new entities can change, and nothing else.

A first look tells which of the known people the new entities are, and who is new. Read again, with all their entities,
are then those who got some (unless they are in so many articles that no new one changes who they are: they only take
new entities in), and, beside somebody new, those who have been known by a surname alone, or hold entities that are. So
a round costs what its names cost, however large the library is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from ..data.decisions import MARK, Decisions, to_json
from ..data.records import KINDS, Entity, Kind, Person, Role, Spelling
from ..data.store import Store
from .correcting import apply_corrections
from .deciding import Deciding, decisions_of
from .namekeys import (
    ALONE,
    SHORT,
    family_keys,
    has_full_name,
    joined_key,
    keys_of,
    pair_keys,
    spelled,
    stays_alone,
    thing_keys,
)
from .nameparts import Name as PersonName
from .nameparts import parse_name
from .names import alike
from .people import identify
from .portrait import ITSELF, best_name, resemblance
from .vocabulary import NEAR

SETTLED = 20
"""Articles from which on nobody is read again for one more."""

OWNERS = 10
"""Of more people with one surname none is read again to tell whose it is."""

Name = tuple[Kind, str]
Found = list[tuple[str, Entity]]


def follow(store: Store, decisions: Decisions) -> None:
    """Tell those apart anew whom decisions concern that are new, or hold no more; whole or not at all."""
    before = decisions_of(store)
    if decisions == before:
        return
    with store.transaction():
        names: set[Name] = set()
        ids: set[str] = set()
        for one in {*before.people, *before.public} ^ {*decisions.people, *decisions.public}:
            names |= {(one.kind, text) for text in (*one.spellings, *one.never)}
            ids |= {one.id or "", *one.never}
        for apart in set(before.apart) ^ set(decisions.apart):
            names |= {(kind, text) for kind in KINDS for text in apart}
            ids |= set(apart)
        concerned = {person.id: person for person in (*_near(store, names, wide=True), *store.people(ids))}
        store.set_stale(concerned)
        store.set_mark(MARK, to_json(decisions))
        settle(store, decided=True, free=_no_longer_apart(concerned.values(), before, decisions))


def _no_longer_apart(people: Iterable[Person], before: Decisions, now: Decisions) -> set[str]:
    """The ids of those who were somebody else only because it was decided.

    Who the decision was on stays who it is, else the most mentioned one.
    """
    people = list(people)
    deciding = Deciding(before, people)
    known = sorted(people, key=lambda one: (deciding.of_known(one) is None, -one.count, -one.docs, one.id))
    gone = deciding.apart - Deciding(now, known).apart
    texts = {one.id: {text.casefold() for text in spelled(one)} for one in known} if gone else {}
    return {
        other.id
        for one, other in combinations(known if gone else [], 2)
        if any(frozenset((a, b)) in gone for a in texts[one.id] for b in texts[other.id])
    }


def settle(store: Store, *, decided: bool = False, free: Container[str] = frozenset()) -> None:
    """Tell who the entities are that wait for it, and those who lost articles; written whole or not at all.

    ``decided``: after another decision, those who once went to one of these may be themselves again; of those whose ids
    are ``free`` it is told anew who they are, as if nobody had known them.
    """
    with store.transaction():
        stale, fresh = store.stale_people(), list(store.new_entities())
        if not stale and not fresh:
            return
        store.lift_corrections()
        decisions, lost = decisions_of(store), store.people(stale)
        names = {(entity.kind, entity.name) for _, entity in fresh} | {(one.kind, one.name) for one in lost}
        names = _with_decided(names, decisions)
        wide = bool(decisions.people or decisions.apart)  # whom a decision concerns its names tell, not theirs
        near = {person.id: person for person in (*_near(store, names, wide=wide), *lost)}
        aside = _aside(store, names)
        again = {*stale, *_touched(store, fresh, _alive(near.values(), free), lost, decisions, aside, free)}
        entities = [*fresh, *store.entities_of(again)]
        more = {(entity.kind, entity.name) for _, entity in entities} - names
        near |= {person.id: person for person in (*_near(store, more, wide=wide), *store.people(again - near.keys()))}
        aside += _aside(store, more)
        known = _alive(near.values(), free)
        former = store.former(again)
        settled = {one.id: one for one in known if one.id not in again}
        elsewhere = _Elsewhere(store.taken_ids(), again | {one.id for one in former})
        deciding = Deciding(decisions, known)
        alone = {article for article, one in entities if one.kind == "person" and deciding.alone(one.name)}
        found = identify(
            entities, [*known, *(former if decided else ())], settled=tuple(settled.values()), elsewhere=elsewhere,
            dates=store.days_of({article for article, entity in entities if entity.roles}), decisions=decisions,
            beside=store.named_in(alone), aside=[one for one in aside if one[0] not in again],
        )  # fmt: skip
        people = [_grown(settled[one.id], one, deciding) if one.id in settled else one for one in found.people]
        store.set_people(people, found.of, {one.id: keys_of(one) for one in people}, again)
        apply_corrections(store)


def _with_decided(names: set[Name], decisions: Decisions) -> set[Name]:
    """The names, and those of whom they are decided to be."""
    deciding = Deciding(decisions)
    meant = (one for kind, text in names for one in deciding.asked(text) if one.kind == kind)
    return names | {(one.kind, one.name) for one in meant}


def _alive(people: Iterable[Person], free: Container[str]) -> list[Person]:
    alive = (one for one in people if one.docs and one.id not in free)
    return sorted(alive, key=lambda one: (-one.count, -one.docs, one.id))


def _near(store: Store, names: set[Name], *, wide: bool = False) -> list[Person]:
    """The people that these names may belong to, or may belong with.

    A surname alone may be anybody's of that name. A full name is compared with those whose given name it may be, too,
    with those who are known by the surname only, and these with whoever has a name like theirs. ``wide``: with all of
    the surname, and with those who stay alone.
    """
    keys, beside, pairs = set[str](), set[str](), list[tuple[set[str], set[str]]]()
    for kind, text in sorted(names):
        if kind != "unnamed":
            keys |= thing_keys(text)
        if kind == "person":
            name = parse_name(text)
            pairs += pair_keys(name)
            (beside if name.full and not wide else keys).update(family_keys(name))
            keys.add(joined_key(name))
    found = {one.id: one for one in store.people_with(keys, but="" if wide else ALONE)}
    found |= {one.id: one for one in store.people_with(beside, only=SHORT)}
    alike = {one.id: one for each in pairs for one in store.people_with_both(*each)}
    if not wide:
        others = {text for one in alike.values() if one.kind == "person" for text in spelled(one)}
        more = [each for text in sorted(others - {text for _, text in names}) for each in pair_keys(parse_name(text))]
        found |= {one.id: one for each in more for one in store.people_with_both(*each)}
    return [one for one in (found | alike).values() if one.kind != "unnamed"]


def _aside(store: Store, names: set[Name]) -> list[tuple[str, str, int]]:
    """The id, name and number of articles of those who stay alone and are called by one of these names."""
    return store.named_with({key for kind, text in names if kind != "unnamed" for key in thing_keys(text)}, ALONE)


def _touched(
    store: Store,
    fresh: Found,
    known: list[Person],
    lost: list[Person],
    decisions: Decisions,
    aside: list[tuple[str, str, int]],
    free: Container[str],
) -> set[str]:
    """The ids of the known people who must be read again."""
    elsewhere = _Elsewhere(store.taken_ids(), frozenset())
    dates = store.days_of({article for article, entity in fresh if entity.roles})
    first = identify(fresh, known, settled=known, elsewhere=elsewhere, dates=dates, decisions=decisions, aside=aside)
    of = {person.id: person for person in known}
    joined = {identity for identity in first.of.values() if identity in of and of[identity].docs < SETTLED}
    # A given name alone does not become somebody's because an article has it beside a whole name.
    joined |= {one.id for one in first.people if one.id in of and has_full_name(one) and not has_full_name(of[one.id])}
    things = {one.id for one in known if one.kind != "person" and one.docs < SETTLED}
    new = [one for one in first.people if one.kind == "person" and one.id not in of and one.id not in first.local]
    doubtful = [one for one in first.people if one.kind == "person" and one.id in first.local]
    owners = {identity for one in doubtful for identity in _owners(store, one, of)}
    return joined | things | owners | _namesakes(store, [*new, *lost], free, clearing=bool(lost))


def _owners(store: Store, doubtful: Person, known: Mapping[str, Person]) -> set[str]:
    """Those whose surname a doubtful one may be: their texts may tell which of a few holds the office it comes with."""
    beside = store.people_with(family_keys(parse_name(doubtful.name)), but=ALONE)
    owners = {one.id for one in beside if one.id in known and one.docs < SETTLED and has_full_name(one)}
    return owners if len(owners) <= OWNERS else set()


def _namesakes(store: Store, new: Iterable[Person], free: Container[str], *, clearing: bool) -> set[str]:
    """Those whose surnames alone may be somebody new's, or are doubtful no more: ``clearing``, when somebody went.

    Whoever stays alone does so whoever comes or goes, when more than a few have that surname.
    """
    found: set[str] = set()
    names = [parse_name(one.name) for one in new if one.kind == "person"]
    for name in {tuple(one.tokens[at].keys for at in one.families): one for one in names}.values():
        keys = family_keys(name)
        beside = [one for one in store.people_with(keys, but=ALONE) if one.kind == "person"]
        if sum(has_full_name(one) for one in beside) <= OWNERS:
            beside += store.people_with(keys, only=ALONE)
        beside = [one for one in beside if one.docs and one.id not in free]
        lone = [one for one in beside if not has_full_name(one) and (clearing or not stays_alone(one))]
        again = {one.id for one in lone if any(_may_be(name, text) for text in spelled(one))}
        others = [one.id for one in beside if one.id not in again and one.docs < SETTLED]
        again |= {identity for identity, text in store.names_of(others) if _may_be(name, text)}
        found |= _with_owners_beside(store, again, beside)
    return found


def _with_owners_beside(store: Store, again: set[str], people: Iterable[Person]) -> set[str]:
    """Those to be read again, and whose surname it may be in the same text, who is the first to be looked at there.

    Who stays alone beside somebody settled is left so: that one would not be seen.
    """
    full = {one.id: one for one in people if has_full_name(one)}
    alone = {one.id for one in people if stays_alone(one)}
    pairs = store.beside(again, full)
    left = {one for one, owner in pairs if one in alone and full[owner].docs >= SETTLED}
    owners = {owner for one, owner in pairs if one not in left and full[owner].docs < SETTLED}
    return again - left | owners


def _may_be(name: PersonName, text: str) -> bool:
    """Whether a text that is no full name may be the surname of this name."""
    lone = parse_name(text)
    return not lone.full and any(
        alike(name.tokens[one], lone.tokens[other]) >= NEAR for one in name.families for other in lone.families
    )


def _grown(settled: Person, more: Person, deciding: Deciding) -> Person:
    """Somebody who was not read again, with the spellings and roles of the new entities; the counts are the store's."""
    who = deciding.of_known(settled)
    counts = Counter({settled.name: 1})
    for one in (*settled.spellings, *more.spellings):
        counts[one.text] += one.count
    name = who.name if who in deciding.own else best_name(counts, settled.kind)
    spellings: dict[str, Spelling] = {}
    for one in (*settled.spellings, *more.spellings):
        other = spellings.get(one.text)
        why = other.why if other else one.why
        if name == one.text or why == ITSELF:
            why = resemblance(one.text, name, settled.kind)
        spellings[one.text] = Spelling(
            one.text, one.count + (other.count if other else 0), one.docs + (other.docs if other else 0), why
        )
    ordered = tuple(sorted(spellings.values(), key=lambda one: (-one.count, one.text)))
    gender = settled.gender or more.gender
    return replace(settled, name=name, roles=_roles(settled, more), spellings=ordered, gender=gender)


def _roles(settled: Person, more: Person) -> tuple[Role, ...]:
    roles: dict[str, Role] = {}
    for one in (*settled.roles, *more.roles):
        other = roles.get(one.role, Role(one.role, 0))
        days = [day for day in (one.first, one.last, other.first, other.last) if day]
        docs = one.docs + other.docs
        roles[one.role] = Role(one.role, docs, min(days, default=None), max(days, default=None))
    return tuple(sorted(roles.values(), key=lambda one: (-one.docs, one.role)))


@dataclass(frozen=True, slots=True)
class _Elsewhere(Container[str]):
    """The ids of all but those who are told apart again."""

    taken: Container[str]
    again: Container[str]

    def __contains__(self, identity: object) -> bool:
        return identity not in self.again and identity in self.taken
