"""Times grouping 1,000, 10,000 and 100,000 claims made by recombining the sample's sentences with words as frequent
as in news; every tenth claim says an earlier one again with a word less, in another order.

    python tests/support/manyclaims.py [NUMBER …]
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from importlib import resources
from pathlib import Path

from spquotes.extractors.claims.clusters import group
from spquotes.extractors.claims.comparable import Comparable

SAMPLE = Path(__file__).parent.parent.parent / "data" / "articles"


def claims(number: int, seed: int = 1) -> list[Comparable]:
    """So many claims, the same each time."""
    chance = random.Random(seed)
    table = resources.files("spquotes.data") / "lexicons" / "frequencies.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
    words, counts = [word.rstrip("~") for _, word in rows], [int(count) for count, _ in rows]
    words += [f"rare{at}" for at in range(20_000)]
    counts += [3] * 20_000
    texts = " ".join(file.read_text(encoding="utf-8") for file in SAMPLE.glob("*.*"))
    sentences = [one.split() for one in re.split(r"(?<=[.!?])\s+", texts) if 6 <= len(one.split()) <= 30]
    made: list[Comparable] = []
    drawn = iter(chance.choices(words, counts, k=30 * number))
    for at in range(number):
        if at % 10 == 9:
            said = chance.choice(made).text.split()
            said = said[len(said) // 2 :] + said[: len(said) // 2 - 1]
        else:
            said = [
                word if len(word) < 5 or chance.random() < 0.1 else next(drawn) for word in chance.choice(sentences)
            ]
        day = f"2012-{1 + at % 12:02d}-{1 + at % 28:02d}"
        made.append(Comparable(f"{at:07d}", " ".join(said), str(at // 30), f"p{at % 997}", published=day))
    return made


def main(numbers: list[int]) -> None:
    """A line for each number."""
    for number in numbers:
        some = claims(number)
        start = time.perf_counter()
        groups = group(some)
        took = time.perf_counter() - start
        joined = sum(one.count > 1 for one in groups)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{number:>8,} claims: {took:6.1f} s, {1e6 * took / number:5.0f} µs each, {joined:,} groups, {memory} MB")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000])
