"""The tables that the output of a corpus has: their columns, rows of them from records, and records from rows.

    attributions  the record of `spq quotes`, then what else is needed to have the whole analysis back
    articles      the record of `spq show` without its quotes
    claims        the record of `spq claims`, then the numbers of its entities
    entities      what each article mentions, before it is known who is who
    failures      what could not be read or analysed, and why
    people, who   who is who: the record of `spq entities`, and which of them each entity is

In `attributions` and `claims` a speaker's id is its entity's (`article#number`), which `who` gives a person.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, cast, get_args

from ..claimrecords import claim_json, claim_of
from ..ids import article_key
from ..records import (
    Analysis,
    Article,
    Attribution,
    By,
    Candidate,
    Claim,
    Cue,
    Entity,
    Failure,
    Mention,
    Span,
)
from ..schema import columns
from ..schemaparts import Schema
from ..store.claimrows import claim_row
from ..store.rows import attribution_body
from ..writers.formats import Row, to_json

TableName = Literal["attributions", "claims", "articles", "entities", "failures", "people", "who"]
SHARD_TABLES: tuple[TableName, ...] = ("attributions", "claims", "articles", "entities", "failures")
"""The tables of which each shard has a file."""

ShardFormat = Literal["parquet", "jsonl"]
SHARD_FORMATS: tuple[ShardFormat, ...] = get_args(ShardFormat)

JOINT = " … "
"""Between the pieces of one statement's ``text``, as in ``spq quotes``."""

_ROWS = 1_000
"""Rows held before they are encoded."""

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_MENTION: Schema = {
    "type": "object",
    "properties": {"start": _COUNT, "end": _COUNT, "text": _TEXT, "form": _TEXT},
}


def table_columns(table: TableName) -> Schema:
    """The columns of a table as JSON Schema properties, in order."""
    if table == "attributions":
        more: Schema = {"entity": {"type": ["integer", "null"]}, "statement": {"type": "boolean"}}
        return columns("quotes", explain=True) | more
    if table == "claims":
        numbers: Schema = {"type": "array", "items": _COUNT}
        return columns("claims") | {"entity": {"type": ["integer", "null"]}, "entities": numbers}
    if table == "articles":
        return {key: value for key, value in columns("articles").items() if key != "quotes"} | {"notes": _TEXTS}
    if table == "people":
        return columns("entities")
    return _OTHERS[table]


_OTHERS: dict[str, Schema] = {
    "entities": {
        "id": _TEXT, "doc": _TEXT, "published": _MAYBE_TEXT, "number": _COUNT, "kind": _TEXT, "name": _TEXT,
        "gender": _MAYBE_TEXT, "roles": _TEXTS, "mentions": {"type": "array", "items": _MENTION},
    },
    "failures": {"where": _TEXT, "doc": _MAYBE_TEXT, "reason": _TEXT},
    "who": {"id": _TEXT, "doc": _TEXT, "number": _COUNT, "person": _TEXT},
}  # fmt: skip


class TableFile:
    """The bytes of one file of a table, growing row by row; the same rows always give the same bytes."""

    def __init__(self, table: TableName, shard_format: ShardFormat) -> None:
        self.rows = 0
        self._waiting: list[Row] = []
        self._to = io.BytesIO()
        self._writer: Any = None
        if shard_format == "parquet":
            from pyarrow import parquet

            from ..writers.parquet import arrow_schema

            self._writer = parquet.ParquetWriter(self._to, arrow_schema(table_columns(table)), compression="zstd")

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows in."""
        for row in rows:
            self.rows += 1
            if self._writer is None:
                self._to.write(to_json(row).encode() + b"\n")
                continue
            self._waiting.append(row)
            if len(self._waiting) == _ROWS:
                self._encode()

    def _encode(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._writer.schema))
        self._waiting.clear()

    def bytes(self) -> bytes:
        """The whole file; nothing can be added after it."""
        if self._writer is not None:
            if self._waiting:
                self._encode()
            self._writer.close()
        return self._to.getvalue()


def rows_in(data: bytes, shard_format: ShardFormat) -> Iterator[dict[str, Any]]:
    """The rows of a file of any table."""
    if shard_format == "jsonl":
        yield from map(json.loads, data.splitlines())
        return
    from pyarrow import parquet

    for batch in parquet.ParquetFile(io.BytesIO(data)).iter_batches(batch_size=_ROWS, use_threads=False):
        yield from batch.to_pylist()


# ---- records to rows


def article_row(analysis: Analysis) -> Row:
    """The row of an article."""
    one = analysis.article
    return {
        "doc": one.id, "path": one.path, "title": one.title, "outlet": one.outlet, "published": one.published,
        "url": one.url, "author": one.author, "text": one.text, "notes": list(analysis.notes),
    }  # fmt: skip


def entity_rows(analysis: Analysis) -> Iterator[Row]:
    """The rows of the entities of an article."""
    doc, published = analysis.article.id, analysis.article.published
    for one in analysis.entities:
        yield {
            "id": f"{doc}#{one.number}", "doc": doc, "published": published, "number": one.number, "kind": one.kind,
            "name": one.name, "gender": one.gender, "roles": list(one.roles),
            "mentions": [{"start": m.start, "end": m.end, "text": m.text, "form": m.form} for m in one.mentions],
        }  # fmt: skip


def attribution_rows(analysis: Analysis) -> Iterator[Row]:
    """The rows of what is said in an article: ``spq quotes --explain``, then the entity's number and ``statement``."""
    article = analysis.article
    for one in analysis.attributions:
        yield {
            "id": one.id, "doc": article.id, "path": article.path, "title": article.title, "outlet": article.outlet,
            "published": article.published, "url": article.url, "type": one.type,
            "text": JOINT.join(span.text for span in one.content),
            "content": [_span_row(span) for span in one.content],
            "source": _span_row(one.source), "cue": _cue_row(one.cue), "speaker": _speaker_row(analysis, one),
            "addressee": _span_row(one.addressee), "in_headline": one.in_headline, "nested_in": one.nested_in,
            "negated": one.negated, "hedged": one.hedged, "context": _span_row(one.context),
            "confidence": one.confidence, "rule": one.rule, "corrected": None,
            "candidates": [{"name": c.name, "score": c.score, "why": c.why} for c in one.candidates],
            "reason": one.reason, "entity": one.entity, "statement": one.statement,
        }  # fmt: skip


def claim_rows(analysis: Analysis) -> Iterator[Row]:
    """The rows of what is claimed in an article: ``spq claims``, then the numbers of its entities."""
    article = analysis.article
    key = article_key(article.id, article.text)
    told = {
        "id": key, "doc": article.id, "path": article.path, "title": article.title, "outlet": article.outlet,
        "published": article.published, "url": article.url,
    }  # fmt: skip
    statements = {one.id: one for one in analysis.attributions}
    for claim in analysis.claims:
        one = None if claim.attribution is None else statements[claim.attribution]
        named = [
            {"id": f"{article.id}#{number}", "name": who.name, "kind": who.kind}
            for number in claim.entities
            if (who := analysis.entities[number]).kind != "unnamed"
        ]
        row = claim_row(
            told, claim_json(claim, key), None if one is None else attribution_body(one, key),
            None if one is None else _speaker_row(analysis, one), _chain(analysis, one, statements), named,
        )  # fmt: skip
        yield row | {"entity": claim.entity, "entities": list(claim.entities)}


def _chain(analysis: Analysis, one: Attribution | None, statements: Mapping[str, Attribution]) -> list[dict[str, Any]]:
    chain: list[dict[str, Any]] = []
    while one is not None and one.nested_in is not None:
        one = statements.get(one.nested_in)
        if one is not None:
            who = _speaker_row(analysis, one) or {"id": None, "name": None}
            cue = one.cue
            chain.append({"id": who["id"], "name": who["name"], "cue": cue and cue.text, "class": cue and cue.cls})
    return chain[::-1]


def _speaker_row(analysis: Analysis, one: Attribution) -> Row | None:
    if one.entity is None:
        return None
    who = analysis.entities[one.entity]
    role = who.roles[0] if who.roles else None
    return {"id": f"{analysis.article.id}#{who.number}", "name": who.name, "kind": who.kind, "role": role, "by": one.by}


def _span_row(span: Span | None) -> Row | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _cue_row(cue: Cue | None) -> Row | None:
    if cue is None:
        return None
    return {"start": cue.start, "end": cue.end, "text": cue.text, "lemma": cue.lemma, "class": cue.cls}


def failure_row(failure: Failure) -> Row:
    """The row of a failure."""
    return {"where": failure.where, "doc": failure.doc, "reason": failure.reason}


# ---- rows to records


def entity_of(row: Row) -> Entity:
    """The entity in a row."""
    mentions = tuple(Mention(m["start"], m["end"], m["text"], m["form"]) for m in row["mentions"])
    return Entity(row["number"], row["kind"], row["name"], mentions, tuple(row["roles"]), row["gender"])


def analyses(
    articles: Iterable[Row], entities: Iterable[Row], attributions: Iterable[Row], claims: Iterable[Row]
) -> Iterator[Analysis]:
    """The analyses of one shard from the rows of its tables, in its order."""
    by_doc: dict[str, list[Entity]] = {}
    for row in entities:
        by_doc.setdefault(row["doc"], []).append(entity_of(row))
    said: dict[str, list[Attribution]] = {}
    for row in attributions:
        said.setdefault(row["doc"], []).append(_attribution(row))
    claimed: dict[str, list[Claim]] = {}
    for row in claims:
        claimed.setdefault(row["doc"], []).append(claim_of(row))
    for row in articles:
        doc = row["doc"]
        article = Article(
            doc, row["text"], row["path"], row["title"], row["outlet"], row["published"], row["url"], row["author"]
        )
        yield Analysis(
            article, tuple(by_doc.get(doc, ())), tuple(said.get(doc, ())), tuple(row["notes"]),
            tuple(claimed.get(doc, ())),
        )  # fmt: skip


def _attribution(row: Row) -> Attribution:
    content = tuple(span for piece in row["content"] if (span := _span(piece)) is not None)
    context, cue = _span(row["context"]), row["cue"]
    assert context is not None  # no attribution stands nowhere
    return Attribution(
        row["id"], row["type"], content, _span(row["source"]),
        None if cue is None else Cue(cue["start"], cue["end"], cue["text"], cue["lemma"], cue["class"]),
        row["entity"], cast("By | None", (row["speaker"] or {}).get("by")), _span(row["addressee"]),
        row["in_headline"], row["nested_in"], row["negated"], row["hedged"], context, row["confidence"], row["rule"],
        row["statement"], row["reason"],
        tuple(Candidate(one["name"], one["score"], one["why"]) for one in row["candidates"]),
    )  # fmt: skip


def _span(row: Row | None) -> Span | None:
    return None if row is None else Span(row["start"], row["end"], row["text"])
