"""``spq timeline``: what somebody said, in order of date."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from ..data.periods import By
from .app import command
from .choosing import ChoosingOptions
from .options import (
    OUTPUT,
    Limit,
    PagedOptions,
    Paths,
    ReadingOptions,
    Sample,
    Unique,
)

if TYPE_CHECKING:
    from ..data.store import QuoteFilter, Store
    from .output import Output
    from .tally import Tally


@command(
    "spq timeline Putin --about Kosachyov --since 2012", "spq timeline Gatilov --sample --format csv -o gatilov.csv"
)
def timeline(
    who: Annotated[str, typer.Argument(metavar="SPEAKER", show_default=False)],
    paths: Paths = None,
    *,
    choosing: ChoosingOptions,
    unique: Unique = False,
    limit: Limit = None,
    by: Annotated[
        By | None,
        typer.Option(help="What a bar stands for. Default: days for up to a month, weeks for ten, years from five "
                     "years on, else months.", rich_help_panel=OUTPUT),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", "-r", help="The newest day first.", rich_help_panel=OUTPUT)
    ] = False,
    output: PagedOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show what somebody said, in order of date.

    On a terminal: a bar for each month (or day, week, year), then the statements under their dates; what several
    outlets have alike on one day is shown once. --limit shortens the list, not the bars. Every other format has the
    rows of spq quotes, in order of date. What has no date comes last.

    SPEAKER is a name in any spelling or script, or an id; --speaker adds another one. PATHS are files, folders, globs,
    or - for stdin. Without any it reads stdin if something comes in there, else your library, else the bundled sample.
    """
    from .inputs import opened
    from .output import Output
    from .tally import Tally
    from .uniquely import copies_note, stories_of

    out = Output(output)
    choosing = replace(choosing, speaker=[who, *(choosing.speaker or ())])
    choosing.days()
    with opened(paths, reading, out, sample=sample) as store:
        wanted = choosing.filter(store, out, sort="newest" if reverse else "date", limit=limit)
        stories = stories_of(store, wanted.articles) if unique else None
        if stories is not None:
            wanted = replace(wanted, without=stories.copies)
        if not wanted.speakers and os.path.lexists(who):
            out.note(f"{who} is a file or folder: the speaker comes first, as in spq timeline NAME {who}")
        tally = Tally()
        dates = list(store.dates(wanted))
        _write(store, wanted, dates, by, tally, out)
        choosing.tell_left_out(store, wanted, out)
    if stories is not None:
        out.note(copies_note(stories))
    _tell(tally, dates, wanted, out)
    raise typer.Exit(out.exit_code)


def _write(
    store: Store, wanted: QuoteFilter, dates: list[str | None], by: By | None, tally: Tally, out: Output
) -> None:
    from .links import links_of

    rows = tally.count(store.quotes(wanted))
    if out.format != "table":
        out.rows("quotes", rows)
        return
    if not dates:
        return
    from ..data.periods import fitting
    from .timelinepage import pages

    known = {person.id: person.name for person in store.people(wanted.speakers or ())}
    names = list(dict.fromkeys(known[one] for one in wanted.speakers or ()))  # "analysts" are many, and one name
    link = links_of(store, out)
    out.pages(lambda width: pages(names, dates, by or fitting(dates), rows, width, link))


def _tell(tally: Tally, dates: list[str | None], wanted: QuoteFilter, out: Output) -> None:
    from .tally import number

    without = sum(day is None for day in dates)
    if without and not (wanted.since or wanted.until):
        out.note(f"{number(without, 'statement')} without a date, at the end")
    if tally.rows or not out.exit_code:
        more = len(dates) - tally.rows
        out.note(f"{tally}; {more} more match" if tally.rows and more > 0 else str(tally))
