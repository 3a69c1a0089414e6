"""The content of a statement → its claims: a sentence each, or a clause each where two are joined by "and"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from ..page import Offsets, Page, Sentence
from .outline import Outline

LEAST = 2
"""Words of a clause that can stand alone; of fewer none is cut off."""

_PARTNERS = {
    '"': '"', "'": "'", "“": "”\"", "”": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "’": "’", "‹": "›", "›": "‹",
}  # fmt: skip
"""Opening marks with those that close them."""
_MARKS = "".join(_PARTNERS)
_TYPED = ("''", "``")
_DEEPEST = 8  # so many marks around a claim are taken off; the time stays linear in its length
_LOOSE = " \t\r\n\u00a0,;:–—-"


def claim_contents(
    page: Page, content: Sequence[Offsets], outlines: Mapping[int, Outline]
) -> list[tuple[Offsets, ...]]:
    """The stretches of each claim of a statement, in order: each is one sentence or clause, in one piece or more.

    "A," he said, "B." is one claim where B goes on with A's sentence, and two where it begins one.
    """
    claims: list[list[Offsets]] = []
    open_sentence = -1
    for start, end in content:
        for sentence in _sentences(page, start, end):
            inside = max(start, sentence.start), min(end, sentence.end)
            outline = outlines.get(sentence.index)
            for number, piece in enumerate(_pieces(page, inside, outline)):
                goes_on = number == 0 and sentence.index == open_sentence and _goes_on(page.text, claims[-1][-1], piece)
                if goes_on:
                    claims[-1].append(piece)
                else:
                    claims.append([piece])
            if claims:
                open_sentence = sentence.index
    return [tuple(pieces) for pieces in claims if not _is_bare_infinitive(page.text, pieces)]


def _is_bare_infinitive(text: str, pieces: Sequence[Offsets]) -> bool:
    """Whether there is nothing to claim: declined *to comment*."""
    words = text[slice(*pieces[0])].split()
    return len(pieces) == 1 and len(words) == LEAST and words[0] == "to"


def _sentences(page: Page, start: int, end: int) -> Iterator[Sentence]:
    at = max(0, bisect_right(page.sentence_starts, start) - 1)
    while at < len(page.sentences) and page.sentences[at].start < end:
        if page.sentences[at].end > start:
            yield page.sentences[at]
        at += 1


def _pieces(page: Page, place: Offsets, outline: Outline | None) -> list[Offsets]:
    """A stretch of one sentence cut where clauses are joined; each piece without loose marks and "that" at its ends."""
    text, (start, end) = page.text, place
    cuts = [(cut.end, cut.start) for cut in outline.cuts if not start <= cut.governor < end] if outline else []
    cuts += _colons(page, start, end)
    pieces, first = [], start
    for left, right in sorted(cuts):
        inside = first < left and right < end
        if inside and _words(text, first, left) >= LEAST and _words(text, right, end) >= LEAST:
            pieces.append((first, left))
            first = right
    pieces.append((first, end))
    bared = (bare(text, one) for one in pieces)
    thats = outline.thats if outline else ()
    return [(one[0] + 5, one[1]) if one[0] in thats and one[0] + 5 < one[1] else one for one in bared if one]


def _colons(page: Page, start: int, end: int) -> list[Offsets]:
    """Where a quotation begins behind a colon: it is poor: “We have nothing.”"""
    found = []
    for index in range(bisect_right(page.starts, start), bisect_left(page.starts, end)):
        opening = page.quotations[index].start
        before = page.text[max(start, opening - _NEAR) : opening].rstrip()
        if before.endswith(":"):
            found.append((max(start, opening - _NEAR) + len(before) - 1, opening))
    return found


_NEAR = 8  # characters between a colon and what it announces


def _words(text: str, start: int, end: int) -> int:
    return len(text[start : min(end, start + 100)].split())


def bare(text: str, place: Offsets) -> Offsets | None:
    """A stretch without white space, commas and quotation marks that have no partner in it; None if nothing is left.

    Marks around the whole of it go as well: the claim is what stands between them.
    """
    start, end = place
    for _ in range(_DEEPEST):
        before = start, end
        while start < end and text[start] in _LOOSE:
            start += 1
        while start < end and text[end - 1] in _LOOSE:
            end -= 1
        if text.startswith(_TYPED, start, end) and text.find("''", start + 2, end) in (-1, end - 2):
            start += 2
        elif text.endswith("''", start, end) and text.find("``", start, end - 2) < 0:
            end = end - 2 if text.find("''", start, end - 2) < 0 else end
        if start < end and text[start] in _MARKS:
            closing = _closing(text, start + 1, end, _PARTNERS[text[start]])
            if closing is None or closing == end - 1:
                start += 1
        if start < end and text[end - 1] in _MARKS and not _opens(text, start, end - 1, text[end - 1]):
            end -= 1
        if before == (start, end):
            break
    return (start, end) if any(map(str.isalnum, text[start:end])) else None


def _closing(text: str, start: int, end: int, partners: str) -> int | None:
    """Where the first mark stands that closes what was opened: behind a word or its punctuation."""
    for i in range(start, end):
        if text[i] in partners and not text[i - 1].isspace() and not text[i + 1 : i + 2].isalnum():
            return i
    return None


def _opens(text: str, start: int, end: int, closing: str) -> bool:
    """Whether a mark opens within what this one closes: one before a word or another mark."""
    return any(
        closing in _PARTNERS.get(text[i], "") and not text[i + 1].isspace() and not text[i - 1 : i].isalnum()
        for i in range(start, end)
    )


def _goes_on(text: str, left: Offsets, right: Offsets) -> bool:
    """Whether a piece goes on with the clause of the one before it in its sentence."""
    return text[left[1] - 1] not in ".!?" and not text[right[0]].isupper()
