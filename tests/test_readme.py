"""The README's examples: each command that shows output is run, and the output compared to the letter.

``SPQ_WRITE_README=1`` writes what the commands print now into the README instead.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
SESSION = re.compile(r"^```console\n(\$ spq add [^\n]*\n(?:(?!```).*\n)*)```$", re.MULTILINE)
BLOCK = re.compile(r"^```console\n(\$ spq [^\n]*)\n((?:(?!```|\$ ).*\n)*)```$", re.MULTILINE)
EXAMPLES = [m.group(1)[2:] for m in BLOCK.finditer(README.read_text(encoding="utf-8")) if "#" not in m.group(1)]


def run(command: str) -> str:
    """What the command prints on an 80-column terminal (a pipe is run as typed)."""
    if "|" in command and shutil.which("jq") is None:
        pytest.skip("jq is not installed")
    typed = command if "|" in command else f"{command} --format table"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", typed],
        env={**os.environ, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def run_session(session: str, library: Path) -> str:
    """What a terminal of 80 columns shows of the commands, one after the other, with a library of their own."""
    env = {"SPQ_LIBRARY": str(library), "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shown = ""
    for line in re.findall(r"^\$ .*$", session, re.MULTILINE):
        asks = re.match(r"\$ spq (?:quotes|speakers|entities|library (?:list|info))\b", line)
        done = subprocess.run(
            ["bash", "-c", line[2:] + " --format table" * bool(asks)],
            env={**os.environ, "PATH": path, **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            cwd=README.parent,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout
        shown += f"{line}\n" + "".join(f"{printed.rstrip()}\n" for printed in done.stdout.splitlines())
    return shown


def test_a_session_prints_what_the_readme_shows(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    found = SESSION.search(text)
    assert found is not None
    printed = run_session(found.group(1), tmp_path / "library.db")
    if os.environ.get("SPQ_WRITE_README"):
        README.write_text(text[: found.start(1)] + printed + text[found.end(1) :], encoding="utf-8")
        pytest.skip("README written anew")
    assert printed == found.group(1)


def test_the_readme_has_examples() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize("command", EXAMPLES)
def test_example_prints_what_the_readme_shows(command: str) -> None:
    printed = run(command)
    text = README.read_text(encoding="utf-8")
    block = next(m for m in BLOCK.finditer(text) if m.group(1)[2:] == command)
    if os.environ.get("SPQ_WRITE_README"):
        README.write_text(text[: block.start(2)] + printed + text[block.end(2) :], encoding="utf-8")
        pytest.skip("README written anew")
    assert printed == block.group(2)
