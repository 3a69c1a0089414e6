"""What ``extract`` gives back: one article's statements and claims, typed, and as the rows that ``spq`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from ..data.claimrecords import quantity_of
from ..data.errors import UsageError
from ..data.records import Article, By, ClaimClass, ClaimKind, Cue, Kind, Quantity, QuoteType, Span
from ..data.schema import columns

if TYPE_CHECKING:
    import pandas

Row = dict[str, Any]
RowKind = Literal["quotes", "claims"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source is, after *he* and *the minister* were resolved; see ``spq schema quotes`` for the keys."""

    id: str
    name: str
    kind: Kind
    role: str | None
    by: By | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One quotation or reported statement; all offsets are code points into ``Extraction.article.text``.

    ``content`` has at least one piece; ``text`` joins them by `` … ``. ``speaker`` is None where the article does not
    say, or not clearly enough, who it is; ``source`` may still hold its words for it.
    """

    id: str
    type: QuoteType
    text: str
    content: tuple[Span, ...]
    source: Span | None
    cue: Cue | None
    speaker: Speaker | None
    addressee: Span | None
    in_headline: bool
    nested_in: str | None
    negated: bool
    hedged: bool
    context: Span
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date or period in a claim: in the words of ``data.when``, and its days by the article's date, ISO or None."""

    start: int
    end: int
    text: str
    value: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """One thing that is claimed; ``attribution`` is the id of its Statement, None for the article's own words.

    ``cls`` is "class" in JSON; ``check`` is from 0 to 1, from .5 on worth a check. ``to_records("claims")`` has all
    there is to a claim: negations, comparisons, whom it is about.
    """

    id: str
    kind: ClaimKind
    cls: ClaimClass
    text: str
    content: tuple[Span, ...]
    claimer: Speaker | None
    source: Span | None
    cue: Cue | None
    negated: bool
    hedged: bool
    distanced: bool
    quantities: tuple[Quantity, ...]
    dates: tuple[NamedDate, ...]
    check: float
    reasons: tuple[str, ...]
    attribution: str | None
    correction: bool
    context: Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says: ``attributions`` and ``claims`` in the order of the text.

    ``article`` is what was given, its title, date and so on filled in as far as the text tells them. ``notes`` say what
    a reader should know, such as an unclosed quotation mark.
    """

    article: Article
    attributions: tuple[Statement, ...]
    claims: tuple[StatedClaim, ...]
    notes: tuple[str, ...] = ()
    _rows: Mapping[RowKind, Sequence[Row]] = field(default_factory=dict, repr=False, compare=False)

    def to_records(self, kind: RowKind = "quotes") -> list[Row]:
        """The same as dicts: the very rows of ``spq quotes --json`` (or ``spq claims --json``), yours to change."""
        return deepcopy([*self._rows[kind]])

    def to_dataframe(self, kind: RowKind = "quotes") -> pandas.DataFrame:
        """The same as a pandas DataFrame; see ``to_dataframe``. Raises UsageError without pandas."""
        return to_dataframe(self, kind)


def to_dataframe(found: Extraction | Iterable[Extraction], kind: RowKind = "quotes") -> pandas.DataFrame:
    """A DataFrame with a row a statement (or claim) and the columns of ``spq quotes --format csv``.

    Nested records are spread (``speaker``, ``speaker_id``, …), offsets are ``Int64`` with ``<NA>`` where there is
    none; the pieces of a content, and other lists, stay lists of dicts. Raises UsageError without pandas.
    """
    try:
        import pandas as pd
    except ImportError:
        raise UsageError("a DataFrame needs pandas: pip install 'spquotes[pandas]'") from None
    from ..data.writers.csv import header, parts

    keys = columns(kind)
    one_by_one = [found] if isinstance(found, Extraction) else found
    rows = [parts(row, keys) for one in one_by_one for row in one.to_records(kind)]
    frame = pd.DataFrame(rows, columns=header(keys))
    offsets = [name for name in frame.columns if name in ("start", "end") or name.endswith(("_start", "_end"))]
    return frame.astype(dict.fromkeys(offsets, "Int64"))


def extraction(article: Article, quotes: Sequence[Row], claims: Sequence[Row], notes: Sequence[str]) -> Extraction:
    """The result that an article's rows of ``spq quotes`` and ``spq claims`` make."""
    rows: dict[RowKind, Sequence[Row]] = {"quotes": quotes, "claims": claims}
    made = tuple(Statement(**told(row)) for row in quotes)
    return Extraction(article, made, tuple(StatedClaim(**claimed(row)) for row in claims), tuple(notes), rows)


def told(row: Row) -> dict[str, Any]:
    """The fields of a Statement out of a row of ``spq quotes``."""
    nested: dict[str, Callable[[Any], Any]] = {
        "content": _spans,
        "source": _span,
        "cue": _cue,
        "speaker": _speaker,
        "addressee": _span,
        "context": _span,
    }
    return {one.name: nested.get(one.name, _same)(row[one.name]) for one in fields(Statement)}


def claimed(row: Row) -> dict[str, Any]:
    """The fields of a StatedClaim out of a row of ``spq claims``."""
    nested: dict[str, Callable[[Any], Any]] = {
        "content": _spans, "claimer": _speaker, "source": _span, "cue": _cue, "context": _span, "reasons": tuple,
        "quantities": lambda found: tuple(map(quantity_of, found)),
        "dates": lambda found: tuple(NamedDate(**one) for one in found),
    }  # fmt: skip
    values = {**row, "cls": row["class"]}
    return {one.name: nested.get(one.name, _same)(values[one.name]) for one in fields(StatedClaim)}


def _same(value: Any) -> Any:  # noqa: ANN401 - whatever it is
    return value


def _span(value: Row | None) -> Span | None:
    return None if value is None else Span(**value)


def _spans(values: Sequence[Row]) -> tuple[Span, ...]:
    return tuple(Span(**value) for value in values)


def _cue(value: Row | None) -> Cue | None:
    return None if value is None else Cue(value["start"], value["end"], value["text"], value["lemma"], value["class"])


def _speaker(value: Row | None) -> Speaker | None:
    return None if value is None else Speaker(**value)
