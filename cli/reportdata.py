"""What a report shows: articles with their statements, who speaks, and how all of it came about; no HTML yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..data.errors import UsageError
from ..data.ids import article_key
from ..data.records import Article
from ..data.store import ArticleFilter, QuoteFilter, Store
from ..data.store.claimfilter import ClaimFilter
from .reportcolours import hues

Row = Mapping[str, Any]

MOST_ARTICLES = 5000
"""Articles on one page at most: 500 make some 10 MB, and browsers tire of hundreds of them."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something here; ``hue`` numbers ``reportcolours.SPEAKERS``, ``count`` their statements."""

    id: str
    name: str
    kind: str
    role: str | None
    initials: str
    hue: int
    count: int
    articles: int
    types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim within a statement: how much it wants a check, from 0 to 1, and why."""

    text: str
    check: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of ``spq quotes`` in its article.

    ``number`` counts from 1 in the article, ``anchor`` is the id with which a link finds it, ``speaker`` a place in
    ``Report.speakers`` or None where it was left open, ``inside`` the number of the statement that it stands in.
    """

    number: int
    anchor: str
    speaker: int | None
    row: Row
    claims: tuple[Claim, ...]
    inside: int | None


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """An article and what of it is shown; ``anchor`` is the id with which a link finds it."""

    anchor: str
    article: Article
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows: ``undated`` articles have no date, ``outdated`` ones were analysed by other rules."""

    articles: tuple[ReportArticle, ...]
    speakers: tuple[Speaker, ...]  # the most quoted first
    undated: int
    outdated: int = 0

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(len(one.statements) for one in self.articles)

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of publication."""
        known = [one.article.published[:10] for one in self.articles if one.article.published]
        return (min(known), max(known)) if known else None

    @property
    def outlets(self) -> list[str]:
        """Who published the articles, by name."""
        return sorted({one.article.outlet for one in self.articles if one.article.outlet}, key=str.casefold)


def gather(store: Store, wanted: QuoteFilter, fingerprint: str | None = None) -> Report:
    """The articles that fit, oldest first, with the statements that fit; ``fingerprint`` is of the rules of today.

    Where a speaker or a topic is asked for, articles without such a statement are left out. Raises UsageError where
    there are too many articles for one page.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    narrow = wanted.speakers is not None or wanted.about is not None
    if not narrow:
        docs = store.article_ids(ArticleFilter(wanted.docs, wanted.outlets, wanted.since, wanted.until))
        _check(len(docs))
    for row in store.quotes(replace(wanted, sort="position", limit=None)):
        rows[row["doc"]].append(row)
        _check(len(rows))
    if narrow:
        docs = list(rows)
    claims = _claims(store, wanted, docs)
    articles = [article for doc in docs if (article := store.article(doc)) is not None]
    articles.sort(key=lambda one: (one.published is None, one.published or ""))
    speakers = _speakers([rows[one.id] for one in articles])
    numbers = {one.id: number for number, one in enumerate(speakers)}
    used: Counter[str] = Counter()
    made = tuple(_article(one, rows[one.id], numbers, claims, used) for one in articles)
    chosen = ArticleFilter(docs=docs)
    outdated = 0 if fingerprint is None else sum(one["outdated"] for one in store.listed(chosen, fingerprint))
    return Report(made, tuple(speakers), sum(one.published is None for one in articles), outdated)


def _check(articles: int) -> None:
    if articles > MOST_ARTICLES:
        raise UsageError(
            f"more than {MOST_ARTICLES:,} articles are too many for one page; choose with --speaker, --about, "
            "--outlet, --since or --until"
        )


def _claims(store: Store, wanted: QuoteFilter, docs: Sequence[str]) -> dict[str, dict[str, list[Claim]]]:
    """The claims of each article by the ids of their statements, what wants a check most first."""
    found: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    asked = ClaimFilter(speakers=wanted.speakers, kinds=["reported"], sort="check", docs=list(docs))
    for row in store.claims(asked):
        if row["attribution"] is not None:
            claim = Claim(row["text"], row["check"], tuple(row["reasons"]))
            found[row["doc"]][row["attribution"]].append(claim)
    return found


def _article(
    article: Article,
    rows: Sequence[Row],
    speakers: Mapping[str, int],
    claims: Mapping[str, Mapping[str, Sequence[Claim]]],
    used: Counter[str],
) -> ReportArticle:
    """One article; the same file in two folders is two articles with one key, and their anchors must differ."""
    key = article_key(article.id, article.text)
    used[key] += 1
    again = "" if used[key] == 1 else f"-{used[key]}"
    numbers = {row["id"]: number for number, row in enumerate(rows, start=1)}
    own = claims.get(article.id, {})
    statements = tuple(
        Statement(
            number,
            row["id"] + again,
            speakers[row["speaker"]["id"]] if row["speaker"] else None,
            row,
            tuple(own.get(row["id"], ())),
            numbers.get(row["nested_in"]),
        )
        for number, row in enumerate(rows, start=1)
    )
    return ReportArticle(key + again, article, statements)


def _speakers(articles: Sequence[Sequence[Row]]) -> list[Speaker]:
    """Everybody who says something, by id, the most quoted first; who was left open is grouped with nobody."""
    said = Counter[str]()
    types: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, set[int]] = defaultdict(set)
    known: dict[str, Row] = {}
    for number, rows in enumerate(articles):
        for row in rows:
            if who := row["speaker"]:
                said[who["id"]] += 1
                types[who["id"]][row["type"]] += 1
                where[who["id"]].add(number)
                if who["id"] not in known or (who["role"] and not known[who["id"]]["role"]):
                    known[who["id"]] = who
    order = sorted(said, key=lambda one: (-said[one], -len(where[one]), known[one]["name"].casefold(), one))
    places = {one: place for place, one in enumerate(order)}
    together = ({places[row["speaker"]["id"]] for row in rows if row["speaker"]} for rows in articles)
    chosen = hues((sorted(group) for group in together), len(order))
    return [
        Speaker(
            one, known[one]["name"], known[one]["kind"], known[one]["role"], initials(known[one]["name"]), hue,
            said[one], len(where[one]), types[one],
        )
        for one, hue in zip(order, chosen, strict=True)
    ]  # fmt: skip


def initials(name: str) -> str:
    """Up to three letters for a name: of its capitalised words, else of its first word: KK, MFA, S; ``?`` without any.

    >>> initials("Konstantin Kosachyov"), initials("Ministry of Foreign Affairs"), initials("a source")
    ('KK', 'MFA', 'S')
    """
    words = [word for word in name.replace("-", " ").split() if any(map(str.isalpha, word))]
    capital = [word for word in words if _letter(word).isupper()] or words[-1:]
    if len(capital) > _MOST_INITIALS:
        capital = [*capital[: _MOST_INITIALS - 1], capital[-1]]
    return "".join(_letter(word).upper()[:1] for word in capital) or "?"


_MOST_INITIALS = 3


def _letter(word: str) -> str:
    return next(filter(str.isalpha, word))
