"""DOCX: headings, paragraphs and the text in tables, in the document's order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import limits
from ..errors import InputError
from .common import Found, ReadOptions, Report, parsing
from .streams import Opened, read_whole

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_NO_TITLE = "Word Document"
"""What python-docx gives for the title of a document that has no properties at all."""


def read_docx(opened: Opened, _options: ReadOptions, _report: Report) -> Iterator[Found]:
    """The document as one article, paragraphs separated by blank lines; its title or first heading is the title.

    Raises InputError for a broken file, another zip archive, and a document without text.
    """
    data = read_whole(opened)
    with parsing(opened.where, "is a broken DOCX file", len(data)):
        _check_archive(opened.where, data)
        from docx import Document

        document = Document(io.BytesIO(data))
        found = list(_paragraphs(document))
        title = next((text for text, style in found if style == "Title" or style.startswith("Heading")), None)
        properties = document.core_properties.title
        title = title or (properties if properties != _NO_TITLE else None)
    if not found:
        raise InputError(opened.where, "is empty")
    yield Found(opened.where, opened.id, "\n\n".join(text for text, _ in found), title=title or None)


def _check_archive(where: str, data: bytes) -> None:
    """Raise InputError unless the data are a zip archive with a Word document of bearable size in it."""
    if not data.startswith(b"PK"):
        raise InputError(where, "is no DOCX file; if it is another kind, give it that ending")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/document.xml" not in archive.namelist():
            raise InputError(where, "is a zip archive without a Word document in it; unpack it first")
        if sum(member.file_size for member in archive.infolist()) > limits.MAX_DOCUMENT:
            raise InputError(where, limits.too_large())


def _paragraphs(document: Document) -> Iterator[tuple[str, str]]:
    """(text, name of the style) of each paragraph that has text."""
    from docx.text.paragraph import Paragraph

    for block in document.iter_inner_content():
        for paragraph in [block] if isinstance(block, Paragraph) else _in_cells(block):
            text = paragraph.text.strip()
            if text:
                yield text, (paragraph.style.name or "") if paragraph.style else ""


def _in_cells(table: Table) -> Iterator[Paragraph]:
    from docx.table import _Cell

    for row in table._tbl.tr_lst:
        for found in row.tc_lst:  # not ``cells``, where a merged one comes once for each place it says that it takes
            if found.vMerge != "continue":  # of a cell that spans rows only the first is shown
                cell = _Cell(found, table)
                yield from cell.paragraphs
                for inner in cell.tables:
                    yield from _in_cells(inner)
