"""Rules for what stands before a dash and a name, and for headlines: "Y" – X; Y, says X; X: Y."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..page import Sentence
from .finding import Context, Finding, Source

_NAME = r"(?:[A-Z][\w.'’-]*|de|la|von|van|al|bin|of|the|and|for)"
_SIGNATURE = re.compile(
    rf"\s*[\u2012-\u2015-]{{1,2}}\s*(?P<name>[A-Z][\w.'’-]*(?:,? {_NAME}){{0,7}}(?:, [^.;:!?\n]{{1,80}})?)\s*$"
)


def signature(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A statement, a dash and who made it, at a block's end: Russia has no concept – Konstantin Kosachev."""
    page = context.page
    block = page.blocks[sentence.block]
    if sentence.end != block.end:
        return
    dash = max(page.text.rfind(mark, block.start, block.end) for mark in "\u2012\u2013\u2014\u2015-")
    while dash > block.start and page.text[dash - 1] in "-\u2012\u2013\u2014\u2015":
        dash -= 1
    if dash <= block.start:
        return
    match = _SIGNATURE.match(page.text, dash, block.end)
    if match is None or not page.text[dash - 1].isspace():
        return
    over = page.quotations_over(block.start, dash)
    end = dash
    while end > block.start and page.text[end - 1].isspace():
        end -= 1
    quoted = bool(over) and page.quotations[over[-1]].end >= end
    if not quoted and block.kind != "headline":
        return
    frame = "signature" if block.kind != "headline" else "signature_headline"
    chance = context.lexicon.chance(":", frame, quoted)
    if chance < context.lexicon.threshold:
        return
    start = page.quotations[page.first_part(over[-1])].start if quoted else block.start
    content = tuple(page.parts(page.first_part(over[-1]))) if quoted else ((start, end),)
    name = match.span("name")
    yield Finding(
        rule="signature", sentence=sentence.index, lemma=":", frame=frame, cue=(dash, dash + 1), who=Source(name, name),
        content=content, confidence=chance,
    )  # fmt: skip
