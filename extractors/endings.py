"""What the ends of contents are learnt from: at each joint of a sentence, whether an annotator's content ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .attributors import RULES, Context, Finding
from .attributors.verbs import ending
from .cues import Lexicon
from .extent import Ending, joints, signs
from .figures import Annotated

if TYPE_CHECKING:
    from .words import Word

NEAR = 5
"""Characters by which the beginnings of two contents may differ that are taken for the same."""


def steps(article: Annotated, lexicon: Lexicon) -> Iterator[tuple[tuple[str, ...], bool]]:
    """For each joint up to the gold content's end what stands there, and whether the content ended there."""
    context = Context(article.page, lexicon)
    gold = [one for one in article.document["quotes"] if one["content"] and one["cue"]]
    for sentence in article.sentences:
        doc = sentence.words
        for finding in (found for rule in RULES for found in rule(sentence, context)):
            place = ending(finding, sentence, context)
            if place is None or finding.cue is None:
                continue
            span = _gold_span(finding, gold)
            last = None if span is None else _last_token(doc, span[0] - sentence.start, span[1] - sentence.start)
            if last is not None:
                yield from _steps(place, last, lexicon)


def _steps(place: Ending, last: int, lexicon: Lexicon) -> Iterator[tuple[tuple[str, ...], bool]]:
    for at in joints(place):
        if at == len(place.doc):
            return
        side, names = signs(place, at, lexicon.listed)
        yield tuple(f"{side} {name}" for name in names), at > last
        if at > last:
            return


def _gold_span(finding: Finding, gold: list[dict[str, list[list[int]]]]) -> tuple[int, int] | None:
    """Where the gold content of a finding's cue stands, if it begins where the finding's does."""
    assert finding.cue is not None
    start, end = finding.cue
    one = next((one for one in gold if any(a < end and start < b for a, b in one["cue"])), None)
    if one is None:
        return None
    first, last = min(a for a, _ in one["content"]), max(b for _, b in one["content"])
    return (first, last) if first >= start and abs(first - finding.content[0][0]) <= NEAR else None


def _last_token(doc: Sequence[Word], start: int, end: int) -> int | None:
    inside = [t.i for t in doc if start <= t.idx < end and not (t.is_punct or t.is_space)]
    return inside[-1] if inside else None
