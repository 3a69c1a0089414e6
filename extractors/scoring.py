"""How well predicted quotations fit annotated ones, in figures.

The measures are those by which systems are compared on PolNeAR (see ``matching`` for what documents and quotes are):

content   two contents match when half of all their tokens are shared (soft), matches with the same tokens are exact;
          token measures compare the tokens that are content of any quote of a document;
joint     a match whose source is right: what a reader needs, who said what;
cue       right when a token is shared, asked of matches whose annotated quote has a cue;
type      direct, mixed or indirect, of recall by the annotated content, of precision by the predicted one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import reduce
from operator import add
from typing import Any

from ..data.records import QUOTE_TYPES, QuoteType
from .matching import MATCH, Document, Judge, Outcome, Quotes


def outcomes(
    documents: Iterable[Document],
    predictions: Mapping[str, Quotes],
    *,
    threshold: float = MATCH,
    min_confidence: float | None = None,
) -> Iterator[Outcome]:
    """What became of every quote, document by document; the arguments are those of ``score``."""
    for document in documents:
        yield from Judge(document, threshold).compare(predictions.get(document["id"], ()), min_confidence)


@dataclass(frozen=True, slots=True)
class TypeCounts:
    """The counts of one type; of predictions by the type that the prediction has."""

    gold: int = 0
    gold_matched: int = 0
    predicted: int = 0
    predicted_matched: int = 0

    def __add__(self, other: TypeCounts) -> TypeCounts:
        return TypeCounts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts over documents, which can be added.

    ``joint`` are matches whose source is right, ``cued`` matches whose annotated quote has a cue, ``named`` predictions
    that have a source, ``named_right`` those of them that are joint matches.
    """

    documents: int = 0
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    exact: int = 0
    joint: int = 0
    cued: int = 0
    cue_right: int = 0
    named: int = 0
    named_right: int = 0
    gold_tokens: int = 0
    predicted_tokens: int = 0
    shared_tokens: int = 0
    direct: TypeCounts = TypeCounts()
    mixed: TypeCounts = TypeCounts()
    indirect: TypeCounts = TypeCounts()

    def __add__(self, other: Scores) -> Scores:
        return Scores(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def measures(self) -> dict[str, float]:
        """All measures by name: counts as they are, everything else as a share of 0–1, 0 where nothing was counted.

        ``documents``, ``gold``, ``predicted``, ``matched``; precision, recall and F1 as ``soft_p``, ``soft_r``,
        ``soft_f1``, also ``exact_…``, ``token_…`` and ``joint_…``; of the matches, ``source_right`` and (where a cue is
        annotated) ``cue_right``; of the predictions, ``left_open`` (without a source) and ``named_precision`` (joint
        matches among those with one); by type ``gold_direct``, ``predicted_direct``, ``recall_direct``,
        ``precision_direct`` and so on, soft.
        """
        return {
            "documents": self.documents,
            "gold": self.gold,
            "predicted": self.predicted,
            "matched": self.matched,
            **_prf("soft", self.matched, self.predicted, self.gold),
            **_prf("exact", self.exact, self.predicted, self.gold),
            **_prf("token", self.shared_tokens, self.predicted_tokens, self.gold_tokens),
            **_prf("joint", self.joint, self.predicted, self.gold),
            "source_right": share(self.joint, self.matched),
            "cue_right": share(self.cue_right, self.cued),
            "named_precision": share(self.named_right, self.named),
            "left_open": share(self.predicted - self.named, self.predicted),
            **{key: value for name in QUOTE_TYPES for key, value in _of_type(name, getattr(self, name)).items()},
        }


def score(
    documents: Iterable[Document],
    predictions: Mapping[str, Quotes],
    *,
    threshold: float = MATCH,
    min_confidence: float | None = None,
) -> Scores:
    """Compare predictions, by document id, with annotated documents.

    A document without an entry has no predictions; predictions below ``min_confidence`` are left out; ``threshold`` is
    the IoU of a match.
    """
    judged = (
        counted(Judge(document, threshold).compare(predictions.get(document["id"], ()), min_confidence))
        for document in documents
    )
    return reduce(add, judged, Scores())


def counted(found: Collection[Outcome]) -> Scores:
    """The counts of one document, from all its outcomes."""
    gold = [one.gold for one in found if one.gold is not None]
    predicted = [one.predicted for one in found if one.predicted is not None]
    gold_tokens = frozenset().union(*(one.content for one in gold))
    predicted_tokens = frozenset().union(*(one.content for one in predicted))
    return Scores(
        documents=1,
        gold=len(gold),
        predicted=len(predicted),
        matched=sum(one.matched for one in found),
        exact=sum(one.exact for one in found),
        joint=sum(one.right for one in found),
        cued=sum(one.matched and one.gold is not None and bool(one.gold.cue) for one in found),
        cue_right=sum(one.cue_right for one in found),
        named=sum(bool(one.source) for one in predicted),
        named_right=sum(one.right and one.predicted is not None and bool(one.predicted.source) for one in found),
        gold_tokens=len(gold_tokens),
        predicted_tokens=len(predicted_tokens),
        shared_tokens=len(gold_tokens & predicted_tokens),
        **{name: _count_type(name, found) for name in QUOTE_TYPES},
    )


def _count_type(name: QuoteType, found: Iterable[Outcome]) -> TypeCounts:
    gold = [one for one in found if one.gold is not None and one.gold.type == name]
    predicted = [one for one in found if one.predicted is not None and one.predicted.type == name]
    return TypeCounts(
        gold=len(gold),
        gold_matched=sum(one.matched for one in gold),
        predicted=len(predicted),
        predicted_matched=sum(one.matched for one in predicted),
    )


def _of_type(name: str, counts: TypeCounts) -> dict[str, float]:
    return {
        f"gold_{name}": counts.gold,
        f"predicted_{name}": counts.predicted,
        f"recall_{name}": share(counts.gold_matched, counts.gold),
        f"precision_{name}": share(counts.predicted_matched, counts.predicted),
    }


def _prf(name: str, hits: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1, this from the counts: 2h / (p + g)."""
    return {
        f"{name}_p": share(hits, predicted),
        f"{name}_r": share(hits, gold),
        f"{name}_f1": share(2 * hits, predicted + gold),
    }


def share(part: int, whole: int) -> float:
    """The part by the whole; 0 when there is no whole."""
    return part / whole if whole else 0.0


def calibration(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """For each tenth of confidence how many predictions have it, their mean confidence, and the share that is right.

    Right is a joint match. ``confidence`` and ``right`` are None in a tenth without predictions; 1.0 is in the last.
    """
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for outcome in outcomes:
        if outcome.predicted is not None:
            confidence = outcome.predicted.confidence
            tenths[min(int(confidence * 10), 9)].append((confidence, outcome.right))
    return [
        {
            "from": number / 10,
            "to": (number + 1) / 10,
            "predicted": len(tenth),
            "confidence": sum(confidence for confidence, _ in tenth) / len(tenth) if tenth else None,
            "right": share(sum(right for _, right in tenth), len(tenth)) if tenth else None,
        }
        for number, tenth in enumerate(tenths)
    ]
