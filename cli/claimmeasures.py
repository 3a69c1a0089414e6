"""Measures of scores for a check, for people: as a table on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .measures import Row, Section, in_markdown, laid_out
from .visible import one_line

if TYPE_CHECKING:
    from rich.console import Group

_RANKED = {"map": "MAP", "p_at_10": "Precision of the first 10", "p_at_50": "Precision of the first 50"}
_TOGETHER = {"average_precision": "Average precision", "precision": "Precision", "recall": "Recall", "f1": "F1"}


def renderable(row: Row, width: int) -> Group:
    """The measures, one section below the other, in at most ``width`` columns."""
    from rich.console import Group
    from rich.text import Text

    parts = laid_out(_sections(row))
    if not row.get("errors"):
        parts.pop()
    for error in row.get("errors", ()):
        parts.append(Text("\n".join((_title(error), f"  {one_line(error['text'])}", f"  {_why(error)}"))))
    return Group(*parts)


def markdown(row: Row) -> str:
    """The measures as tables in GitHub's Markdown, each below a heading."""
    sections = [*_sections(row)]
    if errors := row.get("errors"):
        rows = tuple((_title(one), one_line(one["text"]), _why(one)) for one in errors)
        sections.append(Section("The worst errors", ("Sentence", "Text", "Reasons"), rows, texts=True))
    return in_markdown(sections)


def _sections(row: Row) -> Iterator[Section]:
    counts = f"{row['sentences']:,} sentences, {row['positives']:,} worth a check"
    together = tuple((label, _share(row[key])) for key, label in _TOGETHER.items())
    yield Section(counts, ("", "Per cent"), (*together, ("Threshold", f"{row['threshold']:.3f}")))
    ranked = tuple((label, _share(row[key])) for key, label in _RANKED.items())
    yield Section(f"Within {row['documents']:,} documents, the mean", ("", "Per cent"), ranked)
    speed = ("Sentences scored a second", f"{row['sentences_per_second']:,.0f}")
    yield Section("Speed on one core", ("", ""), (speed,))


def _share(share: float) -> str:
    return f"{100 * share:.1f}"


def _title(error: Row) -> str:
    label = "worth a check" if error["label"] else "not worth a check"
    return one_line(f"{error['id']} · {label}, scored {error['score']:.2f}")


def _why(error: Row) -> str:
    return one_line("; ".join(error["reasons"]))
