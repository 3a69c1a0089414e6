"""What is no person – organisations, places, groups, documents – across articles: one normalised name, one thing.

Case, articles, a possessive, accents and points do not count. An acronym stands for a longer name when the table of
common ones says so (``data/lexicons/acronyms.toml``) or when an article has both and only one name fits; where
articles disagree, only for those.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from anyascii import anyascii

from .lexicon import read_lexicon

_POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’`])$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_POINTS = re.compile(r"(?<=\b[a-z])\.")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "at", "de", "la", "del", "du", "des"})


def strip(name: str) -> str:
    """The name as it would be printed: no article, no possessive, single spaces."""
    bare = _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(name.split())))
    return bare or name


@lru_cache(maxsize=1 << 14)  # a library compares the same names again and again
def normal(name: str) -> str:
    """The form two names share when they differ in case, article, possessive, accents or points only."""
    latin = anyascii(strip(name)).lower().replace("&", " and ")
    return _BETWEEN.sub(" ", _POINTS.sub("", latin)).strip() or name.casefold().strip()


def is_acronym(name: str) -> bool:
    """U.S., NATO: two to seven capitals."""
    return bool(_ACRONYM.fullmatch(strip(name)))


def initials(name: str) -> set[str]:
    """The acronyms a name could have: with and without its small words."""
    words = normal(name).split()
    return {
        "".join(word[0] for word in some) for some in (words, [w for w in words if w not in _SMALL]) if len(some) > 1
    }


@cache
def _common() -> dict[str, str]:
    """Normalised name → the normalised acronym that stands for both."""
    table = {normal(full): short for short, names in read_lexicon("acronyms").items() for full in names}
    return table | {short: short for short in read_lexicon("acronyms")}


@lru_cache(maxsize=1 << 14)
def same_name(name: str) -> str:
    """``normal``, common acronyms and their long forms joined; a lower-case "us" or "who" is no acronym."""
    key = normal(name)
    if key in read_lexicon("acronyms") and not is_acronym(name):
        return key + " "
    return _common().get(key, key)


def expansions(names: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], str]:
    """(article, kind, acronym) → the name it stands for there, both normalised; article "" is for all the others.

    ``names`` are (article, kind, name as written).
    """
    acronyms: dict[tuple[str, str], set[str]] = defaultdict(set)
    full: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for article, kind, name in names:
        if is_acronym(name):
            acronyms[article, kind].add(same_name(name))
        else:
            for short in initials(name):
                full[article, kind, short].add(same_name(name))
    found: dict[tuple[str, str, str], str] = {}
    everywhere: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (article, kind), shorts in acronyms.items():
        for short in shorts:
            meant = full.get((article, kind, short), set())
            if len(meant) == 1:
                found[article, kind, short] = next(iter(meant))
                everywhere[kind, short] |= meant
    for (kind, short), meant in everywhere.items():
        if len(meant) == 1:
            found["", kind, short] = next(iter(meant))
    return found
