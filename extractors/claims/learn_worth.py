"""Learns the weights of worth.tsv from sentences that are labelled as worth a check, and from documents checked.

    python -m spquotes.extractors.claims.learn_worth LABELLED.jsonl CHECKED.jsonl data/lexicons [VECTORS.npz]

In LABELLED each sentence was judged by itself, which sets what ``check`` of one half means. In CHECKED fact-checkers
picked few of many sentences for reasons of the day as well: from there only the order within a document is learnt, as
each document has a constant of its own, and what was not picked counts little. One logistic regression fits both.

Nine thousand labels are few for as many words, and some are doubtful. VECTORS (``sentence_vectors``) has what a small
network makes of sentences, labelled or not: a model over it and the words together, taught by the same labels, tells
what to make of sentences without a label, and softens the labels of the others. Its vectors of single words let words
that mean alike have weights alike: a word's weight is the sum of one of its own, if it is common enough, and one that
is linear in its vector, so that also words which no sentence here has get theirs. The network is needed for learning
only; what is learnt remains a weight for each word.

Prints what folds give first: five of LABELLED, five of the documents in CHECKED, a text in both never on both sides.
Needs scipy (``pip install "spquotes[learn]"``).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..claimgold import Labelled, read_labelled
from ..claimscoring import claim_measures
from ..weights import CONSTANT, write_weights
from .worth import check_of
from .worthfeatures import features, scale
from .worthfit import Lesson, chances, fit, standardised
from .worthwords import read_words

if TYPE_CHECKING:
    from ...data.errors import InputError
    from .worthfit import Matrix, Rows, Vector

FOLDS = 5

RARE = 6
"""Features in fewer sentences get no weight."""

PENALTY, PENALTY_TAUGHT, PENALTY_VECTORS = 0.5, 0.12, 150.0
"""On the squares of the weights: of words by labels alone, of words by what the network adds, of the network's own."""

LABEL = 0.3
"""Of what is learnt for a labelled sentence the label's share; the rest is the network's and its words' opinion."""

UNLABELLED = 2.0
"""What a sentence without a label counts beside a labelled one that is not worth a check."""

UNPICKED = 0.1
"""What a sentence of CHECKED that nobody picked counts; fact-checkers leave out much that is worth a check."""

LEAST = 0.1
"""Smaller weights are left out of the table."""


@dataclass(frozen=True, slots=True)
class Network:
    """What a network makes of the examples' texts, one row each, and of words, one row each."""

    vectors: Matrix
    words: Sequence[str]
    word_vectors: Matrix

    @property
    def likeness(self) -> Matrix:
        """The words' vectors such that weights linear in them cost about as much as weights of their own."""
        import numpy

        made: Matrix = standardised(self.word_vectors, self.word_vectors) / numpy.sqrt(self.word_vectors.shape[1])
        return made


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from; ``group``: 0 labelled, a document's number, None without label."""

    text: str
    values: dict[str, float]
    label: bool
    group: int | None

    @property
    def key(self) -> str:
        """What equal texts have in common."""
        return re.sub(r"\W+", " ", self.text.lower()).strip()


def examples(labelled: Sequence[Labelled], checked: Sequence[Labelled], more: Sequence[str] = ()) -> list[Example]:
    """Sentences of all three kinds; all of ``labelled`` are group 0, each document of ``checked`` is one more."""
    documents = {doc: number for number, doc in enumerate(dict.fromkeys(one.doc for one in checked), 1)}
    found = [_example(one.text, bool(one.label), 0) for one in labelled]
    found += [_example(one.text, bool(one.label), documents[one.doc]) for one in checked]
    known = {one.text for one in found}
    return found + [_example(text, False, None) for text in more if text not in known]


def _example(text: str, label: bool, group: int | None) -> Example:
    read = read_words(text)
    by = scale(read)
    counts = Counter(name for name, _ in features(read))
    return Example(text, {name: count / by for name, count in counts.items()}, label, group)


class School:
    """Examples as a table of features, with what a network makes of them where there is one."""

    def __init__(self, found: Sequence[Example], network: Network | None = None) -> None:
        import numpy
        from scipy.sparse import csr_matrix

        self.found, self.network = found, network
        self.names = sorted({name for one in found for name in one.values})
        places = {name: at for at, name in enumerate(self.names)}
        cells = [(row, places[name], value) for row, one in enumerate(found) for name, value in one.values.items()]
        rows, columns, values = zip(*cells, strict=True)
        self.table = csr_matrix((values, (rows, columns)), shape=(len(found), len(places)))
        self.labels = numpy.array([one.label for one in found], dtype=float)
        self.groups = numpy.array([-1 if one.group is None else one.group for one in found])
        if network is not None:
            there = [(at, places[f"word {word}"]) for at, word in enumerate(network.words) if f"word {word}" in places]
            known, columns = zip(*there, strict=True)
            self.likeness = network.likeness
            self.spread = csr_matrix(self.table[:, columns] @ self.likeness[list(known)])

    def learnt(self, rows: Rows) -> dict[str, float]:
        """The weights that fit these examples best."""
        import numpy
        from scipy.sparse import hstack

        common = numpy.flatnonzero((self.table[rows] > 0).sum(axis=0).A1 >= RARE)
        table = self.table[:, common]
        ours, checked = rows[self.groups[rows] == 0], rows[self.groups[rows] > 0]
        picked = Lesson.of(
            checked, self.labels[checked], numpy.where(self.labels[checked] > 0, 1.0, UNPICKED), self.groups[checked]
        )
        if self.network is None:
            weights, constant = fit(table, [self._labelled(ours), picked], PENALTY)
        else:
            softened, others = self._taught(self.network, table, ours, rows[self.groups[rows] != 0])
            both = hstack([table, self.spread], format="csr")
            weights, constant = fit(both, [softened, others, picked], PENALTY_TAUGHT)
        found = {self.names[at]: float(value) for at, value in zip(common, weights, strict=False)}
        if self.network is not None:
            for word, value in zip(self.network.words, self.likeness @ weights[len(common) :], strict=True):
                found[f"word {word}"] = found.get(f"word {word}", 0.0) + float(value)
        return {CONSTANT: constant} | {name: value for name, value in found.items() if abs(value) >= LEAST}

    def _labelled(self, rows: Rows) -> Lesson:
        """Labels as they are; those worth a check count as much in all as those that are not."""
        labels = self.labels[rows]
        worth = (len(labels) - labels.sum()) / max(1.0, labels.sum())
        return Lesson.of(rows, labels, 1 + (worth - 1) * labels)

    def _taught(self, network: Network, table: Matrix, ours: Rows, others: Rows) -> tuple[Lesson, Lesson]:
        """The labels softened by models that have not seen them, and what a model of all makes of the others."""
        import numpy

        opinion = numpy.zeros(len(self.found))
        for part in range(4):
            seen = numpy.arange(len(ours)) % 4 != part
            opinion[ours[~seen]] = self._opinion(network, table, ours[seen], ours[~seen])
        opinion[others] = self._opinion(network, table, ours, others)
        labelled = self._labelled(ours)
        soft = LABEL * labelled.targets + (1 - LABEL) * opinion[ours]
        return Lesson.of(ours, soft, labelled.counted), Lesson.of(others, opinion[others], UNLABELLED)

    def _opinion(self, network: Network, table: Matrix, seen: Rows, asked: Rows) -> Vector:
        """The chances that words and vectors together give, taught by the labels of some."""
        ours, theirs = network.vectors[seen], network.vectors[asked]
        pairs = (
            (table[seen], table[asked], PENALTY),
            (standardised(ours, ours), standardised(theirs, ours), PENALTY_VECTORS),
        )
        lesson, opinions = self._labelled(seen).renumbered(), []
        for taught, wanted, penalty in pairs:
            weights, constant = fit(taught, [lesson], penalty)
            opinions.append(wanted @ weights + constant)
        return chances((opinions[0] + opinions[1]) / 2)

    def held_out(self) -> list[float]:
        """The check of each labelled or checked sentence by what the folds without it and its text teach."""
        import numpy

        checks = [0.0] * len(self.found)
        folds = numpy.array(list(_folds(self.found)))
        keys = numpy.array([one.key for one in self.found])
        for fold in sorted({*folds.tolist()} - {-1}):
            held = numpy.flatnonzero(folds == fold)
            rest = numpy.flatnonzero((folds != fold) & ~numpy.isin(keys, keys[held]))
            weights = self.learnt(rest)
            for at in held.tolist():
                odds = sum(weights.get(name, 0.0) * value for name, value in self.found[at].values.items())
                checks[at] = check_of(weights[CONSTANT] + odds)
        return checks


def _folds(found: Sequence[Example]) -> Iterator[int]:
    """The fold of each: by turns of the labelled, by document of the checked; -1 for those that nobody labelled."""
    turn = 0
    for one in found:
        if one.group is None:
            yield -1
        elif one.group:
            yield FOLDS + one.group % FOLDS
        else:
            yield turn % FOLDS
            turn += 1


def main(labelled: str, checked: str, lexicons: str, vectors: str | None = None) -> None:
    """Learn, measure and write; see the module's docstring."""
    import numpy

    ours, theirs = _read(Path(labelled)), _read(Path(checked))
    school = _school(ours, theirs, Path(vectors) if vectors else None)
    checks = school.held_out()
    for name, part, at in ((labelled, ours, 0), (checked, theirs, len(ours))):
        scored = list(zip([one.doc for one in part], checks[at:], [bool(one.label) for one in part], strict=False))
        sys.stdout.write(f"{Path(name).name}, held out by folds: {_told(claim_measures(scored, 0.5))}\n")
    halves = [
        claim_measures([(one.doc, checks[at], bool(one.label)) for at, one in fold], 0.5) for fold in _balanced(ours)
    ]
    means = {name: sum(measures[name] for measures in halves) / FOLDS for name in halves[0]}
    sys.stdout.write(f"{Path(labelled).name}, the same with as many of both labels: {_told(means)}\n")
    weights = school.learnt(numpy.arange(len(school.found)))
    about = f"What makes a sentence worth a check (claims/worth.py), from {len(school.found)} sentences"
    write_weights(weights, Path(lexicons) / "worth.tsv", about, by="claims.learn_worth")
    sys.stdout.write(f"{len(weights):,} weights\n")


def _told(measures: dict[str, float]) -> str:
    names = ("map", "average_precision", "precision", "recall", "f1")
    return ", ".join(f"{name} {measures[name]:.4f}" for name in names)


def _balanced(labelled: Sequence[Labelled]) -> Iterator[list[tuple[int, Labelled]]]:
    """Of each fold, with their numbers, those that are worth a check and equally many, evenly spread, that are not."""
    for fold in range(FOLDS):
        part = list(enumerate(labelled))[fold::FOLDS]
        worth, rest = ([pair for pair in part if bool(pair[1].label) == label] for label in (True, False))
        some = min(len(worth), len(rest))
        yield sorted(worth[:some] + [rest[at * len(rest) // some] for at in range(some)], key=lambda pair: pair[0])


def _school(labelled: Sequence[Labelled], checked: Sequence[Labelled], vectors: Path | None) -> School:
    import numpy

    if vectors is None:
        return School(examples(labelled, checked))
    with numpy.load(vectors) as read:
        texts, words = ([str(one) for one in read[name]] for name in ("texts", "words"))
        rows, word_rows = (read[name].astype("float32") for name in ("vectors", "word_vectors"))
    found = examples(labelled, checked, texts)
    places = {text: at for at, text in enumerate(texts)}
    return School(found, Network(rows[[places[one.text] for one in found]], words, word_rows))


def _read(path: Path) -> list[Labelled]:
    def refuse(error: InputError) -> None:
        raise error

    return list(read_labelled(path, refuse, lambda note: None, labelled=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
