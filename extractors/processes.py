"""How processes start, and that none is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from .analysers import Load, analyser, attributor

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

PRELOAD = "SPQ_PRELOAD"
"""Environment variable by which the server of workers learns the model's name."""


def starting(model_name: str | None = None, load: Load | None = None) -> BaseContext:
    """How processes start: forked from a server, which has loaded the model that is to be used, where there is fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    from multiprocessing.forkserver import ensure_running

    # Ctrl-C goes to all processes of a terminal. Those that start now do not hear it: it is this one's to answer, and
    # would end the server while it loads the model. (To start the tracker lifts the block, so it is started before.)
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        if load in (analyser, attributor):
            context.set_forkserver_preload([f"{__package__}.preloaded"])
            os.environ[PRELOAD] = model_name or ""
        ensure_running()
    except OSError:  # a deep TMPDIR: the name of the server's socket is too long, and the others need none
        return multiprocessing.get_context("spawn")
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
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

    threading.Thread(target=wait, daemon=True).start()


def end_all(but: Collection[BaseProcess]) -> None:
    """Kill all processes that this one has started but those, and wait until they are gone."""
    children = [child for child in multiprocessing.active_children() if child not in but]
    for child in children:
        child.kill()
    for child in children:
        child.join()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A Ctrl-C within the block has its effect at its end."""
    asked: list[int] = []
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if asked:
            before(signal.SIGINT, None)
