"""A quotation laid along a source: word for word where it can be, with gaps where either says more.

The cheapest way is found over the whole source (Needleman and Wunsch 1970, free at the source's ends, with a gap of
any length dear to open and cheap to go on, Gotoh 1982), so that what was left out is one stretch, not crumbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..claims.wording import stems
from ..differences import Word
from .draftwords import Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

LIGHT = 0.5
"""What a word that carries nothing (the, of, is) counts of one that does."""

CHANGED, ADDED, OPENED = -0.75, -0.8, -1.2
"""What another word costs, one that the source has not, and the first of those that the draft left out."""

GOING_ON, OUTSIDE = 0.03, 0.01
"""What each word left out costs; less outside quotation marks: "he said" in the midst of a quotation is not omitted."""

WITHIN = 0.02
"""What a word within quotation marks counts more: of two equal places the quotation is taken."""

REMARK = 0.05
"""What each word costs that an editor's bracket stands for."""

MOST_CELLS = 4_000_000
"""Words of the draft times words of the source that are looked at together; a longer source is narrowed down first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One step: a token of the draft, a word of the source, or both (numbers of each); ``same``: one word."""

    token: int | None
    word: int | None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """All tokens of a draft's quotation, and the words of the source from the first to the last that it took.

    ``share`` is the weight of the words that are the same, of all the draft's words (0–1).
    """

    pairs: tuple[Pair, ...]
    share: float
    score: float


@lru_cache(maxsize=1 << 16)
def weight(key: str) -> float:
    """What a word counts."""
    return 1.0 if stems(key) or any(map(str.isdigit, key)) else LIGHT


def align(tokens: Sequence[Token], words: Sequence[Word], within: Sequence[bool]) -> Alignment | None:
    """The best way to read a source's words as the draft's; None where they share nothing.

    ``within`` tells of each word whether it stands in quotation marks.
    """
    keys = {token.key for token in tokens if token.key}
    hits = [place for place, word in enumerate(words) if word.key in keys]
    if not hits:
        return None
    first, last = _narrowed(hits, len(tokens), len(words))
    pairs = _Grid(tokens, words[first:last], within[first:last]).path()
    found = tuple(
        Pair(pair.token, None if pair.word is None else pair.word + first, pair.same) for pair in _trimmed(pairs)
    )
    whole = sum(weight(token.key) for token in tokens if token.key)
    same = sum(weight(tokens[pair.token].key) for pair in found if pair.same and pair.token is not None)
    return Alignment(found, min(1.0, same / whole), same) if same else None


def _narrowed(hits: Sequence[int], tokens: int, words: int) -> tuple[int, int]:
    """The stretch of a source that is looked at: all of it, else that with the most words in common."""
    width = max(4 * tokens, MOST_CELLS // max(1, tokens))
    if words <= width:
        return 0, words
    best, left = (0, 0), 0
    for right, place in enumerate(hits):
        while place - hits[left] >= width // 2:
            left += 1
        best = max(best, (right - left, -hits[left]))
    start = max(0, -best[1] - width // 4)
    return start, min(words, start + width)


def _trimmed(pairs: list[Pair]) -> list[Pair]:
    """Without words of the source before the draft's first token and after its last."""
    places = [number for number, pair in enumerate(pairs) if pair.token is not None]
    return pairs[places[0] : places[-1] + 1] if places else []


class _Grid:
    """The table of the cheapest ways: a row a token, a column a place between two words of the source."""

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], within: Sequence[bool]) -> None:
        import numpy as np

        self._tokens, self._words = tokens, words
        self._numbers: dict[str, int] = {}
        ids = [self._numbers.setdefault(word.key, len(self._numbers)) for word in words]
        self._ids = np.array(ids, dtype=np.int32)
        self._within = np.array(within, dtype=bool)
        self._columns = len(words) + 1
        self._gap_costs = {
            kind: np.concatenate(([0.0], np.cumsum(np.where(self._within, inside, OUTSIDE)))).astype(np.float32)
            for kind, inside in (("word", GOING_ON), ("editor", REMARK), ("ellipsis", OUTSIDE))
        }
        self._from_left: list[Numbers] = []  # of each cell: how many columns the gap before it takes, 0 without one
        self._diagonal: list[Numbers] = []

    def path(self) -> list[Pair]:
        """The steps of the best way, from the draft's first token to its last."""
        import numpy as np

        best: Numbers = np.zeros(self._columns, dtype=np.float32)
        straight = best
        for token in self._tokens:
            straight, best = self._row(token, best)
        return self._back(int(np.argmax(straight)))

    def _row(self, token: Token, above: Numbers) -> tuple[Numbers, Numbers]:
        """The values of a token's row, before and after gaps to its right are weighed."""
        import numpy as np

        if token.kind in ("word", "partial"):
            straight, diagonal = self._word_row(token, above)
            costs, opened = self._gap_costs["word"], OPENED
        else:
            straight, diagonal = above.copy(), np.zeros(self._columns, dtype=bool)
            costs, opened = self._gap_costs[token.kind], 0.0
        reach = straight + costs
        furthest = np.maximum.accumulate(reach)
        columns = np.arange(self._columns, dtype=np.int32)
        begins = np.maximum.accumulate(np.where(reach >= furthest, columns, 0))
        gapped = furthest - costs + np.float32(opened)
        taken = (gapped > straight) & (begins < columns)
        self._from_left.append(np.where(taken, columns - begins, 0).astype(np.int32))
        self._diagonal.append(diagonal)
        return straight, np.where(taken, gapped, straight)

    def _word_row(self, token: Token, above: Numbers) -> tuple[Numbers, Numbers]:
        import numpy as np

        same = self._ids == self._numbers.get(token.key, -1)
        other = -0.1 if token.kind == "partial" else CHANGED
        gain = np.where(same, weight(token.key) + WITHIN * self._within, other).astype(np.float32)
        across = np.concatenate(([np.float32(-np.inf)], above[:-1] + gain)).astype(np.float32)
        down = above + np.float32(ADDED)
        diagonal = across >= down
        return np.where(diagonal, across, down), diagonal

    def _back(self, column: int) -> list[Pair]:
        pairs: list[Pair] = []
        at_end = True
        for row in range(len(self._tokens) - 1, -1, -1):
            token = self._tokens[row]
            gap = 0 if at_end else int(self._from_left[row][column])
            at_end = False
            pairs += [Pair(None, column - 1 - step) for step in range(gap)]
            column -= gap
            if self._diagonal[row][column]:
                column -= 1
                pairs.append(Pair(row, column, self._words[column].key == token.key))
            else:
                pairs.append(Pair(row, None))
        pairs.reverse()
        return pairs
