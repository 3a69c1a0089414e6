"""Plain sentences and transcripts: read one a line, as text or as JSON Lines, each with what it is worth a check."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..data.errors import InputError
from ..data.readers.common import Report, reason, shown
from ..data.readers.streams import Opened, text_lines, unpack
from .claims.worth import worth
from .goldlines import text_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, who said it where that is known, and its id, else the number of its line."""

    id: str
    speaker: str | None
    text: str


def read_sentences(
    path: str, stdin: BinaryIO | None, on_error: Callable[[InputError], None], on_note: Callable[[str], None]
) -> Iterator[Spoken]:
    """The sentences of a file (also gzipped), or of ``stdin`` where the path is ``-``; empty lines are passed over.

    A first line that begins with a brace makes it JSON Lines: text and, if there are any, speaker and id. What cannot
    be read goes to ``on_error``.
    """
    where, report = "stdin" if path == "-" else shown(path), Report(on_error, on_note)
    try:
        if path == "-":
            if stdin is None:
                raise InputError(where, "is closed; name a file")
            yield from _read(where, where, stdin, report)
        else:
            with Path(path).open("rb") as raw:
                yield from _read(where, Path(path).name, raw, report)
    except OSError as error:
        report.error(InputError(where, reason(error)))
    except InputError as error:
        report.error(error)


def _read(where: str, name: str, raw: BinaryIO, report: Report) -> Iterator[Spoken]:
    head, stream, _ = unpack(where, raw)
    records: bool | None = None
    for number, line in text_lines(Opened(where, name, head, stream), report):
        text = line.strip()
        if not text:
            continue
        if records is None:
            records = text.startswith("{")
        try:
            yield _record(text, number) if records else Spoken(str(number), None, text)
        except (ValueError, RecursionError) as error:
            report.error(InputError(f"{where}:{number}", reason(error)))
    if records is None:
        raise InputError(where, "is empty")


def _record(line: str, number: int) -> Spoken:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ValueError(f"is no JSON ({reason(error)})") from error
    if not isinstance(record, dict):
        raise ValueError("is no JSON object")
    speaker = text_of(record, "speaker") if record.get("speaker") is not None else None
    identity = record.get("id")
    return Spoken(str(number if identity is None else identity), speaker, text_of(record, "text"))


def sentence_rows(sentences: Iterator[Spoken], min_check: float = 0.0) -> Iterator[dict[str, Any]]:
    """The record of each sentence (``spq schema sentences``) that is worth a check at least so far, in order."""
    for position, one in enumerate(sentences, 1):
        judged = worth(one.text)
        if judged.check >= min_check:
            yield {
                "id": one.id,
                "position": position,
                "speaker": one.speaker,
                "text": one.text,
                "check": judged.check,
                "reasons": list(judged.reasons),
            }
