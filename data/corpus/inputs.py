"""What a corpus is read from: its files, grouped into parts, and the records of a part cut into batches.

A part is what one process reads from its start: one large file, or small ones in a row.  A batch becomes one shard of
the output; the same files always give the same parts and batches.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from ..errors import InputError, UsageError
from ..readers import ReadOptions, Report, Source, read_sources
from ..readers.inputs import expand, unique_names
from ..readers.sniff import SUFFIXES, suffix_of
from ..records import Article, Failure
from .storage import filesystem, fsspec, is_address

PART = 64 * 1024 * 1024
"""Bytes of input after which the next file begins another part."""

_NOTES = 20
"""Notes kept of a batch: what was recoded, renamed or not understood while reading."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file; ``path`` as the user would write it, ``tag`` changes when its bytes may have (an ETag, a time)."""

    path: str
    id: str
    size: int
    tag: str
    opens: str  # an absolute path, or an address


@dataclass(frozen=True, slots=True)
class Batch:
    """The records ``first``, … of a part, unreadable ones among them; ``last`` when the part ends with them."""

    part: int
    number: int
    first: int
    items: tuple[Article | Failure, ...]
    notes: tuple[str, ...]
    last: bool

    @property
    def name(self) -> str:
        """What its shard is called."""
        return shard_name(self.part, self.number)


def shard_name(part: int, number: int) -> str:
    """Sorts as the input does."""
    return f"{part:06d}-{number:06d}"


def list_files(place: str) -> list[InputFile]:
    """The files at a path, a pattern, a folder or an address, in order.

    Raises UsageError when there are none.
    """
    files = _remote(place) if is_address(place) else _local(place)
    if not files:
        raise UsageError(f"{place}: no file of articles there (JSONL, CSV, Parquet, text, …); name another place")
    return files


def _local(place: str) -> list[InputFile]:
    errors: list[InputError] = []
    files = []
    for source in expand([place], Report(errors.append, lambda _note: None)):
        if source.path is None or source.fifo:
            raise UsageError(f"{place}: a stream cannot be read twice; write it to a file first")
        status = os.stat(source.path)
        opens = os.path.abspath(source.path)
        files.append(InputFile(source.path, source.id, status.st_size, str(status.st_mtime_ns), opens))
    if errors:
        raise UsageError(str(errors[0]))
    return files


def _remote(place: str) -> list[InputFile]:
    files, path = filesystem(place)
    try:
        if any(sign in path for sign in "*?["):
            infos = files.glob(path, detail=True)
        elif files.isdir(path):
            found = files.find(path, detail=True)
            infos = {name: info for name, info in found.items() if _is_articles(name[len(path) :])}
        else:
            infos = {path: files.info(path)}
    except FileNotFoundError:
        raise UsageError(f"{place}: there is nothing at this address") from None
    except Exception as error:  # without credentials it is botocore's own, no OSError
        raise UsageError(f"{place}: cannot be listed ({' '.join(str(error).split())[:160]})") from error
    infos = {name: info for name, info in infos.items() if info["type"] == "file"}
    names = sorted(infos)
    urls = [files.unstrip_protocol(name) for name in names]
    return [
        InputFile(url, name, int(infos[key]["size"] or 0), _tag(infos[key]), url)
        for url, name, key in zip(urls, unique_names(names), names, strict=True)
    ]


def _is_articles(name: str) -> bool:
    """Whether a file in a folder is read: by its ending, and neither it nor a folder above it is hidden or a marker."""
    return suffix_of(name) in SUFFIXES and not any(part.startswith((".", "_")) for part in name.split("/"))


def _tag(info: dict[str, object]) -> str:
    for key in ("ETag", "etag", "md5", "mtime", "LastModified", "last_modified", "created"):
        if info.get(key):
            return str(info[key]).strip('"')
    return ""


def parts(files: Sequence[InputFile]) -> list[tuple[InputFile, ...]]:
    """The files in groups, in order."""
    found: list[tuple[InputFile, ...]] = []
    group: list[InputFile] = []
    for file in files:
        if group and sum(one.size for one in group) + file.size > PART:
            found.append(tuple(group))
            group = []
        group.append(file)
    return [*found, tuple(group)] if group else found


def batches(part: int, files: Sequence[InputFile], options: ReadOptions, size: int) -> Iterator[Batch]:
    """The records of a part, ``size`` at a time; one empty batch when it has none."""
    notes: list[str] = []
    items = _items(files, options, notes)
    first = number = 0
    some = tuple(islice(items, size))
    while True:
        following = tuple(islice(items, 1))
        yield Batch(part, number, first, some, tuple(notes[:_NOTES]), not following)
        if not following:
            return
        notes.clear()
        first, number = first + len(some), number + 1
        some = tuple(islice(chain(following, items), size))


def _items(files: Sequence[InputFile], options: ReadOptions, notes: list[str]) -> Iterator[Article | Failure]:
    """Articles, and in their places what could not be read or is not English."""
    failed: list[Failure] = []

    def fail(error: InputError) -> None:
        failed.append(Failure(error.where, None, error.why))

    report = Report(fail, notes.append, on_skipped=fail)
    for article in read_sources([_source(file) for file in files], options, report):
        yield from failed
        failed.clear()
        yield article
    yield from failed


def _source(file: InputFile) -> Source:
    def opened() -> BinaryIO:
        if is_address(file.opens):
            stream: BinaryIO = fsspec(file.opens).open(file.opens, "rb").open()
            return stream
        return open(file.opens, "rb")

    return Source(file.path, file.id, open=opened)
