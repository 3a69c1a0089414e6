"""The JSON Schemas of readers' corrections."""

from __future__ import annotations

from .schemaparts import Schema, array, count, flag, one_of, optional_text, record, text

_BEFORE: Schema = {
    "was": optional_text("the speaker before; null when there was none"),
    "was_id": optional_text("that speaker's id"),
    "note": optional_text("what the reader noted"),
    "date": optional_text("the day of the correction"),
}

CORRECTED = record(
    "what a reader corrected (spq correct); null when nobody did",
    {"changed": one_of(("speaker",), "what the reader changed"), **_BEFORE},
    null=True,
)

CORRECTION = record(
    "one correction, as `spq correct --list` prints it",
    {
        "id": text("the id of the statement when it was corrected"),
        "doc": text("the article's id"),
        "text": text("the statement's words when it was corrected; pieces are joined by ' … '"),
        "at": array(
            {"type": "array", "items": {"type": "integer"}, "description": "start and end"}, "where its pieces stood", 1
        ),
        "changed": one_of(("speaker", "dropped"), "what the reader changed; dropped: this is no statement"),
        "to": optional_text("the speaker now; null when the article does not say, or the statement is dropped"),
        "to_id": optional_text("that speaker's id"),
        **_BEFORE,
        "statements": count("statements of this library that it holds for; several when articles have the same text"),
        "placed": flag("it holds; false when its statement is not found any more, or its speaker is one of several"),
    },
)
