"""Imported once by the process that workers are forked from: the model and the tables are loaded before the first fork.

The server has one thread and does nothing else, so that forking it is safe whatever the program's own process does.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

from ..data.records import Article
from .analysers import analyser
from .processes import PRELOAD

_WARM = "“It works,” the mayor, Anna Berg, said on Monday."
"""A sentence that has every table read that an article needs."""

with suppress(Exception):  # a worker that loads the model itself tells what is wrong with it
    list(analyser(os.environ.get(PRELOAD) or None)([Article("", _WARM)]))
gc.collect()
gc.freeze()  # the collector would write into every object, and no page would stay shared
