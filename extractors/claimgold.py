"""Sentences labelled as worth a check or not, read from JSON Lines: ``{"id", "doc", "text", "label"}``, label 0 or 1.

``doc`` and ``label`` may be missing where nothing is measured; they never serve to predict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..data.errors import InputError
from ..data.readers.common import Report
from .goldlines import Record, read_records, text_of


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and whether it is worth a check; ``label`` is None where the file was read without labels."""

    id: str
    doc: str
    text: str
    label: bool | None


def read_labelled(
    path: Path, on_error: Callable[[InputError], None], on_note: Callable[[str], None], *, labelled: bool
) -> Iterator[Labelled]:
    """The sentences of a file; a broken line goes to ``on_error``. ``doc`` and ``label`` are asked for when wanted."""
    return read_records(path, Report(on_error, on_note), lambda record: _labelled(record, labelled))


def _labelled(record: Record, labelled: bool) -> Labelled:
    identity, text = text_of(record, "id"), text_of(record, "text")
    if not labelled:
        return Labelled(identity, "", text, None)
    if record.get("label") not in (0, 1):
        raise ValueError("has no 'label' of 0 or 1 to measure by")
    return Labelled(identity, text_of(record, "doc"), text, bool(record["label"]))
