"""Sentences as words, the forms that stand for them in pairs, and the classes they are in; no parse is needed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

START, END = "(start)", "(end)"
NUMBER, YEAR, DECADE, ORDINAL = "[number]", "[year]", "[decade]", "[ordinal]"
MAGNITUDE, NUMERAL, NAME, PAST = "[magnitude]", "[numeral]", "[name]", "[past]"
CURRENCY = "[currency]"
FIGURES = frozenset({NUMBER, ORDINAL, MAGNITUDE, NUMERAL, CURRENCY, "%"})
"""Forms of which figures consist."""

_TOKEN = re.compile(
    r"[$€£₽]|%|[^\W\d_]+(?:-[^\W\d_]+)*(?:['’][^\W\d_]+)?|(?<!\d)\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|s)?\b|\.\.\.|[?!:;,.]|--?|[–—]|[\"“”]"
)
_LONGEST = 4000
"""Characters of a sentence that are read; beyond, it is no sentence."""

_OPENING = frozenset({".", "?", "!", '"', "“", ":", "--", "–", "—", "..."})
"""Behind these a capital begins a sentence and does not make a name."""

_ENDING = '.!"”“'
"""Tokens at the end that tell nothing: a claim may be cut out of its sentence."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``worth_words.toml``: the form of a word where it has one of its own, and its classes."""

    forms: dict[str, str]
    classes: dict[str, tuple[str, ...]]
    past: frozenset[str]
    function: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's tokens: lower-cased words with figures folded to their shape, forms, and offsets into its text."""

    text: str
    words: list[str]
    forms: list[str]
    spans: list[tuple[int, int]]


@lru_cache
def lexicon() -> Lexicon:
    """The bundled lists."""
    file = resources.files("spquotes.data") / "lexicons" / "worth_words.toml"
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    members = {name: words.split() for name, words in read["classes"].items()}
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in members.items():
        for word in words:
            classes[word] = (*classes.get(word, ()), name)
    past, function = frozenset(read["past"].split()), frozenset(read["function"].split())
    forms = {word: f"[{name}]" for name in reversed(read["then"]) for word in members[name]}
    forms |= dict.fromkeys(past, PAST)
    forms |= {word: f"[{name}]" for name in reversed(read["first"]) for word in members[name]}
    forms |= {word: word for word in function}
    forms |= dict.fromkeys(read["numbers"].split(), NUMERAL)
    forms |= dict.fromkeys(read["magnitudes"].split(), MAGNITUDE)
    return Lexicon(forms, classes, past, function)


def read_words(text: str) -> Words:
    """The tokens of a sentence; a full stop and quotation marks at its end are left out."""
    words, forms, spans = [], [], []
    opening = True
    for match in _TOKEN.finditer(text, 0, _LONGEST):
        token = match[0]
        first = token[0]
        word = _folded(token) if first.isdecimal() else token.replace("’", "'").lower()
        if word in _CURRENCIES:
            word = CURRENCY
        words.append(word)
        named = not opening and first.isupper() and not token.startswith(_I)
        forms.append(NAME if named and word not in _figure_words() else _form(word))
        spans.append(match.span())
        if first.isalnum():
            opening = False
        elif token in _OPENING:
            opening = True
    while words and words[-1] in _ENDING:
        del words[-1], forms[-1], spans[-1]
    return Words(text, words, forms, spans)


_CURRENCIES = frozenset("$€£₽")
_I = ("I'", "I’")


@lru_cache
def _figure_words() -> frozenset[str]:
    return frozenset({"i", *(word for word, form in lexicon().forms.items() if form in (NUMERAL, MAGNITUDE))})


def _folded(token: str) -> str:
    """The shape of a figure: a year, a decade, an ordinal or a number."""
    digits = token.rstrip("sthndr")
    if token[-1] == "s" and len(digits) >= 2:
        return DECADE
    if len(digits) != len(token):
        return ORDINAL
    return YEAR if len(digits) == 4 and digits.isdecimal() and 1700 <= int(digits) < 2100 else NUMBER


_TAILS = (("ing", 6, "[-ing]"), ("ly", 5, "[-ly]"), ("est", 6, "[compare]"), ("s", 4, "[-s]"))
_SIBILANT = "ss"


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    form = lexicon().forms.get(word)
    if form is not None or not word[0].isalpha():
        return form or word
    if word.endswith("ed") and len(word) > 4:
        return PAST
    for tail, least, name in _TAILS:
        if len(word) >= least and word.endswith(tail) and not (tail == "s" and word.endswith(_SIBILANT)):
            return name
    return "[word]"


_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What the forms of a word have in common, roughly: create, created, creating → creat."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(_SIBILANT):
            word = word[: len(word) - len(ending)] + instead
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl" else word
