"""How processes start, and that none is left behind."""

from __future__ import annotations

import multiprocessing
import os
from threading import Thread
from typing import TYPE_CHECKING

from .analysers import Load, analyser, attributor

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

PRELOAD = "SPQ_PRELOAD"
"""Environment variable by which the server of workers learns the model's name."""


def starting(model_name: str | None = None, load: Load | None = None) -> BaseContext:
    """How processes start: forked from a server, which has loaded the model that is to be used, where there is fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    from multiprocessing.forkserver import ensure_running

    try:
        if load in (analyser, attributor):
            context.set_forkserver_preload([f"{__package__}.preloaded"])
            os.environ[PRELOAD] = model_name or ""
        ensure_running()
    except OSError:  # a deep TMPDIR: the name of the server's socket is too long, and the others need none
        return multiprocessing.get_context("spawn")
    finally:
        os.environ.pop(PRELOAD, None)
    return context


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it is gone, killed or not.

    The workers of ``concurrent.futures`` hold both ends of their queue, and would wait at it for ever.
    """
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
