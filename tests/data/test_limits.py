"""Limits are set by the environment, and say so when they are met."""

import os
import subprocess
import sys

import pytest
from spquotes.data import limits
from spquotes.data.errors import UsageError

BYTES, COUNT = limits._BYTES, limits._COUNT


@pytest.mark.parametrize(
    ("given", "units", "value"),
    [
        ("", COUNT, 7),
        ("12", COUNT, 12),
        ("500_000", COUNT, 500_000),
        ("50M", COUNT, 50_000_000),
        ("2k", BYTES, 2048),
        ("2 GiB".replace(" ", ""), BYTES, 2 * 2**30),
        ("1gb", COUNT, 10**9),
    ],
)
def test_the_environment_sets_a_limit(monkeypatch, given, units, value):
    monkeypatch.setenv("SPQ_MAX_TEXT", given)
    assert limits._setting("MAX_TEXT", 7, units) == value


@pytest.mark.parametrize("given", ["0", "-1", "many", "1e6", "5T", "１"])
def test_what_is_no_limit_is_refused(monkeypatch, given):
    monkeypatch.setenv("SPQ_MAX_TEXT", given)
    with pytest.raises(UsageError, match="SPQ_MAX_TEXT is "):
        limits._setting("MAX_TEXT", 7, COUNT)


def test_a_command_says_so_in_one_line_and_ends_with_2():
    made = subprocess.run(
        [sys.executable, "-c", "from spquotes.cli.main import main; main()", "quotes", "--sample"],
        env=os.environ | {"SPQ_MAX_SECONDS": "soon"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 2
    assert made.stdout == ""
    assert made.stderr == 'spq: SPQ_MAX_SECONDS is "soon"; write a number above 0, as 500000 or 50M\n'
