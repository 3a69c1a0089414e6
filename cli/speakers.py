"""``spq speakers``: who is quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ..data.store.filters import EntitySort, QuoteFilter
from .app import command
from .options import (
    CHOOSING,
    OUTPUT,
    Kinds,
    Limit,
    MinCount,
    Outlets,
    OutputOptions,
    Paths,
    ReadingOptions,
    Sample,
    Since,
    Unique,
    Until,
)


@command("spq speakers", "spq speakers --sample --kind person --format csv")
def speakers(
    paths: Paths = None,
    kind: Kinds = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Count wishes and bare attitudes, too.", rich_help_panel=CHOOSING)
    ] = False,
    unique: Unique = False,
    min_count: MinCount = 1,
    sort: Annotated[EntitySort, typer.Option(help="The order of the rows.", rich_help_panel=OUTPUT)] = "count",
    limit: Limit = None,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:
    """List who is quoted, and how often.

    With roles, spellings, and the number of statements and articles. spq speakers why A B says why two are one person
    or not, merge and split decide otherwise; a file called why is ./why.

    PATHS are files, folders, globs, or - for stdin. Without any it reads stdin if something comes in there, else your
    library, else the bundled sample.
    """
    from .inputs import opened
    from .output import Output
    from .tally import number
    from .uniquely import copies_note, stories_of
    from .when import day

    out = Output(output)
    wanted = QuoteFilter(
        outlets=outlet or None, since=day(since, "--since", "first"), until=day(until, "--until", "last"),
        everything=everything,
    )  # fmt: skip
    with opened(paths, reading, out, sample=sample) as store:
        stories = stories_of(store, wanted.articles) if unique else None
        if stories is not None:
            wanted = replace(wanted, without=stories.copies)
        rows = store.speakers(wanted, kinds=kind or None, min_count=min_count, sort=sort, limit=limit)
        shown = out.rows("speakers", rows)
    if stories is not None:
        out.note(copies_note(stories))
    if shown or not out.exit_code:
        out.note(number(shown, "speaker", "speakers") if shown else "nothing matches")
    raise typer.Exit(out.exit_code)
