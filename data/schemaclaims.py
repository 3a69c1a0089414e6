"""The JSON Schema of a claim, as ``spq claims`` prints it."""

from __future__ import annotations

from .records import CLAIM_CLASSES, CUE_CLASSES, DEGREES, KINDS, QUANTITY_KINDS
from .schemacommon import ARTICLE_KEYS, CUE, SPAN_KEYS, SPEAKER, span
from .schemaparts import Schema, array, count, flag, one_of, optional_text, record, share, text

_NUMBER: Schema = {"type": "number"}

_QUANTITY = record(
    "a figure",
    {
        **SPAN_KEYS,
        "kind": one_of(QUANTITY_KINDS, "what is measured or counted"),
        "value": {**_NUMBER, "description": "the number; of a range the lower end"},
        "unit": optional_text("the currency's ISO 4217 code, %, a measure's symbol, or what is counted"),
        "high": {"type": ["number", "null"], "description": "the upper end of a range"},
        "bound": {
            "enum": ["about", "least", "most", None],
            "type": ["string", "null"],
            "description": "about; least: more than, at least; most: up to, fewer than",
        },
        "also": record(
            "the same amount in another unit",
            {"value": {**_NUMBER, "description": "the number"}, "unit": optional_text("the unit")},
            null=True,
        ),
    },
)

_DATE = record(
    "a date or a period",
    {
        **SPAN_KEYS,
        "value": text("what it says, before the article's own date is known; docs/dates.md has the language"),
        "first": optional_text("its first day, by the article's date; null where open or not to be told"),
        "last": optional_text("its last day"),
    },
)

_COMPARISON = record(
    "words that compare",
    {
        **SPAN_KEYS,
        "degree": one_of(DEGREES, "comparative: more, larger; superlative: most, largest; equal: as large as"),
        "than": span("what with; of a superlative the set: in Europe, of all", null=True),
    },
)

_SCOPE = record("a word and what it bears on", {"cue": span("the word"), "scope": span("what it bears on")})

_CLUSTER = record(
    "the claims that say the same; null where there are none like it, and without --clusters and --conflicts",
    {
        "id": text("the id of the first of them"),
        "count": count("how many there are", 1),
        "first_seen": optional_text("when the first of them was published"),
        "outlets": array({"type": "string"}, "in which outlets, the first first"),
        "claimers": array({"type": "string"}, "the ids of who claims it, the first first"),
        "beside": array(
            {"type": "string"},
            "clusters that say the same but for who says it or whether it is denied",
        ),
        "conflicts": array(
            record(
                "where this claim and another one of them differ",
                {
                    "with": text("the other one's id"),
                    "kind": one_of(("figure", "date", "negation"), "in what"),
                    "words": text("what the earlier of the two says against what the later says"),
                },
            ),
            "where this claim contradicts others of them",
        ),
    },
    null=True,
)

_NAMED = {"id": text("its id, the same in all articles"), "name": text("its canonical name")}

CLAIM = record(
    "one thing that is claimed, by whom, and what of it can be checked",
    {
        "id": text("stable: the same article and the same spans give the same id"),
        "doc": text("the article's id"),
        **ARTICLE_KEYS,
        "kind": one_of(("reported", "author"), "reported: somebody is the source; author: the article says it itself"),
        "class": one_of(CLAIM_CLASSES, "how the writer reports it, or predict by its content"),
        "text": text("what is claimed; pieces are joined by ' … '"),
        "content": array(span("one piece"), "where it stands, piece by piece", 1),
        "claimer": SPEAKER,
        "source": span("whom the article names as the source, as written", null=True),
        "cue": CUE,
        "addressee": span("to whom it was said, as written", null=True),
        "chain": array(
            record(
                "somebody through whom it comes",
                {
                    "id": optional_text("who that is"),
                    "name": optional_text("the name; null where it is not told"),
                    "cue": optional_text("the words that say so"),
                    "class": {"enum": [*CUE_CLASSES, None], "type": ["string", "null"], "description": "their class"},
                },
            ),
            "through whom it comes, the outermost first: A says that the claimer said it",
        ),
        "negated": flag("it is denied, or its main clause is negated"),
        "hedged": flag("its main clause or its cue is hedged (may, reportedly)"),
        "distanced": flag("the writer does not vouch for it (claims, allegedly)"),
        "negations": array(_SCOPE, "every negation in it, and of its cue"),
        "hedges": array(_SCOPE, "every hedge in it"),
        "quantities": array(_QUANTITY, "the figures in it"),
        "dates": array(_DATE, "the dates and periods in it"),
        "comparisons": array(_COMPARISON, "what is more, most or as much in it"),
        "places": array(record("a place", _NAMED), "the places in it"),
        "people": array(record("a person", _NAMED), "the people in it"),
        "about": array(
            record("somebody or something", {**_NAMED, "kind": one_of(KINDS, "what it is")}),
            "everybody and everything named or meant in it",
        ),
        "check": share("how much it wants a check: from .5 on worth one"),
        "reasons": array({"type": "string"}, "why, the weightiest first"),
        "cluster": _CLUSTER,
        "attribution": optional_text("the id of the statement it is a part of; null for the author's own"),
        "correction": flag("it is a correction of the article's"),
        "corrects": span("what it puts right, where that can be told", null=True),
        "context": span("the sentence or sentences it stands in"),
    },
)
