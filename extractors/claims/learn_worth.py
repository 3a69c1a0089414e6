"""Learns the weights of worth.tsv from sentences that are labelled as worth a check, and from documents checked.

    python -m spquotes.extractors.claims.learn_worth LABELLED.jsonl CHECKED.jsonl data/lexicons

In LABELLED each sentence was judged by itself, which sets what ``check`` of one half means. In CHECKED fact-checkers
picked few of many sentences for reasons of the day as well: from there only the order within a document is learnt, as
each document has a constant of its own, and what was not picked counts little. One logistic regression fits both. The
squares of the weights are held down, all sums being divided as in ``worthfeatures.scale``.

Prints what folds give first: five of LABELLED, five of the documents in CHECKED, a text in both never on both sides.
Needs scipy (``pip install "spquotes[learn]"``).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..claimgold import Labelled, read_labelled
from ..claimscoring import claim_measures
from ..weights import CONSTANT, Weights, write_weights
from .worth import check_of
from .worthfeatures import features, scale
from .worthwords import read_words

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from ...data.errors import InputError

FOLDS = 5

RARE = 6
"""Features in fewer sentences get no weight; with 2 the folds are no better."""

PENALTY = 0.5
"""On the square of a weight."""

UNPICKED = 0.1
"""What a sentence of CHECKED that nobody picked counts; fact-checkers leave out much that is worth a check."""

LEAST = 0.05
"""Smaller weights are left out of the table."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from: its features with their values, its group (documents share a constant), its text."""

    values: dict[str, float]
    label: bool
    group: int
    key: str


def examples(labelled: Sequence[Labelled], checked: Sequence[Labelled]) -> list[Example]:
    """Sentences of both kinds; all of ``labelled`` are group 0, each document of ``checked`` is one more."""
    documents = {doc: number for number, doc in enumerate(dict.fromkeys(one.doc for one in checked), 1)}
    groups = [0] * len(labelled) + [documents[one.doc] for one in checked]
    return [_example(one, group) for one, group in zip([*labelled, *checked], groups, strict=True)]


def _example(one: Labelled, group: int) -> Example:
    read = read_words(one.text)
    counts = Counter(name for name, _ in features(read))
    by = scale(read)
    key = re.sub(r"\W+", " ", one.text.lower()).strip()
    return Example({name: count / by for name, count in counts.items()}, bool(one.label), group, key)


def learnt(found: Sequence[Example]) -> dict[str, float]:
    """The weights that fit these sentences best."""
    import numpy
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    seen = Counter(name for one in found for name in one.values)
    places = {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= RARE))}
    cells = [(row, places[name], value) for row, one in enumerate(found) for name, value in one.values.items()
             if name in places]  # fmt: skip
    rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (rows, columns)), shape=(len(found), len(places)))
    groups = numpy.array([one.group for one in found])
    signs = numpy.array([1.0 if one.label else -1.0 for one in found])
    counted, size = _counted(found), len(places)

    def loss(weights: NDArray[float64]) -> tuple[float, NDArray[float64]]:
        margins = signs * (table @ weights[:size] + weights[size:][groups])
        slope = -counted * signs * numpy.exp(-numpy.logaddexp(0, margins))
        constants = numpy.bincount(groups, slope, minlength=len(weights) - size)
        total = (counted * numpy.logaddexp(0, -margins)).sum() + PENALTY * weights[:size] @ weights[:size]
        return float(total), numpy.concatenate([table.T @ slope + 2 * PENALTY * weights[:size], constants])

    start = numpy.zeros(size + 1 + int(groups.max()))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    weights = {name: float(best[at]) for name, at in places.items() if abs(best[at]) >= LEAST}
    return {CONSTANT: float(best[size])} | weights


def _counted(found: Sequence[Example]) -> NDArray[float64]:
    """How much each sentence counts: those worth a check among the labelled as much in all as those that are not."""
    import numpy

    labels = [one.label for one in found if not one.group]
    worth = (len(labels) - sum(labels)) / max(1, sum(labels))
    return numpy.array([
        (worth if one.label else 1.0) if not one.group else (1.0 if one.label else UNPICKED) for one in found
    ])  # fmt: skip


def held_out(found: Sequence[Example]) -> list[float]:
    """The check of each sentence by what the folds without it teach."""
    checks = [0.0] * len(found)
    turn = Counter[int]()
    folds = []
    for one in found:
        folds.append((bool(one.group), (one.group if one.group else turn[0]) % FOLDS))
        turn[one.group] += 1
    for fold in sorted(set(folds)):
        held = {one.key for one, its in zip(found, folds, strict=True) if its == fold}
        rest = [one for one, its in zip(found, folds, strict=True) if its != fold and one.key not in held]
        weights = Weights(learnt(rest))
        for at, (one, its) in enumerate(zip(found, folds, strict=True)):
            if its == fold:
                checks[at] = check_of(weights.constant + sum(weights.times(*item) for item in one.values.items()))
    return checks


def main(labelled: str, checked: str, lexicons: str) -> None:
    """Learn, measure and write; see the module's docstring."""
    sentences = [_read(Path(labelled)), _read(Path(checked))]
    found = examples(*sentences)
    checks = held_out(found)
    for name, part, at in zip((labelled, checked), sentences, (0, len(sentences[0])), strict=True):
        scored = list(zip([one.doc for one in part], checks[at:], [bool(one.label) for one in part], strict=False))
        measures = claim_measures(scored, 0.5)
        sys.stdout.write(f"{Path(name).name}, held out by folds: " + _told(measures))
    weights = learnt(found)
    about = f"What makes a sentence worth a check (claims/worth.py), from {len(found)} labelled sentences"
    write_weights(weights, Path(lexicons) / "worth.tsv", about, by="claims.learn_worth")
    sys.stdout.write(f"{len(weights):,} weights\n")


def _told(measures: dict[str, float]) -> str:
    names = ("map", "average_precision", "precision", "recall", "f1")
    return ", ".join(f"{name} {measures[name]:.4f}" for name in names) + "\n"


def _read(path: Path) -> list[Labelled]:
    def refuse(error: InputError) -> None:
        raise error

    return list(read_labelled(path, refuse, lambda note: None, labelled=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
