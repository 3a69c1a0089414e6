"""Which claims say the same, in whatever words and outlets: groups of claims, and how new claims are put to them.

Claims that share a key (keys.py) are compared (likeness.py); the likeliest pairs are joined first, and two groups only
where their members are alike on average, so that a chain of half-like claims makes no group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..weights import Weights
from .comparable import Comparable
from .keys import Index, Reading, read
from .likeness import Rare, likeness
from .wording import Rarity

SAME = 0.5
"""Likeness from which two claims say the same, and average likeness from which two groups are one."""

SAMPLED = 4
"""Members of a large group that stand for it when its average likeness to another is asked."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same, the first to be published first; a claim said once is a group of one.

    ``id`` is made of the first claim's and stays while that one is first. ``first_seen`` is an ISO date or None,
    ``outlets`` and ``claimers`` (ids) are in the order in which they came.
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


def group(claims: Iterable[Comparable], weights: Weights | None = None) -> list[Group]:
    """All claims in their groups, in the order of the groups' first claims; the order given does not matter."""
    ordered = sorted(claims, key=_order)
    rarity = Rarity()
    alike: dict[tuple[object, ...], list[Reading]] = {}
    for claim in ordered:
        reading = read(claim)
        rarity.add(reading.words)
        # Equal wordings are compared once; what has no words at all is like nothing.
        alike.setdefault(reading.body if reading.words else (claim.id,), []).append(reading)
    firsts = [some[0] for some in alike.values()]
    joined = _Joining(firsts, rarity, weights)
    joined.join()
    members: dict[int, list[Comparable]] = {}
    for at, some in enumerate(alike.values()):
        members.setdefault(joined.root(at), []).extend(one.claim for one in some)
    groups = [_group(sorted(some, key=_order)) for some in members.values()]
    return sorted(groups, key=lambda one: _order(one.members[0]))


def _order(claim: Comparable) -> tuple[str, str]:
    """By publication, undated ones last."""
    return claim.published or "~", claim.id


def _group(members: Sequence[Comparable]) -> Group:
    first = members[0]
    return Group(
        id=f"c{first.id}",
        members=tuple(members),
        first_seen=first.published,
        outlets=tuple(dict.fromkeys(one.outlet for one in members if one.outlet)),
        claimers=tuple(dict.fromkeys(one.claimer for one in members if one.claimer)),
    )


@dataclass(slots=True)
class _Joining:
    """Joins readings into groups: a forest, each tree's members listed at its root."""

    readings: Sequence[Reading]
    rare: Rare
    weights: Weights | None
    parent: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    known: dict[tuple[int, int], float] = field(default_factory=dict)

    def join(self) -> None:
        """Joins all that say the same."""
        pairs = sorted(self._pairs(), key=lambda one: (-one[0], one[1], one[2]))
        for _, first, second in pairs:
            one, other = sorted((self.root(first), self.root(second)))
            if one != other and self._average(one, other) >= SAME:
                self.parent[other] = one
                self.members[one] = self._of(one) + self.members.pop(other, [other])

    def root(self, at: int) -> int:
        """The group that a reading is in, by its first reading."""
        while at in self.parent:
            above = self.parent[at]
            if above in self.parent:
                self.parent[at] = self.parent[above]
            at = above
        return at

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
