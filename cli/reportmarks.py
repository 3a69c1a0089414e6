"""An article's text as HTML with its statements marked in place: nested ones, and those that overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .visible import visible_by

if TYPE_CHECKING:
    from markupsafe import Markup

    from .reportdata import ReportArticle, Speaker, Statement

TYPE_CLASSES = {"direct": "d", "mixed": "x", "indirect": "i"}
NOBODY = "?"
"""The initials of whoever was left open."""

LONGEST_HEADLINE = 300
_HEADLINE_BEGINS = 80
"""Characters of a headline at most, and of what stands before it (blank lines, ``# ``)."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of the text that is marked; ``statements`` are those it belongs to, by number."""

    start: int
    end: int
    kind: Literal["headline", "statement", "source", "cue"]
    statements: tuple[int, ...] = ()
    piece: int = 0  # which of the statement's pieces

    @property
    def place(self) -> tuple[int, int, int]:
        """What comes first in the text and, of what begins together, what reaches farthest, encloses the rest."""
        return self.start, -self.end, _KINDS.index(self.kind)


_KINDS = ("headline", "statement", "source", "cue")


@dataclass(frozen=True, slots=True)
class Token:
    """A step through the text: a layer opens (for the first time or again), closes, or text goes on to ``end``."""

    step: Literal["open", "again", "close", "text"]
    layer: Layer | None = None
    start: int = 0
    end: int = 0


def shown(text: str) -> Markup:
    """Text as HTML that looks like it: markup is text, and a character that would be obeyed is a boxed escape."""
    from markupsafe import Markup, escape

    return Markup(_boxed(str(escape(text))))


def _boxed(escaped: str) -> str:
    return visible_by(escaped, _box)


def _box(character: str, escape: str) -> str:
    return f'<span class="u" title="U+{ord(character):04X}">{escape}</span>'


def headline(article: ReportArticle) -> tuple[int, int] | None:
    """Where the text itself begins with the article's title."""
    text, title = article.article.text, article.article.title
    if not title or len(title) > LONGEST_HEADLINE:
        return None
    start = text.find(title, 0, _HEADLINE_BEGINS + len(title))
    if start < 0 or text[:start].strip("# \t\r\n\ufeff"):
        return None
    end = start + len(title)
    return (text.rfind("\n", 0, start) + 1, end) if text[end : end + 1] in ("", "\n", "\r") else None


def layers(article: ReportArticle) -> list[Layer]:
    """All that is marked in an article, in the order in which it encloses."""
    found = [Layer(*place, "headline")] if (place := headline(article)) else []
    beside: dict[tuple[int, int, Literal["source", "cue"]], list[int]] = defaultdict(list)
    for one in article.statements:
        for number, piece in enumerate(one.row["content"]):
            found.append(Layer(piece["start"], piece["end"], "statement", (one.number,), number))
        if span := one.row["source"]:
            beside[span["start"], span["end"], "source"].append(one.number)
        if span := one.row["cue"]:
            beside[span["start"], span["end"], "cue"].append(one.number)
    found += [Layer(start, end, kind, tuple(numbers)) for (start, end, kind), numbers in beside.items()]
    return sorted((one for one in found if one.start < one.end), key=lambda one: one.place)


def tokens(length: int, marked: Sequence[Layer]) -> Iterator[Token]:
    """Steps in which every layer that opens closes before what encloses it: one that overlaps is cut in two."""
    opening: dict[int, list[Layer]] = defaultdict(list)
    for layer in marked:
        opening[layer.start].append(layer)
    cuts = sorted({0, length, *(cut for layer in marked for cut in (layer.start, layer.end))})
    stack: list[Layer] = []
    before = 0
    for cut in cuts:
        if cut > before:
            yield Token("text", None, before, cut)
        lowest = next((place for place, layer in enumerate(stack) if layer.end <= cut), len(stack))
        going_on = [layer for layer in stack[lowest:] if layer.end > cut]
        for layer in reversed(stack[lowest:]):
            yield Token("close", layer)
        del stack[lowest:]
        for step, group in (("again", going_on), ("open", opening[cut])):
            for layer in group:
                yield Token("again" if step == "again" else "open", layer)
                stack.append(layer)
        before = cut


def body(article: ReportArticle, speakers: Sequence[Speaker]) -> Markup:
    """The whole text as HTML. Without its marks' labels, which hold no text, it is the text to the letter.

    Only a line feed stands for the carriage return and line feed of a file from Windows.
    """
    from markupsafe import Markup, escape

    text = article.article.text
    steps = list(tokens(len(text), layers(article)))
    above = _heights(steps)
    made: list[str] = []
    for token in steps:
        if token.step == "text":
            part = text[token.start : token.end].replace("\r\n", "\n")
            if part.endswith("\r") and text[token.end : token.end + 1] == "\n":
                part = part[:-1]
            made.append(_boxed(str(escape(part))))
        elif token.layer is not None and token.step == "close":
            made.append(f"</{_TAGS[token.layer.kind]}>")
        elif token.layer is not None:
            made.append(_opened(token.layer, token.step == "open", article, speakers, above))
    return Markup("".join(made))


_TAGS = {"headline": "strong", "statement": "span", "source": "b", "cue": "i"}


def _heights(steps: Sequence[Token]) -> dict[Layer, int]:
    """For each statement's piece how many others stand within one another inside it: so far below goes its line."""
    stack: list[Layer] = []
    heights: dict[Layer, int] = {}
    for token in steps:
        layer = token.layer
        if layer is None or layer.kind != "statement":
            continue
        if token.step == "close":
            stack.pop()
            if stack:
                heights[stack[-1]] = max(heights[stack[-1]], heights[layer] + 1)
        else:
            stack.append(layer)
            heights.setdefault(layer, 0)
    return heights


_HIGHEST = 3


def _opened(
    layer: Layer, first: bool, article: ReportArticle, speakers: Sequence[Speaker], above: dict[Layer, int]
) -> str:
    if layer.kind == "headline":
        return '<strong class="head">'
    numbers = " ".join(map(str, layer.statements))
    if layer.kind != "statement":
        return f'<{_TAGS[layer.kind]} data-s="{numbers}">'
    statement = article.statements[layer.statements[0] - 1]
    colour = hue_class(statement, speakers)
    level = f" h{min(above[layer], _HIGHEST)}" if above[layer] else ""
    kind = TYPE_CLASSES[statement.row["type"]]
    return f'{_label(statement, layer, colour, speakers) if first else ""}<span class="m {colour} {kind}{level}" data-s="{numbers}">'  # noqa: E501


def _label(statement: Statement, layer: Layer, colour: str, speakers: Sequence[Speaker]) -> str:
    """What stands before a piece: initials and number, drawn by the style sheet so that copied text has none of it."""
    from markupsafe import escape

    if layer.piece:
        return f'<a class="n {colour}" href="#{statement.anchor}" data-n="…{statement.number}"></a>'
    name = escape(label(statement, speakers))
    return f'<a class="n {colour}" id="w-{statement.anchor}" href="#{statement.anchor}" data-n="{name}"></a>'


def label(statement: Statement, speakers: Sequence[Speaker]) -> str:
    """Initials and number of a statement, by which it is known without colour."""
    who = NOBODY if statement.speaker is None else speakers[statement.speaker].initials
    return f"{who}{statement.number}"


def hue_class(statement: Statement, speakers: Sequence[Speaker]) -> str:
    """The class that gives a mark its speaker's colour."""
    return "cn" if statement.speaker is None else f"c{speakers[statement.speaker].hue}"
