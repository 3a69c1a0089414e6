"""Reasons for a check or against it in words: the tokens that count, put together by what they are.

A token's share in the score comes from the table of weights; which reason it belongs to, and how that is called, is
said here. A reason is given when its tokens together move the score the way the reason says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .worthwords import FIGURES, NAME, PAST, Words, lexicon


@dataclass(frozen=True, slots=True)
class Known:
    """What others found in a text: its figures and dates as written, and whether it speaks of what is to come."""

    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    predicts: bool = False


class _Reason(NamedTuple):
    says: str
    speaks_for: bool


_REASONS = {
    "figure": _Reason("names a figure", True),
    "date": _Reason("names a date", True),
    "share": _Reason("gives a rate or a share", True),
    "compare": _Reason("compares", True),
    "change": _Reason("tells of a change", True),
    "vote": _Reason("about a law or a vote", True),
    "speech": _Reason("tells what somebody said", True),
    "office": _Reason("about a public institution", True),
    "money": _Reason("about public money or prices", True),
    "economy": _Reason("about the economy", True),
    "crime": _Reason("about crime", True),
    "health": _Reason("about health", True),
    "border": _Reason("about immigration", True),
    "war": _Reason("about war or defence", True),
    "abroad": _Reason("about other countries", True),
    "school": _Reason("about schools or children", True),
    "cause": _Reason("names a cause", True),
    "past": _Reason("tells what happened", True),
    "name": _Reason("names somebody or something", True),
    "future": _Reason("a prediction or a plan", False),
    "should": _Reason("a demand or a possibility", False),
    "opinion": _Reason("an opinion or a wish", False),
    "courtesy": _Reason("courtesy or the course of the talk", False),
    "hedge": _Reason("hedged", False),
    "i": _Reason("personal: experience or intention", False),
    "you": _Reason("speaks to the listener", False),
    "vague": _Reason("in general words", False),
}
"""By the classes of ``worth_words.toml`` and by form; of a token's several the first that agrees with its sign."""

_LEAST = 0.08
"""How much the logarithm of the odds must move for a reason to be given."""

_MOST, _EXAMPLES = 5, 3
"""Reasons of a sentence, and of one reason the words it names."""

_WHOLE = frozenset({"%", "percent"})
"""Units that are part of the figure already."""

QUESTION, NOTHING, PREDICTION = "a question", "no particulars", "prediction"


def reasons(read: Words, contributions: Sequence[float], check: float, known: Known) -> tuple[str, ...]:
    """The reasons for ``check``, those that move it most first."""
    found = _by_reason(read, contributions)
    sums = {name: sum(contributions[i] for i in places) for name, places in found.items()}
    telling = [name for name, moved in sums.items() if (moved if _REASONS[name].speaks_for else -moved) >= _LEAST]
    telling.sort(key=lambda name: -abs(sums[name]))
    said = [_said(name, _named(name, read, found[name], known)) for name in telling[:_MOST]]
    if read.words and read.words[-1] == "?":
        said.append(QUESTION)
    if known.predicts:
        said.append(PREDICTION)
    if check < 0.5 and not any(_REASONS[name].speaks_for for name in telling):
        said.append(NOTHING)
    return tuple(said)


def _by_reason(read: Words, contributions: Sequence[float]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, (word, form) in enumerate(zip(read.words, read.forms, strict=True)):
        for name in _kinds(word, form):
            if _REASONS[name].speaks_for == (contributions[i] > 0):
                found.setdefault(name, []).append(i)
                break
    return found


@lru_cache(maxsize=50_000)
def _kinds(word: str, form: str) -> tuple[str, ...]:
    if form in FIGURES:
        return ("figure",)
    classes = ["date" if name == "time" else name for name in lexicon().classes.get(word, ())]
    kinds = sorted((name for name in classes if name in _REASONS), key=_ORDER.__getitem__)
    if not kinds and form == NAME:
        return ("name",)
    if not kinds and form == PAST:
        return ("past",)
    return tuple(kinds)


_ORDER = {name: at for at, name in enumerate(_REASONS)}


def _named(name: str, read: Words, places: Sequence[int], known: Known) -> list[str]:
    """The words that a reason names: what is known already, else the tokens, neighbours together."""
    if name == "figure" and known.figures:
        return list(known.figures)
    if name == "date" and known.dates:
        return list(known.dates)
    runs: list[tuple[int, int]] = []
    for i in places:
        if runs and runs[-1][1] == i:
            runs[-1] = runs[-1][0], i + 1
        else:
            runs.append((i, i + 1))
    if name == "figure":
        runs = [(first, _with_unit(read, last)) for first, last in runs]
    texts = (" ".join(read.text[read.spans[first][0] : read.spans[last - 1][1]].split()) for first, last in runs)
    return list(dict.fromkeys(texts))


def _with_unit(read: Words, last: int) -> int:
    """A figure's end with the noun that it counts."""
    known = lexicon()
    word = read.words[last] if last < len(read.words) else ""
    whole = read.words[last - 1] in _WHOLE or "time" in known.classes.get(word, ()) or word in known.function
    return last + (word.isalpha() and not whole)


def _said(name: str, words: Sequence[str]) -> str:
    shown = ", ".join(words[:_EXAMPLES])
    return f"{_REASONS[name].says}: {shown}" if shown else _REASONS[name].says
