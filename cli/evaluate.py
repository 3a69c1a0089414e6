"""``spq evaluate``: how well what spq finds fits what somebody has annotated."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import UsageError
from .app import command
from .evaluateclaims import claims
from .evaluatenames import names, speakers
from .options import CHOOSING, OUTPUT, READING, OutputOptions

if TYPE_CHECKING:
    from ..extractors.evaluate import Evaluation, Found
    from .output import Output

evaluate = typer.Typer(
    name="evaluate", help="Measure what is found against what somebody has annotated.", no_args_is_help=True
)


@command(
    "spq evaluate quotes gold.jsonl --errors 20",
    "spq evaluate quotes brat-folder/ --predictions found.jsonl -o measures.json",
)
def quotes(
    gold: Annotated[Path, typer.Argument(exists=True)],
    errors: Annotated[
        int,
        typer.Option(
            "--errors", metavar="N", min=0, show_default=False, rich_help_panel=OUTPUT,
            help="Also the N worst errors: first what is wrong though spq was sure of it (a wrong source for what is "
            "annotated, or what nobody annotated), the most confident first; then what was missed, the longest first.",
        ),
    ] = 0,
    predictions: Annotated[
        str | None,
        typer.Option(
            "--predictions", metavar="FILE", rich_help_panel=OUTPUT,
            help="Write what is found as offsets, one document a line, to FILE or - for stdout. The measures are then "
            "only printed when --errors, --format, --json or -o asks for them.",
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="SHARE",
                     help="Only what is found with at least this confidence.", rich_help_panel=CHOOSING),
    ] = 0.0,
    *,
    output: OutputOptions,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Another English spaCy model; SPQ_MODEL does the same.", rich_help_panel=READING
        ),
    ] = None,
) -> None:  # fmt: skip
    """Measure what is found against annotated texts.

    GOLD is a file of JSON Lines with id, text and quotes (source, cue and content, each a list of [start, end] offsets
    into the text), or a folder of brat standoff: x.ann beside x.txt, with Source, Cue and Content linked by events or
    relations. A document that cannot be read is named on stderr; the others are measured.

    Words are compared, not marks or blanks. A match shares half of all words of the two contents; joint means that the
    source is right as well. Annotations mostly have one level, so what stands inside another statement is left out
    first, and counted in a second row of figures. Attributions of all classes are measured, also those that spq quotes
    shows with --all only.
    """
    from .output import Output

    measuring = not predictions or bool(errors or output.format or output.json or output.file)
    if predictions == "-" and measuring and output.file in (None, "-"):
        raise UsageError("--predictions - needs stdout for itself; give the measures a file with -o FILE")
    found_to = Output(OutputOptions(format="jsonl", file=predictions, quiet=output.quiet)) if predictions else None
    out = Output(output) if measuring or found_to is None else found_to
    from ..extractors.evaluate import Evaluation

    evaluations = [Evaluation(nested=nested, min_confidence=min_confidence) for nested in (False, True)]
    found = _found(gold, model, min_confidence, evaluations if measuring else [], out)
    if found_to is not None:
        found_to.lines(one.row for one in found)
    else:
        deque(found, maxlen=0)
    if measuring and evaluations[0].documents:
        _write([evaluation.row(errors) for evaluation in evaluations], errors, out)
    raise typer.Exit(out.exit_code)


def _found(
    gold: Path, model: str | None, min_confidence: float, evaluations: list[Evaluation], out: Output
) -> Iterator[Found]:
    """What is found in each document, on its way through the evaluations; one analysis serves all uses."""
    from ..extractors.evaluate import find
    from ..extractors.goldfiles import count, read_gold
    from ..extractors.model import load_model
    from .inputs import tell_model
    from .tally import number

    total = count(gold)
    tell_model(model, out)
    loaded = load_model(model)
    documents = characters = 0
    with out.progress("documents", total) as advance:
        started = perf_counter()
        annotated = read_gold(gold, out.error, out.note, quotes=bool(evaluations))
        for found in find(annotated, loaded, out.error, min_confidence):
            documents, characters = documents + 1, characters + len(found.document["text"])
            for evaluation in evaluations:
                evaluation.add(found)
            yield found
            advance()
        seconds = perf_counter() - started
    out.note(f"{number(documents, 'document')} with {characters:,} characters in {seconds:.1f} s")


def _write(rows: list[dict[str, Any]], errors: int, out: Output) -> None:
    from .measures import markdown, renderable

    if out.format == "table":
        out.show(lambda width: renderable(rows, width))
    elif out.format == "md":
        out.exact(markdown(rows))
    else:
        out.rows("measures", rows, explain=bool(errors))


for one in (quotes, names, speakers, claims):
    one.add_to(evaluate)
