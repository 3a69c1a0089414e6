"""Who is who: what identification works on, what it found, and the names by which people are looked up."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..persons import person_of, person_row
from ..records import Entity, Mention, Person
from .counting import count_in
from .database import Database
from .rows import PERSON_COLUMNS, who_row

Key = tuple[str, int]
"""An entity: the name of its analysis, its number there."""

Place = tuple[int, int]
"""An entity: the number of its analysis, its number there."""

NO_KEYS: Mapping[str, Collection[str]] = {}

_PERSON = f"{PERSON_COLUMNS}, p.mentions, p.docs"
_BY_COUNT = "p.mentions DESC, p.docs DESC, p.id"
_WITH_IDS = """SELECT p.no FROM json_each(?1) JOIN people p ON p.id = value
    UNION SELECT r.person FROM json_each(?1) JOIN redirects r ON r.id = value"""


class People(Database):
    """The people of a store."""

    def people(self, ids: Collection[str] | None = None) -> list[Person]:
        """Everybody and everything told apart, or those with these ids; the most mentioned first.

        An id whose person went to somebody else is that one's.
        """
        among = "" if ids is None else f"WHERE p.no IN ({_WITH_IDS})"
        given = () if ids is None else (json.dumps(sorted(ids)),)
        return _people(self._rows(f"SELECT {_PERSON} FROM people p {among} ORDER BY {_BY_COUNT}", given))

    def people_with(self, keys: Collection[str], *, but: str = "", only: str | None = None) -> list[Person]:
        """Those who can be found by one of these keys, the most mentioned first.

        Not those who can be found by the key ``but``, and of the others ``only`` those who can be by that one.
        """
        by = "EXISTS (SELECT 1 FROM names WHERE key = {} AND person = p.no)"
        query = f"""SELECT {_PERSON} FROM people p WHERE no IN (
            SELECT person FROM names WHERE key IN (SELECT value FROM json_each(?1)))
            AND NOT {by.format("?2")} AND (?3 IS NULL OR {by.format("?3")}) ORDER BY {_BY_COUNT}"""
        return _people(self._rows(query, (json.dumps(sorted(keys)), but, only)))

    def named_with(self, keys: Collection[str], and_: str) -> list[tuple[str, str, int]]:
        """The id, name and number of articles of those who can be found by one of these keys and by another one."""
        query = """SELECT id, name, docs FROM people p WHERE no IN (
            SELECT person FROM names WHERE key IN (SELECT value FROM json_each(?)))
            AND EXISTS (SELECT 1 FROM names WHERE key = ? AND person = p.no)"""
        return list(self._rows(query, (json.dumps(sorted(keys)), and_)))

    def people_with_both(self, one: Collection[str], other: Collection[str]) -> list[Person]:
        """Those who can be found by a key of the one kind and by a key of the other."""
        having = "SELECT person FROM names WHERE key IN (SELECT value FROM json_each(?))"
        query = f"SELECT {_PERSON} FROM people p WHERE no IN ({having} INTERSECT {having}) ORDER BY {_BY_COUNT}"
        return _people(self._rows(query, (json.dumps(sorted(one)), json.dumps(sorted(other)))))

    def people_with_all(self, keys: Collection[str]) -> list[Person]:
        """Those who can be found by each of these keys."""
        query = f"""SELECT {_PERSON} FROM people p WHERE no IN (
            SELECT person FROM names WHERE key IN (SELECT value FROM json_each(?1))
            GROUP BY person HAVING count(*) = ?2) ORDER BY {_BY_COUNT}"""
        return _people(self._rows(query, (json.dumps(sorted(keys)), len(set(keys)))))

    def most_quoted(self, limit: int) -> list[str]:
        """The names of those with the most statements."""
        query = """SELECT name FROM people WHERE attributions > 0
            ORDER BY statements DESC, statement_docs DESC LIMIT ?"""
        return [name for (name,) in self._rows(query, (limit,))]

    def most_mentioned(self, limit: int) -> list[str]:
        """The names of those with the most mentions."""
        query = "SELECT name FROM people ORDER BY mentions DESC, docs DESC LIMIT ?"
        return [name for (name,) in self._rows(query, (limit,))]

    def statements_of(self, ids: Collection[str]) -> dict[str, int]:
        """How many statements each of these people has; 0 for who has wishes only, none for who has not even these."""
        query = "SELECT id, statements FROM people WHERE attributions > 0 AND id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(query, (json.dumps(sorted(ids)),)))

    def keys_made_by(self) -> str | None:
        """What made the keys of the names, as ``set_keys`` was told; None when nothing did."""
        return self.mark("keys")

    def set_keys(self, keys: Mapping[str, Collection[str]], made_by: str) -> None:
        """Replace the keys of all names."""
        with self.transaction():
            self._db.execute("DELETE FROM names")
            for identity, found in keys.items():
                for (number,) in self._rows("SELECT no FROM people WHERE id = ?", (identity,)):
                    self._db.executemany("INSERT INTO names VALUES (?, ?)", ((key, number) for key in sorted(found)))
            self.set_mark("keys", made_by)

    def taken_ids(self) -> Collection[str]:
        """All ids that people have, to be asked one at a time."""
        return _Ids(self)

    def _has_person(self, identity: str) -> bool:
        query = "SELECT id FROM people WHERE id = ?1 UNION ALL SELECT id FROM redirects WHERE id = ?1"
        return next(self._rows(query, (identity,)), None) is not None

    def former(self, ids: Collection[str]) -> list[Person]:
        """Those who went to one of these people, as they were; they have no mentions any more."""
        query = """SELECT r.id, r.name, r.kind, NULL, '[]', r.spellings, 0, 0
            FROM redirects r JOIN people p ON p.no = r.person
            WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY r.id"""
        return _people(self._rows(query, (json.dumps(sorted(ids)),)))

    # ---- identification

    def mark(self, name: str) -> str | None:
        """What is written down about the whole file under a name."""
        return next((value for (value,) in self._rows("SELECT value FROM marks WHERE name = ?", (name,))), None)

    def set_mark(self, name: str, value: str) -> None:
        """Write it down."""
        self._db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, value))

    def set_stale(self, ids: Collection[str]) -> None:
        """These people are to be told apart anew."""
        query = "UPDATE people SET stale = 1 WHERE id IN (SELECT value FROM json_each(?))"
        self._db.execute(query, (json.dumps(sorted(ids)),))

    def days_of(self, names: Collection[str]) -> dict[str, tuple[str, str]]:
        """The days of the earliest and the latest article of analyses, by name; those without a date are left out."""
        query = """SELECT a.name, min(substr(d.published, 1, 10)), max(substr(d.published, 1, 10))
            FROM analyses a JOIN articles d ON d.analysis = a.no
            WHERE a.name IN (SELECT value FROM json_each(?)) AND d.published IS NOT NULL GROUP BY a.no"""
        return {name: (first, last) for name, first, last in self._rows(query, (json.dumps(sorted(names)),))}

    def waiting(self) -> int:
        """Analyses whose entities nobody has identified yet."""
        return int(self._one("SELECT count(DISTINCT analysis) FROM entities WHERE person IS NULL")[0])

    def stale_people(self) -> list[str]:
        """The ids of those who lost texts and must be told apart anew."""
        return [person for (person,) in self._rows("SELECT id FROM people WHERE stale ORDER BY no")]

    def found_entities(self) -> Iterator[tuple[str, Entity]]:
        """Every analysis' entities with its name (the id of the article it was made for)."""
        return self._entities("1", ())

    def new_entities(self) -> Iterator[tuple[str, Entity]]:
        """Those that nobody has identified yet."""
        return self._entities("e.person IS NULL", ())

    def entities_of(self, ids: Collection[str]) -> Iterator[tuple[str, Entity]]:
        """Those that are one of these people."""
        people = "SELECT no FROM people WHERE id IN (SELECT value FROM json_each(?))"
        return self._entities(f"e.person IN ({people})", (json.dumps(sorted(ids)),))

    def names_of(self, ids: Collection[str]) -> list[tuple[str, str]]:
        """The names under which single texts have these people, each with the person's id."""
        query = """SELECT DISTINCT p.id, e.name FROM people p JOIN entities e ON e.person = p.no
            WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.no, e.name"""
        return list(self._rows(query, (json.dumps(sorted(ids)),)))

    def beside(self, ids: Collection[str], among: Collection[str]) -> list[tuple[str, str]]:
        """Which of some people are named in one text, each with one of those ``among`` others."""
        query = """SELECT DISTINCT p.id, q.id FROM people p JOIN entities e ON e.person = p.no
            JOIN entities f ON f.analysis = e.analysis AND f.person != e.person JOIN people q ON q.no = f.person
            WHERE p.id IN (SELECT value FROM json_each(?)) AND q.id IN (SELECT value FROM json_each(?))"""
        return list(self._rows(query, (json.dumps(sorted(ids)), json.dumps(sorted(among)))))

    def named_in(self, analyses: Collection[str]) -> dict[str, list[str]]:
        """The names of all people in analyses, by the analysis' name."""
        found: dict[str, list[str]] = {}
        query = """SELECT a.name, e.name FROM analyses a JOIN entities e ON e.analysis = a.no
            WHERE a.name IN (SELECT value FROM json_each(?)) AND e.kind = 'person' ORDER BY e.analysis, e.number"""
        for analysis, name in self._rows(query, (json.dumps(sorted(analyses)),)):
            found.setdefault(analysis, []).append(name)
        return found

    def texts_with_both(self, one: str, other: str) -> int:
        """How many texts have entities of both people."""
        texts = "SELECT e.analysis FROM people p JOIN entities e ON e.person = p.no WHERE p.id = ?"
        return int(self._one(f"SELECT count(*) FROM ({texts} INTERSECT {texts})", (one, other))[0])

    def _entities(self, condition: str, given: tuple[str, ...]) -> Iterator[tuple[str, Entity]]:
        rows = self._rows(
            f"""SELECT a.name, e.number, e.kind, e.name, e.mentions, e.roles, e.gender
            FROM entities e JOIN analyses a ON a.no = e.analysis WHERE {condition} ORDER BY e.analysis, e.number""",
            given,
        )
        for analysis, number, kind, name, mentions, roles, gender in rows:
            found = tuple(Mention(*mention) for mention in json.loads(mentions))
            yield analysis, Entity(number, kind, name, found, tuple(json.loads(roles)), gender)

    def set_people(
        self,
        people: Iterable[Person],
        of: Mapping[Key, str],
        keys: Mapping[str, Collection[str]] = NO_KEYS,
        again: Collection[str] | None = None,
    ) -> None:
        """Write down who is who: ``people``, what to find them by, and which of them each entity in ``of`` is.

        ``again`` are the ids of those who were told apart anew; None means everybody. Who among them has no entity any
        more is forgotten, but that the id stays the one's to whom all the entities went.
        """
        with self.transaction():
            if again is None:
                again = [person for (person,) in self._rows("SELECT id FROM people")]
            numbers = {person.id: self._put_person(person, keys.get(person.id)) for person in people}
            gone = {one: self._places(one) for one in sorted(set(again) - numbers.keys())}
            self._put_entities({entity: numbers[person] for entity, person in of.items()})
            for identity, places in gone.items():
                self._forget_person(identity, places)
            self._db.execute("DELETE FROM heirs")

    def _put_person(self, person: Person, keys: Collection[str] | None) -> int:
        told = person_row(person)
        row = (
            person.kind, person.name, person.gender, json.dumps(told["roles"], ensure_ascii=False),
            json.dumps(told["spellings"], ensure_ascii=False), person.id,
        )  # fmt: skip
        found = next(self._rows("SELECT no FROM people WHERE id = ?", (person.id,)), None)
        if found:
            query = "UPDATE people SET kind = ?, name = ?, gender = ?, roles = ?, spellings = ?, stale = 0 WHERE id = ?"
            self._db.execute(query, row)
        else:
            query = "INSERT INTO people (kind, name, gender, roles, spellings, id) VALUES (?, ?, ?, ?, ?, ?)"
            self._db.execute(query, row)
            self._db.execute("DELETE FROM redirects WHERE id = ?", (person.id,))  # this one is back
        number = int(found[0] if found else self._one("SELECT last_insert_rowid()")[0])
        if keys is not None:
            self._db.execute("DELETE FROM names WHERE person = ?", (number,))
            self._db.executemany("INSERT INTO names VALUES (?, ?)", ((key, number) for key in sorted(keys)))
        return number

    def _put_entities(self, of: Mapping[Key, int]) -> None:
        """Write the person of each entity wherever it is looked up, and keep the counts right."""
        changed: dict[int, list[tuple[int, int]]] = {}
        for (name, entity), person in of.items():
            query = """SELECT e.analysis, e.person FROM analyses a
                JOIN entities e ON e.analysis = a.no AND e.number = ? WHERE a.name = ?"""
            analysis, before = self._one(query, (entity, name))
            if before != person:
                changed.setdefault(analysis, []).append((entity, person))
        for analysis, found in changed.items():
            count_in(self._db, analysis, -1)
            self._db.executemany(
                "UPDATE entities SET person = ? WHERE analysis = ? AND number = ?",
                [(person, analysis, entity) for entity, person in found],
            )
            # One pass over the article's statements, however many of its entities have changed.
            owner = "(SELECT e.person FROM entities e WHERE e.analysis = :analysis AND e.number = entity)"
            for which in (
                "attributions SET person = {} WHERE analysis = :analysis AND no NOT IN (SELECT no FROM corrected)",
                "about SET person = {} WHERE attribution IN (SELECT no FROM attributions WHERE analysis = :analysis)",
            ):
                query = f"UPDATE {which.format(owner)} AND entity IS NOT NULL AND person IS NOT {owner}"
                self._db.execute(query, {"analysis": analysis})
            count_in(self._db, analysis)

    def _places(self, identity: str) -> list[Place]:
        """The entities that are this person, or stand where one stood before its text was analysed anew."""
        query = """SELECT e.analysis, e.number FROM people p JOIN entities e ON e.person = p.no WHERE p.id = ?1
            UNION SELECT h.analysis, h.entity FROM people p JOIN heirs h ON h.person = p.no WHERE p.id = ?1"""
        return list(self._rows(query, (identity,)))

    def _forget_person(self, identity: str, places: Iterable[Place]) -> None:
        """Forget one, and redirect the id to the only person who has all the places now, if there is one.

        An entity that is still this person waits to be identified.
        """
        number = self._one("SELECT no FROM people WHERE id = ?", (identity,))[0]
        owner = "SELECT person FROM entities WHERE analysis = ? AND number = ?"
        owners = {person for place in places for (person,) in self._rows(owner, place)}
        for table in ("entities", "attributions", "about"):
            self._db.execute(f"UPDATE {table} SET person = NULL WHERE person = ?", (number,))
        if len(owners) == 1 and not owners & {None, number}:
            (heir,) = owners
            self._db.execute("UPDATE redirects SET person = ? WHERE person = ?", (heir, number))
            self._db.execute(
                "INSERT INTO redirects SELECT id, ?, kind, name, spellings FROM people WHERE no = ?", (heir, number)
            )
        else:
            self._db.execute("DELETE FROM redirects WHERE person = ?", (number,))
        self._db.execute("DELETE FROM people WHERE no = ?", (number,))


def _people(rows: Iterable[tuple[Any, ...]]) -> list[Person]:
    return [person_of(who_row(row)) for row in rows]


class _Ids(Collection[str]):
    """The ids of all people; each is looked up when asked for."""

    def __init__(self, people: People) -> None:
        self._people = people

    def __contains__(self, identity: object) -> bool:
        return self._people._has_person(str(identity))

    def __len__(self) -> int:
        return int(self._people._one("SELECT count(*) FROM people")[0])

    def __iter__(self) -> Iterator[str]:
        return (identity for (identity,) in self._people._rows("SELECT id FROM people"))
