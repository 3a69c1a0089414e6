"""``spq show``: articles with what is attributed in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import InputError, UsageError
from .app import command
from .choosing import Classes, Contains, Everything, MinConfidence, Speakers, Types
from .options import CHOOSING, OUTPUT, PagedOptions, ReadingOptions, Sample

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from ..data.records import Article
    from ..data.store import QuoteFilter, Store
    from .output import Output
    from .picking import Picked


@command(
    "spq show agency-soft-power-concept.txt --sample --speaker Gatilov -C 1",
    "spq show agency-soft-power-concept.txt --sample --text",
)
def show(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", show_default=False)],
    text: Annotated[
        bool, typer.Option("--text", help="The bare text, exactly as all offsets count it.", rich_help_panel=OUTPUT)
    ] = False,
    context: Annotated[
        int | None,
        typer.Option("--context", "-C", min=0, metavar="N",
                     help="Only the statements, each with its sentence and N sentences before and after.",
                     rich_help_panel=OUTPUT),
    ] = None,
    docs: Annotated[
        list[str] | None,
        typer.Option("--doc", metavar="ID", help="Which article of a file that holds many; may be repeated.",
                     rich_help_panel=CHOOSING),
    ] = None,
    all_docs: Annotated[
        bool,
        typer.Option("--all-docs", help="All articles of files and folders that hold many.", rich_help_panel=CHOOSING),
    ] = False,
    speaker: Speakers = None,
    type: Types = None,
    cue_class: Classes = None,
    everything: Everything = False,
    contains: Contains = None,
    min_confidence: MinConfidence = 0.0,
    *,
    output: PagedOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show articles, their statements marked in the text.

    ARTICLE is a file, - for stdin, or the id of an article in your library or in the bundled sample. With an offset, as
    tables have it (article@offset), only the statement that begins there is marked. Of several articles those are left
    out in which nothing that is chosen stands. JSON and the like hold each article whole, with the statements chosen.
    """
    from ..data.store import QuoteFilter
    from .output import Output
    from .picking import Asked, pick

    wanted = QuoteFilter(
        types=type or None, classes=cue_class or None, contains=contains, min_confidence=min_confidence,
        everything=everything or "want" in (cue_class or ()),
    )  # fmt: skip
    if text and (speaker or context is not None or wanted != QuoteFilter()):
        raise UsageError("--text is the bare text; leave out -C and what chooses statements, or --text")
    out = Output(output, None if text else "articles")
    picked, library = pick(Asked(articles, docs or (), all_docs, sample, reading.library), reading, out)
    with ExitStack() as stack:
        shelves = _Shelves(speaker or [], wanted, out)
        if library is not None:
            shelves.library = stack.enter_context(_library(library, reading, out))
        read = [one.article for one in picked if one.article is not None]
        if read and not text:
            shelves.read = stack.enter_context(_analysed(read, reading, out))
        if text:
            texts = [article.text for one in picked if (article := one.article or shelves.article(one))]
            if texts:
                out.exact("".join(texts))
        else:
            _write(picked, shelves, context, out)
    raise typer.Exit(out.exit_code)


def _library(path: Path, reading: ReadingOptions, out: Output) -> Store:
    from .inputs import decisions_for, open_library

    return open_library(path, out.note, decisions_for(reading.people, path))


def _analysed(articles: list[Article], reading: ReadingOptions, out: Output) -> Store:
    from ..data.store import Store
    from .inputs import analyse_articles

    store = Store.temporary()
    try:
        analyse_articles(iter(articles), len(articles), reading, out, store)
    except BaseException:
        store.close()
        raise
    return store


@dataclass
class _Shelves:
    """Where the articles stand: the library, and the store of what was read; and what is wanted of each."""

    speakers: list[str]
    wanted: QuoteFilter
    out: Output
    library: Store | None = None
    read: Store | None = None
    _meant: dict[int, tuple[str, ...] | None] = field(default_factory=dict)

    @property
    def choosing(self) -> bool:
        """Whether not every statement is wanted."""
        return bool(self.speakers) or self.wanted != _every(self.wanted)

    def of(self, one: Picked) -> Store | None:
        return self.library if one.article is None else self.read

    def article(self, one: Picked) -> Article | None:
        """The article as it stands there, completed by what its analysis told; None is told."""
        store = self.of(one)
        article = store.article(one.doc) if store else None
        if article is None and one.article is None:
            self.out.error(
                InputError(one.doc, "no article of this library has this id; spq library list prints the ids")
            )
        return article  # one that could not be analysed is told already

    def quotes(self, one: Picked) -> tuple[list[dict[str, Any]], int]:
        """The statements chosen of an article, and how many there are of all."""
        from .who import speakers_meant

        store = self.of(one)
        assert store is not None
        if id(store) not in self._meant:
            self._meant[id(store)] = speakers_meant(self.speakers, store, self.out)
        wanted = replace(self.wanted, docs=(one.doc,), speakers=self._meant[id(store)])
        found = list(store.quotes(wanted))
        if one.offsets:
            found = [row for row in found if row["content"][0]["start"] in one.offsets]
            for offset in sorted({*one.offsets} - {row["content"][0]["start"] for row in found}):
                self.out.error(InputError(f"{one.doc}@{offset}", "no statement that is chosen begins there"))
        every = _every(wanted)
        return found, len(found) if wanted == every and not one.offsets else sum(1 for _ in store.dates(every))


def _every(wanted: QuoteFilter) -> QuoteFilter:
    """All statements of the same articles."""
    return replace(wanted, speakers=None, types=None, classes=None, contains=None, min_confidence=0.0)


def _write(picked: list[Picked], shelves: _Shelves, context: int | None, out: Output) -> None:
    from .tally import number

    # All that is missing is told before anything is shown, for a reader may leave the pager half way.
    found = _Chosen([one for one in picked if shelves.article(one) is not None], shelves)
    if out.format == "table":
        if found.picked:
            out.pages(lambda _width: _pages(found, shelves, context, out))
    else:
        out.rows("articles", (article_row(article, quotes) for _, article, quotes, _ in found))
    if found.without:
        out.note(
            f"{number(found.without, 'article')} left out: nothing in {'them' if found.without > 1 else 'it'} matches"
        )


@dataclass
class _Chosen:
    """The articles with what is chosen of them; among several, those in which nothing is are counted alone."""

    picked: list[Picked]
    shelves: _Shelves
    without: int = 0

    def __iter__(self) -> Iterator[tuple[Picked, Article, list[dict[str, Any]], int]]:
        for one in self.picked:
            article = self.shelves.article(one)
            if article is None:
                continue
            quotes, total = self.shelves.quotes(one)
            if quotes or one.offsets or len(self.picked) == 1 or not self.shelves.choosing:
                yield one, article, quotes, total
            else:
                self.without += 1


def _pages(found: _Chosen, shelves: _Shelves, context: int | None, out: Output) -> Iterator[RenderableType]:
    from rich.rule import Rule
    from rich.text import Text

    from .links import links_of
    from .showpage import page

    first = True
    for one, article, quotes, total in found:
        store = shelves.of(one)
        assert store is not None
        if not first:
            yield from (Text(), Rule(style="dim"), Text())
        first = False
        near = 1 if context is None and one.offsets else context
        link = links_of(store, out)
        yield page(article, quotes, total, color=out.color, context=near, link=link, path=not one.sample)


def article_row(article: Article, quotes: list[dict[str, Any]]) -> dict[str, Any]:
    """The article record: the article and what is attributed in it."""
    return {
        "doc": article.id,
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "author": article.author,
        "text": article.text,
        "quotes": quotes,
    }
