from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress

import pytest
from spquotes.data.timelimit import OutOfTime, time_limit


def work(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def test_what_takes_too_long_is_stopped() -> None:
    begun = time.monotonic()
    with pytest.raises(OutOfTime), time_limit(0.05):
        work(5)
    assert time.monotonic() - begun < 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_what_is_quick_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(0.05):
        pass
    work(0.1)
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_library_that_catches_everything_is_stopped_nevertheless() -> None:
    def library() -> None:
        while True:
            with suppress(Exception):
                work(0.01)

    with pytest.raises(OutOfTime), time_limit(0.05):
        library()


@pytest.mark.parametrize(("outer", "inner"), [(0.05, 5), (5, 0.05)])
def test_of_two_limits_the_shorter_holds(outer: float, inner: float) -> None:
    with pytest.raises(OutOfTime), time_limit(outer), time_limit(inner):
        work(5)


def test_the_outer_limit_goes_on_after_the_inner_one() -> None:
    def both() -> None:
        with time_limit(5):
            work(0.01)
        work(5)

    with pytest.raises(OutOfTime), time_limit(0.1):
        both()


def test_outside_the_main_thread_there_is_no_limit() -> None:
    done = []

    def run() -> None:
        with time_limit(0.01):
            work(0.05)
        done.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done
