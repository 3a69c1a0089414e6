"""How well scores put what is worth a check first, and tell it from the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

Scored = tuple[float, bool]
"""A sentence's score and its label."""


def average_precision(rows: Iterable[Scored]) -> float:
    """The mean precision down to each sentence with the label; 0 without any. Ties keep their order."""
    hits, total = 0, 0.0
    for rank, (_, label) in enumerate(_ranked(rows), 1):
        if label:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def precision_at(rows: Iterable[Scored], depth: int) -> float:
    """The share with the label of ``depth`` places, also where there are fewer sentences."""
    return sum(label for _, label in _ranked(rows)[:depth]) / depth


def _ranked(rows: Iterable[Scored]) -> list[Scored]:
    return sorted(rows, key=lambda row: -row[0])


def claim_measures(rows: Sequence[tuple[str, float, bool]], threshold: float) -> dict[str, Any]:
    """The measures of (document, score, label) in their order; those of rankings are means over documents.

    Raises ZeroDivisionError when there is nothing.
    """
    documents: defaultdict[str, list[Scored]] = defaultdict(list)
    for doc, score, label in rows:
        documents[doc].append((score, label))
    together = [row for part in documents.values() for row in part]
    right = sum(score >= threshold and label for score, label in together)
    called, actual = sum(score >= threshold for score, _ in together), sum(label for _, label in together)
    count = len(documents)
    return {
        "documents": count,
        "sentences": len(together),
        "positives": actual,
        "map": sum(average_precision(part) for part in documents.values()) / count,
        "p_at_10": sum(precision_at(part, 10) for part in documents.values()) / count,
        "p_at_50": sum(precision_at(part, 50) for part in documents.values()) / count,
        "average_precision": average_precision(together),
        "threshold": threshold,
        "precision": right / called if called else 0.0,
        "recall": right / actual if actual else 0.0,
        "f1": 2 * right / (called + actual) if called + actual else 0.0,
    }
