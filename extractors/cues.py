"""The lexicon of cues: a cue's class, and how often it was an attribution where it was counted.

``data/lexicons/cues.toml`` says which class a cue has; ``cue_figures.toml`` has counts by lemma and frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from .lexicon import read_lexicon

THRESHOLD = 0.38
"""Least chance at which a cue is taken for one; near the optimum of joint F1 (half the F1 reached, see figures.py)."""

# Weight, in cases, of the frame's average when a lemma's own counts are few.
PRIOR_WEIGHT = 4.0

QUOTED = "+quoted"

ATTITUDES = frozenset({"think", "want"})
CLAUSAL = frozenset({"clause", "aside", "passive_that", "that"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes by lemma, counts by lemma and frame; ``everything`` takes any word for a cue (for counting)."""

    classes: dict[str, str]
    figures: dict[str, dict[str, tuple[int, int]]]
    averages: dict[str, float]
    everything: bool = False
    threshold: float = THRESHOLD
    _known: frozenset[str] = field(default_factory=frozenset)
    assumed: dict[str, float] = field(default_factory=dict)
    topics: frozenset[str] = frozenset()

    def chance(self, lemma: str, frame: str, quoted: bool) -> float:
        """How often this lemma in this frame was an attribution; for rare ones drawn towards the frame's average."""
        if self.everything:
            return 1.0
        key = frame + QUOTED if quoted else frame
        if key in self.assumed:
            return self.assumed[key]
        tried, right = self.figures.get(lemma, {}).get(key, (0, 0))
        group = "listed" if self.listed(lemma, frame) else "unlisted"
        average = self.averages.get(f"{group} {key}", self.averages.get(f"{group} {frame}", 0.0))
        return (right + PRIOR_WEIGHT * average) / (tried + PRIOR_WEIGHT)

    def cls(self, lemma: str, frame: str) -> str:
        """The class of a cue: of lemma and frame if listed ("call prep_for"), else of the lemma, else ``say``."""
        return self.classes.get(f"{lemma} {frame}") or self.classes.get(_entry(lemma, frame)) or "say"

    def listed(self, lemma: str, frame: str = "") -> bool:
        """Whether the lemma is in the list of cues, of nouns for a noun's frame, of adjectives for an adjective's."""
        return _entry(lemma, frame) in self._known


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
        _known=frozenset({*classes, *(name.split()[0] for name in classes)}),
        assumed=listed.get("assumed", {}),
        topics=frozenset(listed["topics"]),
    )
