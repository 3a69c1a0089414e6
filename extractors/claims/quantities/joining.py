"""What neighbouring quantities give each other: 5 and 7 percent share a unit, 2 billion ruble ($60 million) are one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....data.records import Amount

if TYPE_CHECKING:
    from .found import Found

_LISTED = re.compile(r"(?:,|-|–|,? ?(?:and|or|to|vs\.?|versus|than))? ?(?:about |around |nearly |roughly )?")
_ABOUT = "(?:or |about |around |some |roughly |nearly |almost |approximately |over |more than |just |under |worth )*"
_OPENED = re.compile(rf" ?[(\[]{_ABOUT}\\?|,? or {_ABOUT}")  # Markdown may write \$
_SHARED = frozenset({"percent", "duration", "measure", "age", "money"})


def joined(found: list[Found], text: str) -> list[Found]:
    """The quantities with shared units given and second currencies taken in."""
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if one.kind == "number" and other.kind in _SHARED and one.bound != "most" and _is_listed(one, other, text):
            one.kind, one.unit = other.kind, other.unit
        if one.kind == "number" and other.kind == "count" and text[one.end : other.start] == " to ":
            one.kind, one.unit, one.unit_at = other.kind, other.unit, other.unit_at
    merged: list[Found] = []
    for one in found:
        if merged and _is_same(merged[-1], one, text):
            last = merged[-1]
            last.also = Amount(one.value, one.unit)
            last.end = one.end + (text[one.end : one.end + 1] in (")", "]"))
        else:
            merged.append(one)
    return merged


def _is_listed(one: Found, other: Found, text: str) -> bool:
    between = text[one.end : other.start]
    if not between.strip() or (other.kind == "money" and text[other.start].isdecimal() is False):
        return False
    return _LISTED.fullmatch(between) is not None


def _is_same(one: Found, other: Found, text: str) -> bool:
    """Whether another currency or measure stands behind in brackets, or after "or"."""
    if one.kind != other.kind or one.kind not in ("money", "measure") or one.unit == other.unit or one.also is not None:
        return False
    opened = _OPENED.fullmatch(text, one.end, other.start)
    if opened is None:
        return False
    return "or" in opened.group().split() or text[other.end : other.end + 1] in (")", "]", ",", ";", " ")
