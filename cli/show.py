"""``spq show``: one article with what is attributed in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import InputError, UsageError
from .app import command
from .options import CHOOSING, OUTPUT, OutputOptions, ReadingOptions, Sample

if TYPE_CHECKING:
    from ..data.records import Article
    from ..data.store import Store
    from .inputs import Source
    from .output import Output


@command("spq show agency-soft-power-concept.txt --sample", "spq show agency-soft-power-concept.txt --sample --text")
def show(
    article: Annotated[str, typer.Argument(show_default=False)],
    text: Annotated[
        bool, typer.Option("--text", help="The bare text, exactly as all offsets count it.", rich_help_panel=OUTPUT)
    ] = False,
    doc: Annotated[
        str | None,
        typer.Option("--doc", metavar="ID", help="Which article of a file that holds many.", rich_help_panel=CHOOSING),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Wishes and bare attitudes, too.", rich_help_panel=CHOOSING)
    ] = False,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:
    """Show one article, its statements marked in the text.

    ARTICLE is a file, - for stdin, or the id of an article in your library or in the bundled sample.
    """
    from ..data.store import Store
    from .inputs import analyse_articles, decisions_for, open_library
    from .output import Output

    out = Output(output, None if text else "articles")
    source = _source(article, sample=sample, library=reading.library, out=out)
    if source.library:
        with open_library(source.library, out.note, decisions_for(reading.people, source.library)) as store:
            if store.article(article) is None:
                raise InputError(article, "no article of this library has this id; spq library list prints the ids")
            _write(store, article, out, text=text, everything=everything)
    elif chosen := _chosen(source, article, doc, reading, out):
        with Store.temporary() as store:
            if text:
                out.exact(chosen.text)
            else:
                analyse_articles(iter([chosen]), 1, reading, out, store)
                _write(store, chosen.id, out, text=False, everything=everything)
    raise typer.Exit(out.exit_code)


def _source(name: str, *, sample: bool, library: str | None, out: Output) -> Source:
    from ..data.store import holds_articles
    from .inputs import Source, library_path, open_library, source_of

    if library is not None:
        return source_of(None, sample=sample, library=library)
    if sample:
        return Source("sample")
    if name == "-" or os.path.lexists(name):
        return source_of([name], sample=False)
    path = library_path()
    if holds_articles(path):
        with open_library(path, out.note) as store:
            if store.article(name):
                return Source("library", library=path)
    return Source("sample")


def _chosen(source: Source, name: str, doc: str | None, reading: ReadingOptions, out: Output) -> Article | None:
    """The one article meant, or None when none could be read and the reason is already told."""
    from .inputs import articles_of

    wanted = name if source.kind == "sample" else doc
    others: list[str] = []
    with articles_of(source, reading, out) as (articles, _):
        found: Article | None = None
        for article in articles:
            if wanted is not None and article.id == wanted:
                return article
            if wanted is None and found is not None:
                others = [found.id, article.id]
                break
            found = found or article
            others.append(article.id)
    if wanted is None and len(others) > 1:
        raise UsageError(f"{name}: holds several articles; choose one with --doc ID, such as --doc {others[0]}")
    if wanted is None or not others:
        return found
    if source.kind == "sample":
        raise InputError(name, f"neither a file nor an article; the sample has {', '.join(others)}")
    raise InputError(name, f"holds no article {wanted!r}; it has {', '.join(others[:5])}{' …' * (len(others) > 5)}")


def _write(store: Store, doc: str, out: Output, *, text: bool, everything: bool) -> None:
    from ..data.store import QuoteFilter
    from .marked import marked

    article = store.article(doc)
    if article is None:
        return
    if text:
        out.exact(article.text)
        return
    quotes = list(store.quotes(QuoteFilter(docs=(doc,), everything=everything)))
    if out.format == "table":
        out.show(lambda _: marked(article.text, quotes, color=out.color))
    else:
        out.rows("articles", [article_row(article, quotes)])


def article_row(article: Article, quotes: list[dict[str, Any]]) -> dict[str, Any]:
    """The article record: the article and all that is attributed in it."""
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
