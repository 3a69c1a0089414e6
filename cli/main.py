"""The command ``spq``: its commands, its version, and how it ends."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
from typing import Annotated

import typer

from ..data.errors import Stopped
from .add import add
from .app import SpqGroup
from .batch import batch
from .claims import claims
from .compare import compare
from .correct import correct
from .counts import counts
from .deciding import merge, split, why
from .entities import entities
from .evaluate import evaluate
from .explain import explain
from .library import library
from .quotes import quotes
from .report import report
from .schema import schema
from .show import show
from .speakers import speakers
from .timeline import timeline
from .verify import verify

app = typer.Typer(
    name="spq",
    cls=SpqGroup,
    suggest_commands=False,  # click does so itself
    help="Who said what: statements in news articles, with their speakers, exact words and places.",
    rich_markup_mode=None,  # plain help, which starts in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExamples:\n  spq quotes --speaker Putin\n  spq quotes --help",
)
for command in (add, quotes, claims, compare, entities):
    command.add_to(app)
speakers.add_to(app, why, merge, split)
for command in (counts, timeline, verify, correct, show, explain, report, batch, schema):
    command.add_to(app)
app.add_typer(library)
app.add_typer(evaluate)


@app.callback(invoke_without_command=True)
def spq(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and fingerprints, and exit.")] = False,
) -> None:
    """Who said what: statements in news articles, with their speakers, exact words and places."""
    if version:
        typer.echo(version_line())
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def version_line() -> str:
    """The version with what else decides a result: the fingerprints of the rules and of the model."""
    from importlib.metadata import version as installed

    from ..data.errors import ModelError
    from ..extractors.model import model_fingerprint, model_name, rules_fingerprint

    name = model_name(None)
    try:
        model = f"model {model_fingerprint(name)}"
    except ModelError as error:
        model = str(error)
    return f"spq {installed('spquotes')} (rules {rules_fingerprint()}, {model})"


def main() -> None:
    """The entry point; ends the process with the exit code."""
    sys.unraisablehook = keep_interruptions
    try:
        app()
    except KeyboardInterrupt:  # before or after a command, where the group does not see it
        sys.exit(Stopped.exit_code)
    finally:
        _let_go_of_a_closed_pipe()


def _let_go_of_a_closed_pipe() -> None:
    """What is still to be written there is not, for Python would tell of it at the very end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # told already, or closed
        pass


def keep_interruptions(told: sys.UnraisableHookArgs) -> None:
    """Interrupt again after a Ctrl-C that came while an object was torn down, where Python only reports it and goes on.

    A moment later, from a thread: raised at once it would end this function, with as little effect.
    """
    if told.exc_type is KeyboardInterrupt:
        threading.Timer(0.01, _interrupt).start()
    else:
        sys.__unraisablehook__(told)


def _interrupt() -> None:
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:  # a real signal also ends a system call that the main thread waits in
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
