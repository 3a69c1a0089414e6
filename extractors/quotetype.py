"""Whether annotated or predicted content is direct, mixed or indirect speech, read off the text alone.

Annotations of quotations do not name the type, so it must be told from the marks, for both sides in the same way:

direct    begins and ends with a quotation mark of any kind, or at least 90% of its characters, white space aside,
          stand within double marks;
mixed     is not direct and has a double mark, or a pair of single ones, in it;
indirect  everything else.

This is the measure's definition. What ``spq quotes`` prints as ``type`` comes from the marks module, which knows more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..data.records import QuoteType

MOSTLY = 0.9
"""The share of the characters that must stand within marks for content to be direct."""

_SINGLE = "'‘’"
_EDGES = frozenset(f'“”„«»"`{_SINGLE}')

_DOUBLE = re.compile(r"""(?P<opening> [“„«] | `` ) | (?P<closing> [”»] ) | (?P<either> " | '' )""", re.VERBOSE)
"""Marks that open, that close, and that do either; some sources write two single characters for a double mark."""

_SINGLE_PAIR = re.compile(
    rf"""(?<!\w) ['‘] (?=\w)              # stands before a word
         (?: [^{_SINGLE}\n]               # up to 300 characters,
           | (?<=\w) ['’] (?=\w) ){{1,300}}  # among them apostrophes inside words
         ['’] (?!\w)                      # stands behind one""",
    re.VERBOSE,
)

_PARAGRAPH = re.compile(r"\S[^\n]*")


class Quoted:
    """A text with the stretches of it that stand within double quotation marks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._inside = bytearray(len(text))
        for start, end in _stretches(text):
            self._inside[start:end] = b"\1" * (end - start)

    def type_of(self, spans: Iterable[tuple[int, int]]) -> QuoteType:
        """The type of the content that stands at these places; of no content, indirect."""
        ordered = sorted(spans)
        words = "".join(self._text[start:end] for start, end in ordered).strip()
        if len(words) > 1 and words[0] in _EDGES and words[-1] in _EDGES:
            return "direct"
        within = [
            inside
            for start, end in ordered
            for character, inside in zip(self._text[start:end], self._inside[start:end], strict=True)
            if not character.isspace()
        ]
        if within and sum(within) >= MOSTLY * len(within):
            return "direct"
        return "mixed" if _DOUBLE.search(words) or _SINGLE_PAIR.search(words) else "indirect"


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stands within double marks, marks included, paragraph by paragraph.

    A mark that is not closed reaches to the paragraph's end if the next paragraph begins with a mark that may open,
    as quotations of several paragraphs are set; else it counts for nothing.
    """
    paragraphs = [found.span() for found in _PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        opened: int | None = None
        for mark in _DOUBLE.finditer(text, start, end):
            if opened is None and mark.lastgroup != "closing":
                opened = mark.start()
            elif opened is not None and mark.lastgroup != "opening":
                yield opened, mark.end()
                opened = None
        if opened is not None and _goes_on(text, paragraphs[number + 1 : number + 2]):
            yield opened, end


def _goes_on(text: str, following: list[tuple[int, int]]) -> bool:
    """Whether the following paragraph, if there is one, begins with a mark that may open."""
    mark = _DOUBLE.match(text, *following[0]) if following else None
    return mark is not None and mark.lastgroup != "closing"
