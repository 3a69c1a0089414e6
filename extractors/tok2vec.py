"""spaCy's token-to-vector network for inference only: the same numbers, for a third of the time.

The network embeds each word by hashes of its form, then mixes it with its neighbours in layers of windows. What depends
on one word alone, the embedding and its share in the first window, is computed once for each distinct word and kept;
the rest runs in NumPy without what only training needs.  Results differ from spaCy's by rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Network = Any
"""A thinc ``Model``: what its parameters are, its own types do not tell."""

WORDS_KEPT = 12_000
"""Distinct words whose vectors are kept for each network (some 4 KB each); when full, the table begins anew.

PolNeAR's 840 training articles have 26,000; the first 12,000 words of a run last for some 150 articles of news.
"""

_EPSILON = np.float32(1e-8)
"""thinc's: added to the variance in a layer normalisation."""


@dataclass(frozen=True, slots=True)
class _Mixing:
    """One layer: maxout of three pieces, normalised. ``weights`` is (inputs, 3 × outputs), piece by piece."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    def __call__(self, pieces: Floats) -> Floats:
        """(n, 3 × outputs) before the bias → (n, outputs); ``pieces`` is overwritten."""
        pieces += self.bias
        width = self.scale.shape[0]
        best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best)
        spread /= width
        spread += _EPSILON
        best *= (1 / np.sqrt(spread))[:, None]
        best *= self.scale
        best += self.shift
        return best


class FastTok2Vec:
    """Stands in for a ``Tok2Vec`` of hashed features and windows of one word on each side, when nothing is trained.

    ``__call__`` has the form of a thinc layer's forward function.
    """

    def __init__(
        self, columns: Sequence[str], embed: Network, first: _Mixing, windows: list[_Mixing], pad: int
    ) -> None:
        self._columns: list[int | str] = list(columns)
        self._embed = embed
        self._first = first
        self._windows = windows
        self._pad = pad
        self._width = windows[0].scale.shape[0]
        self._rows: dict[int, int] = {}
        self._make_room(WORDS_KEPT)

    def __call__(self, model: Network, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        """The vectors of each Doc's words, (words, width); nothing can be learnt through it."""
        if not docs:
            return [], _nothing
        if is_train:
            raise NotImplementedError("a pipeline made fast for analysis cannot be trained")
        rows, starts = self._layout(docs)
        vectors = self._contextual(rows)
        return [vectors[start : start + len(doc)].copy() for start, doc in zip(starts, docs, strict=True)], _nothing

    def _layout(self, docs: Sequence[Doc]) -> tuple[NDArray[np.intp], list[int]]:
        """The texts' words one after another as rows of the tables, with padding before, between and behind."""
        lengths = [len(doc) for doc in docs]
        before = np.repeat(np.arange(1, len(docs) + 1) * self._pad, lengths)  # paddings before each word
        places = np.arange(len(before)) + before
        rows = np.zeros(len(before) + (len(docs) + 1) * self._pad, dtype=np.intp)
        rows[places] = self._known(docs)
        ends = np.cumsum([length + self._pad for length in lengths])
        return rows, [int(end) - length for end, length in zip(ends, lengths, strict=True)]

    def _known(self, docs: Sequence[Doc]) -> list[int]:
        """Each word's row; words not met before are embedded."""
        keys = _hashes(np.concatenate([_table(doc, _KEY) for doc in docs]))
        fresh = {key: place for place, key in enumerate(keys) if key not in self._rows}
        if len(fresh) + len(self._rows) > len(self._vectors) - 1:
            self._rows.clear()
            fresh = {key: place for place, key in enumerate(keys)}
            if len(fresh) > WORDS_KEPT:  # more in one batch than the table holds
                self._make_room(len(fresh))
        if fresh:
            self._add(docs, fresh)
        return [self._rows[key] for key in keys]

    def _make_room(self, words: int) -> None:
        self._vectors = np.zeros((words + 1, self._width), "f")  # row 0 is the padding between texts
        # as left neighbour, as the word itself, as right neighbour
        self._shares = [np.zeros((words + 1, 3 * self._width), "f") for _ in range(3)]

    def _add(self, docs: Sequence[Doc], fresh: dict[int, int]) -> None:
        """Embeds the words at these places of the texts joined, by spaCy's own layers."""
        features = np.concatenate([_table(doc, self._columns) for doc in docs])
        vectors = self._first(self._embed.predict(features[list(fresh.values())]) @ self._first.weights)
        start = len(self._rows) + 1
        end = start + len(fresh)
        self._vectors[start:end] = vectors
        window, width = self._windows[0], self._width
        for place, shares in enumerate(self._shares):
            shares[start:end] = vectors @ window.weights[place * width : (place + 1) * width]
        self._rows.update(zip(fresh, range(start, end), strict=True))

    def _contextual(self, rows: NDArray[np.intp]) -> Floats:
        """(words and padding, width): the words' vectors after all windows."""
        left, own, right = self._shares
        pieces = own.take(rows, axis=0)
        pieces[1:] += left.take(rows[:-1], axis=0)
        pieces[:-1] += right.take(rows[1:], axis=0)
        vectors: Floats = self._vectors.take(rows, axis=0)
        vectors += self._windows[0](pieces)
        width = self._width
        beside = np.zeros((len(rows), 3 * width), "f")
        for window in self._windows[1:]:
            beside[1:, :width] = vectors[:-1]
            beside[:, width : 2 * width] = vectors
            beside[:-1, 2 * width :] = vectors[1:]
            vectors += window(beside @ window.weights)
        return vectors


_KEY: list[int | str] = ["ORTH", "NORM", "SPACY"]
"""Of these all other features of a word's form are made."""


def _table(doc: Doc, columns: list[int | str]) -> NDArray[np.uint64]:
    """(words, columns), for one column as for many."""
    return np.asarray(doc.to_array(columns), dtype=np.uint64).reshape(-1, len(columns))


def _hashes(attributes: NDArray[np.uint64]) -> list[int]:
    """One number for each row of (form, norm, space behind); the forms' numbers are hashes of 64 bits themselves."""
    mixed = attributes[:, 0] * np.uint64(3) ^ attributes[:, 1] * np.uint64(0x9E3779B97F4A7C15) ^ attributes[:, 2]
    numbers: list[int] = mixed.tolist()
    return numbers


def _nothing(gradient: object) -> list[object]:
    """The way back, which inference does not go."""
    return []


_OF_FORM = frozenset({"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "IS_PUNCT", "LENGTH"})
"""Features of a word that do not depend on the words around it."""

_TRIAL = "“Kobach’s plan,” the official said on May 5, isn't the U.S. government's."


def speed_up(nlp: Language) -> None:
    """Let each token-to-vector network in the pipeline whose layers are those known here run by ``FastTok2Vec``.

    Others, and any whose numbers are not the same on a trial sentence, stay as they are.
    """
    trial = [nlp.make_doc(_TRIAL), nlp.make_doc("No."), nlp.make_doc(_TRIAL[:20])]
    for node in [node for _, component in nlp.pipeline for node in _networks(component)]:
        fast = _fast(node)
        if fast is not None:
            before, _ = node(trial, is_train=False)
            now, _ = fast(node, trial, False)
            if all(np.allclose(one, other, atol=1e-4) for one, other in zip(before, now, strict=True)):
                node._func = fast


def _networks(component: object) -> list[Network]:
    model: Network = getattr(component, "model", None)
    return list(model.walk()) if hasattr(model, "walk") else []


def _fast(node: Network) -> FastTok2Vec | None:
    """The stand-in for a network, or None where its layers are not features → hashes → maxout → residual windows."""
    if [_kind(layer) for layer in node.layers] != ["chain", "with_array"]:
        return None
    embed, encode = node.layers
    if [_kind(layer) for layer in embed.layers] != _EMBED or not encode.layers[0].layers:
        return None
    columns = embed.layers[0].attrs["columns"]
    windows = [_window(layer) for layer in encode.layers[0].layers]
    first = _mixing(embed.layers[3].layers[0])
    if first is None or not all(windows) or not set(columns) <= _OF_FORM:
        return None
    known = [window for window in windows if window is not None]
    return FastTok2Vec(columns, embed.layers[2].layers[0], first, known, encode.attrs["pad"])


_EMBED = ["featureextractor", "list2ragged", "with_array", "with_array", "ragged2list"]


def _kind(layer: Network) -> str:
    """The name of the module of a layer's function: "maxout"."""
    return str(getattr(layer._func, "__module__", "")).rpartition(".")[2]


def _window(layer: Network) -> _Mixing | None:
    """The mixing inside ``residual(expand_window >> maxout >> layernorm >> dropout)``."""
    if _kind(layer) != "residual" or [_kind(inner) for inner in layer.layers[0].layers] != ["expand_window", "chain"]:
        return None
    expand, mix = layer.layers[0].layers
    return _mixing(mix) if expand.attrs["window_size"] == 1 else None


def _mixing(layer: Network) -> _Mixing | None:
    """The weights of ``maxout >> layernorm >> dropout``; its pieces are three, as spaCy's have been since 3.0."""
    maxout, norm = (
        next((node for node in layer.walk() if _kind(node) == kind), None) for kind in ("maxout", "layernorm")
    )
    if maxout is None or norm is None or maxout.get_dim("nP") != 3:
        return None
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (outputs, pieces, inputs), (outputs, pieces)
    by_piece = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1))
    return _Mixing(by_piece, np.ascontiguousarray(bias.T.reshape(-1)), norm.get_param("G"), norm.get_param("b"))
