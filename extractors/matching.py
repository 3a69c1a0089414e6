"""Predicted quotations beside annotated ones: which match, and what is right and wrong with them.

All is compared as sets of word tokens (``\\w+``), so that punctuation, quotation marks and white
space at the edge of a span never matter.

A document is a mapping with ``id``, ``text`` and ``quotes``; a quote is a mapping of ``source``, ``cue`` and
``content`` to lists of [start, end) character offsets into the text, of which each may be missing, empty or None. A
predicted quote may have a ``confidence`` (0–1; without one it counts as 1). Quotes without content are left out on
both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..data.records import QuoteType
from .quotetype import Quoted

Document = Mapping[str, Any]
Quotes = Sequence[Mapping[str, Any]]
Offsets = tuple[int, int]
ErrorKind = Literal["source", "spurious", "missed"]

MATCH = 0.5
"""The least IoU (shared tokens by all tokens) of two contents that makes them a match."""

SAME_SOURCE = 0.5
"""The least overlap (shared tokens by tokens of the shorter one) that makes two sources the same."""

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as it is compared: the places of its tokens in the text, its type, and its spans as given."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    type: QuoteType
    confidence: float
    spans: Mapping[str, tuple[Offsets, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a quote: annotated and predicted (a match), or only one of the two.

    ``overlap`` is the IoU of the contents, without a match the best that any quote of the other side has (0–1).
    """

    doc: str
    gold: Quote | None
    predicted: Quote | None
    overlap: float

    @property
    def matched(self) -> bool:
        """Whether the contents match."""
        return self.gold is not None and self.predicted is not None

    @property
    def exact(self) -> bool:
        """Whether the contents have the same tokens."""
        return self.gold is not None and self.predicted is not None and self.gold.content == self.predicted.content

    @property
    def right(self) -> bool:
        """Whether it is a joint match: the contents match and the sources are the same, or missing on both sides."""
        if self.gold is None or self.predicted is None:
            return False
        ours, theirs = self.gold.source, self.predicted.source
        if not ours or not theirs:
            return not ours and not theirs
        return len(ours & theirs) >= SAME_SOURCE * min(len(ours), len(theirs))

    @property
    def cue_right(self) -> bool:
        """Whether the cues of a match share a token."""
        return self.gold is not None and self.predicted is not None and bool(self.gold.cue & self.predicted.cue)

    @property
    def error(self) -> ErrorKind | None:
        """What is wrong: a match with a wrong source, a prediction too many, an annotated quote missed; or nothing."""
        if self.gold is None:
            return "spurious"
        if self.predicted is None:
            return "missed"
        return None if self.right else "source"


class Judge:
    """One annotated document, prepared to be compared with predictions, several times if need be."""

    def __init__(self, document: Document, threshold: float = MATCH) -> None:
        self.doc = str(document["id"])
        self._threshold = threshold
        text = document["text"]
        self._quoted = Quoted(text)
        self._token_at: list[int | None] = [None] * len(text)
        for number, token in enumerate(_TOKEN.finditer(text)):
            self._token_at[token.start() : token.end()] = [number] * (token.end() - token.start())
        self._gold = self.prepared(document["quotes"])

    def compare(self, quotes: Quotes, min_confidence: float | None = None) -> tuple[Outcome, ...]:
        """The outcomes of all annotated quotes in their order, then of the predictions that match none."""
        gold, predicted = self._gold, self.prepared(quotes)
        if min_confidence is not None:
            predicted = [one for one in predicted if one.confidence >= min_confidence]
        overlaps = _overlaps(gold, predicted)
        partner = _matching(overlaps, self._threshold)
        best_gold = [0.0] * len(gold)
        best_predicted = [0.0] * len(predicted)
        for (g, p), overlap in overlaps.items():
            best_gold[g] = max(best_gold[g], overlap)
            best_predicted[p] = max(best_predicted[p], overlap)
        found = [
            Outcome(self.doc, one, predicted[partner[g]], overlaps[g, partner[g]])
            if g in partner
            else Outcome(self.doc, one, None, best_gold[g])
            for g, one in enumerate(gold)
        ]
        taken = set(partner.values())
        found += [Outcome(self.doc, None, one, best_predicted[p]) for p, one in enumerate(predicted) if p not in taken]
        return tuple(found)

    def prepared(self, quotes: Quotes) -> list[Quote]:
        """The quotes that have content, as they are compared."""
        return [one for one in map(self._prepared, quotes) if one.content]

    def _prepared(self, quote: Mapping[str, Any]) -> Quote:
        spans = {
            role: tuple((start, end) for start, end in quote.get(role) or () if end > start)
            for role in ("source", "cue", "content")
        }
        confidence = quote.get("confidence")
        return Quote(
            source=self._tokens(spans["source"]),
            cue=self._tokens(spans["cue"]),
            content=self._tokens(spans["content"]),
            type=self._quoted.type_of(spans["content"]),
            confidence=1.0 if confidence is None else confidence,
            spans=spans,
        )

    def _tokens(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The numbers of the tokens that share a character with any of the spans."""
        numbers = {number for start, end in spans for number in self._token_at[max(0, start) : max(0, end)]}
        return frozenset(number for number in numbers if number is not None)


def _overlaps(gold: Sequence[Quote], predicted: Sequence[Quote]) -> dict[tuple[int, int], float]:
    """The IoU of all pairs of contents that share a token, by their places."""
    found = {}
    for g, ours in enumerate(gold):
        for p, theirs in enumerate(predicted):
            shared = len(ours.content & theirs.content)
            if shared:
                found[g, p] = shared / (len(ours.content) + len(theirs.content) - shared)
    return found


def _matching(overlaps: Mapping[tuple[int, int], float], threshold: float) -> dict[int, int]:
    """Pairs one to one, the best overlap first; of equal ones that which is annotated, then predicted, first."""
    pairs = sorted((pair for pair, overlap in overlaps.items() if overlap >= threshold))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for g, p in sorted(pairs, key=lambda pair: -overlaps[pair]):
        if g not in partner and p not in taken:
            partner[g] = p
            taken.add(p)
    return partner
