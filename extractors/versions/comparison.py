"""A group of versions as a row of ``spq compare``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .forms import Form, form, own_form
from .groups import Group
from .kin import Kin, Relation
from .publishing import days_later, first, order
from .saying import SaidWord, Saying
from .wordings import KINDS, Change, Wording, wording

Row = dict[str, Any]

_KEPT = (
    "id", "doc", "path", "title", "outlet", "published", "url", "type", "text", "content", "source", "cue", "speaker",
    "negated", "hedged", "in_headline", "context", "confidence", "corrected",
)  # fmt: skip

DIFFERENCES = ("words", "negation", "figure", "name", "class", "speaker")
"""In what versions may differ from the fullest one."""


def comparison(sayings: Sequence[Saying], group: Group) -> Row:
    """The row: the versions in the order of publication, each compared with the fullest."""
    anchor = sayings[group.anchor]
    own = Kin("same speaker", 0.0, (1.0, 1.0), "the fullest version")
    parts = [(group.anchor, own), *group.members.items(), *group.beside.items()]
    made = [_version(anchor, sayings[number], kin, number == group.anchor) for number, kin in parts]
    versions = sorted(_folded(made), key=order)
    places = [place for one in versions for place in (one, *one["also_in"])]
    earliest = first([place for place in places if place.get("relation", "same speaker") not in OTHERS])
    repeated = _repeated(versions)
    for one in versions:
        one["days"] = days_later(one, earliest)
        one["repeats"] = repeated.get(one["id"])
    differs = {name for one in versions for name in one["differs"]}
    return {
        "id": anchor.id,
        "speaker": anchor.row["speaker"],
        "text": anchor.row["text"],
        "first": earliest,
        "undated": sum(not place["published"] for place in places),
        "outlets": sorted({place["outlet"] for place in places if place["outlet"]}),
        "docs": sorted({place["doc"] for place in places}),
        "differs": [name for name in DIFFERENCES if name in differs],
        "versions": versions,
    }


OTHERS: tuple[Relation, ...] = ("other speaker",)
"""What is no version of the speaker's own statement: it does not count for who published that first."""


def _version(anchor: Saying, said: Saying, kin: Kin, fullest: bool) -> Row:
    compared = wording(anchor, said) if kin.words else None
    other = kin.relation in OTHERS
    how: Form = own_form(said) if other else form(said, compared)
    if how == "paraphrase" and not fullest and not (compared and compared.same > len(said.words) / 2):
        compared = None  # other words: there is nothing to lay side by side
    changes = [] if compared is None else [one for one in compared.changes if not other or one.where == "inside"]
    row = {key: said.row[key] for key in _KEPT}
    return {
        **row,
        "form": how,
        "fullest": fullest,
        "relation": kin.relation,
        "why": kin.why,
        "words": _counted(compared),
        "differences": [_difference(anchor, said, one) for one in changes],
        "differs": list(_differs(anchor, said, kin, changes)),
    }


def _counted(compared: Wording | None) -> Row | None:
    return None if compared is None else {"same": compared.same, "of": compared.of}


def _difference(anchor: Saying, said: Saying, change: Change) -> Row:
    return {
        "op": change.op,
        "where": change.where,
        "fullest": list(_spans(anchor, change.first)),
        "version": list(_spans(said, change.second)),
        "marked": change.marked,
        "kinds": list(change.kinds),
    }


def _spans(said: Saying, words: Sequence[SaidWord]) -> Iterator[Row]:
    """Words as stretches of the article: one where they stand together, several where the outlet's words part them."""
    start = 0
    for at in range(1, len(words) + 1):
        parted = at == len(words) or (words[at].piece, words[at].stretch) != (words[start].piece, words[start].stretch)
        if parted:
            span = said.row["content"][words[start].piece]
            begin, end = words[start].start, words[at - 1].end
            yield {"start": begin, "end": end, "text": span["text"][begin - span["start"] : end - span["start"]]}
            start = at


def _differs(anchor: Saying, said: Saying, kin: Kin, changes: Sequence[Change]) -> Iterator[str]:
    """In what a version differs from the fullest, shortening aside."""
    changed = [one for one in changes if one.op == "changed" or (one.where == "inside" and not one.marked)]
    if changed:
        yield "words"
    yield from (kind for kind in KINDS if any(kind in one.kinds for one in changed))
    if _stance(anchor.row) != _stance(said.row) and None not in (_stance(anchor.row), _stance(said.row)):
        yield "class"
    if kin.relation != "same speaker":
        yield "speaker"


def _stance(row: Mapping[str, Any]) -> tuple[str, bool] | None:
    """How the writer reports it; None where there is no cue."""
    return None if row["cue"] is None else (row["cue"]["class"], row["negated"])


def _folded(versions: Sequence[Row]) -> list[Row]:
    """Versions in the same sentence, word for word, as one: the text of an agency that several outlets took."""
    found: dict[tuple[str, ...], Row] = {}
    for one in sorted(versions, key=lambda one: (not one["fullest"], order(one))):
        key = (" ".join(one["context"]["text"].split()).casefold(), " ".join(one["text"].split()).casefold())
        before = found.get(key)
        if before is None or any(place["doc"] == one["doc"] for place in (before, *before["also_in"])):
            found[key if before is None else (*key, one["id"])] = {**one, "also_in": []}
        else:
            place = {name: one[name] for name in ("id", "doc", "path", "title", "outlet", "published", "url")}
            before["also_in"].append(place)
    return list(found.values())


def _repeated(versions: Sequence[Row]) -> dict[str, str]:
    """Of what one article has several times, by id, its main version: the fullest, else the first in the text."""
    main: dict[str, Row] = {}
    ranked = sorted(versions, key=lambda one: (not one["fullest"], one["in_headline"], one["content"][0]["start"]))
    found: dict[str, str] = {}
    for one in ranked:
        before = main.setdefault(one["doc"], one)
        if before is not one:
            found[one["id"]] = before["id"]
    return found
