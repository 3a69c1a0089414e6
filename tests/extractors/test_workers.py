"""Articles analysed by several processes: in order, none lost and none twice, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import standins
from spquotes.data.errors import ModelError, SpqError
from spquotes.data.records import Analysis, Article, Failure
from spquotes.extractors import analysers, processes, workers
from spquotes.extractors.workers import AHEAD, CHUNK, Result, analysed, supervised


def articles(*texts: str, path: str | None = None) -> list[Article]:
    return [Article(f"a{number}", text, path) for number, text in enumerate(texts)]


def run(items: list[Article], jobs: int = 2, model: str | None = None) -> list[Result]:
    return list(analysed(items, model, jobs, load=standins.load))


def ids(results: list[Result]) -> list[str | None]:
    return [one.doc if isinstance(one, Failure) else one.article.id for one in results]


def pid_of(result: Result) -> int:
    assert isinstance(result, Analysis)
    return int(result.notes[0])


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_articles(jobs: int) -> None:
    items = articles(*("sleep 0.02" if number % 7 == 0 else "" for number in range(60)))
    assert ids(run(items, jobs)) == [item.id for item in items]


def test_one_job_needs_no_other_process() -> None:
    assert {pid_of(result) for result in run(articles("", ""), jobs=1)} == {os.getpid()}


def test_several_jobs_are_as_many_processes() -> None:
    pids = {pid_of(result) for result in run(articles(*["sleep 0.01"] * 64), jobs=2)}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_no_articles_give_no_results() -> None:
    assert run([]) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_fails_is_told_and_the_rest_goes_on(jobs: int) -> None:
    results = run(articles("", "fail", "", path="news.jsonl:3"), jobs)
    assert ids(results) == ["a0", "a1", "a2"]
    assert isinstance(results[1], Failure)
    assert results[1].where == "news.jsonl:3"
    assert "ValueError: as asked in analyse" in results[1].reason


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_among_the_articles_passes_through_in_its_place(jobs: int) -> None:
    unread = Failure("news.jsonl:2", None, "is no JSON")
    items = [*articles("", ""), unread, Article("last", "")]
    assert ids(list(analysed(items, None, jobs, load=standins.load))) == ["a0", "a1", None, "last"]


def test_a_worker_killed_by_its_id_costs_nothing() -> None:
    items = articles(*["sleep 0.005"] * 100)
    results: list[Result] = []
    for result in analysed(items, None, 2, load=standins.load):
        results.append(result)
        if len(results) in (10, 40):
            os.kill(pid_of(result), signal.SIGKILL)
    assert ids(results) == [item.id for item in items]
    assert not any(isinstance(result, Failure) for result in results)


def test_an_article_that_kills_its_worker_once_is_analysed_by_the_next(tmp_path: Path) -> None:
    results = run(articles("", "", f"die once {tmp_path / 'dead'}", ""))
    assert (tmp_path / "dead").exists()
    assert all(isinstance(result, Analysis) for result in results)


def test_an_article_that_kills_its_workers_is_told_and_the_rest_goes_on() -> None:
    results = run(articles(*(["", "", "die"] * 10)))
    assert ids(results) == [f"a{number}" for number in range(30)]
    failures = [result for result in results if isinstance(result, Failure)]
    assert [failure.doc for failure in failures] == [f"a{number}" for number in range(2, 30, 3)]
    assert "2 processes that analysed it died (signal SIGKILL)" in failures[0].reason


def test_workers_are_replaced_after_so_many_articles() -> None:
    results = list(supervised(articles(*[""] * 5 * CHUNK), None, 1, load=standins.load, recycle=2 * CHUNK))
    assert len({pid_of(result) for result in results}) == 3


def test_articles_are_taken_only_as_far_ahead_as_needed() -> None:
    taken = count()
    endless: Iterator[Article] = (Article(str(next(taken)), "") for _ in count())
    results = analysed(endless, None, 2, load=standins.load)
    for _ in range(5):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert next(taken) <= (2 * AHEAD + 1) * CHUNK


def test_no_process_is_left_when_results_are_no_longer_wanted() -> None:
    results = analysed(articles(*["sleep 0.01"] * 100), None, 2, load=standins.load)
    pids = {pid_of(next(results)) for _ in range(40)}
    results.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_model_is_told_as_ever(jobs: int) -> None:
    with pytest.raises(ModelError, match="'missing' is not installed"):
        run(articles(""), jobs, "missing")


def test_where_the_servers_socket_cannot_be_workers_start_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep() -> None:
        raise OSError("AF_UNIX path too long")

    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", too_deep)
    assert processes.starting(None, analysers.analyser).get_start_method() == "spawn"
    assert processes.PRELOAD not in os.environ


def test_workers_that_cannot_start_are_told() -> None:
    with pytest.raises(SpqError, match="end before they are ready"):
        run(articles(""), 2, "deadly")


def test_a_worker_killed_while_it_starts_costs_nothing(tmp_path: Path) -> None:
    results = list(analysed(articles("", ""), str(tmp_path / "mark"), 2, load=standins.load_after_a_death))
    assert (tmp_path / "mark").exists()
    assert ids(results) == ["a0", "a1"]


@pytest.mark.parametrize("error", [BrokenPipeError, EOFError, ConnectionResetError])
def test_a_worker_killed_before_it_reads_its_task_costs_nothing(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    made = workers._Worker
    failing = [error(), error()]

    def make(*arguments: object) -> object:
        if failing:
            raise failing.pop()
        return made(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "_Worker", make)
    assert ids(run(articles("", ""), 2)) == ["a0", "a1"]
    assert failing == []


def test_workers_none_of_which_reads_its_task_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(*_arguments: object) -> object:
        raise BrokenPipeError

    monkeypatch.setattr(workers, "_Worker", make)
    with pytest.raises(SpqError, match="end before they are ready"):
        run(articles(""), 2)


def test_errors_of_reading_come_through() -> None:
    def broken() -> Iterator[Article]:
        yield Article("a", "")
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        list(analysed(broken(), None, 2, load=standins.load))


SCRIPT = """
import standins
from spquotes.data.records import Article
from spquotes.extractors.workers import analysed
if __name__ == "__main__":
    for result in analysed((Article(str(n), "sleep 0.05") for n in range(10_000)), None, 2, load=standins.load):
        print(result.notes[0], flush=True)
"""


def test_ctrl_c_ends_it_at_once_and_leaves_no_process(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(standins.__file__).parent)}
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert process.stdout is not None
    pids = {int(process.stdout.readline()) for _ in range(30)}
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert time.monotonic() - started < 5
    time.sleep(0.2)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


def test_the_model_gives_the_same_in_workers_as_here() -> None:
    items = articles("“It is late,” said Anna Berg.", "He denied it.", "Nothing.")
    assert list(analysed(items, None, 2)) == list(analysed(items, None, 1))
