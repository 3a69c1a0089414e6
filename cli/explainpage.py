"""An explanation for people: the same parts as a page on a terminal and as Markdown."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..data.writers.readable import place, speaker
from ..extractors.resolve import LEAST
from .visible import one_line, visible

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]

WIDE = 120
"""From this width on, what speaks for a statement and what against it stand beside each other."""

TEXT_WIDTH = 100
"""Columns of running text at most: longer lines are hard to read."""

MOST_EVIDENCE = 5
LEAST_WEIGHT = 0.1
"""Evidence shown on each side, and the least weight of it; JSON has all."""

MOST_READINGS = 5
MOST_CANDIDATES = 4

_LONGEST_PIECE = 320
_LONGEST_READING = 90
"""Characters of a stretch of text that are shown; JSON has it whole."""

_STYLES = {"source": "bold", "cue": "italic", "statement": "green"}
_NOT_EVIDENCE = frozenset({"(constant)", "chance"})


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it: paragraphs, then rows of a figure and its text."""

    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


def renderable(rows: Sequence[Row], width: int, *, color: bool, link: Link | None = None, whole: bool = False) -> Group:
    """The explanations, one below the other, in at most ``width`` columns.

    ``link`` makes a link of where a statement stands; ``whole``: nothing is left out of the text around it.
    """
    from rich.console import Group
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    from .tables import linked

    parts: list[RenderableType] = []
    for number, row in enumerate(rows):
        if number:
            parts += [Text(), Rule(style="dim"), Text()]
        title, where = _title(row)
        parts += [Text(one_line(title), style="bold cyan" if row["id"] else "bold")]
        parts += [linked(where, link(row) if link else None)]
        parts += [Text(), Padding(_sentence(row, color=color, whole=whole), (0, 0, 0, 2))]
        if color:
            parts += [Text(), Padding(_key(row), (0, 0, 0, 2))]
        for part in _parts(row):
            parts += [Text(), Text(part.title, style="bold"), *_below(part, width)]
            if part.title == _LIKELY:
                parts += _for_and_against(row, width)
    return Group(*parts)


def markdown(rows: Sequence[Row], *, whole: bool = False) -> str:
    """The explanations as Markdown, each below a heading; ``whole`` as above."""
    from ..data.writers.markdown import escaped

    blocks = []
    for row in rows:
        title, where = _title(row)
        sentence = _sentence(row, color=False, whole=whole).plain
        blocks += [f"## {escaped(title)}", escaped(where), f"> {escaped(sentence)}"]
        for part in _parts(row):
            blocks += [f"### {escaped(part.title)}", *map(escaped, part.paragraphs)]
            blocks += [_bullets(part.rows)] if part.rows else []
            if part.title == _LIKELY:
                for heading, side in _sides(row):
                    blocks += [escaped(heading), _bullets(side)]
    return "".join(f"{block}\n\n" for block in blocks).rstrip("\n") + "\n" * bool(blocks)


def _bullets(rows: Iterable[tuple[str, str]]) -> str:
    from ..data.writers.markdown import escaped

    return "\n".join(f"- {escaped(figure)}: {escaped(text)}" for figure, text in rows)


# ---- what is told


def _title(row: Row) -> tuple[str, str]:
    """Who said it and how sure that is; and where it stands."""
    if row["id"] is None:
        return f"Not taken for a statement · {row['confidence']:.2f}", place(row)
    marks = "" if row["outcome"] == "shown" else " · shown with --all only"
    return f"{speaker(row)} · {row['confidence']:.2f}{marks}", f"{place(row)} · {row['id']}"


_LIKELY = "How likely it is"
_FOR, _AGAINST = "For it: the odds that it is right rise", "Against it: the odds that it is right fall"


def _parts(row: Row) -> Iterator[Part]:
    if row["outcome"] != "shown":
        title = "Why it is not shown" if row["outcome"] != "hidden" else "Why only --all shows it"
        yield Part(title, (f"{_capital(row['why'])}.",))
    if row["id"] is not None:
        yield _who(row)
    if row["inside"]:
        inside = row["inside"]
        name = inside["speaker"] or "somebody unnamed"
        yield Part("What it stands in", (f"A statement by {name}: {_short(inside['text'], _LONGEST_PIECE)}",))
    example = f" For example: {row['example']}" if row["example"] else ""
    yield Part("How it was read", (f"{row['construction']}.{example}", f"The rule is called “{row['rule']}”."))
    yield _likely(row)
    others = _others(row)
    if others:
        yield Part("What else was considered", (), others)


def _who(row: Row) -> Part:
    who, source = row["speaker"], row["source"]
    words = _quoted(source["text"]) if source else "The quotation"
    if who is None:
        told = f"{words} was left open: " if source else "Left open: "
        told += row["reason"] or "nobody is named"
    elif who["by"] == "name" and who["kind"] != "person":
        told = f"{words} is not tied to a name in this article, and is taken as written"
    else:
        told = _BY.get(who["by"], "{words} means {name}").format(words=words, name=who["name"])
        told += f" ({who['role']})" if who["role"] else ""
    return Part("Who said it", (f"{told}.",), tuple(_candidates(row)))


_BY = {
    "name": "{words} names {name}",
    "surname": "{words} is the surname of {name}, whom the article names more fully elsewhere",
    "pronoun": "{words} was taken for the one who fits best of those mentioned around it: {name}",
    "role": "{words} was taken for the one who fits best of those mentioned around it: {name}",
    "apposition": "{words} has a name beside the description: {name}",
    "continuation": "The quotation has no source of its own, and goes on with what was said just before by {name}",
    "repeat": "The quotation has words that are quoted elsewhere in the article, with a source: {name}",
    "headline": "{words} in the headline is the only one to whom the article gives that role: {name}",
}


def _candidates(row: Row) -> Iterator[tuple[str, str]]:
    """Who was considered, the likeliest first, and why the others lost."""
    candidates = row["candidates"]
    taken = row["speaker"]["name"] if row["speaker"] and row["speaker"]["by"] in ("pronoun", "role") else None
    for number, one in enumerate(candidates[:MOST_CANDIDATES]):
        if number == 0 and taken is not None:
            verdict = "taken"
        elif one["score"] < LEAST:
            verdict = f"not taken: {LEAST} is needed"
        elif taken is not None:
            verdict = "not taken: the first is clearly ahead"
        else:
            verdict = "not taken: too close to another"
        yield f"{one['score']:.2f}", f"{one['name']} – {one['why']}; {verdict}"


def _likely(row: Row) -> Part:
    told = [row["counts"]["text"] if row["counts"] else _UNCOUNTED.format(row["weighed"])]
    if row["evidence"]:
        told.append(f"With all that was seen around it, that makes {row['weighed']:.2f}.")
    if row["calibration"]:
        told.append(_calibrated(row["weighed"], row["confidence"]))
    return Part(_LIKELY, (" ".join(told),))


def _calibrated(weighed: float, confidence: float) -> str:
    """How the confidence by evidence became the final one."""
    often = "about as" if abs(weighed - confidence) < _ALIKE else "more" if confidence > weighed else "less"
    return (
        f"In articles that people have annotated, findings like it were right {often} often{_THAN[often]}: "
        f"its confidence is {confidence:.2f}. So likely are its words and its source both right, 1 being certain."
    )


_UNCOUNTED = "Nothing was counted for quotations without a cue; {:.2f} is assumed."
_ALIKE = 0.015
_THAN = {"about as": " as that says", "more": " than that says", "less": " than that says"}


def _sides(row: Row) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The strongest evidence on each side, as factors of the odds; what decided comes first."""
    shown = [one for one in row["evidence"] if abs(one["weight"]) >= LEAST_WEIGHT and one["name"] not in _NOT_EVIDENCE]
    sides = []
    for sign, mark, heading in ((1, "×", _FOR), (-1, "÷", _AGAINST)):
        side = [one for one in shown if one["weight"] * sign > 0][:MOST_EVIDENCE]
        sides.append((heading, tuple((f"{mark} {math.exp(abs(one['weight'])):.1f}", one["text"]) for one in side)))
    return [side for side in (sides if row["id"] else reversed(sides)) if side[1]]


def _others(row: Row) -> tuple[tuple[str, str], ...]:
    rows = [(f"{one['confidence']:.2f}", f"{_differs(one, row)} – {one['why']}") for one in row["readings"]]
    more = len(rows) - MOST_READINGS
    return (*rows[:MOST_READINGS], *([("", f"… and {more} more")] if more > 0 else []))


def _differs(other: Row, row: Row) -> str:
    """What is different in another reading."""
    source = _quoted(other["source"]) if other["source"] else "nobody named"
    words = _quoted(_short(one_line(other["text"]), _LONGEST_READING))
    same_source = other["source"] == (row["source"] and row["source"]["text"])
    cue = "" if other["same_cue"] else f", cue: {_quoted(other['cue'])}" if other["cue"] else ", without a cue"
    if other["text"] == row["text"]:
        told = "the same words and source" if same_source else f"the same words, source: {source}"
    else:
        told = words if same_source else f"{words}, source: {source}"
    return f"{told}{cue}, read as: {other['construction'][:1].lower()}{other['construction'][1:]}"


def _quoted(text: str) -> str:
    """Text in quotation marks, if it does not bring its own."""
    return text if text[:1] in _OPENING else f"“{text}”"


_OPENING = frozenset("\"'“‘„«‹`")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, longest: int) -> str:
    """A text with its middle left out, if it is too long: its ends tell most."""
    if len(text) <= longest:
        return text
    half = (longest - 3) // 2
    return f"{text[:half].rstrip()} … {text[len(text) - half :].lstrip()}"


# ---- how it looks


def _sentence(row: Row, *, color: bool, whole: bool) -> Text:
    """The sentence with its parts marked: by style, or in brackets with their names."""
    from rich.text import Text

    base, text = row["context"]["start"], row["context"]["text"]
    layers = [("statement", piece) for piece in row["content"]]
    layers += [(name, row[name]) for name in ("source", "cue") if row[name]]
    opens: dict[int, str] = defaultdict(str)
    closes: dict[int, str] = defaultdict(str)
    for name, piece in layers:
        opens[piece["start"] - base] += f"[{name}: "
        closes[piece["end"] - base] += "]"
    cuts = sorted({0, len(text), *opens, *closes})
    made = Text()
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if not color:
            made.append(closes[start] + opens[start])
        within = [name for name, piece in layers if piece["start"] - base <= start < piece["end"] - base]
        shown = visible(text[start:end])
        made.append(shown if whole else _short(shown, _LONGEST_PIECE), style=" ".join(_STYLES[name] for name in within))
    return made


def _key(row: Row) -> Text:
    from rich.text import Text

    named = [name for name in ("source", "cue") if row[name]] + ["statement"]
    made = Text()
    for number, name in enumerate(named):
        made.append(" · " if number else "", style="dim").append(name, style=_STYLES[name])
    return made


def _below(part: Part, width: int) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    for paragraph in part.paragraphs:
        yield Padding(Text(one_line(paragraph)), (0, max(0, width - TEXT_WIDTH), 0, 2))
    if part.rows:
        yield Padding(_grid(part.rows), (0, max(0, width - WIDE), 0, 2))


def _for_and_against(row: Row, width: int) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    sides = _sides(row)
    if not sides:
        return
    yield Text()
    if width < WIDE:
        for heading, side in sides:
            yield Padding(Text(heading, style="dim"), (0, 0, 0, 2))
            yield Padding(_grid(side), (0, 0, 0, 2))
        return
    beside = Table.grid(padding=(0, 4, 0, 0))
    for heading, _ in sides:
        beside.add_column(heading)
    beside.add_row(*(Text(heading, style="dim") for heading, _ in sides))
    beside.add_row(*(_grid(side) for _, side in sides))
    yield Padding(beside, (0, 0, 0, 2))


def _grid(rows: Iterable[tuple[str, str]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    made = Table.grid(padding=(0, 2, 0, 0))
    made.add_column(no_wrap=True, min_width=5)
    made.add_column(overflow="fold")
    for figure, text in rows:
        made.add_row(Text(figure), Text(one_line(text)))
    return made
