"""The record of a person as the row that is printed, and out of such a row again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .records import Person, Role, Spelling

Row = dict[str, Any]

ROW_KEYS = ("id", "name", "kind", "gender", "roles", "spellings", "count", "docs")
"""The keys of the row, in order."""


def person_row(person: Person) -> Row:
    """The row of ``spq entities`` and ``spq speakers``, keys in the contract's order."""
    parts = asdict(person)
    return {key: parts[key] for key in ROW_KEYS} | {
        "roles": list(parts["roles"]),
        "spellings": list(parts["spellings"]),
    }


def person_of(row: Mapping[str, Any]) -> Person:
    """The person in a row."""
    roles = tuple(Role(**one) for one in row["roles"])
    spellings = tuple(Spelling(**one) for one in row["spellings"])
    return Person(**{**row, "roles": roles, "spellings": spellings})
