"""Analyses of what was only looked at, in a file of their own: no library, and nothing that cannot be made again.

A cache that cannot be read or written is none: every command goes on without it.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from pathlib import Path
from typing import Self

from .. import limits
from ..analyses import from_json, to_json
from ..ids import text_hash
from ..records import Analysis, Article

CACHE_BYTES = 500 * 1024 * 1024
"""What the analyses in a cache may take, compressed: some 100,000 articles. Beyond, the longest unused go first."""

_VERSION = 1
_TABLES = """
CREATE TABLE analyses (
    hash TEXT NOT NULL, fingerprint TEXT NOT NULL,
    used REAL NOT NULL,               -- when last, in seconds since 1970
    size INTEGER NOT NULL,
    body BLOB NOT NULL,               -- JSON, compressed
    PRIMARY KEY (hash, fingerprint)
);
CREATE INDEX analyses_used ON analyses (used);
"""


_DAMAGE = (sqlite3.Error, zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading rows that spq did not write, or that were damaged, may raise: there is nothing kept then."""

_UNPACKED = limits.MAX_DOCUMENT
"""Bytes of one analysis as JSON, which takes some ten times the room of its text."""


class Cache:
    """Analyses by the hash of their text and the fingerprint of what made them; a context manager."""

    def __init__(self, path: Path, limit: int = CACHE_BYTES) -> None:
        """Open, and make where there is none; one of another form is emptied, what is none is left. Raises nothing."""
        self.path, self._limit = path, limit
        self._db: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._db = _opened(path)
        except (OSError, sqlite3.Error):
            self._db = None

    def get(self, article: Article, fingerprint: str) -> Analysis | None:
        """The analysis of the article's text, under the article's id; None when there is none."""
        key = text_hash(article.text), fingerprint
        try:
            row = self._db and self._db.execute("SELECT body FROM analyses WHERE hash = ? AND fingerprint = ?", key)
            found = row.fetchone() if row else None
            if not found or self._db is None:
                return None
            self._db.execute("UPDATE analyses SET used = ? WHERE hash = ? AND fingerprint = ?", (time.time(), *key))
            return from_json(_unpacked(found[0]).decode(), article)
        except _DAMAGE:
            return None

    def put(self, analysis: Analysis, fingerprint: str) -> None:
        """Keep an analysis; when there is no room, those unused for longest go."""
        if self._db is None:
            return
        body = zlib.compress(to_json(analysis).encode("utf-8", "surrogatepass"))
        row = text_hash(analysis.article.text), fingerprint, time.time(), len(body), body
        try:
            self._db.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error:
            self._db = None  # a full disk: the rest of the run goes without

    def close(self) -> None:
        """Drop what is beyond the limit, and close."""
        if self._db is None:
            return
        try:
            over = self._db.execute("SELECT coalesce(sum(size), 0) FROM analyses").fetchone()[0] - self._limit
            if over > 0:
                self._drop(over)
            self._db.commit()
        except sqlite3.Error:
            pass
        self._db.close()
        self._db = None

    def _drop(self, least: int) -> None:
        """Delete those unused for longest, until at least so many bytes are free, and give the room back."""
        assert self._db is not None
        self._db.execute(
            """DELETE FROM analyses WHERE rowid IN (SELECT rowid FROM (
                SELECT rowid, sum(size) OVER (ORDER BY used, rowid) - size AS before FROM analyses
            ) WHERE before < ?)""",
            (least,),
        )
        self._db.commit()
        self._db.execute("VACUUM")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _unpacked(body: bytes) -> bytes:
    """What was compressed. Raises ValueError where that has no end, or is more than any analysis."""
    reader = zlib.decompressobj()
    data = reader.decompress(body, _UNPACKED)
    if not reader.eof:
        raise ValueError("cut off, or too large")
    return data


def is_cache(path: Path) -> bool:
    """Whether a file holds kept analyses, of whatever form, and nothing else; it is left as it is."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        connection.close()
    except sqlite3.Error:
        return False
    return tables <= {"analyses"}


def _opened(path: Path) -> sqlite3.Connection:
    if path.exists() and not path.is_file():
        raise sqlite3.DatabaseError("a pipe, a device or a folder")  # where SQLite would wait for ever
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):  # locked, or not to be opened: no damage
            raise
        path.unlink()
        connection, version = sqlite3.connect(path, timeout=1, isolation_level=None), 0
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # what is lost with the power is made again
    if version != _VERSION:
        if not is_cache(path):
            connection.close()
            raise sqlite3.DatabaseError("another program's file")
        connection.executescript(f"DROP TABLE IF EXISTS analyses; {_TABLES} PRAGMA user_version = {_VERSION:d};")
    return connection
