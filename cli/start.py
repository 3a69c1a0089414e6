"""The entry point of ``spq``: a Ctrl-C while the program is loaded ends it without a word, as it would any other."""

from __future__ import annotations

import signal
from contextlib import suppress


def main() -> None:
    """Load the commands and run them; ends the process with the exit code."""
    before = signal.getsignal(signal.SIGINT)
    with suppress(ValueError):  # not in the main thread: there nobody is interrupted
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
    from .main import main as run

    with suppress(ValueError):
        signal.signal(signal.SIGINT, before)
    run()
