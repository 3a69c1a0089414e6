"""Findings to attributions: pieces under one cue made one, rivals settled, quotations nobody claimed handed on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from .attributors import Finding
from .content import length, overlap, quoted_share
from .cues import ATTITUDES, CLAUSAL
from .page import Offsets, Page, usable

# Two findings are rivals for one statement when they share this part of the shorter and of the longer content.
_RIVAL = 0.5

# A cue clause that follows a quotation ("A," he said.) may be this long, in characters, before "B." goes on.
_CLAUSE = 160


@dataclass(frozen=True, slots=True)
class Merged:
    """A finding with the index of the merged finding whose content it stands inside, if any."""

    finding: Finding
    nested_in: int | None


def merge(findings: Sequence[Finding], page: Page) -> list[Finding]:
    """One finding a statement, its pieces joined."""
    return _go_on(_without_rivals(findings, page), page)


_NOBODY = frozenset({
    "i", "we", "you", "who", "which", "that", "it", "this", "one", "what", "everyone", "everybody", "nobody",
    "no", "anyone", "people", "someone",
})  # fmt: skip

# In these a quoted word or two is often the outer source's own: "try ‘soft power’".
_FRAGMENTS = frozenset({"object", "infinitive"})

NESTED_LEAST = 0.45
"""Least confidence of a nested finding without a clause: inside a statement, "calls for" is mostly its own source's."""


def nest(findings: Sequence[Finding], page: Page) -> list[Merged]:
    """The findings in order, with what is nested in what; nested ones that tell of no other source are left out."""
    ordered = sorted(findings, key=lambda f: (f.content[0], f.cue or f.content[0]))
    outer = _outer(ordered)
    kept = [i for i in range(len(ordered)) if outer[i] is None or _worth_nesting(ordered[i], page)]
    place = {old: new for new, old in enumerate(kept)}
    return [Merged(ordered[i], _kept_outer(i, outer, place)) for i in kept]


def outermost(findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose cue stands in no other's content."""
    return [one for one, around in zip(findings, _outer(findings), strict=True) if around is None]


def _worth_nesting(finding: Finding, page: Page) -> bool:
    """Whether a finding inside another's content says something of a third party."""
    if finding.source is None:
        return False
    words = page.text[slice(*finding.source)].lower().split()
    if not words or words[0] in _NOBODY or words[-1] in ("who", "whom", "which"):
        return False
    if finding.frame in CLAUSAL:
        return True
    if finding.confidence < NESTED_LEAST or finding.cls in ATTITUDES:
        return False
    return finding.frame not in _FRAGMENTS or quoted_share(page, finding.content) < 1 / 3


def _kept_outer(index: int, outer: Sequence[int | None], place: dict[int, int]) -> int | None:
    """The nearest outer finding that was kept."""
    around = outer[index]
    while around is not None and around not in place:
        around = outer[around]
    return None if around is None else place[around]


def _without_rivals(findings: Sequence[Finding], page: Page) -> list[Finding]:
    """Of findings with one cue, or with nearly one content, the best."""
    order = sorted(findings, key=lambda f: -f.confidence)
    kept: list[Finding] = []
    by_sentence: dict[int, list[Finding]] = {}
    for finding in order:
        places = _sentences(finding, page)
        if any(_rivals(finding, other) for place in places for other in by_sentence.get(place, ())):
            continue
        kept.append(finding)
        for place in places:
            by_sentence.setdefault(place, []).append(finding)
    return kept


def _sentences(finding: Finding, page: Page) -> set[int]:
    """The sentences of the cue and of the first words of each part: rivals for a long quotation may stand far apart."""
    return {finding.sentence, *(page.sentence_at(start).index for start, _ in finding.content)}


def _rivals(one: Finding, other: Finding) -> bool:
    if one.cue is not None and one.cue == other.cue:
        return True
    if one.source != other.source and (_around(one, other) or _around(other, one)):
        return False  # A says that B says: two statements, one in the other
    shared = overlap(one.content, other.content)
    return shared > 0 and shared >= _RIVAL * max(length(one.content), length(other.content))


def _around(outer: Finding, inner: Finding) -> bool:
    """Whether cue and source of one finding stand in the content of another."""
    if inner.cue is None or inner.source is None:
        return False
    return all(any(s <= a and b <= e for s, e in outer.content) for a, b in (inner.cue, inner.source))


def _go_on(findings: list[Finding], page: Page) -> list[Finding]:
    """Add to "A," he said. the quotation "B." that follows in the same block."""
    result = list(findings)
    taken = {
        index
        for finding in findings
        for span in finding.content
        if not _speaks_within(finding, span, page)
        for index in page.all_over(*span)
    }
    outermost = [index for index, quotation in enumerate(page.quotations) if quotation.depth == 0]
    starts = [page.starts[index] for index in outermost]
    for at, finding in enumerate(result):
        if finding.cue is None or finding.source is None:
            continue
        end = max(finding.content[-1][1], finding.cue[1], finding.source[1])
        if finding.content[-1][1] >= end or not _ends_quoted(finding, page):
            continue
        at_quote = bisect_left(starts, end)
        while at_quote < len(starts):
            index = outermost[at_quote]
            quotation = page.quotations[index]
            gap = page.text[end : quotation.start]
            if quotation.start - end > _CLAUSE or "\n" in gap:
                break
            if not _gap_closes(_MARKS.sub("", gap)):
                if len(page.text[quotation.start : quotation.end].split()) > _TITLE or not usable(quotation):
                    break
                at_quote += 1  # the name of a programme: "A," he said on "Meet the Press." "B."
                continue
            if index in taken or not usable(quotation):
                break
            parts = page.parts(index)
            finding = replace(finding, content=(*finding.content, *parts))
            taken.update(over for part in parts for over in page.all_over(*part))
            end = parts[-1][1]
            at_quote = bisect_left(starts, end)
            if at_quote < len(starts) and page.text[end : starts[at_quote]].strip():
                break
        result[at] = finding
    return result


# A quotation in the cue's own clause, a name or a term, has no more words.
_TITLE = 6

_MARKS = re.compile("[\"“”]|''|``")
_JOINT = re.compile(r"\s*(?:[.,:;—–-]\s*)?(?:(?:but|and|or|yet|then|adding|before adding)[,:]?\s*)?")
_REST = re.compile(r"(?:[^.!?]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|[A-Z])\.)*[.,:]\s*(?:(?:But|And|So|Or|Yet) )?")


def _gap_closes(gap: str) -> bool:
    """Whether between cue and next quotation only the cue clause's rest stands: one full stop at most, at its end."""
    return bool(_JOINT.fullmatch(gap) or _REST.fullmatch(gap))


def _speaks_within(finding: Finding, span: Offsets, page: Page) -> bool:
    """Whether the cue stands in the same quotation as this part of its content: it does not claim that one."""
    if finding.cue is None:
        return False
    around = page.innermost(finding.cue[0])
    return around is not None and page.quotations[around].start <= span[0] < page.quotations[around].end


def _ends_quoted(finding: Finding, page: Page) -> bool:
    start, end = finding.content[-1]
    return any(
        page.quotations[i].depth == 0 and page.quotations[i].end >= end - 1 for i in page.quotations_over(start, end)
    )


def _outer(findings: Sequence[Finding]) -> list[int | None]:
    """For each finding the smallest longer one that has its cue (without a cue its first part) inside its content."""
    sizes = [(length(finding.content), index) for index, finding in enumerate(findings)]
    places = [finding.cue or finding.content[0] for finding in findings]
    spans = sorted((start, end, index) for index, finding in enumerate(findings) for start, end in finding.content)
    outer: list[int | None] = [None] * len(findings)
    begun = 0
    around: list[tuple[tuple[int, int], int]] = []  # a heap of the spans begun: size and index of the finding, end
    for index in sorted(range(len(findings)), key=lambda i: places[i][0]):
        start, end = places[index]
        while begun < len(spans) and spans[begun][0] <= start:
            heappush(around, (sizes[spans[begun][2]], spans[begun][1]))
            begun += 1
        aside = []
        while around and (around[0][1] < end or around[0][0] <= sizes[index]):
            passed = heappop(around)
            if passed[1] > start:  # else it has ended for all that follow, too
                aside.append(passed)
        outer[index] = around[0][0][1] if around else None
        for passed in aside:
            heappush(around, passed)
    return outer
