"""Annotated documents, read from JSON Lines or from a folder of brat standoff.

A document is ``{"id", "text", "quotes"}``, a quote ``{"source", "cue", "content"}``, each a list of [start, end).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..data import limits
from ..data.errors import InputError, UsageError
from ..data.readers.common import Report, reason, shown
from ..data.readers.streams import unpack
from . import brat
from .goldlines import Record, read_records, text_of

Document = dict[str, Any]
OnError = Callable[[InputError], None]


def _ignore(_: object) -> None:
    """What happens to news that nobody wants."""


def read_gold(
    path: Path, on_error: OnError, on_note: Callable[[str], None] = _ignore, *, quotes: bool = True
) -> Iterator[Document]:
    """The documents of a JSONL file (also gzipped), of a folder with ``.ann`` and ``.txt`` files, or of one ``.ann``.

    A document that is broken (no text, no quotes, offsets outside the text, an id used before) goes to ``on_error``
    with its file and line, and the next one follows. With ``quotes=False`` only ``id`` and ``text`` are looked at.
    Raises UsageError for a folder without ``.ann`` files.
    """
    if path.is_dir() or path.suffix == ".ann":
        return _read_standoff(path, on_error, quotes)
    return _read_jsonl(path, Report(on_error, on_note), quotes)


def count(path: Path) -> int | None:
    """How many documents there are to read, good and bad; None where that cannot be told without reading, in a pipe.

    Raises UsageError for a folder without ``.ann`` files.
    """
    if path.is_dir() or path.suffix == ".ann":
        return len(_annotated(path))
    if not path.is_file():
        return None
    try:
        with path.open("rb") as raw:
            _, stream, _ = unpack(shown(str(path)), raw)
            return sum(1 for line in stream if line.strip())
    except (OSError, InputError):
        return None  # reading will tell why


# ---- JSON Lines


def _read_jsonl(path: Path, report: Report, with_quotes: bool) -> Iterator[Document]:
    return read_records(path, report, lambda record: _document(record, with_quotes))


def _document(record: Record, with_quotes: bool) -> Document:
    """The document of one line; raises ValueError, saying what is wrong with it."""
    document: Document = {key: text_of(record, key) for key in ("id", "text")}
    if with_quotes:
        if not isinstance(record.get("quotes"), list):
            raise ValueError("has no list 'quotes' to measure by")
        length = len(document["text"])
        document["quotes"] = [_quote(quote, number, length) for number, quote in enumerate(record["quotes"], 1)]
    return document


def _quote(quote: object, number: int, length: int) -> dict[str, list[list[int]]]:
    if not isinstance(quote, dict):
        raise ValueError(f"quote {number} is no JSON object")
    return {role: _spans(quote.get(role), f"quote {number}, {role}", length) for role in ("source", "cue", "content")}


def _spans(value: object, what: str, length: int) -> list[list[int]]:
    spans = [] if value is None else value
    if not isinstance(spans, list) or not all(_is_span(span) for span in spans):
        raise ValueError(f"{what}: is no list of [start, end]")
    for start, end in spans:
        if not 0 <= start <= end <= length:
            raise ValueError(f"{what}: [{start}, {end}] is no place in a text of {length} characters")
    return spans


def _is_span(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(offset) is int for offset in value)


# ---- brat standoff


def _annotated(path: Path) -> list[Path]:
    """The ``.ann`` files of a folder and of those in it, in order; a file alone is its own list."""
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob("*.ann"))
    if not found:
        raise UsageError(f"{shown(str(path))}: holds no .ann file; name a JSONL file or a folder of brat standoff")
    return found


def _read_standoff(path: Path, on_error: OnError, with_quotes: bool) -> Iterator[Document]:
    """A document's id is its path from the folder named, without ending."""
    root = path if path.is_dir() else path.parent
    for marked in _annotated(path):
        try:
            text = _decoded(marked.with_suffix(".txt"))
            name = shown(marked.relative_to(root).with_suffix("").as_posix())
            document: Document = {"id": name, "text": text}
            if with_quotes:
                marks = _decoded(marked).removeprefix("\ufeff")
                document["quotes"] = brat.quotes(text, marks, shown(str(marked)))
        except InputError as error:
            on_error(error)
            continue
        yield document


def _decoded(path: Path) -> str:
    """A file's text with its line ends, and the mark at its start if there is one, as they are: brat counts them."""
    try:
        if path.stat().st_size > limits.MAX_DOCUMENT:
            raise InputError(shown(str(path)), limits.too_large())
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(shown(str(path)), reason(error)) from error
    except UnicodeDecodeError as error:
        raise InputError(shown(str(path)), f"is not UTF-8 (byte {error.start})") from error
