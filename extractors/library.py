"""Analyse and save: the one place where analysis meets the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..data.errors import InputError
from ..data.records import Analysis, Article
from ..data.store import Store
from ..data.store.cache import Cache
from . import model as models
from .keyversion import KEYS
from .model import Model, model_fingerprint, rules_fingerprint
from .namekeys import keys_of
from .people import identify
from .pipeline import analyse
from .settling import settle

ROUND = 100
"""Articles after which a library's people are brought up to date, so that nobody waits for the last of ten thousand."""


def _ignore(_: object) -> None:
    """What happens to news that nobody wants."""


class Analyst:
    """Analyses texts by today's rules with one model, which is loaded for the first text that needs it."""

    def __init__(self, model: str | Model | None = None, cache: Cache | None = None) -> None:
        self._model, self._cache = model, cache

    @cached_property
    def model(self) -> Model:
        """The loaded model."""
        return self._model if isinstance(self._model, Model) else models.load_model(self._model)

    @cached_property
    def fingerprint(self) -> str:
        """Of all that decides a result; reads no model."""
        model = self._model.fingerprint if isinstance(self._model, Model) else model_fingerprint(self._model)
        return f"{rules_fingerprint()}-{model}"

    def analysis(self, article: Article) -> Analysis:
        """What the article's text alone tells, whatever is known beside it. Raises InputError when a rule fails."""
        bare = Article(article.id, article.text)
        known = self._cache.get(bare, self.fingerprint) if self._cache else None
        if known is not None:
            return known
        model = self.model
        try:
            found = analyse(bare, model)
        except Exception as error:
            why = f"could not be analysed ({_reason(error)}); please report it"
            raise InputError(article.id, why) from error
        if self._cache:
            self._cache.put(found, self.fingerprint)
        return found


def fill(
    store: Store,
    articles: Iterable[Article],
    analyst: Analyst,
    on_analysis: Callable[[Analysis], None] = _ignore,
    on_error: Callable[[InputError], None] = _ignore,
) -> None:
    """Analyse articles one at a time into a store, then tell who is who in all that it holds.

    ``on_analysis`` is called after each article is saved. An article on which a rule or the model fails goes to
    ``on_error``, and the next one follows: one strange text must not cost a thousand others.
    """
    for article in articles:
        if store.analysed(article.text, analyst.fingerprint):
            store.attach(article, analyst.fingerprint)
            on_analysis(Analysis(article, (), ()))  # what there is to say of the text is said
            continue
        try:
            analysis = analyst.analysis(article)
        except InputError as error:
            on_error(error)
            continue
        store.save(analysis, analyst.fingerprint, article)
        on_analysis(analysis)
    found = identify(store.found_entities(), store.people())
    store.set_people(found.people, found.of, {person.id: keys_of(person) for person in found.people})


@dataclass(slots=True)
class Added:
    """What adding did: how many articles are new, have another text, are known better, were there, and were failed on.

    ``shared`` counts those whose text was analysed before, ``renamed`` are those whose id another article has, each
    with the id that it got.
    """

    new: int = 0
    text: int = 0
    described: int = 0
    same: int = 0
    refreshed: int = 0
    shared: int = 0
    failed: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)


def add(
    store: Store,
    articles: Iterable[Article],
    analyst: Analyst,
    on_article: Callable[[Analysis | None], None] = _ignore,
    on_error: Callable[[InputError], None] = _ignore,
    *,
    refresh: bool = False,
) -> Added:
    """Put articles into a library: each is written whole, and people are brought up to date every so many.

    What is there already is left alone; with ``refresh`` what other rules or another model analysed is analysed again.
    ``on_article`` is called after each article, with its analysis if it was made now.
    """
    added = Added()
    for article in articles:
        try:
            on_article(_add_one(store, article, analyst, added, refresh=refresh))
        except InputError as error:
            added.failed += 1
            on_error(error)
            continue
        if store.waiting() >= ROUND:
            settle(store)
    settle(store)
    return added


def _add_one(store: Store, article: Article, analyst: Analyst, added: Added, *, refresh: bool) -> Analysis | None:
    place = store.place_for(article)
    named = replace(article, id=place.id)
    analysed = store.analysed(article.text, analyst.fingerprint)
    stays = place.does in ("same", "described")
    if stays:
        if place.does == "described":
            store.describe(named)
        if analysed or not refresh:
            setattr(added, place.does, getattr(added, place.does) + 1)
            return None
        named = store.article(place.id) or named
    analysis = None
    if analysed:
        store.attach(named, analyst.fingerprint, article.id)
        added.shared += 1
    else:
        analysis = analyst.analysis(named)
        store.save(analysis, analyst.fingerprint, named, None if stays else article.id)
    does = "refreshed" if stays else place.does
    setattr(added, does, getattr(added, does) + 1)
    if place.does == "new" and place.id != article.id:
        added.renamed.append((article.id, place.id))
    return analysis


def index_names(store: Store) -> None:
    """Make the keys by which people are found, where there are none, or those of other rules."""
    if store.keys_made_by() != KEYS:
        store.set_keys({person.id: keys_of(person) for person in store.people()}, KEYS)


def remove(store: Store, ids: Iterable[str]) -> int:
    """Take articles out of a library and tell those they named apart anew; returns how many there were."""
    removed = store.remove(ids)
    settle(store)
    return removed


def _reason(error: Exception) -> str:
    """The error's kind, message and innermost place, on one line."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in {place.tb_frame.f_code.co_name}" if place is not None else ""
    return " ".join(f"{type(error).__name__}: {error}".split())[:160] + where
