"""What a sentence has that may speak for or against a check: words, pairs, forms, topics, length, each with a name.

``word jobs``, ``stem job`` and ``form [past]`` are of one token, ``pair of jobs`` and ``forms we [past]`` of two
neighbours, ``about money``, ``about money and change`` and ``length 12`` (at least so many tokens) of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from .worthwords import CURRENCY, END, MAGNITUDE, NAME, NUMBER, NUMERAL, PAST, START, Words, lexicon, stem

Place = tuple[int, ...]
"""The numbers of the tokens that a feature is read off; empty for one of the whole sentence."""

LENGTHS = (3, 5, 7, 9, 12, 15, 18, 22, 26, 30, 36, 45, 60)

_TOPICAL = {
    NAME: "a name",
    PAST: "the past",
    MAGNITUDE: "magnitude",
    NUMERAL: "numeral",
    NUMBER: "number",
    CURRENCY: "currency",
    "?": "question",
}
"""Forms that count as a topic, too."""


def features(read: Words) -> Iterator[tuple[str, Place]]:
    """Every feature of a sentence with the tokens it is read off, once for each time it is there."""
    words, forms = [START, *read.words, END], [START, *read.forms, END]
    for i, (word, form) in enumerate(zip(words, forms, strict=True), -1):
        place: Place = (i,)
        yield f"word {word}", place
        if has_stem(word):
            yield f"stem {stem(word)}", place
        if form != word:
            yield f"form {form}", place
    for i, ((word, after), (form, form_after)) in enumerate(zip(pairwise(words), pairwise(forms), strict=True), -1):
        yield f"pair {word} {after}", (i, i + 1)
        if form != word or form_after != after:
            yield f"forms {form} {form_after}", (i, i + 1)
    found = topics(read)
    for topic, place in found.items():
        yield f"about {topic}", place
    for one, two in combinations(sorted(found), 2):
        yield f"about {one} and {two}", found[one] + found[two]
    for length in LENGTHS:
        if len(read.words) >= length:
            yield f"length {length}", ()


@lru_cache(maxsize=50_000)
def has_stem(word: str) -> bool:
    """Whether a word changes its form: a pronoun or a mark has no stem."""
    return word.isalpha() and word not in lexicon().function


def topics(read: Words) -> dict[str, Place]:
    """The classes of the sentence's words and the telling ones of their forms, with the tokens that have them."""
    found: dict[str, Place] = {}
    classes = lexicon().classes
    for i, (word, form) in enumerate(zip(read.words, read.forms, strict=True)):
        for topic in classes.get(word, ()):
            found[topic] = (*found.get(topic, ()), i)
        if form in _TOPICAL:
            found[_TOPICAL[form]] = (*found.get(_TOPICAL[form], ()), i)
    return found


def scale(read: Words) -> float:
    """What sums of weights are divided by, so that a long sentence is not worth a check for its length alone."""
    return float((len(read.words) + 2) ** 0.5)
