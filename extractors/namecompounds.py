"""Names of Arabic origin that are one name in several words: Abd al-Rahman, Salah al-Din, Nasr Allah.

Each is also written as one word (Abdurrahman, Salaheddine, Nasrullah); rules of ``romanisation.toml`` read both alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from .lexicon import read_lexicon
from .transliterate import to_latin


@dataclass(frozen=True, slots=True)
class Word:
    """A word between the cutting of the text and the tokens: ``joined`` by a hyphen to the word before.

    ``family`` where the writing shows that it is of the family name. ``sound`` is what to read in place of the text.
    """

    text: str
    joined: bool = False
    family: bool = False
    sound: str = ""


@cache
def _table() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_lexicon("romanisation")["compounds"].items()}


def compounded(words: list[Word]) -> list[Word]:
    """The words with compounds made one, as long as two words are left."""
    if len(words) < 3:
        return words
    table = _table()
    latin = [to_latin(word.text) for word in words]
    made: list[Word] = []
    at = 0
    while at < len(words):
        article = at + 1 if at + 2 < len(words) and latin[at + 1] in table["articles"] else at
        after = article + 1
        left = len(made) + 1 + len(words) - after - 1
        if after < len(words) and left > 1 and made_of(latin[at], latin[after], table):
            made.append(_one(words[at : after + 1], latin[after], table))
            at = after + 1
        else:
            made.append(words[at])
            at += 1
    return made


def made_of(first: str, last: str, table: dict[str, frozenset[str]]) -> bool:
    """Whether two words, an article between them left out, are one name."""
    if first in table["servant"]:
        return len(last) > 2
    return (last in table["religion"] or last in table["god"]) and len(first) > 2 and first not in table["kin"]


def _one(words: list[Word], last: str, table: dict[str, frozenset[str]]) -> Word:
    text = words[0].text
    for word in words[1:]:
        text += ("-" if word.joined else " ") + word.text
    first = "abd" if to_latin(words[0].text) in table["servant"] else words[0].text
    if words[0].text.isascii() or not first.isascii():
        ending = "din" if last in table["religion"] else "lah" if last in table["god"] else words[-1].text
    else:
        ending = words[-1].text
    ending = ending.removeprefix("ال")
    return replace(words[0], text=text, sound=f"{first}{ending}")
