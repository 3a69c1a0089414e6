"""Checks the quotations of a draft against a store, one after the other: the way through, top to bottom.

draftquotes   which quotations, and whose
candidates    which texts may have the words
aligning      each of them word by word beside the quotation
verdicts      what the differences make of it
whosays       whether the speakers are the same
renderings    the same statement in other words
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ...data.records import Article, Person
from ...data.schemaverify import Compared, Verdict
from ..differences import Place, words_of
from ..differences import differences as differing
from .aligning import LIGHT, align, weight
from .candidates import SHORT, Candidates
from .draftquotes import DraftQuote, Named
from .draftwords import spoken, tokens_of
from .gaps import Difference
from .readings import Reading
from .renderings import Rendering, renderings
from .sourcetexts import SourceText, Texts
from .stitching import Part, parts_of
from .whosays import Speakers

Row = dict[str, Any]

ALTERED, ALTERED_BY_SAME = 0.6, 0.5
"""Least share of a draft's words that make an altered quotation; when the speaker is the same, and when not."""

PARAPHRASED = 0.8
"""Least share of words outside quotation marks that are shown as what a draft made a quotation of."""

LOOKED_AT, TELLING = 0.4, 0.3
"""Least share of words of a text that is looked at more closely, of all words, and of those that carry something."""

LEAST_ROW = 1.5
"""Least weight of the longest row of words that are the same: two words, one of which carries something."""

ELSEWHERE = 0.5
"""Least share of words of another outlet's rendering of what is quoted."""

MOST_ALSO, MOST_ELSEWHERE = 10, 5
"""Other places, and other renderings, that are told."""

KEPT = 300
"""Texts that are kept while one draft is checked: read, cut into words, their quotations paired."""


@dataclass
class Verifier:
    """Checks quotations; ``meant`` finds the people of a name, ``spoken`` says that sources are transcripts."""

    texts: Texts
    meant: Callable[[str], Sequence[Person]]
    spoken: bool = False
    own: set[str] = field(default_factory=set)
    """The ids of drafts that are among the sources themselves; filled while their quotations are checked."""
    _candidates: Candidates = field(init=False)
    _speakers: Speakers = field(init=False)

    def __post_init__(self) -> None:
        self._candidates = Candidates(self.texts)
        self._speakers = Speakers(self.meant)
        self._source = lru_cache(maxsize=KEPT)(lambda number: SourceText(number, self.texts, self.spoken))

    def check(self, draft: Article, quote: DraftQuote) -> Row:
        """The record of one quotation, as ``spq schema verifications`` describes it."""
        return _Check(self, draft, quote).row()


@dataclass
class _Check:
    """One quotation under check."""

    verifier: Verifier
    draft: Article
    quote: DraftQuote

    def __post_init__(self) -> None:
        self.tokens = tokens_of(self.draft.text, self.quote.pieces)
        self.people = sorted(self.verifier._speakers.ids(self.quote.speaker))
        self.short = len(spoken(self.tokens)) <= SHORT

    def row(self) -> Row:
        """The record."""
        if not spoken(self.tokens):
            return self._told("too short", None)
        numbers = [
            number for number in self.verifier._candidates.of(self.tokens, self.people) if not self._is_draft(number)
        ]
        readings = sorted(filter(None, map(self._reading, numbers)), key=self._rank)
        best = next(iter(readings), None)
        verdict = None if best is None else self._verdict(best)
        if verdict in (None, "altered", "unquoted"):
            parts = parts_of(spoken(self.tokens), [self.verifier._source(number) for number in numbers])
            if parts and not (verdict == "unquoted" and best is not None and best.kind == "exact"):
                return self._told("stitched", None, parts=parts)
        if best is not None and verdict is not None:
            return self._told(verdict, best, readings)
        others = self._renderings()
        if others:
            return self._told("reworded", None, others=others)
        return self._told("not found", None)

    def _is_draft(self, number: int) -> bool:
        """Whether a text is the draft, which cannot vouch for itself."""
        if self.verifier._source(number).text != self.draft.text:
            return False
        self.verifier.own.add(self.draft.id)
        return True

    # ---- readings

    def _reading(self, number: int) -> Reading | None:
        source = self.verifier._source(number)
        if not self._may_be_in(source):
            return None
        alignment = align(self.tokens, source.words, source.within)
        if alignment is None or alignment.share < LOOKED_AT:
            return None
        return Reading(source, self.tokens, self.draft.text, alignment)

    def _may_be_in(self, source: SourceText) -> bool:
        """Whether enough of its words stand anywhere in a text, those that carry something among them."""
        keys = [token.key for token in spoken(self.tokens)]
        telling = [key for key in keys if weight(key) > LIGHT]
        there = sum(weight(key) for key in keys if key in source.keys)
        told = sum(key in source.keys for key in telling)
        return there >= LOOKED_AT * sum(map(weight, keys)) and (len(telling) < SHORT or told >= TELLING * len(telling))

    def _compared(self, reading: Reading) -> Compared:
        written = None if self.quote.source is None else self.draft.text[slice(*self.quote.source)]
        return self.verifier._speakers.compare(
            self.quote.speaker, written, reading.source.statements_over(reading.place)
        )

    def _verdict(self, reading: Reading) -> Verdict | None:
        """What a reading makes of the quotation; None where too little is shared."""
        kind, compared = reading.kind, self._compared(reading)
        if self.short and kind == "exact" and compared != "same":
            return "too short"
        if kind == "exact" and reading.quoted == 1:
            return "other speaker" if compared == "other" else "verbatim"
        if reading.quoted < 1 and (kind == "exact" or reading.quoted < 0.5):
            if self.short:
                return "unquoted" if kind == "exact" else None
            return "unquoted" if reading.share >= PARAPHRASED else None
        if kind == "shortened" and not self.short:
            return "shortened"
        least = ALTERED_BY_SAME if compared == "same" else ALTERED
        if (reading.share < least and not reading.in_a_row) or reading.longest < LEAST_ROW:
            return None
        return "stitched" if kind == "stitched" else "altered"

    def _rank(self, reading: Reading) -> tuple[int, float, int, str]:
        """The reading that explains most comes first: exact before altered, quoted before not, the speaker's own."""
        verdict = self._verdict(reading)
        order = _ORDER[verdict] if verdict else len(_ORDER)
        compared = ("same", "not compared", "other").index(self._compared(reading))
        exact = reading.kind == "exact"
        published = reading.source.holders[0].published or "~"
        return order, -round(reading.share, 2), compared + (not exact), published

    def _renderings(self) -> list[Rendering]:
        words = [token.key for token in spoken(self.tokens)]
        found = renderings(self.tokens, self.verifier.texts, self.people, words)
        return [one for one in found if not self._is_draft(one.analysis)]

    # ---- the record

    def _told(
        self,
        verdict: Verdict,
        best: Reading | None,
        readings: Sequence[Reading] = (),
        parts: Sequence[Part] = (),
        others: Sequence[Rendering] = (),
    ) -> Row:
        quote, text = self.quote, self.draft.text
        found = None if best is None else self._place(best.source, best.place, best.pieces)
        shown = [] if best is None else [self._difference(best.source, one) for one in best.differences]
        grave = sorted({one["grave"] for one in shown if one["grave"]})
        elsewhere = self._elsewhere(best, readings, others) if verdict in ("verbatim", "reworded") else []
        return {
            "doc": self.draft.id,
            "path": self.draft.path,
            "line": quote.line,
            "start": quote.place[0],
            "end": quote.place[1],
            "text": text[slice(*quote.place)],
            "pieces": [_span(text, piece) for piece in quote.pieces],
            "block": quote.block,
            "source": None if quote.source is None else _span(text, quote.source),
            "speaker": _named(quote.speaker),
            "verdict": verdict,
            "grave": bool(grave) or verdict == "other speaker",
            "reasons": [*grave, *(["speaker"] if verdict == "other speaker" else [])],
            "compared": "not compared" if best is None else self._compared(best),
            "share": 0.0 if best is None else round(best.share, 3),
            "differences": shown,
            "found": found,
            "parts": [self._part(part) for part in parts] or self._parts_apart(best),
            "also": self._also(best, readings),
            "elsewhere": elsewhere,
            "notes": [] if best is None else _notes(best),
        }

    def _place(self, source: SourceText, place: Place, pieces: Sequence[Place]) -> Row:
        """Where words stand in a source, and whose they are there."""
        holder, text, statement = source.holders[0], source.text, source.statement_over(place)
        return {
            "doc": holder.doc,
            "path": holder.path,
            "title": holder.title,
            "outlet": holder.outlet,
            "published": holder.published,
            "url": holder.url,
            **_span(text, place),
            "pieces": [_span(text, piece) for piece in pieces],
            "context": _span(text, source.context(place)),
            "quoted": all(_is_quoted(source, piece) for piece in pieces),
            "statement": None if statement is None else statement["id"],
            "source": None if statement is None else statement["source"],
            "speaker": None if statement is None else statement["speaker"],
        }

    def _difference(self, source: SourceText, one: Difference) -> Row:
        return {
            "op": one.op,
            "draft": _span(self.draft.text, one.draft),
            "source": _span(source.text, one.source),
            "grave": one.grave,
            "owned": one.owned,
        }

    def _part(self, part: Part) -> Row:
        some = spoken(self.tokens)[part.first : part.last]
        place = part.place()
        draft = _span(self.draft.text, (some[0].start, some[-1].end))
        return {"draft": draft, **self._place(part.source, place, [place])}

    def _parts_apart(self, best: Reading | None) -> list[Row]:
        """The pieces of one article that a draft made one quotation, in order."""
        if best is None or best.kind != "stitched":
            return []
        cuts = [one for one in best.differences if one.op == "apart"]
        rows = []
        tokens = spoken(self.tokens)
        edges = [(best.place[0], tokens[0].start), *((cut.source[1], cut.draft[1]) for cut in cuts)]
        ends = [*((cut.source[0], cut.draft[0]) for cut in cuts), (best.place[1], tokens[-1].end)]
        for (start, draft_start), (end, draft_end) in zip(edges, ends, strict=True):
            there = [word for word in best.same if start <= word.start and word.end <= end]
            here = [token for token in tokens if draft_start <= token.start and token.end <= draft_end]
            if there and here:
                place = there[0].start, there[-1].end
                draft = _span(self.draft.text, (here[0].start, here[-1].end))
                rows.append({"draft": draft, **self._place(best.source, place, [place])})
        return rows

    def _also(self, best: Reading | None, readings: Sequence[Reading]) -> list[Row]:
        """Other articles that have all of the words in quotation marks, and other outlets with the same text."""
        if best is None:
            return []
        same = [one for one in readings if one is best or (one.kind == "exact" and one.quoted == 1)]
        rows = [
            {
                "doc": holder.doc,
                "outlet": holder.outlet,
                "published": holder.published,
                "url": holder.url,
                **_span(one.source.text, one.place),
                "speaker": one.source.speaker_over(one.place),
            }
            for one in same
            for holder in one.source.holders
        ]
        return rows[1 : MOST_ALSO + 1] if same[0] is best else rows[:MOST_ALSO]

    def _elsewhere(self, best: Reading | None, readings: Sequence[Reading], others: Sequence[Rendering]) -> list[Row]:
        """How other articles word the same statement, the nearest first."""
        rows = []
        taken = set() if best is None else {best.source.number}
        for one in readings:
            apart = one is best or one.kind in ("exact", "stitched", "shortened") or one.quoted < 0.5
            if apart or one.share < ELSEWHERE or one.longest < LEAST_ROW or self._compared(one) == "other":
                continue
            if self._compared(one) == "same" or (one.share >= PARAPHRASED and self._names_nobody(one)):
                taken.add(one.source.number)
                told = [self._difference(one.source, each) for each in one.differences]
                rows.append(self._rendered(one.source, one.place, one.share, told))
        for other in others or self._renderings():
            if other.analysis not in taken and (best is None or not self._has_words(other)):
                taken.add(other.analysis)
                rows.append(self._other_words(other))
        return rows[:MOST_ELSEWHERE]

    def _names_nobody(self, reading: Reading) -> bool:
        """Whether a source leaves open whose words these are there."""
        return reading.source.speaker_over(reading.place) is None

    def _has_words(self, other: Rendering) -> bool:
        """Whether a statement is in an article that has the quotation itself."""
        reading = self._reading(other.analysis)
        return reading is not None and reading.kind in ("exact", "shortened", "stitched")

    def _other_words(self, other: Rendering) -> Row:
        """A statement that says the same, word by word beside the quotation."""
        source = self.verifier._source(other.analysis)
        number = other.statement
        statement = next(row for row in source.statements if row["no"] == number)
        place = statement["content"][0]["start"], statement["content"][-1]["end"]
        first, text = self.quote.place, self.draft.text
        words = [word for piece in self.quote.pieces for word in words_of(text, *piece)]
        theirs = [word for one in statement["content"] for word in words_of(source.text, one["start"], one["end"])]
        ops = {"changed": "changed", "left out": "added", "added": "omitted"}
        told = [
            {"op": ops[one.op], "draft": _span(text, one.first), "source": _span(source.text, one.second),
             "grave": None, "owned": None}
            for one in differing(words, theirs)
            if one.op != "same" and first[0] <= one.first[0]
        ]  # fmt: skip
        return self._rendered(source, place, other.share, told)

    def _rendered(self, source: SourceText, place: Place, share: float, told: list[Row]) -> Row:
        holder = source.holders[0]
        return {
            "doc": holder.doc,
            "outlet": holder.outlet,
            "published": holder.published,
            "url": holder.url,
            **_span(source.text, place),
            "speaker": source.speaker_over(place),
            "share": round(share, 3),
            "differences": told,
        }


_ORDER: dict[Verdict, int] = {
    "verbatim": 0, "other speaker": 1, "too short": 2, "shortened": 3, "unquoted": 4, "altered": 5, "stitched": 5,
}  # fmt: skip
"""Which reading of a quotation is taken where several articles have it."""


def _notes(best: Reading) -> list[str]:
    notes = []
    if before := best.cut_short():
        notes.append(f"the source has “{before}” right before these words")
    for one in best.spellings:
        ours, theirs = best.draft[slice(*one.draft)], best.source.text[slice(*one.source)]
        notes.append(f"“{ours}” is “{theirs}” there: the same figure")
    if any(one.op == "editor" and one.source[0] < one.source[1] and not one.grave for one in best.differences):
        notes.append("what square brackets replace is for you to judge")
    if 0 < best.quoted < 1:
        notes.append("only some of these words stand in quotation marks there")
    return notes


def _is_quoted(source: SourceText, place: Place) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in source.quoted)


def _named(who: Named | None) -> Row | None:
    return None if who is None else {"name": who.name, "kind": who.kind, "role": who.role, "by": who.by}


def _span(text: str, place: Place) -> Row:
    return {"start": place[0], "end": place[1], "text": text[slice(*place)]}
