"""Whether "on Tuesday" lies before or after publication: told by the verb over it, else by the words before."""

from __future__ import annotations

import re
from typing import Literal

from ..page import Sentence
from ..words import Word

Direction = Literal["<", ">"]

_AHEAD = frozenset({
    "plan", "expect", "schedule", "set", "slate", "intend", "vow", "promise", "hope", "want", "aim", "due", "likely",
    "prepare", "await", "anticipate", "predict", "threaten",
})  # fmt: skip
"""Words whose infinitive, or whose object, is yet to come: is expected to speak on Tuesday."""

_MODALS = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "could", "may", "might", "can", "ca", "should", "must"}
)
_NEARING = frozenset({"loom", "approach", "near"})
_SAYING = frozenset({
    "say", "tell", "report", "write", "announce", "state", "note", "add", "tweet", "argue", "claim", "ask", "call",
    "show", "find",
})  # fmt: skip
"""Verbs that headlines and news put into the present for what is past: A poll released Monday finds …"""

_UP = 12  # heads followed from a date to its verb; more is a parse gone wrong
_WORDS_BEFORE = re.compile(
    r"\b(?P<ahead>will|['’]ll|won['’]t|would|shall|could|may|might|should|must|(?:going|set|due|expected|scheduled|slated|"
    r"plan\w{0,4}|likely|hopes?|wants?|vow\w{0,2}|ready) to|(?:scheduled|slated|set) for|upcoming|ahead of|is|are)\b|"
    r"\b(?P<past>was|were|had|said|told|has|have|did|\w{2,20}ed)\b",
    re.I,
)
_LOOKED_BACK = 100  # characters before a date in which a plain text's verb is looked for


def direction(sentence: Sentence, start: int) -> Direction:
    """The direction from the day of publication to the date that begins at ``start``, an offset into the article."""
    at = sentence.tokens(start, start + 1)
    if not at:
        return "<"
    word = sentence.words[at[0]]
    if _is_ahead_of(word):
        return ">"
    own = word
    for _ in range(_UP):
        told = _told_by(word)
        if told == ">" and _is_said_then(own, word):
            return "<"
        if told is not None:
            return told
        if word is not own and word.pos_ == "NOUN" and word.lemma in _DONE and word.dep_ != "dobj":
            return "<"
        if word.head is word or (word.tag_ == "VBG" and word.head.lower_ == "after"):
            break
        word = word.head
    return "<"


def _is_said_then(date: Word, verb: Word) -> bool:
    """Whether a date before a reported clause is of the saying: She told reporters on Sunday she would stay."""
    if verb.dep_ != "ccomp" or not verb.head.i < date.i or verb.head.tag_ not in ("VBD", "VBN"):
        return False
    return all(child.i > date.i for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "mark"))


def plain_direction(text: str, start: int) -> Direction:
    """The same by the words before, of a text without a parse."""
    told: Direction = "<"
    for found in _WORDS_BEFORE.finditer(text, max(0, start - _LOOKED_BACK), start):
        told = ">" if found["ahead"] else "<"
    return told


def _is_ahead_of(word: Word) -> bool:
    """The words right before say so: ahead of Monday's debate, the upcoming May election, planning for Thursday."""
    before = [one.lower_ for one in word.doc[max(0, word.i - 3) : word.i]]
    if before[-1:] == ["the"]:
        before.pop()
    return (
        before[-2:] in (["ahead", "of"], ["heading", "into"])
        or before[-1:] == ["upcoming"]
        or (before[-1:] == ["for"] and len(before) > 1 and before[-2].startswith(_PREPARED))
    )


_DONE = frozenset({
    "address", "announcement", "assertion", "attack", "comment", "data", "decision", "defeat", "endorsement", "figure",
    "interview", "killing", "loss", "massacre", "number", "outcome", "poll", "polling", "remark", "report", "result",
    "ruling", "shooting", "statement", "survey", "tweet", "victory", "win",
})  # fmt: skip
"""Friday's ruling, the November jobs report: what is known only when it is over, unless somebody will do it."""


_PREPARED = ("set", "schedul", "slat", "due", "plan", "prepar", "prep", "ready", "ticket", "invit")


def _told_by(word: Word) -> Direction | None:
    """What one word over a date tells, None where the words above it are to be asked."""
    if word.lower_ == "according":
        return "<"
    if word.pos_ not in ("VERB", "AUX"):
        return None
    if word.lemma in _NEARING:
        return ">"
    helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"have", "has", "had", "'ve", "’ve", "having", "was", "were", "did"} or word.tag_ in ("VBD", "VBN"):
        if helpers & {"will", "'ll", "’ll"} or (helpers & {"be"} and helpers & _MODALS):
            return ">"
        return "<" if not (word.tag_ == "VBN" and helpers & {"is", "are", "be"} and word.lemma not in _SAYING) else ">"
    if helpers & _MODALS or helpers & {"do", "does"} or (helpers & {"'d", "’d"} and word.tag_ == "VB"):
        return ">"
    if "to" in helpers:
        return _of_infinitive(word)
    if word.tag_ in ("VBZ", "VBP"):
        return "<" if word.lemma in _SAYING else ">"
    return ">" if helpers & {"is", "are", "'s", "’s", "'re", "’re"} else None


def _of_infinitive(word: Word) -> Direction | None:
    """An infinitive after a word of planning, or of a headline (Trump to speak Tuesday), is ahead."""
    above = word.head
    return ">" if above is word or above.lemma in _AHEAD else None
