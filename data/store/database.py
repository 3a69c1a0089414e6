"""The database file: made, opened for asking or for writing, brought up to date, and closed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from ..errors import SpqError
from .tables import TABLES, VERSION

Values = dict[str, str | int | float | None] | tuple[str | int | None, ...]

PATIENCE = 5.0
"""Seconds that a second writer waits for the first."""


MANY = 5_000
"""Articles of an older library from which its user is told beforehand: from version 4 a thousand take a second."""


class Database:
    """One SQLite database of articles; a context manager that closes it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self._db = connection
        self._db.isolation_level = None  # transactions begin where we say so
        self._db.create_function("casefold", 1, _casefold, deterministic=True)
        self._db.execute("PRAGMA cell_size_check = ON")
        self._db.execute("PRAGMA foreign_keys = ON")
        self._lock: sqlite3.Connection | None = None
        self.path = path

    @classmethod
    def temporary(cls) -> Self:
        """A store that is gone when closed: in memory, and beyond its cache in a file without a name."""
        store = cls(sqlite3.connect(""))
        store._create()
        return store

    @classmethod
    def open(cls, path: Path, on_note: Callable[[str], None] = lambda _: None) -> Self:
        """A library for asking only; one of an older version is brought up to date first, and ``on_note`` told.

        Raises SpqError when there is none, when it is something else, or of a newer version.
        """
        if not path.is_file():
            raise SpqError(f"{path}: there is no library; make one with: spq add PATHS")
        connection = _read_only(path)
        version = _version(connection, path)
        if version < VERSION:
            connection.close()
            cls.writing(path, on_note).close()
            connection = _read_only(path)
        return cls(connection, path)

    @classmethod
    def writing(cls, path: Path, on_note: Callable[[str], None] = lambda _: None, patience: float = PATIENCE) -> Self:
        """A library for adding to, made where there is none; nobody else can write until it is closed.

        Raises SpqError also when the place cannot be written, or when another process has been writing for
        ``patience`` seconds.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = _locked(path, patience)
        except OSError as error:
            raise SpqError(_unwritable(path, error.strerror or str(error))) from None
        try:
            connection = sqlite3.connect(path, timeout=patience)
            store = cls(connection, path)
            store._lock = lock
            store._prepare(path, on_note)
        except sqlite3.OperationalError as error:
            lock.close()
            raise SpqError(_unwritable(path, str(error))) from None
        except (sqlite3.DatabaseError, SpqError) as error:
            connection.close()
            lock.close()
            raise error if isinstance(error, SpqError) else SpqError(_no_library(path, str(error))) from None
        return store

    def _prepare(self, path: Path, on_note: Callable[[str], None]) -> None:
        version = _version(self._db, path)
        if version < VERSION and self._one("SELECT count(*) FROM sqlite_schema")[0]:
            from .migrations import migrate

            articles = self._one("SELECT count(*) FROM articles")[0]
            if articles >= MANY:
                on_note(f"{path}: bringing {articles:,} articles to version {VERSION} of the library's form, once …")
            migrate(self._db, version)
            on_note(f"{path}: brought from version {version} to version {VERSION} of the library's form")
        elif version < VERSION:
            self._db.execute("PRAGMA journal_mode = WAL")  # readers go on while something is written
            self._create()
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last articles, never half of one

    def _create(self) -> None:
        self._db.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION:d}; COMMIT;")

    def close(self) -> None:
        """Close the database; a temporary one is forgotten."""
        self._db.close()
        if self._lock is not None and self.path is not None:
            with suppress(OSError):  # where an open file cannot go, it stays, empty
                _beside(self.path, "-lock").unlink()
            self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def transaction(self) -> Transaction:
        """All that is written within is written whole, or not at all."""
        return Transaction(self._db)

    def _rows(self, query: str, parameters: Values = ()) -> Iterator[tuple[Any, ...]]:
        try:
            return self._db.execute(query, parameters)
        except UnicodeEncodeError:  # halves of surrogate pairs: how a command line's bytes that are no UTF-8 arrive
            return self._db.execute(query, _without_halves(parameters))

    def _one(self, query: str, parameters: Values = ()) -> tuple[Any, ...]:
        return next(self._rows(query, parameters))


class Transaction:
    """A context manager: begins, commits, and rolls back on an error; inside another one it does nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db, self._outer = connection, True

    def __enter__(self) -> None:
        self._outer = self._db.in_transaction
        if not self._outer:
            self._db.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._outer and (kind is None or self._db.in_transaction):  # of a full disk SQLite rolls back itself
            self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def holds_articles(path: Path) -> bool:
    """Whether there is a library, of whatever version, and something in it; the file is left as it is."""
    if not path.is_file():
        return False
    connection = _read_only(path)
    try:
        return _version(connection, path) > 0 and bool(connection.execute("SELECT 1 FROM articles").fetchone())
    finally:
        connection.close()


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; also on a medium where not even SQLite's own files can be made beside it."""
    address = f"file:{quote(str(path.absolute()))}?mode="
    connection = sqlite3.connect(f"{address}rw", uri=True)  # of the file, for its own housekeeping; of us, nothing
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        beside = _beside(path, "-wal")
        if beside.exists() and beside.stat().st_size:
            raise SpqError(f"{path}: cannot be read ({error}); copy it, and the files beside it, elsewhere") from None
        connection = sqlite3.connect(f"{address}ro&immutable=1", uri=True)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise SpqError(_no_library(path, str(error))) from None
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a library's form, 0 for an empty file. Raises SpqError when it is none, or a newer one."""
    try:
        # Of one moment: another process may be making the library just now.
        query = """SELECT (SELECT user_version FROM pragma_user_version),
            (SELECT json_group_array(name) FROM sqlite_schema WHERE type = 'table')"""
        version, names = connection.execute(query).fetchone()
        version, tables = int(version), set(json.loads(names))
    except sqlite3.OperationalError as error:
        raise SpqError(f"{path}: cannot be read ({error})") from None
    except sqlite3.DatabaseError as error:
        raise SpqError(_no_library(path, str(error))) from None
    if tables and (version == 0 or not {"articles", "attributions", "people"} <= tables):
        raise SpqError(_no_library(path, "other tables are in it"))
    if version == VERSION and (planted := _running(connection) - _ours()):
        what = sorted(name for _, name, _ in planted)[0]
        raise SpqError(_no_library(path, f"a trigger or a view {what} is in it that spq did not make"))
    if version > VERSION:
        raise SpqError(
            f"{path}: made by a newer spq (version {version} of the library's form, this spq knows {VERSION}); "
            "update spq, or name another file with --library"
        )
    return version


def _running(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """(type, name, SQL without white space) of what runs by itself when a table is asked or written."""
    query = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    return {(kind, name, "".join(str(sql).split())) for kind, name, sql in connection.execute(query)}


@lru_cache(maxsize=1)
def _ours() -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        return _running(connection)


def _locked(path: Path, patience: float) -> sqlite3.Connection:
    """A lock that goes with the process that has it, however it ends: SQLite's own, on an empty file beside."""
    file, end = _beside(path, "-lock"), time.monotonic() + patience
    while True:
        lock: sqlite3.Connection | None = None
        opened = None
        try:
            lock = sqlite3.connect(file, timeout=max(0.0, end - time.monotonic()), isolation_level=None)
            opened = _inode(file)
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if lock is not None:
                lock.close()
            if "locked" in str(error) or time.monotonic() > end:
                raise SpqError(f"{path}: another spq is writing to it; try again when it is done") from None
            if opened is None or _inode(file) == opened:
                raise SpqError(_unwritable(path, str(error))) from None
        else:
            if opened is not None and _inode(file) == opened:
                return lock
            lock.close()
        # Whoever had it is done and has removed the file that was waited at: the next one may be there already.


def _inode(file: Path) -> int | None:
    with suppress(OSError):
        return file.stat().st_ino
    return None


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _unwritable(path: Path, why: str) -> str:
    return f"{path}: cannot be written ({why}); name a library elsewhere with --library FILE or SPQ_LIBRARY"


def _no_library(path: Path, why: str) -> str:
    return f"{path}: not a library of spq ({why}); move it away, or name another with --library FILE"


def _without_halves(values: Values) -> Values:
    def sound(value: Any) -> Any:  # noqa: ANN401 - what a column can hold
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value

    if isinstance(values, dict):
        return {name: sound(value) for name, value in values.items()}
    return tuple(map(sound, values))


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()
