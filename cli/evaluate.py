"""``spq evaluate``: predictions on texts that others have annotated."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import command

evaluate = typer.Typer(
    name="evaluate", help="Predict on annotated texts, in the form that a scorer reads.", no_args_is_help=True
)


@command(
    "spq evaluate quotes gold.jsonl --predictions predictions.jsonl",
    "spq evaluate quotes gold.jsonl --predictions - | head -n 1",
)
def quotes(
    gold: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    predictions: Annotated[str, typer.Option("--predictions", metavar="FILE", help="Where they go; - for stdout.")],
    model: Annotated[str | None, typer.Option(help="Another English spaCy model; SPQ_MODEL does the same.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")] = False,
) -> None:
    """Write what is found in annotated texts, as offsets.

    GOLD is a file of JSON Lines, one text a line, of which only id and text are read. What is written are all
    attributions of all classes, in the form that the scorer of quotations reads.
    """
    from .options import OutputOptions
    from .output import Output

    out = Output(OutputOptions(format="jsonl", file=predictions, quiet=quiet))
    from ..extractors.evaluate import predict
    from ..extractors.model import load_model

    out.lines(predict(gold, load_model(model)))
    raise typer.Exit(out.exit_code)


quotes.add_to(evaluate)
