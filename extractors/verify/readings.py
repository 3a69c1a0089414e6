"""What an alignment means: which words differ, how much that matters, and what it makes of the quotation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from ..differences import Place, Word
from .aligning import Alignment, Pair, weight
from .draftwords import Token
from .gaps import ENDS_SENTENCE, Difference, Gap, Spelling
from .gravity import is_negation
from .sourcetexts import SourceText

IN_A_ROW, MOSTLY = 5, 0.6
"""Words in a row, and the share of a quotation's words, that tell it however common they are."""


@dataclass(frozen=True)
class Reading:
    """One quotation read in one text."""

    source: SourceText
    tokens: Sequence[Token]
    draft: str
    alignment: Alignment

    @property
    def share(self) -> float:
        """Of the draft's words the share that is there, by weight (0–1)."""
        return self.alignment.share

    @cached_property
    def same(self) -> list[Word]:
        """The source's words that are the draft's, too."""
        words = self.source.words
        return [words[pair.word] for pair in self.alignment.pairs if pair.same and pair.word is not None]

    @property
    def place(self) -> Place:
        """From the first of these words to the last."""
        return self.same[0].start, self.same[-1].end

    @cached_property
    def pieces(self) -> list[Place]:
        """The stretches of the source that the quotation consists of, apart where "he said" or more lies between."""
        cuts = [one.source for one in self.differences if one.op in ("apart", "omitted")] + self._interruptions
        edges = sorted(cut for cut in cuts if cut[1] > cut[0])
        pieces, start = [], self.place[0]
        for cut in edges:
            before = [word.end for word in self.same if start <= word.start and word.end <= cut[0]]
            after = [word.start for word in self.same if word.start >= cut[1]]
            if before and after:
                pieces.append((start, before[-1]))
                start = after[0]
        return [*pieces, (start, self.place[1])]

    @cached_property
    def quoted(self) -> float:
        """The share of its words there that stand within quotation marks."""
        numbers = [pair.word for pair in self.alignment.pairs if pair.same and pair.word is not None]
        return sum(self.source.within[number] for number in numbers) / len(numbers)

    @cached_property
    def longest(self) -> float:
        """The weight of the longest row of words that are the same."""
        rows = groupby(self.alignment.pairs, key=lambda pair: pair.same)
        return max(
            sum(weight(self.tokens[pair.token].key) for pair in row if pair.token is not None)
            for same, row in rows
            if same
        )

    @cached_property
    def in_a_row(self) -> bool:
        """Whether most of its words stand there in a row, however little each of them carries."""
        rows = groupby(self.alignment.pairs, key=lambda pair: pair.same)
        longest = max(len(list(row)) for same, row in rows if same)
        whole = sum(bool(token.key) for token in self.tokens)
        return longest >= IN_A_ROW and longest >= MOSTLY * whole

    @property
    def differences(self) -> list[Difference]:
        """All that differs, in the draft's order."""
        return self._told[0]

    @property
    def _interruptions(self) -> list[Place]:
        return self._told[1]

    @property
    def spellings(self) -> list[Spelling]:
        """Figures that are only spelled otherwise."""
        return self._told[2]

    @cached_property
    def _told(self) -> tuple[list[Difference], list[Place], list[Spelling]]:
        found: list[Difference] = []
        spellings: list[Spelling] = []
        interruptions: list[Place] = []
        pairs = self.alignment.pairs
        at = 0
        for same, group in groupby(pairs, key=lambda pair: pair.same):
            some = list(group)
            if not same:
                rest = pairs[at + len(some) :]
                behind = next((pair.token for pair in rest if pair.token is not None), None)
                before, after = self._nearest(reversed(pairs[:at])), self._nearest(rest)
                told = Gap(self.source, self.draft, self.tokens, some, behind, before, after).told()
                if isinstance(told, Difference):
                    found.append(told)
                elif isinstance(told, Spelling):
                    spellings.append(told)
                elif told is not None:
                    interruptions.append(told)
            at += len(some)
        return found, interruptions, spellings

    def _nearest(self, pairs: Iterable[Pair]) -> Word | None:
        return next((self.source.words[pair.word] for pair in pairs if pair.word is not None), None)

    @property
    def kind(self) -> Literal["exact", "shortened", "altered", "stitched"]:
        """What the differences alone make of it."""
        found = self.differences
        if any(one.op == "apart" for one in found):
            return "stitched"
        if any(one.op in ("changed", "added") for one in found):
            return "altered"
        if any(one.op == "editor" and one.grave for one in found):
            return "altered"
        if any(one.grave == "negation" and not one.owned for one in found):
            return "altered"
        return "shortened" if any(one.op == "omitted" for one in found) else "exact"

    def cut_short(self) -> str | None:
        """A negation right before the first word quoted, which the draft may have left out to its speaker's harm."""
        number = next(pair.word for pair in self.alignment.pairs if pair.same and pair.word is not None)
        if number and is_negation(self.source.words[number - 1].key):
            before = self.source.words[number - 1]
            if any(one.source[0] <= before.start < one.source[1] for one in self.differences):
                return None  # which tells it already
            if not ENDS_SENTENCE.search(self.source.text, before.end, self.same[0].start):
                return self.source.text[before.start : before.end]
        return None
