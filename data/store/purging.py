"""All that spq keeps on a disk: found, known to be its own, and removed.

    library.db   library.db-wal …   people.toml   corrections.toml   analyses.db …     and the folders, if empty

Nothing is removed by its name alone: a library and a cache must hold the tables of one, a file of decisions must be
one that spq can read.  A link is never followed.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from ..corrections import corrections_file, parse_corrections, read_corrections
from ..decisions import parse_decisions, read_text
from ..errors import SpqError
from .cache import is_cache
from .database import PATIENCE, _beside, _locked, _read_only, _version

LIBRARY, CACHE, DECISIONS, CORRECTIONS = (
    "the library", "the cache of analyses", "your decisions on who is who", "your corrections",
)  # fmt: skip
PEOPLE_FILE = "people.toml"

_OF_SQLITE = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept: its files, in the order in which they go, and their bytes together."""

    what: str
    files: tuple[Path, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Found:
    """What can go, and what is left, each with the reason."""

    kept: tuple[Kept, ...]
    left: tuple[str, ...]


def find(library: Path | None, cache: Path | None, *, decisions: bool = True) -> Found:
    """What is kept in a library's file, beside it, and in a cache; what is None is not looked at.

    ``decisions`` False leaves the files of what the user decided. Raises SpqError for a library or a cache that is a
    link or none of spq's.
    """
    kept: list[Kept] = []
    left: list[str] = []
    if library is not None:
        for what, path in ((DECISIONS, library.with_name(PEOPLE_FILE)), (CORRECTIONS, corrections_file(library))):
            if not path.exists() and not path.is_symlink():
                continue
            if not decisions:
                left.append(f"{path}: kept, as asked for")
            elif reason := _not_ours(what, path, library):
                left.append(f"{path}: left, {reason}")
            else:
                kept.append(_kept(what, (path,)))
        if _is_file(library, "library"):
            with closing(_read_only(library)) as connection:
                if not _version(connection, library) and library.stat().st_size:
                    raise SpqError(f"{library}: not a library of spq (it has no tables); remove it yourself")
            kept.append(_kept(LIBRARY, _with_sqlites(library)))
    if cache is not None and _is_file(cache, "cache"):
        if not is_cache(cache):
            raise SpqError(f"{cache}: not a cache of spq; remove it yourself, or name another folder with SPQ_CACHE")
        kept.append(_kept(CACHE, _with_sqlites(cache)))
    return Found(tuple(kept), tuple(left))


def remove(kept: Iterable[Kept], library: Path | None, folders: Iterable[Path]) -> None:
    """Remove what was found, and those of the ``folders`` that are empty then.

    Raises SpqError when another process writes to the library, and, naming what is still there, when a file cannot go.
    """
    things = [*kept]
    lock: sqlite3.Connection | None = None
    if library is not None and any(thing.what == LIBRARY for thing in things):
        lock = _locked(library, PATIENCE)
        with closing(sqlite3.connect(library)) as connection, suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the file alone tells what it is, to the end
    files = [file for thing in things for file in thing.files]
    try:
        for number, file in enumerate(files):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                others = ", ".join(map(str, files[number + 1 :]))
                also = f"; still there, too: {others}" if others else ""
                raise SpqError(f"{file}: cannot be removed ({error.strerror}){also}") from None
    finally:
        if lock is not None and library is not None:
            with suppress(OSError):
                _beside(library, "-lock").unlink()
            lock.close()
    for folder in folders:
        with suppress(OSError):  # something else is in it
            folder.rmdir()


def _kept(what: str, files: tuple[Path, ...]) -> Kept:
    return Kept(what, files, sum(file.stat().st_size for file in files))


def _with_sqlites(path: Path) -> tuple[Path, ...]:
    """SQLite's own files beside a database, and it: by the last one, what is half done is found again."""
    beside = [_beside(path, ending) for ending in _OF_SQLITE]
    return (*(file for file in beside if file.is_file()), path)


def _is_file(path: Path, what: str) -> bool:
    """Whether there is a file; raises SpqError when there is something else by that name."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISLNK(mode):
        raise SpqError(f"{path}: a link to {path.readlink()}; name the {what} itself, for only the link would go")
    if not stat.S_ISREG(mode):
        raise SpqError(f"{path}: not a file, and so no {what} of spq")
    return True


def _not_ours(what: str, path: Path, library: Path) -> str | None:
    """Why a file beside the library is not removed, if so."""
    if path.is_symlink():
        return f"a link to {path.readlink()}"
    if other := next(_other_libraries(library), None):
        return f"for {other.name} is beside it, too"
    try:
        if what == DECISIONS:
            parse_decisions(read_text(path), str(path))
        else:
            parse_corrections(read_corrections(path), str(path))
    except SpqError as error:
        return f"for it is not as spq writes it ({str(error).removeprefix(f'{path}: ')})"
    return None


def _other_libraries(library: Path) -> Iterator[Path]:
    for path in sorted(library.parent.iterdir()):
        if path.name != library.name and path.is_file() and not path.is_symlink() and _is_sqlite(path):
            with suppress(SpqError, sqlite3.Error), closing(_read_only(path)) as connection:
                if _version(connection, path):
                    yield path


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
