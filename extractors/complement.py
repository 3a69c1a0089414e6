"""One reading of a verb with what it governs."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Wanted = Callable[[str], bool]


class Complement(NamedTuple):
    """One reading of a verb: the frame, the content's tokens, the cue's own words beside the verb, the addressee."""

    frame: str
    content: frozenset[int]
    cue: tuple[int, ...] = ()
    addressee: int | None = None
    active: bool = False
