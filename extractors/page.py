"""What the rules know of an article besides a sentence's own parse: blocks, quotations and the sentences' places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .marks import Quotation, pair
from .segment import Block, blocks, sentences
from .words import Parse, Phrase, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

Offsets = tuple[int, int]

SPOKEN_KINDS = frozenset({"paragraph", "headline", "deck", "list"})
"""Kinds of blocks that statements are taken from; bylines, captions, corrections and the like are not."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or ``doc`` None where it was not parsed.  Token offsets are relative to ``start``."""

    index: int
    start: int
    end: int
    block: int
    kind: str
    doc: Doc | None = None
    parse: Parse | None = None  # what the rules read of the Doc; its parts:
    words: Sequence[Word] = ()
    starts: Sequence[int] = ()
    entities: Sequence[Phrase] = ()

    def with_doc(self, doc: Doc | None) -> Sentence:
        """The sentence with its parse."""
        if doc is None:
            return self
        parse = Parse(doc)
        return Sentence(
            self.index, self.start, self.end, self.block, self.kind, doc, parse, parse.words, parse.starts,
            parse.entities,
        )  # fmt: skip

    def tokens(self, start: int, end: int) -> range:
        """The tokens that begin between two offsets of the article."""
        return range(bisect_left(self.starts, start - self.start), bisect_left(self.starts, end - self.start))

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The words that share a character with a stretch of the article, or None if that is not in the sentence."""
        first = bisect_right(self.starts, start - self.start) - 1
        last = bisect_left(self.starts, end - self.start) - 1
        if first < 0 or start >= self.end or end > self.end:
            return None
        first += start - self.start >= self.words[first].end
        return Phrase(self.words, first, last + 1) if first <= last else None


@dataclass(frozen=True, slots=True)
class Page:
    """An article's text with its blocks, its quotations and the sentences' offsets."""

    text: str
    blocks: Sequence[Block]
    quotations: Sequence[Quotation]
    sentences: Sequence[Sentence]
    starts: Sequence[int]  # of the quotations
    parents: Sequence[int | None]  # of each quotation the one around it
    firsts: Sequence[int]  # of each quotation the one of an earlier block with which it began, or itself
    goes_on: Mapping[int, int]  # from a quotation to the one of a later block that goes on with it
    sentence_starts: Sequence[int]
    turns: frozenset[int]  # blocks that are a speaker's turn in a transcript
    edges: Sequence[int]  # where the quotations' insides begin and end
    around: dict[int, int | None] = field(default_factory=dict, compare=False)  # by number of edges before: innermost

    def quotations_over(self, start: int, end: int) -> list[int]:
        """Indices of the usable quotations that share a character with ``start:end``, outermost first."""
        over = self.all_over(start, end)
        return [index for index in over if usable(self.quotations[index])] if over else over

    def all_over(self, start: int, end: int) -> list[int]:
        """The same of all quotations, those without an end among them."""
        before = bisect_right(self.starts, start)
        found: list[int] = []
        index = before - 1 if before else None
        while index is not None:
            if self.quotations[index].end > start:
                found.append(index)
            index = self.parents[index]
        found.reverse()
        if before < len(self.starts) and self.starts[before] < end:
            found += range(before, bisect_left(self.starts, end, lo=before))
        return found

    def innermost(self, offset: int) -> int | None:
        """The innermost usable quotation around ``offset``, or None."""
        gap = bisect_right(self.edges, offset)
        if gap not in self.around:  # the answer is the same from one edge to the next
            self.around[gap] = self._innermost(offset)
        return self.around[gap]

    def _innermost(self, offset: int) -> int | None:
        over = [
            index
            for index in self.quotations_over(offset, offset + 1)
            if self.quotations[index].inner_start <= offset < self.quotations[index].inner_end
        ]
        return max(over, key=lambda index: self.quotations[index].depth, default=None)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds ``offset`` or ends last before it."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]

    def outermost(self, index: int) -> int:
        """The quotation of depth 0 that holds this one, or itself."""
        while (around := self.parents[index]) is not None:
            index = around
        return index

    def parts(self, index: int) -> list[Offsets]:
        """A quotation with the stretches of later blocks that go on with it."""
        found = []
        later: int | None = index
        while later is not None:
            found.append((self.quotations[later].start, self.quotations[later].end))
            later = self.goes_on.get(later)
        return found

    def first_part(self, index: int) -> int:
        """The quotation of the earlier block that this one goes on with, or itself."""
        return self.firsts[index]


def usable(quotation: Quotation) -> bool:
    """Whether a quotation's end is known: it is closed, or a later block goes on with it."""
    return quotation.closed or quotation.continued


_HEADING = re.compile(r"#{1,6}[ \t]+")
"""What makes a line a heading in Markdown: markup before the words, which nobody said."""


def lay_out(text: str) -> Page:
    """Cut a text into blocks and sentences and pair its quotation marks."""
    cut = blocks(text)
    quotations = pair(text, [(block.start, block.end) for block in cut if block.kind in SPOKEN_KINDS])
    found: list[Sentence] = []
    for number, block in enumerate(cut):
        if block.kind in SPOKEN_KINDS:
            mark = _HEADING.match(text, block.start, block.end)
            for start, end in sentences(text, mark.end() if mark else block.start, block.end):
                found.append(Sentence(len(found), start, end, number, block.kind))
    parents, firsts, goes_on = _bonds(quotations)
    return Page(
        text=text,
        blocks=cut,
        quotations=quotations,
        sentences=found,
        starts=[quotation.start for quotation in quotations],
        parents=parents,
        firsts=firsts,
        goes_on=goes_on,
        sentence_starts=[sentence.start for sentence in found],
        turns=turns(text, cut),
        edges=sorted(edge for one in quotations for edge in (one.inner_start, one.inner_end)),
    )


# Bishop Crane: The shops are gone.
_TURN = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3}: (?=\S+(?: \S+){2})")


def turns(text: str, cut: Sequence[Block]) -> frozenset[int]:
    """Blocks that begin with a name and a colon and end as sentences do; one alone is no transcript."""
    found = frozenset(
        number
        for number, block in enumerate(cut)
        if block.kind == "paragraph" and _TURN.match(text, block.start, block.end) and text[block.end - 1] in ".?!…"
    )
    return found if len(found) > 1 else frozenset()


def _bonds(quotations: Sequence[Quotation]) -> tuple[list[int | None], list[int], dict[int, int]]:
    """Which quotation stands in which, and which goes on with which."""
    parents: list[int | None] = []
    firsts: list[int] = []
    goes_on: dict[int, int] = {}
    around: list[int] = []
    for index, quotation in enumerate(quotations):
        del around[quotation.depth :]
        parents.append(around[-1] if around else None)
        around.append(index)
        earlier = quotation.continues
        firsts.append(index if earlier is None else firsts[earlier])
        if earlier is not None and quotations[earlier].continued:
            goes_on[earlier] = index
    return parents, firsts, goes_on


def join(spans: Iterable[Offsets]) -> list[Offsets]:
    """Spans in order with overlapping and touching ones made one."""
    joined: list[Offsets] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
