"""Statements that are versions of one, in groups, each around its fullest version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .kin import Kin, Relation
from .near import Akin
from .saying import Saying

CONTAINED = 0.8
"""Share of its quoted words that a version has of the fullest, from which what is akin to it belongs there, too."""


TWIN = 0.9
"""Share of the quoted words on either side from which two quotations are the same but for a word."""


@dataclass(slots=True)
class Group:
    """The fullest version of a statement, by its number, and the others, each with how it is akin.

    ``beside`` are what others say in the same or nearly the same words.
    """

    anchor: int
    members: dict[int, Kin] = field(default_factory=dict)
    beside: dict[int, Kin] = field(default_factory=dict)

    def numbers(self) -> list[int]:
        """All versions of the speaker's own, the fullest first."""
        return [self.anchor, *self.members]


def grouped(sayings: Sequence[Saying], pairs: Iterable[Akin]) -> list[Group]:
    """Groups of two statements and more; none is chained: a member is akin to the fullest version itself.

    Or to a fragment that is wholly contained in it. What is akin to several goes to the one it is most akin to; twins,
    which have the same words in quotation marks, go together.
    """
    some = list(pairs)
    home = _twins(sayings, some)
    own: Table = defaultdict(dict)
    others: Table = defaultdict(dict)
    for pair in some:
        if pair.kin.relation in OWN_RELATIONS:
            _enter(own, home.get(pair.first, pair.first), home.get(pair.second, pair.second), pair.kin)
        else:
            _enter(others, pair.first, pair.second, pair.kin)
    groups = _around_the_fullest(sayings, own, set(home.values()))
    of = {number: group for group in groups for number in group.numbers()}
    between = {(pair.first, pair.second): pair.kin for pair in some}
    for twin, number in home.items():
        if twin != number:
            kin = between.get((number, twin)) or between[twin, number].turned()
            of[number].members[twin] = kin
    _put_beside(sayings, groups, others)
    return [one for one in groups if one.members or one.beside]


OWN_RELATIONS: tuple[Relation, ...] = ("same speaker", "unnamed speaker")
"""What is a version of the speaker's own statement."""

Table = defaultdict[int, dict[int, Kin]]
"""By a statement's number those it is akin to."""


def _enter(table: Table, first: int, second: int, kin: Kin) -> None:
    known = table[first].get(second)
    if first != second and (known is None or known.strength < kin.strength):
        table[first][second] = kin
        table[second][first] = kin.turned()


def _twins(sayings: Sequence[Saying], pairs: Iterable[Akin]) -> dict[int, int]:
    """Of statements with the same words in quotation marks the number of the fullest, which is akin to all others."""
    alike: Table = defaultdict(dict)
    for pair in pairs:
        if pair.kin.relation in OWN_RELATIONS and min(pair.kin.shares) >= TWIN:
            _enter(alike, pair.first, pair.second, pair.kin)
    home: dict[int, int] = {}
    for number in sorted(alike, key=lambda one: fullness(sayings[one])):
        if number not in home:
            home[number] = number
            home.update({other: number for other in alike[number] if other not in home})
    return home


def fullness(one: Saying) -> tuple[bool, int, int, str]:
    """What makes a version the fullest: a named speaker, its quoted words, its words; of equals the first."""
    return one.speaker is None, -one.quoted, -len(one.words), f"{one.row['published'] or '~'} {one.id}"


def _around_the_fullest(sayings: Sequence[Saying], own: Table, twins: set[int]) -> list[Group]:
    order = sorted({*own, *twins}, key=lambda number: fullness(sayings[number]))
    anchors: dict[int, Group] = {}
    for number in order:
        if not any(near in anchors for near in own.get(number, ())):
            anchors[number] = Group(number)
    rank = {number: at for at, number in enumerate(order)}
    for number in order:
        near = {
            other: kin for other, kin in own.get(number, {}).items() if other in anchors and rank[other] < rank[number]
        }
        if number not in anchors:
            best = max(near, key=lambda other: (near[other].strength, -other))
            anchors[best].members[number] = near[best]
    _draw_in(own, anchors, twins)
    return list(anchors.values())


def _draw_in(own: Table, anchors: dict[int, Group], twins: set[int]) -> None:
    """Anchors of nothing that are akin to a fragment contained in another one's anchor become its members."""
    home = {number: group for group in anchors.values() for number in group.members}
    for lonely in [one for one in anchors.values() if not one.members and one.anchor not in twins]:
        through = [
            (kin.strength, number)
            for number, kin in own.get(lonely.anchor, {}).items()
            if number in home and home[number].members[number].shares[0] >= CONTAINED
        ]
        if through:
            _, number = max(through)
            home[number].members[lonely.anchor] = own[lonely.anchor][number]
            del anchors[lonely.anchor]


def _put_beside(sayings: Sequence[Saying], groups: list[Group], others: Table) -> None:
    """What others say alike, beside each group; two single statements make one group, of the fuller."""
    home = {number: group for group in groups for number in group.numbers()}
    for number in sorted(others, key=lambda one: (one not in home, fullness(sayings[one]))):
        group = home.get(number)
        if (
            group is None
            and all(number in home[other].beside for other in others[number] if other in home)
            and any(other in home for other in others[number])
        ):
            continue  # it stands beside all of them already
        if group is None:
            group = home[number] = Group(number)
            groups.append(group)
        for other, kin in others[number].items():
            if other not in group.members and kin.strength > getattr(group.beside.get(other), "strength", 0.0):
                group.beside[other] = kin
