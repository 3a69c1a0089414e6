"""The system's Chromium through Playwright, for the tests of the report's page and for its picture."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing() -> str | None:
    """Why there is no browser to test with; None when there is one."""
    if find_spec("playwright") is None:
        return "playwright is not installed"
    if executable() is None:
        return "no chromium is installed (on Debian: apt-get install chromium)"
    return None


def executable() -> str | None:
    """The browser's program."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def browser() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=executable(), headless=True, args=list(FLAGS))
        try:
            yield made
        finally:
            made.close()
