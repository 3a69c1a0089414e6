"""HTML: the article out of a saved page, by trafilatura, headline first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import limits
from ..errors import InputError
from .common import Found, ReadOptions, Report, parsing
from .decoding import bom_codec, decode
from .streams import Opened, read_whole

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.I)
_NO_CHARACTER = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d)|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?", re.I
)
"""References to what no XML may hold; trafilatura gives up a whole page for one."""

_CROWDED = re.compile(
    r"<[a-z](?:[ \t\n\r\f/]*+(?:[^ \t\n\r\f/>=]{1,100}+|=)"
    r"(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:\"[^\"]*+\"?|'[^']*+'?|[^ \t\n\r\f<>]*+))?+){2000}+",
    re.I,
)
"""A tag with more attributes than any has. The time that libxml2 takes of them grows with their square, and nothing can
stop it meanwhile. Names are counted in pieces, so that looking for it from each tag on is quick. A script may fit."""

_SCRIPT = re.compile(
    r"<script\b(?![^>]{0,300}ld\+json)[^>]{0,300}+>(?:(?!</script).)*+(?:</script[^>]*>|\Z)", re.I | re.S
)

_PUBLISHED = re.compile(
    r"(?:published_time|datePublished|pubdate)[^<>]{0,60}?"
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)",
    re.I,
)


def read_html(opened: Opened, _options: ReadOptions, report: Report) -> Iterator[Found]:
    """The article of a page: its headline, a blank line, and its paragraphs with blank lines between them.

    Raises InputError when the page is too large or nothing in it looks like an article.
    """
    data = read_whole(opened)
    page, note = _decoded(data)
    if note:
        report.note(opened.where, note)
    if len(page) > limits.MAX_PAGE:
        raise InputError(
            opened.where,
            f"a page of more than {limits.MAX_PAGE:,} characters; save it as text {limits.raised_by('MAX_PAGE')}",
        )
    if _CROWDED.search(page) and _CROWDED.search(page := _SCRIPT.sub("", page)):
        raise InputError(opened.where, "a page in which one tag has more than 2,000 attributes; save it as text")
    yield _article(opened, _NO_CHARACTER.sub("\ufffd", page))


def _article(opened: Opened, page: str) -> Found:
    with parsing(opened.where, "is no page that can be read", len(page)):
        from copy import deepcopy

        from trafilatura import bare_extraction
        from trafilatura.settings import DEFAULT_CONFIG

        if not _WHOLE_PAGE.search(page):
            page = f"<html><body><article>{page}</article></body></html>"
        config = deepcopy(DEFAULT_CONFIG)
        config.set("DEFAULT", "MAX_FILE_SIZE", str(len(page)))  # the limit is ours
        found = bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            config=config,
            # the first publication; and no searching through the text for anything that looks like a date
            date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
        )
        if found is None or isinstance(found, dict) or not (found.text or "").strip():
            raise InputError(opened.where, "no article text found in this page; save its text and read that")
        title = " ".join((found.title or "").split())
        return Found(
            opened.where,
            opened.id,
            with_headline(title, found.text or ""),
            title=title or None,
            date=_with_time(found.date, page),
            outlet=found.sitename,
            url=found.url,
            author=found.author,
        )


def _decoded(data: bytes) -> tuple[str, str | None]:
    """The page's text by its byte order mark, its own declaration or its bytes, in this order."""
    declared = _CHARSET.search(data[: limits.HEAD])
    text, note = None, None
    if declared and not bom_codec(data):
        try:
            text = data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):  # an unknown name, or the declaration is wrong: let the bytes speak
            text = None
    if text is None:
        text, note = decode(data)
    declaration = _XML_DECLARATION.match(text)  # lxml refuses a decoded page that still declares its encoding
    return text[declaration.end() if declaration else 0 :].replace("\0", "\ufffd"), note


def with_headline(title: str, body: str) -> str:
    """The lines of ``body`` as paragraphs, ``title`` before them unless it is the first."""
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    if title and (not paragraphs or " ".join(paragraphs[0].split()).lower() != title.lower()):
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs)


def _with_time(day: str | None, page: str) -> str | None:
    """The date with its time, when the page's own metadata has one for that day."""
    if not day:
        return None
    return next((match[1] for match in _PUBLISHED.finditer(page) if match[1].startswith(day)), day)
