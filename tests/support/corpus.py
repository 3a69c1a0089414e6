"""A corpus of any size out of annotated news, and what `spq batch` takes for it: time, memory, and the same bytes.

    corpus.py make BENCH N FILE       N articles as JSON Lines: the texts in BENCH/quotes, names altered, no two alike
    corpus.py measure BENCH SMALL LARGE FOLDER
                                      both corpora on one process and on two, each run with its time and its memory
    corpus.py run INPUT OUTPUT [options of spq batch …]
                                      one run, measured
    corpus.py same FOLDER FOLDER      the files in which two outputs differ

The texts belong to their publishers: what is made of them stays where it is made.
"""

from __future__ import annotations

import filecmp
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

_NAME = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]\. )?([A-Z][a-z]{2,})\b")
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_STEP = 389  # prime: each copy of a text has other names


def texts(bench: Path) -> list[tuple[str, str]]:
    """(id, text) of all annotated articles."""
    lines = (
        line for part in ("dev", "train") for line in (bench / f"quotes/polnear_{part}.jsonl").open(encoding="utf-8")
    )
    return [(row["id"], row["text"]) for row in map(json.loads, lines)]


def surnames(originals: list[tuple[str, str]]) -> list[str]:
    """Words that follow a given name and are written with a capital only, the most frequent first."""
    found: Counter[str] = Counter()
    common: set[str] = set()
    for _, text in originals:
        found.update(_NAME.findall(text))
        common.update(_LOWER.findall(text))
    return [word for word, _ in found.most_common() if word.lower() not in common]


def altered(bench: Path) -> Iterator[dict[str, str]]:
    """Articles without end: every text in turn, and in each turn with other surnames."""
    originals = texts(bench)
    names = surnames(originals)
    place = {name: at for at, name in enumerate(names)}
    for turn in count(1):

        def other(match: re.Match[str], turn: int = turn) -> str:
            at = place.get(match.group())
            return match.group() if at is None else names[(at + turn * _STEP) % len(names)]

        for place_of, (name, text) in enumerate(originals):
            yield {"id": f"{name}-{turn}", "text": f"{_WORD.sub(other, text)}\n\n({turn}.{place_of})\n"}


def make(bench: Path, number: int, to: Path) -> None:
    """Write a corpus of so many articles."""
    with to.open("w", encoding="utf-8") as file:
        for row in islice(altered(bench), number):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@dataclass
class Measured:
    """Seconds of a run; of each process the resident memory in MB, every half second, and its CPU seconds."""

    seconds: float = 0.0
    memory: dict[int, list[int]] = field(default_factory=dict)
    used: dict[int, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Seconds of CPU that all processes took, as last seen: on a busy machine they say more."""
        return sum(self.used.values())

    @property
    def peak(self) -> int:
        """MB of the largest process at any time."""
        return max((max(of) for of in self.memory.values()), default=0)

    @property
    def late_peaks(self) -> tuple[int, int]:
        """MB of the largest process in the first and in the last third of the run."""
        ticks = max((len(of) for of in self.memory.values()), default=0)
        first = [value for of in self.memory.values() for value in of[: ticks // 3] if value]
        last = [value for of in self.memory.values() for value in of[-(ticks // 3) :] if value]
        return max(first, default=0), max(last, default=0)


def run(source: Path, to: Path, *options: str) -> Measured:
    """`spq batch`, beginning anew, measured."""
    measured = Measured()
    command = [str(Path(sys.executable).with_name("spq")), "batch", str(source), str(to), "--overwrite", *options]
    started = time.perf_counter()
    process = subprocess.Popen(command)
    ticks = 0
    while process.poll() is None:
        for pid, size, used in _family(process.pid):
            measured.used[pid] = used
            values = measured.memory.setdefault(pid, [0] * ticks)
            values += [0] * (ticks - len(values)) + [size]
        ticks += 1
        time.sleep(0.5)
    measured.seconds = time.perf_counter() - started
    for values in measured.memory.values():
        values += [0] * (ticks - len(values))
    return measured


def _family(root: int) -> list[tuple[int, int, float]]:
    """(id, resident MB, CPU seconds) of a process and all below it."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text()
        except OSError:
            continue
        parents[int(text.split()[0])] = int(text.rpartition(")")[2].split()[1])
    found, below = [], {root}
    while below:
        found += below
        below = {pid for pid, parent in parents.items() if parent in below}
    sizes = []
    for pid in found:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            sizes.append((pid, pages * 4096 >> 20, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")))
        except OSError:
            continue
    return sizes


def measure(bench: Path, small: int, large: int, folder: Path) -> None:
    """Print a table: articles, processes, seconds, those of CPU, MB of the largest process early and late."""
    folder.mkdir(parents=True, exist_ok=True)
    print(
        "| articles | processes | s | ms an article | CPU ms an article | largest process, first and last third, MB |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for number, jobs in ((small, 1), (small, 2), (large, 2)):
        source, to = folder / f"{number}.jsonl", folder / f"tables-{number}-{jobs}"
        if not source.exists():
            make(bench, number, source)
        found = run(source, to, "--jobs", str(jobs), "--quiet")
        early, late = found.late_peaks
        each, cpu = found.seconds / number * 1000, found.cpu / number * 1000
        print(f"| {number} | {jobs} | {found.seconds:.1f} | {each:.1f} | {cpu:.1f} | {early}, {late} |", flush=True)
    same = not _differences(folder / f"tables-{small}-1", folder / f"tables-{small}-2")
    print(f"one process and two write the same bytes: {same}")


def _differences(one: Path, other: Path) -> list[str]:
    """The files of two folders that are not the same."""
    names = {str(path.relative_to(root)) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    _, different, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    return sorted([*different, *missing])


def main(arguments: list[str]) -> None:
    """See the module's docstring."""
    match arguments:
        case ["make", bench, number, to]:
            make(Path(bench), int(number), Path(to))
        case ["measure", bench, small, large, folder]:
            measure(Path(bench), int(small), int(large), Path(folder))
        case ["run", source, to, *options]:
            found = run(Path(source), Path(to), *options)
            early, late = found.late_peaks
            print(
                f"{found.seconds:.1f} s, CPU {found.cpu:.1f} s; largest process {early} MB at first, {late} MB at last"
            )
        case ["same", one, other]:
            print(_differences(Path(one), Path(other)) or "the same")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
