"""What the formats of linked data (JSON-LD) have in common: names for things, exact JSON, rows with their texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID, uuid5

from .formats import Row, Texts, to_json

_OURS = UUID("5b0c1c1e-6c0e-5d0a-9d0f-3f5a2f6d7e41")
"""The name space of the UUIDs here; made up once, so that the same statement has the same one everywhere."""

_NO_IRI = re.compile(r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\ud800-\udfff]")
"""What an address may not hold as it is (RFC 3987, ``ucschar`` and the delimiters left out there)."""

_TEXTS_KEPT = 8

_FRAGMENT_WORDS = 5
"""Words at the beginning and at the end by which a browser is to find a long quotation."""


def encoded(value: object) -> bytes:
    """One line of JSON that means the same inside a ``<script>`` of a page; half a surrogate pair is an escape."""
    text = to_json(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return re.sub(r"[\ud800-\udfff\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def write_list(items: Iterable[object], to: BinaryIO, head: str, tail: Callable[[], str]) -> None:
    """Write ``{head [items]tail}``, an item a line; ``head`` and ``tail`` are JSON without the outer braces."""
    separator = f"{{{head} [".encode()
    for item in items:
        to.write(separator + b"\n" + encoded(item))
        separator = b","
    to.write((b"\n]" if separator == b"," else separator + b"]") + tail().encode() + b"}\n")


def address(url: str | None) -> str | None:
    """An address on the Web, fit to stand as an IRI; None for anything else, such as ``javascript:``."""
    if url is None or not re.match(r"https?://[^/\s]", url, re.IGNORECASE):
        return None
    return _NO_IRI.sub(lambda found: quote(found[0], safe="", errors="replace"), url)


def article_iri(row: Row) -> str:
    """The article's address, else a name for it that is the same wherever the article is."""
    return address(row["url"]) or named("article", row["doc"], row["id"][:8])


def named(*parts: str) -> str:
    """A ``urn:uuid:`` of what the parts tell."""
    return f"urn:uuid:{uuid5(_OURS, chr(0).join(parts).encode('utf-8', 'replace').decode())}"


def at_words(url: str | None, words: str) -> str | None:
    """An address with the words to which a browser is to scroll (``#:~:text=``)."""
    known = address(url)
    parts = words.split()
    if known is None or not parts:
        return None
    if len(parts) <= 2 * _FRAGMENT_WORDS:
        ends = [" ".join(parts)]
    else:
        ends = [" ".join(parts[:_FRAGMENT_WORDS]), " ".join(parts[-_FRAGMENT_WORDS:])]
    hint = ",".join(quote(end, safe="", errors="replace").replace("-", "%2D") for end in ends)
    return f"{known}{'' if '#' in known else '#'}:~:text={hint}"


def with_texts(rows: Iterable[Row], texts: Texts | None) -> Iterator[tuple[Row, str | None]]:
    """Statements or claims, one by one, each with its article's text if that can be known; articles are unpacked."""

    @lru_cache(maxsize=_TEXTS_KEPT)
    def text_of(doc: str) -> str | None:
        article = texts.article(doc) if texts is not None else None
        return None if article is None else article.text

    for row in rows:
        if "quotes" in row:
            yield from ((one, row["text"]) for one in row["quotes"])
        else:
            yield row, text_of(row["doc"])
