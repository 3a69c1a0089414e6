"""Targets over what spq writes: each format is read back, and nothing of an article, a name or a file is obeyed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

from fuzzing import MARKS, Parts, any_text_of, target, text_of, turn
from fuzzrows import INJECTED, SEED, Row, analysis, claims, quotes
from reported import MADE
from rich.console import Console
from spquotes.cli import reportpage, showpage
from spquotes.cli.links import article_link
from spquotes.cli.reportdata import Report, ReportArticle, Speaker, Statement, initials
from spquotes.cli.tables import table
from spquotes.cli.visible import one_line, visible
from spquotes.data import schema, writers
from spquotes.data.records import Analysis
from spquotes.data.writers import Texts
from spquotes.data.writers.brat import write_brat
from spquotes.data.writers.csv import RUN_BY_SPREADSHEETS, flatten, header
from spquotes.data.writers.linked import address
from spquotes.extractors.brat import quotes as read_standoff

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


columns = cache(schema.columns)


def _rows(data: bytes, *, sound: bool = True) -> tuple[Analysis, list[Row]]:
    found = analysis(Parts(data, text_of if sound else any_text_of))
    return found, quotes(found)


def _written(rows: list[Row], file_format: Any, found: Analysis, record: Any = "quotes", **more: Any) -> bytes:
    to = io.BytesIO()
    texts = Texts({found.article.id: found.article}.get)
    writers.write(rows, columns(record), file_format, to, texts=texts, **more)
    return to.getvalue()


@target(SEED, words=INJECTED)
def write_csv(data: bytes) -> None:
    """CSV has a row of as many cells for each row; raw ones are exact, in others no cell is a formula."""
    found, rows = _rows(data)
    for record, some in (("quotes", rows), ("claims", claims(rows))):
        names = header(columns(record))
        for raw in (True, False):
            made = io.StringIO(_written(some, "csv", found, record, raw_csv=raw).decode(), newline="")
            first, *cells = csv.reader(made)
            assert first == names
            assert len(cells) == len(some)
            for row, line in zip(some, cells, strict=True):
                exact = ["" if cell is None else str(cell) for cell in flatten(row, columns(record))]
                if raw:
                    assert line == exact
                else:
                    assert [cell.removeprefix("'") for cell in line] == [cell.removeprefix("'") for cell in exact]
                    assert not any(
                        cell.startswith(RUN_BY_SPREADSHEETS) and not re.fullmatch(r"-?[\d.e-]+", cell) for cell in line
                    ), line


@target(SEED, words=INJECTED)
def write_json(data: bytes) -> None:
    """JSON and JSON Lines are the rows, exactly, also as a terminal is shown them."""
    found, rows = _rows(data)
    assert json.loads(_written(rows, "json", found)) == rows
    lines = _written(rows, "jsonl", found)
    assert [json.loads(line) for line in lines.split(b"\n")[:-1]] == rows


@target(SEED, words=INJECTED, slow=True)
def write_parquet(data: bytes) -> None:
    """Parquet is the rows, exactly."""
    from pyarrow import parquet

    found, rows = _rows(data)
    record, some = ("claims", claims(rows)) if not turn(data, 5) else ("quotes", rows)
    made = _written(some, "parquet", found, record)
    assert parquet.ParquetFile(io.BytesIO(made)).read(use_threads=False).to_pylist() == some


_ESCAPED = re.compile(r"\\[\\`*_\[\]|~]|&(?:amp|lt|gt);")


@target(SEED, words=INJECTED)
def write_md(data: bytes) -> None:
    """Markdown is a table with one line a row, in which markup is text."""
    found, rows = _rows(data)
    for record, some in (("quotes", rows), ("claims", claims(rows))):
        lines = _written(some, "md", found, record).decode().split("\n")
        assert len(lines) == len(some) + 3, lines
        assert len({_ESCAPED.sub("", line).count("|") for line in lines[:-1]}) == 1, lines
        for line in lines[2:-1]:
            assert not re.search(r"[<>`*\[\]~_\\]|&", _ESCAPED.sub("", line)), line


@target(SEED, words=(*INJECTED, *MARKS))
def write_brat_folder(data: bytes) -> None:
    """brat's files hold the text and, read again, the same places; no file is called anything but a plain name."""
    found, rows = _rows(data, sound=False)
    files: dict[str, bytes] = {}

    def add(name: str, content: bytes) -> None:
        assert name not in files
        assert re.fullmatch(r"[\w.-]+", name), name
        assert not name.startswith("."), name
        files[name] = content

    write_brat(rows, Texts({found.article.id: found.article}.get), add)
    (name,) = [name for name in files if name.endswith(".txt")]
    text = files[name].decode()
    assert len(text) == len(found.article.text)
    annotations = files[name.removesuffix("txt") + "ann"].decode()
    for line in annotations.splitlines():
        assert re.match(r"[TRA#]\d+\t", line), line
    again = read_standoff(text, annotations, name)
    places = sorted([[one["start"], one["end"]] for one in row["content"]] for row in rows)
    assert sorted(one["content"] for one in again) == places, (again, places)


@target(SEED, words=(*INJECTED, *MARKS), share=2)
def write_linked(data: bytes) -> None:
    """Web annotations and JSON-LD have the words exactly, close no element of a page, and link to the Web alone."""
    found, rows = _rows(data, sound=False)
    every = claims(rows)
    made = [
        _written(rows, "webannotation", found), _written(rows, "jsonld", found),
        _written(every, "jsonld", found, "claims"), _written(every, "claimreview", found, "claims"),
        _written(every, "webannotation", found, "claims"),
    ]  # fmt: skip
    assert not any(sign in one for one in made for sign in (b"<", b">", b"&", "\u2028".encode()))
    annotations, graph, reviewed, drafts, _ = map(json.loads, made)
    text = found.article.text
    for row, one in zip(rows, annotations["items"], strict=True):
        for piece, place in zip(row["content"], one["target"], strict=True):
            quote, position = place["selector"]
            assert quote["exact"] == piece["text"] == text[position["start"] : position["end"]]
            assert text.find(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 0
    for items, some in ((graph["@graph"], rows), (reviewed["@graph"], every)):
        assert [one["text"] for one in items] == [row["text"] for row in some]
    assert [one["claimReviewed"] for one in drafts["@graph"]] == [row["text"] for row in every]
    links = [value for items in (graph, reviewed, drafts) for value in _addresses(items["@graph"])]
    assert all(re.match(r"(?:https?://|urn:uuid:)", link, re.I) for link in links), links
    known = address(found.article.url)
    assert known is None or not re.search(r"[\s<>\"\\^`{|}]", known)


def _addresses(value: Any) -> list[str]:
    if isinstance(value, list):
        return [one for item in value for one in _addresses(item)]
    if not isinstance(value, dict):
        return []
    own = [one for key, one in value.items() if key in ("url", "@id") and one is not None]
    return own + [one for item in value.values() for one in _addresses(item)]


class _Page(HTMLParser):
    """The elements of a page and the text of its articles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count it."""
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Go out of it."""
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what scripts are."""
        if self._inside and self._inside[-1] == "script":
            self.scripts[-1] += data


def _report(found: Analysis, rows: list[Row]) -> Report:
    who = list({row["speaker"]["id"]: row["speaker"] for row in rows if row["speaker"]}.values())
    speakers = tuple(
        Speaker(
            one["id"], one["name"], one["kind"], one["role"], initials(one["name"]), number % 8, 1, 1, Counter(direct=1)
        )
        for number, one in enumerate(who)
    )
    ids = [one.id for one in speakers]
    statements = tuple(
        Statement(number, row["id"], ids.index(row["speaker"]["id"]) if row["speaker"] else None, row, (), None)
        for number, row in enumerate(rows, 1)
    )
    return Report((ReportArticle(rows[0]["id"][:8], found.article, statements),), speakers, 0)


_FILE = reportpage._file

_QUICK = {
    "_environment": cache(reportpage._environment),
    "_file": cache(lambda name: _FILE(name) if name.endswith(".j2") else f"/* {name} */"),
    "stylesheet": str,
}
"""Templates are read once, not for each page; what the style sheet and the script are is the same on every page."""


@target(SEED, words=(*INJECTED, *MARKS), slow=True)
def write_report(data: bytes) -> None:
    """The page of a report has the elements it has of any article, and no attribute by which something would run."""
    found, rows = _rows(data, sound=False)
    with patch.multiple(reportpage, **_QUICK):
        made = reportpage.page(_report(found, rows), MADE)
    made.encode()
    read = _Page()
    read.feed(made)
    read.close()
    assert sum(tag == "script" for tag, _ in read.tags) == 3, [attrs for tag, attrs in read.tags if tag == "script"]
    assert not {tag for tag, _ in read.tags} & {"iframe", "object", "embed", "base", "img", "link"}
    for _, attrs in read.tags:
        assert not any(name.startswith("on") for name in attrs), attrs
        for name in ("href", "src", "action"):
            assert re.match(r"https?://|#|\Z", attrs.get(name) or "", re.I), attrs
    assert any(json.loads(one) for one in read.scripts if one.startswith("{"))
    assert not OBEYED.search(made.replace("\r", "")), OBEYED.search(made)


def _rendered(thing: Any, width: int) -> str:
    to = io.StringIO()
    console = Console(
        file=to, width=width, force_terminal=True, color_system="standard", highlight=False, markup=False, emoji=False
    )
    console.print(thing)
    return to.getvalue()


_OWN = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")


@target(SEED, words=INJECTED, slow=True)
def show_table(data: bytes) -> None:
    """A table on a terminal, narrow and wide, obeys nothing that an article, a name or an address holds."""
    _, rows = _rows(data, sound=False)

    def link(row: Row) -> str | None:
        return article_link(row["path"], row["url"])

    width = (80, 200)[turn(data, 2)]
    for record, some in (("claims", claims(rows)),) if turn(data, 4) < 2 else (("quotes", rows),):
        made = _rendered(table(record, some, width, link=link), width)
        assert not OBEYED.search(_OWN.sub("", made)), made
        plain = "".join(_OWN.sub("", made).split())
        for row in some if width == 200 else ():
            assert one_line(row["text"])[:1] in plain, made


@target(SEED, words=INJECTED, slow=True)
def show_article(data: bytes) -> None:
    """An article with its statements marked: all of its text is there, and nothing of it is obeyed."""
    found, rows = _rows(data, sound=False)
    color, context = ((True, None), (True, 1), (False, None), (False, 1))[turn(data, 4)]
    made = showpage.page(found.article, rows, len(rows), color=color, context=context, link=lambda _: None)
    shown = _rendered(made, 10_000)
    assert not OBEYED.search(_OWN.sub("", shown)), shown
    plain = showpage.marked(found.article.text, rows, color=False).plain
    bare = re.sub(r"\[/?\d+\]", "", plain)
    assert re.sub(r"\[/?\d+\]", "", visible(found.article.text)) in bare, (bare, found.article.text)
