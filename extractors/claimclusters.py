"""The claims of a store put together with those that say the same, and shown so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..data.claimrecords import quantity_of
from ..data.store import Store
from .claims.clusters import beside, group
from .claims.comparable import Comparable, Dated, Named
from .claims.conflicts import conflicts

Row = dict[str, Any]


def together(store: Store, rows: Iterable[Row], *, only_conflicts: bool = False) -> Iterator[Row]:
    """Those of the rows whose claim others make as well, with their ``cluster``; those of one cluster together.

    Clusters are made of all claims of the store, so that a filter on the rows does not change them. They come in the
    order of their first rows, each before those beside it. ``only_conflicts`` leaves out clusters without one.
    """
    found = clusters(store)
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cluster = found.get(row["id"])
        if cluster is not None:
            parts[cluster["id"]].append({**row, "cluster": cluster})
    while parts:
        first = next(iter(parts))
        for name in (first, *parts[first][0]["cluster"]["beside"]):
            part = parts.pop(name, [])
            if not only_conflicts or any(row["cluster"]["conflicts"] for row in part):
                yield from part


def clusters(store: Store) -> Mapping[str, Row]:
    """The cluster of each claim of a store that others make too, or that stands beside another, by the claims' ids."""
    found: dict[str, Row] = {}
    groups = group(comparables(store))
    near = beside(groups)
    for one in groups:
        if one.count < 2 and one.id not in near:
            continue
        against: defaultdict[str, list[Row]] = defaultdict(list)
        for conflict in conflicts(one):
            for own, other in ((conflict.first, conflict.second), (conflict.second, conflict.first)):
                against[own].append({"with": other, "kind": conflict.kind, "words": conflict.words})
        for member in one.members:
            found[member.id] = {
                "id": one.id,
                "count": one.count,
                "first_seen": one.first_seen,
                "outlets": list(one.outlets),
                "claimers": list(one.claimers),
                "beside": near.get(one.id, []),
                "conflicts": against[member.id],
            }
    return found


def comparables(store: Store) -> Iterator[Comparable]:
    """The claims of a store as they are compared; corrections are not, they repeat what they put right."""
    return (comparable(*parts) for parts in store.claim_parts() if not parts[0]["correction"])


def comparable(row: Row, names: Iterable[tuple[str, str, bool]], claimer: str | None) -> Comparable:
    """A claim as it is compared, from what ``Store.claim_parts`` tells of it."""
    return Comparable(
        id=row["id"],
        text=row["text"],
        doc=row["doc"],
        claimer=claimer,
        names=tuple(Named(*name) for name in names),
        quantities=tuple(map(quantity_of, row["quantities"])),
        dates=tuple(
            Dated(one["first"], one["last"], one["text"]) for one in row["dates"] if one["first"] and one["last"]
        ),
        negated=row["negated"],
        published=row["published"],
        outlet=row["outlet"],
        spans=tuple((span["start"], span["end"]) for span in row["content"]),
    )
