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

_OF_PAIRS: Schema = {
    "recall": {"type": ["number", "null"], "description": "those from the threshold on, of the pairs of one person"},
    "specificity": {"type": ["number", "null"], "description": "those below the threshold, of the pairs of two people"},
    "accuracy": _share("pairs on the right side of the threshold"),
}

_WRONG_PAIR = _object(
    "a pair on the wrong side of the threshold",
    {
        "id": _text("the pair's id"),
        "kind": _text("its kind"),
        "a": _text("one name"),
        "b": _text("the other name"),
        "same": _flag("both are one person's, by the labels"),
        "score": _share("how sure spq is that they are"),
        "why": _list({"type": "string"}, "what the score comes from"),
    },
)

NAME_MEASURES = _object(
    "how well scores of pairs of names tell one person's from two people's",
    {
        "pairs": _count("labelled pairs"),
        "same": _count("pairs of one person"),
        "auc": {
            "type": ["number", "null"],
            "description": "the chance that a pair of one person scores higher than one of two; null without both",
        },
        "threshold": {"type": "number", "description": "the score from which on a pair counts as one person's"},
        "precision": _share("pairs of one person among those from the threshold on"),
        "recall": _share("those from the threshold on among the pairs of one person"),
        "f1": _share("the harmonic mean of the two"),
        "recall_at_p95": _share("the best recall of all thresholds with a precision of 95% or more"),
        "by_kind": _list(
            _object(
                "the pairs of one kind",
                {
                    "kind": _text("the kind, as labelled"),
                    "same": _count("pairs of one person"),
                    "different": _count("pairs of two people"),
                    **_OF_PAIRS,
                },
            ),
            "the same for each kind of pairs",
        ),
        "names_per_second": {"type": "number", "minimum": 0, "description": "names read into keys, on one core"},
        "pairs_per_second": {"type": "number", "minimum": 0, "description": "pairs scored, keys prepared, on one core"},
        "errors": _list(_WRONG_PAIR, "the worst errors (--errors)"),
    },
    optional=("errors",),
)

_BCUBED: Schema = {
    "cases": _count("labelled cases"),
    "mentions": _count("mentions in them"),
    "bcubed_precision": _share("of a mention's cluster, what belongs with it; the mean over mentions"),
    "bcubed_recall": _share("of what belongs with a mention, what is in its cluster; the mean over mentions"),
    "bcubed_f1": _share("the harmonic mean of the two"),
    "cases_exact": _share("cases without an error"),
}

_GROUPS = {"type": "array", "items": {"type": "string"}, "description": "one person: article and name of each mention"}

_WRONG_CASE = _object(
    "a case with an error",
    {
        "id": _text("the case's id"),
        "kind": _text("its kind"),
        "bcubed_f1": _share("B-cubed F1 of this case alone"),
        "gold": _list(_GROUPS, "the people as labelled"),
        "predicted": _list(_GROUPS, "the people as found"),
    },
)

SPEAKER_MEASURES = _object(
    "how well people are told apart across articles",
    {
        **_BCUBED,
        "ambiguous": _count("mentions that might be one person's or another's"),
        "ambiguous_left_alone": _share("those of them that are joined with nobody"),
        "by_kind": _list(
            _object("the cases of one kind", {"kind": _text("the kind, as labelled"), **_BCUBED}),
            "the same for each kind of cases",
        ),
        "mentions_per_second": {"type": "number", "minimum": 0, "description": "mentions told apart, on one core"},
        "errors": _list(_WRONG_CASE, "the worst errors (--errors)"),
    },
    optional=("errors",),
)

_WRONG_SENTENCE = _object(
    "a sentence on the wrong side of the threshold",
    {
        "id": _text("the sentence's id"),
        "doc": _text("its document"),
        "text": _text("the sentence"),
        "label": _flag("it is labelled as worth a check"),
        "score": _share("how far spq takes it to be worth one"),
        "reasons": _list({"type": "string"}, "why, what counts most first"),
    },
)

CLAIM_MEASURES = _object(
    "how well scores put first what is worth a check, within documents and in all",
    {
        "documents": _count("documents"),
        "sentences": _count("labelled sentences"),
        "positives": _count("those labelled as worth a check"),
        "map": _share("average precision of a document's ranking; the mean over documents"),
        "p_at_10": _share("sentences worth a check among the first ten of a document; the mean over documents"),
        "p_at_50": _share("the same among the first fifty"),
        "average_precision": _share("of the ranking of all sentences together"),
        "threshold": {"type": "number", "description": "the score from which on a sentence counts as worth a check"},
        "precision": _share("sentences worth a check among those from the threshold on"),
        "recall": _share("those from the threshold on among the sentences worth a check"),
        "f1": _share("the harmonic mean of the two"),
        "sentences_per_second": {"type": "number", "minimum": 0, "description": "sentences scored, on one core"},
        "errors": _list(_WRONG_SENTENCE, "the worst errors (--errors)"),
    },
    optional=("errors",),
)
