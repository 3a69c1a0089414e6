"""Sources to entities, within one article: names, surnames, pronouns, roles, apposition, quotations without a cue.

It abstains: a pronoun with no fitting person near, or with two that fit equally, stays without a speaker, and the
reason is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..data.records import By, Candidate, Form
from .attributors import Finding
from .entities import Cast, Draft
from .lexicon import first_name_gender
from .mentions import Named, Reference
from .merge import Merged
from .names import parse_name
from .page import Offsets, Page

LEAST = 0.5
"""Least score at which a person is taken for a pronoun or a role; chosen by reading development articles."""

MARGIN = 0.1
"""By so much the best must lead the next, else nobody is taken."""

LAST = 0.15
"""What it adds to have spoken last, with no other subject since."""

NEAR = 4
"""Blocks back in which an antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source means: a draft entity and how that was told, or why nobody."""

    entity: Draft | None
    by: By | None = None
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()
    speaks: bool = True  # False for a source that is nobody: "the move suggests that …"


@dataclass(slots=True)
class _Place:
    """Somewhere a person is mentioned or was resolved to."""

    start: int
    draft: Draft
    sentence: int
    subject: bool
    speaker: bool
    possessive: bool
    quoted: int | None


@dataclass(slots=True)
class Resolver:
    """Goes through an article's attributions in order of their sources, remembering who spoke."""

    page: Page
    cast: Cast
    named: Sequence[Named]
    references: dict[Offsets, Reference]  # by the source's place
    places: list[_Place] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    speakers: list[tuple[int, Draft]] = field(default_factory=list)  # of places, those where somebody spoke
    things: list[tuple[int, Draft]] = field(default_factory=list)  # what is no single person, outside quotations

    def resolve(self, merged: Sequence[Merged]) -> list[Resolved]:
        """One answer for each attribution, in their order."""
        for one in self.named:
            draft = self.cast.at[one.start, one.end]
            if draft.kind == "person":
                self._remember(one.start, draft, one.sentence, one.subject, False, one.possessive)
        for draft in reversed(self.cast.drafts):
            if draft.kind in _THINGS:
                self.things += [(start, draft) for start, _ in draft.places if self.page.innermost(start) is None]
        self.things.sort(key=_start)
        answers: dict[int, Resolved] = {}
        # Words repeated from elsewhere come last: the place they repeat may stand behind them.
        order = sorted(
            range(len(merged)), key=lambda i: (merged[i].finding.rule == "repeat", _place_of(merged[i].finding))
        )
        for index in order:
            finding = merged[index].finding
            outer = merged[index].nested_in
            answer = self._one(finding, answers.get(outer) if outer is not None else None)
            answers[index] = answer
            if answer.entity is not None and finding.source is not None and answer.entity.kind == "person":
                self._remember(finding.source[0], answer.entity, finding.sentence, True, finding.statement, False)
        return [answers[index] for index in range(len(merged))]

    def _remember(
        self, start: int, draft: Draft, sentence: int, subject: bool, speaker: bool, possessive: bool
    ) -> None:
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.places.insert(at, _Place(start, draft, sentence, subject, speaker, possessive, self.page.innermost(start)))

        if speaker:
            self.speakers.insert(bisect_right(self.speakers, start, key=_start), (start, draft))

    def _mention(self, draft: Draft, place: Offsets, form: Form) -> None:
        """Note that the words at a place mean an entity."""
        draft.add(*place, self.page.text[slice(*place)], form)
        if draft.kind in _THINGS and self.page.innermost(place[0]) is None:
            self.things.insert(bisect_left(self.things, place[0], key=_start), (place[0], draft))

    def _one(self, finding: Finding, outer: Resolved | None) -> Resolved:
        if finding.rule in ("continuation", "repeat"):
            return self._continuing(finding)
        if finding.source is None:
            if finding.rule == "unattributed":
                return Resolved(None, reason="no words near this quotation say whose it is")
            return Resolved(None, reason="the text names no source")
        reference = self.references.get(finding.source)
        if reference is None:
            return Resolved(None, reason="the source could not be read")
        if reference.form == "name":
            return self._name(finding, reference)
        if reference.form == "pronoun":
            return self._pronoun(finding, reference, outer)
        return self._nominal(finding, reference)

    def _name(self, finding: Finding, reference: Reference) -> Resolved:
        assert reference.name is not None
        draft = self.cast.at.get(reference.name)
        text = self.page.text[slice(*reference.name)]
        if draft is None:
            parsed = parse_name(text)
            draft = self.cast.owner(parsed, reference.gender)
            if draft is None:
                draft = self.cast.called(text) or self.cast.new("person", text)
                if draft.kind == "person" and draft.parsed is None:
                    draft.parsed = parsed
            self._mention(draft, reference.name, "name")
        if reference.role and draft.kind == "person":
            draft.take(reference.role)
        by: By = "name"
        if draft.kind == "person":
            if reference.by_apposition:
                by = "apposition"
            elif len(parse_name(text).tokens) < 2 and len(parse_name(draft.name).tokens) > 1:
                by = "surname"
        return Resolved(draft, by)

    def _pronoun(self, finding: Finding, reference: Reference, outer: Resolved | None) -> Resolved:
        word = reference.noun
        if word in ("i", "we", "me", "my", "us", "our"):
            if outer is not None and outer.entity is not None and word in ("i", "me", "my"):
                return Resolved(outer.entity, "pronoun")
            return Resolved(None, reason=f"“{word}” is whoever speaks here")
        if word in ("he", "she", "him", "her", "his"):
            return self._antecedent(finding, reference, None)
        if word in ("they", "it", "them", "its", "their"):
            return self._thing(finding, plural=word in ("they", "them", "their"))
        return Resolved(None, reason=f"“{word}” does not say who")

    def _thing(self, finding: Finding, plural: bool) -> Resolved:
        """It, they: the last source before in this block or the one before that is no single person."""
        assert finding.source is not None
        here = self.page.sentence_at(finding.source[0])
        wanted = ("group", "organisation") if plural else ("organisation", "document", "place")
        best = None
        for at in range(bisect_left(self.things, finding.source[0], key=_start) - 1, -1, -1):
            start, draft = self.things[at]
            before = self.page.sentence_at(start)
            if here.block - before.block > 1 or here.index - before.index > 1:
                break
            if draft.kind in wanted:
                best = draft
                break
        if best is None:
            return Resolved(None, reason="nothing near before it that the pronoun could stand for")
        self._mention(best, finding.source, "pronoun")
        return Resolved(best, "pronoun")

    def _nominal(self, finding: Finding, reference: Reference) -> Resolved:
        assert finding.source is not None
        text = " ".join(self.page.text[slice(*(reference.name or finding.source))].split())
        if text[0].isupper() and len(text.split()) <= 2:
            # The tagger takes some surnames for common nouns (Sanders, Fields).
            draft = self.cast.owner(parse_name(text))
            if draft is not None and draft.kind == "person":
                self._mention(draft, finding.source, "name")
                return Resolved(draft, "surname")
        if reference.kind == "unnamed" and self.page.sentence_at(finding.source[0]).kind == "headline":
            draft = self._holder(text)
            if draft is not None:
                self._mention(draft, finding.source, "nominal")
                return Resolved(draft, "headline")
        answer = Resolved(None)
        if reference.kind == "unnamed" and reference.definite:
            answer = self._antecedent(finding, reference, text)
            if answer.entity is not None:
                return answer
        name = re.sub(r"^(?:the|a|an|its|his|her|their)\s+", "", text, flags=re.IGNORECASE)
        kind = reference.kind or "unnamed"
        if kind == "unnamed" and not reference.definite:
            draft = self.cast.new(kind, name)  # "a senior official" and "another official" are two
        else:
            draft = self.cast.thing(name, kind)
        self._mention(draft, finding.source, "nominal")
        speaks = reference.kind is not None or finding.lemma not in _OF_THINGS
        return Resolved(draft, "name", answer.reason, answer.candidates, speaks)

    def _holder(self, role: str) -> Draft | None:
        """The only person to whom the article gives the role that its headline names: …, mayor says."""
        wanted = _role_words(role)
        fits = [
            draft
            for draft in self.cast.drafts[:500]
            if draft.kind == "person" and any(wanted <= _role_words(known) for known in draft.roles)
        ]
        return fits[0] if len(fits) == 1 and wanted else None

    def _continuing(self, finding: Finding) -> Resolved:
        if finding.repeats is None:
            at = bisect_left(self.speakers, finding.content[0][0], key=_start)
        else:
            at = bisect_right(self.speakers, finding.repeats[0], key=_start)
        if not at or (finding.repeats is not None and self.speakers[at - 1][0] != finding.repeats[0]):
            return Resolved(None, reason="nobody spoke before this quotation")
        return Resolved(self.speakers[at - 1][1], "repeat" if finding.rule == "repeat" else "continuation")

    def _antecedent(self, finding: Finding, reference: Reference, role: str | None) -> Resolved:
        """The person a pronoun or a role stands for: the most salient one before it that fits."""
        assert finding.source is not None
        here = self.page.sentence_at(finding.source[0])
        around = self.page.innermost(finding.source[0])
        scores: dict[int, tuple[float, Draft, str]] = {}
        floor: Draft | None = None
        at = bisect_right(self.starts, finding.source[0] - 1)
        for place in reversed(self.places[max(0, at - 60) : at]):
            sentence = self.page.sentences[place.sentence]
            if here.block - sentence.block > NEAR:
                break
            if any(start <= place.start < end for start, end in finding.content):
                continue  # nobody calls themselves by name in words of their own
            score, why = _salience(place, here.index, here.block - sentence.block, around)
            if (
                place.speaker
                and floor in (None, place.draft)
                and place.quoted == around
                and here.block - sentence.block <= 1
            ):
                score += LAST
                why += ", last to speak"
            if floor is None and place.subject and (place.speaker or place.quoted == around):
                floor = place.draft  # whoever is the subject later has taken the floor
            fit = _fit(place.draft, reference, role)
            if fit is None:
                continue
            score += fit
            old = scores.get(id(place.draft))
            if old is None or score > old[0]:
                scores[id(place.draft)] = (score, place.draft, why)
        ranked = sorted(scores.values(), key=lambda item: -item[0])
        candidates = tuple(Candidate(draft.name, round(min(score, 1.0), 2), why) for score, draft, why in ranked[:5])
        by: By = "role" if role else "pronoun"
        if not ranked or ranked[0][0] < LEAST:
            return Resolved(None, reason="nobody near whom this could mean", candidates=candidates)
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
            return Resolved(None, reason=f"{ranked[0][1].name} or {ranked[1][1].name}", candidates=candidates)
        draft = ranked[0][1]
        draft.add(*finding.source, self.page.text[slice(*finding.source)], "nominal" if role else "pronoun")
        if reference.gender:
            draft.genders[reference.gender] += 1
        return Resolved(draft, by, candidates=candidates)


_THINGS = ("group", "organisation", "document", "place")


def _start(place: tuple[int, Draft]) -> int:
    return place[0]


def _place_of(finding: Finding) -> int:
    return (finding.source or finding.cue or finding.content[0])[0]


def _salience(place: _Place, sentence: int, blocks: int, around: int | None) -> tuple[float, str]:
    """How present a person is at a later place, 0–1.2, with the reason in words.

    The order of the evidence (distance, last speaker, subject) is that of the literature on pronouns; the weights were
    set on development articles.
    """
    sentences = max(0, sentence - place.sentence)
    # A long quotation is many sentences, yet its speaker is no further away: from block to block paragraphs count.
    distance = min(sentences, 1 + 1.5 * blocks) if blocks else min(sentences, 2)
    score = max(0.0, 0.62 - 0.09 * distance)
    why = ["in this sentence" if not sentences else f"{sentences} sentence{'s' if sentences > 1 else ''} before"]
    if place.speaker:
        score += 0.2 if blocks <= 1 else 0.1
        why.append("spoke")
    if place.subject:
        score += 0.15 if sentences else 0.45
        why.append("subject")
    if place.possessive:
        score -= 0.12
    if place.quoted is not None and place.quoted != around:
        score -= 0.35
        why.append("inside a quotation")
    if blocks > 1:
        score -= 0.05 * (blocks - 1)
    return score, ", ".join(why)


def _fit(draft: Draft, reference: Reference, role: str | None) -> float | None:
    """How well a person fits the words: None where gender or role speaks against it."""
    gender = draft.gender or first_name_gender(draft.name)
    if reference.gender and gender and gender != reference.gender:
        return None
    bonus = 0.08 if reference.gender and gender == reference.gender else 0.0
    if role is None:
        return bonus
    wanted = _role_words(role)
    if any(wanted & _role_words(known) for known in draft.roles):
        return bonus + 0.4 + 0.1 * max(len(wanted & _role_words(known)) for known in draft.roles)
    if draft.roles and reference.noun in _RANKS and any(_role_words(r) & _RANKS for r in draft.roles):
        return None  # the senator is not the governor
    return bonus - 0.05 if reference.noun in _LOOSE else bonus - 0.15


_RANKS = frozenset({
    "president", "senator", "governor", "mayor", "minister", "judge", "chancellor", "king", "queen", "premier",
    "congressman", "congresswoman", "ambassador", "justice", "spokesman", "spokeswoman",
})  # fmt: skip
_LOOSE = frozenset({
    "official", "diplomat", "politician", "man", "woman", "lawmaker", "minister", "candidate", "leader", "head",
    "analyst", "expert",
})  # fmt: skip
# What the move suggests or a plan calls for nobody has said; "said" and the like always have somebody who did.
_OF_THINGS = frozenset({
    "ask", "bring", "call", "demonstrate", "describe", "give", "highlight", "illustrate", "include", "indicate", "list",
    "make", "point", "put", "raise", "reflect", "require", "reveal", "show", "signal", "speak", "suggest",
})  # fmt: skip
_STOP = frozenset({"the", "of", "for", "and", "a", "an", "in", "at", "to", "s", "former", "new", "deputy"})


def _role_words(role: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", role.lower())
    return frozenset(_SYNONYMS.get(word, word) for word in words if word not in _STOP)


_SYNONYMS = {
    "sen": "senator",
    "gov": "governor",
    "rep": "representative",
    "gen": "general",
    "chairman": "head",
    "chief": "head",
}
