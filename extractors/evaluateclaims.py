"""Labelled sentences scored as those of articles are: predictions as scorers read them, measures, errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from .claimgold import Labelled
from .claims.worth import checks, worth
from .claimscoring import claim_measures


@dataclass(frozen=True, slots=True)
class ScoredSentences:
    """The sentences with their scores, and the seconds that took."""

    sentences: tuple[Labelled, ...]
    scores: tuple[float, ...]
    seconds: float

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The predictions: ``{"id", "score"}``."""
        return [{"id": one.id, "score": score} for one, score in zip(self.sentences, self.scores, strict=True)]

    def measures(self, threshold: float, errors: int) -> dict[str, Any]:
        """The measures with speed and ``errors`` of the worst errors, the farthest beyond the threshold first."""
        both = list(zip(self.sentences, self.scores, strict=True))
        row = claim_measures([(one.doc, score, bool(one.label)) for one, score in both], threshold)
        row["sentences_per_second"] = round(len(both) / self.seconds, 1) if self.seconds else 0.0
        if errors:
            wrong = [(one, score) for one, score in both if (score >= threshold) != one.label]
            wrong.sort(key=lambda pair: -abs(pair[1] - threshold))
            row["errors"] = [_error(one, score) for one, score in wrong[:errors]]
        return row


def score_sentences(sentences: Iterable[Labelled]) -> ScoredSentences:
    """Score each sentence by its text and nothing else."""
    sentences = tuple(sentences)
    checks([""])  # reads the table, whose time is nobody's
    started = perf_counter()
    scores = tuple(checks(one.text for one in sentences))
    return ScoredSentences(sentences, scores, perf_counter() - started)


def _error(one: Labelled, score: float) -> dict[str, Any]:
    return {
        "id": one.id, "doc": one.doc, "text": one.text, "label": bool(one.label), "score": score,
        "reasons": list(worth(one.text).reasons),
    }  # fmt: skip
