"""What can be asked of claims; c is claims, d articles, e the claimer's entity, p the claimer. See ``filters``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from .filters import ArticleFilter, Parameters, as_limit, as_list
from .tables import PLACES

ClaimSort = Literal["position", "check", "date", "speaker"]
CLAIM_SORTS: tuple[ClaimSort, ...] = get_args(ClaimSort)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; a field left at None (or at its default) asks for nothing.

    ``speakers`` and ``about`` are person ids: an empty sequence is a question that nobody fits. ``numeric`` asks for a
    figure, ``denied`` for what is negated or denied, ``statements`` for parts of the statements of these numbers;
    ``docs`` are ids of articles.
    """

    speakers: Sequence[str] | None = None
    about: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    kinds: Sequence[str] | None = None
    classes: Sequence[str] | None = None
    since: str | None = None
    until: str | None = None
    numeric: bool = False
    denied: bool = False
    min_check: float = 0.0
    sort: ClaimSort = "position"
    limit: int | None = None
    docs: Sequence[str] | None = None
    statements: Sequence[int] | None = None

    @property
    def articles(self) -> ArticleFilter:
        """What is asked of the articles."""
        return ArticleFilter(self.docs, self.outlets, self.since, self.until)

    def conditions(self, *, dated: bool = True) -> Iterator[str]:
        """All conditions, those on the articles included."""
        yield from self.articles.conditions(dated=dated)
        if self.statements is not None:  # claims are indexed by their analysis alone
            yield f"c.analysis IN (SELECT value / {PLACES} FROM json_each(:statements))"
            yield "c.attribution IN (SELECT value FROM json_each(:statements))"
        if self.min_check > 0:
            yield "c.worth >= :min_check"
        if self.numeric:
            yield "c.numeric"
        if self.denied:
            yield "c.denied"
        if self.kinds is not None:
            yield "c.kind IN (SELECT value FROM json_each(:kinds))"
        if self.classes is not None:
            yield "c.class IN (SELECT value FROM json_each(:classes))"
        if self.speakers is not None:
            yield f"""CASE WHEN c.attribution IN (SELECT no FROM corrected)
                THEN c.attribution IN (SELECT no FROM corrected WHERE person IN ({_people("speakers")}))
                ELSE (c.analysis, c.entity) IN ({_entities("speakers")}) END"""
        if self.about is not None:
            named = _entities("about")
            yield f"c.analysis IN (SELECT analysis FROM ({named}))"  # by the index, before any claim is read
            yield f"EXISTS (SELECT 1 FROM json_each(c.entities) m WHERE (c.analysis, m.value) IN ({named}))"

    def parameters(self) -> Parameters:
        """The values that the conditions are bound to."""
        return {
            "speakers": as_list(self.speakers),
            "about": as_list(self.about),
            "kinds": as_list(self.kinds),
            "classes": as_list(self.classes),
            "min_check": self.min_check,
            "statements": None if self.statements is None else json.dumps(list(self.statements)),
            **self.articles.parameters(),
            "limit": as_limit(self.limit),
        }


def _entities(parameter: str) -> str:
    return f"SELECT analysis, number FROM entities WHERE person IN ({_people(parameter)})"


def _people(parameter: str) -> str:
    return f"SELECT no FROM people WHERE id IN (SELECT value FROM json_each(:{parameter}))"


CLAIM_ORDER: dict[ClaimSort, str] = {
    "position": "c.no, d.no",
    "check": "c.worth DESC, c.no, d.no",
    "date": "d.published IS NULL, d.published, c.no, d.no",
    "speaker": "p.name IS NULL, casefold(p.name), p.id, c.no, d.no",
}
