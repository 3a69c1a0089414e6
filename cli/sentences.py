"""Plain sentences or a transcript, what is most worth a check first: what ``spq claims --sentences`` prints."""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .output import Output

SentenceOrder = Literal["check", "position"]


def print_sentences(
    paths: list[str], out: Output, *, sort: SentenceOrder = "check", min_check: float = 0.0, limit: int | None = None
) -> None:
    """Score the sentences of files (``-``, or none: standard input) and print those that are worth a check so far.

    By ``check`` the first is what is most worth a check, equal ones stay in their order; by ``position`` rows come as
    they are read. What cannot be read is named by ``out``.
    """
    rows: Iterator[dict[str, Any]] = chain.from_iterable(_rows(path, out, min_check) for path in paths or ["-"])
    if sort == "check":
        rows = iter(sorted(rows, key=lambda row: -row["check"]))
    out.rows("sentences", islice(rows, limit))


def _rows(path: str, out: Output, min_check: float) -> Iterator[dict[str, Any]]:
    from ..extractors.plainsentences import read_sentences, sentence_rows

    stdin = None if sys.stdin is None else sys.stdin.buffer
    return sentence_rows(read_sentences(path, stdin, out.error, out.note), min_check)
