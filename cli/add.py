"""``spq add``: into the library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from ..data.errors import Stopped, UsageError
from .app import command
from .options import (
    CHOOSING,
    Outlets,
    OutputOptions,
    Paths,
    Quiet,
    ReadingOptions,
    Since,
    Until,
)

if TYPE_CHECKING:
    from ..data.records import Analysis, Article
    from ..data.store import ArticleFilter, Store
    from ..extractors.library import Added, Analyst
    from ..extractors.stopping import Stop
    from .output import Output

NAMED = 5
"""Articles that got another id are named up to this many; of more only the number is told."""


@command("spq add news/2012/", "spq add --refresh --since 2012")
def add(
    paths: Paths = None,
    from_batch: Annotated[
        str | None,
        typer.Option("--from-batch", metavar="OUTPUT", help="Take in what spq batch wrote there, a folder or an "
                     "address; nothing is analysed.", rich_help_panel=CHOOSING),
    ] = None,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Analyse again what other rules or another model analysed: of PATHS, or, "
                     "without any, of the library.", rich_help_panel=CHOOSING),
    ] = False,
    outlet: Outlets = None,
    since: Since = None,
    until: Until = None,
    *,
    reading: ReadingOptions,
    quiet: Quiet = False,
) -> None:  # fmt: skip
    """Add articles to your library, which all commands then ask.

    PATHS are files, folders, globs, or - for stdin. What is there already is left alone, so the same folder can be
    added again and again; a file whose text has changed replaces its article. Ctrl-C stops it after the articles under
    way, a second one at once; a run that is broken off goes on where it stopped when it is started again. Of texts that
    are equal one is analysed.

    The library stands in your data folder, unless --library or SPQ_LIBRARY names a file. --outlet, --since and --until
    choose what --refresh analyses again.
    """
    from ..extractors.stopping import Stop
    from .inputs import analyst_of, articles_of, decisions_for, library_path, source_of, tell_lost, write_library
    from .output import Output
    from .when import day

    out = Output(OutputOptions(quiet=quiet))
    whole = refresh and not paths
    if not whole and (outlet or since or until):
        raise UsageError("--outlet, --since and --until choose what --refresh analyses again; --as-outlet sets outlets")
    from ..data.store import ArticleFilter

    if from_batch and (paths or refresh):
        raise UsageError("--from-batch takes in what was analysed elsewhere; leave out the paths and --refresh")
    source = None if whole or from_batch else source_of(paths, sample=False)
    if source is not None and source.kind != "paths":
        raise UsageError("name the files or folders to add, or - for stdin")
    chosen = ArticleFilter(None, outlet or None, day(since, "--since", "first"), day(until, "--until", "last"))
    path = library_path(reading.library)
    decisions = decisions_for(reading.people, path)
    stop = Stop(lambda: out.note("stops after the articles under way; Ctrl-C again stops at once"))
    with write_library(path, out.note, decisions) as store, analyst_of(reading, out) as analyst:
        if from_batch:
            added = _from_batch(store, from_batch, out, stop)
        elif source is None:
            added = _refresh(store, analyst, chosen, out, stop)
        else:
            with articles_of(source, reading, out) as (articles, total):
                added = _add(store, _placed(articles), total, analyst, out, stop, refresh=refresh)
        counts = store.counts()
        tell_lost(store, out.note)
    _tell(added, counts.articles, out)
    if stop.asked:
        raise Stopped(f"interrupted: what is named above is in {path}; run the same command again to go on")
    raise typer.Exit(out.exit_code)


def _add(
    store: Store,
    articles: Iterator[Article],
    total: int | None,
    analyst: Analyst,
    out: Output,
    stop: Stop,
    *,
    refresh: bool,
) -> Added:
    from ..extractors.library import add as add_all

    with out.progress("articles", total) as advance, stop.softly():

        def on_article(analysis: Analysis | None) -> None:
            for note in analysis.notes if analysis else ():
                out.note(f"{analysis.article.id}: {note}" if analysis else note)
            advance()

        return add_all(store, stop.until_asked(articles), analyst, on_article, out.error, refresh=refresh)


def _from_batch(store: Store, place: str, out: Output, stop: Stop) -> Added:
    from ..data.corpus.manifest import read_analyses, read_manifest
    from ..data.corpus.storage import storage
    from ..data.writers import require
    from ..extractors.library import add_analyses

    of = storage(place)
    manifest = read_manifest(of)
    require(manifest["format"])
    total = sum(shard["rows"]["articles"] for shard in manifest["shards"])
    with out.progress("articles", total) as advance, stop.softly():
        return add_analyses(store, stop.until_asked(read_analyses(of)), manifest["fingerprint"], lambda _: advance())


def _refresh(store: Store, analyst: Analyst, chosen: ArticleFilter, out: Output, stop: Stop) -> Added:
    ids = store.outdated(analyst.fingerprint, chosen)
    articles = (article for name in ids if (article := store.article(name)) is not None)
    return _add(store, articles, len(ids), analyst, out, stop, refresh=True)


def _placed(articles: Iterator[Article]) -> Iterator[Article]:
    """With whole paths: a library is asked from any folder."""
    return (replace(one, path=None if one.path is None else os.path.abspath(one.path)) for one in articles)


def _tell(added: Added, total: int, out: Output) -> None:
    from .tally import number

    for old, new in added.renamed[:NAMED]:
        out.note(f"another article has the id {old}: this one is called {new}")
    if len(added.renamed) > NAMED:
        out.note(f"… and {len(added.renamed) - NAMED} more are called by more than their own name")
    parts = [
        f"{count} {what}"
        for count, what in (
            (added.new, "added"),
            (added.text, "with a new text"),
            (added.refreshed, "analysed again"),
            (added.described, "described anew"),
            (added.same, "there already"),
            (added.failed, "failed"),
        )
        if count
    ]
    shared = f"; {added.shared} of a text that was analysed before" if added.shared else ""
    out.note(f"{', '.join(parts) or 'nothing to do'}{shared}; the library has {number(total, 'article')}")
