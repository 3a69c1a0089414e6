"""``spq evaluate names`` and ``spq evaluate speakers``: whether people are told apart as somebody has labelled them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import UsageError
from .app import command
from .options import CHOOSING, OUTPUT, OutputOptions

if TYPE_CHECKING:
    from ..data.schema import RecordName
    from .output import Output


@dataclass(frozen=True)
class NameOptions:
    """What both commands write beside the measures."""

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


@command("spq evaluate names pairs.jsonl", "spq evaluate names pairs.jsonl --errors 20 --threshold 0.7")
def names(
    pairs: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    threshold: Annotated[
        float | None,
        typer.Option(
            "--threshold", metavar="SCORE", rich_help_panel=CHOOSING,
            help="Pairs with this score or more count as one person's; default: what gives the best F1.",
        ),
    ] = None,
    *,
    wanted: NameOptions,
    output: OutputOptions,
) -> None:  # fmt: skip
    """Measure how well two names are known to be one person's.

    PAIRS is a file of JSON Lines with id, a, b (two names as written), same (true or false) and, if you like, kind, for
    a row of figures of its own. A line that cannot be read is named on stderr; the others are measured.

    Each pair gets a score between 0 and 1, of the names alone; --predictions writes them as {"id", "score"}. Errors
    come with what the score was made of.
    """
    from ..extractors.evaluatenames import score_pairs
    from ..extractors.namegold import read_pairs

    def measure(out: Output, measuring: bool) -> _Measured:
        found = score_pairs(read_pairs(pairs, out.error, out.note, labelled=measuring))
        return _Measured(found.rows, lambda: found.measures(threshold, wanted.errors))

    _run("name-measures", measure, wanted, output)


@command("spq evaluate speakers cases.jsonl", "spq evaluate speakers cases.jsonl --errors 5 --format table")
def speakers(
    cases: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    *,
    wanted: NameOptions,
    output: OutputOptions,
) -> None:
    """Measure how well people are told apart across articles.

    CASES is a file of JSON Lines with id, mentions (each with i, counted from 0, article, text and, if you like,
    context, the sentence it stands in), clusters (lists of i, one a person), and, if you like, ambiguous (mentions that
    should stay alone) and kind. A line that cannot be read is named on stderr; the others are measured.

    Precision and recall are B-cubed: of a mention's cluster, what belongs with it, and of what belongs with it, what is
    in its cluster. The context tells a role or a gender that stands beside the name. --predictions writes the people
    as {"id", "clusters"}.
    """
    from ..extractors.evaluatenames import cluster_cases
    from ..extractors.namegold import read_cases

    def measure(out: Output, measuring: bool) -> _Measured:
        found = cluster_cases(read_cases(cases, out.error, out.note, labelled=measuring))
        return _Measured(found.rows, lambda: found.measures(wanted.errors))

    _run("speaker-measures", measure, wanted, output)


@dataclass(frozen=True, slots=True)
class _Measured:
    rows: list[dict[str, Any]]
    measures: Callable[[], dict[str, Any]]


def _run(
    record: RecordName, measure: Callable[[Output, bool], _Measured], wanted: NameOptions, output: OutputOptions
) -> None:
    """Write the predictions, the measures, or both."""
    from .namemeasures import markdown, renderable
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
        if out.format == "table":
            out.show(lambda width: renderable(row, width))
        elif out.format == "md":
            out.exact(markdown(row))
        else:
            out.rows(record, [row], explain=bool(errors))
    raise typer.Exit(out.exit_code)
