from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from spquotes.data.records import Analysis, Article, Attribution
from spquotes.data.store import Store
from spquotes.extractors import settling
from spquotes.extractors.model import Model, load_model
from spquotes.extractors.pipeline import analyse


@pytest.fixture(scope="session")
def model() -> Model:
    """The bundled model, loaded once."""
    return load_model()


@pytest.fixture(scope="session")
def read(model: Model) -> Callable[[str], Analysis]:
    """The analysis of a text."""
    return lambda text: analyse(Article(id="text", text=text), model)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store, in memory."""
    with Store.temporary() as made:
        yield made


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in three articles is settled."""
    monkeypatch.setattr(settling, "SETTLED", 3)


def _content(one: Attribution) -> str:
    return " … ".join(span.text for span in one.content)


@pytest.fixture(scope="session")
def told(read: Callable[[str], Analysis]) -> Callable[[str], list[tuple[str, str | None, str | None, str]]]:
    """Of each attribution in a text its rule and its words: source, cue, content."""

    def rows(text: str) -> list[tuple[str, str | None, str | None, str]]:
        return [
            (one.rule, one.source and one.source.text, one.cue and one.cue.text, _content(one))
            for one in read(text).attributions
        ]

    return rows


@pytest.fixture(scope="session")
def spoken(read: Callable[[str], Analysis]) -> Callable[[str], list[tuple[str | None, str]]]:
    """Of each attribution in a text the speaker's name and the content."""

    def rows(text: str) -> list[tuple[str | None, str]]:
        found = read(text)
        return [
            (None if one.entity is None else found.entities[one.entity].name, _content(one))
            for one in found.attributions
        ]

    return rows
