"""What was decided on who is who, brought to bear on the entities of one article: ``Deciding``.

A user's decision holds for every entity whose name is one of its spellings, in any script or romanisation that reads
the same; a surname alone only where nobody else in the article has it with more of a name. The bundled table of public
figures holds for full names, and for a surname alone only beside a role that fits. What is never one, by ``not`` or
``[[apart]]``, beats both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..data.decisions import MARK, Decision, Decisions, Held, from_json
from ..data.records import Entity, Kind, Person
from ..data.store import Store
from .lexicon import Gender
from .nameparts import Name, parse_name
from .names import LONE, SAME, similarity
from .things import normal, same_name

Days = tuple[str, str]
"""The days of the earliest and the latest article with a text, ISO dates."""

IN_FILE, IN_TABLE = "alias in people.toml", "listed among the public figures"
"""Why a spelling is somebody's by a decision; persons.py and the rest find their reasons themselves."""


def decisions_of(store: Store) -> Decisions:
    """The decisions that a store's people were told apart by."""
    text = store.mark(MARK)
    return from_json(text) if text else Decisions()


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom an entity was decided to be, and why; ``own`` when the user decided it."""

    who: Decision
    why: str
    own: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as far as decisions go: ``roles`` are as the article gives them, titles included."""

    number: int
    name: Name
    gender: Gender | None
    roles: tuple[str, ...]


Key = tuple[str, ...]


class Deciding:
    """Decisions by the names that they are on. ``known`` are people whose ids decisions may name."""

    def __init__(self, decisions: Decisions, known: Iterable[Person] = ()) -> None:
        owners = {reads(text) for one in decisions.people for text in one.spellings}
        self.own = decisions.people
        self._ids = {one.id: one for one in reversed(self.own) if one.id}
        self.public = tuple(one for one in decisions.public if owners.isdisjoint(map(reads, _full(one))))
        by_id = {one.id: [one.name, *(spelling.text for spelling in one.spellings)] for one in known}
        self._apart = frozenset(_apart(decisions, by_id))
        self._texts: dict[str, tuple[Decision, bool]] = {}
        self._read: defaultdict[Key, dict[tuple[Decision, bool], None]] = defaultdict(dict)  # for their order
        self._surnames: defaultdict[Key, dict[Decision, None]] = defaultdict(dict)
        self._things: dict[tuple[Kind, str], Decision] = {}
        for one in self.own:
            self._index(one, own=True)
        for one in self.public:
            self._index(one, own=False)

    def _index(self, one: Decision, *, own: bool) -> None:
        for text in one.spellings:
            if one.kind != "person":
                self._things.setdefault((one.kind, same_name(text)), one)
                continue
            name = parse_name(text)
            if own or len(name.tokens) > 1:
                self._texts.setdefault(folded(name.text), (one, own))
                self._read[reads(text)][one, own] = None
            for key in _surname_keys(name):
                self._surnames[key][one] = None

    # ---- what is never one

    @property
    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of names, folded, that are never one person's."""
        return self._apart

    def barred(self, one: str, other: str) -> bool:
        """Whether two spellings are never one's."""
        return bool(self._apart) and frozenset((folded(one), folded(other))) in self._apart

    def _never(self, who: Decision, text: str) -> bool:
        return any(self.barred(text, spelling) for spelling in who.spellings)

    # ---- whom a spelling means

    def meant(self, text: str) -> tuple[Decision, bool] | None:
        """Whose spelling this is for certain, wherever it stands, and whether the user said so."""
        if not self._texts:
            return None
        name = parse_name(text)
        exact = self._texts.get(folded(name.text))
        if exact and not self._never(exact[0], name.text):
            return exact
        found = [one for one in self._read.get(reads(text), ()) if not self._never(one[0], name.text)]
        own = [one for one in found if one[1]] or found
        return own[0] if len(own) == 1 else None

    def asked(self, text: str) -> list[Decision]:
        """Whom a query may mean: by any spelling, or by the surname of one."""
        sure = self.meant(text)
        if sure:
            return [sure[0]]
        name = parse_name(text)
        if len(name.tokens) == 1:
            found = [one for key in _surname_keys(name) for one in self._surnames.get(key, ())]
            return list(dict.fromkeys(found))
        return [one for (_, key), one in self._things.items() if key == same_name(text)]

    def alone(self, text: str) -> bool:
        """Whether this is a surname alone of which something is decided, so that the whole article must tell."""
        name = parse_name(text)
        return (
            bool(self._surnames) and len(name.tokens) == 1 and any(key in self._surnames for key in _surname_keys(name))
        )

    def thing(self, kind: Kind, text: str) -> Decision | None:
        """Which organisation, place, … a name is decided to be."""
        found = self._things.get((kind, same_name(text)))
        return None if found is None or self._never(found, text) else found

    def of_known(self, person: Person) -> Decision | None:
        """Which decision somebody known falls under: by id, by name, else by a spelling."""
        if person.id in self._ids:
            return self._ids[person.id]
        if person.kind != "person":
            return self.thing(person.kind, person.name)
        found = (self.meant(text) for text in (person.name, *(spelling.text for spelling in person.spellings)))
        return next((one for one, _ in filter(None, found)), None)

    def kinds(self) -> Iterator[tuple[str, Kind]]:
        """The normalised names whose kind the user decided; not of surnames alone, which are places' names, too."""
        for one in self.own:
            for text in one.spellings:
                if one.kind != "person" or len(parse_name(text).tokens) > 1:
                    yield normal(text), one.kind

    # ---- the people of one article

    def people(self, named: Sequence[Named], days: Days | None = None, beside: Iterable[str] = ()) -> dict[int, Choice]:
        """Who of an article's people was decided to be whom, by number; ``beside`` are others whom it names."""
        found: dict[int, Choice] = {}
        for one in named:
            sure = self.meant(one.name.text)
            if sure and len(one.name.tokens) > 1:
                found[one.number] = Choice(sure[0], IN_FILE if sure[1] else IN_TABLE, sure[1])
        fuller = [(one.name, found.get(one.number, _NOBODY).who) for one in named if len(one.name.tokens) > 1]
        for text in beside:
            fuller.append((parse_name(text), (self.meant(text) or (_NOBODY.who, True))[0]))
        for one in named:
            choice = self._surname(one, days) if len(one.name.tokens) == 1 else None
            if choice and all(who == choice.who for name, who in fuller if _may_be(one.name, name)):
                found[one.number] = choice
        return found

    def _surname(self, one: Named, days: Days | None) -> Choice | None:
        sure = self.meant(one.name.text)
        if sure:
            return Choice(sure[0], IN_FILE, own=True)
        fitting: list[tuple[Decision, str]] = []
        for who in dict.fromkeys(who for key in _surname_keys(one.name) for who in self._surnames.get(key, ())):
            held = next((held for held in who.roles if any(_held(held, role, days) for role in one.roles)), None)
            other = one.gender and who.gender and one.gender != who.gender
            if who in self.public and held and not other and not self._never(who, one.name.text):
                fitting.append((who, held.role))
        if len(fitting) != 1:
            return None
        ((who, role),) = fitting
        return Choice(who, f"surname beside a role of the public figure {who.name} ({role})", own=False)


def _may_be(lone: Name, name: Name) -> bool:
    return len(name.tokens) > 1 and similarity(lone, name) >= SAME * LONE


_NOBODY = Choice(Decision(""), "", own=False)


def named(entity: Entity, gender: Gender | None) -> Named:
    """An entity for ``Deciding.people``."""
    titles = (" ".join(parse_name(one.text).titles) for one in entity.mentions if one.form == "name")
    roles = dict.fromkeys((*entity.roles, *filter(None, titles)))
    return Named(entity.number, parse_name(entity.name), gender, tuple(roles))


def folded(text: str) -> str:
    """A person's name as decisions compare it: without titles and without case."""
    return parse_name(text).text.casefold()


def reads(text: str) -> Key:
    """The same for all scripts, romanisations and orders in which a name reads the same."""
    return tuple(sorted(parse_name(text).keys)) or (text.casefold(),)


def _surname_keys(name: Name) -> set[Key]:
    if len(name.tokens) == 1:
        return {(key,) for key in name.tokens[0].keys}
    return {(key,) for at in name.families for key in name.tokens[at].keys}


def _full(one: Decision) -> list[str]:
    return [text for text in one.spellings if len(parse_name(text).tokens) > 1]


def _apart(decisions: Decisions, by_id: Mapping[str, Collection[str]]) -> Iterator[frozenset[str]]:
    """The folded pairs of ``not`` and ``[[apart]]``, a decided name standing for all its spellings."""
    every = (*decisions.people, *decisions.public)
    first: dict[str | None, Decision] = {}
    for one in every:
        for text in (one.id, *one.spellings):
            first.setdefault(text, one)

    def spellings(text: str) -> Collection[str]:
        return first[text].spellings if text in first else by_id.get(text, (text,))

    for one in every:
        for text in one.never:
            for never in by_id.get(text, (text,)):
                yield from (_pair(spelling, never) for spelling in one.spellings if folded(spelling) != folded(never))
    for names in decisions.apart:
        for one_name, other_name in combinations(names, 2):
            ours, theirs = spellings(one_name), spellings(other_name)
            yield from (_pair(a, b) for a in ours for b in theirs if folded(a) != folded(b))


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((folded(one), folded(other)))


# ---- roles

_SMALL = frozenset({"the", "of", "for", "and", "in", "a", "an", "to", "s", "mr", "mrs", "ms", "dr"})
_PAST = frozenset({"former", "ex", "then", "late", "past", "previous"})
_LESSER = frozenset(
    {
        "deputy", "vice", "assistant", "aide", "adviser", "advisor", "spokesman", "spokeswoman", "spokesperson",
        "representative", "acting", "would", "son", "daughter", "wife", "husband", "widow", "brother", "sister",
        "father", "mother", "lawyer", "press", "secretary", "candidate", "predecessor", "successor", "rival",
        "opponent", "critic", "ally", "friend",
    }
)  # fmt: skip
"""Words that make another role of a role that they stand beside."""


def _held(held: Held, role: str, days: Days | None) -> bool:
    """Whether a role as an article gives it is one that somebody held then."""
    wanted, given = set(normal(held.role).split()) - _SMALL, set(normal(role).split()) - _SMALL
    if not wanted or not wanted <= given or given & _LESSER - wanted:
        return False
    if days is None:
        return True
    first, last = days
    begun = held.since is None or last[: len(held.since)] >= held.since
    over = held.until is not None and first[: len(held.until)] > held.until
    return begun and (not over or bool(given & _PAST))
