"""Merged findings and resolved sources → attribution records: types, spans, contexts, ids."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast as typed

from ..data.ids import article_key, statement_key
from ..data.records import Article, Attribution, Cue, CueClass, QuoteType, Span
from .attributors import Finding
from .entities import Cast
from .merge import Merged
from .page import Offsets, Page
from .resolve import Resolved

# A reader's trust in a speaker, by how it was told; multiplied onto the rule's own confidence.
_QUOTING = frozenset({"behind", "ahead", "loose", "colon", "colon_clause", "signature"})

_HEDGES = re.compile(
    r"\b(?:may|(?i:might|could|reportedly|allegedly|possibly|perhaps|probably|apparently|maybe|likely))\b"
)


def attributions(
    article: Article, page: Page, merged: Sequence[Merged], resolved: Sequence[Resolved], cast: Cast
) -> tuple[Attribution, ...]:
    """One record each; ``nested_in`` holds the id of the record around."""
    numbers = {id(draft): number for number, draft in enumerate(cast.drafts)}
    own = article_key(article.id, page.text)
    ids = [own + statement_key(one.finding.content, one.finding.cue, one.finding.source) for one in merged]
    records = []
    for one, who, name in zip(merged, resolved, ids, strict=True):
        if one.nested_in is not None and who.entity is not None and who.entity is resolved[one.nested_in].entity:
            continue  # what somebody says of their own words is in the statement around it
        finding = one.finding
        content = tuple(_span(page, place) for place in finding.content)
        cue = None
        if finding.cue is not None:
            cue = Cue(*finding.cue, page.text[slice(*finding.cue)], finding.lemma, typed(CueClass, finding.cls))
        records.append(
            Attribution(
                id=name,
                type=quote_type(page, finding.content),
                content=content,
                source=_span(page, finding.source) if finding.source else None,
                cue=cue,
                entity=numbers[id(who.entity)] if who.entity is not None else None,
                by=who.by,
                addressee=_addressee(page, finding),
                in_headline=page.sentences[finding.sentence].kind == "headline",
                nested_in=_kept_around(one, merged, resolved, ids),
                negated=finding.negated,
                hedged=finding.hedged or is_hedged(content),
                context=_context(page, one),
                confidence=round(finding.confidence, 3),
                rule=finding.rule,
                statement=finding.statement and _says(content) and (who.speaks or finding.frame in _QUOTING),
                reason=who.reason,
                candidates=who.candidates,
            )
        )
    return tuple(records)


def _addressee(page: Page, finding: Finding) -> Span | None:
    """Who is told; what stands in the content is not, but its subject: she told us the mill, which closed, was sold."""
    place = finding.addressee
    if place is None or any(start < place[1] and place[0] < end for start, end in finding.content):
        return None
    return _span(page, place)


def _says(content: Sequence[Span]) -> bool:
    """Whether there are words in it; what only points to others is none: the transcript *that* they put online."""
    return len(content) > 1 or content[0].text.casefold() not in _POINTING


_POINTING = frozenset({"that", "which", "who", "whom"})
"""Relative pronouns. Of 35 that were all of a content in 840 annotated articles 22 touched an annotated content."""


def is_hedged(content: Sequence[Span]) -> bool:
    """Whether there is a hedge in the words themselves."""
    return any(_HEDGES.search(span.text) for span in content)


def _kept_around(one: Merged, merged: Sequence[Merged], resolved: Sequence[Resolved], ids: Sequence[str]) -> str | None:
    """The id of the nearest statement around that is kept."""
    around = one.nested_in
    while around is not None:
        outer = merged[around]
        if outer.nested_in is None or resolved[around].entity is None:
            break
        if resolved[around].entity is not resolved[outer.nested_in].entity:
            break
        around = outer.nested_in
    return None if around is None else ids[around]


def _span(page: Page, place: Offsets) -> Span:
    return Span(*place, page.text[slice(*place)])


def quote_type(page: Page, content: Sequence[Offsets]) -> QuoteType:
    """``direct`` when everything but punctuation stands in quotation marks, ``indirect`` when nothing does."""
    inside = outside = 0
    for start, end in content:
        at = start
        for index in page.quotations_over(start, end):
            quotation = page.quotations[index]
            if quotation.start < start and quotation.end > end:
                continue  # the cue stands in this one, too
            first, last = max(at, quotation.start), min(end, quotation.end)
            if last > at:
                outside += _letters(page, at, first)
                inside += _letters(page, first, last)
                at = last
        outside += _letters(page, at, end)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _letters(page: Page, start: int, end: int) -> int:
    return sum(map(str.isalnum, page.text[start:end]))


def _context(page: Page, one: Merged) -> Span:
    """The sentences from the first to the last that content, source or cue stand in."""
    finding = one.finding
    places = [*finding.content, *(place for place in (finding.source, finding.cue) if place)]
    first = max(0, bisect_right(page.sentence_starts, min(s for s, _ in places)) - 1)
    end = max(e for _, e in places)
    last = max(first, bisect_left(page.sentence_starts, end) - 1)
    return _span(page, (page.sentences[first].start, max(end, page.sentences[last].end)))
