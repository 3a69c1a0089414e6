"""Measures for people: the same sections as a table on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..data.records import QUOTE_TYPES
from .visible import one_line

if TYPE_CHECKING:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

Row = Mapping[str, Any]

WIDE = 120
"""From this width on an error's two sides stand beside each other."""

_LONGEST = {"source": 48, "cue": 24, "content": 120}
"""Characters of an error's parts that are shown; JSON has them whole."""

_SCORED = (
    ("soft", "Content, half the words"),
    ("exact", "Content, all the words"),
    ("token", "Words of contents"),
    ("joint", "Content and source (joint)"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A small table: the first column is text, the others are figures unless ``texts``; ``narrow`` has many columns."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: bool = False
    narrow: bool = False


def renderable(rows: Sequence[Row], width: int) -> Group:
    """The measures, one section below the other, in at most ``width`` columns."""
    from rich.console import Group
    from rich.text import Text

    parts = laid_out(_sections(rows))
    if errors := rows[0].get("errors"):
        parts += [Text(_errors_title(errors), style="bold"), _errors_table(errors, width)]
    else:
        parts.pop()
    return Group(*parts)


def laid_out(sections: Iterable[Section]) -> list[Table | Text]:
    """Sections for a terminal: a title, a table and an empty line each."""
    from rich.text import Text

    parts: list[Table | Text] = []
    for section in sections:
        parts += [Text(section.title, style="bold"), _table(section), Text()]
    return parts


def markdown(rows: Sequence[Row]) -> str:
    """The measures as tables in GitHub's Markdown, each below a heading."""
    sections = [*_sections(rows)]
    if errors := rows[0].get("errors"):
        sections.append(_errors_section(errors))
    return in_markdown(sections)


def in_markdown(sections: Iterable[Section]) -> str:
    """Sections as tables in GitHub's Markdown, each below a heading."""
    from ..data.writers.markdown import escaped

    blocks = []
    for section in sections:
        lines = [section.headings, ["---", *["---" if section.texts else "---:"] * (len(section.headings) - 1)]]
        lines += [[escaped(cell) for cell in row] for row in section.rows]
        blocks.append(f"### {escaped(section.title)}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines))
    return "\n".join(blocks)


# ---- figures


def _sections(rows: Sequence[Row]) -> Iterator[Section]:
    main, with_nested = rows
    yield _scores(main, f"{main['gold']:,} annotated, {_counts(main)}; in per cent")
    yield _scores(with_nested, f"With what stands inside other statements, {_counts(with_nested)}")
    yield Section(
        "Source and cue",
        ("", "Per cent"),
        (
            ("Source right, of what is matched", _percent(main["source_right"])),
            ("Cue right, of what is matched", _percent(main["cue_right"])),
            ("All right, where a source is named", _percent(main["named_precision"])),
            ("Left open, no source named", _percent(main["left_open"])),
        ),
    )
    yield Section(
        "By type",
        ("", "Annotated", "Recall", "Found", "Precision"),
        tuple(
            (
                name,
                f"{main[f'gold_{name}']:,}",
                _percent(main[f"recall_{name}"]),
                f"{main[f'predicted_{name}']:,}",
                _percent(main[f"precision_{name}"]),
            )
            for name in QUOTE_TYPES
        ),
    )
    yield from _by_confidence(main)


def _counts(row: Row) -> str:
    return f"{row['predicted']:,} found, {row['matched']:,} matched"


def _scores(row: Row, title: str) -> Section:
    return Section(
        title,
        ("", "Precision", "Recall", "F1"),
        tuple((label, *(_percent(row[f"{name}_{part}"]) for part in ("p", "r", "f1"))) for name, label in _SCORED),
    )


def _by_confidence(row: Row) -> Iterator[Section]:
    levels = tuple(
        (
            f"{one['min_confidence']:.1f}",
            f"{one['predicted']:,}",
            *map(_percent, (one["precision"], one["recall"], one["f1"])),
        )
        for one in row["at_confidence"]
    )
    if levels:
        yield Section("Content and source at --min-confidence", ("", "Found", "Precision", "Recall", "F1"), levels)
    tenths = tuple(
        (
            f"{one['from']:.1f}–{one['to']:.1f}",
            f"{one['predicted']:,}",
            _percent(one["confidence"]),
            _percent(one["right"]),
        )
        for one in row["calibration"]
        if one["predicted"]
    )
    if tenths:
        yield Section("Is confidence to be believed?", ("Confidence", "Found", "Mean", "Right"), tenths)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _table(section: Section) -> Table:
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 2), header_style="dim")
    for number, heading in enumerate(section.headings):
        made.add_column(
            heading, justify="right" if number else "left", min_width=None if number or section.narrow else 34
        )
    for row in section.rows:
        made.add_row(*map(Text, row))
    return made


# ---- errors


def _errors_title(errors: Sequence[Row]) -> str:
    return "The worst error" if len(errors) == 1 else f"The {len(errors)} worst errors"


def _errors_section(errors: Sequence[Row]) -> Section:
    rows = tuple((_kind(one), _place(one), _side(one["gold"]), _side(one["predicted"])) for one in errors)
    return Section(_errors_title(errors), ("Error", "Place", "Annotated", "Found"), rows, texts=True)


def _errors_table(errors: Sequence[Row], width: int) -> Table:
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, expand=True, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    made.add_column("Error", width=13, overflow="fold")
    if width >= WIDE:
        for heading, ratio in (("Annotated", 2), ("Found", 2), ("Place", 1)):
            made.add_column(heading, ratio=ratio, overflow="fold")
        for one in errors:
            sides = Text(_side(one["gold"])), Text(_side(one["predicted"]))
            made.add_row(Text(_kind(one)), *sides, Text(_place(one), style="dim"))
        return made
    made.add_column("Source · cue · content", ratio=1, overflow="fold")
    for one in errors:
        told = Text()
        for label, side in (("annotated", one["gold"]), ("found", one["predicted"])):
            if side:
                told.append(f"{label}: ", style="dim").append(f"{_side(side)}\n")
        made.add_row(Text(_kind(one)), told.append(f"— {_place(one)}", style="dim"))
    return made


def _kind(error: Row) -> str:
    confidence = error["confidence"]
    return str(error["kind"]) if confidence is None else f"{error['kind']} {confidence:.2f}"


def _place(error: Row) -> str:
    return one_line(f"{error['doc']}@{error['start']}")


def _side(side: Row | None) -> str:
    """Source, cue and content in a line, each shortened in the middle, where least is lost."""
    if side is None:
        return "–"
    return " · ".join(
        _shortened(one_line(side[role]), longest) if side[role] else "–" for role, longest in _LONGEST.items()
    )


def _shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = longest * 2 // 3
    return f"{text[:head].rstrip()} … {text[len(text) - (longest - head - 3) :].lstrip()}"
