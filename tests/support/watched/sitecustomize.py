"""Imported by every Python process whose PYTHONPATH has this folder: notes what it does to files and the network.

A line of JSON a deed goes to the file that SPQ_WATCH names: ``[kind, command, what, by which module]``. ``file`` is a
file opened for writing, or a file or a folder made, moved or removed. ``net`` is a name looked up, or a socket that
connects, binds or sends, unless it is one of this machine's file system; it is also refused. ``pickle`` is data
unpickled.
"""

import json
import os
import sys

_LOG = os.open(os.environ["SPQ_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_CHANGES = {  # the event: where its paths are, and where the folders that they are relative to
    "os.mkdir": ((0, 2),), "os.rename": ((0, 2), (1, 3)), "os.remove": ((0, 1),), "os.rmdir": ((0, 1),),
    "os.link": ((1, 3),), "os.symlink": ((1, 2),), "os.truncate": ((0, None),), "os.chmod": ((0, 2),),
    "os.utime": ((0, 3),), "sqlite3.connect": ((0, None),),
}  # fmt: skip
_NAMED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "ftplib.connect")
_REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_UNIX = 1


def _note(kind: str, what: object, where: str = "") -> None:
    line = json.dumps([kind, os.environ.get("SPQ_WATCHED", ""), str(what), where])
    os.write(_LOG, line.encode() + b"\n")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = flags & _WRITING if isinstance(flags, int) else set(str(mode or "r")) & set("wax+")
        if writes and not isinstance(path, int):
            _note("file", _whole(os.fsdecode(path), -1))
    elif event in _CHANGES:
        for place, folder in _CHANGES[event]:
            if isinstance(arguments[place], (str, bytes, os.PathLike)):
                _note("file", _whole(os.fsdecode(arguments[place]), -1 if folder is None else arguments[folder]))
    elif event in _NAMED:
        _note("net", (event, *arguments), _caller())
        raise PermissionError(f"no network here: {event} {arguments}")
    elif event in _REACHING and getattr(arguments[0], "family", None) != _UNIX:
        _note("net", (event, *arguments[1:]), _caller())
        raise PermissionError(f"no network here: {event} {arguments[1:]}")
    elif event == "pickle.find_class":
        _note("class", ".".join(map(str, arguments)), _caller())


def _whole(path: str, folder: object) -> str:
    if not path or path == ":memory:":  # SQLite's own, without a name
        return ""
    path = path.removeprefix("file:").partition("?mode=")[0]
    start = f"/proc/self/fd/{folder}" if isinstance(folder, int) and folder >= 0 else "."
    return os.path.join(os.path.realpath(start), path)


def _caller() -> str:
    frame = sys._getframe(1)
    while frame and frame.f_globals.get("__name__") in (__name__, "pickle", "_pickle"):
        frame = frame.f_back
    return frame.f_globals.get("__name__", "") if frame else ""


def _watch_pickles() -> None:
    import _pickle
    import pickle

    def watched(function):
        def load(*arguments, **options):
            _note("pickle", function.__name__, _caller())
            return function(*arguments, **options)

        return load

    class Unpickler(_pickle.Unpickler):
        def load(self):
            _note("pickle", "Unpickler", _caller())
            return super().load()

    for module in (pickle, _pickle):
        for name in ("load", "loads"):
            setattr(module, name, watched(getattr(module, name)))
        module.Unpickler = Unpickler


_watch_pickles()
sys.addaudithook(_watch)
