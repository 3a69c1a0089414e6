"""Tables for a terminal: all of a quotation, wrapped, in 80 columns and in 200."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.style import Style
from rich.table import Table
from rich.text import Text

from ..data.schema import RecordName
from ..data.writers.readable import cells, cue, headings, place, speaker
from .versionpage import versions_table
from .visible import one_line

WIDE = 120
"""From this width on, what else fits beside the statement or the name gets columns of its own."""

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]


def table(name: RecordName, rows: Iterable[Row], width: int, *, header: bool = True, link: Link | None = None) -> Table:
    """The rows of one kind of record as a table of at most ``width`` columns; one that goes on has no ``header``.

    ``link`` makes a link of the place where a row's words stand.
    """
    made = _table(name, rows, width, link or _unlinked)
    made.show_header = made.show_header and header
    return made


def linked(text: str, url: str | None) -> Text:
    """Where something stands, as a link if there is one: every line that it is folded into is the same link."""
    return Text(one_line(text), style=Style(dim=True, link=url))


def _unlinked(_row: Row) -> str | None:
    return None


def _table(name: RecordName, rows: Iterable[Row], width: int, link: Link) -> Table:
    if name == "quotes":
        return _wide_quotes(rows, width, link) if width >= WIDE else _quotes(rows, link)
    if name == "claims":
        return _wide_claims(rows, width, link) if width >= WIDE else _claims(rows, link)
    if name == "statement-comparisons":
        return versions_table(rows, wide=width >= WIDE)
    if name in ("articles", "holdings"):
        return _articles(rows)
    if name == "library":
        return _library(rows)
    if name == "sentences":
        return _sentences(rows)
    if name == "corrections":
        return _corrections(rows)
    if name == "counts":
        from .counttable import counts_table

        return counts_table(rows, width)
    return _wide_who(name, rows) if width >= WIDE else _who(name, rows)


def _empty(expand: bool = True) -> Table:
    return Table(box=None, expand=expand, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")


def _quotes(rows: Iterable[Row], link: Link) -> Table:
    made = _empty()
    made.add_column("Speaker", width=20, overflow="fold")
    made.add_column("Statement", ratio=1, overflow="fold")
    for row in rows:
        statement = Text(one_line(row["text"]))
        statement.append("\n— ", style="dim").append_text(linked(place(row), link(row)))
        made.add_row(_who_said(row), statement)
    return made


def _wide_quotes(rows: Iterable[Row], width: int, link: Link) -> Table:
    made = _empty()
    made.add_column("Speaker", width=26, overflow="fold")
    made.add_column("Statement", ratio=1, overflow="fold")
    made.add_column("Type", no_wrap=True)
    made.add_column("Class", no_wrap=True)
    made.add_column("Source", width=width // 4, overflow="fold")
    for row in rows:
        _, statement, quote_type, cue_class, where = (one_line(cell) for cell in cells(row))
        made.add_row(_who_said(row), Text(statement), Text(quote_type), Text(cue_class), linked(where, link(row)))
    return made


def _who_said(row: Row) -> Text:
    """The speaker, and below how the text says it: a denial must not read like an assertion."""
    who = Text(one_line(speaker(row)), style=_speaker_style(row))
    words = cue(row)
    if words:
        who.append(f"\n{one_line(words)}", style="not bold dim" if not row["negated"] else "not bold")
    return who


def _speaker_style(row: Row) -> str:
    return "bold cyan" if row["speaker"] else "dim"


def _claims(rows: Iterable[Row], link: Link) -> Table:
    made = _empty()
    made.add_column("Check", justify="right", no_wrap=True, min_width=5)
    made.add_column("Claimer", width=18, overflow="fold")
    made.add_column("Claim", ratio=1, overflow="fold")
    for row in rows:
        check, who, text, cls, noted, why, where = (one_line(cell) for cell in cells(row))
        claim = Text(text)
        for line in (noted, why):
            if line:
                claim.append(f"\n{line}", style="dim")
        claim.append("\n— ", style="dim").append_text(linked(where, link(row)))
        made.add_row(check, _whose(row, who, cls), claim)
    return made


def _wide_claims(rows: Iterable[Row], width: int, link: Link) -> Table:
    made = _empty()
    made.add_column("Check", justify="right", no_wrap=True, min_width=5)
    made.add_column("Claimer", width=24, overflow="fold")
    made.add_column("Claim", ratio=3, overflow="fold")
    made.add_column("Figures and dates", ratio=1, overflow="fold")
    made.add_column("Why", ratio=1, overflow="fold")
    made.add_column("Source", width=width // 6, overflow="fold")
    for row in rows:
        check, who, text, cls, noted, why, where = (one_line(cell) for cell in cells(row))
        made.add_row(check, _whose(row, who, cls), Text(text), Text(noted), Text(why), linked(where, link(row)))
    return made


def _whose(row: Row, who: str, cls: str) -> Text:
    whose = Text(who, style="bold cyan" if row["claimer"] else "dim")
    whose.append(f"\n{cls}", style="not bold dim" if not row["negated"] else "not bold")
    return whose


def _who(name: RecordName, rows: Iterable[Row]) -> Table:
    made = _empty()
    made.add_column("Name", width=26, overflow="fold")
    made.add_column(_counted(name), justify="right", no_wrap=True, min_width=len(_counted(name)))
    made.add_column("Articles", justify="right", no_wrap=True, min_width=8)
    made.add_column("Known as", ratio=1, overflow="fold")
    for row in rows:
        _, kind, count, docs, roles, spellings = (one_line(cell) for cell in cells(row))
        known = "\n".join(part for part in (spellings if _has_other_spellings(row) else "", roles) if part)
        made.add_row(Text(one_line(row["name"]), style="bold cyan"), count, docs, Text(known or kind))
    return made


def _wide_who(name: RecordName, rows: Iterable[Row]) -> Table:
    made = _empty()
    made.add_column("Name", width=34, overflow="fold")
    made.add_column("Kind", no_wrap=True)
    made.add_column(_counted(name), justify="right", no_wrap=True, min_width=len(_counted(name)))
    made.add_column("Articles", justify="right", no_wrap=True, min_width=8)
    made.add_column("Roles", ratio=1, overflow="fold")
    made.add_column("Spellings", ratio=1, overflow="fold")
    for row in rows:
        title, *rest = (Text(one_line(cell)) for cell in cells(row))
        title.stylize("bold cyan")
        made.add_row(title, *rest)
    return made


def _counted(name: RecordName) -> str:
    return "Statements" if name == "speakers" else "Mentions"


def _has_other_spellings(row: Row) -> bool:
    return any(spelling["text"] != row["name"] for spelling in row["spellings"])


def _sentences(rows: Iterable[Row]) -> Table:
    made = _empty()
    made.add_column("Check", justify="right", no_wrap=True)
    made.add_column("Sentence", ratio=1, overflow="fold")
    for row in rows:
        check, text, why, who, _ = (one_line(cell) for cell in cells(row))
        told = Text(f"{who}: " if who else "", style="bold cyan")
        told.append(text, style="not bold default")
        told.append(f"\n— {why}" if why else "", style="not bold dim")
        made.add_row(Text(check), told)
    return made


def _corrections(rows: Iterable[Row]) -> Table:
    made = _empty()
    made.add_column("Speaker", width=26, overflow="fold")
    made.add_column("Statement", ratio=1, overflow="fold")
    for row in rows:
        text, was, now, note, day, where = (one_line(cell) for cell in cells(row))
        who = Text(now, style="bold cyan" if row["to"] else "dim").append(f"\nwas {was}", style="not bold dim")
        statement = Text(text)
        for line in (note, f"— {' · '.join(part for part in (day, where, row['id']) if part)}"):
            if line:
                statement.append(f"\n{line}", style="dim")
        made.add_row(who, statement)
    return made


def _library(rows: Iterable[Row]) -> Table:
    """One library: what is counted, one thing a line."""
    made = _empty(expand=False)
    made.show_header = False
    made.add_column(no_wrap=True, style="bold")
    made.add_column(overflow="fold")
    for row in rows:
        for heading, cell in zip(headings(row), cells(row), strict=True):
            made.add_row(heading, Text(one_line(cell)))
    return made


def _articles(rows: Iterable[Row]) -> Table:
    made = _empty(expand=False)
    for heading in ("Article", "Title", "Outlet", "Published", "Statements"):
        made.add_column(heading, overflow="fold")
    for row in rows:
        made.add_row(*(Text(one_line(cell)) for cell in cells(row)))
    return made
