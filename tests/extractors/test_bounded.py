"""An article that takes too long is given up, and the others go on: in this process, in workers, and when one hangs."""

import json
import os
import subprocess
import sys
import time

import pytest
import standins
from spquotes.data import limits
from spquotes.data.records import Analysis, Article, Failure
from spquotes.extractors.bounded import TooSlow, within_bounds
from spquotes.extractors.workers import analysed

WHY = "took longer than 1 seconds (SPQ_MAX_SECONDS raises this limit)"


def articles(*texts):
    return [Article(f"a{number}", text) for number, text in enumerate(texts)]


@pytest.fixture
def one_second(monkeypatch):
    monkeypatch.setattr(limits, "MAX_SECONDS", 1)


def test_the_bound_grows_with_the_text(one_second):
    assert [limits.seconds_for(size) for size in (0, 499_999, 500_000, 10_000_000)] == [1, 1, 2, 21]


@pytest.mark.parametrize("slow", [0, 2, 4])
def test_a_slow_article_costs_its_own_time_only(one_second, slow):
    texts = ["sleep 60" if place == slow else "" for place in range(5)]
    begun = time.monotonic()
    found = list(analysed(articles(*texts), load=standins.load_plain))
    assert time.monotonic() - begun < 4
    assert [isinstance(one, Failure) for one in found] == [place == slow for place in range(5)]
    assert found[slow] == Failure(f"a{slow}", f"a{slow}", WHY)


def test_of_those_that_are_read_together_the_slow_one_is_found(one_second):
    def analyse(those):
        if any(one.text == "slow" for one in those):
            time.sleep(60)
        for one in those:
            yield Analysis(one, (), ())

    found = list(within_bounds(analyse, articles("a", "b", "slow", "c")))
    assert [isinstance(one, TooSlow) for one in found] == [False, False, True, False]


def test_an_error_that_is_caught_with_all_others_does_not_hide_it(one_second):
    def analyse(those):
        for one in those:
            try:
                time.sleep(60)
            except Exception:
                yield Analysis(one, (), ())

    assert [type(one) for one in within_bounds(analyse, articles("a"))] == [TooSlow]


def test_a_worker_that_hangs_is_given_up(one_second):
    """A stopped process answers no signal but one; its article is told after three times its bound."""
    found = list(analysed(articles("", "stop", *[""] * 20), jobs=2, load=standins.load))
    assert [one.reason for one in found if isinstance(one, Failure)] == [WHY]
    assert isinstance(found[1], Failure)
    assert len(found) == 22


def test_workers_keep_the_bound_themselves(tmp_path):
    """In a program of its own, for workers take their settings from where their server was started."""
    program = f"""
import json, sys
sys.path.insert(0, {os.path.dirname(standins.__file__)!r})
import standins
from spquotes.data.records import Article, Failure
from spquotes.extractors.workers import analysed
items = [Article(str(n), "sleep 60" if n == 3 else "") for n in range(12)]
found = list(analysed(items, jobs=2, load=standins.load))
print(json.dumps([one.reason for one in found if isinstance(one, Failure)] + [len(found)]))
"""
    begun = time.monotonic()
    made = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"SPQ_MAX_SECONDS": "1"},
    )
    assert json.loads(made.stdout) == [WHY, 12]
    assert time.monotonic() - begun < 20
