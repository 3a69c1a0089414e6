"""Readers' corrections in the store: whose statement one is by a reader's decision, and what is no statement.

They are taken out (``lift_corrections``) before people are told apart, and put in again afterwards by whoever knows
where they belong, so that nothing else has to know of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..ids import ARTICLE_DIGITS
from ..persons import person_row
from ..records import Person
from .counting import count_in
from .database import Database

MADE_UP = "corrections_people"
"""The mark under which the ids of those stand who are known by corrections alone, a JSON list."""

LOST = "corrections_lost"
"""The mark under which the ids of corrections stand that have no place, a JSON list."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement of an analysis: its number, the second half of its id, its pieces, its words and its cue's place."""

    no: int
    key: str
    content: tuple[tuple[int, int], ...]
    text: str
    cue: tuple[int, int] | None


class Correcting(Database):
    """Corrections put in and taken out."""

    def analyses_with(self, article: str, key: str, text_hash: str) -> list[tuple[int, str]]:
        """The numbers and texts of analyses: of an article by its id, else by its half of ids; and of the same text."""
        query = """SELECT a.no, a.text FROM analyses a WHERE a.no IN (
                SELECT analysis FROM articles WHERE id = ?1 UNION ALL
                SELECT analysis FROM articles WHERE key = ?2 AND NOT EXISTS (SELECT 1 FROM articles WHERE id = ?1))
            OR (a.hash >= ?3 AND a.hash < ?3 || '~') ORDER BY a.no"""
        return list(self._rows(query, (article, key[:ARTICLE_DIGITS], text_hash)))

    def stored_statements(self, analysis: int) -> list[Stored]:
        """All statements of an analysis."""
        found = []
        query = "SELECT no, key, text, body FROM attributions WHERE analysis = ? ORDER BY no"
        for no, key, text, body_text in self._rows(query, (analysis,)):
            body = json.loads(body_text)
            cue = body["cue"] and (body["cue"]["start"], body["cue"]["end"])
            content = tuple((span["start"], span["end"]) for span in body["content"])
            found.append(Stored(no, key, content, text, cue))
        return found

    def placed_corrections(self) -> dict[str, int]:
        """The ids of the corrections that hold in this library, each with the statements of articles it holds for."""
        query = """SELECT correction, count(*) FROM (
                SELECT json_extract(told, '$.id') AS correction, analysis FROM corrected JOIN attributions USING (no)
                UNION ALL SELECT json_extract(rows, '$.id'), analysis FROM dropped
            ) JOIN articles USING (analysis) GROUP BY correction"""
        return dict(self._rows(query))

    def is_dropped(self, name: str) -> bool:
        """Whether a statement whose id begins so is dropped."""
        query = "SELECT EXISTS (SELECT 1 FROM dropped WHERE substr(json_extract(rows, '$.id'), 1, ?) = ?)"
        return bool(self._one(query, (len(name), name))[0])

    def correction_of(self, doc: str, statement: str) -> str | None:
        """The id of the correction that a statement, by its whole id, has in an article."""
        query = """SELECT json_extract(k.told, '$.id') FROM articles d
            JOIN attributions q ON q.analysis = d.analysis AND q.key = ? JOIN corrected k ON k.no = q.no
            WHERE d.id = ?"""
        return next((found for (found,) in self._rows(query, (statement[ARTICLE_DIGITS:], doc))), None)

    def lift_corrections(self) -> None:
        """Bring every statement back to what its analysis says, and forget who is known by corrections alone."""
        with self.transaction():
            for (analysis,) in self._db.execute(
                "SELECT DISTINCT analysis FROM attributions WHERE no IN (SELECT no FROM corrected)"
            ).fetchall():
                count_in(self._db, analysis, -1)
                self._db.execute(
                    f"""UPDATE attributions SET person = ({_OF_ENTITY})
                    WHERE analysis = ? AND no IN (SELECT no FROM corrected)""",
                    (analysis,),
                )
                count_in(self._db, analysis)
            self._db.execute("DELETE FROM corrected")
            for analysis, rows in self._db.execute("SELECT analysis, rows FROM dropped ORDER BY no").fetchall():
                self._restore(analysis, json.loads(rows))
            self._db.execute("DELETE FROM dropped")
            made_up = next((value for (value,) in self._rows(_MARKED, (MADE_UP,))), "[]")
            self._db.execute(
                """DELETE FROM people WHERE id IN (SELECT value FROM json_each(?))
                AND NOT EXISTS (SELECT 1 FROM entities WHERE person = people.no)""",
                (made_up,),
            )
            self._db.execute("DELETE FROM marks WHERE name = ?", (MADE_UP,))

    def put_corrected(self, no: int, person: str | None, correction: str, told: dict[str, Any]) -> None:
        """Make a statement that person's, or nobody's; ``told`` is the key "corrected" of its row."""
        with self.transaction():
            (analysis,) = self._one("SELECT analysis FROM attributions WHERE no = ?", (no,))
            number = None if person is None else self._one("SELECT no FROM people WHERE id = ?", (person,))[0]
            count_in(self._db, analysis, -1)
            self._db.execute("UPDATE attributions SET person = ? WHERE no = ?", (number, no))
            count_in(self._db, analysis)
            body = json.dumps({"id": correction, **told}, ensure_ascii=False)
            self._db.execute("INSERT OR REPLACE INTO corrected VALUES (?, ?, ?)", (no, number, body))

    def drop(self, no: int, correction: str) -> None:
        """Take a statement out, with its claims, and keep it aside."""
        with self.transaction():
            (analysis,) = self._one("SELECT analysis FROM attributions WHERE no = ?", (no,))
            rows = {"id": correction, **{table: self._all(table, column, no) for table, column in _OWN}}
            count_in(self._db, analysis, -1)
            self._db.execute("DELETE FROM claims WHERE attribution = ?", (no,))
            self._db.execute("DELETE FROM attributions WHERE no = ?", (no,))
            count_in(self._db, analysis)
            body = json.dumps(rows, ensure_ascii=False)
            self._db.execute("INSERT INTO dropped VALUES (?, ?, ?)", (no, analysis, body))

    def _all(self, table: str, column: str, no: int) -> list[dict[str, Any]]:
        cursor = self._db.execute(f"SELECT * FROM {table} WHERE {column} = ?", (no,))
        names = [name for name, *_ in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _restore(self, analysis: int, rows: dict[str, Any]) -> None:
        count_in(self._db, analysis, -1)
        for table, _ in _OWN:
            for row in rows[table]:
                names = ", ".join(row)
                self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
        (no,) = (row["no"] for row in rows["attributions"])
        self._db.execute(f"UPDATE attributions SET person = ({_OF_ENTITY}) WHERE no = ?", (no,))
        self._db.execute(
            """UPDATE about SET person = (SELECT e.person FROM entities e
                WHERE e.analysis = ? AND e.number = about.entity) WHERE attribution = ?""",
            (analysis, no),
        )
        count_in(self._db, analysis)

    def put_made_up(self, person: Person, keys: Collection[str]) -> None:
        """Somebody who is in no article, for a correction names them."""
        told = person_row(person)
        with self.transaction():
            self._db.execute(
                "INSERT INTO people (id, kind, name, gender, roles, spellings) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    person.id, person.kind, person.name, person.gender, json.dumps(told["roles"]),
                    json.dumps(told["spellings"], ensure_ascii=False),
                ),
            )  # fmt: skip
            self._db.execute("DELETE FROM redirects WHERE id = ?", (person.id,))
            (number,) = self._one("SELECT no FROM people WHERE id = ?", (person.id,))
            self._db.executemany("INSERT INTO names VALUES (?, ?)", ((key, number) for key in sorted(keys)))
            before = json.loads(next((value for (value,) in self._rows(_MARKED, (MADE_UP,))), "[]"))
            self._db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (MADE_UP, json.dumps([*before, person.id])))

    def set_lost(self, ids: Iterable[str]) -> None:
        """Write down which corrections have no place."""
        self._db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (LOST, json.dumps(sorted(ids))))

    def lost_corrections(self) -> list[str]:
        """The ids of the corrections that have no place."""
        lost: list[str] = json.loads(next((value for (value,) in self._rows(_MARKED, (LOST,))), "[]"))
        return lost

    def correction_faults(self) -> Iterator[str]:
        """What is wrong with the statements that are corrected."""
        query = "SELECT count(*) FROM corrected k JOIN attributions q ON q.no = k.no WHERE q.person IS NOT k.person"
        if wrong := self._one(query)[0]:
            yield f"{wrong} corrected statements have another speaker than their correction"


_MARKED = "SELECT value FROM marks WHERE name = ?"

_OWN = (("attributions", "no"), ("about", "attribution"), ("claims", "attribution"))
"""The tables that have rows of a statement, and the column with its number."""

_OF_ENTITY = """SELECT e.person FROM entities e
    WHERE e.analysis = attributions.analysis AND e.number = attributions.entity"""
