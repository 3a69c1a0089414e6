"""The options that choose among statements, the same for every command that asks for some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click
import typer

from ..data.records import CUE_CLASSES, QUOTE_TYPES
from .options import CHOOSING, Outlets, Since, Until

if TYPE_CHECKING:
    from ..data.store import QuoteFilter, QuoteSort, Store
    from .output import Output

Speakers = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker", metavar="NAME", rich_help_panel=CHOOSING,
        help="Only by this speaker: a name in any spelling or script, or an id; may be repeated.",
    ),
]  # fmt: skip
About = Annotated[
    list[str] | None,
    typer.Option(
        "--about", metavar="NAME", rich_help_panel=CHOOSING,
        help="Only what mentions this person, place, …; may be repeated.",
    ),
]  # fmt: skip
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type", click_type=click.Choice(QUOTE_TYPES), rich_help_panel=CHOOSING,
        help="How it is quoted; may be repeated.",
    ),
]  # fmt: skip
Classes = Annotated[
    list[str] | None,
    typer.Option(
        "--class", click_type=click.Choice(CUE_CLASSES), metavar="CLASS", rich_help_panel=CHOOSING,
        help=f"How the writer reports it: {', '.join(CUE_CLASSES)}; may be repeated.",
    ),
]  # fmt: skip
Contains = Annotated[
    str | None,
    typer.Option(
        "--contains", metavar="WORDS", rich_help_panel=CHOOSING,
        help="Only with these words, in this order; the last may go on (sanction: sanctions). Or an "
        "expression: '\"soft power\" AND (visa* OR border) NOT Schengen'.",
    ),
]  # fmt: skip
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0,
        max=1,
        metavar="SHARE",
        rich_help_panel=CHOOSING,
        help="Only with at least this confidence.",
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Wishes and bare attitudes, too.", rich_help_panel=CHOOSING)]


@dataclass(frozen=True)
class ChoosingOptions:
    """Which statements; all that is given must fit."""

    speaker: Speakers = None
    about: About = None
    outlet: Outlets = None
    type: Types = None
    cue_class: Classes = None
    everything: Everything = False
    contains: Contains = None
    since: Since = None
    until: Until = None
    min_confidence: MinConfidence = 0.0

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day asked for, ISO 8601. Raises UsageError for what is no day: ask before the work."""
        from .when import day

        return day(self.since, "--since", "first"), day(self.until, "--until", "last")

    def filter(
        self, store: Store, output: Output, *, sort: QuoteSort = "position", limit: int | None = None
    ) -> QuoteFilter:
        """The question to the store; says on stderr who is taken for whom. Raises UsageError."""
        from ..data.store import QuoteFilter
        from .who import entities_meant, speakers_meant

        first, last = self.days()
        return QuoteFilter(
            speakers=speakers_meant(self.speaker, store, output), about=entities_meant(self.about, store, output),
            outlets=self.outlet or None, types=self.type or None, classes=self.cue_class or None,
            contains=self.contains, since=first, until=last, min_confidence=self.min_confidence,
            everything=self.everything or "want" in (self.cue_class or ()),  # who asks for wishes wants to see them
            sort=sort, limit=limit,
        )  # fmt: skip

    def tell_left_out(self, store: Store, wanted: QuoteFilter, output: Output) -> None:
        """Say how many articles fell out for want of a date, and which outlets nobody here is."""
        from .tally import number

        undated = store.undated(wanted) if wanted.since or wanted.until else 0
        if undated:
            output.note(f"{number(undated, 'article')} without a date left out")
        for name in self.outlet or ():
            if not store.has_outlet(name):
                output.note(f"no article here is from {name!r}")
