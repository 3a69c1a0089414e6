"""The JSON Schemas of the records of people."""

from __future__ import annotations

from .records import KINDS
from .schemaparts import Schema, array, flag, one_of, optional_text, record, text
from .schemaparts import count as number

_ASKED = {
    "asked": text("as asked"),
    "id": text("the id of who that is"),
    "name": text("the name"),
    "kind": one_of(KINDS, "what it is"),
}

COMPARISON = record(
    "whether two are one person, and by what evidence, as `spq speakers why` prints it",
    {
        "same": flag("the two are one"),
        "a": record("the first", dict(_ASKED)),
        "b": record("the second", dict(_ASKED)),
        "score": {
            "type": ["number", "null"],
            "description": "how sure the two names alone are one person's, 0 to 1; null for what is no person",
        },
        "words": array({"type": "string"}, "word by word, what the names have of each other"),
        "decision": optional_text("what people.toml or the table of public figures says of the two"),
        "spellings": array(
            record(
                "one spelling",
                {
                    "id": text("whose it is"),
                    "text": text("as written"),
                    "count": number("how often", 1),
                    "docs": number("in how many texts"),
                    "why": text("why it is a spelling of this name"),
                },
            ),
            "all spellings of the one, or of both",
        ),
        "against": array({"type": "string"}, "what speaks against the two being one"),
    },
)


def who(description: str, count: str, docs: str) -> Schema:
    """The record of a person or a thing; ``count`` and ``docs`` say what is counted."""
    spelling = record(
        "one spelling",
        {
            "text": text("as written"),
            "count": number("how often", 1),
            "docs": number("in how many texts"),
            "why": text("why it is a spelling of this name"),
        },
    )
    role = record(
        "one role",
        {
            "role": text("as written"),
            "docs": number("how many texts give it"),
            "first": optional_text("the date of the earliest article that gives it, null when none has a date"),
            "last": optional_text("the date of the latest one"),
        },
    )
    return record(
        description,
        {
            "id": text("the same in all articles"),
            "name": text("the fullest name"),
            "kind": one_of(KINDS, "what it is"),
            "gender": {
                "enum": ["m", "f", None],
                "type": ["string", "null"],
                "description": "of a person, as far as texts and given names tell",
            },
            "roles": array(role, "roles as the articles give them, most frequent first"),
            "spellings": array(spelling, "the names as written in all texts read, most frequent first"),
            "count": number(count, 1),
            "docs": number(docs, 1),
        },
    )
