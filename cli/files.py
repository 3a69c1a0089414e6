"""A file that is written whole or not at all."""

from __future__ import annotations

import gzip
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from ..data.errors import SpqError, UsageError


def checked_target(name: str) -> Path:
    """Where a file will be written, links followed; raises UsageError when it cannot be."""
    path = Path(os.path.realpath(name))
    if path.is_dir():
        raise UsageError(f"{name}: is a folder; name a file")
    if not path.parent.is_dir():
        raise UsageError(f"{name}: there is no folder {path.parent}; make it first")
    if not os.access(path.parent if _is_new_or_regular(path) else path, os.W_OK):
        raise UsageError(f"{name}: not writable; choose another place")
    return path


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes ``path``'s place when the block ends well; a name ending in ``.gz`` is compressed.

    What is no regular file (a named pipe, a device) is written to directly.
    """
    try:
        if not _is_new_or_regular(path):
            with path.open("wb") as to, _compressed(path, to) as data:
                yield data
            return
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as to, _compressed(path, to) as data:
                yield data
            os.chmod(temporary, _mode(path))
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SpqError(f"{path}: cannot be written ({error.strerror}); nothing was changed there") from error


@contextmanager
def _compressed(path: Path, to: BinaryIO) -> Iterator[BinaryIO]:
    if path.suffix.lower() != ".gz":
        yield to
        return
    with gzip.GzipFile("", "wb", fileobj=to, mtime=0) as data:  # no name, no time: the same rows give the same bytes
        yield cast("BinaryIO", data)


def _is_new_or_regular(path: Path) -> bool:
    return not path.exists() or path.is_file()


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, else what an ordinary new file gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
