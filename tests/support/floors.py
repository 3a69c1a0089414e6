"""Least values of measures that only go up: compared, raised when asked, lowered only when asked explicitly.

Values are as they are for counts and per cent for shares, floors in steps of half a point.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent.parent / "gold" / "floors.json"

RAISE, LOWER = "SPQ_RAISE_FLOORS", "SPQ_LOWER_FLOORS"

_HAIR = 1e-9


def rounded_down(value: float) -> float:
    """The next half below."""
    return math.floor(value * 2 + _HAIR) / 2


def missed(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A line for each floor that is not reached, or not measured, and for each measure that has no floor."""
    lines = []
    for name in sorted({*measured, *floors}):
        if name not in floors:
            lines.append(f"{name}: {measured[name]:.1f}, no floor yet ({RAISE}=1 sets it)")
        elif name not in measured:
            lines.append(f"{name}: not measured, floor {floors[name]:.1f} ({LOWER}=1 drops it)")
        elif measured[name] < floors[name] - _HAIR:
            lines.append(f"{name}: {measured[name]:.1f}, floor {floors[name]:.1f}")
    return lines


def raised(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors, those that were exceeded raised, new ones added, none lowered."""
    higher = {name: max(rounded_down(value), floors.get(name, 0.0)) for name, value in measured.items()}
    return {**floors, **higher}


def lowered(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors, those that are not reached lowered to what is measured, those not measured dropped, none raised."""
    return {name: min(floor, rounded_down(measured[name])) for name, floor in floors.items() if name in measured}


def of(section: str, path: Path = FLOORS) -> dict[str, float]:
    """The floors of one section of the file, none where it has no such section."""
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8")).get(section, {})
    return floors


def move(section: str, measured: Mapping[str, float], path: Path = FLOORS) -> list[str]:
    """Rewrite a section as the environment asks, if it asks; a line for each floor that moved."""
    before = after = of(section, path)
    if os.environ.get(LOWER) == "1":
        after = lowered(measured, after)
    if os.environ.get(RAISE) == "1":
        after = raised(measured, after)
    if after != before:
        everything = json.loads(path.read_text(encoding="utf-8"))
        everything[section] = dict(sorted(after.items()))
        path.write_text(json.dumps(everything, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return _changes(before, after)


def hold(measured: Mapping[str, Mapping[str, float]], shown_by: str, capsys: Any) -> None:
    """Fail unless every floor holds, section by section; where the environment asks, they are moved first, and told."""
    moved = [f"{section}: {line}" for section, values in measured.items() for line in move(section, values)]
    with capsys.disabled():
        print("", *moved, sep="\n", end="")
    below = [f"{section}: {line}" for section, values in measured.items() for line in missed(values, of(section))]
    assert not below, "\n".join(["below the floors:", *below, "the errors are shown by:", shown_by])


def _changes(before: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    return [
        f"{name}: floor {before.get(name, 'none')} → {after.get(name, 'dropped')}"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
