"""Claims as JSON, and back: one form for the store, the cache and the files of a corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .records import Amount, Claim, Comparison, Quantity, Scope, Span, When

Row = dict[str, Any]


def claim_json(claim: Claim, article_key: str = "") -> Row:
    """All of a claim; ids without the article's half where that is given."""
    record = asdict(claim)
    record["class"] = record.pop("cls")
    record["id"] = claim.id.removeprefix(article_key)
    record["attribution"] = None if claim.attribution is None else claim.attribution.removeprefix(article_key)
    return record


def claim_of(record: Mapping[str, Any], article_key: str = "") -> Claim:
    """The claim that ``claim_json`` wrote down; keys that are not its own do not matter."""
    attribution = record["attribution"]
    return Claim(
        id=article_key + record["id"],
        kind=record["kind"],
        cls=record["class"],
        content=tuple(map(_span, record["content"])),
        attribution=None if attribution is None else article_key + attribution,
        entity=record["entity"],
        negated=record["negated"],
        hedged=record["hedged"],
        distanced=record["distanced"],
        negations=tuple(map(_scope, record["negations"])),
        hedges=tuple(map(_scope, record["hedges"])),
        quantities=tuple(map(quantity_of, record["quantities"])),
        dates=tuple(When(one["start"], one["end"], one["text"], one["value"]) for one in record["dates"]),
        comparisons=tuple(map(_comparison, record.get("comparisons", ()))),  # older analyses have none
        entities=tuple(record["entities"]),
        check=record["check"],
        reasons=tuple(record["reasons"]),
        context=_span(record["context"]),
        correction=record["correction"],
        corrects=None if record["corrects"] is None else _span(record["corrects"]),
    )


def _span(record: Mapping[str, Any]) -> Span:
    return Span(record["start"], record["end"], record["text"])


def _scope(record: Mapping[str, Any]) -> Scope:
    return Scope(_span(record["cue"]), _span(record["scope"]))


def _comparison(record: Mapping[str, Any]) -> Comparison:
    than = record["than"]
    return Comparison(**{**record, "than": None if than is None else _span(than)})


def quantity_of(record: Mapping[str, Any]) -> Quantity:
    """The figure that ``claim_json`` wrote down."""
    also = record["also"]
    return Quantity(**{**record, "also": None if also is None else Amount(**also)})
