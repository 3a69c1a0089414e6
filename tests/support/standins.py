"""What stands in for analysis where only the machinery around it is tested; worker processes can import it.

An article's text is a command: ``sleep 0.1``, ``stop``, ``die`` (kills its own process), ``die once FILE``, ``fail``;
the analysis notes the process that made it.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spquotes.data.errors import ModelError
from spquotes.data.records import Analysis, Article
from spquotes.extractors.workers import Analyse


def load(model_name: str | None) -> Analyse:
    """The stand-in; the model "missing" is missing, "deadly" kills who loads it."""
    if model_name == "missing":
        raise ModelError("the model 'missing' is not installed")
    if model_name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return one_by_one(analyse)


def one_by_one(analyse: Callable[[Article], Analysis]) -> Analyse:
    """Several articles, one after the other."""

    def analyses(articles: Sequence[Article]) -> Iterator[Analysis | Exception]:
        for article in articles:
            try:
                yield analyse(article)
            except Exception as error:
                yield error

    return analyses


def analyse(article: Article) -> Analysis:
    """Do what the text says."""
    command, _, rest = article.text.partition(" ")
    if command == "sleep":
        time.sleep(float(rest))
    elif command == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    elif command == "fail":
        raise ValueError("as asked")
    elif command == "die":
        marker = Path(rest.removeprefix("once ")) if rest else None
        if marker is None or not marker.exists():
            if marker is not None:
                marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return Analysis(article, (), (), (str(os.getpid()),))


def load_plain(_model_name: str | None) -> Analyse:
    """A stand-in whose analyses are the same wherever they are made."""
    return one_by_one(lambda article: replace(analyse(article), notes=()))


def load_after_a_death(mark: str | None) -> Analyse:
    """A stand-in that kills the first who loads it; ``mark`` is a file that tells."""
    assert mark is not None
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return one_by_one(analyse)
