"""Which differences turn a statement round: a negation that went or came, another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...data.schemaverify import Grave
from ..claims.modality import modality
from ..claims.quantities.numerals import GROUPS, PLURALS, SMALL, TENS

_CONTRARY = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
"""What turns a word into its contrary: possible, impossible."""

_SHORTEST = 4
"""Letters of a word of which a prefix makes the contrary: un-fit would be too short to be sure of."""

_ALWAYS = frozenset({"not", "no", "never", "cannot", "nay"})
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "half": 0.5, "double": 2.0, "triple": 3.0}

_HYPHEN = re.compile(r"(?<=\w)-")
_OTHERWISE = frozenset({"one", "score", "scores"})
"""Words that more often are no figure: the other word of a change still tells of one, as in "one" for "two"."""


def grave(draft: Sequence[str], source: Sequence[str]) -> Grave | None:
    """Why another wording of some words matters most: the keys of the draft's words, and of the source's."""
    if sum(map(is_negation, draft)) % 2 != sum(map(is_negation, source)) % 2 or _contrary(draft, source):
        return "negation"
    if figures(draft) != figures(source):
        return "figure"
    return None


@lru_cache(maxsize=1 << 14)
def is_negation(key: str) -> bool:
    """Whether a word negates: not, never, nobody, hardly, don't."""
    return key in _negations() or key.endswith("n't")


@lru_cache(maxsize=1)
def _negations() -> frozenset[str]:
    told = modality()
    lists = ("negators", "determiners", "pronouns", "privatives")
    return _ALWAYS.union(*(told[name] for name in lists))


def _contrary(draft: Sequence[str], source: Sequence[str]) -> bool:
    """Whether the one has a word whose contrary the other has."""
    return any(
        len(plain) >= _SHORTEST and turned == prefix + plain
        for one in draft
        for other in source
        for plain, turned in ((one, other), (other, one))
        for prefix in _CONTRARY
    )


def figures(keys: Sequence[str]) -> tuple[str, ...]:
    """The figures among some words, as values; spelled otherwise (ten, 10) they are the same."""
    return tuple(_values(keys))


def _values(keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        for part in _HYPHEN.split(key):
            if any(map(str.isdigit, part)):
                number = part.strip("$€£¥₽%°+").replace(",", "")
                yield _plain(number)
                if part.endswith("%"):
                    yield "percent"
            elif (value := _named().get(part)) is not None:
                yield f"{value:g}"
            elif part in ("percent", "per-cent"):
                yield "percent"


def _plain(number: str) -> str:
    """2.0 as 2; what is no number (90s, 2nd, 3pm) as written."""
    try:
        return f"{float(number):.12g}"
    except ValueError:
        return number


@lru_cache(maxsize=1)
def _named() -> dict[str, float]:
    found = {**SMALL, **TENS, **GROUPS, **PLURALS, **_TIMES}
    return {word: value for word, value in found.items() if word not in _OTHERWISE}
