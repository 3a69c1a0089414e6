"""The JSON Schemas (2020-12) of everything spq prints: the one list of keys, their order, types and meaning.

The writers take their columns from here, `spq schema` prints it, and the tests check real rows against it.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from .records import CUE_CLASSES, KINDS, QUOTE_TYPES, By

Schema = dict[str, Any]
RecordName = Literal["quotes", "entities", "speakers", "articles"]
RECORD_NAMES: tuple[RecordName, ...] = get_args(RecordName)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: RecordName) -> Schema:
    """The schema of one record, as `spq schema NAME` prints it; keys that need ``--explain`` are optional in it."""
    return {"$schema": DIALECT, **_RECORDS[name]}


def schemas() -> Schema:
    """The schemas of all records in one document, each under ``$defs``."""
    return {"$schema": DIALECT, "title": "The records of spq", "$defs": dict(_RECORDS)}


def columns(name: RecordName, *, explain: bool = False) -> Schema:
    """The properties of a record in order; those that only ``--explain`` adds are left out without it."""
    record = _RECORDS[name]
    return {key: value for key, value in record["properties"].items() if explain or key in record["required"]}


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _optional_text(description: str) -> Schema:
    return {"type": ["string", "null"], "description": description}


def _count(description: str, least: int = 0) -> Schema:
    return {"type": "integer", "minimum": least, "description": description}


def _flag(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def _share(description: str) -> Schema:
    return {"type": "number", "minimum": 0, "maximum": 1, "description": description}


def _one_of(values: tuple[str, ...], description: str) -> Schema:
    return {"enum": list(values), "type": "string", "description": description}


def _list(items: Schema, description: str, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least, "description": description}


def _object(description: str, properties: Schema, optional: tuple[str, ...] = (), *, null: bool = False) -> Schema:
    return {
        "type": ["object", "null"] if null else "object",
        "description": description,
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


_SPAN_KEYS: Schema = {
    "start": _count("offset of the first character, in Unicode code points into the article's text"),
    "end": _count("offset after the last character"),
    "text": _text("the characters between the two, unchanged"),
}


def _span(description: str, *, null: bool = False) -> Schema:
    return _object(description, dict(_SPAN_KEYS), null=null)


_CUE = _object(
    "the words that say that something is said",
    {
        **_SPAN_KEYS,
        "lemma": _text("their dictionary form"),
        "class": _one_of(CUE_CLASSES, "how the writer reports it"),
    },
    null=True,
)

_SPEAKER = _object(
    "who the source is; null when the article does not say, or not clearly enough",
    {
        "id": _text("the speaker's id, the same in all articles"),
        "name": _text("the fullest name; what is no person is named as written"),
        "kind": _one_of(KINDS, "what the speaker is"),
        "role": _optional_text("a role as this article, else another one, gives it"),
        "by": {
            "enum": [*get_args(By), None],
            "type": ["string", "null"],
            "description": "how the source was taken for this speaker",
        },
    },
    null=True,
)

_CANDIDATE = _object(
    "somebody who was considered as the speaker",
    {
        "name": _text("the name"),
        "score": {"type": "number", "description": "higher is likelier"},
        "why": _text("what speaks for it"),
    },
)

_ARTICLE_KEYS: Schema = {
    "path": _optional_text("the file it was read from"),
    "title": _optional_text("the article's title"),
    "outlet": _optional_text("who published it"),
    "published": _optional_text("when, in ISO 8601: a date or a date and time"),
    "url": _optional_text("its address"),
}

_QUOTE = _object(
    "one statement, who made it and where it stands",
    {
        "id": _text("stable: the same article and the same spans give the same id"),
        "doc": _text("the article's id"),
        **_ARTICLE_KEYS,
        "type": _one_of(QUOTE_TYPES, "direct: all in quotation marks; mixed: partly; indirect: none"),
        "text": _text("what was said; pieces are joined by ' … '"),
        "content": _list(_span("one piece"), "where it stands, piece by piece", 1),
        "source": _span("whom the article names as the source, as written", null=True),
        "cue": _CUE,
        "speaker": _SPEAKER,
        "addressee": _span("to whom it was said, as written", null=True),
        "in_headline": _flag("it stands in the headline"),
        "nested_in": _optional_text("the id of the attribution this one stands inside"),
        "negated": _flag("the cue or the content is negated"),
        "hedged": _flag("the cue or the content is hedged (may, reportedly)"),
        "context": _span("the sentence or sentences it stands in"),
        "confidence": _share("the chance that content and source are both right"),
        "rule": _text("the rule that found it"),
        "candidates": _list(_CANDIDATE, "who else was considered as the speaker (--explain)"),
        "reason": _optional_text("why there is no speaker (--explain)"),
    },
    optional=("candidates", "reason"),
)


def _who(description: str, count: str, docs: str) -> Schema:
    spelling = _object("one spelling", {"text": _text("as written"), "count": _count("how often", 1)})
    return _object(
        description,
        {
            "id": _text("the same in all articles"),
            "name": _text("the fullest name"),
            "kind": _one_of(KINDS, "what it is"),
            "roles": _list({"type": "string"}, "roles as the articles give them"),
            "spellings": _list(spelling, "the names as written in all articles read, most frequent first"),
            "count": _count(count, 1),
            "docs": _count(docs, 1),
        },
    )


_RECORDS: dict[RecordName, Schema] = {
    "quotes": {"title": "quotes", **_QUOTE},
    "entities": {
        "title": "entities",
        **_who(
            "a person, organisation, place or other thing that articles mention",
            "mentions, by name, description or pronoun, in the articles chosen",
            "articles chosen that mention it",
        ),
    },
    "speakers": {
        "title": "speakers",
        **_who(
            "somebody to whom articles attribute statements",
            "statements chosen that are attributed to it",
            "articles with such a statement",
        ),
    },
    "articles": {
        "title": "articles",
        **_object(
            "one article with all that is attributed in it, as `spq show --json` prints it",
            {
                "doc": _text("the article's id"),
                **_ARTICLE_KEYS,
                "author": _optional_text("who wrote it"),
                "text": _text("the text exactly as read; all offsets are into it"),
                "quotes": _list(_QUOTE, "the attributions in it, in order"),
            },
        ),
    },
}
