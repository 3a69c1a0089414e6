"""Quotations that no cue claims: neighbours of a claimed one, whole paragraphs that go on, words said elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from .attributors import Finding
from .cues import ATTITUDES
from .page import Page, usable

# An unclaimed stretch in quotation marks must have this many words to be speech and not a term.
_SPEECH_WORDS = 4

# A sentence of its own in quotation marks, or one behind a colon, is speech from this many words on.
_FEWEST = 2

# So many places where words begin as a quotation does are compared with it; a text with more is a list or a refrain.
_MOST_SAID = 100

_WORD = re.compile(r"\w+")

# What counting has not covered yet: confidence of quotations handed to the last speaker, and of repeated words.
CONTINUED, REPEATED, UNATTRIBUTED = 0.6, 0.55, 0.2


def with_leftovers(findings: list[Finding], page: Page) -> list[Finding]:
    """The findings with unclaimed quotations joined to a neighbour, or added as findings without source."""
    result = list(findings)
    taken = {index for finding in findings for index in _claims(finding, page)}
    _join_neighbours(result, taken, page)
    spoken = _spoken(result, page)
    free = [i for i, q in enumerate(page.quotations) if not q.depth and q.continues is None and usable(q)]
    turns = {page.sentences[one.sentence].block for one in findings if one.frame == "colon_turn"}
    free = [index for index in free if index not in taken and page.quotations[index].block not in turns]
    said = _said(result, {key for index in free if (key := _key(_inner(page, index)))}, page)
    for index in free:
        quotation = page.quotations[index]
        inner = _inner(page, index)
        if index in taken or len(_plain(inner)) < _FEWEST:
            continue
        parts = tuple(page.parts(index))
        sentence = page.sentence_at(quotation.start)
        block = page.blocks[sentence.block]
        if _fills(page, parts, sentence.block):
            before = _spoken_before(page, block.start, spoken, 1)
        else:
            whole = _is_sentences(page, quotation.start, quotation.end)
            before = _spoken_before(page, sentence.start, spoken, 0) if whole else None
        if before is not None and _key(inner):
            finding = replace(_sourceless("continuation", sentence.index, parts, CONTINUED), who=before.who)
        else:
            same = _saying(inner, said)
            if same is not None and same.source is not None:
                finding = replace(_sourceless("repeat", sentence.index, parts, REPEATED), repeats=same.source)
            elif _is_sentences(page, quotation.start, quotation.end) or _led_up_to(page, quotation.start):
                finding = _sourceless("unattributed", sentence.index, parts, UNATTRIBUTED)
            else:
                continue
        result.append(finding)
        taken.update(_claims(finding, page))
        spoken.update(dict.fromkeys(_sentences(finding, page), finding))
    return result


def _inner(page: Page, index: int) -> str:
    return page.text[page.quotations[index].inner_start : page.quotations[index].inner_end]


def _claims(finding: Finding, page: Page) -> Iterator[int]:
    """The quotations that a finding's content or source touches, but for those that its cue stands in as well."""
    for start, end in (*finding.content, *([finding.source] if finding.source else [])):
        for index in page.quotations_over(start, end):
            quotation = page.quotations[index]
            if finding.cue is None or not quotation.start <= finding.cue[0] < quotation.end:
                yield index


def _join_neighbours(findings: list[Finding], taken: set[int], page: Page) -> None:
    """Join “A.” “B,” he said.: a quotation with nothing but white space between it and a claimed one."""
    for at, finding in enumerate(findings):
        if finding.cue is None:
            continue
        _take_half(findings, at, taken, page)
        finding = findings[at]
        first = finding.content[0]
        index = next((i for i in page.quotations_over(*first) if page.quotations[i].start == first[0]), None)
        if not index or page.quotations[index].depth:
            continue
        before = page.outermost(index - 1)
        if before in taken or not usable(page.quotations[before]):
            continue
        gap = page.text[page.quotations[before].end : first[0]]
        if not gap.strip() and "\n" not in gap and page.quotations[before].closed:
            span = (page.quotations[before].start, page.quotations[before].end)
            findings[at] = replace(finding, content=(span, *finding.content))
            taken.update(_claims(findings[at], page))


def _take_half(findings: list[Finding], at: int, taken: set[int], page: Page) -> None:
    """Give the first half of “If they come,” Brown said, “we will talk.” to the cue that has only the second."""
    finding = findings[at]
    if finding.cue is None or finding.source is None:
        return
    start = min(finding.cue[0], finding.source[0])
    if finding.content[0][0] < start or not page.quotations_over(*finding.content[0]):
        return
    for index in page.quotations_over(max(0, start - 3), start):
        quotation = page.quotations[index]
        if quotation.depth or index in taken or quotation.end > start or page.text[quotation.end : start].strip():
            continue
        if quotation.closed and page.text[quotation.inner_end - 1] in ",?!—–-":
            span = (quotation.start, quotation.end)
            findings[at] = replace(finding, content=(span, *finding.content))
            taken.update(_claims(findings[at], page))


def _fills(page: Page, parts: Sequence[tuple[int, int]], block: int) -> bool:
    """Whether the quotation is all of its block."""
    place = page.blocks[block]
    return parts[0][0] - place.start <= 1 and place.end - parts[0][1] <= 1 and place.kind == "paragraph"


def _is_sentences(page: Page, start: int, end: int) -> bool:
    """Whether a quotation begins and ends where sentences do."""
    first, last = page.sentence_at(start), page.sentence_at(end - 1)
    return (
        start - first.start <= 1
        and last.end - end <= 1
        and page.text[end - 2 : end].strip("\"'”’»") in (".", "!", "?", "…")
    )


def _spoken(findings: Iterable[Finding], page: Page) -> dict[int, Finding]:
    """The sentences that tell what somebody said, attitudes aside, or go on with it, and the last such statement."""
    told: dict[int, Finding] = {}
    for finding in sorted(findings, key=lambda one: one.cue or one.content[0]):
        if finding.source is not None and finding.cls not in ATTITUDES:
            told.update(dict.fromkeys(_sentences(finding, page), finding))
    return told


def _sentences(finding: Finding, page: Page) -> Iterator[int]:
    """The sentence of the cue, and those of the content's last part."""
    start, end = finding.content[-1]
    yield finding.sentence
    yield from range(bisect_left(page.sentence_starts, start), bisect_left(page.sentence_starts, end))


def _spoken_before(page: Page, start: int, spoken: dict[int, Finding], blocks: int) -> Finding | None:
    """What somebody said in the sentence before ``start``, so many blocks back at most."""
    here = page.sentence_at(start)
    if here.index == 0:
        return None
    before = page.sentences[here.index - 1]
    return spoken.get(before.index) if here.block - before.block <= blocks else None


def _led_up_to(page: Page, start: int) -> bool:
    """Whether a colon stands before a quotation."""
    return page.text[max(0, start - 3) : start].rstrip().endswith(":")


def _key(words: str) -> str:
    """The first words of a quotation by which it is looked up; empty for one too short to be speech."""
    first = [match.group().lower() for match in islice(_WORD.finditer(words), _SPEECH_WORDS)]
    return " ".join(first) if len(first) == _SPEECH_WORDS else ""


def _plain(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _said(findings: Iterable[Finding], keys: set[str], page: Page) -> dict[str, list[tuple[Finding, str]]]:
    """For each key the findings in whose content its words stand in a row, with the words of that part."""
    said: dict[str, list[tuple[Finding, str]]] = {key: [] for key in keys}
    for finding in findings if keys else ():
        for start, end in finding.content:
            words = _plain(page.text[start:end])
            runs = (" ".join(words[at : at + _SPEECH_WORDS]) for at in range(len(words) - _SPEECH_WORDS + 1))
            for key in {run for run in runs if run in said}:
                if len(said[key]) < _MOST_SAID:
                    said[key].append((finding, f" {' '.join(words)} "))
    return said


def _saying(words: str, said: dict[str, list[tuple[Finding, str]]]) -> Finding | None:
    """The first finding in whose content the words stand, marks and case aside."""
    wanted = f" {' '.join(_plain(words))} "
    return next((finding for finding, text in said.get(_key(words), ()) if wanted in text), None)


def _sourceless(rule: str, sentence: int, content: tuple[tuple[int, int], ...], confidence: float) -> Finding:
    return Finding(
        rule=rule, sentence=sentence, lemma="", frame=rule, cue=None, who=None, content=content,
        confidence=confidence,
    )  # fmt: skip
