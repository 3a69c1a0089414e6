"""From what a user names to the articles that ``spq show`` shows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..data.errors import InputError, UsageError
from ..data.records import Article

if TYPE_CHECKING:
    from pathlib import Path

    from .inputs import Source
    from .options import ReadingOptions
    from .output import Output

_PLACE = re.compile(r"(.+)@(\d+)")


@dataclass(frozen=True, slots=True)
class Picked:
    """One article, read or (without ``article``) in the library; ``offsets``: only statements that begin there."""

    doc: str
    article: Article | None = None
    offsets: tuple[int, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user named: files and ids, which articles of files that hold many, or all of them."""

    names: Sequence[str]
    docs: Sequence[str] = ()
    all_docs: bool = False
    sample: bool = False
    library: str | None = None


def pick(asked: Asked, reading: ReadingOptions, out: Output) -> tuple[list[Picked], Path | None]:
    """The articles in the order in which they are named, and the library that holds those not read.

    What is not there is told, and makes the exit code 1. Raises UsageError for a file that holds several articles of
    which none is chosen.
    """
    found = _found(asked, out)
    files = {name: offsets for name, (source, offsets) in found.items() if source.kind == "paths"}
    if asked.docs and not files:
        raise UsageError("--doc chooses from a file that holds several articles; name that file")
    picked: list[Picked] = []
    library = None
    for name, (source, offsets) in found.items():
        if source.kind == "library":
            library = source.library
            picked.append(Picked(name, offsets=offsets))
        elif source.kind == "sample":
            picked += _of_sample(name, offsets, reading, out)
            if not asked.sample and picked and picked[-1].doc == name:
                out.note(f"no file and no library here has {name}: this is the bundled sample's")
        elif name == next(iter(files)):
            picked += _of_files(files, asked, reading, out)
    return _with_own_ids(picked), library


def _found(asked: Asked, out: Output) -> dict[str, tuple[Source, tuple[int, ...]]]:
    """What is named, without offsets, once each; with what holds it, and the offsets named with it, if always some."""
    found: dict[str, tuple[Source, tuple[int, ...]]] = {}
    for name in asked.names:
        source, offset = _source(name, asked, out)
        doc = name if offset is None else name.rpartition("@")[0]
        before = found[doc][1] if doc in found else None
        if offset is None or before == ():
            found[doc] = source, ()
        else:
            found[doc] = source, (*(before or ()), offset)
    return found


def _source(name: str, asked: Asked, out: Output) -> tuple[Source, int | None]:
    """What holds the article, and the offset of the one statement that is meant."""
    from ..data.store import holds_articles
    from .inputs import Source, library_path, open_library, source_of

    place = _PLACE.fullmatch(name)
    doc, offset = (place[1], int(place[2])) if place else (name, None)
    if asked.sample:
        source_of(None, sample=True, library=asked.library)  # both are a contradiction, and told as such
        return Source("sample"), offset
    if asked.library is not None:
        source = source_of(None, sample=False, library=asked.library)
        with open_library(source.library or library_path(), out.note) as store:
            return source, None if store.article(name) else offset
    for given, at in ((name, None), (doc, offset)):
        if given == "-" or os.path.lexists(given):
            return source_of([given], sample=False), at
    path = library_path()
    if holds_articles(path):
        with open_library(path, out.note) as store:
            for given, at in ((name, None), (doc, offset)):
                if store.article(given):
                    return Source("library", library=path), at
    return Source("sample"), offset


def _of_sample(name: str, offsets: tuple[int, ...], reading: ReadingOptions, out: Output) -> list[Picked]:
    from ..data.store import holds_articles
    from .inputs import Source, articles_of, library_path

    others = []
    with articles_of(Source("sample"), reading, out) as (articles, _):
        for article in articles:
            if article.id == name:
                return [Picked(name, article, offsets, sample=True)]
            others.append(article.id)
    known = f"; the sample has {', '.join(others)}"
    if holds_articles(library_path()):
        known = " of your library; spq library list prints the ids"
    out.error(InputError(name, f"neither a file nor an article{known}"))
    return []


def _of_files(files: dict[str, tuple[int, ...]], asked: Asked, reading: ReadingOptions, out: Output) -> list[Picked]:
    """What is chosen of all files, which are read together so that each article has an id of its own."""
    from .inputs import articles_of, source_of

    names = [*files]
    picked: list[Picked] = []
    others: list[str] = []
    missing = dict.fromkeys(asked.docs)
    with articles_of(source_of(names, sample=False), reading, out) as (articles, _):
        for article, name in _named(articles, names, asked):
            others.append(article.id)
            if asked.docs and article.id not in missing:
                continue
            missing.pop(article.id, None)
            picked.append(Picked(article.id, article, files[name]))
            if asked.docs and not missing:
                break
    if missing and others:
        few = f"{', '.join(others[:5])}{' …' * (len(others) > 5)}"
        for doc in missing:
            out.error(InputError(", ".join(names), f"holds no article {doc!r}; it has {few}"))
    return picked


def _named(articles: Iterator[Article], names: list[str], asked: Asked) -> Iterator[tuple[Article, str]]:
    """Each article with the name that it was found under. Raises UsageError for a second one that nobody chose."""
    from ..data.readers.common import shown

    files = {shown(os.path.normpath(name)): name for name in names}
    first: dict[str, str] = {}
    for article in articles:
        path = article.path or "-"
        name = next((files[one] for one in (path, *map(str, PurePath(path).parents)) if one in files), names[0])
        if name in first and not asked.docs and not asked.all_docs:
            raise UsageError(
                f"{name}: holds several articles; choose one with --doc ID, such as --doc {first[name]}, or show all "
                "with --all-docs"
            )
        first.setdefault(name, article.id)
        yield article, name


def _with_own_ids(picked: list[Picked]) -> list[Picked]:
    """Ids that differ where a file has the name of an article of the sample."""
    taken: set[str] = set()
    made = []
    for one in picked:
        doc = one.doc
        while one.article is not None and doc in taken:
            doc += "~2"
        taken.add(doc)
        made.append(replace(one, doc=doc, article=one.article and replace(one.article, id=doc)))
    return made
