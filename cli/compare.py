"""``spq compare``: what several articles make of one statement, side by side."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from .app import command
from .choosing import ChoosingOptions
from .options import CHOOSING, OUTPUT, Limit, OutputOptions, Paths, ReadingOptions, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..data.store import Store
    from .output import Output

SORTS = ("date", "outlets", "differences")


@command("spq compare --speaker Putin --since 2012-07", "spq compare articles/ --changed --sort differences")
def compare(
    paths: Paths = None,
    *,
    choosing: ChoosingOptions,
    min_outlets: Annotated[
        int | None,
        typer.Option("--min-outlets", min=1, metavar="N", show_default=False,
                     help="Only what at least N outlets have; without it two articles are enough, also of one outlet.",
                     rich_help_panel=CHOOSING),
    ] = None,
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Only where words, the cue's class or the speaker differ.",
                     rich_help_panel=CHOOSING),
    ] = False,
    same_speaker: Annotated[
        bool,
        typer.Option("--same-speaker", help="Without what others say in nearly the same words.",
                     rich_help_panel=CHOOSING),
    ] = False,
    sort: Annotated[
        str,
        typer.Option(click_type=click.Choice(SORTS), help="The order of the statements: the earliest, those of most "
                     "outlets, or those with most differences first.", rich_help_panel=OUTPUT),
    ] = "date",
    limit: Limit = None,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Compare what articles make of one statement.

    Who shortened it, who changed a word, who doubts it, who was first. A statement is shown when one of its versions
    fits, and then with all of them, the fullest marked by a star. PATHS are files, folders, globs, or - for stdin.
    Without any it reads stdin if something comes in there, else your library, else the bundled sample. CSV, Parquet and
    Markdown have a version a row, the other formats a statement.
    """
    from ..data.writers.versions import flat
    from ..extractors.versions.asked import Asked, compared
    from .inputs import opened
    from .output import Output

    out = Output(output)
    choosing.days()
    with opened(paths, reading, out, sample=sample, claiming=True) as store:
        wanted = choosing.filter(store, out)
        asked = Asked(wanted, min_outlets, changed, not same_speaker, sort)  # type: ignore[arg-type]
        groups = list(islice(compared(store, asked), limit))
        if out.format in ("csv", "md", "parquet"):
            out.rows("versions", flat(groups))
        else:
            out.rows("statement-comparisons", groups)
        _tell(out, store, groups, asked.outlets, limit)
        choosing.tell_left_out(store, wanted, out)
    raise typer.Exit(out.exit_code)


def _tell(out: Output, store: Store, groups: Sequence[Any], outlets: int | None, limit: int | None) -> None:
    """The line at the end; where nothing is shown, why that may be."""
    from .tally import number

    if groups:
        docs = {doc for one in groups for doc in one["docs"]}
        counts = number(len(groups), "statement"), number(len(docs), "article")
        more = "; more may follow these" if len(groups) == limit else ""
        out.note(f"{counts[0]} in several versions, in {counts[1]}{more}")
        return
    articles = store.counts().articles
    if articles == 0 and out.exit_code:
        return
    if articles < 2:
        out.note("nothing to compare: it takes two articles, and here " + ("is one" if articles else "is none"))
    elif outlets is not None and len(store.outlets()) < outlets:
        known = ", ".join(store.outlets()) or "none that is known"
        out.note(f"nothing to compare: outlets here: {known}; leave out --min-outlets to compare single articles")
    else:
        out.note("nothing that fits is in two articles here")
