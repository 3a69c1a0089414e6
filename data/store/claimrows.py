"""Claims to what is stored, and what is stored to rows of ``spq claims``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..claimrecords import claim_json
from ..records import Claim
from ..when import days
from .rows import JOINT, of_the_file

Row = dict[str, Any]


def claim_columns(
    claim: Claim, no: int, analysis: int, article_key: str, numbers: Mapping[str, int]
) -> Sequence[str | int | float | None]:
    """A row of the table of claims; ``numbers`` are those of the statements by their ids."""
    body = claim_json(claim, article_key)
    return (
        no, analysis, body["id"], claim.kind, claim.cls,
        None if claim.attribution is None else numbers.get(claim.attribution), claim.entity, json.dumps(claim.entities),
        claim.check, bool(claim.quantities), claim.negated or claim.cls == "deny",
        JOINT.join(span.text for span in claim.content), json.dumps(body, ensure_ascii=False),
    )  # fmt: skip


@of_the_file
def claim_row(
    article: Mapping[str, Any],
    body: Mapping[str, Any],
    statement: Mapping[str, Any] | None,
    claimer: Mapping[str, Any] | None,
    chain: Sequence[Mapping[str, Any]],
    named: Sequence[Mapping[str, Any]],
) -> Row:
    """One row of ``spq claims``, keys in the contract's order; its ``cluster`` is for others to fill in.

    ``article`` has the keys id (the article's half of ids), doc, path, title, outlet, published and url; ``body`` is
    ``claim_json``'s, ``statement`` ``attribution_body``'s; ``named`` are the entities that the claim mentions.
    """
    own = article["id"]
    return {
        "id": own + body["id"],
        **{key: article[key] for key in ("doc", "path", "title", "outlet", "published", "url")},
        "kind": body["kind"],
        "class": body["class"],
        "text": JOINT.join(span["text"] for span in body["content"]),
        "content": body["content"],
        "claimer": claimer,
        "source": statement and statement["source"],
        "cue": statement and statement["cue"],
        "addressee": statement and statement["addressee"],
        "chain": list(chain),
        **{key: body[key] for key in ("negated", "hedged", "distanced", "negations", "hedges", "quantities")},
        "dates": [_dated(one, article["published"]) for one in body["dates"]],
        "comparisons": body.get("comparisons", []),
        "places": _brief(named, "place"),
        "people": _brief(named, "person"),
        "about": list(named),
        "check": body["check"],
        "reasons": body["reasons"],
        "cluster": None,
        "attribution": body["attribution"] and own + body["attribution"],
        "correction": body["correction"],
        "corrects": body["corrects"],
        "context": body["context"],
    }


def _dated(one: Mapping[str, Any], published: str | None) -> Row:
    first, last = days(one["value"], published)
    return {**one, "first": first, "last": last}


def _brief(named: Sequence[Mapping[str, Any]], kind: str) -> list[Row]:
    return [{"id": one["id"], "name": one["name"]} for one in named if one["kind"] == kind]
