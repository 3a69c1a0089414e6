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

ClaimClass = Literal[CueClass, "predict"]
CLAIM_CLASSES: tuple[ClaimClass, ...] = (*CUE_CLASSES, "predict")
"""What a claim is: its cue's class, or by its content a prediction; ``say`` for what the author says outright."""

ClaimKind = Literal["reported", "author"]

QuantityKind = Literal["money", "percent", "multiple", "rank", "count", "measure", "duration", "age", "number"]
QUANTITY_KINDS: tuple[QuantityKind, ...] = (
    "money", "percent", "multiple", "rank", "count", "measure", "duration", "age", "number",
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
class Amount:
    """A number with its unit: an ISO 4217 code for money, ``%``, an SI symbol or a word in the singular, or none."""

    value: float
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: ``$60 million``, ``28th``, ``two million ethnic Germans``, ``between 5 and 7 percent``.

    ``high`` is the upper end of a range that ``value`` begins. ``bound`` is ``about``, ``least`` (more than, at least)
    or ``most`` (up to, fewer than). ``also`` is the same amount in another unit: 2 billion ruble ($60 million).
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    value: float
    unit: str | None = None
    high: float | None = None
    bound: Literal["about", "least", "most"] | None = None
    also: Amount | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date or a period in a text, ``value`` in the language of ``data.when``: the same for every day of publication.

    ``when.days(value, published)`` gives its first and its last day.
    """

    start: int
    end: int
    text: str
    value: str


Degree = Literal["comparative", "superlative", "equal"]
DEGREES: tuple[Degree, ...] = ("comparative", "superlative", "equal")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words that compare: ``more expensive``, ``the second largest``, ``twice as high``; ``than`` is what with.

    For a superlative that is the set of which it is the most: *in Europe*, *of all*; None where it is not told.
    """

    start: int
    end: int
    text: str
    degree: Degree
    than: Span | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A word that negates or hedges, and the words over which it does."""

    cue: Span
    scope: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is claimed, by whom an attribution names or by the article's author.

    ``content`` is at least one span, in order; ``attribution`` is the id of the statement it is a part of, None for the
    author's own. ``entity`` and ``entities`` are numbers in ``Analysis.entities``: the claimer, and all that are named
    or meant in the content. ``distanced``: the writer does not vouch for it (claims, alleged, reportedly).
    ``check`` is from 0 to 1, for ``reasons`` that a person can read. A correction has ``correction`` and, where that
    can be told, in ``corrects`` the words of the same article that it puts right.
    """

    id: str
    kind: ClaimKind
    cls: ClaimClass  # "class" in JSON
    content: tuple[Span, ...]
    attribution: str | None
    entity: int | None
    negated: bool
    hedged: bool
    distanced: bool
    negations: tuple[Scope, ...]
    hedges: tuple[Scope, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[When, ...]
    comparisons: tuple[Comparison, ...]
    entities: tuple[int, ...]
    check: float
    reasons: tuple[str, ...]
    context: Span
    correction: bool = False
    corrects: Span | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the analysis of one article yields; final, whatever other articles say."""

    article: Article
    entities: tuple[Entity, ...]
    attributions: tuple[Attribution, ...]  # ordered by their first content span
    notes: tuple[str, ...] = ()  # for stderr: an unclosed quotation mark, a text cut at a limit
    claims: tuple[Claim, ...] = ()  # ordered by their first content span


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
