"""The way through the program, top to bottom: an article comes in, its analysis goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ..data.records import Analysis, Article
from .attributors import RULES, Context, Finding
from .build import attributions
from .claims import Survey, claims, survey
from .cues import load_lexicon
from .entities import Cast
from .leftover import with_leftovers
from .mentions import Mentioned, describe, names_in, pronouns_in
from .merge import Merged, merge, nest
from .model import Model
from .page import Page, Sentence, lay_out, usable
from .parse import parsed, parsed_each, past_reading
from .resolve import Resolver
from .segment import metadata
from .trust import trusted


def analyse(article: Article, model: Model, trace: list[Finding] | None = None, *, claiming: bool = True) -> Analysis:
    """Find, merge and resolve everything that is said in one article; the result depends on nothing else.

    ``trace`` takes every reading of every cue that was weighed, for explanations. Without ``claiming`` there are no
    claims, and it takes less time.
    """
    page = lay_out(article.text)
    return _analysed(article, page, parsed(page, model), trace, claiming=claiming)


def analyses(articles: Sequence[Article], model: Model, *, claiming: bool = True) -> Iterator[Analysis | Exception]:
    """``analyse`` for each article, in less time, as short ones are parsed together; for one that fails, its error.

    Eight articles of news at a time are as fast as a hundred, in less memory.
    """
    try:
        pages = [lay_out(article.text) for article in articles]
        drafts = list(zip(articles, pages, parsed_each(pages, model), strict=True))
    except Exception:  # one of them is at fault
        for article in articles:
            yield _or_error(partial(analyse, article, model, claiming=claiming))
        return
    for draft in drafts:
        yield _or_error(partial(_analysed, *draft, claiming=claiming))


def _or_error(analysing: Callable[[], Analysis]) -> Analysis | Exception:
    try:
        return analysing()
    except Exception as error:
        return error


def _analysed(
    article: Article,
    page: Page,
    sentences: Iterable[Sentence],
    trace: list[Finding] | None = None,
    *,
    claiming: bool,
) -> Analysis:
    surveys: dict[int, Survey] | None = {} if claiming else None
    findings, mentioned = read(page, sentences, trace, surveys)
    merged = said(findings, page)
    cast = cast_of(page, mentioned)
    # Of the author only what the text tells: articles with one text share their analysis.
    resolved = Resolver(page, cast, mentioned, metadata(page.text, page.blocks).author).resolve(merged)
    entities = cast.finished()
    statements = attributions(article, page, merged, resolved, cast)
    return Analysis(
        article=completed(article, page),
        entities=entities,
        attributions=statements,
        notes=tuple(_notes(page)),
        claims=() if surveys is None else claims(article, page, statements, entities, surveys),
    )


def said(findings: Sequence[Finding], page: Page) -> list[Merged]:
    """One finding a statement, those inside another's words with the place of the one around."""
    return nest(trusted(with_leftovers(merge(findings, page), page), page), page)


def cast_of(page: Page, mentioned: Mentioned) -> Cast:
    """Everybody and everything that the article names."""
    return Cast(mentioned.named, next((block.end for block in page.blocks if block.kind == "headline"), 0))


def read(
    page: Page,
    sentences: Iterable[Sentence],
    trace: list[Finding] | None = None,
    surveys: dict[int, Survey] | None = None,
) -> tuple[list[Finding], Mentioned]:
    """Every rule on every sentence; a sentence's parse is not needed afterwards.

    ``surveys`` takes, by the sentences' indices, what their claims are made of.
    """
    context = Context(page, load_lexicon(), trace)
    findings: list[Finding] = []
    mentioned = Mentioned()
    for sentence in sentences:
        if sentence.doc is None:
            continue
        mentioned.named.extend(names_in(sentence, page))
        mentioned.pronouns.extend(pronouns_in(sentence))
        if surveys is not None:
            surveys[sentence.index] = survey(sentence, page.text)
        for rule in RULES:
            for found in rule(sentence, context):
                findings.append(found)
                reference = describe(sentence, found)
                if reference is not None and found.source is not None:
                    mentioned.references[found.source] = reference
    return findings, mentioned


def completed(article: Article, page: Page) -> Article:
    """The article with what its own text tells of title, date, outlet and so on, where the reader knew nothing."""
    found = metadata(article.text, page.blocks)
    return replace(
        article,
        title=article.title or found.title,
        outlet=article.outlet or found.outlet,
        published=article.published or found.published,
        url=article.url or found.url,
        author=article.author or found.author,
    )


_MOST_NOTES = 20
"""Notes on one article; of more faults only the number is told."""


def _notes(page: Page) -> Iterator[str]:
    """What was passed over: quotation marks without a second one, "sentences" that no parser could make sense of."""
    open_ends = (one.start for one in page.quotations if not usable(one))
    faults = [(start, f"the quotation mark at {start}", "is not closed") for start in open_ends]
    faults += [
        (one.start, f"the sentence at {one.start}", f"has {why} and is passed over")
        for one in page.sentences
        if (why := past_reading(page.text, one))
    ]
    line, at = 1, 0
    for start, what, why in sorted(faults)[:_MOST_NOTES]:
        line, at = line + page.text.count("\n", at, start), start
        yield f"{what} (line {line}) {why}"
    if len(faults) > _MOST_NOTES:
        yield f"… and {len(faults) - _MOST_NOTES} more of this kind"
