"""Rules for sources without a verb: according to X; in X's words; in a poll; reportedly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..content import settle
from ..lexicon import roles
from ..page import Sentence
from ..syntax import child, phrase_of, subtree
from .finding import Context, Finding
from .source import source_of
from .verbs import is_quoted

if TYPE_CHECKING:
    from ..words import Word

_IN_WORDS = frozenset({"words", "view", "opinion", "estimation", "telling", "account", "word", "eyes"})

# With a document these may name a source; the second group with anybody, before the verb: To them, it is a loss.
_PREPOSITIONS = frozenset({"in", "per", "under", "by", "from", "at", "on", "to", "for"})
_WITH_ANYBODY = frozenset({"per", "under", "to", "for"})


def according_to(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """According to the official, the concept is missing."""
    for token in sentence.words:
        if token.lower_ != "according" or token.i + 2 >= len(sentence.words):
            continue
        to = token.nbor(1)
        who = child(to, "pobj", "pcomp") if to.lower_ == "to" else None
        if who is not None and who.lemma not in roles().no_source:
            yield from _around(sentence, context, token, who, "according", "accord", (token.i, to.i))


def in_words(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """In his words, the work must go on. / in the words of one diplomat / in Gatilov's view"""
    for token in sentence.words:
        if token.lower_ != "in" or token.dep_ != "prep":
            continue
        noun = child(token, "pobj")
        if noun is None or noun.lower_ not in _IN_WORDS:
            continue
        of = child(noun, "prep")
        who = child(noun, "poss") or (child(of, "pobj") if of is not None and of.lower_ == "of" else None)
        if who is not None:
            yield from _around(sentence, context, token, who, "in_words", "in words", (token.i, noun.i))


def in_document(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """In a new poll, half of them want to leave. / Under the law, dogs pay. / To the union, it is theft."""
    for token in sentence.words:
        word = token.lower_
        if word not in _PREPOSITIONS or token.dep_ != "prep" or token.head.pos_ not in ("VERB", "AUX"):
            continue
        if token.i and token.nbor(-1).lower_ == "according":
            continue
        noun = child(token, "pobj")
        if noun is None or noun.lower_ in _IN_WORDS:
            continue
        document = noun.lemma in roles().document
        if document or (word in _WITH_ANYBODY and token.i < token.head.i):
            lemma = f"{word} {noun.lemma if document else 'somebody'}"
            yield from _around(sentence, context, token, noun, "in_document", lemma, (token.i, token.i))


def adverb(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """The road is reportedly closed: somebody says so, and the text does not tell who."""
    for token in sentence.words:
        if token.dep_ == "advmod" and token.tag_ == "RB":
            yield from _around(sentence, context, token, None, "adverb", token.lower_, (token.i, token.i))


def _around(
    sentence: Sentence,
    context: Context,
    phrase: Word,
    who: Word | None,
    rule: str,
    lemma: str,
    cue: tuple[int, int],
) -> Iterator[Finding]:
    """The clause that an adverbial phrase speaks of: all of it but the phrase."""
    frame = "adverb" if rule == "adverb" else "phrase"
    if not context.lexicon.possible(lemma, frame):
        return
    doc, base = sentence.words, sentence.start
    governor = phrase.head
    while (
        governor.dep_ in ("pobj", "prep", "pcomp", "advmod", "dobj", "attr", "oprd", "acomp")
        and governor.head != governor
    ):
        governor = governor.head
    place = (base + doc[cue[0]].idx, base + doc[cue[1]].end)
    ids = subtree(governor, [phrase]) if governor != phrase else {t.i for t in doc} - subtree(phrase)
    if who is not None:
        ids -= phrase_of(who)
    content = settle(context.page, sentence, ids, place)
    if content:
        reading = context.weigh(
            sentence, phrase, who, lemma=lemma, frame=frame, cue=place, source=source_of(context, sentence, who),
            content=content, quoted=is_quoted(context, content),
        )  # fmt: skip
        found = context.found(reading, rule)
        if found is not None:
            yield found
