"""The keys under which claims that may say the same find one another, and an index of claims by them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from .comparable import Comparable
from .figures import Figure, figures
from .wording import NAME, by_rarity, demands, plain_words, terms

PAIRED = 7
"""Of a claim's rarest terms so many make keys two by two."""

CLAIMED = 3
"""Of its rarest terms so many make a key with the claimer."""

TOLD = 2
"""Terms and figures of the shortest claim whose wording may differ; shorter ones ("he said this") must be equal."""

CROWD = 40
"""Claims under one key that are looked at, the latest; what more of them share is found under their other keys."""

NEAREST = 24
"""Claims that one is compared with, those with the most keys in common: so the time grows as the number of claims does.

Without a limit 32 of 2,248 pairs more are found in 840 articles.
"""

Key = tuple[str, ...]
"""Terms in alphabetical order, one of which may be a figure (``#4.2``) or a claimer (``: id``)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim with what it is compared by: its plain words, its terms in order, the different ones (rarest first).

    ``told`` is the number of different terms and figures, 0 where names are all there is. ``asks``: it is a question;
    ``demands``: it tells what should be.
    """

    claim: Comparable
    plain: tuple[str, ...]
    terms: tuple[str, ...]
    ranked: tuple[str, ...]
    words: frozenset[str]  # the different terms
    figures: tuple[Figure, ...]
    told: int
    keys: tuple[Key, ...]
    asks: bool
    demands: bool

    @property
    def body(self) -> tuple[object, ...]:
        """What is equal only in claims that no word, figure, day, negation or demand tells apart."""
        if self.told < TOLD:
            return self.plain, self.claim.claimer, self.claim.negated
        told = sorted((one.kind, one.unit, one.low, one.high, one.bound or "") for one in self.figures)
        days = sorted((one.first, one.last) for one in self.claim.dates)
        return self.terms, tuple(told), tuple(days), self.claim.negated, self.demands


def read(claim: Comparable) -> Reading:
    """Takes a claim apart, once for all comparisons."""
    found = terms(claim)
    ranked = tuple(by_rarity(found))
    some = tuple(figures(claim))
    return Reading(
        claim,
        plain_words(claim.text),
        found,
        ranked,
        frozenset(ranked),
        some,
        (len(ranked) + len(some)) * any(term[0] != NAME for term in ranked),
        tuple(dict.fromkeys(_keys(claim, ranked, some))),
        claim.text.rstrip(_AFTER).endswith("?"),
        demands(claim.text),
    )


_AFTER = " \"'’”»)"
"""What may stand behind a claim's last mark."""


def keys(claim: Comparable) -> frozenset[str]:
    """The keys of a claim, some twenty: claims that say the same share one.

    They depend on the claim alone, whatever others there are, so that a store can keep them.
    """
    return frozenset(" ".join(key) for key in read(claim).keys)


def _keys(claim: Comparable, ranked: Sequence[str], some: Sequence[Figure]) -> Iterator[Key]:
    rare = ranked[:PAIRED]
    yield from (tuple(sorted(pair)) for pair in combinations(rare, 2))
    if claim.claimer is not None:
        yield from (tuple(sorted((f": {claim.claimer}", term))) for term in rare[:CLAIMED])
    for value in {f"#{figure.low:.3g}" for figure in some if figure.telling}:
        yield from (tuple(sorted((value, term))) for term in rare)
    if len(ranked) == 1:
        yield ("", *ranked)


class Index:
    """Claims by their keys."""

    def __init__(self) -> None:
        self._places: defaultdict[Key, list[int]] = defaultdict(list)
        self._size = 0

    def near(self, reading: Reading) -> list[int]:
        """The places, by order of adding, of up to ``NEAREST`` claims that may say the same."""
        shared = Counter(at for key in reading.keys for at in self._places.get(key, ())[-CROWD:])
        return [at for at, _ in shared.most_common(NEAREST)]

    def add(self, reading: Reading) -> int:
        """One more claim; returns its place."""
        at, self._size = self._size, self._size + 1
        for key in reading.keys:
            self._places[key].append(at)
        return at
