"""``spq entities``: whom and what articles mention."""

from __future__ import annotations

from typing import Annotated

import typer

from ..data.store.filters import EntityFilter, EntitySort
from .app import command
from .options import (
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
    Until,
)


@command("spq entities --kind person", "spq entities --sample --min-count 3 --json")
def entities(
    paths: Paths = None,
    kind: Kinds = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    min_count: MinCount = 1,
    sort: Annotated[EntitySort, typer.Option(help="The order of the rows.", rich_help_panel=OUTPUT)] = "count",
    limit: Limit = None,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:
    """List whom and what articles mention.

    People, organisations, places and others, with their spellings and roles.

    PATHS are files, folders, globs, or - for stdin. Without any it reads stdin if something comes in there, else your
    library, else the bundled sample.
    """
    from .inputs import opened
    from .output import Output
    from .tally import number
    from .when import day

    out = Output(output)
    wanted = EntityFilter(
        kinds=kind or None, outlets=outlet or None, since=day(since, "--since", "first"),
        until=day(until, "--until", "last"), min_count=min_count, sort=sort, limit=limit,
    )  # fmt: skip
    with opened(paths, reading, out, sample=sample) as store:
        shown = out.rows("entities", store.entities(wanted))
    if shown or not out.exit_code:
        out.note(number(shown, "entity", "entities") if shown else "nothing matches")
    raise typer.Exit(out.exit_code)
