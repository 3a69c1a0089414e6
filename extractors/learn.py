"""Learns the weights that the rules use from annotated articles, and writes them as tables.

    python -m spquotes.extractors.learn GOLD.jsonl data/lexicons

Needs scikit-learn (``pip install "spquotes[learn]"``).  In order: how often each cue is an attribution is counted
(figures.py); every reading of every cue is weighed by a logistic regression with an L1 penalty, which leaves few
weights; so is every place where a content may end; and, on articles left out by turns, the chance that what comes out
is right.

A reading's counted chance leaves its own article out, else the counts would know the answer.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from . import endings
from .attributors import Context, Finding
from .attributors.verbs import ended
from .cues import NO_WEIGHTS, PRIOR_WEIGHT, QUOTED, Lexicon, load_lexicon
from .figures import Annotated, count, finding_is_right, found, outside, read, write
from .leftover import with_leftovers
from .matching import Judge
from .merge import merge, outermost
from .model import load_model
from .trust import company
from .weights import CONSTANT, Weights, log_odds, write_weights

FOLDS = 5
RARE = 10
"""Cases that a name needs to get a weight."""

LOOKED_AT = 0.06
"""Least counted chance of a reading to learn from; rarer ones teach what speaks against a reading."""

PENALTY = 0.2
"""scikit-learn's C of the rules' and endings' weights; 0.1 to 0.4 make no difference on articles left out."""

Regression = Callable[[Sequence[Sequence[str]], Sequence[dict[str, float]], Sequence[bool]], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A reading of a cue in an article, and whether it is right."""

    number: int
    finding: Finding
    right: bool


def cases(articles: Iterable[Annotated], lexicon: Lexicon) -> list[Case]:
    """Every reading of every cue that is possible, but for those inside another's words."""
    every = replace(lexicon, everything=True, least=LOOKED_AT)
    rows = []
    for article in articles:
        for one in found(article.page, article.sentences, every):
            if one.rule != "signature" and outside(one, article.document):
                rows.append(Case(article.number, one, finding_is_right(one, article)))
    return rows


def with_ends(rows: Iterable[Case], articles: Sequence[Annotated], lexicon: Lexicon) -> list[Case]:
    """The cases judged by what comes out of them: their contents ended where the lexicon's table of ends has it."""
    contexts: dict[int, Context] = {}
    judged = []
    for row in rows:
        article = articles[row.number]
        context = contexts.setdefault(row.number, Context(article.page, lexicon))
        one = ended(row.finding, article.by_index[row.finding.sentence], context)
        if one is not row.finding:
            row = replace(row, right=finding_is_right(one, article))
        judged.append(row)
    return judged


def left_out_chances(rows: Sequence[Case], lexicon: Lexicon) -> list[float]:
    """For each case the chance of its lemma and frame, counted over the other articles."""
    tried: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[str, ...]] = Counter()
    own: dict[int, tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]] = defaultdict(
        lambda: (Counter(), Counter())
    )
    keys = []
    for row in rows:
        one = row.finding
        frame = one.frame + QUOTED if one.quoted else one.frame
        key = (one.lemma, frame), (str(lexicon.listed(one.lemma, one.frame)), "", frame)
        keys.append(key)
        for part in key:
            tried[part] += 1
            right[part] += row.right
            own[row.number][0][part] += 1
            own[row.number][1][part] += row.right
    chances = []
    for row, (lemma, group) in zip(rows, keys, strict=True):
        less, right_less = own[row.number]
        average = (right[group] - right_less[group] + 0.5) / (tried[group] - less[group] + 2)
        chances.append(
            (right[lemma] - right_less[lemma] + PRIOR_WEIGHT * average) / (tried[lemma] - less[lemma] + PRIOR_WEIGHT)
        )
    return chances


def acceptance(rows: Sequence[Case], lexicon: Lexicon, fit: Regression) -> dict[str, float]:
    """The weights of the evidence."""
    kept = [row for row in rows if row.finding.frame not in lexicon.assumed]
    more = [{"chance": log_odds(chance)} for chance in left_out_chances(kept, lexicon)]
    return fit([row.finding.evidence for row in kept], more, [row.right for row in kept])


def outcomes(article: Annotated, lexicon: Lexicon) -> Iterable[tuple[Finding, tuple[str, ...], bool]]:
    """What comes out of an article, outermost only, each with the names that trust goes by and whether it is right."""
    page = article.page
    findings = with_leftovers(merge(list(found(page, article.sentences, lexicon)), page), page)
    names = {id(one): about for one, about in zip(findings, company(findings, page), strict=True)}
    top = outermost(findings)
    quotes = [{"source": [one.source] if one.source else [], "cue": [], "content": one.content} for one in top]
    right = {
        (one.predicted.spans["content"], one.predicted.spans["source"])
        for one in Judge(article.document).compare(quotes)
        if one.right and one.predicted is not None
    }
    for one in top:
        spans = tuple(one.content), (one.source,) if one.source else ()
        yield one, names[id(one)], spans in right


def trust(
    articles: Sequence[Annotated], rows: Sequence[Case], lexicon: Lexicon, fit: Regression, calm: Regression
) -> dict[str, float]:
    """The weights of the final confidence, from articles that the weights of the evidence had not seen."""
    names, more, right = [], [], []
    for fold in range(FOLDS):
        seen = [row for row in rows if row.number % FOLDS != fold]
        unseen = [article for article in articles if article.number % FOLDS == fold]
        weighed = replace(lexicon, weights=Weights(acceptance(seen, lexicon, fit)))
        for article in unseen:
            for finding, about, was_right in outcomes(article, weighed):
                odds = log_odds(finding.confidence)
                names.append(about)
                more.append({"log odds": odds, f"log odds, rule={finding.rule}": odds})
                right.append(was_right)
    return calm(names, more, right)


def regression(l1: bool, strength: float) -> Regression:
    """A logistic regression by scikit-learn, its weights by name; ``l1`` leaves few of them."""
    import numpy
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    def fit(
        names: Sequence[Sequence[str]], more: Sequence[dict[str, float]], right: Sequence[bool]
    ) -> dict[str, float]:
        seen = Counter(name for row in names for name in row) + Counter(name for row in more for name in row)
        place = {name: i for i, name in enumerate(sorted(name for name, cases in seen.items() if cases >= RARE))}
        cells = [
            [(place[name], 1.0) for name in row if name in place]
            + [(place[n], v) for n, v in numbers.items() if n in place]
            for row, numbers in zip(names, more, strict=True)
        ]
        ends = numpy.cumsum([0, *(len(row) for row in cells)])
        columns = numpy.array([column for row in cells for column, _ in row])
        values = numpy.array([value for row in cells for _, value in row])
        table = csr_matrix((values, columns, ends), shape=(len(cells), len(place)))
        model = LogisticRegression(
            C=strength, l1_ratio=float(l1), solver="liblinear", intercept_scaling=10, max_iter=300, random_state=0
        )
        model.fit(table, numpy.array(right, dtype=int))
        weights = {name: round(float(model.coef_[0][i]), 3) for name, i in place.items()}
        return {CONSTANT: round(float(model.intercept_[0]), 3), **{n: w for n, w in weights.items() if abs(w) >= 0.005}}

    return fit


def main() -> None:
    """Learn from the gold file named first and write all tables into the folder named second."""
    gold, folder = Path(sys.argv[1]), Path(sys.argv[2])
    with gold.open(encoding="utf-8") as lines:
        articles = read((json.loads(line) for line in lines), load_model())
    origin = f"{len(articles)} articles of {gold.name}"
    lexicon = load_lexicon()
    write(count(articles, lexicon), lexicon, folder / "cue_figures.toml", origin)
    load_lexicon.cache_clear()
    lexicon = load_lexicon()
    sparse, calm = regression(True, PENALTY), regression(False, 0.3)
    rows = cases(articles, lexicon)
    weighed = replace(lexicon, weights=Weights(acceptance(rows, lexicon, sparse)), ends=NO_WEIGHTS)
    steps = [step for article in articles for step in endings.steps(article, weighed)]
    ends = sparse([names for names, _ in steps], [{}] * len(steps), [right for _, right in steps])
    write_weights(ends, folder / "ends.tsv", f"Where a content behind its cue ends: {len(steps)} places, {origin}.")
    whole = replace(lexicon, ends=Weights(ends))
    rows = with_ends(rows, articles, whole)
    weights = acceptance(rows, lexicon, sparse)
    write_weights(
        weights, folder / "acceptance.tsv", f"How likely a reading of a cue is right: {len(rows)} readings, {origin}."
    )
    table = trust(articles, rows, whole, sparse, calm)
    write_weights(
        table, folder / "trust.tsv", f"How far what comes out is right, on articles left out by turns: {origin}."
    )


if __name__ == "__main__":
    main()
