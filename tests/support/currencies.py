"""Writes data/lexicons/currencies.toml out of the CLDR that babel carries: ``python tests/support/currencies.py``."""

from __future__ import annotations

import json
from pathlib import Path

from babel.core import get_cldr_version
from babel.numbers import get_currency_name, list_currencies
from spquotes.extractors.claims.quantities.units import NATIONAL

FILE = Path(__file__).parents[2] / "data" / "lexicons" / "currencies.toml"


def names() -> dict[str, list[str]]:
    """By its code, what English calls a currency with its country's adjective: "swiss franc", "swiss francs"."""
    found: dict[str, list[str]] = {}
    known: set[str] = set()
    for code in sorted(list_currencies("en")):
        for count in (None, 1, 2):  # its title, singular and plural
            name = get_currency_name(code, count, locale="en").lower()
            noun = name.partition(" ")[2]
            if noun.removesuffix("s") in NATIONAL and name not in known and " " not in noun:
                known.add(name)
                found.setdefault(code, []).append(name)
    return found


def text() -> str:
    """What the file holds."""
    head = (
        "# Currencies by a country's adjective and a noun, in both numbers, out of CLDR "
        f"{get_cldr_version()}.\n# Copyright © Unicode, Inc. (LICENSES/Unicode-3.0.txt); "
        "written by tests/support/currencies.py, not by hand.\n\n"
    )
    rows = (f"{code} = {json.dumps(found, ensure_ascii=False)}" for code, found in names().items())
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
