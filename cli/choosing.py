"""The options that choose among statements, for the commands that show them in ways of their own."""

from __future__ import annotations

from typing import Annotated

import click
import typer

from ..data.records import CUE_CLASSES, QUOTE_TYPES
from .options import CHOOSING

Speakers = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker", metavar="NAME", rich_help_panel=CHOOSING,
        help="Only by this speaker: a name in any spelling or script, or an id; may be repeated.",
    ),
]  # fmt: skip
About = Annotated[
    list[str] | None,
    typer.Option(
        "--about", metavar="NAME", rich_help_panel=CHOOSING,
        help="Only what mentions this person, place, …; may be repeated.",
    ),
]  # fmt: skip
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type", click_type=click.Choice(QUOTE_TYPES), rich_help_panel=CHOOSING,
        help="How it is quoted; may be repeated.",
    ),
]  # fmt: skip
Classes = Annotated[
    list[str] | None,
    typer.Option(
        "--class", click_type=click.Choice(CUE_CLASSES), metavar="CLASS", rich_help_panel=CHOOSING,
        help=f"How the writer reports it: {', '.join(CUE_CLASSES)}; may be repeated.",
    ),
]  # fmt: skip
Contains = Annotated[
    str | None,
    typer.Option(
        "--contains", metavar="WORDS", rich_help_panel=CHOOSING,
        help="Only with these words, in this order, or an expression, as in spq quotes.",
    ),
]  # fmt: skip
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0, max=1, rich_help_panel=CHOOSING, help="Only with at least this confidence."
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Wishes and bare attitudes, too.", rich_help_panel=CHOOSING)]
