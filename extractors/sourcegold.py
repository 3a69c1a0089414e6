"""Whom sources without a name mean, as marked by readers, and how often spq says the same.

A file of marks holds offsets only; the texts come from the annotated articles that it names. Of each source it has
start, end, form (``name``, ``pronoun``, ``role``) and who is meant: the places where the article names them, ``=N`` for
the same as source N (nobody the article names), ``-`` for nobody it names, ``author``, ``generic``, or ``?``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .entities import Draft
from .mentions import Mentioned
from .merge import Merged
from .model import Model
from .page import Offsets, Page, lay_out
from .parse import parsed
from .pipeline import cast_of, read, said
from .resolve import Considered, Resolved, Resolver
from .segment import metadata
from .weights import Weights

Marked = tuple[int, int, str, str | list[list[int]]]

ASKED = ("pronoun", "role")
"""Forms of sources that are measured: a name says itself who it is."""


@dataclass(frozen=True, slots=True)
class Article:
    """A marked article, read as far as its sources; ``part`` is the data it is of (dev, train)."""

    id: str
    part: str
    page: Page
    mentioned: Mentioned
    merged: Sequence[Merged]
    sources: Sequence[Marked]

    def marked(self, source: Offsets) -> Marked | None:
        """The mark on a source, if there is one."""
        return next((one for one in self.sources if one[0] < source[1] and source[0] < one[1]), None)

    def meant(self, draft: Draft | None, mark: Marked) -> bool:
        """Whether an entity is whom a mark means."""
        who = mark[3]
        if draft is None or who in ("-", "author", "generic", "?"):
            return False
        if isinstance(who, str):
            places = [self.sources[int(who[1:])][:2]]
        else:
            same = [one for one in self.sources if one[3] == who and one[2] != "pronoun"]
            places = [(start, end) for start, end in who] + [one[:2] for one in same]
        return any(start < last and first < end for start, end in draft.places for first, last in places)


def read_marked(marks: Path, quotes: Iterable[Path], model: Model) -> list[Article]:
    """The marked articles, their texts looked up in JSON Lines of annotated ones (``id``, ``text``)."""
    wanted = json.loads(marks.read_text(encoding="utf-8"))["articles"]
    found = {}
    for file in quotes:
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in wanted:
                    found[row["id"]] = _article(row["id"], row["text"], wanted[row["id"]], model)
    return [found[name] for name in wanted if name in found]


def _article(name: str, text: str, marks: dict[str, list[Marked]], model: Model) -> Article:
    page = lay_out(text)
    findings, mentioned = read(page, parsed(page, model))
    return Article(name, str(marks["part"]), page, mentioned, said(findings, page), marks["sources"])


@dataclass(frozen=True, slots=True)
class Case:
    """A source that was resolved: what was considered, and whether each of the choices is right."""

    article: Article
    considered: Considered
    mark: Marked
    right: Sequence[bool]


def cases(articles: Iterable[Article], table: Weights | None = None) -> Iterator[Case]:
    """Every marked pronoun and role for which candidates were weighed; where nobody meant was, nobody is right."""
    for article in articles:
        trace: list[Considered] = []
        _resolved(article, table, trace)
        for considered in trace:
            mark = article.marked(considered.source)
            if mark is None or mark[2] not in ASKED or mark[3] in ("?", "author"):
                continue
            right = [article.meant(choice.draft, mark) for choice in considered.choices]
            if not any(right):
                right = [choice.draft is None for choice in considered.choices]
            yield Case(article, considered, mark, right)


def _resolved(article: Article, table: Weights | None, trace: list[Considered] | None = None) -> list[Resolved]:
    author = metadata(article.page.text, article.page.blocks).author
    cast = cast_of(article.page, article.mentioned)
    resolver = Resolver(article.page, cast, article.mentioned, author, trace)
    resolver.salience.table = table
    return resolver.resolve(article.merged)


@dataclass(frozen=True, slots=True)
class Told:
    """How many sources were told right and wrong, and left open though somebody is meant; ``nobody``: rightly open."""

    right: int
    wrong: int
    open: int
    nobody: int

    def __add__(self, other: Told) -> Told:
        return Told(
            self.right + other.right, self.wrong + other.wrong, self.open + other.open, self.nobody + other.nobody
        )

    @property
    def precision(self) -> float:
        """Of the sources for which somebody was taken, the share that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def coverage(self) -> float:
        """Of the sources that mean somebody, the share for which somebody was taken."""
        return (self.right + self.wrong) / max(1, self.right + self.wrong + self.open)


def measure(articles: Iterable[Article], table: Weights | None = None) -> Told:
    """What comes of the marked pronouns and roles that are sources of statements, each place once.

    An unnamed entity ("a senior official") is somebody only for words that mean the same unnamed one.
    """
    counts: Counter[str] = Counter()
    for article in articles:
        seen = set()
        for one, answer in zip(article.merged, _resolved(article, table), strict=True):
            mark = article.marked(one.finding.source) if one.finding.source else None
            if mark is None or mark[2] not in ASKED or mark[3] in ("?", "author") or mark[0] in seen:
                continue
            seen.add(mark[0])
            counts[_outcome(article, answer.entity, mark)] += 1
    return Told(counts["right"], counts["wrong"], counts["open"], counts["nobody"])


def _outcome(article: Article, draft: Draft | None, mark: Marked) -> str:
    if article.meant(draft, mark):
        return "right"
    if draft is not None and any(place.form == "name" for place in draft.places.values()):
        return "wrong"
    return "nobody" if mark[3] in ("-", "generic") else "open"
