"""The grammar of quantities: from left to right over the tokens of a sentence, what each number is the number of."""

from __future__ import annotations

from functools import cache

from .ages import age, decade_of_life, is_said_of_age
from .counted import counted
from .found import Found, Read, bound_at, of_range, over
from .labels import is_year, skipped
from .numerals import DENOMINATORS, GROUPS, MONEY_SCALES, PLURALS, SIGNS, SMALL, TENS, Number, Tokens, number
from .ranges import Range, range_at
from .ranks import ORDINALS, is_ordinal, rank
from .shares import Share, feet, ratio, share, times, to_one
from .units import Unit, bounded, money_at, table, unit, words

_ARTICLES = frozenset({"a", "an", "another"})
_BEGIN = frozenset({*SMALL, *TENS, *PLURALS, *ORDINALS, *SIGNS, "tens", "half", "quarter", "twice", "thrice", "double",
                    "triple", "quadruple", "no", "nos", "№", "#", "number", "top", "bottom",
                    *(word[:-1] + "ies" for word in TENS)})  # fmt: skip


def read(tokens: Tokens) -> list[Found]:
    """The quantities in order of their beginning."""
    found: list[Found] = []
    place, begin = 0, _beginnings()
    while place < tokens.size:
        low = tokens.all[place].low
        if low[0].isdecimal() or low in begin:
            one, place = _one(tokens, place)
            if one is not None:
                found.append(one)
        else:
            place += 1
    return found


@cache
def _beginnings() -> frozenset[str]:
    """The words and signs with which a quantity may begin."""
    known = table()
    before_figures = {symbol.rstrip("$") for symbol in known.symbols} | {"u"}  # A$, U.S.$
    codes = {name[0] for name, (kind, _, _) in known.units.items() if kind == "money" and len(name[0]) == 3}
    return _BEGIN | _ARTICLES | before_figures | codes | frozenset(known.symbols) | frozenset(known.multiples)


_AFTER_ARTICLE = frozenset({*GROUPS, *DENOMINATORS, "couple"})


def _one(tokens: Tokens, place: int) -> tuple[Found | None, int]:
    """The quantity that begins at a place, and where to read on."""
    article = tokens.low(place) in _ARTICLES
    money = None if article and not tokens.joined(place + 1) else money_at(tokens, place)  # A$
    if money is not None:
        return _money(tokens, place, money.number, money.code)
    if article and tokens.low(place + 1) not in _AFTER_ARTICLE and not _half_more(tokens, place):
        return None, place + 1
    after = skipped(tokens, place)
    if after > place:
        return None, after
    for reader in (_half_added, _rank, decade_of_life, _share, _cardinal):
        one, after = reader(tokens, place)
        if after > place:
            return one, after
    return None, place + 1 + is_ordinal(tokens, place)


def _money(tokens: Tokens, place: int, value: Number, code: str) -> Read:
    one = range_at(tokens, place, value, MONEY_SCALES, code)
    if one is None:
        return over(tokens, place, value.end, "money", value.value, code), value.end
    found = over(tokens, one.start, one.end, "money", one.low, code)
    found.high = one.high
    return found, one.end


def _half_more(tokens: Tokens, place: int) -> bool:
    return tokens.low(place + 2) == "and" and tokens.low(place + 3) == "a" and tokens.low(place + 4) == "half"


def _half_added(tokens: Tokens, place: int) -> Read:
    """A month and a half."""
    if tokens.low(place) in ("a", "an") and _half_more(tokens, place):
        named = unit(tokens, place + 1, Number(1.5, place + 1))
        if named is not None and named.end == place + 2:
            end = place + 5
            return over(tokens, place, end, named.kind, 1.5 * named.factor, named.name), end
    return None, place


def _rank(tokens: Tokens, place: int) -> Read:
    one = rank(tokens, place)
    if one is None:
        return None, place
    found = over(tokens, place, one.end, "rank", one.value)
    if one.or_better:
        found.bound = "most"
    return found, one.end


def _share(tokens: Tokens, place: int) -> Read:
    one = share(tokens, place)
    if one is None or number_is_longer(tokens, place, one):
        return None, place
    return _of_share(tokens, place, one)


def number_is_longer(tokens: Tokens, place: int, one: Share) -> bool:
    """Whether the same words are half a million, not half of something."""
    whole = number(tokens, place)
    return whole is not None and whole.end > one.end


def _of_share(tokens: Tokens, place: int, one: Share) -> Read:
    return over(tokens, place, one.end, one.kind, one.value, one.unit), one.end


def _cardinal(tokens: Tokens, place: int) -> Read:
    value = None if is_ordinal(tokens, place) else number(tokens, place)
    if value is None:
        return None, place
    for special in (to_one(tokens, place, value), ratio(tokens, value)):
        if special is not None:
            return _of_share(tokens, place, special)
    if _is_joined_score(tokens, place, value):
        return over(tokens, place, value.end, "number", value.value), value.end
    one = range_at(tokens, place, value) or Range(place, value.end, value.value, None, value)
    if (
        tokens.low(place) == "one"
        and value.value == 1
        and one.high is None
        and not _is_counted_one(tokens, place, value)
    ):
        return None, value.end
    if value.bare and is_year(tokens, place) and not _is_no_year(tokens, place, one):
        return None, one.end
    return _with_unit(tokens, place, one)


def _is_joined_score(tokens: Tokens, place: int, value: Number) -> bool:
    """51-49, 5-to-4, 80-19: numbers that a hyphen joins and nothing is counted by."""
    at = tokens.hyphen(value.end)
    if at == value.end:
        return tokens.hyphen(place - 1) == place and tokens.low(place - 2)[:1].isdecimal()
    at += 2 * (tokens.low(at) == "to")
    other = number(tokens, at)
    if other is None or value.scale > 1 or other.scale > 1 or is_said_of_age(tokens, place):
        return False
    behind = tokens.hyphen(other.end)
    if behind > other.end or unit(tokens, behind, other):
        return False
    return value.value >= other.value or counted(tokens, behind) is None


def _is_counted_one(tokens: Tokens, place: int, value: Number) -> bool:
    """Whether "one" is a number: before a unit, behind only, just, more than, at least; else it is a pronoun or "a"."""
    before, after = tokens.low(place - 1), tokens.hyphen(value.end)
    named = unit(tokens, after, value)
    if named is not None:
        someday = named.name in ("day", "night") and after == value.end
        return not someday or before in ("in", "within", "only", "just", "than", "least", "for", "after")
    if before in ("only", "just") and tokens.low(place - 2) not in ("the", "not"):
        return tokens.low(value.end) not in ("that", "who", "thing")
    if before == "but" and tokens.low(place - 2) == "all":
        return True
    if before not in ("than", "least") or after > value.end:
        return False
    return tokens.low(after) == "of" or counted(tokens, after, True) is not None


def _is_no_year(tokens: Tokens, place: int, one: Range) -> bool:
    """Whether a unit or a bound says that four digits are no year: 2000 miles, more than 2000 cases."""
    named = unit(tokens, tokens.hyphen(one.end), one.last)
    if named is not None:
        return named.kind in ("percent", "measure", "money")
    if tokens.low(one.end) in words("plural"):
        return True
    return bound_at(tokens, place, one.end) is not None and counted(tokens, one.end) is not None


def _with_unit(tokens: Tokens, place: int, one: Range) -> Read:
    """A number or a range with what it is the number of."""
    value = Number(one.low if one.high is None else one.high, one.end, scale=one.last.scale, vague=one.last.vague)
    special = feet(tokens, value) or times(tokens, value)
    if special is not None:
        multiplied = of_range(tokens, one, special.end, special.kind, special.unit)
        multiplied.value = special.value if one.high is None else one.low
        return multiplied, special.end
    behind = tokens.hyphen(one.end)
    if tokens.low(behind) == "plus":  # 15-plus years
        one = one._replace(end=behind + 1)
        behind += 1
    behind += tokens.low(behind) == "of" and value.vague
    if tokens.low(behind) == "of" and tokens.low(behind + 1) in ("a", "one", "1"):  # 0.3 of a percentage point
        part = unit(tokens, behind + 2, value)
        if part is not None and part.kind == "percent":
            return _named(tokens, one, part)
    named = unit(tokens, behind, value)
    aged = age(tokens, place, one, named)
    if aged is not None:
        return aged
    if named is not None:
        return _named(tokens, one, named)
    return _counted(tokens, one, value)


def _named(tokens: Tokens, one: Range, named: Unit) -> Read:
    end = named.end
    if named.kind == "duration":
        if tokens.low(end) == "ago" or (tokens.low(end) == "from" and tokens.low(end + 1) in ("now", "today")):
            return None, end + 1
        if (tokens.low(end), tokens.low(end + 1), tokens.low(end + 2)) == ("and", "a", "half") and one.high is None:
            end += 3
            one = one._replace(low=one.low + 0.5)
    return of_range(tokens, one, end, named.kind, named.name, named.factor), end


def _counted(tokens: Tokens, one: Range, value: Number) -> Read:
    """A number of things, or a number alone; reading goes on inside the things."""
    end = one.end
    hyphened = tokens.hyphen(end)
    if hyphened > end or tokens.low(end) in words("singular_units"):
        return _joined_noun(tokens, one, hyphened)
    single = value.value in (0, 1)
    things = _of_things(tokens, end) if tokens.low(end) == "of" else counted(tokens, end, single)
    if things is None:
        return of_range(tokens, one, end, "number"), end
    first, last = things
    found = of_range(tokens, one, last + 1, "count")
    found.unit_at = (tokens.at(first).start, tokens.at(last).end)
    return found, end


def _joined_noun(tokens: Tokens, one: Range, place: int) -> Read:
    """A three-candidate race, a 10-member panel: the unit is the one word behind the hyphen."""
    word = tokens.low(place)
    if not word[:1].isalpha() or word in words("joined_idioms") or one.last.value == 0:
        return None, place
    found = of_range(tokens, one, place + 1, "count")
    found.unit_at = (tokens.at(place).start, tokens.at(place).end)
    return found, place + 1


def _of_things(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Behind "of": five of the 12 members, dozens of local officials, two of Brown's aides."""
    at = place + 1
    while tokens.low(at) in words("behind_of") or tokens.low(at).endswith(("'s", "’s")):
        at += 1
    at = bounded(tokens, at)
    several = number(tokens, at)
    if several is not None and not is_year(tokens, at):
        at = several.end
    return counted(tokens, at)
