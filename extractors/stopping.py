"""How a long run is interrupted: after what is under way at the first Ctrl-C, at once at the second."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether the user asked to stop; ``on_asked`` is called, in a thread of its own, at the first signal."""

    def __init__(self, on_asked: Callable[[], None] = lambda: None) -> None:
        self.asked = False
        self._on_asked = on_asked

    @contextmanager
    def softly(self) -> Iterator[None]:
        """Within the block the first SIGINT or SIGTERM only sets ``asked``, the next one interrupts.

        A signal that is ignored stays so. Without effect outside the main thread.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.getsignal(one) for one in _SIGNALS}
        try:
            for one, handler in before.items():
                if handler != signal.SIG_IGN:
                    signal.signal(one, self._handle)
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def until_asked(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, and no more of them once it is asked to stop."""
        for item in items:
            if self.asked:
                return
            yield item

    def _handle(self, _signal: int, _frame: object) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        # From a thread: what the signal interrupted may be a line that is just being written.
        threading.Thread(target=self._on_asked, daemon=True).start()
