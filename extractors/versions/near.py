"""Which statements are looked at together: those that share rare words in a row, or whose claims are alike."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..claims.keys import Index, Reading, read
from ..claims.likeness import likeness, overlap
from ..claims.wording import Rarity, expected
from .kin import SAME_CLAIM, Kin, kin, mostly_quoted
from .runs import runs
from .saying import ROW, Saying, negates

CROWD = 60
"""Statements that share a key from which it tells nothing: a name of an office, a figure of speech."""

WORN = 3
"""Weeks in which a speaker uses three words in a row from which on they are a phrase of that speaker's."""

PHRASE = 8
"""Words in a row of which a phrase has no more."""

UNDATED_PHRASE = 6
"""The same where not both dates are known: a longer quotation in several articles is rather one that all have."""

REPEATED = 2
"""Articles in which a phrase of a speaker's may stand, where not all have dates, before it counts as worn."""

SHARED = 10.0
"""Weight of words that two claims share at least: shorter ones ("he will run") are alike by chance."""

LONG = 6
"""Words in a row of which no rare one is asked."""

TELLING = 4.5
"""Least rarity of the words of a key together, in news at large: that of a word in one sentence of ninety."""

Pair = tuple[int, int]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Akin:
    """Two statements, by their numbers, and how they are akin."""

    first: int
    second: int
    kin: Kin


def akin(sayings: Sequence[Saying], rare: Rarity) -> list[Akin]:
    """All pairs of statements that are versions of one."""
    by_key = _keyed(sayings)
    worn = _worn(sayings, by_key)
    repeated = _repeated(sayings, by_key)
    likest = dict(_likest(sayings))
    found = []
    for one, other in sorted({*_pairs(by_key), *likest}):
        said = sayings[one], sayings[other]
        if not _comparable(*said):
            continue
        dated = all(some.day for some in said)
        used = _is_worn(*said, rare, worn if dated else repeated, by_key, dated=dated)
        how = kin(*said, rare, claims=likest.get((one, other), 0.0), worn=used)
        if how is not None:
            found.append(Akin(one, other, how))
    return found


def _comparable(one: Saying, other: Saying) -> bool:
    """Whether two statements can be versions of one: two people's only where both are quoted, in two articles.

    Nor can two that have words of one article in common: "A says that B says …" has them once only.
    """
    if one.speaker is None or one.speaker != other.speaker:
        return one.doc != other.doc and one.quoted > 0 and other.quoted > 0
    if one.doc != other.doc:
        return True
    return not any(a.start < b.end and b.start < a.end for a in one.words for b in other.words)


def _keyed(sayings: Sequence[Saying]) -> dict[Key, list[int]]:
    """Three words in a row, or a shorter quoted stretch, with the numbers of the statements that have them."""
    found: defaultdict[Key, list[int]] = defaultdict(list)
    short: defaultdict[Key, list[int]] = defaultdict(list)
    for number, one in enumerate(sayings):
        for key in (*_rows(one, ROW), *_long_rows(one)):
            found[key].append(number)
        for start, end in one.stretches:
            told = sum(_told(term) for word in one.words[start:end] for term in word.terms)
            if end - start < ROW and told >= TELLING:
                short[tuple(word.key for word in one.words[start:end])].append(number)
    for number, one in enumerate(sayings):
        for length in range(1, ROW):
            for key in _rows(one, length):
                if key in short and number not in short[key]:
                    found[key].append(number)
    for key, some in short.items():
        found[key] = sorted({*found[key], *some})
    return {key: some for key, some in found.items() if len(some) > 1}


def _rows(one: Saying, length: int) -> set[Key]:
    """The different rows of so many words that tell anything."""
    words = one.words
    return {
        tuple(word.key for word in words[at : at + length])
        for at in range(len(words) - length + 1)
        if sum(_told(term) for word in words[at : at + length] for term in word.terms) >= TELLING
    }


def _long_rows(one: Saying) -> set[Key]:
    """The rows of quoted words that are long enough to tell something whatever the words."""
    keys = [word.key for word in one.words]
    return {
        tuple(keys[at : at + LONG])
        for start, end in one.stretches
        for at in range(start, end - LONG + 1)
        if any(word.terms for word in one.words[at : at + LONG])
    }


@lru_cache(maxsize=1 << 16)
def _told(term: str) -> float:
    return -math.log(expected(term))


def _pairs(by_key: dict[Key, list[int]]) -> Iterator[Pair]:
    for some in by_key.values():
        if len(some) <= CROWD:
            for at, one in enumerate(some):
                yield from ((one, other) for other in some[at + 1 :])


def _worn(sayings: Sequence[Saying], by_key: dict[Key, list[int]]) -> dict[str, set[Key]]:
    """By speaker the rows of words that are a phrase."""
    found: defaultdict[str, set[Key]] = defaultdict(set)
    for key, some in by_key.items():
        weeks: defaultdict[str, set[int]] = defaultdict(set)
        for number in some:
            one = sayings[number]
            if one.speaker is not None and one.day is not None:
                weeks[one.speaker].add(date.fromisoformat(one.day).toordinal() // 7)
        for speaker, in_weeks in weeks.items():
            if len(in_weeks) >= WORN:
                found[speaker].add(key)
    return found


def _repeated(sayings: Sequence[Saying], by_key: dict[Key, list[int]]) -> dict[str, set[Key]]:
    """By speaker the rows of words that are a phrase as far as can be told without dates: those of several articles."""
    found: defaultdict[str, set[Key]] = defaultdict(set)
    for key, some in by_key.items():
        docs: defaultdict[str, set[str]] = defaultdict(set)
        for number in some:
            if (speaker := sayings[number].speaker) is not None:
                docs[speaker].add(sayings[number].doc)
        for speaker, in_docs in docs.items():
            if len(in_docs) > REPEATED:
                found[speaker].add(key)
    return found


def _is_worn(
    one: Saying, other: Saying, rare: Rarity, worn: Mapping[str, set[Key]], known: Mapping[Key, Sequence[int]], *,
    dated: bool,
) -> bool:  # fmt: skip
    """Whether the best run of two statements is such a phrase, all of it that tells something (is ``known``)."""
    phrases = worn.get(one.speaker or "", set()) if one.speaker == other.speaker else set()
    if not phrases:
        return False
    found = runs(one, other, rare)
    if not dated:
        found = [run for run in found if run.quoted == 2] or found
    best = max(found, key=lambda run: run.weight, default=None)
    if best is None or best.length > (PHRASE if dated else UNDATED_PHRASE):
        return False
    keys = [word.key for word in one.words[best.first : best.first + best.length]]
    row = min(ROW, best.length)
    told = [key for at in range(len(keys) - row + 1) if (key := tuple(keys[at : at + row])) in known]
    return bool(told) and all(key in phrases for key in told)


def _likest(sayings: Sequence[Saying]) -> Iterator[tuple[Pair, float]]:
    """Pairs of statements by one speaker with the likeness of their likest claims, where it is enough."""
    of: dict[str, int] = {}
    readings: list[Reading] = []
    rarity = Rarity()
    for number, one in enumerate(sayings):
        for claim in one.claims:
            of[claim.id] = number
            readings.append(read(claim))
            rarity.add(readings[-1].words)
    index = Index()
    best: dict[Pair, float] = {}
    for reading in readings:
        here = of[reading.claim.id]
        for at in index.near(reading):
            there = of[readings[at].claim.id]
            if here != there and _can_be_one(sayings[there], readings[at], sayings[here], reading):
                like = likeness(readings[at], reading, rarity)
                pair = (there, here) if there < here else (here, there)
                if like >= SAME_CLAIM and overlap(readings[at], reading, rarity).shared >= SHARED:
                    best[pair] = max(best.get(pair, 0.0), like)
        index.add(reading)
    yield from best.items()


def _can_be_one(one: Saying, first: Reading, other: Saying, second: Reading) -> bool:
    """Whether two claims can be one statement's: two quotations in other words are two statements."""
    if one.speaker is None or one.speaker != other.speaker or first.claim.negated != second.claim.negated:
        return False
    if sum(map(negates, first.plain)) % 2 != sum(map(negates, second.plain)) % 2:
        return False
    return not (mostly_quoted(one, first.claim.spans) and mostly_quoted(other, second.claim.spans))
