"""Who may be the source of a cue, as the parse has it: the likeliest first, each with how it was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .syntax import agent, child, children, is_passive, is_second_cue, own_subject, subject

if TYPE_CHECKING:
    from .words import Word

MOST = 4
"""Sources looked at for one cue."""


def sources(verb: Word, active: bool = False) -> list[tuple[Word | None, str]]:
    """Tokens that may be the source of a verb, and the way to each; None where the text may name nobody."""
    found: dict[int | None, tuple[Word | None, str]] = {}
    for who, way in _active_sources(verb) if active else _sources(verb):
        found.setdefault(None if who is None else who.i, (who, way))
    return list(found.values())[:MOST] or [(None, "nobody")]


def _sources(verb: Word) -> Iterator[tuple[Word | None, str]]:
    if is_passive(verb):
        by = agent(verb)
        if by is not None:
            yield by, "agent"
        else:
            yield None, "no agent"
        return
    hidden = own_subject(verb)
    if hidden is not None and hidden.dep_ != "nsubj":
        yield hidden, "attribute"
        return
    first = subject(verb)
    own = bool(children(verb, "nsubj", "nsubjpass"))
    if first is not None:
        yield first, "own" if own else "of the first cue" if _is_second(verb) else f"shared {verb.dep_}"
    if own:
        assert first is not None
        if first.lower_ in ("it", "there"):
            yield None, "expletive"
        for other in children(verb, "nsubj", "nsubjpass"):
            yield other, "other own"
        return
    above = verb.head
    if verb.dep_ == "acl":
        yield above, "noun"
        yield from _clause_subject(above, "clause of noun")
    elif verb.dep_ in ("advcl", "conj", "ccomp", "pcomp", "prep", "dep", "parataxis"):
        if above.pos_ == "NOUN" or above.pos_ == "PROPN":
            yield above, "noun"
        yield from _clause_subject(above, "clause above")
        if (inner := child(above, "dobj")) is not None and inner.i < verb.i:
            yield inner, "object above"
    elif verb.dep_ == "xcomp":
        yield from _clause_subject(above, "clause above")
    if first is None:
        yield None, "nobody"


def _is_second(verb: Word) -> bool:
    """Whether a verb that the parse puts into a cue's clause is a second cue: said it was late and added that …"""
    return verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and is_second_cue(verb, verb.head.head)


def _active_sources(verb: Word) -> Iterator[tuple[Word, str]]:
    """The noun that a verb hangs on which only the tagger takes for a participle."""
    yield verb.head, "taken for active"


def _clause_subject(token: Word, way: str) -> Iterator[tuple[Word, str]]:
    """The subjects of the clauses around a token, from the inside out."""
    deep = 0
    at = token
    while True:
        if at.pos_ in ("VERB", "AUX"):
            who = child(at, "nsubj", "nsubjpass")
            if who is not None:
                yield who, way if deep == 0 else way + " further"
                deep += 1
                if deep == 2:
                    return
        if at.head.i == at.i:
            return
        at = at.head


def owners(noun: Word) -> list[tuple[Word | None, str]]:
    """Whose words a noun may mean: his claim, a claim by X, X made the claim, X's; None where nobody is named."""
    found: dict[int | None, tuple[Word | None, str]] = {}
    for who, way in _owners(noun):
        found.setdefault(None if who is None else who.i, (who, way))
    return list(found.values())[:MOST]


def _owners(noun: Word) -> Iterator[tuple[Word | None, str]]:
    own = child(noun, "poss")
    if own is not None:
        yield own, "poss"
        return
    for prep in children(noun, "prep", "agent"):
        if prep.lower_ in ("by", "from", "among", "of", "between"):
            inner = child(prep, "pobj")
            if inner is not None:
                yield inner, prep.lower_
    for part in children(noun, "compound", "amod"):
        if part.pos_ == "PROPN" or part.ent_type_ in ("NORP", "PERSON", "ORG", "GPE"):
            yield part, "modifier"
    if noun.dep_ in ("dobj", "attr", "pobj", "conj", "appos", "oprd"):
        governor = noun.head if noun.dep_ != "pobj" else noun.head.head
        steps = 0
        while governor.pos_ not in ("VERB", "AUX") and governor.head.i != governor.i and steps < 4:
            governor = governor.head
            steps += 1
        if governor.pos_ in ("VERB", "AUX"):
            who = subject(governor)
            if who is not None and who.i != noun.i:
                yield who, f"subject of {governor.lemma}"
    yield None, "nobody"


_NOMINAL = frozenset(
    {"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "CD", "POS", "VBN", "HYPH"}
)
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT"})


def phrase_behind(verb: Word) -> Word | None:
    """The head of the noun phrase right behind a verb, by the tags alone: "…," read the statement."""
    head = None
    for token in verb.doc[verb.i + 1 :]:
        if token.tag_ not in _NOMINAL:
            break
        if token.tag_ in _HEADS:
            head = token
    return head


def phrase_before(verb: Word) -> Word | None:
    """The head of the noun phrase right before a verb, by the tags alone."""
    for i in range(verb.i - 1, max(-1, verb.i - 6), -1):
        token = verb.doc[i]
        if token.tag_ in _HEADS:
            return token
        if token.tag_ not in ("RB", "MD", "VBD", "VBZ", "VBP") or (
            token.tag_ != "RB" and token.dep_ not in ("aux", "auxpass")
        ):
            return None
    return None
