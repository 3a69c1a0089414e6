"""Counts in SQL against counts made one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from million import Maker
from spquotes.data.counted import arranged, between, filled, row_of
from spquotes.data.errors import UsageError
from spquotes.data.records import Entity
from spquotes.data.store import QuoteFilter, Store
from spquotes.data.store.grouping import DIMENSIONS, Group, week, weekday
from spquotes.extractors.library import index_names
from spquotes.extractors.settling import settle


@pytest.fixture(scope="module")
def store():
    """Forty articles: some without a date or an outlet, one twice, some statements by nobody, some by analysts."""
    with Store.temporary() as made:
        index_names(made)
        for number, one in enumerate(Maker(people=30, seed=5).analyses(40)):
            article = one.article
            if number % 7 == 0:
                article = replace(article, published=None)
            if number % 5 == 0:
                article = replace(article, outlet=None)
            said = tuple(
                replace(it, entity=None, by=None, cue=None if place else it.cue) if place % 4 == 0 else it
                for place, it in enumerate(one.attributions)
            )
            entities = one.entities
            if number % 3 == 0:
                first = entities[0]
                entities = (Entity(0, "group", "analysts", first.mentions), *entities[1:])
            made.save(replace(one, article=article, attributions=said, entities=entities), "f")
        made.attach(replace(made.article("a3.txt"), id="again.txt", outlet="The Other"), "f")
        settle(made)
        yield made


def expected(row, by):
    speaker = row["speaker"]
    if by == "speaker":
        return None if speaker is None else speaker["name"] if speaker["kind"] == "group" else speaker["id"]
    if by == "kind":
        return speaker and speaker["kind"]
    if by == "class":
        return row["cue"] and row["cue"]["class"]
    if by == "addressee":
        return row["addressee"] and row["addressee"]["text"]
    if by in ("type", "outlet"):
        return row[by]
    if by == "article":
        return row["doc"]
    date = row["published"]
    if by in ("week", "weekday"):
        return {"week": week, "weekday": weekday}[by](date)
    return date and date[: {"year": 4, "month": 7, "day": 10}[by]]


FILTERS = {
    "all": QuoteFilter(),
    "wishes, too": QuoteFilter(everything=True),
    "outlet": QuoteFilter(outlets=["the hill courier", "The Other"]),
    "since": QuoteFilter(since="2012", until="2019-06-30"),
    "words": QuoteFilter(contains="soft power"),
    "class": QuoteFilter(classes=["warn"], min_confidence=0.5, types=["indirect"]),
    "none": QuoteFilter(speakers=[]),
}


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("by", [[one] for one in DIMENSIONS] + [["speaker", "month"], ["outlet", "class"]], ids=str)
def test_counts_are_those_of_the_statements_themselves(store, name, by):
    rows = list(store.quotes(FILTERS[name]))
    counts: Counter[tuple] = Counter()
    docs: dict[tuple, set] = {}
    days: dict[tuple, set] = {}
    for row in rows:
        key = tuple(expected(row, one) for one in by)
        counts[key] += 1
        docs.setdefault(key, set()).add(row["doc"])
        days.setdefault(key, set()).update({row["published"][:10]} if row["published"] else ())
    found = store.grouped(FILTERS[name], by)
    assert {group.values: group.count for group in found} == dict(counts)
    assert {group.values: group.docs for group in found} == {key: len(some) for key, some in docs.items()}
    assert {group.values: (group.first, group.last) for group in found} == {
        key: (min(some, default=None), max(some, default=None)) for key, some in days.items()
    }
    assert store.articles_with(FILTERS[name]) == len({row["doc"] for row in rows})


def test_one_speaker(store):
    (most, *_) = (row for row in store.speakers() if row["kind"] == "person")
    (group,) = store.grouped(QuoteFilter(speakers=[most["id"]]), ["speaker"])
    assert (group.values, group.names, group.count, group.docs) == (
        (most["id"],), (most["name"],), most["count"], most["docs"],
    )  # fmt: skip


def test_articles_that_stand_for_others_say_so(store):
    numbers = store.article_numbers(range(100))
    without = QuoteFilter(without=[numbers["again.txt"]])
    found = store.grouped(without, ["outlet"], {numbers["a3.txt"]: 1})
    assert sum(group.copies for group in found) == 1
    assert "The Other" not in {group.values[0] for group in found}
    assert sum(group.count for group in found) < sum(group.count for group in store.grouped(QuoteFilter(), ["outlet"]))


def test_impossible_words_are_told(store):
    with pytest.raises(UsageError):
        store.grouped(QuoteFilter(contains="soft AND"), ["outlet"])


# ---- rows


def group(value, count, name=None, **more):
    return Group((value,), (name or value,) if value else (None,), count, **more)


@pytest.mark.parametrize(
    ("by", "first", "last", "periods"),
    [
        ("year", "1999", "2001", ["1999", "2000", "2001"]),
        ("month", "2011-11", "2012-02", ["2011-11", "2011-12", "2012-01", "2012-02"]),
        ("week", "2020-W52", "2021-W01", ["2020-W52", "2020-W53", "2021-W01"]),
        ("day", "2012-02-28", "2012-03-01", ["2012-02-28", "2012-02-29", "2012-03-01"]),
    ],
)
def test_periods_between(by, first, last, periods):
    assert list(between(by, first, last)) == periods
    there = [group(last, 2), group(first, 1), group(None, 5)]
    rows = arranged(filled(there, [by]), [by])
    assert [(one.names[0], one.count) for one in rows] == [
        (first, 1), *((period, 0) for period in periods[1:-1]), (last, 2), ("(undated)", 5),
    ]  # fmt: skip


def test_nothing_is_filled_up_where_nothing_is_dated():
    assert filled([group(None, 3)], ["month"]) == [group(None, 3)]
    assert filled([], ["month"]) == []
    assert len(filled([group("2 Tuesday", 1)], ["weekday"])) == 7


SPEAKERS = [group("b", 2, "Bo", docs=2), group("a", 2, "Al", docs=1, first="2012-01-01"), group(None, 9),
            group("c", 7, "cy", docs=1, first="2011-01-01")]  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (None, ["(unknown)", "cy", "Bo", "Al"]),
        ("count", ["(unknown)", "cy", "Bo", "Al"]),
        ("docs", ["Bo", "cy", "Al", "(unknown)"]),
        ("name", ["Al", "Bo", "cy", "(unknown)"]),
        ("first", ["cy", "Al", "Bo", "(unknown)"]),
    ],
)
def test_order(sort, names):
    assert [one.names[0] for one in arranged(SPEAKERS, ["speaker"], sort)] == names


def test_of_two_dimensions_what_is_alike_in_the_first_stays_together():
    pairs = [Group((a, b), (a, b), count) for a, b, count in (("x", "q", 3), ("y", "q", 4), ("x", "p", 2))]
    assert [one.values for one in arranged(pairs, ["outlet", "class"])] == [("x", "q"), ("x", "p"), ("y", "q")]


def test_shares_are_of_all():
    assert row_of(group("a", 1), ["speaker"], 3, copies=False)["share"] == 0.333333
    assert row_of(group("a", 0), ["speaker"], 0, copies=True)["share"] == 0
