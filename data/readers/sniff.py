"""What a file is: by its first bytes where they say so for certain, else by its ending, else by a look at its text."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal

from ..errors import InputError
from .common import ReadOptions
from .decoding import bom_codec

Format = Literal["text", "html", "pdf", "docx", "jsonl", "json", "csv", "parquet"]

SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip

GZIP = b"\x1f\x8b"
_DOCUMENTS: tuple[tuple[bytes, Format], ...] = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"PAR1", "parquet"))

# First bytes of what is often handed over by mistake; from the formats' own specifications.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "a Word file of the old kind (.doc); save it as DOCX"),
    (b"{\\rtf", "an RTF file; save it as DOCX or text"),
    (b"SQLite format 3\x00", "a database"),
    (GZIP, "packed twice with gzip; unpack it first"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\xfd7zXZ\x00", "packed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "packed with 7-Zip; unpack it first"),
)

_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"<[a-z!?/]", re.I)


def suffix_of(name: str) -> str:
    """The ending that names the format, lower case, ``.gz`` taken off: ``.jsonl`` for ``NEWS.JSONL.GZ``."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def format_of(where: str, name: str, head: bytes, options: ReadOptions) -> Format:
    """The format of a file called ``name`` that begins with ``head``, unpacked.

    Raises InputError for what holds no article, whatever reader one tried.
    """
    for magic, document in _DOCUMENTS:
        if head.startswith(magic):
            return document
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            raise InputError(where, f"is {kind}" if ";" in kind else f"is {kind}, not an article")
    by_name = SUFFIXES.get(suffix_of(name))
    text = head.decode(bom_codec(head) or "latin-1", "ignore").lstrip("\ufeff").lstrip()
    if by_name in (None, "text", "pdf", "docx") and _HTML.match(text):
        return "html"
    if by_name == "html":
        return "html" if _TAG.search(text) else "text"
    if by_name is None and text.startswith("<?xml"):
        raise InputError(where, "is XML other than a page; turn it into text, HTML or JSONL first")
    if by_name in ("json", "jsonl") or (by_name is None and _begins_as_json(text)):
        return _json_or_lines(text, by_name)
    if by_name is None and options.text_field and _is_header(text, options.text_field):
        return "csv"
    return by_name or "text"


def _begins_as_json(text: str) -> bool:
    return re.match(r'\[\s*[\]{]|\{\s*["}]', text) is not None


def _json_or_lines(text: str, by_name: Format | None) -> Format:
    """One JSON document, or an object on each line? A one-line object is both, and is read as lines."""
    lines = text.splitlines()
    if text.startswith("["):
        broken = by_name == "jsonl" and len(lines) > 1 and any(_is_object(line) for line in lines[1:])
        return "jsonl" if broken else "json"
    if by_name == "jsonl":
        return "jsonl"
    if len(lines) < 2:
        return "jsonl"
    if lines[0].rstrip().endswith(("{", "[", ",")):
        return "json"
    return "jsonl" if any(_is_object(line) for line in lines) else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_header(text: str, field: str) -> bool:
    first = text.partition("\n")[0]
    return field in [cell.strip('" \r') for cell in re.split(r"[,;\t|]", first)]
