"""The words of a claim in a form in which other wordings can be found: stems, names, and how rare each is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from ..lexicon import read_lexicon

if TYPE_CHECKING:
    from .comparable import Comparable, Named

NAME = "@"
"""Before the id of somebody named: a term that is no stem."""

_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")
_SPELLINGS = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("our", "or"), ("ours", "ors"),
    ("oured", "ored"), ("tre", "ter"), ("ogue", "og"), ("elling", "eling"), ("elled", "eled"), ("eller", "eler"),
)  # fmt: skip
"""Endings of British spelling and what American writes, for words of six letters and more."""


def terms(claim: Comparable) -> tuple[str, ...]:
    """The content words of a claim as stems, names as ids, in order; figures and dates left out.

    A word of ``paraphrase.toml`` stands for its whole group.
    """
    words = _WORD.findall(claim.text)
    stretches: dict[str, list[tuple[list[str], tuple[str, ...]]]] = {}
    for some, instead in _replaced(claim):
        if some:
            stretches.setdefault(some[0], []).append((some, instead))
    for alike in stretches.values():
        alike.sort(key=lambda one: -len(one[0]))
    found: list[str] = []
    at = 0
    while at < len(words):
        for some, instead in stretches.get(words[at], ()):
            if words[at : at + len(some)] == some:
                found += instead
                at += len(some)
                break
        else:
            found += stems(words[at])
            at += 1
    return tuple(found)


def _replaced(claim: Comparable) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Words of names, figures and dates, each with the terms for them."""
    for name in claim.names:
        if _is_known_by_id(name):
            yield _WORD.findall(name.text), (f"{NAME}{name.id}",)
    for date in claim.dates:
        yield _WORD.findall(date.text), ()
    for one in claim.quantities:
        words = _WORD.findall(one.text)
        counted = () if one.kind in _WHOLE else (stem for word in words for stem in stems(word) if not is_numeral(word))
        yield words, tuple(counted)


_WHOLE = ("money", "percent", "rank", "multiple")
"""Kinds of quantities whose words all are the figure; of the others what is counted is a word as any."""


def is_numeral(word: str) -> bool:
    """Whether a word is a figure: with digits, or spelled out."""
    parts = word.lower().split("-")
    return any(map(str.isdigit, word)) or all(part in _numerals() for part in parts)


@lru_cache(maxsize=1)
def _numerals() -> frozenset[str]:
    return frozenset(read_lexicon("paraphrase")["numerals"].split())


def plain_words(text: str) -> tuple[str, ...]:
    """All words of a text in order, in small letters."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def demands(text: str) -> bool:
    """Whether a claim tells what should be, or is allowed, by its words."""
    return _demanding().search(text) is not None


@lru_cache(maxsize=1)
def _demanding() -> re.Pattern[str]:
    raw = read_lexicon("paraphrase")
    words, spoken = ("|".join(map(re.escape, some)) for some in (raw["demands"], raw["spoken"].split()))
    return re.compile(rf"\b(?:{words})\b(?!\s+(?:{spoken})\b)", re.IGNORECASE)


def _is_known_by_id(name: Named) -> bool:
    """Whether a name tells more as an id: a person's, a long one or an acronym; Parliament and American are words."""
    return name.person or " " in name.text or name.text.isupper()


_CLITICS = ("", "s", "ll", "ve", "re", "d", "m")


@lru_cache(maxsize=1 << 15)
def stems(word: str) -> tuple[str, ...]:
    """The stem of a word, or those of its parts where it has a hyphen; nothing for words that carry nothing."""
    stop, groups = _paraphrases()
    plain = word.lower().replace("’", "'")
    plain, _, clitic = plain.partition("'")  # it's, they've, don't
    plain += clitic if clitic not in _CLITICS else ""
    if plain in stop or clitic == "t":
        return ()
    if plain in groups:
        return (groups[plain],)
    if "-" in plain:
        return tuple(stem for part in plain.split("-") for stem in stems(part))
    plain = plain.replace(".", "")  # U.S.
    return (groups.get(plain) or _stemmed(plain),)


def _stemmed(word: str) -> str:
    if len(word) >= 6:
        for british, american in _SPELLINGS:
            if word.endswith(british):
                word = word.removesuffix(british) + american
                break
    return _stemmer()(word)


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


@lru_cache(maxsize=1)
def _paraphrases() -> tuple[frozenset[str], Mapping[str, str]]:
    """Stop words, and by word and by each of its regular forms the name of its group: its first word."""
    raw = read_lexicon("paraphrase")
    lines = [line.split() for line in raw["groups"]]
    groups = {word: f"{words[0]}~" for words in reversed(lines) for word in words}
    for head, *words in lines:
        for word in (head, *words):
            for form in _inflected(word):
                groups.setdefault(form, f"{head}~")
    return frozenset(raw["stop"].split()), groups


def _inflected(word: str) -> Iterator[str]:
    """A word with its regular endings, as verb and as noun: what is made need not be English."""
    yield word
    bare = word.removesuffix("e")
    for ending in ("s", "es", "er", "ers", "ed", "ing", "ment", "ments", "ion", "ions", "ly"):
        if ending[0] in "ei" or ending == "s":
            yield (bare if ending[0] in "ei" else word) + ending
        elif len(word) > 5:
            yield word + ending
    if word.endswith("y"):
        yield from (word[:-1] + ending for ending in ("ies", "ied"))
    if word[-1] in "bdgmnprt":
        yield from (word + word[-1] + ending for ending in ("ed", "ing", "er"))


# ---- rarity

PRIOR = 300
"""Claims at hand that count as much as the bundled table; a few hundred claims of one topic already tell its words."""

UNSEEN = 2.0
"""Sentences in which a word stands that the table has not."""

NAMES = 1 / 400
"""Share of claims that mention a name, before claims at hand tell: that of a politician in a month's politics."""


@dataclass(slots=True)
class Rarity:
    """How much a shared term tells: the negative logarithm of its share of claims.

    ``counts`` are of the ``total`` claims at hand, one for each claim with the term.
    """

    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0

    def add(self, found: Iterable[str]) -> None:
        """Counts the terms of one more claim."""
        self.counts.update(set(found))
        self.total += 1

    def __call__(self, term: str) -> float:
        """The weight of a term, about 2 (in every seventh claim) to 10."""
        return -math.log((self.counts[term] + PRIOR * expected(term)) / (self.total + PRIOR))


@lru_cache(maxsize=1 << 15)
def expected(term: str) -> float:
    """The share of sentences of news that have a term, by the bundled table."""
    if term.startswith(NAME):
        return NAMES
    counts, sentences = _bundled()
    return counts.get(term, UNSEEN) / sentences


@lru_cache(maxsize=1)
def _bundled() -> tuple[Mapping[str, float], int]:
    """Of ``frequencies.tsv`` the sentences with each term, and how many there are in all."""
    file = resources.files("spquotes.data") / "lexicons" / "frequencies.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    counts = {term: float(count) for count, term in rows}
    return counts, int(counts.pop("(sentences)"))


def by_rarity(found: Sequence[str]) -> list[str]:
    """The different terms, those first that are rarest in news; the same whatever claims are at hand."""
    return sorted(dict.fromkeys(found), key=lambda term: (expected(term), term))
