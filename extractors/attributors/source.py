"""A word of the parse as a source: where its phrase begins and ends, quotation marks beside it taken into account."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..page import Page, Sentence
from ..syntax import RELATIVE, above_as, phrase_of, spans_of
from .finding import Context, Source

if TYPE_CHECKING:
    from ..words import Word

_BEFORE_NAME = frozenset("\"'“”‘’,`")  # what a parse leaves of the quotation before a source
_CUT_OFF = re.compile(r"[,?!]['\"”’]+ ((?:[A-Z][\w.'’-]* ){1,5})$")


def source_of(context: Context, sentence: Sentence, who: Word | None, back: bool = False) -> Source | None:
    """A word as a source: its noun phrase, its head, a relative pronoun's antecedent.

    ``back`` begins it where the quotation before it ends: "…," Tulsa police chief Jordan said, if the parse cuts.
    """
    if who is None:
        return None
    key = sentence.start + who.idx, back
    source = context.sources.get(key)
    if source is None:
        source = _source(who, sentence.start)
        source = begun(context.page, reaching_back(context.page, source) if back else source)
        context.sources[key] = source
    return source


def _source(who: Word, base: int) -> Source:
    antecedent = None
    if who.lower_ in RELATIVE and who.tag_ in ("WP", "WDT", "IN"):
        owner = above_as(who, "relcl")
        if owner is not None:
            antecedent = (base + owner.head.idx, base + owner.head.end)
    phrase = set(phrase_of(who))
    while len(phrase) > 1 and who.doc[min(phrase)].text in _BEFORE_NAME:
        phrase.remove(min(phrase))  # the mark that closes the quotation before it
    spans = spans_of(who.doc, phrase, base)
    head = (base + who.idx, base + who.end)
    return Source(next((span for span in spans if span[0] <= head[0] < span[1]), head), head, antecedent)


def reaching_back(page: Page, source: Source) -> Source:
    """The source from the end of the quotation before it, where capitals stand between."""
    start, end = source.place
    match = _CUT_OFF.search(page.text[max(0, start - 60) : start])
    return replace(source, place=(start - len(match.group(1)), end)) if match else source


def begun(page: Page, source: Source) -> Source:
    """A source begins behind a quotation that its head stands outside of: “Is it safe?” Brown asked."""
    start, end = source.place
    for index in page.quotations_over(start, end):
        quotation = page.quotations[index]
        if quotation.start <= start < quotation.end <= source.head[0]:
            start = quotation.end
    while start < source.head[0] and page.text[start] in " ,\n":
        start += 1
    return source if start == source.place[0] else replace(source, place=(start, end))
