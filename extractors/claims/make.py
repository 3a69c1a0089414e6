"""Statements and the author's own sentences → claim records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ...data.ids import article_key, claim_key
from ...data.records import Article, Attribution, Claim, ClaimClass, Comparison, Entity, Quantity, Scope, Span, When
from ..build import is_hedged
from ..page import Offsets, Page, Sentence
from ..parse import LONGEST_SENTENCE
from .author import corrected, corrections, own_sentences
from .comparisons import comparisons_in, within_claim
from .dates import dates_in, dates_of
from .modality import Modal
from .outline import Outline, outline, within
from .quantities import quantities_in, quantities_of
from .split import bare, claim_contents
from .worth import worth
from .worthreasons import Known


@dataclass(frozen=True, slots=True)
class Survey:
    """What of one sentence's parse is kept for its claims."""

    outline: Outline
    quantities: Sequence[Quantity]
    dates: Sequence[When]
    comparisons: Sequence[Comparison]


def survey(sentence: Sentence, text: str) -> Survey:
    """Everything in a parsed sentence that can be checked, and what bears on it."""
    return Survey(
        outline(sentence), quantities_in(sentence, text), dates_in(sentence, text), comparisons_in(sentence, text)
    )


def claims(
    article: Article,
    page: Page,
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    surveys: Mapping[int, Survey],
) -> tuple[Claim, ...]:
    """All claims of an article, by where they begin; ``surveys`` are by the sentences' indices."""
    maker = _Maker(article, page, entities, surveys)
    statements = [one for one in attributions if one.statement]
    found = [claim for one in statements for claim in maker.reported(one)]
    found += maker.own(_taken(page, statements))
    found += maker.corrections()
    unique = {claim.id: claim for claim in sorted(found, key=_rank, reverse=True)}
    return tuple(sorted(unique.values(), key=lambda one: (one.content[0].start, -one.content[-1].end, one.id)))


def _rank(claim: Claim) -> tuple[bool, int]:
    """Of two of one place and one statement the earlier."""
    return claim.attribution is None, claim.content[0].start


def _taken(page: Page, statements: Iterable[Attribution]) -> set[int]:
    """The sentences in which something is said, or said to be."""
    taken: set[int] = set()
    for one in statements:
        for place in (*one.content, *((one.cue,) if one.cue else ())):
            first = max(0, bisect_right(page.sentence_starts, place.start) - 1)
            taken.update(range(first, bisect_left(page.sentence_starts, place.end)))
    return taken


_PREDICTS = frozenset({"say", "think", "show"})
"""Classes under which a statement about what will be is a prediction; a promise or a warning stays one."""


class _Maker:
    """Makes the claims of one article."""

    def __init__(self, article: Article, page: Page, entities: Sequence[Entity], surveys: Mapping[int, Survey]) -> None:
        self._page, self._surveys = page, surveys
        self._key = article_key(article.id, page.text)
        self._outlines = {index: one.outline for index, one in surveys.items()}
        self._mentions = sorted((m.start, m.end, e.number) for e in entities for m in e.mentions)
        self._starts = [start for start, _, _ in self._mentions]
        self._named = {entity.number: entity for entity in entities}
        self._asked: Offsets | None = None
        self._answer: Sequence[Survey] = ()

    def reported(self, one: Attribution) -> Iterator[Claim]:
        """The claims of a statement."""
        whole = [(span.start, span.end) for span in one.content]
        cls: ClaimClass = "say" if one.cue is None else one.cue.cls
        denied = one.negated or cls == "deny"
        for content in claim_contents(self._page, whole, self._outlines):
            negations = self._scopes(content, negative=True)
            if denied and one.cue is not None:
                own = (content[0][0], content[-1][1])
                negations = [(Scope(self._span((one.cue.start, one.cue.end)), self._span(own)), True), *negations]
            hedges = self._scopes(content, negative=False)
            told = cls if cls not in _PREDICTS or not self._is_ahead(content) else "predict"
            yield self._claim(
                content, negations, hedges, context=one.context, cls=told, attribution=one.id, entity=one.entity,
                distanced=cls == "claim" or self._distanced(content),
                hedged_cue=one.hedged and not is_hedged(one.content),
            )  # fmt: skip

    def own(self, taken: set[int]) -> Iterator[Claim]:
        """The author's own claims, out of sentences that are not ``taken``."""
        particular = {index for index, one in self._surveys.items() if one.quantities or one.dates}
        for sentence in own_sentences(self._page, self._outlines, taken, particular):
            place = bare(self._page.text, (sentence.start, sentence.end))
            if place is None:
                continue
            content = (place,)
            yield self._claim(
                content, self._scopes(content, negative=True), self._scopes(content, negative=False),
                context=self._span((sentence.start, sentence.end)),
                cls="predict" if self._is_ahead(content) else "say", distanced=self._distanced(content),
            )  # fmt: skip

    def corrections(self) -> Iterator[Claim]:
        """What the article's corrections say, each with the sentence that it puts right."""
        places = list(corrections(self._page))
        for (start, end), right in zip(places, corrected(self._page, places), strict=True):
            text = self._page.text[start:end]
            made = self._claim(
                ((start, end),), (), (), context=self._span((start, end)), cls="say",
                quantities=[_moved(one, start) for one in quantities_of(text)],
                dates=[_moved(one, start) for one in dates_of(text)],
            )  # fmt: skip
            yield replace(made, correction=True, corrects=None if right is None else self._span(right))

    def _claim(
        self,
        content: Sequence[Offsets],
        negations: Sequence[tuple[Scope, bool]],
        hedges: Sequence[tuple[Scope, bool]],
        *,
        context: Span,
        cls: ClaimClass,
        attribution: str | None = None,
        entity: int | None = None,
        distanced: bool = False,
        hedged_cue: bool = False,
        quantities: Sequence[Quantity] | None = None,
        dates: Sequence[When] | None = None,
    ) -> Claim:
        spans = tuple(map(self._span, content))
        if quantities is None:
            quantities = [one for survey in self._over(content) for one in survey.quantities]
        if dates is None:
            dates = [one for survey in self._over(content) for one in survey.dates]
        figures = tuple(one for one in quantities if within((one.start, one.end), content))
        days = tuple(one for one in dates if within((one.start, one.end), content))
        entities = self._within(content)
        known = Known(tuple(one.text for one in figures), tuple(one.text for one in days), cls == "predict")
        rated = worth(" ".join(span.text for span in spans)[:LONGEST_SENTENCE], known)
        part = None if attribution is None else attribution.removeprefix(self._key)
        return Claim(
            id=self._key + claim_key(content, part),
            kind="author" if attribution is None else "reported",
            cls=cls,
            content=spans,
            attribution=attribution,
            entity=entity,
            negated=sum(main for _, main in negations) % 2 == 1,
            hedged=hedged_cue or any(main for _, main in hedges),
            distanced=distanced,
            negations=tuple(one for one, _ in negations),
            hedges=tuple(one for one, _ in hedges),
            quantities=figures,
            dates=days,
            comparisons=tuple(within_claim([one for over in self._over(content) for one in over.comparisons], content)),
            entities=entities,
            check=rated.check,
            reasons=rated.reasons,
            context=context,
        )

    def _over(self, content: Sequence[Offsets]) -> Sequence[Survey]:
        """The surveys of the sentences that share a character with a claim; of the last one asked for they are kept."""
        whole = content[0][0], content[-1][1]
        if whole != self._asked:
            first = max(0, bisect_right(self._page.sentence_starts, whole[0]) - 1)
            last = bisect_left(self._page.sentence_starts, whole[1])
            self._asked = whole
            self._answer = [self._surveys[index] for index in range(first, last) if index in self._surveys]
        return self._answer

    def _within(self, content: Sequence[Offsets]) -> tuple[int, ...]:
        """The entities that a claim mentions, in the order of their first mentions."""
        found = dict.fromkeys(
            number
            for start, end in content
            for _, stop, number in self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            if stop <= end
        )
        return tuple(found)

    def _scopes(self, content: Sequence[Offsets], *, negative: bool) -> list[tuple[Scope, bool]]:
        """What negates or hedges within a claim, each with whether it bears on the claim as a whole."""
        found = []
        for one in self._over(content):
            for modal in one.outline.negations if negative else one.outline.hedges:
                if within(modal.cue, content):
                    scope = _clipped(modal.scope, content) or modal.cue
                    found.append((Scope(self._span(modal.cue), self._span(scope)), _bears(modal, content)))
        return found

    def _is_ahead(self, content: Sequence[Offsets]) -> bool:
        return any(
            within((verb, verb + 1), content) and not within((above, above + 1), content)
            for one in self._over(content)
            for verb, above in one.outline.ahead
        )

    def _distanced(self, content: Sequence[Offsets]) -> bool:
        """Whether the writer's own words in a claim keep a distance; a speaker's, in quotation marks, do not count."""
        return any(
            modal.distance and within(modal.cue, content) and self._page.innermost(modal.cue[0]) is None
            for one in self._over(content)
            for modal in one.outline.hedges
        )

    def _span(self, place: Offsets) -> Span:
        return Span(*place, self._page.text[slice(*place)])


def _bears(modal: Modal, content: Sequence[Offsets]) -> bool:
    above = (modal.governor, modal.governor + 1)
    return within((modal.verb, modal.verb + 1), content) and not within(above, content)


def _clipped(place: Offsets, content: Sequence[Offsets]) -> Offsets | None:
    """The part of a scope that lies in a claim: in the piece of it where it begins, or in the next."""
    for start, end in content:
        if place[0] < end and place[1] > start:
            return max(start, place[0]), min(end, place[1])
    return None


_Placed = TypeVar("_Placed", Quantity, When)


def _moved(one: _Placed, by: int) -> _Placed:
    return replace(one, start=one.start + by, end=one.end + by)
