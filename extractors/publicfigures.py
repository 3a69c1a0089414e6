"""The bundled table of public figures, ``data/lexicons/people.toml``."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib import resources

from ..data.decisions import Decision, Decisions, DecisionText, parse_decisions


@cache
def _text() -> str:
    return (resources.files("spquotes.data") / "lexicons" / "people.toml").read_text(encoding="utf-8")


@cache
def public_figures() -> tuple[Decision, ...]:
    """Everybody in the table."""
    return parse_decisions(_text(), "people.toml").people


def fingerprint(said: DecisionText) -> str:
    """A checksum of what a user's text and the table say; takes them apart no further."""
    return hashlib.sha256(f"{said.text}\0{_text()}".encode()).hexdigest()


def with_public_figures(decisions: Decisions) -> Decisions:
    """What a user decided, and behind it the table."""
    return replace(decisions, public=public_figures())
