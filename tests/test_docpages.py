"""What runs the documentation's blocks: that it cuts pages as said, shows what a terminal shows, and can fail."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docpages import Block, Section, commands, sections, typed
from docsession import DocError, Session, missing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages are for a Unix shell")

PAGE = """# A page

```sh
true
```

## First

<!-- library: a b -->

<!-- not run: REASON -->
<!-- file: x -->
```console
$ one
```

## Second

Text.

## Third

````text
## no heading
```
````
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Section]]:
    monkeypatch.setattr("docpages.ROOT", tmp_path)

    def cut(text: str) -> list[Section]:
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        return sections(tmp_path / "page.md")

    return cut


def test_a_page_is_cut_at_its_headings(page: Callable[[str], list[Section]]) -> None:
    assert [section.name for section in page(PAGE)] == ["page.md#top", "page.md#first", "page.md#third"]


def test_a_page_can_be_one_session(page: Callable[[str], list[Section]]) -> None:
    assert [section.name for section in page(f"<!-- one session -->\n{PAGE}")] == ["page.md#top"]


def test_comments_before_a_block_are_its_marks(page: Callable[[str], list[Section]]) -> None:
    _, first, _ = page(PAGE)
    block = first.blocks()[0]
    assert (block.mark("not run"), block.mark("file"), block.mark("typed")) == ("REASON", "x", None)
    assert (first.library, block.line) == ("a b", 13)


def test_a_longer_fence_holds_a_shorter_one(page: Callable[[str], list[Section]]) -> None:
    assert [block.text for block in page(PAGE)[2].blocks()] == ["## no heading\n```\n"]


def test_texts_of_blocks_are_replaced(page: Callable[[str], list[Section]]) -> None:
    first = page(PAGE)[1]
    block = first.blocks()[0]
    assert first.with_texts({block.start: "$ two\n"}) == first.text.replace("$ one", "$ two")


def test_a_console_is_commands_with_what_they_show() -> None:
    console = "$ one\nshown\n\nmore\n$ two \\\n> lines\n"
    assert commands(console) == [("one", "shown\n\nmore\n"), ("two \\\nlines", "")]
    assert typed("two \\\nlines") == "$ two \\\n> lines\n"


def test_output_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="what is 'shown' the output of"):
        commands("shown\n$ one\n")


def block(language: str, text: str, *marks: str) -> Block:
    return Block(language, text, 0, len(text), marks, 1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = tmp_path / "desk"
    folder.mkdir()
    made = Session(folder, {})
    yield made
    made.close()


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("console", "$ echo one\nother\n", "$ echo one\none\n"),
        ("console", "$ echo one >&2\n…\n", "$ echo one >&2\none\n"),
        ("console", "$ echo one >&2 | cat\n$ echo two\n…\n", "$ echo one >&2 | cat\n$ echo two\ntwo\n"),
        ("console", "$ stty size <&1\n…\n", "$ stty size <&1\n24 80\n"),
        ("console", "$ test -t 1 && test -t 2; echo $?\n…\n", "$ test -t 1 && test -t 2; echo $?\n0\n"),
        ("console", "$ a=1; cd /\n$ echo $a $PWD\n…\n", "$ a=1; cd /\n$ echo $a $PWD\n1 /\n"),
        ("console", "$ exit_code() { return 3; }\n$ exit_code; echo $?\n…\n",
         "$ exit_code() { return 3; }\n$ exit_code; echo $?\n3\n"),
        ("console", "$ echo nothing is shown\n", "$ echo nothing is shown\n"),
        ("pycon", ">>> 1 + 1\n3\n>>> print('a', end='')\n", ">>> 1 + 1\n2\n>>> print('a', end='')\na\n"),
        ("pycon", ">>> list(range(9))\n[0, 1, ...]\n", ">>> list(range(9))\n[0, 1, ...]\n"),
        ("pycon", ">>> 1 / 0\n", ">>> 1 / 0\nTraceback (most recent call last):\n    ...\n"
         "ZeroDivisionError: division by zero\n"),
    ],
)  # fmt: skip
def test_a_block_is_what_its_commands_print(session: Session, language: str, before: str, after: str) -> None:
    assert session.run(block(language, before)) == after


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (block("console", "$ false\n"), "ends with 1"),
        (block("console", "$ false | cat\n"), "ends with 1"),
        (block("console", "$ (exit 2)\n", "exits: 0 3"), "ends with 2"),
        (block("console", "$ exit 0\n"), "ends the shell"),
        (block("sh", "false\ntrue\n"), "ends"),
        (block("python", "1 / 0\n"), "ZeroDivisionError"),
        (block("sql", "SELECT 1\n"), "for which program"),
        (block("sql", "SELECT 1\n", "sqlite: nothing.db"), "ends with 1"),
        (block("ini", "a = 1\n"), "no way is known to run ini"),
        (block("", "a = 1\n"), "without a language"),
    ],
)
def test_what_goes_wrong_is_told(session: Session, one: Block, told: str) -> None:
    with pytest.raises(DocError, match=told):
        session.run(one)


def test_other_exit_codes_can_be_allowed(session: Session) -> None:
    assert session.run(block("console", "$ (exit 3)\n$ echo a\n…\n", "exits: 0 3")) == "$ (exit 3)\n$ echo a\na\n"


@pytest.mark.parametrize(("language", "text"), [("toml", "a = \n"), ("json", "{\n"), ("jsonl", "{}\n{\n")])
def test_data_is_parsed(session: Session, language: str, text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        session.run(block(language, text))


def test_people_toml_is_read_as_spq_reads_it(session: Session) -> None:
    with pytest.raises(Exception, match=r"people\.toml"):
        session.run(block("toml", "[[person]]\nnam = 'x'\n", "file: people.toml"))


def test_a_block_can_be_a_file_answer_questions_and_have_something_before_it(session: Session) -> None:
    session.run(block("csv", "a,b\n", "file: a.csv"))
    asked = block(
        "console", "$ read answer; echo got $answer; cat a.csv b.csv\n…\n", "typed: y", "before: echo c > b.csv"
    )
    assert session.run(asked).endswith("csv\ngot y\na,b\nc\n")


def test_names_last_from_one_python_block_to_the_next(session: Session) -> None:
    session.run(block("python", "a = 1\n"))
    assert session.run(block("pycon", ">>> a\n…\n")) == ">>> a\n1\n"


def test_what_a_block_needs_is_told_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda tool, path: None)
    monkeypatch.setattr("docsession.find_spec", lambda name: None)
    assert missing(block("console", "$ spq quotes | jq .\n")) == "jq is not installed"
    assert missing(block("pycon", ">>> import pandas as pd\n")) == "the module pandas is not installed"
    assert missing(block("sql", "SELECT 1\n", "duckdb")) == "the module duckdb is not installed"
    assert missing(block("console", "$ spq quotes\n")) is None
