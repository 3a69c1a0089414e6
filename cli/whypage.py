"""Whether two are one person, for people to read: the same lines on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .visible import one_line

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

Row = Mapping[str, Any]


def page(row: Row) -> Group:
    """The comparison, for a terminal."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = [Text(one_line(_verdict(row)), style="bold cyan")]
    for heading, lines in _sections(row):
        parts += [Text(), Text(one_line(heading), style="bold")]
        parts += [Padding(Text(one_line(line)), (0, 0, 0, 2)) for line in lines]
    return Group(*parts)


def markdown(row: Row) -> str:
    """The comparison as Markdown."""
    from ..data.writers.markdown import escaped

    blocks = [f"## {escaped(_verdict(row))}"]
    for heading, lines in _sections(row):
        blocks += [f"### {escaped(heading)}", "\n".join(f"- {escaped(line)}" for line in lines)]
    return "\n\n".join(blocks) + "\n"


def _verdict(row: Row) -> str:
    a, b = row["a"], row["b"]
    if row["same"]:
        return f"{_asked(a)} and {_asked(b)} are one here: {a['name']} ({a['id']})"
    return f"{_named(a)} and {_named(b)} are two here"


def _asked(side: Row) -> str:
    return str(side["asked"])


def _named(side: Row) -> str:
    return f"{side['name']} ({side['id']})"


def _sections(row: Row) -> Iterator[tuple[str, list[str]]]:
    """Headings, each with its lines."""
    if row["decision"]:
        yield "Decided", [row["decision"]]
    if row["score"] is not None:
        yield f"The names are {row['score']:.0%} alike", list(row["words"])
    if row["against"]:
        yield "Against it", list(row["against"])
    for identity, spellings in groupby(row["spellings"], key=lambda one: one["id"]):
        name = next(side["name"] for side in (row["a"], row["b"]) if side["id"] == identity)
        yield f"Spellings of {name}", [f"{one['text']} ({one['count']}): {one['why']}" for one in spellings]
