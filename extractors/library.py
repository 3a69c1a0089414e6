"""Analyse and save: the one place where analysis meets the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..data.errors import InputError
from ..data.records import Analysis, Article
from ..data.store import Store
from .model import Model, rules_fingerprint
from .people import identify
from .pipeline import analyse


def _ignore(_: object) -> None:
    """What happens to news that nobody wants."""


def fill(
    store: Store,
    articles: Iterable[Article],
    model: Model,
    on_analysis: Callable[[Analysis], None] = _ignore,
    on_error: Callable[[InputError], None] = _ignore,
) -> None:
    """Analyse articles one at a time into the store, then tell who is who in all that the store holds.

    ``on_analysis`` is called after each article is saved. An article on which a rule or the model fails goes to
    ``on_error``, and the next one follows: one strange text must not cost a thousand others.
    """
    fingerprint = f"{rules_fingerprint()}-{model.fingerprint}"
    for article in articles:
        try:
            analysis = analyse(article, model)
        except Exception as error:
            on_error(InputError(article.id, f"could not be analysed ({_reason(error)}); please report it"))
            continue
        store.save(analysis, fingerprint)
        on_analysis(analysis)
    found = identify(store.found_entities(), store.people())
    store.set_people(found.people, found.of)


def _reason(error: Exception) -> str:
    """The error's kind, message and innermost place, on one line."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in {place.tb_frame.f_code.co_name}" if place is not None else ""
    return " ".join(f"{type(error).__name__}: {error}".split())[:160] + where
