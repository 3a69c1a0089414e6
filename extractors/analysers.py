"""What analyses articles in this process or in a worker: the pipeline with its model, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ..data.records import Analysis, Article

if TYPE_CHECKING:
    from .model import Model

Analyse = Callable[[Sequence[Article]], Iterator[Analysis | Exception]]
Load = Callable[[str | None], Analyse]


def analyser(model_name: str | None) -> Analyse:
    """``pipeline.analyses`` with the model of that name; raises ModelError."""
    from . import pipeline

    return partial(pipeline.analyses, model=loaded(model_name))


def attributor(model_name: str | None) -> Analyse:
    """The same without claims, in less time: for those who ask only who said what."""
    from . import pipeline

    return partial(pipeline.analyses, model=loaded(model_name), claiming=False)


@lru_cache(maxsize=1)
def loaded(model_name: str | None) -> Model:
    """The model of that name, loaded once; raises ModelError."""
    from .model import load_model
    from .process import collect_less

    model = load_model(model_name)
    collect_less()
    return model
