"""Changes to a ``people.toml`` that keep its comments and its order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, cast

from .errors import SpqError
from .records import Kind

if TYPE_CHECKING:
    from tomlkit.items import AoT, Array, Table


_PERSON = re.compile(r"\s*\[\[\s*[\"']?person[\"']?\s*\]\]")


class DecisionFile:
    """The text of a file that says who is who, to be changed; what it says must have been checked before."""

    def __init__(self, text: str) -> None:
        import tomlkit

        self._document = tomlkit.parse(text)

    @property
    def text(self) -> str:
        """The file as it is now."""
        return self._document.as_string()

    def entry(self, spellings: Collection[str], identity: str | None = None) -> Table | None:
        """The ``[[person]]`` of this id, else of a name, else of an alias among these; None when there is none."""
        people = self._people()
        folded = {text.casefold() for text in spellings}

        def first(texts: Iterable[str], table: Table) -> bool:
            return not folded.isdisjoint(text.casefold() for text in texts)

        for fits in (
            lambda table: identity is not None and table.get("id") == identity,
            lambda table: first([table["name"]], table),
            lambda table: first(table.get("aliases", []), table),
        ):
            if found := [table for table in people if fits(table)]:
                return cast("Table", found[0])
        return None

    def new_entry(self, name: str, identity: str, kind: Kind) -> Table:
        """A ``[[person]]`` at the end."""
        import tomlkit

        table = tomlkit.table()
        if self.text.strip():
            table.trivia.indent = "\n"
        table["name"] = name
        table["id"] = identity
        if kind != "person":
            table["kind"] = kind
        if "person" not in self._document:
            self._document["person"] = tomlkit.aot()
        self._people().append(table)
        return table

    def add(self, table: Table, key: str, texts: Iterable[str]) -> list[str]:
        """Put texts into a list of an entry; those that were not in it."""
        import tomlkit

        before = list(table.get(key, []))
        new = [text for text in dict.fromkeys(texts) if text not in before]
        if new and key not in table:
            table[key] = tomlkit.array()
        for text in new:
            cast("Array", table[key]).append(text)
        return new

    def drop(self, table: Table, key: str, texts: Collection[str]) -> None:
        """Take texts out of a list of an entry, and the list with its last one."""
        folded = {text.casefold() for text in texts}
        found: Any = table.get(key, [])
        for place in reversed(range(len(found))):
            if found[place].casefold() in folded:
                del found[place]
        if key in table and not found:
            del table[key]

    def remove(self, table: Table) -> None:
        """Take an entry out; what was found before is not to be used after it.

        By its lines, for what stands between two entries, such as a comment on the second, goes with the first.
        """
        import tomlkit

        number = next(place for place, one in enumerate(self._people()) if one is table)
        lines = self.text.splitlines(keepends=True)
        headers = [at for at, line in enumerate(lines) if line.lstrip().startswith("[[")]
        start = [at for at in headers if _PERSON.match(lines[at])][number]
        end = next((at for at in headers if at > start), len(lines))
        while end > start + 1 and lines[end - 1].lstrip()[:1] in ("", "#"):
            end -= 1
        self._document = tomlkit.parse("".join(lines[:start] + lines[end:]))

    def no_longer_apart(self, ours: Collection[str], theirs: Collection[str]) -> None:
        """Take out of ``[[apart]]`` what says that the one are never the other."""
        entries: Any = self._document.get("apart", [])
        for place in reversed(range(len(entries))):
            names = entries[place]["names"]
            if set(names) & set(ours) and set(names) & set(theirs):
                self.drop(entries[place], "names", theirs)
                if len(entries[place].get("names", [])) < 2:
                    del entries[place]

    def _people(self) -> AoT:
        import tomlkit

        people: Any = self._document.get("person", tomlkit.aot())
        if not hasattr(people, "body") or (isinstance(people, list) and type(people).__name__ == "Array"):
            raise SpqError("its people are one list of inline tables; write each as [[person]], and this can be done")
        return cast("AoT", people)
