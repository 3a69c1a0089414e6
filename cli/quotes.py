"""``spq quotes``: who said what."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import click
import typer

from ..data.records import CUE_CLASSES, QUOTE_TYPES
from ..data.store.filters import QuoteFilter, QuoteSort
from .app import command
from .options import (
    CHOOSING,
    OUTPUT,
    Limit,
    Outlets,
    OutputOptions,
    Paths,
    ReadingOptions,
    Sample,
    Since,
    Unique,
    Until,
)


@command("spq quotes --speaker Putin", "spq quotes --sample --about Rossotrudnichestvo --format md -o quotes.md")
def quotes(
    paths: Paths = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(help="Only by this speaker: a name in any spelling or script, or an id; may be repeated.",
                     metavar="NAME", rich_help_panel=CHOOSING),
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(help="Only what mentions this person, place, …; may be repeated.", metavar="NAME",
                     rich_help_panel=CHOOSING),
    ] = None,
    outlet: Outlets = None,
    type: Annotated[
        list[str] | None,
        typer.Option(click_type=click.Choice(QUOTE_TYPES), help="How it is quoted; may be repeated.",
                     rich_help_panel=CHOOSING),
    ] = None,
    cue_class: Annotated[
        list[str] | None,
        typer.Option("--class", click_type=click.Choice(CUE_CLASSES), metavar="CLASS",
                     help=f"How the writer reports it: {', '.join(CUE_CLASSES)}; may be repeated.",
                     rich_help_panel=CHOOSING),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Wishes and bare attitudes, too.", rich_help_panel=CHOOSING)
    ] = False,
    contains: Annotated[
        str | None,
        typer.Option(help="Only with these words, in this order; the last may go on (sanction: sanctions). Or an "
                     "expression: '\"soft power\" AND (visa* OR border) NOT Schengen'.",
                     metavar="WORDS", rich_help_panel=CHOOSING),
    ] = None,
    since: Since = None,
    until: Until = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Only with at least this confidence.", rich_help_panel=CHOOSING)
    ] = 0.0,
    unique: Unique = False,
    sort: Annotated[QuoteSort, typer.Option(help="The order of the rows.", rich_help_panel=OUTPUT)] = "position",
    limit: Limit = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add who else was considered, and why.", rich_help_panel=OUTPUT)
    ] = False,
    *,
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
    from .tally import Tally, number
    from .uniquely import copies_note, stories_of, with_copies
    from .when import day
    from .who import entities_meant, speakers_meant

    out = Output(output, "quotes")
    first, last = day(since, "--since", "first"), day(until, "--until", "last")
    with opened(paths, reading, out, sample=sample) as store:
        wanted = QuoteFilter(
            speakers=speakers_meant(speaker, store, out), about=entities_meant(about, store, out),
            outlets=outlet or None, types=type or None, classes=cue_class or None, contains=contains,
            since=first, until=last, min_confidence=min_confidence,
            everything=everything or "want" in (cue_class or ()),  # who asks for wishes wants to see them
            sort=sort, limit=limit,
        )  # fmt: skip
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
        undated = store.undated(wanted) if first or last else 0
        unknown = [name for name in outlet or () if not store.has_outlet(name)]
    if undated:
        out.note(f"{number(undated, 'article')} without a date left out")
    for name in unknown:
        out.note(f"no article here is from {name!r}")
    if stories is not None:
        out.note(copies_note(stories))
    if tally.rows or not out.exit_code:  # where nothing could be read, nothing was looked through
        out.note(f"{tally}; more may follow these" if tally.rows == limit else str(tally))
    raise typer.Exit(out.exit_code)
