"""The attributors: one declared, ordered list of rules from a sentence to findings."""

from .finding import Context, Finding, Rule
from .nouns import adjective_frames, noun_frames
from .phrases import according_to, adverb, in_document, in_words
from .quoted import colon, quote_beside_verb
from .signed import signature
from .verbs import verb_frames

RULES: tuple[Rule, ...] = (
    verb_frames,
    noun_frames,
    adjective_frames,
    quote_beside_verb,
    according_to,
    in_words,
    in_document,
    adverb,
    colon,
    signature,
)

__all__ = ["RULES", "Context", "Finding", "Rule"]
