"""What the commands that measure scores have in common: options, and where predictions and measures go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import UsageError
from .options import OUTPUT, OutputOptions

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..data.schema import RecordName
    from .output import Output


@dataclass(frozen=True)
class MeasureOptions:
    """What they write beside the measures."""

    predictions: Annotated[
        str | None,
        typer.Option(
            "--predictions", metavar="FILE", rich_help_panel=OUTPUT,
            help="Write what is found, one line for each line read, to FILE or - for stdout. The measures are then "
            "only printed when --errors, --format, --json or -o asks for them.",
        ),
    ] = None  # fmt: skip
    errors: Annotated[
        int,
        typer.Option(
            "--errors", metavar="N", min=0, show_default=False, rich_help_panel=OUTPUT,
            help="Also the N worst errors, the worst first.",
        ),
    ] = 0  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """The predictions, and what makes the measures of them."""

    rows: list[dict[str, Any]]
    measures: Callable[[], dict[str, Any]]


if TYPE_CHECKING:
    Shown = tuple[Callable[[Mapping[str, Any], int], RenderableType], Callable[[Mapping[str, Any]], str]]
    """What lays a row of measures out in so many columns, and what writes it as Markdown."""


def run(
    record: RecordName,
    measure: Callable[[Output, bool], Measured],
    wanted: MeasureOptions,
    output: OutputOptions,
    shown: Shown,
) -> None:
    """Write the predictions, the measures, or both."""
    from .output import Output

    predictions, errors = wanted.predictions, wanted.errors
    measuring = not predictions or bool(errors or output.format or output.json or output.file)
    if predictions == "-" and measuring and output.file in (None, "-"):
        raise UsageError("--predictions - needs stdout for itself; give the measures a file with -o FILE")
    found_to = Output(OutputOptions(format="jsonl", file=predictions, quiet=output.quiet)) if predictions else None
    out = Output(output) if measuring or found_to is None else found_to
    found = measure(out, measuring)
    if found_to is not None:
        found_to.lines(found.rows)
    if measuring and found.rows:
        row = found.measures()
        renderable, markdown = shown
        if out.format == "table":
            out.show(lambda width: renderable(row, width))
        elif out.format == "md":
            out.exact(markdown(row))
        else:
            out.rows(record, [row], explain=bool(errors))
    raise typer.Exit(out.exit_code)
