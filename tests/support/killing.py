"""What is left when a long run is killed at any moment (kill -9), and what the next run makes of it.

    python tests/support/killing.py add|batch KILLS [--seed N]

The same articles go in again and again: once undisturbed, then with the run killed at moments drawn from all of its
time, started again, killed again, until it is done; then anew, until so many runs were killed. Every second time only
the main process is killed, else all that it started with it. After each kill the library must be sound and have lost
nothing it had; in the end all must be as in the undisturbed run. How much was analysed twice is counted by
``counted/sitecustomize.py``, which writes the id of each article when a worker is done with it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SPQ = str(Path(sys.executable).with_name("spq"))
JOBS = 2
UNDER_WAY = 8 * 8 * JOBS
"""Articles that may be analysed and not written: eight chunks of eight for each worker (``extractors/workers.py``)."""

SHARD = 16
"""Articles in a shard of the batch runs."""

_FIRST = ("Ada", "Omar", "Edith", "Boris", "Carla", "Dmitri", "Elena", "Frank", "Greta", "Henry")
_LAST = ("Lind", "Haddad", "Roth", "Kovalenko", "Moss", "Tanaka", "Berg", "Okafor", "Silva", "Quist", "Novak", "Yilmaz")


def write_articles(path: Path, count: int, seed: int) -> None:
    """Articles that share people, some by surname alone, and now and then a whole text."""
    draw, rows = random.Random(seed), list[dict[str, str]]()
    for number in range(count):
        first, last, other = draw.choice(_FIRST), draw.choice(_LAST), draw.choice(_LAST)
        text = f"“The mill number {number} is ours,” {first} {last} said. {other} denied that it would open in May.\n\n"
        text = draw.choice(rows)["text"] if rows and draw.random() < 0.1 else text * draw.randrange(1, 4)
        rows.append({"id": f"a{number}", "text": text, "date": f"2021-03-{1 + number % 28:02}"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


@dataclass(slots=True)
class Tally:
    """What was seen: the articles that were there after each kill, and those that the run after it analysed again."""

    left: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    whole: int = 0

    def __str__(self) -> str:
        return (
            f"{len(self.left)} runs killed, {self.whole} times brought to its end; analysed again after a kill: "
            f"{sum(self.again) / max(1, len(self.again)):.1f} articles on average, {max(self.again, default=0)} at most"
        )


def content(library: Path) -> Any:
    """All that is in a library, but for its file's name and the order in which people were met."""
    from spquotes.data.store import Store

    with Store.open(library) as store:
        assert list(store.faults()) == []
        articles = [store.article(name) for name in store.article_ids()]
        return articles, list(store.quotes()), list(store.claims()), store.people(), list(store.found_entities())


class Adding:
    """``spq add`` to a library."""

    bound = UNDER_WAY

    def __init__(self, articles: Path, to: Path) -> None:
        self.library = to / "library.db"
        self.command = [SPQ, "add", str(articles), "--library", str(self.library), "--jobs", str(JOBS)]

    def stored(self) -> int:
        """How many articles are there; sound is what SQLite itself calls so, and what spq checks."""
        if not self.library.exists():
            return 0
        with closing(sqlite3.connect(f"file:{self.library}?mode=ro", uri=True)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            made = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'articles'").fetchone()[0]
            ids = [name for (name,) in db.execute("SELECT given FROM articles")] if made else []
        assert len(set(ids)) == len(ids)
        return len(ids)

    def content(self) -> Any:
        """See the function."""
        return content(self.library)


class Batch:
    """``spq batch`` into a folder of tables."""

    bound = UNDER_WAY + SHARD

    def __init__(self, articles: Path, to: Path) -> None:
        self.folder = to / "out"
        given = [str(articles), str(self.folder), "--jobs", str(JOBS), "--shard-size", str(SHARD), "--format", "jsonl"]
        self.command = [SPQ, "batch", *given]

    def stored(self) -> int:
        """The records of the shards that are recorded; of each the files are whole."""
        shards = [json.loads(path.read_text()) for path in self.folder.glob("_shards/*.json")]
        for shard in shards:
            for table, rows in shard["rows"].items():
                (name,) = self.folder.glob(f"{table}/{shard['part']:06}-{shard['number']:06}.jsonl")
                assert len(name.read_text().splitlines()) == rows
        return sum(shard["records"] for shard in shards)

    def content(self) -> Any:
        """Every file of it, but for when it was made."""
        files = {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
        lines = [line for name in files if name.startswith("articles/") for line in files[name].splitlines()]
        ids = [json.loads(line)["doc"] for line in lines]
        assert len(set(ids)) == len(ids)
        return files


RUNS: dict[str, Callable[[Path, Path], Adding | Batch]] = {"add": Adding, "batch": Batch}


def kill(what: str, kills: int, folder: Path, *, articles: int = 300, seed: int = 1) -> Tally:
    """Kill so many runs, and see that nothing is lost and nothing doubled; raises AssertionError."""
    draw, tally = random.Random(seed), Tally()
    write_articles(folder / "articles.jsonl", articles, seed)
    (folder / "whole").mkdir()
    whole = RUNS[what](folder / "articles.jsonl", folder / "whole")
    begun = time.monotonic()
    _, code = _run(whole.command, folder / "whole.log", None, alone=False)
    took = time.monotonic() - begun
    assert code == 0
    expected, analysed = whole.content(), _ids(folder / "whole.log")
    assert 0.8 * articles < len(analysed) == len(set(analysed)), "undisturbed, nothing is analysed twice"
    while len(tally.left) < kills:
        place = folder / f"{tally.whole}"
        place.mkdir()
        run = RUNS[what](folder / "articles.jsonl", place)
        done, before, there = False, set[str](), 0
        while not done:
            log = place / f"{len(tally.left)}.log"
            after = None if len(tally.left) == kills else took * (1 - 0.98 * draw.random() ** 2)  # late ones more often
            done, code = _run(run.command, log, after, alone=len(tally.left) % 2 == 1)
            ids = _ids(log)
            assert len(set(ids)) == len(ids)
            if before:
                tally.again.append(len(before & set(ids)))
                assert tally.again[-1] <= run.bound, f"{tally.again[-1]} articles were analysed again"
            before |= set(ids)
            if not done:
                assert there <= run.stored() <= articles
                there = run.stored()
                tally.left.append(there)
            else:
                assert code == 0
        assert before >= set(analysed)
        assert run.content() == expected
        tally.whole += 1
        shutil.rmtree(place)
    return tally


def _run(command: list[str], log: Path, after: float | None, *, alone: bool) -> tuple[bool, int]:
    """Whether a run came to its end before it was killed after so many seconds; and with what code."""
    watch = str(Path(__file__).with_name("counted"))
    log.touch()
    environment = os.environ | {"PYTHONPATH": watch, "SPQ_ANALYSED": str(log)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True) as running:
        try:
            return True, running.wait(after)
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL) if alone else os.killpg(running.pid, signal.SIGKILL)
            running.wait()
    _wait_for_the_end_of(running.pid)
    return False, running.returncode


def _wait_for_the_end_of(session: int) -> None:
    """Whoever was left without the main process ends by itself, soon."""
    end = time.monotonic() + 20
    with suppress(ProcessLookupError):
        while True:
            os.killpg(session, 0)
            assert time.monotonic() < end, "processes are left of a run that was killed"
            time.sleep(0.02)


def _ids(log: Path) -> list[str]:
    return log.read_text().splitlines()


def main() -> None:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=RUNS)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(kill(given.what, given.kills, Path(folder), articles=given.articles, seed=given.seed))


if __name__ == "__main__":
    main()
