"""spq as a library: ``extract`` takes texts and gives back who said what in them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, overload

from ..data.decisions import NOTHING_DECIDED
from ..data.errors import InputError, UsageError
from ..data.records import Analysis, Article, Failure
from .analysers import analyser, attributor
from .model import Model, load_model, model_name
from .publicfigures import with_public_figures
from .results import Extraction, Row, extraction
from .workers import analysed

if TYPE_CHECKING:
    from ..data.store import Store

Text = str | Article | Mapping[str, Any]
"""An article: its text, a record, or a dict with ``text`` and what else is known, by the names of Article's fields."""

Told = tuple[Article, list[Row], list[Row], tuple[str, ...]]
"""An article with its rows of ``spq quotes`` and of ``spq claims``, and its notes."""

OnError = Callable[[InputError], None]

_KEYS = tuple(one.name for one in fields(Article))

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What no text may hold, in UTF-8 or in a database: NUL and halves of surrogate pairs."""

_MODELS = 4
"""Models that are kept loaded, some 50 MB each."""


@overload
def extract(  # type: ignore[overload-overlap]  # a text is an iterable of texts, too
    source: Text,
    *,
    claims: bool = ...,
    everything: bool = ...,
    published: str | None = ...,
    model: str | Model | None = ...,
    jobs: int = ...,
    together: bool = ...,
    on_error: OnError | None = ...,
) -> Extraction: ...


@overload
def extract(
    source: Iterable[Text | tuple[str, str]],
    *,
    claims: bool = ...,
    everything: bool = ...,
    published: str | None = ...,
    model: str | Model | None = ...,
    jobs: int = ...,
    together: bool = ...,
    on_error: OnError | None = ...,
) -> Iterator[Extraction]: ...


def extract(
    source: Text | Iterable[Text | tuple[str, str]],
    *,
    claims: bool = True,
    everything: bool = False,
    published: str | None = None,
    model: str | Model | None = None,
    jobs: int = 1,
    together: bool = False,
    on_error: OnError | None = None,
) -> Extraction | Iterator[Extraction]:
    """Who said what in a text, an Article or a dict; of an iterable of such, or of ``(id, text)``, one by one in order.

    >>> found = extract("The road is closed, Mayor Ada Roth said.")
    >>> [(one.speaker.name, one.text) for one in found.attributions]
    [('Ada Roth', 'The road is closed')]
    >>> [one.article.id for one in extract([("a", "It rains, he said."), ("b", "No news.")])]
    ['a', 'b']

    Each article is read by itself, as if it were the only one; of an iterable some eight are taken at a time.
    ``together`` reads all of them first and tells who is who across them, as the commands do: an article that says
    only *Roth* then has her full name, and the same id.

    ``claims`` finds claims, too, which takes a quarter more time; ``everything`` takes in wishes and bare attitudes, as
    ``--all`` does; ``published`` is the date of all articles, whatever they say (ISO 8601), by which *on Monday* is
    told; ``model`` is another English spaCy model; ``jobs`` processes do the work. The model is loaded once, for the
    first text. An article that cannot be analysed goes to ``on_error``, and the next one follows; without it that
    error is raised. A NUL or half a surrogate pair in a text is U+FFFD in ``article.text``, so that offsets hold.

    Raises UsageError for what is no text, ModelError for a model that does not load, InputError as told above.
    """
    lone = isinstance(source, str | Article | Mapping)
    given = [source] if isinstance(source, str | Article | Mapping) else source
    if isinstance(source, bytes) or not isinstance(given, Iterable):
        raise UsageError(f"extract takes a text, an Article, a dict, or an iterable of such, not {_kind(source)}")
    if jobs < 1:
        raise UsageError(f"jobs must be at least 1, not {jobs}")
    articles = _articles(given, published, lone=lone)
    found = _found(articles, model, jobs, claims=claims)
    telling = _told_together if together else _told_apart
    results = telling(found, on_error or _raise, everything=everything)
    if not lone:
        return results
    for result in results:
        return result
    raise UsageError("the text could not be analysed, and on_error was told why; give a list to leave such out")


def _articles(given: Iterable[object], published: str | None, *, lone: bool) -> Iterator[Article]:
    for number, one in enumerate(given, 1):
        yield _article(one, "text" if lone else f"text-{number}", published)


def _article(one: object, name: str, published: str | None) -> Article:
    """The article that was meant; ``name`` is its id where it has none."""
    if isinstance(one, Article):
        known: dict[str, Any] = {key: getattr(one, key) for key in _KEYS}
    elif isinstance(one, Mapping):
        known = {key: one[key] for key in _KEYS if one.get(key) is not None}
    elif isinstance(one, tuple) and len(one) == 2:
        known = {"id": one[0], "text": one[1]}
    else:
        known = {"text": one}
    if not isinstance(known.get("text"), str):
        raise UsageError(f"{known.get('id', name)}: a text is a str, or under 'text' in a dict, not {_kind(one)}")
    about = {key: None if value is None else str(value) for key, value in known.items()}
    about = {"id": name, **about, "text": storable(known["text"])}
    return Article(**{**about, "published": published or about.get("published")})  # type: ignore[arg-type]


def storable(text: str) -> str:
    """The text, as long as before, without what none may hold."""
    return _NO_TEXT.sub("\ufffd", text)


def _kind(value: object) -> str:
    return type(value).__name__


def _raise(error: InputError) -> None:
    raise error


def models(name: str | None) -> Model:
    """The model of that name, loaded once in a process; raises ModelError."""
    return _loaded(model_name(name))


_loaded = lru_cache(maxsize=_MODELS)(load_model)


def _found(
    articles: Iterator[Article], model: str | Model | None, jobs: int, *, claims: bool
) -> Iterator[tuple[Article, Analysis | Failure]]:
    """Each article with what its text alone tells."""
    given: deque[Article] = deque()

    def texts() -> Iterator[Article]:
        for article in articles:
            given.append(article)
            yield Article(article.id, article.text)

    if jobs > 1 and not isinstance(model, Model):
        results = analysed(texts(), model, jobs, load=analyser if claims else attributor)
    else:
        from . import pipeline

        def load(name: str | None) -> Any:  # noqa: ANN401 - the function that analyses
            loaded = model if isinstance(model, Model) else models(name)
            return partial(pipeline.analyses, model=loaded, claiming=claims)

        results = analysed(texts(), model if isinstance(model, str) else None, load=load)
    for result in results:
        yield given.popleft(), result


def _told_apart(
    found: Iterator[tuple[Article, Analysis | Failure]], on_error: OnError, *, everything: bool
) -> Iterator[Extraction]:
    for article, analysis in found:
        if isinstance(analysis, Failure):
            on_error(InputError(article.id, analysis.reason))
        else:
            yield extraction(*alone(article, analysis, everything=everything))


def alone(article: Article, analysis: Analysis, *, everything: bool) -> Told:
    """What one analysed article tells by itself."""
    from ..data.store import Store

    with Store.temporary() as store:
        store.save(analysis, "", article)
        _tell_apart(store)
        return next(_told(store, {article.id: analysis.notes}, everything=everything))


def _told_together(
    found: Iterator[tuple[Article, Analysis | Failure]], on_error: OnError, *, everything: bool
) -> Iterator[Extraction]:
    from ..data.store import Store

    notes: dict[str, tuple[str, ...]] = {}
    with Store.temporary() as store:
        for article, analysis in found:
            if isinstance(analysis, Failure):
                on_error(InputError(article.id, analysis.reason))
                continue
            if article.id in notes:
                raise UsageError(f"{article.id}: two articles have this id; who is who is told apart by ids")
            notes[article.id] = analysis.notes
            store.save(analysis, "", article)
        _tell_apart(store)
        yield from (extraction(*one) for one in _told(store, notes, everything=everything))


def _tell_apart(store: Store) -> None:
    from .library import tell_apart

    tell_apart(store, with_public_figures(NOTHING_DECIDED))


def _told(store: Store, notes: Mapping[str, tuple[str, ...]], *, everything: bool) -> Iterator[Told]:
    """What each of a store's articles tells, in the order of ``notes``."""
    from ..data.store import QuoteFilter

    quotes: dict[str, list[Row]] = defaultdict(list)
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in store.quotes(QuoteFilter(everything=everything)):
        quotes[row["doc"]].append(row)
    for row in store.claims():
        claims[row["doc"]].append(row)
    for doc, said in notes.items():
        article = store.article(doc)
        assert article is not None, "it was saved"
        yield article, quotes[doc], claims[doc], said
