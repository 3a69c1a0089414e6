"""Readers' corrections of who said what: the file ``corrections.toml``, read and checked, and the same as records.

docs/corrections.md has the file's form. A file that is wrong is a SpqError that names it, the line and the key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from .decisions import TomlFile
from .errors import SpqError
from .records import Kind
from .settings import settings_text, toml_tables

FILE = "corrections.toml"
"""Beside the library's file."""

MARK = "corrections"
"""The mark under which a library keeps, as JSON, the corrections that it follows."""

MADE_BY = "corrections_made_by"
"""The mark under which it keeps a checksum of the text that those came from."""

NOBODY = "none"
"""As a speaker: the article does not say who."""

TEXT_DIGITS = 16
"""Hexadecimal digits of a text's hash by which other articles with the same text are found."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One statement, as it was found, and what a reader says of it.

    ``at`` are the half-open offsets of its pieces, ``words`` their texts joined by " … ", ``text_hash`` the beginning
    of the hash of the article's text. ``speaker`` is a name, NOBODY, or None where the statement is dropped; ``was``
    and ``was_id`` are whom the analysis had. ``date`` is the ISO day of the correction.
    """

    id: str
    article: str
    text_hash: str
    at: tuple[tuple[int, int], ...]
    words: str
    cue: str | None = None
    cue_at: int | None = None
    was: str | None = None
    was_id: str | None = None
    drop: bool = False
    speaker: str | None = None
    speaker_id: str | None = None
    kind: Kind = "person"
    note: str | None = None
    date: str | None = None


def to_json(corrections: Iterable[Correction]) -> str:
    """As a library keeps them."""
    return json.dumps([asdict(one) for one in corrections], ensure_ascii=False)


def from_json(text: str | None) -> tuple[Correction, ...]:
    """As ``to_json`` wrote them; none of None."""
    return tuple(
        Correction(**{**one, "at": tuple((start, end) for start, end in one["at"])}) for one in json.loads(text or "[]")
    )


# ---- the file


def corrections_file(library: Path) -> Path:
    """Where the corrections of a library stand."""
    return library.with_name(FILE)


def read_corrections(path: Path) -> str:
    """The text of a file; "" where there is none. Raises SpqError where it cannot be read."""
    try:
        return settings_text(path)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SpqError(f"{path}: cannot be read ({error.strerror})") from None


_KEYS = (
    "id", "article", "text_hash", "at", "words", "cue", "cue_at", "was", "was_id", "drop", "speaker", "speaker_id",
    "kind", "note", "date",
)  # fmt: skip
_ID = re.compile(r"[0-9a-f]{8}[0-9a-z]{2,}")


def parse_corrections(text: str, where: str) -> tuple[Correction, ...]:
    """What a file's text says; ``where`` names it in errors. Raises SpqError."""
    tables = toml_tables(text, where, "docs/corrections.md")
    file = TomlFile(text, where)
    file.known_keys(tables, ("correction",), None)
    found: dict[str, Correction] = {}
    for number, table in enumerate(file.tables(tables, "correction")):
        here = file.at("correction", number)
        one = _correction(table, here)
        if one.id in found:
            raise here.error("id", f"there is a correction of {one.id} already; make them one")
        found[one.id] = one
    return tuple(found.values())


def _correction(table: Mapping[str, Any], file: TomlFile) -> Correction:
    file.known_keys(table, _KEYS, "a [[correction]]")
    values = {key: table[key] for key in ("id", "article", "text_hash", "words") if isinstance(table.get(key), str)}
    for key in ("id", "article", "text_hash", "words"):
        if key not in values:
            raise file.error(key, f"a [[correction]] needs {key} = a text; spq correct writes it")
    if not _ID.fullmatch(values["id"]):
        raise file.error("id", "id must be a statement's whole id, as spq quotes --json prints it")
    drop, speaker = table.get("drop", False), file.text_of(table, "speaker")
    if not isinstance(drop, bool):
        raise file.error("drop", "drop must be true or false")
    if drop == (speaker is not None):
        raise file.error("drop", f"a [[correction]] has either speaker = … ({NOBODY!r} for nobody) or drop = true")
    cue, cue_at = table.get("cue"), table.get("cue_at")
    if cue is not None and not isinstance(cue, str):
        raise file.error("cue", "cue must be a text in quotation marks")
    if cue_at is not None and not _whole(cue_at):
        raise file.error("cue_at", "cue_at must be an offset")
    return Correction(
        **values,
        at=_places(table, file, values["words"]),
        cue=cue,
        cue_at=cue_at,
        was=file.text_of(table, "was"),
        was_id=file.text_of(table, "was_id"),
        drop=drop,
        speaker=speaker,
        speaker_id=file.text_of(table, "speaker_id"),
        kind=cast("Kind", file.text_of(table, "kind", get_args(Kind)) or "person"),
        note=file.text_of(table, "note"),
        date=_day(table, file),
    )


def _places(table: Mapping[str, Any], file: TomlFile, words: str) -> tuple[tuple[int, int], ...]:
    value = table.get("at")
    pairs = value if isinstance(value, list) else []
    good = [
        (one[0], one[1])
        for one in pairs
        if isinstance(one, list) and len(one) == 2 and all(map(_whole, one)) and one[0] < one[1]
    ]
    if not good or len(good) != len(pairs):
        raise file.error("at", "at must be the places of the words: at = [[598, 640], …]")
    if sum(end - start for start, end in good) + len(JOINT) * (len(good) - 1) != len(words):
        raise file.error("words", "words must be as long as at says; leave both as spq correct wrote them")
    return tuple(good)


JOINT = " … "
"""Between the pieces in ``words``."""


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _day(table: Mapping[str, Any], file: TomlFile) -> str | None:
    value = table.get("date")
    if value is None:
        return None
    try:
        return value.isoformat()[:10] if isinstance(value, date) else date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise file.error("date", "date must be a day: date = 2024-05-31") from None


class CorrectionFile:
    """The text of such a file, to be changed with its comments and its order kept; it must have been checked before."""

    def __init__(self, text: str) -> None:
        import tomlkit

        self._document = tomlkit.parse(text)

    @property
    def text(self) -> str:
        """The file as it is now."""
        return self._document.as_string().removeprefix("\n")

    def put(self, correction: Correction) -> None:
        """Write a correction: in the place of the one with its id, else at the end."""
        import tomlkit

        entries = self._entries()
        table = next((one for one in entries if one["id"] == correction.id), None)
        if table is None:
            table = tomlkit.table()
            if self.text.strip():
                table.trivia.indent = "\n"
            entries.append(table)
            table = entries[-1]
        for key in _KEYS:
            value = _toml_value(correction, key)
            if value is not None:
                table[key] = value
            elif key in table:
                del table[key]

    def remove(self, identity: str) -> None:
        """Take the correction with this id out."""
        entries = self._entries()
        place = next(number for number, one in enumerate(entries) if one["id"] == identity)
        del entries[place]
        if not entries:
            del self._document["correction"]

    def _entries(self) -> Any:  # noqa: ANN401 - tomlkit's list of tables
        import tomlkit

        if "correction" not in self._document:
            self._document["correction"] = tomlkit.aot()
        entries: Any = self._document["correction"]
        if type(entries).__name__ == "Array":
            raise SpqError("its corrections are one list of inline tables; write each as [[correction]]")
        return entries


def _toml_value(correction: Correction, key: str) -> Any:  # noqa: ANN401 - whatever TOML has
    value = getattr(correction, key)
    if key == "at":
        return [list(pair) for pair in value]
    if key == "date" and value is not None:
        return date.fromisoformat(value)
    if (key == "drop" and not value) or (key == "kind" and value == "person"):
        return None
    return value
