"""What a number counts: the noun phrase behind it, as far as its shape tells without a parse."""

from __future__ import annotations

from .numerals import Tokens
from .units import words

MOST_WORDS = 8
"""Words of a unit, hyphened ones as one: the noun comes within so many or is not looked for."""

_IRREGULAR_ENDS = ("men", "women", "people", "children")
_PARTICIPLES = ("ed", "en", "wn", "ing", "built", "made", "paid", "held", "run")
_NO_PLURAL = ("ss", "us", "'s", "’s")


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    if word in words("plural"):
        return True
    if word in words("singular") or len(word) < 3:
        return False
    return (word[-1] == "s" and not word.endswith(_NO_PLURAL)) or word.endswith(_IRREGULAR_ENDS)


def counted(tokens: Tokens, place: int, one: bool = False) -> tuple[int, int] | None:
    """The first and the last token of what is counted, the number ending before ``place``; None where nothing is.

    That is up to the first plural that no other in -s follows (a verb behind one has none), or any other behind what
    may be a name (five Dallas police officers); where one thing is counted, up to where the phrase ends.
    """
    first = place
    if tokens.low(first) == "or" and tokens.low(first + 1) in ("more", "fewer", "less", "so"):
        first += 2  # 50 or more employees
    while tokens.low(first) in words("compared"):
        first += 1
    at, last, named = first, None, False
    for _ in range(MOST_WORDS):
        low = tokens.low(at)
        if low in ("and", "or") and last is None and at > first and tokens.low(at + 1) not in words("stop"):
            at += 1  # past and current employees
            low = tokens.low(at)
        if not low[:1].isalnum() or low in words("stop") or _is_adverb(tokens, at):
            break
        end = compound(tokens, at)
        plural = is_plural(tokens.low(end))
        if last is not None and not one and not (plural and (tokens.low(end)[-1] == "s" or named)):
            break
        if one or plural:
            last, named = end, tokens.at(end).text[:1].isupper()
        at = end + 1
    return None if last is None else (first, last)


def _is_adverb(tokens: Tokens, place: int) -> bool:
    """Whether a verb follows (1,800 hardly matter), no participle: 100 newly registered voters."""
    after = tokens.low(tokens.hyphen(place + 1))
    return tokens.low(place) in words("adverbs") and not after.endswith(_PARTICIPLES)


def compound(tokens: Tokens, place: int) -> int:
    """The last token of words joined by hyphens: get-out-the-vote, low- and middle-income."""
    end = place
    while tokens.hyphen(end + 1) == end + 2:
        if tokens.joined(end + 2) and tokens.low(end + 2)[:1].isalnum():
            end += 2
        elif tokens.low(end + 2) in ("and", "or", "to") and tokens.hyphen(end + 4) == end + 5:
            end += 3
        else:
            break
    return end
