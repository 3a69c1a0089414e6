"""Markdown: a table for people, with the columns a person reads; markup in an article's text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from .formats import Row
from .readable import cells, headings

_MARKUP = re.compile(r"[\\`*_\[\]|~]")


def write_markdown(rows: Iterable[Row], columns: Mapping[str, Any], to: BinaryIO) -> None:
    """Write one table in GitHub's Markdown, UTF-8."""
    names = headings(columns)
    to.write(_line([*names]) + _line(["---"] * len(names)))
    for row in rows:
        to.write(_line([escaped(cell) for cell in cells(row)]))


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no end of a cell, on one line."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def _line(texts: list[str]) -> bytes:
    return f"| {' | '.join(texts)} |\n".encode()
