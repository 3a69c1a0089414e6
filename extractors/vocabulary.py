"""Words that could be spellings of one another, found without comparing every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from .nameparts import Name
from .names import alike
from .nametokens import Token

NEAR = 0.8
"""Words below this are no pair of two names of one person: SAME holds the worst word of even long names above .785."""


def blocks_of(token: Token, vowelless: bool) -> set[str]:
    """What a word shares with those that it may be a spelling of; ``vowelless`` where scripts without vowels occur."""
    blocks = {f"={form}" for form in token.forms}
    for key in token.coarse:
        blocks.add(key)
        if len(key) > 4:
            blocks.update(key[:i] + key[i + 1 :] for i in range(len(key)))
    if vowelless and len(token.skeleton) > 1:
        blocks.add(f"~{token.skeleton}")
    return blocks


class Vocabulary:
    """The distinct words of all names, and for each the words it could be a spelling of.

    Candidates share a coarse key up to one letter left out on either side, a full form, or, where a script without
    vowels is concerned, a skeleton.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._tokens: dict[tuple[str, ...], Token] = {}
        self._blocks: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._near: dict[tuple[str, ...], list[tuple[tuple[str, ...], float]]] = {}
        every = {token.keys: token for name in names for token in name.tokens if not token.initial}
        vowelless = any(token.consonantal for token in every.values())
        for keys, token in every.items():
            self._tokens[keys] = token
            for block in blocks_of(token, vowelless):
                self._blocks[block].append(keys)
        self._vowelless = vowelless

    def near(self, token: Token) -> list[tuple[tuple[str, ...], float]]:
        """Keys of the words that ``token`` may be a spelling of, its own first, with how alike they are."""
        found = self._near.get(token.keys)
        if found is None:
            others = {keys: None for block in blocks_of(token, self._vowelless) for keys in self._blocks.get(block, ())}
            others.pop(token.keys, None)
            scores = ((keys, alike(token, self._tokens[keys])) for keys in others)
            found = [(token.keys, 1.0), *((keys, score) for keys, score in scores if score >= NEAR)]
            self._near[token.keys] = found
        return found
