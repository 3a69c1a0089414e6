"""The parts of the documentation that are made out of the program: between ``<!-- generated: NAME -->`` and its end.

The commands come from their own help, the records from their JSON Schemas, the rules from their docstrings.
"""

from __future__ import annotations

import inspect
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
from docpages import PAGES, ROOT
from spquotes.cli.app import SpqCommand
from spquotes.cli.main import app
from typer.main import get_command

if TYPE_CHECKING:
    from pins import Pin

GENERATED = re.compile(r"<!-- generated: (\w+) -->\n")
_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end of what is generated -->)", re.DOTALL)

SHARED_BY = 5
"""An option of so many commands is described once, above them."""


def generated(text: str) -> str:
    """A page's text with its generated parts as they would be now."""
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]().strip()}\n\n{part[3]}", text)


# ---- commands


def all_commands() -> list[tuple[str, click.Command]]:
    """Every command that does something, with its whole name, in the order of the help."""
    root = get_command(app)
    assert isinstance(root, click.Group)
    return list(_below(root, "spq"))


def _below(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    for key, command in group.commands.items():
        whole = f"{name} {key}"
        if isinstance(command, click.Group):
            yield from _below(command, whole)
            continue
        yield whole, command
        if isinstance(command, SpqCommand):
            for under, one in command.below.items():
                yield f"{whole} {under}", one


def options_without_help() -> list[str]:
    """The options of all commands that their help says nothing of."""
    return [
        f"{name} {option.opts[0]}"
        for name, command in all_commands()
        for option in _options(command)
        if not option.help
    ]


def without_example() -> list[str]:
    """The commands whose help has no example of themselves."""
    return [name for name, command in all_commands() if not any(name in line for line in _examples(command))]


def _options(command: click.Command) -> list[click.Option]:
    return [one for one in command.params if isinstance(one, click.Option) and not one.hidden]


def _examples(command: click.Command) -> list[str]:
    _, _, lines = (command.epilog or "").partition("Examples:\n")
    return [line.strip() for line in lines.splitlines() if line.strip()]


def _commands() -> str:
    listed = all_commands()
    uses = Counter(_row(option) for _, command in listed for option in _options(command))
    shared = [row for row, count in uses.items() if count >= SHARED_BY]
    parts = [f"- [`{name}`](#{name.replace(' ', '-')}) – {_first(command)}" for name, command in listed]
    parts += ["", "## Options that many commands share", "", *_table(shared)]
    for name, command in listed:
        parts += ["", f"## {name}", "", *_page(name, command, shared)]
    return "\n".join(parts)


_Row = tuple[str, str]


def _page(name: str, command: click.Command, shared: list[_Row]) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"`{name} {usage}`"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield from ("", _escaped(" ".join(paragraph.split())))
    rows = [_row(option) for option in _options(command)]
    own = [row for row in rows if row not in shared]
    if own:
        yield from ("", *_table(own))
    others = [f"`{option.opts[0]}`" for option in _options(command) if _row(option) in shared]
    if others:
        also = "Also" if own else "Options"
        yield from ("", f"{also}, [shared](#options-that-many-commands-share): {', '.join(others)}.")
    yield ""
    if not name.startswith(_NO_LIBRARY):
        yield from (f"<!-- library: {_LIBRARY} -->", "")
    for runs, lines in _blocks(_examples(command)):
        if not runs:
            yield f"<!-- not run: {_NEEDS_MORE} -->"
        elif name in _BEFORE:
            yield f"<!-- before: {_BEFORE[name]} -->"
        elif name in _TYPED:
            yield f"<!-- typed: {_TYPED[name]} -->"
        elif name in _EXITS:
            yield f"<!-- exits: {_EXITS[name]} -->"
        yield from ("```console", *(f"$ {line}" for line in lines), "```")


_LIBRARY = "articles news mill.txt twain.txt"
"""What the library of the commands that need one holds before their examples are run."""

_TYPED = {"spq library remove": "y"}
"""What is answered to their questions."""

_EXITS = {"spq verify": "0 3"}
"""How their examples may end, but with 0: a check may say no."""

_NO_LIBRARY = ("spq evaluate", "spq schema", "spq batch")

_BEFORE = {
    "spq library info": "cp $SPQ_LIBRARY news.db",
    "spq library compact": "cp $SPQ_LIBRARY news.db",
    "spq library check": "cp $SPQ_LIBRARY news.db",
    "spq library purge": "export SPQ_CACHE=$HOME/cache",
}
"""What is run before a command's examples."""

_NEEDS_MORE = "needs an object store or a cluster"


def _blocks(examples: list[str]) -> Iterator[tuple[bool, list[str]]]:
    here = [line for line in examples if "s3://" not in line]
    away = [line for line in examples if "s3://" in line]
    if here:
        yield True, here
    if away:
        yield False, away


def _row(option: click.Option) -> _Row:
    """An option's names, what it takes, and its help with its default."""
    context = click.Context(click.Command("x"))
    names, help = option.get_help_record(context) or ("", "")
    return names, " ".join(help.split())


def _table(rows: list[_Row]) -> Iterator[str]:
    yield from ("| option | |", "| --- | --- |")
    for names, help in rows:
        yield f"| `{_cell(names)}` | {_cell(_escaped(help))} |"


def _first(command: click.Command) -> str:
    return _escaped(" ".join(inspect.cleandoc(command.help or "").split("\n\n")[0].split()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _escaped(text: str) -> str:
    return re.sub(r"([*_<>\[\]])", r"\\\1", text)


# ---- records


def _records() -> str:
    from spquotes.data.schema import RECORD_NAMES, schema

    parts = []
    for name in RECORD_NAMES:
        document = schema(name)
        parts += [
            f"## {name}",
            "",
            _sentence(document["description"]) + ".",
            "",
            "| key | type | |",
            "| --- | --- | --- |",
        ]
        parts += _keys(document, "")
        parts.append("")
    return "\n".join(parts)


_SPAN = {"start", "end", "text"}


def _keys(record: dict[str, Any], above: str) -> Iterator[str]:
    """A row for each key of an object; what a key holds follows it, by its whole name. A span is one row."""
    for key, value in record["properties"].items():
        inner = value.get("items", value)
        properties = inner.get("properties", {})
        optional = "" if key in record["required"] else ", may be missing"
        path = f"{above}{key}"
        meaning = _escaped(value.get("description", ""))
        if inner is not value and inner.get("description") and properties and set(properties) != _SPAN:
            meaning += f"; one of them: {_escaped(inner['description'])}"
        kind = "list: record of [quotes](#quotes)" if key == "quotes" else _type(value)
        yield f"| `{path}` | {kind}{optional} | {_cell(meaning)} |"
        if properties and set(properties) != _SPAN and key != "quotes":
            known = _SPAN if set(properties) > _SPAN else set()
            deeper = {**inner, "properties": {name: one for name, one in properties.items() if name not in known}}
            yield from _keys(deeper, f"{path}[]." if inner is not value else f"{path}.")


def _type(value: dict[str, Any]) -> str:
    """The type of a value in words."""
    types = value.get("type", "")
    types = [types] if isinstance(types, str) else list(types)
    null = " or null" if "null" in types else ""
    properties = set(value.get("properties", {}))
    if "enum" in value:
        return "one of " + ", ".join(f"`{one}`" for one in value["enum"] if one is not None) + null
    if "items" in value:
        return f"list: {_type(value['items'])}{null}"
    if properties:
        if properties == _SPAN:
            return f"span{null}"
        return ("span and more" if properties > _SPAN else "record") + null
    if "number" in types and value.get("maximum") == 1:
        return "0 to 1" + null
    words = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "object": "record",
    }
    return " or ".join(words[one] for one in types if one != "null") + null


def _sentence(text: str) -> str:
    return _escaped(text[0].upper() + text[1:])


# ---- rules


SENTENCES = {
    "verb_frames": "Brown said that the road would close.",
    "noun_frames": "Brown's claim that the road was safe was false.",
    "adjective_frames": "Brown is sure that the road is safe.",
    "quote_beside_verb": "“Is the road safe?” Brown asked.",
    "according_to": "According to Brown, the road is closed.",
    "in_words": "In Brown's view, the road is unsafe.",
    "in_document": "In a new poll, 52 percent of voters said the road should be closed.",
    "adverb": "The road is reportedly closed.",
    "colon": "Brown: “The road is closed for the whole summer.”",
    "signature": "“The road is closed for the whole summer.” – John Brown",
}
"""A sentence for each rule; the table shows what the rule finds in it."""


def _rules() -> str:
    from spquotes.extractors.attributors import RULES

    rows = [
        "| rule | what it looks for | a sentence | source | cue | content |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES:
        first = " ".join(inspect.cleandoc(rule.__doc__ or "").split("\n\n")[0].split())
        words = first.removesuffix(".") if first.endswith('".') else first
        sentence = SENTENCES[rule.__name__]
        found = [f"*{part}*" if part else "–" for part in _found_by(rule, sentence)]
        rows.append(" | ".join([f"| `{rule.__name__}`", _cell(_escaped(words)), sentence, *found]) + " |")
    return "\n".join(rows)


def _found_by(rule: Any, text: str) -> tuple[str, str, str]:
    """Source, cue and content of what one rule finds in a sentence. Raises ValueError where that is nothing."""
    from spquotes.extractors.attributors import Context
    from spquotes.extractors.cues import load_lexicon
    from spquotes.extractors.model import load_model
    from spquotes.extractors.page import lay_out
    from spquotes.extractors.parse import parsed

    page = lay_out(text)
    context = Context(page, load_lexicon())
    for sentence in parsed(page, load_model(None)):
        for found in rule(sentence, context):
            said = " … ".join(text[start:end] for start, end in found.content)
            source, cue = ("" if part is None else text[slice(*part)] for part in (found.source, found.cue))
            return source, cue, said
    raise ValueError(f"{rule.__name__} finds nothing in {text!r}")


def _frames() -> str:
    from spquotes.cli import constructions

    rows = ["| frame | what it is | a sentence with it |", "| --- | --- | --- |"]
    for table, ending in ((constructions._EXACT, ""), (constructions._FAMILIES, "_…")):
        for name, (words, example) in table.items():
            rows.append(f"| `{name}{ending}` | {_cell(words.replace('{}', '…'))} | {_cell(example)} |")
    return "\n".join(rows)


def _lexicons() -> str:
    """Each table with the first sentence of the comment at its head."""
    rows = ["| table | |", "| --- | --- |"]
    for table in sorted((ROOT / "data" / "lexicons").glob("*.t[os][mv]*")):
        lines = itertools.takewhile(lambda line: line.startswith("#"), table.read_text(encoding="utf-8").splitlines())
        comment = [line.strip("# ") for line in lines]
        text = (
            comment[0] if table.suffix == ".tsv" else " ".join(comment)
        )  # those are written by programs, line by line
        first = re.split(r"(?<=[\w)])[.;](?:\s|$)", text)[0].rstrip(".:")
        rows.append(f"| `{table.name}` | {_cell(_escaped(first))} |")
    return "\n".join(rows)


# ---- pages

_FIRST = (
    "README.md", "quickstart.md", "recipes.md", "commands.md", "records.md", "how-it-works.md", "accuracy.md",
    "claims.md", "dates.md", "people.md", "names.md", "scale.md",
)  # fmt: skip


def _pages() -> str:
    """Each page with its heading and the first sentence under it; pages that are not in _FIRST come last."""
    pages = [page for page in PAGES if page.name != "index.md"]
    pages.sort(key=lambda page: (_FIRST.index(page.name) if page.name in _FIRST else len(_FIRST), page.name))
    rows = ["| page | |", "| --- | --- |"]
    for page in pages:
        text = re.sub(r"<!--.*?-->\n*", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"^```.*?^```$\n*", "", text, flags=re.MULTILINE | re.DOTALL)
        head, _, rest = text.removeprefix("# ").partition("\n")
        first = re.split(r"(?<=[.?])\s", " ".join(rest.strip().split("\n\n")[0].split()))[0]
        link = page.name if page.parent == ROOT / "docs" else f"../{page.relative_to(ROOT).as_posix()}"
        rows.append(f"| [{head.replace('`', '')}]({link}) | {_cell(first)} |")
    return "\n".join(rows)


# ---- licences


def _licences() -> str:
    """Each package that running spq needs, those for the base first; versions for different Pythons in one row."""
    from pins import DEV, RUN, pins

    found: dict[str, list[Pin]] = {}
    for pin in sorted(pins(), key=lambda pin: (pin.use != RUN, pin.name)):
        if pin.use != DEV:
            found.setdefault(pin.name, []).append(pin)
    rows = ["| package | version | licence | for |", "| --- | --- | --- | --- |"]
    for name, same in found.items():
        first = same[0]
        use = "every command" if first.use == RUN else f"extra {first.use}"
        rows.append(f"| {name} | {', '.join(pin.version for pin in same)} | {first.licence} | {use} |")
    return "\n".join(rows)


PARTS: dict[str, Callable[[], str]] = {
    "commands": _commands,
    "records": _records,
    "rules": _rules,
    "frames": _frames,
    "lexicons": _lexicons,
    "licences": _licences,
    "pages": _pages,
}
"""What makes each part."""
