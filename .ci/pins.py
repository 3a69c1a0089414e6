"""What constraints.txt pins: each with its hashes, its licence, and who needs it."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import product
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

RUN, DEV = "run time", "development"
_PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; ([^\\]+))? \\\n((?:    --hash=\S+(?: \\)?\n?)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of constraints.txt. ``use`` is RUN, DEV, or the extras that need it; ``licence`` is SPDX, or ""."""

    name: str
    version: str
    marker: str
    sha256: tuple[str, ...]
    use: str
    licence: str


ELSEWHERE = {
    "anyio": ("MIT", "httpx"),  # httpx and what it needs: under weasel, from Python 3.14 on
    "colorama": ("BSD-3-Clause", "click"),  # on Windows
    "confection": ("MIT", "spacy"),
    "h11": ("MIT", "httpcore"),
    "httpcore": ("BSD-3-Clause", "httpx"),
    "httpx": ("BSD-3-Clause", "weasel"),
    "langcodes": ("MIT", "spacy"),  # before Python 3.14, as typer-slim
    "pywin32": ("PSF-2.0", "docker"),  # on Windows
    "typer-slim": ("MIT", "weasel"),
    "tzdata": ("Apache-2.0", "tzlocal"),  # on Windows
}
"""What is not installed on every system or under every Python: its licence, and what needs it there."""

_SPELT = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
"""How packages write it that do not write SPDX. "BSD" alone is the three clauses in each package that says so."""

_READ = {
    "atheris": "Apache-2.0",
    "click-default-group": "LicenseRef-Public-Domain",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",  # the older part BSD, the newer both
}
"""Read from the packages' own licence files, for their metadata is not clear."""


@cache
def pins() -> tuple[Pin, ...]:
    """All of them, in order. The packages that are installed tell who needs whom."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    uses = _uses()
    found = []
    for name, version, marker, hashes in _PIN.findall(text):
        sha256 = tuple(re.findall(r"sha256:([0-9a-f]{64})", hashes))
        found.append(Pin(name, version, marker.strip(), sha256, uses.get(name, DEV), licence_of(name)))
    return tuple(found)


def licence_of(name: str) -> str:
    """The SPDX expression of a package's licence, out of its metadata; "" when that tells none."""
    if name in _READ:
        return _READ[name]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ELSEWHERE.get(name, ("",))[0]
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    classes = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License ::")]
    for told in (about.get("License", ""), *classes):
        if told in _SPELT:
            return _SPELT[told]
        if re.fullmatch(r"(?:[A-Za-z]+-[\w.+-]+|MIT|ISC)(?: (?:AND|OR) (?:[A-Za-z]+-[\w.+-]+|MIT|ISC))*", told or ""):
            return str(told)
    return ""


def _uses() -> dict[str, str]:
    """Who needs a package: spq itself (RUN), or which extras; what is missing is for development."""
    run = _reached(PROJECT["dependencies"])
    found = dict.fromkeys(run, RUN)
    for extra, lines in PROJECT["optional-dependencies"].items():
        for name in _reached(lines) - run:
            found[name] = f"{found[name]}, {extra}" if name in found else extra
    return found


def _reached(lines: list[str]) -> set[str]:
    """The names of all that these requirements lead to, on any system and under any Python that spq supports."""
    reached: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        one = waiting.pop()
        name, extras = canonicalize_name(one.name), frozenset(one.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        reached.add(name)
        waiting += _needed_by(name, extras)
    while more := {name for name, (_, under) in ELSEWHERE.items() if under in reached} - reached:
        reached |= more
    return reached


def _needed_by(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        one = Requirement(line)
        if one.marker is None or any(
            one.marker.evaluate({**environment, "extra": extra})
            for extra, environment in product(("", *extras), _environments())
        ):
            yield one


@cache
def _environments() -> tuple[dict[str, str], ...]:
    systems = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
    pythons = {"3.11", "3.12", "3.13", "3.14", f"{sys.version_info[0]}.{sys.version_info[1]}"}
    return tuple(
        {
            **{key: str(value) for key, value in default_environment().items()},
            "sys_platform": system, "os_name": kind, "platform_system": called,
            "python_version": python, "python_full_version": f"{python}.0",
        }
        for (system, kind, called), python in product(systems, sorted(pythons))
    )  # fmt: skip
