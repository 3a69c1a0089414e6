"""PDF: the text layer, lines put together into paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from ..errors import InputError
from .common import Found, ReadOptions, Report, parsing
from .streams import Opened, read_whole

_SHORT = 0.75  # of the page's usual line: what is shorter ends a paragraph (or is a headline)
_BROKEN_WORD = re.compile(r"\b([a-z]{2,})-[ \t]*\n([a-z]{2,})\b(\S*)[ \t]?")

_OVER_PAGES = re.compile(r"(?<=[a-z,])\n\n(?=[a-z])")  # no paragraph begins in the middle of a sentence


def read_pdf(opened: Opened, _options: ReadOptions, _report: Report) -> Iterator[Found]:
    """The text of all pages as one article, paragraphs separated by blank lines.

    Raises InputError for a broken or encrypted file and for one without text.
    """
    data = read_whole(opened)
    pages, title = _pages(opened.where, data)
    text = "\n\n".join(filter(None, (paragraphs(page) for page in joined_words(pages))))
    text = _OVER_PAGES.sub(" ", text)
    if not text:
        raise InputError(opened.where, "has no text, only pictures of it; run OCR over it first, e.g. with ocrmypdf")
    # The title field often holds a file name or a template's; it counts when the first page says the same.
    beginning = " ".join(text[:2000].split()).lower()
    yield Found(opened.where, opened.id, text, title=title if title and title.lower() in beginning else None)


def _pages(where: str, data: bytes) -> tuple[list[str], str]:
    with parsing(where, "is a broken PDF", len(data)):
        from pypdf import PasswordType, PdfReader

        if b"%PDF-" not in data[:1024]:
            raise InputError(where, "is no PDF file; if it is another kind, give it that ending")
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            with parsing(where, "is encrypted in a way that cannot be opened here; save it without a password"):
                if reader.decrypt("") is PasswordType.NOT_DECRYPTED:
                    raise InputError(where, "is encrypted; save it without a password, e.g. with qpdf --decrypt")
        pages = [page.extract_text().replace("\0", "") for page in reader.pages]
        metadata = reader.metadata
        title = metadata.title if metadata else None
        return pages, " ".join(str(title or "").split())


def joined_words(pages: list[str]) -> list[str]:
    """Join a word broken by a hyphen at a line's end when the document has it whole elsewhere, and never hyphenated."""
    everything = "\n".join(pages).lower()
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", everything))

    def joined(match: re.Match[str]) -> str:
        whole, hyphenated = match[1] + match[2], f"{match[1]}-{match[2]}"
        word = whole if whole in words and hyphenated not in words else hyphenated
        return f"{word}{match[3]}\n"  # the word is whole before the line break in either case, no blank in it

    return [_BROKEN_WORD.sub(joined, page) for page in pages]


def paragraphs(page: str) -> str:
    """A page's lines as paragraphs: a line much shorter than the others ends one, as does a blank line."""
    lines = [line.strip() for line in page.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return ""
    usual = lengths[int(len(lengths) * 0.9)]
    done: list[str] = []
    open_one: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            open_one.append(line)
        goes_on = bool(following) and (len(line) >= _SHORT * usual or following[0].islower())
        if open_one and not (line and goes_on):
            done.append(" ".join(open_one))
            open_one = []
    return "\n\n".join(done)
