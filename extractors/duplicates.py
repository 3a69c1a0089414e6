"""Near-duplicate articles: the same story in several outlets, with another headline, a shorter end, other words.

What counts, and how well it is found, was measured: docs/counts.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

HELD = 0.5
"""Least share of the shorter text's shingles that the longer one has."""

LENGTH = 0.4
"""Least length of the shorter text, as a share of the longer one's: beyond that most of the longer is its own."""

FEW = 24
"""Shingles below which a text is a near-duplicate only of one that has all of its shingles, and no others."""

_TRIED = 24
"""The least hashes of a text by which others are looked for. Two texts that only just count have 2 of 9 shingles in
common; that none of the 24 least of their union is common has a chance of (7/9)²⁴ = 0.2 %."""

_AT_ONCE = 20_000
"""Pairs compared in one go: 20 MB."""

_NOTHING = 1 << 32
"""Fills up sketches of short texts; no hash."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a text is compared by: how many shingles it has, and its sketch (``data.sketches``)."""

    size: int
    hashes: bytes


@dataclass(frozen=True, slots=True)
class Stories:
    """Near-duplicates among articles, which are told by numbers.

    ``copies`` are left out; ``counts`` says how many of them each article stands for that has any, ``outlets`` who
    published these, other than its own outlet.
    """

    copies: tuple[int, ...]
    counts: dict[int, int]
    outlets: dict[int, tuple[str, ...]]


def stories(articles: Iterable[tuple[int, str | None, int, bytes]]) -> Stories:
    """Which articles stand for which: number, outlet, size and sketch of each, those first that are to stand."""
    rows = list(articles)
    stands = near_duplicates([Sketch(size, hashes) for _, _, size, hashes in rows])
    counts: Counter[int] = Counter()
    outlets: dict[int, dict[str, None]] = {}
    copies = []
    for (number, outlet, *_), place in zip(rows, stands, strict=True):
        leader, own, *_ = rows[place]
        if number == leader:
            continue
        copies.append(number)
        counts[leader] += 1
        if outlet is not None and outlet != own:
            outlets.setdefault(leader, {})[outlet] = None
    return Stories(tuple(copies), dict(counts), {one: tuple(found) for one, found in outlets.items()})


def near_duplicates(texts: Sequence[Sketch]) -> list[int]:
    """For each text the place of the one that stands for it: the first that it is a near-duplicate of, else itself.

    The one that stands is no near-duplicate of another one that stands, and each text is one of the very text that
    stands for it: likeness is not handed on along a chain. The work grows with the number of texts and of pairs that
    are alike, for only neighbours among those that share one of their least hashes are compared.
    """
    if not texts:
        return []
    import numpy as np

    sizes = np.array([one.size for one in texts], dtype=np.int64)
    width = max(len(one.hashes) // 4 for one in texts) or 1
    kept = np.full((len(texts), width), _NOTHING, dtype=np.int64)
    for place, one in enumerate(texts):
        kept[place, : len(one.hashes) // 4] = np.frombuffer(one.hashes, dtype="<u4")
    pairs = _candidates(kept)
    alike = pairs[_alike(kept, sizes, pairs)]
    stands = list(range(len(texts)))
    left = list(_joined(len(texts), alike.tolist()))
    while left:  # in each group the first stands for those that are near-duplicates of it; then the first of the rest
        among = [(group[0], place) for group in left for place in group[1:]]
        found = iter(_alike(kept, sizes, np.array(among, dtype=np.int64).reshape(-1, 2)).tolist())
        rest = []
        for leader, *others in left:
            alone = []
            for place in others:  # rising
                if next(found):
                    stands[place] = leader
                else:
                    alone.append(place)
            rest.append(alone)
        left = [group for group in rest if len(group) > 1]
    return stands


def _candidates(kept: NDArray[Any]) -> NDArray[Any]:
    """Pairs of places, each once: of those that share one of their least hashes, each with the next."""
    import numpy as np

    tried = kept[:, :_TRIED]
    places = np.repeat(np.arange(len(kept)), tried.shape[1])
    hashes = tried.ravel()
    there = hashes != _NOTHING
    places, hashes = places[there], hashes[there]
    order = np.lexsort((places, hashes))
    places, hashes = places[order], hashes[order]
    same = hashes[1:] == hashes[:-1]
    return np.unique(np.stack((places[:-1][same], places[1:][same]), axis=1), axis=0)


def _alike(kept: NDArray[Any], sizes: NDArray[Any], pairs: NDArray[Any]) -> NDArray[Any]:
    """Which of the pairs are near-duplicates."""
    import numpy as np

    found = np.zeros(len(pairs), dtype=bool)
    for start in range(0, len(pairs), _AT_ONCE):
        one, other = pairs[start : start + _AT_ONCE].T
        smaller = np.where(sizes[one] <= sizes[other], one, other)
        size, larger = sizes[smaller], np.maximum(sizes[one], sizes[other])
        held = _held(kept, sizes, smaller, np.where(smaller == one, other, one))
        enough = (held >= HELD) & (size >= LENGTH * larger)
        found[start : start + _AT_ONCE] = np.where(size < FEW, (held == 1) & (size == larger), enough)
    return found


def _held(kept: NDArray[Any], sizes: NDArray[Any], smaller: NDArray[Any], larger: NDArray[Any]) -> NDArray[Any]:
    """The share of the smaller set that is in the larger one: exact for short texts, else told from the sample of both.

    Up to the lesser of the two greatest hashes kept, each sketch has all of its text's hashes.
    """
    import numpy as np

    width = kept.shape[1]

    def reach(which: NDArray[Any]) -> NDArray[Any]:
        return np.where(sizes[which] > width, kept[which, -1], _NOTHING - 1)

    both = np.minimum(reach(smaller), reach(larger))
    mixed = np.sort(np.concatenate((kept[smaller], kept[larger]), axis=1), axis=1)
    common = ((mixed[:, 1:] == mixed[:, :-1]) & (mixed[:, 1:] <= both[:, None])).sum(axis=1)
    seen = (kept[smaller] <= both[:, None]).sum(axis=1)
    share: NDArray[Any] = common / np.maximum(seen, 1)
    return share


def _joined(count: int, pairs: list[list[int]]) -> Iterator[list[int]]:
    """The places that pairs join, group by group, rising; those in no pair are left out."""
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: dict[int, list[int]] = {}
    for place in sorted({place for pair in pairs for place in pair}):
        groups.setdefault(root(place), []).append(place)
    yield from groups.values()
