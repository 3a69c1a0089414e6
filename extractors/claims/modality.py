"""What negates, hedges or lies ahead in a sentence, and the words over which it does so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..lexicon import read_lexicon
from ..page import Offsets
from ..syntax import is_passive, subtree
from ..words import Word

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Modal:
    """A word that negates or hedges.

    Places are offsets into the article. ``verb`` is where the verb begins on which it bears, ``governor`` where the
    next verb above that one begins or -1: it bears on a claim as a whole where that one stands outside the claim.
    """

    cue: Offsets
    scope: Offsets
    verb: int
    governor: int
    distance: bool = False


@lru_cache(maxsize=1)
def modality() -> dict[str, frozenset[str]]:
    """The bundled table of words; see ``data/lexicons/modality.toml``."""
    return {name: frozenset(words) for name, words in read_lexicon("modality").items()}


@lru_cache
def _telling(*names: str) -> frozenset[str]:
    """All words of some lists, so that one look passes over most words of a sentence."""
    return frozenset().union(*(modality()[name] for name in names))


def clause_verb(word: Word) -> Word:
    """The verb or auxiliary whose clause a word stands in; the word itself in a sentence without one."""
    at = word
    while at.pos_ not in ("VERB", "AUX") and at.head is not at:
        at = at.head
    return at.head if at.dep_ in ("aux", "auxpass") else at


def governor(verb: Word) -> Word | None:
    """The next verb above a verb's clause; clauses joined by "and" have the same one."""
    at = verb
    while at.dep_ == "conj" and at.head is not at:
        at = at.head
    while at.head is not at:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            return at
    return None


def negations(words: Sequence[Word], base: int) -> Iterator[Modal]:
    """The negations of a sentence whose first character stands at ``base``, in order."""
    table, telling = modality(), _telling("negators", "determiners", "pronouns", "privatives", "withheld")
    for word in words:
        if word.lower_ not in telling and word.lemma not in telling and word.dep_ != "neg":
            continue
        if word.dep_ == "neg" or word.lower_ in table["negators"]:
            if _is_partial(word):
                continue
            verb = clause_verb(word.head)
            yield _modal(word, verb, _behind(word, verb), base)
        elif word.lower_ in table["determiners"] and word.dep_ == "det":
            noun = word.head
            verb = clause_verb(noun)
            reach = verb if noun.dep_ in SUBJECTS and noun.head is verb else noun
            yield _modal(word, verb, _behind(word, reach), base)
        elif word.lower_ in table["pronouns"]:
            verb = clause_verb(word)
            yield _modal(word, verb, _behind(word, verb) or _clause(verb), base)
        elif word.lower_ in table["privatives"] and word.pos_ == "ADP":
            behind = _behind(word, word)
            yield Modal(_place([word], base), _place(behind or [word], base), -1, base + word.idx)
        elif word.lemma in table["withheld"]:
            inner = next((child for child in word.children if child.dep_ == "xcomp"), None)
            if inner is not None:
                yield _modal(word, word, _behind(word, inner), base)


def _is_partial(word: Word) -> bool:
    """Whether it is a "not only", which says more and denies nothing."""
    return word.i + 1 < len(word.doc) and word.doc[word.i + 1].lower_ in modality()["partial"]


def _is_inability(word: Word) -> bool:
    """Whether it is "could not": that tells what did not happen, not what perhaps did."""
    return word.lower_ == "could" and any(one.dep_ == "neg" for one in word.head.children)


def hedges(words: Sequence[Word], base: int) -> Iterator[Modal]:
    """The hedges of a sentence, in order."""
    table, telling = modality(), _telling("modals", "adverbs", "adjectives", "distance", "verbs", "nouns")
    for word in words:
        if word.lower_ not in telling and word.lemma not in telling:
            continue
        if word.lower_ in table["modals"] and word.tag_ == "MD" and not _is_inability(word):
            yield _modal(word, word.head, _behind(word, word.head), base)
        elif word.lower_ in table["adverbs"] and word.pos_ == "ADV":
            verb = clause_verb(word.head)
            reach = verb if word.head.pos_ in ("VERB", "AUX") else word.head
            yield _modal(word, verb, _behind(word, reach), base, word.lower_ in table["distance"])
        elif word.lower_ in table["adjectives"] and word.dep_ in ("acomp", "oprd") and word.pos_ == "ADJ":
            verb = clause_verb(word)
            yield _modal(word, verb, _behind(word, verb), base)
        elif word.lemma in table["verbs"] and word.pos_ == "VERB":
            inner = next((one for one in word.children if one.dep_ in ("xcomp", "ccomp", "oprd")), None)
            if inner is not None and not (word.lemma == "suppose" and is_passive(word)):  # was supposed to close
                yield _modal(word, word, _behind(word, inner), base)
        elif word.lemma in table["nouns"] and word.pos_ == "NOUN":
            inner = next((one for one in word.children if one.dep_ in ("acl", "prep", "ccomp")), None)
            if inner is not None:
                yield _modal(word, clause_verb(word), _behind(word, inner), base)
        elif word.lower_ in table["distance"] and word.dep_ in ("amod", "advmod"):
            yield _modal(word, clause_verb(word), _behind(word, word.head), base, distance=True)


def is_ahead(verb: Word) -> bool:
    """Whether a verb tells what will be: will, is going to, is expected to; not what I or we will do."""
    subject = below = None
    will = perfect = passive = False
    for one in verb.children:
        dep = one.dep_
        if dep in SUBJECTS:
            subject = subject or one
        elif dep in ("xcomp", "acomp"):
            below = below or one
        elif dep in ("aux", "auxpass"):
            will = will or (dep == "aux" and one.lower_ in _WILL)
            perfect = perfect or (dep == "aux" and one.lower_ == "have")
            passive = passive or one.lemma == "be"
    if subject is not None and subject.lower_ in ("i", "we"):
        return False
    if will:
        return not perfect
    if below is None:
        return False
    ahead = modality()["ahead"]
    if (verb.lower_ == "going" and below.dep_ == "xcomp") or (passive and verb.lemma in ahead):
        return True
    return verb.lemma == "be" and below.lemma in ahead and bool(below.children)


_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})


def _modal(word: Word, verb: Word, scope: Sequence[Word], base: int, distance: bool = False) -> Modal:
    above = governor(verb)
    place = _place(scope, base) if scope else _place([word], base)
    return Modal(
        _place([word], base), place, base + verb.idx, -1 if above is None else base + above.idx, distance
    )  # fmt: skip


def _behind(word: Word, head: Word) -> list[Word]:
    """All that stands behind a word in a head's subtree, without the clauses that "and" joins to the head."""
    joined = [one for one in head.children if one.dep_ == "conj" and has_subject(one)]
    inside = subtree(head, joined)
    return [head.doc[i] for i in sorted(inside) if i > word.i]


def _clause(verb: Word) -> list[Word]:
    joined = [one for one in verb.children if one.dep_ == "conj" and has_subject(one)]
    return [verb.doc[i] for i in sorted(subtree(verb, joined))]


def has_subject(verb: Word) -> bool:
    """Whether a verb has a subject of its own."""
    return any(one.dep_ in SUBJECTS for one in verb.children)


def _place(words: Sequence[Word], base: int) -> Offsets:
    """From the first to the last word, without punctuation at either side."""
    first, last = 0, len(words) - 1
    while first < last and (words[last].is_punct or words[last].is_space or words[last].dep_ == "cc"):
        last -= 1
    while first < last and (words[first].is_punct or words[first].is_space):
        first += 1
    return base + words[first].idx, base + words[last].end
