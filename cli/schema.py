"""``spq schema``: the form of the records."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from ..data.schema import RecordName
from ..data.schema import schema as schema_of
from ..data.schema import schemas as all_schemas
from .app import command


@command("spq schema quotes", "spq schema speakers > speakers.schema.json")
def schema(
    record: Annotated[RecordName | None, typer.Argument(metavar="[RECORD]")] = None,
) -> None:
    """Print the JSON Schema of the records.

    RECORD is quotes, claims, entities, speakers, articles (what spq show --json prints), library and holdings (spq
    library info and list), sentences (spq claims --sentences), explanations, comparisons (spq speakers why),
    counts, corrections (spq correct --list), verifications, statement-comparisons and versions (spq compare), or
    measures, name-measures, speaker-measures and claim-measures (spq evaluate quotes, names, speakers, claims); without
    it, all of them. The schema gives the meaning of every key.
    """
    from .options import OutputOptions
    from .output import Output

    document = schema_of(record) if record else all_schemas()
    Output(OutputOptions(format="json")).exact(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
