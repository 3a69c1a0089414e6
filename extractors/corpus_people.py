"""Who is who in a corpus that does not fit in memory: the same as ``people.identify``, but block by block.

    1 count     how often each name is a person's, a place's, …                              by shard  → by name
    2 decide    the kinds of names that are both                                             by name   → one list
    3 divide    entities, by the key that spellings of one name share (``blocks``)           by shard  → by key
    4 join      entities of one key that are one                                             by key    → by id
    5 number    ids for all that want the same one; writes `people` and `who`                by id

Each step is a function of files, which lie in the output's work folder, and can be done again; any machine can do it.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from ..data.corpus.manifest import WORK, Shard, checksum, file_name, read_rows
from ..data.corpus.storage import Storage
from ..data.corpus.tables import ShardFormat, TableFile, TableName, entity_of
from ..data.errors import SpqError
from ..data.persons import person_of, person_row
from ..data.records import Entity, Kind, Mention
from .blocks import block_keys
from .people import Joined, join, numbered, settle, settled_kind, votes
from .personids import id_root

if TYPE_CHECKING:
    from .batch import Engine

IN_MEMORY = 250_000
"""Entities in a bucket, as far as the sizes of blocks allow: some 300 MB."""

_GROUPS = 64
"""Groups of shards at most: each leaves one file in each bucket, or more when it is large."""

_WAITING, _FILE = 50_000, 500
"""Rows for other buckets that a worker holds before it writes them, and so many at least for each bucket: an object
store bears large files better than many."""

Row = list[Any]


class RepeatedIds(SpqError):
    """Two articles have one id, so that what they mention cannot be told apart."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What every step must know."""

    to: Storage
    format: ShardFormat
    shards: tuple[str, ...]
    groups: int
    buckets: int


Task = tuple[_Plan, int]


def tell_apart(to: Storage, shards: Sequence[Shard], shard_format: ShardFormat, engine: Engine) -> dict[str, Any]:
    """Write `people` and `who` of all shards; what the manifest says of them.

    Raises RepeatedIds when ids of articles are not unique.
    """
    entities = sum(shard.rows["entities"] for shard in shards)
    buckets = max(1, -(-entities // IN_MEMORY))
    plan = _Plan(to, shard_format, tuple(shard.name for shard in shards), min(_GROUPS, len(shards)) or 1, buckets)
    for folder in (WORK, "people", "who"):
        to.remove(folder)
    try:
        for step in (_count, _decide, _divide, _join):
            every = [(plan, n) for n in range(plan.groups if step in (_count, _divide) else buckets)]
            for _ in engine.map(step, every):
                pass
            if step is _count:
                _check_ids(plan)
        written = sorted(engine.map(_number, [(plan, n) for n in range(buckets)]))
    finally:
        to.remove(WORK)
    tables = {
        table: {"rows": sum(one[1][table][0] for one in written), "sha256": [one[1][table][1] for one in written]}
        for table in ("people", "who")
    }
    return {"files": buckets, **tables}


def _articles(plan: _Plan, group: int) -> Iterator[tuple[str, str | None, list[Entity]]]:
    """(id, date, entities) of each article in a group of shards."""
    shards = plan.shards[group :: plan.groups]
    rows = read_rows(plan.to, "entities", shards, plan.format)
    for doc, same in groupby(rows, key=lambda row: row["doc"]):
        some = list(same)
        yield doc, some[0]["published"], [entity_of(row) for row in some]


def _count(task: Task) -> None:
    plan, group = task
    counts: Counter[tuple[str, Kind]] = Counter()
    docs = bytearray()
    for doc, _, entities in _articles(plan, group):
        counts.update(votes(entities))
        docs += blake2b(doc.encode(), digest_size=8).digest()
    with _Buckets(plan, "names", group) as to:
        for (name, kind), count in counts.items():
            to.put(name, [name, kind, count])
    plan.to.write(f"{WORK}/docs/{group:06d}", bytes(docs))


def _check_ids(plan: _Plan) -> None:
    import numpy

    hashes = [numpy.frombuffer(plan.to.read(name), "u8") for name in plan.to.names(f"{WORK}/docs")]
    every = numpy.concatenate(hashes) if hashes else numpy.empty(0, "u8")
    repeated = len(every) - len(numpy.unique(every))
    if repeated:
        raise RepeatedIds(
            f"people are not told apart: {repeated} articles have an id that another article has, too; "
            "name a field whose values are unique with --id-field"
        )


def _decide(task: Task) -> None:
    plan, bucket = task
    counts: Counter[tuple[str, Kind]] = Counter()
    for name, kind, count in _rows(plan, "names", bucket):
        counts[name, kind] += count
    kinds = settle(dict(sorted(counts.items())))
    plan.to.write(f"{WORK}/kinds/{bucket:06d}", json.dumps(kinds).encode())


def _divide(task: Task) -> None:
    plan, group = task
    kinds: dict[str, Kind] = {}
    for name in plan.to.names(f"{WORK}/kinds"):
        kinds |= json.loads(plan.to.read(name))
    with _Buckets(plan, "keys", group) as to:
        for doc, published, entities in _articles(plan, group):
            settled = [replace(one, kind=settled_kind(one, kinds)) for one in entities]
            for one, key in zip(settled, block_keys(settled), strict=True):
                to.put(key or doc, _entity_row(key, doc, published, one))


def _entity_row(key: str, doc: str, published: str | None, one: Entity) -> Row:
    """All that joining looks at: mentions without their places, those by no name only counted."""
    named = [mention.text for mention in one.mentions if mention.form == "name"]
    return [
        key, doc, published, one.number, one.kind, one.name, one.gender, one.roles, named,
        len(one.mentions) - len(named),
    ]  # fmt: skip


def _entity_in(row: Row) -> tuple[str, Entity]:
    _, doc, _, number, kind, name, gender, roles, named, others = row
    mentions = [Mention(0, 0, text, "name") for text in named] + [Mention(0, 0, "", "pronoun")] * others
    return doc, Entity(number, kind, name, tuple(mentions), tuple(roles), gender)


def _join(task: Task) -> None:
    plan, bucket = task
    blocks: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _rows(plan, "keys", bucket):
        blocks[row[0]].append(row)
    with _Buckets(plan, "ids", bucket) as to:
        for key in sorted(blocks):
            rows = blocks.pop(key)
            dates = {doc: (published[:10], published[:10]) for _, doc, published, *_ in rows if published}
            for one in join(map(_entity_in, rows), {}, dates=dates):
                to.put(id_root(one.who.id), _joined_row(one))


def _joined_row(one: Joined) -> Row:
    return [person_row(one.who), one.members, one.local]


def _joined_in(row: Row) -> Joined:
    who, members, local = row
    return Joined(person_of(who), tuple((doc, number) for doc, number in members), local=local)


def _number(task: Task) -> tuple[int, dict[str, tuple[int, str]]]:
    plan, bucket = task
    found = numbered(map(_joined_in, _rows(plan, "ids", bucket)))
    rows: dict[TableName, Iterable[Any]] = {
        "people": map(person_row, found.people),
        "who": (
            {"id": f"{doc}#{number}", "doc": doc, "number": number, "person": person}
            for (doc, number), person in sorted(found.of.items())
        ),
    }
    written = {}
    for table, some in rows.items():
        file = TableFile(table, plan.format)
        file.add(some)
        data = file.bytes()
        plan.to.write(file_name(table, f"{bucket:06d}", plan.format), data)
        written[cast("str", table)] = (file.rows, checksum(data))
    return bucket, written


class _Buckets:
    """Rows on their way to the buckets of the next step, by a word that they share; written in files of their own."""

    def __init__(self, plan: _Plan, step: str, source: int) -> None:
        self._plan, self._step, self._source = plan, step, source
        self._rows: defaultdict[int, list[bytes]] = defaultdict(list)
        self._waiting = self._written = 0
        self._most = max(_WAITING, _FILE * plan.buckets)

    def put(self, word: str, row: Row) -> None:
        """Send a row where all rows with the word go."""
        bucket = zlib.crc32(word.encode()) % self._plan.buckets
        self._rows[bucket].append(json.dumps(row, ensure_ascii=False).encode())
        self._waiting += 1
        if self._waiting == self._most:
            self._write()

    def _write(self) -> None:
        for bucket, rows in self._rows.items():
            name = f"{_folder(self._step, bucket)}/{self._source:06d}-{self._written:06d}"
            self._plan.to.write(name, b"\n".join(rows))
        self._rows.clear()
        self._waiting, self._written = 0, self._written + 1

    def __enter__(self) -> _Buckets:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._write()


def _folder(step: str, bucket: int) -> str:
    return f"{WORK}/{step}/{bucket:06d}"


def _rows(plan: _Plan, step: str, bucket: int) -> Iterator[Row]:
    for name in plan.to.names(_folder(step, bucket)):
        yield from map(json.loads, plan.to.read(name).splitlines())
