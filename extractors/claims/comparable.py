"""What of a claim is compared with other claims, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...data.records import Analysis, Claim, Entity, Quantity
from ...data.when import days


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that a claim names: the id under which articles share it, and the words here."""

    id: str
    text: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a period in a claim: first and last day in ISO 8601, and the words here."""

    first: str
    last: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparable:
    """A claim as far as it can be compared with others.

    ``text`` is its content, pieces joined by " … ", ``spans`` where they stand in the article. ``claimer`` is the id of
    who claims it, None for an article's author and for whoever has no name ("a diplomat"), whom no other article can
    mean. Of ``quantities`` the offsets are not looked at. ``published`` is ISO 8601.
    """

    id: str
    text: str
    doc: str
    claimer: str | None = None
    names: tuple[Named, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Dated, ...] = ()
    negated: bool = False
    published: str | None = None
    outlet: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def comparables(analysis: Analysis, of: Mapping[int, str] | None = None) -> Iterator[Comparable]:
    """The claims of an article as they are compared; corrections are not, they repeat what they put right.

    ``of`` has ids under which several articles share entities, by the entities' numbers; without it their names do.
    """
    article, entities = analysis.article, {entity.number: entity for entity in analysis.entities}
    ids = {number: of.get(number) if of is not None else entity.name for number, entity in entities.items()}
    for claim in analysis.claims:
        if claim.correction:
            continue
        claimer = None if claim.entity is None else entities[claim.entity]
        yield Comparable(
            id=claim.id,
            text=" … ".join(span.text for span in claim.content),
            doc=article.id,
            claimer=ids[claimer.number] if claimer is not None and claimer.kind != "unnamed" else None,
            names=tuple(_named(claim, [entities[number] for number in claim.entities], ids)),
            quantities=claim.quantities,
            dates=tuple(_dated(claim, article.published)),
            negated=claim.negated,
            published=article.published,
            outlet=article.outlet,
            spans=tuple((span.start, span.end) for span in claim.content),
        )


def _named(claim: Claim, entities: Iterable[Entity], ids: Mapping[int, str | None]) -> Iterator[Named]:
    for entity in entities:
        name = ids[entity.number]
        if name is None or entity.kind == "unnamed":
            continue
        inside = (
            one.text
            for one in entity.mentions
            if any(span.start <= one.start and one.end <= span.end for span in claim.content)
        )
        yield from (Named(name, text, entity.kind == "person") for text in dict.fromkeys(inside))


def _dated(claim: Claim, published: str | None) -> Iterator[Dated]:
    for one in claim.dates:
        first, last = days(one.value, published)
        if first is not None and last is not None:
            yield Dated(first, last, one.text)
