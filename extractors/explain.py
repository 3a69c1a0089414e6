"""Why something was taken for a statement, or was not: each reading of each cue, its evidence, what became of it.

A reading's evidence is a list of weights that add up to the logarithm of the odds of its confidence; see weights.py.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..data.records import Article
from .attributors import RULES, Context, Finding
from .content import length, overlap
from .cues import QUOTED, Lexicon, load_lexicon
from .leftover import with_leftovers
from .merge import merge, nest
from .model import Model
from .page import Offsets, Page, lay_out
from .parse import parsed
from .trust import company, own_share, trusted
from .weights import CONSTANT, Weights, load_weights, log_odds, logistic

Fate = Literal["kept", "nested", "distrusted", "rival", "other reading", "unlikely", "rare"]
"""What became of a reading, the furthest first.

``kept``: printed, if it is no more of what its own speaker says; ``nested``: inside another statement, of nobody else;
``distrusted``: no longer likely enough once the article was known; ``rival``: another finding has its words;
``other reading``: another reading of its cue is likelier; ``unlikely``: not likely enough by itself; ``rare``: its cue
is so seldom one in this frame that it was not looked at.
"""

CHANCE = "chance"
"""The name of the weight that the counted chance has."""

_SHARED = 0.5
"""Two readings are of the same words when they share this part of the longer content."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one piece of evidence adds to the logarithm of the odds."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a lemma in a frame was an attribution where it was counted.

    ``average`` is the frame's for listed or unlisted cues, ``chance`` what the two come to; ``assumed`` where the
    counted articles hardly have the frame and ``chance`` was set by hand.
    """

    cases: int
    right: int
    average: float
    chance: float
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a cue: the finding as it came out or, for one that fell, as it was weighed last.

    ``weighed`` is its confidence by its own evidence; ``calibration`` adds up to the logarithm of the odds of the
    final one, and is empty for a reading that fell before. ``finding.confidence`` is the last of the two.
    """

    finding: Finding
    fate: Fate
    weighed: float
    calibration: tuple[Weight, ...] = ()

    @property
    def spans(self) -> tuple[tuple[Offsets, ...], Offsets | None, Offsets | None]:
        """Content, cue and source: what tells one attribution of an article from another."""
        return self.finding.content, self.finding.cue, self.finding.source


@dataclass(frozen=True, slots=True)
class Weighed:
    """All readings of an article's cues, in the order of the text."""

    page: Page
    lexicon: Lexicon
    readings: tuple[Reading, ...]

    def same_cue(self, reading: Reading) -> list[Reading]:
        """Other readings of a reading's cue, the likeliest first."""
        return _likeliest(one for one in self.readings if one is not reading and _share_a_cue(one, reading))

    def same_words(self, reading: Reading) -> list[Reading]:
        """Readings of other cues, themselves not kept, that have half the words of this one; the likeliest first."""
        return _likeliest(
            one
            for one in self.readings
            if one is not reading
            and one.fate != "kept"
            and not _share_a_cue(one, reading)
            and _share_words(one, reading)
        )

    def silent(self, told: Iterable[Reading]) -> Iterator[tuple[int, list[Reading]]]:
        """The sentences without a word of any reading ``told``, each with its readings, the likeliest first."""
        spans = [span for one in told for span in _places(one.finding)]
        by_sentence: dict[int, list[Reading]] = {}
        for one in self.readings:
            by_sentence.setdefault(one.finding.sentence, []).append(one)
        for sentence in self.page.sentences:
            if not any(start < sentence.end and sentence.start < end for start, end in spans):
                yield sentence.index, _likeliest(by_sentence.get(sentence.index, ()))


def weigh(article: Article, model: Model, *, rare: bool = False) -> Weighed:
    """Weigh every reading of every cue in an article, and follow each through the steps after (see pipeline.py).

    ``rare`` takes in readings of words that are so seldom cues that they are otherwise not looked at.
    """
    page, lexicon = lay_out(article.text), load_lexicon()
    looked_at: list[Finding] = []
    passed_over: list[Finding] = []
    contexts = [Context(page, lexicon, looked_at)]
    if rare:
        contexts.append(Context(page, replace(lexicon, least=0.0), passed_over))
    found: list[list[Finding]] = [[] for _ in contexts]
    for sentence in parsed(page, model):
        if sentence.doc is None:
            continue
        for context, into in zip(contexts, found, strict=True):
            into += [finding for rule in RULES for finding in rule(sentence, context)]
    steps = _Steps(page, lexicon, found[0])
    known = {_key(one) for one in looked_at}
    readings = [steps.reading(one) for one in _distinct([*looked_at, *found[0], *steps.joined])]
    readings += [Reading(one, "rare", one.confidence) for one in _distinct(passed_over) if _key(one) not in known]
    readings.sort(key=lambda one: (one.finding.content[0], -one.weighed))
    return Weighed(page, lexicon, tuple(readings))


class _Steps:
    """What the steps after the rules leave of their findings."""

    def __init__(self, page: Page, lexicon: Lexicon, found: Sequence[Finding]) -> None:
        self._least = lexicon.threshold
        self.joined = with_leftovers(merge(found, page), page)
        kept = trusted(self.joined, page)
        self._found = {_key(one) for one in found}
        self._joined = {
            _key(one): (one, names) for one, names in zip(self.joined, company(self.joined, page), strict=True)
        }
        self._trusted = {_key(one): one for one in kept}
        self._nested = {_key(one.finding) for one in nest(kept, page)}

    def reading(self, weighed: Finding) -> Reading:
        """A finding as it was weighed, with what became of it."""
        key, own = _key(weighed), weighed.confidence
        if key not in self._joined:
            fate: Fate = "rival" if key in self._found else "other reading" if own >= self._least else "unlikely"
            return Reading(weighed, fate, own)
        joined, names = self._joined[key]
        calibration = calibrated(joined, names)
        if key not in self._trusted:
            confidence = logistic(sum(one.weight for one in calibration))
            return Reading(replace(joined, confidence=confidence), "distrusted", own, calibration)
        return Reading(self._trusted[key], "kept" if key in self._nested else "nested", own, calibration)


def evidence_for(finding: Finding, lexicon: Lexicon) -> tuple[Weight, ...]:
    """What a finding's own confidence was made of, the weightiest first; empty where it was counted or set alone.

    The weights add up to the logarithm of its odds: the constant, the counted chance, and everything seen around the
    cue. Names that hold for all frames and for one group of them are told as one, their weights added.
    """
    if not finding.evidence or finding.frame in lexicon.assumed:
        return ()
    by_name = lexicon.weights.by_name
    folded: dict[str, float] = {
        CONSTANT: lexicon.weights.constant,
        CHANCE: lexicon.weights.times(CHANCE, log_odds(finding.chance)),
    }
    for name in finding.evidence:
        plain = without_group(name)
        folded[plain] = folded.get(plain, 0.0) + by_name.get(name, 0.0)
    return _weightiest(folded)


def calibrated(finding: Finding, names: Iterable[str], weights: Weights | None = None) -> tuple[Weight, ...]:
    """What makes a finding's confidence the final one (see trust.py), the weightiest first."""
    table = load_weights("trust") if weights is None else weights
    if not table.by_name:
        return ()
    own = own_share(finding, table)
    return _weightiest(
        {CONSTANT: table.constant, "log odds": own, **{name: table.by_name.get(name, 0.0) for name in names}}
    )


def counted(finding: Finding, lexicon: Lexicon) -> Counted | None:
    """The figures behind a finding's chance; None for one without a cue, which nothing was counted for."""
    if finding.cue is None:
        return None
    frame = finding.frame + QUOTED if finding.quoted else finding.frame
    if frame in lexicon.assumed:
        return Counted(0, 0, 0.0, lexicon.assumed[frame], assumed=True)
    cases, right, average = lexicon.counts(finding.lemma, finding.frame, finding.quoted)
    return Counted(cases, right, average, lexicon.chance(finding.lemma, finding.frame, finding.quoted))


def without_group(name: str) -> str:
    """A name of evidence without the group or frame it holds for.

    ``clause|subject=PERSON`` → ``subject=PERSON``, ``class=say True|clause`` and ``class=say True clause`` →
    ``class=say True``.
    """
    if name.startswith("class="):
        return " ".join(name.partition("|")[0].split(" ")[:2])
    head, bar, tail = name.partition("|")
    return tail if bar and "=" not in head else name


def _weightiest(weights: dict[str, float]) -> tuple[Weight, ...]:
    ordered = sorted(weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    return tuple(Weight(name, weight) for name, weight in ordered if weight)


def _key(finding: Finding) -> Hashable:
    """What stays of a finding while its content is joined and its confidence changed."""
    place = finding.content if finding.cue is None else finding.cue
    return place, finding.rule, finding.frame, finding.who, finding.evidence


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The first of findings with one key: as it was weighed."""
    first: dict[Hashable, Finding] = {}
    for finding in findings:
        first.setdefault(_key(finding), finding)
    return list(first.values())


def _likeliest(readings: Iterable[Reading]) -> list[Reading]:
    """The likeliest first, of those with the same source and content only that one."""
    best: dict[Hashable, Reading] = {}
    for one in sorted(readings, key=lambda one: -one.weighed):
        best.setdefault((one.finding.source, one.finding.content), one)
    return list(best.values())


def _share_a_cue(one: Reading, other: Reading) -> bool:
    a, b = one.finding.cue, other.finding.cue
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def _share_words(one: Reading, other: Reading) -> bool:
    a, b = one.finding.content, other.finding.content
    return overlap(a, b) >= _SHARED * max(length(a), length(b))


def _places(finding: Finding) -> Iterator[Offsets]:
    yield from finding.content
    yield from (place for place in (finding.cue, finding.source) if place is not None)
