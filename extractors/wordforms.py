"""Parts of speech and lemmas from a table: what spaCy's attribute ruler and lemmatizer say of a word is asked once.

Their patterns look at one word's form, tag and dependency, so that each such triple needs them once; a text with a
word that begins one of the few patterns of several words ("gonna", "there is") goes through them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

TRIPLES_KEPT = 100_000
"""Triples of form, tag and dependency that are remembered; then the table begins anew. 840 articles have 60,000."""

COMPONENTS = ("attribute_ruler", "lemmatizer")

_LOOKED_AT = frozenset({"LOWER", "ORTH", "TEXT", "IS_SPACE", "TAG", "DEP"})

_Triple = tuple[int, int, int]


class WordForms:
    """Sets the part of speech and the lemma of each word of tagged and parsed Docs."""

    def __init__(self, nlp: Language, begins_more: Matcher) -> None:
        self._nlp = nlp
        self._components = [nlp.get_pipe(name) for name in COMPONENTS]
        self._begins_more = begins_more
        self._known: dict[_Triple, tuple[int, int] | None] = {}

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set ``pos`` and ``lemma`` in place."""
        if len(self._known) > TRIPLES_KEPT:
            self._known.clear()
        given = [_triples(doc) for doc in docs]
        self._ask({triple for triples in given for triple in triples if triple not in self._known})
        for doc, triples in zip(docs, given, strict=True):
            told = [self._known[triple] for triple in triples]
            if None in told:
                for component in self._components:
                    component(doc)
            elif told:
                doc.from_array(["POS", "LEMMA"], np.array(told, dtype="uint64"))  # type: ignore[arg-type]

    def _ask(self, triples: Iterable[_Triple]) -> None:
        """Learn what the components say of words; None is kept for one that may begin a longer pattern."""
        whole = self._together(triples := list(triples))
        longer = {triples[start] for _, start, _ in self._begins_more(whole)}
        self._known.update(dict.fromkeys(longer))
        alone = self._together(triples := [triple for triple in triples if triple not in longer])
        for component in self._components:
            component(alone)
        self._known.update(zip(triples, ((word.pos, word.lemma) for word in alone), strict=True))

    def _together(self, triples: list[_Triple]) -> Doc:
        """A Doc of words that have nothing to do with each other."""
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        words, tags, deps = ([strings[triple[i]] if triple[i] else "" for triple in triples] for i in range(3))
        return Doc(self._nlp.vocab, words, [False] * len(words), tags=tags, deps=deps, heads=list(range(len(words))))


def _triples(doc: Doc) -> list[_Triple]:
    table: NDArray[np.uint64] = np.asarray(doc.to_array(["ORTH", "TAG", "DEP"])).reshape(-1, 3)
    return [(form, tag, dep) for form, tag, dep in table.tolist()]


def word_forms(nlp: Language) -> WordForms | None:
    """The table for a pipeline, or None where its ruler or its lemmatizer looks at more than one word's annotations."""
    from spacy.matcher import Matcher

    if any(name not in nlp.pipe_names for name in COMPONENTS):
        return None
    ruler, lemmatizer = (nlp.get_pipe(name) for name in COMPONENTS)
    if getattr(lemmatizer, "mode", None) not in ("rule", "lookup") or not hasattr(ruler, "patterns"):
        return None
    patterns = [pattern for entry in ruler.patterns for pattern in entry["patterns"]]
    if any(set(word) - _LOOKED_AT for pattern in patterns for word in pattern):
        return None
    _index_as_sets(lemmatizer)
    begins_more = Matcher(nlp.vocab)
    begins_more.add("more", [pattern[:1] for pattern in patterns if len(pattern) > 1])
    return WordForms(nlp, begins_more)


def _index_as_sets(lemmatizer: Any) -> None:  # noqa: ANN401 - a spaCy component
    """Let the rules look their forms up, not search them in lists of thousands: 45 µs a new word."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech, forms in list(index.items()):
        index[part_of_speech] = frozenset(forms)
