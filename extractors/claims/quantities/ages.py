"""Ages: aged 45, a 45-year-old, Jane Brown, 45, said; people under 30, in her 50s."""

from __future__ import annotations

from .counted import counted
from .found import Read, of_range, over
from .numerals import TENS, Tokens
from .ranges import Range
from .units import Unit, words


def decade_of_life(tokens: Tokens, place: int) -> Read:
    """His 50s, her early 20s: an age of ten years; the mid-20s of a rating: a number; the over-65s: an age."""
    low = tokens.low(place)
    group = tokens.low(place - 2) if tokens.hyphen(place - 1) == place else ""
    if group in ("over", "under") and low.isdecimal() and tokens.low(place + 1) == "s" and tokens.joined(place + 1):
        found = over(tokens, place, place + 2, "age", float(low), "year")
        found.bound = "least" if group == "over" else "most"
        return found, place + 2
    tens = float(low) if len(low) == 2 and low.isdecimal() and low[1] == "0" else None
    if tens is not None and tokens.low(place + 1) == "s" and tokens.joined(place + 1):
        end = place + 2
    elif low.endswith("ies") and low[:-3] + "y" in TENS:
        tens, end = TENS[low[:-3] + "y"], place + 1
    else:
        return None, place
    before = place - 1
    before -= tokens.low(before) in ("-", "‑")
    part = tokens.low(before) in ("mid", "early", "late", "low", "high")
    owner = tokens.low(before - part)
    aged = owner in ("his", "her", "their", "my", "your", "our")
    start = before if part and before < place - 1 else place
    found = over(tokens, start, end, "age" if aged else "number", tens, "year" if aged else None)
    found.high = tens + 9
    return (found if aged or part else None), end


_OLD = frozenset({"old", "olds"})


def age(tokens: Tokens, place: int, one: Range, named: Unit | None) -> Read | None:
    """Aged 45, 45-year-old, 45 years old, a name and ", 45,", people under 30."""
    if named is not None:
        if named.kind != "duration":
            return None
        old = tokens.hyphen(named.end)
        if tokens.low(old) in _OLD:
            return of_range(tokens, one, old + 1, "age", named.name), old + 1
        if tokens.low(old) == "of" and tokens.low(old + 1) == "age":
            return of_range(tokens, one, old + 2, "age", named.name), old + 2
        return None
    if not 0 < one.low <= 120 or one.last.scale > 1:
        return None
    if (
        is_said_of_age(tokens, one.start)
        or _is_somebodys(tokens, place, one)
        or _is_behind_name(tokens, place, one)
        or _is_group_of_age(tokens, place, one)
    ):
        return of_range(tokens, one, one.end, "age", "year"), one.end
    return None


def is_said_of_age(tokens: Tokens, start: int) -> bool:
    """Aged, at age, between the ages of: whether such words stand before a number."""
    for at in range(start - 1, start - 5, -1):
        if tokens.low(at) in ("aged", "age", "ages"):
            return True
        if tokens.low(at) not in ("of", "between", "from", "about", "under", "over", "to", "at", "least"):
            return False
    return False


def _is_somebodys(tokens: Tokens, place: int, one: Range) -> bool:
    """She is 45, who turned 80, when you're 16."""
    if one.high is not None or not one.last.bare or tokens.low(one.end)[:1].isalnum() or one.low < 10:
        return False
    verb = tokens.low(place - 1)
    return verb in words("being_aged") or (
        verb in ("is", "was", "am", "are") and tokens.low(place - 2) in words("aged")
    )


def _is_behind_name(tokens: Tokens, place: int, one: Range) -> bool:
    """Jane Brown, 45, said: a figure between commas behind a name."""
    name, after = tokens.at(place - 2).text, tokens.low(one.end)
    if name == "." and tokens.low(place - 3) in ("jr", "sr"):
        name = "Jr"
    if not one.last.bare or one.high is not None or tokens.low(place - 1) != "," or not name[:1].isupper():
        return False
    if after not in ("who", "of", "and", "from") and after[:1].isalnum():
        return False
    listed = tokens.at(place - 3).text.isdecimal() or tokens.low(one.end + 1)[:1].isdigit()
    return one.low >= 1 and len(name) > 1 and not listed


def _is_group_of_age(tokens: Tokens, place: int, one: Range) -> bool:
    """People under 30, those over 65, voters 18 to 29, women 50 and older."""
    people = words("people")
    if tokens.low(place - 1) in ("under", "over") and tokens.low(place - 2) in people and one.high is None:
        return counted(tokens, one.end) is None and 10 <= one.low <= 100
    if tokens.low(one.end) in ("and", "or") and tokens.low(one.end + 1) in ("older", "younger"):
        return True
    younger = tokens.low(place - 1) == "than" and tokens.low(place - 2) in ("younger", "older")
    return younger or (one.high is not None and tokens.low(one.start - 1) in people and 10 <= one.low < one.high <= 100)
