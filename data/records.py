"""The records every part of spq hands to the next: frozen, hashable, free of behaviour.

Offsets are Unicode code points into ``Article.text``, half open, and ``text[start:end] == span.text`` always.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "organisation", "group", "unnamed", "document", "place"]
KINDS: tuple[Kind, ...] = ("person", "organisation", "group", "unnamed", "document", "place")

QuoteType = Literal["direct", "mixed", "indirect"]
QUOTE_TYPES: tuple[QuoteType, ...] = ("direct", "mixed", "indirect")

CueClass = Literal[
    "say", "claim", "deny", "ask", "call", "promise", "warn", "praise",
    "accuse", "agree", "announce", "show", "think", "want",
]  # fmt: skip
CUE_CLASSES: tuple[CueClass, ...] = (
    "say", "claim", "deny", "ask", "call", "promise", "warn", "praise",
    "accuse", "agree", "announce", "show", "think", "want",
)  # fmt: skip

By = Literal["name", "surname", "pronoun", "role", "apposition", "continuation", "repeat", "headline"]
"""How a source was taken for its speaker; ``name`` also stands for what is no person and needed no resolving."""

Form = Literal["name", "nominal", "pronoun"]
"""The three forms of a mention in the terms of coreference: Kosachev, the official, he."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text exactly as read, what is known about it beside the text, never inside."""

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None  # ISO 8601, a date or a date and time
    url: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that say that something is said: ``said``, ``according to``, a colon."""

    start: int
    end: int
    text: str
    lemma: str
    cls: CueClass  # "class" in JSON


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article mentions an entity."""

    start: int
    end: int
    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something as far as one article tells: all its mentions there.

    ``name`` is the fullest spelling in the article (titles and articles left off), ``roles`` are as written
    ("head of the Federal Agency"), ``number`` is the entity's place in ``Analysis.entities``.
    """

    number: int
    kind: Kind
    name: str
    mentions: tuple[Mention, ...]
    roles: tuple[str, ...] = ()
    gender: Literal["f", "m"] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that was considered as the speaker, kept for ``--explain``."""

    name: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement with its source, before it is known who is who across articles.

    ``entity`` is a number in ``Analysis.entities`` or None when no speaker was found, ``reason`` then says why.
    ``statement`` is False for wishes and for attitudes without a clause, which only ``--all`` shows.
    """

    id: str
    type: QuoteType
    content: tuple[Span, ...]  # at least one, in order, disjoint
    source: Span | None
    cue: Cue | None
    entity: int | None
    by: By | None
    addressee: Span | None
    in_headline: bool
    nested_in: str | None
    negated: bool
    hedged: bool
    context: Span
    confidence: float
    rule: str
    statement: bool = True
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the analysis of one article yields; final, whatever other articles say."""

    article: Article
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]  # ordered by their first content span
    notes: tuple[str, ...] = ()  # for stderr: an unclosed quotation mark, a text cut at a limit


@dataclass(frozen=True, slots=True)
class Failure:
    """What was to be an analysis: an article that could not be read or analysed; ``where`` is a path or path:line.

    ``doc`` is the article's id when it came so far, ``reason`` one line for a person to read.
    """

    where: str
    doc: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role as articles give it a person: in how many texts, and in the articles of which days.

    ``first`` and ``last`` are ISO dates of the earliest and the latest article with it, None when none has a date.
    """

    role: str
    docs: int
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which texts write a name: how often, in how many texts, and ``why`` it is this person's."""

    text: str
    count: int
    docs: int
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who or what several articles' entities turned out to be; the entity and speaker record.

    ``roles`` and ``spellings`` are in order, most frequent first; spellings are names only (no pronouns, no roles);
    ``count`` is the number of mentions, ``docs`` the number of articles. ``gender`` is None when it is not known.
    """

    id: str
    name: str
    kind: Kind
    roles: tuple[Role, ...]
    spellings: tuple[Spelling, ...]
    count: int
    docs: int
    gender: Literal["f", "m"] | None = None
