"""Which texts may have a quotation's words: by its rare words, several of them, then by stretches of frequent ones."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from .aligning import LIGHT, weight
from .draftwords import Token
from .sourcetexts import Texts

FREQUENT = 3000
"""Texts that have a word from which on it tells too little to be counted: looking them all up takes longer."""

MOST = 6
"""Texts that are laid along a quotation as a whole; of each of its halves, which may stand in two, half as many."""

NEAR_BEST = 0.6
"""Of the votes of the likeliest text the share that another must have to be looked at as well."""

LEAST, MANY = 0.25, 5
"""Share of a quotation's rare words, by weight, without which it cannot be there; told by so many of them."""

WHOLE = 0.9
"""Of a quotation's rare words, by weight, the share of the likeliest text from which its halves are not looked for."""

RARE = 3
"""Rare words that a quotation must have, lest its frequent ones be asked for in a row, too."""

ROW, ROWS = 4, 12
"""Words of such a row, and rows that are asked for."""

SHORT = 3
"""Words of a fragment that is asked for as it stands."""

_PIECE = re.compile(r"[^\W_]+")
"""What the index has of a word: don't is don and t."""


@dataclass
class Candidates:
    """Finds texts; what is known of a word is kept for the next quotation."""

    texts: Texts
    _with: dict[str, list[int]] = field(default_factory=dict)
    _total: int | None = None

    def of(self, tokens: Sequence[Token], people: Sequence[str] = ()) -> list[int]:
        """Numbers of texts that may have a quotation's words, the likeliest first; ``people`` are likely speakers."""
        keys = [token.key for token in tokens if token.key]
        if len(keys) <= SHORT:
            return _each_once([*self._short(keys, people), *self._best(keys, MOST)])
        half = len(keys) // 2
        whole, share = self._weighed(keys, MOST)
        parts = (keys[:half], keys[half:]) if half > SHORT and share < WHOLE else ()
        return _each_once([*whole, *(number for part in parts for number in self._best(part, MOST // 2))])

    def _short(self, keys: Sequence[str], people: Sequence[str]) -> list[int]:
        """Texts in which somebody says these words in a row: first one of the people."""
        words = " ".join(keys)
        by_them = self.texts.texts_said(words, MOST, people) if people else []
        return _each_once([*by_them, *self.texts.texts_said(words, MOST)])

    def _best(self, keys: Sequence[str], most: int) -> list[int]:
        return self._weighed(keys, most)[0]

    def _weighed(self, keys: Sequence[str], most: int) -> tuple[list[int], float]:
        """Texts by the weight of the rare words that they have, and the share of that weight which the best has.

        One such word alone is trusted only if there is no other.
        """
        votes: defaultdict[int, float] = defaultdict(float)
        several: Counter[int] = Counter()
        rare, whole = 0, 0.0
        for piece in _pieces(keys):
            numbers = self._holders(piece)
            if not numbers or len(numbers) >= FREQUENT:
                continue
            rare += 1
            told = math.log(1 + self._texts() / len(numbers))
            whole += told
            for number in numbers:
                votes[number] += told
            several.update(numbers)
        least = min(2, rare)
        best = heapq.nlargest(4 * most, votes, key=lambda number: (votes[number], -number))
        found = [number for number in best if several[number] >= least][:most]
        share = votes[found[0]] / whole if found else 0.0
        bar = max(NEAR_BEST * votes[found[0]] if found else 0.0, LEAST * whole if rare >= MANY else 0.0)
        found = [number for number in found if votes[number] >= bar]
        if rare < RARE or (not found and rare < MANY):
            return _each_once([*self._in_rows(keys, most), *found]), 0.0
        return found, share

    def _in_rows(self, keys: Sequence[str], most: int) -> list[int]:
        """Texts that have frequent words in a row in a statement, or all of them anywhere."""
        rows = [" ".join(keys[at : at + ROW]) for at in range(0, max(1, len(keys) - ROW + 1), 2)]
        votes: Counter[int] = Counter()
        for row in rows[:ROWS]:
            votes.update(self.texts.texts_said(row, 10 * most))
        found = [number for number, _ in votes.most_common(most)]
        pieces = list(islice(_pieces(keys, everything=True), 10))
        return found if len(found) >= most or not pieces else [*found, *self.texts.texts_with(pieces, most)]

    def _holders(self, piece: str) -> list[int]:
        if piece not in self._with:
            self._with[piece] = self.texts.texts_with([piece], FREQUENT)
        return self._with[piece]

    def _texts(self) -> int:
        if self._total is None:
            self._total = self.texts.texts()
        return self._total


def _pieces(keys: Iterable[str], *, everything: bool = False) -> Iterator[str]:
    """The different parts of words as the index has them, without those that carry nothing."""
    kept = (key for key in keys if everything or weight(key) > LIGHT)
    return iter(dict.fromkeys(piece for key in kept for piece in _PIECE.findall(key) if everything or len(piece) > 1))


def _each_once(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))
