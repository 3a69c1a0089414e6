"""What all readers share: the article as found, the way to report, and a net around other people's parsers."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .. import limits
from ..errors import InputError
from ..timelimit import OutOfTime, time_limit


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read; a field of None means that the usual names are tried.

    ``published`` and ``outlet`` hold for every article and beat what is found in it; ``published`` is any date a person
    would write. ``any_language`` lets articles through that are not in English.
    """

    text_field: str | None = None
    id_field: str | None = None
    title_field: str | None = None
    date_field: str | None = None
    outlet_field: str | None = None
    url_field: str | None = None
    published: str | None = None
    outlet: str | None = None
    any_language: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a reader finds it: ``date`` is still as written, ``id`` not yet unique."""

    where: str  # what messages call it: a path, path:line or stdin
    id: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None


@dataclass(slots=True)
class Report:
    """Where errors and notes go; it counts the errors, so that a file that yields nothing at all can be named."""

    on_error: Callable[[InputError], None]
    on_note: Callable[[str], None]
    errors: int = field(default=0)
    on_skipped: Callable[[InputError], None] | None = None

    def error(self, error: InputError) -> None:
        """Hand on an error of one record or file; reading goes on."""
        self.errors += 1
        self.on_error(error)

    def note(self, where: str, what: str) -> None:
        """Hand on something worth knowing that is no failure."""
        self.on_note(f"{where}: {what}")

    def skipped(self, where: str, why: str, advice: str) -> None:
        """Hand on that an article is left out on purpose: a note, unless somebody collects what is left out."""
        if self.on_skipped is not None:
            self.on_skipped(InputError(where, why))
        else:
            self.note(where, f"{why}; {advice}")


def shown(path: str) -> str:
    """A path fit for messages and records: bytes of its name that are no UTF-8 become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def reason(error: BaseException) -> str:
    """The first line of an error's message, short enough for a line on a terminal."""
    strerror = getattr(error, "strerror", None)
    lines = str(strerror or error).strip().splitlines()
    return lines[0][:160] if lines else type(error).__name__


_TALKATIVE = ("pypdf", "trafilatura", "htmldate", "courlan", "charset_normalizer", "dateparser", "py3langid")


@contextmanager
def parsing(where: str, what: str, size: int = 0) -> Iterator[None]:
    """Run a third-party parser: it says nothing on stderr, and whatever it throws becomes an InputError.

    So does taking longer than ``limits.seconds_for(size)``. Never put a ``yield`` of a
    generator inside: the silence would reach the consumer's code.
    """
    seconds = limits.seconds_for(size)
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings(), time_limit(seconds):
            warnings.simplefilter("ignore")
            yield
    except InputError:
        raise
    except OutOfTime as error:
        why = f"takes more than {seconds} seconds to read; save its text and read that"
        raise InputError(where, f"{why} {limits.raised_by('MAX_SECONDS')}") from error
    except Exception as error:
        raise InputError(where, f"{what} ({reason(error)})") from error
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
