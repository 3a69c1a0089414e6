"""The frames a cue can have: where its content stands, as the parse shows it.

A frame's name is the key of the figures in ``data/lexicons/cue_figures.toml``; the names are

    clause        said that …, "…" he said                object          criticised the plan
    infinitive    promised to …                           object_to       urged Congress to …
    small_clause  called him a …                          object_as       described it as …
    prep_X        called for …, referred to …             object_prep_X   accused him of …
    gerund        suggested ending …                      passive         was announced
    passive_to    is expected to …                        passive_as      is seen as …
    passive_that  it was said that …                      aside           …, he said, …
    behind        "…" said X, where the parse shows no clause
    ahead         he put it this way: "…"                 loose         the same, with other words between
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .syntax import child, children, is_passive, is_second_cue, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Complement:
    """One reading of a verb: the frame, the content's tokens, the cue's own words beside the verb, the addressee."""

    frame: str
    content: frozenset[int]
    cue: tuple[int, ...] = ()
    addressee: int | None = None


def complements(verb: Token) -> Iterator[Complement]:
    """Every frame in which ``verb`` may stand here, the fullest first."""
    if is_passive(verb):
        yield from _passive(verb)
        return
    clause = child(verb, "ccomp")
    objects = [c for c in children(verb, "dobj") if c.tag_ not in ("WP", "WDT")]
    infinitive = next((c for c in children(verb, "xcomp") if _has_to(c)), None)
    addressed = child(verb, "dative") or (objects[0] if objects and clause is not None else None)
    particle = tuple(c.i for c in children(verb, "prt"))
    if clause is not None:
        yield Complement(
            "clause", frozenset(_clause(verb, clause)), particle, None if addressed is None else addressed.i
        )
    aside = _aside(verb)
    if aside is not None:
        yield Complement("aside", frozenset(aside), particle)
    elif _may_be_aside(verb) and clause is None and not objects:
        governor = verb.head
        if governor.pos_ in ("VERB", "AUX"):
            yield Complement("aside", frozenset(_around_aside(subtree(governor, [verb]), verb)), particle)
    for obj in objects:
        if clause is None:
            yield from _with_object(verb, obj, infinitive, particle)
    if infinitive is not None and not objects:
        yield Complement("infinitive", frozenset(subtree(infinitive)), particle)
    gerund = next((c for c in children(verb, "xcomp", "pcomp") if c.tag_ == "VBG"), None)
    if gerund is not None and not objects:
        yield Complement("gerund", frozenset(subtree(gerund)), particle)
    if clause is None and not objects:
        yield from _prepositions(verb, particle)


_MARKS = frozenset({'"', "”", "''", "’", "'", "“", "``", "‘"})
_NO_CLAUSE = frozenset({"VBG", "WDT", "WP", "WRB", "VBN", "WP$"})


def _may_be_aside(verb: Token) -> bool:
    """Whether the parse makes a verb with a subject a part of the clause around it, without "if" or "that"."""
    return verb.dep_ == "parataxis" and child(verb, "nsubj") is not None and child(verb, "mark") is None


def _aside(verb: Token) -> set[int] | None:
    """Everything around "…, he said, …" where commas on both sides show the aside, whatever the parse made of it."""
    who = child(verb, "nsubj")
    if (
        who is None
        or child(verb, "mark") is not None
        or any(c.dep_ in ("dobj", "xcomp", "dative") for c in verb.children)
    ):
        return None
    own = {verb.i} | subtree(who) | {c.i for c in children(verb, "aux", "neg", "advmod") if abs(c.i - verb.i) < 4}
    first, last = min(own), max(own)
    doc = verb.doc
    if len(own) != last - first + 1 or len(own) > 12 or first < 2 or last + 2 >= len(doc) or doc[last + 1].text != ",":
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
    ids = _around_aside({t.i for t in doc} - own, verb)
    lead = next((t.i for t in doc[last + 1 : -1] if t.text == ":" and doc[t.i + 1].text in _MARKS), None)
    return ids if lead is None else {i for i in ids if i < lead}  # what a colon leads up to stands by itself


def _around_aside(ids: set[int], verb: Token) -> set[int]:
    """The clause an aside stands in: of "…, many of whom, he said, want …" only the relative one."""
    first = min(t.i for t in verb.subtree)
    comma = next((i for i in range(first - 2, 0, -1) if verb.doc[i].text == ","), None)
    if comma is not None and any(t.tag_ in ("WP", "WDT") for t in verb.doc[comma + 1 : first]):
        return {i for i in ids if i > comma}
    return ids


def _clause(verb: Token, clause: Token) -> set[int]:
    ids = subtree(clause)
    for sibling in children(verb, "ccomp"):
        ids |= subtree(sibling)
    ids -= _coordinated(verb, clause)
    if clause.i > verb.i:
        # What follows the cue is said without a gap, whatever the parse hangs elsewhere.
        after = {i for i in ids if i > verb.i}
        opening = _complementizer(verb, clause)
        return ids if not after else set(range(min([*after, *opening]), max(after) + 1))
    if _own_sentence(verb, clause):
        return set()
    # Before the cue, conditions and the like that open the sentence belong to what is said.
    for opener in children(verb, "advcl", "mark"):
        if opener.i < clause.i:
            ids |= subtree(opener)
    return ids - {verb.i}


def _own_sentence(verb: Token, clause: Token) -> bool:
    """Whether a colon or semicolon parts the clause from the cue behind it, as in "It pays: he said so"."""
    first = min(
        t.i
        for t in verb.doc
        if t.i == verb.i or (t.head is verb and t.dep_ in ("nsubj", "aux", "neg") and t.i > clause.i)
    )
    start = min((t.i for t in verb.doc[first].subtree), default=first) if first != verb.i else first
    return start > 0 and verb.doc[start - 1].text in (":", ";")


def _complementizer(verb: Token, clause: Token) -> list[int]:
    """The "that" right behind the cue, also where the parse takes it for something else."""
    for token in verb.doc[verb.i + 1 : min(clause.i, verb.i + 3)]:
        if token.lower_ == "that":
            return [token.i]
    return []


def _coordinated(verb: Token, clause: Token) -> set[int]:
    """Words of "… and added that …" where the parse makes the second cue part of what the first one's source said."""
    ids: set[int] = set()
    for token in clause.subtree:
        if is_second_cue(token, verb):
            ids |= subtree(token)
            ids |= {c.i for c in token.head.children if c.dep_ in ("cc", "punct") and token.i - 3 <= c.i < token.i}
    return ids


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _with_object(verb: Token, obj: Token, infinitive: Token | None, particle: tuple[int, ...]) -> Iterator[Complement]:
    whole = subtree(obj)
    if infinitive is not None and infinitive.i > obj.i:
        yield Complement("object_to", frozenset(whole | subtree(infinitive)), particle)
    small = child(verb, "oprd")
    if small is not None:
        yield Complement("small_clause", frozenset(whole | subtree(small)), particle)
    for prep in children(verb, "prep"):
        if prep.i < obj.i:
            continue
        frame = "object_as" if prep.lower_ == "as" else f"object_prep_{prep.lower_}"
        if prep.lower_ in ("as", "of", "for", "to", "with", "about", "over"):
            yield Complement(frame, frozenset(whole | subtree(prep)), particle)
    yield Complement("object", frozenset(whole), particle)


def _prepositions(verb: Token, particle: tuple[int, ...]) -> Iterator[Complement]:
    for prep in children(verb, "prep", "agent"):
        inner = child(prep, "pobj", "pcomp")
        if inner is None:
            continue
        rest = subtree(inner)
        infinitive = child(verb, "xcomp")
        if infinitive is not None and infinitive.i > inner.i and prep.lower_ in ("on", "for", "to", "upon"):
            rest |= subtree(infinitive)  # called on people to …
        if prep.i < verb.i:
            continue
        yield Complement(f"prep_{prep.lower_}", frozenset(rest), (*particle, prep.i))


def _passive(verb: Token) -> Iterator[Complement]:
    particle = tuple(c.i for c in children(verb, "prt"))
    patient = child(verb, "nsubjpass", "csubjpass")
    clause = child(verb, "ccomp")
    infinitive = next((c for c in children(verb, "xcomp") if _has_to(c)), None)
    if clause is not None:
        yield Complement("passive_that", frozenset(subtree(clause)), particle)
        return
    if patient is None:
        patient = verb.head if verb.dep_ == "acl" else None
    if patient is None:
        return
    whole = subtree(patient, [verb] if verb.dep_ == "acl" else [])
    if infinitive is not None:
        yield Complement("passive_to", frozenset(whole | subtree(infinitive)), particle)
    for prep in children(verb, "prep"):
        if prep.lower_ == "as" and child(prep, "pcomp") is not None:
            return  # was quoted as saying: the second verb is the cue
        if prep.lower_ == "as":
            yield Complement("passive_as", frozenset(whole | subtree(prep)), particle)
        elif prep.lower_ in ("of", "for"):
            yield Complement(f"passive_prep_{prep.lower_}", frozenset(whole | subtree(prep)), particle)
    small = child(verb, "oprd")
    if small is not None:
        yield Complement("passive_as", frozenset(whole | subtree(small)), particle)
    yield Complement("passive", frozenset(whole), particle)
