"""Writes an SBOM beside a wheel: ``python .ci/sbom.py DIST`` makes DIST/NAME-VERSION.cdx.json (CycloneDX 1.6).

It lists spq's archives in DIST with their hashes, and all that constraints.txt pins for running spq, each with its
version, hashes, licence and what it is needed for; what only development needs is not in it. The same pins and
archives give the same file: its serial number is made of its content, its time is SOURCE_DATE_EPOCH, else the build's
fixed day.
"""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from pins import DEV, PROJECT, RUN, Pin, pins
from spqbuild import DAY


def sbom(archives: list[Path]) -> str:
    """The SBOM as JSON, for the archives that were built of spq."""
    bom = Bom()
    bom.metadata.timestamp = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or DAY), UTC)
    bom.metadata.component = spq = _spq(archives)
    needed = [_component(pin) for pin in pins() if pin.use != DEV]
    bom.components = needed
    bom.register_dependency(spq, needed)
    known = [f"{one.bom_ref} {sorted(hash.content for hash in one.hashes)}" for one in (*needed, *spq.components)]
    bom.serial_number = uuid5(NAMESPACE_URL, "\n".join(known))
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _spq(archives: list[Path]) -> Component:
    name, version = PROJECT["name"], PROJECT["version"]
    made = Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=name,
        purl=PackageURL("pypi", None, name, version),
        description=PROJECT["description"],
        licenses=[LicenseExpression(PROJECT["license"])],
    )
    made.components = [
        Component(name=path.name, type=ComponentType.FILE, bom_ref=path.name, hashes=_hashes([_sha256(path)]))
        for path in archives
    ]
    return made


def _component(pin: Pin) -> Component:
    told = {"spq:use": pin.use, **({"spq:where": pin.marker} if pin.marker else {})}
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{pin.name}=={pin.version}",
        purl=PackageURL("pypi", None, pin.name, pin.version),
        scope=ComponentScope.REQUIRED if pin.use == RUN else ComponentScope.OPTIONAL,
        licenses=[LicenseExpression(pin.licence)] if pin.licence else [],
        hashes=_hashes(pin.sha256),
        properties=[Property(name=name, value=value) for name, value in told.items()],
    )


def _hashes(digests: list[str] | tuple[str, ...]) -> list[HashType]:
    """Of each file that may be installed: one for each system and Python."""
    return [HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in digests]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(dist: str) -> None:
    """Write the file, and say where."""
    start = f"{PROJECT['name']}-{PROJECT['version']}"
    archives = sorted(path for path in Path(dist).glob(f"{start}*") if path.name.endswith((".whl", ".tar.gz")))
    to = Path(dist, f"{start}.cdx.json")
    to.write_text(sbom(archives), encoding="utf-8")
    print(to)


if __name__ == "__main__":
    main(sys.argv[1])
