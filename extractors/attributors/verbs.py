"""Rules for verbs: X said that Y; "Y," X said; X called for Y; X was expected to Y."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..complement import Complement
from ..content import quoted_share, settle, words
from ..cues import ATTITUDES, is_statement
from ..evidence import group_of
from ..extent import Ending, first_verb, likeliest_end
from ..frames import complements
from ..lexicon import is_role
from ..page import Offsets, Sentence
from ..subjects import sources
from ..syntax import (
    FINITE,
    child,
    children,
    closing_name,
    is_passive,
    office_before,
    phrase_of,
    spans_of,
    subtree,
    taken_for_noun,
)
from .finding import Context, Finding, Source
from .source import begun, reaching_back, source_of

if TYPE_CHECKING:
    from ..words import Word

_HEDGES = frozenset({"may", "might", "could", "would", "seem", "appear"})
_HEDGE_WORDS = frozenset(
    {"reportedly", "allegedly", "possibly", "perhaps", "probably", "apparently", "likely", "maybe"}
)


def verb_frames(sentence: Sentence, context: Context) -> Iterator[Finding]:
    """A verb with what it governs: "Kosachev said that Russia has no concept."."""
    for token in sentence.words:
        verb = token.pos_ == "VERB" and token.dep_ not in ("aux", "auxpass", "amod", "compound")
        if verb or taken_for_noun(token):
            yield from chosen(readings_of(sentence, context, token), sentence, context)


def chosen(readings: Iterable[Finding], sentence: Sentence, context: Context) -> Iterator[Finding]:
    """Of several readings of one cue the likeliest, the earlier (fuller) one of two alike, its content well ended."""
    if context.lexicon.everything:
        yield from readings
        return
    best = max(readings, key=lambda found: found.confidence, default=None)
    if best is not None:
        yield ended(best, sentence, context)


# Frames whose content is not cut behind the cue.
_SETTLED = frozenset({"aside", "loose_aside", "relative", "antecedent", "flat_before", "as_told", "phrase", "adverb"})


def ended(found: Finding, sentence: Sentence, context: Context) -> Finding:
    """The finding with the end of a content behind its cue where it is likeliest."""
    weights = context.lexicon.ends
    place = ending(found, sentence, context) if weights.by_name else None
    if place is None or found.cue is None:
        return found
    stop = likeliest_end(place, weights, context.lexicon.listed)
    if stop == place.last + 1:
        return found
    content = settle(context.page, sentence, range(place.first, stop), found.cue)
    return replace(found, content=content) if content else found


def ending(found: Finding, sentence: Sentence, context: Context) -> Ending | None:
    """What the end of a finding's content is judged by, or None where the rule itself is sure of it."""
    doc = sentence.words
    start, end = found.content[0]
    whole = len(found.content) == 1 and found.cue is not None and found.cue[1] <= start and end <= sentence.end
    if not whole or found.frame in _SETTLED or found.rule in ("beside", "colon", "colon_clause", "signature"):
        return None
    assert found.cue is not None
    span = sentence.tokens(start, end)
    inside = [i for i in span if not (doc[i].is_punct or doc[i].is_space)]
    cue = next((doc[i] for i in sentence.tokens(*found.cue)), None)
    if not inside or cue is None:
        return None
    first = span[0]
    quoted = [context.page.quotations[i] for i in context.page.quotations_over(start, sentence.end)]
    closed = [
        (sentence.tokens(q.start, q.start).start, sentence.tokens(q.end, q.end).start)
        for q in quoted
        if q.start >= start - 1
    ]
    head = first
    if group_of(found.frame) == "clause":
        verbs = [i for i in inside if doc[i].pos_ in ("VERB", "AUX") and "relcl" not in (doc[i].dep_, doc[i].head.dep_)]
        finite = (i for i in verbs if doc[i].tag_ in FINITE)
        head = next(finite, verbs[0] if verbs else first)  # a demand that it be dropped has no finite verb
    last = inside[-1]
    for opens, closes in closed:
        if opens <= last < closes and all(doc[i].is_punct for i in range(last + 1, closes)):
            last = closes - 1  # what follows is to be judged by the words behind the mark
    return Ending(doc, first, head, last, found.frame, cue, closed, first_verb(doc, first))


def readings_of(sentence: Sentence, context: Context, verb: Word) -> Iterator[Finding]:
    """The readings of a verb as a cue that are likely enough, the fullest first."""
    lemma = verb.lemma
    who: dict[bool, list[tuple[Word | None, str]]] = {}

    entry = context.lexicon.entry

    def wanted(frame: str) -> bool:
        return entry(lemma, frame).possible

    for complement in complements(verb, wanted):
        if not wanted(complement.frame):
            continue
        if complement.active not in who:
            who[complement.active] = sources(verb, complement.active)
        yield from _findings(sentence, context, verb, complement, who[complement.active])


def _findings(
    sentence: Sentence, context: Context, verb: Word, complement: Complement, who: list[tuple[Word | None, str]]
) -> Iterator[Finding]:
    """A verb with what it governs, once for each word that may be its source."""
    frame = complement.frame
    before = min(complement.content, default=verb.i) < verb.i
    ids = complement.content - _cue_clause(context, verb, complement, before)
    cue = cue_span(verb, complement.cue, sentence.start)
    whole: tuple[Offsets, ...] | None = None
    for one, way in who:
        phrase = _NOTHING if one is None else phrase_of(one)
        source = source_of(context, sentence, one, back=True)
        if one is None and way == "nobody" and frame == "clause" and before and (name := closing_name(verb)):
            first = office_before(name, is_role)
            phrase, source = frozenset(range(first, verb.i)), _closing_source(context, sentence, first, name)
            way = "closing name"
        if not phrase.isdisjoint(ids):
            content = settle(context.page, sentence, ids - phrase, cue)
        else:
            content = whole = settle(context.page, sentence, ids, cue) if whole is None else whole
        if one is not None and one.i in complement.content and frame not in _AROUND_SOURCE:
            source = None
        if content and (found := _finding(sentence, context, verb, complement, one, way, cue, source, content)):
            yield found


_NOTHING: frozenset[int] = frozenset()
_ASIDES = frozenset({"aside", "loose_aside", "as_told"})
_AROUND_SOURCE = _ASIDES | {"flat", "flat_before"}


def _cue_clause(context: Context, verb: Word, complement: Complement, before: bool) -> set[int]:
    """The words of the cue's own clause, which are no content, with those of a second cue behind it."""
    own = {verb.i, *complement.cue}
    if complement.frame not in _ASIDES and (complement.active or not is_passive(verb)):
        for part in children(verb, "aux", "neg", "nsubj"):
            own |= subtree(part)
    if before and complement.frame in ("clause", "aside", "loose_aside"):
        own |= _told_next(context, verb)
    return own


def _closing_source(context: Context, sentence: Sentence, first: int, name: Word) -> Source:
    """The office and name right before a cue: "…, head of the agency Ivan Petrov said"."""
    base, end = sentence.start, sentence.start + name.end
    source = Source((base + name.doc[first].idx, end), (base + name.idx, end))
    return begun(context.page, reaching_back(context.page, source))


def _finding(
    sentence: Sentence,
    context: Context,
    verb: Word,
    complement: Complement,
    who: Word | None,
    way: str,
    cue: Offsets,
    source: Source | None,
    content: tuple[Offsets, ...],
) -> Finding | None:
    lemma = verb.lemma
    frame = "closing" if way == "closing name" else complement.frame
    cls = _class(context, lemma, complement.frame, verb)
    quoted = is_quoted(context, content)
    reading = context.weigh(
        sentence, verb, who, lemma=lemma, frame=frame, cue=cue, source=source, content=content, quoted=quoted,
        way=way, cls=cls,
    )  # fmt: skip
    if reading is None:
        return None
    topic = lemma in context.lexicon.topics or words(context.page.text, content) < 4
    return context.found(
        reading, frame, addressee=_phrase(complement.addressee, sentence), negated=is_negated(verb, who),
        hedged=_hedged(verb),
        statement=asserted(verb, cls) and is_statement(cls, complement.frame, quoted, topic),
    )  # fmt: skip


def _told_next(context: Context, verb: Word) -> set[int]:
    """Words from a second cue on: "…," he said, adding that …"""
    doc = verb.doc
    for token in doc[verb.i + 1 :]:
        if token.tag_ == "VBG" and token.nbor(-1).text == "," and context.lexicon.listed(token.lemma):
            return set(range(token.i - 1, len(doc)))
    return set()


def _class(context: Context, lemma: str, frame: str, verb: Word) -> str:
    """The cue's class; "called on them to …" is told by its preposition, not by the infinitive."""
    for prep in children(verb, "prep") if frame == "infinitive" else []:
        named = context.lexicon.classes.get(f"{lemma} prep_{prep.lower_}")
        if named is not None:
            return named
    return context.lexicon.cls(lemma, frame)


_WITHHELD = frozenset({"decline", "refuse", "fail", "forget", "neglect", "avoid", "stop"})
_NOBODY = frozenset({"neither", "no", "nobody", "none", "nor"})


def is_negated(verb: Word, who: Word | None) -> bool:
    """Whether the text says that it was not said: did not say, declined to say, neither of them said, never said."""
    if any(c.dep_ == "neg" or c.lower_ in ("never", "hardly") for c in verb.children):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma in _WITHHELD:
        return True
    return who is not None and (who.lower_ in _NOBODY or any(t.lower_ in _NOBODY for t in who.children))


def asserted(verb: Word, cls: str) -> bool:
    """Whether the text says that the cue took place: not "asked if she believed", not "should have known"."""
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in verb.children):
        return False
    modal = any(c.dep_ == "aux" and c.lower_ in ("should", "would", "could", "might") for c in verb.children)
    return not (modal and cls in ATTITUDES and any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children))


def _phrase(index: int | None, sentence: Sentence) -> Offsets | None:
    if index is None:
        return None
    token = sentence.words[index]
    if token.dep_ == "dative" and token.pos_ == "ADP":
        token = child(token, "pobj") or token
    spans = spans_of(token.doc, phrase_of(token), sentence.start)
    return spans[0] if spans else None


def cue_span(verb: Word, words: tuple[int, ...], base: int) -> Offsets:
    """The verb with its particle and preposition where these stand right behind it."""
    last = verb
    for i in sorted(words):
        if i == last.i + 1:
            last = verb.doc[i]
    return base + verb.idx, base + last.end


def is_quoted(context: Context, content: tuple[Offsets, ...]) -> bool:
    """Whether more than a third of the content stands in quotation marks."""
    return quoted_share(context.page, content) > 1 / 3


def _hedged(verb: Word) -> bool:
    return any(
        (c.dep_ == "aux" and c.lower_ in _HEDGES) or (c.dep_ == "advmod" and c.lower_ in _HEDGE_WORDS)
        for c in verb.children
    )
