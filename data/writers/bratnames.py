"""The names in a brat folder: of its files, and of the attributes' values in ``annotation.conf``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from ..records import CUE_CLASSES, QUOTE_TYPES
from .csv import RUN_BY_SPREADSHEETS
from .formats import Row
from .readable import speaker

_LONGEST = 100
"""Characters of a file's name before its ending; most file systems take 255 bytes."""

_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""What is no file's name on Windows, whatever the ending."""

_ENDINGS = re.compile(r"(?:\.(?:txt|md|html?|pdf|docx|jsonl?|csv|parquet|gz))+\Z", re.IGNORECASE)

CONFIDENCES = tuple(f"{tenth / 10:.1f}" for tenth in range(11))

_HEAD = """\
[entities]
Content
Source
Cue
Addressee

[relations]
SaidBy\tArg1:Content, Arg2:Source
SaidTo\tArg1:Content, Arg2:Addressee
CuedBy\tArg1:Content, Arg2:Cue
Continues\tArg1:Content, Arg2:Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
"""

_VISUAL = """\
[labels]
Content | Content | Cont
Source | Source | Src
Addressee | Addressee | Addr
SaidBy | said by | by
SaidTo | said to | to
CuedBy | cue | cue
Continues | goes on | …

[drawing]
Content\tbgColor:#ffe9a8
Source\tbgColor:#b8d8f8
Cue\tbgColor:#d0f0c0
Addressee\tbgColor:#e8d0f0
Negated\tbox:crossed, glyph:<NONE>, dashArray:<NONE>
Hedged\tdashArray:3-3, glyph:<NONE>, box:<NONE>
"""


def file_names() -> Callable[[str], str]:
    """Makes of an article's id a file's name without ending: no folder, nothing hidden or reserved, none twice."""
    taken: dict[str, int] = {}  # with the last number that was added to it

    def name(doc: str) -> str:
        wanted = _plain(_ENDINGS.sub("", doc)).strip("._-")[:_LONGEST] or "article"
        if wanted.partition(".")[0].casefold() in _RESERVED:
            wanted = f"_{wanted}"
        number, free = taken.get(wanted.casefold(), 1), wanted
        while free.casefold() in taken:
            number += 1
            free = f"{wanted}-{number}"
        taken[wanted.casefold()] = number
        taken.setdefault(free.casefold(), 1)
        return free

    return name


def _plain(text: str) -> str:
    """Latin letters, digits and ``. _ -``, for whatever else stood there."""
    from anyascii import anyascii

    return re.sub(r"[^A-Za-z0-9._-]+", "_", anyascii(text.encode("utf-8", "replace").decode()))


class Labels:
    """The values of attributes and the files that were written, as they come; at the end their own files."""

    def __init__(self) -> None:
        self._slugs: dict[str, str] = {}
        self._taken: set[str] = set()
        self._files: list[tuple[str, str]] = []

    def article(self, name: str, doc: str) -> None:
        """Note down which file an article went into."""
        self._files.append((f"{name}.txt", doc))

    def attributes(self, row: Row) -> Iterator[tuple[str, str]]:
        """The attributes of a statement's content, each with its value or "" for one that only is there."""
        yield "Type", row["type"]
        yield "Confidence", f"{row['confidence']:.1f}"
        if row["speaker"] is not None:
            yield "Speaker", self._slug(row["speaker"])
        for key, name in (("negated", "Negated"), ("hedged", "Hedged"), ("in_headline", "Headline")):
            if row[key]:
                yield name, ""

    def _slug(self, who: Row) -> str:
        """A speaker's name as a value: Vladimir_Putin; for a second one of that name, Vladimir_Putin-2."""
        if who["id"] not in self._slugs:
            wanted = _plain(who["name"]).strip("._-") or "speaker"
            number, free = 1, wanted
            while free in self._taken:
                number += 1
                free = f"{wanted}-{number}"
            self._taken.add(free)
            self._slugs[who["id"]] = free
        return self._slugs[who["id"]]

    @staticmethod
    def note(row: Row) -> str:
        """What an attribute's value cannot hold, on one line."""
        who = row["speaker"]
        parts = [f"speaker: {speaker(row)}"]
        if who is not None:
            told = ", ".join(part for part in (who["kind"], who["role"]) if part)
            parts = [f"speaker: {who['name']} ({told})", f"speaker's id: {who['id']}", f"by: {who['by']}"]
        if row["nested_in"]:
            parts.append(f"inside: {row['nested_in']}")
        parts += [f"confidence: {row['confidence']}", f"rule: {row['rule']}", f"id: {row['id']}"]
        text = " ".join("; ".join(parts).split())
        return re.sub(r"[\ud800-\udfff]", "\ufffd", text)

    def files(self) -> Iterator[tuple[str, str]]:
        """``annotation.conf``, ``visual.conf``, and ``articles.csv``: which article is in which file."""
        values = {
            "Type": QUOTE_TYPES,
            "Confidence": CONFIDENCES,
            "Speaker": tuple(sorted(self._taken)),
        }
        lines = [f"{name}\tArg:Content, Value:{'|'.join(of)}\n" for name, of in values.items() if of]
        lines += [f"Class\tArg:Cue, Value:{'|'.join(CUE_CLASSES)}\n"]
        lines += [f"{name}\tArg:Content\n" for name in ("Negated", "Hedged", "Headline")]
        yield "annotation.conf", _HEAD + "".join(lines)
        yield "visual.conf", _VISUAL
        yield "articles.csv", _table(self._files)


def _table(files: list[tuple[str, str]]) -> str:
    to = io.StringIO(newline="")
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(("file", "doc"))
    for name, doc in files:
        shown = doc.encode("utf-8", "replace").decode()
        writer.writerow((name, f"'{shown}" if shown.startswith(RUN_BY_SPREADSHEETS) else shown))
    return to.getvalue()
