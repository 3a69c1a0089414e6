"""Records of JSONL, JSON, CSV and Parquet → articles: which field is what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from ..errors import InputError
from .common import Found, ReadOptions, Report

USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article"),
    "id": ("id", "_id", "doc_id"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "pub_date"),
    "outlet": ("outlet", "source", "publisher", "site"),
    "url": ("url", "link"),
    "author": ("author", "byline"),
}


class Fields:
    """Finds the parts of an article in the records of one file, by the user's names or the usual ones."""

    def __init__(self, where: str, file_id: str, options: ReadOptions, report: Report) -> None:
        self._where = where
        self._file_id = file_id
        self._report = report
        self._asked = {part: getattr(options, f"{part}_field", None) for part in USUAL}
        self._noted: set[str] = set()

    def check_header(self, names: Collection[str]) -> dict[str, str]:
        """{part: column} of a file that names its columns.

        Raises InputError when a column that was asked for, or any with a text, is missing.
        """
        for part, asked in self._asked.items():
            if asked and self._name(part, names) is None:
                raise InputError(self._where, f'no column "{asked}" (for --{part}-field; it has: {_listed(names)})')
        chosen = {part: self._name(part, names) for part in USUAL}
        if chosen["text"] is None:
            raise InputError(self._where, f"no column of text; name it with --text-field (it has: {_listed(names)})")
        return {part: name for part, name in chosen.items() if name is not None}

    def article(self, record: Mapping[str, object], number: int) -> Found:
        """The article in one record, the ``number``-th line or row of the file.

        Raises InputError when it has no text.
        """
        where = f"{self._where}:{number}"
        names = {part: self._name(part, record) for part in USUAL}
        text_name = names["text"]
        if text_name is None:
            which = self._asked["text"] or "text"
            raise InputError(where, f'no field "{which}" (it has: {_listed(record)}); name the text with --text-field')
        value = record[text_name]
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if value is not None and not isinstance(value, str):
            raise InputError(where, f'its field "{text_name}" is no text but {_kind(value)}')
        self._note_missing(names, record)
        parts = {part: _plain(record[name]) for part, name in names.items() if name is not None and part != "text"}
        return Found(
            where,
            parts.pop("id", None) or f"{self._file_id}:{number}",
            value or "",
            title=parts.get("title"),
            date=parts.get("date"),
            outlet=parts.get("outlet"),
            url=parts.get("url"),
            author=parts.get("author"),
        )

    def _name(self, part: str, names: Collection[str]) -> str | None:
        """The field of a record that holds ``part``; the case of letters matters only where two differ in it alone."""
        asked = self._asked[part]
        if asked in names:
            return asked
        lower = {name.lower(): name for name in names}
        wanted = (asked,) if asked else USUAL[part]
        return next((lower[name.lower()] for name in wanted if name.lower() in lower), None)

    def _note_missing(self, names: Mapping[str, str | None], record: Mapping[str, object]) -> None:
        for part, name in names.items():
            asked = self._asked[part]
            if asked and name is None and part not in self._noted:
                self._noted.add(part)
                self._report.note(self._where, f'not every record has a field "{asked}" (one has: {_listed(record)})')


def _plain(value: object) -> str | None:
    """A field's value as one line of text; None for what is empty or no single value."""
    if isinstance(value, Mapping):  # {"id": …, "name": …} is how news APIs write a source
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(item for item in value if isinstance(item, str))
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, date):  # datetime is one, too
        value = value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(str(value).split()) or None
    return None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), type(value).__name__)


def _listed(names: Collection[str]) -> str:
    some = [name if len(name) <= 30 else name[:29] + "…" for name in list(names)[:8]]
    return (", ".join(" ".join(name.split()) for name in some) or "none") + (", …" if len(names) > 8 else "")
