"""Where a content behind its cue ends: at one of the sentence's joints, by weights learnt from annotated articles.

A joint is a place where what is said may stop: before a comma, a dash, a conjunction, a preposition, at the end that
the parse gives.  From the content's head on, each joint has a chance to be the end if none before it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .evidence import group_of
from .syntax import FINITE, child
from .weights import Weights, logistic, stepped

if TYPE_CHECKING:
    from .words import Word

_WORDS = frozenset({
    "about", "according", "adding", "after", "against", "although", "amid", "and", "as", "at", "because", "before",
    "but", "by", "despite", "during", "especially", "even", "following", "for", "from", "if", "in", "including", "into",
    "like", "on", "or", "over", "saying", "since", "so", "than", "that", "though", "through", "to", "under", "unless",
    "until", "when", "where", "whether", "which", "while", "who", "whom", "whose", "with", "without",
})  # fmt: skip
_MARKS = frozenset({",", ";", ":", "—", "--", "–", "-", "(", ")", "...", "…"})
_STEPS = (4, 8, 15)
_QUOTES = frozenset({'"', "”", "''", "’"})
_TOLD = frozenset({"PRON", "ADP", "SCONJ", "CCONJ", "PUNCT"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "you", "there"})


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a content behind its cue may end: its first and last word, its head, its frame, the cue.

    ``closed`` are stretches of words in quotation marks, ``verb`` is the place of the content's first verb.
    """

    doc: Sequence[Word]
    first: int
    head: int
    last: int
    frame: str
    cue: Word
    closed: Sequence[tuple[int, int]]
    verb: int


def joints(place: Ending) -> Iterator[int]:
    """Words before which a content may end.

    The sentence's end is the last joint, unless another cue with "that" stands before it: "… and added that …".  None
    stands inside quotation marks.
    """
    doc, last, closed = place.doc, place.last, place.closed
    ends = {end for _, end in closed}
    told = [i for i in range(last + 1, len(doc) - 1) if doc[i].pos_ == "VERB" and doc[i + 1].lower_ == "that"]
    for i in range(place.head + 1, last + 2 if told else len(doc) + 1):
        if i < len(doc) and i != last + 1 and i not in ends:
            if doc[i].text not in _MARKS and (doc[i].lower_ not in _WORDS or doc[i - 1].text in _MARKS):
                continue
            if closed and any(start < i < end for start, end in closed):
                continue
        yield i


def signs(place: Ending, at: int, is_cue: Callable[[str], bool]) -> tuple[str, list[str]]:
    """What stands at a joint: on which side of the parse's own end it is, and names that weights are learnt for."""
    doc, first, last, cue = place.doc, place.first, place.last, place.cue
    mark = doc[at].text if doc[at].text in _MARKS else ""
    if doc[at - 1].text in _QUOTES and at - 2 > first:
        mark += f"quote{doc[at - 2].text if doc[at - 2].is_punct else ''}"
    next_ = doc[min(at + 1, len(doc) - 1)] if doc[at].text in _MARKS else doc[at]
    word = next_.lower_ if next_.lower_ in _WORDS or next_.pos_ in _TOLD else next_.pos_
    joined = _conjunct(next_) if next_.dep_ == "cc" else None
    top = joined or next_
    while top.head.i >= at and top.head.i != top.i:
        top = top.head
    above = top.head
    where = "in" if first <= above.i < at else "cue" if above.i == cue.i else "over" if above.i < first else "root"
    frame, group = place.frame, group_of(place.frame)
    side = "=" if at == last + 1 else "<" if at <= last else ">"
    words, rest = at - first, len(doc) - at
    near = doc[at : min(at + 6, len(doc))]
    finite = not FINITE.isdisjoint([t.tag_ for t in near])
    who = _first_subject(near)
    subject = child(top, "nsubj", "nsubjpass")
    names = [
        f"mark={mark}", f"word={word}", f"mark={mark} word={word}", f"{top.dep_} {where}",
        f"{top.dep_} {where} mark={mark}", f"{group} {top.dep_} {where} {bool(mark)}",
        f"words={stepped(words, _STEPS)}", f"frame={frame}", group, f"rest={stepped(rest, _STEPS)}",
        f"tag={next_.tag_}", f"finite={finite}", f"who={who}", f"{top.dep_} {top.tag_}", f"entity={next_.ent_type_}",
        f"above={above.tag_}", f"{group} word={word}", f"top={'NAME' if top.pos_ == 'PROPN' else top.lemma}",
        f"verb before={place.verb < at}",
    ]  # fmt: skip
    if top.pos_ == "ADP":
        inner = child(top, "pobj")
        if inner is not None:
            names.append(f"{top.lower_} {inner.ent_type_ or inner.lemma}")
            names.append(f"{group} {top.lower_} {inner.ent_type_ or 'no name'} {where}")
    if top.pos_ in ("VERB", "AUX"):
        told = is_cue(top.lemma)
        helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in top.children)
        names.append(
            f"{top.dep_} {'cue' if told else 'no cue'} {top.tag_} {'own' if subject is not None else 'no'} subject"
        )
        names.append(
            f"{cue.tag_} {top.dep_} {'cue' if told else 'no cue'} {top.tag_} helped={helped}"
            f" {'own' if subject is not None else 'no'} subject {where} {group}"
        )
        same = "same" if top.tag_ == cue.tag_ else "other"
        names.append(f"{top.dep_} verb {same} form, {'own' if subject is not None else 'no'} subject")
        names.append(f"{top.dep_} verb {same} form, {'own' if subject is not None else 'no'} subject {where}")
        names.append(f"{top.dep_} {top.tag_} after {cue.tag_} {where}")
    return side, names


def _first_subject(words: Iterable[Word]) -> str:
    """Which pronoun the first subject is; ``other`` for any other word."""
    for word in words:
        if word.dep_ in ("nsubj", "nsubjpass"):
            return word.lower_ if word.lower_ in _PRONOUNS else "other"
    return "none"


def _conjunct(conjunction: Word) -> Word | None:
    """The first word of equal standing behind a conjunction, which the parse hangs on the one before it."""
    return next((c for c in conjunction.head.children if c.dep_ == "conj" and c.i > conjunction.i), None)


def first_verb(doc: Sequence[Word], first: int) -> int:
    """The place of the first verb from a word on; the sentence's end where there is none."""
    for word in doc[first:]:
        if word.tag_ in _VERB_TAGS:
            return word.i
    return len(doc)


_VERB_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})


def likeliest_end(place: Ending, weights: Weights, is_cue: Callable[[str], bool]) -> int:
    """The word before which the content ends best: where the chance of half its words plus that of all is highest."""
    ends: list[tuple[float, int, int]] = []
    left = 1.0
    doc, counted, size = place.doc, place.first, 0
    for at in joints(place):
        stop = 1.0
        if at < len(doc):
            side, names = signs(place, at, is_cue)
            of_side = weights.after(f"{side} ")
            stop = logistic(weights.constant + sum([of_side[name] for name in names if name in of_side]))
        size += sum([not word.is_punct for word in doc[counted:at]])
        counted = at
        ends.append((left * stop, at, size))
        left *= 1 - stop
        if left < 0.01:
            break

    def worth(size: int) -> float:
        return sum(
            [chance * ((min(size, other) >= max(size, other) / 2) + (size == other)) for chance, _, other in ends]
        )

    return max(ends, key=lambda end: worth(end[2]))[1]
