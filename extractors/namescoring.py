"""How right scores of pairs of names, and clusters of mentions, are: the measures as rows, all shares 0–1.

Pairs are measured by the area under the ROC curve and, from a threshold on, by precision and recall; clusters by
B-cubed (Bagga and Baldwin, 1998): a mention's precision is the share of its cluster that belongs with it, its recall
the share of what belongs with it that is in its cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

Scored = tuple[float, bool]  # (score, whether both names are one person's)
Groups = Iterable[Iterable[int]]

PRECISION = 0.95
"""The precision at which recall is asked for."""


def auc(scored: Iterable[Scored]) -> float | None:
    """The chance that a pair of one person scores higher than one of two; equal scores count half, None without both.

    The rank-sum form of Mann and Whitney.
    """
    below = same = different = 0
    half_wins = 0
    for _, group in groupby(sorted(scored), key=lambda pair: pair[0]):
        labels = [label for _, label in group]
        here = sum(labels)
        half_wins += here * (2 * below + len(labels) - here)
        below += len(labels) - here
        same, different = same + here, different + len(labels) - here
    return half_wins / (2 * same * different) if same and different else None


def _steps(scored: Iterable[Scored]) -> list[tuple[float, int, int]]:
    """For each score, the highest first: how many pairs have it or more, and how many of those are one person's."""
    steps: list[tuple[float, int, int]] = []
    found = right = 0
    for score, group in groupby(sorted(scored, reverse=True), key=lambda pair: pair[0]):
        labels = [label for _, label in group]
        found, right = found + len(labels), right + sum(labels)
        steps.append((score, found, right))
    return steps


def best_threshold(scored: Sequence[Scored]) -> float:
    """The score from which on calling pairs one person's gives the best F1, the highest of equal ones; else 0."""
    wanted = sum(label for _, label in scored)
    f1s = [(2 * right / (found + wanted), score) for score, found, right in _steps(scored)]
    return max(f1s, default=(0.0, 0.0))[1]


def recall_at(scored: Sequence[Scored], precision: float = PRECISION) -> float:
    """The best recall of all thresholds with at least this precision."""
    wanted = sum(label for _, label in scored)
    return max((_ratio(right, wanted) for _, found, right in _steps(scored) if right / found >= precision), default=0.0)


def pair_measures(pairs: Sequence[tuple[str, float, bool]], threshold: float | None = None) -> dict[str, Any]:
    """All measures of pairs (kind, score, same); without a threshold, at the best."""
    scored = [(score, same) for _, score, same in pairs]
    least = best_threshold(scored) if threshold is None else threshold
    found = sum(score >= least for score, _ in scored)
    right = sum(same for score, same in scored if score >= least)
    wanted = sum(same for _, same in scored)
    return {
        "pairs": len(scored), "same": wanted, "auc": auc(scored), "threshold": least,
        "precision": _ratio(right, found), "recall": _ratio(right, wanted), "f1": _ratio(2 * right, found + wanted),
        "recall_at_p95": recall_at(scored),
        "by_kind": [_kind_of_pairs(kind, part, least) for kind, part in _by_kind(pairs, lambda pair: pair[0])],
    }  # fmt: skip


def _kind_of_pairs(kind: str, pairs: list[tuple[str, float, bool]], least: float) -> dict[str, Any]:
    same = [score >= least for _, score, label in pairs if label]
    different = [score < least for _, score, label in pairs if not label]
    return {
        "kind": kind, "same": len(same), "different": len(different),
        "recall": _ratio(sum(same), len(same)) if same else None,
        "specificity": _ratio(sum(different), len(different)) if different else None,
        "accuracy": _ratio(sum(same) + sum(different), len(pairs)),
    }  # fmt: skip


def bcubed(size: int, gold: Groups, found: Groups) -> tuple[float, float, bool]:
    """Precision and recall summed over the ``size`` mentions of a case, and whether the clusters are equal.

    A mention in no cluster is one of its own.
    """
    wanted, made = _cluster_of(size, gold), _cluster_of(size, found)
    shared = [len(wanted[i] & made[i]) for i in range(size)]
    precision = sum(shared[i] / len(made[i]) for i in range(size))
    return precision, sum(shared[i] / len(wanted[i]) for i in range(size)), wanted == made


def _cluster_of(size: int, groups: Groups) -> list[frozenset[int]]:
    of = [frozenset({i}) for i in range(size)]
    for group in map(frozenset, groups):
        for i in group:
            of[i] = group
    return of


class Cases:
    """Measures of clusters, case by case."""

    def __init__(self) -> None:
        self._cases: list[tuple[str, int, float, float, bool]] = []
        self._ambiguous = 0
        self._left_alone = 0

    def add(self, kind: str, size: int, gold: Groups, found: Groups, ambiguous: Iterable[int]) -> None:
        """Count a case of ``size`` mentions; those in ``ambiguous`` should be clusters of their own."""
        found = [list(group) for group in found]
        self._cases.append((kind, size, *bcubed(size, gold, found)))
        made = _cluster_of(size, found)
        for i in ambiguous:
            self._ambiguous += 1
            self._left_alone += len(made[i]) == 1

    def measures(self) -> dict[str, Any]:
        """All of them as one row."""
        by_kind = [
            {"kind": kind, **_summed(part)} for kind, part in _by_kind(self._cases, lambda case: case[0])
        ]  # fmt: skip
        alone = _ratio(self._left_alone, self._ambiguous)
        return {
            **_summed(self._cases), "ambiguous": self._ambiguous, "ambiguous_left_alone": alone, "by_kind": by_kind,
        }  # fmt: skip


def _summed(cases: list[tuple[str, int, float, float, bool]]) -> dict[str, Any]:
    _, sizes, precisions, recalls, exact = zip(*cases, strict=True) if cases else ((), (), (), (), ())
    mentions = sum(sizes)
    precision, recall = _ratio(sum(precisions), mentions), _ratio(sum(recalls), mentions)
    return {
        "cases": len(cases), "mentions": mentions, "bcubed_precision": precision, "bcubed_recall": recall,
        "bcubed_f1": _ratio(2 * precision * recall, precision + recall),
        "cases_exact": _ratio(sum(exact), len(cases)),
    }  # fmt: skip


def _by_kind(rows: Iterable[Any], kind_of: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    parts: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        parts[kind_of(row)].append(row)
    return sorted(parts.items())


def _ratio(a: float, b: float) -> float:
    return a / b if b else 0.0
