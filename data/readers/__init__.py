"""Files, folders, patterns and stdin → articles.

    inputs → expand (which files) → unpack (bytes) → format_of (which reader) → Found → Article

A reader is a function (Opened, ReadOptions, Report) → iterator of Found; it imports its library when first used.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from .. import limits
from ..errors import InputError, UsageError
from ..records import Article
from .common import Found, ReadOptions, Report, reason
from .dates import iso_date
from .docx import read_docx
from .fields import Fields
from .inputs import Source, expand, refuse_urls
from .language import other_language
from .pages import read_html
from .pdf import read_pdf
from .records import read_json, read_jsonl
from .sniff import SUFFIXES, Format, format_of, suffix_of
from .streams import Opened, unpack
from .tables import read_csv, read_parquet
from .text import front_matter, read_text

__all__ = ["ReadOptions", "Report", "Source", "count", "dated", "front_matter", "read", "read_records", "read_sources"]

Reader = Callable[[Opened, ReadOptions, Report], Iterator[Found]]

READERS: dict[Format, Reader] = {
    "text": read_text,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
}

_NO_TEXT = re.compile("[\ud800-\udfff\0]")


def read(
    inputs: Sequence[str],
    options: ReadOptions,
    on_error: Callable[[InputError], None],
    on_note: Callable[[str], None],
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of all inputs, in order, one at a time; ``stdin`` stands in for the process's own.

    What cannot be read goes to ``on_error``, what the user should know to ``on_note`` (one line each), and reading goes
    on. Article ids are unique. Raises UsageError, at once, for an input that is a URL and for an ``options.published``
    that is no date.
    """
    refuse_urls(inputs)
    report = Report(on_error, on_note)
    options = dated(options, report)
    return _articles(lambda: expand(inputs, report), options, report, stdin)


def dated(options: ReadOptions, report: Report) -> ReadOptions:
    """``options`` with the date of all articles in ISO form; raises UsageError when it is no date."""
    if options.published is None:
        return options
    published, note = iso_date(options.published)
    if published is None:
        raise UsageError(f'"{options.published}" is no date; write it as 2012-10-31')
    if note:
        report.note("--published", note)
    return replace(options, published=published)


def read_sources(sources: Sequence[Source], options: ReadOptions, report: Report) -> Iterator[Article]:
    """As ``read``, of files that are known already; ids are unique among them."""
    return _articles(lambda: sources, options, report, None)


def read_records(records: Iterable[Mapping[str, object]], options: ReadOptions, report: Report) -> Iterator[Article]:
    """As ``read``, of records that another program has read: one article each, fields named as in JSONL."""
    source, taken = Source(None, "row"), dict[str, int]()
    fields = Fields("row", source.id, options, report)
    for number, record in enumerate(records, 1):
        try:
            found = fields.article(record, number)
        except InputError as error:
            report.error(error)
            continue
        article = _article(found, source, options, report, taken)
        if article is not None:
            yield article


def count(inputs: Sequence[str]) -> int | None:
    """How many files ``inputs`` name, for a progress bar; None when there is no telling (stdin, a pipe)."""
    sources = expand(inputs, Report(lambda _error: None, lambda _note: None))
    return None if any(source.path is None or source.fifo for source in sources) else len(sources)


def _articles(
    sources: Callable[[], Sequence[Source]], options: ReadOptions, report: Report, stdin: BinaryIO | None
) -> Iterator[Article]:
    taken: dict[str, int] = {}
    for source in sources():
        before, any_found = report.errors, False
        try:
            for found in _found(source, options, report, stdin):
                any_found = True
                article = _article(found, source, options, report, taken)
                if article is not None:
                    yield article
        except InputError as error:
            report.error(error)
        except OSError as error:
            report.error(InputError(source.where, reason(error)))
        else:
            if not any_found and report.errors == before:
                report.error(InputError(source.where, "holds no article"))


def _found(source: Source, options: ReadOptions, report: Report, stdin: BinaryIO | None) -> Iterator[Found]:
    if source.path is None:
        if stdin is None and sys.stdin is None:
            raise InputError(source.where, "is closed")
        yield from _from_stream(source, stdin or sys.stdin.buffer, options, report)
        return
    with source.open() if source.open else open(source.path, "rb") as raw:
        yield from _from_stream(source, raw, options, report)


def _from_stream(source: Source, raw: BinaryIO, options: ReadOptions, report: Report) -> Iterator[Found]:
    head, stream, packed = unpack(source.where, raw)
    if not head.strip():
        raise InputError(source.where, "is empty")
    name = source.path or ""
    kind = format_of(source.where, name, head, options)
    named = SUFFIXES.get(suffix_of(name))
    if named is not None and kind != named and {kind, named} != {"json", "jsonl"}:
        report.note(source.where, f"is {kind.upper()} in spite of its ending, and read as that")
    again = None if packed or source.fifo else source.open or _opener(source.path)
    yield from READERS[kind](Opened(source.where, source.id, head, stream, again), options, report)


def _opener(path: str | None) -> Callable[[], BinaryIO] | None:
    return None if path is None else lambda: open(path, "rb")


def _article(
    found: Found, source: Source, options: ReadOptions, report: Report, taken: dict[str, int]
) -> Article | None:
    """What was found, checked and completed; None when it is not in English.

    Raises nothing; an empty text is reported.
    """
    text = _sound(found.text)
    if text != found.text:
        report.note(found.where, "holds what no text may (NUL or half a surrogate pair), U+FFFD stands there")
    if not text.strip():
        report.error(InputError(found.where, "is empty"))
        return None
    if len(text) > limits.MAX_TEXT:
        why = f"has a text of {len(text):,} characters, more than {limits.MAX_TEXT:,}; split it"
        report.error(InputError(found.where, f"{why} {limits.raised_by('MAX_TEXT')}"))
        return None
    name = _sound(found.id)
    key = _unique(name, taken)
    if key != name:
        report.note(found.where, f"the id {name} is taken, its article is called {key}")
    language = None if options.any_language else other_language(text[front_matter(text)[1] :])
    if language:
        advice = "skipped (--any-language reads it anyway)"
        report.skipped(found.where, f"not in English (looks like {language})", advice)
        return None
    return Article(
        key,
        text,
        path=source.where if source.path is not None else None,
        title=_line(found.title),
        outlet=_line(options.outlet or found.outlet),
        published=options.published or _published(found, report),
        url=_line(found.url),
        author=_line(found.author),
    )


def _published(found: Found, report: Report) -> str | None:
    if not found.date:
        return None
    published, note = iso_date(_sound(found.date))
    if note:
        report.note(found.where, note)
    return published


def _sound(text: str) -> str:
    """The text without NUL and halves of surrogate pairs, which neither UTF-8 nor a database can hold."""
    if not _NO_TEXT.search(text):
        return text
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line(value: str | None) -> str | None:
    return (" ".join(_sound(value).split()) or None) if value else None


def _unique(name: str, taken: dict[str, int]) -> str:
    """``name``, or ``name~2``, ``name~3`` … when it is taken; ``taken`` holds how often each was asked for."""
    key = name
    while key in taken:
        taken[name] += 1
        key = f"{name}~{taken[name]}"
    taken[key] = 1
    return key
