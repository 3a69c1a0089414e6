"""What of a claim is compared with other claims, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from ...data.records import Quantity


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

    ``text`` is its content, pieces joined by " … "; ``claimer`` the id of who claims it, None for an article's author
    and for whoever has no name of their own ("a diplomat"), as no other article can mean them. Of ``quantities`` the offsets are not looked at. ``published`` is ISO 8601.
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
