"""An analysis as JSON, and back: what is kept of a text that was only looked at."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from .claimrecords import claim_json, claim_of
from .ids import article_key
from .records import Analysis, Article, Attribution, Candidate, Cue, Entity, Mention, Span


def to_json(analysis: Analysis) -> str:
    """All of an analysis but the text itself and what only its article's id decides."""
    bare = renamed(analysis, "")
    record = asdict(bare)
    del record["article"]["text"], record["article"]["path"]
    record["claims"] = [claim_json(one) for one in bare.claims]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, article: Article) -> Analysis:
    """The analysis of an article's text, under the article's id.

    Raises ValueError, LookupError, TypeError or AttributeError for what is none, or is of another text.
    """
    record = json.loads(text)
    _check_places(record, article.text)
    told = {**record["article"], "text": article.text}
    analysis = Analysis(
        Article(**told),
        tuple(_entity(one) for one in record["entities"]),
        tuple(_attribution(one) for one in record["attributions"]),
        tuple(record["notes"]),
        tuple(map(claim_of, record["claims"])),
    )
    return renamed(analysis, article.id)


def _check_places(record: Any, text: str) -> None:  # noqa: ANN401 - whatever JSON has
    """Raise ValueError where a place does not hold the words that are said to be there."""
    if isinstance(record, dict):
        if {"start", "end", "text"} <= record.keys() and text[record["start"] : record["end"]] != record["text"]:
            raise ValueError("an analysis of another text")
        record = list(record.values())
    if isinstance(record, list):
        for one in record:
            _check_places(one, text)


def renamed(analysis: Analysis, name: str) -> Analysis:
    """The same analysis for an article of another id: with that article's half in the ids of its statements."""
    old = article_key(analysis.article.id, analysis.article.text)
    new = article_key(name, analysis.article.text)

    def own(identity: str) -> str:
        return new + identity.removeprefix(old)

    attributions = tuple(
        replace(one, id=own(one.id), nested_in=None if one.nested_in is None else own(one.nested_in))
        for one in analysis.attributions
    )
    claims = tuple(
        replace(one, id=own(one.id), attribution=None if one.attribution is None else own(one.attribution))
        for one in analysis.claims
    )
    return replace(analysis, article=replace(analysis.article, id=name), attributions=attributions, claims=claims)


def _entity(record: dict[str, Any]) -> Entity:
    mentions = tuple(Mention(**one) for one in record["mentions"])
    return Entity(**{**record, "mentions": mentions, "roles": tuple(record["roles"])})


def _attribution(record: dict[str, Any]) -> Attribution:
    spans = {name: record[name] and Span(**record[name]) for name in ("source", "addressee", "context")}
    return Attribution(
        **{
            **record,
            **spans,
            "content": tuple(Span(**one) for one in record["content"]),
            "cue": record["cue"] and Cue(**record["cue"]),
            "candidates": tuple(Candidate(**one) for one in record["candidates"]),
        }
    )
