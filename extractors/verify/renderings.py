"""The same statement in other words: what one speaker says elsewhere that shares a quotation's rarest stems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..claims.wording import Rarity, by_rarity, stems
from .draftwords import Token
from .sourcetexts import Texts

ALIKE = 0.45
"""Share of the stems' weight, of both wordings together, from which two statements of one speaker are taken for one."""

LEAST_STEMS = 3
"""Stems that they share at least."""

BEGINNING = 4
"""Letters of a word that its other forms begin with, too."""

ASKED, LOOKED_AT = 8, 400
"""Rare words by which a speaker's statements are looked up, and statements looked at."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A statement that says the same: its number, its text's number, and how like it is (0–1)."""

    statement: int
    analysis: int
    share: float


def renderings(
    tokens: Sequence[Token], texts: Texts, people: Sequence[str], words: Sequence[str], least: float = ALIKE
) -> list[Rendering]:
    """The people's statements that say the same as a quotation, the likest first; ``words`` are the quotation's."""
    ours = {stem for token in tokens if token.key for stem in stems(token.key)}
    if len(ours) < LEAST_STEMS or not people:
        return []
    rare = Rarity()
    rank = {term: place for place, term in enumerate(by_rarity([stem for key in words for stem in stems(key)]))}
    telling = sorted((key for key in dict.fromkeys(words) if stems(key)), key=lambda key: rank[stems(key)[0]])
    found = []
    for number, analysis, text in texts.statements_by(people, telling[:ASKED], LOOKED_AT):
        low = text.casefold()
        if sum(key[:BEGINNING] in low for key in telling) < LEAST_STEMS - 1:
            continue  # stemming takes longer than all the rest
        theirs = {stem for word in text.split() for stem in stems(word.strip(_EDGES))}
        shared = ours & theirs
        if len(shared) < LEAST_STEMS:
            continue
        share = 2 * _weight(shared, rare) / (_weight(ours, rare) + _weight(theirs, rare))
        if share >= least:
            found.append(Rendering(number, analysis, share))
    return sorted(found, key=lambda one: (-one.share, one.statement))


_EDGES = ".,;:!?…\"'“”„‘’«»()[]—–-"


def _weight(terms: Iterable[str], rare: Rarity) -> float:
    return sum(map(rare, terms))
