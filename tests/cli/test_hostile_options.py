"""Each text that each command takes, with whatever might be an operator, a path or no text at all: never a traceback.

All payloads with all options take some minutes: SPQ_LONG=1 pytest -n 0 tests/cli/test_hostile_options.py
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import click
import pytest
import typer
from spquotes.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Iterator

PAYLOADS = {
    "sql": "'; DROP TABLE articles; --",
    "union": "x' UNION SELECT text FROM analyses WHERE '1'='1",
    "like": "%_%\\%[a-z]*?",
    "fts": 'NEAR(a b, 2) AND ^c OR text:d* NOT "e',
    "fts brackets": "(" * 300 + '"',
    "regex": "(?P<x>(a+)+$|[",
    "nul": "a\0b",
    "long": "é" * 1_000_000,
    "halves": "\udcff\udc80",
    "empty": "",
    "blank": " \t\r\n ",
    "controls": "\x1b]8;;javascript:1\x07x\x9b2J\u202e\r\n",
    "toml": '"]\n[[person]]\nname = "x" # \\',
    "markup": "[bold]x[/bold] :smile: </script><b>",
    "format": "%s %(x)s {0} {x} $HOME `id` $(id)",
    "option": "--help",
    "path": "../../../../../../etc/passwd",
    "number": "9" * 5000,
    "digits": "²௧٣",
}

FIRST = {  # what stands for an argument that must be given
    "first": "Kovács", "second": "Haddad", "spelling": "Kovacs", "who": "Kovács", "drafts": "draft.txt",
    "articles": "mill.txt", "input": "in.jsonl", "output": "out", "gold": "in.jsonl", "pairs": "in.jsonl",
    "cases": "in.jsonl",
}  # fmt: skip
READING = {"text_field", "id_field", "title_field", "date_field", "outlet_field", "url_field", "published", "as_outlet"}
NETWORK = {("batch", "address"), ("batch", "input"), ("batch", "output")}  # these name machines, not texts


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    below = command.commands if isinstance(command, click.Group) else getattr(command, "below", {})
    if not isinstance(command, click.Group):
        yield path, command
    for name, one in below.items():
        yield from commands(one, (*path, name))


COMMANDS = dict(commands(typer.main.get_command(app)))
CASES = [
    (path, parameter.name)
    for path, command in COMMANDS.items()
    for parameter in command.params
    if parameter.type.name in ("text", "path", "file") and (path[0], parameter.name) not in NETWORK
]


def line_of(path: tuple[str, ...], name: str, payload: str) -> list[str]:
    """The command with the payload in place, and what else it needs."""
    command = COMMANDS[path]
    options, arguments = [], []
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            if parameter.name == name:
                arguments.append(payload)
            elif parameter.required:
                arguments.append(FIRST[parameter.name])
            elif parameter.name in ("paths", "given") and name in READING:
                arguments.append("in.jsonl")
        elif parameter.name == name:
            options += [parameter.opts[0], payload]
    if path == ("correct",) and name != "statement":
        arguments.append("m1")
    if path == ("verify",) and name in READING:
        options += ["--against", "in.jsonl"]
    if path == ("show",) and name in READING:
        arguments = ["in.jsonl"]
    return [*path, *options, "--", *arguments]


@pytest.fixture
def place(tmp_path, monkeypatch, library, patterned):
    """A folder with a library, a draft and an input; everything that a payload might name is in it."""
    monkeypatch.setenv("SPQ_LIBRARY", str(library))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text("Mayor Anna Kovács said: “We waited ten years.”")
    (tmp_path / "in.jsonl").write_text('{"text": "The mill is shut, Ada Roth said.", "id": "a"}\n')


SHARED = READING | {"outlet", "since", "until", "library", "people", "model", "file", "paths"}


def chosen(number: int) -> list[str]:
    """All payloads, or two that differ from option to option; of what many commands have, those of one."""
    names, (path, name) = list(PAYLOADS), CASES[number]
    if os.environ.get("SPQ_LONG"):
        return names
    return [] if name in SHARED and path != ("quotes",) else [names[(number * 2 + n) % len(names)] for n in range(2)]


@pytest.mark.parametrize(
    ("path", "name", "payload"),
    [
        pytest.param(path, name, payload, id=f"{'-'.join(path)}-{name}-{payload}")
        for number, (path, name) in enumerate(CASES)
        for payload in chosen(number)
    ],
)
@pytest.mark.usefixtures("place")
def test_an_option_is_never_a_traceback(spq, library, path, name, payload):
    result = spq(*line_of(path, name, PAYLOADS[payload]), input="")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (0, 1, 2, 3), result.stderr
    assert "Traceback" not in result.stderr
    assert not any(character in result.stderr for character in "\x1b\x9b\u202e\x07\0")
    result.stdout.encode()
    with closing(sqlite3.connect(library)) as left:
        assert left.execute("SELECT count(*) FROM articles").fetchone() == (2,)
