"""The pages of documentation, cut into sections and their fenced blocks.

A section, from one ``## `` heading to the next, is a session of its own: a folder, a home, a library. A page with
the comment ``<!-- one session -->`` is one session from top to bottom. Comments right before a block say what is done
with it:

``<!-- not run: REASON -->``  nothing
``<!-- before: COMMAND -->``  this is run first, whatever it prints
``<!-- typed: ANSWER -->``    each command gets this line from the keyboard
``<!-- exits: 0 3 -->``       its commands may end with these exit codes, not with 0 only
``<!-- file: NAME -->``       it is written to that file of the session's folder
``<!-- sqlite: FILE -->``     SQL, given to that SQLite file
``<!-- duckdb -->``           SQL, given to DuckDB in the session's folder

``<!-- library: PATHS -->`` anywhere in a section puts these paths into its library before the first block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

LANGUAGES = ("console", "sh", "python", "pycon", "sql", "toml", "json", "jsonl", "text")
"""What is run, parsed or, if it is text, shown only. Blocks that are written to a file may have any language."""

_COMMENT = re.compile(r"<!-- (.+?) -->", re.DOTALL)
_FENCE = re.compile(
    r"^(?P<marks>(?:<!-- [^\n]+ -->\n\n?)*)(?P<fence>`{3,})(?P<language>\S*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)
_LIBRARY = re.compile(r"<!-- library: (.+?) -->")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, its text, where that lies in the section, and the comments before it."""

    language: str
    text: str
    start: int
    end: int
    marks: tuple[str, ...]
    line: int

    def mark(self, name: str) -> str | None:
        """What the comment of this name says ("" if no more than its name), or None where there is none."""
        for mark in self.marks:
            head, _, rest = mark.partition(":")
            if head == name:
                return rest.strip()
        return None

    @property
    def code(self) -> list[str]:
        """What of it would be run: the commands of a console, else all lines."""
        if self.language == "console":
            return [command for command, _ in commands(self.text)]
        return self.text.splitlines()


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a page that is one session; ``line`` is its first line in the page."""

    page: Path
    title: str
    text: str
    line: int

    @property
    def name(self) -> str:
        """How tests call it."""
        title = re.sub(r"\W+", "-", self.title.lower()).strip("-")
        return f"{self.page.relative_to(ROOT).as_posix()}#{title}"

    @property
    def library(self) -> str | None:
        """What its library has before it begins."""
        found = _LIBRARY.search(self.text)
        return found and found.group(1)

    def blocks(self) -> list[Block]:
        """Its fenced blocks in order."""
        return [
            Block(
                found["language"], found["text"], found.start("text"), found.end("text"),
                tuple(_COMMENT.findall(found["marks"])), self.line + self.text.count("\n", 0, found.start("fence")),
            )
            for found in _FENCE.finditer(self.text)
        ]  # fmt: skip

    def with_texts(self, texts: dict[int, str]) -> str:
        """The section with the texts of some blocks, by where they start, replaced."""
        written = self.text
        for block in reversed(self.blocks()):
            if block.start in texts:
                written = written[: block.start] + texts[block.start] + written[block.end :]
        return written


def sections(page: Path) -> list[Section]:
    """The sessions of a page that have blocks, in order."""
    text = page.read_text(encoding="utf-8")
    fenced = [(found.start("fence"), found.end()) for found in _FENCE.finditer(text)]
    heads = [
        head for head in _HEADING.finditer(text) if not any(start < head.start() < end for start, end in fenced)
    ]  # a comment of a shell script is no heading
    if "<!-- one session -->" in text:
        heads = []
    starts = [0, *(head.start() for head in heads)]
    titles = ["top", *(head.group(1) for head in heads)]
    found = [
        Section(page, title, text[start:end], 1 + text.count("\n", 0, start))
        for title, start, end in zip(titles, starts, [*starts[1:], len(text)], strict=True)
    ]
    return [section for section in found if section.blocks()]


def commands(console: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the lines shown below it; a command goes on in lines with ``> ``."""
    found: list[tuple[str, str]] = []
    command, shown = "", ""
    for line in console.splitlines():
        if line.startswith("$ "):
            if command:
                found.append((command, shown))
            command, shown = line[2:], ""
        elif line.startswith("> ") and command and not shown:
            command += f"\n{line[2:]}"
        elif command:
            shown += f"{line}\n"
        else:
            raise ValueError(f"what is {line!r} the output of?")
    return [*found, (command, shown)] if command else found


def typed(command: str) -> str:
    """A command as a console block has it."""
    return "$ " + command.replace("\n", "\n> ") + "\n"
