"""Statements and claims in a spaCy Doc: those of ``extract``, with spans of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ..data.records import Article, Span
from . import pipeline
from .api import alone, models, storable
from .results import Row, StatedClaim, Statement, claimed, told

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan


class _InDoc:
    """What stands at places in a Doc's text, as spans of tokens."""

    __slots__ = ()
    doc: Doc
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None

    @property
    def content_spans(self) -> tuple[TokenSpan, ...]:
        """The pieces of what was said; where a piece ends inside a token, with all of that token (see ``aligned``)."""
        return tuple(self._tokens(piece) for piece in self.content)

    @property
    def source_span(self) -> TokenSpan | None:
        """The words that name the source."""
        return None if self.source is None else self._tokens(self.source)

    @property
    def cue_span(self) -> TokenSpan | None:
        """The words that say that it is said."""
        return None if self.cue is None else self._tokens(self.cue)

    @property
    def aligned(self) -> bool:
        """Whether all of them begin and end where tokens do; if not, the offsets in ``content`` and so on are exact."""
        places = [*self.content, *(one for one in (self.source, self.cue) if one is not None)]
        return all(self.doc.char_span(one.start, one.end) is not None for one in places)

    def _tokens(self, place: Span) -> TokenSpan:
        found = self.doc.char_span(place.start, place.end, alignment_mode="expand")
        return cast("TokenSpan", found)


@dataclass(frozen=True, slots=True)
class DocStatement(_InDoc, Statement):
    """A Statement in a Doc: ``content_spans``, ``source_span`` and ``cue_span`` are spaCy's, with tokens."""

    doc: Doc = field(kw_only=True, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class DocClaim(_InDoc, StatedClaim):
    """A StatedClaim in a Doc, with the same."""

    doc: Doc = field(kw_only=True, repr=False, compare=False)


def statements_in(doc: Doc, rows: list[Row]) -> tuple[DocStatement, ...]:
    """The statements of a Doc's rows."""
    return tuple(DocStatement(**told(row), doc=doc) for row in rows)


def claims_in(doc: Doc, rows: list[Row]) -> tuple[DocClaim, ...]:
    """The claims of a Doc's rows."""
    return tuple(DocClaim(**claimed(row), doc=doc) for row in rows)


def rows_of(
    docs: list[Doc], *, claims: bool, everything: bool, model: str | None
) -> Iterator[dict[str, list[Row]] | Exception]:
    """The rows of each Doc's text, ``quotes`` and ``claims``, or why there are none; eight at a time are fast."""
    articles = [_article(doc) for doc in docs]
    found = pipeline.analyses(articles, models(model), claiming=claims)
    for article, analysis in zip(articles, found, strict=True):
        if isinstance(analysis, Exception):
            yield analysis
            continue
        _, quotes, claimed_rows, _ = alone(article, analysis, everything=everything)
        yield {"quotes": quotes, "claims": claimed_rows}


def _article(doc: Doc) -> Article:
    """A Doc as an article; its ``user_data`` may say of which id and date it is."""
    known = {key: doc.user_data.get(key) for key in ("id", "published")}
    return Article(str(known["id"] or "doc"), storable(doc.text), published=known["published"])
