"""``spq report``: all of it on one page, to look at and to hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .app import command
from .options import CHOOSING, OUTPUT, Outlets, OutputOptions, Paths, Quiet, ReadingOptions, Sample, Since, Until


@dataclass(frozen=True)
class PageOptions:
    """Where the page goes."""

    file: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the page to FILE, whole or not at all.",
            rich_help_panel=OUTPUT,
        ),
    ] = None  # fmt: skip
    quiet: Quiet = False


@command("spq report --sample -o report.html", "spq report articles/ --speaker Kosachev --since 2012 -o kosachev.html")
def report(
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
    since: Since = None,
    until: Until = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Only with at least this confidence.", rich_help_panel=CHOOSING)
    ] = 0.0,
    everything: Annotated[
        bool, typer.Option("--all", help="Wishes and bare attitudes, too.", rich_help_panel=CHOOSING)
    ] = False,
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="What stands at the top of the page.", rich_help_panel=OUTPUT)
    ] = "Who said what",
    *,
    output: PageOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Write one page with the articles, their statements marked.

    The page is a single HTML file that any browser opens, without a network: who says what where, with search, filters
    and a timeline. PATHS are files, folders, globs, or - for stdin. Without any it reads stdin if something comes in
    there, else your library, else the bundled sample.
    """
    from datetime import date

    from ..data.errors import UsageError
    from ..data.store import QuoteFilter
    from .inputs import opened
    from .main import version_line
    from .output import Output
    from .reportdata import gather
    from .reportpage import Made, chosen, page, summary
    from .tally import number
    from .when import day
    from .who import entities_meant, speakers_meant

    out = Output(OutputOptions(format="jsonl", file=output.file, quiet=output.quiet))
    if out.terminal:
        raise UsageError("a page is not for a terminal; name a file with -o report.html and open that in a browser")
    first, last = day(since, "--since", "first"), day(until, "--until", "last")
    with opened(paths, reading, out, sample=sample, claiming=True) as store:
        wanted = QuoteFilter(
            speakers=speakers_meant(speaker, store, out), about=entities_meant(about, store, out),
            outlets=outlet or None, since=first, until=last, min_confidence=min_confidence, everything=everything,
        )  # fmt: skip
        found = gather(store, wanted, _fingerprint(reading.model))
        undated = store.undated(wanted) if first or last else 0
        unknown = [name for name in outlet or () if not store.has_outlet(name)]
    choices = chosen(
        [
            ("--speaker", speaker), ("--about", about), ("--outlet", outlet), ("--since", first), ("--until", last),
            ("--min-confidence", min_confidence), ("--all", everything),
        ]
    )  # fmt: skip
    if undated:
        out.note(f"{number(undated, 'article')} without a date left out")
    for name in unknown:
        out.note(f"no article here is from {name!r}")
    if found.articles or not out.exit_code:
        out.exact(page(found, Made(title, version_line(), date.today().isoformat(), choices)))
        out.note((summary(found) if found.statements else "nothing matches") + _where(output.file))
    raise typer.Exit(out.exit_code)


def _fingerprint(model: str | None) -> str | None:
    """Of the rules and the model; None where the model is not there, which a library can do without."""
    from ..data.errors import ModelError
    from ..extractors.library import Analyst

    try:
        return Analyst(model).fingerprint
    except ModelError:
        return None


def _where(file: str | None) -> str:
    return "" if file in (None, "-") else f"; open {file} in a browser"
