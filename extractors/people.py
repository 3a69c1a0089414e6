"""Who is who across articles: ``identify`` gives every entity of every article its person, ``find`` looks one up.

Pure functions of entities and of the people known before. A ``Person`` is the record of any entity: of organisations,
places, groups and documents as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from ..data.decisions import NOTHING_DECIDED, Decision, Decisions
from ..data.records import Entity, Kind, Person
from .deciding import IN_FILE, Choice, Days, Deciding, named
from .findpeople import Match, find, find_in
from .namekeys import has_full_name, spelled
from .nameparts import parse_name
from .personids import id_root, slug
from .persons import Node, cluster
from .portrait import DECIDED, Item, best_name, portrait, told_gender
from .things import expansions, is_acronym, normal, same_name

__all__ = ["Identification", "Match", "find", "find_in", "identify"]

NO_DATES: Mapping[str, Days] = {}
NOBODY_BESIDE: Mapping[str, Collection[str]] = {}


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
class _Group:
    """Entities that are one; ``local`` when nothing outside its article can join, ``wanted`` is the id decided on."""

    items: tuple[Item, ...]
    known: str | None = None
    local: bool = False
    wanted: str | None = None


def identify(
    entities: Iterable[tuple[str, Entity]],
    known: Sequence[Person] = (),
    *,
    settled: Sequence[Person] = (),
    elsewhere: Container[str] = frozenset(),
    dates: Mapping[str, Days] = NO_DATES,
    decisions: Decisions = NOTHING_DECIDED,
    beside: Mapping[str, Collection[str]] = NOBODY_BESIDE,
    aside: Iterable[tuple[str, str, int]] = (),
) -> Identification:
    """Joins the entities of several articles that are one person, organisation, place, group or document.

    ``entities`` are (article id, entity), in any order: the result does not depend on it. ``known`` people keep their
    ids; those whom no entity is are left out. People are joined by ``persons.cluster``, the rest by name, nothing
    across kinds; what has no name ("a senior official") stays within its article.

    ``settled`` are those among the known whose entities are not given, but who take new ones in: what comes out of them
    is of the given entities only. ``elsewhere`` are ids that others have, who are not known here. ``dates`` are the
    days of articles by id, ``decisions`` what people decided on who is who, ``beside`` the names of people in articles
    of whom not all entities are given, ``aside`` the ids, names and numbers of articles of people who can be none of
    these: they only tell what is a person's name.
    """
    entities = list(entities)
    counts = votes(entity for _, entity in entities)
    for person in settled:
        counts[normal(person.name), person.kind] += person.docs
    for _, name, docs in aside:
        counts[normal(name), "person"] += docs
    kinds = settle(counts) | dict(Deciding(decisions).kinds())
    found = join(entities, kinds, known, dates=dates, decisions=decisions, beside=beside)
    return numbered(found, {person.id for person in known}, elsewhere)


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
    entities: Iterable[tuple[str, Entity]],
    kinds: Mapping[str, Kind],
    known: Sequence[Person] = (),
    *,
    dates: Mapping[str, Days] = NO_DATES,
    decisions: Decisions = NOTHING_DECIDED,
    beside: Mapping[str, Collection[str]] = NOBODY_BESIDE,
) -> list[Joined]:
    """What of (article id, entity) is one, with its record; ``kinds`` is what ``settle`` decided.

    Entities of other blocks (see ``blocks``) change nothing in it.
    """
    ordered = sorted(entities, key=lambda item: (item[0], item[1].number))
    items = [Item(article, one, settled_kind(one, kinds), dates.get(article)) for article, one in ordered]
    deciding = Deciding(decisions, known)
    people = _chosen([item for item in items if item.kind == "person"], deciding, beside)
    groups = _people(list(people), known, deciding)
    groups += _things([item for item in items if item.kind not in ("person", "unnamed")], known, deciding)
    groups += [_Group((item,), local=True) for item in items if item.kind == "unnamed"]
    return [_joined(group) for group in groups]


def _chosen(items: list[Item], deciding: Deciding, beside: Mapping[str, Collection[str]]) -> Iterator[Item]:
    """The people, each with whom it was decided to be."""
    if not (deciding.own or deciding.public):
        yield from items
        return
    for article, some in groupby(items, key=lambda item: item.article):
        here = list(some)
        people = [named(one.entity, told_gender(one.entity)) for one in here]
        choices = deciding.people(people, here[0].days, beside.get(article, ()))
        yield from (replace(one, choice=choices.get(one.entity.number)) for one in here)


def _people(items: list[Item], known: Sequence[Person], deciding: Deciding) -> list[_Group]:
    at = {(item.article, item.entity.number): item for item in items}
    seeds = _seeds(items, known, deciding)
    groups = []
    for found in cluster(map(_node, items), seeds, deciding.apart):
        members = sorted((node.article, node.number) for node in found.nodes if node.article)
        mine = tuple(replace(at[key], why=found.why.get(key)) for key in members)
        wanted = next((item.choice.who.id for item in mine if item.choice and item.choice.who.id), None)
        local = found.alone and not found.nodes[0].name.full
        groups.append(_Group(mine, found.known, local, wanted))
    return groups


def _seeds(items: list[Item], known: Sequence[Person], deciding: Deciding) -> list[tuple[str | None, list[Node]]]:
    """The ids of known people with their names, those of one decision together, and the names decided on."""
    decided: dict[Decision, tuple[str | None, list[Node]]] = {}
    seeds: list[tuple[str | None, list[Node]]] = []
    ids = {person.id for person in known}
    for person in known:
        if person.kind != "person" or not (slug(person.name) == person.id or has_full_name(person)):
            continue
        who, words = deciding.of_known(person), _words(role.role for role in person.roles)
        nodes = [Node("", 0, parse_name(text), None, words) for text in _names(person, who, deciding)]
        if who is None or not has_full_name(person):
            seeds.append((person.id, nodes))
        elif who in decided:
            decided[who][1].extend(nodes)
        else:
            decided[who] = (who.id if who.id in ids else person.id, nodes)
    for choice in dict.fromkeys(item.choice for item in items if item.choice):
        decided.setdefault(choice.who, (None, []))
    for who, (_, nodes) in decided.items():
        words = _words(held.role for held in who.roles)
        for text in who.spellings:
            nodes.append(Node("", 0, parse_name(who.name), who.gender, words, spelled=parse_name(text)))
    return [*seeds, *decided.values()]


def _names(person: Person, who: Decision | None, deciding: Deciding) -> list[str]:
    """A known person's names, but for those that it had by a decision or has no longer by one.

    Of somebody who had all names by a decision the best one stays, so that the id does.
    """
    texts = [one.text for one in person.spellings if one.why not in DECIDED]
    if len(texts) == len(person.spellings) or person.name in spelled(person)[1:]:
        texts.insert(0, person.name)
    texts = texts or [best_name({one.text: one.count for one in person.spellings}, person.kind)]
    found = []
    for text in dict.fromkeys(texts):
        meant = deciding.meant(text)
        if meant is None and not deciding.barred(text, who.name if who else person.name):
            found.append(text)
    return found if found or who else [person.name]


def _node(item: Item) -> Node:
    """The entity's name, or the one decided on, with what titles and roles tell anywhere in its article."""
    entity = item.entity
    name = parse_name(entity.name)
    told = [name, *(parse_name(mention.text) for mention in entity.mentions if mention.form == "name")]
    words = {word for each in told for word in each.titles} - _NO_ROLE | _words(entity.roles)
    gender, count = told_gender(entity), len(entity.mentions)
    if item.choice is None:
        return Node(item.article, entity.number, name, gender, frozenset(words), count)
    decided = parse_name(item.choice.who.name)
    return Node(item.article, entity.number, decided, item.choice.who.gender, frozenset(words), count, name)


def _words(roles: Iterable[str]) -> frozenset[str]:
    """The words of roles that tell one person from another."""
    return frozenset(word for role in roles for word in normal(role).split()) - _NO_ROLE


_NO_ROLE = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "the", "of", "for", "and", "in", "a", "an", "to", "s", "former"}
)
"""Words of titles and roles that two strangers share."""


def _things(items: list[Item], known: Sequence[Person], deciding: Deciding) -> list[_Group]:
    """Organisations, places, groups and documents by kind and name."""
    longer = expansions((item.article, item.kind, item.entity.name) for item in items)
    ids: dict[tuple[str, str], str] = {}
    stands_for: dict[tuple[str, str], str] = {}
    for person in known:
        for text in (person.name, *(one.text for one in person.spellings if one.why not in DECIDED)):
            ids.setdefault((person.kind, same_name(text)), person.id)
            stands_for.setdefault((person.kind, same_name(text)), same_name(person.name))
    told = {(kind, short) for _, kind, short in longer}
    groups: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        name = same_name(item.entity.name)
        who = deciding.thing(item.kind, item.entity.name)
        if who is not None:
            item, name = replace(item, choice=Choice(who, IN_FILE, own=True)), same_name(who.name)
        elif is_acronym(item.entity.name):
            known_as = name if (item.kind, name) in told else stands_for.get((item.kind, name), name)
            anywhere = longer.get(("", item.kind, name), known_as)
            meant = longer.get((item.article, item.kind, name), anywhere)
            name = name if deciding.barred(name, meant) else meant
        groups[item.kind, name].append(item)
    held: set[str] = set()
    found = []
    for key, members in groups.items():
        identity = ids.get(key)
        wanted = next((item.choice.who.id for item in members if item.choice and item.choice.who.id), None)
        found.append(_Group(tuple(members), None if identity in held else identity, wanted=wanted))
        held |= {identity} if identity else set()
    return found


def _joined(group: _Group) -> Joined:
    draft = portrait(group.items)
    own = slug(f"{draft.name} {group.items[0].article}" if group.local else draft.name) or draft.kind
    wanted, known = group.wanted or own, group.known
    if known and group.wanted and group.wanted not in (known, id_root(known)):
        known = None  # decided to be called otherwise
    members = tuple((item.article, item.entity.number) for item in group.items)
    return Joined(replace(draft, id=known or wanted), members, known is not None, group.local)


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
