"""How far a sentence or a claim is worth a check, from 0 to 1, with reasons that a person can read.

The table of weights (``worth.tsv``) is learnt by ``learn_worth``: one half is where half of such sentences, of as many
that are worth a check as are not, are. Only the sentence's own words count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from ..weights import Weights, load_weights, logistic
from .worthfeatures import LENGTHS, has_stem, scale, topics
from .worthreasons import Known, reasons
from .worthwords import END, START, Words, read_words, stem


@dataclass(frozen=True, slots=True)
class Worth:
    """``check`` is from 0 to 1, rounded to four places; the reasons that count most come first."""

    check: float
    reasons: tuple[str, ...]


def worth(text: str, known: Known | None = None) -> Worth:
    """How far a sentence or a claim is worth a check; ``known`` has what is known of it besides.

    What is known changes the reasons' wording, never ``check``.
    """
    read, table = read_words(text), _table()
    log_odds, contributions = table.rated(read)
    check = check_of(log_odds)
    return Worth(check, reasons(read, contributions, check, known or Known()))


def checks(texts: Iterable[str]) -> list[float]:
    """``Worth.check`` of each text, without the time that reasons take."""
    table = _table()
    return [check_of(table.log_odds(read_words(text))) for text in texts]


def check_of(log_odds: float) -> float:
    """``check`` for the logarithm of the odds."""
    return round(logistic(log_odds), 4)


@lru_cache
def _table() -> Table:
    return Table(load_weights("worth"))


class Table:
    """The weights by kind of feature; adds them up as ``worthfeatures.features`` names them, without making names."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._forms, self._pairs = weights.after("form "), _by_two(weights.after("pair "))
        self._form_pairs = _by_two(weights.after("forms "))
        self._topics = weights.after("about ")
        self._topic_pairs = _by_two(self._topics, " and ")
        self._lengths = [weights.by_name.get(f"length {length}", 0.0) for length in LENGTHS]
        self._words: dict[str, float] = {}

    def log_odds(self, read: Words) -> float:
        """The logarithm of the odds that a sentence is worth a check."""
        return self.rated(read)[0]

    def rated(self, read: Words) -> tuple[float, list[float]]:
        """The logarithm of the odds, and what each token adds to it; a feature of several is shared out among them."""
        words, forms = [START, *read.words, END], [START, *read.forms, END]
        added = [self._of_one(word, shape) for word, shape in zip(words, forms, strict=True)]
        for pairs, weights in ((pairwise(words), self._pairs), (pairwise(forms), self._form_pairs)):
            for i, two in enumerate(pairs):
                weight = weights.get(two)
                if weight is not None:
                    added[i] += weight / 2
                    added[i + 1] += weight / 2
        for weight, place in self._of_topics(read):
            share = weight / len(place)
            for i in place:
                added[i + 1] += share
        by = scale(read)
        long = sum(weight for length, weight in zip(LENGTHS, self._lengths, strict=True) if len(read.words) >= length)
        return self.weights.constant + (sum(added) + long) / by, [one / by for one in added[1:-1]]

    def _of_one(self, word: str, shape: str) -> float:
        weight = self._words.get(word)
        if weight is None:
            weight = self._word(word)
        return weight + self._forms.get(shape, 0.0) if shape != word else weight

    def _word(self, word: str) -> float:
        by_name = self.weights.by_name
        weight = by_name.get(f"word {word}", 0.0)
        if has_stem(word):
            weight += by_name.get(f"stem {stem(word)}", 0.0)
        if len(self._words) < _REMEMBERED:
            self._words[word] = weight
        return weight

    def _of_topics(self, read: Words) -> Iterator[tuple[float, tuple[int, ...]]]:
        found = topics(read)
        for topic, place in found.items():
            weight = self._topics.get(topic)
            if weight is not None:
                yield weight, place
        for two in combinations(sorted(found), 2):
            weight = self._topic_pairs.get(two)
            if weight is not None:
                yield weight, found[two[0]] + found[two[1]]


_REMEMBERED = 50_000
"""Words of which the weight is kept; a bound for the memory of a long run."""


def _by_two(weights: Mapping[str, float], between: str = " ") -> dict[tuple[str, str], float]:
    """Weights of pairs, ``one two``, by the two."""
    found = {}
    for name, weight in weights.items():
        one, parted, two = name.partition(between)
        if parted:
            found[one, two] = weight
    return found
