"""The JSON Schema of what `spq evaluate` measures."""

from __future__ import annotations

from .records import QUOTE_TYPES
from .schemaparts import Schema
from .schemaparts import array as _list
from .schemaparts import count as _count
from .schemaparts import flag as _flag
from .schemaparts import one_of as _one_of
from .schemaparts import optional_text as _optional_text
from .schemaparts import record as _object
from .schemaparts import share as _share
from .schemaparts import text as _text

_SIDE = _object(
    "how one side has it",
    {
        "type": _one_of(QUOTE_TYPES, "read off the quotation marks in the content"),
        "source": _optional_text("the source, as written"),
        "cue": _optional_text("the cue, as written"),
        "content": _text("the content; pieces are joined by ' … '"),
    },
    null=True,
)

_MISTAKE = _object(
    "one error",
    {
        "kind": _one_of(
            ("source", "spurious", "missed"), "source: right content, wrong source; spurious: one too many"
        ),
        "doc": _text("the document's id"),
        "start": _count("offset of the content as predicted, or as annotated where it was missed"),
        "confidence": {"type": ["number", "null"], "description": "of the prediction"},
        "overlap": _share("shared tokens by all tokens of the contents; without a match, of the nearest one"),
        "gold": _SIDE,
        "predicted": _SIDE,
    },
)

_TENTH = _object(
    "the predictions with a confidence in one tenth",
    {
        "from": _share("the least confidence"),
        "to": _share("below this confidence; the last tenth has 1 in it"),
        "predicted": _count("how many there are"),
        "confidence": {"type": ["number", "null"], "description": "their mean confidence"},
        "right": {"type": ["number", "null"], "description": "the share of them with content and source right"},
    },
)

_AT_CONFIDENCE = _object(
    "content with source, when only predictions with some confidence are counted",
    {
        "min_confidence": _share("the least confidence"),
        "predicted": _count("how many have it"),
        "precision": _share("right ones among them"),
        "recall": _share("right ones among all that is annotated"),
        "f1": _share("the harmonic mean of the two"),
    },
)


def _prf(name: str, what: str) -> Schema:
    return {
        f"{name}_p": _share(f"precision: {what}"),
        f"{name}_r": _share(f"recall: {what}"),
        f"{name}_f1": _share("the harmonic mean of the two"),
    }


def _of_type(name: str) -> Schema:
    return {
        f"gold_{name}": _count(f"annotated quotes that are {name}"),
        f"predicted_{name}": _count(f"predictions that are {name}"),
        f"recall_{name}": _share("matched ones among these annotated quotes"),
        f"precision_{name}": _share("matched ones among these predictions"),
    }


MEASURES = _object(
    "how well what is found fits what somebody annotated; shares of 0–1, 0 where nothing could be counted",
    {
        "nested": _flag("predictions inside the content of another one are counted, too"),
        "min_confidence": _share("predictions with less are left out"),
        "documents": _count("annotated documents"),
        "gold": _count("annotated quotes that have content"),
        "predicted": _count("predictions"),
        "matched": _count("pairs of the two with half of their tokens in common"),
        **_prf("soft", "matched ones"),
        **_prf("exact", "matched ones with the same tokens"),
        **_prf("token", "tokens that are content on both sides"),
        **_prf("joint", "matched ones with the right source"),
        "source_right": _share("matched ones with the right source, of the matched ones"),
        "cue_right": _share("matched ones with a shared token of the cue, of those with an annotated cue"),
        "named_precision": _share("joint matches among the predictions that have a source"),
        "left_open": _share("predictions without a source"),
        **{key: value for name in QUOTE_TYPES for key, value in _of_type(name).items()},
        "at_confidence": _list(_AT_CONFIDENCE, "precision and recall at least confidences"),
        "calibration": _list(_TENTH, "how far confidence can be believed", 10),
        "errors": _list(_MISTAKE, "the worst errors (--errors)"),
    },
    optional=("errors",),
)
