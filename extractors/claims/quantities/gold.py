"""How right the quantities are, on sentences in which a reader marked them all: ``tests/gold/quantities.json``.

    python -m spquotes.extractors.claims.quantities.gold MARKS.json ARTICLES.jsonl … [--errors PART]

The marks are offsets and values only; the texts are looked up in JSON Lines of annotated articles (``id``, ``text``).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ....data.records import Quantity
from .finding import quantities_of

PARTS = ("dev", "held", "train")
"""What the sentences are for: measuring; measuring what was marked after the grammar had been written; tuning."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked quantity with its offsets into its sentence; a count's unit is a stretch of it."""

    start: int
    end: int
    kind: str
    value: float
    unit: str | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's text and its marks; ``part`` is what it is for: dev, held, train."""

    part: str
    text: str
    marks: Sequence[Mark]


def read_marked(marks: Path, articles: Iterable[Path]) -> list[Sentence]:
    """The marked sentences whose articles are in the files."""
    wanted = json.loads(marks.read_text(encoding="utf-8"))["articles"]
    found: list[Sentence] = []
    for file in articles:
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in wanted:
                    found.extend(_sentences(row["text"], wanted[row["id"]]))
    return found


def _sentences(text: str, marked: dict[str, list[tuple[int, int, list[list[object]]]]]) -> Iterator[Sentence]:
    for part, sentences in marked.items():
        for start, end, rows in sentences:
            yield Sentence(part, text[start:end], [_mark(row, text, start) for row in rows])


def _mark(row: list[object], text: str, base: int) -> Mark:
    start, end, kind, value, unit, *high = row
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert isinstance(value, float)
    if isinstance(unit, list):
        unit = text[slice(*unit)]
    return Mark(start - base, end - base, str(kind), value, unit, high[0] if high else None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Told:
    """How many quantities are marked, found, both; how many of those have value (and high), unit, both right."""

    marked: int
    found: int
    matched: int
    value: int
    unit: int
    right: int
    kind: int

    def shares(self) -> dict[str, float]:
        """Precision and recall of places, right values and units among matched ones, right ones of all marked."""
        matched = max(1, self.matched)
        return {
            "precision": self.matched / max(1, self.found),
            "recall": self.matched / max(1, self.marked),
            "value": self.value / matched,
            "unit": self.unit / matched,
            "kind": self.kind / matched,
            "right": self.right / max(1, self.marked),
        }


def matches(mark: Mark, one: Quantity) -> tuple[bool, bool]:
    """Whether value with high, and unit are right; a unit may differ in case."""
    value = _close(mark.value, one.value) and _close(mark.high, one.high)
    return value, (mark.unit or "").lower() == (one.unit or "").lower()


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other))


def pairs(marks: Sequence[Mark], found: Sequence[Quantity]) -> list[tuple[Mark | None, Quantity | None]]:
    """Each mark beside the quantity that begins nearest among those over it, each once; what is left stands alone."""
    overlaps = sorted(
        (
            (-(min(mark.end, one.end) - max(mark.start, one.start)), abs(mark.start - one.start), m, q)
            for m, mark in enumerate(marks)
            for q, one in enumerate(found)
            if mark.start < one.end and one.start < mark.end
        ),
        key=lambda pair: (pair[1], pair[0]),
    )
    of: dict[int, int] = {}
    for *_, m, q in overlaps:
        if m not in of and q not in of.values():
            of[m] = q
    rows: list[tuple[Mark | None, Quantity | None]] = [
        (mark, found[of[m]] if m in of else None) for m, mark in enumerate(marks)
    ]
    return rows + [(None, one) for q, one in enumerate(found) if q not in of.values()]


def measure(sentences: Iterable[Sentence], find: Callable[[str], Sequence[Quantity]] = quantities_of) -> Told:
    """What is found in the sentences against what is marked."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for mark, one in pairs(sentence.marks, find(sentence.text)):
            counts["marked"] += mark is not None
            counts["found"] += one is not None
            if mark is None or one is None:
                continue
            value, unit = matches(mark, one)
            counts.update(matched=1, value=value, unit=unit, right=value and unit, kind=mark.kind == one.kind)
    return Told(**{name: counts[name] for name in Told.__slots__})


def errors(sentences: Iterable[Sentence], find: Callable[[str], Sequence[Quantity]] = quantities_of) -> Iterator[str]:
    """A line for each quantity that is missed, wrong or too much."""
    for sentence in sentences:
        for mark, one in pairs(sentence.marks, find(sentence.text)):
            if mark is None or one is None or not all(matches(mark, one)):
                wanted = mark and (sentence.text[mark.start : mark.end], mark.kind, mark.value, mark.unit, mark.high)
                yield f"{wanted} | {one and (one.text, one.kind, one.value, one.unit, one.high)} | {sentence.text}"


def main() -> None:
    """Print the measures by part, and the errors of one part where asked."""
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("--") and name not in PARTS]
    sentences = read_marked(files[0], files[1:])
    for part in sorted({one.part for one in sentences}):
        some = [one for one in sentences if one.part == part]
        told = measure(some)
        shares = " ".join(f"{name} {100 * share:.1f}" for name, share in told.shares().items())
        sys.stdout.write(f"{part}: {len(some)} sentences, {told.marked} marked, {told.found} found: {shares}\n")
        if "--errors" in sys.argv and part in sys.argv:
            sys.stdout.writelines(line + "\n" for line in errors(some))


if __name__ == "__main__":
    main()
