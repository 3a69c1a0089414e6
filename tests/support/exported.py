"""Rows with all that a text may hold, for the tests of exports."""

from __future__ import annotations

import io

from spquotes.data import writers
from spquotes.data.records import Article
from spquotes.data.writers import Texts

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
        "context": {"start": 0, "end": len(text), "text": text}, "confidence": 0.93, "rule": "r", "corrected": None,
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
