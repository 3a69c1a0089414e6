"""Rules for a quotation beside a cue that the parse does not tie to it, and for colons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..cues import is_statement
from ..marks import Quotation
from ..page import Offsets, Sentence
from ..syntax import QUOTES, child, children, is_passive, noun_phrase, subject
from .finding import Context, Finding, Source
from .verbs import cue_span, is_negated, readings_of, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 90
"""Characters that may stand between a cue's verb and its quotation."""

# Between a cue and the quotation after it; a full stop there ends the matter.
_BEFORE_OPENING = re.compile(r"[^.!?;\"“”]{0,80}?[,:–—-]?\s*|[^.!?;\"“”]{0,80}?\bthat\s")
_AFTER_CLOSING = re.compile(r"\s*[^.!?;:\"“”]{0,80}")


def quote_beside_verb(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A quotation next to a verb of saying: "Is that so?" Gatilov asked. / Gatilov put it this way: "…"."""
    assert sentence.doc is not None
    for verb in sentence.doc:
        if verb.pos_ != "VERB" or is_passive(verb) or verb.dep_ in ("acl", "relcl", "amod", "aux"):
            continue
        who = _speaker(sentence, context, verb)
        if who is None or _is_read(sentence, context, verb):
            continue
        for index, frame in _beside(sentence, context, verb, who):
            lemma = verb.lemma_.lower()
            if not (context.lexicon.everything or context.lexicon.listed(lemma)):
                if not _after_colon(sentence, context, verb, index):
                    break
                lemma, frame = ":", "colon_clause"
                who = child(who, "poss") or who  # Kosachev's remedy is simple: "…" are Kosachev's words
            content = tuple(context.page.parts(context.page.first_part(index)))
            chance = context.lexicon.chance(lemma, frame, True)
            cls = context.lexicon.cls(lemma, "clause")
            if chance >= context.lexicon.threshold and cls != "want":
                yield Finding(
                    rule="colon_clause" if frame == "colon_clause" else "beside", sentence=sentence.index,
                    lemma=lemma, frame=frame, cue=cue_span(verb, (), sentence.start),
                    content=content, confidence=chance, cls=cls, negated=is_negated(verb, who),
                    statement=is_statement(cls, "beside", True), who=source_of(who, sentence.start),
                )  # fmt: skip
            break


def _is_read(sentence: Sentence, context: Context, verb: Token) -> bool:
    """Whether the parse already ties words to the verb, a quotation among them where one is near."""
    for found in readings_of(sentence, context, verb):
        if any(context.page.quotations_over(start, end) for start, end in found.content):
            return True
    return False


def _speaker(sentence: Sentence, context: Context, verb: Token) -> Token | None:
    """The verb's subject; of two, as parses of unlinked quotations have them, the one outside the marks."""
    around = context.page.innermost(sentence.start + verb.idx)
    own = [c for c in children(verb, "nsubj") if context.page.innermost(sentence.start + c.idx) == around]
    return own[-1] if own else subject(verb)


def _beside(sentence: Sentence, context: Context, verb: Token, who: Token) -> Iterator[tuple[int, str]]:
    """Quotations beside a cue clause, nothing of another sentence between, with the frame that tells how close.

    ``behind``: "…" said X; ``ahead``: X said, "…"; ``loose`` where other words stand between.
    """
    page, base = context.page, sentence.start
    words = {verb.i, *_outside(context, sentence, noun_phrase(who), verb)}
    start = base + verb.doc[min(words)].idx
    end = base + max(verb.doc[i].idx + len(verb.doc[i]) for i in words)
    for index in page.quotations_over(max(0, start - REACH), end + REACH):
        quotation = page.quotations[index]
        if quotation.depth or not _is_speech(page.text, quotation):
            continue
        if quotation.start >= end and _BEFORE_OPENING.fullmatch(page.text, end, quotation.start):
            close = not page.text[end : quotation.start].strip(" ,:\n")
            yield index, "ahead" if close and verb.dep_ != "relcl" else "loose"
        elif quotation.end <= start and _AFTER_CLOSING.fullmatch(page.text, quotation.end, start):
            if page.text[quotation.inner_end - 1] in "." or page.text[quotation.end : quotation.end + 1] == ".":
                continue  # a full stop ends the quotation's own sentence: what follows is another
            close = not page.text[quotation.end : start].strip(" ,\n")
            yield index, "behind" if close and verb.dep_ != "relcl" else "loose"


def _outside(context: Context, sentence: Sentence, phrase: set[int], verb: Token) -> set[int]:
    """The words of a source's phrase between the cue and the next quotation mark; the rest is the parse's mistake."""
    around = context.page.innermost(sentence.start + verb.idx)
    kept: set[int] = set()
    ordered = sorted(phrase, key=lambda i: abs(i - verb.i))
    for i in ordered:
        token = verb.doc[i]
        if token.text in QUOTES or context.page.innermost(sentence.start + token.idx) != around or abs(i - verb.i) > 30:
            break
        kept.add(i)
    return kept


def _after_colon(sentence: Sentence, context: Context, verb: Token, index: int) -> bool:
    """Whether a sentence's main clause leads up to the quotation with a colon: He has a remedy: "…"."""
    quotation = context.page.quotations[index]
    lead = context.page.text[sentence.start : quotation.start].rstrip()
    return verb.dep_ == "ROOT" and sentence.start < quotation.start and lead.endswith(":")


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is long enough, or punctuated, as speech is; a term in marks is neither."""
    inner = text[quotation.inner_start : quotation.inner_end].strip()
    return len(inner.split()) >= 4 or inner.endswith((",", ".", "!", "?", "…", "-", "—"))


def colon(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A speaker, a colon and the words: Kosachev: "We are ready" / KOSACHEV: We are ready."""
    assert sentence.doc is not None
    text, base = context.page.text, sentence.start
    for token in sentence.doc:
        if token.text != ":" or token.i == 0 or token.i + 1 >= len(sentence.doc):
            continue
        before, after = sentence.doc[: token.i], sentence.doc[token.i + 1 :]
        if any(t.pos_ in ("VERB", "AUX") for t in before) or len(before) > 8 or len(after) < 3:
            continue
        if not any(t.pos_ == "PROPN" or t.text.isupper() for t in before):
            continue
        at = base + token.idx
        opening = context.page.innermost(base + after[0].idx + 1)
        quoted = opening is not None and context.page.quotations[opening].start <= base + after[0].idx
        frame = "colon_headline" if sentence.kind == "headline" else "colon"
        begins = base == context.page.blocks[sentence.block].start
        if frame == "colon" and begins and not quoted and before.text.isupper():
            frame = "colon_turn"  # a transcript's: BROWN: We are ready.
        chance = context.lexicon.chance(":", frame, quoted)
        if chance < context.lexicon.threshold:
            continue
        content: tuple[Offsets, ...] = ((base + after[0].idx, _end_of_turn(sentence, context)),)
        if quoted and opening is not None:
            content = tuple(context.page.parts(opening))
        first = next((t for t in before if t.text[0].isalnum()), before[0])
        head, place = before.root, (base + first.idx, base + before[-1].idx + len(before[-1]))
        yield Finding(
            rule="colon", sentence=sentence.index, lemma=":", frame=frame, cue=(at, at + 1),
            who=Source(place, (base + head.idx, base + head.idx + len(head))), content=content, confidence=chance,
        )  # fmt: skip
    _ = text


def _end_of_turn(sentence: Sentence, context: Context) -> int:
    """Where an unquoted turn ends: with its block, so that a transcript's answer of several sentences is whole."""
    block = context.page.blocks[sentence.block]
    return max(sentence.end, block.end if sentence.start == block.start else sentence.end)
