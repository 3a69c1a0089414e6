"""The store: analysed articles in SQLite, and the one place where filters live.

``tables`` says what is kept, ``database`` opens it and ``migrations`` brings older files up to date; ``writing`` puts
articles in, ``people`` who is who, ``asking`` answers (``filters`` and ``fulltext`` are the questions), ``upkeep``
checks and cleans. ``cache`` is a file of its own.
"""

from typing import TYPE_CHECKING, Any

from .database import holds_articles
from .filters import ArticleFilter, EntityFilter, EntitySort, QuoteFilter, QuoteSort

if TYPE_CHECKING:
    from .asking import Counts
    from .store import Store

__all__ = [
    "ArticleFilter",
    "Counts",
    "EntityFilter",
    "EntitySort",
    "QuoteFilter",
    "QuoteSort",
    "Store",
    "holds_articles",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    """The store itself when it is first asked for: the commands' options need the names of its filters only."""
    if name == "Store":
        from .store import Store

        return Store
    if name == "Counts":
        from .asking import Counts

        return Counts
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
