"""``spq library``: what is in the library, and its upkeep."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import SpqError, UsageError
from .app import InfoGroup, command
from .options import CHOOSING, ArticleIds, LibraryFile, Limit, Outlets, OutputOptions, Quiet, Since, Until
from .purge import purge
from .tally import size

if TYPE_CHECKING:
    from ..data.schema import RecordName
    from ..data.store import ArticleFilter, Store
    from .output import Output

NOT_SOUND = 3
"""The exit code of a check that says no."""


library = typer.Typer(
    name="library",
    cls=InfoGroup,
    help="Look into your library, and keep it in order.",
)


@command("spq library info", "spq library info --library news.db --json")
def info(*, output: OutputOptions, library: LibraryFile = None) -> None:
    """Say how much is in the library, and how much of it was analysed by other rules than today's."""
    from ..extractors.library import Analyst

    out, store = _opened(output, library)
    with store:
        row = store.info(Analyst().fingerprint)
    out.rows("library", [row])
    if row["outdated"]:
        out.note(f"{row['outdated']} analysed by other rules or another model; spq add --refresh analyses those again")


@command("spq library list", "spq library list --outlet 'Valley Courier' -o list.csv")
def list(
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    *,
    output: OutputOptions,
    library: LibraryFile = None,
) -> None:
    """List the articles in the library, each with the number of its statements."""
    from itertools import islice

    from ..extractors.library import Analyst
    from .tally import number

    chosen = _chosen(outlet, since, until)
    out, store = _opened(output, library)
    with store:
        shown = out.rows("holdings", islice(store.listed(chosen, Analyst().fingerprint), limit))
    out.note(number(shown, "article") if shown else "nothing matches")


@command("spq library remove mill.txt", "spq library remove --outlet 'Valley Courier' --yes")
def remove(
    ids: ArticleIds = None,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.", rich_help_panel=CHOOSING)] = False,
    *,
    library: LibraryFile = None,
    quiet: Quiet = False,
) -> None:
    """Take articles out of the library.

    ID is an article's id, as spq library list prints it. Ids and options together choose what has them all. The
    analyses go as well, unless another article has the same text; spq library compact then leaves no trace in the file.
    """
    if not (ids or outlet or since or until):
        raise UsageError("say which articles: by id, --outlet, --since or --until")
    from ..extractors.library import remove as remove_all
    from .inputs import tell_lost
    from .tally import number

    chosen = _chosen(outlet, since, until, ids)
    out, store = _opened(OutputOptions(quiet=quiet), library, writing=True)
    with store:
        found = store.article_ids(chosen)
        missing = [] if outlet or since or until else [name for name in ids or () if name not in set(found)]
        if missing:
            raise UsageError(f"no article here has the id {missing[0]!r}; spq library list prints the ids")
        if found and not yes:
            _ask(number(len(found), "article"))
        removed = remove_all(store, found)
        tell_lost(store, out.note)
    out.note(f"{number(removed, 'article')} removed" if removed else "nothing matches")


def _ask(what: str) -> None:
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError(f"this removes {what}; say --yes if that is meant")
    if not typer.confirm(f"Remove {what} from the library?", err=True):
        raise typer.Exit(1)


@command("spq library compact", "spq library compact --library news.db")
def compact(*, library: LibraryFile = None, quiet: Quiet = False) -> None:
    """Leave no trace of removed articles in the library's file, and give the room back.

    The file is written anew, which takes its size again for a while.
    """
    from ..extractors.settling import settle

    out, store = _opened(OutputOptions(quiet=quiet), library, writing=True)
    with store:
        settle(store)  # a run that was broken off may have left names of what it removed
        before, after = store.compact()
    out.note(f"compacted; {size(before)} before, {size(after)} now")


@command("spq library check", "spq library check --library news.db")
def check(*, library: LibraryFile = None, quiet: Quiet = False) -> None:
    """Check that the library is sound: the file, its counts, and every span against its article's text.

    What is wrong is told line by line, and the exit code is then 3.
    """
    from .tally import number

    out, store = _opened(OutputOptions(quiet=quiet), library)
    faults = 0
    with store:
        for fault in store.faults():
            faults += 1
            out.tell(fault)
        counts = store.counts()
    if faults:
        raise typer.Exit(NOT_SOUND)
    out.note(f"sound: {number(counts.articles, 'article')}, {number(counts.attributions, 'statement')}")


@command("spq library export -o library.jsonl", "spq library export --since 2012 | gzip > export.jsonl.gz")
def export(
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    *,
    output: OutputOptions,
    library: LibraryFile = None,
) -> None:
    """Write the articles with all that is attributed in them, one article a row.

    A row is what spq show --json prints of an article. To take a library itself elsewhere, copy its file.
    """
    from .tally import number

    chosen = _chosen(outlet, since, until)
    out, store = _opened(output, library, record="articles")
    with store:
        shown = out.rows("articles", _articles(store, chosen))
    out.note(number(shown, "article") if shown else "nothing matches")


def _articles(store: Store, chosen: ArticleFilter) -> Iterator[dict[str, Any]]:
    from ..data.store import QuoteFilter
    from .show import article_row

    for name in store.article_ids(chosen):
        article = store.article(name)
        if article is not None:
            yield article_row(article, [*store.quotes(QuoteFilter(docs=(name,), everything=True))])


def _opened(
    output: OutputOptions, chosen: str | None, *, writing: bool = False, record: RecordName | None = None
) -> tuple[Output, Store]:
    """Where to write, and the library, which must be there."""
    from .inputs import library_path, open_library, write_library
    from .output import Output

    out = Output(output, record)
    path = library_path(chosen)
    if writing and not path.is_file():
        raise SpqError(f"{path}: there is no library; make one with: spq add PATHS")
    return out, (write_library if writing else open_library)(path, out.note)


def _chosen(
    outlet: Sequence[str] | None, since: str | None, until: str | None, ids: Sequence[str] | None = None
) -> ArticleFilter:
    from ..data.store import ArticleFilter
    from .when import day

    return ArticleFilter(ids or None, outlet or None, day(since, "--since", "first"), day(until, "--until", "last"))


for _command in (info, list, remove, compact, check, export, purge):
    _command.add_to(library)
