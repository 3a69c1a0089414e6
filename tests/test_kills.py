"""Runs killed at any moment (kill -9): ``make kills`` kills two hundred, here it is a few."""

from __future__ import annotations

import sys
from pathlib import Path

import killing
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")


@pytest.mark.parametrize("what", killing.RUNS)
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path, what: str) -> None:
    if what == "batch":
        pytest.importorskip("pyarrow", reason="needs spquotes[parquet]")
    tally = killing.kill(what, 5, tmp_path, articles=200, seed=7)
    assert len(tally.left) == 5
