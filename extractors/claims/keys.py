"""The keys under which claims that may say the same find one another, and an index of claims by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
"""Claims under one key above which they are found by a further term as well."""

DEEPEST = 4
"""Parts of a key that is narrowed no more: of the claims that share so much the latest ``CROWD`` are found."""

Key = tuple[str, ...]
"""Terms in alphabetical order, one of which may be a figure (``#4.2``) or a claimer (``: id``)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim with what it is compared by: its plain words, its terms in order, the different ones (rarest first).

    ``asks``: it is a question; ``demands``: it tells what should be.
    """

    claim: Comparable
    plain: tuple[str, ...]
    terms: tuple[str, ...]
    ranked: tuple[str, ...]
    words: frozenset[str]  # the different terms
    figures: tuple[Figure, ...]
    keys: tuple[Key, ...]
    asks: bool
    demands: bool

    @property
    def told(self) -> int:
        """The number of different terms and figures; 0 where names are all there is."""
        return (len(self.words) + len(self.figures)) * any(term[0] != NAME for term in self.words)

    @property
    def body(self) -> tuple[object, ...]:
        """What is equal only in claims that no word, figure, day, negation or demand tells apart."""
        if self.told < TOLD:
            return self.plain, self.claim.claimer, self.claim.negated
        told = sorted((one.kind, one.unit, one.low, one.high, one.bound or "") for one in self.figures)
        days = sorted((one.first, one.last) for one in self.claim.dates)
        return self.terms, tuple(told), tuple(days), self.claim.negated, self.demands

    def narrower(self, key: Key) -> list[Key]:
        """The keys that a further term of the claim makes of one of its keys; itself with "" where there is none."""
        further = [term for term in self.ranked[:PAIRED] if term not in key]
        return [tuple(sorted((*key, term))) for term in further or [""]]


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
    """Claims by their keys.  A key that many claims share is narrowed by each of their further terms."""

    def __init__(self) -> None:
        self._places: defaultdict[Key, list[int]] = defaultdict(list)
        self._crowded: set[Key] = set()
        self._readings: list[Reading] = []

    def near(self, reading: Reading) -> set[int]:
        """The places, by order of adding, of the claims that may say the same."""
        found: set[int] = set()
        for key in self._open(reading, reading.keys):
            found.update(self._places.get(key, ())[-CROWD:])
        return found

    def add(self, reading: Reading) -> int:
        """One more claim; returns its place."""
        at = len(self._readings)
        self._readings.append(reading)
        for key in self._open(reading, reading.keys):
            self._put(key, at)
        return at

    def _open(self, reading: Reading, some: Iterable[Key]) -> set[Key]:
        """The keys of a claim, those that are crowded narrowed."""
        found: set[Key] = set()
        for key in some:
            found |= self._open(reading, reading.narrower(key)) if key in self._crowded else {key}
        return found

    def _put(self, key: Key, at: int) -> None:
        places = self._places[key]
        places.append(at)
        if len(places) > CROWD and len(key) < DEEPEST:
            self._crowded.add(key)
            for one in self._places.pop(key):
                for narrower in self._open(self._readings[one], self._readings[one].narrower(key)):
                    if one not in self._places[narrower][-1:]:
                        self._put(narrower, one)
