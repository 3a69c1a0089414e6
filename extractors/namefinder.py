"""spaCy's entity recogniser for inference only: the same entities, without a step of its state machine for each word.

Outside an entity the machine's scores depend on the word alone, so all words are scored at once, as if none stood
inside an entity; only from where one begins is it followed word by word, all entities of a batch together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_TRIAL = "“Kobach’s plan,” Theresa May said in New York on May 5,\n\n“will cost the U.S. Navy $3.5 million a year.”"


class NameFinder:
    """Sets the entities of Docs that are one sentence each and have none yet.

    The network behind it has three features of a state: the next word, the first and the last word of the entity that
    is open.  ``_inside[f]`` has feature f's weights, (vector, 2 × hidden), piece by piece.
    """

    def __init__(self, recogniser: Any) -> None:  # noqa: ANN401 - a spaCy component
        self._vectors, lower, upper = recogniser.model.layers
        weights = lower.get_param("W")  # (features, hidden, pieces, vector)
        self._inside = [np.ascontiguousarray(one.transpose(2, 1, 0).reshape(one.shape[2], -1)) for one in weights]
        self._bias: Floats = lower.get_param("b").T.reshape(-1)
        missing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(len(weights), -1)
        self._closed_bias: Floats = self._bias + missing[1] + missing[2]
        self._out, self._out_bias = upper.get_param("W"), upper.get_param("b")  # (moves, hidden)
        names = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
        self._moves = [tuple(name.partition("-")[::2]) for name in names]
        at = {move: number for number, move in enumerate(self._moves)}
        self._closed = np.array(
            [n for n, (kind, label) in enumerate(self._moves) if kind == "O" or (kind in "BU" and label)]
        )
        self._begins = np.array([self._moves[n][0] == "B" for n in self._closed])
        self._names = np.array([self._moves[n][0] in "BU" for n in self._closed])
        self._goes_on = np.array([at.get(("I", self._moves[n][1]), 0) for n in self._closed])
        self._ends = np.array([at.get(("L", self._moves[n][1]), 0) for n in self._closed])

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the entities in place."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        vectors: Floats = self._vectors(docs, is_train=False)[0]
        lasts = np.cumsum([len(doc) for doc in docs]) - 1
        is_last = np.zeros(len(vectors), dtype=bool)
        is_last[lasts] = True
        is_space = np.concatenate([doc.to_array(["IS_SPACE"]).reshape(-1) for doc in docs]).astype(bool)
        first = vectors @ self._inside[0]
        moves = self._outside_moves(first, is_last, is_space)
        starts = np.flatnonzero(self._begins[moves])
        ends = dict(zip(starts.tolist(), self._followed(vectors, first, starts, moves[starts], is_last), strict=True))
        self._set(docs, moves.tolist(), ends)

    def _outside_moves(self, first: Floats, is_last: NDArray[np.bool_], is_space: NDArray[np.bool_]) -> Places:
        """For each word the best move, as a place in ``_closed``, if no entity is open before it."""
        scores = self._hidden(first + self._closed_bias) @ self._out[self._closed].T
        scores += self._out_bias[self._closed]
        scores[np.ix_(is_last, self._begins)] = -np.inf
        scores[np.ix_(is_space, self._names)] = -np.inf
        best: Places = scores.argmax(axis=1)
        return best

    def _followed(
        self, vectors: Floats, first: Floats, starts: Places, moves: Places, is_last: NDArray[np.bool_]
    ) -> list[int]:
        """Where the entities end, last word included, that begin at ``starts`` with these moves."""
        ends = starts.copy()
        begun = vectors[starts] @ self._inside[1] + self._bias
        difference = self._out[self._goes_on[moves]] - self._out[self._ends[moves]]
        threshold = self._out_bias[self._ends[moves]] - self._out_bias[self._goes_on[moves]]
        open_ = np.arange(len(starts))
        while len(open_):
            at = ends[open_] + 1
            hidden = self._hidden(first[at] + begun[open_] + vectors[at - 1] @ self._inside[2])
            goes_on = np.einsum("ij,ij->i", hidden, difference[open_]) > threshold[open_]
            ends[open_] = at
            open_ = open_[goes_on & ~is_last[at]]
        found: list[int] = ends.tolist()
        return found

    @staticmethod
    def _hidden(pieces: Floats) -> Floats:
        half = pieces.shape[1] // 2
        return np.maximum(pieces[:, :half], pieces[:, half:])

    def _set(self, docs: Sequence[Doc], moves: list[int], ends: dict[int, int]) -> None:
        from spacy.tokens import Span

        kinds = [self._moves[number] for number in self._closed]
        base = 0
        for doc in docs:
            found = [
                Span(doc, start - base, end + 1 - base, label=kinds[moves[start]][1])
                for start, end in _entities(base, base + len(doc), moves, kinds, ends)
            ]
            doc.set_ents(found, default="outside")
            base += len(doc)


def _entities(
    start: int, end: int, moves: list[int], kinds: list[tuple[str, ...]], ends: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """The entities between two places: first and last word of each."""
    at = start
    while at < end:
        kind = kinds[moves[at]][0]
        last = ends[at] if kind == "B" else at
        if kind != "O":
            yield at, last
        at = last + 1


def name_finder(nlp: Language) -> NameFinder | None:
    """The stand-in for a pipeline's recogniser, or None where it is of another kind or says something else."""
    recogniser: Any = nlp.get_pipe("ner")
    model: Any = getattr(recogniser, "model", None)
    if getattr(model, "name", "") != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return None
    lower = model.layers[1]
    if lower.name != "precomputable_affine" or (lower.get_dim("nF"), lower.get_dim("nP")) != (3, 2):
        return None
    if recogniser.cfg.get("beam_width", 1) > 1:
        return None
    finder = NameFinder(recogniser)
    trial = [nlp.make_doc(_TRIAL), nlp.make_doc("Theresa May")]
    own = [nlp.make_doc(doc.text) for doc in trial]
    finder.annotate(trial)
    for doc in own:
        recogniser(doc)
    same = all(_told(one) == _told(other) for one, other in zip(trial, own, strict=True))
    return finder if same else None


def _told(doc: Doc) -> list[tuple[int, int, str]]:
    return [(entity.start, entity.end, entity.label_) for entity in doc.ents]
