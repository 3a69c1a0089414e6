"""The JSON Schema of the records of ``spq counts``."""

from __future__ import annotations

from .schemaparts import count, one_of, optional_text, record, share, text
from .store.grouping import DIMENSIONS

COUNT = record(
    "how many statements are alike in what is counted by",
    {
        "by": one_of(DIMENSIONS, "what is counted by"),
        "value": optional_text(
            "what these statements have there: a speaker's id (the name of what has none in common, such as analysts), "
            "an outlet, 2012-07, a class, …; null when the articles do not say"
        ),
        "name": text("the same for people to read; in brackets when the articles do not say"),
        "by2": {
            "enum": [*DIMENSIONS, None],
            "type": ["string", "null"],
            "description": "what is also counted by; null when it is one thing only",
        },
        "value2": optional_text("what these statements have there"),
        "name2": optional_text("the same for people to read"),
        "count": count("statements; 0 in a period without any between the first and the last"),
        "docs": count("articles with such a statement"),
        "share": share("of all statements chosen"),
        "first": optional_text("the day of the earliest such article, null when none has a date"),
        "last": optional_text("the day of the latest one"),
        "copies": count("near-duplicates of these articles, which are not counted (--unique)"),
    },
    optional=("copies",),
)
