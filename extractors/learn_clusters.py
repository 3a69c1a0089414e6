"""Counts words in annotated articles for frequencies.tsv, and learns the weights of alike.tsv from marked pairs.

    python -m spquotes.extractors.learn_clusters GOLD QUOTES ARTICLES data/lexicons

GOLD is tests/gold, QUOTES the folder of annotated articles (polnear_train.jsonl there is counted), ARTICLES that of the
source articles. The weights are those of a logistic regression. Where the marks say little a weight stays near what is
expected (``EXPECTED``). Prints how pairs of each part are told apart. Needs scipy (``pip install "spquotes[learn]"``).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.records import Article
from .claims.clusters import group
from .claims.comparable import Comparable
from .claims.keys import TOLD, Reading, read
from .claims.likeness import evidence
from .claims.wording import Rarity, terms
from .clustergold import Claims, Pair, articles_measured, articles_taught, claims_of, measure, read_pairs
from .model import Model, load_model
from .page import lay_out
from .weights import CONSTANT, Weights, write_weights

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

LEAST = 8
"""Sentences that a term stands in at least to be in the table; of rarer ones the count says little."""

PENALTY = 2.0
"""On the square of a weight's distance from the expected one; 0.5 to 4 differ by a point or two."""

NEAR_MISS = 0.25
"""What a pair counts that was made up to share a topic and not the claim: in articles such pairs are rarer."""

IN_ONE = 2.0
"""What a pair counts that stands in one article and does not say the same: a speaker's sentences share their frames."""

EXPECTED = {
    CONSTANT: -6.5, "share of rare words": 5.0, "shorter within longer": 3.0, "both nearly whole": 2.0,
    "weight shared 0": -2.0, "weight shared 8": -1.0, "weight shared 12": 0.0, "weight shared 16": 0.7,
    "weight shared 24": 1.2, "left over on both sides": -0.5, "words in one order": 0.5,
    "shorter word for word": 1.0, "words in a row 0": -0.2, "words in a row 1": -0.2,
    "words in a row 2": 0.0, "words in a row 3": 0.2, "words in a row 4": 0.7, "words in a row 6": 1.2,
    "words in a row 9": 1.5, "shared words 0": -2.0, "shared words 1": -1.5, "shared words 2": -0.3,
    "shared words 3": 0.2, "shared words 4": 0.4, "terms of the shorter 2": -1.0,
    "terms of the shorter 3": -0.3, "same claimer": 1.2, "same claimer, one article": 0.4,
    "other claimer": -0.3, "other claimer, other words": -1.0, "one claimer known, other words": -0.5,
    "other claimer, one article": -0.3, "no claimer": 0.5, "no claimer, one article": -0.5,
    "one is negated": -0.5, "one is negated, other claimer": -0.3, "one asks": -0.5, "one demands": -0.5,
    "same article": 0.0, "one in the headline": 0.3, "a few sentences apart": -0.5,
    "names shared": 0.2, "each names somebody else": -1.0, "same figure": 1.0, "same figures": 2.5,
    "other figure": -0.5, "other figures": -4.0, "no figure in common": -0.4, "figure on one side": -0.4,
    "same date": 0.3, "other date": -0.4, "months apart": -0.3,
}  # fmt: skip
"""What a reader would expect of the evidence, in round steps."""

Row = tuple[Mapping[str, float], bool, float]
"""The evidence of a pair, whether both say the same, and how much the pair counts."""


# ---- words


def frequencies(texts: Iterable[str]) -> Counter[str]:
    """The sentences with each term, and under ``(sentences)`` their number."""
    counts: Counter[str] = Counter()
    for text in texts:
        for one in lay_out(text).sentences:
            counts.update({"(sentences)", *terms(Comparable("", text[one.start : one.end], ""))})
    return counts


def write_frequencies(counts: Counter[str], path: Path) -> None:
    """The table, most frequent first; terms with digits and rare ones are left out."""
    kept = [(term, count) for term, count in counts.items() if count >= LEAST and not any(map(str.isdigit, term))]
    lines = ["# In how many sentences of news a word stands, as claims compare words (extractors/claims/wording.py)"]
    lines += ["# Counted by spquotes.extractors.learn_clusters, not by hand."]
    lines += [f"{count}\t{term}" for term, count in sorted(kept, key=lambda one: (-one[1], one[0]))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# ---- weights


def marked(pairs: Iterable[Pair], claims: Claims) -> Iterator[Row]:
    """The evidence of marked pairs that are long enough to be compared."""
    readings, rarity = _read(claims)
    for pair in pairs:
        one, other = claims.at(pair.first), claims.at(pair.second)
        if one is not None and other is not None and one is not other:
            counts = IN_ONE if one.doc == other.doc and not pair.same else 1.0
            yield from _row(readings[one.id], readings[other.id], rarity, pair.same, counts)


def reworded(path: Path, model: Model) -> Iterator[Row]:
    """The evidence of made-up claims: each said again in other words, and beside another on its topic."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(f"{at}-{kind}", _said(row[kind], row["claimer"]), published="2012-01-01", outlet=kind)
        for at, row in enumerate(rows)
        for kind in ("claim", "same", "other")
    ]
    claims = claims_of(articles, model)
    readings, rarity = _read(claims)
    first = {doc: readings[some[0][0].id] for doc, some in claims.places.items()}
    for at in range(len(rows)):
        one, same, other = (first.get(f"{at}-{kind}") for kind in ("claim", "same", "other"))
        for a, b, is_same in ((one, same, True), (one, other, False), (same, other, False)):
            if a is not None and b is not None:
                yield from _row(a, b, rarity, is_same, 1.0 if is_same else NEAR_MISS)


def _said(claim: str, claimer: str | None) -> str:
    return f"“{claim.removesuffix('.')},” {claimer} said.\n" if claimer else f"{claim}\n"


def _read(claims: Claims) -> tuple[dict[str, Reading], Rarity]:
    readings, rarity = {one.id: read(one) for one in claims.all}, Rarity()
    for reading in readings.values():
        rarity.add(reading.words)
    return readings, rarity


def _row(one: Reading, other: Reading, rarity: Rarity, same: bool, counts: float) -> Iterator[Row]:
    if min(one.told, other.told) >= TOLD:
        yield evidence(one, other, rarity), same, counts


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """The weights that fit these pairs best."""
    import numpy
    from scipy.optimize import minimize

    names = list(dict.fromkeys((*EXPECTED, *(name for found, _, _ in rows for name in found))))
    expected = numpy.array([EXPECTED.get(name, 0.0) for name in names])
    table = numpy.array([[{CONSTANT: 1.0, **found}.get(name, 0.0) for name in names] for found, _, _ in rows])
    right = numpy.array([float(same) for _, same, _ in rows])
    counts = numpy.array([count for _, _, count in rows])

    def loss(weights: NDArray[float64]) -> tuple[float, NDArray[float64]]:
        odds = table @ weights
        wrong = counts * (1 / (1 + numpy.exp(-odds)) - right)
        total = (counts * (numpy.logaddexp(0, odds) - right * odds)).sum()
        away = weights - expected
        return total + PENALTY / 2 * (away**2).sum(), table.T @ wrong + PENALTY * away

    found = minimize(loss, expected, jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x.tolist(), strict=True))


def main(arguments: list[str]) -> None:
    """See the module's docstring."""
    gold, quotes, sources, lexicons = map(Path, arguments)
    texts = [
        json.loads(line)["text"] for line in (quotes / "polnear_train.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    write_frequencies(frequencies(texts), lexicons / "frequencies.tsv")
    model = load_model()
    pairs = read_pairs(gold / "claim_pairs.json")
    measured = claims_of(articles_measured(quotes, sources), model)
    taught = claims_of(articles_taught(quotes), model)
    rows = list(marked((pair for pair in pairs if pair.part == "tune"), measured))
    rows += marked((pair for pair in pairs if pair.part == "train"), taught)
    rows += reworded(gold / "rewordings.jsonl", model)
    weights = fitted(rows)
    about = "What speaks for two claims saying the same (claims/likeness.py), from tests/gold/claim_pairs"
    write_weights(weights, lexicons / "alike.tsv", about, "learn_clusters")
    for part, claims in (("train", taught), ("tune", measured), ("dev", measured)):
        told = measure((pair for pair in pairs if pair.part == part), claims, group(claims.all, Weights(weights)))
        sys.stdout.write(f"{part}: precision {told.precision:.3f}, recall {told.recall:.3f} ({told})\n")


if __name__ == "__main__":
    main(sys.argv[1:])
