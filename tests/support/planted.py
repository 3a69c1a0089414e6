"""The sample with paraphrases of its claims, and of made-up ones, planted as articles of another outlet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from spquotes.data.records import Article
from spquotes.extractors.claims.comparable import Comparable
from spquotes.extractors.clustergold import Claims

ROWS = Path(__file__).parent.parent / "gold" / "paraphrases.jsonl"

Spot = tuple[str, int, int]
"""An article's id, and where a claim begins and ends in it."""


def articles(sample: Path) -> tuple[list[Article], list[tuple[Spot, Spot]]]:
    """All articles, and of each paraphrase where it stands and where the claim stands that it says again."""
    found = [Article(file.name, file.read_text(encoding="utf-8")) for file in sorted(sample.glob("*.*"))]
    texts = {one.id: one.text for one in found}
    spots = []
    for number, line in enumerate(ROWS.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        new, spot = _planted(f"new-{number:02d}", row, "2012-11-03", "other")
        found.append(new)
        first = row["of"]
        if "file" in first:
            start = texts[first["file"]].index(first["claim"])
            old = first["file"], start, start + len(first["claim"])
        else:
            made_up, old = _planted(f"old-{number:02d}", first, "2012-11-02", "first")
            found.append(made_up)
        spots.append((spot, old))
    return found, spots


def _planted(name: str, row: dict[str, str], day: str, outlet: str) -> tuple[Article, Spot]:
    """A sentence as an article: one that names its claimer in full first, as articles do."""
    claimer = row["claimer"] or ""
    named = claimer.istitle() and " " in claimer
    lead = f"{claimer} spoke on Saturday.\n\n" if named else ""
    start = len(lead) + row["text"].index(row["claim"])
    return Article(name, f"{lead}{row['text']}\n", published=day, outlet=outlet), (
        name,
        start,
        start + len(row["claim"]),
    )


def at(claims: Claims, spot: Spot) -> list[Comparable]:
    """The claims of which a half, or that half, lies in a spot: longer quotations are cut into several."""
    return list(_over(claims, spot))


def _over(claims: Claims, spot: Spot) -> Iterator[Comparable]:
    doc, start, end = spot
    for claim, stretches in claims.places.get(doc, ()):
        if _inside(stretches, start, end) >= 0.5 * min(end - start, sum(stop - begin for begin, stop in stretches)):
            yield claim


def _inside(stretches: Sequence[tuple[int, int]], start: int, end: int) -> int:
    return sum(max(0, min(stop, end) - max(begin, start)) for begin, stop in stretches)
