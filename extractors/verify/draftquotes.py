"""Which quotations a draft has, and whose they are: what stands in quotation marks, and block quotes of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..differences import Place, words_of
from ..marks import Quotation, pair
from ..segment import Block, blocks

Row = Mapping[str, Any]

TERM = 2
"""Words of what stands in quotation marks as a term or a title, not as speech, where nobody is its source."""

BREAK = 20
"""Words that "she told reporters" in the midst of a quotation may have."""

ATTRIBUTION = 200
"""Characters of the line below a block quote that names its source."""

_NOT_READ = frozenset({"furniture", "link"})
_GOES_ON = re.compile(r"[,;–—-]\s*\Z|(?:…|\.{3})\s*\Z")
QUOTED_LINES = re.compile(r"(?:^[ \t]{0,3}>[^\n]*(?:\n|\Z))+", re.MULTILINE)
"""A block quote of Markdown."""

_QUOTED_LINE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?P<text>[^\n]*)$", re.MULTILINE)
_NAMED_BELOW = re.compile(r"(?:>[ \t]*)*(?:—|–|--?|―)[ \t]*(?P<name>[^\W\d_][^\n]*)")
_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*)(?:\s+(?:(?:de|van|von|der|den|al|bin|la|le|du)\s+)*[A-Z][\w.’'-]*){0,4}")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a draft names as the speaker; ``kind`` is as in the record of a quotation, ``by`` how it was resolved."""

    name: str
    kind: str
    role: str | None = None
    by: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """One quotation of a draft: where its words stand (marks left out), and who says it as far as the draft tells.

    ``place`` is from the first mark to the last. ``source`` is the source as written. ``term``: more likely a term or a
    title than somebody's words.
    """

    place: Place
    pieces: tuple[Place, ...]
    line: int
    words: int
    source: Place | None
    speaker: Named | None
    block: bool = False
    term: bool = False


def quotes_of(text: str, statements: Sequence[Row]) -> list[DraftQuote]:
    """The quotations of a draft in order; ``statements`` are the draft's own, as rows of ``spq quotes --all``."""
    cut = [block for block in blocks(text) if block.kind not in _NOT_READ]
    outer = [one for one in pair(text, [(block.start, block.end) for block in cut]) if one.depth == 0]
    found = list(_in_marks(text, _chains(outer), statements, cut))
    found += _block_quotes(text, outer, statements)
    return sorted(found, key=lambda one: one.place)


# ---- quotation marks


def _chains(outer: Sequence[Quotation]) -> list[list[Quotation]]:
    """Quotations, each with those of later paragraphs that go on with it; those that are never closed left out."""
    chains: list[list[Quotation]] = []
    for one in outer:
        if one.continues is not None and chains and not chains[-1][-1].closed:
            chains[-1].append(one)
        else:
            chains.append([one])
    return [chain for chain in chains if chain[-1].closed]


def _in_marks(
    text: str, chains: Sequence[list[Quotation]], statements: Sequence[Row], cut: Sequence[Block]
) -> Iterator[DraftQuote]:
    waiting: list[list[Quotation]] = []
    for chain in chains:
        if waiting and _interrupted(text, waiting[-1][-1], chain[0], statements):
            waiting.append(chain)
            continue
        if waiting:
            yield _made(text, [one for some in waiting for one in some], statements)
        waiting = [chain]
    if waiting:
        yield _made(text, [one for some in waiting for one in some], statements)


def _interrupted(text: str, one: Quotation, other: Quotation, statements: Sequence[Row]) -> bool:
    """Whether "A," he said, "B" is one quotation: neither A nor "he said" ends a sentence, and one statement has both.

    ``"A," he said. "B."`` is two, since the second need not have been said right after the first.
    """
    gap = text[one.end : other.start]
    if one.block != other.block or "\n" in gap.strip() or len(words_of(gap)) > BREAK:
        return False
    before = text[one.inner_start : one.inner_end] + ("," if gap.lstrip()[:1] == "," else "")
    if not _GOES_ON.search(before) or not _GOES_ON.search(gap):
        return False
    pieces = [(piece["start"], piece["end"]) for row in statements for piece in row["content"]]
    owners = [
        [row["id"] for row in statements if any(_over(_place(piece), (q.start, q.end)) for piece in row["content"])]
        for q in (one, other)
    ]
    return not pieces or bool(set(owners[0]) & set(owners[1]))


def _made(text: str, parts: Sequence[Quotation], statements: Sequence[Row]) -> DraftQuote:
    place = parts[0].start, parts[-1].end
    every = [(one.inner_start, one.inner_end) for one in parts]
    pieces = tuple(one for one in every if one[0] < one[1]) or tuple(every[:1])
    row = _statement_over(place, statements)
    count = sum(len(words_of(text, *piece)) for piece in pieces)
    source, speaker = _who(row)
    bare = row is None or (row["source"] is None and row["speaker"] is None)
    term = bare and (count <= TERM or _is_title(text, pieces))
    return DraftQuote(place, pieces, _line(text, place[0]), count, source, speaker, term=term)


def _statement_over(place: Place, statements: Sequence[Row]) -> Row | None:
    """The smallest statement that has a quotation among its words; of what stands inside it, none."""
    over = [
        (sum(piece["end"] - piece["start"] for piece in row["content"]), number)
        for number, row in enumerate(statements)
        if sum(_shared(_place(piece), place) for piece in row["content"]) * 2 > _inside(row, place)
    ]
    return statements[min(over)[1]] if over else None


def _inside(row: Row, place: Place) -> int:
    """Characters of a quotation, less those of what interrupts it there."""
    cut = sum(_shared(_place(row[name]), place) for name in ("source", "cue") if row[name])
    return max(1, place[1] - place[0] - cut)


def _is_title(text: str, pieces: Iterable[Place]) -> bool:
    """The Old Man and the Sea: all words that carry something have a capital."""
    words = [text[word.start : word.end] for piece in pieces for word in words_of(text, *piece)]
    return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words) and len(words) < 10


def _who(row: Row | None) -> tuple[Place | None, Named | None]:
    if row is None:
        return None, None
    source = _place(row["source"]) if row["source"] else None
    who = row["speaker"]
    if who is None:
        return source, None
    return source, Named(who["name"], who["kind"], who["role"], who["by"], row["confidence"])


# ---- block quotes


def _block_quotes(text: str, outer: Sequence[Quotation], statements: Sequence[Row]) -> Iterator[DraftQuote]:
    """Block quotes that have no quotation marks of their own around what is said."""
    for found in QUOTED_LINES.finditer(text):
        lines = [(line.start("text"), line.end("text")) for line in _QUOTED_LINE.finditer(text, *found.span())]
        lines = [(start, end) for start, end in lines if text[start:end].strip()]
        named = None
        if len(lines) > 1 and (named := _NAMED_BELOW.fullmatch(text[slice(*lines[-1])].strip())):
            lines.pop()
        if not lines or _marked(text, lines, outer):
            continue
        place = lines[0][0], lines[-1][1]
        if named is None:
            below = text[found.end() : found.end() + ATTRIBUTION].lstrip("\n").split("\n", 1)[0]
            named = _NAMED_BELOW.fullmatch(below.strip())
        source, speaker = _who_of_block(text, place, named, statements)
        count = sum(len(words_of(text, *line)) for line in lines)
        yield DraftQuote(place, tuple(lines), _line(text, place[0]), count, source, speaker, block=True)


def _marked(text: str, lines: Sequence[Place], outer: Sequence[Quotation]) -> bool:
    """Whether quotation marks in a block quote already tell what is said: they are its first sign, or hold a clause."""
    first = text[slice(*lines[0])].lstrip(" *_")[:1]
    within = [one for one in outer if lines[0][0] <= one.start and one.end <= lines[-1][1]]
    long = any(len(words_of(text, one.inner_start, one.inner_end)) > 2 * TERM for one in within)
    return long or (bool(within) and first in "“\"„«‘'")


def _who_of_block(
    text: str, place: Place, named: re.Match[str] | None, statements: Sequence[Row]
) -> tuple[Place | None, Named | None]:
    """The name in the line below a block quote, else the source of the statement it is, or that ends in a colon."""
    if named is not None and (name := _NAME.match(named["name"])):
        return None, Named(name[0], "person", by="name")
    row = _statement_over(place, statements)
    if row is not None:
        return _who(row)
    before = text[: place[0]].rstrip("> \t\n")
    if before.endswith(":"):
        start = before.rfind("\n") + 1
        led = [row for row in statements if row["source"] and start <= row["source"]["start"] < place[0]]
        if led:
            return _who(led[-1])
    return None, None


# ---- places


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _place(span: Row) -> Place:
    return span["start"], span["end"]


def _over(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _shared(one: Place, other: Place) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
