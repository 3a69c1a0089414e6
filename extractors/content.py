"""The extent of a content: from the tokens a parse gives to spans that respect the quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from .page import Offsets, Page, Sentence, join
from .syntax import spans_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def settle(page: Page, sentence: Sentence, ids: Iterable[int], cue: Offsets) -> tuple[Offsets, ...]:
    """Spans of the tokens ``ids`` of a parsed sentence, widened to whole quotations and cut at the cue's own.

    A cue inside a quotation speaks of what is inside, so its content ends where the quotation does; a quotation one
    level deeper that the content touches belongs to it whole, also where it runs over further sentences and blocks.
    """
    spans = spans_of(sentence.words, ids, sentence.start)
    around = page.innermost(cue[0])
    depth = 0
    if around is not None:
        home = page.quotations[around]
        depth = home.depth + 1
        spans = [(max(s, home.inner_start), min(e, home.inner_end)) for s, e in spans]
        spans = [(s, e) for s, e in spans if e > s]
    over = [page.quotations_over(start, end) for start, end in spans]
    if any(over):
        whole = join(_widened(page, spans, over, cue, depth))
        spans = [_closed_by_mark(page, span, cue, depth) for span in _without(whole, cue)]
    else:
        spans = _without(spans, cue)
    tidied = [tidy(page.text, span, whole=_goes_on(page, span[1])) for span in spans]
    return tuple([span for span in tidied if span[1] > span[0]])


def _widened(
    page: Page, spans: Iterable[Offsets], over: Iterable[list[int]], cue: Offsets, depth: int
) -> Iterator[Offsets]:
    """The spans with the whole quotations of one depth that they touch, but for those that the cue stands in."""
    for span, indices in zip(spans, over, strict=True):
        for index in indices:
            quotation = page.quotations[index]
            if quotation.depth == depth and not quotation.start <= cue[0] < quotation.end:
                yield from page.parts(page.first_part(index))
        yield span


def _goes_on(page: Page, end: int) -> bool:
    """Whether a quotation's paragraph ends here and the next one goes on with it."""
    if not page.goes_on:
        return False
    return any(page.quotations[i].continued and page.quotations[i].end == end for i in page.all_over(end - 1, end))


def _closed_by_mark(page: Page, span: Offsets, cue: Offsets, depth: int) -> Offsets:
    """End a span before the cue at a closing mark after a comma, a question or an exclamation: "Is it?" Tulsa said."""
    start, end = span
    if end > cue[0]:
        return _closed_behind(page, span, depth) if start > cue[0] else span
    over = [page.quotations[i] for i in page.quotations_over(start, end)]
    last = max((q for q in over if q.depth == depth and q.end <= end), key=lambda q: q.end, default=None)
    if last is None or last.inner_end <= start or page.text[last.inner_end - 1] not in ",?!—-–":
        return span
    # What a colon leads up to stands by itself: He turned to the budget: "It is too small," he said.
    lead = page.text[start : last.start]
    introduced = lead.rstrip().endswith(":") and len(page.text[last.end : cue[0]].split()) < 6
    introduced = introduced or (len(over) == 1 and lead.rstrip(" ").endswith((" -", " –", " —", " --", "—")))
    return (last.start if introduced else start), last.end


def _closed_behind(page: Page, span: Offsets, depth: int) -> Offsets:
    """End a span that begins with a quotation where that ends with a comma or stop: what follows is the writer's."""
    start, end = span
    over = [q for q in (page.quotations[i] for i in page.quotations_over(start, end)) if q.depth == depth]
    if len(over) != 1 or over[0].start != start or over[0].end >= end:
        return span
    dashed = page.text[over[0].end : end].startswith((" - ", " – ", " — ", " -- ", "—"))
    stops = (dashed or page.text[over[0].inner_end - 1] in ",.?!—–-") and words(
        page.text, [(start, over[0].end)]
    ) >= _SPEECH
    return (start, over[0].end) if stops else span


def _without(spans: list[Offsets], hole: Offsets) -> list[Offsets]:
    """The spans less the part that ``hole`` covers."""
    kept: list[Offsets] = []
    for start, end in spans:
        if hole[1] <= start or end <= hole[0]:
            kept.append((start, end))
        else:
            kept += [(start, hole[0]), (hole[1], end)]
    return [(start, end) for start, end in kept if end > start]


# Fewer words than these in quotation marks may be a term with a comma behind it.
_SPEECH = 4

_LOOSE_END = re.compile(r"[\s,;]+(?:and|but|or|while|as)[\s,;]*\Z")  # Pattern.search with an end: \Z is that end
_TRAILING = " \t\r\n\u00a0,;:—–-"


def tidy(text: str, span: Offsets, whole: bool = False) -> Offsets:
    """A span without white space, commas, semicolons, colons, dashes at its edges, without a lone final full stop.

    ``whole`` keeps the full stop: that of a quotation's paragraph which the next one goes on with.
    """
    start, end = span
    while start < end and text[start] in _TRAILING:
        start += 1
    loose = _LOOSE_END.search(text, max(start, end - 12), end)
    if loose is not None and loose.start() > start:
        end = loose.start()
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    if (
        not whole
        and end - start > 1
        and text[end - 1] == "."
        and text[end - 2] not in ".”\"'’"
        and not _abbreviated(text, end)
    ):
        end -= 1
    return start, end


def _abbreviated(text: str, end: int) -> bool:
    """Whether the full stop before ``end`` belongs to the word: U.S., a.m., J."""
    word = text[max(0, end - 6) : end - 1].split()
    return bool(word) and ("." in word[-1] or len(word[-1]) == 1)


def words(text: str, spans: Iterable[Offsets]) -> int:
    """Number of words in the spans."""
    return sum(len(text[start:end].split()) for start, end in spans)


def covered(inner: Iterable[Offsets], outer: tuple[Offsets, ...]) -> bool:
    """Whether every one of ``inner`` lies within one of ``outer`` (in order, disjoint)."""
    starts = [start for start, _ in outer]
    for start, end in inner:
        at = bisect_left(starts, start + 1) - 1
        if at < 0 or outer[at][1] < end:
            return False
    return True


def overlap(one: Sequence[Offsets], other: Sequence[Offsets]) -> int:
    """Characters shared by two lists of spans, each in order and disjoint."""
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return shared


def length(spans: Iterable[Offsets]) -> int:
    """Characters in the spans."""
    return sum(end - start for start, end in spans)


def quoted_share(page: Page, content: Iterable[Offsets]) -> float:
    """The part of a content's characters that stands in quotations which lie wholly within it, 0–1."""
    total = inside = 0
    for start, end in content:
        total += end - start
        for index in page.quotations_over(start, end):
            quotation = page.quotations[index]
            if quotation.start >= start and quotation.end <= end:
                inside += quotation.end - quotation.start
    return inside / total if total else 0.0
