"""How far a sentence or a claim is worth a check, from 0 to 1, with reasons that a person can read.

The table of weights (``worth.tsv``) is learnt by ``learn_worth``: one half is where half of such sentences, of as many
that are worth a check as are not, are. Only the sentence's own words count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from ..weights import Weights, load_weights, logistic
from .worthfeatures import LENGTHS, features, has_stem, scale, topics
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
    check = check_of(table.log_odds(read))
    return Worth(check, reasons(read, table.contributions(read), check, known or Known()))


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
        self._lengths = [weights.by_name.get(f"length {length}", 0.0) for length in LENGTHS]
        self._words: dict[str, float] = {}

    def log_odds(self, read: Words) -> float:
        """The logarithm of the odds that a sentence is worth a check."""
        words, forms = [START, *read.words, END], [START, *read.forms, END]
        known, form, pair, form_pair = self._words, self._forms.get, self._pairs.get, self._form_pairs.get
        total = 0.0
        for word, shape in zip(words, forms, strict=True):
            weight = known.get(word)
            total += self._word(word) if weight is None else weight
            if shape != word:
                total += form(shape, 0.0)
        for two in pairwise(words):
            total += pair(two, 0.0)
        for two in pairwise(forms):
            total += form_pair(two, 0.0)
        total += self._of_topics(read)
        total += sum(weight for length, weight in zip(LENGTHS, self._lengths, strict=True) if len(read.words) >= length)
        return self.weights.constant + total / scale(read)

    def _word(self, word: str) -> float:
        by_name = self.weights.by_name
        weight = by_name.get(f"word {word}", 0.0)
        if has_stem(word):
            weight += by_name.get(f"stem {stem(word)}", 0.0)
        if len(self._words) < _REMEMBERED:
            self._words[word] = weight
        return weight

    def _of_topics(self, read: Words) -> float:
        get = self._topics.get
        found = sorted(topics(read))
        total = sum([get(topic, 0.0) for topic in found])
        return total + sum([get(f"{one} and {two}", 0.0) for one, two in combinations(found, 2)])

    def contributions(self, read: Words) -> list[float]:
        """What each token adds to the logarithm of the odds; a feature of several is shared out among them."""
        added = [0.0] * (len(read.words) + 2)
        get, by = self.weights.by_name.get, scale(read)
        for name, place in features(read):
            weight = get(name)
            if weight is not None and place:
                share = weight / (by * len(place))
                for i in place:
                    added[i + 1] += share
        return added[1:-1]


_REMEMBERED = 50_000
"""Words of which the weight is kept; a bound for the memory of a long run."""


def _by_two(weights: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """Weights of pairs, ``one two``, by the two."""
    found = {}
    for name, weight in weights.items():
        one, _, two = name.partition(" ")
        found[one, two] = weight
    return found
