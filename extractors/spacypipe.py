"""``nlp.add_pipe("spquotes")``: who said what, in a spaCy pipeline.

The component reads ``doc.text`` with spq's own model and rules, not the Doc's parse: they were made for each other, and
the result is then the same as the command's, whatever pipeline it stands in. That costs as much as spq itself does.

What is found is kept in ``doc.user_data["spquotes"]`` as plain rows, which Doc.to_bytes, DocBin and other processes can
take along; ``doc._.attributions`` and ``doc._.claims`` make objects of them.
"""

# No `from __future__ import annotations`: spaCy checks settings by the types of make_component, which must be real.

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from ..data.errors import UsageError
from ..data.records import Article, Span
from . import pipeline
from .api import alone, models, storable
from .results import StatedClaim, Statement, claimed, told
from .workers import CHUNK

KEY = "spquotes"
"""Where in ``doc.user_data`` the rows are."""


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


def attributions(doc: Doc) -> tuple[DocStatement, ...]:
    """``doc._.attributions``: who said what, in the order of the text; empty where the component has not been."""
    return tuple(DocStatement(**told(row), doc=doc) for row in doc.user_data.get(KEY, {}).get("quotes", ()))


def claims(doc: Doc) -> tuple[DocClaim, ...]:
    """``doc._.claims``: what is claimed, in the order of the text."""
    rows = doc.user_data.get(KEY, {}).get("claims", ())
    return tuple(DocClaim(**claimed(row), doc=doc) for row in rows)


def _extend(name: str, getter: Callable[[Doc], object]) -> None:
    """Give Docs an attribute; raises UsageError where another package has taken its name."""
    if Doc.has_extension(name) and getattr(Doc.get_extension(name)[2], "__module__", None) != __name__:
        raise UsageError(f"doc._.{name} is another component's; spquotes cannot go with it in one process")
    Doc.set_extension(name, getter=getter, force=True)


_extend("attributions", attributions)
_extend("claims", claims)


class Spquotes(Pipe):
    """The component; it has no state but its settings, and loads its model for the first text."""

    def __init__(self, name: str, *, claims: bool, everything: bool, model: str | None) -> None:
        self.name = name
        self._claims, self._everything, self._model = claims, everything, model

    def __call__(self, doc: Doc) -> Doc:
        """Find who said what in one Doc."""
        for _ in self._read([doc]):
            pass
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = CHUNK) -> Iterator[Doc]:
        """The same for many, some at a time, which takes less time; those that fail are the error handler's."""
        remaining = iter(stream)
        while docs := list(islice(remaining, min(batch_size, CHUNK))):
            yield from self._read(docs)

    def _read(self, docs: list[Doc]) -> Iterator[Doc]:
        articles = [_article(doc) for doc in docs]
        found = pipeline.analyses(articles, models(self._model), claiming=self._claims)
        for doc, article, analysis in zip(docs, articles, found, strict=True):
            if isinstance(analysis, Exception):
                self.get_error_handler()(self.name, self, [doc], analysis)
                continue
            _, quotes, claims, _ = alone(article, analysis, everything=self._everything)
            doc.user_data[KEY] = {"quotes": quotes, "claims": claims}
            yield doc


def _article(doc: Doc) -> Article:
    """A Doc as an article; its ``user_data`` may say of which id and date it is."""
    known = {key: doc.user_data.get(key) for key in ("id", "published")}
    return Article(str(known["id"] or "doc"), storable(doc.text), published=known["published"])


@Language.factory(
    "spquotes",
    assigns=["doc._.attributions", "doc._.claims"],
    default_config={"claims": True, "everything": False, "model": None},
)
def make_component(nlp: Language, name: str, claims: bool, everything: bool, model: str | None) -> Spquotes:
    """The component for a pipeline in English. Raises UsageError for another language."""
    if nlp.lang not in ("en", "xx"):
        raise UsageError(f"spquotes reads English, and this pipeline is for {nlp.lang!r}; add it to spacy.blank('en')")
    return Spquotes(name, claims=claims, everything=everything, model=model)
