"""Blocks of an article: headline, byline, dateline, captions, corrections, furniture and the paragraphs between them.

No model is needed. Text comes in every style (a paragraph a line, blank lines between, hard-wrapped lines, one endless
line, Markdown), so lines are first put together into paragraphs and then named, by the patterns of
``data/lexicons/furniture.toml`` and by their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .furniture import Block, BlockKind, dateline, kind, read_on
from .sentences import sentences
from .textmeta import TextMetadata, metadata

__all__ = ["Block", "BlockKind", "TextMetadata", "blocks", "metadata", "sentences"]

# str.splitlines' separators but for the ASCII file separators, which no editor writes as a line end
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_HEADING = re.compile(r"#{1,6}\s+\S")
_ITEM = re.compile(r"(?:[-*+•·–—>|]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})")
_LOWER_WORD = re.compile(r"[a-z]+(?![\w@.:/])")
_CLOSERS = "\"'”’»)]}*_"
_ENDED = re.compile(rf"[.!?…:;,][{re.escape(_CLOSERS)}]*\Z")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# Signs of a lead rather than a headline, for a first line that ends with a full stop
_LEAD = re.compile(rf"\b(?:said|told|was|were|had|has been|have been|on {_WEEKDAY}|{_WEEKDAY} (?:night|morning))\b")
_OF_VERSION = re.compile(r"\b(?:version|corrected|correction|incorrectly|misstated|wrongly|mistakenly|erroneously)\b")

_SHORT_HEADLINE = 200  # characters; a longer first line is a paragraph that lacks its full stop
_DECK = 320  # characters
_TOP, _END = 10, 6  # blocks from either side in which "top" and "end" patterns are tried
_FULL = 12  # columns a hard-wrapped line may stay short of the margin beyond what its next word explains


def blocks(text: str) -> list[Block]:
    """The blocks of ``text`` in order: disjoint, non-empty, without outer white space.

    Together they hold every character that is not white space. Linear in the length of the text.
    """
    first, begin = _front_matter(text)
    spans = _joined_wraps(text, _lines(text, begin))
    kinds = _named(text, spans)
    found = _joined_breaks(text, [Block(start, end, kind) for (start, end), kind in zip(spans, kinds, strict=True)])
    found = _with_corrections(text, found)
    found = _with_prefixes(text, found)
    return first + _with_headline(text, found)


# --- lines into paragraphs -------------------------------------------------------------------------------------


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def _lines(text: str, begin: int) -> list[tuple[int, int]]:
    spans = (_stripped(text, *match.span()) for match in _LINE.finditer(text, begin))
    return [(start, end) for start, end in spans if end > start]


def _front_matter(text: str) -> tuple[list[Block], int]:
    """The ``---`` header of a Markdown file as one block of furniture, and where the text goes on."""
    match = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(?=[\w-]{1,40}:)").match(text)
    if match is None:
        return [], 0
    close = re.compile(r"^---[ \t]*$", re.M).search(text, match.end(), match.end() + 10_000)
    if close is None:
        return [], 0
    start, end = _stripped(text, 0, close.end())
    return [Block(start, end, "furniture")], close.end()


def _adjacent(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether one line follows the other without a blank line."""
    gap = text[left[1] : right[0]]
    return gap.count("\n") <= 1 and gap.count("\r") <= 1 and gap.count("\u2029") == 0


def _joined_wraps(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines put together where the file is hard-wrapped: broken by an editor at a margin, not by the writer."""
    adjacent = [_adjacent(text, a, b) for a, b in pairwise(lines)]
    margin = _margin(text, lines, adjacent)
    if margin is None:
        return lines
    joined = lines[:1]
    for place, line in enumerate(lines[1:]):
        above = lines[place]
        full = above[1] - above[0] + _word_length(text, line) + 1 + _FULL >= margin
        if adjacent[place] and full and not _begins_block(text, line) and not _HEADING.match(text, above[0]):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _word_length(text: str, line: tuple[int, int]) -> int:
    return len(text[line[0] : min(line[1], line[0] + 60)].split(None, 1)[0])


def _begins_block(text: str, line: tuple[int, int]) -> bool:
    return bool(_HEADING.match(text, line[0]) or _ITEM.match(text, line[0]))


def _margin(text: str, lines: list[tuple[int, int]], adjacent: list[bool]) -> int | None:
    """The column a hard-wrapped file is broken at, or None: its inner lines could not have taken one more word."""
    inner = [place for place, near in enumerate(adjacent) if near]
    if len(inner) < 2:
        return None
    lengths = sorted(end - start for start, end in lines)
    margin = lengths[min(len(lengths) - 1, len(lengths) * 98 // 100)]
    if not 40 <= margin <= 120:
        return None
    full = sum(lines[p][1] - lines[p][0] + 1 + _word_length(text, lines[p + 1]) >= margin - 4 for p in inner)
    open_ended = sum(not _ENDED.search(text, max(lines[p][0], lines[p][1] - 8), lines[p][1]) for p in inner)
    share = 0.6 if len(inner) >= 4 else 1.0  # two or three lines could be as long as each other by chance
    return margin if full >= share * len(inner) and open_ended >= 0.5 * len(inner) else None


def _joined_breaks(text: str, found: list[Block]) -> list[Block]:
    """Paragraphs broken inside a sentence (a comma, a blank line, a small letter) put together again."""
    joined: list[Block] = []
    for block in found:
        last = joined[-1] if joined else None
        if last and last.kind == block.kind == "paragraph" and _breaks_sentence(text, last, block):
            joined[-1] = replace(last, end=block.end)
        else:
            joined.append(block)
    return joined


def _breaks_sentence(text: str, left: Block, right: Block) -> bool:
    near = _adjacent(text, (left.start, left.end), (right.start, right.end))
    if left.end - left.start < (16 if near else 40):
        return False  # too short to be a broken line rather than a heading
    start = right.start
    if text[left.start] == text[start] == ">":  # the next line of a Markdown quotation
        start += len(text[start : start + 3]) - len(text[start : start + 3].lstrip("> "))
    if not _LOWER_WORD.match(text, start):
        return False
    last = text[max(left.start, left.end - 8) : left.end].rstrip(_CLOSERS)[-1:]
    return last in ",–—" or last.isalnum() or (near and text[left.end - 1] not in _CLOSERS and last not in ".!?…:;")


# --- naming ----------------------------------------------------------------------------------------------------


def _named(text: str, spans: list[tuple[int, int]]) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    for place, (start, end) in enumerate(spans):
        top, last = place < _TOP, place >= len(spans) - _END
        named = kind(text, start, end, top, last)
        if place == 0 and named in ("link", "caption") and end - start > 30 and "://" not in text[start:end]:
            named = "paragraph"  # "WATCH: Candidate says …" at the very top is the headline
        kinds.append(named)
    return kinds


def _with_corrections(text: str, found: list[Block]) -> list[Block]:
    """What stands under a bare "CORRECTION:", or goes on after "Corrections: …" near the end, is correction too."""
    named = list(found)
    for place, block in enumerate(found[:-1]):
        heading = text[block.start : block.end] if block.end - block.start < 40 else ""
        after = found[place + 1]
        if (block.kind == "correction" and heading.endswith(":") and after.kind == "paragraph") or (
            named[place].kind == "correction"
            and after.kind == "paragraph"
            and place * 2 > len(found)
            and _OF_VERSION.search(text, after.start, after.end)
        ):
            named[place + 1] = replace(after, kind="correction")
    return named


# --- beginnings of paragraphs ----------------------------------------------------------------------------------


def _with_prefixes(text: str, found: list[Block]) -> list[Block]:
    """Datelines and glued "Read on …" lines cut off the paragraphs they begin."""
    cut: list[Block] = []
    seen = 0
    for block in found:
        if block.kind != "paragraph":
            cut.append(block)
            continue
        seen += 1
        prefix = read_on(text, block) or dateline(text, block, early=seen <= 4)
        if prefix and prefix.end < block.end:
            cut.append(prefix)
            block = Block(_stripped(text, prefix.end, block.end)[0], block.end, "paragraph")
        cut.append(block)
    return cut


# --- the top of the article ------------------------------------------------------------------------------------


def _with_headline(text: str, found: list[Block]) -> list[Block]:
    """Headline and deck named: what stands above the byline, the date or the first paragraph and reads like it."""
    named = list(found)
    places = [place for place, block in enumerate(found) if block.kind == "paragraph"]
    for place in places:
        if _HEADING.match(text, found[place].start):
            named[place] = replace(found[place], kind="headline")
    if len(places) < 2:
        return named
    first = places[0]
    if first > _TOP or not (named[first].kind == "headline" or _is_headline(text, found, first)):
        return named
    named[first] = replace(found[first], kind="headline")
    for place in _decks(text, found, first):
        named[place] = replace(found[place], kind="deck")
    return named


def _is_headline(text: str, found: list[Block], place: int) -> bool:
    line = text[found[place].start : found[place].end]
    if len(line) > _SHORT_HEADLINE or (place and found[place - 1].kind == "dateline") or line[0] in "-•":
        return False
    if not _ENDED.search(line[-8:]):
        return True
    if line.endswith((",", ";", ":")) and place + 1 < len(found) and found[place + 1].kind == "paragraph":
        return line.endswith(";")  # how one archive ends a headline that has a deck
    if len(sentences(line)) > 2:
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if len(word) > 3]
    if words and sum(word[0].isupper() for word in words) >= 0.7 * len(words):
        return True
    body = sum(block.kind == "paragraph" for block in found[place + 1 : place + 6])
    return len(line) <= 120 and body >= 3 and not _LEAD.search(line)


def _decks(text: str, found: list[Block], headline: int) -> Iterator[int]:
    """The blocks under the headline that are its deck: at most two, above the first paragraph of the story."""
    under: list[int] = []
    for place in range(headline + 1, min(len(found), headline + 4)):
        if found[place].kind != "paragraph" or found[place].end - found[place].start > _DECK:
            break
        under.append(place)
    for count, place in enumerate(under[:2]):
        block = found[place]
        line = text[block.start : block.end]
        after = found[place + 1].kind if place + 1 < len(found) else "paragraph"
        if place + 1 >= len(found) or not any(b.kind == "paragraph" for b in found[place + 1 :]):
            return
        open_end = not _ENDED.search(line[-8:])
        above = count == 0 and text[found[headline].end - 1] == ";"
        if not (open_end or above or after in ("byline", "date", "dateline") or _repeated(text, block)):
            return
        yield place


def _repeated(text: str, block: Block) -> bool:
    """Whether a block that is a quotation and nothing else comes again below: a pull quote."""
    line = text[block.start : block.end]
    if line[0] not in "\"'“‘«" or line[-1] not in "\"'”’».":
        return False
    core = line.strip("\"'“”‘’«». ")
    return len(core) > 20 and core in text[block.end :]
