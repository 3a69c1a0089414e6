"""``spq verify``: whether the quotations of a draft are right, and where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import click
import typer

from ..data.errors import InputError, UsageError
from ..data.schemaverify import VERDICTS
from .app import command
from .options import CHOOSING, READING, OutputOptions, ReadingOptions, Sample

if TYPE_CHECKING:
    from ..data.records import Article
    from ..data.store import Store
    from ..extractors.verify.draftquotes import DraftQuote
    from .inputs import Source
    from .output import Output

Row = dict[str, Any]

REFUSED = 3
"""The exit code when a quotation is not as its source has it."""

Only = Literal["problems", "grave"]

_ALWAYS_FINE = ("verbatim", "too short")
_ALLOWED = tuple(verdict for verdict in VERDICTS if verdict not in _ALWAYS_FINE)
_LIBRARY = "library"


@command(
    "spq verify draft.md --against articles/",
    "spq verify draft.docx --only problems --format md -o report.md",
)
def verify(
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT...", show_default=False)],
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="PATH", help="The sources: a file, a folder, a glob, or library; may be "
                     "repeated. Default: your library.", rich_help_panel=READING),
    ] = None,
    transcripts: Annotated[
        bool,
        typer.Option("--transcripts", help="The sources are speeches or transcripts: all of their words are said, with "
                     "or without quotation marks.", rich_help_panel=READING),
    ] = False,
    only: Annotated[
        Only | None,
        typer.Option(help="Show only what an editor must look at, or of that only negations, figures and speakers.",
                     rich_help_panel=CHOOSING),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(click_type=click.Choice(_ALLOWED), help="Do not end with 3 for this verdict; may be repeated. Of "
                     "shortened, where marks of omission own up to all of it, and nothing grave.",
                     rich_help_panel=CHOOSING),
    ] = None,
    min_words: Annotated[
        int, typer.Option("--min-words", min=1, metavar="N", help="Check only quotations of at least so many words.",
                          rich_help_panel=CHOOSING)
    ] = 1,
    everything: Annotated[
        bool, typer.Option("--all", help="Check titles and terms in quotation marks, too.", rich_help_panel=CHOOSING)
    ] = False,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:  # fmt: skip
    """Check a draft's quotations against their sources.

    Tells whether each is right, where it stands, and word by word what differs.

    DRAFT is a file (text, Markdown, DOCX, …), a folder of them, or - for stdin. Its quotations are looked up in the
    sources: your library, or what --against names. Each is verbatim; altered; shortened; stitched of two places;
    somebody else's (other speaker); unquoted: in the source, but not as a quotation; reworded: the same statement in
    other words; or not found. A fragment of up to three words that the same speaker is not known to say is too short
    to tell.

    Ends with 0 when every quotation is verbatim (or too short to tell), with 3 when one is not.
    """
    from .inputs import opened_source
    from .output import Output
    from .tally import number
    from .verified import write

    out = Output(output)
    source = _sources(against, drafts, sample=sample, library=reading.library)
    found, left_out = _quotations(drafts, reading, out, everything=everything, min_words=min_words)
    rows: list[Row] = []
    if any(quotes for _, quotes in found):
        with opened_source(source, reading, out, sample=sample) as store:
            held = store.counts().articles
            where = ", ".join(against or [str(source.library)])
            if not held:
                out.error(InputError(where, "no article there that could be read, so nothing was checked"))
                raise typer.Exit(out.exit_code)
            rows, own = _checked(store, found, out, spoken=transcripts)
        if own == held == len(found) == 1:
            out.error(InputError(where, "nothing there but the draft itself, so nothing was checked"))
            raise typer.Exit(out.exit_code)
        write([row for row in rows if _is_wanted(row, only)], out, several=len(found) > 1)
        out.tell(f"{_summary(rows)}{_left_out(left_out)}; checked against {number(held, 'article')}")
    elif found:
        write([], out)
        out.tell(f"there is no quotation to check{_left_out(left_out)}")
    refused = not all(_is_fine(row, frozenset(allow or ())) for row in rows)
    raise typer.Exit(out.exit_code or REFUSED * refused)


def _sources(against: list[str] | None, drafts: list[str], *, sample: bool, library: str | None) -> Source:
    """Where the quotations are looked up: paths, the sample, else the library, which must have something in it."""
    from ..data.store import holds_articles
    from .inputs import Source, library_path, source_of

    if against and sample:
        raise UsageError("--sample looks quotations up in the bundled sample; leave out --against or --sample")
    if sample:
        return source_of(None, sample=True, library=library)
    if against and against != [_LIBRARY]:
        if _LIBRARY in against:
            raise UsageError("--against takes the library or paths, not both; add the paths first: spq add PATHS")
        if library is not None:
            raise UsageError("--library names the library to look in; leave out --against or --library")
        if "-" in drafts and "-" in against:
            raise UsageError("stdin cannot be the draft and the sources; name a file for one of them")
        return source_of(against, sample=False)
    path = library_path(library)
    if library is None and not holds_articles(path):
        raise UsageError("there is nothing in your library yet to check against; name the sources with --against "
                         "PATHS, or add them once: spq add PATHS")  # fmt: skip
    return Source("library", library=path)


def _quotations(
    drafts: list[str], reading: ReadingOptions, out: Output, *, everything: bool, min_words: int
) -> tuple[list[tuple[Article, list[DraftQuote]]], int]:
    """The drafts with the quotations to check, and how many were left out as terms, titles, or too short."""
    from ..data.store import QuoteFilter, Store
    from ..extractors.verify.draftquotes import quotes_of
    from .inputs import analyse_articles, articles_of, source_of

    found, left_out = [], 0
    # What tells the sources' fields and dates apart is not about the draft, which is read in any language.
    plain = ReadingOptions(any_language=True, model=reading.model, people=reading.people, cache=reading.cache)
    with articles_of(source_of(drafts, sample=False), plain, out) as (articles, _):
        for article in articles:
            with Store.temporary() as store:
                analyse_articles(iter([article]), 1, plain, out, store)
                statements = list(store.quotes(QuoteFilter(docs=(article.id,), everything=True)))
            quotes = quotes_of(article.text, statements)
            wanted = [one for one in quotes if one.words >= min_words and (everything or not one.term)]
            left_out += len(quotes) - len(wanted)
            found.append((article, wanted))
    return found, left_out


def _checked(
    store: Store, drafts: list[tuple[Article, list[DraftQuote]]], out: Output, *, spoken: bool
) -> tuple[list[Row], int]:
    """The quotations checked, and how many of the drafts are among the sources, too."""
    from ..extractors.verify.verification import Verifier
    from .who import mentioned

    verifier = Verifier(store, lambda name: mentioned(name, store)[0], spoken)
    rows = []
    with out.progress("quotations", sum(len(quotes) for _, quotes in drafts)) as advance:
        for draft, quotes in drafts:
            for quote in quotes:
                rows.append(verifier.check(draft, quote))
                advance()
    for name in sorted(verifier.own):
        out.note(f"{name}: is among its own sources, where it was passed over: no draft vouches for itself")
    return rows, len(verifier.own)


def _is_fine(row: Row, allowed: frozenset[str]) -> bool:
    """Whether a quotation may be printed; a shortening that is allowed must be owned up to."""
    verdict = row["verdict"]
    if verdict == "shortened" and verdict in allowed:
        omitted = [one for one in row["differences"] if one["op"] == "omitted"]
        return not row["grave"] and row["compared"] != "other" and all(one["owned"] for one in omitted)
    return verdict in _ALWAYS_FINE or verdict in allowed


def _is_wanted(row: Row, only: Only | None) -> bool:
    return only is None or (row["grave"] if only == "grave" else row["verdict"] not in _ALWAYS_FINE)


def _summary(rows: Iterable[Row]) -> str:
    """12 quotations: 9 verbatim, 1 altered, …"""
    from .tally import number

    rows = list(rows)
    counts = Counter(row["verdict"] for row in rows)
    told = ", ".join(f"{counts[verdict]} {_PLURAL.get(verdict, verdict)}" for verdict in VERDICTS if counts[verdict])
    grave = sum(row["grave"] for row in rows)
    unsure = sum(row["verdict"] == "verbatim" and row["compared"] == "not compared" for row in rows)
    aside = [f"{grave} grave"] * bool(grave) + [f"{unsure} verbatim without a speaker to compare"] * bool(unsure)
    return f"{number(len(rows), 'quotation')}: {told}" + (f" ({', '.join(aside)})" if aside else "")


_PLURAL = {"other speaker": "by another speaker", "unquoted": "not a quotation there", "too short": "too short to tell"}


def _left_out(count: int) -> str:
    from .tally import number

    return f"; {number(count, 'term or title', 'terms and titles')} left out" if count else ""
