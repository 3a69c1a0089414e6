"""Older libraries to today's form; each version is tested on a library made by that version's tables."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any

from ..ids import article_key, statement_key, text_hash
from .about import aboutness
from .counting import COLUMNS, recount
from .sketching import put_sketch
from .tables import PLACES, TABLES, VERSION

Connection = sqlite3.Connection


def migrate(db: Connection, version: int) -> None:
    """Bring the tables of ``version`` to today's, all in one transaction: it succeeds, or the file stays as it was."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN EXCLUSIVE")
    try:
        FROM_VERSION[version](db)
        db.execute(f"PRAGMA user_version = {VERSION:d}")  # a PRAGMA takes no parameters
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    db.execute("PRAGMA foreign_keys = ON")


def _from_1(db: Connection) -> None:
    """One table of articles with their analyses → analyses that articles share; spans and counts made ready."""
    old = ("articles", "people", "roles", "spellings", "entities", "mentions", "attributions", "spans")
    db.execute("DROP TRIGGER forget_words")
    db.execute("DROP TABLE words")
    for index in ("roles_of", "spellings_of", "entities_of", "mentions_of", "mentions_at"):
        db.execute(f"DROP INDEX {index}")
    for index in ("attributions_of", "spans_of", "spans_in"):
        db.execute(f"DROP INDEX {index}")
    for table in old:
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for statement in statements(TABLES):
        db.execute(statement)
    _people_from_1(db)
    shared: dict[tuple[str, str], int] = {}
    articles = db.execute(
        "SELECT no, id, text, path, title, outlet, published, url, author, fingerprint FROM old_articles ORDER BY no"
    )
    for article in articles.fetchall():
        _article_from_1(db, article, shared)
    for table in reversed(old):
        db.execute(f"DROP TABLE old_{table}")
    _records_from_2(db)
    recount(db)


def _people_from_1(db: Connection) -> None:
    db.execute("""
        INSERT INTO people (no, id, kind, name, roles, spellings)
        SELECT place + 1, id, kind, name,
            (SELECT json_group_array(role) FROM (SELECT role FROM old_roles WHERE person = p.id ORDER BY place)),
            (SELECT json_group_array(json_array(text, count))
                FROM (SELECT text, count FROM old_spellings WHERE person = p.id ORDER BY place))
        FROM old_people p ORDER BY place""")


def _article_from_1(db: Connection, article: tuple[Any, ...], shared: dict[tuple[str, str], int]) -> None:
    number, name, text, path, title, outlet, published, url, author, fingerprint = article
    key = text_hash(text), fingerprint
    if key not in shared:
        shared[key] = number
        told = {"title": title, "outlet": None, "published": None, "url": None, "author": None}
        db.execute(
            "INSERT INTO analyses VALUES (?, ?, ?, ?, ?, ?)", (number, *key, name, json.dumps(told), text)
        )  # which of the rest the text itself told is not known any more
        put_sketch(db, number, text)
        _analysis_from_1(db, number, name, text)
    outlet_key = None if outlet is None else outlet.casefold()
    db.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, name, name, shared[key], article_key(name, text), path, title, outlet, published, url, author,
            outlet_key,
        ),
    )  # fmt: skip


def _analysis_from_1(db: Connection, number: int, name: str, text: str) -> None:
    db.execute(
        """INSERT INTO entities
        SELECT article, number, kind, name, gender, roles,
            (SELECT json_group_array(json_array(start, "end", text, form)) FROM (
                SELECT * FROM old_mentions m WHERE m.article = e.article AND m.entity = e.number ORDER BY start)),
            (SELECT count(*) FROM old_mentions m WHERE m.article = e.article AND m.entity = e.number),
            (SELECT no FROM people WHERE id = e.person)
        FROM old_entities e WHERE article = ? ORDER BY number""",
        (number,),
    )
    entities = db.execute("SELECT number, mentions, person FROM entities WHERE analysis = ?", (number,)).fetchall()
    who = {entity: person for entity, _, person in entities}
    mentions = [(entity, *mention[:2]) for entity, found, _ in entities for mention in json.loads(found)]
    rows = db.execute(
        "SELECT id, type, class, entity, confidence, statement, body FROM old_attributions WHERE article = ?"
        " ORDER BY start, no",
        (number,),
    ).fetchall()
    bodies = [json.loads(row[-1]) for row in rows]
    keys = {row[0]: _key_from_1(body) for row, body in zip(rows, bodies, strict=True)}
    about = aboutness([(row[3], body) for row, body in zip(rows, bodies, strict=True)], mentions)
    for place, (row, body, entities_meant) in enumerate(zip(rows, bodies, about, strict=True)):
        old_id, quote_type, cue_class, entity, confidence, statement, _ = row
        body["nested_in"] = keys.get(body["nested_in"])
        words = body.pop("text")
        no = number * PLACES + place
        db.execute(
            "INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                no, number, keys[old_id], quote_type, cue_class, entity, who.get(entity), confidence, statement, words,
                json.dumps(body, ensure_ascii=False),
            ),
        )  # fmt: skip
        db.executemany("INSERT INTO about VALUES (?, ?, ?)", ((no, meant, who[meant]) for meant in entities_meant))


def _key_from_1(body: dict[str, Any]) -> str:
    def place(span: dict[str, int] | None) -> tuple[int, int] | None:
        return None if span is None else (span["start"], span["end"])

    content = [(span["start"], span["end"]) for span in body["content"]]
    return statement_key(content, place(body["cue"]), place(body["source"]))


def statements(script: str) -> list[str]:
    """The statements of a script, whose triggers have semicolons within; executescript would commit."""
    found, rest = [], ""
    for line in script.splitlines():
        rest += line + "\n"
        if sqlite3.complete_statement(rest) and rest.strip():
            found.append(rest)
            rest = ""
    return found


def _from_2(db: Connection) -> None:
    """People get a gender, dated roles and reasons for spellings; ids may lead to somebody else."""
    for index in ("people_mentioned", "people_quoted", "people_stale"):
        db.execute(f"DROP INDEX {index}")
    db.execute("PRAGMA legacy_alter_table = ON")  # what refers to people goes on doing so
    db.execute("ALTER TABLE people RENAME TO old_people")
    db.execute("PRAGMA legacy_alter_table = OFF")
    _from_4(db)
    columns = f"no, id, kind, name, roles, spellings, stale, {', '.join(COLUMNS)}"
    db.execute(f"INSERT INTO people ({columns}) SELECT {columns} FROM old_people ORDER BY no")
    db.execute("DROP TABLE old_people")
    _records_from_2(db)


def _from_3(db: Connection) -> None:
    """Analyses hold claims; those that are there get theirs when they are made anew."""
    _from_4(db)


def _from_4(db: Connection) -> None:
    """Whole texts can be looked through by their words, and nearly equal ones found; statements can be corrected."""
    _with_what_is_new(db)
    db.execute("INSERT INTO texts (texts) VALUES ('rebuild')")
    for number, text in db.execute("SELECT no, text FROM analyses"):
        put_sketch(db, number, text)


def _with_what_is_new(db: Connection) -> None:
    """Make the tables, indexes and triggers that are not there yet."""
    made = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    for statement in statements(TABLES):
        created = _CREATED.search(statement)
        if created and created[1] not in made:
            db.execute(statement)


_CREATED = re.compile(r"^CREATE (?:VIRTUAL )?(?:TABLE|INDEX|TRIGGER) (\w+)", re.MULTILINE)

KNOWN_BEFORE = "known before reasons were kept"
"""Why a spelling is somebody's, where nobody wrote it down; telling that person apart anew gives the reason."""


def _records_from_2(db: Connection) -> None:
    """The lists of roles and of spellings with counts → with all that belongs to them now."""
    days = dict[int, tuple[str | None, str | None]](
        (analysis, (first, last))
        for analysis, first, last in db.execute(
            "SELECT analysis, min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM articles GROUP BY 1"
        )
    )
    people = db.execute("SELECT no, name, roles, spellings FROM people").fetchall()
    for number, name, old_roles, old_spellings in people:
        entities = db.execute("SELECT analysis, gender, roles, mentions FROM entities WHERE person = ?", (number,))
        rows = [(days.get(analysis, (None, None)), gender, json.loads(roles), mentions)
                for analysis, gender, roles, mentions in entities]  # fmt: skip
        roles = [_role_from_2(role, [day for day, _, given, _ in rows if role in given])
                 for role in json.loads(old_roles)]  # fmt: skip
        roles.sort(key=lambda role: -role["docs"])  # stable
        docs = _texts_with(json.loads(old_spellings), [json.loads(mentions) for *_, mentions in rows])
        spellings = [
            {
                "text": text,
                "count": count,
                "docs": docs[text],
                "why": "the name itself" if text == name else KNOWN_BEFORE,
            }
            for text, count in json.loads(old_spellings)
        ]
        genders = {gender for _, gender, _, _ in rows if gender}
        values = (json.dumps(roles, ensure_ascii=False), json.dumps(spellings, ensure_ascii=False))
        db.execute(
            "UPDATE people SET roles = ?, spellings = ?, gender = ? WHERE no = ?",
            (*values, genders.pop() if len(genders) == 1 else None, number),
        )


def _role_from_2(role: str, days: list[tuple[str | None, str | None]]) -> dict[str, Any]:
    dated = [(first, last) for first, last in days if first and last]
    first, last = min((one for one, _ in dated), default=None), max((one for _, one in dated), default=None)
    return {"role": role, "docs": len(days), "first": first, "last": last}


def _texts_with(spellings: list[tuple[str, int]], texts: list[list[tuple[int, int, str, str]]]) -> dict[str, int]:
    """How many texts have each spelling: a mention, which may have a title, has the longest spelling that is in it."""
    longest = sorted((text for text, _ in spellings), key=len, reverse=True)
    found: Counter[str] = Counter()
    for mentions in texts:
        names = {words for _, _, words, form in mentions if form == "name"}
        found.update({next((one for one in longest if one in words), "") for words in names})
    return {text: found[text] for text in longest}


FROM_VERSION: dict[int, Callable[[Connection], None]] = {1: _from_1, 2: _from_2, 3: _from_3, 4: _from_4}
"""What leads from an older version to today's."""
