"""``spq evaluate names`` and ``spq evaluate speakers``: whether people are told apart as somebody has labelled them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .app import command
from .measuring import Measured, MeasureOptions, run
from .options import CHOOSING, OutputOptions

if TYPE_CHECKING:
    from .output import Output


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
    wanted: MeasureOptions,
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
    from .namemeasures import markdown, renderable

    def measure(out: Output, measuring: bool) -> Measured:
        found = score_pairs(read_pairs(pairs, out.error, out.note, labelled=measuring))
        return Measured(found.rows, lambda: found.measures(threshold, wanted.errors))

    run("name-measures", measure, wanted, output, (renderable, markdown))


@command("spq evaluate speakers cases.jsonl", "spq evaluate speakers cases.jsonl --errors 5 --format table")
def speakers(
    cases: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    *,
    wanted: MeasureOptions,
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
    from .namemeasures import markdown, renderable

    def measure(out: Output, measuring: bool) -> Measured:
        found = cluster_cases(read_cases(cases, out.error, out.note, labelled=measuring))
        return Measured(found.rows, lambda: found.measures(wanted.errors))

    run("speaker-measures", measure, wanted, output, (renderable, markdown))
