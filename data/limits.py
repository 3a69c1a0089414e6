"""Every bound on what one input may cost, in one place; all are met with a message, never with a crash.

The sizes leave room for the largest thing anybody would call an article (the text of a 2,000-page book is about 5 MB).
Those that a message names can be raised or lowered by an environment variable, ``SPQ_`` and
their name: ``SPQ_MAX_TEXT=50M``.
"""

from __future__ import annotations

import os
import re

from .errors import UsageError

_NUMBER = re.compile(r"([0-9]+(?:_[0-9]+)*)([kmg]?)(?:i?b)?", re.IGNORECASE)
_LONGEST = 32  # characters of a number; Python reads no more than 4,300 figures
_BYTES = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}
_COUNT = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


def _setting(name: str, default: int, units: dict[str, int]) -> int:
    """The limit as the environment sets it, else the default; raises UsageError for what is no number above 0."""
    given = os.environ.get(variable(name), "").strip()
    if not given:
        return default
    match = _NUMBER.fullmatch(given) if len(given) <= _LONGEST else None
    value = int(match[1]) * units[match[2].lower()] if match else 0
    if value < 1:
        raise UsageError(f'{variable(name)} is "{given}"; write a number above 0, as 500000 or 50M')
    return value


def variable(name: str) -> str:
    """The environment variable that sets a limit."""
    return f"SPQ_{name}"


def raised_by(name: str) -> str:
    """What a message that a limit was met ends with."""
    return f"({variable(name)} raises this limit)"


def too_large() -> str:
    """Why a file of more than ``MAX_DOCUMENT`` bytes is not read."""
    return f"larger than {in_mib(MAX_DOCUMENT)}, unpacked; split it {raised_by('MAX_DOCUMENT')}"


def in_mib(size: int) -> str:
    """A size in bytes as messages give it."""
    return f"{size / 2**20:.4g} MiB"


MAX_DOCUMENT = _setting("MAX_DOCUMENT", 256 * 2**20, _BYTES)
"""Bytes, unpacked, of a file that must be read whole: a text, a page, a PDF, a DOCX, a JSON array, a packed Parquet."""

MAX_RECORD = _setting("MAX_RECORD", 32 * 2**20, _BYTES)
"""Bytes of one line of JSONL or of one field of CSV; what bounds memory in the formats that are streamed."""

MAX_PAGE = _setting("MAX_PAGE", 20 * 10**6, _COUNT)
"""Characters of an HTML page; by default trafilatura's own ``max_file_size``."""

MAX_TEXT = _setting("MAX_TEXT", 10 * 10**6, _COUNT)
"""Characters of one article's text; a longer one is reported and left out. Time and memory grow in step with it."""

MAX_SECONDS = _setting("MAX_SECONDS", 60, _COUNT)
"""Seconds that an article may take to be analysed, or a file to be read, for each ``SECONDS_FOR`` of it begun.

An ordinary article takes a twentieth of a second, half a million characters some fifteen.
"""

SECONDS_FOR = 500_000
"""Characters, or bytes, for which ``MAX_SECONDS`` are allowed."""


def seconds_for(size: int) -> int:
    """The seconds that something of so many characters or bytes may take."""
    return MAX_SECONDS * (1 + size // SECONDS_FOR)


MAX_SETTINGS = _setting("MAX_SETTINGS", 16 * 2**20, _BYTES)
"""Bytes of ``people.toml`` and of ``corrections.toml``, of each: some 100,000 entries."""

MAX_BAD_LINES = 20
"""Unreadable records at the start of a file, not one readable among them, after which reading it is given up."""

HEAD = 64 * 1024
"""Bytes at the start of a file that are looked at to tell what it is."""

ENCODING_SAMPLE = 64 * 1024
"""Bytes around the first byte that is not UTF-8 that are looked at to tell the encoding."""

LANGUAGE_SAMPLE = 1500
"""Characters of each of the three stretches (start, middle, end) of a text that are looked at to tell its language."""

LANGUAGE_LETTERS = 60
"""Letters below which a text passes as English: py3langid's guesses on shorter ones are not to be trusted."""

FRONT_MATTER_LINES = 100
"""Lines within which front matter must end, or it is none."""
