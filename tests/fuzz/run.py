"""Runs the fuzz targets under atheris and says what was executed and found:

    python tests/fuzz/run.py                                two minutes for all targets together
    python tests/fuzz/run.py --seconds 3600 marks split     an hour for two of them
    python tests/fuzz/run.py --runs 100000                  so many executions of each

Inputs that reached new code are kept in ``build/fuzz/TARGET``, so that the next run goes on from them. An input on
which a target raises, or takes long, is made smaller and put into ``corpus/TARGET``, where ``test_fuzz.py`` runs it
from then on. Exit 0 when nothing was found, 1 when something was; without atheris nothing is run, in one sentence.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import fuzzing
from fuzzing import Target

sys.path.append(str(Path(__file__).parents[1] / "support"))

BUILD = Path(__file__).parents[2] / "build" / "fuzz"

SLOW = 1.0
"""Seconds of the processor from which one input is a finding; instrumented code takes about twice as long."""

EVERY = 2_000
"""Executions after which one input is tried in two sizes, where the target says that it may be repeated."""

SIZES = 8_000, 32_000
STEEPER, LEAST = 3.0, 0.5
"""How many times longer than in step with its size the longer one may take, from so many seconds on."""

STUCK = 30
"""Seconds after which libFuzzer ends a process that is still busy with one input."""

MEMORY = 3072
"""MiB at which it ends one that keeps what it should forget; with the model it begins at some 600."""

MOST = 5
"""Findings of one target in one run."""

_DONE = re.compile(r"^(?:#(\d+)\s|stat::number_of_executed_units:\s*(\d+))", re.MULTILINE)
_PEAK = re.compile(r"^stat::peak_rss_mb:\s*(\d+)", re.MULTILINE)


@dataclass
class Row:
    """What became of a target; ``memory`` is the peak of its process in MiB."""

    executions: int = 0
    seconds: float = 0.0
    memory: int = 0
    findings: int = 0


def main() -> int:
    """Run targets, each in a process of its own, and print a table."""
    options = _options()
    if find_spec("atheris") is None:
        print("not fuzzed: atheris is not installed here; it has wheels for Linux on x86-64, up to Python 3.13")
        return 0
    begun = time.monotonic()
    listed = _instrumented(options.targets)
    if unknown := set(options.targets) - listed.keys():
        print(f"no target is called {', '.join(sorted(unknown))}; there are {', '.join(listed)}", file=sys.stderr)
        return 2
    targets = [listed[name] for name in options.targets] or list(listed.values())
    print(f"{len(targets)} targets, ready after {time.monotonic() - begun:.0f} s", flush=True)
    shares = sum(one.share for one in targets)
    print(_line("target", "executions", "seconds", "a second", "MiB", "findings"), flush=True)
    every: list[Row] = []
    for one in targets:
        row = _run(one, options.seconds * one.share / shares, options.runs)
        every.append(row)
        rate = f"{row.executions / max(row.seconds, 0.1):,.0f}"
        print(_line(one.name, f"{row.executions:,}", f"{row.seconds:.1f}", rate, row.memory, row.findings), flush=True)
        if options.tally:
            with options.tally.open("a") as tally:
                tally.write(json.dumps({"target": one.name, **vars(row)}) + "\n")
    found = sum(row.findings for row in every)
    executions = f"{sum(row.executions for row in every):,}"
    print(_line("all", executions, f"{time.monotonic() - begun:.1f}", "", "", found))
    return 1 if found else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run the fuzz targets under atheris.")
    parser.add_argument("targets", nargs="*", help="names of targets; all of them by default")
    parser.add_argument("--seconds", type=float, default=0, help="for all targets together; 120 by default")
    parser.add_argument("--runs", type=int, default=0, help="executions of each target")
    parser.add_argument("--tally", type=Path, help="a file to which each target's figures are added, a line of JSON")
    options = parser.parse_args()
    if not options.seconds and not options.runs:
        options.seconds = 120
    return options


def _line(*cells: object) -> str:
    name, *figures = cells
    return f"{name!s:<22}" + "".join(f"{figure!s:>12}" for figure in figures)


def _instrumented(wanted: Sequence[str]) -> dict[str, Target]:
    """All targets, spq's own code with counters in it; what is imported where it is needed is imported now."""
    import atheris

    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=["spquotes"]):
        listed = fuzzing.all_targets()
        for one in listed.values():
            for seed in one.seeds if not wanted or one.name in wanted else ():
                _fails(one, seed)
    return listed


def _fails(one: Target, data: bytes) -> Exception | None:
    try:
        one.run(data)
    except Exception as error:
        return error
    return None


# ---- one target


def _run(one: Target, seconds: float, runs: int) -> Row:
    """Run one target in a process that may die; what it had executed is what libFuzzer last said."""
    row, begun, before = Row(), time.monotonic(), set(fuzzing.kept(one.name))
    BUILD.mkdir(parents=True, exist_ok=True)
    log = BUILD / f"{one.name}.log"
    while row.findings < MOST:
        left = seconds - (time.monotonic() - begun)
        if left <= 0 if seconds else row.executions >= runs:
            break
        flags = [f"-max_total_time={max(1, round(left))}"] if seconds else [f"-runs={runs - row.executions}"]
        failed = _in_a_process(one, flags, log)
        said = log.read_text("utf-8", "replace")
        done = max((int(a or b) for a, b in _DONE.findall(said)), default=0)
        if failed and not done:
            raise SystemExit(f"{one.name} does not run:\n{said[-4000:]}")
        row.executions += done
        row.memory = max([row.memory, *map(int, _PEAK.findall(said))])
        for path in BUILD.glob(f"{one.name}-*"):  # what libFuzzer wrote down: it hung, or took all memory
            print(f"{one.name}: libFuzzer ended it, see {_keep(one.name, path.read_bytes())}", file=sys.stderr)
            path.unlink()
        sys.stderr.write("".join(re.findall(r"^FOUND .*?^END\n", said, re.MULTILINE | re.DOTALL)))
        row.findings = len(set(fuzzing.kept(one.name)) - before)
    row.seconds = time.monotonic() - begun
    return row


def _in_a_process(one: Target, flags: Sequence[str], log: Path) -> bool:
    """Fuzz in a copy of this process; whether it ended badly."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    to = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    for stream in (1, 2):
        os.dup2(to, stream)
    try:
        _fuzz(one, flags)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _fuzz(one: Target, flags: Sequence[str]) -> NoReturn:
    """Never returns: libFuzzer ends the process."""
    import atheris

    folders = [BUILD / one.name, BUILD / "seeds" / one.name]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate([*one.seeds, *(path.read_bytes() for path in fuzzing.kept(one.name))]):
        (folders[1] / str(number)).write_bytes(seed)
    words = BUILD / "seeds" / f"{one.name}.words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in (*one.words, fuzzing.BETWEEN)))
    flags = [
        *flags, "-print_final_stats=1", f"-timeout={STUCK}", f"-rss_limit_mb={MEMORY}", f"-max_len={one.longest}", "-reload=0",
        f"-dict={words}", f"-artifact_prefix={BUILD}/{one.name}-", f"-seed={os.getpid()}",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *flags, *map(str, folders)], _Watched(one))
    atheris.Fuzz()
    raise AssertionError("libFuzzer returned")


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in fuzzing.as_bytes(word))


class _Watched:
    """A target that writes findings down and goes on, until there are too many."""

    def __init__(self, one: Target) -> None:
        self._target = one
        self._found: set[tuple[object, ...]] = set()
        self._count = 0

    def __call__(self, data: bytes) -> None:
        begun = time.process_time()
        error = _fails(self._target, data)
        took = time.process_time() - begun
        if error is not None:
            self._failed(data, error)
        if took > SLOW and ("slow",) not in self._found and self._seconds(data) > SLOW:
            self._tell(data, ("slow",), f"{took:.1f} s for {len(data)} bytes")
        self._count += 1
        if self._target.grows and data and error is None and self._count % EVERY == 0 and ("grows",) not in self._found:
            self._grown(data)

    def _grown(self, data: bytes) -> None:
        short, long = (min(self._target.many(data, size) for _ in range(2)) for size in SIZES)
        if long > max(LEAST, STEEPER * short * SIZES[1] / SIZES[0]):
            self._tell(data, ("grows",), f"{short:.2f} s for {SIZES[0]} bytes of it, {long:.2f} s for {SIZES[1]}")

    def _failed(self, data: bytes, error: Exception) -> None:
        where = _where(error)
        if where not in self._found and len(self._found) < MOST:
            small = _smaller(data, lambda some: (other := _fails(self._target, some)) and _where(other) == where)
            self._tell(small, where, "".join(traceback.format_exception(error, limit=-6)))

    def _tell(self, data: bytes, where: tuple[object, ...], why: str) -> None:
        self._found.add(where)
        path = _keep(self._target.name, data)
        print(
            f"FOUND {self._target.name}: {path.name}: {data[:400]!r}\n{why[-3000:]}\nEND", file=sys.stderr, flush=True
        )

    def _seconds(self, data: bytes) -> float:
        begun = time.process_time()
        _fails(self._target, data)
        return time.process_time() - begun


def _where(error: Exception) -> tuple[object, ...]:
    """The kind of an error and the line of our own from which it comes."""
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((one for one in reversed(frames) if "site-packages/" not in one.filename), frames[-1])
    return type(error).__name__, Path(frame.filename).name, frame.lineno


def _smaller(data: bytes, still: Callable[[bytes], object], seconds: float = 20) -> bytes:
    """The input without whatever it does not need, as far as some seconds go."""
    until, size = time.monotonic() + seconds, len(data) // 2
    while size >= 1 and time.monotonic() < until:
        at, shorter = 0, False
        while at < len(data) and time.monotonic() < until:
            some = data[:at] + data[at + size :]
            if still(some):
                data, shorter = some, True
            else:
                at += size
        size = size if shorter and size == 1 else size // 2
    return data


def _keep(name: str, data: bytes) -> Path:
    path = fuzzing.CORPUS / name / hashlib.sha256(data).hexdigest()[:12]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
