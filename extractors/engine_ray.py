"""The engine for a cluster: Ray Data reads parts, analyses batches and writes shards, each wherever there is room.

    parts → read (a task a part) → batches → analyse and write (actors that load the model once) → shards

What runs is the same as on one machine: an actor keeps one supervised worker process, so that an article that kills it
costs the article and not the actor; an actor or a node that dies costs a retry.  Files are all that stays, so the input
and the output must lie where every node sees them.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import shutil
import socket
import tempfile
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..data.corpus.manifest import Shard
from ..data.errors import SpqError, UsageError
from .batch import Job, missing, open_parts, write_shard
from .workers import supervised

if TYPE_CHECKING:
    from ..data.corpus.inputs import Batch

Task = TypeVar("Task")
Done = TypeVar("Done")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ray:
    """``jobs`` actors, by default one a CPU, on the cluster at ``address`` or on one that is started here."""

    jobs: int | None = None
    address: str | None = None

    def shards(self, job: Job, done: Mapping[str, Shard]) -> Iterator[Shard]:
        """See Engine: shards come as they are written."""
        waiting = open_parts(job, done)
        if not waiting:
            return
        ray = _ray(self)
        rows = [{"part": part, "files": pickle.dumps(files)} for part, files in waiting.items()]
        parts = ray.data.from_items(rows, override_num_blocks=len(rows))
        # Reading takes no CPU of its own: with all CPUs given to actors, it would wait for them, and they for it.
        writing = replace(job, run=replace(job.run, inputs=()))  # a long list, of no use to who reads or writes
        batches = parts.flat_map(_Read(writing, frozenset(done)), num_cpus=0)
        jobs = self.jobs or max(1, int(ray.cluster_resources()["CPU"]))
        written = batches.map(_Analyse, compute=ray.data.ActorPoolStrategy(size=jobs), num_cpus=1)
        for row in written.iter_rows():
            yield pickle.loads(row["shard"])

    def map(self, function: Callable[[Task], Done], tasks: Sequence[Task]) -> Iterator[Done]:
        """See Engine; a task whose process or node dies is done again, as Ray does by default."""
        ray = _ray(self)
        remote = ray.remote(function)
        waiting = [remote.remote(task) for task in tasks]
        while waiting:
            ready, waiting = ray.wait(waiting)
            yield from ray.get(ready)


class _Read:
    """The batches of a part, as rows that Ray can hand about."""

    def __init__(self, job: Job, done: Collection[str]) -> None:
        self._job, self._done = job, done

    def __call__(self, row: Row) -> Iterator[Row]:
        for batch in missing(self._job, int(row["part"]), pickle.loads(row["files"]), self._done):
            yield {"task": pickle.dumps((self._job, batch))}


class _Analyse:
    """The shard of a batch. An actor's worker processes are forked from a server that loads the model once."""

    def __call__(self, row: Row) -> Row:
        task: tuple[Job, Batch] = pickle.loads(row["task"])
        job, batch = task
        return {"shard": pickle.dumps(write_shard(job, batch, supervised(batch.items, job.model, 1, load=job.load)))}


def _ray(engine: Ray) -> Any:  # noqa: ANN401 - a module without types
    """Ray, connected; it lives as long as the process.

    Raises UsageError when it is not installed, SpqError when there is no cluster at the address.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is told to anybody
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # warnings about Ray Data's own actors
    try:
        import ray
        import ray.data
    except ImportError:
        raise UsageError("--engine ray needs Ray: pip install 'spquotes[ray]'") from None
    if not ray.is_initialized():
        quiet: Row = {"logging_level": logging.ERROR, "log_to_driver": False}
        try:
            if engine.address:
                _knock(engine.address)
                ray.init(engine.address, **quiet)
            else:
                folder = _own_folder(ray)
                ray.init("local", num_cpus=engine.jobs, include_dashboard=False, _temp_dir=folder, **quiet)
        except (OSError, RuntimeError, ValueError) as error:
            reason = " ".join(str(error).split())[:160]
            where = f"no Ray cluster at {engine.address or 'this machine'} ({reason})"
            raise SpqError(f"{where}; see ray status, and whether RAY_AUTH_TOKEN is the cluster's") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # a row is a batch of articles, and each may go to another actor
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", category=UserWarning, module=r"ray\.")  # fewer batches than actors
    return ray


def _own_folder(ray: Any) -> str:  # noqa: ANN401 - a module without types
    """Where a Ray of this process alone keeps logs, and articles for which memory lacks; it goes with the process.

    In /tmp as Ray's own, for the names of sockets must be short, but for nobody else to read.
    """
    folder = tempfile.mkdtemp(prefix="spq-", dir="/tmp" if os.path.isdir("/tmp") else None)

    def remove() -> None:
        ray.shutdown()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


def _knock(address: str) -> None:
    """Raise OSError when nobody is at host:port, for which Ray itself waits for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=10).close()
