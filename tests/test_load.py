"""Many articles in one library: what one more costs. ``make load`` adds a hundred thousand, with eight readers."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import load
import pytest
from spquotes.data.records import Analysis, Article, Entity, Mention
from spquotes.data.store import Store
from spquotes.extractors.library import add_analyses

EVERY = 400


def analysis(number: int, *names: str) -> Analysis:
    """A record of one large file that names these people, and "Kim", who may be any of a few."""
    text = f"{number}: {', '.join(names)} and Kim met."
    places = [(text.index(name), name) for name in (*names, "Kim")]
    entities = (
        Entity(at, "person", name, (Mention(start, start + len(name), name, "name"),))
        for at, (start, name) in enumerate(places)
    )
    return Analysis(Article(f"r{number}", text, path="/news/all.jsonl"), tuple(entities), ())


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.fixture
def people() -> Callable[[], list[str]]:
    renamer = load.Renamer()

    def drawn() -> list[str]:
        known = renamer.draw.choice(renamer.core["f"])
        return [" ".join(known), " ".join(renamer.person("m")), "Ada Kim", "Omar Kim"][: renamer.draw.choice((2, 4))]

    return drawn


def test_one_more_costs_no_more_in_a_larger_library(tmp_path: Path, people: Callable[[], list[str]]) -> None:
    """New people and well-known ones, and a surname that nobody owns in ever more articles of one file."""
    with Store.writing(tmp_path / "library.db") as store:
        took = [
            seconds(lambda first=first: add_analyses(  # type: ignore[misc]
                store, [analysis(number, *people()) for number in range(first, first + EVERY)], "rules"
            ))
            for first in range(0, 6 * EVERY, EVERY)
        ]  # fmt: skip
        assert store.counts().articles == 6 * EVERY
    assert min(took[-2:]) < 2.5 * min(took[:2]), took
