"""Who published first, as far as dates tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..claims.likeness import days_apart

Row = dict[str, Any]


def order(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """By publication, undated ones last."""
    return row["published"] or "~", row["outlet"] or "", row["id"]


def first(rows: Sequence[Mapping[str, Any]]) -> Row | None:
    """The earliest of all places: ``published``, and who published then; several where they are of one day.

    Two with times of the day are told apart by these; a day alone can be any time of it. None where nothing is dated.
    """
    dated = sorted((row for row in rows if row["published"]), key=order)
    if not dated:
        return None
    earliest = dated[0]["published"]
    day = earliest[:10]
    untimed = any(len(row["published"]) <= 10 for row in dated if row["published"].startswith(day))
    tied = [row for row in dated if (row["published"][:10] == day if untimed else row["published"] == earliest)]
    return {
        "published": day if untimed else earliest,
        "outlets": sorted({row["outlet"] for row in tied if row["outlet"]}),
        "docs": sorted({row["doc"] for row in tied}),
    }


def days_later(row: Mapping[str, Any], earliest: Mapping[str, Any] | None) -> int | None:
    """Days after the first publication; None where that is not known."""
    return None if earliest is None else days_apart(earliest["published"], row["published"])
