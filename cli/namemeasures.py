"""Measures of names and of people for people: as a table on a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .measures import Row, Section, in_markdown, laid_out
from .visible import one_line

if TYPE_CHECKING:
    from rich.console import Group

_SHARES = {
    "auc": "AUC",
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
    "recall_at_p95": "Recall at 95% precision",
    "bcubed_precision": "B³ precision",
    "bcubed_recall": "B³ recall",
    "bcubed_f1": "B³ F1",
    "cases_exact": "Cases without an error",
    "ambiguous_left_alone": "Ambiguous mentions left alone",
}
_SPEEDS = {
    "names_per_second": "Names read into keys a second",
    "pairs_per_second": "Pairs scored a second, keys prepared",
    "mentions_per_second": "Mentions told apart a second",
}
# What fits beside a kind's name; JSON has the rest.
_COLUMNS = {
    "same": "Same",
    "different": "Different",
    "cases": "Cases",
    "recall": "Recall",
    "specificity": "Specificity",
    "bcubed_precision": "Precision",
    "bcubed_recall": "Recall",
    "bcubed_f1": "F1",
    "cases_exact": "Exact",
}


def renderable(row: Row, width: int) -> Group:
    """The measures, one section below the other, in at most ``width`` columns."""
    from rich.console import Group
    from rich.text import Text

    parts: list[Any] = laid_out(_sections(row))
    errors = row.get("errors", ())
    if errors:
        parts.append(Text(_errors_title(errors), style="bold"))
        parts += [Text("\n".join(_lines(one)), no_wrap=False) for one in errors]
    else:
        parts.pop()
    return Group(*parts)


def markdown(row: Row) -> str:
    """The measures as tables in GitHub's Markdown, each below a heading."""
    sections = [*_sections(row)]
    if errors := row.get("errors"):
        rows = tuple((one["id"], one["kind"], "; ".join(line.strip() for line in _lines(one)[1:])) for one in errors)
        sections.append(Section(_errors_title(errors), ("Id", "Kind", "Error"), rows, texts=True))
    return in_markdown(sections)


def _sections(row: Row) -> Iterator[Section]:
    counts = (
        f"{row['pairs']:,} pairs, {row['same']:,} of one person"
        if "pairs" in row
        else f"{row['mentions']:,} mentions in {row['cases']:,} cases, {row['ambiguous']:,} mentions ambiguous"
    )
    figures = [(label, _share(row[key])) for key, label in _SHARES.items() if key in row]
    if "threshold" in row:
        figures.append(("Threshold", f"{row['threshold']:.3f}"))
    yield Section(counts, ("", "Per cent"), tuple(figures))
    kinds = row["by_kind"]
    keys = [key for key in _COLUMNS if key in kinds[0]]
    rows = tuple((one_line(one["kind"]), *(_cell(one[key]) for key in keys)) for one in kinds)
    yield Section("By kind", ("", *(_COLUMNS[key] for key in keys)), rows, narrow=True)
    speeds = tuple((label, f"{row[key]:,.0f}") for key, label in _SPEEDS.items() if key in row)
    yield Section("Speed on one core", ("", ""), speeds)


def _cell(value: float | None) -> str:
    return f"{value:,}" if isinstance(value, int) else _share(value)


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def _errors_title(errors: list[Row]) -> str:
    return "The worst error" if len(errors) == 1 else f"The {len(errors)} worst errors"


def _lines(error: Row) -> list[str]:
    """An error: what it is, then what is known of it, indented."""
    if "a" in error:
        what = "one person" if error["same"] else "two people"
        return [
            one_line(f"{error['id']} · {error['kind']} · {what}, scored {error['score']:.2f}"),
            _inner(f"{error['a']} | {error['b']}"),
            *(_inner(why) for why in error["why"]),
        ]
    lines = [one_line(f"{error['id']} · {error['kind']} · F1 {100 * error['bcubed_f1']:.1f}")]
    for side, label in (("gold", "labelled"), ("predicted", "found")):
        lines += [_inner(f"{label}: {' = '.join(group)}") for group in error[side]]
    return lines


def _inner(text: str) -> str:
    return f"  {one_line(text)}"
