"""Rules for nouns and adjectives as cues: Putin's claim that …; criticism of …; is sure that …."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..content import settle
from ..cues import is_statement
from ..page import Sentence
from ..syntax import child, children, noun_phrase, subject, subtree
from .finding import Context, Finding
from .verbs import is_quoted, likeliest, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = frozenset({
    "announce", "be", "cast", "deliver", "do", "draw", "express", "face", "file", "give", "have", "heap",
    "hold", "issue", "launch", "lay", "make", "offer", "pose", "propose", "publish", "put", "raise",
    "reiterate", "reject", "release", "renew", "repeat", "send", "share", "show", "sound", "take", "voice",
})  # fmt: skip
"""Verbs that lend a noun of saying their subject: X made the claim, X raised the question."""


def noun_frames(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A noun of saying with what it governs: his claim that the image is distorted; calls for sanctions."""
    assert sentence.doc is not None
    for noun in sentence.doc:
        if noun.pos_ == "NOUN" and (context.lexicon.everything or context.lexicon.listed(noun.lemma_.lower(), "noun")):
            readings = _noun_readings(sentence, context, noun)
            yield from readings if context.lexicon.everything else likeliest(readings)


def _noun_readings(sentence: Sentence, context: Context, noun: Token) -> Iterator[Finding]:
    who = _owner(noun)
    for clause in children(noun, "acl", "ccomp", "relcl"):
        first = noun.doc[min(subtree(clause))]
        if first.lower_ == "that" and first.tag_ in ("IN", "WDT") and first.dep_ == "mark":
            yield from _finding(sentence, context, noun, who, "noun_that", subtree(clause))
        elif any(c.tag_ == "TO" for c in clause.children) and clause.dep_ == "acl":
            yield from _finding(sentence, context, noun, who, "noun_to", subtree(clause))
    for prep in children(noun, "prep"):
        inner = child(prep, "pobj", "pcomp")
        if inner is not None and inner is not who and prep.lower_ not in ("by", "from", "among"):
            yield from _finding(sentence, context, noun, who, f"noun_{prep.lower_}", subtree(inner))
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        predicate = child(noun.head, "ccomp")
        if predicate is not None:
            yield from _finding(sentence, context, noun, who, "noun_is", subtree(predicate))


def _owner(noun: Token) -> Token | None:
    """Whose words a noun means: his claim, a claim by X, X made the claim, X's."""
    own = child(noun, "poss")
    if own is not None:
        return own
    for prep in children(noun, "prep", "agent"):
        if prep.lower_ in ("by", "from", "among"):
            return child(prep, "pobj")
    if noun.dep_ in ("dobj", "attr", "pobj"):
        governor = noun.head if noun.dep_ != "pobj" else noun.head.head
        if governor.lemma_ in _LIGHT and not any(c.dep_ == "auxpass" for c in governor.children):
            return subject(governor)
    return next((c for c in children(noun, "compound", "amod") if c.pos_ == "PROPN"), None)


def adjective_frames(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A copula and an adjective of belief: Khomeriki is sure that diasporas should have influence."""
    assert sentence.doc is not None
    for adjective in sentence.doc:
        if adjective.pos_ not in ("ADJ", "VERB") or adjective.dep_ not in (
            "acomp",
            "attr",
            "conj",
            "advcl",
            "amod",
            "oprd",
        ):
            continue
        lemma = adjective.lemma_.lower() if adjective.pos_ == "ADJ" else adjective.lower_
        if context.lexicon.everything or context.lexicon.listed(lemma, "adj"):
            readings = _adjective_readings(sentence, context, adjective, lemma)
            yield from readings if context.lexicon.everything else likeliest(readings)


def _adjective_readings(sentence: Sentence, context: Context, adjective: Token, lemma: str) -> Iterator[Finding]:
    governor = adjective.head
    if governor.lemma_ in ("make", "have", "get"):
        return  # "make sure that" asserts nothing
    who = subject(governor) if governor.pos_ in ("VERB", "AUX") else None
    clause = child(adjective, "ccomp") or (child(governor, "ccomp") if adjective.dep_ == "acomp" else None)
    if clause is not None and clause.i > adjective.i:
        ids = subtree(clause)
        yield from _finding(sentence, context, adjective, who, "adj_that", set(range(min(ids), max(ids) + 1)), lemma)
    infinitive = child(adjective, "xcomp")
    if infinitive is not None:
        yield from _finding(sentence, context, adjective, who, "adj_to", subtree(infinitive), lemma)
    for prep in children(adjective, "prep"):
        inner = child(prep, "pobj", "pcomp")
        if inner is not None:
            yield from _finding(sentence, context, adjective, who, f"adj_{prep.lower_}", subtree(inner), lemma)


def _finding(
    sentence: Sentence, context: Context, cue: Token, who: Token | None, frame: str, ids: set[int], lemma: str = ""
) -> Iterator[Finding]:
    base = sentence.start
    lemma = lemma or cue.lemma_.lower()
    place = (base + cue.idx, base + cue.idx + len(cue))
    drop = {cue.i} | (noun_phrase(who) if who is not None else set())
    content = settle(context.page, sentence, ids - drop, place)
    if not content:
        return
    quoted = is_quoted(context, content)
    chance = context.lexicon.chance(lemma, frame, quoted)
    if chance >= context.lexicon.threshold:
        cls = context.lexicon.cls(lemma, frame)
        yield Finding(
            rule=frame.split("_")[0], sentence=sentence.index, lemma=lemma, frame=frame, cue=place, content=content,
            confidence=chance, cls=cls, negated=child(cue, "neg") is not None or child(cue.head, "neg") is not None,
            statement=is_statement(cls, "that" if frame in ("adj_that", "noun_that") else frame, quoted),
            who=source_of(who, base),
        )  # fmt: skip
