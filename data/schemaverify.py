"""The JSON Schema of a checked quotation, as `spq verify` prints it."""

from __future__ import annotations

from typing import Literal, get_args

from .records import KINDS
from .schemacommon import ARTICLE_KEYS, SPAN_KEYS, SPEAKER, span
from .schemaparts import Schema, array, count, flag, one_of, optional_text, record, share, text

Verdict = Literal[
    "verbatim", "other speaker", "shortened", "unquoted", "altered", "stitched", "reworded", "not found", "too short",
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Op = Literal["changed", "added", "omitted", "editor", "apart"]
OPS: tuple[Op, ...] = get_args(Op)

Grave = Literal["negation", "figure"]
GRAVE: tuple[Grave, ...] = get_args(Grave)

Compared = Literal["same", "other", "not compared"]
COMPARED: tuple[Compared, ...] = get_args(Compared)

_DIFFERENCES = array(
    record(
        "some words in which draft and source differ",
        {
            "op": one_of(
                OPS,
                "changed: other words; added: words that only the draft has; omitted: words that only the source has; "
                "editor: what square brackets hold, and what they stand for; apart: what lies between two quotations "
                "that the draft makes one",
            ),
            "draft": span("the draft's words, in the draft; empty where it has none"),
            "source": span("the source's words, in the source; empty where it has none"),
            "grave": {
                "enum": [*GRAVE, None],
                "type": ["string", "null"],
                "description": "a negation that went or came, another figure; null for everything else",
            },
            "owned": {
                "type": ["boolean", "null"],
                "description": "of what is omitted: whether a mark of omission (…) stands there; else null",
            },
        },
    ),
    "word by word where the two differ, in the draft's order",
)

_WHERE: Schema = {"doc": text("the article's id"), **ARTICLE_KEYS}

_PLACE: Schema = {
    **SPAN_KEYS,
    **_WHERE,
    "pieces": array(span("one stretch"), 'the same without what interrupts it there ("…," he said, "…")'),
    "context": span("the sentence or sentences it stands in"),
    "quoted": flag("all of it stands in quotation marks there"),
    "statement": optional_text("the id of the statement it is in, as spq quotes prints it"),
    "source": span("whom the article names as the source, as written", null=True),
    "speaker": SPEAKER,
}

_BRIEF: Schema = {
    "doc": text("the article's id"),
    "outlet": ARTICLE_KEYS["outlet"],
    "published": ARTICLE_KEYS["published"],
    "url": ARTICLE_KEYS["url"],
    **SPAN_KEYS,
}

VERIFICATION = record(
    "a quotation of a draft, and what the sources have of it, as `spq verify` prints it",
    {
        "doc": text("the draft's id"),
        "path": optional_text("the file it was read from"),
        "line": count("the line of the draft on which the quotation begins, from 1", 1),
        "start": count("where it begins in the draft's text, marks included, in Unicode code points"),
        "end": count("offset after its last character"),
        "text": text("the draft's characters between the two, unchanged"),
        "pieces": array(span("one piece"), "what is quoted, without marks and what interrupts it, piece by piece", 1),
        "block": flag("it is a block quote, not in quotation marks"),
        "source": span("whom the draft names as the source, as written", null=True),
        "speaker": record(
            "who that is, by the draft alone; null when it does not say",
            {
                "name": text("the fullest name in the draft"),
                "kind": one_of(KINDS, "what the speaker is"),
                "role": optional_text("a role that the draft gives"),
                "by": optional_text("how the source was taken for this speaker"),
            },
            null=True,
        ),
        "verdict": one_of(VERDICTS, "what it is; see docs/verify.md"),
        "grave": flag("a negation or a figure differs, or it is somebody else's"),
        "reasons": array({"type": "string"}, "why it is grave: negation, figure, speaker"),
        "compared": one_of(COMPARED, "the draft's speaker beside the source's"),
        "share": share("of the draft's words the share that the source has there, by weight"),
        "differences": _DIFFERENCES,
        "found": record(
            "where the source has it; null when it stands nowhere, or in several places", _PLACE, null=True
        ),
        "parts": array(
            record("one of the places", {"draft": span("the words of the draft that it has"), **_PLACE}),
            "of a stitched quotation the places it is made of",
        ),
        "also": array(
            record("one more place", {**_BRIEF, "speaker": SPEAKER}), "other articles that have all of the words"
        ),
        "elsewhere": array(
            record(
                "another rendering",
                {**_BRIEF, "speaker": SPEAKER, "share": share("how like it is"), "differences": _DIFFERENCES},
            ),
            "how other articles word the same statement of the same speaker",
        ),
        "notes": array({"type": "string"}, "what else an editor should know"),
    },
)
