"""Where the output of a corpus lies: a folder, or any address that fsspec understands; whole files only.

A file is there whole or not at all: in a folder it is written under another name and renamed, in an object store it is
one put.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import SpqError, UsageError

if TYPE_CHECKING:
    from types import ModuleType

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Storage(Protocol):
    """Files by name, with ``/`` between folders; raises SpqError when the place cannot be read or written."""

    def read(self, name: str) -> bytes:
        """The whole of a file; raises FileNotFoundError."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file there, over an older one of that name."""

    def names(self, folder: str = "") -> list[str]:
        """All files in a folder and in those below it, sorted; none when there is no such folder."""

    def read_all(self, folder: str) -> dict[str, bytes]:
        """All files in a folder of many small ones, by name, in order."""

    def remove(self, folder: str) -> None:
        """Take away a folder, or a file, with all that is in it."""

    def tidy(self) -> None:
        """Take away what was half written when a run was killed; nobody else may be writing."""


def storage(place: str) -> Storage:
    """The storage at a path or an address."""
    return Remote(place.rstrip("/")) if is_address(place) else Folder(os.path.abspath(place))


def is_address(place: str) -> bool:
    """Whether it has a protocol, such as s3://."""
    return bool(_ADDRESS.match(place))


def fsspec(place: str) -> ModuleType:
    """The library; raises UsageError with what to install."""
    try:
        import fsspec
    except ImportError:
        raise UsageError(f"{place}: addresses need fsspec: pip install 'spquotes[batch]'") from None
    module: ModuleType = fsspec
    return module


def filesystem(place: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; raises UsageError with what to install."""
    library = fsspec(place)
    try:
        found: tuple[Any, str] = library.core.url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise UsageError(
            f"{place}: {' '.join(str(error).split())}; s3:// needs: pip install 'spquotes[batch]'"
        ) from None
    return found


_HALF = ".spq-"
"""How the names of files begin that are not whole yet."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this machine's disks; ``root`` is absolute."""

    root: str

    def read(self, name: str) -> bytes:
        """See Storage."""
        return Path(self.root, name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        """See Storage."""
        path = Path(self.root, name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=_HALF, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as to:
                    to.write(data)
                os.chmod(temporary, 0o644)
                os.replace(temporary, path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise SpqError(f"{path}: cannot be written ({error.strerror}); run it again when it can be") from error

    def names(self, folder: str = "") -> list[str]:
        """See Storage; what is half written, or hidden, does not count."""
        start = Path(self.root, folder)
        paths = (Path(at, name) for at, _, names in os.walk(start) for name in names if not name.startswith("."))
        return sorted(path.relative_to(self.root).as_posix() for path in paths)

    def tidy(self) -> None:
        """See Storage."""
        for half in Path(self.root).rglob(f"{_HALF}*"):
            if half.is_file():
                half.unlink(missing_ok=True)

    def read_all(self, folder: str) -> dict[str, bytes]:
        """See Storage."""
        return {name: self.read(name) for name in self.names(folder)}

    def remove(self, folder: str) -> None:
        """See Storage."""
        path = Path(self.root, folder)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Remote:
    """An address of fsspec's; credentials and endpoints are what the environment says.

    What fails there (no credentials, no endpoint) raises errors of each store's own library, not all of them OSErrors.
    """

    root: str

    def read(self, name: str) -> bytes:
        """See Storage."""
        files, root = filesystem(self.root)
        try:
            data: bytes = files.cat_file(f"{root}/{name}")
        except FileNotFoundError:
            raise
        except Exception as error:
            raise self._failed(name, "read", error) from error
        return data

    def write(self, name: str, data: bytes) -> None:
        """See Storage."""
        files, root = filesystem(self.root)
        try:
            parent = f"{root}/{name}".rpartition("/")[0]
            files.makedirs(parent, exist_ok=True)  # nothing, in an object store
            files.pipe_file(f"{root}/{name}", data)
        except Exception as error:
            raise self._failed(name, "written", error) from error

    def names(self, folder: str = "") -> list[str]:
        """See Storage."""
        files, root = filesystem(self.root)
        files.invalidate_cache()
        start = f"{root}/{folder}".rstrip("/")
        try:
            found = files.find(start)
        except FileNotFoundError:
            return []
        except Exception as error:
            raise self._failed(folder, "listed", error) from error
        base = files._strip_protocol(root)
        return sorted(path[len(base) :].lstrip("/") for path in found)

    def read_all(self, folder: str) -> dict[str, bytes]:
        """See Storage; many at a time."""
        files, root = filesystem(self.root)
        names = self.names(folder)
        base = files._strip_protocol(root)
        try:
            found = files.cat([f"{base}/{name}" for name in names]) if names else {}
        except Exception as error:
            raise self._failed(folder, "read", error) from error
        return {name: found[f"{base}/{name}"] for name in names}

    def remove(self, folder: str) -> None:
        """See Storage."""
        files, root = filesystem(self.root)
        files.invalidate_cache()
        path = f"{root}/{folder}"
        if files.exists(path):
            files.rm(path, recursive=True)

    def tidy(self) -> None:
        """See Storage; an object is there when it is whole."""

    def _failed(self, name: str, what: str, error: Exception) -> SpqError:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        return SpqError(f"{self.root}/{name}: cannot be {what} ({reason}); run it again when it can be")
