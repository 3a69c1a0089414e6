"""Finding, attributing and resolving quotations: bytes never come in here, terminals never show up here.

As a library: ``extract`` and what it gives back (see docs/library.md). They are loaded when first asked for, so that
importing this costs nothing.

>>> from spquotes.extractors import extract
>>> extract("“We are ready,” said Ada Roth.").attributions[0].speaker.name
'Ada Roth'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..data.errors import InputError, ModelError, SpqError, UsageError
    from ..data.records import Article, Cue, Quantity, Span
    from .api import extract
    from .results import Extraction, NamedDate, Speaker, StatedClaim, Statement, to_dataframe

__all__ = [
    "Article",
    "Cue",
    "Extraction",
    "InputError",
    "ModelError",
    "NamedDate",
    "Quantity",
    "Span",
    "Speaker",
    "SpqError",
    "StatedClaim",
    "Statement",
    "UsageError",
    "extract",
    "to_dataframe",
]

_FROM = {
    **dict.fromkeys(("InputError", "ModelError", "SpqError", "UsageError"), "spquotes.data.errors"),
    **dict.fromkeys(("Article", "Cue", "Quantity", "Span"), "spquotes.data.records"),
    "extract": f"{__name__}.api",
}


def __getattr__(name: str) -> object:
    """A public name, from the module that has it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_FROM.get(name, f"{__name__}.results")), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
