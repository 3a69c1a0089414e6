"""The people found so far, and where to look for whom a name may be: words, surname and initial, given name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from .lexicon import Gender
from .nameparts import Name
from .names import LONE, MEAN, SAME, WORST, similarity
from .vocabulary import Vocabulary

LINK = 0.75
"""Every name in a cluster is at least this similar to a name that joins, whatever its nearest one says."""


@dataclass(frozen=True, slots=True)
class Node:
    """One person in one article ("" for a known person, who stands in none). ``words`` are of titles and roles."""

    article: str
    number: int
    name: Name
    gender: Gender | None
    words: frozenset[str]
    count: int = 0
    spelled: Name | None = None  # as the article has it, where the name is another by decision


@dataclass(slots=True)
class Cluster:
    """What is taken for one person so far: nodes, the distinct names to compare with, and its id when known before."""

    nodes: list[Node] = field(default_factory=list)
    names: dict[str, Name] = field(default_factory=dict)
    known: str | None = None
    alone: bool = False  # ambiguous: it owns short names in its own articles only
    also: dict[str, Name] = field(default_factory=dict)  # names by decision, which need not be like the others
    why: dict[tuple[str, int], str] = field(default_factory=dict)  # article, number → why a short name is this one's

    def add(self, nodes: Iterable[Node]) -> None:
        """Takes nodes in, and their names to compare with."""
        for node in nodes:
            self.nodes.append(node)
            self.names.setdefault(node.name.text, node.name)
            if node.spelled and node.spelled.full and node.spelled.text not in self.names:
                self.also[node.spelled.text] = node.spelled


Fit = tuple[float, int]  # (score, the cluster's place in the list)

Pairs = frozenset[frozenset[str]]
"""Names, without case, that are never one person's."""


class Clusters:
    """The clusters with their index: by pairs of words for full names, by family name for short ones."""

    def __init__(self, vocabulary: Vocabulary, apart: Pairs = frozenset()) -> None:
        self.all: list[Cluster] = []
        self.apart = apart
        self._vocabulary = vocabulary
        # two words, and one of the marks of the others
        self._pairs: defaultdict[tuple[frozenset[tuple[str, ...]], str], dict[int, None]] = defaultdict(dict)
        self._families: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)
        self._lettered: defaultdict[tuple[tuple[str, ...], str], dict[int, None]] = defaultdict(dict)
        self._joined: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._articles: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._given: defaultdict[tuple[int, str], dict[int, None]] = defaultdict(dict)

    def put(self, nodes: list[Node], at: int | None = None, known: str | None = None, alone: bool = False) -> int:
        """Adds nodes of one name to the cluster at a place, or to a new one, and returns the place."""
        if at is None:
            at = len(self.all)
            self.all.append(Cluster(known=known, alone=alone))
        cluster = self.all[at]
        before = cluster.names.keys() | cluster.also.keys()
        cluster.add(nodes)
        fresh = {text: name for text, name in (cluster.names | cluster.also).items() if text not in before}
        for node in nodes:
            self._articles[node.article][at] = None
        for name in fresh.values():
            self._index(name, at)
        return at

    def _index(self, name: Name, at: int) -> None:
        for i, j in _pairs(name):
            both = frozenset((name.tokens[i].keys, name.tokens[j].keys))
            self._pairs[both, _ANY][at] = None
            for mark in _marks(name, i, j) or [_NONE]:
                self._pairs[both, mark][at] = None
        for i in name.families:
            family = name.tokens[i].keys
            self._families[family][at] = None
            for letter in _letters(name, i):
                self._lettered[family, letter][at] = None
        self._joined["".join(name.keys)][at] = None
        for size in range(1, min(name.families) + 1 if name.full else 1):
            for key in name.tokens[0].keys:
                self._given[size, key][at] = None

    def like(self, name: Name) -> list[Fit]:
        """The clusters that a full name fits, best first."""
        places = dict(self._joined.get("".join(name.keys), {}))
        for i, j in _pairs(name):
            others = _marks(name, i, j)
            marks = [*others, _NONE] if others else [_ANY]
            for x, x_score in self._vocabulary.near(name.tokens[i]):
                for y, y_score in self._vocabulary.near(name.tokens[j]):
                    if MEAN * (x_score + y_score + 1) / 3 + WORST * min(x_score, y_score) >= SAME:
                        for mark in marks:
                            places |= self._pairs.get((frozenset((x, y)), mark), {})
        return self._fits(name, (at for at in places if not self.all[at].alone), SAME)

    def owners(self, name: Name) -> list[Fit]:
        """The clusters whose family name a short name (surname, or initials and surname) fits, best first."""
        places: dict[int, None] = {}
        for i in name.families:
            letters = _letters(name, i)
            for keys, _ in self._vocabulary.near(name.tokens[i]):
                if letters:
                    for letter in letters:  # of the many with a common surname those that an initial fits
                        places |= self._lettered.get((keys, letter), {})
                else:
                    places |= self._families.get(keys, {})
        return self._fits(name, places, SAME * (LONE if len(name.tokens) == 1 else 1))

    def namesakes(self, node: Node) -> list[int]:
        """The clusters of the same article whose given name, of one word or more, is the whole of this name."""
        here, size = self._articles[node.article], len(node.name.tokens)
        places: set[int] = set()
        for key in node.name.tokens[0].keys:
            anywhere = self._given.get((size, key), {})
            places.update(at for at in min(here, anywhere, key=len) if at in here and at in anywhere)
        return [at for at in sorted(places) if any(node.name.given_of(name) for name in self.all[at].names.values())]

    def _fits(self, name: Name, places: Iterable[int], least: float) -> list[Fit]:
        fits = []
        for at in places:
            best = self._fit(name, self.all[at], min(LINK, least))
            if best >= least:
                fits.append((best, at))
        return sorted(fits, key=lambda fit: (-fit[0], fit[1]))

    def _fit(self, name: Name, found: Cluster, link: float) -> float:
        """The best score with a name of the cluster, 0 when one of them is below ``link``, or never the same."""
        best = 0.0
        for other in found.names.values():
            if self.apart and frozenset((name.text.casefold(), other.text.casefold())) in self.apart:
                return 0.0
            score = similarity(name, other)
            if score < link:
                best = 0.0
                break
            best = max(best, score)
        return max([best, *(similarity(name, other) for other in found.also.values())])

    def here(self, article: str, fits: list[Fit]) -> list[Fit]:
        """Those of the clusters that the article mentions."""
        present = self._articles[article] if article else {}
        return [fit for fit in fits if fit[1] in present]


def _letters(name: Name, family: int) -> set[str]:
    """The letters that an initial in place of any other word of the name could be."""
    return {letter for i, token in enumerate(name.tokens) if i != family for letter in token.letters}


def _pairs(name: Name) -> Iterator[tuple[int, int]]:
    """Places of two words that are no initials; of a very long name only the first four and the last word."""
    words = [i for i, token in enumerate(name.tokens) if not token.initial]
    return combinations(words if len(words) < 6 else [*words[:4], words[-1]], 2)


_ANY, _NONE = "*", ""


def _marks(name: Name, i: int, j: int) -> list[str]:
    """What beside two words must agree in two names that both have more: a word's sound, letter or full form.

    Half a country has the given name and the patronymic of somebody, or a family's two surnames.
    """
    marks: dict[str, None] = {}
    for at, token in enumerate(name.tokens):
        if at not in (i, j):
            marks |= dict.fromkeys((*(key[0] for key in token.coarse), *token.letters, *token.forms))
    return list(marks)
