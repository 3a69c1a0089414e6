"""The project as it is packed: nothing left out of the wheel, nothing unpinned, imports one way only."""

from __future__ import annotations

import ast
import importlib
import importlib.metadata
import os
import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LAYERS = ("data", "extractors", "cli")  # each may import itself and those before it
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
EXPECT_WHEEL = os.environ.get("SPQ_EXPECT_WHEEL") == "1"

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[\w.+!]+)(?: ; [^\\]+)? \\$", re.MULTILINE)
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", re.MULTILINE)

# Written in pieces, so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:home|Users|work|farm|root)" + "/[A-Za-z0-9]", re.MULTILINE)
REGISTRY = re.compile("python" + r"hosted\.org|py" + r"pi\.org|npm" + r"js\.(?:org|com)|deb" + r"ian\.org/debian")


def project_files() -> list[Path]:
    """Every file of the project, leaving out what .gitignore names and git's own folder."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    ignored = [line.rstrip("/") for line in lines if line and not line.startswith("#")] + [".git"]
    found = []
    for folder, subfolders, files in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if not any(fnmatch(name, pattern) for pattern in ignored)]
        found += [Path(folder, name) for name in files if not any(fnmatch(name, pattern) for pattern in ignored)]
    return sorted(found)


FILES = project_files()
MODULES = [path for path in FILES if path.suffix == ".py"]


def packed_files(layer: str) -> list[Path]:
    return [path for path in FILES if path.is_relative_to(ROOT / layer)]


def layer_modules(*layers: str) -> list[Path]:
    return [path for path in MODULES if path.relative_to(ROOT).parts[0] in layers]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# What the wheel holds


def test_every_folder_with_modules_is_a_listed_package():
    folders = {path.parent.relative_to(ROOT) for path in layer_modules(*LAYERS)}
    assert sorted(SETUPTOOLS["packages"]) == sorted(".".join(("spquotes", *folder.parts)) for folder in folders)


@pytest.mark.parametrize("package", SETUPTOOLS["packages"])
def test_every_listed_package_has_an_init(package):
    assert (ROOT.joinpath(*package.split(".")[1:]) / "__init__.py").is_file()


@pytest.mark.parametrize("layer", LAYERS)
def test_every_file_that_is_no_module_is_declared_as_data(layer):
    declared = {
        path
        for package, patterns in SETUPTOOLS["package-data"].items()
        for pattern in patterns
        for path in ROOT.joinpath(*package.split(".")[1:]).glob(pattern)
    }
    assert [relative(path) for path in packed_files(layer) if path.suffix != ".py" and path not in declared] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_package_is_typed(layer):
    assert (ROOT / layer / "py.typed").is_file()


@pytest.mark.skipif(not EXPECT_WHEEL, reason="SPQ_EXPECT_WHEEL is not 1: the checkout itself may be installed")
@pytest.mark.parametrize("layer", LAYERS)
def test_wheel_is_installed_and_holds_every_file_and_no_other(layer):
    module = importlib.import_module(f"spquotes.{layer}")
    installed = Path(str(module.__file__)).parent
    assert installed.is_relative_to(sysconfig.get_path("purelib"))
    packed = {path.relative_to(ROOT / layer) for path in packed_files(layer)}
    found = {path.relative_to(installed) for path in installed.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert found == packed


def test_installed_version_is_the_projects():
    assert importlib.metadata.version("spquotes") == PYPROJECT["project"]["version"]


def test_changelog_has_the_version():
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert PYPROJECT["project"]["version"] in headings


# What is pinned, and what needs it


def requirements() -> list[str]:
    project = PYPROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    tools = [line for lines in PYPROJECT["dependency-groups"].values() for line in lines]
    return [*project["dependencies"], *extras, *tools, *PYPROJECT["build-system"]["requires"]]


@pytest.mark.parametrize("line", requirements())
def test_pinned_versions_are_those_that_pyproject_asks_for(line):
    wanted = Requirement(line)
    pinned = [m["version"] for m in PIN.finditer(CONSTRAINTS) if m["name"] == canonicalize_name(wanted.name)]
    assert pinned
    assert [version for version in pinned if version not in wanted.specifier] == []


def test_constraints_hold_pins_and_hashes_only():
    rest = HASH.sub("", PIN.sub("", CONSTRAINTS)).splitlines()
    assert [line for line in rest if line and not line.startswith("#")] == []


def test_every_pin_has_a_hash():
    blocks = re.split(r"^(?=[a-z0-9])", CONSTRAINTS, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if not HASH.search(block)] == []


def test_everything_imported_is_a_declared_dependency():
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    lines = [*PYPROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    distributions = importlib.metadata.packages_distributions()
    undeclared = []
    for path in layer_modules(*LAYERS):
        for target in imports_of(path):
            name = target.split(".")[0]
            if name == "spquotes" or name in sys.stdlib_module_names:
                continue
            if declared.isdisjoint(canonicalize_name(found) for found in distributions.get(name, [])):
                undeclared.append(f"{relative(path)}: {name}")
    assert undeclared == []


# How the parts hang together


def imports(source: str, package: str) -> Iterator[str]:
    """The absolute dotted names that a module of ``package`` imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            base = parents[: len(parents) + 1 - node.level] if node.level else []
            start = [*base, node.module] if node.module else base
            # `from .. import data` names a package in its list, so each name counts
            yield from (".".join([*start, alias.name]) for alias in node.names)


def imports_of(path: Path) -> Iterator[str]:
    package = ".".join(("spquotes", *path.parent.relative_to(ROOT).parts))
    return imports(path.read_text(encoding="utf-8"), package)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from ..data.records import Span", "spquotes.data.records.Span"),
        ("from .. import data", "spquotes.data"),
        ("from . import cues", "spquotes.extractors.cues"),
        ("def f():\n    import spacy.tokens", "spacy.tokens"),
    ],
)
def test_imports_are_resolved(source, expected):
    assert list(imports(source, "spquotes.extractors")) == [expected]


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_go_one_way(layer):
    above = tuple(f"spquotes.{name}" for name in LAYERS[LAYERS.index(layer) + 1 :])
    targets = [(relative(path), target) for path in layer_modules(layer) for target in imports_of(path)]
    assert [(name, target) for name, target in targets if target.startswith(above)] == []


@pytest.mark.parametrize("layer", ["data", "extractors"])
def test_only_the_command_line_prints(layer):
    printing = [
        f"{relative(path)}:{node.lineno}"
        for path in layer_modules(layer)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_no_module_is_longer_than_400_lines():
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_file_names_a_machine_or_a_registry():
    found = []
    for path in FILES:
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [
            f"{relative(path)}: {match.group()}" for match in (MACHINE.search(text), REGISTRY.search(text)) if match
        ]
    assert found == []


@pytest.mark.parametrize("text", ["see /" + "home/ann/x", "/" + "root/x", "https://files.python" + "hosted.org/"])
def test_machine_paths_and_registries_are_recognised(text):
    assert MACHINE.search(text) or REGISTRY.search(text)
