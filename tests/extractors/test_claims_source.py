"""What the source articles claim that a fact-checker must find; needs ``SPQ_ARTICLES``, as their text is not here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spquotes.data.records import Article
from spquotes.data.store import Store
from spquotes.extractors.claimclusters import together
from spquotes.extractors.library import Analyst, fill
from spquotes.extractors.model import Model

Row = dict[str, Any]


@pytest.fixture(scope="module")
def store(source_articles: Path, model: Model) -> Iterator[Store]:
    paths = sorted(source_articles.glob("*.txt"))
    articles = [Article(path.name, path.read_text(encoding="utf-8"), str(path)) for path in paths]
    with Store.temporary() as made:
        fill(made, articles, Analyst(model))
        yield made


@pytest.fixture(scope="module")
def rows(store: Store) -> list[Row]:
    return list(store.claims())


def with_figure(rows: list[Row], **wanted: object) -> list[Row]:
    return [row for row in rows if any(wanted.items() <= one.items() for one in row["quantities"])]


def test_the_ranking_and_who_is_not_in_it(rows: list[Row]) -> None:
    (row,) = with_figure(rows, kind="rank", value=30, bound="most")
    assert (row["kind"], row["claimer"], row["negated"]) == ("author", None, True)
    assert {"Russia", "Portland"} <= {word for one in row["about"] for word in one["name"].split()}


def test_the_budget_in_both_currencies_with_claimer_and_paper(rows: list[Row]) -> None:
    (row,) = with_figure(rows, kind="money", value=2e9, unit="RUB", also={"value": 6e7, "unit": "USD"})
    assert row["claimer"]["name"].startswith("Konstantin Kosach")
    assert row["addressee"]["text"] == "Vedomosti"
    assert [(one["first"], one["last"]) for one in row["dates"]] == [("2012-01-01", "2012-12-31")]
    assert row["check"] > 0.9


def test_two_ranks(rows: list[Row]) -> None:
    (row,) = with_figure(rows, kind="rank", value=28)
    assert [one["value"] for one in row["quantities"]] == [28, 10]


def test_two_million_ethnic_germans(rows: list[Row]) -> None:
    (row,) = with_figure(rows, kind="count", value=2e6, unit="ethnic Germans", bound="least")
    assert row["kind"] == "author"


def test_the_corrected_year(rows: list[Row]) -> None:
    row = next(row for row in rows if row["correction"] and "year" in row["text"])
    assert {one["first"][:4] for one in row["dates"]} == {"1918", "1917"}
    assert "1917" in row["corrects"]["text"]


def test_who_forms_the_image_stands_side_by_side(store: Store, rows: list[Row]) -> None:
    shown = [row for row in together(store, rows) if "formed by us" in row["text"]]
    assert [row["claimer"]["name"].split()[-1] for row in shown] == ["Gatilov", "Putin"]
    assert shown[0]["cluster"]["id"] == shown[1]["cluster"]["id"] or (
        shown[0]["cluster"]["beside"] == [shown[1]["cluster"]["id"]]
    )
