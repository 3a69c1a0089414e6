"""Records to the parts that are stored, stored parts to the rows that are printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

from ..persons import ROW_KEYS
from ..records import Attribution, Cue, Span

Row = dict[str, Any]

JOINT = " … "
"""Between the pieces of one statement's ``text``; the article does not have it there."""


def statement_text(found: Attribution) -> str:
    """What was said, as it is printed and searched."""
    return JOINT.join(span.text for span in found.content)


def attribution_body(found: Attribution, article_key: str) -> Row:
    """What of an attribution is only printed, as JSON can hold it; ids without the article's half."""
    return {
        "content": [_span(span) for span in found.content],
        "source": _span(found.source),
        "cue": _cue(found.cue),
        "by": found.by,
        "addressee": _span(found.addressee),
        "in_headline": found.in_headline,
        "nested_in": None if found.nested_in is None else found.nested_in.removeprefix(article_key),
        "negated": found.negated,
        "hedged": found.hedged,
        "context": _span(found.context),
        "rule": found.rule,
        "candidates": [{"name": c.name, "score": c.score, "why": c.why} for c in found.candidates],
        "reason": found.reason,
    }


Made = TypeVar("Made", bound=Callable[..., Any])


def of_the_file(make: Made) -> Made:
    """A maker of rows for which what is stored but cannot have been stored by spq is damage to the file."""

    @wraps(make)
    def made(*stored: Any, **more: Any) -> Any:  # noqa: ANN401 - whatever the maker takes
        try:
            return make(*stored, **more)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise sqlite3.DatabaseError("what is stored in it is not what spq stores") from error

    return cast("Made", made)


@of_the_file
def stored_json(text: str, kind: type = dict) -> Any:  # noqa: ANN401 - whatever JSON holds
    """What a column of JSON holds, an object unless another ``kind`` is due."""
    found = json.loads(text)
    if not isinstance(found, kind):
        raise TypeError
    return found


@of_the_file
def quote_row(stored: Sequence[Any], *, explain: bool) -> Row:
    """One row of ``spq quotes`` from the columns that ``asking.QUOTE_COLUMNS`` names, keys in the contract's order."""
    (
        article_key, key, doc, path, title, outlet, published, url, text, body_text, quote_type, confidence,
        speaker_id, name, kind, role, told,
    ) = stored  # fmt: skip
    if any(isinstance(value, bytes) for value in stored):
        raise TypeError
    body = stored_json(body_text)
    correction = told and correction_of(told)
    speaker = None
    if speaker_id is not None:
        by = BY_CORRECTION if correction else body["by"]
        speaker = {"id": speaker_id, "name": name, "kind": kind, "role": role, "by": by}
    row = {
        "id": article_key + key,
        "doc": doc,
        "path": path,
        "title": title,
        "outlet": outlet,
        "published": published,
        "url": url,
        "type": quote_type,
        "text": text,
        "content": body["content"],
        "source": body["source"],
        "cue": body["cue"],
        "speaker": speaker,
        "addressee": body["addressee"],
        "in_headline": body["in_headline"],
        "nested_in": body["nested_in"] and article_key + body["nested_in"],
        "negated": body["negated"],
        "hedged": body["hedged"],
        "context": body["context"],
        "confidence": confidence,
        "rule": body["rule"],
        "corrected": correction,
    }
    if explain:
        row |= {"candidates": body["candidates"], "reason": body["reason"]}
    return row


BY_CORRECTION = "correction"
"""How the speaker of a statement is known that a reader corrected."""


@of_the_file
def correction_of(told: str) -> Row:
    """What the table of corrected statements has, as it is printed."""
    row: Row = json.loads(told)
    return {key: row[key] for key in ("changed", "was", "was_id", "note", "date")}


PERSON_COLUMNS = "p.id, p.name, p.kind, p.gender, p.roles, p.spellings"
"""What ``who_row`` makes a row of, but for the two counts after them."""


@of_the_file
def who_row(stored: Sequence[Any]) -> Row:
    """One row of ``spq entities`` or ``spq speakers``, keys in the contract's order; roles and spellings are JSON."""
    row = dict(zip(ROW_KEYS, stored, strict=True))
    return row | {key: stored_json(row[key], list) for key in ("roles", "spellings")}


def _span(span: Span | None) -> Row | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _cue(cue: Cue | None) -> Row | None:
    if cue is None:
        return None
    return {"start": cue.start, "end": cue.end, "text": cue.text, "lemma": cue.lemma, "class": cue.cls}
