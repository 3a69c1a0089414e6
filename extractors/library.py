"""Analyse and save: the one place where analysis meets the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain

from ..data.analyses import renamed
from ..data.decisions import MARK, NOTHING_DECIDED, Decisions, to_json
from ..data.errors import InputError
from ..data.records import Analysis, Article, Failure
from ..data.store import Store
from ..data.store.cache import Cache
from . import pipeline
from .analysers import analyser, attributor
from .correcting import apply_corrections
from .keyversion import KEYS
from .model import Model, model_fingerprint, rules_fingerprint
from .namekeys import keys_of
from .page import lay_out
from .people import identify
from .settling import settle
from .workers import Item, Result, analysed, cores

ROUND = 100
"""Articles after which a library's people are brought up to date, so that nobody waits for the last of ten thousand."""


FEW = 96
"""Articles that must be analysed before other processes are started, which takes as long as analysing some thirty."""

_NOT_NEEDED = Failure("", None, "")
"""Goes the way of the articles, in their order."""


def _ignore(_: object) -> None:
    """What happens to news that nobody wants."""


class Analyst:
    """Analyses texts by today's rules with one model, which is loaded for the first text that needs it.

    ``jobs`` processes do it; by default this one, and one a core when there is more than a few seconds' work. Without
    ``claiming`` the analyses have no claims, unless they go into a cache, out of which other questions are answered.
    """

    def __init__(
        self,
        model: str | Model | None = None,
        cache: Cache | None = None,
        jobs: int | None = None,
        *,
        claiming: bool = True,
    ) -> None:
        self._model, self._cache, self._jobs = model, cache, jobs
        self._claiming = claiming or cache is not None

    @cached_property
    def fingerprint(self) -> str:
        """Of all that decides a result; reads no model."""
        model = self._model.fingerprint if isinstance(self._model, Model) else model_fingerprint(self._model)
        return f"{rules_fingerprint()}-{model}"

    def analyses(
        self, articles: Iterable[Article], needed: Callable[[Article], bool]
    ) -> Iterator[tuple[Article, Analysis | Failure | None]]:
        """Each article with what its text alone tells, in order, or why nothing could be told.

        It is None for an article that is not ``needed``, which is asked some articles ahead.  Raises ModelError.
        """
        waiting: deque[tuple[Article, Item]] = deque()
        under_way: set[str] = set()  # texts; of equal ones only the first is analysed
        failed: dict[str, Failure] = {}

        def items() -> Iterator[Item]:
            for article in articles:
                wanted = needed(article) and article.text not in under_way
                item = self._item(Article(article.id, article.text), needed=wanted)
                if item is not _NOT_NEEDED:
                    under_way.add(article.text)
                waiting.append((article, item))
                yield item

        for result in self._results(items()):
            article, item = waiting.popleft()
            if self._cache and isinstance(item, Article) and isinstance(result, Analysis):
                self._cache.put(result, self.fingerprint)
            if isinstance(result, Failure) and result is not _NOT_NEEDED:
                failed[article.text] = result
            yield article, failed.get(article.text) if result is _NOT_NEEDED else result
            if item is not _NOT_NEEDED:
                under_way.discard(article.text)

    def _item(self, bare: Article, *, needed: bool) -> Item:
        """What is to be done with an article: itself, or what is known of it."""
        if not needed:
            return _NOT_NEEDED
        return (self._cache.get(bare, self.fingerprint) if self._cache else None) or bare

    def _results(self, items: Iterator[Item]) -> Iterator[Result]:
        model = self._model
        if isinstance(model, Model):
            analyse = partial(pipeline.analyses, model=model, claiming=self._claiming)
            yield from analysed(items, load=lambda _: analyse)
            return
        load = analyser if self._claiming else attributor
        if self._jobs is None:
            yield from analysed(_until(items, FEW), model, load=load)
        following = next(items, None)
        if following is not None:
            yield from analysed(chain([following], items), model, self._jobs or cores(), load=load)


def _until(items: Iterator[Item], articles: int) -> Iterator[Item]:
    """The items up to and with so many that must be analysed."""
    for item in items:
        yield item
        articles -= isinstance(item, Article)
        if not articles:
            return


def fill(
    store: Store,
    articles: Iterable[Article],
    analyst: Analyst,
    on_analysis: Callable[[Analysis], None] = _ignore,
    on_error: Callable[[InputError], None] = _ignore,
    decisions: Decisions = NOTHING_DECIDED,
) -> None:
    """Analyse articles into a store, then tell who is who in all that it holds.

    ``on_analysis`` is called after each article is saved. An article on which a rule or the model fails goes to
    ``on_error``, and the next one follows: one strange text must not cost a thousand others.
    """

    def needed(article: Article) -> bool:
        return not store.analysed(article.text, analyst.fingerprint)

    for article, found in analyst.analyses(articles, needed):
        if isinstance(found, Failure):
            on_error(InputError(article.id, found.reason))
        elif found is None or not needed(article):
            store.attach(article, analyst.fingerprint)
            on_analysis(Analysis(article, (), ()))  # what there is to say of the text is said
        else:
            store.save(found, analyst.fingerprint, article)
            on_analysis(found)
    tell_apart(store, decisions)


def tell_apart(store: Store, decisions: Decisions) -> None:
    """Tell who is who in all that a temporary store holds, as was decided."""
    store.set_mark(MARK, to_json(decisions))
    entities = list(store.found_entities())
    dates = store.days_of({article for article, entity in entities if entity.roles})
    found_people = identify(entities, store.people(), dates=dates, decisions=decisions)
    keys = {person.id: keys_of(person) for person in found_people.people}
    store.set_people(found_people.people, found_people.of, keys)


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

    def needed(article: Article) -> bool:
        known = store.analysed(article.text, analyst.fingerprint)
        return not known and (refresh or store.place_for(article).does not in _STAYS)

    found = analyst.analyses(articles, needed)
    return _add(store, found, analyst.fingerprint, on_article, on_error, refresh=refresh)


def add_analyses(
    store: Store,
    analyses: Iterable[Analysis],
    fingerprint: str,
    on_article: Callable[[Analysis | None], None] = _ignore,
) -> Added:
    """Put analyses made elsewhere by what the fingerprint names into a library, as ``add`` does articles."""
    found = ((analysis.article, _of_text(analysis)) for analysis in analyses)
    return _add(store, found, fingerprint, on_article, _ignore, refresh=True)


def _of_text(analysis: Analysis) -> Analysis:
    """The analysis with what the text alone tells of its article: another article may have the same text."""
    bare = Article(analysis.article.id, analysis.article.text)
    return replace(analysis, article=pipeline.completed(bare, lay_out(bare.text)))


def _add(
    store: Store,
    articles: Iterable[tuple[Article, Analysis | Failure | None]],
    fingerprint: str,
    on_article: Callable[[Analysis | None], None],
    on_error: Callable[[InputError], None],
    *,
    refresh: bool,
) -> Added:
    added = Added()
    for article, found in articles:
        if isinstance(found, Failure):
            added.failed += 1
            on_error(InputError(article.id, found.reason))
            continue
        on_article(found if _add_one(store, article, found, fingerprint, added, refresh=refresh) else None)
        if store.waiting() >= ROUND:
            settle(store)
    settle(store)
    apply_corrections(store)  # also to an article that names nobody
    return added


_STAYS = ("same", "described")


def _add_one(
    store: Store, article: Article, found: Analysis | None, fingerprint: str, added: Added, *, refresh: bool
) -> bool:
    """Put one article in, with the analysis found unless there is one by now; whether it was needed."""
    place = store.place_for(article)
    named = replace(article, id=place.id)
    analysed = store.analysed(article.text, fingerprint)
    stays = place.does in _STAYS
    if stays:
        if place.does == "described":
            store.describe(named)
        if analysed or not refresh:
            setattr(added, place.does, getattr(added, place.does) + 1)
            return False
        named = store.article(place.id) or named
    if analysed:
        store.attach(named, fingerprint, article.id)
        added.shared += 1
    else:
        assert found is not None, "what an article needs only ever grows less by those before it"
        store.save(renamed(found, named.id), fingerprint, named, None if stays else article.id)
    does = "refreshed" if stays else place.does
    setattr(added, does, getattr(added, does) + 1)
    if place.does == "new" and place.id != article.id:
        added.renamed.append((article.id, place.id))
    return not analysed


def index_names(store: Store) -> None:
    """Make the keys by which people are found, where there are none, or those of other rules."""
    if store.keys_made_by() != KEYS:
        store.set_keys({person.id: keys_of(person) for person in store.people()}, KEYS)


def remove(store: Store, ids: Iterable[str]) -> int:
    """Take articles out of a library and tell those they named apart anew; returns how many there were."""
    removed = store.remove(ids)
    settle(store)
    apply_corrections(store)
    return removed
