"""Where a command's articles come from, and the store that it asks."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from ..data.errors import SpqError, UsageError
from ..data.records import Analysis, Article
from ..data.store import Store, holds_articles
from .options import InputOptions, ReadingOptions
from .output import Output

if TYPE_CHECKING:
    from ..data.decisions import DecisionText
    from ..data.readers import ReadOptions
    from ..extractors.library import Analyst

SAMPLE_OUTLET = "spq sample"


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: paths (``-`` for ``stdin``), the library at ``library``, or the sample."""

    kind: Literal["paths", "library", "sample"]
    paths: tuple[str, ...] = ()
    stdin: BinaryIO | None = None
    library: Path | None = None


def source_of(paths: Sequence[str] | None, *, sample: bool, library: str | None = None, piped: bool = True) -> Source:
    """Choose: what is asked for, the paths, stdin if something comes in there, the library, the sample.

    ``piped`` is False where stdin holds no articles, but something else.
    """
    if library is not None and (paths or sample):
        raise UsageError("--library asks that library only; leave out the paths and --sample, or --library")
    if library is not None:
        return Source("library", library=library_path(library))
    if sample:
        if paths:
            raise UsageError("--sample reads the bundled sample only; leave out the paths or --sample")
        return Source("sample")
    if paths:
        return Source("paths", tuple(paths), _buffered_stdin() if "-" in paths else None)
    stdin = _waiting_stdin() if piped else None
    if stdin is not None:
        return Source("paths", ("-",), stdin)
    path = library_path()
    return Source("library", library=path) if holds_articles(path) else Source("sample")


def library_path(chosen: str | None = None) -> Path:
    """The file of the user's library: that chosen, SPQ_LIBRARY, else in the system's folder for a user's data."""
    if chosen := chosen or os.environ.get("SPQ_LIBRARY"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("spq", appauthor=False) / "library.db"


def people_file(chosen: str | None, library: Path | None) -> Path | None:
    """The file that says who is who: that chosen, SPQ_PEOPLE, else people.toml beside the library that is asked."""
    if chosen := chosen or os.environ.get("SPQ_PEOPLE"):
        return Path(chosen)
    return None if library is None else library.with_name("people.toml")


def decisions_for(chosen: str | None, library: Path | None = None, *, new: bool = False) -> DecisionText:
    """What that file says, not yet looked into; ``new``: a file that is named may be missing. Raises SpqError."""
    from ..data.decisions import DecisionText, read_text

    path = people_file(chosen, library)
    missing_is_fine = new or not (chosen or os.environ.get("SPQ_PEOPLE"))
    if path is None or (missing_is_fine and not path.exists()):
        return DecisionText("", "")
    return DecisionText(read_text(path), str(path))


def open_library(path: Path, on_note: Callable[[str], None], said: DecisionText | None = None) -> Store:
    """A library for asking; one whose names were indexed by other rules gets them indexed anew.

    Its people follow what is said of who is who, if anything is; where it cannot be written it is asked as it is.
    """
    from ..data.corrections import FILE
    from ..data.decisions import MADE_BY
    from ..extractors.keyversion import KEYS
    from ..extractors.publicfigures import fingerprint, with_public_figures

    store = Store.open(path, on_note)
    behind = said is not None and store.mark(MADE_BY) != fingerprint(said)
    corrected = _corrections_behind(store, path)
    if store.keys_made_by() != KEYS or behind or corrected:
        only_behind = store.keys_made_by() == KEYS
        store.close()
        if said is not None:
            with_public_figures(said.parsed())  # what is wrong with it is told as such
        try:
            write_library(path, on_note, said).close()
        except SpqError as error:
            if not only_behind:
                raise
            files = " and ".join(name for name, is_behind in (("people.toml", behind), (FILE, corrected)) if is_behind)
            on_note(f"who is who is told as before, for the library cannot follow {files} now: {error}")
        store = Store.open(path, on_note)
    return store


def write_library(path: Path, on_note: Callable[[str], None], said: DecisionText | None = None) -> Store:
    """A library for adding to, its names indexed, its people told apart as is said of who is who."""
    from ..data.decisions import MADE_BY
    from ..extractors.library import index_names
    from ..extractors.publicfigures import fingerprint, with_public_figures
    from ..extractors.settling import follow

    decisions = None if said is None else with_public_figures(said.parsed())
    store = Store.writing(path, on_note)
    index_names(store)
    if said is not None and decisions is not None:
        follow(store, decisions)
        store.set_mark(MADE_BY, fingerprint(said))
    _follow_corrections(store, path, on_note)
    return store


def _corrections_behind(store: Store, path: Path) -> bool:
    """Whether corrections.toml has changed since the library followed it; a file that is wrong is told at once."""
    from ..data.corrections import MADE_BY, corrections_file, parse_corrections, read_corrections
    from ..extractors.correcting import fingerprint

    file = corrections_file(path)
    text = read_corrections(file)
    if (store.mark(MADE_BY) or "") == fingerprint(text):
        return False
    parse_corrections(text, str(file))
    return True


def _follow_corrections(store: Store, path: Path, on_note: Callable[[str], None]) -> None:
    from ..data.corrections import MADE_BY, corrections_file, parse_corrections, read_corrections
    from ..extractors.correcting import fingerprint, follow_corrections

    if _corrections_behind(store, path):
        file = corrections_file(path)
        text = read_corrections(file)
        with store.transaction():
            follow_corrections(store, parse_corrections(text, str(file)))
            store.set_mark(MADE_BY, fingerprint(text))
        tell_lost(store, on_note)


def tell_lost(store: Store, on_note: Callable[[str], None]) -> None:
    """Say which corrections have no place any more."""
    lost = store.lost_corrections()
    if lost:
        what = "1 correction has" if len(lost) == 1 else f"{len(lost)} corrections have"
        on_note(f"{what} no place in this library and {'is' if len(lost) == 1 else 'are'} only kept: "
                f"{', '.join(lost[:3])}{' …' * (len(lost) > 3)}; spq correct --list shows them")  # fmt: skip


def cache_path() -> Path:
    """The file of kept analyses: in the folder that SPQ_CACHE names, else in the system's for a user's caches."""
    setting = os.environ.get("SPQ_CACHE", "")
    if setting.casefold() not in (*_YES, *_NO):
        return Path(setting) / "analyses.db"
    from platformdirs import user_cache_path

    return user_cache_path("spq", appauthor=False) / "analyses.db"


_YES, _NO = ("1", "yes", "true", "on"), ("", "0", "no", "false", "off")


def tell_model(model: str | None, output: Output) -> None:
    """Say once that a model is another than the one whose files are verified; of a missing one there is more to say."""
    from ..extractors.model import DEFAULT_MODEL, is_installed, model_name

    if (name := model_name(model)) != DEFAULT_MODEL and is_installed(name):
        output.once(f"the model {name} is your choice: spq verifies the files of its default model only")


@contextmanager
def analyst_of(reading: ReadingOptions, output: Output, *, claiming: bool = True) -> Iterator[Analyst]:
    """Who analyses, and keeps the analyses where --cache or SPQ_CACHE asks for it; ``claiming``: claims are wanted."""
    from ..data.store.cache import Cache
    from ..extractors.library import Analyst

    tell_model(reading.model, output)
    if reading.cache or os.environ.get("SPQ_CACHE", "").casefold() not in _NO:
        with Cache(cache_path()) as cache:
            yield Analyst(reading.model, cache, reading.jobs, claiming=claiming)
    else:
        yield Analyst(reading.model, jobs=reading.jobs, claiming=claiming)


@contextmanager
def opened(
    paths: Sequence[str] | None,
    reading: ReadingOptions,
    output: Output,
    *,
    sample: bool = False,
    claiming: bool = False,
) -> Iterator[Store]:
    """The store to ask: the library, or a temporary one that holds the analysed inputs and is then forgotten.

    A temporary one has claims only where they are wanted (``claiming``).
    """
    source = source_of(paths, sample=sample, library=reading.library)
    with opened_source(source, reading, output, sample=sample, claiming=claiming) as store:
        yield store


@contextmanager
def opened_source(
    source: Source,
    reading: ReadingOptions,
    output: Output,
    *,
    sample: bool = False,
    new: bool = False,
    claiming: bool = False,
) -> Iterator[Store]:
    """The same of what is to be read; ``new``: a file of decisions that is named may be missing."""
    if source.kind == "library" and source.library:
        with open_library(source.library, output.note, decisions_for(reading.people, source.library, new=new)) as store:
            yield store
        return
    if source.kind == "sample" and not sample:
        output.note("no paths given and no library there yet: this is the bundled sample")
    decisions_for(reading.people, new=new).parsed()  # what is wrong with it is told before the work
    with Store.temporary() as store:
        with articles_of(source, reading, output) as (articles, total):
            analyse_articles(articles, total, reading, output, store, claiming=claiming)
        yield store


def analyse_articles(
    articles: Iterator[Article],
    total: int | None,
    reading: ReadingOptions,
    output: Output,
    store: Store,
    *,
    claiming: bool = False,
) -> None:
    """Analyse articles into a store; the model is loaded only when there is an article to analyse."""
    first = next(articles, None)
    if first is None:
        return
    from ..extractors.library import fill
    from ..extractors.publicfigures import with_public_figures

    decisions = with_public_figures(decisions_for(reading.people, new=True).parsed())
    with output.progress("articles", total) as advance, analyst_of(reading, output, claiming=claiming) as analyst:

        def on_analysis(analysis: Analysis) -> None:
            for note in analysis.notes:
                output.note(f"{analysis.article.id}: {note}")
            advance()

        fill(store, chain([first], articles), analyst, on_analysis, output.error, decisions)


@contextmanager
def articles_of(
    source: Source, reading: ReadingOptions, output: Output
) -> Iterator[tuple[Iterator[Article], int | None]]:
    """The articles of paths or of the sample, one at a time, and how many if that is known beforehand."""
    from ..data.readers import ReadOptions, count, read

    options = read_options(reading)
    with ExitStack() as stack:
        paths = source.paths
        if source.kind == "sample":
            folder = stack.enter_context(resources.as_file(resources.files("spquotes.data") / "articles"))
            paths, options = (str(folder),), ReadOptions(outlet=SAMPLE_OUTLET)
        yield read(paths, options, output.error, output.note, source.stdin), count(paths)


def read_options(reading: InputOptions) -> ReadOptions:
    """The options as the readers want them."""
    from ..data.readers import ReadOptions

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
