"""What a rule finds in one sentence, before merging and before anybody knows who "he" is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..cues import Lexicon
from ..page import Offsets, Page, Sentence


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
    repeats: Offsets | None = None  # the source of the words that these repeat

    @property
    def source(self) -> Offsets | None:
        """Where the source stands, if the text names one."""
        return self.who.place if self.who is not None else None


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule is given besides the sentence."""

    page: Page
    lexicon: Lexicon


Rule = Callable[[Sentence, Context], Iterator[Finding]]
