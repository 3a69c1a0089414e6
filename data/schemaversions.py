"""The JSON Schemas of ``spq compare``: groups of versions, and a version a row for tables."""

from __future__ import annotations

from .records import QUOTE_TYPES
from .schemacommon import ARTICLE_KEYS, CUE, SPEAKER, span
from .schemacorrections import CORRECTED
from .schemaparts import Schema, array, count, flag, one_of, optional_text, record, share, text

FORMS = ("full", "shortened", "fragment", "paraphrase", "headline")
RELATIONS = ("same speaker", "unnamed speaker", "same words, other speaker", "other speaker")
KINDS = ("negation", "figure", "name")
DIFFERENCES = ("words", "negation", "figure", "name", "class", "speaker")

_FORM = one_of(
    FORMS,
    "full: as full a quotation as the fullest; shortened: sentences of it; fragment: a few words of it; paraphrase: "
    "its sense, without quotation marks; headline. Of another speaker's: how the article quotes that speaker",
)
_RELATION = one_of(
    RELATIONS,
    "unnamed speaker: the same words are given to somebody without a name, or to nobody; same words, other speaker: to "
    "somebody else; other speaker: somebody else says nearly the same, a statement of its own",
)
_DAYS: Schema = {
    "type": ["integer", "null"],
    "description": "days between the first publication and this one; null where one of the two dates is not known",
}
_DIFFERS = array(
    one_of(DIFFERENCES, "one of these"),
    "in what it differs from the fullest version, shortening aside; negation, figure, name: words differ, and such is "
    "among them",
)
_PLACE: Schema = {"id": text("the statement's id"), "doc": text("the article's id"), **ARTICLE_KEYS}

_DIFFERENCE = record(
    "words in which a version differs from the fullest",
    {
        "op": one_of(("left out", "added", "changed"), "what became of the fullest version's words"),
        "where": one_of(
            ("before", "inside", "after"),
            "before or after the words that both have: shortened, or going on; inside: among them",
        ),
        "fullest": array(span("a stretch of the article that has the fullest version"), "the words there"),
        "version": array(span("a stretch of this version's article"), "the words here"),
        "marked": flag("owned up to: by an ellipsis, brackets, or quotation marks closed in between"),
        "kinds": array(one_of(KINDS, "one of these"), "what is among the words of the one side only"),
    },
)

_VERSION = record(
    "what one article makes of the statement",
    {
        **_PLACE,
        "form": _FORM,
        "fullest": flag("it is the fullest version, with which the others are compared"),
        "relation": _RELATION,
        "why": text("by what it was found to belong here"),
        "type": one_of(QUOTE_TYPES, "direct: all in quotation marks; mixed: partly; indirect: none"),
        "text": text("what was said; pieces are joined by ' … '"),
        "content": array(span("one piece"), "where it stands, piece by piece", 1),
        "source": span("whom the article names as the source, as written", null=True),
        "cue": CUE,
        "speaker": SPEAKER,
        "negated": flag("the cue or the content is negated"),
        "hedged": flag("the cue or the content is hedged (may, reportedly)"),
        "in_headline": flag("it stands in the headline"),
        "context": span("the sentence or sentences it stands in"),
        "confidence": share("the chance that content and source are both right"),
        "corrected": CORRECTED,
        "words": record(
            "how many of the fullest version's words it has; null where it has other words",
            {"same": count("words that both have"), "of": count("words of the fullest version")},
            null=True,
        ),
        "differences": array(_DIFFERENCE, "where the words differ, in order"),
        "differs": _DIFFERS,
        "days": _DAYS,
        "repeats": optional_text("the id of the main version in the same article, of which this is a repetition"),
        "also_in": array(
            record("an article", dict(_PLACE)), "articles that have it in the same sentence, word for word"
        ),
    },
)

STATEMENT_COMPARISON = record(
    "one statement and what several articles make of it, as `spq compare` prints it",
    {
        "id": text("the id of the fullest version"),
        "speaker": SPEAKER,
        "text": text("the fullest version"),
        "first": record(
            "who published it first; null where no article has a date",
            {
                "published": text("when, in ISO 8601: a day, or a time where all of that day have one"),
                "outlets": array({"type": "string"}, "who published it then: several if they are of one day"),
                "docs": array({"type": "string"}, "the articles"),
            },
            null=True,
        ),
        "undated": count("articles without a date, any of which may be earlier"),
        "outlets": array({"type": "string"}, "all outlets that have a version"),
        "docs": array({"type": "string"}, "all articles that have one"),
        "differs": _DIFFERS,
        "versions": array(_VERSION, "in the order of publication, undated ones last", 2),
    },
)

VERSION = record(
    "one version of a statement as a row of a table, as `spq compare --format csv` prints it",
    {
        "group": text("the id of the statement's fullest version"),
        **_PLACE,
        "first": flag("it is of the first day, or time, of publication"),
        "days": _DAYS,
        "form": _FORM,
        "fullest": flag("it is the fullest version"),
        "relation": _RELATION,
        "speaker": SPEAKER,
        "source": span("whom the article names as the source, as written", null=True),
        "cue": CUE,
        "negated": flag("the cue or the content is negated"),
        "text": text("what was said; pieces are joined by ' … '"),
        "fullest_text": text("the fullest version"),
        "same_words": {"type": ["integer", "null"], "description": "how many of its words the version has"},
        "of_words": {"type": ["integer", "null"], "description": "how many it has"},
        "changed": array({"type": "string"}, "changed words: 'here' for 'there'"),
        "left_out": array({"type": "string"}, "words left out among those that both have"),
        "added": array({"type": "string"}, "words added among them"),
        "differs": _DIFFERS,
        "repeats": optional_text("the id of the main version in the same article"),
        "also_in": array({"type": "string"}, "outlets (else articles) that have the same sentence"),
        "content": array(span("one piece"), "where it stands, piece by piece", 1),
        "confidence": share("the chance that content and source are both right"),
        "corrected": CORRECTED,
        "why": text("by what it was found to belong here"),
    },
)
