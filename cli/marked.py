"""An article's text with its statements marked: by colour and numbers, or by numbers alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from rich.text import Text

from ..data.writers.readable import speaker
from .excerpts import SEPARATOR
from .tables import linked
from .visible import visible

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]

_COLORS = ("green", "cyan", "magenta", "yellow", "blue", "red")
"""Speakers in turn; the six that every terminal has and that black and white leave over."""

_WORDS = (("source", "bold"), ("cue", "italic"))


def marked(
    text: str,
    quotes: Sequence[Row],
    *,
    color: bool,
    excerpts: Sequence[tuple[int, int]] | None = None,
    link: Link | None = None,
) -> Text:
    """The text, each piece of a statement after its ``[number]``, and below it who said each.

    Without colour a piece also has an end, ``[/number]``. Of ``excerpts`` only those are shown, which must hold every
    statement whole. ``link`` makes a link of where a statement stands.
    """
    styles = _speaker_styles(quotes)
    shown = _body(text, quotes, styles, excerpts, color=color)
    end = "\n" if shown.plain.endswith("\n") else "\n\n" if shown else ""
    return shown.append(end).append_text(_legend(quotes, styles, link))


def _body(
    text: str,
    quotes: Sequence[Row],
    styles: Mapping[str, str],
    excerpts: Sequence[tuple[int, int]] | None,
    *,
    color: bool,
) -> Text:
    opens: dict[int, str] = defaultdict(str)
    closes: dict[int, str] = defaultdict(str)
    layers: list[tuple[int, int, str]] = []
    for number, row in enumerate(quotes, start=1):
        for span in row["content"]:
            opens[span["start"]] += f"[{number}]"
            closes[span["end"]] = f"[/{number}]{closes[span['end']]}"
            layers.append((span["start"], span["end"], styles[speaker(row)]))
        layers += [(row[key]["start"], row[key]["end"], style) for key, style in _WORDS if row[key]]
    made, before, between, after = Text(), {}, {}, {}  # where in what is made an offset's ends stand, and its begins
    edges = [edge for excerpt in excerpts or () for edge in excerpt]
    cuts = sorted({0, len(text), *edges, *(cut for start, end, _ in layers for cut in (start, end))})
    for cut, following in zip_longest(cuts, cuts[1:]):
        before[cut] = len(made)
        made.append("" if color else closes[cut])
        between[cut] = len(made)
        made.append(opens[cut], style="dim")
        after[cut] = len(made)
        made.append(visible(text[cut:following]))
    for start, end, style in layers:
        made.stylize(style, after[start], before[end])
    if excerpts is None:
        return made
    shown = Text()
    for start, end in excerpts:
        shown.append(f"\n{SEPARATOR}\n" if shown else "", style="dim").append_text(made[between[start] : between[end]])
    return shown


def _speaker_styles(quotes: Sequence[Row]) -> dict[str, str]:
    names = dict.fromkeys(speaker(row) for row in quotes)
    return {name: _COLORS[place % len(_COLORS)] for place, name in enumerate(names)}


def _legend(quotes: Sequence[Row], styles: Mapping[str, str], link: Link | None) -> Text:
    lines = Text()
    for number, row in enumerate(quotes, start=1):
        who = speaker(row)
        role = row["speaker"]["role"] if row["speaker"] else None
        cue = f"{row['cue']['class']}: {row['cue']['text']}" if row["cue"] else None
        details = [role, row["type"], cue, "in the headline" if row["in_headline"] else None]
        lines.append(f"{'' if number == 1 else chr(10)}[{number}] ", style="dim")
        lines.append(visible(who), style=f"bold {styles[who]}")
        lines.append(visible("".join(f" · {' '.join(detail.split())}" for detail in details if detail)))
        lines.append(f" · {row['confidence']:.2f} · ", style="dim")
        lines.append_text(linked(f"@{row['content'][0]['start']}", link(row) if link else None))
    return lines if quotes else Text("no statements found", style="dim")
