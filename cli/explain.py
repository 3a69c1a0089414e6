"""``spq explain``: why something was taken for a statement, or was not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import InputError, UsageError
from ..data.ids import ARTICLE_DIGITS
from .app import command
from .options import CHOOSING, OutputOptions, Paths, ReadingOptions, Sample

if TYPE_CHECKING:
    from ..data.store import Store
    from ..extractors.explain import Reading
    from .explained import Explainer
    from .output import Output

Row = dict[str, Any]

LEAST_PREFIX = ARTICLE_DIGITS + 2
"""Characters of an id that may stand for the whole: the article's half, and what tells most of its statements apart."""

MOST_REJECTED = 3
"""Readings explained of a text in which nothing was found."""


@command(
    "spq explain agency-soft-power-concept.txt@598 --sample",
    'spq explain --text "The mayor hopes the mill will reopen."',
)
def explain(
    statement: Annotated[str | None, typer.Argument(metavar="[ID]", show_default=False)] = None,
    paths: Paths = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="Explain all that is found in this text, or why nothing is.",
                     rich_help_panel=CHOOSING),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --text: wishes and bare attitudes, too.", rich_help_panel=CHOOSING)
    ] = False,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show why something was taken for a statement, or was not.

    Who was taken for its speaker, which rule found it, what spoke for it and against it, and what else was considered.

    ID is the id of a statement as spq quotes --json prints it, its first 10 characters or more, or its place as the
    table has it (article@offset). PATHS are files, folders, globs, or - for stdin. Without any it reads stdin if
    something comes in there, else your library, else the bundled sample.
    """
    from .output import Output

    if (statement is None) == (text is None):
        raise UsageError("name one statement by its id, or give a text with --text")
    if text is not None and not text.strip():
        raise UsageError("--text is empty; give it the sentence in question")
    out = Output(output)
    with _asked(paths, text, reading, out, sample=sample) as store:
        if statement is not None:
            rows = [_of_statement(store, statement, reading)]
        else:
            rows = _of_text(store, reading, out, everything=everything)
    _write(rows, out)
    raise typer.Exit(out.exit_code)


@contextmanager
def _asked(
    paths: list[str] | None, text: str | None, reading: ReadingOptions, out: Output, *, sample: bool
) -> Iterator[Store]:
    """The store to ask: of the given text alone, else as for every command."""
    from ..data.records import Article
    from ..data.store import Store
    from .inputs import analyse_articles, opened

    if text is None:
        with opened(paths, reading, out, sample=sample) as store:
            yield store
        return
    # What is no text in the terminal's encoding arrives as halves of surrogate pairs, which no output can be sent.
    exact = text.encode(errors="surrogateescape").decode(errors="replace")
    with Store.temporary() as store:
        analyse_articles(iter([Article(TEXT, exact)]), 1, reading, out, store)
        yield store


TEXT = "text"
"""The id of the article that ``--text`` makes."""


def _of_statement(store: Store, name: str, reading: ReadingOptions) -> Row:
    quote = statement_meant(store, name)
    explainer = _explainer(store, quote["doc"], reading)
    found = explainer.reading_of(quote)
    if found is None:
        raise InputError(quote["doc"], "was analysed by other rules or with another model; analyse it again")
    return explainer.row(found)


def _of_text(store: Store, reading: ReadingOptions, out: Output, *, everything: bool) -> list[Row]:
    """What is found in the one article of the store; where that is nothing, the likeliest of what was rejected."""
    from .tally import number

    if store.article(TEXT) is None:  # could not be analysed, and the reason is told
        return []
    explainer = _explainer(store, TEXT, reading, rare=True)
    wanted = [quote for quote in explainer.quotes if everything or quote["id"] in explainer.shown]
    found = [one for one in map(explainer.reading_of, wanted) if one is not None]
    if not found:
        rejected = list(_rejected(explainer))
        nothing = "nothing in this text was taken for a statement"
        out.note(nothing if rejected else f"{nothing}: no word in it comes with something that is said")
        return [explainer.row(one) for one in rejected]
    hidden = len(explainer.quotes) - len(wanted)
    silent = sum(1 for _ in explainer.weighed.silent(found))
    if hidden:
        out.note(f"{number(hidden, 'wish or bare attitude', 'wishes or bare attitudes')} left out; --all explains them")
    if silent:
        out.note(f"{number(silent, 'sentence')} without a statement; give --text one alone to see why")
    return [explainer.row(one) for one in found]


def _rejected(explainer: Explainer) -> Iterator[Reading]:
    """The likeliest reading of each cue: of those that only ``--all`` shows, else of the rest."""
    silent = [one for _, readings in explainer.weighed.silent(()) for one in readings]
    silent = [one for one in silent if one.fate == "kept"] or silent
    silent.sort(key=lambda one: -one.weighed)
    taken: list[tuple[int, int]] = []

    def fresh(one: Reading) -> bool:
        cue = one.finding.cue
        if cue is None:
            return one.fate == "kept"
        if any(start < cue[1] and cue[0] < end for start, end in taken):
            return False
        taken.append(cue)
        return True

    return islice(filter(fresh, silent), MOST_REJECTED)


def _explainer(store: Store, doc: str, reading: ReadingOptions, *, rare: bool = False) -> Explainer:
    from ..data.store import QuoteFilter
    from ..extractors.explain import weigh
    from ..extractors.model import load_model
    from .explained import Explainer

    article = store.article(doc)
    assert article is not None
    quotes = list(store.quotes(QuoteFilter(docs=(doc,), everything=True), explain=True))
    shown = frozenset(quote["id"] for quote in store.quotes(QuoteFilter(docs=(doc,))))
    return Explainer(article, weigh(article, load_model(reading.model), rare=rare), quotes, shown)


def statement_meant(store: Store, name: str) -> Row:
    """The one quotation that an id, its beginning, or a place names. Raises UsageError for none and for several."""
    from ..data.store import QuoteFilter

    quotes = store.by_id(name) if len(name) >= LEAST_PREFIX else []
    exact = [quote for quote in quotes if quote["id"] == name]
    fits = exact[:1] or quotes
    doc, at, offset = name.rpartition("@")
    if not fits and at and offset.isdecimal():
        of_article = store.quotes(QuoteFilter(docs=(doc,), everything=True), explain=True)
        fits = [quote for quote in of_article if quote["content"][0]["start"] == int(offset)]
    if len(fits) == 1:
        return fits[0]
    if fits:
        ids = ", ".join(quote["id"] for quote in fits[:5])
        raise UsageError(f"{name} fits {len(fits)} statements; choose one: {ids}{' …' * (len(fits) > 5)}")
    if len(name) >= LEAST_PREFIX and store.is_dropped(name):
        raise UsageError(f"{name} is dropped by a correction; spq correct {name} --undo brings it back")
    if os.path.lexists(name):
        raise UsageError(f"{name} is a file, not a statement's id; spq quotes {name} --json prints the ids in it")
    short = f" (of an id, give at least {LEAST_PREFIX} characters)" if len(name) < LEAST_PREFIX else ""
    raise UsageError(f"no statement here has the id {name!r}{short}; spq quotes --json prints the ids")


def _write(rows: list[Row], out: Output) -> None:
    from .explainpage import markdown, renderable

    if out.format == "table":
        if rows:
            out.show(lambda width: renderable(rows, width, color=out.color))
    elif out.format == "md":
        out.exact(markdown(rows))
    else:
        out.rows("explanations", rows)
