"""The ids of statements: eight hexadecimal digits of the article, eight of the places in it.

The two halves are worked out apart, so that articles with the same text share one analysis and yet have statements with
ids of their own, and so that an id leads to its article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

ARTICLE_DIGITS = 8
"""Hexadecimal digits of the article's half, 32 bits: among 100,000 articles one pair may share it."""

_STATEMENT_DIGITS = 8

Offsets = tuple[int, int]


def text_hash(text: str) -> str:
    """SHA-256 of a text, in hexadecimal digits: equal texts are analysed once."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_key(article_id: str, text: str) -> str:
    """The article's half: of the last part of its id (wherever its folder lies) and of its text."""
    known = f"{article_id.rpartition('/')[2]}\0{text}"
    return text_hash(known)[:ARTICLE_DIGITS]


def statement_key(content: Sequence[Offsets], cue: Offsets | None, source: Offsets | None) -> str:
    """The statement's half: of where its content, its cue and its source stand."""
    places = repr((tuple(map(tuple, content)), cue and tuple(cue), source and tuple(source)))
    return hashlib.sha256(places.encode()).hexdigest()[:_STATEMENT_DIGITS]


def claim_key(content: Sequence[Offsets], statement: str | None) -> str:
    """A claim's half: of where its content stands and of its statement's half, None for the author's own."""
    places = repr(("claim", tuple(map(tuple, content)), statement))
    return hashlib.sha256(places.encode()).hexdigest()[:_STATEMENT_DIGITS]
