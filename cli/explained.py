"""The record of an explanation: what ``extractors.explain`` weighed, with its plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..data.records import Article
from ..extractors.cues import LEAST_CHANCE, READ
from ..extractors.explain import Counted, Reading, Weighed, Weight, counted, evidence_for
from ..extractors.page import Offsets
from ..extractors.trust import ACCEPT
from .constructions import construction
from .wording import calibration_words, cue_words, evidence_words, share_words

Row = dict[str, Any]
Place = tuple[tuple[Offsets, ...], Offsets | None, Offsets | None]

JOINT = " … "
"""Between the pieces of one statement, as in the record of a quotation."""

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Explainer:
    """Makes records of an article's readings.

    ``quotes`` are the rows of all its attributions as ``spq quotes --all --explain`` has them.
    """

    article: Article
    weighed: Weighed
    quotes: Sequence[Mapping[str, Any]]
    shown: frozenset[str]  # ids of those that are statements

    def reading_of(self, quote: Mapping[str, Any]) -> Reading | None:
        """The reading that a quotation was made of; None where today's rules make it of none."""
        wanted = place_of(quote)
        return next((one for one in self.weighed.readings if one.fate == "kept" and one.spans == wanted), None)

    def row(self, reading: Reading) -> Row:
        """The record of one reading."""
        finding = reading.finding
        quote = self._quote(reading)
        told = construction(finding.rule, finding.frame)
        cue = self._span(finding.cue)
        outcome = self._outcome(reading)
        return {
            "id": quote["id"] if quote else None,
            "doc": self.article.id,
            "path": self.article.path,
            "title": self.article.title,
            "outlet": self.article.outlet,
            "published": self.article.published,
            "url": self.article.url,
            "outcome": outcome,
            "why": self._why(reading, outcome),
            "text": self._words(finding.content),
            "content": [self._span(piece) for piece in finding.content],
            "source": self._span(finding.source),
            "cue": cue and {**cue, "lemma": finding.lemma, "class": finding.cls},
            "context": quote["context"] if quote else self._span(self._context(reading)),
            "speaker": quote["speaker"] if quote else None,
            "reason": quote["reason"] if quote else None,
            "candidates": quote["candidates"] if quote else [],
            "inside": self._inside(quote),
            "rule": finding.rule,
            "frame": finding.frame,
            "construction": told.words,
            "example": told.example,
            "counts": _counts(
                counted(finding, self.weighed.lexicon), cue_words(finding.lemma, self._text(finding.cue))
            ),
            "evidence": _weights(evidence_for(finding, self.weighed.lexicon), evidence_words),
            "weighed": round(reading.weighed, _DIGITS),
            "calibration": _weights(reading.calibration, calibration_words),
            "confidence": round(finding.confidence, _DIGITS),
            "readings": self._others(reading),
        }

    def _others(self, reading: Reading) -> list[Row]:
        """What else was read from the same cue, or from the same words, the likeliest first."""
        rows = [self._other(one, same_cue=True) for one in self.weighed.same_cue(reading)]
        rows += [self._other(one, same_cue=False) for one in self.weighed.same_words(reading)]
        return sorted(rows, key=lambda row: -float(row["confidence"]))

    def _other(self, reading: Reading, *, same_cue: bool) -> Row:
        finding = reading.finding
        outcome = self._outcome(reading)
        return {
            "text": self._words(finding.content),
            "source": self._text(finding.source),
            "cue": self._text(finding.cue),
            "same_cue": same_cue,
            "rule": finding.rule,
            "frame": finding.frame,
            "construction": construction(finding.rule, finding.frame).words,
            "confidence": round(finding.confidence, _DIGITS),
            "outcome": outcome,
            "why": self._why(reading, outcome),
        }

    def _quote(self, reading: Reading) -> Mapping[str, Any] | None:
        if reading.fate != "kept":
            return None
        return next((quote for quote in self.quotes if place_of(quote) == reading.spans), None)

    def _outcome(self, reading: Reading) -> str:
        if reading.fate != "kept":
            return reading.fate
        quote = self._quote(reading)
        if quote is None:
            return "own words"
        return "shown" if quote["id"] in self.shown else "hidden"

    def _why(self, reading: Reading, outcome: str) -> str:
        finding = reading.finding
        if outcome == "shown":
            if finding.cue is None:
                return "a quotation is always shown, also when little is known of its source"
            return f"likely enough: {ACCEPT} is needed"
        if outcome == "distrusted":
            return (
                f"not likely enough once the whole text was known: its {reading.weighed:.2f} became "
                f"{finding.confidence:.2f}, and {ACCEPT} is needed"
            )
        if outcome == "unlikely":
            return f"not likely enough: {READ} is needed"
        if outcome == "rare":
            name = cue_words(finding.lemma, self._text(finding.cue))
            return (
                f"not looked at: {name} in this construction reports something said in "
                f"{share_words(finding.chance)}, and from {share_words(LEAST_CHANCE)} on it is looked at"
            )
        if outcome in ("rival", "other reading"):
            return "another reading of the same " + ("words" if outcome == "rival" else "cue") + " is likelier"
        return _WHY[outcome]

    def _inside(self, quote: Mapping[str, Any] | None) -> Row | None:
        around = next((one for one in self.quotes if quote and one["id"] == quote["nested_in"]), None)
        if around is None:
            return None
        name = around["speaker"]["name"] if around["speaker"] else None
        return {"id": around["id"], "text": around["text"], "speaker": name}

    def _context(self, reading: Reading) -> Offsets:
        """The sentences that a reading touches."""
        finding = reading.finding
        places = [*finding.content, *(place for place in (finding.source, finding.cue) if place)]
        first, last = min(start for start, _ in places), max(end for _, end in places)
        return (
            self.weighed.page.sentence_at(first).start,
            max(last, self.weighed.page.sentence_at(last - 1).end),
        )

    def _span(self, place: Offsets | None) -> Row | None:
        if place is None:
            return None
        return {"start": place[0], "end": place[1], "text": self.article.text[slice(*place)]}

    def _text(self, place: Offsets | None) -> str | None:
        return None if place is None else self.article.text[slice(*place)]

    def _words(self, content: Iterable[Offsets]) -> str:
        return JOINT.join(self.article.text[slice(*piece)] for piece in content)


_WHY = {
    "hidden": "no report of something said, but a wish, an attitude or a topic: only --all shows it",
    "own words": "it is part of what the same speaker says around it",
    "nested": "it stands inside another statement and does not tell of somebody else's words",
}


def place_of(quote: Mapping[str, Any]) -> Place:
    """Content, cue and source of a row of ``spq quotes`` as offsets."""
    content = tuple((piece["start"], piece["end"]) for piece in quote["content"])
    cue, source = (quote[key] and (quote[key]["start"], quote[key]["end"]) for key in ("cue", "source"))
    return content, cue, source


def _counts(counts: Counted | None, cue: str) -> Row | None:
    if counts is None:
        return None
    return {
        "text": _counted_words(counts, cue),
        "cases": counts.cases,
        "right": counts.right,
        "average": round(min(1.0, max(0.0, counts.average)), _DIGITS),
        "chance": round(counts.chance, _DIGITS),
        "assumed": counts.assumed,
    }


_FEW = 20
"""Cases below which the average over all cues still counts for more than a sixth."""


def _counted_words(counts: Counted, cue: str) -> str:
    if counts.assumed:
        return (
            f"This construction hardly occurs in the articles in which cues were counted; it is taken to report "
            f"something said in {share_words(counts.chance)}."
        )
    if not counts.cases:
        return (
            f"{_capital(cue)} in this construction does not occur in the articles in which cues were counted; "
            f"cues like it report something said in {share_words(counts.average)}."
        )
    told = (
        f"{_capital(cue)} in this construction reports something said in {counts.right:,} of the {counts.cases:,} "
        f"cases counted."
    )
    if counts.cases >= _FEW:
        return told
    return (
        f"{told} As these are few, cues like it count, too: {share_words(counts.average)}, "
        f"together {share_words(counts.chance)}."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _weights(weights: Iterable[Weight], words: Callable[[str], str | None]) -> list[Row]:
    return [
        {"name": one.name, "text": words(one.name) or one.name, "weight": round(one.weight, _DIGITS)} for one in weights
    ]
