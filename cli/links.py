"""Links that terminals open (OSC 8): to the place in an article's file, or to the article's page.

They are made of percent-encoded ASCII alone, so that no name of a file and no address can hold an escape of its own.
"""

from __future__ import annotations

import os
import re
import socket
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from ..data.store import Store
    from .output import Output

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]

LONGEST = 2083
"""Bytes of an address beyond which terminals drop it (VTE's limit, which was Internet Explorer's)."""

WITHOUT = frozenset({"", "dumb", "linux"})
"""Values of TERM of terminals that print the rest of an escape sequence they do not know."""

_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_AS_IT_IS = "!#$%&'()*+,-./:;=?@[]_~"  # reserved characters of RFC 3986, and the sign of what is encoded already


def wanted(environment: Mapping[str, str]) -> bool:
    """Whether a terminal gets links: FORCE_HYPERLINK says so (0: no), else by TERM."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced.strip().casefold() not in ("", "0", "false", "no")
    return environment.get("TERM", "") not in WITHOUT


def file_link(path: str | None, line: int | None = None) -> str | None:
    """A link to a file on this machine, and to a line in it; None where there is no such file."""
    if path is None or not _is_file(path):
        return None
    address = Path(os.path.abspath(path)).as_uri()
    host = quote(socket.gethostname())  # a terminal on another machine must know that the file is not its own
    return _short_enough(f"file://{host}{address.removeprefix('file://')}" + (f"#L{line}" if line else ""))


def web_link(url: str | None) -> str | None:
    """A link to a page; None for what is no address of the web."""
    if url is None or not _WEB.match(url.strip()):
        return None
    return _short_enough(quote(url.strip(), safe=_AS_IT_IS, errors="replace"))


def links_of(store: Store, output: Output) -> Link | None:
    """What makes the link of a row, to where its words stand; None where the output takes no links."""
    if not output.links:
        return None

    @lru_cache(maxsize=16)
    def line_ends(doc: str) -> list[int]:
        article = store.article(doc)
        return [] if article is None else [found.start() for found in re.finditer("\n", article.text)]

    def link(row: Row) -> str | None:
        path = row["path"]
        if not _is_its_text(path):
            return web_link(row["url"]) or file_link(path)
        return file_link(path, 1 + bisect_left(line_ends(row["doc"]), row["content"][0]["start"])) or web_link(
            row["url"]
        )

    return link


def article_link(path: str | None, url: str | None) -> str | None:
    """The link of a whole article: its page, else its file."""
    return web_link(url) or file_link(path)


@lru_cache(maxsize=64)
def _is_file(path: str) -> bool:
    return os.path.isfile(path)


def _is_its_text(path: str | None) -> bool:
    """Whether a file is an article's text to the letter, so that lines in one are lines in the other."""
    from ..data.readers.sniff import SUFFIXES, suffix_of

    return path is not None and not path.endswith(".gz") and SUFFIXES.get(suffix_of(path)) == "text"


def _short_enough(link: str) -> str | None:
    return link if len(link) <= LONGEST else None
