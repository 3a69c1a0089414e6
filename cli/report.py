"""``spq report``: all of it on one page, to look at and to hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .app import command
from .choosing import ChoosingOptions
from .options import OUTPUT, OutputOptions, Paths, Quiet, ReadingOptions, Sample


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
    *,
    choosing: ChoosingOptions,
    title: Annotated[
        str, typer.Option(metavar="TEXT", help="What stands at the top of the page.", rich_help_panel=OUTPUT)
    ] = "Who said what",
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
    from .inputs import opened
    from .main import version_line
    from .output import Output
    from .reportdata import gather
    from .reportpage import Made, chosen, page, summary

    out = Output(OutputOptions(format="jsonl", file=output.file, quiet=output.quiet))
    if out.terminal:
        raise UsageError("a page is not for a terminal; name a file with -o report.html and open that in a browser")
    first, last = choosing.days()
    with opened(paths, reading, out, sample=sample, claiming=True) as store:
        wanted = choosing.filter(store, out)
        found = gather(store, wanted, _fingerprint(reading.model))
        choosing.tell_left_out(store, wanted, out)
    given = choosing
    choices = chosen(
        [
            ("--speaker", given.speaker), ("--about", given.about), ("--outlet", given.outlet), ("--type", given.type),
            ("--class", given.cue_class), ("--contains", given.contains), ("--since", first), ("--until", last),
            ("--min-confidence", given.min_confidence), ("--all", given.everything),
        ]
    )  # fmt: skip
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
