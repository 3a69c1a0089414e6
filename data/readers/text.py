"""Text and Markdown: the decoded file, untouched, with what its first lines say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .. import limits
from ..errors import InputError
from .common import Found, ReadOptions, Report
from .decoding import bom_codec, decode
from .streams import Opened, read_whole

_KEYS = {
    "title": "title", "headline": "title",
    "date": "date", "published": "date", "published_at": "date", "pub_date": "date",
    "outlet": "outlet", "source": "outlet", "publisher": "outlet", "site": "outlet",
    "url": "url", "link": "url",
    "author": "author", "byline": "author",
}  # fmt: skip

_FENCE = re.compile(r"---[ \t]*\r?\n")
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40})[ \t]*:(?:[ \t]++(.*))?$")
_CONTINUED = re.compile(r"[ \t]|#|- |$")  # nested, comment, list, blank: no key of ours, but front matter still

_HEADER_LINES = 12  # non-blank lines among which a byline and a date are looked for
_HEADER_CHARS = 4000
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|date)\b[\s:]*(?:on\s+)?)?(?:[a-z]{{3,6}}day,?\s+)?({_DAY}(?:[\s,|]+(?:at\s+)?\d{{1,2}}[:.]\d\d[\s\w.:+]{{0,12}})?)\s*",
    re.I,
)
_BYLINE = re.compile(
    r"By \[?((?:[A-Z][\w.'’-]*|van|von|de|der|al)(?: (?:[A-Z][\w.'’-]*|van|von|de|der|al)){1,4})\]?(?:\(\S*\))?"
)
# "MOSCOW, October 31, 2012 (Itar-Tass) —", the agencies' way to begin; the month and day are often all there is.
_DATELINE = re.compile(
    rf"^[^\S\n]*[A-Z][A-Z .'’-]{{2,40}}(?:, [A-Z][\w .]{{1,30}}?)?(?:,\s+((?i:{_MONTH})\s+\d{{1,2}}(?:,\s+\d{{4}})?))?"
    r"\s+\(([A-Z][\w./’' -]{1,30})\)\s*[-–—]",
    re.M,
)


def read_text(opened: Opened, _options: ReadOptions, report: Report) -> Iterator[Found]:
    """The file as one article.

    Raises InputError when it is binary or larger than ``limits.MAX_DOCUMENT``.
    """
    data = read_whole(opened)
    if b"\0" in data and bom_codec(data) in (None, "utf-8-sig"):
        raise InputError(opened.where, "is a binary file, not text")
    text, note = decode(data)
    if note:
        report.note(opened.where, note)
    known, end = front_matter(text)
    known = header(text[end : end + _HEADER_CHARS]) | known
    yield Found(opened.where, opened.id, text, **known)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """What YAML-like front matter says (title, date, outlet, url, author) and the offset where it ends, 0 without any.

    Front matter begins with a line ``---`` at the very start, ends with another, and holds ``key: value`` lines.
    """
    opening = _FENCE.match(text)
    if not opening:
        return {}, 0
    known: dict[str, str] = {}
    pairs, position = 0, opening.end()
    for line in islice(_lines(text, position), limits.FRONT_MATTER_LINES):
        position += len(line)
        content = line.rstrip()
        if content in ("---", "..."):
            return (known, position) if pairs else ({}, 0)
        pair = _PAIR.match(content)
        if pair:
            pairs += 1
            key, value = _KEYS.get(pair[1].strip().lower()), _unquoted(pair[2] or "")
            if key and value:
                known.setdefault(key, value)
        elif not _CONTINUED.match(content):
            return {}, 0
    return {}, 0


def _lines(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def header(head: str) -> dict[str, str]:
    """What a byline, a line with nothing but a date, and a dateline say (author, date, outlet).

    A date without its year is left out.
    """
    known: dict[str, str] = {}
    lines = (line.strip(" \t\r*_#") for line in head.splitlines())
    for line in islice((line for line in lines if line), _HEADER_LINES):
        if len(line) > 100:
            continue
        dated, by = _DATE_LINE.fullmatch(line), _BYLINE.fullmatch(line)
        if dated:
            known.setdefault("date", dated[1])
        if by:
            known.setdefault("author", by[1])
    dateline = _DATELINE.search(head)
    if dateline:
        known.setdefault("outlet", dateline[2].strip())
        if dateline[1] and re.search(r"\d{4}", dateline[1]):
            known.setdefault("date", dateline[1])
    return known
