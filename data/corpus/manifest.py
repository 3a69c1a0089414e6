"""Who did what already: one small file a shard, written last, and ``manifest.json`` with all of them at the end.

A run that goes on reads them; a run with another input, other options or other rules than the folder holds is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..errors import SpqError, UsageError
from ..readers import ReadOptions
from ..records import Analysis
from .inputs import InputFile, shard_name
from .storage import Storage
from .tables import SHARD_TABLES, ShardFormat, TableName, analyses, rows_in

VERSION = 2
"""Of the layout of the output folder."""

MANIFEST = "manifest.json"
SHARDS = "_shards"
"""The folder of the files that say that a shard is whole."""

WORK = "_work"
"""The folder of what lies there only while people are told apart."""

OWN = (*SHARD_TABLES, "people", "who", SHARDS, WORK, MANIFEST)
"""All that an output folder holds; nothing else in it is ever touched."""


@dataclass(frozen=True, slots=True)
class Run:
    """All that decides the bytes of the output."""

    inputs: tuple[InputFile, ...]
    reading: ReadOptions
    fingerprint: str
    shard_size: int
    format: ShardFormat

    def described(self) -> dict[str, Any]:
        """As it stands in the manifest; the absolute paths of this machine do not."""
        return {
            "version": VERSION,
            "fingerprint": self.fingerprint,
            "format": self.format,
            "shard_size": self.shard_size,
            "reading": asdict(self.reading),
            "inputs": [{"path": one.path, "size": one.size, "tag": one.tag} for one in self.inputs],
        }


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that is whole: which records of which part it holds, and its files."""

    part: int
    number: int
    first: int
    records: int
    last: bool
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """What its files are called, without the ending."""
        return shard_name(self.part, self.number)


def begin(to: Storage, run: Run) -> dict[str, Shard]:
    """Make the place ready for a run, and tell which of its shards are whole.

    Raises UsageError when something else lies there.
    """
    wanted = run.described()
    try:
        found = json.loads(to.read(MANIFEST))
    except FileNotFoundError:
        if to.names():
            raise UsageError("the output folder holds other files; name a new or an empty one") from None
        found = None
    except ValueError:
        found = {}
    if found is None:
        to.write(MANIFEST, _json({**wanted, "state": "running"}))
    elif other := [key for key in wanted if found.get(key) != wanted[key]]:
        raise UsageError(f"{_difference(other[0])}; --overwrite begins anew, or name a new folder for the output")
    to.tidy()
    return done(to)


def _difference(key: str) -> str:
    return {
        "version": "the output is another version's",
        "fingerprint": "the output was made with other rules or another model",
        "inputs": "the input has changed since the output was begun",
    }.get(key, f"the output was begun with another {key.replace('_', ' ')}")


def overwrite(to: Storage) -> None:
    """Take away what an earlier run left; nothing else."""
    for name in OWN:
        to.remove(name)


def done(to: Storage) -> dict[str, Shard]:
    """The shards that are whole, by name, in order."""
    found = [_shard(json.loads(data)) for data in to.read_all(SHARDS).values()]
    return {shard.name: shard for shard in sorted(found, key=lambda shard: shard.name)}


def _shard(row: Mapping[str, Any]) -> Shard:
    return Shard(**{**row, "notes": tuple(row["notes"])})


def finished_parts(shards: Iterable[Shard]) -> set[int]:
    """The parts all of whose shards are there, so that they need not be read again."""
    numbers: dict[int, set[int]] = {}
    ends: dict[int, int] = {}
    for shard in shards:
        numbers.setdefault(shard.part, set()).add(shard.number)
        if shard.last:
            ends[shard.part] = shard.number
    return {part for part, end in ends.items() if len(numbers[part]) == end + 1}


def file_name(table: TableName, shard: str, shard_format: ShardFormat) -> str:
    """Where a shard's rows of a table lie."""
    return f"{table}/{shard}.{shard_format}"


def record(to: Storage, shard: Shard) -> None:
    """Say that a shard is whole, after all its files are there."""
    to.write(f"{SHARDS}/{shard.name}.json", _json(asdict(shard)))


def finish(to: Storage, run: Run, shards: Mapping[str, Shard], people: Mapping[str, Any] | None) -> None:
    """Write the whole manifest of a run that is done; the same run always gives the same bytes."""
    rows = {table: sum(shard.rows[table] for shard in shards.values()) for table in SHARD_TABLES}
    every = [{"name": shard.name, "state": "done", **asdict(shard)} for shard in shards.values()]
    to.write(MANIFEST, _json({**run.described(), "state": "done", "rows": rows, "people": people, "shards": every}))


def checksum(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(of: Storage) -> dict[str, Any]:
    """The manifest of a finished or unfinished run; raises UsageError when there is none."""
    try:
        found: dict[str, Any] = json.loads(of.read(MANIFEST))
    except FileNotFoundError:
        raise UsageError("there is no manifest.json; name the output folder of spq batch") from None
    if found.get("version") != VERSION:
        raise UsageError("the output is another version's; run spq batch again")
    return found


def read_rows(
    of: Storage, table: TableName, shards: Sequence[str], shard_format: ShardFormat
) -> Iterator[dict[str, Any]]:
    """The rows of a table in some shards, one shard in memory at a time."""
    for shard in shards:
        yield from rows_in(of.read(file_name(table, shard, shard_format)), shard_format)


def read_analyses(of: Storage) -> Iterator[Analysis]:
    """Every analysis in the output of a corpus, as it was when it was written; the text of its articles, too.

    Raises UsageError when there is no output, or an unfinished one, and SpqError when a file is not what was written.
    """
    manifest = read_manifest(of)
    if manifest["state"] != "done":
        raise UsageError("the output is not finished; run spq batch again, it goes on where it stopped")
    shard_format: ShardFormat = manifest["format"]
    for shard in manifest["shards"]:
        files = {table: of.read(file_name(table, shard["name"], shard_format)) for table in SHARD_TABLES}
        for table, data in files.items():
            if checksum(data) != shard["sha256"][table]:
                name = file_name(table, shard["name"], shard_format)
                raise SpqError(f"{name}: not what spq batch wrote; take it away with its {SHARDS} file, run it again")
        rows = {table: rows_in(data, shard_format) for table, data in files.items()}
        yield from analyses(rows["articles"], rows["entities"], rows["attributions"], rows["claims"])


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    return text.encode("utf-8", "backslashreplace") + b"\n"  # half a surrogate pair is then written as JSON writes it
