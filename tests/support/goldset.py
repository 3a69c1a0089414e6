"""The gold sentences of tests/gold/sentences.txt as documents; run as a program it writes them as JSONL.

A document is ``{"id", "text", "quotes", "nested", "construction", "line"}``; a quote has ``source``, ``cue`` and
``content``, each a list of [start, end) character offsets into the text.  ``quotes`` are the outermost attributions,
``nested`` those inside another one's content.  How the file is written is said at its top.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

SENTENCES = Path(__file__).parent.parent / "gold" / "sentences.txt"

Spans = list[list[int]]
Quote = dict[str, Spans]

_ROLES = {"s": "source", "c": "cue", "q": "content"}
_MARKUP = re.compile(r"\{(?P<role>[scq])(?P<numbers>[1-9]*):|(?P<close>\})|(?P<paragraph> ?¶ ?)")


class GoldError(ValueError):
    """A line of the file that does not say what it should; the message names the line."""


def load(path: Path = SENTENCES) -> list[dict[str, Any]]:
    """All items in their order; ids are the construction and a number.  Raises GoldError."""
    documents = []
    counts: Counter[str] = Counter()
    lines_of_texts: dict[str, int] = {}
    for line, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        construction, bar, marked = raw.partition(" | ")
        if not bar or not re.fullmatch("[a-z_]+", construction):
            raise GoldError(f"line {line}: not of the form «construction | text»")
        try:
            text, quotes = parse(marked)
            if bool(quotes) == (construction == "nothing"):
                raise GoldError("an item has attributions, unless it is tagged nothing")
        except GoldError as error:
            raise GoldError(f"line {line}: {error}") from None
        if text in lines_of_texts:
            raise GoldError(f"line {line}: the same text as line {lines_of_texts[text]}")
        lines_of_texts[text] = line
        counts[construction] += 1
        outer, nested = _levels(quotes)
        documents.append(
            {
                "id": f"{construction}-{counts[construction]:02}",
                "text": text,
                "quotes": outer,
                "nested": nested,
                "construction": construction,
                "line": line,
            }
        )
    return documents


def parse(marked: str) -> tuple[str, list[Quote]]:
    """The text without its markup, and its attributions in the order of their numbers; raises GoldError."""
    text = ""
    last = 0
    opened: list[tuple[str, str, int]] = []
    found: defaultdict[str, Quote] = defaultdict(lambda: {"source": [], "cue": [], "content": []})
    for mark in _MARKUP.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark["paragraph"]:
            text += "\n\n"
        elif mark["role"]:
            opened.append((_ROLES[mark["role"]], mark["numbers"] or "1", len(text)))
        elif not opened:
            raise GoldError("a } closes nothing")
        else:
            role, numbers, start = opened.pop()
            if not text[start:] or text[start:] != text[start:].strip():
                raise GoldError(f"a {role} is empty, or begins or ends with a space: «{text[start:]}»")
            for number in numbers:
                found[number][role].append([start, len(text)])
    text += marked[last:]
    if opened or set(text) & set("{}"):
        raise GoldError("a { is not closed, or opens no span")
    quotes = [found[number] for number in sorted(found)]
    for quote in quotes:
        _check(quote)
    return text, quotes


def _check(quote: Quote) -> None:
    if not quote["content"] or not (quote["cue"] or quote["source"]):
        raise GoldError("an attribution has a content, and a cue or a source")
    if len(quote["source"]) > 1:
        raise GoldError("an attribution has one source")
    for spans in quote.values():
        spans.sort()
        if any(start < end for (_, end), (start, _) in pairwise(spans)):
            raise GoldError("spans of one role and attribution overlap")


def _levels(quotes: list[Quote]) -> tuple[list[Quote], list[Quote]]:
    """The attributions that are not, and those that are, inside another one's content."""
    outer: list[Quote] = []
    nested: list[Quote] = []
    for quote in quotes:
        inside = any(
            all(any(a <= start and end <= b for a, b in other["content"]) for start, end in quote["content"])
            for other in quotes
            if other is not quote
        )
        (nested if inside else outer).append(quote)
    return outer, nested


if __name__ == "__main__":
    for document in load():
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
