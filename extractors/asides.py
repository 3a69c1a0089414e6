"""Cues that stand inside what they report: "…, he said, …"; "As Brown said, …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .complement import Complement
from .syntax import child, children, own_subject, subtree

if TYPE_CHECKING:
    from .words import Word

_MARKS = frozenset({'"', "”", "''", "’", "'", "“", "``", "‘"})
_NO_CLAUSE = frozenset({"VBG", "WDT", "WP", "WRB", "VBN", "WP$"})


def may_be_aside(verb: Word) -> bool:
    """Whether the parse makes a verb with a subject a part of the clause around it, without "if" or "that"."""
    return verb.dep_ == "parataxis" and own_subject(verb) is not None and child(verb, "mark") is None


def aside(verb: Word) -> set[int] | None:
    """Everything around "…, he said, …" where commas on both sides show the aside, whatever the parse made of it."""
    who = own_subject(verb)
    if (
        who is None
        or child(verb, "mark") is not None
        or any(c.dep_ in ("dobj", "xcomp", "dative") for c in verb.children)
    ):
        return None
    own = {verb.i} | subtree(who) | {c.i for c in children(verb, "aux", "neg", "advmod") if abs(c.i - verb.i) < 4}
    first, last = min(own), max(own)
    doc = verb.doc
    if len(own) != last - first + 1 or len(own) > 22 or first < 2 or last + 2 >= len(doc) or doc[last + 1].text != ",":
        return None
    quoted = doc[first - 1].text in _MARKS
    if doc[first - 2 if quoted else first - 1].text not in (",", "?", "!"):
        return None
    follows = doc[last + 2]
    if quoted and follows.text not in _MARKS:
        return None
    if follows.tag_ in _NO_CLAUSE or follows.lower_ in (
        "while",
        "as",
        "when",
        "because",
        "in",
        "at",
        "on",
        "during",
        "after",
        "with",
    ):
        return None
    if follows.dep_ == "cc" and last + 3 < len(doc) and doc[last + 3].pos_ in ("VERB", "AUX"):
        return None
    ids = around_aside({t.i for t in doc} - own, verb)
    lead = next((t.i for t in doc[last + 1 : -1] if t.text == ":" and doc[t.i + 1].text in _MARKS), None)
    return ids if lead is None else {i for i in ids if i < lead}  # what a colon leads up to stands by itself


def as_told(verb: Word, particle: tuple[int, ...]) -> Iterator[Complement]:
    """The clause that "as X reported" stands in."""
    mark = next(
        (c for c in verb.children if c.lower_ == "as" and c.i < verb.i and c.dep_ in ("mark", "advmod", "prep")), None
    )
    if mark is None or verb.dep_ not in ("advcl", "ccomp", "parataxis") or child(verb, "dobj", "ccomp") is not None:
        return
    above = verb.head
    if any(c.i < above.i for c in children(above, "ccomp")):
        return  # "…," Brown said, as the crowd cheered
    if above.pos_ in ("VERB", "AUX"):
        yield Complement("as_told", frozenset(around_aside(subtree(above, [verb]), verb)), particle)


def around_aside(ids: set[int], verb: Word) -> set[int]:
    """The clause an aside stands in: of "…, many of whom, he said, want …" only the relative one."""
    first = min(subtree(verb))
    comma = next((i for i in range(first - 2, 0, -1) if verb.doc[i].text == ","), None)
    if comma is not None and any(t.tag_ in ("WP", "WDT") for t in verb.doc[comma + 1 : first]):
        return {i for i in ids if i > comma}
    return ids
