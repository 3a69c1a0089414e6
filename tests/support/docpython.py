"""Runs Python blocks of documentation: a JSON text a line in, ``{"written", "error"}`` a line out.

A block with ``>>> `` is compared as doctest does it (with ELLIPSIS); ``written`` is the block with what is printed now.
"""

from __future__ import annotations

import doctest
import io
import json
import os
import sys
import traceback
import warnings
from contextlib import redirect_stdout
from typing import Any

_CHECKER = doctest.OutputChecker()


def run(text: str, names: dict[str, Any]) -> tuple[str, str]:
    """The block written anew, and what went wrong in it."""
    if ">>> " in text:
        return "".join(_prompted(text, names)), ""
    try:
        with redirect_stdout(io.StringIO()):
            exec(compile(text, "<block>", "exec"), names)
    except Exception:
        return text, traceback.format_exc()
    return text, ""


def _prompted(text: str, names: dict[str, Any]) -> Any:
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, str):
            yield piece
            continue
        lines = piece.source.splitlines()
        yield "".join(f"{'...' if at else '>>>'} {line}".rstrip() + "\n" for at, line in enumerate(lines))
        printed = _printed(piece.source, names)
        raised = piece.exc_msg is not None and printed.endswith(f"\n{piece.exc_msg}")
        if raised or _CHECKER.check_output(piece.want, printed, doctest.ELLIPSIS):
            yield piece.want
        else:
            yield "".join(f"{line}\n" if line else "<BLANKLINE>\n" for line in printed.splitlines())


def _printed(source: str, names: dict[str, Any]) -> str:
    to = io.StringIO()
    with redirect_stdout(to):
        try:
            exec(compile(source, "<block>", "single"), names)
        except Exception as error:
            told = "".join(traceback.format_exception_only(error))
            print(f"Traceback (most recent call last):\n    ...\n{told}", end="")
    return to.getvalue()


def main() -> None:
    """Serve until stdin ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints past sys.stdout is no answer
    sys.path.insert(0, os.getcwd())
    warnings.simplefilter("ignore")
    names: dict[str, Any] = {"__name__": "__main__"}
    for line in sys.stdin:
        written, error = run(json.loads(line), names)
        print(json.dumps({"written": written, "error": error}), file=answers, flush=True)


if __name__ == "__main__":
    main()
