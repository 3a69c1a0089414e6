"""Files in TOML that people write by hand, read within bounds: ``people.toml`` and ``corrections.toml``."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

from . import limits
from .errors import SpqError
from .timelimit import OutOfTime, time_limit


def settings_text(path: Path) -> str:
    """The text of a file, without a byte order mark.

    Raises OSError where it cannot be read, SpqError where it is no file, too large or not UTF-8.
    """
    if not (stat.S_ISREG(path.stat().st_mode) or path.is_dir() or str(path) == os.devnull):
        raise SpqError(f"{path}: is a pipe, a device or a socket, not a file")  # it might never end, nor begin
    with path.open("rb") as file:
        data = file.read(limits.MAX_SETTINGS + 1)
    if len(data) > limits.MAX_SETTINGS:
        size = limits.in_mib(limits.MAX_SETTINGS)
        raise SpqError(f"{path}: larger than {size}, and so not read {limits.raised_by('MAX_SETTINGS')}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SpqError(f"{path}: not UTF-8; save it as UTF-8") from None


def toml_tables(text: str, where: str, page: str) -> dict[str, Any]:
    """What a text in TOML holds; ``where`` names it in errors, ``page`` shows its form. Raises SpqError."""
    try:
        with time_limit(limits.MAX_SECONDS):  # a key of a hundred thousand dots takes minutes
            return tomllib.loads(text)
    except OutOfTime:
        limit = f"takes more than {limits.MAX_SECONDS} seconds to read"
        raise SpqError(f"{where}: {limit}; {page} shows the form {limits.raised_by('MAX_SECONDS')}") from None
    except RecursionError:
        raise SpqError(f"{where}: its lists or tables stand too deep in each other; {page} shows the form") from None
    except ValueError as error:  # tomllib's own, and int's of a number with too many digits
        why = str(error).partition(";")[0]
        raise SpqError(f"{where}: not TOML ({why}); {page} shows the form") from None
