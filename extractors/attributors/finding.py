"""What a rule finds in one sentence, before merging and before anybody knows who "he" is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..cues import Lexicon
from ..evidence import Evidence, Names
from ..page import Offsets, Page, Sentence

if TYPE_CHECKING:
    from ..words import Word


@dataclass(frozen=True, slots=True)
class Source:
    """A source's place, its head word's, and, for a relative pronoun, the place of what it stands for."""

    place: Offsets
    head: Offsets
    antecedent: Offsets | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A cue with its source and content, all as offsets into the article's text.

    ``frame`` is how content hangs on the cue; with ``lemma`` it is the key of the lexicon's figures.
    """

    rule: str
    sentence: int
    lemma: str
    frame: str
    cue: Offsets | None
    who: Source | None
    content: tuple[Offsets, ...]
    confidence: float
    cls: str = "say"
    addressee: Offsets | None = None
    negated: bool = False
    hedged: bool = False
    statement: bool = True
    quoted: bool = False
    evidence: tuple[str, ...] = ()
    chance: float = 0.0  # by counts alone
    repeats: Offsets | None = None  # the source of the words that these repeat

    @property
    def source(self) -> Offsets | None:
        """Where the source stands, if the text names one."""
        return self.who.place if self.who is not None else None


class Weighed(NamedTuple):
    """A reading of a cue and how likely it is, before anything is asked that its confidence does not depend on."""

    sentence: int
    lemma: str
    frame: str
    cue: Offsets
    source: Source | None
    content: tuple[Offsets, ...]
    quoted: bool
    cls: str
    names: Names
    chance: float
    confidence: float
    taken: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule is given besides the sentence; ``trace``, if there is one, takes every reading weighed."""

    page: Page
    lexicon: Lexicon
    trace: list[Finding] | None = None
    evidence: Evidence = field(init=False)
    sources: dict[tuple[int, bool], Source] = field(default_factory=dict, init=False)  # see source.py

    def __post_init__(self) -> None:
        object.__setattr__(self, "evidence", Evidence(self.page, self.lexicon.weights))

    def weigh(
        self,
        sentence: Sentence,
        token: Word,
        who: Word | None,
        *,
        lemma: str,
        frame: str,
        cue: Offsets,
        source: Source | None,
        content: tuple[Offsets, ...],
        quoted: bool,
        way: str = "own",
        cls: str = "say",
    ) -> Weighed | None:
        """This reading of ``token`` as a cue, ``who`` its source; None where too little speaks for it."""
        lexicon = self.lexicon
        entry = lexicon.entry(lemma, frame)
        place = None if source is None else source.place
        names = self.evidence.names(
            sentence, token, who, frame, f"{cls} {entry.listed}", way, cue, place, content, quoted
        )
        confidence = lexicon.confidence(entry, frame, quoted, names.odds)
        # Within a quotation the annotation does not go, so that what was learnt underrates what is said there.
        least = lexicon.threshold if self.page.innermost(cue[0]) is None else lexicon.threshold / 2
        taken = lexicon.everything or confidence >= least
        if not taken and self.trace is None:
            return None
        return Weighed(
            sentence.index, lemma, frame, cue, source, content, quoted, cls, names, entry.chances[quoted], confidence,
            taken,
        )  # fmt: skip

    def found(
        self,
        reading: Weighed | None,
        rule: str,
        *,
        addressee: Offsets | None = None,
        negated: bool = False,
        hedged: bool = False,
        statement: bool = True,
    ) -> Finding | None:
        """The finding of a reading, or None if it is not likely enough."""
        if reading is None:
            return None
        evidence = () if self.trace is None and not self.lexicon.everything else reading.names.every()
        finding = Finding(
            rule, reading.sentence, reading.lemma, reading.frame, reading.cue, reading.source, reading.content,
            reading.confidence, reading.cls, addressee, negated, hedged, statement, reading.quoted, evidence,
            reading.chance,
        )  # fmt: skip
        if self.trace is not None:
            self.trace.append(finding)
        return finding if reading.taken else None


Rule = Callable[[Sentence, Context], Iterator[Finding]]
