"""Sentences by rule: where the text of a block is cut, without a model.

One compiled pattern finds every possible end; each is then judged by the word before it and the character after
it. The words that matter are data: ``data/lexicons/abbreviations.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .lexicon import read_lexicon

# A possible end: stops (also spaced, ". . ."), the marks that close what the stop closed, the white space after.
# Never fails once begun and never backtracks, so a scan is linear whatever the text.
_END = re.compile(r"[.!?…]+(?:[ \u00a0][.!?…]+)*[\"'”’»›)\]}*_]*\s*")
_OPENERS = "\"'“‘«„‚‹([{*_¿¡<"
_CLOSING_ONLY = "”»›)]}"
_DASHES = "-–—―"
_QUOTES = "\"'”’»›"
_LETTER_DOTS = re.compile(r"(?:[^\W\d_]\.&?)+[^\W\d_]\Z")  # U.S, a.m, J.K, S.&P
_BEFORE = 24  # characters looked back for the word before a stop: longer than any abbreviation
_AROUND = 120  # characters looked around a glued stop for signs of an address
_PARITY = 2000  # characters looked back to tell an opening straight mark from a closing one
_ADDRESS = re.compile(r"://|www\.|@|/|\\", re.I)
_DOMAIN = re.compile(r"(?:[Cc]om|[Oo]rg|[Nn]et|[Gg]ov|[Ee]du)\b")
_FIRST_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    never: frozenset[str]
    sometimes: frozenset[str]
    cased: frozenset[str]
    number: frozenset[str]
    time: frozenset[str]
    followers: frozenset[str]
    starters: frozenset[str]
    names: frozenset[str]
    cue: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    raw = read_lexicon("abbreviations")
    sometimes = raw["sometimes"]
    return _Lexicon(
        never=frozenset(raw["never"]["titles"] + raw["never"]["words"]),
        sometimes=frozenset(word for group, words in sometimes.items() if group != "cased" for word in words),
        cased=frozenset(sometimes["cased"]),
        number=frozenset(raw["number"]["words"]),
        time=frozenset(raw["time"]["words"]),
        followers=frozenset(raw["time"]["followers"]),
        starters=frozenset(raw["starters"]["words"]),
        names=frozenset(raw["names"]["words"]),
        # up to four capitalised words or initials, then the verb; or the verb's own capitalised subject reversed
        cue=re.compile(rf"(?:[^\W\d_a-z][\w.’'-]{{0,30}}\s{{1,3}}){{1,4}}(?:{'|'.join(raw['cues']['words'])})\b"),
    )


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` (a block) as half-open offsets into ``text``.

    In order, disjoint, without outer white space; together they hold every character that is not white space.
    A line break inside the block is white space. Linear in the length of the block.
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = _skip(text, start, end)
    for match in _END.finditer(text, begin, end):
        if match.start() <= begin or match.end() >= end:
            continue  # nothing but stops so far, or the block ends here anyway
        cut = _cut(text, begin, match)
        if cut is not None:
            found.append((begin, begin + len(text[begin:cut].rstrip())))
            begin = cut
    last = begin + len(text[begin:end].rstrip())
    if last > begin:
        found.append((begin, last))
    return found


_SPACE = re.compile(r"\s*")


def _skip(text: str, start: int, end: int) -> int:
    match = _SPACE.match(text, start, end)
    return match.end() if match else start


def _cut(text: str, begin: int, match: re.Match[str]) -> int | None:
    """Where the next sentence begins when the one from ``begin`` ends at ``match``, or None when it does not."""
    stop, after = match.start(), match.end()
    raw = match.group()
    tail = raw.rstrip()
    if len(raw) == len(tail):
        return _glued_cut(text, begin, stop, after, tail)
    while after < match.endpos and _closes(text, after, match.endpos):
        after = _skip(text, after + 1, match.endpos)  # ' " after a nested quotation: two closing marks, spaced
        tail += '"'
    first = _first(text, after, match.endpos)
    if first is None or not _ends(text, begin, stop, tail, first, match.endpos):
        return None
    return after


def _closes(text: str, at: int, end: int) -> bool:
    return text[at] in _CLOSING_ONLY or (text[at] in "\"'’" and (at + 1 == end or text[at + 1].isspace()))


def _first(text: str, at: int, end: int) -> int | None:
    """The first letter or digit of what follows, past opening marks; None when nothing there begins a sentence."""
    limit = min(end, at + 6)
    bracket = False
    while at < limit and text[at] in _OPENERS:
        bracket = bracket or text[at] == "["
        at += 1
    if at >= limit:
        return None
    char = text[at]
    if char.islower():
        return at if bracket else None  # "[h]e …" begins a sentence that an editor cut
    if char in _DASHES or char in ",;:.!?…%/":
        return None
    return at


def _word_before(text: str, begin: int, stop: int) -> str:
    parts = text[max(begin, stop - _BEFORE) : stop].split()
    if not parts or text[stop - 1].isspace():
        return ""
    return parts[-1].lstrip(_OPENERS + "#$").rpartition("-")[2].rpartition("—")[2].rpartition("/")[2]


def _ends(text: str, begin: int, stop: int, tail: str, first: int, end: int) -> bool:
    """Whether a stop with white space behind it, before something that could begin a sentence, ends one."""
    lexicon = _lexicon()
    if tail[0] in "!?":
        if any(mark in _QUOTES for mark in tail) and lexicon.cue.match(text, first, end):
            return False
        return not (tail == "!" and _word_before(text, begin, stop) in lexicon.names)
    if tail[0] != "." or tail[1:2] in (".", " ", "…"):
        return True  # an ellipsis before a capital
    word = _word_before(text, begin, stop)
    if not word:
        return True
    if stop - len(word) == begin and (word == "I" or (word.isdigit() and len(word) <= 3)):
        return False  # "1. The first point", "I. Lewis Libby"
    verdict = _abbreviation(word, text, first, end)
    if verdict is None:
        return True
    return verdict and ")" not in tail  # "(D-Calif.) The": the bracket ends nothing


def _abbreviation(word: str, text: str, first: int, end: int) -> bool | None:
    """Whether a sentence ends after the abbreviation ``word``; None when it is no abbreviation."""
    lexicon = _lexicon()
    low = word.lower()
    if low in lexicon.number and text[first].isdigit():
        return False
    if low in lexicon.never and not (len(word) == 1 and word.isupper()):
        return False
    initials = len(word) == 1 and word.isalpha() and word != "I"
    known = low in lexicon.sometimes or word in lexicon.cased
    if not (initials or known or _LETTER_DOTS.match(word)):
        return None
    if text[first].isdigit():
        return low in lexicon.time
    found = _FIRST_WORD.match(text, first, min(end, first + 40))
    following = found.group() if found else ""
    if len(following) == 1 and text[first + 1 : first + 2] == ".":
        return False  # another initial: "J. A. Smith", although "A" also begins sentences
    if low in lexicon.time:
        return following not in lexicon.followers
    return following in lexicon.starters or (not initials and text[first - 1] in '"“‘«„')


def _glued_cut(text: str, begin: int, stop: int, after: int, tail: str) -> int | None:
    """The cut in "Kavkaza.Russia" or "word.”Next", where the space after the stop was lost."""
    before, char = text[stop - 1], text[after]
    marks = tail.lstrip(".!?…")
    if not (before.islower() or before.isdigit() or before in _QUOTES):
        return None
    if marks == '"' and char.isupper() and text.count('"', max(begin, after - _PARITY), after) % 2:
        after, marks = after - 1, ""  # said."Next: the mark opens
    elif not marks and char in "“«„" and after + 1 < len(text):
        char = text[after + 1]
    elif marks and char in "“«„":
        return after
    if not char.isupper() or (before.isdigit() and not marks):
        return None
    word = _FIRST_WORD.match(text, after)  # None before an opening mark
    if not marks and word and (len(word.group()) < 2 or _DOMAIN.match(word.group())):
        return None
    if (
        _is_address(text, begin, stop)
        or _abbreviation(_word_before(text, begin, stop), text, after, len(text)) is False
    ):
        return None
    return after


def _is_address(text: str, begin: int, stop: int) -> bool:
    left = text[max(begin, stop - _AROUND) : stop]
    right = text[stop : stop + _AROUND]
    lefts, rights = left.split(), right.split()
    return bool(lefts and _ADDRESS.search(lefts[-1])) or bool(rights and _ADDRESS.search(rights[0]))
