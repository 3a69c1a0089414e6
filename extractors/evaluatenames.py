"""Labelled names and mentions judged as articles' are: predictions as scorers read them, measures, errors, speed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from ..data.records import Entity, Mention
from .lexicon import Gender, roles
from .namegold import Case, Named, Pair
from .names import explain, parse_name, similarity
from .namescoring import Cases, bcubed, pair_measures
from .people import identify


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """The pairs with their scores, and the seconds that making keys of their names and scoring them took."""

    pairs: tuple[Pair, ...]
    scores: tuple[float, ...]
    names: int
    parsing: float
    scoring: float

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The predictions: ``{"id", "score"}``."""
        return [{"id": pair.id, "score": score} for pair, score in zip(self.pairs, self.scores, strict=True)]

    def measures(self, threshold: float | None, errors: int) -> dict[str, Any]:
        """The measures with speed and ``errors`` of the worst errors, the farthest beyond the threshold first."""
        found = [(pair.kind, score, bool(pair.same)) for pair, score in zip(self.pairs, self.scores, strict=True)]
        row = pair_measures(found, threshold)
        row |= {"names_per_second": _rate(self.names, self.parsing)}
        row |= {"pairs_per_second": _rate(len(self.pairs), self.scoring)}
        if errors:
            row["errors"] = self._errors(row["threshold"])[:errors]
        return row

    def _errors(self, threshold: float) -> list[dict[str, Any]]:
        wrong = [
            (pair, score)
            for pair, score in zip(self.pairs, self.scores, strict=True)
            if (score >= threshold) != pair.same
        ]
        wrong.sort(key=lambda one: -abs(one[1] - threshold))
        return [
            {
                "id": pair.id, "kind": pair.kind, "a": pair.a, "b": pair.b, "same": bool(pair.same), "score": score,
                "why": explain(parse_name(pair.a), parse_name(pair.b)),
            }
            for pair, score in wrong
        ]  # fmt: skip


def score_pairs(pairs: Iterable[Pair]) -> ScoredPairs:
    """Score each pair by its two names and nothing else of it."""
    pairs = tuple(pairs)
    texts = dict.fromkeys(text for pair in pairs for text in (pair.a, pair.b))
    started = perf_counter()
    names = {text: parse_name(text) for text in texts}
    parsed = perf_counter()
    both = [(names[pair.a], names[pair.b]) for pair in pairs]
    ready = perf_counter()
    scores = tuple(similarity(a, b) for a, b in both)
    return ScoredPairs(pairs, scores, len(names), parsed - started, perf_counter() - ready)


@dataclass(frozen=True, slots=True)
class ClusteredCases:
    """The cases with the clusters found, and the seconds that took."""

    cases: tuple[Case, ...]
    clusters: tuple[list[list[int]], ...]
    seconds: float

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The predictions: ``{"id", "clusters"}``."""
        return [{"id": case.id, "clusters": found} for case, found in zip(self.cases, self.clusters, strict=True)]

    def measures(self, errors: int) -> dict[str, Any]:
        """The measures with speed and ``errors`` of the cases that are not exact, the least right first."""
        cases = Cases()
        for case, found in zip(self.cases, self.clusters, strict=True):
            cases.add(case.kind, len(case.mentions), case.clusters, found, case.ambiguous)
        row = cases.measures()
        row |= {"mentions_per_second": _rate(row["mentions"], self.seconds)}
        if errors:
            row["errors"] = self._errors()[:errors]
        return row

    def _errors(self) -> list[dict[str, Any]]:
        wrong = []
        for case, found in zip(self.cases, self.clusters, strict=True):
            size = len(case.mentions)
            precision, recall, exact = bcubed(size, case.clusters, found)
            if not exact:
                f1 = 2 * precision * recall / (precision + recall) / size
                sides = {"gold": _texts(case, case.clusters), "predicted": _texts(case, found)}
                wrong.append({"id": case.id, "kind": case.kind, "bcubed_f1": f1, **sides})
        return sorted(wrong, key=lambda one: one["bcubed_f1"])


def cluster_cases(cases: Iterable[Case]) -> ClusteredCases:
    """Tell the people of each case apart, with the means that tell those of articles apart."""
    cases = tuple(cases)
    started = perf_counter()
    clusters = tuple(_clusters(case.mentions) for case in cases)
    return ClusteredCases(cases, clusters, perf_counter() - started)


def _clusters(mentions: Sequence[Named]) -> list[list[int]]:
    people = identify((one.article, _entity(i, one)) for i, one in enumerate(mentions)).of
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(mentions):
        groups[people[one.article, i]].append(i)
    return list(groups.values())


def _entity(number: int, named: Named) -> Entity:
    mention = Mention(0, len(named.text), named.text, "name")
    told, gender = beside(named.text, named.context)
    return Entity(number, "person", named.text, (mention,), told, gender)


_BEFORE = re.compile(r"(?<![\w.-])[\w.-]+(?:['’]s)?$")
_AFTER = re.compile(r", (?:the |a |an )?((?:[\w'’-]+ ){0,3}[\w'’-]+),")


def beside(text: str, context: str) -> tuple[tuple[str, ...], Gender | None]:
    """What stands next to a name in its sentence: its roles ("Tennis player", ", the anti-drug chief,") and gender."""
    before, name, after = context.partition(text)
    if not name:
        return (), None
    found: list[str] = []
    rest = before.rstrip()
    while (match := _BEFORE.search(rest)) and len(found) < _LONGEST:
        found.insert(0, match[0])
        rest = rest[: match.start()].rstrip()
    gender = roles().gender.get(found[-1].casefold()) if found else None
    titles = [" ".join(found[at:]) for at in range(len(found)) if _is_role(found[at:], text)]
    apposed = _AFTER.match(after)
    if apposed and apposed[1].split()[-1].casefold() in roles().person:
        titles.append(apposed[1])
    return tuple(_OWNER.sub("", title.casefold()) for title in titles[:1]), gender


_OWNER = re.compile(r"^(?:the |his |her |their |[\w.-]+['’]s )+")
_LONGEST = 4
"""Words before a name that may be its title."""


def _is_role(words: list[str], text: str) -> bool:
    """Whether nothing but titles stands there, or a noun that names people with a capital word before it."""
    if parse_name(f"{' '.join(words)} {text}").text == parse_name(text).text:
        return True
    return words[-1].casefold() in roles().person and all(word.istitle() for word in words[:-1]) and len(words) > 1


def _texts(case: Case, groups: Iterable[Iterable[int]]) -> list[list[str]]:
    named = [[case.mentions[i] for i in group] for group in groups]
    return [[f"{one.article} {one.text}" for one in group] for group in named]


def _rate(count: int, seconds: float) -> float:
    return round(count / seconds, 1) if seconds else 0.0
