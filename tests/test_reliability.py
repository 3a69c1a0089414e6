"""docs/reliability.md promises nothing that no test shows, and names every limit as it is."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from spquotes.data import limits

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+\.py)::(\w+)`", PAGE)))


@cache
def functions_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_the_test_is_there(path, test):
    assert test in functions_in(path)


def test_every_promise_has_a_test():
    tables = re.findall(r"\| promise \| test \|\n\| --- \| --- \|\n((?:\|.*\n)+)", PAGE)
    rows = [row for table in tables for row in table.splitlines()]
    assert len(rows) > 30
    assert [row for row in rows if "::test_" not in row] == []


def test_every_limit_is_named_with_its_default():
    source = (ROOT / "data" / "limits.py").read_text()
    settings = re.findall(r'^(\w+) = _setting\("(\w+)", ([^,]+), _(BYTES|COUNT)\)', source, re.M)
    assert len(settings) >= 5
    for name, variable, default, units in settings:
        assert name == variable
        value = eval(default)
        shown = limits.in_mib(value) if units == "BYTES" else f"{value:,}"
        assert f"| `SPQ_{name}` | {shown} |" in PAGE
