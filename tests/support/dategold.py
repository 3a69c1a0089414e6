"""How right dates are, on sentences of articles in which a reader marked them: spans, and the days they mean.

``python tests/support/dategold.py BENCH`` prints it, BENCH being the folder of the benchmarks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spquotes.data.records import Article, When
from spquotes.data.when import days
from spquotes.extractors.claims.dates import dates_in
from spquotes.extractors.model import Model
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import parsed

MARKS = Path(__file__).parent.parent / "gold" / "dates.json"

Mark = tuple[int, int, str | None, str | None]
"""Start, end, first day, last day."""


@dataclass(frozen=True, slots=True)
class Read:
    """A marked sentence with what was found in it: marks and dates in order."""

    article: Article
    start: int
    end: int
    marks: Sequence[Mark]
    found: Sequence[When]

    def beside(self, mark: Mark) -> When | None:
        """The date that shares at least half of its and the mark's characters with it, or None."""
        for when in self.found:
            shared = min(mark[1], when.end) - max(mark[0], when.start)
            if shared > 0 and 2 * shared >= max(mark[1], when.end) - min(mark[0], when.start):
                return when
        return None

    def is_right(self, mark: Mark) -> bool:
        """Whether a mark was found and means the same days."""
        when = self.beside(mark)
        return when is not None and days(when.value, self.article.published) == (mark[2], mark[3])


def read_marked(part: str, bench: Path, model: Model | None) -> Iterator[Read]:
    """The marked sentences of a part (dev, train), read with a parse, or as plain text without a model."""
    marked = {id: one for id, one in json.loads(MARKS.read_text("utf-8"))["articles"].items() if one["part"] == part}
    with (bench / "quotes" / f"polnear_{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            if one["id"] in marked:
                yield from _read(one["id"], one["text"], marked[one["id"]], model)


def _read(id: str, text: str, marked: dict[str, Any], model: Model | None) -> Iterator[Read]:
    article = Article(id=id, text=text, published=marked["published"])
    page = lay_out(text)
    starts = {start for start, _, _ in marked["sentences"]}
    asked = replace(page, sentences=[one for one in page.sentences if one.start in starts])
    sentences = asked.sentences if model is None else list(parsed(asked, model))
    for sentence, (start, end, marks) in zip(sentences, marked["sentences"], strict=True):
        yield Read(article, start, end, [tuple(mark) for mark in marks], dates_in(sentence, text))


def figures(sentences: Sequence[Read]) -> dict[str, float]:
    """Recall and precision of spans (half the characters; exact), and how many of all marked are resolved right."""
    marked = sum(len(one.marks) for one in sentences)
    found = sum(len(one.found) for one in sentences)
    beside = sum(one.beside(mark) is not None for one in sentences for mark in one.marks)
    exact = sum((when.start, when.end) in {mark[:2] for mark in one.marks} for one in sentences for when in one.found)
    right = sum(one.is_right(mark) for one in sentences for mark in one.marks)
    return {
        "marked": marked,
        "recall": 100 * beside / marked,
        "precision": 100 * beside / found,
        "exact_recall": 100 * exact / marked,
        "exact_precision": 100 * exact / found,
        "right": 100 * right / marked,
    }


def main(bench: Path) -> None:
    """Print the measures of both parts, and those of dev without a parse."""
    from spquotes.extractors.model import load_model

    model = load_model(None)
    for name, part, with_model in (
        ("dev", "dev", model),
        ("dev, without a parse", "dev", None),
        ("train", "train", model),
    ):
        print(
            name, *(f"{key} {value:.1f}" for key, value in figures(list(read_marked(part, bench, with_model))).items())
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
