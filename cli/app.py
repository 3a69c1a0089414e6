"""What all commands share below the surface: help in sections, options in bundles, and errors as one line each."""

from __future__ import annotations

import inspect
import os
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any, get_type_hints

import click
import typer
from typer.core import TyperCommand, TyperGroup

from ..data.errors import SpqError, Stopped, UsageError
from .visible import visible

_MOST_TOLD = 300
"""Characters of an error that nobody foresaw."""


class SpqGroup(TyperGroup):
    """The root command: turns what can go wrong into a line on stderr and an exit code."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:  # noqa: ANN401 - click's own signature
        """As click's; help that nobody reads to its end ends quietly, too."""
        try:
            return super().make_context(*given, **more)
        except BrokenPipeError:
            raise typer.Exit(0) from None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command named; a closed pipe (``| head``) ends quietly with 0, Ctrl-C with one line and 130."""
        try:
            return super().invoke(ctx)
        except SpqError as error:
            typer.echo(f"spq: {visible(str(error))}", err=True)
            raise typer.Exit(error.exit_code) from None
        except (sqlite3.Error, UnicodeDecodeError) as error:  # a damaged file, or what SQLite says of it
            typer.echo(f"spq: {_what_of_a_library(error)}", err=True)
            raise typer.Exit(SpqError.exit_code) from None
        except BrokenPipeError:
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            typer.echo("spq: interrupted", err=True)
            raise typer.Exit(Stopped.exit_code) from None
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("SPQ_TRACEBACK"):
                raise
            typer.echo(f"spq: {visible(_what(error))}", err=True)
            raise typer.Exit(SpqError.exit_code) from None


def _what_of_a_library(error: Exception) -> str:
    """What is said when a library, or the temporary one of a command that reads files, cannot be used."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
        return "the disk is full, the library's or that of temporary files (TMPDIR); what was added before is kept"
    return f"the library cannot be used ({error}); spq library check looks for damage"


def _what(error: Exception) -> str:
    """What is said of an error that nobody foresaw, in one sentence."""
    if isinstance(error, OSError) and error.filename is not None:  # of a file that an option names
        return f"{error.filename}: {error.strerror}; name another file"
    if isinstance(error, FileNotFoundError) and _nowhere():
        return "the folder that it is run in is gone; go to another one"
    if isinstance(error, MemoryError):
        return "there is not enough memory for this; give it less at a time"
    told = " ".join(f"{type(error).__name__}: {error}".split())[:_MOST_TOLD]
    return (
        f"{told}: this is a fault of spq, or of a damaged library (see spq library check); SPQ_TRACEBACK=1 shows where"
    )


def _nowhere() -> bool:
    try:
        os.getcwd()
    except OSError:
        return True
    return False


class InfoGroup(TyperGroup):
    """A group of commands that alone, or with options only, is its command ``info``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name that command where nothing is named."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["info", *args]
        return super().parse_args(ctx, args)


class SpqCommand(TyperCommand):
    """A command whose help lists its options in named sections; its arguments are explained in its docstring.

    It may have commands ``below`` it: one of their names as the first argument means that command.
    """

    commands_below: tuple[Command, ...] = ()

    @cached_property
    def below(self) -> Mapping[str, click.Command]:
        """Those commands by name; made when first asked for."""
        return _built(self.commands_below) if self.commands_below else {}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, but leave all to the command below that is named first."""
        if any("\0" in argument for argument in args):  # only a program that calls us can have put it there
            raise UsageError("an argument holds a NUL, which no text and no name of a file can")
        if args and args[0] in self.below:
            ctx.meta[_BELOW] = args
            ctx.args = []
            return []
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command below that was named, else this one."""
        if _BELOW not in ctx.meta:
            return super().invoke(ctx)
        name, *args = ctx.meta.pop(_BELOW)
        command = self.below[name]
        with command.make_context(f"{ctx.info_name} {name}", args, parent=ctx.parent) as context:
            return command.invoke(context)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one section for each panel, in the order in which they first occur."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                heading = getattr(parameter, "rich_help_panel", None) or "Other"
                sections.setdefault(heading, []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)
        if self.below:
            with formatter.section("Commands"):
                formatter.write_dl([(name, one.get_short_help_str(70)) for name, one in self.below.items()])


_BELOW = "spq.below"


@dataclass(frozen=True, slots=True)
class Command:
    """A plain function with the examples of its help, ready to be added to an app."""

    function: Callable[..., None]
    examples: tuple[str, ...]

    def add_to(self, app: typer.Typer, *below: Command) -> None:
        """Register the function under its own name, with those ``below`` it."""
        lines = "\n".join(f"  {example}" for example in self.examples)
        epilog = f"\b\nExamples:\n{lines}"
        made = type("SpqCommand", (SpqCommand,), {"commands_below": below}) if below else SpqCommand
        app.command(self.function.__name__, cls=made, epilog=epilog)(_unbundled(self.function))


def _built(commands: tuple[Command, ...]) -> Mapping[str, click.Command]:
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)  # so that one command is a group, too
    for one in commands:
        one.add_to(app)
    group = typer.main.get_command(app)
    assert isinstance(group, click.Group)
    return group.commands


def command(*examples: str) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command. The fields of a parameter that is a dataclass become options of their own."""
    return lambda function: Command(function, examples)


def _unbundled(function: Callable[..., None]) -> Callable[..., None]:
    """The function with each dataclass parameter replaced by its fields, so that commands can share options."""
    hints = get_type_hints(function, include_extras=True)
    parameters: list[inspect.Parameter] = []
    bundles: dict[str, type] = {}
    for parameter in inspect.signature(function).parameters.values():
        hint = hints[parameter.name]
        if isinstance(hint, type) and is_dataclass(hint):
            bundles[parameter.name] = hint
            parameters += _fields_as_parameters(hint)
        else:
            parameters.append(parameter.replace(annotation=hint, kind=inspect.Parameter.KEYWORD_ONLY))

    def call(**values: Any) -> None:  # noqa: ANN401 - whatever the parameters are
        for name, bundle in bundles.items():
            values[name] = bundle(**{field.name: values.pop(field.name) for field in fields(bundle)})
        function(**values)

    call.__doc__ = function.__doc__
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return call


def _fields_as_parameters(bundle: type) -> list[inspect.Parameter]:
    hints = get_type_hints(bundle, include_extras=True)
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(field.name, kind, default=field.default, annotation=hints[field.name])
        for field in fields(bundle)
    ]
