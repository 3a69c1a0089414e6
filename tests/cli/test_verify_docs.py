"""The examples of docs/verify.md: what they show is what the commands print. ``SPQ_WRITE_DOCS=1`` writes it anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "verify.md"
BLOCK = re.compile(
    r"^```console\n\$ (?P<command>spq verify docs/[^\n]*)\n(?P<shown>(?:(?!```).*\n)*)```$", re.MULTILINE
)
COMMANDS = [found["command"] for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def run(command):
    """What a terminal of 80 columns shows; a pipe is run as typed. A check that says no ends with 3."""
    if "|" in command and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command if "|" in command else f"{command} --format table"],
        env={**os.environ, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
        capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, cwd=ROOT, timeout=300,
    )  # fmt: skip
    assert done.returncode == (0 if "|" in command else 3), done.stderr
    return done


def test_there_are_examples():
    assert len(COMMANDS) == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_prints_what_the_page_shows(command):
    done = run(command)
    text = PAGE.read_text(encoding="utf-8")
    found = next(one for one in BLOCK.finditer(text) if one["command"] == command)
    if os.environ.get("SPQ_WRITE_DOCS"):
        PAGE.write_text(text[: found.start("shown")] + done.stdout + text[found.end("shown") :], encoding="utf-8")
        pytest.skip("written, not compared")
    assert done.stdout == found["shown"]
    if "|" not in command:
        assert f"```text\n{done.stderr}```" in text
