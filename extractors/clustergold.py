"""Pairs of claims that readers marked as saying the same or not, and how often spq puts them together.

A file of marks holds offsets only; the texts come from the articles that it names. A pair is article and stretches of
one claim, article and stretches of the other, the mark (``same``; ``conflict``, the same but for a figure, a date or a
negation; ``other``) and its part (``dev`` measures, ``tune`` and ``train`` teach).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..data.records import Analysis, Article
from .claims.clusters import Group
from .claims.comparable import Comparable, comparables
from .model import Model
from .page import Offsets
from .people import identify
from .pipeline import analyses

Place = tuple[str, Sequence[Offsets]]
"""An article's id and stretches of its text."""

LEAST = 0.4
"""Characters that a claim found shares with the one marked, of those of both; a claim may be cut off elsewhere."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims of which a reader says whether they say the same."""

    first: Place
    second: Place
    same: bool
    part: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of several articles, and the stretches of each by article."""

    all: Sequence[Comparable]
    places: Mapping[str, Sequence[tuple[Comparable, Sequence[Offsets]]]]

    def at(self, place: Place) -> Comparable | None:
        """The claim that shares most of a stretch, None where nearly nothing of it is claimed."""
        scored = [(_shared(stretches, place[1]), claim) for claim, stretches in self.places.get(place[0], ())]
        best, claim = max(scored, key=lambda one: one[0], default=(0.0, None))
        return claim if best >= LEAST else None


def _shared(some: Sequence[Offsets], others: Sequence[Offsets]) -> float:
    both = sum(max(0, min(end, stop) - max(start, begin)) for start, end in some for begin, stop in others)
    return both / (sum(end - start for start, end in (*some, *others)) - both)


def read_pairs(path: Path) -> list[Pair]:
    """The marked pairs of a file."""
    rows = json.loads(path.read_text(encoding="utf-8"))["pairs"]
    return [Pair((a, _stretches(x)), (b, _stretches(y)), mark != "other", part) for a, x, b, y, mark, part in rows]


def _stretches(raw: Iterable[Sequence[int]]) -> list[Offsets]:
    return [(start, end) for start, end in raw]


TAUGHT = ("polnear_train.jsonl", ("2016-06", "2016-07", "2016-08"))
MEASURED = ("polnear_dev.jsonl", ("2016-09",))
"""The annotated articles, by file and months, that pairs were marked in: all of the first, ``LATEST`` of the second."""

LATEST = 60


def articles_taught(quotes: Path) -> list[Article]:
    """The articles whose pairs teach, of the folder with annotated articles."""
    return _of_month(quotes, *TAUGHT)


def articles_measured(quotes: Path, sources: Path) -> list[Article]:
    """The articles whose pairs measure, and some of which teach: the source articles and annotated ones."""
    own = [Article(file.stem, file.read_text(encoding="utf-8")) for file in sorted(sources.glob("*.txt"))]
    return own + _of_month(quotes, *MEASURED)[-LATEST:]


def _of_month(quotes: Path, file: str, months: tuple[str, ...]) -> list[Article]:
    """The annotated articles of some months, in order; outlet and day are part of their ids."""
    rows = map(json.loads, (quotes / file).read_text(encoding="utf-8").splitlines())
    some = sorted((row["id"].split("_")[1], row["id"], row["text"]) for row in rows)
    return [
        Article(name, text, published=day, outlet=name.split("_")[0])
        for day, name, text in some
        if day.startswith(months)
    ]


def claims_of(articles: Sequence[Article], model: Model) -> Claims:
    """The claims of articles, people told apart across them."""
    found: list[Analysis] = []
    for one in analyses(articles, model):
        if isinstance(one, Exception):
            raise one
        found.append(one)
    who = identify([(one.article.id, entity) for one in found for entity in one.entities])
    every: list[Comparable] = []
    places: defaultdict[str, list[tuple[Comparable, Sequence[Offsets]]]] = defaultdict(list)
    for one in found:
        of = {entity.number: who.of[one.article.id, entity.number] for entity in one.entities}
        stretches = {claim.id: [(span.start, span.end) for span in claim.content] for claim in one.claims}
        for claim in comparables(one, of):
            every.append(claim)
            places[one.article.id].append((claim, stretches[claim.id]))
    return Claims(every, places)


@dataclass(frozen=True, slots=True)
class Told:
    """Of marked pairs: together and the same, together and not the same, the same and apart, not found as claims."""

    right: int
    wrong: int
    apart: int
    missing: int

    @property
    def precision(self) -> float:
        """Of the pairs put together those that say the same."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the pairs that say the same those put together."""
        return self.right / max(1, self.right + self.apart)


def measure(pairs: Iterable[Pair], claims: Claims, groups: Iterable[Group]) -> Told:
    """How the groups of all claims agree with marked pairs."""
    place = {one.id: at for at, found in enumerate(groups) for one in found.members}
    counts = {"right": 0, "wrong": 0, "apart": 0, "missing": 0}
    for pair in pairs:
        one, other = claims.at(pair.first), claims.at(pair.second)
        if one is None or other is None:
            counts["missing"] += 1
        elif place[one.id] == place[other.id]:
            counts["right" if pair.same else "wrong"] += 1
        else:
            counts["apart"] += pair.same
    return Told(**counts)
