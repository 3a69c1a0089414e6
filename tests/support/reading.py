"""What the tests of the readers share: one call of ``read`` with all that it says, and files to give it."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spquotes.data.readers import ReadOptions, read
from spquotes.data.records import Article

FIXTURES = Path(__file__).parent.parent / "fixtures"
ENGLISH = "The minister said on Monday that the talks would go on. “We are in no hurry,” he told reporters."
RUSSIAN = "Министр заявил в понедельник, что переговоры продолжатся и что он поговорил со своими коллегами."


@dataclass
class Outcome:
    articles: list[Article] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def only(self) -> Article:
        assert (len(self.articles), self.errors) == (1, []), self
        return self.articles[0]


def outcome(*inputs: str | Path, stdin: bytes = b"", **options: Any) -> Outcome:
    got = Outcome()
    articles = read(
        [str(each) for each in inputs],
        ReadOptions(**options),
        lambda error: got.errors.append(str(error)),
        got.notes.append,
        io.BytesIO(stdin),
    )
    got.articles.extend(articles)
    assert all("\n" not in line for line in got.errors + got.notes)
    return got


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)
