"""Analyses within a bound on time: one slow text holds up none of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..data import limits
from ..data.records import Analysis, Article
from ..data.timelimit import OutOfTime, time_limit
from .analysers import Analyse

MARGIN = 3
"""How many times its bound an article is waited for before the process that analyses it is given up: a call of a C
library cannot be interrupted, and a process that was stopped answers nothing."""


class TooSlow(Exception):
    """An article took longer than it may."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"took longer than {seconds} seconds {limits.raised_by('MAX_SECONDS')}")


def allowed(articles: Sequence[Article]) -> int:
    """The seconds that the slowest of some articles may take, which is what they are given together."""
    return max((limits.seconds_for(len(article.text)) for article in articles), default=limits.MAX_SECONDS)


def within_bounds(analyse: Analyse, articles: Sequence[Article]) -> Iterator[Analysis | Exception]:
    """What ``analyse`` gives for each article, in order; TooSlow for one that takes longer than it may.

    Before the first result several may be read together; when that takes too long each is tried alone.
    """
    found = iter(analyse(articles))
    for place, article in enumerate(articles):
        seconds = allowed([article] if place else articles)
        try:
            with time_limit(seconds):
                result = next(found)
        except OutOfTime:
            if place == 0 and len(articles) > 1:
                for one in articles:
                    yield from within_bounds(analyse, [one])
                return
            yield TooSlow(seconds)
            yield from within_bounds(analyse, articles[place + 1 :])
            return
        yield result
