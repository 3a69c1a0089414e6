"""What all fuzz targets share: how a target is declared, how bytes become texts, and what makes an input slow.

A target is a function of bytes that returns where spq does what it promises and raises where it does not. The same
ones are run by atheris (``run.py``), by Hypothesis and over the findings kept in ``corpus/`` (``test_fuzz.py``).
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")

CORPUS = Path(__file__).parent / "corpus"
"""A folder for each target, a file for each finding: the input that was one, as small as it could be made."""

MODULES = ("fuzztexts", "fuzznames", "fuzzfiles", "fuzzreaders", "fuzzstore", "fuzzwriters", "fuzzverify", "fuzzwhole")

BETWEEN = "\x1f"
"""Between the parts of an input that has several: a unit separator, which stands for itself in the last one."""

MARKS = (
    '"', "'", "“", "”", "‘", "’", "„", "«", "»", "''", "``", ".", ". ", ", ", ": ", " – ", "\n", "\n\n", "\r\n", "\t", " ",
    "(", ")", "[", "]", "…", "?", "!", "\u00a0", "\u2028", "\x85", "\u202e", "\u200b", "\ufeff", "\0", "\x1b[31m", "é", "e\u0301",
    "😀", "Я", "ß", "İ", "\ud800",
)  # fmt: skip
"""Pieces for any text: marks, ends of lines, and what is not seen, not obeyed or not a character."""


@dataclass(frozen=True)
class Target:
    """``words`` are pieces of which inputs are made; ``seeds`` are inputs to begin with; ``slow`` ones take over 1 ms.

    ``longest`` is in bytes, and no less than twice the longest seed: short inputs are many inputs.

    ``share`` weighs a target when a run has so many seconds for all of them. ``grows``: an input many times over is
    one, too, and takes so many times as long.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[str, ...]
    share: float = 1.0
    slow: bool = False
    longest: int = 256
    grows: bool = False

    def many(self, data: bytes, size: int) -> float:
        """Seconds of the processor that an input takes, so many times over that it has ``size`` bytes."""
        begun = process_time()
        self.run(data * (size // len(data)))
        return process_time() - begun


TARGETS: dict[str, Target] = {}


def target(
    *seeds: str | bytes,
    words: tuple[str, ...] = (),
    share: float = 1.0,
    slow: bool = False,
    longest: int = 256,
    grows: bool = False,
) -> Callable[[Callable[[bytes], None]], Callable[[bytes], None]]:
    """Declare a function of bytes as a target that goes by its name."""

    def declare(run: Callable[[bytes], None]) -> Callable[[bytes], None]:
        made = tuple(as_bytes(seed) for seed in seeds)
        most = max([longest, *(2 * len(seed) for seed in made)])
        TARGETS[run.__name__] = Target(
            run.__name__, run, made, tuple(filter(None, (*words, *MARKS))), share, slow, most, grows
        )
        return run

    return declare


def all_targets() -> dict[str, Target]:
    """Every target there is, by name."""
    for module in MODULES:
        import_module(module)
    return TARGETS


def kept(name: str) -> list[Path]:
    """The findings of a target."""
    return sorted((CORPUS / name).glob("*")) if (CORPUS / name).is_dir() else []


# ---- bytes into texts

codecs.register_error("one-by-one", lambda error: (error.object[error.start : error.end].decode("latin-1"), error.end))


def as_bytes(text: str | bytes) -> bytes:
    """A text as an input."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def text_of(data: bytes) -> str:
    """A text as readers give it: neither NUL nor halves of surrogate pairs; each byte that is no UTF-8 is Latin-1."""
    return data.decode("utf-8", "one-by-one").replace("\0", "\ufffd")


def any_text_of(data: bytes) -> str:
    """A text with all that a Python string may hold."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


class Parts:
    """The parts of an input, one after the other; "" when there are no more."""

    def __init__(self, data: bytes, read: Callable[[bytes], str] = text_of) -> None:
        self._parts: Iterator[str] = iter(read(data).split(BETWEEN))

    def text(self) -> str:
        """The next part."""
        return next(self._parts, "")

    def maybe(self) -> str | None:
        """The next part; None for "-" and for none."""
        part = self.text()
        return None if part in ("", "-") else part

    def number(self, below: int) -> int:
        """A number that the next part stands for."""
        return sum(self.text().encode("utf-8", "surrogatepass")) % below

    def chosen(self, among: tuple[T, ...]) -> T:
        """One of several things."""
        return among[self.number(len(among))]

    def spans(self, text: str, least: int = 0) -> list[tuple[int, int]]:
        """Places in a text, disjoint and in order, none empty: lengths of gaps and pieces as code points tell them."""
        found, at = [], 0
        lengths = [ord(one) % 97 for one in self.text()]
        for gap, length in zip(lengths[::2], lengths[1::2], strict=False):
            start, end = at + gap, min(len(text), at + gap + length)
            if start < end:
                found.append((start, end))
            at = start + length
        if not found and least and text:
            found = [(0, len(text))]
        return found


def joined(*parts: str) -> str:
    """An input of several parts."""
    return BETWEEN.join(parts)


# ---- what is promised of places


def check_spans(text: str, spans: list[tuple[int, int]], *, apart: bool = True) -> None:
    """Places in a text: inside, not empty, in order; ``apart``: they do not overlap."""
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text), (start, end, at, len(text))
        at = end if apart else start


def turn(data: bytes, of: int) -> int:
    """Which of several checks an input gets where all are too slow for each; always the same one."""
    return crc32(data) % of
