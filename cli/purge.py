"""``spq library purge``: removes all that spq keeps."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..data.errors import UsageError
from .app import command
from .options import CHOOSING, LibraryFile, OutputOptions, Quiet
from .tally import number, size

if TYPE_CHECKING:
    from ..data.store.purging import Found, Kept
    from .output import Output


@command("spq library purge --cache", "spq library purge --yes")
def purge(
    cache: Annotated[
        bool,
        typer.Option("--cache", help="Only the cache of analyses, without asking.", rich_help_panel=CHOOSING),
    ] = False,
    keep_decisions: Annotated[
        bool,
        typer.Option(
            "--keep-decisions",
            help="Not what you decided yourself: people.toml and corrections.toml.",
            rich_help_panel=CHOOSING,
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.", rich_help_panel=CHOOSING)] = False,
    *,
    library: LibraryFile = None,
    quiet: Quiet = False,
) -> None:
    """Remove all that spq keeps: the library, your decisions and corrections beside it, and the cache.

    Each is named with its size, and asked for, before anything goes. With --library FILE the cache stays, as it
    serves every library. What another program made, a link, and files that spq wrote where you told it to, are left.
    A deleted file may live on in backups, and on the disk until its place is used again.
    """
    from ..data.store.purging import find, remove
    from .inputs import cache_path, library_path
    from .output import Output

    out = Output(OutputOptions(quiet=quiet))
    if cache and (keep_decisions or library):
        raise UsageError("--cache is about the cache alone; leave out --library and --keep-decisions")
    db = None if cache else library_path(library)
    cached = cache_path()
    found = find(db, None if library else cached, decisions=not keep_decisions)
    if found.kept and not (yes or cache):
        _ask(found, out)
    remove(found.kept, db, _folders(db, cached))
    _tell(found, out)
    if library and cached.exists():
        out.note(f"{cached}: the cache is left; spq library purge --cache removes it")
    named = os.environ.get("SPQ_PEOPLE")
    if named and not cache and Path(named).exists():
        out.note(f"{named}: left, for it is a file that you named (SPQ_PEOPLE)")


def _ask(found: Found, out: Output) -> None:
    if not sys.stdin or not sys.stdin.isatty():
        what = ", ".join(f"{thing.what} ({thing.files[-1]})" for thing in found.kept)
        raise UsageError(f"this removes {what}; say --yes if that is meant")
    for thing in found.kept:
        out.tell(_line(thing))
    if not typer.confirm(f"Remove {'this' if len(found.kept) == 1 else 'all of it'}?", err=True):
        raise typer.Exit(1)


def _tell(found: Found, out: Output) -> None:
    for thing in found.kept:
        out.note(f"removed: {_line(thing)}")
    for left in found.left:
        out.note(left)
    if not found.kept:
        out.note("there is nothing to remove")


def _line(thing: Kept) -> str:
    beside = f" with {number(len(thing.files) - 1, 'file')} beside it" if len(thing.files) > 1 else ""
    return f"{thing.files[-1]}: {thing.what}{beside}, {size(thing.size)}"


def _folders(library: Path | None, cache: Path) -> list[Path]:
    """Those of their folders that are spq's own; a folder that the user named stays."""
    from platformdirs import user_cache_path, user_data_path

    own = {user_data_path("spq", appauthor=False), user_cache_path("spq", appauthor=False)}
    return [path.parent for path in (library, cache) if path is not None and path.parent in own]
