"""docs/exports.md and docs/library.md: commands print what is shown there, Python says what is shown there.

``SPQ_WRITE_DOCS=1`` writes what the commands print now into docs/exports.md instead.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
EXPORTS = DOCS / "exports.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def session(block: str, folder: Path) -> str:
    """What a terminal of 80 columns shows of the block's commands, one after the other, in one folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "SPQ_LIBRARY": str(folder / "no.db")}
    shown = ""
    for line in re.findall(r"^\$ .*$", block, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", line[2:]], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", timeout=120,
        )  # fmt: skip
        shown += f"{line}\n" + "".join(f"{printed.rstrip()}\n" for printed in done.stdout.splitlines())
    return shown


def test_the_commands_print_what_is_shown(tmp_path):
    for tool in ("jq", "column"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    text = EXPORTS.read_text(encoding="utf-8")
    printed = [session(found[1], tmp_path) for found in BLOCK.finditer(text)]
    if os.environ.get("SPQ_WRITE_DOCS"):
        new = iter(printed)
        EXPORTS.write_text(BLOCK.sub(lambda _: f"```console\n{next(new)}```", text), encoding="utf-8")
        pytest.skip("docs written anew")
    assert printed == [found[1] for found in BLOCK.finditer(text)]
    assert len(printed) > 4


def test_the_examples_in_python_are_true():
    pytest.importorskip("pandas")
    text = re.sub(r"^```.*$", "", (DOCS / "library.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    example = doctest.DocTestParser().get_doctest(text, {}, "library.md", "docs/library.md", 0)
    assert len(example.examples) > 20
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(example)
    assert runner.failures == 0
