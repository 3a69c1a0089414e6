"""Names of one article → entities: full names first, then surnames to their owners; each place a name stands once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..data.records import Entity, Form, Kind, Mention
from .lexicon import Gender, first_name_gender
from .mentions import Named
from .names import SAME, Name, parse_name, similarity
from .nametokens import Token
from .things import same_name, strip
from .vocabulary import blocks_of

# A surname that two people of the article share goes to the one whose full name stands this many times as often.
_PREVAILS = 2

# Nobody has so many roles in one article; a longer text need not compare each "official" with all of them.
_MOST_ROLES = 50

# One place in so many where the tagger calls a lone word a person is enough, where it acts as people do.
_SOMETIMES = 5

_SURNAME = re.compile(
    r"[A-Z][a-z]{2,}(?:[oe]v|[oe]va|yov|[kh]in|tsin|rin|nin|ina|sky|skiy|skaya|enko|chuk|yan|shvili|adze|elli|sson|ssen|[nd]ez)"
)
"""Endings that hardly any one-word organisation has; the tagger calls many a rare surname an organisation."""


@dataclass(slots=True, eq=False)
class Draft:
    """An entity while it is being put together."""

    kind: Kind
    name: str
    parsed: Name | None = None
    places: dict[tuple[int, int], Mention] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)  # a set in order
    genders: Counter[Gender] = field(default_factory=Counter)

    @property
    def gender(self) -> Gender | None:
        """What most of the evidence says."""
        return self.genders.most_common(1)[0][0] if self.genders else None

    def add(self, start: int, end: int, text: str, form: Form) -> None:
        """Another place that mentions it."""
        self.places.setdefault((start, end), Mention(start, end, text, form))

    def take(self, role: str) -> None:
        """A role that the article gives; the first ones are kept."""
        if len(self.roles) < _MOST_ROLES:
            self.roles[role] = None

    def finished(self, number: int) -> Entity:
        """The entity as a record."""
        places = tuple(self.places[key] for key in sorted(self.places))
        return Entity(number, self.kind, self.name, places, tuple(self.roles), self.gender)


class _Index:
    """People by the words of their names, so that a name is compared with those only that share enough of them."""

    def __init__(self) -> None:
        self._read = 0
        self._words: defaultdict[str, set[int]] = defaultdict(set)  # a word's block → places in the list of drafts
        self._joined: defaultdict[str, set[int]] = defaultdict(set)

    def near(self, name: Name, drafts: Sequence[Draft]) -> list[Draft]:
        """Those of the drafts that ``name`` may fit, in their order."""
        for place in range(self._read, len(drafts)):
            parsed = drafts[place].parsed
            if parsed is not None:
                self._joined["".join(parsed.keys)].add(place)
                for token in _whole(parsed):
                    for block in blocks_of(token, vowelless=True):
                        self._words[block].add(place)
        self._read = len(drafts)
        shared: Counter[int] = Counter()
        for token in _whole(name):
            shared.update(set().union(*(self._words.get(block, ()) for block in blocks_of(token, vowelless=True))))
        joined = self._joined.get("".join(name.keys), set())
        enough = {place for place, count in shared.items() if count >= _least(name, drafts[place])}
        return [drafts[place] for place in sorted(joined | enough)]


def _whole(name: Name) -> list[Token]:
    return [token for token in name.tokens if not token.initial]


def _least(name: Name, draft: Draft) -> int:
    """Words that two names of one person share: all of the shorter one but for those that are an initial in either."""
    assert draft.parsed is not None
    initials = sum(token.initial for one in (name, draft.parsed) for token in one.tokens)
    return max(1, min(len(name.tokens), len(draft.parsed.tokens)) - initials)


class Cast:
    """Everybody and everything an article names, looked up by the place of a name."""

    def __init__(self, named: Iterable[Named], headline: int = 0) -> None:
        self._headline = headline  # where it ends
        self.drafts: list[Draft] = []
        self.at: dict[tuple[int, int], Draft] = {}
        self._things: dict[tuple[Kind, str], Draft] = {}
        self._called: dict[str, Draft] = {}
        self._people = _Index()
        everything = list(named)
        surnames = _surnames(everything)
        groups: dict[str, list[Named]] = defaultdict(list)
        for one in everything:
            groups[one.text].append(one)
        kinds = {text: _kind(text, group, surnames) for text, group in groups.items()}
        people = [text for text in groups if kinds[text] == "person"]
        people.sort(key=lambda text: (-len(parse_name(text).tokens), -len(groups[text]), groups[text][0].start))
        for text in people:
            self._place(self._person(text, groups[text]), groups[text])
        for text, group in groups.items():
            if kinds[text] != "person":
                self._place(self.thing(text, kinds[text]), group)

    def _place(self, draft: Draft, group: Sequence[Named]) -> None:
        for one in group:
            draft.add(one.start, one.end, one.text, "name")
            self.at[one.start, one.end] = draft
            if one.role:
                draft.take(one.role)
            if one.gender:
                draft.genders[one.gender] += 3

    def _person(self, text: str, group: Sequence[Named]) -> Draft:
        parsed = parse_name(text)
        gender = next((one.gender for one in group if one.gender), parsed.gender)
        owner = self.owner(parsed, gender)
        if owner is None:
            owner = self.new("person", parsed.text or text)
            owner.parsed = parsed
        return owner

    def owner(self, name: Name, gender: Gender | None = None) -> Draft | None:
        """The one person of the article whom a name fits, or None: nobody, or two with equal right."""
        if not name.tokens:
            return None
        fits = [
            draft
            for draft in self._people.near(name, self.drafts)
            if draft.parsed is not None
            and similarity(name, draft.parsed) >= SAME
            and (gender is None or (draft.gender or first_name_gender(draft.name)) in (None, gender))
        ]
        if len(fits) <= 1:
            return fits[0] if fits else None
        fits.sort(key=lambda draft: -len(draft.places))
        if len(fits[0].places) >= _PREVAILS * len(fits[1].places):
            return fits[0]
        titled = [draft for draft in fits if self._in_headline(draft)]
        return titled[0] if len(titled) == 1 else None

    def _in_headline(self, draft: Draft) -> bool:
        """Whether the headline names somebody: the article is about them."""
        return any(start < self._headline for start, _ in draft.places)

    def thing(self, text: str, kind: Kind) -> Draft:
        """The organisation, place, group or document of that name; a new one where the article has none yet."""
        key = (kind, same_name(text))
        if key not in self._things:
            self._things[key] = self.new(kind, strip(text))
        return self._things[key]

    def new(self, kind: Kind, name: str) -> Draft:
        """A new entity."""
        draft = Draft(kind, name)
        self.drafts.append(draft)
        self._called.setdefault(name, draft)
        return draft

    def called(self, name: str) -> Draft | None:
        """The first entity of exactly that name."""
        return self._called.get(name)

    def finished(self) -> tuple[Entity, ...]:
        """The entities as records; their order is that of the drafts."""
        return tuple(draft.finished(number) for number, draft in enumerate(self.drafts))


def _surnames(named: Iterable[Named]) -> Counter[str]:
    """First and last words of the full names tagged as people."""
    full = [one.text.split() for one in named if one.kind == "person" and " " in one.text and not one.headed]
    return Counter(word for words in full for word in (words[0], words[-1]) if word[:1].isupper())


def _kind(text: str, group: Sequence[Named], surnames: Counter[str]) -> Kind:
    """The kind most places give; a lone word that ends a person's full name elsewhere is that person."""
    if surnames[text]:
        return "person"
    votes = Counter(one.kind for one in group)
    lone = " " not in text
    if lone and any(one.gender for one in group):
        return "person"  # Mr. X
    if lone and all(one.kind != "person" or one.headed for one in group) and any(one.headed for one in group):
        others = Counter(one.kind for one in group if one.kind != "person")
        return others.most_common(1)[0][0] if others else "organisation"
    kind = votes.most_common(1)[0][0]
    acts = kind == "organisation" and lone and not text.isupper() and any(one.subject for one in group)
    if acts and (_SURNAME.fullmatch(text) or votes["person"] * _SOMETIMES >= len(group)):
        return "person"  # a surname that stands alone throughout is called an organisation as often as a person
    return kind
