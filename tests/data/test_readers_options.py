"""`read` with options: fields by name, metadata for all, languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import ENGLISH, FIXTURES, RUSSIAN, jsonl, outcome, written
from spquotes.data.errors import UsageError

# --- options ----------------------------------------------------------------------------------------------------------


def test_fields_by_name(tmp_path: Path) -> None:
    record = {"text": "No.", "main": "One.", "key": 5, "head": "H", "day": "1 May 2020", "paper": "P", "at": "u"}
    names = {"text": "main", "id": "key", "title": "head", "date": "day", "outlet": "paper", "url": "at"}
    options = {f"{part}_field": name for part, name in names.items()}
    article = outcome(written(tmp_path, "a.jsonl", jsonl(record)), **options).only
    assert (article.text, article.id, article.title) == ("One.", "5", "H")
    assert (article.published, article.outlet, article.url) == ("2020-05-01", "P", "u")


def test_a_text_field_that_is_missing_is_not_replaced_by_a_usual_one(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", jsonl({"text": "One."}))
    got = outcome(path, text_field="main")
    assert got.articles == []
    assert got.errors == [f'{path}:1: no field "main" (it has: text); name the text with --text-field']


@pytest.mark.parametrize("option", ["text_field", "date_field"])
def test_a_missing_column_is_one_error(tmp_path: Path, option: str) -> None:
    path = written(tmp_path, "a.csv", "text,id\nOne.,1\nTwo.,2\n")
    flag = option.replace("_", "-")
    assert outcome(path, **{option: "main"}).errors == [f'{path}: no column "main" (for --{flag}; it has: text, id)']


def test_published_and_outlet_beat_what_is_found() -> None:
    article = outcome(FIXTURES / "bridge.md", published="3 July 2021", outlet="Mine").only
    assert (article.published, article.outlet) == ("2021-07-03", "Mine")


def test_published_that_is_no_date_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="is no date; write it as"):
        outcome(FIXTURES / "bridge.md", published="soon")


def test_another_language_is_noted_and_skipped(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", RUSSIAN)
    got = outcome(path, FIXTURES / "harbour.txt")
    assert [a.id for a in got.articles] == ["harbour.txt"]
    assert got.errors == []
    assert got.notes == [f"{path}: not in English (looks like Russian, ru); skipped (--any-language reads it anyway)"]


def test_any_language_reads_it() -> None:
    assert outcome("-", stdin=RUSSIAN.encode(), any_language=True).only.text == RUSSIAN


def test_front_matter_does_not_decide_the_language(tmp_path: Path) -> None:
    matter = "---\ntitle: x\n" + "".join(f"key{i}: {ENGLISH}\n" for i in range(20)) + "---\n"
    assert outcome(written(tmp_path, "a.md", matter + RUSSIAN)).articles == []
