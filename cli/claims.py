"""``spq claims``: what is claimed, by whom, and how much it wants a check."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import click
import typer

from ..data.errors import UsageError
from ..data.records import CLAIM_CLASSES
from ..data.store.claimfilter import ClaimSort
from .app import command
from .choosing import About, Speakers
from .options import CHOOSING, OUTPUT, Limit, Outlets, OutputOptions, Paths, ReadingOptions, Sample, Since, Until


@command(
    "spq claims --numeric --sort check --limit 20", "spq claims --speaker Kosachyov --denied --json | jq '.[].text'"
)
def claims(
    paths: Paths = None,
    speaker: Speakers = None,
    about: About = None,
    outlet: Outlets = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(click_type=click.Choice(("reported", "author")),
                     help="reported: somebody is the source; author: the article says it itself.",
                     rich_help_panel=CHOOSING),
    ] = None,
    claim_class: Annotated[
        list[str] | None,
        typer.Option("--class", click_type=click.Choice(CLAIM_CLASSES), metavar="CLASS",
                     help=f"How it is reported, predict by its content: {', '.join(CLAIM_CLASSES)}; may be repeated.",
                     rich_help_panel=CHOOSING),
    ] = None,
    numeric: Annotated[bool, typer.Option("--numeric", help="Only with a figure.", rich_help_panel=CHOOSING)] = False,
    denied: Annotated[
        bool, typer.Option("--denied", help="Only what is denied or negated.", rich_help_panel=CHOOSING)
    ] = False,
    min_check: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="SHARE",
                     help="Only what wants a check at least so much; .5 parts those worth one.",
                     rich_help_panel=CHOOSING),
    ] = 0.0,
    since: Since = None,
    until: Until = None,
    clusters: Annotated[
        bool,
        typer.Option("--clusters", help="Only what is claimed more than once, in whatever words, and that together.",
                     rich_help_panel=CHOOSING),
    ] = False,
    conflicts: Annotated[
        bool,
        typer.Option("--conflicts", help="Of that only what differs in a figure, a date or a negation.",
                     rich_help_panel=CHOOSING),
    ] = False,
    sentences: Annotated[
        bool,
        typer.Option("--sentences", help="PATHS hold plain sentences, one a line, or JSONL with text and speaker (a "
                     "transcript): score each by itself. Of the other options --min-check, --sort and --limit hold.",
                     rich_help_panel=CHOOSING),
    ] = False,
    sort: Annotated[ClaimSort, typer.Option(help="The order of the rows.", rich_help_panel=OUTPUT)] = "position",
    limit: Limit = None,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show what is claimed, by whom, and what wants a check.

    Statements are cut into single claims, and what the articles themselves say is among them. PATHS are files, folders,
    globs, or - for stdin. Without any it reads stdin if something comes in there, else your library, else the bundled
    sample.
    """
    from ..data.store.claimfilter import ClaimFilter
    from ..data.writers import Texts
    from .inputs import opened
    from .links import links_of
    from .output import Output
    from .tally import Tally, number
    from .when import day
    from .who import entities_meant, speakers_meant

    out = Output(output, "sentences" if sentences else "claims")
    if sentences:
        from .sentences import print_sentences

        given = speaker, about, outlet, kind, claim_class, numeric, denied, since, until, sample, clusters, conflicts
        if any(given) or sort not in ("position", "check"):
            raise UsageError("--sentences goes with --min-check, --sort check or position, and --limit only")
        print_sentences(paths or [], out, sort=sort, min_check=min_check, limit=limit)
        raise typer.Exit(out.exit_code)
    first, last = day(since, "--since", "first"), day(until, "--until", "last")
    with opened(paths, reading, out, sample=sample, claiming=True) as store:
        wanted = ClaimFilter(
            speakers=speakers_meant(speaker, store, out), about=entities_meant(about, store, out),
            outlets=outlet or None, kinds=kind or None, classes=claim_class or None, since=first, until=last,
            numeric=numeric, denied=denied, min_check=min_check, sort=sort,
            limit=None if clusters or conflicts else limit,
        )  # fmt: skip
        rows = store.claims(wanted)
        if clusters or conflicts:
            from ..extractors.claimclusters import together

            rows = islice(together(store, rows, only_conflicts=conflicts), limit)
        tally = Tally("claim", "claimer")
        out.rows("claims", tally.count(rows), texts=Texts(store.article), link=links_of(store, out))
        undated = store.undated_claims(wanted) if first or last else 0
        unknown = [name for name in outlet or () if not store.has_outlet(name)]
    if undated:
        out.note(f"{number(undated, 'article')} without a date left out")
    for name in unknown:
        out.note(f"no article here is from {name!r}")
    if tally.rows or not out.exit_code:
        out.note(f"{tally}; more may follow these" if tally.rows == limit else str(tally))
    raise typer.Exit(out.exit_code)
