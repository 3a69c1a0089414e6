"""What the rules ask of a parse: subjects, subtrees, noun phrases, and token sets as spans.

Dependency labels are those of spaCy's English models (ClearNLP).  Sets of words are sets of ``Word.i``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .words import Word

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
QUOTES = frozenset("\"'“”‘’«»„`")
_KEPT = QUOTES | {"''", "``", "(", ")", "[", "]", "%", "‰", "@", "#"}  # punctuation, for Unicode


def children(token: Word, *labels: str) -> list[Word]:
    """The token's children with one of these labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def by_label(token: Word) -> dict[str, list[Word]]:
    """The token's children by their labels, in order."""
    below: dict[str, list[Word]] = {}
    for one in token.children:
        below.setdefault(one.dep_, []).append(one)
    return below


def child(token: Word, *labels: str) -> Word | None:
    """The first such child, or None."""
    for one in token.children:
        if one.dep_ in labels:
            return one
    return None


def above_as(token: Word, *labels: str) -> Word | None:
    """The nearest word above that hangs on its head by one of these labels, or None."""
    at = token.head
    while at.dep_ not in labels:
        if at.head is at:
            return None
        at = at.head
    return at if at is not token else None


def subtree(token: Word, without: Iterable[Word] = ()) -> set[int]:
    """Word and all below it, less the subtrees of ``without``."""
    ids = set()
    below = [token]
    while below:  # Token.subtree goes down by recursion and takes quadratic time in a long chain
        one = below.pop()
        ids.add(one.i)
        below.extend(one.children)
    for other in without:
        ids -= subtree(other)
    return ids


def is_passive(verb: Word) -> bool:
    """Whether the verb is a passive: it was said, said by officials."""
    if child(verb, "nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and child(verb, "aux", "nsubj") is None


def agent(verb: Word) -> Word | None:
    """X of "was described by X"."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


_MANY = frozenset({"many", "some", "most", "few", "several", "others", "both"})


def taken_for_noun(token: Word) -> bool:
    """Whether a verb was tagged as a noun: "…, the president predicts" with the clause that it governs."""
    return token.tag_ in ("NN", "NNS") and token.dep_ == "ROOT" and child(token, "ccomp") is not None


def own_subject(verb: Word) -> Word | None:
    """The verb's own subject, also where the parse takes "many argue", a Mr. Will or a verb for something else."""
    who = child(verb, "nsubj")
    if who is None and verb.i > 0 and verb.nbor(-1).head == verb:
        before = verb.nbor(-1)
        named = before.tag_ == "MD" and before.text.istitle() and verb.tag_ in ("VBD", "VBN", "VBZ") and before.i > 0
        if named or before.lower_ in _MANY or taken_for_noun(verb):
            return before
    return who


def subject(verb: Word, limit: int = 6) -> Word | None:
    """Who does what the verb says, as the parse has it: its own subject, or the one it shares with a governing word."""
    own = children(verb, "nsubj", "nsubjpass")
    if own:
        return min(own, key=lambda token: abs(token.i - verb.i))
    if limit == 0 or verb.head == verb:
        return None
    head, relation = verb.head, verb.dep_
    if relation == "acl":
        return _of_participle(verb) if verb.tag_ == "VBG" else None
    if relation == "conj" and head.dep_ == "ccomp" and head.head.i < head.i and is_second_cue(verb, head.head):
        return subject(head.head, limit - 1)
    if relation in ("conj", "advcl", "ccomp", "parataxis", "dep"):
        return subject(head, limit - 1) if head.pos_ in ("VERB", "AUX") else None
    if relation == "xcomp":
        return child(head, "dobj") or subject(head, limit - 1)
    if relation == "pcomp" and head.lower_ == "as":
        quoted = child(head.head, "dobj", "nsubjpass")  # quoted one of them as saying, was cited as saying
        return quoted or subject(head.head, limit - 1)
    if relation == "pcomp" and head.dep_ == "prep":
        # "by saying that …" speaks of the sentence's subject, whichever noun the parse hangs it on.
        above = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX") and child(t, "nsubj", "nsubjpass")), None)
        return None if above is None else child(above, "nsubj", "nsubjpass")
    if relation in ("aux", "auxpass"):
        return subject(head, limit - 1)
    return None


def is_second_cue(token: Word, verb: Word) -> bool:
    """Whether a verb below a cue's clause is the cue's equal: no subject, same form, its own clause with "that"."""
    return (
        token.dep_ == "conj"
        and token.tag_ == verb.tag_
        and token.pos_ == "VERB"
        and child(token, "nsubj", "nsubjpass") is None
        and (inner := child(token, "ccomp")) is not None
        and any(t.lower_ == "that" for t in token.doc[token.i + 1 : min(inner.i, token.i + 3)])
        and not any(c.dep_ == "aux" for c in token.children)
    )


def _of_participle(verb: Word) -> Word | None:
    """Who does what a participle behind a noun says: officials saying …; in "emailed supporters saying" the writer."""
    noun = verb.head
    above = noun.head
    people = noun.tag_ in ("NNS", "NNP", "NNPS") or noun.lemma_ in ("statement", "letter", "tweet", "message", "email")
    if noun.dep_ == "dobj" and people and above.pos_ == "VERB":
        return child(above, "nsubj") or noun
    return noun


def noun_phrase(head: Word) -> set[int]:
    """The whole phrase of a source: apposition and prepositional phrases in, relative clauses out."""
    ids = {head.i}
    for part in head.children:
        if part.dep_ in ("relcl", "parataxis", "ccomp"):
            continue
        if part.dep_ in ("advcl", "acl") and part.i > head.i:
            continue
        if part.dep_ == "prep" and _is_adjunct(part):
            continue
        ids |= _phrase_part(part)
    return contiguous(ids, head.i)


def phrase_of(head: Word) -> frozenset[int]:
    """The head's noun phrase, kept with it: one subject may be the source of several cues."""
    if head.phrase is None:
        head.phrase = frozenset(noun_phrase(head))
    return head.phrase


def _phrase_part(part: Word) -> set[int]:
    ids = set()
    below = [part]
    while below:
        one = below.pop()
        ids.add(one.i)
        below.extend(child for child in one.children if child.dep_ not in ("relcl", "parataxis"))
    return ids


def _is_adjunct(part: Word) -> bool:
    """A phrase after a comma or at a distance is more likely an adjunct of the clause than part of the name.

    So is "as" behind an agent: seen by some as a demotion.
    """
    if part.lower_ == "as" and part.head.dep_ == "pobj" and part.head.head.dep_ == "agent":
        return True
    return part.i > 0 and part.nbor(-1).text == "," and part.lower_ not in ("of", "from", "for")


def contiguous(ids: set[int], around: int) -> set[int]:
    """The run of tokens around one of them, bridging single commas."""
    run = {around}
    for step in (-1, 1):
        at = around + step
        while at in ids or at + step in ids:
            run.add(at)
            at += step
    return run


def trimmed(doc: Sequence[Word], run: list[int]) -> list[int]:
    """A run of tokens less the punctuation at its edges; quotation marks, brackets, "%" and the like stay."""
    start, end = 0, len(run)
    while start < end and (doc[run[start]].is_space or _loose(doc[run[start]])):
        start += 1
    while end > start and (doc[run[end - 1]].is_space or _loose(doc[run[end - 1]])):
        end -= 1
    return run[start:end]


def _loose(token: Word) -> bool:
    return token.is_punct and token.text not in _KEPT


def spans_of(doc: Sequence[Word], ids: Iterable[int], offset: int) -> list[tuple[int, int]]:
    """Set of words to character spans: runs of neighbours (punctuation between two of them belongs), trimmed."""
    spans: list[tuple[int, int]] = []
    run: list[int] = []
    for i in sorted(ids):
        if run and i != run[-1] + 1 and not _is_bridged(doc[run[-1] + 1 : i]):
            spans += _span(doc, trimmed(doc, run), offset)
            run = []
        run.append(i)
    return spans + _span(doc, trimmed(doc, run), offset)


def _is_bridged(between: Iterable[Word]) -> bool:
    return all(word.is_punct or word.is_space for word in between)


def _span(doc: Sequence[Word], run: list[int], offset: int) -> list[tuple[int, int]]:
    if not run:
        return []
    last = doc[run[-1]]
    return [(offset + doc[run[0]].idx, offset + last.end)]


def closing_name(verb: Word) -> Word | None:
    """The name right before a cue that closes a sentence where the parse shows no subject.

    Agencies put a speaker's whole office between statement and cue, "…, head of the agency for X and Y Ivan Petrov
    said", and the parse takes it for a part of the statement.
    """
    at = verb.i - 1
    while at > 0 and (verb.doc[at].dep_ == "advmod" or verb.doc[at].dep_ == "aux"):
        at -= 1
    name = verb.doc[at] if at >= 0 else None
    if (
        name is None
        or name.pos_ != "PROPN"
        or (verb.i + 1 < len(verb.doc) and verb.nbor(1).pos_ in ("PROPN", "NOUN", "DET"))
    ):
        return None
    return name


def office_before(name: Word, is_office: Callable[[Word], bool]) -> int:
    """Where the phrase of a closing name begins: at the office after the last comma before one, else at the name."""
    doc = name.doc
    start = name.i
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].ent_iob_ != "O":
        start -= 1
    for at in range(name.i - 1, 0, -1):
        if doc[at].text == "," or doc[at].text in QUOTES:
            for follow in range(at + 1, min(at + 5, name.i)):
                if is_office(doc[follow]):
                    return at + 1
                if doc[follow].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "PART"):
                    break
    return start
