"""``spq explain``: why something was taken for a statement, or was not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..data.errors import InputError, UsageError
from .app import command
from .meant import PIPED, ids_and_paths, piped_ids, statement_meant
from .options import CHOOSING, OUTPUT, PagedOptions, ReadingOptions, Sample

if TYPE_CHECKING:
    from ..data.store import Store
    from ..extractors.explain import Reading
    from .explained import Explainer
    from .output import Output

Row = dict[str, Any]

MOST_REJECTED = 3
"""Readings explained of a text in which nothing was found."""


@command(
    "spq explain agency-soft-power-concept.txt@598 --sample -C 1",
    'spq explain --text "The mayor hopes the mill will reopen."',
)
def explain(
    given: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]... [PATHS]...", show_default=False)
    ] = None,
    text: Annotated[
        str | None,
        typer.Option("--text", metavar="TEXT", help="Explain all that is found in this text, or why nothing is.",
                     rich_help_panel=CHOOSING),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --text: wishes and bare attitudes, too.", rich_help_panel=CHOOSING)
    ] = False,
    context: Annotated[
        int,
        typer.Option("--context", "-C", min=0, metavar="N",
                     help="Show N sentences before and after the statement's own.", rich_help_panel=OUTPUT),
    ] = 0,
    *,
    output: PagedOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Show why something was taken for a statement, or was not.

    Who was taken for its speaker, which rule found it, what spoke for it and against it, and what else was considered.

    ID is the id of a statement as spq quotes --json prints it, its first 10 characters or more, or its place as the
    table has it (article@offset); as the first, - takes ids, or rows of spq quotes, from stdin. PATHS are files,
    folders, globs, or - for stdin, from the first on that there is or that looks like no id. Without any it reads
    stdin if something comes in there, else your library, else the bundled sample.
    """
    from .output import Output

    if bool(given) == (text is not None):
        raise UsageError("name a statement by its id, or give a text with --text")
    if text is not None and not text.strip():
        raise UsageError("--text is empty; give it the sentence in question")
    out = Output(output)
    ids, paths = ids_and_paths(given or ())
    piped = ids[:1] == [PIPED]
    if piped:
        if PIPED in paths:
            raise UsageError("stdin cannot hold both the ids and an article; name the file")
        ids = [*piped_ids(_stdin()), *ids[1:]]
    with _asked(paths, text, reading, out, sample=sample, piped=not piped) as store:
        if text is None:
            rows = _of_statements(store, ids, reading, out)
        else:
            rows = _of_text(store, reading, out, everything=everything)
        _write(rows, store, context, out)
    raise typer.Exit(out.exit_code)


def _stdin() -> str:
    return sys.stdin.buffer.read().decode("utf-8", "replace") if sys.stdin else ""


@contextmanager
def _asked(
    paths: list[str], text: str | None, reading: ReadingOptions, out: Output, *, sample: bool, piped: bool
) -> Iterator[Store]:
    """The store to ask: of the given text alone, else as for every command; ``piped``: stdin may hold articles."""
    from ..data.records import Article
    from ..data.store import Store
    from .inputs import analyse_articles, opened_source, source_of

    if text is None:
        source = source_of(paths, sample=sample, library=reading.library, piped=piped)
        with opened_source(source, reading, out, sample=sample) as store:
            yield store
        return
    # What is no text in the terminal's encoding arrives as halves of surrogate pairs, which no output can be sent.
    exact = text.encode(errors="surrogateescape").decode(errors="replace")
    with Store.temporary() as store:
        analyse_articles(iter([Article(TEXT, exact)]), 1, reading, out, store)
        yield store


TEXT = "text"
"""The id of the article that ``--text`` makes."""


def _of_statements(store: Store, names: list[str], reading: ReadingOptions, out: Output) -> list[Row]:
    """Each statement's explanation, in the order of the names; what other rules found is told, and left out."""
    quotes = {quote["id"]: quote for quote in (statement_meant(store, name) for name in names)}
    if not names:
        out.note("no ids came in")
    explainers: dict[str, Explainer] = {}
    rows = []
    with out.progress("statements", len(quotes)) if len(quotes) > 1 else nullcontext(lambda: None) as advance:
        for quote in quotes.values():
            if quote["doc"] not in explainers:
                explainers[quote["doc"]] = _explainer(store, quote["doc"], reading, out)
            explainer = explainers[quote["doc"]]
            found = explainer.reading_of(quote)
            if found is None:
                out.error(
                    InputError(quote["doc"], "was analysed by other rules or with another model; analyse it again")
                )
            else:
                rows.append(explainer.row(found))
            advance()
    return rows


def _of_text(store: Store, reading: ReadingOptions, out: Output, *, everything: bool) -> list[Row]:
    """What is found in the one article of the store; where that is nothing, the likeliest of what was rejected."""
    from .tally import number

    if store.article(TEXT) is None:  # could not be analysed, and the reason is told
        return []
    explainer = _explainer(store, TEXT, reading, out, rare=True)
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


def _explainer(store: Store, doc: str, reading: ReadingOptions, out: Output, *, rare: bool = False) -> Explainer:
    from ..data.store import QuoteFilter
    from ..extractors.explain import weigh
    from ..extractors.model import load_model
    from .explained import Explainer
    from .inputs import tell_model

    tell_model(reading.model, out)
    article = store.article(doc)
    assert article is not None
    quotes = list(store.quotes(QuoteFilter(docs=(doc,), everything=True), explain=True))
    shown = frozenset(quote["id"] for quote in store.quotes(QuoteFilter(docs=(doc,))))
    return Explainer(article, weigh(article, load_model(reading.model), rare=rare), quotes, shown)


def _write(rows: list[Row], store: Store, context: int, out: Output) -> None:
    from .explainpage import markdown, renderable
    from .links import links_of

    if out.format not in ("table", "md"):
        out.rows("explanations", rows)
        return
    if context:
        rows = [_widened(row, store, context) for row in rows]
    if out.format == "md":
        out.exact(markdown(rows, whole=context > 0))
    elif rows:
        link = links_of(store, out)
        out.show(lambda width: renderable(rows, width, color=out.color, link=link, whole=context > 0))


def _widened(row: Row, store: Store, context: int) -> Row:
    """The row with more of the text around it, for reading; JSON has what belongs to the record."""
    from .excerpts import Excerpts

    article = store.article(row["doc"])
    assert article is not None
    place = row["context"]["start"], row["context"]["end"]
    [(start, end)] = Excerpts(article.text).around([place], context)
    start, end = min(start, place[0]), max(end, place[1])
    return {**row, "context": {"start": start, "end": end, "text": article.text[start:end]}}
