"""A timeline for people: a bar for each period, then the statements under their days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ..data.periods import By, Count, Gap, Period, day_of, folded
from ..data.writers.readable import cue, speaker
from .tables import WIDE, linked
from .tally import number
from .visible import one_line

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]

LONGEST_BAR = 60
"""Cells of the longest bar; up to there a cell is a statement."""

BAR = "█"
UNDATED = "undated"

_NOUNS: dict[By, tuple[str, str]] = {
    "day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"), "year": ("year", "years"),
}  # fmt: skip


def pages(
    names: Sequence[str], dates: Sequence[str | None], by: By, rows: Iterable[Row], width: int, link: Link | None
) -> Iterator[RenderableType]:
    """Whose statements and how many, the bars of ``dates``, and the ``rows`` day by day, each as soon as it is there.

    ``rows`` are in order of date. Several ``names`` stand beside their statements.
    """
    yield _title(names, dates)
    bars = _bars(folded(dates, by), sum(day_of(day) is None for day in dates), width)
    if bars is not None:
        yield Text()
        yield bars
    for day, of_day in groupby(rows, key=lambda row: (row["published"] or "")[:10]):
        yield Text()
        yield _day(day)
        yield _statements(_alike(of_day), width, link or (lambda _row: None), named=len(names) > 1)


def _title(names: Sequence[str], dates: Sequence[str | None]) -> Text:
    days = sorted(day for day in map(day_of, {day[:10] for day in dates if day}) if day)
    parts = [number(len(dates), "statement")]
    if days:
        parts.append(days[0].isoformat() if len(days) == 1 else f"{days[0]} to {days[-1]}")
    made = Text(one_line(", ".join(names)), style="bold cyan")
    return made.append(f" · {' · '.join(parts)}", style="not bold default")


# ---- the bars


def _bars(parts: Sequence[Count | Gap], undated: int, width: int) -> Table | None:
    """A line for each period: which, how many, and a bar as long; None where nothing has a date."""
    if not parts:
        return None
    most = max(undated, *(part.count for part in parts if isinstance(part, Count)))
    labels = [_label(part.period) if isinstance(part, Count) else "…" for part in parts]
    room = width - max(map(len, [*labels, UNDATED])) - len(str(most)) - 4
    longest = max(1, min(LONGEST_BAR, room, most))
    made = Table.grid(padding=(0, 2, 0, 0))
    made.add_column(no_wrap=True)
    made.add_column(no_wrap=True, justify="right")
    made.add_column(overflow="fold")
    for label, part in zip(labels, parts, strict=True):
        if isinstance(part, Gap):
            made.add_row("…", "", Text(f"{number(part.count, *_NOUNS[part.first.by])} with none", style="dim"))
        else:
            bar = BAR * _cells(part.count, most, longest)
            made.add_row(Text(label, style="" if part.count else "dim"), str(part.count), Text(bar, style="cyan"))
    if undated:
        made.add_row(UNDATED, str(undated), Text(BAR * _cells(undated, most, longest), style="dim"))
    return made


def _label(period: Period) -> str:
    if period.by == "week":
        return f"{period.first} to {period.last:%m-%d}"
    return period.label


def _cells(count: int, most: int, longest: int) -> int:
    """The length of a bar; whatever is not none is seen."""
    return max(1, round(count * longest / most)) if count else 0


# ---- the statements


def _day(day: str) -> Text:
    found = day_of(day)
    made = Text(one_line(day) or UNDATED, style="bold")
    return made.append(f" {found:%A}", style="not bold dim") if found else made


def _alike(rows: Iterable[Row]) -> list[list[Row]]:
    """The statements of a day, those together that are one in several articles."""
    found: dict[tuple[Any, str], list[Row]] = {}
    made: list[list[Row]] = []
    for row in rows:
        key = row["speaker"] and row["speaker"]["id"], _words(row["text"])
        others = found.get(key)
        if others is not None and all(other["doc"] != row["doc"] for other in others):
            others.append(row)
            continue
        found[key] = [row]
        made.append(found[key])
    return made


def _words(text: str) -> str:
    """The words of a statement alone: outlets set quotation marks and final commas each in their own way."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _statements(groups: Iterable[list[Row]], width: int, link: Link, *, named: bool) -> Table:
    wide = width >= WIDE
    made = Table.grid(expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    made.add_column(width=26 if wide else 20, overflow="fold")
    made.add_column(ratio=1, overflow="fold")
    if wide:
        made.add_column(width=8, overflow="fold")
        made.add_column(width=16, overflow="fold")
        made.add_column(width=width // 4, overflow="fold")
    for first, *others in groups:
        who = _who(first, named=named)
        how = Text(one_line(cue(first)), style="" if first["negated"] else "dim")
        statement = Text(one_line(first["text"]))
        place = linked(_at(first), link(first))
        also = [Text("also ", style="dim").append_text(_also(other, link(other))) for other in others]
        if wide:
            made.add_row(who, _below(statement, also), Text(first["type"]), how, place)
        else:
            said = Text(f"— {first['type']} · ", style="dim").append_text(place)
            made.add_row(_below(who, [how] if how else []), _below(statement, [said, *also]))
    return made


def _who(row: Row, *, named: bool) -> Text:
    """The outlet; in front of it the speaker where there are several."""
    name = Text(one_line(speaker(row)) if named else "", style="bold cyan")
    return _below(Text().append_text(name), [Text(one_line(row["outlet"]))] if row["outlet"] else [])


def _also(row: Row, url: str | None) -> Text:
    told = " · ".join(one_line(part) for part in (row["outlet"], cue(row), _at(row)) if part)
    return Text(f"in {told}", style=Style(dim=True, link=url))


def _at(row: Row) -> str:
    return f"{row['doc']}@{row['content'][0]['start']}"


def _below(text: Text, lines: Iterable[Text]) -> Text:
    for line in lines:
        text.append("\n" if text else "").append_text(line)
    return text
