"""What an article makes of a statement: all of it, a part, a few words, its sense, a headline."""

from __future__ import annotations

from typing import Literal

from .saying import OWN, Saying
from .wordings import Wording

Form = Literal["full", "shortened", "fragment", "paraphrase", "headline"]
FORMS: tuple[Form, ...] = ("full", "shortened", "fragment", "paraphrase", "headline")

ALL = 0.9
"""Share of the words of the fullest version from which a version is as full: a word may be changed."""

ALONE = 0.75
"""Share of a version's own words in quotation marks from which it is a quotation with a lead, not words in a report."""

FEW = 7
"""Words of a speech in quotation marks that are hardly a sentence of it."""

SENTENCE = 12
"""Words in one pair of quotation marks that are one."""


def form(version: Saying, wording: Wording | None) -> Form:
    """The form of a version; ``wording`` compares it with the fullest, None for what has none of its words."""
    if version.row["in_headline"]:
        return "headline"
    if not version.quoted:
        return "paraphrase"
    if wording is None or not wording.same:
        return "paraphrase" if _in_a_report(version) else "fragment"
    longest = max(end - start for start, end in version.stretches)
    alone = version.row["type"] == "direct" or version.quoted >= max(FEW + 1, ALONE * len(version.words))
    if alone and wording.same >= ALL * wording.of:
        return "full"
    return "shortened" if (alone or longest >= SENTENCE) and wording.same > FEW else "fragment"


def _in_a_report(version: Saying) -> bool:
    """Whether the outlet's own words around the quoted ones tell something, names aside."""
    own = [word for word in version.words if word.stretch == OWN]
    return any(word.terms and not version.text_of(word)[:1].isupper() for word in own)


def own_form(version: Saying) -> Form:
    """The form in which an article gives what another speaker says alike."""
    if version.row["in_headline"]:
        return "headline"
    return {"direct": "full", "mixed": "fragment", "indirect": "paraphrase"}[version.row["type"]]  # type: ignore[return-value]
