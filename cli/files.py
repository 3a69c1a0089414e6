"""A file that is written whole or not at all."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
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


def checked_folder(name: str) -> Path:
    """Where a folder of files, or a zip with them, will be written; raises UsageError when it cannot be.

    A folder must be new or empty: in one with files somebody may have worked.
    """
    path = Path(os.path.realpath(name))
    if path.suffix.lower() == ".zip":
        return checked_target(name)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{name}: is a file; name a new folder, or FILE.zip")
    if not path.parent.is_dir():
        raise UsageError(f"{name}: there is no folder {path.parent}; make it first")
    if path.is_dir() and any(path.iterdir()):
        raise UsageError(f"{name}: is not empty, and nothing in it is to be lost; name a new folder, or FILE.zip")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{name}: not writable; choose another place")
    return path


@contextmanager
def many_files(path: Path) -> Iterator[Callable[[str, bytes], None]]:
    """Takes in files by name and content; when the block ends well they are a folder, or all in ``path`` if a .zip."""
    if path.suffix.lower() == ".zip":
        with replacing(path) as to, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
            # No time of its own: the same rows give the same bytes.
            yield lambda name, content: packed.writestr(_zipped(name), content)
        return
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        try:
            yield lambda name, content: _put(temporary / name, content)
            temporary.chmod(_mode(path, 0o777))
            if path.is_dir():
                path.rmdir()  # empty, see ``checked_folder``; elsewhere than on POSIX nothing may be in the way
            temporary.rename(path)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
    except OSError as error:
        raise SpqError(f"{path}: cannot be written ({error.strerror}); nothing was changed there") from error


def _zipped(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _put(path: Path, content: bytes) -> None:
    with path.open("xb") as to:
        to.write(content)


@contextmanager
def _compressed(path: Path, to: BinaryIO) -> Iterator[BinaryIO]:
    if path.suffix.lower() != ".gz":
        yield to
        return
    with gzip.GzipFile("", "wb", fileobj=to, mtime=0) as data:  # no name, no time: the same rows give the same bytes
        yield cast("BinaryIO", data)


def _is_new_or_regular(path: Path) -> bool:
    return not path.exists() or path.is_file()


def _mode(path: Path, new: int = 0o666) -> int:
    """The mode of what is replaced, else what an ordinary new file gets."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return new & ~mask
