"""The author's own claims: sentences that nobody is the source of and that a record could settle; and corrections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..page import Offsets, Page, Sentence
from .modality import modality
from .outline import Outline

LEAST_WORDS = 4
"""Of a sentence that claims something by itself; shorter ones are headings and exclamations."""


def own_sentences(
    page: Page, outlines: Mapping[int, Outline], taken: set[int], particular: set[int]
) -> Iterator[Sentence]:
    """Sentences that claim something checkable and are not ``taken`` by a statement.

    ``particular`` are those with a figure or a date; of the others only such count that compare, tell of an event that
    is on record, or of a cause. Questions, definitions, what I or you do, and sentences without a clause are out.
    """
    for sentence in page.sentences:
        outline = outlines.get(sentence.index)
        if outline is None or sentence.kind != "paragraph" or sentence.index in taken:
            continue
        if not outline.finite or outline.asks or outline.defines or outline.personal:
            continue
        if page.innermost(sentence.start) is not None and page.innermost(sentence.end - 2) is not None:
            continue  # somebody's words, whoever they are
        told = sentence.index in particular or outline.events or outline.compares or outline.causes
        if told and len(page.text[sentence.start : sentence.end].split()) >= LEAST_WORDS:
            yield sentence


# ---- corrections

_LABEL = re.compile(
    r"(?:\*\*|__)?(?:(?:Corrections?|Clarifications?|Editor['’]s note|Update)\b[^:.\n]{0,60}:\s*)?", re.I
)
_CORRECTS = re.compile(
    r"\b(?:version|corrected|correction|incorrectly|misstated|misspelled|misspelt|wrongly|mistakenly|erroneously|"
    r"misidentified|inaccurately)\b",
    re.I,
)
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
ALIKE = 0.3
"""Share of a correction's words, the rare ones counting most, that the sentence it puts right has at least.

Set by hand; the development articles have seven corrections only, too few to choose by. Of these three get the right
sentence, one none, and three, whose wrong words are no longer in the article, a sentence on the same matter. At .2
the fourth is right, too; no threshold keeps the others out, as they share up to two thirds of the words.
"""


def corrections(page: Page) -> Iterator[Offsets]:
    """What the article's notes of correction say, without their label."""
    for block in page.blocks:
        if block.kind != "correction":
            continue
        label = _LABEL.match(page.text, block.start, block.end)
        start = block.start if label is None else label.end()
        words = len(page.text[start : block.end].split())
        if words >= LEAST_WORDS and _CORRECTS.search(page.text, start, block.end):
            yield start, block.end


def corrected(page: Page, places: Sequence[Offsets]) -> list[Offsets | None]:
    """For each correction the sentence that it puts right, or None where none or two are as like it."""
    if not places:
        return []
    sentences = [(one.start, one.end) for one in page.sentences if one.kind == "paragraph"]
    words = [_words(page.text[start:end]) for start, end in sentences]
    common = Counter(word for one in words for word in one)
    linked = [_corrected(_words(page.text[slice(*one)]), sentences, words, common) for one in places[:MOST_LINKED]]
    return [*linked, *(None for _ in places[MOST_LINKED:])]


MOST_LINKED = 20
"""Corrections of one article that are looked for in it: each is compared with every sentence."""


def _corrected(
    wanted: set[str], sentences: Sequence[Offsets], words: Sequence[set[str]], common: Mapping[str, int]
) -> Offsets | None:
    weight = {word: 1 / (1 + common[word]) * (2 if word[0].isdigit() else 1) for word in wanted if word in common}
    total = sum(weight.values())
    if not total or len(weight) < 2:
        return None
    shares = [sum(weight[word] for word in wanted & one if word in weight) / total for one in words]
    best, *rest = sorted(range(len(shares)), key=lambda i: -shares[i])
    tied = bool(rest) and shares[rest[0]] == shares[best]
    return None if tied or shares[best] < ALIKE or len(wanted & words[best]) < 2 else sentences[best]


def _words(text: str) -> set[str]:
    stock = modality()["correcting"]
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in stock and len(word) > 1}


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word
