"""Counts words in annotated articles for frequencies.tsv, and learns the weights of alike.tsv from marked pairs.

    python -m spquotes.extractors.learn_clusters QUOTES.jsonl … data/lexicons
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .claims.comparable import Comparable
from .claims.wording import terms
from .page import lay_out

LEAST = 8
"""Sentences that a term stands in at least to be in the table; of rarer ones the count says little."""


def frequencies(texts: Iterable[str]) -> Counter[str]:
    """The sentences with each term, and under ``(sentences)`` their number."""
    counts: Counter[str] = Counter()
    for text in texts:
        for one in lay_out(text).sentences:
            counts.update({"(sentences)", *terms(Comparable("", text[one.start : one.end], ""))})
    return counts


def write_frequencies(counts: Counter[str], path: Path) -> None:
    """The table, most frequent first; terms with digits and rare ones are left out."""
    kept = [(term, count) for term, count in counts.items() if count >= LEAST and not any(map(str.isdigit, term))]
    lines = ["# In how many sentences of news articles a word stands, as claims compare words (extractors/claims/wording.py)"]
    lines += ["# Counted by spquotes.extractors.learn_clusters, not by hand."]
    lines += [f"{count}\t{term}" for term, count in sorted(kept, key=lambda one: (-one[1], one[0]))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """See the module's docstring."""
    *files, lexicons = map(Path, arguments)
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    write_frequencies(frequencies(row["text"] for row in rows), lexicons / "frequencies.tsv")


if __name__ == "__main__":
    main(sys.argv[1:])
