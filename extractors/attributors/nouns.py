"""Rules for nouns and adjectives as cues: Putin's claim that …; criticism of …; is sure that …."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..content import settle
from ..cues import is_statement
from ..page import Sentence
from ..subjects import owners
from ..syntax import child, children, phrase_of, subject, subtree
from .finding import Context, Finding
from .source import source_of
from .verbs import chosen, is_quoted

if TYPE_CHECKING:
    from ..words import Word


def noun_frames(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A noun of saying with what it governs: his claim that the image is distorted; calls for sanctions."""
    for noun in sentence.words:
        if noun.pos_ == "NOUN":
            lemma = noun.lemma
            governed = [one for one in _governed(noun) if context.lexicon.possible(lemma, one[0])]
            if governed:
                yield from chosen(_noun_readings(sentence, context, noun, governed), sentence, context)


def _noun_readings(
    sentence: Sentence, context: Context, noun: Word, governed: Sequence[tuple[str, Word]]
) -> Iterator[Finding]:
    for who, way in owners(noun):
        for frame, part in governed:
            ids = subtree(part)
            if who is None or who.i not in ids or who.dep_ == "poss":
                yield from _finding(sentence, context, noun, who, frame, ids, noun.lemma, way)


def _governed(noun: Word) -> Iterator[tuple[str, Word]]:
    """What a noun governs, by its frame."""
    for part in noun.children:
        if part.dep_ in ("acl", "ccomp", "relcl"):
            first = part.left_edge
            if first.lower_ == "that" and first.tag_ in ("IN", "WDT") and first.dep_ == "mark":
                yield "noun_that", part
            elif part.dep_ == "acl" and any(c.tag_ == "TO" for c in part.children):
                yield "noun_to", part
        elif part.dep_ == "prep" and part.lower_ not in ("by", "from", "among"):
            inner = child(part, "pobj", "pcomp")
            if inner is not None:
                yield f"noun_{part.lower_}", inner
        elif part.dep_ == "compound" and part.pos_ == "PROPN":
            yield "noun_compound", part
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        predicate = child(noun.head, "ccomp")
        if predicate is not None:
            yield "noun_is", predicate


_PREDICATE = frozenset({"acomp", "attr", "conj", "advcl", "amod", "oprd"})


def adjective_frames(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A copula and an adjective of belief: Khomeriki is sure that diasporas should have influence."""
    for adjective in sentence.words:
        governs = adjective.children or adjective.dep_ == "acomp"
        if governs and adjective.pos_ in ("ADJ", "VERB") and adjective.dep_ in _PREDICATE:
            lemma = adjective.lemma if adjective.pos_ == "ADJ" else adjective.lower_
            yield from chosen(_adjective_readings(sentence, context, adjective, lemma), sentence, context)


def _adjective_readings(sentence: Sentence, context: Context, adjective: Word, lemma: str) -> Iterator[Finding]:
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
    sentence: Sentence,
    context: Context,
    cue: Word,
    who: Word | None,
    frame: str,
    ids: set[int],
    lemma: str,
    way: str = "own",
) -> Iterator[Finding]:
    if not context.lexicon.possible(lemma, frame):
        return
    place = (sentence.start + cue.idx, sentence.start + cue.end)
    drop = {cue.i} if who is None else {cue.i, *phrase_of(who)}
    content = settle(context.page, sentence, ids - drop, place)
    if not content:
        return
    quoted, cls = is_quoted(context, content), context.lexicon.cls(lemma, frame)
    reading = context.weigh(
        sentence, cue, who, lemma=lemma, frame=frame, cue=place, content=content,
        source=source_of(context, sentence, who), quoted=quoted, way=way, cls=cls,
    )  # fmt: skip
    found = reading and context.found(
        reading, frame.split("_")[0], negated=child(cue, "neg") is not None or child(cue.head, "neg") is not None,
        statement=is_statement(cls, "that" if frame in ("adj_that", "noun_that") else frame, quoted),
    )  # fmt: skip
    if found is not None:
        yield found
