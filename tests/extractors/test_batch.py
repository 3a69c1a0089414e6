"""A corpus into tables: whole, once, in order, the same bytes each time, whatever happens on the way."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import standins
from spquotes.data.corpus.inputs import list_files, parts
from spquotes.data.corpus.manifest import Run, Shard, overwrite, read_analyses
from spquotes.data.corpus.storage import storage
from spquotes.data.corpus.tables import ShardFormat, rows_in, table_columns
from spquotes.data.errors import SpqError, UsageError
from spquotes.data.readers import ReadOptions
from spquotes.data.records import Article
from spquotes.extractors.batch import Job, Local, Outcome, run
from spquotes.extractors.people import identify
from spquotes.extractors.workers import analysed

pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")


def write_articles(path: Path, *texts: str) -> Path:
    lines = (json.dumps({"id": f"{path.stem}-{n}", "text": text}) for n, text in enumerate(texts))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def job(
    source: Path | str, to: Path | str, size: int = 4, shard_format: ShardFormat = "jsonl", rules: str = "r1"
) -> Job:
    made = Run(tuple(list_files(str(source))), ReadOptions(any_language=True), rules, size, shard_format)
    return Job(storage(str(to)), made, None, standins.load)


def do(task: Job, jobs: int = 0, *, people: bool = True) -> Outcome:
    return run(task, Local(jobs), lambda _shard: None, people=people)


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [row for path in sorted((folder / table).iterdir()) for row in rows_in(path.read_bytes(), "jsonl")]


def docs(folder: Path) -> list[str]:
    return [row["doc"] for row in rows(folder, "articles")]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "news.jsonl", *["fine"] * 10)


def test_every_record_is_in_one_shard_in_its_place(news: Path, tmp_path: Path) -> None:
    do(job(news, tmp_path / "out"))
    assert docs(tmp_path / "out") == [f"news-{n}" for n in range(10)]
    assert [len(docs_of) for docs_of in _by_shard(tmp_path / "out")] == [4, 4, 2]


def _by_shard(folder: Path) -> Iterator[list[Any]]:
    for path in sorted((folder / "articles").iterdir()):
        yield list(rows_in(path.read_bytes(), "jsonl"))


def test_a_second_run_does_nothing_and_changes_nothing(news: Path, tmp_path: Path) -> None:
    do(job(news, tmp_path / "out"))
    before = bytes_in(tmp_path / "out")
    assert do(job(news, tmp_path / "out")).new_shards == 0
    assert bytes_in(tmp_path / "out") == before


def test_two_runs_give_the_same_bytes_whatever_the_number_of_jobs(news: Path, tmp_path: Path) -> None:
    write_articles(news, *(["“It works,” said Anna Berg."] * 6))
    made = [job(news, tmp_path / name, shard_format="parquet") for name in ("one", "two")]
    for jobs, one in zip((0, 2), made, strict=True):
        run(Job(one.to, one.run), Local(jobs), lambda _shard: None)
    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "two")


class Stopped(Exception):
    pass


def test_a_run_that_was_stopped_goes_on_where_it_was(news: Path, tmp_path: Path) -> None:
    def stop(shard: Shard) -> None:
        if shard.number == 1:
            raise Stopped

    with pytest.raises(Stopped):
        run(job(news, tmp_path / "out"), Local(0), stop)
    outcome = do(job(news, tmp_path / "out"))
    assert (outcome.new_shards, outcome.shards) == (1, 3)
    do(job(news, tmp_path / "whole"))
    assert bytes_in(tmp_path / "out") == bytes_in(tmp_path / "whole")


def test_a_shard_that_was_not_finished_is_done_again(news: Path, tmp_path: Path) -> None:
    do(job(news, tmp_path / "out"))
    before = bytes_in(tmp_path / "out")
    (tmp_path / "out/_shards/000000-000001.json").unlink()
    (tmp_path / "out/entities/000000-000001.jsonl").write_text("half a li", encoding="utf-8")
    assert do(job(news, tmp_path / "out")).new_shards == 1
    assert bytes_in(tmp_path / "out") == before


def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news.jsonl", *["sleep 0.01"] * 40)
    killed = 0

    def kill(shard: Shard) -> None:
        nonlocal killed
        for path in (tmp_path / "out/articles").glob(f"{shard.name}.*") if shard.number in (1, 6) else ():
            with suppress(ProcessLookupError):  # the one that was killed first
                os.kill(int(next(rows_in(path.read_bytes(), "jsonl"))["notes"][0]), signal.SIGKILL)
                killed += 1

    run(job(news, tmp_path / "out"), Local(2), kill)
    assert docs(tmp_path / "out") == [f"news-{n}" for n in range(40)]
    assert rows(tmp_path / "out", "failures") == []
    assert killed


def test_what_fails_is_listed_with_its_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news.jsonl", "fine", "die", "fail", "fine")
    with news.open("a", encoding="utf-8") as file:
        file.write("no json\n" + json.dumps({"id": "empty", "text": " "}) + "\n" + json.dumps({"id": "z", "text": "z"}))
    outcome = do(job(news, tmp_path / "out"), jobs=2)
    assert docs(tmp_path / "out") == ["news-0", "news-3", "z"]
    failed = [(row["where"], row["doc"], row["reason"]) for row in rows(tmp_path / "out", "failures")]
    assert outcome.rows["failures"] == len(failed) == 4
    assert [doc for _, doc, _ in failed] == ["news-1", "news-2", None, None]
    assert "died (signal SIGKILL)" in failed[0][2]
    assert "ValueError: as asked" in failed[1][2]
    assert failed[2] == (f"{news}:5", None, "is no JSON (Expecting value, column 1)")
    assert failed[3] == (f"{news}:6", None, "is empty")


def test_what_is_not_english_is_listed(tmp_path: Path) -> None:
    russian = (
        "Президент России Владимир Путин заявил в понедельник, что переговоры будут продолжены на следующей неделе."
    )
    news = write_articles(tmp_path / "news.jsonl", "fine", russian)
    made = job(news, tmp_path / "out")
    run(
        Job(made.to, Run(made.run.inputs, ReadOptions(), "r", 4, "jsonl"), None, standins.load),
        Local(0),
        lambda _: None,
    )
    assert "not in English (looks like Russian" in rows(tmp_path / "out", "failures")[0]["reason"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"rules": "r2"}, "made with other rules or another model"),
        ({"size": 3}, "begun with another shard size"),
        ({"shard_format": "parquet"}, "begun with another format"),
    ],
)
def test_another_run_in_the_same_folder_is_refused(
    news: Path, tmp_path: Path, other: dict[str, Any], said: str
) -> None:
    do(job(news, tmp_path / "out"))
    with pytest.raises(UsageError, match=f"{said}.*--overwrite begins anew"):
        do(job(news, tmp_path / "out", **other))


def test_a_changed_input_is_refused(news: Path, tmp_path: Path) -> None:
    do(job(news, tmp_path / "out"))
    write_articles(news, "fine", "fine")
    with pytest.raises(UsageError, match="the input has changed"):
        do(job(news, tmp_path / "out"))


def test_a_folder_with_other_files_is_refused(news: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.docx").write_bytes(b"")
    with pytest.raises(UsageError, match="holds other files"):
        do(job(news, tmp_path / "out"))


def test_overwriting_takes_away_what_a_run_made_and_nothing_else(news: Path, tmp_path: Path) -> None:
    do(job(news, tmp_path / "out"))
    (tmp_path / "out/notes.txt").write_text("mine", encoding="utf-8")
    overwrite(storage(str(tmp_path / "out")))
    assert set(bytes_in(tmp_path / "out")) == {"notes.txt"}


def test_small_files_share_a_part_and_a_large_one_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spquotes.data.corpus.inputs.PART", 100)
    for number, size in enumerate([10, 20, 500, 90, 90]):
        (tmp_path / f"{number}.txt").write_text("x" * size, encoding="utf-8")
    assert [[file.size for file in part] for part in parts(list_files(str(tmp_path)))] == [[10, 20], [500], [90], [90]]


def test_a_finished_part_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spquotes.data.corpus.inputs.PART", 1)
    for name in ("a", "b"):
        write_articles(tmp_path / f"{name}.jsonl", "fine", "fine")
    made = job(tmp_path / "*.jsonl", tmp_path / "out")
    do(made)
    (tmp_path / "out/_shards/000001-000000.json").unlink()
    (tmp_path / "a.jsonl").unlink()
    assert do(made).new_shards == 1


def test_folders_of_packed_files_are_read_in_order(tmp_path: Path) -> None:
    for day in ("2", "1"):
        folder = tmp_path / "news" / f"day={day}"
        folder.mkdir(parents=True)
        line = json.dumps({"id": day, "text": "It rains."})
        (folder / "part.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    do(job(tmp_path / "news", tmp_path / "out"))
    assert docs(tmp_path / "out") == ["1", "2"]


def test_no_article_at_all_gives_an_empty_shard(tmp_path: Path) -> None:
    news = tmp_path / "news.csv"
    news.write_text("id,text\n", encoding="utf-8")
    outcome = do(job(news, tmp_path / "out"))
    assert (outcome.shards, outcome.rows["failures"]) == (1, 1)


SAID = [
    "Moscow mayor Sergei Sobyanin said on Monday that the bridge would open. “It is safe,” Sobyanin told reporters.",
    "“We disagree,” said Anna Berg of the Department of Defense. The DOD declined to comment, she added.",
    "Сергей Собянин was quoted by the agency. Sobyanin denied it, according to Berg.",
]


@pytest.mark.parametrize("shard_format", ["parquet", "jsonl"])
def test_analyses_come_back_from_the_tables_as_they_were(tmp_path: Path, shard_format: ShardFormat) -> None:
    news = write_articles(tmp_path / "news.jsonl", *SAID)
    made = job(news, tmp_path / "out", 2, shard_format)
    run(Job(made.to, made.run), Local(0), lambda _shard: None)
    articles = [Article(f"news-{n}", text, str(news)) for n, text in enumerate(SAID)]
    found = list(read_analyses(made.to))
    assert found == list(analysed(articles))
    assert sum(len(one.attributions) for one in found) >= 3


def test_what_is_not_what_was_written_is_refused(news: Path, tmp_path: Path) -> None:
    made = job(news, tmp_path / "out")
    do(made)
    (tmp_path / "out/entities/000000-000000.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(SpqError, match="not what spq batch wrote"):
        list(read_analyses(made.to))


def test_an_unfinished_output_is_refused(news: Path, tmp_path: Path) -> None:
    def stop(_shard: Shard) -> None:
        raise Stopped

    made = job(news, tmp_path / "out")
    with pytest.raises(Stopped):
        run(made, Local(0), stop)
    with pytest.raises(UsageError, match="not finished"):
        list(read_analyses(made.to))


def test_no_row_lacks_a_column(tmp_path: Path) -> None:
    news = write_articles(tmp_path / "news.jsonl", *SAID)
    made = job(news, tmp_path / "out")
    run(Job(made.to, made.run), Local(0), lambda _shard: None)
    for table in ("attributions", "articles", "entities", "people", "who"):
        for row in rows(tmp_path / "out", table):
            assert list(row) == list(table_columns(table))  # type: ignore[arg-type]


# ---- people


@pytest.mark.parametrize("in_memory", [1, 3, 250_000])
def test_people_come_out_as_from_all_entities_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr("spquotes.extractors.corpus_people.IN_MEMORY", in_memory)
    news = write_articles(tmp_path / "news.jsonl", *SAID)
    made = job(news, tmp_path / "out", 1)
    run(Job(made.to, made.run), Local(0), lambda _shard: None)
    whole = identify((one.article.id, entity) for one in read_analyses(made.to) for entity in one.entities)
    who = {(row["doc"], row["number"]): row["person"] for row in rows(tmp_path / "out", "who")}
    assert who == whole.of
    people = {row["id"]: (row["name"], row["count"], row["docs"]) for row in rows(tmp_path / "out", "people")}
    assert people == {one.id: (one.name, one.count, one.docs) for one in whole.people}
    assert not (tmp_path / "out/_work").exists()


def test_people_can_be_left_for_later(news: Path, tmp_path: Path) -> None:
    do(job(news, tmp_path / "out"), people=False)
    assert not (tmp_path / "out/people").exists()
    do(job(news, tmp_path / "out"))
    assert (tmp_path / "out/people").exists()


def test_ids_that_are_not_unique_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spquotes.data.corpus.inputs.PART", 1)
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "same", "text": SAID[0]}), encoding="utf-8")
    made = job(tmp_path / "*.jsonl", tmp_path / "out")
    outcome = run(Job(made.to, made.run), Local(0), lambda _shard: None)
    assert outcome.no_people is not None
    assert "--id-field" in outcome.no_people
