"""Times how people are told apart, on names made of the first and last words of others.

    python tests/support/recombined.py PAIRS.jsonl [COUNT …]      COUNT names each (default: 1,000, 10,000 and 100,000)

Prints for each count the people found, the seconds, and the seconds by n log n beside those of the smallest count.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable
from math import log
from pathlib import Path
from time import perf_counter

from spquotes.data.records import Entity, Mention
from spquotes.extractors.people import identify

PER_ARTICLE = 50


def recombined(names: Iterable[str], count: int, seed: int = 0) -> list[str]:
    """``count`` distinct names of a first and a last word, about as many first words as last ones."""
    draw = random.Random(seed)
    whole = [name.split() for name in sorted(set(names)) if len(name.split()) == 2 and name.isascii()]
    firsts, lasts = sorted({words[0] for words in whole}), sorted({words[1] for words in whole})
    side = min(round(count**0.5 * 1.2) + 1, len(firsts), len(lasts))
    firsts, lasts = draw.sample(firsts, side), draw.sample(lasts, side)
    if side * side < count:
        raise ValueError(f"{side} first and last words make {side * side} names, not {count}")
    return [f"{firsts[at // side]} {lasts[at % side]}" for at in draw.sample(range(side * side), count)]


def seconds(names: list[str]) -> tuple[float, int]:
    """How long telling the names' people apart takes, making their keys included, and how many people there are."""
    mentions = [(name, Mention(0, len(name), name, "name")) for name in names]
    entities = [
        (f"a{at // PER_ARTICLE}", Entity(at % PER_ARTICLE, "person", name, (mention,)))
        for at, (name, mention) in enumerate(mentions)
    ]
    started = perf_counter()
    people = identify(entities).people
    return perf_counter() - started, len(people)


def main() -> None:
    """Time each count."""
    path, *counts = sys.argv[1:]
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    names = [row[side] for row in rows for side in ("a", "b")]
    least = 0.0
    for count in map(int, counts or ("1000", "10000", "100000")):
        took, people = seconds(recombined(names, count))
        least = least or took / (count * log(count))
        growth = took / (count * log(count)) / least
        print(f"{count:9,} names: {people:9,} people in {took:6.2f} s, {growth:.2f} of n log n", flush=True)


if __name__ == "__main__":
    main()
