"""W3C Web Annotation Data Model: one AnnotationPage, an annotation a statement or claim.

Targets are the pieces of what was said, each found by its words (TextQuoteSelector) and by its place
(TextPositionSelector). Places are in Unicode code points, as https://www.w3.org/TR/annotation-model/ (4.2.5) asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from .formats import Row, Texts, to_json
from .linked import article_iri, named, with_texts, write_list

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

AROUND = 32
"""Code points of the text told before and after the words, as other writers of such selectors do."""

_ABOUT = {"doc": "dcterms:identifier", "title": "dcterms:title", "outlet": "dcterms:publisher", "published": "dcterms:date"}  # noqa: E501  # fmt: skip

_MARKS = ("negated", "hedged", "distanced", "in_headline", "corrected", "correction")


def write_annotations(rows: Iterable[Row], to: BinaryIO, texts: Texts | None) -> None:
    """Write the page; its id is made of those of its items, and comes after them."""
    digest = hashlib.sha256()

    def items() -> Iterator[dict[str, Any]]:
        for row, text in with_texts(rows, texts):
            item = annotation(row, text)
            digest.update(item["id"].encode())
            yield item

    head = f'"@context": {to_json(CONTEXT)}, "type": "AnnotationPage", "startIndex": 0, "items":'
    write_list(items(), to, head, lambda: f', "id": {to_json(named("page", digest.hexdigest()))}')


def annotation(row: Row, text: str | None) -> dict[str, Any]:
    """The annotation of a row of ``spq quotes`` or ``spq claims``; ``text`` is the article's, for the words around."""
    iri = article_iri(row)
    about = {name: row[key] for key, name in _ABOUT.items() if row[key] is not None}
    first, *others = row["content"]
    around = row["attribution"] if "claimer" in row else row["nested_in"]
    return {
        "id": named("claims" if "claimer" in row else "quotes", row["doc"], row["id"]),
        "type": "Annotation",
        "motivation": "describing" if "claimer" in row else "identifying",
        "dcterms:identifier": row["id"],
        **({"dcterms:isPartOf": {"id": named("quotes", row["doc"], around)}} if around else {}),
        "body": [*_bodies(row), *_places(row, iri, text)],
        "target": [
            _place({"id": iri, **about}, first, text),
            *(_place(iri, piece, text) for piece in others),
        ],
    }


def _bodies(row: Row) -> Iterator[dict[str, Any]]:
    """What is told of the statement; ``dcterms:type`` is the key of the row."""
    who = "claimer" if "claimer" in row else "speaker"
    if row[who] is not None:
        about = {"dcterms:identifier": row[who]["id"], "dcterms:description": row[who]["kind"]}
        yield _body(who, "identifying", row[who]["name"]) | about
    cue_class = row["class"] if "class" in row else row["cue"] and row["cue"]["class"]
    if cue_class is not None:
        yield _body("class", "classifying", cue_class)
    for key in ("type", "kind"):
        if key in row:
            yield _body(key, "tagging", row[key])
    yield from (_body(mark, "tagging", mark) for mark in _MARKS if row.get(mark))
    for key in ("confidence", "check"):
        if key in row:
            yield _body(key, "describing", str(row[key]))


def _body(key: str, purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "dcterms:type": key, "value": value, "format": "text/plain"}


def _places(row: Row, iri: str, text: str | None) -> Iterator[dict[str, Any]]:
    """The words that name the source, the cue and the addressee."""
    for key in ("source", "cue", "addressee"):
        if row[key] is not None:
            yield {**_place(iri, row[key], text), "purpose": "linking", "dcterms:type": key}


def _place(source: str | dict[str, Any], span: Row, text: str | None) -> dict[str, Any]:
    start, end = span["start"], span["end"]
    quote = {"type": "TextQuoteSelector", "exact": span["text"]}
    if text is not None:
        quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}
