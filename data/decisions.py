"""What people decided on who is who: the file ``people.toml``, read and checked, and the same as a record.

docs/people.md has the file's form. A file that is wrong is a SpqError that names it, the line and the key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from .errors import SpqError
from .records import Kind
from .settings import settings_text, toml_tables


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody held; ``since`` and ``until`` are ISO dates or the beginnings of such, or None."""

    role: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One person, or another thing, as decided: ``name`` is what is shown, ``aliases`` are other spellings.

    ``never`` are spellings or ids that are never this one.
    """

    name: str
    id: str | None = None
    kind: Kind = "person"
    gender: Literal["f", "m"] | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Held, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that is decided: by the user, who is who and who is ``apart``; and the bundled table of ``public`` figures.

    What is public is weaker than what the user says: see extractors/deciding.py.
    """

    people: tuple[Decision, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    public: tuple[Decision, ...] = ()


NOTHING_DECIDED = Decisions()

MARK = "decisions"
"""The mark under which a store keeps, as JSON, the decisions that its people were told apart by."""

MADE_BY = "decisions_made_by"
"""The mark under which it keeps a checksum of the texts that those came from."""


def to_json(decisions: Decisions) -> str:
    """As a library keeps them."""
    return json.dumps(asdict(decisions), ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Decisions:
    """As ``to_json`` wrote them."""
    parts = json.loads(text)
    apart = tuple(tuple(names) for names in parts["apart"])
    return Decisions(_decisions(parts["people"]), apart, _decisions(parts["public"]))


def _decisions(parts: Iterable[Mapping[str, Any]]) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            **{
                **one,
                "aliases": tuple(one["aliases"]),
                "never": tuple(one["never"]),
                "roles": tuple(Held(**role) for role in one["roles"]),
            }
        )
        for one in parts
    )


# ---- the file


@dataclass(frozen=True, slots=True)
class DecisionText:
    """The text of a file, and where it stands; "" and "" for none."""

    text: str
    where: str

    def parsed(self) -> Decisions:
        """What it says. Raises SpqError where it says what cannot be."""
        return parse_decisions(self.text, self.where)


def read_text(path: Path) -> str:
    """The text of a file. Raises SpqError where it cannot be read."""
    try:
        return settings_text(path)
    except OSError as error:
        raise SpqError(f"{path}: cannot be read ({error.strerror}); name another file with --people FILE") from None


def parse_decisions(text: str, where: str) -> Decisions:
    """What a file's text says; ``where`` names it in errors. Raises SpqError."""
    tables = toml_tables(text, where, "docs/people.md")
    file = TomlFile(text, where)
    file.known_keys(tables, ("person", "apart"), None)
    people = tuple(_person(table, file.at("person", n)) for n, table in enumerate(file.tables(tables, "person")))
    apart = tuple(_apart(table, file.at("apart", n)) for n, table in enumerate(file.tables(tables, "apart")))
    _no_spelling_twice(people, file)
    owners = {text: number for number, one in enumerate(people) for text in (one.id, *one.spellings) if text}
    for number, names in enumerate(apart):
        found: dict[int, str] = {}
        for name in names:
            if name in owners and (other := found.setdefault(owners[name], name)) != name:
                what = f"{other!r} and {name!r} are apart here and one [[person]] above; take one out"
                raise file.at("apart", number).error("names", what)
    return Decisions(people, apart)


@lru_cache(maxsize=2)
def _headers(text: str, table: str) -> tuple[list[int], list[int]]:
    """Where the headers ``[[…]]`` of a text stand, and which of them are this table's."""
    headers = [found.start() for found in re.finditer(r"^[ \t]*\[\[", text, re.MULTILINE)]
    named = rf"[ \t]*\[\[\s*[\"']?{table}\b"
    return headers, [number for number, at in enumerate(headers) if re.compile(named).match(text, at)]


@dataclass(frozen=True, slots=True)
class TomlFile:
    """Finds the lines that errors name. ``entry`` is one table of the file: its header's place and its end."""

    text: str
    where: str
    entry: tuple[int, int] | None = None

    def at(self, table: str, number: int) -> TomlFile:
        """The same file, looking at the ``number``-th ``[[table]]`` only."""
        headers, own = _headers(self.text, table)
        if number >= len(own):  # written as a list of inline tables
            return self
        after = own[number] + 1
        end = headers[after] if after < len(headers) else len(self.text)
        return TomlFile(self.text, self.where, (headers[own[number]], end))

    def error(self, key: str | None, what: str) -> SpqError:
        """An error that names the line of the key, else of the entry."""
        start, end = self.entry or (0, len(self.text))
        found = (
            re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", self.text[start:end], re.MULTILINE) if key else None
        )
        place = start + found.start() if found else start if self.entry else None
        line = "" if place is None else f", line {self.text.count(chr(10), 0, place) + 1}"
        return SpqError(f"{self.where}{line}: {what}")

    def known_keys(self, table: Mapping[str, Any], keys: tuple[str, ...], of: str | None) -> None:
        """Raise for a key that means nothing here."""
        for key in table:
            if key not in keys:
                inside = f" of {of}" if of else ""
                raise self.error(key, f"there is no key {key!r}{inside}; it has {', '.join(keys)}")

    def tables(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        """The tables ``[[key]]``."""
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.error(key, f"{key} must be written [[{key}]], once for each")
        return found

    def text_of(self, table: Mapping[str, Any], key: str, among: tuple[str, ...] = ()) -> str | None:
        """A text, one of ``among`` if there are such; None where the key is not there."""
        if key not in table:
            return None
        value = table[key]
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"{key} must be a text in quotation marks")
        if among and value not in among:
            raise self.error(key, f"{key} must be one of {', '.join(among)}, not {value!r}")
        return " ".join(value.split())

    def texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.error(key, f'{key} must be a list of texts: {key} = ["…", "…"]')
        return tuple(dict.fromkeys(" ".join(one.split()) for one in value))


_PERSON_KEYS = ("name", "id", "kind", "gender", "aliases", "roles", "not")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DECIDABLE = tuple(kind for kind in get_args(Kind) if kind != "unnamed")


def _person(table: Mapping[str, Any], file: TomlFile) -> Decision:
    file.known_keys(table, _PERSON_KEYS, "a [[person]]")
    name = file.text_of(table, "name")
    if name is None:
        raise file.error(None, "this [[person]] has no name; add name = …")
    identity = file.text_of(table, "id")
    if identity is not None and not _ID.fullmatch(identity):
        raise file.error("id", f"id must be letters a to z, figures and hyphens, not {identity!r}")
    kind = cast("Kind", file.text_of(table, "kind", _DECIDABLE) or "person")
    gender = cast('Literal["f", "m"] | None', file.text_of(table, "gender", ("f", "m")))
    never = file.texts(table, "not")
    aliases = tuple(one for one in file.texts(table, "aliases") if one != name)
    if both := [one for one in (name, *aliases) if one in never]:
        raise file.error("not", f"{both[0]!r} is this person and, under not, is never this person; take one out")
    return Decision(name, identity, kind, gender, aliases, _roles(table, file), never)


def _roles(table: Mapping[str, Any], file: TomlFile) -> tuple[Held, ...]:
    value = table.get("roles", [])
    if not isinstance(value, list):
        raise file.error("roles", 'roles must be a list: roles = [{role = "…", from = 2008, until = 2012}]')
    made = []
    for one in value:
        role: Mapping[str, Any] = {"role": one} if isinstance(one, str) else one
        if not isinstance(role, dict) or not isinstance(role.get("role"), str) or not role["role"].strip():
            raise file.error("roles", 'each of roles must be a text, or {role = "…", from = 2008, until = 2012}')
        file.known_keys(role, ("role", "from", "until"), "a role")
        made.append(Held(role["role"].strip(), _day(role, "from", file), _day(role, "until", file)))
    return tuple(made)


def _day(role: Mapping[str, Any], key: str, file: TomlFile) -> str | None:
    value = role.get(key)
    if value is None:
        return None
    year = isinstance(value, int) and 0 <= value <= 9999
    text = value.isoformat()[:10] if isinstance(value, date) else str(value) if year else value
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        told = f", not {value!r}" if isinstance(value, str) or year else ""
        raise file.error("roles", f"{key} must be a date, a month or a year (2012-07-09, 2012-07, 2012){told}")
    return text


def _apart(table: Mapping[str, Any], file: TomlFile) -> tuple[str, ...]:
    file.known_keys(table, ("names",), "[[apart]]")
    names = file.texts(table, "names")
    if len(names) < 2:
        raise file.error("names", '[[apart]] needs two names or more: names = ["…", "…"]')
    return names


def _no_spelling_twice(people: tuple[Decision, ...], file: TomlFile) -> None:
    owners: dict[tuple[str, str], str] = {}
    ids: set[str] = set()
    names: set[str] = set()
    for number, person in enumerate(people):
        here = file.at("person", number)
        for text in person.spellings:
            owner = owners.setdefault((person.kind, text.casefold()), person.name)
            if owner != person.name:
                raise here.error(
                    "name" if text == person.name else "aliases", f"{text!r} is {owner} already; who is it?"
                )
        if person.name.casefold() in names:
            raise here.error("name", f"{person.name!r} has a [[person]] already; make them one")
        if person.id is not None and person.id in ids:
            raise here.error("id", f"the id {person.id!r} is another person's already")
        names.add(person.name.casefold())
        ids |= {person.id} if person.id else set()
