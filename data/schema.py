"""The JSON Schemas (2020-12) of everything spq prints: the one list of keys, their order, types and meaning.

The writers take their columns from here, `spq schema` prints it, and the tests check real rows against it.
"""

from __future__ import annotations

from typing import Literal, get_args

from .records import QUOTE_TYPES
from .schemaclaims import CLAIM
from .schemacommon import ARTICLE_KEYS as _ARTICLE_KEYS
from .schemacommon import CUE as _CUE
from .schemacommon import SPEAKER as _SPEAKER
from .schemacommon import span as _span
from .schemacorrections import CORRECTED as _CORRECTED
from .schemacorrections import CORRECTION
from .schemacounts import COUNT
from .schemameasures import CLAIM_MEASURES, MEASURES, NAME_MEASURES, SPEAKER_MEASURES
from .schemaparts import Schema
from .schemaparts import array as _list
from .schemaparts import count as _count
from .schemaparts import flag as _flag
from .schemaparts import one_of as _one_of
from .schemaparts import optional_text as _optional_text
from .schemaparts import record as _object
from .schemaparts import share as _share
from .schemaparts import text as _text
from .schemapeople import COMPARISON, who
from .schemasentences import SENTENCE
from .schemaverify import VERIFICATION
from .schemaversions import STATEMENT_COMPARISON, VERSION

RecordName = Literal[
    "quotes",
    "claims",
    "entities",
    "speakers",
    "articles",
    "library",
    "holdings",
    "measures",
    "name-measures",
    "speaker-measures",
    "claim-measures",
    "sentences",
    "explanations",
    "comparisons",
    "counts",
    "corrections",
    "verifications",
    "statement-comparisons",
    "versions",
]
RECORD_NAMES: tuple[RecordName, ...] = get_args(RecordName)

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: RecordName) -> Schema:
    """The schema of one record, as `spq schema NAME` prints it; keys that need ``--explain`` are optional in it."""
    return {"$schema": DIALECT, **_RECORDS[name]}


def schemas() -> Schema:
    """The schemas of all records in one document, each under ``$defs``."""
    return {"$schema": DIALECT, "title": "The records of spq", "$defs": dict(_RECORDS)}


def columns(name: RecordName, *, explain: bool = False, unique: bool = False) -> Schema:
    """The properties of a record in order; those that only ``--explain`` or ``--unique`` adds are left out without."""
    record = _RECORDS[name]
    added = {"copies": unique}
    return {
        key: value
        for key, value in record["properties"].items()
        if key in record["required"] or added.get(key, explain)
    }


_CANDIDATE = _object(
    "somebody who was considered as the speaker",
    {
        "name": _text("the name"),
        "score": {"type": "number", "description": "higher is likelier"},
        "why": _text("what speaks for it"),
    },
)

_QUOTE = _object(
    "one statement, who made it and where it stands",
    {
        "id": _text("stable: the same article and the same spans give the same id"),
        "doc": _text("the article's id"),
        **_ARTICLE_KEYS,
        "type": _one_of(QUOTE_TYPES, "direct: all in quotation marks; mixed: partly; indirect: none"),
        "text": _text("what was said; pieces are joined by ' … '"),
        "content": _list(_span("one piece"), "where it stands, piece by piece", 1),
        "source": _span("whom the article names as the source, as written", null=True),
        "cue": _CUE,
        "speaker": _SPEAKER,
        "addressee": _span("to whom it was said, as written", null=True),
        "in_headline": _flag("it stands in the headline"),
        "nested_in": _optional_text("the id of the attribution this one stands inside"),
        "negated": _flag("the cue or the content is negated"),
        "hedged": _flag("the cue or the content is hedged (may, reportedly)"),
        "context": _span("the sentence or sentences it stands in"),
        "confidence": _share("the chance that content and source are both right"),
        "rule": _text("the rule that found it"),
        "corrected": _CORRECTED,
        "candidates": _list(_CANDIDATE, "who else was considered as the speaker (--explain)"),
        "reason": _optional_text("why there is no speaker (--explain)"),
        "copies": _object(
            "near-duplicates of the article, which it stands for (--unique)",
            {
                "articles": _count("how many"),
                "outlets": _list({"type": "string"}, "who published them, other than this article's outlet"),
            },
        ),
    },
    optional=("candidates", "reason", "copies"),
)


OUTCOMES = (
    "shown", "hidden", "own words", "nested", "distrusted", "rival", "other reading", "unlikely", "rare",
)  # fmt: skip
"""What became of a reading of a cue, from the statement that ``spq quotes`` shows to what was not looked at."""

_WEIGHT = _object(
    "one thing that was seen",
    {
        "name": _text("its name in the tables of weights, without the group of frames it holds for"),
        "text": _text("the same in plain words"),
        "weight": {"type": "number", "description": "what it adds to the logarithm of the odds"},
    },
)

_READING = _object(
    "another reading",
    {
        "text": _text("what it takes for the content; pieces are joined by ' … '"),
        "source": _optional_text("what it takes for the source"),
        "cue": _optional_text("its cue"),
        "same_cue": _flag("it reads the same cue, not another one beside the same words"),
        "rule": _text("the rule that read it"),
        "frame": _text("how the content hangs on the cue"),
        "construction": _text("rule and frame in plain words"),
        "confidence": _share("how likely it is"),
        "outcome": _one_of(OUTCOMES, "what became of it"),
        "why": _text("why"),
    },
)

_EXPLANATION = _object(
    "why something was taken for a statement, or was not",
    {
        "id": _optional_text("the statement's id; null for a reading that none was made of"),
        "doc": _text("the article's id"),
        **_ARTICLE_KEYS,
        "outcome": _one_of(OUTCOMES, "what became of this reading"),
        "why": _text("why"),
        "text": _text("what was said; pieces are joined by ' … '"),
        "content": _list(_span("one piece"), "where it stands, piece by piece", 1),
        "source": _span("whom the article names as the source, as written", null=True),
        "cue": _CUE,
        "context": _span("the sentence or sentences it stands in"),
        "speaker": _SPEAKER,
        "reason": _optional_text("why there is no speaker"),
        "candidates": _list(_CANDIDATE, "who was considered as the speaker, the one taken included"),
        "inside": _object(
            "the statement that this one stands inside",
            {"id": _text("its id"), "text": _text("what it says"), "speaker": _optional_text("who says it")},
            null=True,
        ),
        "rule": _text("the rule that found it"),
        "frame": _text("how the content hangs on the cue"),
        "construction": _text("rule and frame in plain words"),
        "example": _text("a sentence, made up, with this construction"),
        "counts": _object(
            "how often this cue in this frame was an attribution where it was counted; null without a cue",
            {
                "text": _text("the same in plain words"),
                "cases": _count("how many were counted"),
                "right": _count("how many of them were attributions"),
                "average": _share("the share of right ones over all cues of the same standing in this frame"),
                "chance": _share("what the two come to: the fewer the cases, the nearer to the average"),
                "assumed": _flag("the chance was set by hand, as the counted articles hardly have this frame"),
            },
            null=True,
        ),
        "evidence": _list(
            _WEIGHT, "adds up to the logarithm of the odds of weighed; empty where only the chance counts"
        ),
        "weighed": _share("the confidence by this evidence"),
        "calibration": _list(
            _WEIGHT, "adds up to the logarithm of the odds of confidence; empty if it never came so far"
        ),
        "confidence": _share("the final confidence: the chance that content and source are both right"),
        "readings": _list(_READING, "what else was read from the same cue or the same words, the likeliest first"),
    },
)

_RECORDS: dict[RecordName, Schema] = {
    "quotes": {"title": "quotes", **_QUOTE},
    "claims": {"title": "claims", **CLAIM},
    "entities": {
        "title": "entities",
        **who(
            "a person, organisation, place or other thing that articles mention",
            "mentions, by name, description or pronoun, in the articles chosen",
            "articles chosen that mention it",
        ),
    },
    "speakers": {
        "title": "speakers",
        **who(
            "somebody to whom articles attribute statements",
            "statements chosen that are attributed to it",
            "articles with such a statement",
        ),
    },
    "articles": {
        "title": "articles",
        **_object(
            "one article with all that is attributed in it, as `spq show --json` prints it",
            {
                "doc": _text("the article's id"),
                **_ARTICLE_KEYS,
                "author": _optional_text("who wrote it"),
                "text": _text("the text exactly as read; all offsets are into it"),
                "quotes": _list(_QUOTE, "the attributions in it that were chosen, in order"),
            },
        ),
    },
    "library": {
        "title": "library",
        **_object(
            "how much is in a library",
            {
                "path": _text("the library's file"),
                "bytes": _count("its size"),
                "articles": _count("articles"),
                "analyses": _count("analyses; articles with the same text share one"),
                "attributions": _count("what is attributed in all articles, wishes and attitudes included"),
                "people": _count("people, organisations, places and others told apart"),
                "outlets": _list({"type": "string"}, "who published the articles"),
                "first": _optional_text("the earliest date of an article"),
                "last": _optional_text("the latest date"),
                "undated": _count("articles without a date"),
                "outdated": _count("articles that were analysed by other rules or another model than would be now"),
                "corrections": _count("readers' corrections that hold in it"),
            },
        ),
    },
    "holdings": {
        "title": "holdings",
        **_object(
            "one article in a library, as `spq library list` prints it",
            {
                "doc": _text("the article's id"),
                **_ARTICLE_KEYS,
                "author": _optional_text("who wrote it"),
                "characters": _count("the length of its text"),
                "statements": _count("statements in it"),
                "attributions": _count("all that is attributed in it, wishes and attitudes included"),
                "outdated": _flag("it was analysed by other rules or another model than would be now"),
            },
        ),
    },
    "measures": {"title": "measures", **MEASURES},
    "name-measures": {"title": "name-measures", **NAME_MEASURES},
    "speaker-measures": {"title": "speaker-measures", **SPEAKER_MEASURES},
    "claim-measures": {"title": "claim-measures", **CLAIM_MEASURES},
    "sentences": {"title": "sentences", **SENTENCE},
    "explanations": {"title": "explanations", **_EXPLANATION},
    "comparisons": {"title": "comparisons", **COMPARISON},
    "counts": {"title": "counts", **COUNT},
    "corrections": {"title": "corrections", **CORRECTION},
    "verifications": {"title": "verifications", **VERIFICATION},
    "statement-comparisons": {"title": "statement-comparisons", **STATEMENT_COMPARISON},
    "versions": {"title": "versions", **VERSION},
}
