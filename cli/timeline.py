"""``spq timeline``: what somebody said, in order of date."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from ..data.periods import By
from .app import command
from .choosing import About, Classes, Contains, Everything, MinConfidence, Types
from .options import (
    CHOOSING,
    OUTPUT,
    Limit,
    Outlets,
    PagedOptions,
    Paths,
    ReadingOptions,
    Sample,
    Since,
    Until,
)

if TYPE_CHECKING:
    from ..data.store import QuoteFilter, Store
    from .output import Output
    from .tally import Tally


@command(
    "spq timeline Putin --about Kosachyov --since 2012", "spq timeline Gatilov --sample --format csv -o gatilov.csv"
)
def timeline(
    speaker: Annotated[str, typer.Argument(show_default=False)],
    paths: Paths = None,
    others: Annotated[
        list[str] | None,
        typer.Option("--speaker", metavar="NAME", help="And by this speaker; may be repeated.",
                     rich_help_panel=CHOOSING),
    ] = None,
    about: About = None,
    outlet: Outlets = None,
    type: Types = None,
    cue_class: Classes = None,
    everything: Everything = False,
    contains: Contains = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    limit: Limit = None,
    by: Annotated[
        By | None,
        typer.Option(help="What a bar stands for. Default: days for up to a month, weeks for ten, years from five "
                     "years on, else months.", rich_help_panel=OUTPUT),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", "-r", help="The newest day first.", rich_help_panel=OUTPUT)
    ] = False,
    *,
    output: PagedOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show what somebody said, in order of date.

    On a terminal: a bar for each month (or day, week, year), then the statements under their dates; what several
    outlets have alike on one day is shown once. --limit shortens the list, not the bars. Every other format has the
    rows of spq quotes, in order of date. What has no date comes last.

    SPEAKER is a name in any spelling or script, or an id. PATHS are files, folders, globs, or - for stdin. Without any
    it reads stdin if something comes in there, else your library, else the bundled sample.
    """
    from ..data.store import QuoteFilter
    from .inputs import opened
    from .output import Output
    from .tally import Tally
    from .when import day
    from .who import entities_meant, speakers_meant

    out = Output(output)
    first, last = day(since, "--since", "first"), day(until, "--until", "last")
    with opened(paths, reading, out, sample=sample) as store:
        wanted = QuoteFilter(
            speakers=speakers_meant([speaker, *(others or ())], store, out), about=entities_meant(about, store, out),
            outlets=outlet or None, types=type or None, classes=cue_class or None, contains=contains,
            since=first, until=last, min_confidence=min_confidence,
            everything=everything or "want" in (cue_class or ()),
            sort="newest" if reverse else "date", limit=limit,
        )  # fmt: skip
        if not wanted.speakers and os.path.lexists(speaker):
            out.note(f"{speaker} is a file or folder: the speaker comes first, as in spq timeline NAME {speaker}")
        tally = Tally()
        dates = list(store.dates(wanted))
        _write(store, wanted, dates, by, tally, out)
        undated = store.undated(wanted) if first or last else 0
        unknown = [name for name in outlet or () if not store.has_outlet(name)]
    _tell(tally, dates, undated, unknown, out)
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


def _tell(tally: Tally, dates: list[str | None], undated: int, unknown: list[str], out: Output) -> None:
    from .tally import number

    if undated:
        out.note(f"{number(undated, 'article')} without a date left out")
    elif without := sum(day is None for day in dates):
        out.note(f"{number(without, 'statement')} without a date, at the end")
    for name in unknown:
        out.note(f"no article here is from {name!r}")
    if tally.rows or not out.exit_code:
        more = len(dates) - tally.rows
        out.note(f"{tally}; {more} more match" if tally.rows and more > 0 else str(tally))
