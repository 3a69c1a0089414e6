"""Corpora on Ray: what one machine writes, byte for byte, also when processes are killed on the way."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
import standins
from spquotes.data.corpus.inputs import list_files
from spquotes.data.corpus.manifest import Run
from spquotes.data.corpus.storage import storage
from spquotes.data.readers import ReadOptions
from spquotes.extractors import engine_ray
from spquotes.extractors.batch import Engine, Job, Local, run
from spquotes.extractors.engine_ray import Ray

ray = pytest.importorskip("ray", reason="needs spquotes[ray]")
pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own; those of the analysis show on one machine


@pytest.fixture(scope="module")
def engine() -> Iterator[Ray]:
    """Ray on this machine, with two CPUs; its processes find the stand-ins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(standins.__file__).parent))
        yield Ray(2)
        ray.shutdown()


def job(source: Path, to: Path, *, load: Any = standins.load_plain) -> Job:
    made = Run(tuple(list_files(str(source))), ReadOptions(any_language=True), "rules", 5, "parquet")
    return Job(storage(str(to)), made, None, load)


def news(folder: Path, *texts: str) -> Path:
    """Articles in three files, each a part of its own."""
    folder.mkdir()
    for number in range(3):
        lines = [json.dumps({"id": f"{number}-{n}", "text": text}) for n, text in enumerate(texts)]
        (folder / f"{number}.jsonl").write_text("\n".join([*lines, "no json"]), encoding="utf-8")
    return folder


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def both(source: Path, folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run on Ray and on this machine; the bytes must be the same."""
    monkeypatch.setattr("spquotes.data.corpus.inputs.PART", 1)
    for name, one in (("ray", engine), ("local", Local(2))):
        run(job(source, folder / name), one, lambda _shard: None)
    assert bytes_in(folder / "ray") == bytes_in(folder / "local")


def test_the_bytes_are_those_of_one_machine(engine: Ray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both(news(tmp_path / "news", *["fine"] * 11, "fail", "die"), tmp_path, engine, monkeypatch)


def _processes(name: str) -> list[int]:
    """The processes below Ray's that have such a command line and are no older than this test run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if name in path.read_bytes().decode(errors="replace"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to find the processes to kill")
def test_killed_workers_and_actors_cost_nothing(engine: Ray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = news(tmp_path / "news", *["sleep 0.05"] * 60)
    killed: list[int] = []

    def kill() -> None:
        """Kill an actor, and a worker of another, when the first shards are there."""
        while not list((tmp_path / "ray").glob("_shards/*")):
            time.sleep(0.05)
        actors = [pid for pid in _processes("ray::MapWorker") if pid not in before]
        actor, worker = standing_worker(actors)
        for pid in (next(other for other in actors if other != actor), worker):
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    def standing_worker(actors: list[int]) -> tuple[int, int]:
        """An actor and a process that analyses for it: forked by a server that the actor has started."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for actor in actors:
                for server in _children(actor):
                    if workers := _children(server):
                        return actor, workers[0]
            time.sleep(0.01)
        raise AssertionError("no worker was seen")

    before = set(_processes("ray::MapWorker"))
    killer = Thread(target=kill)
    killer.start()
    both(source, tmp_path, engine, monkeypatch)
    killer.join()
    assert len(killed) == 2


def _children(pid: int) -> list[int]:
    """Those of all its threads."""
    found: list[int] = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, listed.read_text().split())
    return found


def test_without_a_cluster_there_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("“Yes,” said Anna Berg.", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("spq")), "batch", str(tmp_path / "news.txt"), str(tmp_path / "out")]
    command += ["--engine", "ray", "--address", "127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "no Ray cluster at 127.0.0.1:1" in done.stderr.splitlines()[-1]


def test_what_ray_keeps_on_this_machine_is_for_its_owner_and_goes_with_the_process(monkeypatch):
    at_exit, shut = [], []
    monkeypatch.setattr("atexit.register", at_exit.append)
    folder = Path(engine_ray._own_folder(SimpleNamespace(shutdown=lambda: shut.append(True))))
    (folder / "session").mkdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    at_exit[0]()
    assert (folder.exists(), shut) == (False, [True])
