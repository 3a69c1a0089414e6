"""What an alignment means: which words differ, how much that matters, and what it makes of the quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

from ...data.schemaverify import Grave, Op
from ..differences import Place, Word
from .aligning import LIGHT, Alignment, Pair, weight
from .draftwords import Token
from .gravity import grave, is_negation
from .sourcetexts import SourceText

CLAUSE = 6
"""Words of an omission within one sentence that may take its negation along; longer ones take their own clause."""

APART = 40
"""Words left out in silence from which on what stands before and after them is two quotations, not a shortened one."""

_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]*\s")
_LINKS = re.compile(r"(?<=[^\W\d_])[-.,](?=[^\W\d_])")
_HYPHEN = re.compile(r"[-‐‑\u00ad]")


@dataclass(frozen=True, slots=True)
class Difference:
    """Some words in which a draft and its source differ, with their places in either; an empty one where it has none.

    ``changed`` and ``added`` are the draft's doing, ``omitted`` the source's words that it lacks (``owned``: a mark of
    omission is there), ``editor`` what brackets hold and what they stand for, ``apart`` what lies between two
    quotations that the draft makes one.
    """

    op: Op
    draft: Place
    source: Place
    grave: Grave | None = None
    owned: bool | None = None


@dataclass(frozen=True)
class Reading:
    """One quotation read in one text."""

    source: SourceText
    tokens: Sequence[Token]
    draft: str
    alignment: Alignment

    @property
    def share(self) -> float:
        """Of the draft's words the share that is there, by weight (0–1)."""
        return self.alignment.share

    @cached_property
    def same(self) -> list[Word]:
        """The source's words that are the draft's, too."""
        words = self.source.words
        return [words[pair.word] for pair in self.alignment.pairs if pair.same and pair.word is not None]

    @property
    def place(self) -> Place:
        """From the first of these words to the last."""
        return self.same[0].start, self.same[-1].end

    @cached_property
    def pieces(self) -> list[Place]:
        """The stretches of the source that the quotation consists of, apart where "he said" or more lies between."""
        cuts = [one.source for one in self.differences if one.op in ("apart", "omitted")] + self._interruptions
        edges = sorted(cut for cut in cuts if cut[1] > cut[0])
        pieces, start = [], self.place[0]
        for cut in edges:
            before = [word.end for word in self.same if start <= word.start and word.end <= cut[0]]
            after = [word.start for word in self.same if word.start >= cut[1]]
            if before and after:
                pieces.append((start, before[-1]))
                start = after[0]
        return [*pieces, (start, self.place[1])]

    @cached_property
    def quoted(self) -> float:
        """The share of its words there that stand within quotation marks."""
        numbers = [pair.word for pair in self.alignment.pairs if pair.same and pair.word is not None]
        return sum(self.source.within[number] for number in numbers) / len(numbers)

    @cached_property
    def longest(self) -> float:
        """The weight of the longest row of words that are the same."""
        rows = groupby(self.alignment.pairs, key=lambda pair: pair.same)
        return max(
            sum(weight(self.tokens[pair.token].key) for pair in row if pair.token is not None)
            for same, row in rows
            if same
        )

    @property
    def differences(self) -> list[Difference]:
        """All that differs, in the draft's order."""
        return self._told[0]

    @property
    def _interruptions(self) -> list[Place]:
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[list[Difference], list[Place]]:
        found: list[Difference] = []
        interruptions: list[Place] = []
        pairs = self.alignment.pairs
        at = 0
        for same, group in groupby(pairs, key=lambda pair: pair.same):
            some = list(group)
            if not same:
                before, after = self._word_before(pairs, at), self._word_after(pairs, at + len(some))
                told = _Gap(self, some, at, before, after).told()
                if isinstance(told, Difference):
                    found.append(told)
                elif told is not None:
                    interruptions.append(told)
            at += len(some)
        return found, interruptions

    def _word_before(self, pairs: Sequence[Pair], at: int) -> Word | None:
        return next((self.source.words[p.word] for p in reversed(pairs[:at]) if p.word is not None), None)

    def _word_after(self, pairs: Sequence[Pair], at: int) -> Word | None:
        return next((self.source.words[p.word] for p in pairs[at:] if p.word is not None), None)

    @property
    def kind(self) -> Literal["exact", "shortened", "altered", "stitched"]:
        """What the differences alone make of it."""
        found = self.differences
        if any(one.op == "apart" for one in found):
            return "stitched"
        if any(one.op in ("changed", "added") for one in found):
            return "altered"
        omitted = [one for one in found if one.op == "omitted"]
        if any(one.grave == "negation" and not one.owned for one in omitted):
            return "altered"
        return "shortened" if omitted else "exact"

    def cut_short(self) -> str | None:
        """A negation right before the first word quoted, which the draft may have left out to its speaker's harm."""
        number = next(pair.word for pair in self.alignment.pairs if pair.same and pair.word is not None)
        if number and is_negation(self.source.words[number - 1].key):
            before = self.source.words[number - 1]
            if not _ENDS_SENTENCE.search(self.source.text, before.end, self.same[0].start):
                return self.source.text[before.start : before.end]
        return None


@dataclass(frozen=True)
class _Gap:
    """What lies between two rows of words that are the same."""

    reading: Reading
    pairs: Sequence[Pair]
    at: int  # its number among all pairs
    before: Word | None
    after: Word | None

    def told(self) -> Difference | Place | None:
        """A difference; a place of the source that only interrupts the quotation; or nothing worth telling."""
        tokens = [self.reading.tokens[pair.token] for pair in self.pairs if pair.token is not None]
        numbers = [pair.word for pair in self.pairs if pair.word is not None]
        words = [self.reading.source.words[number] for number in numbers]
        ours = [token for token in tokens if token.kind in ("word", "partial")]
        editor = any(token.kind in ("editor", "partial") for token in tokens)
        draft, source = self._draft_place(tokens), self._source_place(words)
        if not [token for token in ours if token.kind == "word"] and editor:
            return Difference("editor", draft, source)
        if ours and not words:
            return Difference("added", draft, source, grave(_keys(ours), ()))
        if ours:
            if self._same_but_for_hyphens(ours, words):
                return None
            return Difference("changed", draft, source, grave(_keys(ours), [word.key for word in words]))
        if not words:
            return None  # a mark of omission where nothing is omitted
        return self._omission(draft, source, numbers, owned=bool(tokens))

    def _omission(self, draft: Place, source: Place, numbers: list[int], *, owned: bool) -> Difference | Place:
        text = self.reading.source
        within = [text.within[number] for number in numbers]
        keys = [text.words[number].key for number in numbers]
        assert self.before is not None
        assert self.after is not None
        quoted = self._is_quoted(numbers[0] - 1) and self._is_quoted(numbers[-1] + 1)
        runs_on = text.runs_on(self.before, self.after) if quoted else len(keys) <= APART
        if quoted and not any(within) and runs_on:
            return source
        if not runs_on or (len(keys) > APART and not owned):
            return Difference("apart", draft, source, owned=owned)
        weighs = grave((), keys) if self._is_within_sentence() and len(keys) <= CLAUSE else None
        return Difference("omitted", draft, source, None if owned and weighs == "figure" else weighs, owned)

    def _is_quoted(self, number: int) -> bool:
        within = self.reading.source.within
        return 0 <= number < len(within) and within[number]

    def _is_within_sentence(self) -> bool:
        assert self.before is not None
        assert self.after is not None
        return not _ENDS_SENTENCE.search(self.reading.source.text, self.before.end, self.after.start)

    def _same_but_for_hyphens(self, tokens: Sequence[Token], words: Sequence[Word]) -> bool:
        """Soft-power and soft power, U.S. and US, a word broken at the end of a line."""
        one = _LINKS.sub("", "".join(_keys(tokens)))
        if one != _LINKS.sub("", "".join(word.key for word in words)):
            return False
        sides = (self.reading.draft, tokens), (self.reading.source.text, words)
        return any(_HYPHEN.search(text, some[0].start, some[-1].end) or _LINKS.search(text, some[0].start, some[-1].end)
                   for text, some in sides)  # fmt: skip

    def _draft_place(self, tokens: Sequence[Token]) -> Place:
        if tokens:
            return tokens[0].start, tokens[-1].end
        pairs = self.reading.alignment.pairs
        behind = next((p.token for p in pairs[self.at + len(self.pairs) :] if p.token is not None), None)
        if behind is None:
            return self.reading.tokens[-1].end, self.reading.tokens[-1].end
        return self.reading.tokens[behind].start, self.reading.tokens[behind].start

    def _source_place(self, words: Sequence[Word]) -> Place:
        if words:
            return words[0].start, words[-1].end
        at = self.before.end if self.before else self.after.start if self.after else 0
        return at, at


def _keys(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens]


@dataclass(frozen=True, slots=True)
class Part:
    """One of several places of which a draft made one quotation.

    ``first`` and ``last`` are half-open numbers among the draft's spoken tokens, ``word`` and ``behind`` among the
    source's words.
    """

    source: SourceText
    first: int
    last: int
    word: int
    behind: int

    def place(self) -> Place:
        """Its place in the source."""
        words = self.source.words
        return words[self.word].start, words[self.behind - 1].end


LEAST_PART = 4
"""Words in a row of a part, two of which carry something; fewer are in a row by chance."""

COVERED = 0.9
"""The share of a quotation's words that its parts must have together."""

NEAR = 15
"""Words of a source between two parts up to which they are one place."""


def parts_of(tokens: Sequence[Token], sources: Sequence[SourceText]) -> list[Part]:
    """The places that stand apart of which a quotation is made, at least two; else none."""
    spoken = [number for number, token in enumerate(tokens) if token.key]
    keys = [tokens[number].key for number in spoken]
    found = sorted(_cover(keys, 0, len(keys), sources), key=lambda part: part.first)
    merged: list[Part] = []
    for part in found:
        last = merged[-1] if merged else None
        if last and last.source is part.source and 0 <= part.word - last.behind <= NEAR:
            merged[-1] = replace(last, last=part.last, behind=part.behind)
        else:
            merged.append(part)
    covered = sum(part.last - part.first for part in found)
    if len(merged) < 2 or covered < COVERED * len(keys):
        return []
    return merged


def _cover(keys: Sequence[str], first: int, last: int, sources: Sequence[SourceText]) -> Iterator[Part]:
    """The longest row of words that a source has, then those on either side of it."""
    best = max((_longest(keys, first, last, one) for one in sources), key=_size, default=None)
    if best is None or _size(best) < LEAST_PART or _weighty(keys[best.first : best.last]) < 2:
        return
    yield best
    if best.first - first >= LEAST_PART:
        yield from _cover(keys, first, best.first, sources)
    if last - best.last >= LEAST_PART:
        yield from _cover(keys, best.last, last, sources)


def _size(part: Part) -> int:
    return part.last - part.first


def _weighty(keys: Sequence[str]) -> int:
    return sum(weight(key) > LIGHT for key in keys)


def _longest(keys: Sequence[str], first: int, last: int, source: SourceText) -> Part:
    before: dict[int, int] = {}
    best = Part(source, first, first, 0, 0)
    for at in range(first, last):
        here = {number: before.get(number - 1, 0) + 1 for number in source.numbers.get(keys[at], ())}
        for number, length in here.items():
            if length > _size(best):
                best = Part(source, at - length + 1, at + 1, number - length + 1, number + 1)
        before = here
    return best
