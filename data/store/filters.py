"""What can be asked of the store, and how each question reads in SQL.

Only what is asked for becomes a condition, so that SQLite can go by an index; every value is bound, lists as one JSON
text.  In the conditions q is attributions, d articles, e entities, p people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from .fulltext import match

Parameters = dict[str, str | int | float | None]

QuoteSort = Literal["position", "date", "newest", "speaker", "confidence", "outlet"]
QUOTE_SORTS: tuple[QuoteSort, ...] = get_args(QuoteSort)
EntitySort = Literal["count", "docs", "name"]
ENTITY_SORTS: tuple[EntitySort, ...] = get_args(EntitySort)


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles; a field left at None asks for nothing. ``since`` and ``until`` are ISO dates, both inclusive.

    ``without`` are the numbers of articles that are left out: near-duplicates, of which another one stands for all.
    """

    docs: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    without: Sequence[int] = ()

    def conditions(self, *, dated: bool = True) -> Iterator[str]:
        """The conditions; without ``dated`` none on the date, so that what falls out as undated can be counted."""
        if self.docs is not None:
            yield "d.id IN (SELECT value FROM json_each(:docs))"
        if self.outlets is not None:
            yield "d.outlet_key IN (SELECT value FROM json_each(:outlets))"
        if dated and self.since is not None:
            yield "d.published >= :since"
        if dated and self.until is not None:
            yield "d.published <= :until"
        if self.without:
            yield "d.no NOT IN (SELECT value FROM json_each(:without))"

    def parameters(self) -> Parameters:
        """The values that the conditions are bound to."""
        names = None if self.outlets is None else [outlet.casefold() for outlet in self.outlets]
        until = None if self.until is None else self.until + "~"  # behind every time of that day
        without = json.dumps(list(self.without))
        outlets = as_list(names)
        return {
            "docs": as_list(self.docs), "outlets": outlets, "since": self.since, "until": until, "without": without,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which statements; a field left at None (or at its default) asks for nothing.

    ``speakers`` and ``about`` are person ids: an empty sequence is a question that nobody fits. ``since`` and ``until``
    are ISO dates, both inclusive. ``contains`` is words or an expression (see fulltext.py); case and accents do not
    matter. ``everything`` takes in what is no statement (wishes, bare attitudes). ``without`` as in ArticleFilter.
    """

    speakers: Sequence[str] | None = None
    about: Sequence[str] | None = None
    docs: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    types: Sequence[str] | None = None
    classes: Sequence[str] | None = None
    contains: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0
    everything: bool = False
    sort: QuoteSort = "position"
    limit: int | None = None
    without: Sequence[int] = ()

    @property
    def articles(self) -> ArticleFilter:
        """What is asked of the articles."""
        return ArticleFilter(self.docs, self.outlets, self.since, self.until, self.without)

    @property
    def chooses(self) -> bool:
        """Whether it is asked for some of the statements in an article only."""
        some = (self.speakers, self.about, self.types, self.classes, self.contains, self.limit)
        return self.min_confidence > 0 or any(one is not None for one in some)

    def conditions(self, *, dated: bool = True) -> Iterator[str]:
        """All conditions, those on the articles included."""
        yield from self.articles.conditions(dated=dated)
        if not self.everything:
            yield "q.statement"
        if self.min_confidence > 0:
            yield "q.confidence >= :min_confidence"
        if self.types is not None:
            yield "q.type IN (SELECT value FROM json_each(:types))"
        if self.classes is not None:
            yield "q.class IN (SELECT value FROM json_each(:classes))"
        if self.contains is not None:
            yield "words MATCH :contains"
        if self.speakers is not None:
            yield f"q.person {_numbers('speakers', self.speakers)}"
        if self.about is not None:
            yield f"q.no IN (SELECT attribution FROM about WHERE person {_numbers('about', self.about)})"

    def parameters(self) -> Parameters:
        """The values that the conditions are bound to. Raises UsageError for an impossible ``contains``."""
        return {
            "speakers": as_list(self.speakers),
            "about": as_list(self.about),
            "types": as_list(self.types),
            "classes": as_list(self.classes),
            "contains": None if self.contains is None else match(self.contains),
            "min_confidence": self.min_confidence,
            **self.articles.parameters(),
            "limit": as_limit(self.limit),
        }


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities; ``outlets``, ``since`` and ``until`` choose the articles whose mentions count."""

    kinds: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    min_count: int = 1
    sort: EntitySort = "count"
    limit: int | None = None

    @property
    def articles(self) -> ArticleFilter:
        """What is asked of the articles."""
        return ArticleFilter(None, self.outlets, self.since, self.until)

    def parameters(self) -> Parameters:
        """The values that the conditions are bound to."""
        return {
            "kinds": as_list(self.kinds),
            "min_count": self.min_count,
            **self.articles.parameters(),
            "limit": as_limit(self.limit),
        }


def kind_is(kinds: Sequence[str] | None) -> str:
    """The condition on a person's kind."""
    return "1" if kinds is None else "p.kind IN (SELECT value FROM json_each(:kinds))"


def as_list(values: Sequence[str] | None) -> str | None:
    """Several values as one parameter, a JSON list."""
    return None if values is None else json.dumps(list(values))


def as_limit(limit: int | None) -> int:
    """A limit, or none at all."""
    return -1 if limit is None else limit  # SQLite's "no limit"


def _numbers(parameter: str, people: Sequence[str]) -> str:
    """Among people; of a single one an index gives the statements in their order, and none has to be sorted."""
    if len(people) == 1:
        return f"= (SELECT no FROM people WHERE id = json_extract(:{parameter}, '$[0]'))"
    return f"IN (SELECT no FROM people WHERE id IN (SELECT value FROM json_each(:{parameter})))"


QUOTE_ORDER: dict[QuoteSort, str] = {
    "position": "q.no, d.no",
    "date": "d.published IS NULL, d.published, q.no, d.no",
    "newest": "d.published IS NULL, substr(d.published, 1, 10) DESC, d.published, q.no, d.no",
    "speaker": "p.name IS NULL, casefold(p.name), p.id, d.published IS NULL, d.published, q.no, d.no",
    "confidence": "q.confidence DESC, q.no, d.no",
    "outlet": "d.outlet IS NULL, d.outlet_key, d.published, q.no, d.no",
}

ENTITY_ORDER: dict[EntitySort, str] = {
    "count": "found DESC, in_docs DESC, casefold(p.name), p.id",
    "docs": "in_docs DESC, found DESC, casefold(p.name), p.id",
    "name": "casefold(p.name), p.id",
}
