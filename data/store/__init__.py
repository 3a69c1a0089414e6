"""The store: analysed articles in SQLite, and the one place where filters live."""

from .filters import EntityFilter, EntitySort, QuoteFilter, QuoteSort
from .store import Counts, Store

__all__ = ["Counts", "EntityFilter", "EntitySort", "QuoteFilter", "QuoteSort", "Store"]
