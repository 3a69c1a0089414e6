"""An article that is hostile in every field, through each command in each format: nothing of it is obeyed.

SPQ_LONG=1 tries each kind of payload by itself.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from functools import lru_cache
from html.parser import HTMLParser

import pytest
from injected import FIRST, HARMLESS, OBEYED, PAYLOADS, article, made, strings
from markdown_it import MarkdownIt


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    """The libraries made, by payload."""
    folder = tmp_path_factory.mktemp("libraries")
    return lru_cache(maxsize=None)(lambda payload: made(folder / f"{abs(hash(payload))}.db", payload))


@pytest.fixture
def filled(tmp_path, monkeypatch, libraries):
    """Makes the library that of the one article with a payload."""
    monkeypatch.chdir(tmp_path)
    return lambda payload: monkeypatch.setenv("SPQ_LIBRARY", str(libraries(payload)))


COMMANDS = {
    "quotes": ["quotes"], "explained": ["quotes", "--explain"], "claims": ["claims"], "entities": ["entities"],
    "speakers": ["speakers"], "show": ["show", "ID"], "counts": ["counts"], "timeline": ["timeline", "who"],
    "list": ["library", "list"], "info": ["library", "info"],
    "why": ["speakers", "why", "who", "who"],
}  # fmt: skip


def run(spq, name: str, payload: str, *more: str, columns: int = 80):
    command, *rest = COMMANDS[name]
    if rest == ["ID"]:
        return spq(command, *more, "--", article(payload).id, columns=columns)
    return spq(command, *rest, *more, columns=columns)


LONG = bool(os.environ.get("SPQ_LONG"))
TRIED = list(PAYLOADS) if LONG else [*FIRST, "all"]
EACH = pytest.mark.parametrize("payload", TRIED)


@EACH
@pytest.mark.parametrize("name", COMMANDS)
def test_a_table_obeys_nothing(spq, filled, name, payload):
    filled(PAYLOADS[payload])
    result = run(spq, name, PAYLOADS[payload], "--format", "table", columns=200)
    assert result.exit_code == 0, (result.stderr, result.exception)
    assert not OBEYED.search(result.stdout), repr(OBEYED.search(result.stdout))
    assert not OBEYED.search(result.stderr)
    if payload == "rich" and name in ("quotes", "show"):
        assert "[bold red]x[/bold red]" in result.stdout
        assert ":smile:" in result.stdout


@pytest.mark.parametrize(
    ("payload", "form"),
    [(payload, form) for payload in TRIED for form in ("json", "jsonl") if LONG or payload == "all" or form == "json"],
)
@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_exact(spq, filled, name, payload, form):
    filled(PAYLOADS[payload])
    result = run(spq, name, PAYLOADS[payload], "--format", form)
    assert result.exit_code == 0, (result.stderr, result.exception)
    found = json.loads(result.stdout) if form == "json" else list(map(json.loads, result.stdout.split("\n")[:-1]))
    if name in ("quotes", "explained", "claims"):
        row = found[0]
        assert PAYLOADS[payload] in strings(row["content"])
        assert {row["title"], row["outlet"], row["url"]} == {" ".join(PAYLOADS[payload].split())}


@EACH
@pytest.mark.parametrize("name", ["quotes", "explained", "claims", "entities", "speakers", "counts", "list"])
def test_no_cell_of_csv_is_a_formula(spq, filled, name, payload):
    filled(PAYLOADS[payload])
    result = run(spq, name, PAYLOADS[payload], "--format", "csv")
    assert result.exit_code == 0, (result.stderr, result.exception)
    rows = list(csv.reader(io.StringIO(result.stdout, newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert re.match(r"-?\d+(\.\d+)?$", cell) or not re.match("[ \u3000]*[=+@＝＋－＠\t\r\n-]", cell), cell


def _blocks(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [inner.type for one in tokens for inner in (one, *(one.children or ())) if inner.type != "text"]


@EACH
@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"info"}))
def test_markdown_has_the_structure_of_a_harmless_article(spq, filled, name, payload):
    pages = []
    for text in (HARMLESS, PAYLOADS[payload]):
        filled(text)
        result = run(spq, name, text, "--format", "md")
        if result.exit_code == 2 and "does not go with this command" in result.stderr:
            pytest.skip("no Markdown of this")
        assert result.exit_code == 0, (result.stderr, result.exception)
        pages.append(_blocks(result.stdout))
    if name == "why":  # it says more or less of other names, but in no other way
        pages = [sorted(set(page)) for page in pages]
    assert pages[0] == pages[1]


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, sorted(name for name, _ in attrs)))
        for name, value in attrs:
            if name in ("href", "src", "action"):
                assert not (value or "").strip().casefold().startswith(("javascript:", "data:text", "vbscript:")), value

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(tag)


SHOWN = re.compile(r'<span class="u" title="U\+[0-9A-F]{4}">\\[xu][0-9a-f]{2,4}</span>')
"""How the report shows a control character."""


@EACH
def test_the_report_has_the_tags_of_a_harmless_article(spq, filled, tmp_path, payload):
    pages = []
    for text in (HARMLESS, PAYLOADS[payload]):
        filled(text)
        result = spq("report", "--title", text, "-o", tmp_path / "r.html")
        assert result.exit_code == 0, (result.stderr, result.exception)
        page = (tmp_path / "r.html").read_text(encoding="utf-8")
        pages.append(Tags(SHOWN.sub("", page)).seen)
    assert pages[0] == pages[1]


@EACH
@pytest.mark.parametrize(
    ("name", "form"),
    [("quotes", "jsonld"), ("quotes", "webannotation"), ("claims", "jsonld"), ("claims", "claimreview"),
     ("claims", "webannotation")],
)  # fmt: skip
def test_linked_data_are_json_that_fits_into_a_page(spq, filled, name, form, payload):
    filled(PAYLOADS[payload])
    result = run(spq, name, PAYLOADS[payload], "--format", form)
    assert result.exit_code == 0, (result.stderr, result.exception)
    found = strings(json.loads(result.stdout))
    assert any(PAYLOADS[payload] in text for text in found)
    assert "</script" not in result.stdout.casefold()
    assert "<!--" not in result.stdout


@EACH
def test_brat_keeps_its_lines(spq, filled, tmp_path, payload):
    filled(PAYLOADS[payload])
    result = spq("quotes", "--format", "brat", "-o", tmp_path / "out")
    assert result.exit_code == 0, (result.stderr, result.exception)
    files = {path.name: path.read_bytes().decode() for path in (tmp_path / "out").iterdir()}
    (text,) = (one for name, one in files.items() if name.endswith(".txt"))
    (marks,) = (one for name, one in files.items() if name.endswith(".ann"))
    assert text == article(PAYLOADS[payload]).text
    for line in marks.split("\n")[:-1]:
        assert re.match(r"(?:[TREA#]\d+|\*)\t", line), line
        if line.startswith("T"):
            _, place, words = line.split("\t")
            spans = [tuple(map(int, one.split())) for one in place.partition(" ")[2].split(";")]
            assert re.sub(r"\s", " ", " ".join(text[a:b] for a, b in spans)) == re.sub(r"\s", " ", words)
