"""Annotated documents analysed: predictions in the form that scorers read, and all measures of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..data.errors import InputError
from ..data.records import Analysis, Article, Attribution, Span
from .matching import Document, Judge, Outcome, Quote
from .model import Model
from .pipeline import analyse
from .scoring import Scores, calibration, counted

LEVELS = (0.3, 0.5, 0.7, 0.9)
"""The least confidences for which precision and recall are given."""

Predicted = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """The quotes found in one document, each with its ``confidence``; those inside another one's content apart."""

    document: Document
    outermost: tuple[Predicted, ...]
    nested: tuple[Predicted, ...]

    @property
    def row(self) -> dict[str, Any]:
        """The predictions as scorers read them: ``{"id", "quotes"}``, of one level, as annotations have."""
        return {"id": self.document["id"], "quotes": list(self.outermost)}


def find(
    documents: Iterable[Document],
    model: Model,
    on_error: Callable[[InputError], None],
    min_confidence: float | None = None,
) -> Iterator[Found]:
    """Analyse each document's ``text``, and nothing else of it; attributions of all classes, of ``min_confidence``.

    A document on which a rule or the model fails goes to ``on_error``, and counts as one in which nothing was found.
    """
    for document in documents:
        article = Article(id=document["id"], text=document["text"])
        try:
            analysis = analyse(article, model, claiming=False)
        except Exception as error:
            why = " ".join(f"{type(error).__name__}: {error}".split())[:160]
            on_error(InputError(article.id, f"could not be analysed ({why}); please report it"))
            analysis = Analysis(article, (), ())
        kept = [one for one in analysis.attributions if one.confidence >= (min_confidence or 0)]
        yield Found(
            document,
            outermost=tuple(_predicted(one) for one in kept if one.nested_in is None),
            nested=tuple(_predicted(one) for one in kept if one.nested_in is not None),
        )


def _predicted(one: Attribution) -> Predicted:
    return {
        "source": _places(one.source),
        "cue": [[one.cue.start, one.cue.end]] if one.cue else [],
        "content": [[span.start, span.end] for span in one.content],
        "confidence": one.confidence,
    }


def _places(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span else []


class Evaluation:
    """The measures of predictions, taken document by document; ``nested`` ones count among them or are left out.

    Without them is the fair figure where annotators marked one level: what is said inside a quotation is then no error.
    """

    def __init__(self, *, nested: bool, min_confidence: float | None = None) -> None:
        self._nested = nested
        self._min_confidence = min_confidence or 0.0
        self._scores = Scores()
        self._at = {level: Scores() for level in LEVELS if level > self._min_confidence}
        self._outcomes: list[Outcome] = []
        self._texts: dict[str, str] = {}

    @property
    def documents(self) -> int:
        """How many documents have been added."""
        return self._scores.documents

    def add(self, found: Found) -> None:
        """Compare what was found in one document with its ``quotes``."""
        judge = Judge(found.document)
        quotes = found.outermost + found.nested if self._nested else found.outermost
        outcomes = judge.compare(quotes)
        self._scores += counted(outcomes)
        for level in self._at:
            self._at[level] += counted(judge.compare(quotes, level))
        self._outcomes += outcomes
        self._texts[judge.doc] = found.document["text"]

    def row(self, errors: int = 0) -> dict[str, Any]:
        """All measures as one record, see ``spq schema measures``; with the ``errors`` worst errors, if any are wanted.

        The worst are the predictions that are wrong (a wrong source, or nothing like it annotated), the most confident
        first; then what was missed, the longest first.
        """
        row = {
            "nested": self._nested,
            "min_confidence": self._min_confidence,
            **self._scores.measures(),
            "at_confidence": [_at_level(level, scores) for level, scores in self._at.items()],
            "calibration": calibration(self._outcomes),
        }
        if errors:
            wrong = sorted((one for one in self._outcomes if one.error is not None), key=_badness)
            row["errors"] = [self._error(one) for one in wrong[:errors]]
        return row

    def _error(self, outcome: Outcome) -> dict[str, Any]:
        text = self._texts[outcome.doc]
        main = outcome.predicted or outcome.gold
        assert main is not None
        return {
            "kind": outcome.error,
            "doc": outcome.doc,
            "start": min(main.spans["content"])[0],
            "confidence": outcome.predicted.confidence if outcome.predicted else None,
            "overlap": outcome.overlap,
            "gold": _in_words(outcome.gold, text),
            "predicted": _in_words(outcome.predicted, text),
        }


def _at_level(level: float, scores: Scores) -> dict[str, Any]:
    measures = scores.measures()
    return {
        "min_confidence": level,
        "predicted": scores.predicted,
        **{key: measures[f"joint_{short}"] for key, short in (("precision", "p"), ("recall", "r"), ("f1", "f1"))},
    }


def _badness(outcome: Outcome) -> tuple[bool, float]:
    """What errors are sorted by; the order within a document, and of documents, decides between equals."""
    if outcome.predicted is not None:
        return False, -outcome.predicted.confidence
    return True, -len(outcome.gold.content) if outcome.gold else 0.0


def _in_words(quote: Quote | None, text: str) -> dict[str, Any] | None:
    if quote is None:
        return None
    words = {role: " … ".join(text[start:end] for start, end in spans) for role, spans in quote.spans.items()}
    return {"type": quote.type, **{role: words[role] or None for role in ("source", "cue", "content")}}
