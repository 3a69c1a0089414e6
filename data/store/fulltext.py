"""What a user asks of the words → a full-text query of SQLite's FTS5, in which nothing of theirs is an operator.

Plain words are looked for in this order, and the last may go on: ``soft power`` finds "soft powers". As soon as there
is a quotation mark, a star, a bracket or one of AND, OR, NOT (in capitals), it is an expression:

    expression  =  part ((AND | OR | NOT) part)…      without a word between, both are asked for
    part        =  word | word* | "a phrase" | "a phr"* | ( expression )

NOT binds closest, then AND, then OR, as in FTS5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import UsageError

_MARKS = re.compile(r'["*()]|\b(?:AND|OR|NOT)\b')
_TOKEN = re.compile(r'(?P<mark>[()])|"(?P<phrase>[^"]*)"?(?P<more>\*?)|(?P<word>[^\s"()*]+)(?P<on>\*?)|\*')
_OPERATORS = frozenset({"AND", "OR", "NOT"})

MAX_PARTS = 200
"""Words and phrases of one expression; FTS5 takes a nesting of 256."""


def match(asked: str) -> str:
    """The FTS5 query. Raises UsageError, saying what is wrong, for an expression that is none."""
    text = asked.replace("\0", " ")
    if not _MARKS.search(text):
        return f"{_quoted(text)} *"
    parts = list(_parts(text))
    if len(parts) > MAX_PARTS:
        raise UsageError(f"--contains takes {MAX_PARTS} words and phrases at most")
    return _checked(parts)


def _parts(text: str) -> Iterator[str]:
    """Brackets, operators, and quoted words or phrases."""
    for found in _TOKEN.finditer(text):
        if found["mark"]:
            yield found["mark"]
        elif found["word"] in _OPERATORS and not found["on"]:
            yield found["word"]
        elif found["word"] is not None:
            yield _quoted(found["word"]) + " *" * bool(found["on"])
        elif found["phrase"] is not None:
            yield _quoted(found["phrase"]) + " *" * bool(found["more"])


def _checked(parts: list[str]) -> str:
    """The parts as one query, AND put where nothing stands between two of them."""
    made: list[str] = []
    depth, operand = 0, False  # operand: an operator may follow
    for part in parts:
        if part in _OPERATORS or part == ")":
            if not operand:
                before = f"{made[-1]} " if made else ""
                raise UsageError(f"--contains: a word or a phrase is missing before {part} (found: {before}{part})")
            depth -= part == ")"
            if depth < 0:
                raise UsageError("--contains: a closing bracket without an opening one")
            operand = part == ")"
        else:
            made += ["AND"] * operand
            depth += part == "("
            operand = part != "("
        made.append(part)
    if not made:
        return '""'
    if not operand:
        raise UsageError(f"--contains: a word or a phrase is missing after {made[-1]}")
    if depth:
        raise UsageError("--contains: a bracket is not closed")
    return " ".join(made)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'
