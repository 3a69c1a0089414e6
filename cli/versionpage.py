"""Versions of a statement side by side: below one another in 80 columns, in columns of their own in 200."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from ..data.writers.readable import cue, speaker
from ..data.writers.versions import heading, notes, published
from .visible import one_line

Row = Mapping[str, Any]


def versions_table(groups: Iterable[Row], *, wide: bool) -> Table:
    """All groups, each under a heading; the fullest version is the first of its group, marked with a star."""
    made = Table(box=None, expand=True, pad_edge=False, padding=0, show_header=False)
    made.add_column(ratio=1)
    for group in groups:
        made.add_row(Text(one_line(heading(group)), style="bold cyan"))
        made.add_row(_wide(group) if wide else _narrow(group))
        made.add_row("")
    return made


def _ordered(group: Row) -> list[Row]:
    """The fullest, then the speaker's own by date, then what others say."""
    return sorted(group["versions"], key=lambda one: (not one["fullest"], one["relation"] == "other speaker"))


def _form(one: Row) -> str:
    return f"* {one['form']}" if one["fullest"] else f"  {one['form']}"


def _who(group: Row, one: Row) -> str:
    """The cue, with the speaker's name where it is another than in the fullest version, or a reader corrected it."""
    name = speaker(one)
    same = one["relation"] == "same speaker" and one["corrected"] is None
    return cue(one) if same else f"{name} {cue(one)}".strip()


def _where(one: Row) -> str:
    return f"{one['doc']}@{one['content'][0]['start']}"


def _noted(group: Row, one: Row) -> Text:
    lines = Text()
    for at, line in enumerate(notes(group, one)):
        grave = line.startswith(("changed", "added", "left out", "THE SAME", "another"))
        lines.append("\n" if at else "")
        lines.append(f"- {one_line(line)}", style="yellow" if grave else "")
    return lines


def _wide(group: Row) -> Table:
    made = Table(box=None, expand=True, pad_edge=False, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    made.add_column("  Form", width=12, no_wrap=True)
    made.add_column("Published", width=26, overflow="fold")
    made.add_column("Cue", width=16, overflow="fold")
    made.add_column("Words", ratio=5, overflow="fold")
    made.add_column("Beside the fullest", ratio=3, overflow="fold")
    for one in _ordered(group):
        place = Text(one_line(one["outlet"] or "(no outlet)"))
        place.append(f"\n{one_line(published(group, one))}")
        place.append(f"\n{one_line(_where(one))}", style="dim")
        made.add_row(
            Text(_form(one), style="bold" if one["fullest"] else ""), place, Text(one_line(_who(group, one))),
            Text(one_line(one["text"])), _noted(group, one),
        )  # fmt: skip
    return made


def _narrow(group: Row) -> Table:
    made = Table(box=None, expand=True, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    made.add_column(width=12, no_wrap=True)
    made.add_column(ratio=1, overflow="fold")
    for one in _ordered(group):
        where = f"{one['outlet'] or '(no outlet)'} · {published(group, one)}"
        said = Text(one_line(f"{where} · {_who(group, one)}".rstrip(" ·")), style="bold" if one["fullest"] else "")
        said.append(f"\n{one_line(one['text'])}", style="not bold")
        noted = _noted(group, one)
        if noted:
            said.append("\n")
            said.append_text(noted)
        said.append(f"\n— {one_line(_where(one))}", style="not bold dim")
        made.add_row(Text(_form(one), style="bold" if one["fullest"] else ""), said)
    return made
