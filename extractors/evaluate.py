"""Predictions in the form the scorers read, and the documents they are made from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..data.errors import InputError
from ..data.records import Analysis, Article, Span
from .model import Model
from .pipeline import analyse

_SURROGATES = re.compile("[\ud800-\udfff]")


def documents(gold: Path) -> Iterator[dict[str, Any]]:
    """The documents of a gold file, an object with ``id`` and ``text`` a line; raises InputError with the line."""
    with gold.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                document = json.loads(line)
                if not isinstance(document["id"], str) or not isinstance(document["text"], str):
                    raise TypeError
            except (ValueError, KeyError, TypeError):
                raise InputError(f"{gold}:{number}", "not a JSON object with the strings id and text") from None
            yield document


def predict(gold: Path, model: Model) -> Iterator[dict[str, Any]]:
    """For each document ``{"id", "quotes": [{"source", "cue", "content", "confidence"}]}``, all cue classes.

    Only ``text`` is read.  What stands inside another attribution's content is left out: the annotation has one level.
    """
    for document in documents(gold):
        analysis = analyse(Article(id=document["id"], text=_sound(document["text"])), model)
        yield {"id": document["id"], "quotes": quotes_of(analysis)}


def quotes_of(analysis: Analysis) -> list[dict[str, Any]]:
    """An analysis in the scorer's form, outermost attributions only."""
    return [
        {
            "source": _places(one.source),
            "cue": [[one.cue.start, one.cue.end]] if one.cue else [],
            "content": [[span.start, span.end] for span in one.content],
            "confidence": one.confidence,
        }
        for one in analysis.attributions
        if one.nested_in is None
    ]


def _places(span: Span | None) -> list[list[int]]:
    return [[span.start, span.end]] if span else []


def _sound(text: str) -> str:
    """The text with lone surrogates, which JSON may hold and no tokenizer takes, replaced one for one."""
    return _SURROGATES.sub("\ufffd", text)
