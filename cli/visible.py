"""Control characters shown, not obeyed: what a terminal gets of an article's text."""

from __future__ import annotations

import re
from collections.abc import Callable

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""C0 without tab and line feed, DEL and C1; marks, embeddings, overrides and isolates of bidirectional text (UAX 9);
the line and paragraph separators; the byte order mark; halves of surrogate pairs, which no terminal can be sent."""


def visible(text: str) -> str:
    """Text with control characters as escapes a programmer knows (``\\x1b``, ``\\u202e``); tab and line feed stay."""
    return _OBEYED.sub(lambda found: _escape(found[0]), text)


def visible_json(text: str) -> str:
    """The same in JSON's own escapes, so that the JSON stays exactly what it was."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}" if found[0] != "\r" else found[0], text)


def visible_by(text: str, show: Callable[[str, str], str]) -> str:
    """Visible text whose escapes are what ``show`` makes of each character and its escape."""
    return _OBEYED.sub(lambda found: show(found[0], _escape(found[0])), text)


def one_line(text: str) -> str:
    """Visible text with every run of white space as one blank, for a cell of a table."""
    return visible(" ".join(text.split()))


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
