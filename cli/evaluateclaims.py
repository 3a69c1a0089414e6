"""``spq evaluate claims``: whether what is worth a check comes first, as somebody has labelled it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .app import command
from .measuring import Measured, MeasureOptions, run
from .options import CHOOSING, OutputOptions

if TYPE_CHECKING:
    from .output import Output


@command("spq evaluate claims gold.jsonl", "spq evaluate claims gold.jsonl --predictions found.jsonl -o measures.json")
def claims(
    gold: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    threshold: Annotated[
        float,
        typer.Option(
            "--threshold", metavar="SCORE", rich_help_panel=CHOOSING,
            help="Sentences with this score or more count as worth a check.",
        ),
    ] = 0.5,
    *,
    wanted: MeasureOptions,
    output: OutputOptions,
) -> None:  # fmt: skip
    """Measure how well what is worth a check is told from the rest.

    GOLD is a file of JSON Lines with id, doc (the document a sentence is from), text and label (1 when it is worth a
    check, else 0). A line that cannot be read is named on stderr; the others are measured.

    Each sentence gets a score between 0 and 1, of its text alone; --predictions writes them as {"id", "score"}. MAP is
    the average precision of a document's ranking, the mean over documents; precision, recall and F1 are of all
    sentences, from --threshold on.
    """
    from ..extractors.claimgold import read_labelled
    from ..extractors.evaluateclaims import score_sentences
    from .claimmeasures import markdown, renderable

    def measure(out: Output, measuring: bool) -> Measured:
        found = score_sentences(read_labelled(gold, out.error, out.note, labelled=measuring))
        return Measured(found.rows, lambda: found.measures(threshold, wanted.errors))

    run("claim-measures", measure, wanted, output, (renderable, markdown))
