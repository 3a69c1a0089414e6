"""spaCy's dependency parser for inference only: the same trees, all sentences of a batch a step at a time.

spaCy's arc-eager machine (Honnibal and Johnson, EMNLP 2015) takes some two steps a word, sentence after sentence.  Here
each step is taken in all sentences at once, by NumPy on columns: one row a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
_LETTERS = "SDLRB"
"""spaCy's names of the moves, in its order; a label follows a hyphen."""

FEATURES = 8
"""Words of a state that the network looks at: the next two, the top three, the next one's leftmost child, the top's
outer children."""

_PROJECTED = "||"
"""In a label: the arc was made projective, and spaCy knows how to put it back."""

_TRIAL = [
    "“Kobach’s plan,” Theresa May said in New York on May 5, “will cost the U.S. Navy what it hasn't got.”",
    "What did the official whom they had asked about it say?",
    "No.",
]


class _States:
    """The states of the sentences of a batch.  A word is its place in the batch plus one; 0 is no word."""

    def __init__(self, lengths: Sequence[int]) -> None:
        counts = np.array(lengths, dtype=np.intp)
        words = int(counts.sum()) + 1
        self.end = np.cumsum(counts) + 1  # behind the last word
        self.first = self.end - counts
        self.next = self.first.copy()
        self.stack = np.zeros((len(counts), int(counts.max()) + 3), dtype=np.intp)  # from column 3 on: below is none
        self.depth = np.full(len(counts), 2)  # the column of the top
        self.back = np.zeros((len(counts), int(counts.max()) + 2), dtype=np.intp)  # put back before the next word
        self.backs = np.zeros(len(counts), dtype=np.intp)
        self.unshiftable = np.zeros(words, dtype=bool)
        self.heads = np.zeros(words, dtype=np.intp)
        self.moves = np.zeros(words, dtype=np.intp)  # the move that gave a word its head
        self.leftmost = np.zeros(words, dtype=np.intp)
        self.rightmost = np.zeros(words, dtype=np.intp)
        self.rightmost_before = np.zeros(words, dtype=np.intp)  # by the child that took its place


class ArcEagerParser:
    """Sets heads and dependencies of tagged Docs that are one sentence each."""

    def __init__(self, parser: Any) -> None:  # noqa: ANN401 - a spaCy component
        self._vectors, lower, upper = parser.model.layers
        weights = lower.get_param("W")  # (features, hidden, pieces, vector)
        pieces = weights.shape[1] * weights.shape[2]
        self._weights = np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(weights.shape[3], FEATURES * pieces))
        self._missing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(-1)
        self._table: Floats = np.empty((0, len(self._missing)), "f")
        self._bias: Floats = lower.get_param("b").T.reshape(-1)
        self._out, self._out_bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        names = [parser.moves.get_class_name(number) for number in range(parser.moves.n_moves)]
        self._kinds = np.array([_LETTERS.index(name[0]) for name in names])
        strings = parser.vocab.strings
        self._labels = np.array([strings.add(name[2:]) if name[2:] else 0 for name in names], dtype=np.uint64)
        self._root = strings.add("ROOT")
        self._projected = np.array([_PROJECTED in name for name in names])

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set heads and dependencies in place."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        vectors: Floats = self._vectors(docs, is_train=False)[0]
        if len(vectors) >= len(self._table):  # kept, as to get the memory anew takes as long as the product
            self._table = np.empty((len(vectors) * 5 // 4 + 1, len(self._missing)), "f")
            self._table[0] = self._missing
        np.dot(vectors, self._weights, out=self._table[1 : len(vectors) + 1])
        table = self._table.reshape(len(self._table) * FEATURES, -1)
        states = _States([len(doc) for doc in docs])
        open_ = np.arange(len(docs))
        while len(open_):
            open_ = self._step(states, open_, table)
        self._set(docs, states)

    def _step(self, states: _States, at: Places, table: Floats) -> Places:
        """One move in each of the sentences ``at``; which of them are not done."""
        backs, end = states.backs[at], states.end[at]
        upcoming = states.next[at]
        top = states.depth[at]
        b0, b1 = _buffer(states, at, backs, upcoming, end)
        s0 = states.stack[at, top]
        features = np.empty((len(at), FEATURES), dtype=np.intp)
        features[:, 0], features[:, 1], features[:, 2] = b0, b1, s0
        features[:, 3], features[:, 4] = states.stack[at, top - 1], states.stack[at, top - 2]
        features[:, 5], features[:, 6] = states.leftmost[b0], states.leftmost[s0]
        features[:, 7] = states.rightmost[s0]
        features *= FEATURES
        features += np.arange(FEATURES)
        hidden = table.take(features, axis=0, mode="clip").sum(axis=1)
        hidden += self._bias
        half = hidden.shape[1] // 2
        scores = np.maximum(hidden[:, :half], hidden[:, half:]) @ self._out
        scores += self._out_bias
        left = end - upcoming + backs
        scores += _penalties(states, at, top - 2, left, b0, b1)[:, self._kinds]
        best = scores.argmax(axis=1)
        _move(states, at, self._kinds[best], best, b0, s0)
        return at[(states.depth[at] > 2) | (states.next[at] < end) | (states.backs[at] > 0)]

    def _set(self, docs: Sequence[Doc], states: _States) -> None:
        from spacy.pipeline._parser_internals.nonproj import (  # type: ignore[import-not-found]
            deprojectivize,
        )

        heads = states.heads[1:]
        offsets = np.where(heads > 0, heads - np.arange(1, len(heads) + 1), 0).astype(np.int64).view(np.uint64)
        labels = np.where(heads > 0, self._labels[states.moves[1:]], np.uint64(self._root))
        projected = self._projected[states.moves[1:]] & (heads > 0)
        columns = np.stack([offsets, labels], axis=1)
        start = 0
        for doc in docs:
            end = start + len(doc)
            doc.from_array(["HEAD", "DEP"], columns[start:end])  # type: ignore[arg-type]
            if projected[start:end].any():
                deprojectivize(doc)
            start = end


def _buffer(states: _States, at: Places, backs: Places, upcoming: Places, end: Places) -> tuple[Places, Places]:
    """The next two words, those put back before the others."""
    fresh = np.where(upcoming < end, upcoming, 0)
    after = np.where(upcoming + 1 < end, upcoming + 1, 0)
    if not backs.any():
        return fresh, after
    b0 = np.where(backs > 0, states.back[at, backs - 1], fresh)
    b1 = np.where(backs > 1, states.back[at, backs - 2], np.where(backs == 1, fresh, after))
    return b0, b1


def _penalties(states: _States, at: Places, depth: Places, left: Places, b0: Places, b1: Places) -> Floats:
    """(sentences, kinds of moves): 0 where the move may be made, else minus infinity; as spaCy's ``is_valid``."""
    starts = b0 == states.first[at]
    some, no_next = depth > 0, left == 0
    linked = some & ~no_next & ~starts
    allowed = np.zeros((len(at), 5), dtype=bool)
    allowed[:, SHIFT] = ~some | ((left >= 2) & ~starts & ~states.unshiftable[b0])
    allowed[:, REDUCE] = some & (no_next | (depth > 1) | starts)
    allowed[:, LEFT] = linked
    allowed[:, RIGHT] = linked
    return np.where(allowed, np.float32(0), np.float32(-np.inf))


def _move(states: _States, at: Places, kinds: Places, moves: Places, b0: Places, s0: Places) -> None:
    left, right = kinds == LEFT, kinds == RIGHT
    if left.any():
        child, head = s0[left], b0[left]
        before = states.heads[child]
        states.rightmost[before] = np.where(before > 0, states.rightmost_before[child], 0)
        states.heads[child], states.moves[child] = head, moves[left]
        states.leftmost[head] = child
        states.unshiftable[head] = False
        states.depth[at[left]] -= 1
    if right.any():
        child, head = b0[right], s0[right]
        states.heads[child], states.moves[child] = head, moves[right]
        states.rightmost_before[child] = states.rightmost[head]
        states.rightmost[head] = child
    pushed = right | (kinds == SHIFT)
    if pushed.any():
        rows = at[pushed]
        again = states.backs[rows] > 0
        states.backs[rows] -= again
        states.next[rows] += ~again
        states.depth[rows] += 1
        states.stack[rows, states.depth[rows]] = b0[pushed]
    reduced = kinds == REDUCE
    if reduced.any():
        rows, word = at[reduced], s0[reduced]
        returned = (states.heads[word] == 0) & (states.depth[rows] > 3)
        states.depth[rows] -= 1
        rows, word = rows[returned], word[returned]
        states.unshiftable[word] = True
        states.back[rows, states.backs[rows]] = word
        states.backs[rows] += 1


def arc_eager_parser(nlp: Language) -> ArcEagerParser | None:
    """The stand-in for a pipeline's parser, or None where it is of another kind or says something else."""
    parser: Any = nlp.get_pipe("parser")
    model: Any = getattr(parser, "model", None)
    if getattr(model, "name", "") != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return None
    lower = model.layers[1]
    if lower.name != "precomputable_affine" or (lower.get_dim("nF"), lower.get_dim("nP")) != (FEATURES, 2):
        return None
    fast = ArcEagerParser(parser)
    trial, own = ([nlp.make_doc(text) for text in _TRIAL] for _ in range(2))
    for doc in (*trial, *own):
        doc.from_array(["SENT_START"], np.array([1, *[-1] * (len(doc) - 1)]).astype(np.uint64))  # type: ignore[arg-type]
        for name in nlp.pipe_names[: nlp.pipe_names.index("parser")]:
            nlp.get_pipe(name)(doc)
    fast.annotate(trial)
    for doc in own:
        parser(doc)
    same = all(_told(one) == _told(other) for one, other in zip(trial, own, strict=True))
    return fast if same else None


def _told(doc: Doc) -> list[tuple[int, str]]:
    return [(token.head.i, token.dep_) for token in doc]
