"""Whom words without a name mean: who may be meant, what speaks for each, and the chance that it is so.

For "she said", "the minister added" or "the committee wrote" everybody mentioned before is a candidate, and so is
nobody of them. What is so of a candidate has names (how far back, subject, last to speak, gender, role), each with a
weight of ``salience.tsv``, learnt by ``learn_sources.py``; the chances are the softmax over all candidates.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .entities import Draft
from .lexicon import Gender, first_name_gender
from .page import Offsets, Page, Sentence
from .weights import Weights, load_weights, stepped

LOOKED_BACK = 60
"""Places before the words in question at which candidates are looked for."""

NOBODY = ("nobody",)
"""What is so of the candidate that is none of those mentioned."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Somewhere in the article where words mean an entity."""

    start: int
    draft: Draft = field(compare=False)
    sentence: int = field(compare=False)
    quoted: int | None = field(compare=False)  # the innermost quotation around it
    subject: bool = field(compare=False, default=False)
    speaker: bool = field(compare=False, default=False)
    possessive: bool = field(compare=False, default=False)
    named: bool = field(compare=False, default=False)  # by name, not by a pronoun or a role
    joined: bool = field(compare=False, default=False)  # by "and" to the one before: neither is nearer


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that mean somebody: form (he, his, it, they, role, body: an institution's noun), place, what they tell.

    ``words`` are those of a role or a common noun, ``noun`` its head; ``around`` is whose statement the words stand
    in; ``content`` is what is said.
    """

    form: str
    start: int
    content: Sequence[Offsets]
    gender: Gender | None = None
    words: frozenset[str] = frozenset()
    noun: str = ""
    around: Draft | None = None
    owned: bool = False  # "her boss" is hardly herself
    quoting: bool = False  # what is said stands in quotation marks


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its chance, and the names of what is so of it; ``draft`` None is nobody."""

    draft: Draft | None
    chance: float
    names: tuple[str, ...]


@dataclass(slots=True)
class Salience:
    """The places of an article at which entities are mentioned or meant, in order."""

    page: Page
    contents: Sequence[Offsets] = ()  # of all statements, in order
    places: list[Place] = field(default_factory=list)
    table: Weights | None = None  # others than the bundled ones

    def reported(self, start: int, asked: int) -> bool:
        """Whether a place stands in what somebody says, and the words asked about do not."""
        at = bisect_right(self.contents, (start, math.inf))
        some = self.contents[max(0, at - 3) : at]
        return any(first <= start < end and not first <= asked < end for first, end in some)

    def remember(self, place: Place) -> None:
        """Another place."""
        insort(self.places, place, key=_start)

    def choices(self, asked: Asked) -> list[Choice]:
        """Everybody who may be meant, the likeliest first, nobody among them; the chances add up to 1."""
        found: list[tuple[Draft | None, tuple[str, ...]]] = [
            (draft, tuple(names)) for draft, names in self._candidates(asked)
        ]
        found.append((None, NOBODY))
        get = (self.table or load_weights("salience")).within(asked.form).get
        sums = [sum([get(name, 0.0) for name in names]) for _, names in found]
        top = max(sums)
        shares = [math.exp(one - top) for one in sums]
        total = sum(shares)
        ranked = [Choice(draft, share / total, names) for (draft, names), share in zip(found, shares, strict=True)]
        return sorted(ranked, key=lambda choice: -choice.chance)

    def _candidates(self, asked: Asked) -> Iterator[tuple[Draft, list[str]]]:
        page, here = self.page, self.page.sentence_at(asked.start)
        end = bisect_left(self.places, asked.start, key=_start)
        before = self.places[max(0, end - LOOKED_BACK) : end][::-1]
        if asked.content:  # nobody calls themselves by name in words of their own
            before = [one for one in before if not any(start <= one.start < stop for start, stop in asked.content)]
        inside = page.innermost(asked.start)
        plain = [place for place in before if place.quoted in (None, inside)]
        heard = next((place.draft for place in plain if place.speaker), None)
        subjects = (place for place in plain if place.subject and not self.reported(place.start, asked.start))
        floor = _with_joined(subjects)
        latest = _with_joined(plain)
        named = _with_joined(place for place in plain if place.named and _fitting(place.draft, asked) is not None)
        by_draft: dict[int, list[Place]] = {}
        for place in before:
            by_draft.setdefault(id(place.draft), []).append(place)
        since = 0  # others who fit and were mentioned later
        for some in by_draft.values():
            draft = some[0].draft
            told = _fitting(draft, asked)
            if told is None or (inside is not None and draft is asked.around):
                continue  # who is quoted says I
            others = max(0, since - 1) if draft in named[1:] else since
            names = [draft.kind, *told, f"others since {min(others, 3)}"]
            since += some[0].quoted in (None, inside)
            names += ["named last"] * (draft in named)
            names += self._where(some, here, inside, asked)
            if draft is heard:
                names += ["heard", "heard before a quotation"] if asked.quoting else ["heard"]
            names += ["floor"] * (draft in floor) + ["latest"] * (draft in latest)
            names += ["around"] * (draft is asked.around)
            names += ["once"] * (len(some) == 1)
            yield draft, names

    def _where(self, some: Sequence[Place], here: Sentence, inside: int | None, asked: Asked) -> Iterator[str]:
        """How near a candidate was mentioned, latest place first, and as what."""
        plain = [place for place in some if place.quoted in (None, inside)]
        place = plain[0] if plain else some[0]
        if not plain:
            yield "quoted"
        back = max(0, here.index - place.sentence)
        yield f"sentences {stepped(back, (4, 6, 10))}"
        yield f"blocks {stepped(self._blocks(here, place), (3, 5, 8))}"
        reported = self.reported(place.start, asked.start)
        if reported:
            yield "reported"
        if place.subject and not reported:
            yield "subject here" if not back else "subject"
        if place.possessive:
            yield "possessive"
        if any(one.subject and not self.reported(one.start, asked.start) for one in plain[1:4]):
            yield "subject before"
        spoke = next((one for one in plain if one.speaker), None)
        if spoke is not None:
            yield f"spoke {stepped(self._blocks(here, spoke), (2, 4))}"

    def _blocks(self, here: Sentence, place: Place) -> int:
        return max(0, here.block - self.page.sentences[place.sentence].block)


def _with_joined(places: Iterable[Place]) -> list[Draft]:
    """Who is at the first of some places, latest first, and those to whom "and" joins them."""
    found: list[Draft] = []
    for place in places:
        found.append(place.draft)
        if not place.joined:
            break
    return found


def _start(place: Place) -> int:
    return place.start


def _fitting(draft: Draft, asked: Asked) -> list[str] | None:
    """What the words tell of a candidate; None where kind, gender or rank speak against it."""
    if draft.kind not in _KINDS[asked.form]:
        return None
    names: list[str] = []
    if asked.gender:
        gender = draft.gender or first_name_gender(draft.name)
        if gender and gender != asked.gender:
            return None
        names.append("gender fits" if gender else "gender unknown")
    if asked.form == "role":
        told = _role(draft, asked)
        if told is None:
            return None
        names += told
    if asked.form == "body":
        own = role_words(draft.name)
        names.append("noun in name" if asked.noun in own else "other name")
        names += ["words in name"] * (len(asked.words & own) > 1)
        names += ["role fits"] * any(asked.noun in role_words(known) for known in draft.roles)
    return names


_KINDS = {
    "he": ("person", "unnamed"),
    "his": ("person", "unnamed"),
    "role": ("person", "unnamed"),
    "they": ("group", "organisation", "unnamed", "document"),
    "it": ("organisation", "document", "place", "group"),
    "body": ("organisation", "document", "place", "group"),
}


def _role(draft: Draft, asked: Asked) -> list[str] | None:
    known = [role_words(role) for role in draft.roles]
    known += [role_words(draft.name)] if draft.kind == "unnamed" else []
    shared = max((len(asked.words & words) for words in known), default=0)
    if not shared and asked.owned:
        return None
    if not shared:
        if asked.noun in RANKS and any(words & RANKS for words in known):
            return None  # the senator is not the governor
        kind = "loose" if asked.noun in _LOOSE else "strict"
        return [f"no role, {kind}" if not known else f"other role, {kind}"]
    names = ["all of the role" if shared == len(asked.words) else "some of the role"]
    names += ["role's noun"] * any(asked.noun in words for words in known)
    names += ["two of the role"] * (shared > 1)
    return names


RANKS = frozenset({
    "president", "senator", "governor", "mayor", "minister", "judge", "chancellor", "king", "queen", "premier",
    "congressman", "congresswoman", "ambassador", "justice", "spokesman", "spokeswoman",
})  # fmt: skip
"""Who is one of these is seldom another."""

_LOOSE = frozenset({
    "official", "diplomat", "politician", "man", "woman", "lawmaker", "minister", "candidate", "leader", "head",
    "analyst", "expert",
})  # fmt: skip
_STOP = frozenset({"the", "of", "for", "and", "a", "an", "in", "at", "to", "s", "former", "new", "deputy"})
_SYNONYMS = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "chairman": "head", "chief": "head",
}  # fmt: skip


def role_words(role: str) -> frozenset[str]:
    """The words of a role that tell something, short forms written out."""
    words: Iterable[str] = re.findall(r"[^\W\d_]+", role.lower())
    return frozenset(_SYNONYMS.get(word, word) for word in words if word not in _STOP)
