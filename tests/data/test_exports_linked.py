"""Web Annotations and schema.org: read by what is not ours, out of rows with all that a text may hold."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from exported import CLAIM, LONG, ROWS, TEXT, TWO, URL, cue, quote, span, written
from spquotes.data.writers.linked import address, at_words
from spquotes.data.writers.schemaorg import claim, review, statement

# ---- Web Annotations

RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use

OA = "http://www.w3.org/ns/oa#"
ANNO = {
    "id": "@id", "type": "@type", "@vocab": OA, "dcterms": "http://purl.org/dc/terms/",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "as": "https://www.w3.org/ns/activitystreams#",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
    "startIndex": "as:startIndex", "AnnotationPage": "as:OrderedCollectionPage", "oa": OA,
}  # fmt: skip
"""The terms that are used here, as https://www.w3.org/TR/annotation-vocab/ says what they stand for."""


def test_annotations_are_exact_and_safe_in_a_page():
    data = written(ROWS, "webannotation")
    assert not re.search(rb"[<>&]", data)
    for row, item in zip(ROWS, json.loads(data)["items"], strict=True):
        for piece, target in zip(row["content"], item["target"], strict=True):
            words, place = target["selector"]
            assert words["exact"] == piece["text"] == TEXT[place["start"] : place["end"]]
            assert TEXT.index(words["prefix"] + words["exact"] + words["suffix"]) == place["start"] - len(
                words["prefix"]
            )
            assert len(words["suffix"]) <= 32 >= len(words["prefix"])


def test_an_annotation_says_who_and_how():
    item = json.loads(written([TWO], "webannotation"))["items"][0]
    told = {body["dcterms:type"]: body.get("value") for body in item["body"]}
    assert told == {
        "speaker": "Zoë Brandt", "class": "say", "type": "direct", "negated": "negated", "in_headline": "in_headline",
        "confidence": "0.93", "source": None, "cue": None, "addressee": None,
    }  # fmt: skip
    assert item["motivation"] == "identifying"


def test_a_claim_is_annotated_too_and_names_its_statement():
    said, claimed = (json.loads(written([row], "webannotation"))["items"][0] for row in (TWO, CLAIM))
    assert claimed["dcterms:isPartOf"]["id"] == said["id"]
    assert {body["dcterms:type"] for body in claimed["body"]} == {"claimer", "class", "kind", "check"}


def test_without_the_text_there_is_nothing_around_the_words():
    words = json.loads(written([TWO], "webannotation", texts=None))["items"][0]["target"][0]["selector"][0]
    assert set(words) == {"type", "exact"}


def test_a_page_of_nothing_is_a_page():
    page = json.loads(written([], "webannotation"))
    assert page["items"] == []
    assert page["id"].startswith("urn:uuid:")


def test_the_same_rows_have_the_same_names_everywhere():
    assert written(ROWS, "webannotation") == written(ROWS, "webannotation")
    assert written(ROWS, "webannotation") != written(ROWS[:2], "webannotation")


@RDFLIB
def test_annotations_are_json_ld():
    rdflib = pytest.importorskip("rdflib")
    page = json.loads(written([TWO], "webannotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = rdflib.Graph().parse(data=json.dumps({**page, "@context": ANNO}), format="json-ld")
    oa = rdflib.Namespace(OA)
    (found,) = graph.subjects(rdflib.RDF.type, oa.Annotation)
    assert (found, oa.motivatedBy, oa.identifying) in graph
    places = {
        (str(exact), int(start), int(end))
        for target in graph.objects(found, oa.hasTarget)
        for exact in graph.objects(None, oa.exact)
        for words in graph.subjects(oa.exact, exact)
        if (target, oa.hasSelector, words) in graph
        for place in graph.objects(target, oa.hasSelector)
        for start, end in zip(graph.objects(place, oa.start), graph.objects(place, oa.end), strict=True)
    }
    assert places == {(one["text"], one["start"], one["end"]) for one in TWO["content"]}


NODE_MODULES = os.environ.get("SPQ_NODE_MODULES")

FIND = """
import { textQuoteSelectorMatcher, textPositionSelectorMatcher } from "@apache-annotator/selector";
import { readFileSync } from "node:fs";
const [text, selectors] = JSON.parse(readFileSync(0, "utf-8"));
const none = () => null;
const chunks = () => ({ currentChunk: { data: text }, nextChunk: none, previousChunk: none,
  precedesCurrentChunk: () => false });
const found = [];
for (const one of selectors) {
  const match = one.type === "TextQuoteSelector" ? textQuoteSelectorMatcher : textPositionSelectorMatcher;
  const all = [];
  for await (const range of match(one)(chunks())) all.push([range.startIndex, range.endIndex]);
  found.push(all);
}
console.log(JSON.stringify(found));
"""


@pytest.mark.skipif(
    not (NODE_MODULES and shutil.which("node")),
    reason="SPQ_NODE_MODULES names no folder with @apache-annotator/selector, or there is no node",
)
def test_apache_annotator_finds_the_words_by_both_selectors(tmp_path):
    (tmp_path / "node_modules").symlink_to(Path(str(NODE_MODULES)).resolve())
    (tmp_path / "find.mjs").write_text(FIND)
    items = json.loads(written(ROWS, "webannotation"))["items"]
    targets = [target for item in items for target in item["target"]]
    asked = json.dumps([TEXT, [selector for target in targets for selector in target["selector"]]])
    done = subprocess.run(["node", "find.mjs"], cwd=tmp_path, input=asked, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    pieces = [piece for row in ROWS for piece in row["content"]]

    def in_utf16(offset):  # as JavaScript counts
        return len(TEXT[:offset].encode("utf-16-le", "surrogatepass")) // 2

    places = [[[in_utf16(piece["start"]), in_utf16(piece["end"])]] for piece in pieces]
    assert json.loads(done.stdout) == [place for place in places for _ in range(2)]


# ---- schema.org


def things(value):
    """Every thing with a type in a document, whatever it stands in."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from things(one)


DOCUMENTS = [
    ("jsonld", [LONG, TWO, quote(4, [span("rained")], type="indirect", cue=cue("told", "tell", "say"), url=URL)]),
    ("jsonld", [CLAIM, {**CLAIM, "url": URL, "kind": "author", "claimer": None}]),
    ("claimreview", [CLAIM]),
]


@RDFLIB
@pytest.mark.parametrize(("file_format", "rows"), DOCUMENTS)
def test_every_type_and_property_is_one_of_schema_org(file_format, rows):
    rdflib = pytest.importorskip("rdflib")
    document = json.loads(written(rows, file_format))
    assert document["@context"] == "https://schema.org"
    told = json.dumps({**document, "@context": {"@vocab": str(rdflib.SDO)}})
    graph = rdflib.Graph().parse(data=told, format="json-ld")
    used = set(graph.predicates()) | set(graph.objects(None, rdflib.RDF.type))
    used.discard(rdflib.RDF.type)
    assert len(used) > 8
    assert [term for term in used if term not in rdflib.SDO] == []


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="pydantic2-schemaorg needs pydantic's first version")
@pytest.mark.parametrize(("file_format", "rows"), DOCUMENTS)
def test_every_property_belongs_to_its_type(file_format, rows):
    known = pytest.importorskip("pydantic2_schemaorg.__types__").types
    found = list(things(json.loads(written(rows, file_format))["@graph"]))
    assert len(found) > 4
    for thing in found:
        _, module, *_ = known[thing["@type"]]
        fields = {field.alias for field in getattr(importlib.import_module(module), thing["@type"]).__fields__.values()}
        assert set(thing) <= fields, thing["@type"]


@pytest.mark.parametrize(("file_format", "rows"), DOCUMENTS)
def test_schema_org_is_exact_and_safe_in_a_page(file_format, rows):
    data = written(rows, file_format)
    assert not re.search(rb"[<>&]", data)
    told = [one.get("itemReviewed", one) for one in json.loads(data)["@graph"]]
    assert [one["text"] for one in told] == [row["text"] for row in rows]
    assert [one["description"] for one in told] == [row["context"]["text"] for row in rows]


def test_words_in_quotation_marks_are_a_quotation():
    found = statement(LONG)
    assert (found["@type"], found["creator"]["name"], found["spokenByCharacter"]["jobTitle"]) == (
        "Quotation", "Zoë Brandt", "Mayor | of <all>",
    )  # fmt: skip
    assert found["isPartOf"]["publisher"] == {"@type": "Organization", "name": "Valley Courier"}
    assert found["position"] == f"char={TEXT.index('“We')},{TEXT.index('more.”') + 6}"


def test_a_partly_quoted_statement_has_no_creator():
    found = statement({**LONG, "type": "mixed"})
    assert "creator" not in found
    assert found["spokenByCharacter"]["name"] == "Zoë Brandt"


def test_a_paraphrase_is_a_claim_that_the_outlet_tells():
    found = statement({**LONG, "type": "indirect"})
    assert (found["@type"], found["author"]["name"], found["claimInterpreter"]["name"]) == (
        "Claim", "Zoë Brandt", "Valley Courier",
    )  # fmt: skip


@pytest.mark.parametrize("cls", ["accuse", "ask", "call", "praise", "promise", "want"])
def test_a_paraphrased_wish_claims_nothing(cls):
    found = statement({**LONG, "type": "indirect", "cue": cue("said", "x", cls)})
    assert found["@type"] == "CreativeWork"
    assert found["creditText"] == "Zoë Brandt"


@pytest.mark.parametrize(
    "row",
    [
        {**LONG, "type": "indirect", "cue": cue("said", "deny", "deny")},
        {**LONG, "type": "mixed", "cue": cue("said", "deny", "deny")},
        {**LONG, "type": "indirect", "negated": True},
        {**LONG, "negated": True},
    ],
)
def test_nobody_is_made_the_author_of_what_they_deny_or_did_not_say(row):
    found = statement(row)
    assert not {"author", "creator", "spokenByCharacter"} & set(found)
    assert found["creditText"].startswith("Zoë Brandt (")


def test_a_denial_in_ones_own_words_is_ones_own():
    assert statement({**LONG, "cue": cue("said", "deny", "deny")})["creator"]["name"] == "Zoë Brandt"


@pytest.mark.parametrize(
    ("change", "author"),
    [
        ({}, "Zoë Brandt"),
        ({"kind": "author", "claimer": None}, "Valley Courier"),
        ({"class": "deny"}, None),
        ({"kind": "author", "claimer": None, "outlet": None}, None),
        ({"negations": [{"cue": span("told"), "scope": span("it rained")}]}, None),
        ({"negations": [{"cue": span("rained"), "scope": span("it rained")}]}, "Zoë Brandt"),
        ({"claimer": {**CLAIM["claimer"], "kind": "unnamed"}}, None),
        ({"claimer": {**CLAIM["claimer"], "kind": "organisation"}}, "Zoë Brandt"),
    ],
)
def test_whose_claim_it_is(change, author):
    found = claim({**CLAIM, **change})
    assert found.get("author", {}).get("name") == author
    assert found["appearance"]["headline"] == "R</title>ain"


@pytest.mark.parametrize(("first", "expected"), [(CLAIM["id"], True), ("0" * 16, False)])
def test_only_the_first_of_a_cluster_appears_first(first, expected):
    cluster = {
        "id": first, "count": 2, "first_seen": None, "outlets": [], "claimers": [], "beside": [], "conflicts": [],
    }  # fmt: skip
    assert ("firstAppearance" in claim({**CLAIM, "cluster": cluster})) is expected


def test_a_draft_of_a_fact_check_has_no_verdict():
    found = review(CLAIM)
    assert found["claimReviewed"] == "it rained"
    assert {key for key, value in found.items() if value is None} == {"author", "datePublished", "url", "reviewRating"}


def test_pieces_have_places_of_their_own():
    found = statement(TWO)
    assert [one["text"] for one in found["hasPart"]] == ["“Then it rained,”", "“A lot.”"]
    assert "position" not in found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/ü?q=1#f", "https://a.example/ü?q=1#f"),
        (URL, "https://courier.example/a%20b?x=%3C1%3E"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("news/a.html", None),
        ("http:///x", None),
        (None, None),
    ],
)
def test_only_what_is_on_the_web_is_an_address(url, expected):
    assert address(url) == expected


def test_an_address_with_the_words():
    assert at_words("http://a.example/x", "Mr. Li-Wu, too") == "http://a.example/x#:~:text=Mr.%20Li%2DWu%2C%20too"
    assert at_words("http://a.example/x#y", "a b c d e f g h i j k") == (
        "http://a.example/x#y:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k"
    )
