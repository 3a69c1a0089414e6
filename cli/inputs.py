"""Where a command's articles come from, and the store that it asks."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Literal

from ..data.errors import UsageError
from ..data.readers import ReadOptions, count, read
from ..data.records import Analysis, Article
from ..data.store import Store
from .options import ReadingOptions
from .output import Output

SAMPLE_OUTLET = "spq sample"


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: paths (``-`` for ``stdin``), the library at ``library``, or the sample."""

    kind: Literal["paths", "library", "sample"]
    paths: tuple[str, ...] = ()
    stdin: BinaryIO | None = None
    library: Path | None = None


def source_of(paths: Sequence[str] | None, *, sample: bool) -> Source:
    """Choose: the sample if asked for, the paths, stdin if something comes in there, the library, the sample."""
    if sample:
        if paths:
            raise UsageError("--sample reads the bundled sample only; leave out the paths or --sample")
        return Source("sample")
    if paths:
        return Source("paths", tuple(paths), _buffered_stdin() if "-" in paths else None)
    stdin = _waiting_stdin()
    if stdin is not None:
        return Source("paths", ("-",), stdin)
    library = library_path()
    return Source("library", library=library) if holds_articles(library) else Source("sample")


def library_path() -> Path:
    """The file of the user's library: SPQ_LIBRARY, else in the folder where the system keeps a user's data."""
    if chosen := os.environ.get("SPQ_LIBRARY"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("spq", appauthor=False) / "library.db"


@contextmanager
def opened(
    paths: Sequence[str] | None, reading: ReadingOptions, output: Output, *, sample: bool = False
) -> Iterator[Store]:
    """The store to ask: the library, or a temporary one that holds the analysed inputs and is then forgotten."""
    source = source_of(paths, sample=sample)
    if source.kind == "library" and source.library:
        with Store.open(source.library) as store:
            yield store
        return
    if source.kind == "sample" and not sample:
        output.note("no paths given and no library there yet: this is the bundled sample")
    with Store.temporary() as store:
        with articles_of(source, reading, output) as (articles, total):
            analyse_articles(articles, total, reading, output, store)
        yield store


def analyse_articles(
    articles: Iterator[Article], total: int | None, reading: ReadingOptions, output: Output, store: Store
) -> None:
    """Analyse articles into a store; the model is loaded only when there is an article."""
    first = next(articles, None)
    if first is None:
        return
    from ..extractors.library import fill
    from ..extractors.model import load_model

    with output.progress("articles", total) as advance:

        def on_analysis(analysis: Analysis) -> None:
            for note in analysis.notes:
                output.note(f"{analysis.article.id}: {note}")
            advance()

        fill(store, chain([first], articles), load_model(reading.model), on_analysis, output.error)


@contextmanager
def articles_of(
    source: Source, reading: ReadingOptions, output: Output
) -> Iterator[tuple[Iterator[Article], int | None]]:
    """The articles of paths or of the sample, one at a time, and how many if that is known beforehand."""
    options = read_options(reading)
    with ExitStack() as stack:
        paths = source.paths
        if source.kind == "sample":
            folder = stack.enter_context(resources.as_file(resources.files("spquotes.data") / "articles"))
            paths, options = (str(folder),), ReadOptions(outlet=SAMPLE_OUTLET)
        yield read(paths, options, output.error, output.note, source.stdin), count(paths)


def read_options(reading: ReadingOptions) -> ReadOptions:
    """The options as the readers want them."""
    return ReadOptions(
        text_field=reading.text_field,
        id_field=reading.id_field,
        title_field=reading.title_field,
        date_field=reading.date_field,
        outlet_field=reading.outlet_field,
        url_field=reading.url_field,
        published=reading.published,
        outlet=reading.as_outlet,
        any_language=reading.any_language,
    )


def _buffered_stdin() -> BinaryIO | None:
    return None if sys.stdin is None else sys.stdin.buffer


def _waiting_stdin() -> BinaryIO | None:
    """Stdin when it is a pipe or a file; None for a terminal, /dev/null, and what is closed.

    An empty pipe counts, too: behind a download that failed, the sample's speakers would be taken for its own.
    """
    stdin = _buffered_stdin()
    if stdin is None or stdin.closed:
        return None
    try:
        mode = os.fstat(stdin.fileno()).st_mode
    except io.UnsupportedOperation:
        # Not a real file: a program that calls us put it there, and an empty one is its way to give nothing.
        buffered = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)  # type: ignore[type-var]
        return buffered if buffered.peek(1) else None
    except OSError:
        return None
    if stat.S_ISCHR(mode) or stat.S_ISDIR(mode):
        return None
    return stdin


def holds_articles(library: Path) -> bool:
    """Whether there is a library and something in it."""
    if not library.is_file():
        return False
    with Store.open(library) as store:
        return store.counts().articles > 0
