"""``spq counts``: how much is said by whom, where and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import click
import typer

from ..data.counted import CountSort
from ..data.errors import UsageError
from ..data.store.grouping import DIMENSIONS
from .app import command
from .choosing import ChoosingOptions
from .options import (
    OUTPUT,
    Limit,
    OutputOptions,
    Paths,
    ReadingOptions,
    Sample,
    Unique,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..data.store.grouping import Dimension, Group
    from .output import Output


@command("spq counts --by month --speaker Putin", "spq counts --by speaker --by outlet --unique -o counts.csv")
def counts(
    paths: Paths = None,
    *,
    choosing: ChoosingOptions,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", click_type=click.Choice(DIMENSIONS), metavar="WHAT",
                     help=f"What to count by, once or twice: {', '.join(DIMENSIONS)}. Default: speaker.",
                     rich_help_panel=OUTPUT),
    ] = None,
    unique: Unique = False,
    min_count: Annotated[
        int | None,
        typer.Option("--min-count", min=1, metavar="N", help="Only rows with at least so many statements.",
                     rich_help_panel=OUTPUT),
    ] = None,
    sort: Annotated[
        CountSort | None,
        typer.Option(help="The order of the rows. Default: as time goes, else the largest count first.",
                     rich_help_panel=OUTPUT),
    ] = None,
    limit: Limit = None,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Count statements by speaker, outlet, month, …

    Each row has the number of statements and of the articles they stand in, their share of all statements chosen, and
    the days of the first and the last. What the articles do not say is counted, too, in rows of its own: (unknown)
    speakers, (undated) articles. Between the first and the last year, month, week or day those without a statement
    have a row with 0. With two --by the terminal shows a cross table; other formats have a row for each pair that
    occurs.

    PATHS are files, folders, globs, or - for stdin. Without any it reads stdin if something comes in there, else your
    library, else the bundled sample.
    """
    from ..data.counted import arranged, filled
    from .inputs import opened
    from .output import Output
    from .tally import number
    from .uniquely import copies_note, stories_of

    wanted_by = _dimensions(by)
    out = Output(output)
    choosing.days()
    with opened(paths, reading, out, sample=sample) as store:
        wanted = choosing.filter(store, out)
        stories = stories_of(store, wanted.articles) if unique else None
        if stories is not None:
            wanted = replace(wanted, without=stories.copies)
        groups = store.grouped(wanted, wanted_by, stories.counts if stories else {})
        total = sum(group.count for group in groups)
        rows = [one for one in arranged(filled(groups, wanted_by), wanted_by, sort)
                if min_count is None or one.count >= min_count]  # fmt: skip
        cut = _limited(rows, limit, wanted_by)
        _write(cut, wanted_by, total, out, unique=unique)
        choosing.tell_left_out(store, wanted, out)
        articles = store.articles_with(wanted)
    left = total - sum(group.count for group in cut)
    if left:
        more = number(len(groups) - sum(1 for one in cut if one.count), "more row", "more rows")
        out.note(f"{number(left, 'statement')} in {more} not shown, because of --min-count or --limit")
    if stories is not None:
        out.note(copies_note(stories))
    if total or not out.exit_code:
        of = f"{number(total, 'statement')} in {number(articles, 'article')}"
        out.note(of if total else "nothing matches")
    raise typer.Exit(out.exit_code)


def _dimensions(by: Sequence[str] | None) -> list[Dimension]:
    wanted = [one for one in DIMENSIONS for given in by or ["speaker"] if one == given]
    wanted.sort(key=(by or ["speaker"]).index)
    if len(wanted) > 2 or len(set(wanted)) < len(wanted):
        raise UsageError("--by names one thing to count by, or two that differ")
    return wanted


def _limited(rows: list[Group], limit: int | None, by: Sequence[Dimension]) -> list[Group]:
    """So many rows; of a cross table those of so many of the first thing counted by, those with most statements."""
    if limit is None:
        return rows
    if len(by) == 1:
        return rows[:limit]
    sums: dict[str | None, int] = {}
    for row in rows:
        sums[row.values[0]] = sums.get(row.values[0], 0) + row.count
    kept = set(sorted(sums, key=lambda value: -sums[value])[:limit])
    return [row for row in rows if row.values[0] in kept]


def _write(rows: list[Group], by: Sequence[Dimension], total: int, out: Output, *, unique: bool) -> None:
    from ..data.counted import row_of
    from .counttable import cross_tables

    made = [row_of(group, by, total, copies=unique) for group in rows]
    if len(by) == 2 and out.format == "table":
        out.pages(lambda width: cross_tables(made, width))
    else:
        out.rows("counts", made, unique=unique)
