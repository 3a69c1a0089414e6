"""The one object that writes: data to stdout or a file, everything else to stderr."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import count, islice
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from ..data.errors import InputError, SpqError, UsageError
from ..data.schema import RecordName, columns
from ..data.writers.formats import Format, Texts, format_of, require, write
from .files import checked_folder, checked_target, many_files, replacing
from .options import OutputOptions, PagedOptions
from .visible import visible, visible_json

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from .links import Link

Row = Mapping[str, Any]

TABLE_PART = 500
"""Rows of a table that are laid out together."""

PLAIN_WIDTH = 80
"""Columns of a table that goes to a file or a pipe, unless the environment's COLUMNS says otherwise."""


class Output:
    """All of a command's output. Made before any work is done, so that wrong use fails at once.

    ``record`` is what the rows will be, for the formats that not every record has. ``failed`` is true after an error
    about one input; ``exit_code`` then is 1.
    """

    def __init__(self, options: OutputOptions, record: RecordName | None = None) -> None:
        self._options = options
        name = None if options.file in (None, "-") else str(options.file)
        self._terminal = name is None and _is_terminal(sys.stdout)
        self.format: Format = _format(options, terminal=self._terminal)
        require(self.format, record)
        self._target = None if name is None else (checked_folder if self.format == "brat" else checked_target)(name)
        if self.format == "brat" and self._target is None:
            raise UsageError("brat is a folder of files: name one with -o FOLDER, or -o FILE.zip")
        if self.format == "parquet" and self._terminal:
            raise UsageError("Parquet is not for a terminal; name a file with -o FILE.parquet")
        self._progress: Console | None = None
        self.failed = False
        self._said: set[str] = set()

    @property
    def exit_code(self) -> int:
        """0, or 1 when some input failed."""
        return int(self.failed)

    @property
    def terminal(self) -> bool:
        """Whether the data goes to a terminal."""
        return self._terminal

    @property
    def color(self) -> bool:
        """Whether the data goes to a terminal that wants colours."""
        return self._terminal and not _is_dumb() and not self._options.no_color and not os.environ.get("NO_COLOR")

    @cached_property
    def links(self) -> bool:
        """Whether the data goes to a terminal that wants links as well as colours."""
        if not self.color or self._options.no_links:
            return False
        from .links import wanted
        from .pager import passes_links

        if not wanted(os.environ):
            return False
        return self._pager is None or passes_links(self._pager)

    @cached_property
    def _pager(self) -> str | None:
        """The command of the pager, where the data is for reading on a terminal."""
        if not self._terminal or not isinstance(self._options, PagedOptions) or self._options.no_pager:
            return None
        from .pager import pager_of

        return pager_of(os.environ, self.note)

    # ---- stderr

    def error(self, error: InputError) -> None:
        """Name an input that failed; the command goes on, and ends with 1."""
        self.failed = True
        self._say(str(error))

    def note(self, text: str) -> None:
        """Say what a user should know; ``--quiet`` is deaf to it."""
        if not self._options.quiet:
            self._say(text)

    def once(self, text: str) -> None:
        """A note that is said at the first time only."""
        if text not in self._said:
            self._said.add(text)
            self.note(text)

    def tell(self, text: str) -> None:
        """Say what even ``--quiet`` does not keep back: what was asked for has this answer."""
        self._say(text)

    def _say(self, text: str) -> None:
        line = f"spq: {visible(' '.join(text.splitlines()))}"
        if self._progress is not None:
            self._progress.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        elif sys.stderr is not None:
            print(line, file=sys.stderr)

    @contextmanager
    def progress(self, what: str, total: int | None) -> Iterator[_Advance]:
        """A bar on stderr while the block runs, when stderr is a terminal that can; yields what moves it on by one."""
        if self._options.quiet or not _is_terminal(sys.stderr) or _is_dumb():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        parts = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        console = Console(stderr=True, no_color=self._options.no_color or None)
        with Progress(*parts, console=console, transient=True) as bar:
            task = bar.add_task(what, total=total)
            self._progress = bar.console
            try:
                yield lambda: bar.advance(task)
            finally:
                self._progress = None

    # ---- data

    def rows(
        self,
        name: RecordName,
        rows: Iterable[Row],
        *,
        explain: bool = False,
        unique: bool = False,
        texts: Texts | None = None,
        link: Link | None = None,
    ) -> int:
        """Write the rows of one kind of record in the format asked for; returns how many there were.

        ``explain`` and ``unique`` are for rows with the keys that these options add. ``texts`` is for the formats that
        tell more of an article than its rows do, ``link`` makes the link that a table has where a row's words stand.
        """
        counter = count()
        counted = (row for row, _ in zip(rows, counter, strict=False))
        if self.format == "table":
            from .tables import table

            def render(width: int) -> Iterator[RenderableType]:
                return _in_parts(counted, lambda part, first: table(name, part, width, header=first, link=link))

            self.pages(render)
        elif self.format == "brat":
            from ..data.writers.brat import write_brat

            assert self._target is not None
            with many_files(self._target) as add:
                write_brat(counted, texts, add)
        else:
            with self._binary() as to:
                keys = columns(name, explain=explain, unique=unique)
                write(counted, keys, self.format, to, raw_csv=self._options.raw_csv, texts=texts)
        return next(counter)

    def show(self, build: _Build) -> None:
        """Render what ``build`` makes for a width in columns, in colour where there is colour."""
        self.pages(lambda width: iter([build(width)]))

    def pages(self, build: Callable[[int], Iterator[RenderableType]]) -> None:
        """Render one thing after the other, each as soon as it is there."""
        from rich.console import Console

        with self._text() as to:
            width = None if self._terminal else int(os.environ.get("COLUMNS") or PLAIN_WIDTH)
            console = Console(
                file=to if self._terminal else io.StringIO(), width=width, force_terminal=self._terminal,
                color_system="auto" if self.color else None, highlight=False, markup=False, emoji=False,
            )  # fmt: skip
            for part in build(console.width):
                console.print(part)
                if isinstance(console.file, io.StringIO):
                    to.writelines(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())
                    console.file = io.StringIO()

    def lines(self, objects: Iterable[Row]) -> None:
        """Write objects of any form as JSON Lines."""
        with self._binary() as to:
            write(objects, {}, "jsonl", to)

    def exact(self, text: str) -> None:
        """Write text as it is, not a character more; on a terminal control characters are shown."""
        with self._binary() as to:
            to.write(text.encode())

    @contextmanager
    def _binary(self) -> Iterator[BinaryIO]:
        if self._target is not None:
            with replacing(self._target) as to:
                yield to
            return
        with self._screen() as stdout:
            raw = stdout.buffer
            yield cast("BinaryIO", _Shown(raw, json=self.format not in ("csv", "md"))) if self._terminal else raw
            raw.flush()

    @contextmanager
    def _text(self) -> Iterator[TextIO]:
        if self._terminal:
            with self._screen() as stdout:
                yield stdout
            return
        with self._binary() as to:
            text = io.TextIOWrapper(to, encoding="utf-8", newline="\n")
            yield text
            text.flush()
            text.detach()

    @contextmanager
    def _screen(self) -> Iterator[TextIO]:
        """Standard output, through a pager where there is one."""
        with _stdout() as stdout:
            if self._pager is None:
                yield stdout
                return
            from .pager import paging

            with paging(stdout, self._pager) as paged:
                yield paged


def _in_parts(rows: Iterator[Row], render: Callable[[list[Row], bool], RenderableType]) -> Iterator[RenderableType]:
    """Rows rendered so many at a time: of a long table the first are shown before the last are known."""
    first = True
    while part := list(islice(rows, TABLE_PART)):
        yield render(part, first)
        first = False


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Standard output, flushed at the end, so that its errors come while they can still be told."""
    if sys.stdout is None:
        raise SpqError("stdout is closed; name a file with -o FILE")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8
    try:
        sys.stdout.flush()
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        forget_stdout()
        raise
    except OSError as error:
        forget_stdout()
        raise SpqError(f"stdout: cannot be written ({error.strerror})") from error


def forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere instead of failing once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class _Shown(io.RawIOBase):
    """A terminal's stdout for exact formats: control characters arrive as escapes, in JSON as JSON's own."""

    def __init__(self, to: BinaryIO, *, json: bool) -> None:
        self._to, self._escape = to, visible_json if json else visible

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer; whole characters, as our writers write
        self._to.write(self._escape(bytes(data).decode()).encode())
        return len(data)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Advance = Callable[[], None]
    _Build = Callable[[int], RenderableType]


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _is_dumb() -> bool:
    """Whether the terminal says of itself that it has neither colours nor a cursor that moves (Emacs's shell)."""
    return os.environ.get("TERM", "").casefold() in ("dumb", "unknown")


def _format(options: OutputOptions, *, terminal: bool) -> Format:
    if options.json:
        if options.format not in (None, "json"):
            raise UsageError(f"--json and --format {options.format} contradict each other; give one")
        return "json"
    if options.format:
        return options.format
    if options.file not in (None, "-"):
        if os.path.isdir(str(options.file)):
            raise UsageError(f"{options.file}: is a folder; name a file, or give --format brat, which is one")
        return format_of(str(options.file))
    return "table" if terminal else "jsonl"
