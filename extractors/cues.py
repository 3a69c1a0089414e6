"""The lexicon of cues: a cue's class, and how often it was an attribution where it was counted.

``data/lexicons/cues.toml`` says which class a cue has; ``cue_figures.toml`` has counts by lemma and frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .lexicon import read_lexicon
from .weights import Weights, load_weights, log_odds, logistic

NO_WEIGHTS = Weights({})

LEAST_CHANCE = 0.25
"""Least chance, by counts alone, at which a reading is looked at; between 0.2 and 0.3 accuracy is the same."""

LEAST_OBJECT = 0.28
"""The same for a verb with its object: above 0.254, the average of unlisted verbs with a quoted one.  At 0.25 they were
a quarter of all readings, and on PolNeAR's dev the joint F1 was 0.1 lower with them."""

LEAST_BESIDE = 0.1
"""The same for a quotation beside a cue: these readings are few, and the marks speak for them."""

BESIDE = frozenset({"behind", "ahead", "loose"})

READ = 0.28
"""Least confidence of a reading to be a finding; what comes after may lower or raise it (see trust.py)."""

# Weight, in cases, of the frame's average when a lemma's own counts are few.
PRIOR_WEIGHT = 4.0

QUOTED = "+quoted"

ATTITUDES = frozenset({"think", "want"})
CLAUSAL = frozenset(
    {"clause", "aside", "loose_aside", "passive_that", "that", "flat", "flat_before", "as_told", "closing"}
)


MOST_ENTRIES = 1 << 16
"""Entries of lemma and frame that are kept once made; then they are made anew."""


class Entry(NamedTuple):
    """A lemma in a frame: its class, whether it is listed, its chances outside and in marks, whether to look at it."""

    cls: str
    listed: bool
    chances: tuple[float, float]
    odds: tuple[float, float]  # what they add to the logarithm of the odds, the constant among it
    possible: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes by lemma, counts by lemma and frame, weights of the evidence.

    ``everything`` takes any word for a cue and yields every reading of it, for counting and learning.
    """

    classes: dict[str, str]
    figures: dict[str, dict[str, tuple[int, int]]]
    averages: dict[str, float]
    everything: bool = False
    least: float = LEAST_CHANCE
    threshold: float = READ
    known: frozenset[str] = frozenset()
    assumed: dict[str, float] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()
    weights: Weights = NO_WEIGHTS
    ends: Weights = NO_WEIGHTS
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict, init=False, repr=False, compare=False)

    def chance(self, lemma: str, frame: str, quoted: bool) -> float:
        """How often this lemma in this frame was an attribution; for rare ones drawn towards the frame's average."""
        return self.entry(lemma, frame).chances[quoted]

    def _chance(self, lemma: str, frame: str, quoted: bool) -> float:
        key = frame + QUOTED if quoted else frame
        if key in self.assumed:
            return self.assumed[key]
        tried, right, average = self.counts(lemma, frame, quoted)
        return (right + PRIOR_WEIGHT * average) / (tried + PRIOR_WEIGHT)

    def counts(self, lemma: str, frame: str, quoted: bool) -> tuple[int, int, float]:
        """How often the lemma stood in the frame, how often as an attribution, and the frame's average share."""
        key = frame + QUOTED if quoted else frame
        tried, right = (self.figures.get(lemma) or self.figures.get(american(lemma), {})).get(key, (0, 0))
        group = "listed" if _entry(lemma, frame) in self.known else "unlisted"
        return tried, right, self.averages.get(f"{group} {key}", self.averages.get(f"{group} {frame}", 0.0))

    def entry(self, lemma: str, frame: str) -> Entry:
        """All that the lexicon knows of a lemma in a frame."""
        known = self.entries.get((lemma, frame))
        if known is None:
            chances = self._chance(lemma, frame, False), self._chance(lemma, frame, True)
            least = self.least_of(frame)
            place = _entry(lemma, frame)
            cls = self.classes.get(f"{lemma} {frame}") or self.classes.get(place) or "say"
            if len(self.entries) >= MOST_ENTRIES:
                self.entries.clear()
            odds = self._odds(chances[0]), self._odds(chances[1])
            known = Entry(cls, place in self.known, chances, odds, max(chances) >= least)
            self.entries[lemma, frame] = known
        return known

    def least_of(self, frame: str) -> float:
        """The least chance at which a reading in this frame is looked at."""
        if frame in BESIDE:
            return min(self.least, LEAST_BESIDE)
        return max(self.least, LEAST_OBJECT) if frame == "object" and self.least else self.least

    def possible(self, lemma: str, frame: str) -> bool:
        """Whether a lemma in a frame is an attribution often enough to be looked at."""
        return self.entry(lemma, frame).possible

    def _odds(self, chance: float) -> float:
        return self.weights.constant + self.weights.times("chance", log_odds(chance))

    def confidence(self, entry: Entry, frame: str, quoted: bool, odds: float) -> float:
        """How likely a reading is right, 0–1, by the counted chance and the ``odds`` that its evidence adds."""
        if self.everything or frame in self.assumed:
            return entry.chances[quoted]
        return logistic(entry.odds[quoted] + odds)

    def cls(self, lemma: str, frame: str) -> str:
        """The class of a cue: of lemma and frame if listed ("call prep_for"), else of the lemma, else ``say``."""
        return self.entry(lemma, frame).cls

    def listed(self, lemma: str, frame: str = "") -> bool:
        """Whether the lemma is in the list of cues, of nouns for a noun's frame, of adjectives for an adjective's."""
        return self.entry(lemma, frame).listed


# Frames whose content is a thing, not what is said of it, unless the cue itself says it (criticised, called for).
_THINGS = ("object", "object_prep", "prep", "passive", "noun", "adj")
_SAYING = frozenset({"say", "claim", "show", "announce", "ask"})


def is_statement(cls: str, frame: str, quoted: bool, topic: bool = False) -> bool:
    """Whether a reader would call it a statement.

    Wishes are none, nor attitudes without a clause, nor a cue that only names its ``topic`` (discussed the race,
    praised him): unless the words themselves are quoted.
    """
    if quoted:
        return True
    if cls in ATTITUDES:
        return cls == "think" and frame in CLAUSAL
    if frame in CLAUSAL or frame in ("noun_that", "noun_is", "phrase"):
        return True
    kind = "object_prep" if frame.startswith("object_prep") else frame.split("_")[0]
    if frame in ("object_to", "object_as", "small_clause") or kind not in _THINGS:
        return True
    if topic and kind in ("object", "object_prep", "prep"):
        return cls == "call" and kind == "prep"  # called for peace
    return kind in ("object", "object_prep", "prep") if cls in _SAYING else kind not in ("passive", "noun")


def american(lemma: str) -> str:
    """A lemma as American writers spell it: criticise, favour; the counted articles are theirs."""
    if lemma.endswith("ise"):
        return lemma[:-3] + "ize"
    return lemma.replace("our", "or", 1)


def _entry(lemma: str, frame: str) -> str:
    """The key of a lemma in the table of classes: the call is one cue, to call another."""
    part = frame.split("_")[0]
    return f"{lemma}/{part}" if part in ("noun", "adj") else lemma


_SUFFIX = {"nouns": "/noun", "adjectives": "/adj"}


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The bundled lexicon."""
    listed = read_lexicon("cues")
    classes = {
        lemma + _SUFFIX.get(part, ""): cls
        for cls, groups in listed["classes"].items()
        for part, group in groups.items()
        for lemma in group
    }
    raw = read_lexicon("cue_figures")
    figures = {
        lemma: {frame: (counts[0], counts[1]) for frame, counts in frames.items()}
        for lemma, frames in raw.get("cues", {}).items()
    }
    return Lexicon(
        classes,
        figures,
        raw.get("averages", {}),
        known=frozenset({*classes, *(name.split()[0] for name in classes)}),
        assumed=listed.get("assumed", {}),
        topics=frozenset(listed["topics"]),
        weights=load_weights("acceptance"),
        ends=load_weights("ends"),
    )
