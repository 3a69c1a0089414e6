"""The ids of people: names that can be typed."""

from __future__ import annotations

import re

from anyascii import anyascii


def id_root(identity: str) -> str:
    """An id without the numbers at its end: sanchez-2 → sanchez."""
    return _NUMBERS.sub("", identity) or identity


_NUMBERS = re.compile(r"(?:-\d+)+$")


def slug(text: str) -> str:
    """Kosachev, Konstantin → kosachev-konstantin: lower-case ASCII letters and figures, words joined by hyphens."""
    plain = re.sub(r"['’ʼ`.]", "", anyascii(text).lower())
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
