"""Articles and analyses in, and out again; each article whole, or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from ..ids import article_key, text_hash
from ..records import Analysis, Article, Entity
from .about import aboutness
from .claimrows import claim_columns
from .counting import count_in
from .database import Database
from .filters import ArticleFilter
from .rows import attribution_body, statement_text
from .sketching import put_sketch
from .tables import PLACES

TOLD = ("title", "outlet", "published", "url", "author")
"""What a text may tell of its article; the reader's own knowledge comes first."""

ALL_ARTICLES = ArticleFilter()


@dataclass(frozen=True, slots=True)
class Place:
    """What adding an article means, and the id it has in the library.

    ``text``: it is there with another text; ``described``: only what is known beside the text differs.
    """

    does: Literal["new", "text", "described", "same"]
    id: str


@dataclass(frozen=True, slots=True)
class _Known:
    """An article that is there already, as far as it takes to know it again."""

    id: str
    given: str
    path: str | None
    hash: str
    about: dict[str, str | None]


class Writing(Database):
    """What changes a store's articles."""

    # ---- in

    def place_for(self, article: Article) -> Place:
        """Whether an article is one that is there already, and the id that it gets when it is not.

        The same file is the same article, as is a record with the id of another one and its address, outlet or text. A
        file that only has another one's name is another article; its id then says more of its folder, or is numbered.
        """
        given = _given_ids(article)
        rows = self._rows(
            f"""SELECT d.id, d.given, d.path, a.hash, d.title, d.outlet, d.published, d.url, d.author
            FROM articles d JOIN analyses a ON a.no = d.analysis
            WHERE d.given IN ({",".join("?" * len(given))}) ORDER BY d.no""",
            given,
        )
        same_text = text_hash(article.text)
        for name, known_as, path, known_hash, *told in rows:
            known = _Known(name, known_as, path, known_hash, dict(zip(TOLD, told, strict=True)))
            if _is_the_same(known, article, same_text):
                if known_hash != same_text:
                    return Place("text", name)
                differs = any(getattr(article, part) not in (None, known.about[part]) for part in TOLD)
                return Place("described" if differs else "same", name)
        return Place("new", self._free_id(article))

    def _free_id(self, article: Article) -> str:
        """The article's id, with as many of its folders as nobody else has, else with a number."""
        wanted = article.id
        if article.path is not None and _named_by_file(article):
            parts = [part for part in article.path.replace(os.sep, "/").split("/") if part]
            longer = ("/".join(parts[-n:]) for n in range(wanted.count("/") + 1, len(parts) + 1))
            wanted = next((name for name in longer if not self._has_article(name)), wanted)
        name, number = wanted, 1
        while self._has_article(name):
            number += 1
            name = f"{wanted}~{number}"
        return name

    def _has_article(self, name: str) -> bool:
        return bool(self._one("SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?)", (name,))[0])

    def describe(self, article: Article) -> None:
        """Write down what is now known of an article that is there, and leave what is not."""
        known = ", ".join(f"{part} = coalesce(:{part}, {part})" for part in TOLD)
        values = {part: getattr(article, part) for part in TOLD} | {"id": article.id, "key": _outlet_key(article)}
        with self.transaction():
            query = f"UPDATE articles SET {known}, outlet_key = coalesce(:key, outlet_key) WHERE id = :id"
            with self._dating(self._one("SELECT analysis FROM articles WHERE id = ?", (article.id,))[0]):
                self._db.execute(query, values)

    def analysed(self, text: str, fingerprint: str) -> bool:
        """Whether there is an analysis of this text by what ``fingerprint`` names."""
        return self._analysis(text, fingerprint) is not None

    def save(
        self, analysis: Analysis, fingerprint: str = "", article: Article | None = None, given: str | None = None
    ) -> None:
        """Keep an analysis with the article it is of, or with another ``article`` of the same text.

        ``fingerprint`` names what made it, ``given`` is the id under which the article was read. An article with the
        same id goes, and its analysis when no other article needs it.
        """
        self._put(article or analysis.article, fingerprint, analysis, given)

    def attach(self, article: Article, fingerprint: str, given: str | None = None) -> None:
        """Keep an article with the analysis that its text has already."""
        self._put(article, fingerprint, None, given)

    def _put(self, article: Article, fingerprint: str, analysis: Analysis | None, given: str | None) -> None:
        with self.transaction():
            number = self._analysis(article.text, fingerprint)
            known = self._rows("SELECT no, analysis, given FROM articles WHERE id = ?", (article.id,))
            place, old, given_before = next(known, (None, None, None))
            before = self._who_stands_where(old, article.text)
            freed = None if place is None else self._take_out(place, old, keep=number)
            if number is None:
                assert analysis is not None, "analysed() says whether there is one"
                number = freed or self._one("SELECT coalesce(max(no), 0) + 1 FROM analyses")[0]
                self._put_analysis(number, analysis, fingerprint)
            if freed is not None:
                self._put_heirs(number, before)
            count_in(self._db, number, -1)
            with self._dating(number):
                self._put_article(article, number, place, given or given_before)
            count_in(self._db, number)

    def _who_stands_where(self, analysis: int | None, text: str) -> list[tuple[int, set[int]]]:
        """The people of an analysis of this very text, each with where their names end."""
        query = """SELECT e.person, e.mentions FROM entities e JOIN analyses a ON a.no = e.analysis
            WHERE a.no = ? AND a.hash = ? AND e.person IS NOT NULL"""
        return [(who, _ends(mentions)) for who, mentions in self._rows(query, (analysis, text_hash(text)))]

    def _put_heirs(self, analysis: int, before: list[tuple[int, set[int]]]) -> None:
        """Write down which entity stands where each of those before stood; names may begin elsewhere, not end so."""
        query = "SELECT number, mentions FROM entities WHERE analysis = ?"
        now = [(entity, _ends(mentions)) for entity, mentions in self._rows(query, (analysis,))]
        for person, ends in before:
            shared, entity = max(((len(ends & other), -number) for number, other in now), default=(0, 0))
            if shared:
                self._db.execute("INSERT OR IGNORE INTO heirs VALUES (?, ?, ?)", (person, analysis, -entity))

    @contextmanager
    def _dating(self, analysis: int) -> Iterator[None]:
        """What is done within may change the days of an analysis' articles: its roles are then dated anew."""
        query = "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles WHERE analysis = ?"
        before = self._one(query, (analysis,))
        yield
        if self._one(query, (analysis,)) != before:
            whose = "SELECT person FROM entities WHERE analysis = ? AND roles != '[]'"
            self._db.execute(f"UPDATE people SET stale = 1 WHERE no IN ({whose})", (analysis,))

    def _analysis(self, text: str, fingerprint: str) -> int | None:
        query = "SELECT no FROM analyses WHERE hash = ? AND fingerprint = ?"
        found = next(self._rows(query, (text_hash(text), fingerprint)), None)
        return None if found is None else int(found[0])

    def _put_article(self, article: Article, analysis: int, number: int | None, given: str | None) -> None:
        told = json.loads(self._one("SELECT told FROM analyses WHERE no = ?", (analysis,))[0])
        article = replace(article, **{part: getattr(article, part) or told.get(part) for part in TOLD})
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number, article.id, given or article.id, analysis, article_key(article.id, article.text), article.path,
                article.title, article.outlet, article.published, article.url, article.author, _outlet_key(article),
            ),
        )  # fmt: skip

    def _put_analysis(self, number: int, analysis: Analysis, fingerprint: str) -> None:
        article = analysis.article
        name, times = article.id, 1
        while self._one("SELECT EXISTS (SELECT 1 FROM analyses WHERE name = ?)", (name,))[0]:
            times += 1
            name = f"{article.id}~{times}"
        told = json.dumps({part: getattr(article, part) for part in TOLD}, ensure_ascii=False)
        self._db.execute(
            "INSERT INTO analyses VALUES (?, ?, ?, ?, ?, ?)",
            (number, text_hash(article.text), fingerprint, name, told, article.text),
        )
        put_sketch(self._db, number, article.text)
        self._db.executemany(
            "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (_entity(number, e) for e in analysis.entities),
        )
        self._put_attributions(number, analysis)

    def _put_attributions(self, analysis: int, found: Analysis) -> None:
        key = article_key(found.article.id, found.article.text)
        bodies = [attribution_body(one, key) for one in found.attributions]
        mentions = [(e.number, m.start, m.end) for e in found.entities for m in e.mentions]
        speakers = [one.entity for one in found.attributions]
        about = aboutness(list(zip(speakers, bodies, strict=True)), mentions)
        rows = zip(found.attributions, bodies, about, strict=True)
        numbers: dict[str, int] = {}
        for no, (one, body, whom) in enumerate(rows, analysis * PLACES):
            self._db.execute(
                "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?)",
                (
                    no, analysis, one.id.removeprefix(key), one.type, one.cue.cls if one.cue else None, one.entity,
                    one.confidence, one.statement, statement_text(one), json.dumps(body, ensure_ascii=False),
                ),
            )  # fmt: skip
            self._db.executemany("INSERT INTO about VALUES (?, ?, NULL)", ((no, entity) for entity in sorted(whom)))
            numbers[one.id] = no
        self._db.executemany(
            f"INSERT INTO claims VALUES ({', '.join('?' * 13)})",
            (
                claim_columns(claim, analysis * PLACES + place, analysis, key, numbers)
                for place, claim in enumerate(found.claims)
            ),
        )

    # ---- out

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out, with the analyses that no other article needs; returns how many there were."""
        removed = 0
        with self.transaction():
            for name in ids:
                for number, analysis in self._rows("SELECT no, analysis FROM articles WHERE id = ?", (name,)):
                    self._take_out(number, analysis)
                    removed += 1
        return removed

    def _take_out(self, article: int, analysis: int, keep: int | None = None) -> int | None:
        """Take an article out; returns the number of its analysis if that went as well (``keep`` does not)."""
        count_in(self._db, analysis, -1)
        with self._dating(analysis):
            self._db.execute("DELETE FROM articles WHERE no = ?", (article,))
        if (
            analysis != keep
            and not self._one("SELECT EXISTS (SELECT 1 FROM articles WHERE analysis = ?)", (analysis,))[0]
        ):
            self._db.execute(
                "UPDATE people SET stale = 1 WHERE no IN (SELECT person FROM entities WHERE analysis = ?)", (analysis,)
            )
            self._db.execute("DELETE FROM analyses WHERE no = ?", (analysis,))
            return analysis
        count_in(self._db, analysis)
        return None

    def outdated(self, fingerprint: str, wanted: ArticleFilter = ALL_ARTICLES) -> list[str]:
        """The ids of the articles whose analysis was made by something else than ``fingerprint`` names."""
        conditions = " AND ".join(["a.fingerprint != :fingerprint", *wanted.conditions()])
        query = f"SELECT d.id FROM articles d JOIN analyses a ON a.no = d.analysis WHERE {conditions} ORDER BY d.no"
        return [name for (name,) in self._rows(query, {**wanted.parameters(), "fingerprint": fingerprint})]


def _is_the_same(known: _Known, article: Article, same_text: str) -> bool:
    if article.path is not None and known.path == article.path:
        return True  # for its id can have been given to no other article of this file
    if known.given != article.id:
        return False
    address, outlet = known.about["url"], known.about["outlet"]
    if article.url and address:
        return article.url == address
    if _named_by_file(article):  # moved, if its old place is empty
        gone = known.path is None or not os.path.exists(known.path)
        return known.hash == same_text and article.outlet in (None, outlet) and gone
    if article.outlet and outlet:
        return article.outlet == outlet
    return known.hash == same_text


def _given_ids(article: Article) -> tuple[str, ...]:
    """The ids under which this article can have been read, all known beforehand: a file may hold a million others.

    An id that starts with the file's name says more or less of its folder, as the file itself or the folder was named.
    """
    given = [article.id]
    parts = [part for part in (article.path or "").replace(os.sep, "/").split("/") if part]
    if parts:
        *folders, name = parts
        last = article.id.rpartition("/")[2]
        if last == name or last.startswith(f"{name}:"):
            given += ["/".join([*folders[n:], last]) for n in range(len(folders) + 1)]
    return tuple(dict.fromkeys(given))


def _named_by_file(article: Article) -> bool:
    return article.path is not None and os.path.basename(article.path) == article.id.rpartition("/")[2]


def _ends(mentions: str) -> set[int]:
    return {end for _, end, _, form in json.loads(mentions) if form == "name"}


def _outlet_key(article: Article) -> str | None:
    return None if article.outlet is None else article.outlet.casefold()


def _entity(analysis: int, entity: Entity) -> Sequence[str | int | None]:
    mentions = [(m.start, m.end, m.text, m.form) for m in entity.mentions]
    return (
        analysis, entity.number, entity.kind, entity.name, entity.gender, json.dumps(entity.roles, ensure_ascii=False),
        json.dumps(mentions, ensure_ascii=False), len(mentions),
    )  # fmt: skip
