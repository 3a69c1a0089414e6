"""Articles with their statements told by a pattern, in a store, and drafts that quote them: no model is needed."""

from __future__ import annotations

import re

from known import known
from spquotes.data.ids import article_key, statement_key
from spquotes.data.records import Analysis, Article, Attribution, Cue, Entity, Mention, Span
from spquotes.data.store import QuoteFilter, Store
from spquotes.extractors.findpeople import find_in
from spquotes.extractors.namekeys import keys_of
from spquotes.extractors.personids import slug
from spquotes.extractors.verify.draftquotes import quotes_of
from spquotes.extractors.verify.verification import Verifier

_SAID = re.compile(
    r"(?P<name>[A-Z]\w+ [A-Z]\w+) (?P<cue>said|added):? (?P<one>[“\"][^”\"]+[”\"])"
    r"|(?P<first>[“\"][^”\"]+[”\"]) (?P<who>[A-Z]\w+ [A-Z]\w+) (?P<verb>said|added)(?:, (?P<second>[“\"][^”\"]+[”\"]))?"
)


def analysed(article):
    """Ann Roth said “…” and “…” Ann Roth said, “…”, and nothing else."""
    text, key = article.text, article_key(article.id, article.text)
    entities, attributions = {}, []
    for found in _SAID.finditer(text):
        name, cue = ("name", "cue") if found["name"] else ("who", "verb")
        parts = [part for part in ("one", "first", "second") if found[part]]
        content = tuple(Span(*found.span(part), found[part]) for part in parts)
        source = Span(*found.span(name), found[name])
        verb = Cue(*found.span(cue), found[cue], "say", "say")
        mentions = entities.setdefault(found[name], [])
        mentions.append(Mention(source.start, source.end, source.text, "name"))
        places = [(span.start, span.end) for span in content]
        number = list(entities).index(found[name])
        attributions.append(
            Attribution(
                key + statement_key(places, (verb.start, verb.end), (source.start, source.end)), "direct", content,
                source, verb, number, "name", None, False, None, False, False, Span(*found.span(), found[0]), 0.9,
                "pattern",
            )
        )  # fmt: skip
    made = tuple(
        Entity(number, "person", name, tuple(mentions)) for number, (name, mentions) in enumerate(entities.items())
    )
    return Analysis(article, made, tuple(sorted(attributions, key=lambda one: one.content[0].start)))


def fill(store, articles):
    """The articles into a store; a name is one person everywhere."""
    of, names = {}, {}
    for article in articles:
        analysis = analysed(article)
        store.save(analysis, "by pattern")
        for entity in analysis.entities:
            of[article.id, entity.number] = slug(entity.name)
            names[slug(entity.name)] = entity.name
    people = [known(who, name, "person", (), ((name, 1),), 1, 1) for who, name in names.items()]
    store.set_people(people, of, {person.id: keys_of(person) for person in people})


def stored(*texts):
    """A temporary store of texts, each an article of an outlet of its own: a.txt of A, b.txt of B, …"""
    store = Store.temporary()
    letters = "abcdefghijkl"
    fill(
        store,
        [
            Article(f"{letter}.txt", text, outlet=letter.upper(), published=f"2020-01-{number:02}")
            for number, (letter, text) in enumerate(zip(letters, texts, strict=False), 1)
        ],
    )
    return store


def verified(draft, store, **more):
    """The rows of a draft's quotations."""
    with Store.temporary() as own:
        article = Article("draft.md", draft)
        fill(own, [article])
        statements = list(own.quotes(QuoteFilter(everything=True)))
    verifier = Verifier(store, lambda name: [match.person for match in find_in(name, store)], **more)
    return [verifier.check(article, quote) for quote in quotes_of(draft, statements)]


MILL = (
    "The old mill above the river will open again, the council decided.\n\n"
    "Ann Roth said: “The old mill did not cost the town more than 40 million crowns, "
    "and nobody has to pay for the wheel.”\n\n"
    "The river has been low since spring.\n\n"
    "“We waited ten years for this day,” Ann Roth said, “and the children have never seen the wheel turn.”\n\n"
    "Omar Haddad said: “Visitors will come to the valley by train, for there is no road worth the name.”\n"
)
FERRY = (
    "Omar Haddad said: “The ferry is too slow for the trade of the harbour, "
    "and the pilots know it better than we do.”\n\n"
    "“Nobody in the valley was asked about the tunnel,” Petra Novak added.\n"
)


def only(draft, sources, **more):
    rows = verified(draft, sources, **more)
    assert len(rows) == 1
    return rows[0]


def told(row):
    return [(one["op"], one["draft"]["text"], one["source"]["text"]) for one in row["differences"]]
