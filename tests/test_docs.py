"""README.md and docs/*.md: every fenced block is run, and what is shown is compared to the letter.

``SPQ_WRITE_DOCS=1`` (``make docs``) writes what is printed now, and the generated parts, into the pages instead.
What the comments before a block mean is said in ``support/docpages.py``.
"""

from __future__ import annotations

import difflib
import gzip
import json
import os
import re
import shutil
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest
from docgen import GENERATED, PARTS, generated, options_without_help, without_example
from docpages import LANGUAGES, PAGES, ROOT, Block, Section, sections
from docsession import DocError, Session, missing

WRITING = bool(os.environ.get("SPQ_WRITE_DOCS"))
FIXTURES = ROOT / "tests" / "fixtures"

SECTIONS = [section for page in PAGES for section in sections(page)]
BLOCKS = [(section, block) for section in SECTIONS for block in section.blocks()]

NOT_RUN = {
    "README.md": 2,
    "docs/accuracy.md": 1,
    "docs/commands.md": 1,
    "docs/quickstart.md": 1,
    "docs/scale.md": 4,
}
"""How many blocks of a page say that they cannot be run here; another number is to be looked at by somebody."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages are for a Unix shell")


# ---- what is generated


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_what_the_program_says_now(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    now = generated(text)
    if WRITING:
        page.write_text(now, encoding="utf-8")
        return
    assert now == text, "make docs writes it anew"


def test_every_generated_part_is_in_a_page() -> None:
    found = Counter(name for page in PAGES for name in GENERATED.findall(page.read_text(encoding="utf-8")))
    assert found == dict.fromkeys(PARTS, 1)


def test_every_option_has_a_help_text_and_every_command_an_example() -> None:
    assert options_without_help() == []
    assert without_example() == []


# ---- the form of the pages


def _name(section: Section, block: Block) -> str:
    return f"{section.page.relative_to(ROOT).as_posix()}:{block.line}"


def test_every_block_is_of_a_kind_that_is_known() -> None:
    odd = [
        f"{_name(section, block)} {block.language!r}"
        for section, block in BLOCKS
        if block.language not in LANGUAGES and block.mark("file") is None
    ]
    assert odd == []


def test_every_fence_begins_or_ends_a_block() -> None:
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    assert [line for text in texts for line in re.findall(r"^(?:[ >\t]+`{3}|~~~).*$", text, re.MULTILINE)] == []
    fences = sum(len(re.findall(r"^`{3,}.*$", text, re.MULTILINE)) for text in texts)
    assert fences == 2 * len(BLOCKS)


def test_what_is_not_run_has_a_reason_and_is_counted() -> None:
    left_out = [(section, block) for section, block in BLOCKS if block.mark("not run") is not None]
    assert [_name(section, block) for section, block in left_out if not block.mark("not run")] == []
    found = Counter(section.page.relative_to(ROOT).as_posix() for section, _ in left_out)
    assert found == NOT_RUN, "\n".join(
        f"{_name(section, block)}: {block.mark('not run')}" for section, block in left_out
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(link)
    assert dead == []


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# ---- what is run


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that every session begins with a copy of: what the pages call article.txt, articles/, and so on."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(FIXTURES / "docs", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "data" / "articles", folder / "data" / "articles")
    shutil.copytree(ROOT / "data" / "articles", folder / "articles")
    (folder / "pages").mkdir(exist_ok=True)
    shutil.copy(FIXTURES / "library.html", folder / "pages")
    with gzip.open(folder / "news" / "2024-01.jsonl.gz", "wt", encoding="utf-8") as packed:
        print('{"uid": "g1", "body": "The road is open again, Ida Berg said."}', file=packed)
    shutil.copy(FIXTURES / "school.docx", folder / "draft.docx")
    shutil.copy(folder / "draft.md", folder / "draft.txt")
    (folder / "pdfs").mkdir()
    shutil.copy(FIXTURES / "mill.pdf", folder / "pdfs")
    return folder


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of analyses of all sessions, also of other workers of xdist: the sample is analysed once."""
    ours = tmp_path_factory.getbasetemp()
    return (ours.parent if os.environ.get("PYTEST_XDIST_WORKER") else ours) / "cache-of-docs"


@pytest.fixture(scope="session")
def shelves() -> dict[str, Path]:
    """Libraries made for sections that begin with one, by what is in them."""
    return {}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_blocks(section: Section, tmp_path: Path, desk: Path, kept: Path, shelves: dict[str, Path]) -> None:
    folder, home = tmp_path / "desk", tmp_path / "home"
    shutil.copytree(desk, folder)
    home.mkdir()
    env = {"HOME": str(home), "SPQ_LIBRARY": str(tmp_path / "library.db"), "SPQ_CACHE": str(kept)}
    session = Session(folder, env)
    try:
        if section.library is not None:
            _put_on_shelf(section.library, session, shelves, tmp_path)
        written, left = _run_all(section, session)
    finally:
        session.close()
    if WRITING:
        _write(section, written)
    else:
        assert written == {}, f"{_differences(section, written)}\nmake docs writes it anew"
    if left:
        pytest.skip("; ".join(left))


def _put_on_shelf(paths: str, session: Session, shelves: dict[str, Path], tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    if paths not in shelves:
        _, code = session.shell.run(f"spq add --quiet {paths}")
        assert code == 0
        sqlite3.connect(library).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
        shelves[paths] = shutil.copy(library, tmp_path.parent / f"shelf-{len(shelves)}.db")
    else:
        shutil.copy(shelves[paths], library)


def _run_all(section: Section, session: Session) -> tuple[dict[int, str], list[str]]:
    """The blocks that would be other than they are, by where they start; and why blocks could not be run."""
    written, left = {}, []
    for block in section.blocks():
        if block.mark("not run") is not None:
            continue
        lacking = missing(block)
        if lacking is not None:
            left.append(f"{_name(section, block)}: {lacking}")
            break  # what follows may need what this block makes
        try:
            now = session.run(block)
        except DocError as error:
            pytest.fail(f"{_name(section, block)}: {error}", pytrace=False)
        except ValueError as error:
            pytest.fail(f"{_name(section, block)}: is no {block.language}: {error}", pytrace=False)
        if now != block.text:
            written[block.start] = now
    return written, left


def _differences(section: Section, written: dict[int, str]) -> str:
    return "\n".join(
        "\n".join(
            difflib.unified_diff(
                block.text.splitlines(), written[block.start].splitlines(), _name(section, block), "now", lineterm=""
            )
        )
        for block in section.blocks()
        if block.start in written
    )


def _write(section: Section, written: dict[int, str]) -> None:
    import fcntl

    with section.page.open("r+", encoding="utf-8") as page:
        fcntl.flock(page, fcntl.LOCK_EX)  # another section's test may write into the same page
        text = page.read()
        assert section.text in text
        page.seek(0)
        page.write(text.replace(section.text, section.with_texts(written), 1))
        page.truncate()


def test_the_fixture_of_annotated_texts_is_annotated_where_it_says() -> None:
    for line in (FIXTURES / "docs" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for quote in document["quotes"]:
            for start, end in (*quote["source"], *quote["cue"], *quote["content"]):
                assert document["text"][start:end].strip() == document["text"][start:end] != ""
