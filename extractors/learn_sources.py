"""Learns the weights of salience.tsv from articles in which readers marked whom the sources mean.

    python -m spquotes.extractors.learn_sources tests/gold/sources.json data/lexicons QUOTES.jsonl …

The choice among candidates is a conditional logistic regression (McFadden 1974): of each source the chance of the
candidates meant is made as large as possible. Where the marks say little a weight stays near what is expected
(``EXPECTED``), as they are few: 40 articles. Prints what five folds by article give, and what the articles of train
teach for those of dev. Needs scipy (``pip install "spquotes[learn]"``).
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .model import load_model
from .sourcegold import Article, Case, Told, cases, measure, read_marked
from .weights import Weights, write_weights

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

FOLDS, ROUNDS, RARE = 5, 2, 8
"""What is chosen for one source changes what is so of the next, so that weights are learnt in rounds; names in fewer
than ``RARE`` candidates get no weight of their own."""

PENALTY = 8.0
"""On the square of a weight's distance from the expected one; 3 to 10 differ by less than a point."""

EXPECTED = {
    "sentences 0": 1.5, "sentences 1": 1.2, "sentences 2": 0.8, "sentences 3": 0.4, "sentences 6": -0.5,
    "sentences 10": -1.2, "blocks 0": 0.5, "blocks 1": 0.2, "blocks 2": -0.3, "blocks 3": -0.8, "blocks 5": -1.5,
    "blocks 8": -2.0, "subject": 1.0, "subject here": 1.5, "subject before": 0.3, "possessive": -0.3, "quoted": -2.0,
    "reported": -0.5, "heard": 1.0, "heard before a quotation": 0.5, "floor": 0.7, "latest": 0.3, "around": 2.5,
    "spoke 0": 0.5, "spoke 1": 0.4, "spoke 2": 0.2, "spoke 4": -0.2, "gender fits": 0.5, "once": -0.2,
    "named last": 0.5, "others since 0": 0.5, "others since 2": -0.3, "others since 3": -0.6,
    "all of the role": 3.0, "some of the role": 2.0, "role's noun": 1.0, "two of the role": 0.5, "no role, loose": 0.3,
    "no role, strict": -0.3, "other role, loose": 0.4, "other role, strict": -1.5, "noun in name": 3.0,
    "other name": -2.5, "words in name": 1.0, "role fits": 2.5, "nobody": 1.0, "they|nobody": 0.5, "role|nobody": 0.3,
}  # fmt: skip
"""What the literature on pronouns and the reading of articles let expect: the order of the evidence, in round steps."""


def learnt(articles: Sequence[Article]) -> dict[str, float]:
    """The weights that fit these articles best."""
    weights = dict(EXPECTED)
    for _ in range(ROUNDS):
        weights = _fitted(list(cases(articles, Weights(weights))))
    return weights


def _names(case: Case) -> list[list[str]]:
    form = case.considered.form
    return [[*one.names, *(f"{form}|{name}" for name in one.names)] for one in case.considered.choices]


def _fitted(found: Sequence[Case]) -> dict[str, float]:
    import numpy
    from scipy.optimize import minimize

    # Where nobody who is meant is among the candidates the fault is another's.
    found = [case for case in found if any(case.right[: _nobody(case)]) or case.mark[3] in ("-", "generic")]
    tables = [_names(case) for case in found]
    counts = Counter(name for table in tables for names in table for name in names)
    places = {name: at for at, name in enumerate({**EXPECTED, **{n: 0 for n, c in counts.items() if c >= RARE}})}
    expected = numpy.array([EXPECTED.get(name, 0.0) for name in places])
    rows = [[[places[name] for name in names if name in places] for names in table] for table in tables]
    rights = [numpy.array(case.right) for case in found]

    def loss(weights: NDArray[float64]) -> tuple[float, NDArray[float64]]:
        total, slope = 0.0, numpy.zeros(len(places))
        for row, right in zip(rows, rights, strict=True):
            sums = numpy.array([weights[names].sum() for names in row])
            shares = numpy.exp(sums - sums.max())
            shares /= shares.sum()
            meant = numpy.where(right, shares, 0.0)
            total -= math.log(max(meant.sum(), 1e-12))
            for names, difference in zip(row, shares - meant / max(meant.sum(), 1e-12), strict=True):
                numpy.add.at(slope, names, difference)
        away = weights - expected
        return total + PENALTY * float(away @ away), slope + 2 * PENALTY * away

    found_best = minimize(loss, expected.copy(), jac=True, method="L-BFGS-B")
    return {name: float(found_best.x[at]) for name, at in places.items()}


def _nobody(case: Case) -> int:
    """Where nobody stands among the choices, past the end when it is right for want of anybody who is meant."""
    at = next(i for i, choice in enumerate(case.considered.choices) if choice.draft is None)
    return 0 if case.right[at] else len(case.right)


def folds(articles: Sequence[Article]) -> Told:
    """What comes of each fifth of the articles with what the others teach."""
    parts = []
    for fold in range(FOLDS):
        held = articles[fold::FOLDS]
        parts.append(measure(held, Weights(learnt([one for one in articles if one not in held]))))
    return sum(parts[1:], parts[0])


def main(marks: str, lexicons: str, *quotes: str) -> None:
    """Learn, measure and write; see the module's docstring."""
    articles = read_marked(Path(marks), [Path(name) for name in quotes], load_model())
    _tell(f"{len(articles)} articles, in five folds", folds(articles))
    parts = {part: [one for one in articles if one.part == part] for part in ("train", "dev")}
    if all(parts.values()):
        _tell("train to dev", measure(parts["dev"], Weights(learnt(parts["train"]))))
    about = "What speaks for a candidate when words without a name mean somebody (salience.py), from tests/gold/sources"
    write_weights(learnt(articles), Path(lexicons) / "salience.tsv", about, by="learn_sources")
    _tell("now, on the same articles", measure(articles))


def _tell(what: str, told: Told) -> None:
    some = told.right + told.wrong
    shares = f"right {told.precision:.1%} of {some}, coverage {told.coverage:.1%}, rightly nobody {told.nobody}"
    sys.stdout.write(f"{what}: {shares}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
