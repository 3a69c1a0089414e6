"""Quotation marks paired on the raw text, block by block, in time linear in the text.

Pairs “ ” „ “ « » ‹ › ‘ ’ " ' and the typewriter pairs `` '' and '' ''.  Apostrophes (don't, the boys' toys, '90s) and
inches (6'2") are left alone; a quotation may run over several blocks, with or without a repeated opening mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .markroles import MARK, Family, Mark, family_of, marks_of

# So many quotations may stand open inside one another; news has three at most, and more are a list of opening marks.
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch within quotation marks in one block.

    ``start``/``end`` include the marks, ``inner_start``/``inner_end`` do not.  ``depth`` is 0 for the outermost.
    ``closed`` is False where no closing mark was found; such a stretch reaches to the end of its block.
    ``continues`` is the index of the quotation of an earlier block which this one goes on with.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    block: int
    closed: bool = True
    continues: int | None = None
    continued: bool = False


def pair(text: str, blocks: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Quotations of all ``blocks`` (half-open offsets, in order), ordered by start; unclosed ones are among them."""
    marks = [marks_of(text, *block, _begins_alike(text, blocks[n : n + 2])) for n, block in enumerate(blocks)]
    following = _first_marks(marks, text, blocks)
    found: list[Quotation] = []
    pending: int | None = None
    for number, (start, end) in enumerate(blocks):
        sure = len(found)
        after, deep = _pair_block(text, (start, end), number, marks[number], found, pending, following, deep=True)
        if deep and not all(one.closed or one.continued for one in found[sure:]):
            del found[sure:]
            after, _ = _pair_block(text, (start, end), number, marks[number], found, pending, following, deep=False)
        pending = after
    return _in_order(found)


def _in_order(found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations by their start, with depth, ``continues`` and ``continued`` as things stand in the end.

    What was open around a quotation when it began, or what went on with it, may have been given up since.
    """
    order = sorted(range(len(found)), key=lambda i: (found[i].start, -found[i].end))
    place = {old: new for new, old in enumerate(order)}
    gone_on = {one.continues for one in found}
    result: list[Quotation] = []
    ends: list[int] = []
    for old in order:
        one = found[old]
        while ends and ends[-1] <= one.start:
            ends.pop()
        continues = None if one.continues is None else place[one.continues]
        continued = one.continued and old in gone_on
        if (one.depth, one.continues, one.continued) != (len(ends), continues, continued):
            one = replace(one, depth=len(ends), continues=continues, continued=continued)
        result.append(one)
        ends.append(one.end)
    return result


def _pair_block(
    text: str,
    block: tuple[int, int],
    number: int,
    marks: list[Mark],
    found: list[Quotation],
    pending: int | None,
    following: list[tuple[Family, bool] | None],
    deep: bool,
) -> tuple[int | None, bool]:
    """Pair one block's marks; returns the index of the quotation that the next block goes on with, if any.

    The same mark opening twice is a closing one forgotten, unless ``deep`` is set and it opens within another family's:
    “She said ‘he said “no” to me’ again.”, or is one that can only open: “What he calls “hell” is home.”  Returns, too,
    whether that came up.
    """
    start, end = block
    deeper = False
    stack: list[tuple[Mark, int | None]] = []
    if pending is not None and not (marks and marks[0].start == start and marks[0].role != "close"):
        # The last block's quotation goes on here without a mark of its own.
        stack.append((Mark(start, start, _family_of(text, found[pending]), "open"), pending))
        pending = None
    for mark in marks:
        level = _closes(stack, mark)
        if level is not None:
            _give_up(text, stack, level + 1, mark.start, number, found)
            opening, continues = stack[level]
            found.append(
                Quotation(opening.start, mark.end, opening.end, mark.start, level, number, continues=continues)
            )
            del stack[level:]
        elif mark.role != "close":
            same = [i for i, (m, _) in enumerate(stack) if m.family == mark.family and m.family != "guillemet"]
            other = bool(stack) and (stack[-1][0].family != mark.family or text[mark.start] == "“")
            if deep and same and other and mark.role == "open":
                same, deeper = [], True
            if same or len(stack) == DEEPEST:
                _give_up(text, stack, same[0] if same else 0, mark.start, number, found)
            stack.append((mark, pending if mark.start == start else None))
            pending = None
    return _leave_open(stack, end, number, following[number], found), deeper


def _leave_open(
    stack: list[tuple[Mark, int | None]],
    end: int,
    number: int,
    following: tuple[Family, bool] | None,
    found: list[Quotation],
) -> int | None:
    """End with its block what it leaves open; returns the index of the one that the next block goes on with, if any."""
    pending = None
    goes_on = bool(stack) and following == (stack[0][0].family, True)
    for level, (opening, continues) in enumerate(stack):
        if level == 0 and goes_on:
            pending = len(found)
            found.append(replace(_unclosed(opening, end, level, number, continues), continued=True))
        elif opening.family != "single":
            found.append(_unclosed(opening, end, level, number, continues))
    return pending


def _give_up(
    text: str, stack: list[tuple[Mark, int | None]], level: int, end: int, block: int, found: list[Quotation]
) -> None:
    """Take everything from ``level`` up off the stack as unclosed; a lone single mark was an apostrophe."""
    while level < len(stack) and end > stack[-1][0].end and text[end - 1].isspace():
        end -= 1
    for depth in range(level, len(stack)):
        opening, continues = stack[depth]
        if opening.family != "single":
            found.append(_unclosed(opening, end, depth, block, continues))
    del stack[level:]


def _unclosed(opening: Mark, end: int, depth: int, block: int, continues: int | None) -> Quotation:
    return Quotation(opening.start, end, opening.end, end, depth, block, closed=False, continues=continues)


def _family_of(text: str, quotation: Quotation) -> Family:
    first = MARK.match(text, quotation.start)
    return family_of(first.group()) if first else "double"


def _closes(stack: list[tuple[Mark, int | None]], mark: Mark) -> int | None:
    """The level of the stack that ``mark`` closes, or None where it opens or is to be ignored."""
    if mark.role == "open":
        return None
    for level in range(len(stack) - 1, -1, -1):
        if stack[level][0].family == mark.family:
            return level
        if stack[level][0].family != "single":
            return None  # a mark inside does not close one outside another that is still open
    return None


def _first_marks(
    marks: list[list[Mark]], text: str, blocks: Sequence[tuple[int, int]]
) -> list[tuple[Family, bool] | None]:
    """For each block, whether a quotation left open there goes on in the next.

    It does when the next block begins with an opening mark of the same family (the convention for quotations of several
    paragraphs), or when the first mark met in the next two blocks is a closing one.
    """
    result: list[tuple[Family, bool] | None] = [None] * len(marks)
    for number in range(len(marks) - 1):
        for ahead in (number + 1, number + 2):
            if ahead >= len(marks):
                break
            outer = [m for m in marks[ahead][:2] if m.family != "single"] or marks[ahead][:1]
            if outer:
                mark = outer[0]
                at_start = ahead == number + 1 and mark.start == blocks[ahead][0] and mark.role != "close"
                result[number] = (mark.family, at_start or mark.role == "close")
                break
    return result


def _begins_alike(text: str, blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether two blocks both begin with a single mark, as paragraphs do that go on with one quotation."""
    firsts = {text[start] for start, end in blocks if end > start}
    return len(blocks) == 2 and len(firsts) == 1 and firsts < {"'", "‘"}
