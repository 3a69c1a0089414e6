"""``--unique``: near-duplicate articles counted once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .tally import number

if TYPE_CHECKING:
    from ..data.store import ArticleFilter, Store
    from ..extractors.duplicates import Stories


def stories_of(store: Store, wanted: ArticleFilter) -> Stories:
    """Which of the articles that fit stand for which others."""
    from ..extractors.duplicates import stories

    return stories(store.sketches(wanted))


def with_copies(rows: Iterable[Mapping[str, Any]], store: Store, found: Stories) -> Iterator[Mapping[str, Any]]:
    """Rows of ``spq quotes``, each with how many near-duplicates its article stands for, and where these appeared."""
    numbers = store.article_numbers(found.counts)
    for row in rows:
        number = numbers.get(row["doc"], 0)
        copies = {"articles": found.counts.get(number, 0), "outlets": [*found.outlets.get(number, ())]}
        yield {**row, "copies": copies}


def copies_note(found: Stories) -> str:
    """The line that says how many articles are left out."""
    if not found.copies:
        return "no near-duplicate articles"
    return f"{number(len(found.copies), 'near-duplicate')} of {number(len(found.counts), 'article')} left out"
