"""Which statements are meant by what a user types or pipes in."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..data.errors import UsageError
from ..data.ids import ARTICLE_DIGITS

if TYPE_CHECKING:
    from ..data.store import Store

Row = dict[str, Any]

PIPED = "-"
"""In place of an id: they come in on stdin."""

_ID = re.compile(r"[0-9a-f]{8}[0-9a-z]{2,8}|.+@[0-9]+")

LEAST_PREFIX = ARTICLE_DIGITS + 2
"""Characters of an id that may stand for the whole: the article's half, and what tells most of its statements apart."""


def statement_meant(store: Store, name: str) -> Row:
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
    if len(name) >= LEAST_PREFIX and store.is_dropped(name):
        raise UsageError(f"{name} is dropped by a correction; spq correct {name} --undo brings it back")
    if os.path.lexists(name):
        raise UsageError(f"{name} is a file, not a statement's id; spq quotes {name} --json prints the ids in it")
    short = f" (of an id, give at least {LEAST_PREFIX} characters)" if len(name) < LEAST_PREFIX else ""
    raise UsageError(f"no statement here has the id {name!r}{short}; spq quotes --json prints the ids")


def ids_and_paths(given: Sequence[str]) -> tuple[list[str], list[str]]:
    """Arguments cut in two: the first is an id whatever it looks like, what follows is one up to the first path.

    A path is what there is, and what looks neither like an id nor like a place.
    """
    cut = next(
        (place for place, one in enumerate(given) if place and (os.path.lexists(one) or not _ID.fullmatch(one))),
        len(given),
    )
    return [*given[:cut]], [*given[cut:]]


def piped_ids(text: str) -> list[str]:
    """The ids in what was piped in: rows as JSON Lines or as one array, or an id or a place a line; each once.

    Raises UsageError for anything else.
    """
    return list(dict.fromkeys(_ids(text)))


def _ids(text: str) -> Iterator[str]:
    if text.lstrip().startswith("["):
        for number, row in enumerate(_json(text, "stdin") or (), start=1):
            yield _id_of(row, f"stdin, row {number}")
        return
    for number, line in enumerate(text.splitlines(), start=1):
        where = f"stdin, line {number}"
        if line.lstrip().startswith("{"):
            yield _id_of(_json(line, where), where)
        elif line.strip():
            yield line.strip()


def _json(text: str, where: str) -> Any:  # noqa: ANN401 - whatever comes in
    try:
        return json.loads(text)
    except ValueError:
        raise UsageError(f"{where}: neither JSON nor an id; pipe in the rows of spq quotes") from None


def _id_of(row: object, where: str) -> str:
    found = row.get("id") if isinstance(row, dict) else None
    if not isinstance(found, str):
        raise UsageError(f"{where}: has no id; pipe in the rows of spq quotes")
    return found
