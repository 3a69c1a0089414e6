"""Rules for what stands before a dash and a name, and for headlines: "Y" – X; Y, says X; X: Y."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..page import Sentence
from .finding import Context, Finding, Source

_NAME = r"(?:[A-Z][\w.'’-]*|de|la|von|van|al|bin|of|the|and|for)"
# A hyphen inside a name is none: it has no space before it, no closing mark, no beginning of a line.
_DASH = re.compile(r"(?<=[\s”\"»])[\u2012-\u2015-]{1,2}|^[\u2012-\u2015-]{1,2}", re.MULTILINE)
_SIGNATURE = re.compile(
    rf"\s*[\u2012-\u2015-]{{1,2}}\s*(?P<name>[A-Z][\w.'’-]*(?:,? {_NAME}){{0,7}}(?:, [^.;:!?\n]{{1,80}})?)\s*$"
)


def signature(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A statement, a dash and who made it, at a block's end: Russia has no concept – Konstantin Kosachev."""
    page = context.page
    block = page.blocks[sentence.block]
    if sentence.end != block.end:
        return
    dash = max((m.start() for m in _DASH.finditer(page.text, block.start, block.end)), default=None)
    match = None if dash is None else _SIGNATURE.match(page.text, dash, block.end)
    if dash is None or match is None or _is_clause(sentence, *match.span("name")):
        return
    end = dash
    while end > block.start and page.text[end - 1].isspace():
        end -= 1
    if end == block.start and block.kind != "headline":
        above = page.blocks[sentence.block - 1] if sentence.block else None
        if above is None or above.kind != "paragraph":
            return
        end = above.end
    over = page.quotations_over(max(0, end - 1), end)
    quoted = bool(over) and page.quotations[over[0]].end >= end
    if not quoted and block.kind != "headline":
        return
    frame = "signature" if block.kind != "headline" else "signature_headline"
    chance = context.lexicon.chance(":", frame, quoted)  # assumed, not learnt
    if chance < context.lexicon.threshold:
        return
    start = page.quotations[page.first_part(over[0])].start if quoted else block.start
    content = tuple(page.parts(page.first_part(over[0]))) if quoted else ((start, end),)
    name = match.span("name")
    yield Finding(
        rule="signature", sentence=sentence.index, lemma=":", frame=frame, cue=(dash, dash + 1), who=Source(name, name),
        content=content, confidence=chance, quoted=quoted,
    )  # fmt: skip


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands behind the dash says something: Brown picks his man – It May Surprise You."""
    words = [sentence.words[i] for i in sentence.tokens(start, end)]
    return any(word.pos_ in ("VERB", "AUX", "PRON") for word in words)
