"""One word of a name, with everything it is compared by: ``read_token``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .lexicon import read_lexicon
from .transliterate import CONSONANTAL, coarse, consonants, eastern, fold, readings, to_latin

_SYLLABLE = re.compile("[一-鿿가-힯]")

_COMMON_ENDING = re.compile(
    "(?<=..)(?:skaia|sk[iay]|Svili|adze|enko|enka|[oei][vw][iy]?C|[oe]va|[oe]v|ina|in|ian|[cn]?uk|Cuk|ici?|oglu|sen|son)$"
)
"""Endings that thousands of family names share and that tell nobody apart (-ov, -enko, -shvili, -yan, -son)."""

_COMMON_START = re.compile("^abd(?=...)")
"""The same of Arabic given names: Abdulhamid, Abdulghani."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name: as written, its keys (one a reading), and the full forms it may be short for.

    ``letters`` are the classes of the first sound (J, Y, I and E are one), all an initial could stand for;
    ``initial`` says that no more is known; ``consonantal`` that the script writes no vowels; ``stem`` is the first
    key without a common ending.
    """

    text: str
    latin: str
    keys: tuple[str, ...]
    coarse: tuple[str, ...]
    skeleton: str
    stem: str
    coarse_stem: str
    letters: frozenset[str]
    initial: bool = False
    consonantal: bool = False
    forms: frozenset[str] = frozenset()


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Key of a given name → the full forms it is or may stand for."""
    found: dict[str, set[str]] = {}
    for section in ("english", "respelled", "arabic", "slavic"):
        for full, shorts in read_lexicon("nicknames")[section].items():
            for name in (full, *shorts):
                found.setdefault(fold(to_latin(name)), set()).add(full)
    return {key: frozenset(full) for key, full in found.items()}


@lru_cache(maxsize=1 << 14)
def read_token(text: str, glued: str = "", initial: bool = False, far: bool = False) -> Token | None:
    """The token of a word, None without letters; ``glued`` is a particle that may be written as one with it (lepen).

    ``far`` gives it the further reading that syllables of Chinese and Korean names have.
    """
    consonantal = bool(CONSONANTAL.search(text))
    bare = text[2:] if text.startswith("ال") and len(text) > 4 else text  # the Arabic article is a particle
    latin = to_latin(bare)
    keys = readings(latin)
    if not keys:
        return None
    if far:
        keys = tuple(dict.fromkeys((*keys, eastern(latin))))
    if glued:
        keys += tuple(key for key in readings(to_latin(glued) + latin) if key not in keys)
    merged = tuple(dict.fromkeys(coarse(key) for key in keys))
    letters = {_letter(key[0]) for key in keys[: 1 if glued else None]} | {_letter(latin[0])}
    known = _short_forms()
    forms: frozenset[str] = frozenset().union(*(known.get(key, frozenset()) for key in keys))
    initial = initial or (len(latin) == 1 and not _SYLLABLE.fullmatch(text))
    stem = _COMMON_START.sub("", _COMMON_ENDING.sub("", keys[0]))
    return Token(
        text,
        latin,
        keys,
        merged,
        consonants(latin),
        stem,
        coarse(stem),
        frozenset(letters),
        initial,
        consonantal,
        forms,
    )


def _letter(first: str) -> str:
    table: dict[str, str] = read_lexicon("romanisation")["initials"]
    return table.get(first, first)
