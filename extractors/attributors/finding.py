"""What a rule finds in one sentence, before merging and before anybody knows who "he" is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..cues import Lexicon
from ..evidence import Evidence
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


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule is given besides the sentence; ``trace``, if there is one, takes every reading weighed."""

    page: Page
    lexicon: Lexicon
    trace: list[Finding] | None = None
    evidence: Evidence = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "evidence", Evidence(self.page))

    def finding(
        self,
        sentence: Sentence,
        token: Word,
        who: Word | None,
        *,
        rule: str,
        lemma: str,
        frame: str,
        cue: Offsets,
        source: Source | None,
        content: tuple[Offsets, ...],
        quoted: bool,
        way: str = "own",
        cls: str = "say",
        addressee: Offsets | None = None,
        negated: bool = False,
        hedged: bool = False,
        statement: bool = True,
    ) -> Finding | None:
        """A finding of this reading of ``token`` as a cue, ``who`` its source; None where too little speaks for it."""
        lexicon = self.lexicon
        source = _outside_quotation(self.page, source)
        chance = lexicon.chance(lemma, frame, quoted)
        place = None if source is None else source.place
        names = self.evidence.names(
            sentence, token, who, frame, f"{cls} {lexicon.listed(lemma, frame)}", way, cue, place, content, quoted
        )
        confidence = lexicon.confidence(names, chance, frame)
        # Within a quotation the annotation does not go, so that what was learnt underrates what is said there.
        least = lexicon.threshold if self.page.innermost(cue[0]) is None else lexicon.threshold / 2
        taken = lexicon.everything or confidence >= least
        if not taken and self.trace is None:
            return None
        evidence = () if self.trace is None and not lexicon.everything else names.every()
        found = Finding(
            rule, sentence.index, lemma, frame, cue, source, content, confidence, cls, addressee, negated, hedged,
            statement, quoted, evidence, chance,
        )  # fmt: skip
        if self.trace is not None:
            self.trace.append(found)
        return found if taken else None


def _outside_quotation(page: Page, source: Source | None) -> Source | None:
    """A source begins behind a quotation that its head stands outside of: “Is it safe?” Brown asked."""
    if source is None:
        return None
    start, end = source.place
    for index in page.quotations_over(start, end):
        quotation = page.quotations[index]
        if quotation.start <= start < quotation.end <= source.head[0]:
            start = quotation.end
    while start < source.head[0] and page.text[start] in " ,\n":
        start += 1
    return source if start == source.place[0] else replace(source, place=(start, end))


Rule = Callable[[Sentence, Context], Iterator[Finding]]
