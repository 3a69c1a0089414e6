"""What is more, most or as much as something else: the words that compare, and what with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...data.records import Comparison, Degree, Span
from ..page import Offsets, Sentence
from ..syntax import subtree
from ..words import Word
from .modality import modality
from .outline import within

_TAGS = {"JJR": "comparative", "RBR": "comparative", "JJS": "superlative", "RBS": "superlative"}
_GRADING = frozenset({"more", "less", "most", "least"})
"""What makes the word behind it the one that is graded: more expensive, the least likely."""


def comparisons_in(sentence: Sentence, text: str) -> tuple[Comparison, ...]:
    """The comparisons in a parsed sentence of the article's ``text``, in order.

    What only bounds a figure (more than 50, at least) is none; the figure tells it.
    """
    words = sentence.words
    found = []
    for word in words:
        if (word.tag_ not in _TAGS and word.lower_ != "as") or (degree := _degree(word)) is None:
            continue
        end = _whole(word)
        if (graded := _graded(word)) is not None:
            end = _whole(graded)
        start = _with_measure(word, end)
        other = _equal_with(word) if degree == "equal" else _than(end) if degree == "comparative" else _among(end)
        place = sentence.start + words[start].idx, sentence.start + end.end
        than = None if other is None else (sentence.start + words[other[0]].idx, sentence.start + words[other[1]].end)
        found.append(
            Comparison(*place, text[slice(*place)], degree, None if than is None else Span(*than, text[slice(*than)]))
        )
    return tuple(found)


def _degree(word: Word) -> Degree | None:
    """How a word compares; None for one that does not, or only seems to."""
    if word.lower_ == "as":
        return "equal" if _equal(word) else None
    kind = _TAGS.get(word.tag_)
    if kind is None:
        return None
    table = modality()
    before = word.nbor(-1).lower_ if word.i else ""
    after = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
    if word.lower_ in table["ungraded"] or f"{word.lower_} {after}" in table["fixed"]:
        return None
    if kind == "superlative":
        if before in ("at", "to"):
            return None  # at best; to best a rival
        if word.lower_ == "most" and before != "the" and _graded(word) is None and _whole(word) is word:
            return None  # most people, most of them
        return "superlative"
    return None if _idle(word, before, after) or (after == "than" and _bounds(word)) else "comparative"


def _idle(word: Word, before: str, after: str) -> bool:
    """Whether a comparative compares nothing, by the words on its two sides."""
    low, following = word.lower_, word.nbor(1).tag_ if after else ""
    if low in ("more", "less", "fewer", "longer"):
        # One more chance, but not: a million more than.
        counted = word.i > 0 and _counts(word.nbor(-1)) and _than(word) is None
        no_longer = before in ("no", "any") and (low == "longer" or (low == "more" and following[:1] not in "JRVN"))
        or_more = before == "or" and (_graded(word) is None or word.doc[max(0, word.i - 2)].lower_ in _GRADING)
        more_or_less = after in ("or", "and") and word.i + 2 < len(word.doc) and word.nbor(2).lower_ in _GRADING
        return counted or no_longer or or_more or more_or_less
    if low == "better" and (before in ("had", "'d") or (following == "VBP" and word.head is word.nbor(1))):
        return True  # you'd better, he better live
    if low in ("lower", "greater") and following == "NNP":
        return True  # lower Manhattan
    # You better go, to lower taxes (but: to better understand); for the better.
    return (following == "VB") != (before == "to") or _turned(word)


def _turned(word: Word) -> bool:
    """Whether it is "for the better", "for better or worse"."""
    first = word.head if word.dep_ == "conj" else word
    return first.dep_ == "pobj" and first.head.lower_ == "for"


def _counts(word: Word) -> bool:
    """Whether a figure stands before "more": one, a few; with "or" between them, any."""
    if word.lower_ == "or" and word.i:
        word = word.nbor(-1)
    return word.pos_ == "NUM" or word.lower_ in modality()["numbered"] or word.text[-1].isdecimal()


def _bounds(word: Word) -> bool:
    """Whether "more than" and the like only bound the figure behind them."""
    if word.i + 2 >= len(word.doc):
        return True
    behind = word.nbor(2)
    return word.lower_ in ("more", "less", "fewer", "higher", "lower", "greater") and (
        behind.pos_ == "NUM" or behind.lower_ in modality()["amounts"] or behind.text in ("$", "€", "£")
    )


def _graded(word: Word) -> Word | None:
    """The word right behind that is graded: more expensive, the least likely, best able."""
    if word.i + 1 >= len(word.doc):
        return None
    behind = word.nbor(1)
    if behind.tag_ not in ("JJ", "RB", "VBN", "VBG") or behind.lower_ in ("than", "so", "of"):
        return None
    counts = word.tag_ == "JJR" and word.head.tag_ in ("NN", "NNS") and word.head is behind.head
    grades = word.lower_ in _GRADING and not counts and (behind.tag_ != "RB" or behind.head is word.head)
    if not grades and word.head is not behind:
        return None
    beyond = behind.head
    if behind.tag_ == "RB" and beyond.i == behind.i + 1 and beyond.dep_ in ("amod", "acomp", "attr"):
        return beyond  # the most widely used, most well informed
    return behind


def _whole(word: Word) -> Word:
    """The last word of what hyphens join to one: talked-about."""
    while word.i + 2 < len(word.doc):
        mark, part = word.nbor(1), word.nbor(2)
        if mark.text != "-" or word.end != mark.idx or mark.end != part.idx:
            break
        word = part
    return word


def _with_measure(word: Word, end: Word) -> int:
    """Where a comparison begins: with "much", "twice" or "10 percent" before it, or the rank of a superlative."""
    start = word.i
    while start:
        before = word.doc[start - 1]
        if before.text == "-" and start > 1 and before.end == word.doc[start].idx:
            before = word.doc[start - 2]  # the third-highest
        measures = before.head in (word, end) and before.dep_ in ("advmod", "npadvmod", "quantmod", "nummod", "amod")
        if before.dep_ == "npadvmod" and any(one.lower_ == "the" for one in before.children):
            measures = False  # the only thing harder
        measures = measures or (word.lower_ in ("more", "less", "fewer") and before.pos_ == "NUM")
        ranks = end.tag_ in ("JJS", "RBS", "JJ") and before.lower_ in modality()["ordinals"]
        if not (measures or ranks) or before.is_punct or before.lower_ in _FOCUS:
            break
        start = before.left_edge.i if before.dep_ in ("npadvmod", "nummod") else before.i
    while word.doc[start].lower_ in _FOCUS:
        start += 1
    return start


_FOCUS = frozenset({"also", "even", "just", "not", "only"})
"""Adverbs before a comparison that are no measure of it."""


def _equal(word: Word) -> bool:
    """Whether an "as" begins "as high as": not "as well as", nor what only bounds a figure."""
    if word.i + 2 >= len(word.doc) or word.dep_ == "mark":
        return False
    graded = word.nbor(1)
    if graded.tag_ not in ("JJ", "RB") or graded.lower_ in modality()["unequal"]:
        return False
    second = _second_as(word)
    if second is None or second.i + 1 >= len(second.doc):
        return False
    behind = second.nbor(1)
    return not (graded.lower_ in ("many", "much", "high", "low", "few", "little") and behind.pos_ in ("NUM", "SYM"))


_NEAR = 6
"""Words in which the second "as" and "than" are looked for, where they stand apart: more people in debt than …"""


def _second_as(word: Word) -> Word | None:
    return next((one for one in word.doc[word.i + 2 : word.i + 2 + _NEAR] if one.lower_ == "as"), None)


def _equal_with(word: Word) -> tuple[int, int] | None:
    second = _second_as(word)
    return None if second is None else _behind(second)


def _than(end: Word) -> tuple[int, int] | None:
    """What stands behind "than": the first one that no other comparison comes before."""
    for one in end.doc[end.i + 1 : end.i + 1 + 3 * _NEAR]:
        if one.lower_ == "than":
            return _behind(one)
        if one.tag_ in ("JJR", "RBR") or one.lower_ in modality()["ungraded"] or one.text in (".", ";", ":", "!", "?"):
            return None
    return None


def _behind(marker: Word) -> tuple[int, int] | None:
    """The words that "than" or "as" stands before."""
    doc = marker.doc
    if marker.dep_ == "mark" or not marker.children:
        inside = [at for at in subtree(marker.head) if at > marker.i] if marker.head.i > marker.i else []
    else:
        inside = [at for at in subtree(marker) if at > marker.i]
    last = max(inside, default=marker.i)
    ends = (one for one in doc[marker.i + 1 : last + 1] if _begins_clause(one) or _adds(one))
    return _stretch(doc, marker.i + 1, next((one.i - 1 for one in ends), last))


def _adds(pronoun: Word) -> bool:
    """Whether a clause behind a comma begins here that only adds: …, which is a problem."""
    return pronoun.tag_ in ("WDT", "WP") and pronoun.nbor(-1).text == ","


def _begins_clause(conjunction: Word) -> bool:
    """Whether a clause of its own is joined: than Trump, and I have."""
    if conjunction.dep_ != "cc":
        return False
    others = (one for one in conjunction.head.children if one.dep_ == "conj" and one.i > conjunction.i)
    return any(below.dep_ in ("nsubj", "nsubjpass") for one in others for below in one.children)


def _among(end: Word) -> tuple[int, int] | None:
    """Of what a superlative is the most: in Europe, of them all, since 2008; ever; that he has seen."""
    noun = end.head if end.head.i > end.i and end.head.pos_ in ("NOUN", "PROPN") else end
    near = sorted((*noun.children, *end.children), key=lambda one: one.i)
    for one in (below for above in near for below in (above, *_under(above)) if below.i > end.i):
        place = one.dep_ == "prep" and one.lower_ in modality()["among"] and _is_set(one)
        clause = one.dep_ == "relcl" and one.tag_ != "VB" and one.head is noun and not _after_comma(one)
        if place or clause or one.lower_ == "ever":
            below = subtree(one)
            return _stretch(end.doc, min(below) if clause else one.i, max(below))
    return None


def _after_comma(clause: Word) -> bool:
    first = min(subtree(clause))
    return first > 0 and clause.doc[first - 1].is_punct


def _under(word: Word) -> Iterator[Word]:
    """Of "of terrorism in the world" what stands under its noun."""
    for noun in word.children if word.lower_ == "of" else ():
        yield from noun.children


def _is_set(preposition: Word) -> bool:
    """Whether "of" names a set (of them all, of the two, of 2016; not of flattery) and "for" a time."""
    if preposition.lower_ == "for":
        return any(one.lemma_ in modality()["spells"] for one in preposition.children)
    return preposition.lower_ != "of" or any(
        one.tag_ in ("DT", "PRP", "CD")
        or any(below.tag_ in ("DT", "PDT", "PRP$") or below.text[:1].isdecimal() for below in one.children)
        for one in preposition.children
    )


def _stretch(doc: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """First and last word without marks at the ends; None where nothing is left."""
    while first <= last and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last >= first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    return (first, last) if first <= last else None


def within_claim(found: Sequence[Comparison], content: Sequence[Offsets]) -> Iterator[Comparison]:
    """Those whose words lie in one piece of a claim; what one is compared with outside of it is left out."""
    for one in found:
        if within((one.start, one.end), content):
            than = one.than
            yield one if than is None or within((than.start, than.end), content) else replace(one, than=None)
