"""The default model's files against the hashes that spq carries of them, before any of them is read or run.

They tell that the model is the one that spq was measured with: not another package of that name and version, nor one
that a disk or somebody changed. They do not hold off who can write where spq itself is installed.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.util import find_spec
from pathlib import Path


def wrong_file(package: str) -> str | None:
    """The first file of an installed package that is not as in ``data/models``, and why; None when all are.

    Raises ModuleNotFoundError when there is no such package. It takes 15 ms for the 15 MB of en_core_web_sm.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    folder = Path(next(iter(spec.submodule_search_locations)))
    known = _known(package)
    found = {path.relative_to(folder.parent).as_posix(): path for path in folder.rglob("*") if _counts(path)}
    if added := sorted(found.keys() - known.keys()):
        return f"{added[0]} does not belong to it"
    for name, digest in known.items():
        path = found.get(name)
        if path is None:
            return f"{name} is missing"
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                return f"{name} is changed"
    return None


def _counts(path: Path) -> bool:
    """Not what Python compiles, nor what desktops leave in folders; neither is read with the model."""
    return path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")


def _known(package: str) -> dict[str, str]:
    """SHA-256 by path, as ``sha256sum`` writes and checks them."""
    text = (resources.files("spquotes.data") / "models" / f"{package}.sha256").read_text(encoding="utf-8")
    return {name: digest for digest, name in (line.split(maxsplit=1) for line in text.splitlines())}
