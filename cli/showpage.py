"""An article for people: what is known of it, its text with the statements marked, and who said each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.style import Style
from rich.text import Text

from ..data.records import Article
from .excerpts import Excerpts, places
from .links import article_link, file_link, web_link
from .marked import marked
from .tally import number
from .visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

Row = Mapping[str, Any]
Link = Callable[[Row], str | None]


def page(
    article: Article,
    quotes: Sequence[Row],
    total: int,
    *,
    color: bool,
    context: int | None = None,
    link: Link | None = None,
    path: bool = True,
) -> RenderableType:
    """One article of which ``quotes`` out of ``total`` statements are shown; with ``context`` only those.

    ``context`` is the number of sentences on either side. ``path``: its file is worth naming.
    """
    excerpts = None
    if context is not None:
        excerpts = Excerpts(article.text).around([place for row in quotes for place in places(row)], context)
    return Group(
        header(article, len(quotes), total, links=link is not None, path=path),
        Text(),
        marked(article.text, quotes, color=color, excerpts=excerpts, link=link),
    )


def header(article: Article, shown: int, total: int, *, links: bool, path: bool = True) -> Text:
    """Title, outlet, date and author, page, file, and how many statements are shown."""

    def style(url: str | None, *, bold: bool = False) -> Style:
        return Style(link=url if links else None, bold=bold or None, dim=not bold or None)

    made = Text()
    whole = article_link(article.path, article.url) if links else None
    made.append(one_line(article.title or article.id), style=style(whole, bold=True))
    told = [article.outlet, (article.published or "")[:10], article.author and f"by {article.author}"]
    if any(told):
        made.append("\n").append(one_line(" · ".join(part for part in told if part)), style="dim")
    if article.url:
        made.append("\n").append(one_line(article.url), style=style(web_link(article.url)))
    made.append("\n")
    made.append(one_line(_file(article) if path else article.id), style=style(_opened(article, links)))
    count = number(total, "statement") if shown == total else f"{shown} of {number(total, 'statement')}"
    return made.append(f" · {count}", style="dim")


def _opened(article: Article, links: bool) -> str | None:
    return file_link(article.path) if links else None


def _file(article: Article) -> str:
    """The file, and the article's id where that is not the file's name."""
    if article.path is None:
        return article.id
    return article.path if PurePath(article.path).name == article.id else f"{article.path}: {article.id}"
