"""Tables of weights, learnt by ``learn.py`` and shipped as text: a number and a name a line.

A table's sum over the names that hold, with its constant, is the logarithm of the odds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path

CONSTANT = "(constant)"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by name; names without one count nothing."""

    by_name: Mapping[str, float]
    _groups: dict[str, dict[str, float]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def constant(self) -> float:
        """The logarithm of the odds where no name holds."""
        return self.by_name.get(CONSTANT, 0.0)

    def probability(self, names: Iterable[str], more: float = 0.0) -> float:
        """The chance, 0–1, where these names hold; ``more`` is added to the logarithm of the odds."""
        get = self.by_name.get
        return logistic(self.constant + more + sum([get(name, 0.0) for name in names]))

    def within(self, group: str) -> Mapping[str, float]:
        """Of each name its own weight and, where there is one, that of ``group|name``, added up."""
        table = self._groups.get(group)
        if table is None:
            table = self._groups[group] = dict(self.by_name)
            for name, weight in self.by_name.items():
                if name.startswith(f"{group}|"):
                    bare = name[len(group) + 1 :]
                    table[bare] = table.get(bare, 0.0) + weight
        return table

    def after(self, prefix: str) -> Mapping[str, float]:
        """The weights of the names that begin with a prefix, by what follows it."""
        table = self._groups.get(prefix)
        if table is None:
            names = ((name, weight) for name, weight in self.by_name.items() if name.startswith(prefix))
            table = self._groups[prefix] = {name[len(prefix) :]: weight for name, weight in names}
        return table

    def times(self, name: str, value: float) -> float:
        """The share of a name that holds to a degree."""
        return self.by_name.get(name, 0.0) * value


def logistic(log_odds: float) -> float:
    """The chance, 0–1, of the logarithm of odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def log_odds(chance: float) -> float:
    """The logarithm of a chance's odds, of chances near 0 and 1 that of 0.02 and 0.98."""
    within = min(0.98, max(0.02, chance))
    return math.log(within / (1 - within))


def stepped(number: int, steps: Sequence[int]) -> int:
    """The largest step that a number reaches, below the first the number itself: so large ones share a weight."""
    return max((step for step in steps if step <= number), default=number)


@lru_cache
def load_weights(name: str) -> Weights:
    """A bundled table; empty where there is none yet."""
    file = resources.files("spquotes.data") / "lexicons" / f"{name}.tsv"
    if not file.is_file():
        return Weights({})
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return Weights({name: float(weight) for weight, name in rows})


def write_weights(weights: Mapping[str, float], path: Path, about: str, by: str = "learn") -> None:
    """A table with the largest weights first, weights of less than 0.005 left out."""
    rows = sorted(weights.items(), key=lambda item: (item[0] != CONSTANT, -abs(item[1]), item[0]))
    lines = [f"# {about}", f"# Logarithms of odds, added up; learnt by spquotes.extractors.{by}, not by hand."]
    lines += [f"{weight:+.3f}\t{name}" for name, weight in rows if abs(weight) >= 0.005 or name == CONSTANT]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
