"""The store itself: analyses and people in, rows in the contract's form out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..errors import SpqError
from ..records import Analysis, Article, Entity, Mention, Person
from . import filters as sql
from .filters import EntityFilter, EntitySort, QuoteFilter
from .rows import attribution_body, person_row, quote_row, spans_of
from .tables import TABLES, VERSION

Row = dict[str, Any]
Values = sql.Parameters | tuple[str | int, ...]

ALL_QUOTES = QuoteFilter()
ALL_ENTITIES = EntityFilter()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    attributions: int


class Store:
    """Analysed articles in one SQLite database; a context manager that closes it.

    Rows come out as dicts with the keys of ``data.schema``, in order, one at a time.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.create_function("casefold", 1, _casefold, deterministic=True)
        self._db.execute("PRAGMA foreign_keys = ON")

    @classmethod
    def temporary(cls) -> Self:
        """A store that is gone when closed: in memory, and beyond its cache in a file without a name."""
        store = cls(sqlite3.connect(""))
        store._create()
        return store

    @classmethod
    def open(cls, path: Path) -> Self:
        """A library file, made when it does not exist. Raises SpqError when the file is something else."""
        connection = sqlite3.connect(path)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            store = cls(connection)
            if version == 0 and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                store._create()
            elif version != VERSION:
                raise SpqError(f"{path}: not a library that this version of spq can read; move it away or name another")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise SpqError(f"{path}: not a library of spq ({error})") from None
        except SpqError:
            connection.close()
            raise
        return store

    def _create(self) -> None:
        self._db.executescript(TABLES)
        self._db.execute(f"PRAGMA user_version = {VERSION:d}")  # a PRAGMA takes no parameters

    def close(self) -> None:
        """Close the database; a temporary one is forgotten."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ---- in

    def save(self, analysis: Analysis, fingerprint: str = "") -> None:
        """Keep an analysis; an earlier one of an article with the same id goes. ``fingerprint`` names what made it."""
        article = analysis.article
        with self._db:
            self._db.execute("DELETE FROM articles WHERE id = ?", (article.id,))
            number = self._db.execute(
                "INSERT INTO articles (id, text, path, title, outlet, published, url, author, fingerprint)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    article.id, article.text, article.path, article.title, article.outlet,
                    article.published, article.url, article.author, fingerprint,
                ),
            ).lastrowid  # fmt: skip
            assert number is not None
            self._save_entities(number, analysis.entities)
            self._save_attributions(number, analysis)

    def _save_entities(self, article: int, entities: Sequence[Entity]) -> None:
        self._db.executemany(
            "INSERT INTO entities (article, number, kind, name, gender, roles) VALUES (?, ?, ?, ?, ?, ?)",
            ((article, e.number, e.kind, e.name, e.gender, json.dumps(e.roles)) for e in entities),
        )
        self._db.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?)",
            ((article, e.number, m.start, m.end, m.text, m.form) for e in entities for m in e.mentions),
        )

    def _save_attributions(self, article: int, analysis: Analysis) -> None:
        for found in analysis.attributions:
            body = attribution_body(found)
            number = self._db.execute(
                "INSERT INTO attributions (article, id, start, type, class, entity, confidence, statement, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    article, found.id, found.content[0].start, found.type, found.cue.cls if found.cue else None,
                    found.entity, found.confidence, found.statement, json.dumps(body, ensure_ascii=False),
                ),
            ).lastrowid  # fmt: skip
            self._db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, body["text"]))
            self._db.executemany(
                "INSERT INTO spans VALUES (?, ?, ?, ?, ?)",
                ((number, article, role, span.start, span.end) for role, span in spans_of(found)),
            )

    def set_people(self, people: Iterable[Person], of: Mapping[tuple[str, int], str]) -> None:
        """Replace who is who: the people, and which of them each (article id, entity number) is."""
        with self._db:
            self._db.execute("UPDATE entities SET person = NULL")
            self._db.execute("DELETE FROM people")
            for place, person in enumerate(people):
                self._db.execute(
                    "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)",
                    (person.id, place, person.kind, person.name, person.count, person.docs),
                )
                self._db.executemany(
                    "INSERT INTO roles VALUES (?, ?, ?)", ((person.id, n, role) for n, role in enumerate(person.roles))
                )
                self._db.executemany(
                    "INSERT INTO spellings VALUES (?, ?, ?, ?)",
                    ((person.id, n, text, count) for n, (text, count) in enumerate(person.spellings)),
                )
            self._db.executemany(
                "UPDATE entities SET person = ? WHERE number = ? AND article = (SELECT no FROM articles WHERE id = ?)",
                ((person, number, article) for (article, number), person in of.items()),
            )

    # ---- out

    def counts(self) -> Counts:
        """How many articles and attributions there are."""
        row = self._one("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM attributions)")
        return Counts(*row)

    def outlets(self) -> list[str]:
        """The outlets there are, by name."""
        query = "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY casefold(outlet)"
        return [outlet for (outlet,) in self._rows(query)]

    def article_ids(self) -> list[str]:
        """The ids of all articles, in the order of reading."""
        return [article for (article,) in self._rows("SELECT id FROM articles ORDER BY no")]

    def article(self, article_id: str) -> Article | None:
        """One article as it was read, or None."""
        query = "SELECT id, text, path, title, outlet, published, url, author FROM articles WHERE id = ?"
        return next((Article(*row) for row in self._rows(query, (article_id,))), None)

    def found_entities(self) -> Iterator[tuple[str, Entity]]:
        """Every article's entities with the article's id: what identification works on."""
        entities = self._rows(
            "SELECT d.id, e.article, e.number, e.kind, e.name, e.roles, e.gender"
            " FROM entities e JOIN articles d ON d.no = e.article ORDER BY e.article, e.number"
        )
        for article_id, article, number, kind, name, roles, gender in entities:
            mentions = self._rows(
                'SELECT start, "end", text, form FROM mentions WHERE article = ? AND entity = ? ORDER BY start',
                (article, number),
            )
            found = tuple(Mention(*row) for row in mentions)
            yield article_id, Entity(number, kind, name, found, tuple(json.loads(roles)), gender)

    def people(self) -> list[Person]:
        """Everybody and everything that identification told apart, in its order."""
        query = "SELECT id, name, kind, count, docs FROM people ORDER BY place"
        return [
            Person(person, name, kind, self._roles(person), self._spellings(person), count, docs)
            for person, name, kind, count, docs in self._rows(query)
        ]

    def quotes(self, wanted: QuoteFilter = ALL_QUOTES, *, explain: bool = False) -> Iterator[Row]:
        """The statements that fit, as rows of ``spq quotes``; ``explain`` adds ``candidates`` and ``reason``."""
        query = f"""
            SELECT q.id, d.id, d.path, d.title, d.outlet, d.published, d.url, q.body, q.type, q.confidence,
                coalesce(p.id, d.id || '#' || e.number), coalesce(p.name, e.name), coalesce(p.kind, e.kind),
                coalesce(
                    json_extract(e.roles, '$[0]'),
                    (SELECT role FROM roles WHERE person = p.id ORDER BY place LIMIT 1))
            FROM {_STATEMENTS_OF} WHERE {sql.STATEMENTS} AND {sql.DATED}
            ORDER BY {sql.QUOTE_ORDER[wanted.sort]} LIMIT :limit"""
        for row in self._rows(query, wanted.parameters()):
            yield quote_row(row, explain=explain)

    def undated(self, wanted: QuoteFilter) -> int:
        """How many articles without a date hold statements that fit all but ``since`` and ``until``."""
        query = f"""SELECT count(DISTINCT d.no) FROM {_STATEMENTS_OF}
            WHERE {sql.STATEMENTS} AND d.published IS NULL"""
        return int(self._one(query, wanted.parameters())[0])

    def speakers(
        self,
        wanted: QuoteFilter = ALL_QUOTES,
        *,
        kinds: Sequence[str] | None = None,
        min_count: int = 1,
        sort: EntitySort = "count",
        limit: int | None = None,
    ) -> Iterator[Row]:
        """Who made the statements that fit, as rows of ``spq speakers``; ``wanted``'s sort and limit do not matter."""
        query = f"""
            SELECT p.id, p.name, p.kind, count(*) AS found, count(DISTINCT q.article) AS in_docs
            FROM {_STATEMENTS_OF} WHERE p.id IS NOT NULL AND {sql.KIND_IS} AND {sql.STATEMENTS} AND {sql.DATED}
            GROUP BY p.id HAVING found >= :min_count ORDER BY {sql.ENTITY_ORDER[sort]} LIMIT :limit"""
        among = EntityFilter(kinds=kinds, min_count=min_count, limit=limit)
        return self._who(query, {**wanted.parameters(), **_only(among, "kinds", "min_count", "limit")})

    def entities(self, wanted: EntityFilter = ALL_ENTITIES) -> Iterator[Row]:
        """What the articles mention, as rows of ``spq entities``."""
        query = f"""
            SELECT p.id, p.name, p.kind, count(*) AS found, count(DISTINCT e.article) AS in_docs
            FROM people p JOIN entities e ON e.person = p.id
            JOIN mentions m ON m.article = e.article AND m.entity = e.number
            JOIN articles d ON d.no = e.article
            WHERE {sql.KIND_IS} AND {sql.OUTLET_IS} AND {sql.DATED}
            GROUP BY p.id HAVING found >= :min_count ORDER BY {sql.ENTITY_ORDER[wanted.sort]} LIMIT :limit"""
        return self._who(query, wanted.parameters())

    # ---- helpers

    def _who(self, query: str, parameters: sql.Parameters) -> Iterator[Row]:
        for person, name, kind, count, docs in self._rows(query, parameters):
            yield person_row(person, name, kind, self._roles(person), self._spellings(person), count, docs)

    def _roles(self, person: str) -> tuple[str, ...]:
        return tuple(
            role for (role,) in self._rows("SELECT role FROM roles WHERE person = ? ORDER BY place", (person,))
        )

    def _spellings(self, person: str) -> tuple[tuple[str, int], ...]:
        rows = self._rows("SELECT text, count FROM spellings WHERE person = ? ORDER BY place", (person,))
        return tuple((text, count) for text, count in rows)

    def _rows(self, query: str, parameters: Values = ()) -> Iterator[tuple[Any, ...]]:
        return self._db.execute(query, parameters)

    def _one(self, query: str, parameters: Values = ()) -> tuple[Any, ...]:
        return next(self._rows(query, parameters))


_STATEMENTS_OF = """attributions q JOIN articles d ON d.no = q.article
    LEFT JOIN entities e ON e.article = q.article AND e.number = q.entity
    LEFT JOIN people p ON p.id = e.person"""


def _only(wanted: EntityFilter, *names: str) -> sql.Parameters:
    parameters = wanted.parameters()
    return {name: parameters[name] for name in names}


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()
