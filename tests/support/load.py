"""A library of many articles, made in one run of ``spq add``: how steadily, in how much memory, who may ask meanwhile.

    python tests/support/load.py make SPQ_BENCH COUNT FILE [--characters N]     articles with altered names
    python tests/support/load.py run FILE LIBRARY [--readers N --after COUNT]   adds them, a line every ten seconds
    python tests/support/load.py check FILE LIBRARY                             every article once, every span as it is

``make`` takes the development articles, whole or their first paragraphs up to so many characters, and gives people
other names, the same within an article: three in five from a core of 300 people whom all articles name, the others
from a hundred thousand. Dates and outlets are drawn, too. So each text is new, and people come again as in news.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Rows = Iterator[dict[str, Any]]

_PAIR = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{2,})\b")
_ONSETS = (*"bdfghklmnprstvz", "br", "dr", "gr", "kl", "kr", "pl", "sh", "st", "tr", "vl")
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ei"]
_ENDS = ["n", "r", "s", "l", "t", "k", "m", "v", "ff", "sky", "wood", "er", "ano", "ini", "ov", "berg", "son"]
_OUTLETS = [
    f"The {town} {kind}" for town in ("Harbour", "Valley", "Summit", "Lake") for kind in ("Post", "Times", "Echo")
]
EVERY = 10.0


def _family(draw: random.Random) -> str:
    return "".join(
        (draw.choice(_ONSETS), draw.choice(_VOWELS), draw.choice(_ONSETS), draw.choice(_VOWELS), draw.choice(_ENDS))
    ).capitalize()


def _first_names() -> dict[str, list[str]]:
    import spquotes.data

    path = Path(spquotes.data.__path__[0]) / "lexicons" / "first_names.toml"
    return {sex: names.split() for sex, names in tomllib.loads(path.read_text()).items() if isinstance(names, str)}


class Renamer:
    """Gives the people of a text other names."""

    def __init__(self, seed: int = 0) -> None:
        self.draw = random.Random(seed)
        self.firsts = _first_names()
        self.sex = {name: sex for sex, names in self.firsts.items() for name in names}
        self.core = {sex: [self.person(sex) for _ in range(150)] for sex in self.firsts}

    def person(self, sex: str) -> tuple[str, str]:
        """Somebody new."""
        return self.draw.choice(self.firsts[sex]).capitalize(), _family(self.draw)

    def renamed(self, text: str) -> str:
        """The text with each "First Last" of a known first name, and that Last wherever it stands, exchanged."""
        others: dict[str, str] = {}
        for first, last in dict.fromkeys(_PAIR.findall(text)):
            sex = self.sex.get(first.lower())
            if sex is None or last in others:
                continue
            new = self.draw.choice(self.core[sex]) if self.draw.random() < 0.6 else self.person(sex)
            others[first], others[last] = new
        if not others:
            return text
        return re.sub(r"\b(?:" + "|".join(map(re.escape, others)) + r")\b", lambda found: others[found[0]], text)


def articles(bench: Path, count: int, characters: int | None) -> Rows:
    """So many articles, each of another text."""
    found = []
    for part in ("train", "dev"):
        with (bench / "quotes" / f"polnear_{part}.jsonl").open(encoding="utf-8") as lines:
            found += [json.loads(line)["text"] for line in lines]
    renamer, draw, first = Renamer(), random.Random(1), date(2010, 1, 1)
    for number in range(count):
        text = _cut(found[number % len(found)], characters)
        yield {
            "id": f"load-{number:06d}",
            "text": f"{renamer.renamed(text)}\n\nReport number {number}.",
            "outlet": draw.choice(_OUTLETS),
            "date": (first + timedelta(days=draw.randrange(4000))).isoformat(),
        }


def _cut(text: str, characters: int | None) -> str:
    if characters is None or len(text) <= characters:
        return text
    kept = ""
    for paragraph in text.split("\n\n"):
        if kept and len(kept) + len(paragraph) > characters:
            break
        kept += f"{paragraph}\n\n"
    return kept.rstrip()


def make(bench: Path, count: int, to: Path, characters: int | None) -> None:
    """Write the articles as JSON Lines."""
    size = 0
    with to.open("w", encoding="utf-8") as file:
        for row in articles(bench, count, characters):
            size += len(row["text"])
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{count:,} articles of {size / count:,.0f} characters on average")


def run(file: Path, library: Path, readers: int, after: int) -> None:
    """Add all, with a line every ten seconds; with ``readers`` once so many articles are there, for two minutes."""
    begun, asking = time.monotonic(), []
    adding = subprocess.Popen([_spq(), "add", str(file), "--library", str(library)])
    print("seconds\tarticles\ta second\tCPU s\tMB of each process\tlibrary MB\tlog MB", flush=True)
    last = (0.0, 0)
    while adding.poll() is None:
        time.sleep(EVERY)
        now, there = time.monotonic() - begun, count_of(library)
        rate = (there - last[1]) / (now - last[0])
        last = (now, there)
        cpu, sizes = usage(adding.pid)
        log = Path(f"{library}-wal")
        told = (
            f"{now:.0f}",
            there,
            f"{rate:.0f}",
            f"{cpu:.0f}",
            " ".join(f"{size:.0f}" for size in sizes),
            megabytes(library),
            megabytes(log),
        )
        print(*told, sep="\t", flush=True)
        if readers and not asking and there >= after:
            command = [sys.executable, __file__, "read", str(library), "120"]
            asking = [
                subprocess.Popen([*command, str(seed)], stdout=subprocess.PIPE, text=True) for seed in range(readers)
            ]
    print(f"ended with {adding.returncode} after {time.monotonic() - begun:.0f} s, {count_of(library):,} articles")
    if asking:
        answers = [json.loads(one.communicate()[0]) for one in asking]
        assert all(one.returncode == 0 for one in asking)
        took = sorted(seconds for answer in answers for seconds in answer)
        middle, high = took[len(took) // 2], took[len(took) * 95 // 100]
        print(f"{readers} readers asked {len(took):,} questions", end=": ")
        print(f"median {middle:.3f} s, 95 % {high:.3f} s, worst {took[-1]:.3f} s")


def _spq() -> str:
    return str(Path(sys.executable).with_name("spq"))


def count_of(library: Path) -> int:
    """The articles that are in it by now."""
    try:
        with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def usage(pid: int) -> tuple[float, list[float]]:
    """CPU seconds of a process with all that it ended or has below it, and the memory of each, in MB (PSS)."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    tick, cpu, sizes, those = os.sysconf("SC_CLK_TCK"), 0.0, [], [pid]
    while those:
        one = those.pop()
        those += parents.get(one, [])
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            told = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.M)
        except OSError:
            continue
        cpu += sum(map(int, fields[11:15])) / tick
        sizes.append(int(told[1]) / 1000 if told else 0.0)
    return cpu, sizes


def megabytes(path: Path) -> str:
    """The size of a file that may not be there."""
    return f"{path.stat().st_size / 1e6:.1f}" if path.exists() else "0"


def read(library: Path, seconds: float, seed: int) -> None:
    """Ask one question after the other; each statement's words must stand in its article. Prints the times as JSON."""
    from spquotes.data.store import EntityFilter, QuoteFilter, Store

    draw, took, end = random.Random(seed), [], time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.perf_counter()
        with Store.open(library) as store:
            rows: list[dict[str, Any]] = []
            match draw.randrange(5):
                case 0:
                    word = draw.choice(("campaign", "tax", "voters", "war"))
                    rows = list(store.quotes(QuoteFilter(contains=word, limit=50)))
                case 1:
                    person = draw.choice(store.most_quoted(100))
                    rows = list(store.quotes(QuoteFilter(speakers=[person], sort="date", limit=50)))
                case 2:
                    assert store.counts().articles >= 1
                case 3:
                    assert len(list(store.entities(EntityFilter(limit=50)))) == 50
                case _:
                    day = f"{draw.randrange(2010, 2020)}-03-01"
                    rows = list(store.quotes(QuoteFilter(since=day, until=day)))
            for row in rows[:: max(1, len(rows) // 5)]:
                article = store.article(row["doc"])
                assert article is not None
                assert all(article.text[one["start"] : one["end"]] == one["text"] for one in row["content"])
        took.append(time.perf_counter() - begun)
    print(json.dumps(took))


def check(file: Path, library: Path) -> None:
    """Every article of the file is there once; the library is sound; every span holds its words."""
    from spquotes.data.store import Store

    with file.open(encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    with Store.open(library) as store:
        ids = list(store.article_ids())
        assert sorted(ids) == sorted(texts)
        statements = 0
        for row in store.quotes():
            statements += 1
            assert all(texts[row["doc"]][one["start"] : one["end"]] == one["text"] for one in row["content"])
        assert list(store.faults()) == []
    print(f"{len(ids):,} articles, each once; {statements:,} statements, each as its article has it; no fault")


def main() -> None:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "run", "read", "check"))
    parser.add_argument("of", type=Path)
    parser.add_argument("rest", nargs="*")
    parser.add_argument("--characters", type=int)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--after", type=int, default=0)
    given = parser.parse_args()
    if given.what == "make":
        make(given.of, int(given.rest[0]), Path(given.rest[1]), given.characters)
    elif given.what == "run":
        run(given.of, Path(given.rest[0]), given.readers, given.after)
    elif given.what == "read":
        read(given.of, float(given.rest[0]), int(given.rest[1]))
    else:
        check(given.of, Path(given.rest[0]))


if __name__ == "__main__":
    main()
