from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("spq", settings.default, deadline=None)  # a busy machine is not a slow function
settings.load_profile("spq")

# A shell ignores Ctrl-C in what it starts in the background, and so would every process that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _nobodys_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees, or writes to, the library and the settings of whoever runs it; nor do the commands it starts."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(home))
        for name in ("SPQ_MODEL", "SPQ_LIBRARY", "SPQ_CACHE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
            patch.delenv(name, raising=False)
        patch.setenv("SPQ_TRACEBACK", "1")  # an error that nobody foresaw is seen where it happens
        yield


def _folder(variable: str) -> Path:
    if not os.environ.get(variable):
        pytest.skip(f"{variable} names no folder")
    return Path(os.environ[variable])


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder of benchmarks that SPQ_BENCH names."""
    return _folder("SPQ_BENCH")


@pytest.fixture(scope="session")
def source_articles() -> Path:
    """The folder of news articles that SPQ_ARTICLES names."""
    return _folder("SPQ_ARTICLES")
