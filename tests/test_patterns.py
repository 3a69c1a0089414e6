"""No regular expression takes more than in step with a text's length, whatever the text: each is tried.

What is searched only in something short is named here with the most that it is searched in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import patterns
import pytest

BOUNDED = {
    "extractors/claims/datenames.py": (60, "the characters before the name of a day"),
    "extractors/content.py": (12, "the last characters of a content"),
    "extractors/furniture.py": (2_500, "a line; longer ones are paragraphs, whatever they say"),
    "extractors/personids.py": (1_000, "an id"),
    "extractors/textmeta.py": (300, "a byline"),
    "data/writers/bratnames.py": (1_000, "an article's id"),
}
"""Modules with a pattern that is quadratic: how many characters it is given at most, and of what."""

SECONDS = 0.5
"""What such a pattern may take on the worst string of that length; some milliseconds are usual."""


@pytest.fixture(scope="module")
def places() -> list[patterns.Place]:
    """In a process of its own, which imports all anew."""
    made = subprocess.run(
        [sys.executable, patterns.__file__],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"NO_COLOR": "1"},
    )
    return [tuple(place) for place in json.loads(made.stdout)]


def test_those_that_are_made_when_first_used_are_there_too(places):
    """Such as the one that a lexicon is made into; what is not compiled by the package itself is not looked for."""
    modules = {place[0] for place in places}
    assert len(places) > 200
    assert {"extractors/furniture.py", "extractors/claims/datepoints.py", "cli/visible.py"} <= modules


def test_time_grows_with_the_text(places):
    found = [
        f"{module}:{line}: {told}"
        for module, line, pattern, flags in places
        if module not in BOUNDED and (told := patterns.slow(pattern, flags, patterns.methods_of(module, line)))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", BOUNDED)
def test_what_is_quadratic_is_quick_on_all_that_it_is_given(places, module):
    bound = BOUNDED[module][0]
    methods = ("fullmatch",) if module == "extractors/furniture.py" else ("search",)
    took = [patterns.longest(pattern, flags, methods, bound) for place, _, pattern, flags in places if place == module]
    assert took
    assert max(took) < SECONDS


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        ("(a+)+b", "match"),
        (r"\s+x", "finditer"),
        (r"(\w*)*:", "fullmatch"),
        (r"[\w.]*@", "finditer"),
        ("(?:a|a?)+$", "match"),
    ],
)
def test_what_backtracks_is_found(pattern, method):
    assert patterns.slow(pattern, 0, (method,))


@pytest.mark.parametrize("pattern", [r"\w+", r"(?<!\s)\s++x", r"\bsaid\b", r"(?<!\s)\s*x"])
def test_what_does_not_is_not(pattern):
    assert patterns.slow(pattern, 0) is None


def test_nothing_bounded_is_gone():
    root = Path(__file__).parents[1]
    assert all((root / module).is_file() for module in BOUNDED)
