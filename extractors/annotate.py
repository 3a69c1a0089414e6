"""spaCy's components over batches of short Docs, each only where it is needed, the slow ones by faster stand-ins."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import ThreadpoolController

from .arceager import arc_eager_parser
from .namefinder import name_finder
from .process import multiply_faster
from .tok2vec import speed_up
from .wordforms import COMPONENTS, word_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


_NO_START = np.iinfo(np.uint64).max
"""spaCy's -1: surely not the first word of a sentence."""


class Annotator:
    """A pipeline prepared for analysis: the same annotations as ``nlp.pipe`` in a third of the time.

    A component that is not known here runs as it is.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self._libraries = ThreadpoolController()
        with self._on_one_thread():
            multiply_faster(nlp)
            speed_up(nlp)
            self._forms = word_forms(nlp)
            # Entities may be left out only where their component stands on its own.
            self._separable = not _listens(nlp.get_pipe("ner"))
            self._names = name_finder(nlp) if self._separable else None
            self._parser = arc_eager_parser(nlp)
        self._replaced: tuple[str, ...] = COMPONENTS if self._forms else ()
        self._spent: defaultdict[str, float] | None = None

    def _on_one_thread(self) -> AbstractContextManager[Any]:
        """The matrices are small: a second thread costs as much as it brings, and another process may want it."""
        limit: AbstractContextManager[Any] = self._libraries.limit(limits=1, user_api="blas")
        return limit

    @staticmethod
    def one_sentence(doc: Doc) -> None:
        """Say that a Doc is one sentence, whatever a parser would make of it."""
        starts = np.full(len(doc), _NO_START, dtype=np.uint64)
        starts[:1] = 1
        doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]

    def annotate(self, docs: Sequence[Doc], named: Sequence[Doc]) -> None:
        """Tags, parts of speech, lemmas and dependencies on ``docs``, entities on those of them in ``named``."""
        if docs:
            with self._on_one_thread():
                self._run(docs, named)

    def _run(self, docs: Sequence[Doc], named: Sequence[Doc]) -> None:
        for name, component in self.nlp.pipeline:
            begun = time.process_time()
            if name == "ner" and self._names:
                self._names.annotate(named)
            elif name == "parser" and self._parser:
                self._parser.annotate(docs)
            elif name not in self._replaced:
                _run(component, named if name == "ner" and self._separable else docs)
            elif name == self._replaced[0] and self._forms:
                self._forms.annotate(docs)
            if self._spent is not None:
                self._spent[name] += time.process_time() - begun

    @contextmanager
    def timed(self, spent: defaultdict[str, float]) -> Iterator[None]:
        """Add the CPU seconds of each component to ``spent`` meanwhile."""
        self._spent = spent
        yield
        self._spent = None


def _run(component: Any, docs: Sequence[Doc]) -> None:  # noqa: ANN401 - components share no type
    if hasattr(component, "pipe"):
        for _ in component.pipe(docs, batch_size=max(1, len(docs))):
            pass
    else:
        for doc in docs:
            component(doc)


def _listens(component: object) -> bool:
    """Whether a component's model takes its vectors from another component."""
    model: Any = getattr(component, "model", None)
    return any("listener" in node.name for node in model.walk()) if hasattr(model, "walk") else True
