"""What each quotation mark may do where it stands: open, close, either; or nothing, as an apostrophe or for inches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close", "either"]
Family = Literal["double", "single", "guillemet"]

MARK = re.compile(r"``|''|[“”„‟\"«»‹›‘’‚'＂]")
_MARKS = "“”„‟\"«»‹›‘’‚'＂`"

# Words that begin with an apostrophe in ordinary English spelling; '90s is told by its digits.
_ELISIONS = re.compile(
    r"(?:em|til|till|cause|tis|twas|twere|bout|round|neath|n|nuff|ere|kay|sup|cuz|fraid|\d\ds?)\b", re.I
)

# A single mark that closes must come within this many characters of the one that opens; a longer stretch
# between two single marks in news text is two apostrophes far oftener than a quotation.
SINGLE_REACH = 2_000

# A block with more marks than this, one in every four characters, is ornament or data: no mark in it counts.
_ORNAMENT, _DENSE = 1_000, 4


@dataclass(slots=True)
class Mark:
    """A mark with its place, the family it pairs within, and its role."""

    start: int
    end: int
    family: Family
    role: Role


def marks_of(text: str, start: int, end: int, goes_on: bool) -> list[Mark]:
    """The marks of a block that may open or close a quotation, apostrophes and inches left out.

    ``goes_on`` says that the next block begins with the same single mark as this one.
    """
    if _is_ornament(text, start, end):
        return []
    closers = [match.start() for match in _SINGLE_CLOSE.finditer(text, start, end)]
    found: list[Mark] = []
    german = german_single = False  # inside „ … the mark “ closes, inside ‚ … the mark ‘
    doubles_open = False
    last_single = -SINGLE_REACH
    for match in MARK.finditer(text, start, end):
        mark, at, to = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        after = text[to] if to < end else " "
        family = family_of(mark)
        role = _role(mark, before, after, german)
        if family == "single":
            if before == '"' and found and found[-1].end == at and found[-1].role == "open":
                before = " "  # "'Yes,' he said," she said
            single = _single_role(text, mark, at, closers, before, after, at - last_single)
            if at == start and goes_on and not _ELISIONS.match(text, to):
                single = "open"
            if mark == "‚" or (mark == "‘" and german_single):
                single, german_single = ("open", True) if mark == "‚" else ("close", False)
            if single is None:
                continue
            role = single
            if role == "open":
                last_single = at
        elif mark in ('"', "''") and before.isdigit() and not doubles_open and role != "open":
            continue  # inches, seconds
        if mark == "„":
            german = True
        elif german and role == "close":
            german = False
        if family == "double":
            doubles_open = role == "open" or (role == "either" and not doubles_open)
        found.append(Mark(at, to, family, role))
    return _drop_possessives(found, text)


def _is_ornament(text: str, start: int, end: int) -> bool:
    if end - start <= _ORNAMENT:
        return False
    total = sum(text.count(mark, start, end) for mark in _MARKS)
    return total > _ORNAMENT and total * _DENSE > end - start


def _role(mark: str, before: str, after: str, german: bool) -> Role:
    if mark == "“":
        typo = (before in ".,!?…" or before.isalnum()) and (after.isspace() or after in ".,;:!?)")
        return "close" if german or typo else "open"
    if mark == "”" and before.isspace() and after.isalnum():
        return "open"  # typed the wrong way round, as the other above
    if mark in ("„", "«", "‘", "‚", "‹", "``", "‟"):
        return "open"
    if mark in ("”", "»", "’", "›"):
        return "close"
    opens = (before.isspace() or before in "([{—–-―/‘“'") and not after.isspace()
    closes = not before.isspace() and not (after.isalnum() or after in "([{$")
    if opens and not closes:
        return "open"
    return "close" if closes and not opens else "either"


def _single_role(
    text: str, mark: str, at: int, closers: Sequence[int], before: str, after: str, gap: int
) -> Role | None:
    """Open, close or None for an apostrophe; ``gap`` is the distance to the last opening single mark.

    ``closers`` are the places of the block's single marks that may close.
    """
    if mark in "‚‹":
        return "open"
    if mark == "›":
        return "close"
    if before.isalnum() and after.isalnum():
        return None
    if not before.isalnum() and before not in '.,!?;:…)]%”"’' and (after.isalnum() or after in '[$“"(…'):
        if _ELISIONS.match(text, at + 1) or mark == "’":
            return None
        return "open" if _may_close(closers, at + 1) else None
    if mark == "‘":
        return "open" if _may_close(closers, at + 1) else None
    if not before.isspace() and not after.isalnum() and gap < SINGLE_REACH:
        return "close"
    return None


_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘'])['’](?!\w)")


def _may_close(closers: Sequence[int], start: int) -> bool:
    at = bisect_left(closers, start)
    return at < len(closers) and closers[at] < start + SINGLE_REACH


def _drop_possessives(marks: list[Mark], text: str) -> list[Mark]:
    """Leave out a closing single mark after an s (the boys' toys) where a better one follows before an opening."""
    kept: list[Mark] = []
    for index, mark in enumerate(marks):
        if mark.family == "single" and mark.role == "close" and text[mark.start - 1] in "sS":
            nxt = next((m for m in marks[index + 1 : index + 6] if m.family == "single"), None)
            goes_on = re.match(r"['’] [a-z]", text[mark.start : mark.start + 3])
            if goes_on and nxt is not None and nxt.role == "close":
                continue
        kept.append(mark)
    return kept


def family_of(mark: str) -> Family:
    """The family of a mark as written: marks of one family close one another."""
    if mark in "«»":
        return "guillemet"
    return "single" if mark in ("'", "‘", "’", "‚", "‹", "›") else "double"
