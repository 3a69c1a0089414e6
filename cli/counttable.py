"""Counts on a terminal: a bar for each row, or a cross table of two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.bar import Bar
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from ..data.counted import PERIODS, between
from ..data.writers.readable import percent
from .visible import one_line

Row = Mapping[str, Any]

WIDE = 120
"""From this width on there is room for the days."""

NAME = 34
"""Columns of the names at most, of a narrow table; what is longer goes on in the next line."""

BAR = 60
"""Columns of the longest bar at most."""

LEAST = 8
"""Columns of a bar, or of names, at least; where there is less room there are no bars."""

CELL = 12
"""Columns of a heading of a cross table at most."""


def counts_table(rows: Iterable[Row], width: int) -> Table:
    """One thing counted by: a row for each, with its share of all and a bar beside the largest."""
    rows = list(rows)
    wide, copies = width >= WIDE, any("copies" in row for row in rows)
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    names = [one_line(row["name"]) for row in rows]
    headings = ["Statements", "Articles", *(["Copies"] if copies else []), "Share "]
    days = ["First     ", "Last      "] if wide else []
    taken = sum(len(heading) + 2 for heading in (*headings, *days))
    most = max(map(cell_len, names), default=4)
    label = min(most, max(width // 3, NAME), max(LEAST, width - taken - 2))
    made.add_column("", width=label, overflow="fold")
    for heading in headings:
        made.add_column(heading.strip(), justify="right", no_wrap=True, min_width=len(heading))
    for heading in days:
        made.add_column(heading.strip(), no_wrap=True, min_width=len(heading))
    room = min(BAR, width - label - 2 - taken)
    if room >= LEAST:
        made.add_column("", width=room)
    largest = max((row["count"] for row in rows), default=0)
    for row, name in zip(rows, names, strict=True):
        cells = [f"{row['count']:,}", f"{row['docs']:,}"]
        cells += [f"{row['copies']:,}"] if "copies" in row else []
        cells += [percent(row["share"]) if row["count"] else ""]
        cells += [row["first"] or "", row["last"] or ""] if wide else []
        said = row["value"] is not None
        bars = [Bar(largest, 0, row["count"], color="cyan")] if largest and room >= LEAST else []
        made.add_row(Text(name, style="bold cyan" if said else "dim"), *cells, *bars)
    return made


def cross_tables(rows: Sequence[Row], width: int) -> Iterator[Table | Text]:
    """Two things counted by: rows of the first, columns of the second; as many tables below each other as it takes."""
    down = list(dict.fromkeys((row["value"], row["name"]) for row in rows))
    across = _across(rows)
    counts = {((row["value"], row["name"]), (row["value2"], row["name2"])): row["count"] for row in rows}
    totals = {one: sum(counts.get((one, other), 0) for other in across) for one in down}
    left = min(max((cell_len(one_line(name)) for _, name in down), default=5), max(12, width // 3))
    total = max(5, len(f"{sum(totals.values()):,}"))
    for number, part in enumerate(_parts(across, counts, width - left - 2 - total - 2)):
        if number:
            yield Text("")
        made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        made.add_column("", width=left, overflow="fold")
        for value, name in part:
            header = Text(one_line(name), style="bold" if value is not None else "not bold dim")
            made.add_column(header, justify="right", max_width=CELL, overflow="fold")
        made.add_column("Total", justify="right", no_wrap=True, min_width=total)
        for one in down:
            cells = [f"{counts[one, other]:,}" if (one, other) in counts else "·" for other in part]
            label = Text(one_line(one[1]), style="bold cyan" if one[0] is not None else "dim")
            made.add_row(label, *cells, f"{totals[one]:,}")
        yield made


Key = tuple[str | None, str]


def _across(rows: Sequence[Row]) -> list[Key]:
    """The columns: periods as time goes, with those between; the rest by what they have."""
    sums: dict[Key, int] = {}
    for row in rows:
        key = row["value2"], row["name2"]
        sums[key] = sums.get(key, 0) + row["count"]
    if rows and rows[0]["by2"] in PERIODS:
        dated = sorted(value for value, _ in sums if value is not None)
        periods: list[Key] = [(value, value) for value in between(rows[0]["by2"], dated[0], dated[-1])] if dated else []
        return [*periods, *(key for key in sums if key[0] is None)]
    return sorted(sums, key=lambda key: (-sums[key], key[0] is None, key[1]))


def _parts(across: Sequence[Key], counts: Mapping[tuple[Key, Key], int], room: int) -> Iterator[list[Key]]:
    """The columns in as many parts as have room beside the names."""
    part: list[Key] = []
    taken = 0
    for key in across:
        widest = max((len(f"{count:,}") for (_, other), count in counts.items() if other == key), default=1)
        needs = max(min(cell_len(one_line(key[1])), CELL), widest) + 2
        if part and taken + needs > room:
            yield part
            part, taken = [], 0
        part.append(key)
        taken += needs
    if part:
        yield part
