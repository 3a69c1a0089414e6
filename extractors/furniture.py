"""What a line is, by its wording: the furniture lexicon, datelines, and links glued to the text after them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from .lexicon import read_lexicon

BlockKind = Literal[
    "headline", "deck", "byline", "dateline", "date", "caption", "correction", "link", "furniture", "paragraph",
]  # fmt: skip
"""What a block is. Statements are looked for in paragraphs, headlines and decks; all else is kept out of them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind: half-open offsets, without outer white space."""

    start: int
    end: int
    kind: BlockKind


# Agencies and outlets put the place, the day and their name before the first words; the dash closes it
_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}"
DATELINE = re.compile(
    rf"(?P<place>{_NAME}(?:(?:, ?|/| )(?:{_NAME}|de|del|di|am|of|la|el)){{0,5}}?)??[.,]?\s?"
    r"(?P<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?)?,?\s?"
    r"(?P<agency>\([^\W\d_][\w.&'’/-]{0,30}(?: [\w.&'’/-]{1,30}){0,4}\))?\s?(?:—|–|--|-)\s"
)
"""The beginning of an agency's paragraph: place, day, agency, each of which may be missing, and a dash."""
_DASH = re.compile(r"[—–-]\s")
_NOT_A_PLACE = re.compile(
    r"(?:BREAKING|EXCLUSIVE|UPDATED?|WATCH|VIDEO|LIVE|OPINION|ANALYSIS|NOTE|FACT|CLAIM|POLL|LOOK|READ)\b"
)
_READ_ON = re.compile(
    r"(?:Read|Originally published|First published) (?:more )?on (?:the )?(?:web ?site|site)(?: of)? "
)
_ITALIC = re.compile(r"([*_])(?![*_])[^*_\n]{20,400}\1\.?")
"""A whole paragraph in Markdown italics at the top is a picture's caption."""
_GLUE = re.compile(r"[a-z.](?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Patterns:
    where: str
    limit: int
    regex: re.Pattern[str]  # alternatives in groups named after their kind and number


@cache
def _patterns() -> tuple[_Patterns, ...]:
    """The furniture lexicon, its entries of one place and one limit put together into one pattern."""
    raw = read_lexicon("furniture")
    groups: dict[tuple[str, int], list[str]] = {}
    for number, entry in enumerate(raw["pattern"]):
        source = entry["regex"] if entry.get("cased") else f"(?i:{entry['regex']})"
        key = entry.get("where", "any"), entry.get("max", 300)
        groups.setdefault(key, []).append(f"(?P<{entry['kind']}_{number}>{source})")
    return tuple(_Patterns(*key, re.compile("|".join(parts), re.S)) for key, parts in groups.items())


def kind(text: str, start: int, end: int, top: bool, last: bool) -> BlockKind:
    """The kind of the line or paragraph ``text[start:end]`` by its wording; ``paragraph`` when nothing else fits.

    ``top`` and ``last`` say whether it stands near the beginning or the end of the article.
    """
    if end - start > 2500:
        return "paragraph"
    line = text[start:end]
    if not any(map(str.isalnum, line)):
        return "furniture"
    bare = line.lstrip("#> \ufeff")
    if bare[0] in "*_" and not bare.endswith(")"):
        bare = bare.strip("*_ ")
    if top and _ITALIC.fullmatch(line):
        return "caption"
    found = _match(bare, top, last)
    if found == "paragraph" and "**" in bare and len(bare) < 200:
        return _match(bare.replace("**", ""), top, last)  # **By Jane Roe** | 4 March 2021
    return found


def _match(line: str, top: bool, last: bool) -> BlockKind:
    for patterns in _patterns():
        if len(line) > patterns.limit or not {"top": top, "end": last}.get(patterns.where, True):
            continue
        match = patterns.regex.fullmatch(line)
        if match and match.lastgroup:
            return cast(BlockKind, match.lastgroup.partition("_")[0])
    return "paragraph"


def read_on(text: str, block: Block) -> Block | None:
    """The link "Read on the website X" to which the paragraph after it was glued without a space, or None."""
    match = _READ_ON.match(text, block.start, block.end)
    if match is None:
        return None
    for word in re.finditer(r"\S+", text[match.end() : min(block.end, match.end() + 80)]):
        glues = list(_GLUE.finditer(word.group()))
        if glues:  # the last one: a site's own name may have a capital inside
            return Block(block.start, match.end() + word.start() + glues[-1].end(), "link")
    return None


def dateline(text: str, block: Block, early: bool) -> Block | None:
    """The dateline that ``block`` begins with ("MOSCOW, October 31 (Itar-Tass) —"), dash included, or None.

    ``early`` says whether the paragraph is one of the first, where a place and a dash are enough.
    """
    end = min(block.end, block.start + 120)
    match = DATELINE.match(text, block.start, end) if _DASH.search(text, block.start, end) else None
    if match is None:
        return None
    place, date, agency = match.group("place", "date", "agency")
    if agency and agency.islower() and not date:
        return None  # an ordinary aside; only beside a date is a lower-case name an agency's
    if not (place or (date and agency)) or (place and _NOT_A_PLACE.match(place)):
        return None
    capitals = bool(place) and place.partition(",")[0].isupper() and len(place.split()) <= 5 and len(place) > 2
    if not (agency and (capitals or date or early)) and not (capitals and early):
        return None
    return Block(block.start, block.start + len(match.group().rstrip()), "dateline")
