"""Who is who across articles: ``identify`` gives every entity of every article its person, ``find`` looks one up.

Pure functions of entities and of the people known before. A ``Person`` is the record of any entity: of organisations,
places, groups and documents as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from anyascii import anyascii

from ..data.records import Entity, Kind, Person
from .findpeople import Match, find, find_in
from .nameparts import parse_name
from .persons import Node, cluster
from .things import expansions, is_acronym, normal, same_name, strip

__all__ = ["Identification", "Match", "find", "find_in", "identify"]


@dataclass(frozen=True, slots=True)
class Identification:
    """Everyone and everything the articles name, most mentioned first, and which of them each entity is."""

    people: tuple[Person, ...]
    of: Mapping[tuple[str, int], str]  # (article id, entity number) → person id
    local: frozenset[str] = frozenset()  # ids of those whom nothing outside their article can join


@dataclass(frozen=True, slots=True)
class Joined:
    """Entities that are one: the record, its id the one wanted or (``known``) the one it has, and who is meant by it.

    ``members`` are (article id, entity number), at least one; ``local`` when nothing outside its article can join.
    """

    who: Person
    members: tuple[tuple[str, int], ...]
    known: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """An entity in its article, with the kind it is taken for in the end."""

    article: str
    entity: Entity
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Group:
    """Entities that are one; ``local`` when nothing outside its article can join."""

    items: tuple[_Item, ...]
    known: str | None = None
    local: bool = False


def identify(
    entities: Iterable[tuple[str, Entity]],
    known: Sequence[Person] = (),
    *,
    settled: Sequence[Person] = (),
    elsewhere: Container[str] = frozenset(),
) -> Identification:
    """Joins the entities of several articles that are one person, organisation, place, group or document.

    ``entities`` are (article id, entity), in any order: the result does not depend on it. ``known`` people keep their
    ids; those whom no entity is are left out. People are joined by ``persons.cluster``, the rest by name, nothing
    across kinds; what has no name ("a senior official") stays within its article.

    ``settled`` are those among the known whose entities are not given, but who take new ones in: what comes out of them
    is of the given entities only. ``elsewhere`` are ids that others have, who are not known here.
    """
    entities = list(entities)
    counts = votes(entity for _, entity in entities)
    for person in settled:
        counts[normal(person.name), person.kind] += person.docs
    return numbered(join(entities, settle(counts), known), {person.id for person in known}, elsewhere)


def votes(entities: Iterable[Entity]) -> Counter[tuple[str, Kind]]:
    """How many entities of each kind bear each normalised name."""
    return Counter((normal(entity.name), entity.kind) for entity in entities if entity.kind != "unnamed")


def settle(counts: Mapping[tuple[str, Kind], int]) -> dict[str, Kind]:
    """The kind of the names that are a person's here and a place there: what most articles have, if there is a most."""
    kinds: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for (name, kind), count in counts.items():
        kinds[name][kind] += count
    better: dict[str, Kind] = {}
    for name, found in kinds.items():
        if len(found) > 1 and "person" in found:
            (kind, most), (_, next_most) = found.most_common(2)
            if most > next_most:
                better[name] = kind
    return better


def settled_kind(entity: Entity, better: Mapping[str, Kind]) -> Kind:
    """The kind an entity is taken for, given what ``settle`` decided."""
    kind = better.get(normal(entity.name), entity.kind) if entity.kind != "unnamed" else entity.kind
    return kind if "person" in (kind, entity.kind) else entity.kind


def join(
    entities: Iterable[tuple[str, Entity]], kinds: Mapping[str, Kind], known: Sequence[Person] = ()
) -> list[Joined]:
    """What of (article id, entity) is one, with its record; ``kinds`` is what ``settle`` decided.

    Entities of other blocks (see ``blocks``) change nothing in it.
    """
    ordered = sorted(entities, key=lambda item: (item[0], item[1].number))
    items = [_Item(article, entity, settled_kind(entity, kinds)) for article, entity in ordered]
    groups = _people([item for item in items if item.kind == "person"], known)
    groups += _things([item for item in items if item.kind not in ("person", "unnamed")], known)
    groups += [_Group((item,), local=True) for item in items if item.kind == "unnamed"]
    return [_joined(group) for group in groups]


def _people(items: list[_Item], known: Sequence[Person]) -> list[_Group]:
    at = {(item.article, item.entity.number): item for item in items}
    nodes = [_node(item) for item in items]
    seeds = [
        (
            person.id,
            [Node("", 0, parse_name(text), None, _words(person.roles)) for text in dict.fromkeys(_spelled(person))],
        )
        for person in known
        if person.kind == "person" and (slug(person.name) == person.id or _has_full_name(person))
    ]
    groups = []
    for found in cluster(nodes, seeds):
        members = sorted((node.article, node.number) for node in found.nodes if node.article)
        local = found.alone and not found.nodes[0].name.full
        groups.append(_Group(tuple(at[key] for key in members), found.known, local))
    return groups


def _has_full_name(person: Person) -> bool:
    return any(parse_name(text).full for text in _spelled(person))


def _spelled(person: Person) -> list[str]:
    return [person.name, *(text for text, _ in person.spellings)]


def _node(item: _Item) -> Node:
    """The entity's name, with what titles and roles tell anywhere in its article."""
    entity = item.entity
    name = parse_name(entity.name)
    told = [name, *(parse_name(mention.text) for mention in entity.mentions if mention.form == "name")]
    words = {word for each in told for word in each.titles} - _NO_ROLE | _words(entity.roles)
    genders = {each.gender for each in told if each.gender}
    gender = entity.gender or (next(iter(genders)) if len(genders) == 1 else None)
    return Node(item.article, entity.number, name, gender, frozenset(words), len(entity.mentions))


def _words(roles: Iterable[str]) -> frozenset[str]:
    """The words of roles that tell one person from another."""
    return frozenset(word for role in roles for word in normal(role).split()) - _NO_ROLE


_NO_ROLE = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "the", "of", "for", "and", "in", "a", "an", "to", "s", "former"}
)
"""Words of titles and roles that two strangers share."""


def _things(items: list[_Item], known: Sequence[Person]) -> list[_Group]:
    """Organisations, places, groups and documents by kind and name."""
    longer = expansions((item.article, item.kind, item.entity.name) for item in items)
    ids: dict[tuple[str, str], str] = {}
    stands_for: dict[tuple[str, str], str] = {}
    for person in known:
        for text in _spelled(person):
            ids.setdefault((person.kind, same_name(text)), person.id)
            stands_for.setdefault((person.kind, same_name(text)), same_name(person.name))
    told = {(kind, short) for _, kind, short in longer}
    groups: defaultdict[tuple[str, str], list[_Item]] = defaultdict(list)
    for item in items:
        name = same_name(item.entity.name)
        if is_acronym(item.entity.name):
            known_as = name if (item.kind, name) in told else stands_for.get((item.kind, name), name)
            anywhere = longer.get(("", item.kind, name), known_as)
            name = longer.get((item.article, item.kind, name), anywhere)
        groups[item.kind, name].append(item)
    held: set[str] = set()
    found = []
    for key, members in groups.items():
        identity = ids.get(key)
        found.append(_Group(tuple(members), None if identity in held else identity))
        held |= {identity} if identity else set()
    return found


def _joined(group: _Group) -> Joined:
    draft = _draft(group)
    wanted = slug(f"{draft.name} {group.items[0].article}" if group.local else draft.name) or draft.kind
    members = tuple((item.article, item.entity.number) for item in group.items)
    return Joined(replace(draft, id=group.known or wanted), members, group.known is not None, group.local)


def numbered(
    found: Iterable[Joined], used: Set[str] = frozenset(), elsewhere: Container[str] = frozenset()
) -> Identification:
    """Gives everyone an id: those known keep theirs, the others are named after themselves, the most mentioned first.

    An id in ``used`` is nobody else's, but what stays within its article comes by the same id again; one in
    ``elsewhere`` is nobody's. Only what shares an ``id_root`` can come to want the same id, so that roots can be
    numbered apart.
    """
    ordered = sorted(
        found, key=lambda one: (not one.known, -one.who.docs, -one.who.count, one.who.name, one.members[0])
    )
    taken = {one.who.id for one in ordered if one.known}
    last: Counter[tuple[str, bool]] = Counter()
    people: list[Person] = []
    local: set[str] = set()
    of: dict[tuple[str, int], str] = {}
    for one in ordered:
        identity = one.who.id
        if not one.known:
            identity = _fresh(identity, taken, frozenset() if one.local else used, elsewhere, last)
        taken.add(identity)
        people.append(replace(one.who, id=identity))
        of.update(dict.fromkeys(one.members, identity))
        local |= {identity} if one.local else set()
    people.sort(key=lambda person: (-person.count, -person.docs, person.id))
    return Identification(tuple(people), of, frozenset(local))


def id_root(identity: str) -> str:
    """An id without the numbers at its end: sanchez-2 → sanchez."""
    return _NUMBERS.sub("", identity) or identity


_NUMBERS = re.compile(r"(?:-\d+)+$")


def slug(text: str) -> str:
    """Kosachev, Konstantin → kosachev-konstantin: lower-case ASCII letters and figures, words joined by hyphens."""
    plain = re.sub(r"['’ʼ`.]", "", anyascii(text).lower())
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _fresh(
    wanted: str, taken: Container[str], used: Set[str], elsewhere: Container[str], last: Counter[tuple[str, bool]]
) -> str:
    """An id that nobody has: ``wanted``, else with the first free number, looked for from the ``last`` one given."""
    identity, number = wanted, max(1, last[wanted, bool(used)])
    while identity in taken or identity in used or identity in elsewhere:
        number += 1
        identity = f"{wanted}-{number}"
    last[wanted, bool(used)] = number
    return identity


def _draft(group: _Group) -> Person:
    """The record of a group, its id left open."""
    kind = group.items[0].kind

    def printed(text: str) -> str:
        return (parse_name(text).text if kind == "person" else strip(text)) or text

    spellings: Counter[str] = Counter()
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for item in group.items:
        named = Counter(printed(mention.text) for mention in item.entity.mentions if mention.form == "name")
        spellings += named
        own = item.entity.name if kind == "unnamed" else printed(item.entity.name)
        names[own] += max(named[own], 1)
        roles.update(dict.fromkeys(item.entity.roles, 1))
    names |= spellings
    best = best_name(names, kind)
    ordered = tuple(sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0])))
    count = sum(len(item.entity.mentions) for item in group.items)
    docs = len({item.article for item in group.items})
    common_roles = tuple(sorted(roles, key=lambda role: (-roles[role], role)))
    return Person("", best, kind, common_roles, ordered, count, docs)


def best_name(names: Mapping[str, int], kind: Kind) -> str:
    """The name that a person or thing goes by, of those it has with their counts: the fullest, then the commonest."""
    rank: Callable[[str], int] = _person_rank if kind == "person" else _thing_rank
    return min(names, key=lambda text: (rank(text), -names[text], -len(text), text))


def _person_rank(text: str) -> int:
    """Full names before those with initials only, those before surnames; shouted names last within each."""
    name = parse_name(text)
    shouted = any(word.isupper() and len(word) > 3 for word in text.split())
    return (0 if name.full else 2 if len(name.tokens) > 1 else 4) + shouted


def _thing_rank(text: str) -> int:
    return 1 if is_acronym(text) else 0
