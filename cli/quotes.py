"""``spq quotes``: who said what."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ..data.store.filters import QuoteSort
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


@command("spq quotes --speaker Putin", "spq quotes --sample --about Rossotrudnichestvo --format md -o quotes.md")
def quotes(
    paths: Paths = None,
    *,
    choosing: ChoosingOptions,
    unique: Unique = False,
    sort: Annotated[QuoteSort, typer.Option(help="The order of the rows.", rich_help_panel=OUTPUT)] = "position",
    limit: Limit = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add who else was considered, and why.", rich_help_panel=OUTPUT)
    ] = False,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show who said what: quotations and reported statements.

    PATHS are files, folders, globs, or - for stdin. Without any it reads stdin if something comes in there, else your
    library, else the bundled sample.
    """
    from ..data.writers import Texts
    from .inputs import opened
    from .links import links_of
    from .output import Output
    from .tally import Tally
    from .uniquely import copies_note, stories_of, with_copies

    out = Output(output, "quotes")
    choosing.days()
    with opened(paths, reading, out, sample=sample) as store:
        wanted = choosing.filter(store, out, sort=sort, limit=limit)
        stories = stories_of(store, wanted.articles) if unique else None
        if stories is not None:
            wanted = replace(wanted, without=stories.copies)
        tally = Tally()
        rows = tally.count(store.quotes(wanted, explain=explain))
        if stories is not None:
            rows = with_copies(rows, store, stories)
        # An article without a statement is no less to be looked at in brat; but a choice leaves articles out, too.
        docs = () if wanted.chooses or out.format != "brat" else store.article_ids(wanted.articles)
        texts = Texts(store.article, docs)
        out.rows("quotes", rows, explain=explain, unique=unique, texts=texts, link=links_of(store, out))
        choosing.tell_left_out(store, wanted, out)
    if stories is not None:
        out.note(copies_note(stories))
    if tally.rows or not out.exit_code:  # where nothing could be read, nothing was looked through
        out.note(f"{tally}; more may follow these" if tally.rows == limit else str(tally))
    raise typer.Exit(out.exit_code)
