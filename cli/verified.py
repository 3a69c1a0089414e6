"""Checked quotations for people: a page on a terminal that is read at once, and the same as Markdown for a ticket.

Differences are marked as wdiff marks them, without relying on colour: [-words of the source-] {+words of the draft+}.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from .output import Output

Row = Mapping[str, Any]

HEADINGS = {
    "verbatim": "verbatim",
    "other speaker": "ANOTHER SPEAKER",
    "shortened": "SHORTENED",
    "unquoted": "NOT A QUOTATION THERE",
    "altered": "ALTERED",
    "stitched": "STITCHED",
    "reworded": "OTHER WORDS ELSEWHERE",
    "not found": "NOT FOUND",
    "too short": "too short to tell",
}
"""A verdict as a heading; what an editor must look at is in capitals."""

_STYLES = {"verbatim": "green", "too short": "dim"}

_WHY = {
    "negation": "a negation differs", "figure": "a figure differs", "speaker": "the source names somebody else",
}  # fmt: skip

LONGEST = 400
"""Characters of a sentence that are shown around the words found; JSON has it whole."""

_LABEL = 11


def write(rows: Sequence[Row], out: Output, *, several: bool = False) -> None:
    """Write checked quotations in the format asked for; ``several`` drafts each get a heading on a page."""
    if out.format == "table":
        if rows:
            out.show(lambda _width: _page(rows, color=out.color, several=several))
    elif out.format == "md":
        out.exact(markdown(rows, several=several))
    else:
        out.rows("verifications", rows)


def _page(rows: Sequence[Row], *, color: bool, several: bool) -> RenderableType:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    parts: list[RenderableType] = []
    for row, begins in _with_beginnings(rows, several=several):
        if begins:
            parts += [Text(_draft(row), style="bold underline"), Text()]
        style = _STYLES.get(row["verdict"], "bold red" if row["grave"] else "bold yellow")
        heading = Text(f"line {row['line']}: ", style="bold")
        heading.append(_heading(row), style=style)
        table = Table.grid(padding=(0, 1))
        table.add_column(width=_LABEL, overflow="fold")
        table.add_column(overflow="fold", ratio=1)
        for label, told in _lines(row):
            table.add_row(Text(f"  {label}", style="dim"), told if color else Text(told.plain))
        parts += [heading, table, Text()]
    if any(_marks(row) for row in rows):
        parts.append(Text(LEGEND, style="dim"))
    else:
        parts.pop()
    return Group(*parts)


LEGEND = "[-in the source only-] {+in the draft only+} <an editor's brackets = what they stand for>"


def _with_beginnings(rows: Sequence[Row], *, several: bool) -> Iterator[tuple[Row, bool]]:
    """Each row, and whether a draft's name is to stand before it."""
    for number, row in enumerate(rows):
        yield row, several and (not number or _draft(row) != _draft(rows[number - 1]))


def _draft(row: Row) -> str:
    """The draft's name."""
    return one_line(row["doc"])


def _heading(row: Row) -> str:
    grave = "; ".join(_WHY[reason] for reason in row["reasons"])
    owned = _owned(row)
    told = HEADINGS[row["verdict"]] + (f", {owned}" if owned else "")
    return f"{told} – {grave}" if grave else told


def _owned(row: Row) -> str:
    """Whether a shortening is owned up to."""
    omitted = [one for one in row["differences"] if one["op"] == "omitted"]
    if row["verdict"] != "shortened" or not omitted:
        return ""
    return "as its marks say" if all(one["owned"] for one in omitted) else "and does not say so"


def _lines(row: Row) -> Iterator[tuple[str, Text]]:
    """What is told of a quotation, each with its label."""
    from rich.text import Text

    yield "draft", _with_speaker(Text(one_line(row["text"])), row["speaker"], row["source"])
    if _marks(row):
        yield "differs", marked(row)
    found = row["found"]
    if found is not None and not row["parts"]:
        yield "source", _sentence(found)
        yield "", Text(f"— {_place(found)}", style="dim")
        if row["compared"] == "not compared" and (row["speaker"] or row["source"]):
            yield "", Text("the speakers were not compared: not clear enough on both sides", style="dim")
        elif row["compared"] == "other" and row["verdict"] != "other speaker":
            yield "", Text("the source names another speaker", style="bold")
    for number, part in enumerate(row["parts"], 1):
        yield f"source {number}", _sentence(part)
        yield "", Text(f"— {_place(part)}", style="dim")
    for note in row["notes"]:
        yield "note", Text(one_line(note))
    if row["also"]:
        yield "also in", Text("; ".join(_also(row)) + _more(row["also"], 3), style="dim")
    for other in row["elsewhere"]:
        who = f" ({other['speaker']['name']})" if other["speaker"] else ""
        yield "elsewhere", Text(one_line(other["text"]) + who)
        yield "", Text(f"— {_brief(other)}", style="dim")


def _marks(row: Row) -> bool:
    return bool(row["differences"])


def marked(row: Row) -> Text:
    """The draft's words with what differs marked in them."""
    from rich.text import Text

    told = Text()
    text, base = row["text"], row["start"]
    at = 0
    for one in row["differences"]:
        start, end = one["draft"]["start"] - base, one["draft"]["end"] - base
        told.append(_line(text[at:start]))
        at = max(at, end)
        if told.plain and not told.plain.endswith((" ", "“", '"', "(")):
            told.append(" ")
        _append(told, one)
        if at < len(text) and text[at].isalnum():
            told.append(" ")
    told.append(_line(text[at:]))
    return told


def _append(told: Text, one: Row) -> None:
    source, draft = one_line(one["source"]["text"]), one_line(one["draft"]["text"])
    if one["op"] == "editor":
        told.append(f"<{draft} = {source}>" if source else f"<{draft}>", style="cyan")
        return
    if one["op"] == "apart":
        told.append(f"{draft} [- … -]".lstrip(), style="red")
        return
    if source:
        told.append(f"[-{source}-]", style="red strike")
    if one["op"] == "omitted" and draft:
        told.append(f" {draft}")
    elif draft:
        told.append(f"{{+{draft}+}}", style="green underline")


def _with_speaker(told: Text, speaker: Row | None, source: Row | None) -> Text:
    written = source["text"] if source else None
    who = _taken_for(speaker, written) if speaker else f"({written or 'nobody named'})"
    told.append(f" — {one_line(who)}", style="bold cyan" if speaker else "dim")
    return told


def _sentence(found: Row) -> Text:
    """The source's sentence, the words found emphasised, its ends cut where it is long."""
    from rich.text import Text

    context, base = found["context"]["text"], found["context"]["start"]
    start, end = found["start"] - base, found["end"] - base
    if not 0 <= start <= end <= len(context):
        context, start, end = found["text"], 0, len(found["text"])
    spare = max(40, (LONGEST - (end - start)) // 2)
    left, right = max(0, start - spare), min(len(context), end + spare)
    told = Text("… " if left else "")
    told.append(_line(context[left:start]))
    told.append(_line(context[start:end]), style="underline")
    told.append(_line(context[end:right]) + (" …" if right < len(context) else ""))
    return told


def _line(text: str) -> str:
    """On one line, with a blank kept at either end."""
    inner = one_line(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _place(found: Row) -> str:
    written = found["source"]["text"] if found["source"] else None
    who = _taken_for(found["speaker"], written) if found["speaker"] else f"({written or 'nobody named'})"
    return one_line(f"{who} · {_brief(found)}")


def _taken_for(speaker: Row, written: str | None) -> str:
    """A speaker's name; for whom only "he" or a role stands, that as well."""
    resolved = written and speaker["by"] in ("pronoun", "role")
    return f"{written}, taken for {speaker['name']}" if resolved else str(speaker["name"])


def _brief(found: Row) -> str:
    parts = found["outlet"], (found["published"] or "")[:10], f"{found['doc']}@{found['start']}"
    return one_line(" · ".join(part for part in parts if part))


def _also(row: Row) -> Iterator[str]:
    """Other places, each with its speaker where that is somebody else than at the place found."""
    shown = row["found"]["speaker"]["id"] if row["found"] and row["found"]["speaker"] else None
    for one in row["also"][:3]:
        who = one["speaker"]
        yield f"{one_line(who['name'])} · {_brief(one)}" if who and who["id"] != shown else _brief(one)


def _more(some: Sequence[Row], shown: int) -> str:
    return f" and {len(some) - shown} more" if len(some) > shown else ""


def markdown(rows: Sequence[Row], *, several: bool = False) -> str:
    """A report to paste into a ticket: a section a quotation, in one a draft; markup in the texts shown as text."""
    from ..data.writers.markdown import escaped

    blocks = []
    for row, begins in _with_beginnings(rows, several=several):
        if begins:
            blocks.append(f"## {escaped(_draft(row))}\n")
        lines = [f"### Line {row['line']}: {escaped(_heading(row))}", ""]
        for label, told in _lines(row):
            said = escaped(told.plain)
            lines.append(f"- **{label}**: {said}" if label else f"  {said}")
        blocks.append("\n".join(lines) + "\n")
    if any(_marks(row) for row in rows):
        blocks.append(escaped(LEGEND) + "\n")
    return "\n".join(blocks)
