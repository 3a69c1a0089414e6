"""Contents that the parse hangs on no cue: found by place alone, or by a relative pronoun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .complement import Complement
from .syntax import FINITE, child, children, subtree

if TYPE_CHECKING:
    from .words import Word

_OTHER_CLAUSE = FINITE | {"WP", "WDT", "CC", "IN"}


def flat(verb: Word, clause: Word | None, particle: tuple[int, ...]) -> Iterator[Complement]:
    """All behind the verb, or all before it and a comma, where the parse does not make a clause of it."""
    doc, last = verb.doc, max((verb.i, *particle))
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VBN"):
        return
    if any(c.dep_ in ("dobj", "xcomp", "ccomp", "prep", "dative", "oprd", "acomp", "agent") for c in verb.children):
        return
    if clause is None or clause.i < verb.i:
        behind = range(last + 1, len(doc))
        if len(behind) > 3 and doc[last + 1].text != "," and any(t.tag_ in FINITE for t in doc[last + 1 :]):
            yield Complement("flat", frozenset(behind), particle)
    if clause is None or clause.i > verb.i:
        comma = next((i for i in range(verb.i - 1, max(0, verb.i - 12), -1) if doc[i].text == ","), None)
        tail = all(t.tag_ not in FINITE for t in doc[last + 1 :])
        if comma is None or comma <= 3 or not tail or all(t.tag_ not in FINITE for t in doc[:comma]):
            return
        if not any(t.tag_ in _OTHER_CLAUSE for t in doc[comma : verb.i]):
            yield Complement("flat_before", frozenset(range(comma)), particle)


def relative(verb: Word, clause: Word | None, particle: tuple[int, ...]) -> Iterator[Complement]:
    """What a relative clause says of its antecedent: which he denied; what they call a crime; the country he knew."""
    pronoun = next(
        (c for c in children(verb, "dobj", "nsubj", "pobj") if c.tag_ in ("WP", "WDT") and c.i < verb.i), None
    )
    if (
        pronoun is not None
        and pronoun.dep_ == "nsubj"
        and child(verb, "nsubj") == pronoun
        and len(children(verb, "nsubj")) < 2
    ):
        pronoun = None
    rest: set[int] = set()
    for part in children(verb, "oprd", "xcomp"):
        rest |= subtree(part)
    if pronoun is not None:
        yield Complement("relative", frozenset({pronoun.i} | rest), particle)
    elif (
        verb.dep_ == "relcl"
        and child(verb, "dobj", "ccomp", "xcomp", "prep") is None
        and child(verb, "nsubj") is not None
        and not any(c.tag_ in ("WP", "WDT", "WRB") for c in verb.children)
    ):
        yield Complement("antecedent", frozenset(subtree(verb.head, [verb])), particle)
    if clause is not None and verb.dep_ == "relcl":
        inner = next((c for c in clause.children if c.tag_ in ("WDT", "WP") and c.i < verb.i), None)
        if inner is not None:
            yield Complement(
                "relative_clause", frozenset({inner.i} | {i for i in subtree(clause) if i > verb.i}), particle
            )
