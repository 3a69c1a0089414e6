"""Makes docs/report.png anew: the bundled sample's report, with a statement chosen (``make report-picture``)."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from browsing import browser, missing

TARGET = Path(__file__).parents[2] / "docs" / "report.png"


def main() -> None:
    if why := missing():
        sys.exit(why)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        made = Path(folder, "report.html")
        spq = Path(sysconfig.get_path("scripts")) / "spq"
        subprocess.run([spq, "report", "--sample", "--quiet", "-o", made], check=True)
        page = chromium.new_page(viewport={"width": 1600, "height": 690}, color_scheme="light")
        page.goto(made.as_uri())
        page.wait_for_selector("html[data-ready]")
        page.locator("#rows .row").nth(4).click()
        page.locator("#card").wait_for()
        page.screenshot(path=TARGET)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
