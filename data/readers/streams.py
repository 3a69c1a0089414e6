"""Files as streams of bytes: looked at, unpacked, recoded and cut into lines without ever being read whole."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .. import limits
from ..errors import InputError
from . import decoding
from .common import Report
from .sniff import GZIP

_CHUNK = 64 * 1024


class Chunks(io.RawIOBase):
    """A stream of the bytes that an iterator yields; what the iterator raises, a read raises."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` with what comes next; 0 at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready for a reader: unpacked, with its first bytes, which ``stream`` gives again."""

    where: str  # what messages call it
    id: str
    head: bytes
    stream: BinaryIO
    again: Callable[[], BinaryIO] | None = None  # opens a plain file anew, for a reader that must jump about in it


def unpack(where: str, raw: BinaryIO) -> tuple[bytes, BinaryIO, bool]:
    """The first bytes and the whole of a stream, out of gzip if it is in it, and whether it was.

    Raises InputError when the gzip data are broken; so does a later read.
    """
    head, stream = _look(raw)
    if not head.startswith(GZIP):
        return head, stream, False
    return *_look(stream_of(_unzipped(where, stream))), True


def _look(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    head = b""
    while len(head) < limits.HEAD and (chunk := stream.read(limits.HEAD - len(head))):
        head += chunk
    return head, stream_of(_joined(head, stream))


def stream_of(chunks: Iterator[bytes]) -> BinaryIO:
    """A buffered stream of the bytes that ``chunks`` yields."""
    return io.BufferedReader(Chunks(chunks), _CHUNK)


def _joined(head: bytes, rest: BinaryIO) -> Iterator[bytes]:
    yield head
    while chunk := rest.read(_CHUNK):
        yield chunk


def _unzipped(where: str, stream: BinaryIO) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=stream) as unpacked:
        while True:
            try:
                chunk = unpacked.read(_CHUNK)
            except (OSError, EOFError, zlib.error) as error:
                raise InputError(where, "its gzip data are broken or cut off; copy or fetch it again") from error
            if not chunk:
                return
            yield chunk


def read_whole(opened: Opened) -> bytes:
    """All bytes of a file that cannot be streamed.

    Raises InputError beyond ``limits.MAX_DOCUMENT`` bytes.
    """
    chunks, size = [], 0
    while chunk := opened.stream.read(_CHUNK):
        size += len(chunk)
        if size > limits.MAX_DOCUMENT:
            raise InputError(opened.where, limits.too_large())
        chunks.append(chunk)
    return b"".join(chunks)


def text_lines(opened: Opened, report: Report) -> Iterator[tuple[int, str]]:
    """(number, line) of a file, numbers from 1, line ends kept, encoding and byte order mark seen to.

    A line of more than ``limits.MAX_RECORD`` bytes is reported and left out.
    """
    stream, codec = opened.stream, decoding.bom_codec(opened.head)
    if codec and codec != "utf-8-sig":
        stream = stream_of(_recoded(stream, codec))
    guess: str | None = None
    number = 0
    while line := stream.readline(limits.MAX_RECORD):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) == limits.MAX_RECORD and not line.endswith(b"\n") and _skip_line(stream):
            report.error(
                InputError(
                    f"{opened.where}:{number}",
                    f"longer than {limits.in_mib(limits.MAX_RECORD)}; left out {limits.raised_by('MAX_RECORD')}",
                )
            )
            continue
        try:
            yield number, line.decode()
        except UnicodeDecodeError as error:
            if guess is None:  # once for the file: a single line is little to tell an encoding by
                guess = decoding.legacy_codec(line, error.start) or "utf-8"
                how = "U+FFFD stands for what is not valid" if guess == "utf-8" else f"read as {guess}"
                report.note(f"{opened.where}:{number}", f"not UTF-8, {how}")
            yield number, line.decode(guess, "replace")


def _skip_line(stream: BinaryIO) -> bool:
    """Pass over the rest of a line; was there any?"""
    any_rest = False
    while rest := stream.readline(_CHUNK):
        any_rest = True
        if rest.endswith(b"\n"):
            break
    return any_rest


def _recoded(stream: BinaryIO, codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)("replace")
    while chunk := stream.read(_CHUNK):
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")
