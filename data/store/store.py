"""The store: all that can be done with a library, or with the temporary one of a single command."""

from __future__ import annotations

from .claiming import Claiming
from .comparing import Comparing
from .finding import Finding
from .grouping import Grouping
from .people import People
from .sketching import Sketching
from .upkeep import Upkeep
from .writing import Writing


class Store(Comparing, Claiming, Finding, Grouping, People, Sketching, Writing, Upkeep):
    """Analysed articles in one SQLite database: ``temporary()``, ``open(path)`` to ask, ``writing(path)`` to add."""
