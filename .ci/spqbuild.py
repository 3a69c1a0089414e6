"""The build backend: setuptools, with archives that depend on nothing but what is in them.

What setuptools leaves to chance is put right afterwards: the order of the files, their times (SOURCE_DATE_EPOCH, else
one fixed day), owners and modes, and the name and time in gzip's header. The same sources then give the same bytes, by
the same versions of Python, zlib and setuptools. An editable installation is setuptools' own.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403 - the other hooks as they are

DAY = 1_580_601_600
"""2 February 2020: what archives say where SOURCE_DATE_EPOCH does not; a zip cannot say less than 1980."""


def build_sdist(sdist_directory: str, config_settings: dict[str, Any] | None = None) -> str:
    """Setuptools' sdist, made reproducible; its file name."""
    for listed in Path().glob("*.egg-info/SOURCES.txt"):
        listed.unlink()  # what an earlier build found is put into the next one, too
    name = build_meta.build_sdist(sdist_directory, config_settings)
    same_tar(Path(sdist_directory, name))
    return name


def build_wheel(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Setuptools' wheel, made reproducible; its file name."""
    name = build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)
    same_zip(Path(wheel_directory, name))
    return name


def _when() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH") or DAY)


def same_tar(path: Path) -> None:
    """Write a .tar.gz anew, in one order, with one time and owner, and modes of 644 or 755.

    What setuptools makes for itself is left out, as an sdist built out of this one would have more of it.
    """
    made = io.BytesIO()
    with tarfile.open(path) as given, tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as to:
        for member in sorted(given.getmembers(), key=lambda member: member.name):
            top = member.name.split("/")[1:2]
            if top == ["setup.cfg"] or (top and top[0].endswith(".egg-info")):
                continue
            member.mtime, member.pax_headers = _when(), {}
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            member.mode = 0o755 if member.isdir() or member.mode & stat.S_IXUSR else 0o644
            to.addfile(member, given.extractfile(member) if member.isfile() else None)
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=_when()) as packed:
        packed.write(made.getvalue())


def same_zip(path: Path) -> None:
    """Write a wheel anew, in one order, with one time and one mode."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as to:
        # As the format of wheels recommends, what is in .dist-info comes last.
        for name in sorted(given.namelist(), key=lambda name: (".dist-info/" in name, name)):
            member = zipfile.ZipInfo(name, time.gmtime(_when())[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            to.writestr(member, given.read(name))
    path.write_bytes(made.getvalue())
