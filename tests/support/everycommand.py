"""Runs every command of spq, in the folder it is started in and in this process: ``watched/sitecustomize.py`` watches.

RUNS is what each is given, in an order in which one leaves what the next needs; outputs go to ``out/``.
"""

from __future__ import annotations

import json
import os
import shlex

CODES = {"spq verify": 3, "spq quotes https://example.org/article.html": 2}
"""The exit codes that are not 0: a check says no, an address is refused."""

RUNS: tuple[tuple[str, str], ...] = (
    ("spq add", "news mill.txt pages twain.txt formats --quiet"),
    ("spq add", "news --refresh --jobs 2 --cache"),
    ("spq quotes", "--contains mill"),
    ("spq quotes", "article.txt mill.txt pages --jobs 2 --explain --cache"),
    ("spq quotes", "--sample --format md -o out/quotes.md"),
    ("spq quotes", "-o out/quotes.parquet"),
    ("spq quotes", "-o out/quotes.csv.gz"),
    ("spq quotes", "--format brat -o out/brat"),
    ("spq quotes", "--format jsonld"),
    ("spq quotes", "https://example.org/article.html"),
    ("spq claims", "--numeric --format claimreview"),
    ("spq claims", "foreign.txt money.txt --any-language"),
    ("spq compare", "news mill.txt"),
    ("spq entities", "--kind person --format table"),
    ("spq speakers", "--format csv"),
    ("spq speakers why", "Twain Clemens"),
    ("spq speakers merge", "'Mark Twain' 'Samuel Clemens'"),
    ("spq speakers split", "'Mark Twain' 'Samuel Clemens'"),
    ("spq counts", "--by month --unique -o out/counts.csv"),
    ("spq timeline", "Vos"),
    ("spq verify", "draft.md --against news --format md -o out/verify.md"),
    ("spq correct", "--list"),
    ("spq correct", "{statement} --drop"),
    ("spq show", "mill.txt --format table --no-pager"),
    ("spq explain", "--text 'The mayor hopes the mill will reopen.'"),
    ("spq report", "--sample -o out/report.html"),
    ("spq batch", "news out/tables --jobs 2"),
    ("spq schema", "quotes"),
    ("spq library info", ""),
    ("spq library list", "-o out/list.csv"),
    ("spq library check", ""),
    ("spq library export", "-o out/library.jsonl"),
    ("spq library remove", "twain.txt --yes"),
    ("spq evaluate quotes", "gold.jsonl --errors 2 --predictions out/found.jsonl"),
    ("spq evaluate names", "pairs.jsonl"),
    ("spq evaluate speakers", "cases.jsonl"),
    ("spq evaluate claims", "gold.jsonl"),
    ("spq library compact", ""),
    ("spq library purge", "--cache"),
    ("spq library purge", "--yes"),
)


def main() -> None:
    """Run them one after the other; print what ended otherwise than it should."""
    from spquotes.cli.main import app
    from typer.testing import CliRunner

    statement = ""
    for command, given in RUNS:
        os.environ["SPQ_WATCHED"] = command
        arguments = [*command.split()[1:], *shlex.split(given.format(statement=statement))]
        result = CliRunner().invoke(app, arguments)
        if command == "spq quotes" and not statement:
            statement = json.loads(result.stdout.splitlines()[0])["id"]
        error = result.exception
        why = repr(error) if error and not isinstance(error, SystemExit) else result.stderr
        if result.exit_code != CODES.get(f"{command} {given}", CODES.get(command, 0)):
            print(f"{command} {given}: {result.exit_code}: {why}", flush=True)


if __name__ == "__main__":
    main()
