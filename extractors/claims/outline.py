"""What of a sentence's parse its claims are made of; small, so that it can be kept until the statements are known."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ..page import Offsets, Sentence
from ..syntax import subtree
from ..words import Word
from .modality import SUBJECTS, Modal, governor, has_subject, hedges, is_ahead, modality, negations


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a coordinated clause begins behind another, both with a subject: the left ends, the right starts.

    Offsets into the article. ``governor`` is where the verb above both stands, or -1: inside a claim that begins
    before that verb both clauses are a part of what it governs, and are not cut.
    """

    end: int
    start: int
    governor: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A sentence's clauses, and what bears on them; offsets into the article."""

    cuts: Sequence[Cut]
    negations: Sequence[Modal]
    hedges: Sequence[Modal]
    ahead: Sequence[tuple[int, int]]  # verbs that tell what will be: where they stand, and their governors
    finite: bool  # whether there is a clause with a subject
    personal: bool  # whether the main clause's subject is I, we or you
    asks: bool
    defines: bool
    events: Sequence[str]  # lemmas of verbs of the main clause's events
    compares: bool
    causes: bool
    thats: Sequence[int]  # where "that" begins a clause: said that …


def outline(sentence: Sentence) -> Outline:
    """The outline of a parsed sentence."""
    words, base = sentence.words, sentence.start
    table, forms = modality(), {word.lower_ for word in words}
    verbs = [word for word in words if word.pos_ in ("VERB", "AUX") and word.dep_ not in ("aux", "auxpass")]
    main = [verb for verb in verbs if verb.dep_ == "ROOT" or (verb.dep_ == "conj" and governor(verb) is None)]
    thats = words if "that" in forms else ()
    subjects = [one for verb in main for one in verb.children if one.dep_ in SUBJECTS]
    return Outline(
        cuts=_cuts(words, verbs, base, semicolons=";" in forms),
        negations=tuple(negations(words, base)),
        hedges=tuple(hedges(words, base)),
        ahead=tuple((base + verb.idx, _start(governor(verb), base)) for verb in verbs if is_ahead(verb)),
        finite=any(has_subject(verb) for verb in verbs),
        personal=any(one.lower_ in _PERSONAL for one in subjects),
        asks=bool(words) and words[-1].text in ("?", "”", '"', "’", "'") and any(one.text == "?" for one in words[-2:]),
        defines=any(_defines(verb) for verb in main),
        events=tuple(verb.lemma for verb in main if verb.lemma in table["events"] and verb.tag_ != "VB"),
        compares=_compares(words, forms),
        causes=not table["causes"].isdisjoint(forms) or any(verb.lemma in table["causes"] for verb in main),
        thats=tuple(base + one.idx for one in thats if one.dep_ == "mark" and one.text == "that"),
    )


_PERSONAL = frozenset({"i", "we", "you", "my", "our"})


def _start(verb: Word | None, base: int) -> int:
    return -1 if verb is None else base + verb.idx


def _cuts(words: Sequence[Word], verbs: Sequence[Word], base: int, *, semicolons: bool) -> Sequence[Cut]:
    starts: dict[int, Word | None] = {}
    for verb in verbs:
        if verb.dep_ == "conj" and has_subject(verb) and _is_top(verb):
            starts[min(subtree(verb))] = governor(verb)
    for word in words[1:-1] if semicolons else ():
        if word.text == ";" and _has_clause(words[: word.i]) and _has_clause(words[word.i + 1 :]):
            starts.setdefault(word.i + 1, None)
    cuts = []
    for first, above in sorted(starts.items()):
        last = first - 1
        while last > 0 and (words[last].is_punct or words[last].is_space or words[last].dep_ == "cc"):
            if words[last].text in _CLOSING:
                break
            last -= 1
        while first < len(words) - 1 and (words[first].is_space or words[first].dep_ == "cc"):
            first += 1
        if 0 <= last < first:
            cuts.append(Cut(base + words[last].end, base + words[first].idx, _start(above, base)))
    return tuple(cuts)


_CLOSING = frozenset("\"'”’»)]")


def _is_top(verb: Word) -> bool:
    """Whether the clauses that "and" joins are main ones, or what somebody says: none under "when" or "which"."""
    at = verb
    while at.dep_ == "conj" and at.head is not at:
        at = at.head
        if at.pos_ not in ("VERB", "AUX") or not has_subject(at):
            return False
    return at.dep_ in ("ROOT", "ccomp", "parataxis")


def _has_clause(words: Sequence[Word]) -> bool:
    return any(one.dep_ in SUBJECTS and one.head in words for one in words)


def _compares(words: Sequence[Word], forms: AbstractSet[str]) -> bool:
    """Whether a sentence makes more or most of something, or gives it a place among others."""
    table = modality()
    if "than" in forms or any(word.tag_ in ("JJS", "RBS") for word in words):
        return True
    return not table["ordinals"].isdisjoint(forms) and any(
        word.lemma in table["places"] and any(one.lower_ in table["ordinals"] for one in word.children)
        for word in words
    )


def _defines(verb: Word) -> bool:
    """Whether a main clause tells what a word means: it means, it refers to; X is a kind of, a term for."""
    table = modality()
    if verb.lemma in table["defining"] and verb.tag_ in ("VBZ", "VBP", "VBN"):
        return True
    if verb.lemma != "be":
        return False
    return any(
        one.dep_ == "attr" and one.lemma in table["sorts"] and any(below.dep_ == "prep" for below in one.children)
        for one in verb.children
    )


def within(place: Offsets, spans: Sequence[Offsets]) -> bool:
    """Whether a stretch lies inside one of the spans."""
    return any(start <= place[0] and place[1] <= end for start, end in spans)
