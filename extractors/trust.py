"""A finding's confidence once all findings of the article are known, and which are not kept.

The rules weigh one reading of one cue.  Here that confidence is made a chance that holds for what is printed: weights
learnt on articles which the rules' own weights had not seen (see learn.py) take it up or down by rule, length and
company.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .attributors import Finding
from .content import words
from .merge import outermost
from .page import Page
from .weights import Weights, load_weights, log_odds, stepped

ACCEPT = 0.365
"""Least confidence of a finding to be kept.

Between 0.34 and 0.40 joint F1 is the same on PolNeAR's development articles; from here on 94 of 100 sources are right.
"""

NESTED = 0.12
"""Least confidence of a finding inside another's words, where the annotation does not go and confidence is too low."""


_STEPS = (4, 8, 16, 32)


def trusted(findings: Sequence[Finding], page: Page, weights: Weights | None = None) -> list[Finding]:
    """The findings that are likely enough, with their final confidence."""
    table = load_weights("trust") if weights is None else weights
    if not table.by_name:
        return list(findings)
    weighed = []
    for finding, names in zip(findings, company(findings, page), strict=True):
        weighed.append(replace(finding, confidence=table.probability(names, own_share(finding, table))))
    weighed = [one for one in weighed if one.confidence >= NESTED or one.cue is None]
    while unlikely := {id(one) for one in outermost(weighed) if one.confidence < ACCEPT and one.cue is not None}:
        weighed = [one for one in weighed if id(one) not in unlikely]  # what stood in one of these is outermost now
    return weighed


def own_share(finding: Finding, table: Weights) -> float:
    """What a finding's own confidence, by the rule's evidence, adds to the logarithm of the odds."""
    odds = log_odds(finding.confidence)
    return table.times("log odds", odds) + table.times(f"log odds, rule={finding.rule}", odds)


def company(findings: Iterable[Finding], page: Page) -> Iterator[tuple[str, ...]]:
    """For each finding the names of what it is and of what stands beside it in its sentence."""
    all_findings = list(findings)
    by_sentence: dict[int, list[float]] = {}
    for one in all_findings:
        by_sentence.setdefault(one.sentence, []).append(one.confidence)
    for one in all_findings:
        near = by_sentence[one.sentence]
        others = sorted(near, reverse=True)
        others.remove(one.confidence)
        size = words(page.text, one.content)
        sentence = page.sentences[one.sentence]
        yield (
            f"rule={one.rule}",
            f"class={one.cls}",
            f"words={stepped(size, _STEPS)}",
            f"pieces={min(3, len(one.content))}",
            f"kind={sentence.kind}",
            f"quoted={one.quoted}",
            f"source={'none' if one.who is None else 'given'}",
            f"others={min(4, len(others))}",
            f"best other={int(others[0] * 5) / 5 if others else 0}",
            f"early={one.sentence * 10 < len(page.sentences)}",
        )
