"""Sources to entities, within one article: names, surnames, pronouns, roles, apposition, quotations without a cue.

It abstains: a pronoun with no fitting person near, or with two that fit equally, stays without a speaker, and the
reason is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..data.records import By, Candidate, Form, Kind
from .attributors import Finding
from .entities import Cast, Draft
from .mentions import Mentioned, Pronoun, Reference
from .merge import Merged
from .names import parse_name
from .page import Offsets, Page
from .salience import Asked, Choice, Place, Salience, role_words

LEAST = 0.5
"""Least chance at which somebody is taken for a pronoun, a role or a common noun: where nine of ten are right by folds
over the marked articles (learn_sources.py). At .45 and .55 it is 90.6% and 92.0%, with 89.4% and 86.9% told."""


SURE = 0.8
"""From this chance on a role named for somebody is also noted as theirs: 11 of 12 such roles (171 of 182 of all forms)
are right on the marked articles."""

MARGIN = 0.1
"""Two whose chances differ by less are equally likely, and neither is taken."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a source means: a draft entity and how that was told, or why nobody."""

    entity: Draft | None
    by: By | None = None
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()
    present: bool = True  # whether a pronoun may go back to it
    speaks: bool = True  # False for a source that is nobody: "the move suggests that …"


@dataclass(frozen=True, slots=True)
class Considered:
    """A source without a name, and everybody who was considered for it."""

    source: Offsets
    form: str
    choices: Sequence[Choice]


@dataclass(slots=True)
class Resolver:
    """Goes through an article's attributions in order of their sources, remembering who spoke."""

    page: Page
    cast: Cast
    mentioned: Mentioned
    author: str | None = None  # as the byline has it
    trace: list[Considered] | None = None
    salience: Salience = field(init=False)
    speakers: list[tuple[int, Draft]] = field(default_factory=list)  # where somebody spoke, in order
    said: list[tuple[int, int, Draft]] = field(default_factory=list)  # what they said, as it was met

    def __post_init__(self) -> None:
        self.salience = Salience(self.page)
        for one in self.mentioned.named:
            draft = self.cast.at[one.start, one.end]
            self._remember(
                one.start,
                draft,
                one.sentence,
                subject=one.subject,
                possessive=one.possessive,
                named=True,
                joined=one.joined,
            )

    def resolve(self, merged: Sequence[Merged]) -> list[Resolved]:
        """One answer for each attribution, in their order."""
        self.salience.contents = sorted(span for one in merged for span in one.finding.content)
        answers: dict[int, Resolved] = {}
        sources = {one.finding.source for one in merged}
        passing = [one for one in self.mentioned.pronouns if (one.start, one.end) not in sources]
        # Words repeated from elsewhere come last: the place they repeat may stand behind them.
        events = [(one.finding.rule == "repeat", _turn(one, merged), i) for i, one in enumerate(merged)]
        events += [(False, one.start, -i) for i, one in enumerate(passing, 1)]
        for _, _, index in sorted(events):
            if index < 0:
                self._pass(passing[-index - 1])
                continue
            finding, outer = merged[index].finding, merged[index].nested_in
            answers[index] = answer = self._one(finding, answers.get(outer) if outer is not None else None)
            if answer.entity is None:
                continue
            self.said += [(start, end, answer.entity) for start, end in finding.content]
            if finding.source is not None and answer.present:
                start, speaker = finding.source[0], finding.statement
                self._remember(
                    start, answer.entity, finding.sentence, subject=True, speaker=speaker,
                    named=answer.by in ("name", "surname", "apposition"),
                )  # fmt: skip
                if speaker and answer.entity.kind == "person":
                    insort(self.speakers, (start, answer.entity), key=_start)
        return [answers[index] for index in range(len(merged))]

    def _pass(self, pronoun: Pronoun) -> None:
        """Tell who is meant by a pronoun that nothing is said by, for it keeps them present."""
        form = "his" if pronoun.possessive else "he"
        last = reversed(self.said[-_SAID:])
        around = next((draft for start, end, draft in last if start <= pronoun.start < end), None)
        best = self.salience.choices(Asked(form, pronoun.start, (), pronoun.gender, around=around))[0]
        if best.draft is not None and best.chance >= LEAST:
            self._mention(best.draft, (pronoun.start, pronoun.end), "pronoun")
            self._remember(
                pronoun.start, best.draft, pronoun.sentence, subject=pronoun.subject, possessive=pronoun.possessive
            )

    def _remember(
        self, start: int, draft: Draft, sentence: int, *, subject: bool,
        speaker: bool = False, possessive: bool = False, named: bool = False, joined: bool = False,
    ) -> None:  # fmt: skip
        quoted = self.page.innermost(start)
        self.salience.remember(Place(start, draft, sentence, quoted, subject, speaker, possessive, named, joined))

    def _mention(self, draft: Draft, place: Offsets, form: Form) -> None:
        """Note that the words at a place mean an entity."""
        draft.add(*place, self.page.text[slice(*place)], form)

    def _one(self, finding: Finding, outer: Resolved | None) -> Resolved:
        if finding.rule in ("continuation", "repeat"):
            return self._continuing(finding)
        if finding.source is None:
            if finding.rule == "unattributed":
                return Resolved(None, reason="no words near this quotation say whose it is")
            return Resolved(None, reason="the text names no source")
        reference = self.mentioned.references.get(finding.source)
        if reference is None:
            return Resolved(None, reason="the source could not be read")
        if reference.form == "name":
            return self._name(finding, reference)
        if reference.form == "pronoun":
            return self._pronoun(finding, reference, outer)
        return self._nominal(finding, reference, outer)

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
            if word not in ("i", "me", "my"):
                return Resolved(None, reason=f"“{word}” is whoever speaks here")
            if outer is not None and outer.entity is not None:
                return Resolved(outer.entity, "pronoun")
            assert finding.source is not None
            if self.author and self.page.innermost(finding.source[0]) is None and " and " not in self.author:
                return self._writer(finding.source)
            return Resolved(None, reason=f"“{word}” is whoever speaks here")
        if word in _PERSONAL:
            form = _PERSONAL[word]
            return self._meant(finding, reference, "his" if form == "he" and reference.possessive else form, outer)
        return Resolved(None, reason=f"“{word}” does not say who")

    def _writer(self, place: Offsets) -> Resolved:
        """The author as I: whom the byline names, or the article's own data."""
        assert self.author is not None
        parsed = parse_name(self.author)
        draft = self.cast.owner(parsed)
        if draft is None:
            draft = self.cast.called(self.author) or self.cast.new("person", self.author)
            draft.parsed = parsed
        self._mention(draft, place, "pronoun")
        return Resolved(draft, "pronoun")

    def _nominal(self, finding: Finding, reference: Reference, outer: Resolved | None) -> Resolved:
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
        if reference.definite and reference.kind in _MEANT:
            answer = self._meant(finding, reference, _MEANT[reference.kind], outer, text)
            if answer.entity is not None:
                return answer
        name = _bare(text)
        kind = reference.kind or "unnamed"
        if kind == "unnamed" and not reference.definite:
            draft = self.cast.new(kind, name)  # "a senior official" and "another official" are two
        else:
            draft = self.cast.thing(name, kind)
        self._mention(draft, finding.source, "nominal")
        speaks = reference.kind is not None or finding.lemma not in _OF_THINGS
        return Resolved(draft, "name", answer.reason, answer.candidates, reference.kind is not None, speaks)

    def _holder(self, role: str) -> Draft | None:
        """The only person to whom the article gives the role that its headline names: …, mayor says."""
        wanted = role_words(role)
        fits = [
            draft
            for draft in self.cast.drafts[:500]
            if draft.kind == "person" and any(wanted <= role_words(known) for known in draft.roles)
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

    def _meant(
        self, finding: Finding, reference: Reference, form: str, outer: Resolved | None, text: str = ""
    ) -> Resolved:
        """Whoever a pronoun, a role or a common noun stands for: the likeliest of those before it, if likely enough."""
        assert finding.source is not None
        first = finding.content[0][0]
        asked = Asked(
            form, finding.source[0], finding.content, reference.gender, role_words(text), reference.noun,
            around=outer.entity if outer is not None else None,
            owned=text.lower().startswith(_OWNERS),
            quoting=bool(self.page.quotations_over(first, first + 1)),
        )  # fmt: skip
        choices = self.salience.choices(asked)
        if self.trace is not None:
            self.trace.append(Considered(finding.source, form, choices))
        candidates = tuple(
            Candidate(one.draft.name, round(one.chance, 2), ", ".join(one.names[1:]))
            for one in choices[:5]
            if one.draft
        )
        best = choices[0]
        if best.draft is None or best.chance < LEAST or best.chance - choices[1].chance < MARGIN:
            people = [one for one in choices[:3] if one.draft and one.chance > (1 - LEAST) / 2]
            if len(people) > 1:
                reason = " or ".join(one.draft.name for one in people[:2] if one.draft)
            else:
                reason = f"{'nothing' if form in ('it', 'they', 'body') else 'nobody'} near whom this could mean"
            return Resolved(None, reason=reason, candidates=candidates)
        by: By = "pronoun" if reference.form == "pronoun" else "role"
        self._mention(best.draft, finding.source, reference.form)
        if form == "role" and best.chance >= SURE and len(asked.words) > 1 and best.draft.kind == "person":
            best.draft.take(_bare(text))
        if reference.gender:
            best.draft.genders[reference.gender] += 1
        return Resolved(best.draft, by, candidates=candidates)


_PERSONAL = {
    "he": "he", "she": "he", "him": "he", "her": "he", "his": "he",
    "they": "they", "them": "they", "their": "they", "it": "it", "its": "it",
}  # fmt: skip
"""What the pronouns ask for; see salience.py."""

_MEANT: dict[Kind | None, str] = {"unnamed": "role", "organisation": "body", "document": "body"}
"""What a definite common noun asks for, by the kind that it names."""


_OWNERS = ("his ", "her ", "their ", "my ", "your ", "our ")

_SAID = 8
"""The last contents among which that is looked for in which a pronoun stands."""


def _bare(text: str) -> str:
    """A noun phrase without its article."""
    return re.sub(r"^(?:the|a|an|its|his|her|their)\s+", "", text, flags=re.IGNORECASE)


def _start(place: tuple[int, Draft]) -> int:
    return place[0]


def _turn(one: Merged, merged: Sequence[Merged]) -> int:
    """When an attribution is looked at: in order of their sources, but what is inside another's words after that."""
    own = _place_of(one.finding)
    return own if one.nested_in is None else max(own, _turn(merged[one.nested_in], merged) + 1)


def _place_of(finding: Finding) -> int:
    return (finding.source or finding.cue or finding.content[0])[0]


# What the move suggests or a plan calls for nobody has said; "said" and the like always have somebody who did.
_OF_THINGS = frozenset({
    "ask", "bring", "call", "demonstrate", "describe", "give", "highlight", "illustrate", "include", "indicate", "list",
    "make", "point", "put", "raise", "reflect", "require", "reveal", "show", "signal", "speak", "suggest",
})  # fmt: skip
