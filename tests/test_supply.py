"""What spq is built into and what it is built on: the same bytes each time, an SBOM that holds, licences that fit."""

from __future__ import annotations

import gzip
import importlib.resources
import io
import json
import os
import re
import stat
import tarfile
import zipfile
from pathlib import Path

import jsonschema
import pytest
from pins import DEV, ELSEWHERE, PROJECT, RUN, licence_of, pins
from referencing import Registry, Resource

sbom = pytest.importorskip("sbom", reason="cyclonedx-python-lib is not installed")
spqbuild = pytest.importorskip("spqbuild")

# ---- licences

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "PSF-2.0", "Unicode-3.0",
    "Zlib",
    "CNRI-Python",  # regex: the older part of Python's own licence
    "LicenseRef-Public-Domain",  # click-default-group, for development only
    "MPL-1.1",  # tld, which offers the choice; of a package on its own that is not changed
    "MPL-2.0",  # certifi, tqdm: the same
}  # fmt: skip


def fits(expression: str) -> bool:
    """Whether all that must be kept to is allowed; of what can be chosen, one."""
    return all(
        any(choice.strip("() ") in ALLOWED for choice in part.split(" OR ")) for part in expression.split(" AND ")
    )


@pytest.mark.parametrize("pin", pins(), ids=lambda pin: f"{pin.name}-{pin.version}")
def test_every_licence_goes_with_mit(pin):
    assert pin.licence, "its metadata tells no licence: read it, and say so in .ci/pins.py"
    assert fits(pin.licence)


@pytest.mark.parametrize("expression", ["GPL-3.0-only", "MIT AND LGPL-3.0-only", "AGPL-3.0-only OR SSPL-1.0", ""])
def test_a_licence_that_does_not_is_refused(expression):
    assert not fits(expression)


def test_what_is_not_installed_is_told_elsewhere():
    missing = {pin.name for pin in pins() if not licence_of(pin.name)} - ELSEWHERE.keys()
    assert missing == set()


def test_who_needs_what():
    use = {pin.name: pin.use for pin in pins()}
    wanted = {"spacy": RUN, "tld": RUN, "colorama": RUN, "httpcore": RUN, "botocore": "batch", "joblib": "learn"}
    assert {name: use[name] for name in wanted} == wanted
    assert {use["pytest"], use["moto"]} == {DEV}
    assert "batch" in use["pyarrow"]


# ---- the SBOM


def schemas() -> Registry:
    folder = importlib.resources.files("cyclonedx.schema") / "_res"
    found = {one.name: one for one in folder.iterdir() if one.name.endswith(".SNAPSHOT.schema.json")}
    documents = {name: json.loads(one.read_text(encoding="utf-8")) for name, one in found.items()}
    return Registry().with_resources(
        (document["$id"], Resource.from_contents(document)) for document in documents.values()
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    archive = tmp_path_factory.mktemp("dist") / "spquotes-0-py3-none-any.whl"
    archive.write_bytes(b"a wheel")
    return sbom.sbom([archive])


def test_the_sbom_is_cyclonedx(written):
    registry = schemas()
    schema = registry["http://cyclonedx.org/schema/bom-1.6.schema.json"].contents
    jsonschema.Draft7Validator(schema, registry=registry).validate(json.loads(written))


def test_the_sbom_lists_every_pin_but_those_for_development(written):
    found = json.loads(written)
    components = {(one["name"], one["version"]): one for one in found["components"]}
    assert components.keys() == {(pin.name, pin.version) for pin in pins() if pin.use != DEV}
    for pin in pins():
        if pin.use != DEV:
            one = components[pin.name, pin.version]
            assert one["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
            assert sorted(each["content"] for each in one["hashes"]) == sorted(pin.sha256)
            assert one["licenses"] == [{"expression": pin.licence}]
    spq = found["metadata"]["component"]
    assert (spq["name"], spq["version"]) == (PROJECT["name"], PROJECT["version"])
    assert [one["name"] for one in spq["components"]] == ["spquotes-0-py3-none-any.whl"]


def test_the_sbom_is_the_same_each_time(written, tmp_path):
    (tmp_path / "spquotes-0-py3-none-any.whl").write_bytes(b"a wheel")
    assert sbom.sbom([tmp_path / "spquotes-0-py3-none-any.whl"]) == written
    (tmp_path / "spquotes-0-py3-none-any.whl").write_bytes(b"another")
    other = json.loads(sbom.sbom([tmp_path / "spquotes-0-py3-none-any.whl"]))
    assert other["serialNumber"] != json.loads(written)["serialNumber"]


# ---- the same bytes (.ci/run builds twice and compares the whole)

FILES = {"b/run": (b"#!/bin/sh\n", 0o711), "a.py": (b"x = 1\n", 0o600), "c.dist-info/RECORD": (b"r", 0o640)}


def tarred(path: Path, names: list[str], when: int) -> Path:
    with tarfile.open(path, "w:gz") as to:
        for name in names:
            data, mode = FILES[name]
            member = tarfile.TarInfo(f"spq-1/{name}")
            member.size, member.mode, member.mtime, member.uid, member.uname = len(data), mode, when, when, "ann"
            to.addfile(member, io.BytesIO(data))
        member = tarfile.TarInfo("spq-1/spq.egg-info/SOURCES.txt")
        to.addfile(member, io.BytesIO())
    return path


def zipped(path: Path, names: list[str], when: int) -> Path:
    with zipfile.ZipFile(path, "w") as to:
        for name in names:
            member = zipfile.ZipInfo(name, (2000 + when, 1, 1, 0, 0, 0))
            member.external_attr = FILES[name][1] << 16
            to.writestr(member, FILES[name][0])
    return path


@pytest.mark.parametrize(("make", "same"), [(tarred, spqbuild.same_tar), (zipped, spqbuild.same_zip)])
def test_order_times_owners_and_modes_leave_no_trace(tmp_path, make, same):
    one, other = make(tmp_path / "one", [*FILES], 3), make(tmp_path / "other", [*reversed(FILES)], 9)
    assert one.read_bytes() != other.read_bytes()
    same(one)
    same(other)
    assert one.read_bytes() == other.read_bytes()


def test_an_archive_keeps_what_is_in_it(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    spqbuild.same_tar(tarred(tmp_path / "one", [*FILES], 3))
    with tarfile.open(tmp_path / "one") as given:
        modes = {member.name: stat.S_IMODE(member.mode) for member in given}
        assert modes == {"spq-1/a.py": 0o644, "spq-1/b/run": 0o755, "spq-1/c.dist-info/RECORD": 0o644}
        assert {member.mtime for member in given} == {1_700_000_000}
        assert {name: given.extractfile(f"spq-1/{name}").read() for name in FILES} == {
            n: d for n, (d, _) in FILES.items()
        }
    assert gzip.decompress((tmp_path / "one").read_bytes())[:10] == b"spq-1/a.py"
    spqbuild.same_zip(zipped(tmp_path / "two", [*reversed(FILES)], 3))
    with zipfile.ZipFile(tmp_path / "two") as given:
        assert given.namelist() == ["a.py", "b/run", "c.dist-info/RECORD"]
        assert {name: given.read(name) for name in FILES} == {name: data for name, (data, _) in FILES.items()}


# ---- the places that say so


def test_security_md_names_what_there_is():
    text = (Path(__file__).parents[1] / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/\w+(?:/\w+)*\.py)(?:::(\w+))?`", text))
    assert named
    for file, test in named:
        assert f"def {test}" in Path(__file__).parents[1].joinpath(file).read_text(encoding="utf-8")
    assert os.access(Path(__file__).parents[1] / ".ci" / "build", os.X_OK)
