"""A bound on the time that a piece of work may take."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_AGAIN = 1.0
"""Seconds after which it is raised once more, should a library or a destructor have swallowed it."""


class OutOfTime(BaseException):
    """The time is over; no ``Exception``, for libraries catch those and go on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block when it takes longer; within another limit, that one still holds.

    Only Python code is interrupted, a call of a C library when it returns. Without effect outside the main thread and
    where there is no SIGALRM, so on Windows. Never put a ``yield`` of a generator inside: the limit would reach the
    consumer's code.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> NoReturn:
        raise OutOfTime

    begun = time.monotonic()
    handler = signal.signal(signal.SIGALRM, stop)
    outer, every = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        if outer and outer < seconds:
            signal.signal(signal.SIGALRM, handler)
            signal.setitimer(signal.ITIMER_REAL, outer, every)
        else:
            signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if outer:  # a moment at least, for 0 would turn it off
            signal.setitimer(signal.ITIMER_REAL, max(outer - (time.monotonic() - begun), 1e-3), every)
