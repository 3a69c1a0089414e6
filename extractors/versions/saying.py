"""A statement as it is compared with others: its words, which of them stand within quotation marks, and its claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...data.records import QuoteType
from ..claims.comparable import Comparable
from ..claims.modality import modality
from ..claims.wording import Rarity, stems
from ..differences import words_of
from ..marks import pair

Row = Mapping[str, Any]

_ENDS = frozenset(".?!:…\"“”‘’'`«»[(-–—")
"""What may stand before the first word of a sentence or of a quotation."""

_STOP = re.compile(r"[.?!]")
"""What ends a sentence behind a word; an abbreviation's does so, too, which makes it no longer than it is."""

ROW = 3
"""Words in a row from which a run that two statements share is looked at."""

OWN = -1
"""The stretch of a word that stands in no quotation marks: it is the outlet's own."""


@dataclass(frozen=True, slots=True)
class SaidWord:
    """One word of a statement: its place in the article, and the form in which it is compared.

    ``stretch`` is the number of the quoted stretch that it stands in, or ``OWN``; ``piece`` that of the statement's
    span. ``terms`` are its stems, none for a word that carries nothing (the, of, is).
    """

    start: int
    end: int
    key: str
    stretch: int
    piece: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement, ``row`` as ``spq quotes`` has it.

    ``speaker`` is the id of one with a name, else None. ``stretches`` are its quoted stretches by the numbers of their
    words, half open; ``quoted`` is how many words stand in them. ``rows`` has where each ``ROW`` words in a row begin.
    """

    row: Row
    words: tuple[SaidWord, ...]
    claims: tuple[Comparable, ...]
    speaker: str | None
    stretches: tuple[tuple[int, int], ...]
    quoted: int
    rows: Mapping[tuple[str, ...], Sequence[int]]

    @property
    def id(self) -> str:
        """The statement's id."""
        return str(self.row["id"])

    @property
    def doc(self) -> str:
        """Its article's id."""
        return str(self.row["doc"])

    def sentence(self, at: int) -> int:
        """How many words the sentence has in which word number ``at`` stands."""
        first = last = at
        while first > 0 and not self._stops_before(first):
            first -= 1
        while last + 1 < len(self.words) and not self._stops_before(last + 1):
            last += 1
        return last + 1 - first

    def _stops_before(self, at: int) -> bool:
        before, word = self.words[at - 1], self.words[at]
        span = self.row["content"][before.piece]
        end = word.start - span["start"] if word.piece == before.piece else None
        return _STOP.search(span["text"][before.end - span["start"] : end]) is not None

    @property
    def day(self) -> str | None:
        """The day of publication."""
        return self.row["published"] and str(self.row["published"])[:10]

    def text_of(self, word: SaidWord) -> str:
        """A word as it is written."""
        span = self.row["content"][word.piece]
        return str(span["text"][word.start - span["start"] : word.end - span["start"]])

    def begins(self, word: SaidWord) -> bool:
        """Whether a sentence, a quotation or a piece of the statement begins with this word."""
        span = self.row["content"][word.piece]
        before = span["text"][: word.start - span["start"]].rstrip()
        return not before or before[-1] in _ENDS


def saying(row: Row, claims: Iterable[Comparable] = (), taken: Sequence[tuple[int, int]] = ()) -> Saying:
    """A row of ``spq quotes`` taken apart, once for all comparisons; words at places ``taken`` are another's."""
    words = tuple(word for word in _words(row) if not any(start <= word.start < end for start, end in taken))
    who = row["speaker"]
    rows: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - ROW + 1):
        rows.setdefault(tuple(word.key for word in words[at : at + ROW]), []).append(at)
    return Saying(
        row, words, tuple(claims), None if who is None or who["kind"] == "unnamed" else str(who["id"]),
        tuple(_stretched(words)), sum(word.stretch != OWN for word in words), rows,
    )  # fmt: skip


def _stretched(words: Sequence[SaidWord]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].stretch != words[start].stretch:
            if words[start].stretch != OWN:
                yield start, at
            start = at


def _words(row: Row) -> Iterator[SaidWord]:
    first = 0
    for piece, span in enumerate(row["content"]):
        stretches = _stretches(span["text"], row["type"])
        for word in words_of(span["text"]):
            inside = next((n for n, (start, end) in enumerate(stretches) if start <= word.start < end), None)
            yield SaidWord(
                span["start"] + word.start, span["start"] + word.end, _plain(word.key),
                OWN if inside is None else first + inside, piece, stems(word.key),
            )  # fmt: skip
        first += len(stretches)


def _plain(key: str) -> str:
    """A word as it is compared: boss's as boss', whose apostrophe is no part of it."""
    return key[:-2] if key.endswith("s's") else key


def _stretches(text: str, quote_type: QuoteType) -> list[tuple[int, int]]:
    """Where the quoted stretches of one piece of a statement stand in it; all of it is quoted in a direct one."""
    if quote_type == "direct":
        return [(0, len(text))]
    if quote_type == "indirect":
        return []
    return [(one.inner_start, one.inner_end) for one in pair(text, [(0, len(text))]) if one.depth == 0]


def unnested(rows: Iterable[Row]) -> Iterator[tuple[Row, list[tuple[int, int]]]]:
    """Of statements within one another those that speak: each with the places in it that are somebody else's words.

    "A says that B said X": X is B's where B is a person, else (outsiders overlook X) all of it is A's. What A tells of
    others within A's own quotation marks is A's.
    """
    some = list(rows)
    by_id = {row["id"]: row for row in some}
    taken: dict[str, list[tuple[int, int]]] = {}
    dropped = set()
    for row in some:
        around = by_id.get(row["nested_in"] or "")
        if around is None:
            continue
        if row["speaker"] is not None and row["speaker"]["kind"] == "person" and around["type"] != "direct":
            taken.setdefault(around["id"], []).extend((span["start"], span["end"]) for span in row["content"])
        else:
            dropped.add(row["id"])
    for row in some:
        if row["id"] not in dropped:
            yield row, taken.get(row["id"], [])


def rarity_of(sayings: Iterable[Saying]) -> Rarity:
    """How much a shared word tells among these statements."""
    counts: Counter[str] = Counter()
    total = 0
    for one in sayings:
        counts.update({term for word in one.words for term in word.terms})
        total += 1
    return Rarity(counts, total)


def is_name(said: Saying, word: SaidWord) -> bool:
    """Whether a word is written as a name: with a capital letter where no sentence begins."""
    text = said.text_of(word)
    if not text[:1].isupper() or text in ("I", "I'm", "I've", "I'll", "I’m", "I’ve", "I’ll"):
        return False
    return not said.begins(word)


def negates(word: str) -> bool:
    """Whether a word, in the form in which words are compared, negates."""
    return word in ("not", "never", "cannot") or word.endswith("n't") or word in _negators()


@lru_cache(maxsize=1)
def _negators() -> frozenset[str]:
    table = modality()
    return table["negators"] | table["determiners"] | table["pronouns"] | table["privatives"]
