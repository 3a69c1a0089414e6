"""The system's Chromium through Playwright, for the tests of the report's page and for its picture."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
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


class Seen:
    """A page that is open, and all that must not happen on it: messages on the console, errors, requests."""

    def __init__(self, page, url):
        self.page, self.url, self.unwanted = page, url, []
        page.on("console", lambda message: self.unwanted.append(message.text))
        page.on("pageerror", lambda error: self.unwanted.append(str(error)))
        page.on("dialog", lambda dialog: self.unwanted.append(dialog.message))
        page.on("request", lambda asked: self.unwanted.append(asked.url) if asked.url.split("#")[0] != url else None)

    def go(self, fragment=""):
        self.page.goto(self.url + fragment)
        self.page.wait_for_selector("html[data-ready]")
        if fragment:
            self.page.wait_for_selector(f".words .n.on[href='{fragment}']")

    def rows(self):
        return self.page.locator("#rows .row .n").evaluate_all("all => all.map((one) => one.dataset.n)")

    def fragment(self):
        return self.page.evaluate("location.hash.slice(1)")

    def focused(self):
        return self.page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href')")

    def count(self):
        return self.page.text_content("#count")
