"""The options that several commands share, called the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import click
import typer

from ..data.records import KINDS
from ..data.writers.formats import Format

CHOOSING, OUTPUT, READING = "Choosing", "Output", "Reading"

Paths = Annotated[list[str] | None, typer.Argument(show_default=False)]
ArticleIds = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", show_default=False)]
Sample = Annotated[
    bool, typer.Option("--sample", help="Read the bundled sample, whatever else there is.", rich_help_panel=READING)
]


def _choosing(*names: str, help: str, metavar: str | None = None) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*names, help=help, metavar=metavar, rich_help_panel=CHOOSING)
    return option


Outlets = Annotated[
    list[str] | None, _choosing("--outlet", metavar="NAME", help="Only from this outlet; may be repeated.")
]
Since = Annotated[str | None, _choosing("--since", metavar="DATE", help="From this day on: 2012-07-09, 'july 2012'.")]
Until = Annotated[str | None, _choosing("--until", metavar="DATE", help="Up to and with this day.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(click_type=click.Choice(KINDS), help="Only this kind; may be repeated.", rich_help_panel=CHOOSING),
]
MinCount = Annotated[
    int,
    typer.Option("--min-count", min=1, metavar="N", help="Only with at least this count.", rich_help_panel=CHOOSING),
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="At most this many rows.", rich_help_panel=CHOOSING)
]

Unique = Annotated[
    bool,
    typer.Option(
        "--unique",
        help="Of near-duplicate articles (the same agency story) only the earliest of those chosen.",
        rich_help_panel=CHOOSING,
    ),
]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.", rich_help_panel=OUTPUT)]


@dataclass(frozen=True)
class OutputOptions:
    """Where the data goes and in which form."""

    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="table, json, jsonl, csv, md, parquet; for statements also brat (a folder, or a .zip), webannotation, "
            "jsonld (schema.org); for claims webannotation, jsonld, claimreview. Default: what FILE's ending means, "
            "else table on a terminal, else jsonl.",
            rich_help_panel=OUTPUT,
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="Same as --format json.", rich_help_panel=OUTPUT)] = False
    file: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE (also FILE.gz), whole or not at all.",
            rich_help_panel=OUTPUT,
        ),
    ] = None  # fmt: skip
    raw_csv: Annotated[
        bool,
        typer.Option(
            "--raw-csv", help="No ' before CSV cells that a spreadsheet would run as a formula.", rich_help_panel=OUTPUT
        ),
    ] = False
    no_color: Annotated[
        bool, typer.Option("--no-color", help="No colours; NO_COLOR does the same.", rich_help_panel=OUTPUT)
    ] = False
    no_links: Annotated[
        bool,
        typer.Option(
            "--no-links", help="No links that a terminal opens; FORCE_HYPERLINK=0 does the same.",
            rich_help_panel=OUTPUT,
        ),
    ] = False  # fmt: skip
    quiet: Quiet = False


@dataclass(frozen=True)
class PagedOptions(OutputOptions):
    """The same where a terminal gets pages to read."""

    no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager", help="Not through $SPQ_PAGER, $PAGER or less what is longer than the screen.",
            rich_help_panel=OUTPUT,
        ),
    ] = False  # fmt: skip


def _reading(*names: str, help: str, metavar: str | None = None) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(*names, help=help, metavar=metavar, rich_help_panel=READING)
    return option


LibraryFile = Annotated[
    str | None,
    _reading("--library", metavar="FILE", help="Your library is this file; SPQ_LIBRARY does the same."),
]


@dataclass(frozen=True)
class InputOptions:
    """How inputs are understood, and with what they are analysed."""

    text_field: Annotated[str | None, _reading("--text-field", metavar="NAME", help="JSONL, CSV, Parquet: the text's field.")] = None  # noqa: E501  # fmt: skip
    id_field: Annotated[str | None, _reading("--id-field", metavar="NAME", help="The same for the id.")] = None
    title_field: Annotated[str | None, _reading("--title-field", metavar="NAME", help="… for the title.")] = None
    date_field: Annotated[str | None, _reading("--date-field", metavar="NAME", help="… for the date.")] = None
    outlet_field: Annotated[str | None, _reading("--outlet-field", metavar="NAME", help="… for the outlet.")] = None
    url_field: Annotated[str | None, _reading("--url-field", metavar="NAME", help="… for the address.")] = None
    published: Annotated[
        str | None, _reading("--published", metavar="DATE", help="The date of all inputs, whatever they say.")
    ] = None
    as_outlet: Annotated[
        str | None,
        _reading("--as-outlet", metavar="NAME", help="The outlet of all inputs (--outlet only chooses)."),
    ] = None
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Read what is not in English, too.", rich_help_panel=READING)
    ] = False
    model: Annotated[
        str | None,
        _reading("--model", metavar="NAME", help="Another English spaCy model; SPQ_MODEL does the same."),
    ] = None
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            metavar="N",
            help="Processes at work; default: one, for many articles one a core.",
            rich_help_panel=READING,
        ),
    ] = None


@dataclass(frozen=True)
class ReadingOptions(InputOptions):
    """The same where a library can be asked instead, and what is looked at may be kept."""

    library: LibraryFile = None
    people: Annotated[
        str | None,
        _reading(
            "--people",
            metavar="FILE",
            help="Who is who, as you decided; SPQ_PEOPLE does the same. Default: people.toml beside your library.",
        ),
    ] = None
    cache: Annotated[
        bool,
        typer.Option(
            "--cache",
            help="Keep the analyses for the next time, and use those kept; SPQ_CACHE=1 does the same.",
            rich_help_panel=READING,
        ),
    ] = False
