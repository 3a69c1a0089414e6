"""Rules for sources without a verb: according to X; in X's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..content import settle
from ..lexicon import roles
from ..page import Sentence
from ..syntax import child, noun_phrase, subtree
from .finding import Context, Finding
from .verbs import is_quoted, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_IN_WORDS = frozenset({"words", "view", "opinion", "estimation", "telling", "account", "word", "eyes"})


def according_to(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """According to the official, the concept is missing."""
    assert sentence.doc is not None
    for token in sentence.doc:
        if token.lower_ != "according" or token.i + 2 >= len(sentence.doc):
            continue
        to = token.nbor(1)
        who = child(to, "pobj", "pcomp") if to.lower_ == "to" else None
        if who is not None and who.lemma_.lower() not in roles().no_source:
            yield from _around(sentence, context, token, who, "accord", (token.i, to.i))


def in_words(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """In his words, the work must go on. / in the words of one diplomat / in Gatilov's view"""
    assert sentence.doc is not None
    for token in sentence.doc:
        if token.lower_ != "in" or token.dep_ != "prep":
            continue
        noun = child(token, "pobj")
        if noun is None or noun.lower_ not in _IN_WORDS:
            continue
        of = child(noun, "prep")
        who = child(noun, "poss") or (child(of, "pobj") if of is not None and of.lower_ == "of" else None)
        if who is not None:
            yield from _around(sentence, context, token, who, "in words", (token.i, noun.i))


def _around(
    sentence: Sentence, context: Context, phrase: Token, who: Token, lemma: str, cue: tuple[int, int]
) -> Iterator[Finding]:
    """The clause that an adverbial phrase speaks of: all of it but the phrase."""
    doc, base = sentence.doc, sentence.start
    assert doc is not None
    governor = phrase.head
    while (
        governor.dep_ in ("pobj", "prep", "pcomp", "advmod", "dobj", "attr", "oprd", "acomp")
        and governor.head is not governor
    ):
        governor = governor.head
    start, end = base + doc[cue[0]].idx, base + doc[cue[1]].idx + len(doc[cue[1]])
    ids = subtree(governor, [phrase]) if governor is not phrase else {t.i for t in doc} - subtree(phrase)
    content = settle(context.page, sentence, ids - noun_phrase(who), (start, end))
    quoted = is_quoted(context, content)
    chance = context.lexicon.chance(lemma, "phrase", quoted)
    if content and chance >= context.lexicon.threshold:
        yield Finding(
            rule="according" if lemma == "accord" else "in_words", sentence=sentence.index, lemma=lemma, frame="phrase",
            cue=(start, end), content=content, confidence=chance, who=source_of(who, base),
        )  # fmt: skip
