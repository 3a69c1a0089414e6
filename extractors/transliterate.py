"""One word of a name in any script or spelling → the keys it is compared by.

Three keys, each coarser than the last: *key* joins the romanisations of one spelling (Kosachev, Kosachyov, Косачёв),
*coarse* joins sounds that ears and schemes exchange (s and z, g and kh, o and a), *skeleton* keeps consonants only,
for scripts that write no more. The rules are data: ``data/lexicons/romanisation.toml`` names their sources.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from anyascii import anyascii

from .lexicon import read_lexicon

CONSONANTAL = re.compile("[֐-׿؀-ۿݐ-ݿ]")
"""Hebrew and Arabic letters: short vowels are not written."""

HANGUL = re.compile("[가-힯]{2,4}")

UNSPACED = re.compile("[一-鿿가-힯]{2,4}")
"""A Chinese, Japanese or Korean name written as one word, family name first."""

_NOT_A_LETTER = re.compile("[^a-z]+")
# Arabic and Hebrew write u, o and v with one letter; f, b and p differ by a dot or not at all.
_ENGLISH_J = re.compile("(?<!d)j(?=[aeiou])|(?<=a)j$")
_MUTE_H = re.compile("(?<=..)h$")
_WEAK = str.maketrans("", "", "aiuf")
_LABIAL = str.maketrans("fb", "pp")


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all letters that need their own value, the longest first, and the values."""
    table = {source: to for script in read_lexicon("romanisation")["letters"].values() for source, to in script.items()}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


@cache
def _rules(section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rule["pattern"]), rule["to"]) for rule in read_lexicon("romanisation")[section])


@cache
def _coarse_table() -> dict[int, int]:
    table = read_lexicon("romanisation")["coarse"]
    return str.maketrans(table["from"], table["to"])


@lru_cache(maxsize=1 << 14)
def to_latin(word: str) -> str:
    """Lower-case ASCII letters for a word in any script; empty when it has no letters."""
    pattern, table = _letters()
    lowered = unicodedata.normalize("NFC", word).casefold()
    return _NOT_A_LETTER.sub("", anyascii(pattern.sub(lambda m: table[m[0]], lowered)).lower())


@lru_cache(maxsize=1 << 14)
def fold(latin: str) -> str:
    """The key of a word in lower-case ASCII."""
    for pattern, to in _rules("fold"):
        latin = pattern.sub(to, latin)
    return latin


def readings(latin: str) -> tuple[str, ...]:
    """The keys of a word in lower-case ASCII: one, or one more for each second reading of its letters."""
    keys = {fold(latin): None}
    for pattern, to in _rules("readings"):
        keys[fold(pattern.sub(to, latin))] = None
    return tuple(key for key in keys if key)


def eastern(latin: str) -> str:
    """The further key of a Chinese or Korean syllable in lower-case ASCII: Jeong = Chong, Bak = Pak."""
    for pattern, to in _rules("eastern"):
        latin = pattern.sub(to, latin)
    return fold(latin)


def coarse(key: str) -> str:
    """The coarse key of a key, doubled letters joined."""
    merged = key.translate(_coarse_table())
    return "".join(c for i, c in enumerate(merged) if i == 0 or c != merged[i - 1])


def skeleton(key: str) -> str:
    """The consonants of a key that an Arabic or Hebrew spelling is sure to show."""
    return coarse(coarse(_MUTE_H.sub("", key).translate(_LABIAL)).translate(_WEAK))


def consonants(latin: str) -> str:
    """The same of a word in lower-case ASCII, its j read as in Najib, Taj and John."""
    return skeleton(fold(_ENGLISH_J.sub("dj", latin)))
