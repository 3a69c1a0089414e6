"""A corpus, from its files to its tables: ``run`` reads, analyses, writes shards, and tells people apart at the end.

    input files → parts → batches of records → analyses → one shard a batch → people, block by block → manifest.json

An engine does the work: ``Local`` on this machine's cores, ``engine_ray.Ray`` on a cluster.  Both write the same bytes.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from ..data.corpus.inputs import Batch, InputFile, batches, parts
from ..data.corpus.manifest import (
    Run,
    Shard,
    begin,
    checksum,
    file_name,
    finish,
    finished_parts,
    read_manifest,
    record,
)
from ..data.corpus.storage import Storage
from ..data.corpus.tables import (
    SHARD_TABLES,
    TableFile,
    article_row,
    attribution_rows,
    claim_rows,
    entity_rows,
    failure_row,
)
from ..data.errors import SpqError, Stopped
from ..data.records import Analysis, Article, Failure
from .analysers import Load, analyser
from .processes import end_all, end_with_parent, starting, uninterrupted
from .stopping import Stop
from .workers import analysed, supervised

Task = TypeVar("Task")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker anywhere must know: where to write, what of, and with which model."""

    to: Storage
    run: Run
    model: str | None = None
    load: Load = analyser


class Engine(Protocol):
    """Who does the work."""

    def shards(self, job: Job, done: Mapping[str, Shard]) -> Iterator[Shard]:
        """Write the shards that are not ``done``, and yield each when it is whole."""

    def map(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """What the function gives for each task, in any order; a task may be done twice."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to: rows by table, those of earlier runs included, and why people were not told apart."""

    rows: Mapping[str, int]
    shards: int
    new_shards: int
    no_people: str | None = None


def run(
    job: Job, engine: Engine, on_shard: Callable[[Shard], None], *, people: bool = True, stop: Stop | None = None
) -> Outcome:
    """Do what is not done yet of a job; ``on_shard`` is called with each shard, those of earlier runs first.

    Raises UsageError when something else lies where the output belongs, Stopped when ``stop``, which the engine has,
    too, was asked while it wrote shards.
    """
    from .corpus_people import RepeatedIds, tell_apart

    shards = begin(job.to, job.run)
    earlier = len(shards)
    for shard in shards.values():
        on_shard(shard)
    with stop.softly() if stop else nullcontext():
        for shard in engine.shards(job, dict(shards)):
            shards[shard.name] = shard
            on_shard(shard)
    if stop and stop.asked:
        records = sum(shard.records for shard in shards.values())
        raise Stopped(f"interrupted: {records} records are done; run the same command again to go on")
    shards = dict(sorted(shards.items()))
    told = read_manifest(job.to).get("people") if len(shards) == earlier else None
    trouble = None
    if people and told is None:
        try:
            told = tell_apart(job.to, list(shards.values()), job.run.format, engine)
        except RepeatedIds as error:
            trouble = str(error)
    finish(job.to, job.run, shards, told)
    rows: dict[str, int] = {table: sum(shard.rows[table] for shard in shards.values()) for table in SHARD_TABLES}
    return Outcome(rows, len(shards), len(shards) - earlier, trouble)


def missing(job: Job, part: int, files: Sequence[InputFile], done: Collection[str]) -> Iterator[Batch]:
    """The batches of a part that have no shard yet; the others are read, not analysed."""
    for batch in batches(part, files, job.run.reading, job.run.shard_size):
        if batch.name not in done:
            yield batch


def open_parts(job: Job, done: Mapping[str, Shard]) -> dict[int, tuple[InputFile, ...]]:
    """The parts that are not finished, by number, with their files."""
    finished = finished_parts(done.values())
    return {part: files for part, files in enumerate(parts(job.run.inputs)) if part not in finished}


class ShardWriter:
    """The files of one shard, growing result by result."""

    def __init__(self, job: Job, batch: Batch) -> None:
        self._job, self._batch = job, batch
        self._files = {table: TableFile(table, job.run.format) for table in SHARD_TABLES}
        self._left = len(batch.items)

    def add(self, result: Analysis | Failure) -> bool:
        """Take in what became of the batch's next item; whether it was the last."""
        if isinstance(result, Failure):
            self._files["failures"].add([failure_row(result)])
        else:
            self._files["articles"].add([article_row(result)])
            self._files["entities"].add(entity_rows(result))
            self._files["attributions"].add(attribution_rows(result))
            self._files["claims"].add(claim_rows(result))
        self._left -= 1
        return self._left == 0

    def finish(self) -> Shard:
        """Put the files in place, then the record that says so."""
        batch = self._batch
        sums: dict[str, str] = {}
        for table, file in self._files.items():
            data = file.bytes()
            sums[table] = checksum(data)
            self._job.to.write(file_name(table, batch.name, self._job.run.format), data)
        rows: dict[str, int] = {table: file.rows for table, file in self._files.items()}
        shard = Shard(
            batch.part, batch.number, batch.first, len(batch.items), batch.last, rows, sums, batch.notes
        )  # fmt: skip
        record(self._job.to, shard)
        return shard


def write_shard(job: Job, batch: Batch, results: Iterable[Analysis | Failure]) -> Shard:
    """The shard of a batch from what became of its items, in their order."""
    writer = ShardWriter(job, batch)
    for result in results:
        writer.add(result)
    return writer.finish()


@dataclass(frozen=True, slots=True)
class Local:
    """So many supervised processes of this machine, with 0 none but this one; ``on_item`` hears of each item.

    Even a single one is better supervised: it is replaced before it grows, and what it dies of is told.
    """

    jobs: int
    on_item: Callable[[], None] = lambda: None
    stop: Stop | None = None  # once asked, no further shard is begun

    def shards(self, job: Job, done: Mapping[str, Shard]) -> Iterator[Shard]:
        """See Engine: reading and writing are done here, in order."""
        under_way: deque[Batch] = deque()

        def items() -> Iterator[Article | Failure]:
            for part, files in open_parts(job, done).items():
                for batch in missing(job, part, files, done):
                    if self.stop and self.stop.asked:
                        return
                    under_way.append(batch)
                    yield from batch.items

        writer: ShardWriter | None = None
        if self.jobs:
            results = supervised(items(), job.model, self.jobs, load=job.load)
        else:
            results = analysed(items(), job.model, load=job.load)
        try:
            for result in results:
                while not under_way[0].items:
                    yield write_shard(job, under_way.popleft(), ())
                writer = writer or ShardWriter(job, under_way[0])
                self.on_item()
                if writer.add(result):
                    yield writer.finish()
                    under_way.popleft()
                    writer = None
        finally:
            results.close()  # type: ignore[attr-defined]  # a generator; its processes end with it
        for batch in under_way:
            yield write_shard(job, batch, ())

    def map(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """See Engine; the tasks of a worker that is killed are done again."""
        if self.jobs < 2:
            yield from map(function, tasks)
            return
        left: list[Any] = list(tasks)
        others = multiprocessing.active_children()
        for _ in range(_ATTEMPTS):
            with ProcessPoolExecutor(self.jobs, starting(), end_with_parent) as pool:
                try:
                    with uninterrupted():  # a process half started would miss what it is to begin with, and tell of it
                        waiting = {pool.submit(function, task): task for task in left}
                    for future in as_completed(waiting):
                        done = future.result()
                        left.remove(waiting[future])
                        yield done
                except BrokenProcessPool:
                    continue
                except BaseException:
                    end_all(but=others)
                    pool.shutdown(cancel_futures=True)
                    raise
            return
        raise SpqError("worker processes keep being killed; is there memory enough? try with --jobs 1")


_ATTEMPTS = 4
"""Pools that may break before it is given up."""
