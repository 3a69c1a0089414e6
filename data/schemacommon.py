"""What several records have in common in their JSON Schemas: spans, cues, speakers, articles."""

from __future__ import annotations

from typing import get_args

from .records import CUE_CLASSES, KINDS, By
from .schemaparts import Schema, count, one_of, optional_text, record, text

SPAN_KEYS: Schema = {
    "start": count("offset of the first character, in Unicode code points into the article's text"),
    "end": count("offset after the last character"),
    "text": text("the characters between the two, unchanged"),
}


def span(description: str, *, null: bool = False) -> Schema:
    """A stretch of an article's text."""
    return record(description, dict(SPAN_KEYS), null=null)


CUE = record(
    "the words that say that something is said",
    {
        **SPAN_KEYS,
        "lemma": text("their dictionary form"),
        "class": one_of(CUE_CLASSES, "how the writer reports it"),
    },
    null=True,
)

SPEAKER = record(
    "who the source is; null when the article does not say, or not clearly enough",
    {
        "id": text("the speaker's id, the same in all articles"),
        "name": text("the fullest name; what is no person is named as written"),
        "kind": one_of(KINDS, "what the speaker is"),
        "role": optional_text("a role as this article, else another one, gives it"),
        "by": {
            "enum": [*get_args(By), "correction", None],
            "type": ["string", "null"],
            "description": "how the source was taken for this speaker; correction: a reader says so",
        },
    },
    null=True,
)

ARTICLE_KEYS: Schema = {
    "path": optional_text("the file it was read from"),
    "title": optional_text("the article's title"),
    "outlet": optional_text("who published it"),
    "published": optional_text("when, in ISO 8601: a date or a date and time"),
    "url": optional_text("its address"),
}
