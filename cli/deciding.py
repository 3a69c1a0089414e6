"""``spq speakers why``, ``merge`` and ``split``: why two are one person or not, and deciding otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..data.errors import UsageError
from .app import command
from .options import OutputOptions, Paths, ReadingOptions, Sample

if TYPE_CHECKING:
    from tomlkit.items import Table

    from ..data.decisionfile import DecisionFile
    from ..data.records import Person
    from ..data.store import Store
    from .output import Output

First = Annotated[str, typer.Argument(metavar="A", show_default=False)]
Second = Annotated[str, typer.Argument(metavar="B", show_default=False)]

CHOICES = 5
"""How many people a name may mean are listed."""


@command("spq speakers why Kosachev Косачёв --sample", "spq speakers why sergei-ivanov igor-ivanov --json")
def why(
    first: First,
    second: Second,
    paths: Paths = None,
    *,
    output: OutputOptions,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:
    """Say whether two are one person here, and by what evidence.

    How like each other the names are, word by word; why each spelling is whose it is; what speaks against it; and what
    people.toml or the table of public figures has to say.

    A and B are names in any spelling or script, or ids. PATHS are files, folders, globs, or - for stdin. Without any it
    reads stdin if something comes in there, else your library, else the bundled sample.
    """
    from ..extractors.comparing import Asked, compare
    from .inputs import opened
    from .output import Output
    from .whypage import markdown, page

    out = Output(output)
    with opened(paths, reading, out, sample=sample) as store:
        asked = [Asked(text, _taken(text, store, out)) for text in (first, second)]
        row = compare(store, *asked)
    if out.format == "table":
        out.show(lambda _: page(row))
    elif out.format == "md":
        out.exact(markdown(row))
    else:
        out.rows("comparisons", [row])
    raise typer.Exit(out.exit_code)


@command("spq speakers merge konstantin-kosachyov 'K. Kosatschew'", "spq speakers merge 'Mark Twain' 'Samuel Clemens'")
def merge(
    first: First,
    second: Second,
    paths: Paths = None,
    *,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:
    """Decide that two are one person: B becomes A.

    Writes it into people.toml (docs/people.md), from where every command knows it; the id of B goes on finding A.

    A and B are names or ids of people in your library, or in PATHS, for which --people names the file to write.
    """
    from .output import Output

    out = Output(OutputOptions())
    with _deciding(paths, reading, out, sample=sample) as (store, path):
        one, other = only_one(first, store), only_one(second, store)
        if one.id == other.id:
            out.note(f"{first!r} and {second!r} are {one.name} already; nothing to change")
            return
        if one.kind != other.kind:
            raise UsageError(f"{one.name} is a {one.kind} and {other.name} a {other.kind}; only alike can be one")
        file = _file(path)
        theirs = [other.name, *_names(store, other)]
        old = file.entry([other.name], other.id)
        if old is not None and old is not file.entry([one.name], one.id):
            theirs += _spellings(old)
            file.remove(old)
        entry = _entry(file, one)
        entry.setdefault("id", one.id)
        file.drop(entry, "not", [*theirs, other.id])
        file.no_longer_apart([one.id, *_spellings(entry)], [other.id, *theirs])
        new = file.add(entry, "aliases", (text for text in theirs if text != entry["name"]))
        _write(file, path)
    out.note(f"{path}: {_listed(new)} is {entry['name']} from now on")


@command("spq speakers split sergei-ivanov 'S. Ivanov'", "spq speakers split Kosachyov 'Konstantin Kosachev'")
def split(
    first: First,
    spelling: Annotated[str, typer.Argument(metavar="SPELLING", show_default=False)],
    paths: Paths = None,
    *,
    sample: Sample = False,
    reading: ReadingOptions,
) -> None:
    """Decide that a spelling is never this person.

    It is somebody else's. Writes it into people.toml (docs/people.md), from where every command knows it.

    A is a name or an id, SPELLING a name by which articles call this person who do not have it in full; people in your
    library, or in PATHS, for which --people names the file to write.
    """
    from .output import Output

    out = Output(OutputOptions())
    with _deciding(paths, reading, out, sample=sample) as (store, path):
        person = only_one(first, store)
        file = _file(path)
        found = file.entry([person.name], person.id)
        if found is not None and _has(found.get("not", []), spelling):
            out.note(f"{spelling!r} is never {person.name} already; nothing to change")
            return
        others = _without(spelling, person, store)
        entry = _entry(file, person)
        file.drop(entry, "aliases", [spelling])
        if entry["name"].casefold() == spelling.casefold():
            entry["name"] = _best(others, person)
            file.drop(entry, "aliases", [entry["name"]])
        file.add(entry, "not", [spelling])
        _write(file, path)
    out.note(f"{path}: {spelling} is never {entry['name']} from now on")


# ---- who is meant


def _taken(text: str, store: Store, out: Output) -> Person:
    """The one whom a name means best; who else it may mean is told."""
    fitting = _fitting(text, store)
    if len(fitting) > 1:
        out.note(f"{text!r} taken for {_called(fitting[0])}; it also fits {_choices(fitting[1:])}")
    return fitting[0]


def only_one(text: str, store: Store) -> Person:
    """The only one whom a name means. Raises UsageError where there is none, or more."""
    fitting = _fitting(text, store)
    if len(fitting) > 1:
        raise UsageError(f"{text!r} may be {_choices(fitting)}; choose one by id")
    return fitting[0]


def _fitting(text: str, store: Store) -> list[Person]:
    from .who import mentioned

    fitting, near = mentioned(text, store)
    if not fitting:
        raise UsageError(f"nobody here fits {text!r}" + (f"; the nearest: {', '.join(near)}" if near else ""))
    return fitting


def _called(person: Person) -> str:
    return f"{person.name} ({person.id})"


def _choices(people: Sequence[Person]) -> str:
    more = len(people) - CHOICES
    return ", ".join(map(_called, people[:CHOICES])) + (f" and {more} more" if more > 0 else "")


# ---- the file


@contextmanager
def _deciding(
    paths: list[str] | None, reading: ReadingOptions, out: Output, *, sample: bool
) -> Iterator[tuple[Store, Path]]:
    """The people to decide on, and the file to write."""
    from .inputs import opened_source, people_file, source_of

    source = source_of(paths, sample=sample, library=reading.library)
    path = people_file(reading.people, source.library)
    if path is None:
        raise UsageError("name the file to write with --people FILE; only a library has one beside it")
    with opened_source(source, reading, out, sample=sample, new=True) as store:
        yield store, path


def _file(path: Path) -> DecisionFile:
    from ..data.decisionfile import DecisionFile
    from ..data.decisions import read_text

    return DecisionFile(read_text(path) if path.exists() else "")


def _entry(file: DecisionFile, person: Person) -> Table:
    found = file.entry([person.name], person.id)
    return file.new_entry(person.name, person.id, person.kind) if found is None else found


def _spellings(entry: Table) -> list[str]:
    return [entry["name"], *entry.get("aliases", [])]


def _write(file: DecisionFile, path: Path) -> None:
    from ..data.decisions import parse_decisions
    from .files import checked_target, replacing

    parse_decisions(file.text, str(path))  # nothing is written that cannot be read again
    with replacing(checked_target(str(path))) as to:
        to.write(file.text.encode())


def _names(store: Store, person: Person) -> list[str]:
    """The names that single articles have for somebody, as they are printed."""
    from ..extractors.portrait import printed

    return list(dict.fromkeys(printed(name, person.kind) for _, name in store.names_of([person.id])))


def _best(names: Sequence[str], person: Person) -> str:
    from ..extractors.portrait import best_name

    counts = {one.text: one.count for one in person.spellings}
    return best_name({name: counts.get(name, 1) for name in names}, person.kind)


def _has(texts: Collection[str], text: str) -> bool:
    return text.casefold() in {one.casefold() for one in texts}


def _without(spelling: str, person: Person, store: Store) -> list[str]:
    """The other names that articles have for somebody. Raises UsageError where a spelling cannot be parted."""
    names = _names(store, person)
    if not _has(names, spelling):
        raise UsageError(_not_separable(person, spelling, names))
    others = [name for name in names if name.casefold() != spelling.casefold()]
    if not others:
        raise UsageError(f"{spelling} is the only name of {person.name} in any article: there is nothing to split")
    return others


def _not_separable(person: Person, spelling: str, names: Sequence[str]) -> str:
    choices = f"articles have {', '.join(names[:CHOICES])}{' …' * (len(names) > CHOICES)}"
    if _has([one.text for one in person.spellings], spelling):
        return f"{spelling!r} stands for {person.name} only beside a fuller name in the same article; {choices}"
    return f"{person.name} has no spelling {spelling!r}; {choices}"


def _listed(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
