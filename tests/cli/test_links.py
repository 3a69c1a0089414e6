"""Links that terminals open: where they lead, what they are made of, and who gets them."""

from __future__ import annotations

import io
import os
import re
import socket
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from spquotes.cli.links import LONGEST, file_link, links_of, wanted, web_link
from spquotes.cli.showpage import header
from spquotes.cli.tables import table
from spquotes.data.records import Article

OSC8 = re.compile(r"\x1b\]8;(?:id=([^;]*))?;([^\x1b\x07]*)\x1b\\")
TEXT = "The mill is old.\r\n\nThe mayor said that the mill would reopen.\nTrader Omar Haddad warned of rents.\n"


def links_in(seen):
    """The addresses, without what closes them."""
    return [url for _, url in OSC8.findall(seen) if url]


# ---- what they are made of


@pytest.mark.parametrize(
    "name", ["a.txt", "a b#c?.txt", "Żółw — 100%.txt", "x\x1b]8;;http://evil\x1b\\.txt", "\udcff.txt"]
)
def test_a_file_of_any_name(tmp_path, name):
    path = tmp_path / name
    try:
        path.touch()
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    link = file_link(str(path), 12)
    assert re.fullmatch(r"[!-~]+", link)
    parts = urlsplit(link)
    assert (parts.scheme, parts.hostname, parts.fragment) == ("file", socket.gethostname().lower(), "L12")
    assert unquote(parts.path, errors="surrogateescape") == str(path)


def test_what_is_no_file_has_no_link(tmp_path):
    assert file_link(str(tmp_path / "gone.txt")) is None
    assert file_link(str(tmp_path)) is None
    assert file_link(None) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        (" HTTP://example.org/ź ", "HTTP://example.org/%C5%BA"),
        ("https://example.org/\x1b\\\x1b[31m\x07x", "https://example.org/%1B%5C%1B[31m%07x"),
        ("https://example.org/a b\u202e", "https://example.org/a%20b%E2%80%AE"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org/", None),
        ("https://", None),
        ("example.org", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web(url, expected):
    assert web_link(url) == expected


@given(st.text())
def test_no_address_holds_what_a_terminal_would_obey(rest):
    link = web_link(f"https://e{rest}")
    assert link is None or re.fullmatch(r"[!-~]+", link)


def test_an_address_that_terminals_would_drop_is_none():
    assert web_link("https://example.org/" + "a" * LONGEST) is None


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "0"}, False),
        ({"TERM": "linux", "FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_who_gets_links(environment, expected):
    assert wanted(environment) is expected


# ---- where they lead


class Terminal:
    links = True


class Shelf:
    def __init__(self, text):
        self.text = text

    def article(self, _doc):
        return self


def row(path, start, url=None):
    return {"doc": "a.txt", "path": path, "url": url, "content": [{"start": start, "end": start + 1, "text": "x"}]}


def test_a_text_is_opened_at_the_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, newline="")
    link = links_of(Shelf(TEXT), Terminal())
    for words, line in (("The mill", 1), ("The mayor", 3), ("said", 3), ("Trader", 4)):
        assert link(row(str(path), TEXT.index(words), "https://example.org/")).endswith(f"/a.txt#L{line}")


@pytest.mark.parametrize("name", ["a.jsonl", "a.html", "a.txt.gz"])
def test_what_is_no_text_to_the_letter_is_opened_as_a_page_or_a_file(tmp_path, name):
    path = tmp_path / name
    path.touch()
    link = links_of(Shelf(TEXT), Terminal())
    assert link(row(str(path), 30, "https://example.org/")) == "https://example.org/"
    assert link(row(str(path), 30, "mailto:x")).endswith(f"/{name}")
    assert link(row(None, 30)) is None


# ---- folded


@pytest.mark.parametrize("width", [30, 80, 200])
def test_every_line_of_a_folded_place_is_the_same_link(width):
    doc = "a-long-name-of-an-article-" * 6
    one = {
        "doc": doc, "path": None, "title": None, "outlet": "Valley Courier", "published": "2021-03-04", "url": None,
        "type": "indirect", "text": "rents would rise", "content": [{"start": 7, "end": 23}],
        "source": None, "cue": None, "speaker": None, "negated": False,
    }  # fmt: skip
    to = io.StringIO()
    console = Console(file=to, width=width, force_terminal=True, color_system="standard", legacy_windows=False)
    console.print(table("quotes", [one], width, link=lambda _row: "https://example.org/"))
    seen = to.getvalue()
    opened = [(name, url) for name, url in OSC8.findall(seen) if url]
    assert len(opened) > 1
    assert len(set(opened)) == 1
    assert opened[0][1] == "https://example.org/"
    inside = re.findall(r"\x1b\]8;[^;]*;https[^\x1b]*\x1b\\(.*?)\x1b\]8;;\x1b\\", seen)
    plain = "".join(re.sub(r"\x1b\[[0-9;]*m", "", part) for part in inside).replace(" ", "")
    assert plain == f"ValleyCourier·2021-03-04·{doc}@7"
    assert all(line.count("\x1b]8;") % 2 == 0 for line in seen.splitlines())  # none goes on behind its line


# ---- who gets them


@pytest.fixture
def here(library, tmp_path, monkeypatch):
    """A folder in which one of the library's articles has its file."""
    (tmp_path / "news").mkdir()
    path = tmp_path / "news" / "mill.txt"
    path.touch()
    monkeypatch.chdir(tmp_path)
    return path


@pytest.mark.parametrize(
    "arguments", [["quotes"], ["claims"], ["timeline", "Haddad"], ["show", "mill.txt"]], ids=" ".join
)
def test_a_terminal_gets_links_to_lines(on_terminal, here, arguments):
    seen, code = on_terminal(*arguments)
    assert code == 0
    whole = [link for link in links_in(seen) if link.endswith("/news/mill.txt")]
    assert len(whole) == 2 * (arguments[0] == "show")  # the title and the file's name
    assert {*links_in(seen)} - {*whole} <= {file_link(str(here), 1), file_link(str(here), 3)}
    assert file_link(str(here), 3) in links_in(seen)


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (["--no-links"], {}),
        (["--no-color"], {}),
        ([], {"NO_COLOR": "1"}),
        ([], {"FORCE_HYPERLINK": "0"}),
        ([], {"TERM": "linux"}),
        ([], {"SPQ_PAGER": "sed -n p"}),  # who knows whether it passes them on
        (["-o", os.devnull, "--format", "table"], {}),
    ],
)
def test_others_get_none(on_terminal, here, options, environment):
    seen, code = on_terminal("show", "mill.txt", *options, **environment)
    assert code == 0
    assert links_in(seen) == []


def test_a_pipe_gets_none(run, here):
    assert b"\x1b" not in run("quotes", "--format", "table", env={**os.environ, "FORCE_HYPERLINK": "1"}).stdout


def test_a_header_leads_to_the_page_and_to_the_file(tmp_path):
    path = tmp_path / "news.jsonl"
    path.touch()
    evil = "https://example.org/\x1b]8;;https://evil.example/\x1b\\"
    to = io.StringIO()
    console = Console(file=to, width=200, force_terminal=True, color_system="standard", legacy_windows=False)
    console.print(header(Article("a", TEXT, str(path), "Mill", url=evil), 1, 2, links=True))
    assert links_in(to.getvalue()) == [web_link(evil), web_link(evil), file_link(str(path))]
    plain = OSC8.sub("", re.sub(r"\x1b\[[0-9;]*m", "", to.getvalue()))
    assert plain == (
        f"Mill\nhttps://example.org/\\x1b]8;;https://evil.example/\\x1b\\\n{path}: a · 1 of 2 statements\n"
    )
