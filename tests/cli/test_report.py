"""``spq report``: the command, and the page as a file: nothing in it is obeyed, nothing is asked of anybody."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sysconfig
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reported import HOSTILE, harbour, html, report
from spquotes.cli.reportpage import BY, chosen, data_block, linkable
from spquotes.data.records import By


class Page(HTMLParser):
    """The elements of a page with their attributes, and what its style, its script and its data hold."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.held, self.text = [], {}, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        tag, attributes = self.elements[-1] if self.elements else ("", {})
        if self.cdata_elem:
            name = attributes.get("id") or f"{tag}{sum(one == (tag, attributes) for one in self.elements)}"
            self.held[name] = self.held.get(name, "") + data
        else:
            self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def hostile():
    return html(harbour(), title="</title><script>window.hacked=6</script>\udc80", choices=("--speaker <i>",))


def digest(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_only_the_pages_own_style_and_script_may_run(hostile):
    page = Page(hostile)
    policy = page.all("meta")[1]["content"]
    assert policy == (
        f"default-src 'none'; style-src {digest(page.held['style1'])}; "
        f"script-src {digest(page.held['script1'])} {digest(page.held['script2'])}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page.all("script") == [{}, {"type": "application/json", "id": "data"}, {}]


def test_no_markup_of_a_text_a_title_an_outlet_or_a_name_gets_through(hostile):
    page = Page(hostile)
    assert {tag for tag, _ in page.elements}.isdisjoint({"img", "svg", "iframe", "object", "link", "base", "embed"})
    handlers = [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert handlers == []
    assert not any("style" in attributes or "src" in attributes for _, attributes in page.elements)
    for words in ("<svg onload=window.hacked=3>", '"><b>Evil \\u202e Outlet', "Eve <script>window.hacked=5</script>",
                  "<b>bad</b>.txt", "javascript:window.hacked=4", "--speaker <i>", "{{ 7*7 }}"):  # fmt: skip
        assert words in page.text


def test_nothing_is_fetched_and_only_the_webs_addresses_are_linked(hostile):
    links = {attributes["href"] for attributes in Page(hostile).all("a") if not attributes["href"].startswith("#")}
    assert links == {"https://coast.example/ferry"}
    assert not re.search(r"url\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|importScripts|sendBeacon", hostile)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://coast.example/a?b=c#d", True),
        ("HTTP://coast.example/", True),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/hosts", False),
        ("//coast.example/", False),
        ("https://coast.example/\u202egnp", False),
        ("https://coast.example/a b", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses_that_may_be_linked(url, linked):
    assert linkable(url) == (url if linked else None)


def test_every_character_that_is_obeyed_is_spelled_out(hostile):
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", hostile
    )
    assert "\ufffd" not in hostile.encode().decode()


@pytest.mark.parametrize("value", ["</script>", "<!--<script>", "\u2028\u2029", "\ud800", "\x00", "&lt;", "Косачёв"])
def test_the_data_is_json_that_html_does_not_read(value):
    block = data_block([value])
    assert json.loads(block) == [value]
    assert block.isascii()
    assert not re.search("[<>&]", block)


def test_the_data_has_every_statement_in_order():
    data = json.loads(Page(html(harbour())).held["data"])
    assert [len(one["statements"]) for one in data["articles"]] == [5, 3, 0, 1]
    anchor, speaker, kind, cls, by, confidence, flags, cue, source, _, offsets, inside, claims, rule = data["articles"][
        0
    ]["statements"][4]
    text = harbour().articles[0].article.text
    assert text[offsets[0] : offsets[1]] == "that it owes 40 million crowns"
    assert (data["speakers"][speaker][1], data["types"][kind], data["classes"][cls]) == ("company", "indirect", "deny")
    assert (data["by"][by], confidence, flags, cue, source, inside, rule) == (
        "as named", 550, 1, "denies", "", 0, "by-hand",
    )  # fmt: skip
    assert claims == [[90, "", "names a figure"]]
    assert anchor == harbour().articles[0].statements[4].anchor
    assert data["articles"][0]["statements"][3][11] == 3


def test_every_way_to_take_a_source_has_words():
    assert set(BY) == {*By.__args__, "correction"}


def test_without_its_script_the_page_has_each_statement_with_its_particulars():
    page = Page(html(harbour()))
    place = harbour().articles[0].statements[4].row["content"][0]
    told = f"not: denies · deny · indirect · 0.55 · negated · check 0.90 · {place['start']}–{place['end']}"
    for words in (told, "“a new pier by June.”",
                  "“she” by a pronoun", "“the minister” left open · in 3", "(the minister)"):  # fmt: skip
        assert words in page.text


def test_ids_are_used_once_and_every_link_within_the_page_arrives():
    page = Page(html(harbour()))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for attributes in page.all("a") if attributes["href"][0] == "#"} <= set(ids)


def test_how_it_was_made_is_told():
    page = Page(html(harbour(), version="spq 9 (rules a, model b)", day="2024-07-01", choices=("--since 2024-01-01",)))
    told = " ".join(page.text.split())
    assert "9 statements by 4 speakers in 4 articles · 2024-03-02 to 2024-05-12" in told
    assert "spq 9 (rules a, model b), on 2024-07-01, from 4 articles published from 2024-03-02" in told
    assert "1 of them without a date, by" in told
    assert "Chosen with --since 2024-01-01." in told


def test_a_report_of_nothing_says_so():
    assert "Nothing matches" in html(report())
    assert "No statement of this article is shown." in html(report((HOSTILE, [])))


def test_what_was_chosen_is_told_as_it_is_typed():
    assert chosen([("--speaker", ["A", "B"]), ("--all", True), ("--since", None), ("--min-confidence", 0.0)]) == (
        "--speaker A", "--speaker B", "--all",
    )  # fmt: skip


# The command


def page_of(path):
    return Page(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("options", "statements", "told"),
    [
        ([], 5, "5 statements by 2 speakers in 2 articles"),
        (["--all"], 6, "6 statements by 2 speakers in 2 articles"),
        (["--speaker", "Kovács"], 2, "2 statements by 1 speaker in 1 article"),
        (["--about", "Kovacs"], 1, "1 statement by 1 speaker in 1 article"),
        (["--outlet", "valley courier"], 3, "3 statements by 2 speakers in 1 article"),
        (["--since", "2021"], 3, "3 statements by 2 speakers in 1 article"),
        (["--until", "2020"], 0, "nothing matches"),
        (["--min-confidence", "0.85"], 2, "2 statements by 2 speakers in 2 articles"),
    ],
)
def test_report_chooses(spq, library, tmp_path, options, statements, told):
    target = tmp_path / "report.html"
    result = spq("report", *options, "-o", target)
    data = json.loads(page_of(target).held["data"])
    assert sum(len(one["statements"]) for one in data["articles"]) == statements
    assert f"spq: {told}; open {target} in a browser" in result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--since", "2021"], "1 article without a date left out"),
        (["--outlet", "The Times"], "no article here is from 'The Times'"),
        (["--speaker", "Zyx"], "nobody here fits 'Zyx'"),
    ],
)
def test_report_says_on_stderr(spq, library, tmp_path, options, expected):
    result = spq("report", *options, "-o", tmp_path / "report.html")
    assert f"spq: {expected}" in result.stderr.splitlines()


def test_a_library_that_other_rules_analysed_is_told(spq, library, tmp_path):
    target = tmp_path / "report.html"
    spq("report", "-o", target, "--quiet")
    assert "2 of the articles were analysed by other rules or another model than these." in page_of(target).text


def test_the_title_is_what_was_asked_for(spq, library, tmp_path):
    target = tmp_path / "report.html"
    spq("report", "--title", "Who said what of <the mill>", "-o", target, "--quiet")
    assert "<title>Who said what of &lt;the mill&gt;</title>" in target.read_text(encoding="utf-8")


def test_into_a_pipe_the_page_is_written_whole(spq, library):
    result = spq("report", "--quiet")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.endswith("</html>\n")
    assert result.stderr == ""


def test_a_terminal_gets_no_page(on_terminal, library):
    seen, code = on_terminal("report")
    assert code == 2
    assert " ".join(seen.split()) == (
        "spq: a page is not for a terminal; name a file with -o report.html and open that in a browser"
    )


@pytest.mark.parametrize("target", [".", "nowhere/report.html"])
def test_where_nothing_can_be_written_nothing_is_analysed(spq, analysed, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The mill is old.")
    result = spq("report", "a.txt", "-o", target)
    assert (result.exit_code, analysed) == (2, [])


def test_what_cannot_be_read_is_named_and_the_rest_is_there(spq, analysed, tmp_path):
    (tmp_path / "a.txt").write_text("The mill is old, Mayor Roth said on Monday.")
    result = spq("report", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "report.html")
    assert result.exit_code == 1
    assert (tmp_path / "report.html").exists()
    result = spq("report", tmp_path / "b.txt", "-o", tmp_path / "none.html")
    assert result.exit_code == 1
    assert not (tmp_path / "none.html").exists()


# Its documentation

DOCS = Path(__file__).parents[2] / "docs" / "report.md"
BLOCK = re.compile(r"^```console\n\$ ([^\n]*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)


@pytest.mark.parametrize(("command", "printed"), BLOCK.findall(DOCS.read_text(encoding="utf-8")))
def test_the_documentations_commands_print_what_it_shows(command, printed, tmp_path):
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout == printed


def test_the_documentation_names_every_key_of_the_help():
    told = DOCS.read_text(encoding="utf-8")
    page = html(harbour())
    keys = re.findall(r"<kbd>([^<]+)</kbd>", page[page.index('<table class="keys">') :])
    assert [key for key in keys if f"`{key}`" not in told and key != '"two words"'] == []


def test_the_picture_is_small_enough_for_a_readme():
    picture = DOCS.with_name("report.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 300_000
