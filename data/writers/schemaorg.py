"""schema.org as JSON-LD: quotations and claims with their articles, and drafts of fact checks (ClaimReview).

What somebody is made the source of must be what they said: words in quotation marks are a ``Quotation``, a paraphrase
is a ``Claim`` that the outlet tells (``claimInterpreter``), and what is denied, or what somebody did *not* say, has no
``author`` at all, for its bare words say the opposite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from .formats import Row
from .linked import address, article_iri, at_words, named, with_texts, write_list
from .readable import claimer, cue, speaker

CONTEXT = "https://schema.org"

Thing = dict[str, Any]

_TYPES = {"person": "Person", "organisation": "Organization", "place": "Place"}

_NO_ASSERTION = ("accuse", "ask", "call", "praise", "promise", "want")
"""Classes of cues whose paraphrase (whether …, to …, him for …) is no claim in so many words."""


def write_schemaorg(rows: Iterable[Row], to: BinaryIO, *, reviews: bool) -> None:
    """Write one ``@graph``: an item a row; with ``reviews`` a draft of a fact check for each claim."""
    write_list(_items(rows, reviews=reviews), to, f'"@context": "{CONTEXT}", "@graph":', str)


def _items(rows: Iterable[Row], *, reviews: bool) -> Iterator[Thing]:
    for row, _ in with_texts(rows, None):
        if "claimer" not in row:
            yield statement(row)
        elif reviews:
            yield review(row)
        else:
            yield claim(row)


def statement(row: Row) -> Thing:
    """What a row of ``spq quotes`` tells: a Quotation, a Claim for a paraphrase, else a CreativeWork."""
    said = not row["negated"] and (row["type"] == "direct" or not row["cue"] or row["cue"]["class"] != "deny")
    cue_class = row["cue"] and row["cue"]["class"]
    who = _party(row["speaker"]) if said else None
    told = _article(row)
    credit = {"creditText": speaker(row) if said else f"{speaker(row)} ({cue(row) or 'denied'})"}
    if row["type"] != "indirect":
        kind: Thing = {"@type": "Quotation", **_known(spokenByCharacter=who)}
        if row["type"] == "direct":
            kind |= _known(creator=who)
        kind |= {"isPartOf": told}
    elif cue_class in _NO_ASSERTION:
        kind = {"@type": "CreativeWork", "isPartOf": told}
    else:
        kind = {"@type": "Claim", **_known(author=who, claimInterpreter=told.get("publisher")), "appearance": told}
    return _work("quotes", row, kind) | credit


def claim(row: Row) -> Thing:
    """The Claim in a row of ``spq claims``; without an author where its bare words are not what the claimer said."""
    told = _article(row)
    turned = row["class"] == "deny" or any(not _inside(one["cue"], row["content"]) for one in row["negations"])
    author = told.get("publisher") if row["kind"] == "author" else _party(row["claimer"])
    credit = row["outlet"] if row["kind"] == "author" else claimer(row)
    if turned:
        author, credit = None, f"denied: {credit}" if row["kind"] == "reported" else credit
    first = row["cluster"] is not None and row["cluster"]["id"] == row["id"]
    appears = {"appearance": told, **_known(firstAppearance=told if first else None)}
    kind = {"@type": "Claim", **_known(author=author), **appears}
    about = [_thing(one) for one in row["about"]]
    return _work("claims", row, kind) | _known(creditText=credit, about=about or None)


def review(row: Row) -> Thing:
    """A draft of a fact check: what a publisher must tell is there and null, which says nothing."""
    return {
        "@type": "ClaimReview",
        "claimReviewed": row["text"],
        "itemReviewed": claim(row),
        "author": None,
        "datePublished": None,
        "url": None,
        "reviewRating": None,
    }


def _work(record: str, row: Row, kind: Thing) -> Thing:
    """What all works have: a name, the words, their place in the article, the sentence around them."""
    pieces = row["content"]
    place: Thing = {"position": _position(pieces[0])}
    if len(pieces) > 1:
        place = {"hasPart": [{"@type": "CreativeWork", "text": p["text"], "position": _position(p)} for p in pieces]}
    return {
        "@type": kind["@type"],
        "@id": named(record, row["doc"], row["id"]),
        "identifier": row["id"],
        "text": row["text"],
        **kind,
        **place,
        **_known(url=at_words(row["url"], pieces[0]["text"])),
        "description": row["context"]["text"],
    }


def _article(row: Row) -> Thing:
    outlet = row["outlet"] and {"@type": "Organization", "name": row["outlet"]}
    known = _known(
        url=address(row["url"]), headline=row["title"], datePublished=row["published"], publisher=outlet
    )  # fmt: skip
    return {"@type": "NewsArticle", "@id": article_iri(row), "identifier": row["doc"], **known}


def _party(who: Row | None) -> Thing | None:
    """A speaker as schema.org knows one: a person or an organisation with a name; nobody else is made one."""
    if who is None or who["kind"] not in ("person", "organisation"):
        return None
    role = who["role"] if who["kind"] == "person" else None
    return {**_thing(who), **_known(jobTitle=role)}


def _thing(one: Row) -> Thing:
    return {"@type": _TYPES.get(one["kind"], "Thing"), "identifier": one["id"], "name": one["name"]}


def _position(span: Row) -> str:
    """A place in a plain text as RFC 5147 writes it: between which characters, counted in code points."""
    return f"char={span['start']},{span['end']}"


def _inside(span: Row, pieces: Iterable[Row]) -> bool:
    return any(piece["start"] <= span["start"] and span["end"] <= piece["end"] for piece in pieces)


def _known(**values: object) -> Thing:
    return {key: value for key, value in values.items() if value is not None}
