"""Logistic regressions over words and over vectors, to soft targets; what ``learn_worth`` fits. Needs scipy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

    Vector = NDArray[float64]
    Rows = NDArray[int64]
    Matrix = Any  # a numpy or a scipy matrix, rows are sentences


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows of a table to learn from: the chance to be learnt for each, what it counts, and whose constant it has."""

    rows: Rows
    targets: Vector
    counted: Vector
    groups: Rows

    @classmethod
    def of(cls, rows: Any, targets: Any, counted: Any, groups: Any = 0) -> Lesson:  # noqa: ANN401 - what numpy takes
        """Of rows, with one number or one for each row of the others."""
        import numpy

        rows = numpy.asarray(rows, dtype=int)
        whole = [numpy.broadcast_to(numpy.asarray(one), rows.shape) for one in (targets, counted, groups)]
        return cls(rows, whole[0].astype(float), whole[1].astype(float), whole[2].astype(int))

    def renumbered(self) -> Lesson:
        """The same about a table that has these rows only, in their order."""
        import numpy

        return Lesson(numpy.arange(len(self.rows)), self.targets, self.counted, self.groups)


def fit(table: Matrix, lessons: Sequence[Lesson], penalty: float) -> tuple[Vector, float]:
    """Weights of the columns and the constant of group 0: the likeliest ones, ``penalty`` on the weights' squares."""
    import numpy
    from scipy.optimize import minimize

    rows, targets, counted, groups = (
        numpy.concatenate([getattr(one, name) for one in lessons]) for name in ("rows", "targets", "counted", "groups")
    )
    part, size, constants = table[rows], table.shape[1], int(groups.max()) + 1

    def loss(weights: Vector) -> tuple[float, Vector]:
        odds = part @ weights[:size] + weights[size:][groups]
        slope = counted * (chances(odds) - targets)
        total = (counted * (numpy.logaddexp(0, odds) - targets * odds)).sum() + penalty * weights[:size] @ weights[
            :size
        ]
        slopes = part.T @ slope + 2 * penalty * weights[:size]
        return float(total), numpy.concatenate([slopes, numpy.bincount(groups, slope, minlength=constants)])

    best = minimize(loss, numpy.zeros(size + constants), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return best[:size], float(best[size])


def chances(odds: Vector) -> Vector:
    """The chances of logarithms of odds."""
    import numpy

    made: Vector = 1 / (1 + numpy.exp(-numpy.clip(odds, -30, 30)))
    return made


def standardised(vectors: Matrix, by: Matrix) -> Matrix:
    """Vectors moved and stretched so that each dimension of the vectors ``by`` has the mean 0 and the deviation 1."""
    return (vectors - by.mean(axis=0)) / (by.std(axis=0) + 1e-6)
