"""Articles that name people, put into a store in rounds, and who these are then."""

from __future__ import annotations

from spquotes.data.records import Analysis, Article, Entity, Mention
from spquotes.extractors.settling import settle


def put(store, article, *names, kind="person", rules="rules", roles=(), published=None):
    """An article that mentions these, a name and others of the same entity divided by a bar."""
    words = " and ".join(names).replace("|", " and ")
    text, entities = f"{article}: {words} met.", []
    for number, each in enumerate(names):
        found = []
        for name in each.split("|"):
            start = text.index(name)
            found.append(Mention(start, start + len(name), name, "name"))
        entities.append(Entity(number, kind, each.split("|")[0], tuple(found), tuple(roles)))
    store.save(Analysis(Article(article, text, published=published), tuple(entities), ()), rules)


def add(store, article, *names, **more):
    put(store, article, *names, **more)
    settle(store)


def who(store):
    """The people, each with the number of articles."""
    return {person.id: person.docs for person in store.people()}


def read_again(store, monkeypatch):
    seen = []
    read = type(store).entities_of

    def entities_of(self, ids):
        seen.extend(ids)
        return read(self, ids)

    monkeypatch.setattr(type(store), "entities_of", entities_of)
    return seen
