"""The store: analysed articles in SQLite, and the one place where filters live.

``tables`` says what is kept, ``database`` opens it and ``migrations`` brings older files up to date; ``writing`` puts
articles in, ``people`` who is who, ``asking`` answers (``filters`` and ``fulltext`` are the questions), ``upkeep``
checks and cleans. ``cache`` is a file of its own.
"""

from .asking import Counts
from .database import holds_articles
from .filters import ArticleFilter, EntityFilter, EntitySort, QuoteFilter, QuoteSort
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
