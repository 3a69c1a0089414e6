"""How likely it is that two claims say the same, by evidence that a person can read, with weights in ``alike.tsv``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..weights import Weights, load_weights, logistic, stepped
from .figures import days_against, same_days
from .keys import TOLD, Reading
from .wording import NAME

SPELLED = 0.90
"""Similarity (Jaro-Winkler) of two stems from which they are one word's: closur and close, roubl and rubl."""

PART = 0.8
"""What a pair of such stems counts of the less rare one's weight."""

QUOTED = 4
"""Words in a row that two claims hardly have in common by chance."""

HEADLINE = 150
"""Characters of an article in which its headline stands."""

CLOSE = 400
"""Characters, some three sentences, within which one speaker hardly says the same twice."""

LATER = 60
"""Days between two articles after which a shared topic is no longer one event."""

Rare = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two claims share: the weight of the shared terms and of each claim's, the number of shared terms."""

    shared: float
    first: float
    second: float
    count: float

    @property
    def share(self) -> float:
        """Of all weight the shared part, 0–1."""
        return 2 * self.shared / (self.first + self.second) if self.shared else 0.0

    @property
    def contained(self) -> float:
        """Of the lighter claim's weight the shared part, 0–1."""
        return min(1.0, self.shared / min(self.first, self.second)) if self.shared else 0.0


def overlap(one: Reading, other: Reading, rare: Rare) -> Overlap:
    """The words that two claims share, in whatever order, other spellings and derivations among them."""
    both = one.words & other.words
    shared = sum(map(rare, both))
    first = shared + sum(rare(term) for term in one.words - both)
    second = shared + sum(rare(term) for term in other.words - both)
    near = 0.0
    count = float(len(both))
    left: dict[str, list[str]] = {}
    for term in other.words - both:
        left.setdefault(term[:2], []).append(term)
    for term in one.words - both:
        some = left.get(term[:2], [])
        like = next((other for other in some if _spelled_alike(term, other)), None)
        if like is not None:
            some.remove(like)
            near += PART * min(rare(term), rare(like))
            count += PART
    return Overlap(shared + near, first, second, count)


def _spelled_alike(one: str, other: str) -> bool:
    """Of two terms with the same first two letters."""
    if len(one) < 4 or len(other) < 4 or one[0] == NAME:
        return False
    return _similarity(one.rstrip("~"), other.rstrip("~")) >= SPELLED


@lru_cache(maxsize=1 << 15)
def _similarity(one: str, other: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other)


def evidence(one: Reading, other: Reading, rare: Rare, known: Overlap | None = None) -> Mapping[str, float]:
    """What speaks for and against two claims saying the same: names of ``alike.tsv``, each with how far it holds."""
    from rapidfuzz.distance import LCSseq

    words = known or overlap(one, other, rare)
    row = longest_run(one.plain, other.plain)
    run = LCSseq.similarity(one.terms, other.terms) / max(1, min(len(one.terms), len(other.terms)))
    return {
        "share of rare words": words.share,
        "shorter within longer": words.contained,
        "both nearly whole": max(0.0, words.share - 0.6),
        "left over on both sides": (min(words.first, words.second) - words.shared) / 10,
        f"weight shared {stepped(int(words.shared), (0, 8, 12, 16, 24))}": 1.0,
        "words in one order": run,
        f"shared words {min(4, int(words.count))}": 1.0,
        "shorter word for word": row / max(1, min(len(one.plain), len(other.plain))),
        f"words in a row {stepped(row, (2, 3, 4, 6, 9))}": 1.0,
        f"terms of the shorter {stepped(min(len(one.words), len(other.words)), (2, 3, 4, 6, 9))}": 1.0,
        f"shared stems {min(3, sum(term[0] != NAME for term in one.words & other.words))}": 1.0,
        **dict.fromkeys(_claimers(one, other, row >= QUOTED), 1.0),
        **dict.fromkeys(_moods(one, other), 1.0),
        **dict.fromkeys(_places(one, other), 1.0),
        **dict.fromkeys(_names(one, other), 1.0),
        **dict.fromkeys(_figures(one, other), 1.0),
        **dict.fromkeys(_times(one, other), 1.0),
    }


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of words in the longest stretch that two texts have in common, word for word."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    longest, before = 0, dict[int, int]()
    for word in one:
        here = {at: before.get(at - 1, 0) + 1 for at in places.get(word, ())}
        longest = max(longest, *here.values(), 0)
        before = here
    return longest


def _claimers(one: Reading, other: Reading, quoted: bool) -> Iterator[str]:
    first, second = one.claim.claimer, other.claim.claimer
    where = ", one article" if one.claim.doc == other.claim.doc else ""
    if first is not None and second is not None:
        yield f"same claimer{where}" if first == second else f"other claimer{where}"
    elif first is None and second is None:
        yield f"no claimer{where}"
    if first != second and not quoted:
        yield "other claimer, other words" if None not in (first, second) else "one claimer known, other words"
    if one.claim.negated != other.claim.negated:
        yield "one is negated"
        if None not in (first, second) and first != second:
            yield "one is negated, other claimer"
    if where:
        yield "same article"


def _moods(one: Reading, other: Reading) -> Iterator[str]:
    if one.asks != other.asks:
        yield "one asks"
    if one.demands != other.demands:
        yield "one demands"


def _places(one: Reading, other: Reading) -> Iterator[str]:
    """A headline repeats what its article tells, a speaker seldom what he has just said."""
    if one.claim.doc != other.claim.doc or not one.claim.spans or not other.claim.spans:
        return
    first, second = sorted((one.claim.spans, other.claim.spans))
    if first[0][0] < HEADLINE:
        yield "one in the headline"
    elif second[0][0] - first[-1][1] < CLOSE:
        yield "a few sentences apart"


def _names(one: Reading, other: Reading) -> Iterator[str]:
    first = {term for term in one.words if term[0] == NAME}
    second = {term for term in other.words if term[0] == NAME}
    if first & second:
        yield "names shared"
    if first - second and second - first:
        yield "each names somebody else"


def _figures(one: Reading, other: Reading) -> Iterator[str]:
    same = {a.text for a in one.figures if a.telling and any(a.same(b) for b in other.figures)}
    if same:
        yield "same figure" if len(same) == 1 else "same figures"
    left = [a for a in one.figures if not any(a.same(b) for b in other.figures)]
    right = [b for b in other.figures if not any(a.same(b) for a in one.figures)]
    differ = min(len({a.text for a in left for b in right if a.against(b)}),
                 len({b.text for a in left for b in right if a.against(b)}))  # fmt: skip
    if differ:
        yield "other figure" if differ == 1 else "other figures"
    if not same and any(a.telling for a in one.figures) and any(b.telling for b in other.figures):
        yield "no figure in common"
    if bool(one.figures) != bool(other.figures):
        yield "figure on one side"


def _times(one: Reading, other: Reading) -> Iterator[str]:
    if one.claim.dates and other.claim.dates:
        pairs = [(a, b) for a in one.claim.dates for b in other.claim.dates]
        if any(same_days(a, b) for a, b in pairs):
            yield "same date"
        elif any(days_against(a, b) for a, b in pairs):
            yield "other date"
    apart = days_apart(one.claim.published, other.claim.published)
    if apart is not None and apart > LATER:
        yield "months apart"


def days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two ISO dates; None where one is not known."""
    first, second = _day(one), _day(other)
    return None if first is None or second is None else abs(first - second)


@lru_cache(maxsize=4096)
def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def likeness(one: Reading, other: Reading, rare: Rare, weights: Weights | None = None) -> float:
    """The chance, 0–1, that two claims say the same, or that they would but for a figure, a date or a negation."""
    if min(one.told, other.told) < TOLD:
        return float(one.body == other.body)
    words = overlap(one, other, rare)
    if words.contained < HOPELESS:
        return 0.0
    table = weights or load_weights("alike")
    found = evidence(one, other, rare, words)
    return logistic(table.constant + sum(table.times(name, value) for name, value in found.items()))


HOPELESS = 0.4
"""Of the lighter claim's weight the share that at least is shared, else nothing more is looked at."""
