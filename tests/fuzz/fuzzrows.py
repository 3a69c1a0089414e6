"""Rows and analyses made out of an input: any text, any names, statements at any places."""

from __future__ import annotations

import json
from typing import Any

from exported import CLAIM
from fuzzing import Parts, joined
from spquotes.data.ids import article_key, statement_key
from spquotes.data.readers.dates import iso_date
from spquotes.data.records import (
    CUE_CLASSES,
    KINDS,
    QUOTE_TYPES,
    Analysis,
    Article,
    Attribution,
    Cue,
    Entity,
    Mention,
    Span,
)
from spquotes.data.store.rows import attribution_body, quote_row, statement_text

Row = dict[str, Any]

BYS = ("name", "surname", "pronoun", "role", "apposition", "continuation", "repeat", "headline")

SEED = joined(
    "Zoë 😀 Brandt\tsaid: “We </script><b>waited\r\n  ten years,\u2028\x1b[31mand &amp; more.”\n\n=“Then it rained,” she told Ana.\n",
    "a/b.txt", "R</title>ain", "=cmd|' /C calc'!A0", "2021-03-04", "https://courier.example/a b?x=<1>", "|b", "3",
    "\x05\x12\x03\x09", "\x01\x0c", "\x0d\x05", "-", "Zoë <i>Brandt</i>", "Mayor | of <all>", "\x01\x01\x02",
    "\x24\x12", "\x01\x0c", "-", "\x02\x05", "+1", "@role", "\x02\x05\x01", "\x01\x03", "-", "-", "-", "-x", "a", "\x03\x01\x00",
)  # fmt: skip
"""An input for targets over rows: text, id, title, outlet, day, address, author, and three statements."""

INJECTED = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<script>", "</script>", "<!--", "-->", "]]>", "<img src=x onerror=alert(1)>", "&lt;", "javascript:alert(1)",
    "|", "\\", "`", "*", "_", "[a](http://b)", "~", "#", "\x1b[31m", "\x1b]8;;http://a\x07", "\u202e", "\u2028", "\r", "\n", "'", '"', ",", ";",
    "http://a.b/c", "https://a/\x00", "file:///etc/passwd", "../../x", "2021-03-04", "{{ 7*7 }}", "{% x %}", "%", "T1\tContent 0 1", "\x05", "\x0d", "\x41",
)  # fmt: skip


def article(parts: Parts) -> Article:
    """The article of an input; its text is not blank, and lines stay lines."""
    text = parts.text()
    if not text.strip():
        text = "x"
    name, title, outlet, published, url, author = parts.text(), *(parts.maybe() for _ in range(5))
    name = name.replace("\n", " ").strip() or "a"
    day = iso_date(published)[0] if published and published[:4].isdigit() else None
    return Article(name, text, f"/news/{name}", _line(title), _line(outlet), day, _line(url), _line(author))


def _line(text: str | None) -> str | None:
    return (" ".join(text.split()) or None) if text else None


def _spans(parts: Parts, text: str, least: int = 0) -> list[Span]:
    """Places that have no white space at their ends, as those of statements."""
    found = []
    for start, end in parts.spans(text, least):
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if words:
            found.append(Span(start, start + len(words), words))
    if not found and least:
        words = text.strip()
        start = text.index(words)
        found = [Span(start, start + len(words), words)]
    return found


def _one(parts: Parts, text: str) -> Span | None:
    return next(iter(_spans(parts, text)), None)


def analysis(parts: Parts) -> Analysis:
    """An article with up to four statements, each with a speaker, or none."""
    made = article(parts)
    key = article_key(made.id, made.text)
    entities: list[Entity] = []
    statements: list[Attribution] = []
    for _ in range(parts.number(4) + 1):
        content = _spans(parts, made.text, 1)
        source, cue_at, addressee = _one(parts, made.text), _one(parts, made.text), _one(parts, made.text)
        name, role = _line(parts.maybe()), _line(parts.maybe())
        told = [ord(one) for one in (parts.text() + "\0" * 8)[:8]]
        if name:
            mention = Mention(content[0].start, content[0].end, content[0].text, "name")
            entities.append(Entity(len(entities), KINDS[told[0] % 6], name, (mention,), (role,) if role else ()))
        cue = cue_at and Cue(cue_at.start, cue_at.end, cue_at.text, name or "say", CUE_CLASSES[told[1] % 14])
        places = [(span.start, span.end) for span in content]
        one = key + statement_key(places, cue and (cue.start, cue.end), source and (source.start, source.end))
        if any(one == other.id for other in statements):
            continue
        start, end = content[0].start, content[-1].end
        statements.append(
            Attribution(
                one, QUOTE_TYPES[told[2] % 3], tuple(content), source, cue, len(entities) - 1 if name else None,
                BYS[told[3] % 8] if name else None, addressee, bool(told[4] % 2),  # type: ignore[arg-type]
                statements[-1].id if statements and told[5] % 2 else None, bool(told[6] % 2), bool(told[7] % 2),
                Span(start, end, made.text[start:end]), (told[0] % 100) / 100, "fuzzed",
            )
        )  # fmt: skip
    statements.sort(key=lambda one: one.content[0].start)
    return Analysis(made, tuple(entities), tuple(statements))


def quotes(found: Analysis) -> list[Row]:
    """The analysis as rows of ``spq quotes``, as a store gives them."""
    one = found.article
    key = article_key(one.id, one.text)
    rows = []
    for said in found.attributions:
        who = None if said.entity is None else found.entities[said.entity]
        speaker = (
            (None,) * 4 if who is None else (f"{one.id}#{who.number}", who.name, who.kind, next(iter(who.roles), None))
        )
        body = json.dumps(attribution_body(said, key))
        stored = (
            key, said.id.removeprefix(key), one.id, one.path, one.title, one.outlet, one.published, one.url,
            statement_text(said), body, said.type, said.confidence, *speaker, None,
        )  # fmt: skip
        rows.append(quote_row(stored, explain=False))
    return rows


def claims(rows: list[Row]) -> list[Row]:
    """Claims made of statements, a claim each."""
    kept = (
        "id",
        "doc",
        "path",
        "title",
        "outlet",
        "published",
        "url",
        "text",
        "content",
        "source",
        "cue",
        "addressee",
        "context",
    )
    return [
        CLAIM
        | {key: row[key] for key in (*kept, "negated", "hedged")}
        | {"claimer": row["speaker"], "attribution": row["id"], "class": row["cue"]["class"] if row["cue"] else "say"}
        | {"about": [{"id": "p", "name": row["speaker"]["name"], "kind": "person"}] if row["speaker"] else []}
        for row in rows
    ]
