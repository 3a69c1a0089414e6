"""Which claims say the same, in whatever words and outlets: groups of claims, and how new claims are put to them.

Claims that share a key (keys.py) are compared (likeness.py); the likeliest pairs are joined first, and two groups only
where their members are alike on average, so that a chain of half-like claims makes no group. Claims that share their
place in an article ("A says that B says …") are never one group: the words are there once only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ..weights import Weights
from .comparable import Comparable
from .keys import Index, Reading, read
from .likeness import Rare, likeness
from .wording import Rarity

SAME = 0.45
"""Likeness from which two claims say the same, and average likeness from which two groups are one."""

SHOWN = 3
"""Groups that are shown beside one."""

SAMPLED = 4
"""Members of a large group that stand for it when its average likeness to another is asked."""

DEEPEST = 16
"""Claims, one within the other, that are looked at where another one begins; news has three or four."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, the first to be published first; a claim said once is a group of one.

    ``id`` is the id of its first claim when it was made. ``first_seen`` is an ISO date or None, ``outlets`` and
    ``claimers`` (ids) are in the order in which they came.
    """

    id: str
    members: tuple[Comparable, ...]
    first_seen: str | None
    outlets: tuple[str, ...]
    claimers: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many claims say it."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Placed:
    """Groups in order, and of known ones that are no more the id of the group that most of their claims went to."""

    groups: tuple[Group, ...]
    redirects: Mapping[str, str]


def group(claims: Iterable[Comparable], weights: Weights | None = None) -> list[Group]:
    """All claims in their groups, in the order of the groups' first claims; the order given does not matter."""
    return list(place(claims, {}, weights=weights).groups)


def place(
    claims: Iterable[Comparable],
    known: Mapping[str, str],
    rarity: Rarity | None = None,
    weights: Weights | None = None,
) -> Placed:
    """New claims put to known groups: ``claims`` are the new ones and all of each group that shares a key with one.

    ``known`` has the group's id of each claim that was placed before. A group keeps the id under which most of its
    claims were known, the smallest of several. ``rarity`` is that of all claims there are; without it, of those given.
    """
    ordered = sorted(claims, key=_order)
    readings = [read(claim) for claim in ordered]
    if rarity is None:
        rarity = Rarity()
        for reading in readings:
            rarity.add(reading.words)
    over = overlaps(ordered)
    alike = _equal(readings, over)
    at_of = {claim.id: at for at, (_, some) in enumerate(alike) for claim in some}
    rivals: dict[int, set[int]] = {}
    for one, others in over.items():
        rivals.setdefault(at_of[one], set()).update(at_of[other] for other in others)
    joined = _Joining([first for first, _ in alike], cache(rarity), weights, rivals)
    joined.join()
    members: dict[int, list[Comparable]] = {}
    for at, (_, some) in enumerate(alike):
        members.setdefault(joined.root(at), []).extend(some)
    return _placed([sorted(some, key=_order) for some in members.values()], known)


def _equal(readings: Iterable[Reading], over: Mapping[str, set[str]]) -> list[tuple[Reading, list[Comparable]]]:
    """The first of each wording, with all claims of that wording: they are compared once."""
    alike: dict[tuple[object, ...], list[Comparable]] = {}
    for reading in readings:
        some = alike.setdefault(reading.body, [])
        if not over.get(reading.claim.id, set()).isdisjoint(one.id for one in some):
            some = alike.setdefault((*reading.body, reading.claim.id), [])
        some.append(reading.claim)
    first = {reading.claim.id: reading for reading in readings}
    return [(first[some[0].id], some) for some in alike.values()]


def overlaps(claims: Iterable[Comparable]) -> dict[str, set[str]]:
    """By a claim's id those of the others in its article whose words it shares; only where there are any."""
    found: dict[str, set[str]] = {}
    by_article: dict[str, list[tuple[int, int, str]]] = {}
    for claim in claims:
        by_article.setdefault(claim.doc, []).extend((start, end, claim.id) for start, end in claim.spans)
    for places in by_article.values():
        places.sort()
        open_ones: list[tuple[int, str]] = []
        for start, end, name in places:
            open_ones = [one for one in open_ones if one[0] > start]
            for _, other in open_ones[-DEEPEST:]:
                if other != name:
                    found.setdefault(name, set()).add(other)
                    found.setdefault(other, set()).add(name)
            open_ones.append((end, name))
    return found


def beside(groups: Sequence[Group], rarity: Rarity | None = None) -> dict[str, list[str]]:
    """By a group's id up to ``SHOWN`` others that say the same but for who says it and whether it is denied.

    The likeliest comes first. Of each group its first claim is looked at.
    """
    firsts = [read(replace(one.members[0], claimer=None, negated=False)) for one in groups]
    over = overlaps(reading.claim for reading in firsts)
    if rarity is None:
        rarity = Rarity()
        for reading in firsts:
            rarity.add(reading.words)
    index = Index()
    near: dict[int, list[tuple[float, int]]] = {at: [] for at in range(len(groups))}
    for at, reading in enumerate(firsts):
        for other in index.near(reading):
            if firsts[other].claim.id in over.get(reading.claim.id, ()):
                continue
            like = likeness(reading, firsts[other], rarity)
            if like >= SAME:
                near[at].append((-like, other))
                near[other].append((-like, at))
        index.add(reading)
    return {
        groups[at].id: [groups[other].id for _, other in sorted(found)[:SHOWN]] for at, found in near.items() if found
    }


def _order(claim: Comparable) -> tuple[str, str]:
    """By publication, undated ones last."""
    return claim.published or "~", claim.id


def _placed(parts: Iterable[Sequence[Comparable]], known: Mapping[str, str]) -> Placed:
    """The groups under their ids; a known group that falls apart lives on in its largest part."""
    parts = sorted(parts, key=lambda some: _order(some[0]))
    shares = [
        (-count, at, before)
        for at, some in enumerate(parts)
        for before, count in Counter(known[one.id] for one in some if one.id in known).items()
    ]
    ids: dict[int, str] = {}
    heirs: dict[str, int] = {}
    for _, at, before in sorted(shares):
        if heirs.setdefault(before, at) == at:
            ids.setdefault(at, before)
    taken = set(ids.values())
    for at, some in enumerate(parts):
        if at not in ids:
            ids[at] = next(one.id for one in some if one.id not in taken)
    redirects = {before: ids[at] for before, at in heirs.items() if ids[at] != before}
    return Placed(tuple(_group(ids[at], some) for at, some in enumerate(parts)), redirects)


def _group(name: str, members: Sequence[Comparable]) -> Group:
    return Group(
        id=name,
        members=tuple(members),
        first_seen=members[0].published,
        outlets=tuple(dict.fromkeys(one.outlet for one in members if one.outlet)),
        claimers=tuple(dict.fromkeys(one.claimer for one in members if one.claimer)),
    )


@dataclass(slots=True)
class _Joining:
    """Joins readings into groups: a forest, each tree's members listed at its root.

    ``rivals`` has of each reading those with which it is never one group, and of a root all that its group has.
    """

    readings: Sequence[Reading]
    rare: Rare
    weights: Weights | None
    rivals: dict[int, set[int]]
    parent: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def join(self) -> None:
        """Joins all that say the same."""
        pairs = sorted(self._pairs(), key=lambda one: (-one[0], one[1], one[2]))
        for _, first, second in pairs:
            one, other = sorted((self.root(first), self.root(second)))
            if one != other and not self._apart(one, other) and self._average(one, other) >= SAME:
                self.parent[other] = one
                if other in self.rivals:
                    self.rivals.setdefault(one, set()).update(self.rivals[other])
                self.members[one] = self._of(one) + self.members.pop(other, [other])

    def root(self, at: int) -> int:
        """The group that a reading is in, by its first reading."""
        while at in self.parent:
            above = self.parent[at]
            if above in self.parent:
                self.parent[at] = self.parent[above]
            at = above
        return at

    def _apart(self, one: int, other: int) -> bool:
        """Whether a member of the one has a rival in the other."""
        few, root = min(
            ((self.rivals.get(a, set()), b) for a, b in ((one, other), (other, one))), key=lambda part: len(part[0])
        )
        return any(self.root(rival) == root for rival in few)

    def _of(self, root: int) -> list[int]:
        return self.members.get(root, [root])

    def _pairs(self) -> Iterator[tuple[float, int, int]]:
        index = Index()
        for at, reading in enumerate(self.readings):
            for other in index.near(reading):
                like = self._likeness(other, at)
                if like >= SAME:
                    yield like, other, at
            index.add(reading)

    def _likeness(self, one: int, other: int) -> float:
        return likeness(self.readings[one], self.readings[other], self.rare, self.weights)

    def _average(self, one: int, other: int) -> float:
        firsts, seconds = _sample(self._of(one)), _sample(self._of(other))
        found = [self._known(*sorted((a, b))) for a in firsts for b in seconds]
        return sum(found) / len(found)

    def _known(self, one: int, other: int) -> float:
        if (one, other) not in self.known:
            self.known[one, other] = self._likeness(one, other)
        return self.known[one, other]


def _sample(members: Sequence[int]) -> Sequence[int]:
    """Up to ``SAMPLED`` members, spread evenly, the first among them."""
    if len(members) <= SAMPLED:
        return members
    return [members[at * len(members) // SAMPLED] for at in range(SAMPLED)]
