"""The bundled table of public figures, ``data/lexicons/people.toml``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources

from ..data.decisions import Decision, Decisions, parse_decisions


@cache
def public_figures() -> tuple[Decision, ...]:
    """Everybody in the table."""
    file = resources.files("spquotes.data") / "lexicons" / "people.toml"
    return parse_decisions(file.read_text(encoding="utf-8"), "people.toml").people


def with_public_figures(decisions: Decisions) -> Decisions:
    """What a user decided, and behind it the table."""
    return replace(decisions, public=public_figures())
