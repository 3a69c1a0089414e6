"""Which statement is meant by what a user types."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ..data.errors import UsageError
from ..data.ids import ARTICLE_DIGITS

if TYPE_CHECKING:
    from ..data.store import Store

Row = dict[str, Any]

LEAST_PREFIX = ARTICLE_DIGITS + 2
"""Characters of an id that may stand for the whole: the article's half, and what tells most of its statements apart."""


def meant(store: Store, name: str) -> Row:
    """The one quotation that an id, its beginning, or a place names. Raises UsageError for none and for several."""
    from ..data.store import QuoteFilter

    quotes = store.by_id(name) if len(name) >= LEAST_PREFIX else []
    exact = [quote for quote in quotes if quote["id"] == name]
    fits = exact[:1] or quotes
    doc, at, offset = name.rpartition("@")
    if not fits and at and offset.isdecimal():
        of_article = store.quotes(QuoteFilter(docs=(doc,), everything=True), explain=True)
        fits = [quote for quote in of_article if quote["content"][0]["start"] == int(offset)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        ids = ", ".join(quote["id"] for quote in fits[:5])
        raise UsageError(f"{name} fits {len(fits)} statements; choose one: {ids}{' …' * (len(fits) > 5)}")
    if os.path.lexists(name):
        raise UsageError(f"{name} is a file, not a statement's id; spq quotes {name} --json prints the ids in it")
    short = f" (of an id, give at least {LEAST_PREFIX} characters)" if len(name) < LEAST_PREFIX else ""
    raise UsageError(f"no statement here has the id {name!r}{short}; spq quotes --json prints the ids")
