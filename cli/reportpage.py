"""A report as one HTML page that asks nobody for anything: texts, style, script and data are all within it.

Every text is escaped by the templates (``autoescape``) or by ``reportmarks.shown``. The data for the script is JSON in
a block of its own, in which no ``<`` is left; what runs and what styles is known to the browser by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..data.records import CUE_CLASSES, QUOTE_TYPES
from ..data.writers.readable import speaker
from .reportcolours import stylesheet
from .reportdata import Report, ReportArticle, Statement
from .reportmarks import TYPE_CLASSES, body, headline, hue_class, label, shown
from .visible import one_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment

Row = dict[str, Any]

BY = {
    "name": "as named",
    "surname": "by the surname",
    "pronoun": "by a pronoun",
    "role": "by a role",
    "apposition": "by a name beside the description",
    "continuation": "a quotation that goes on",
    "repeat": "words quoted elsewhere in the article, with a source",
    "headline": "by a role in the headline",
    "correction": "as a reader corrected it",
}
"""How a source was taken for its speaker, as the page words it."""

_BYS = tuple(BY)
_FLAGS = ("negated", "hedged", "in_headline")


@dataclass(frozen=True, slots=True)
class Made:
    """How a report was made: its title, spq's version and fingerprints, the day, and what was chosen."""

    title: str
    version: str
    day: str
    choices: tuple[str, ...]


def page(report: Report, made: Made) -> str:
    """The whole page; it holds no half of a surrogate pair and can be written in UTF-8."""
    style, begin, script = _file("report.css") + stylesheet(), _file("begin.js"), _file("report.js")
    return _environment().get_template("report.html.j2").render(
        report=report,
        made=made,
        summary=summary(report),
        days=_days(report),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(begin)}' '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        begin=begin,
        script=script,
        data=data_block(data(report)),
    )  # fmt: skip


def summary(report: Report) -> str:
    """How much there is: 8,519 statements by 2,771 speakers in 500 articles."""
    parts = (report.statements, "statement"), (len(report.speakers), "speaker"), (len(report.articles), "article")
    statements, speakers, articles = (f"{count:,} {noun}{'s' * (count != 1)}" for count, noun in parts)
    return f"{statements} by {speakers} in {articles}"


def _days(report: Report) -> str:
    """From when to when, and how many articles do not say."""
    days = " to ".join(dict.fromkeys(report.days)) if report.days else "no dates"
    return f"{days}, {report.undated:,} undated" if report.undated and report.days else days


def linkable(url: str | None) -> str | None:
    """An address that a page may link to, of the web and nothing else; None for any other."""
    if url is None or any(ord(character) <= _SPACE for character in url) or visible(url) != url:
        return None
    return url if url.lower().startswith(("http://", "https://")) else None


_SPACE = 0x20


def data(report: Report) -> Row:
    """What the script needs beside the page's own text: short lists, texts with control characters as escapes.

    A statement is ``[its anchor after the article's key, speaker, type, class, by, confidence in thousandths, flags,
    cue, source, addressee, offsets, inside, claims, rule]`` with -1 for what there is not.
    """
    return {
        "articles": [_article_data(one) for one in report.articles],
        "speakers": [
            [visible(one.id), one_line(one.name), one.kind, one_line(one.role or ""), one.initials, one.hue]
            for one in report.speakers
        ],
        "types": QUOTE_TYPES,
        "marks": [TYPE_CLASSES[one] for one in QUOTE_TYPES],
        "classes": CUE_CLASSES,
        "by": [BY[one] for one in _BYS],
    }


def _article_data(one: ReportArticle) -> Row:
    article = one.article
    return {
        "id": one.anchor,
        "doc": visible(article.id),
        "title": one_line(article.title or ""),
        "outlet": one_line(article.outlet or ""),
        "date": visible((article.published or "")[:10]),
        "statements": [_statement_data(statement) for statement in one.statements],
    }


def _statement_data(one: Statement) -> list[Any]:
    row = one.row
    cue, source, who = row["cue"], row["source"], row["speaker"]
    texts = {row["text"]: ""}  # a claim that is all of its statement need not be told twice
    return [
        one.anchor,
        -1 if one.speaker is None else one.speaker,
        QUOTE_TYPES.index(row["type"]),
        CUE_CLASSES.index(cue["class"]) if cue else -1,
        _BYS.index(who["by"]) if who and who["by"] else -1,
        round(row["confidence"] * 1000),
        sum(bool(row[flag]) << place for place, flag in enumerate(_FLAGS)),
        one_line(cue["text"]) if cue else "",
        one_line(source["text"]) if source else "",
        one_line(row["addressee"]["text"]) if row["addressee"] else "",
        [offset for piece in row["content"] for offset in (piece["start"], piece["end"])],
        one.inside or 0,
        [
            [round(claim.check * 100), visible(texts.get(claim.text, claim.text)), visible("; ".join(claim.reasons))]
            for claim in one.claims
        ],
        row["rule"],
    ]


def data_block(value: object) -> str:
    """JSON that can stand in a ``script`` element: in ASCII, without anything that HTML would read."""
    made = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return made.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def details(one: Statement) -> str:
    """All that is known of a statement, in one line for a reader without the script, and on paper."""
    row = one.row
    cue, source = row["cue"], row["source"]
    parts = [
        f"not: {cue['text']}" if cue and row["negated"] else cue and cue["text"],
        cue and cue["class"],
        row["type"],
        f"{row['confidence']:.2f}",
        source and f"“{source['text']}”" + (f" {BY[row['speaker']['by']]}" if row["speaker"] else " left open"),
        f"to {row['addressee']['text']}" if row["addressee"] else None,
        *(flag.replace("_", " ") for flag in _FLAGS if row[flag]),
        f"in {one.inside}" if one.inside else None,
        f"check {one.claims[0].check:.2f}" if one.claims and one.claims[0].check >= _WORTH else None,
        ", ".join(f"{piece['start']}–{piece['end']}" for piece in row["content"]),
    ]
    return " · ".join(one_line(part) for part in parts if part)


_WORTH = 0.5
"""From this on a claim is worth a check (``spq claims --min-check``)."""


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        loader=FunctionLoader(_file),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(shown=shown, visible=visible, details=details, linkable=linkable, who=_who)
    made.globals.update(body=body, headline=headline, hue=hue_class, label=label)
    return made


def _who(statement: Statement) -> str:
    return one_line(speaker(statement.row))


def _file(name: str) -> str:
    return resources.files("spquotes.cli").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """How a Content-Security-Policy names the content of an element."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def chosen(values: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    """What was chosen, as a reader would type it; ``values`` are options with what was given, empty for nothing."""
    made = []
    for option, value in values:
        if value is True:
            made.append(option)
        elif isinstance(value, list):
            made += [f"{option} {one}" for one in value]
        elif value:
            made.append(f"{option} {value}")
    return tuple(made)
