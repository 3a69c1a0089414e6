"""What is hostile in names of files, in drafts, in links and in what is written into TOML: nothing of it is obeyed.

SPQ_LONG=1 tries each kind of payload by itself.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re

import pytest
from injected import OBEYED, PAYLOADS, analysis, article, made, strings
from known import known
from markdown_it import MarkdownIt
from spquotes.cli.links import article_link, web_link
from spquotes.data.corrections import parse_corrections
from spquotes.data.decisionfile import DecisionFile
from spquotes.data.decisions import parse_decisions
from spquotes.data.store import Store
from spquotes.extractors.library import index_names
from spquotes.extractors.namekeys import keys_of
from spquotes.extractors.portrait import printed

TRIED = list(PAYLOADS) if os.environ.get("SPQ_LONG") else ["formula", "toml", "terminal", "all"]
EACH = pytest.mark.parametrize("payload", TRIED)
STARTS = re.compile("[ \u3000]*[=+@＝＋－＠\t\r\n-]")


def fine(result, *codes):
    assert result.exit_code in (codes or (0,)), (result.stderr, result.exception)
    assert not OBEYED.search(result.stderr), result.stderr
    assert all(line.startswith("spq: ") for line in result.stderr.splitlines()), result.stderr
    return result


def no_formulas(text):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert re.match(r"-?\d+(\.\d+)?$", cell) or not STARTS.match(cell), cell


def no_markup(markdown, allowed=()):
    """Of what Markdown has, only what spq writes; nothing that is a link to a script, an image or HTML."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        for one in (token, *(token.children or ())):
            assert one.type not in ("html_block", "html_inline", "image", *allowed), one
            assert not str(one.attrGet("href") or "").casefold().startswith(("javascript:", "data:", "http://x")), one


# ---- names of files

NAMES = [
    "\x1b[31mred\x1b]52;c;aGk=\x07.txt", "new\nspq: line.txt", "=HYPERLINK(1).txt", "@SUM(1).txt", "-1+1.txt",
    "<img src=x onerror=hacked()>.txt", "a|b `c` **d** [e](javascript:x).txt", "\u202etxt.exe\u2066.txt", "\r.txt",
    "[bold red]x.txt", "\x9b2J.txt", "' onload='x.txt", "</script>".replace("/", "\u2215") + ".txt",
]  # fmt: skip


@pytest.fixture
def named(tmp_path, monkeypatch, patterned):
    """A folder of articles whose files have such names, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"Mayor Ada Roth said that the old mill would open again in {number} years.\n")
    return folder


@pytest.mark.parametrize("command", [["quotes", "--all"], ["entities"]])
def test_names_of_files_are_obeyed_nowhere(spq, named, command):
    table = fine(spq(*command, named, "--format", "table", columns=200))
    assert not OBEYED.search(table.stdout)
    rows = json.loads(fine(spq(*command, named, "--format", "json")).stdout)
    if command[0] == "quotes":
        assert {row["doc"] for row in rows} == set(NAMES)
        assert {os.path.basename(row["path"]) for row in rows} == set(NAMES)
    text = fine(spq(*command, named, "--format", "csv")).stdout
    no_formulas(text)
    no_markup(fine(spq(*command, named, "--format", "md")).stdout)


def test_a_name_in_an_error_is_one_line(spq, named):
    for name in NAMES:
        (named / name).rename(named / f"{name[:-4]}.pdf")
    result = fine(spq("quotes", named, "-q"), 1)
    lines = result.stderr.splitlines()
    assert len(lines) == len(NAMES)


# ---- every field, in what test_injection.py leaves out


@pytest.fixture
def filled(tmp_path, monkeypatch):
    """Makes a library of the one article with a payload."""
    monkeypatch.chdir(tmp_path)

    def fill(payload):
        monkeypatch.setenv("SPQ_LIBRARY", str(made(tmp_path / "library.db", payload)))

    return fill


@EACH
@pytest.mark.parametrize("command", ["quotes", "claims", "entities", "speakers", "counts"])
def test_parquet_is_exact(spq, filled, tmp_path, command, payload):
    parquet = pytest.importorskip("pyarrow.parquet")
    filled(PAYLOADS[payload])
    fine(spq(command, "-o", tmp_path / "out.parquet"))
    rows = json.loads(fine(spq(command, "--format", "json")).stdout)
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == rows
    if command in ("quotes", "claims"):
        assert PAYLOADS[payload] in strings(rows)


@EACH
def test_show_obeys_nothing(spq, filled, payload):
    filled(PAYLOADS[payload])
    name = article(PAYLOADS[payload]).id
    for more in ([], ["--explain"]):
        result = spq("show", *more, "--format", "table", "--", name)
        if result.exit_code != 2:
            assert not OBEYED.search(fine(result).stdout)


def test_a_text_on_a_terminal_is_shown_and_in_a_pipe_is_exact(on_terminal, run, filled):
    filled(PAYLOADS["terminal"])
    name = article(PAYLOADS["terminal"]).id
    seen, code = on_terminal("show", "--text", "--", name, NO_COLOR="1", FORCE_HYPERLINK="0")
    assert code == 0
    assert not re.search("\x1b\\]52|\x1bP|\x9b|\x1b\\[31m|\x07|\x08", seen), seen
    piped = run("show", "--text", "--", name)
    assert piped.returncode == 0
    assert piped.stdout.decode() == article(PAYLOADS["terminal"]).text


@EACH
def test_verify_of_a_hostile_draft(spq, filled, tmp_path, payload):
    text = PAYLOADS[payload]
    filled(text)
    draft = tmp_path / "draft.txt"
    draft.write_bytes(f"Ada Roth said: “{text} and more.”\n\nMayor Ada Roth said: “{text}”\n".encode())
    for form in ("table", "csv", "md", "json", "jsonl"):
        result = fine(spq("verify", draft, "--format", form), 0, 3)
        if form == "csv" and result.stdout:
            no_formulas(result.stdout)
        if form == "md":
            no_markup(result.stdout)
        if form == "json":
            given = draft.read_bytes().decode()
            for row in json.loads(result.stdout):
                assert all(given[one["start"] : one["end"]] == one["text"] for one in (row, *row["pieces"]))
        if form == "table":
            assert not OBEYED.search(result.stdout)


@EACH
def test_compare_of_hostile_articles(spq, filled, payload):
    filled(PAYLOADS[payload])
    for form in ("table", "csv", "md", "json"):
        result = fine(spq("compare", "--format", form), 0)
        if form == "csv" and result.stdout:
            no_formulas(result.stdout)
        if form == "table":
            assert not OBEYED.search(result.stdout)
        no_markup(result.stdout) if form == "md" else None


@pytest.mark.parametrize("form", ["md", "csv", "json", "jsonl"])
@pytest.mark.parametrize("command", [["quotes"], ["correct", "--list"]])
def test_exact_formats_on_a_terminal_are_not_obeyed(spq, on_terminal, filled, command, form):
    filled(PAYLOADS["all"])
    (row,) = json.loads(fine(spq("quotes", "--format", "json")).stdout)
    fine(spq("correct", row["id"], "--speaker", "none", "--note", PAYLOADS["all"]))
    seen, code = on_terminal(*command, "--format", form, NO_COLOR="1")
    assert code == 0, seen
    assert not OBEYED.search(seen.replace("\r", "")), OBEYED.search(seen)


# ---- what is written into TOML


@EACH
def test_a_correction_is_written_as_it_was_given(spq, filled, tmp_path, payload):
    text = PAYLOADS[payload]
    filled(text)
    (row,) = json.loads(fine(spq("quotes", "--format", "json")).stdout)
    line = " ".join(text.split())
    fine(spq("correct", row["id"], "--speaker", f"Bo {line}", "--new", "--note", text))
    (one,) = parse_corrections((tmp_path / "corrections.toml").read_bytes().decode(), "c")
    assert (one.note, one.words, one.article) == (line, text, article(text).id)
    assert one.speaker == f"Bo {line}"
    for form in ("table", "csv", "md", "json", "jsonl"):
        result = spq("correct", "--list", "--format", form)
        if result.exit_code == 2:
            continue
        fine(result)
        if form == "csv":
            no_formulas(result.stdout)
        if form == "table":
            assert not OBEYED.search(result.stdout)
        no_markup(result.stdout) if form == "md" else None
        if form == "json":
            assert line in strings(json.loads(result.stdout))
    fine(spq("correct", row["id"], "--undo"))
    assert parse_corrections((tmp_path / "corrections.toml").read_bytes().decode(), "c") == ()


@EACH
def test_names_in_people_toml_are_written_as_they_were(payload):
    text = " ".join(PAYLOADS[payload].split())
    file = DecisionFile("# Ours.\n")
    entry = file.new_entry(text, "a-b", "person")
    file.add(entry, "aliases", [f"{text} A", f"{text} B"])
    file.add(entry, "not", [f"{text} C"])
    file.add(file.new_entry("Omar", "omar", "person"), "aliases", ["O."])
    first, second = parse_decisions(file.text, "p").people
    assert (first.name, first.aliases, first.never) == (text, (f"{text} A", f"{text} B"), (f"{text} C",))
    assert (second.name, second.aliases) == ("Omar", ("O.",))
    file.remove(file.entry([text]))
    (left,) = parse_decisions(file.text, "p").people
    assert left == second
    assert file.text.startswith("# Ours.\n")


@EACH
def test_merge_and_split_write_just_what_was_given(spq, tmp_path, monkeypatch, payload):
    names = {"who": " ".join(PAYLOADS[payload].split()), "bo": "Bo Roth"}
    monkeypatch.setenv("SPQ_LIBRARY", str(tmp_path / "library.db"))
    people = [known(one, name, "person", (), ((name, 1),), 1, 1) for one, name in names.items()]
    with Store.writing(tmp_path / "library.db") as store:
        index_names(store)
        for text in (PAYLOADS[payload], "Bo Roth"):
            store.save(analysis(text), "by hand")
        of = {(name, 0): one for one, name in names.items()}
        store.set_people(people, of, {one.id: keys_of(one) for one in people})
    (tmp_path / "people.toml").write_text("# Ours.\n")
    fine(spq("speakers", "merge", "who", "bo"))
    text = (tmp_path / "people.toml").read_bytes().decode()
    (one,) = parse_decisions(text, "p").people
    assert text.startswith("# Ours.\n")
    assert (one.id, "Bo Roth" in one.spellings, set(one.spellings) <= {"Bo Roth", *_printed(names["who"])}) == (
        "who", True, True,
    )  # fmt: skip
    fine(spq("speakers", "split", "who", "Bo Roth"))
    (one,) = parse_decisions((tmp_path / "people.toml").read_bytes().decode(), "p").people
    assert one.never == ("Bo Roth",)


def _printed(name):
    """A name as it is and as it is shown."""
    return name, printed(name, "person")


# ---- links


@pytest.mark.parametrize(
    "url",
    ["javascript:x", "JavaScript://x/%0ax", "data:text/html,x", " javascript:x", "\x01javascript:x", "file:///etc/passwd",
     "vbscript:x", "java\nscript:x", "ftp://x/", "//x/", "\x1b]8;;http://x/\x1b\\", "http:", "http:// x", "httpsx://x"],
)  # fmt: skip
def test_no_other_address_is_a_link(spq, filled, url):
    assert web_link(url) is None
    assert article_link("/nowhere", url) is None


@pytest.mark.parametrize("payload", ["url", "terminal"])
def test_a_terminal_gets_links_to_nothing_else(on_terminal, filled, payload):
    filled(PAYLOADS[payload])
    seen, code = on_terminal("quotes", "--format", "table", FORCE_HYPERLINK="1", columns=200)
    assert code == 0, seen
    targets = re.findall("\x1b]8;[^;]*;(.*?)(?:\x1b\\\\|\x07)", seen)
    assert all(target == "" or re.match(r"(?:https?|file)://[!-~]+$", target) for target in targets), targets
    assert "javascript" not in "".join(targets)
