"""Where a draft and its source part: what lies between two rows of words that are the same, and what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...data.schemaverify import Grave, Op
from ..differences import Place, Word, words_of
from .aligning import Pair
from .draftwords import Token
from .gravity import figures, grave, is_negation, one_figure
from .sourcetexts import SourceText

CLAUSE = 6
"""Words of an omission within one sentence that may take its negation along; longer ones take their own clause."""

APART = 40
"""Words left out in silence from which on what stands before and after them is two quotations, not a shortened one."""

ENDS_SENTENCE = re.compile(r"[.!?…][\"”’»')\]]*\s")
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


@dataclass(frozen=True, slots=True)
class Spelling:
    """The same figure spelled otherwise: sixty for 60; the draft's words and the source's."""

    draft: Place
    source: Place


@dataclass(frozen=True)
class Gap:
    """What lies between two rows of words that are the same."""

    source: SourceText
    draft: str
    tokens: Sequence[Token]
    pairs: Sequence[Pair]
    behind: int | None  # number of the draft's token that comes next
    before: Word | None  # the source's words around it
    after: Word | None

    def told(self) -> Difference | Spelling | Place | None:
        """A difference; a place of the source that only interrupts the quotation; or nothing worth telling."""
        pairs = [*self._replaced_before(), *self.pairs, *self._replaced_behind()]
        tokens = [self.tokens[pair.token] for pair in pairs if pair.token is not None]
        numbers = self._near([pair.word for pair in pairs if pair.word is not None])
        words = [self.source.words[number] for number in numbers]
        ours = [token for token in tokens if token.kind in ("word", "partial")]
        draft, source = self._draft_place(tokens), self._source_place(words)
        if all(token.kind == "partial" for token in ours) and any(token.kind in _EDITORS for token in tokens):
            return self._editors(tokens, draft, source, numbers)
        if ours and not words:
            return Difference("added", draft, source, grave(_keys(ours), ()))
        if ours:
            if self._same_but_for_hyphens(ours, words):
                return None
            if len(ours) == len(tokens) and one_figure(_keys(ours), [word.key for word in words]):
                return Spelling(draft, source)
            return Difference("changed", draft, source, grave(_keys(ours), [word.key for word in words]))
        if not words:
            return None  # a mark of omission where nothing is omitted
        return self._omission(draft, source, numbers, owned=bool(tokens))

    def _near(self, numbers: list[int]) -> list[int]:
        """At a quotation's beginning or end, only the source's words of the same quotation and sentence."""
        if self.before is not None and self.after is not None:
            return numbers
        known = self.before or self.after
        if known is None:
            return numbers
        inside = next((one for one in self.source.quoted if one[0] <= known.start and known.end <= one[1]), None)

        def is_near(word: Word) -> bool:
            if inside is not None and not (inside[0] <= word.start and word.end <= inside[1]):
                return False
            first, last = (known, word) if known.start < word.start else (word, known)
            return not ENDS_SENTENCE.search(self.source.text, first.end, last.start)

        return [number for number in numbers if is_near(self.source.words[number])]

    def _editors(
        self, tokens: Sequence[Token], draft: Place, source: Place, numbers: list[int]
    ) -> Difference | Place | None:
        """What an editor changed in brackets; a bracket for more than a clause's words is a mark of omission."""
        if len(numbers) > CLAUSE and self.before and self.after:
            return self._omission(draft, source, numbers, owned=True)
        words = ([token.key] if token.key else _keys(words_of(self.draft, token.start, token.end)) for token in tokens)
        ours, theirs = [key for keys in words for key in keys], [self.source.words[number].key for number in numbers]
        weighs = grave(ours, theirs)
        told = weighs == "negation" or (
            figures(ours) and figures(theirs)
        )  # a figure that explains is none that differs
        return Difference("editor", draft, source, weighs if told else None)

    def _replaced_before(self) -> Iterator[Pair]:
        """What an editor's bracket at the very beginning stands for: the words of the source's clause before."""
        if self.before is not None or self.after is None or not self._is_editors():
            return
        source, number = self.source, self.source.number_of(self.after)
        first = number
        while first and number - first < CLAUSE and _is_near(source.text, source.words[first - 1], source.words[first]):
            first -= 1
        yield from (Pair(None, one) for one in range(first, number))

    def _replaced_behind(self) -> Iterator[Pair]:
        """The same of a bracket at the very end: the words that follow in the source, up to a mark."""
        if self.after is not None or self.before is None or not self._is_editors():
            return
        source, number = self.source, self.source.number_of(self.before)
        last = number
        while (
            last + 1 < len(source.words)
            and last - number < CLAUSE
            and _is_near(source.text, source.words[last], source.words[last + 1])
        ):
            last += 1
        yield from (Pair(None, one) for one in range(number + 1, last + 1))

    def _is_editors(self) -> bool:
        """Whether there is nothing but a bracket, and not one that replaces nothing: [sic], [laughs]."""
        tokens = [self.tokens[pair.token] for pair in self.pairs if pair.token is not None]
        remark = self.draft[tokens[0].start : tokens[0].end].strip("[] ").casefold() if tokens else ""
        return len(tokens) == len(self.pairs) == 1 and tokens[0].kind == "editor" and remark not in _REMARKS

    def _omission(self, draft: Place, source: Place, numbers: list[int], *, owned: bool) -> Difference | Place:
        text = self.source
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
        turned = len(keys) <= CLAUSE or self._is_negated(numbers)
        weighs = grave((), keys) if turned and self._is_within_sentence() else None
        return Difference("omitted", draft, source, None if owned and weighs == "figure" else weighs, owned)

    def _is_negated(self, numbers: list[int]) -> bool:
        """Whether a negation is left out right beside a word that is kept, which it may have negated."""
        words = self.source.words
        return any(
            is_negation(words[edge].key) and _is_near(self.source.text, words[first], words[first + 1])
            for edge, first in ((numbers[0], numbers[0] - 1), (numbers[-1], numbers[-1]))
        )

    def _is_quoted(self, number: int) -> bool:
        within = self.source.within
        return 0 <= number < len(within) and within[number]

    def _is_within_sentence(self) -> bool:
        assert self.before is not None
        assert self.after is not None
        return not ENDS_SENTENCE.search(self.source.text, self.before.end, self.after.start)

    def _same_but_for_hyphens(self, tokens: Sequence[Token], words: Sequence[Word]) -> bool:
        """Soft-power and soft power, U.S. and US, a word broken at the end of a line."""
        one = _LINKS.sub("", "".join(_keys(tokens)))
        if one != _LINKS.sub("", "".join(word.key for word in words)):
            return False
        sides = (self.draft, tokens), (self.source.text, words)
        return any(_HYPHEN.search(text, some[0].start, some[-1].end) or _LINKS.search(text, some[0].start, some[-1].end)
                   for text, some in sides)  # fmt: skip

    def _draft_place(self, tokens: Sequence[Token]) -> Place:
        if tokens:
            return tokens[0].start, tokens[-1].end
        if self.behind is None:
            return self.tokens[-1].end, self.tokens[-1].end
        return self.tokens[self.behind].start, self.tokens[self.behind].start

    def _source_place(self, words: Sequence[Word]) -> Place:
        if words:
            return words[0].start, words[-1].end
        at = self.before.end if self.before else self.after.start if self.after else 0
        return at, at


_EDITORS = frozenset({"editor", "partial"})
_REMARKS = frozenset({"sic", "laughs", "laughter", "applause", "emphasis added", "pauses"})


def _is_near(text: str, one: Word, other: Word) -> bool:
    """Whether nothing but white space lies between two words."""
    return not text[one.end : other.start].strip()


def _keys(tokens: Sequence[Token] | Sequence[Word]) -> list[str]:
    return [token.key for token in tokens]
