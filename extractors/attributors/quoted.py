"""Rules for a quotation beside a cue that the parse does not tie to it, and for colons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import TYPE_CHECKING

from ..cues import is_statement
from ..marks import Quotation
from ..page import Offsets, Sentence
from ..subjects import phrase_before, phrase_behind, sources
from ..syntax import QUOTES, child, children, is_passive, phrase_of, subtree
from ..words import Phrase, Word
from .finding import Context, Finding, Source
from .source import begun, source_of
from .verbs import chosen, cue_span, is_negated

if TYPE_CHECKING:
    pass

REACH = 90
"""Characters that may stand between a cue's verb and its quotation."""

# Between a cue and the quotation after it; a full stop there ends the matter.
_BEFORE_OPENING = re.compile(r"[^.!?;\"“”]{0,180}:\s*|[^.!?;\"“”]{0,80}?[,:–—-]?\s*|[^.!?;\"“”]{0,80}?\bthat\s")
_CLOSE = re.compile(r"[\s,:]*")
_AFTER_CLOSING = re.compile(r"\s*[^.!?;:\"“”]{0,80}")


def quote_beside_verb(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A quotation next to a verb of saying: "Is that so?" Gatilov asked. / Gatilov put it this way: "…"."""
    page, base = context.page, sentence.start
    over = page.quotations_over(max(0, base - REACH), sentence.end + 2 * REACH)
    speech = [i for i in over if not page.quotations[i].depth and _is_speech(page.text, page.quotations[i])]
    for verb in sentence.words if speech else ():
        if not verb.tag_.startswith("VB") or verb.dep_ in ("amod", "aux", "auxpass"):
            continue
        outside = [i for i in speech if not _holds(page.quotations[i], base + verb.idx, base + verb.end)]
        if outside and _near(sentence, context, verb):
            yield from chosen(_quoted_readings(sentence, context, verb, outside), sentence, context)


def _holds(quotation: Quotation, start: int, end: int) -> bool:
    return quotation.start < end and start < quotation.end


def _near(sentence: Sentence, context: Context, verb: Word) -> bool:
    at = sentence.start + verb.idx
    return bool(context.page.quotations_over(max(0, at - REACH - 40), at + 2 * REACH))


def _quoted_readings(sentence: Sentence, context: Context, verb: Word, speech: Sequence[int]) -> Iterator[Finding]:
    """What a verb says of the quotations of ``speech`` beside it, once for each word that may be their source."""
    lemma = verb.lemma
    for who, way in _speakers(sentence, context, verb):
        for index, frame in _beside(sentence, context, verb, who, speech):
            ways = [] if lemma in ("be", "have") else [(lemma, frame, who)]
            if _after_colon(sentence, context, verb, index):
                # Kosachev's remedy is simple: "…" are Kosachev's words
                ways.append((":", "colon_clause", child(who, "poss") or who))
            if _has_clause(sentence, context, verb, index):
                continue
            for cue, hanging, said_by in ways:
                for content, extent in _extents(sentence, context, verb, index, hanging):
                    yield from _quotation(sentence, context, verb, content, cue, hanging + extent, said_by, way)
            break


def _has_clause(sentence: Sentence, context: Context, verb: Word, index: int) -> bool:
    """Whether the verb has a clause of its own elsewhere: "…," Brown told reporters, saying that he would stay."""
    clause = child(verb, "ccomp")
    if clause is None:
        return False
    quotation = context.page.quotations[index]
    return not any(quotation.start <= sentence.start + verb.doc[i].idx < quotation.end for i in subtree(clause))


def _extents(
    sentence: Sentence, context: Context, verb: Word, index: int, frame: str
) -> Iterator[tuple[tuple[Offsets, ...], str]]:
    """The quotation, or more with it: the tolls are "too high," he said."""
    page = context.page
    parts = page.parts(page.first_part(index))
    yield tuple(parts), ""
    start, end = parts[0][0], parts[-1][1]
    if frame == "behind" and sentence.start + 3 < start < sentence.end:
        lead = page.text[sentence.start : start]
        if not page.quotations_over(sentence.start, start) and not lead.rstrip().endswith((":", "-", "—", "–")):
            yield ((sentence.start, end), *parts[1:]), "_lead"


def _quotation(
    sentence: Sentence,
    context: Context,
    verb: Word,
    content: tuple[Offsets, ...],
    cue: str,
    frame: str,
    said_by: Word,
    way: str,
) -> Iterator[Finding]:
    if not context.lexicon.possible(cue, frame):
        return
    cls = context.lexicon.cls(cue, "clause")
    if cls == "want":
        return
    reading = context.weigh(
        sentence, verb, said_by, lemma=cue, frame=frame, cue=cue_span(verb, (), sentence.start),
        source=source_of(context, sentence, said_by), content=content, quoted=True, way=way, cls=cls,
    )  # fmt: skip
    found = reading and context.found(
        reading, "colon_clause" if frame.startswith("colon_clause") else "beside", negated=is_negated(verb, said_by),
        statement=is_statement(cls, "beside", True),
    )  # fmt: skip
    if found is not None:
        yield found


def _speakers(sentence: Sentence, context: Context, verb: Word) -> Iterator[tuple[Word, str]]:
    """Who may speak: the parse's subject, of two the one outside the marks; else the phrase right beside the verb."""
    around = context.page.innermost(sentence.start + verb.idx)
    seen: set[int] = set()
    if not is_passive(verb):
        own = [c for c in children(verb, "nsubj") if context.page.innermost(sentence.start + c.idx) == around]
        if own:
            seen.add(own[-1].i)
            yield own[-1], "own"
        else:
            for who, way in sources(verb):
                if who is not None and context.page.innermost(sentence.start + who.idx) == around and who.i not in seen:
                    seen.add(who.i)
                    yield who, way
    behind, before = phrase_behind(verb), phrase_before(verb)
    after_quote = "inverted" if _follows_quotation(sentence, context, verb) else "behind"
    straight = before is not None and _follows_quotation(sentence, context, before)
    for who, way in ((behind, after_quote), (before, "between" if straight else "before")):
        if who is not None and who.i not in seen and context.page.innermost(sentence.start + who.idx) == around:
            seen.add(who.i)
            yield who, way


_BEFORE_NOUN = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD"})


def _follows_quotation(sentence: Sentence, context: Context, token: Word) -> bool:
    """Whether a verb, or the phrase that ends with a noun, begins where a quotation ends: "…," (the old man) said."""
    start = token.i
    while start > 0 and token.tag_[0] != "V" and token.doc[start - 1].tag_ in _BEFORE_NOUN:
        start -= 1
    at = sentence.start + token.doc[start].idx
    over = context.page.quotations_over(max(0, at - 3), at)
    return any(at - 3 <= context.page.quotations[index].end <= at for index in over)


def _beside(
    sentence: Sentence, context: Context, verb: Word, who: Word, speech: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """Quotations beside a cue clause, nothing of another sentence between, with the frame that tells how close.

    ``behind``: "…" said X; ``ahead``: X said, "…"; ``loose`` where other words stand between.
    """
    page, base = context.page, sentence.start
    words = {verb.i, *_outside(context, sentence, phrase_of(who), verb)}
    start = base + verb.doc[min(words)].idx
    end = base + max(verb.doc[i].end for i in words)
    for index in speech:
        quotation = page.quotations[index]
        if quotation.end <= start - REACH or quotation.start >= end + 2 * REACH:
            continue
        if quotation.start >= end and _BEFORE_OPENING.fullmatch(page.text, end, quotation.start):
            close = _CLOSE.fullmatch(page.text, end, quotation.start)
            yield index, "ahead" if close and verb.dep_ != "relcl" else "loose"
        elif quotation.end <= start and _AFTER_CLOSING.fullmatch(page.text, quotation.end, start):
            if page.text[quotation.inner_end - 1] in "." or page.text[quotation.end : quotation.end + 1] == ".":
                continue  # a full stop ends the quotation's own sentence: what follows is another
            if any(
                t.tag_ in ("VBD", "VBZ", "VBP") and quotation.end <= base + t.idx < start for t in verb.doc[: verb.i]
            ):
                continue  # told by the verb between
            close = _CLOSE.fullmatch(page.text, quotation.end, start)
            yield index, "behind" if close and verb.dep_ != "relcl" else "loose"


def _outside(context: Context, sentence: Sentence, phrase: frozenset[int], verb: Word) -> set[int]:
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


def _after_colon(sentence: Sentence, context: Context, verb: Word, index: int) -> bool:
    """Whether a sentence's main clause leads up to the quotation with a colon: He has a remedy: "…"."""
    quotation = context.page.quotations[index]
    lead = context.page.text[sentence.start : quotation.start].rstrip()
    after = sentence.start + verb.idx < quotation.start
    return after and sentence.start < quotation.start and lead.endswith(":")


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is long enough, or punctuated, as speech is; a term in marks is neither."""
    inner = text[quotation.inner_start : quotation.inner_end].strip()
    return len(inner.split()) >= 4 or inner.endswith((",", ".", "!", "?", "…", "-", "—"))


def colon(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A speaker, a colon and the words: Kosachev: "We are ready" / KOSACHEV: We are ready."""
    base = sentence.start
    for token in sentence.words:
        if token.text != ":" or token.i == 0 or token.i + 1 >= len(sentence.words):
            continue
        before = sentence.words[: token.i]
        after = list(dropwhile(lambda word: word.is_space, sentence.words[token.i + 1 :]))
        begins = base == context.page.blocks[sentence.block].start
        turn = begins and sentence.block in context.page.turns and not any(t.text == ":" for t in before)
        if (any(t.pos_ in ("VERB", "AUX") for t in before) and not turn) or len(before) > 8 or len(after) < 3:
            continue
        follows = after[0].text in QUOTES
        if not turn and not any(
            t.pos_ == "PROPN" or t.text.isupper() or (follows and t.text[0].isupper()) for t in before
        ):
            continue
        at = base + token.idx
        opening = context.page.innermost(base + after[0].idx + 1)
        quoted = opening is not None and at < context.page.quotations[opening].start <= base + after[0].idx
        frame = "colon_headline" if sentence.kind == "headline" else "colon"
        phrase = Phrase(sentence.words, 0, token.i)
        name = phrase.text.strip('"“ ')
        turn = turn or (begins and name.isupper() and len(name) > 1)
        if frame == "colon" and not quoted and turn:
            frame = "colon_turn"  # a transcript's: BROWN: We are ready.
        content: tuple[Offsets, ...] = ((base + after[0].idx, _end_of_turn(sentence, context)),)
        if quoted and opening is not None and sentence.kind == "headline":
            quoted = context.page.quotations[opening].end + 2 >= sentence.end
        if quoted and opening is not None:
            content = tuple(context.page.parts(opening))
        first = next((t for t in before if t.text[0].isalnum()), before[0])
        head, place = phrase.root, (base + first.idx, base + before[-1].end)
        source = Source(place, (base + head.idx, base + head.end))
        reading = context.weigh(
            sentence, token, head, lemma=":", frame=frame, cue=(at, at + 1), source=begun(context.page, source),
            content=content, quoted=quoted,
        )  # fmt: skip
        found = context.found(reading, "colon")
        if found is not None:
            yield found


def _end_of_turn(sentence: Sentence, context: Context) -> int:
    """Where an unquoted turn ends: with its block, so that a transcript's answer of several sentences is whole."""
    block = context.page.blocks[sentence.block]
    return max(sentence.end, block.end if sentence.start == block.start else sentence.end)
