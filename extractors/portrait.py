"""The record of entities that are one: its name, gender, roles with their days, and why each spelling is its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..data.records import Entity, Kind, Person, Role, Spelling
from .deciding import IN_FILE, IN_TABLE, Choice, Days
from .lexicon import Gender, first_name_gender
from .nameparts import Name, parse_name
from .persons import given_gender
from .things import is_acronym, strip

ITSELF = "the name itself"
_POSSESSIVE = re.compile(r"['’]s\b")

BESIDE = "short for the full name in the same article"


@dataclass(frozen=True, slots=True)
class Item:
    """An entity in its article, with the kind it is taken for in the end and the days of the article.

    ``choice`` is whom it was decided to be, ``why`` the reason why a short name is this person's.
    """

    article: str
    entity: Entity
    kind: Kind
    days: Days | None = None
    choice: Choice | None = None
    why: str | None = None


def portrait(items: Sequence[Item]) -> Person:
    """The record of the items, at least one; its id is left open."""
    kind = items[0].kind
    texts: defaultdict[str, set[str]] = defaultdict(set)
    spellings: Counter[str] = Counter()
    names: Counter[str] = Counter()
    own_reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        named = Counter(printed(one.text, kind) for one in item.entity.mentions if one.form == "name")
        spellings += named
        for text in named:
            texts[text].add(item.article)
        own = item.entity.name if kind == "unnamed" else printed(item.entity.name, kind)
        names[own] += max(named[own], 1)
        if item.why or item.choice:
            own_reasons[own][item.choice.why if item.choice else item.why or ""] += 1
    name = _name(names | spellings, items)
    ordered = sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0]))
    beside = {text for text in spellings if text not in own_reasons and not names[text]}
    return Person(
        "", name, kind, _roles(items),
        tuple(
            Spelling(text, count, len(texts[text]), _why(text, name, kind, own_reasons.get(text), text in beside))
            for text, count in ordered
        ),
        sum(len(item.entity.mentions) for item in items), len({item.article for item in items}),
        _gender(items, name) if kind == "person" else None,
    )  # fmt: skip


def printed(text: str, kind: Kind) -> str:
    """A name as it is printed: without titles and roles, an article, a possessive."""
    return (parse_name(text).text if kind == "person" else strip(text)) or text


def _roles(items: Sequence[Item]) -> tuple[Role, ...]:
    """Each role once, in its commonest spelling, with the days of the articles that give it."""
    texts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    days: defaultdict[str, list[Days]] = defaultdict(list)
    for item in items:
        for key, role in {_role_key(role): role for role in reversed(item.entity.roles)}.items():
            texts[key][role] += 1
            days[key] += [item.days] if item.days else []
    return tuple(
        Role(role, docs, min((first for first, _ in days[key]), default=None),
             max((last for _, last in days[key]), default=None))
        for docs, role, key in sorted(map(_commonest, texts.items()), key=lambda one: (-one[0], one[1]))
    )  # fmt: skip


def _role_key(role: str) -> str:
    """A role without regard to case and possessives: the Agency's head is the agency head."""
    return " ".join(_POSSESSIVE.sub("", role.casefold()).split())


def _commonest(texts: tuple[str, Counter[str]]) -> tuple[int, str, str]:
    """In how many articles a role stands, its commonest spelling, its key."""
    key, spellings = texts
    return spellings.total(), min(spellings, key=lambda text: (-spellings[text], text)), key


# ---- gender


def told_gender(entity: Entity) -> Gender | None:
    """What titles or the article's own words tell of a person's gender."""
    if entity.gender:
        return entity.gender
    texts = (entity.name, *(one.text for one in entity.mentions if one.form == "name"))
    genders = {gender for text in texts if (gender := parse_name(text).gender)}
    return genders.pop() if len(genders) == 1 else None


def _gender(items: Sequence[Item], name: str) -> Gender | None:
    decided = {item.choice.who.gender for item in items if item.choice and item.choice.who.gender}
    told = decided or {gender for item in items if (gender := told_gender(item.entity))}
    if told:
        return told.pop() if len(told) == 1 else None
    return first_name_gender(name) or given_gender(parse_name(name))


# ---- the name


def _name(names: Mapping[str, int], items: Sequence[Item]) -> str:
    """The one that a user prefers, else the best one; a public figure's where the articles have none in full."""
    kind = items[0].kind
    choices = sorted({(choice.own, choice.who.name) for item in items if (choice := item.choice)}, reverse=True)
    if choices and choices[0][0]:
        return choices[0][1]
    best = best_name(names, kind)
    return choices[0][1] if choices and kind == "person" and not parse_name(best).full else best


def best_name(names: Mapping[str, int], kind: Kind) -> str:
    """The name that a person or thing goes by, of those it has with their counts: the fullest, then the commonest."""
    rank: Callable[[str], int] = _person_rank if kind == "person" else _thing_rank
    return min(names, key=lambda text: (rank(text), -names[text], -len(text), text))


def _person_rank(text: str) -> int:
    """Full names before those with initials only, those before surnames; shouted names last within each."""
    name = parse_name(text)
    shouted = any(word.isupper() and len(word) > 3 for word in text.split())
    return (0 if name.full else 2 if len(name.tokens) > 1 else 4) + shouted


def _thing_rank(text: str) -> int:
    return 1 if is_acronym(text) else 0


# ---- reasons


def _why(text: str, name: str, kind: Kind, own: Counter[str] | None, beside: bool) -> str:
    """Why a spelling is somebody's: the commonest reason of the entities of that name, else what it has of the name."""
    if text == name:
        return ITSELF
    if own:
        return min(own, key=lambda why: (-own[why], why))
    if kind == "person" and beside and len(parse_name(text).tokens) < 2:
        return BESIDE
    return resemblance(text, name, kind)


def resemblance(text: str, name: str, kind: Kind) -> str:
    """What one spelling has of another, in a few words."""
    if text == name:
        return ITSELF
    if kind == "person":
        return f"{_likeness(parse_name(text), parse_name(name))} {name}"
    if is_acronym(text) != is_acronym(name):
        return f"short for {name}" if is_acronym(text) else f"what {name} is short for"
    return f"{name} but for case, article or accents"


def _likeness(a: Name, b: Name) -> str:
    if len(a.tokens) == 1 < len(b.tokens):
        return "short for"
    if any(token.initial for token in (*a.tokens, *b.tokens)) and len(a.tokens) > 1:
        return "initials fit"
    if not a.text.isascii() and _is_latin(a.text) != _is_latin(b.text):
        return "another script for"
    if len(a.tokens) > len(b.tokens):
        return "with more names than"
    if len(a.tokens) < len(b.tokens):
        return "with fewer names than"
    if all(any(set(x.keys) & set(y.keys) for y in b.tokens) for x in a.tokens):
        return "another romanisation of"
    if all(any(x.forms & y.forms or set(x.keys) & set(y.keys) for y in b.tokens) for x in a.tokens):
        return "a short form of"
    return "another spelling of"


def _is_latin(text: str) -> bool:
    return all(char < "ɐ" or not char.isalpha() for char in text)


DECIDED = (IN_FILE, IN_TABLE)
"""Reasons that hold only as long as what was decided does."""
