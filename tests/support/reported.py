"""Small reports made by hand, in place of an analysis: what a page shows of them is known to the letter."""

from __future__ import annotations

from collections import Counter
from typing import Any

from spquotes.cli.reportcolours import hues
from spquotes.cli.reportdata import Claim, Report, ReportArticle, Speaker, Statement, initials
from spquotes.cli.reportpage import Made, page
from spquotes.data.ids import article_key, statement_key
from spquotes.data.records import Article

MADE = Made("Who said what", "spq 0 (rules 0, model 0)", "2024-05-06", ())


def said(pieces: list[str], who: str | None = None, kind: str = "indirect", **more: Any) -> dict[str, Any]:
    """A statement of these words, which must stand in the text once."""
    return {"pieces": pieces, "who": who, "type": kind, **more}


def span(text: str, words: str) -> dict[str, Any]:
    """Where the words stand."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def row(article: Article, one: dict[str, Any], inside: str | None) -> dict[str, Any]:
    """The statement as ``spq quotes`` has it."""
    text = article.text
    content = [span(text, words) for words in one["pieces"]]
    cue = one.get("cue")
    name = one["who"]
    return {
        "id": article_key(article.id, text) + statement_key([(at["start"], at["end"]) for at in content], None, None),
        "doc": article.id, "path": article.path, "title": article.title, "outlet": article.outlet,
        "published": article.published, "url": article.url, "type": one["type"],
        "text": " … ".join(one["pieces"]), "content": content,
        "source": span(text, one["source"]) if "source" in one else None,
        "cue": {**span(text, cue), "lemma": cue, "class": one.get("cls", "say")} if cue else None,
        "speaker": None if name is None else {
            "id": name.lower().replace(" ", "-"), "name": name, "kind": "person", "role": one.get("role"),
            "by": one.get("by", "name"),
        },
        "addressee": None, "in_headline": False, "nested_in": inside, "negated": one.get("negated", False),
        "hedged": False, "context": content[0], "confidence": one.get("confidence", 0.9),
        "rule": "by-hand", "corrected": None,
    }  # fmt: skip


def report(*articles: tuple[Article, list[dict[str, Any]]]) -> Report:
    """A report of articles with their statements; ``inside`` is the number of the statement one stands in."""
    counts: Counter[str] = Counter(one["who"] for _, every in articles for one in every if one["who"])
    names = [name for name, _ in counts.most_common()]
    groups = [sorted({names.index(one["who"]) for one in every if one["who"]}) for _, every in articles]
    speakers = tuple(
        Speaker(name.lower().replace(" ", "-"), name, "person", None, initials(name), hue, counts[name], 1,
                Counter(one["type"] for _, every in articles for one in every if one["who"] == name))
        for name, hue in zip(names, hues(groups, len(names)), strict=True)
    )  # fmt: skip
    made = []
    for article, every in articles:
        statements: list[Statement] = []
        for number, one in enumerate(every, start=1):
            inside = one.get("inside")
            found = row(article, one, statements[inside - 1].row["id"] if inside else None)
            claims = (Claim(found["text"], one["check"], ("names a figure",)),) if "check" in one else ()
            speaker = names.index(one["who"]) if one["who"] else None
            statements.append(Statement(number, found["id"], speaker, found, claims, inside))
        made.append(ReportArticle(article_key(article.id, article.text), article, tuple(statements)))
    return Report(tuple(made), speakers, sum(one.article.published is None for one in made))


def html(made: Report, **about: Any) -> str:
    """The page of a report."""
    return page(made, Made(**{"title": MADE.title, "version": MADE.version, "day": MADE.day, "choices": (), **about}))


FERRY = Article(
    "ferry.txt",
    "Ferry to sail again\n\nThe ferry will sail in May, harbour master Ida Lund said. “We have waited for two years,” "
    "she told the council.\n\nLund recalled that the minister had promised “a new pier by June.” "
    "The company denies that it owes 40 million crowns.\n",
    "news/ferry.txt", "Ferry to sail again", "Coast Daily", "2024-03-02", "https://coast.example/ferry",
)  # fmt: skip
PIER = Article(
    "pier.txt",
    "No pier this year, says Bo Ek. According to Ida Lund, the pier is late. Its paint has dried.\n",
    "news/pier.txt", "A pier that is late", "Harbour News", "2024-05-11",
)  # fmt: skip
WEATHER = Article("weather.txt", "It rained on the harbour all day.\n", "news/weather.txt")
HOSTILE = Article(
    "<b>bad</b>.txt",
    "Mayor <script>window.hacked=1</script> said </script><img src=x onerror=window.hacked=2> & &amp; more.\u2028"
    "Next\x00line \u202egnp.exe\u202c \ud800 <!-- end\r\nof it]]> {{ 7*7 }}\n",
    "news/bad.txt", "<svg onload=window.hacked=3>", '"><b>Evil \u202e Outlet', "2024-05-12T10:00:00+02:00",
    "javascript:window.hacked=4",
)  # fmt: skip


def harbour() -> Report:
    """Four articles: one with a statement in another, one with two that overlap, one with none, and a hostile one."""
    return report(
        (FERRY, [
            said(["The ferry will sail in May"], "Ida Lund", source="harbour master Ida Lund", cue="said", check=0.7),
            said(["“We have waited for two years,”"], "Ida Lund", "direct", source="she", cue="told", by="pronoun"),
            said(["that the minister had promised “a new pier by June.”"], "Ida Lund", "mixed", source="Lund",
                 cue="recalled", by="surname"),
            said(["“a new pier by June.”"], None, "direct", source="the minister", cue="promised", cls="promise",
                 inside=3),
            said(["that it owes 40 million crowns"], "company", cue="denies", cls="deny", negated=True, check=0.9,
                 confidence=0.55),
        ]),
        (PIER, [
            said(["No pier this year"], "Bo Ek", source="Bo Ek", cue="says"),
            said(["Ida Lund, the pier is late"], "Bo Ek", confidence=0.3),
            said(["the pier is late. Its paint has dried"], "Ida Lund", cue="According to", confidence=0.4),
        ]),
        (WEATHER, []),
        (HOSTILE, [
            said(["</script><img src=x onerror=window.hacked=2> & &amp; more.\u2028Next\x00line \u202egnp.exe\u202c"],
                 "Eve <script>window.hacked=5</script>", cue="said"),
        ]),
    )  # fmt: skip


def anchor(place: int, number: int) -> str:
    """The id of a statement of ``harbour()``: of which article, from 0, and which of its statements, from 1."""
    return harbour().articles[place].statements[number - 1].anchor
