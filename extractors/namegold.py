"""Pairs of names and cases of mentions that somebody has labelled, read from JSON Lines.

A pair is ``{"id", "a", "b", "same", "kind"}``; a case ``{"id", "mentions", "clusters", "ambiguous", "kind"}`` with a
mention ``{"i", "article", "text", "context"}``. ``kind``, ``ambiguous`` and ``context`` may be missing; ``same`` and
``clusters``, too, where nothing is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..data.errors import InputError
from ..data.readers.common import Report
from .goldlines import Record, read_records, text_of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they are one person's; ``same`` is None where the file was read without labels."""

    id: str
    a: str
    b: str
    kind: str
    same: bool | None


@dataclass(frozen=True, slots=True)
class Named:
    """A mention: the name as written in an article, and the sentence it stands in ("" where none is given)."""

    article: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Case:
    """Mentions, numbered from 0 by their place, and which of them are one person's."""

    id: str
    kind: str
    mentions: tuple[Named, ...]
    clusters: tuple[tuple[int, ...], ...]
    ambiguous: tuple[int, ...]


def read_pairs(
    path: Path, on_error: Callable[[InputError], None], on_note: Callable[[str], None], *, labelled: bool
) -> Iterator[Pair]:
    """The pairs of a file; a broken one goes to ``on_error`` with its line. ``same`` is asked for when ``labelled``."""
    return read_records(path, Report(on_error, on_note), lambda record: _pair(record, labelled))


def read_cases(
    path: Path, on_error: Callable[[InputError], None], on_note: Callable[[str], None], *, labelled: bool
) -> Iterator[Case]:
    """The cases of a file, in the same way; ``clusters`` are asked for when ``labelled``."""
    return read_records(path, Report(on_error, on_note), lambda record: _case(record, labelled))


def _pair(record: Record, labelled: bool) -> Pair:
    identity, a, b = (text_of(record, key) for key in ("id", "a", "b"))
    if labelled and not isinstance(record.get("same"), bool):
        raise ValueError("has no 'same' of true or false to measure by")
    return Pair(identity, a, b, _kind(record), record["same"] if labelled else None)


def _case(record: Record, labelled: bool) -> Case:
    identity, mentions = text_of(record, "id"), record.get("mentions")
    if not isinstance(mentions, list) or not mentions:
        raise ValueError("has no list 'mentions'")
    if [one.get("i") if isinstance(one, dict) else None for one in mentions] != [*range(len(mentions))]:
        raise ValueError("its mentions are not numbered 0, 1, 2 … by 'i'")
    named = tuple(
        Named(text_of(one, "article"), text_of(one, "text"), text_of({"context": "", **one}, "context"))
        for one in mentions
    )
    if not labelled:
        return Case(identity, _kind(record), named, (), ())
    clusters = record.get("clusters")
    if not isinstance(clusters, list):
        raise ValueError("has no list 'clusters' to measure by")
    groups = tuple(_places(group, "clusters", len(named)) for group in clusters)
    every = [i for group in groups for i in group]
    if len(set(every)) < len(every):
        raise ValueError("clusters: a mention is in two of them")
    return Case(identity, _kind(record), named, groups, _places(record.get("ambiguous", []), "ambiguous", len(named)))


def _kind(record: Record) -> str:
    return text_of({"kind": "?", **record}, "kind")


def _places(value: object, what: str, size: int) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(i) is int and 0 <= i < size for i in value):
        raise ValueError(f"{what}: is no list of numbers of mentions")
    return tuple(value)
