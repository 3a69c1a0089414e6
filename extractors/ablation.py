"""What each part is worth: the measures on annotated articles with one rule, or one table of weights, left out.

    python -m spquotes.extractors.ablation GOLD.jsonl

The other parts stay as they are: nothing is learnt anew without the one that is missing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .attributors import RULES, Rule
from .cues import NO_WEIGHTS, Lexicon, load_lexicon
from .figures import Annotated, found, read
from .leftover import with_leftovers
from .merge import merge, nest
from .model import load_model
from .scoring import Scores, score
from .trust import trusted
from .weights import Weights, load_weights

COUNTED = 0.38
"""The least chance by counts alone, without weights, at which joint F1 is best."""


def measured(articles: Sequence[Annotated], lexicon: Lexicon, rules: Sequence[Rule], trust: Weights) -> Scores:
    """The scores of what these rules find with these tables, outermost statements only."""
    predictions = {}
    for article in articles:
        page = article.page
        findings = with_leftovers(merge(list(found(page, article.sentences, lexicon, rules)), page), page)
        predictions[article.document["id"]] = [
            {
                "source": [one.finding.source] if one.finding.source else [],
                "cue": [one.finding.cue] if one.finding.cue else [],
                "content": one.finding.content,
                "confidence": one.finding.confidence,
            }
            for one in nest(trusted(findings, page, trust), page)
            if one.nested_in is None
        ]
    return score([article.document for article in articles], predictions)


def variants(lexicon: Lexicon) -> Iterator[tuple[str, Lexicon, Sequence[Rule], Weights]]:
    """Everything, then everything less one part, by name."""
    trust = load_weights("trust")
    yield "everything", lexicon, RULES, trust
    for rule in RULES:
        yield f"without {rule.__name__}", lexicon, [one for one in RULES if one is not rule], trust
    yield "without ends.tsv", replace(lexicon, ends=NO_WEIGHTS), RULES, trust
    yield "without trust.tsv", replace(lexicon, threshold=0.35), RULES, NO_WEIGHTS
    counted = replace(lexicon, weights=Weights({"chance": 1.0}), threshold=COUNTED)
    yield "counts alone", replace(counted, ends=NO_WEIGHTS), RULES, NO_WEIGHTS


def table(articles: Sequence[Annotated]) -> Iterable[str]:
    """A line a variant: soft F1, exact F1 and joint F1, in per cent."""
    yield f"{'':32}{'soft':>6}{'exact':>7}{'joint':>7}"
    for name, lexicon, rules, trust in variants(load_lexicon()):
        measures = measured(articles, lexicon, rules, trust).measures()
        yield f"{name:32}{measures['soft_f1']:6.1%}{measures['exact_f1']:7.1%}{measures['joint_f1']:7.1%}"


def main() -> None:
    """Print the table for the gold file named."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        articles = read((json.loads(line) for line in lines), load_model())
    for line in table(articles):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
