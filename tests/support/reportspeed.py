"""How large the page of 500 annotated articles is and how soon it answers (``make bench-report SPQ_BENCH=DIR``)."""

from __future__ import annotations

import itertools
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from browsing import browser, missing

ARTICLES = 500
LOADS = 5


def until_ready(page: Any, url: str) -> tuple[float, float]:
    """Seconds until the page answers, as its own clock has it, and seconds the processor worked on it meanwhile."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    metrics = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    devtools.detach()
    return int(page.locator("html").get_attribute("data-ready")) / 1000, float(metrics["TaskDuration"])


def main(bench: str) -> None:
    if why := missing():
        sys.exit(why)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        texts, made = Path(folder, "articles.jsonl"), Path(folder, "report.html")
        with Path(bench, "quotes", "polnear_train.jsonl").open(encoding="utf-8") as lines:
            texts.write_text("".join(itertools.islice(lines, ARTICLES)), encoding="utf-8")
        spq = Path(sysconfig.get_path("scripts")) / "spq"
        subprocess.run([spq, "report", texts, "--id-field", "id", "-o", made], check=True)
        print(f"{made.stat().st_size / 1e6:.1f} MB")
        for _ in range(LOADS):
            page = chromium.new_page()
            wall, worked = until_ready(page, made.as_uri())
            print(f"ready after {wall:.2f} s ({worked:.2f} s of one core)")
            page.close()


if __name__ == "__main__":
    main(sys.argv[1])
