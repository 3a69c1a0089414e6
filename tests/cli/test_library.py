"""``spq add`` and ``spq library``: what they do to a library, and what they say."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import jsonschema
import pytest
from spquotes.data import schema
from spquotes.data.ids import article_key
from spquotes.data.records import Analysis, Attribution, Cue, Entity, Mention, Span
from spquotes.data.store import Store
from spquotes.extractors import library as analysing

MILL = "Mayor Anna Roth said that the old mill would open again in the spring of next year.\n"
BRIDGE = "Mayor Anna Roth said that the bridge over the river would stay closed for a year.\n"


def by_pattern(article, _model):
    """What "X said that Y." tells, without a model."""
    found = re.search(r"Mayor (?P<who>.+) (?P<cue>said) that (?P<what>.+)\.", article.text)
    if found is None:
        raise ValueError("no such sentence")
    spans = {name: (*found.span(name), found[name]) for name in ("who", "cue", "what")}
    key = article_key(article.id, article.text)
    said = Attribution(
        f"{key}12345678", "indirect", (Span(*spans["what"]),), Span(*spans["who"]), Cue(*spans["cue"], "say", "say"), 0,
        "name", None, False, None, False, False, Span(*found.span(), found[0]), 0.9, "pattern",
    )  # fmt: skip
    entity = Entity(0, "person", found["who"], (Mention(*spans["who"], "name"),))
    return Analysis(article, (entity,), (said,))


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where the library will be; SPQ_LIBRARY names it."""
    where = tmp_path / "data" / "library.db"
    monkeypatch.setenv("SPQ_LIBRARY", str(where))
    monkeypatch.delenv("SPQ_CACHE", raising=False)
    return where


@pytest.fixture
def analysed(monkeypatch, path):
    """Analyses by a pattern in place of the rules; lists the ids of what was analysed."""
    given = []

    def analyse(article, model):
        given.append(article.id)
        return by_pattern(article, model)

    monkeypatch.setattr(analysing, "analyse", analyse)
    monkeypatch.setattr("spquotes.extractors.model.load_model", lambda name=None: None)
    return given


@pytest.fixture
def newer_rules(monkeypatch):
    """Call it, and the rules are others than before."""
    return lambda: monkeypatch.setattr(analysing, "rules_fingerprint", lambda: "newer")


@pytest.fixture
def news(tmp_path):
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "mill.txt").write_text(MILL)
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


def docs(spq, *options):
    return [json.loads(line)["doc"] for line in spq("quotes", *options).stdout.splitlines()]


def said(result):
    return result.stderr.strip().splitlines()[-1]


# ---- add


def test_a_folder_is_added_once_and_then_asked(spq, analysed, news):
    result = spq("add", news)
    assert (result.exit_code, result.stdout) == (0, "")
    assert said(result) == "spq: 2 added; the library has 2 articles"
    assert docs(spq) == docs(spq, "--speaker", "Roth") == ["bridge.txt", "mill.txt"]
    assert json.loads(spq("quotes").stdout.splitlines()[0])["path"] == str(news / "bridge.txt")


def test_the_same_again_does_nothing_and_says_so(spq, analysed, news):
    spq("add", news)
    assert said(spq("add", news)) == "spq: 2 there already; the library has 2 articles"
    assert analysed == ["bridge.txt", "mill.txt"]


def test_a_changed_file_replaces_its_article(spq, analysed, news):
    spq("add", news)
    (news / "mill.txt").write_text(MILL.replace("old mill", "new mill"))
    assert said(spq("add", news)) == "spq: 1 with a new text, 1 there already; the library has 2 articles"
    assert docs(spq, "--contains", "new mill") == ["mill.txt"]
    assert docs(spq, "--contains", "old mill") == []


def test_another_file_of_the_same_name_is_another_article(spq, analysed, news, tmp_path):
    other = tmp_path / "times"
    other.mkdir()
    (other / "mill.txt").write_text(BRIDGE.replace("closed", "open"))
    spq("add", news)
    result = spq("add", other)
    assert "spq: another article has the id mill.txt: this one is called times/mill.txt" in result.stderr
    assert docs(spq) == ["bridge.txt", "mill.txt", "times/mill.txt"]
    assert said(spq("add", other)) == "spq: 1 there already; the library has 3 articles"


def test_one_text_in_two_outlets_is_analysed_once(spq, analysed, tmp_path):
    for outlet in ("post", "times"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "agency.txt").write_text(MILL)
    spq("add", tmp_path / "post", "--as-outlet", "Post")
    result = spq("add", tmp_path / "times", "--as-outlet", "Times")
    assert said(result) == "spq: 1 added; 1 of a text that was analysed before; the library has 2 articles"
    assert analysed == ["agency.txt"]
    rows = [json.loads(line) for line in spq("quotes").stdout.splitlines()]
    assert [(row["doc"], row["outlet"]) for row in rows] == [("agency.txt", "Post"), ("times/agency.txt", "Times")]


def test_an_outlet_told_later_is_written_down(spq, analysed, news):
    spq("add", news)
    result = spq("add", news, "--as-outlet", "Courier")
    assert said(result) == "spq: 2 described anew; the library has 2 articles"
    assert docs(spq, "--outlet", "courier") == ["bridge.txt", "mill.txt"]


def test_stdin_can_be_added(spq, analysed):
    assert spq("add", input=MILL).exit_code == 0
    assert docs(spq) == ["stdin"]


def test_library_names_another_file(spq, analysed, news, tmp_path, path):
    other = tmp_path / "other.db"
    spq("add", news, "--library", other)
    assert not path.exists()
    assert docs(spq, "--library", other) == ["bridge.txt", "mill.txt"]
    for command in ("speakers", "entities"):
        assert json.loads(spq(command, "--library", other, "--limit", "1").stdout)["name"] == "Anna Roth"
    assert spq("show", "mill.txt", "--text", "--library", other).stdout == MILL


def test_an_article_that_fails_is_named_and_tried_again(spq, analysed, news):
    (news / "odd.txt").write_text("There is a text here, in English, but it is not what the analysis wants it to be.\n")
    for _ in range(2):
        result = spq("add", news)
        assert result.exit_code == 1
        assert "spq: odd.txt: could not be analysed (ValueError" in result.stderr
    assert said(result) == "spq: 2 there already, 1 failed; the library has 2 articles"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add"], "name the files or folders to add"),
        (["add", "x.txt", "--outlet", "Post"], "choose what --refresh analyses again"),
        (["quotes", "x.txt", "--library", "x.db"], "leave out the paths"),
        (["quotes", "--sample", "--library", "x.db"], "leave out the paths and --sample"),
        (["quotes", "--library", "gone.db"], "gone.db: there is no library; make one with: spq add PATHS"),
        (["show", "x", "--library", "gone.db"], "there is no library"),
        (["library"], "there is no library; make one with: spq add PATHS"),
        (["library", "remove"], "say which articles"),
        (["library", "remove", "x", "--yes"], "there is no library"),
    ],
)
def test_wrong_use_is_one_line(spq, path, arguments, says):
    result = spq(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


# ---- rules that change


def test_other_rules_leave_what_is_there(spq, analysed, news, newer_rules):
    spq("add", news)
    newer_rules()
    assert said(spq("add", news)) == "spq: 2 there already; the library has 2 articles"
    result = spq("library", "info")
    assert json.loads(result.stdout)["outdated"] == 2
    assert "2 analysed by other rules or another model; spq add --refresh analyses those again" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "again"),
    [
        (["--refresh"], ["bridge.txt", "mill.txt"]),
        (["--refresh", "mill.txt"], ["mill.txt"]),
        (["--refresh", "--outlet", "post"], ["bridge.txt", "mill.txt"]),
        (["--refresh", "--outlet", "Times"], []),
        (["--refresh", "--since", "2021"], []),
    ],
)
def test_refresh_analyses_again_what_it_names(spq, analysed, news, newer_rules, monkeypatch, arguments, again):
    monkeypatch.chdir(news)
    spq("add", news, "--as-outlet", "Post")
    analysed.clear()
    newer_rules()
    result = spq("add", *arguments)
    done = f"{len(again)} analysed again" if again else "nothing to do"
    assert said(result) == f"spq: {done}; the library has 2 articles"
    assert analysed == again
    assert docs(spq, "--outlet", "post") == ["bridge.txt", "mill.txt"]
    analysed.clear()
    spq("add", *arguments)
    assert analysed == []


# ---- the library's upkeep


def test_info_is_the_default(spq, analysed, news):
    spq("add", news)
    row = json.loads(spq("library").stdout)
    assert (row["articles"], row["people"], row["outdated"]) == (2, 1, 0)
    jsonschema.validate(row, schema.schema("library"), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns("library"))
    assert spq("library", "--json").stdout.startswith("[")
    assert re.search(r"^Articles +2$", spq("library", "--format", "table").stdout, re.M)


def test_list_has_each_article(spq, analysed, news):
    spq("add", news)
    rows = [json.loads(line) for line in spq("library", "list").stdout.splitlines()]
    assert [(row["doc"], row["statements"], row["characters"]) for row in rows] == [
        ("bridge.txt", 1, len(BRIDGE)), ("mill.txt", 1, len(MILL)),
    ]  # fmt: skip
    jsonschema.validate(rows[0], schema.schema("holdings"), cls=jsonschema.Draft202012Validator)
    for form in ("table", "md", "csv"):
        assert "bridge.txt" in spq("library", "list", "--limit", "1", "--format", form).stdout


def test_export_has_the_articles_with_their_statements(spq, analysed, news):
    spq("add", news)
    rows = [json.loads(line) for line in spq("library", "export").stdout.splitlines()]
    assert [(row["doc"], row["text"], len(row["quotes"])) for row in rows] == [
        ("bridge.txt", BRIDGE, 1), ("mill.txt", MILL, 1),
    ]  # fmt: skip
    jsonschema.validate(rows[0], schema.schema("articles"), cls=jsonschema.Draft202012Validator)


def test_remove_takes_articles_out(spq, analysed, news):
    spq("add", news)
    assert said(spq("library", "remove", "mill.txt", "--yes")) == "spq: 1 article removed"
    assert docs(spq) == ["bridge.txt"]
    assert json.loads(spq("speakers").stdout)["count"] == 1


def test_remove_asks_first(spq, analysed, news):
    spq("add", news)
    result = spq("library", "remove", "--since", "1900", "mill.txt", input="y\n")
    assert said(result) == "spq: nothing matches"
    result = spq("library", "remove", "mill.txt", input="y\n")
    assert result.exit_code == 2
    assert said(result) == "spq: this removes 1 article; say --yes if that is meant"


def test_remove_names_an_id_that_is_not_there(spq, analysed, news):
    spq("add", news)
    result = spq("library", "remove", "mill", "--yes")
    assert (result.exit_code, said(result)) == (
        2, "spq: no article here has the id 'mill'; spq library list prints the ids",
    )  # fmt: skip


def test_purge_and_check(spq, analysed, news, path):
    spq("add", news)
    spq("library", "remove", "mill.txt", "--yes")
    assert "spq: purged; " in spq("library", "purge").stderr
    assert b"old mill" not in path.read_bytes()
    result = spq("library", "check")
    assert (result.exit_code, said(result)) == (0, "spq: sound: 1 article, 1 statement")


def test_check_says_no_with_3(spq, analysed, news, path):
    spq("add", news)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE people SET mentions = 9")
        db.commit()
    result = spq("library", "check", "--quiet")
    assert (result.exit_code, result.stderr) == (3, "spq: the counts of anna-roth are wrong\n")


def test_a_library_whose_names_have_other_keys_gets_todays(spq, library):
    with closing(sqlite3.connect(library)) as db:
        db.executescript("DELETE FROM names; DELETE FROM marks;")
    assert len(docs(spq, "--speaker", "Haddad")) == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mill would", 1),
        ("would mill", 0),
        ('"old mill"', 1),
        ("mil*", 1),
        ("mill OR bridge", 2),
        ("would NOT mill", 1),
        ("would AND (mill OR river)", 2),
        ("spring mill*", 1),
        ("NEAR(mill would)", 0),
        ("text: mill", 0),
        ("text:mill", 0),
        ("^old*", 1),
        ('"old mill', 1),
        ("{text}: (mill)", 0),
        ("-mill", 1),
        ("*", 0),
        ('""', 0),
        ("'; DROP TABLE words", 0),
    ],
)
def test_contains_takes_words_phrases_prefixes_and_operators(spq, analysed, news, words, found):
    spq("add", news)
    result = spq("quotes", "--contains", words)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, found)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("NOT mill", "missing before NOT"),
        ("mill AND", "missing after AND"),
        ("(mill", "a bracket is not closed"),
        ("mill)", "a closing bracket without an opening one"),
        ("()", "missing before )"),
        ("mill OR NOT river", "missing before NOT (found: OR NOT)"),
        (" OR ".join(["mill"] * 201), "200 words and phrases at most"),
    ],
)
def test_an_impossible_expression_is_one_line(spq, library, words, says):
    result = spq("quotes", "--contains", words)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert says in result.stderr


# ---- the cache


def test_without_cache_nothing_stays(spq, analysed, news, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for _ in range(2):
        assert docs(spq, news) == ["bridge.txt", "mill.txt"]
    assert len(analysed) == 4
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("option", [["--cache"], []])
def test_with_cache_a_second_look_analyses_nothing(spq, analysed, news, tmp_path, monkeypatch, path, option):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path / "cache"))
    first = spq("quotes", news, *option)
    (news / "mill.txt").rename(news / "renamed.txt")
    second = spq("quotes", news, *option)
    assert len(analysed) == 2
    assert second.stdout.replace("renamed.txt", "mill.txt").count("mill.txt") == first.stdout.count("mill.txt") > 0
    assert (tmp_path / "cache" / "analyses.db").is_file()
    assert not path.exists()


def test_other_rules_look_again(spq, analysed, news, tmp_path, monkeypatch, newer_rules):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path))
    spq("quotes", news)
    newer_rules()
    spq("quotes", news)
    assert len(analysed) == 4


@pytest.mark.parametrize("setting", ["", "0", "no", "off"])
def test_the_setting_can_say_no(spq, analysed, news, monkeypatch, setting):
    monkeypatch.setenv("SPQ_CACHE", setting)
    spq("quotes", news)
    spq("quotes", news)
    assert len(analysed) == 4


def test_the_cache_can_be_emptied(spq, analysed, news, tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path / "cache"))
    spq("quotes", news)
    assert said(spq("library", "purge", "--cache")).startswith("spq: the cache is empty; ")
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_broken_cache_does_not_matter(spq, analysed, news, tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_CACHE", str(tmp_path))
    (tmp_path / "analyses.db").write_text("no database " * 100)
    assert docs(spq, news) == ["bridge.txt", "mill.txt"]
    assert docs(spq, news) == ["bridge.txt", "mill.txt"]
    assert len(analysed) == 2


# ---- the installed command


LOADED = """
import sys
from spquotes.cli.main import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    print("spacy" in sys.modules, end.code, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["quotes", "--speaker", "Haddad", "--about", "mill", "--contains", "rents", "--since", "2020", "--all"],
        ["quotes", "--speaker", "Nobody", "--sort", "speaker", "--explain", "--format", "table"],
        ["speakers", "--outlet", "Valley Courier"],
        ["entities", "--kind", "person"],
        ["show", "mill.txt", "--format", "table"],
        ["library", "info"],
        ["library", "remove", "mill.txt", "--yes"],
    ],
)
def test_a_library_is_asked_without_the_model(library, arguments):
    done = subprocess.run([sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "False 0"


def test_a_cached_look_loads_no_model(tmp_path, run):
    (tmp_path / "mill.txt").write_text(MILL)
    env = {**os.environ, "SPQ_CACHE": str(tmp_path / "cache")}
    first = run("quotes", tmp_path / "mill.txt", env=env)
    command = [sys.executable, "-c", LOADED, "quotes", str(tmp_path / "mill.txt")]
    second = subprocess.run(command, capture_output=True, check=True, env=env)
    assert second.stderr.splitlines()[-1] == b"False 0"
    assert second.stdout == first.stdout != b""


ARTICLES = 130


def content(path):
    """All that is in a library, but for its file's name and the order in which people were met."""
    with Store.open(path) as store:
        assert list(store.faults()) == []
        articles = [store.article(name) for name in store.article_ids()]
        return articles, list(store.quotes()), store.people(), list(store.found_entities())


def test_a_killed_run_goes_on_where_it_stopped(tmp_path, run, command):
    names = ("Anna Roth", "Omar Haddad", "Bo Lund", "Ada Lind", "Gennady Gatilov")
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(ARTICLES):
        name = names[number % len(names)]
        name = name if number % 3 else name.split()[1]
        (folder / f"{number:03}.txt").write_text(
            f"“The mill number {number} is ours,” {name} said on Monday morning.\n"
        )
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    assert run("add", folder, "--library", whole).returncode == 0
    with subprocess.Popen([command, "add", folder, "--library", broken], stderr=subprocess.DEVNULL) as adding:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and stored(broken) < ARTICLES // 4:
            time.sleep(0.01)
        adding.kill()
    assert ARTICLES // 4 <= stored(broken) < ARTICLES
    assert run("library", "check", "--library", broken).returncode == 0
    assert run("add", folder, "--library", broken).returncode == 0
    assert content(broken) == content(whole)


def stored(path):
    """How many articles there are, as far as there is anything yet."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def test_a_second_writer_ends_with_one_line(library, run):
    with Store.writing(library):
        done = run("library", "remove", "mill.txt", "--yes")
    assert done.returncode == 2
    assert done.stderr.decode() == f"spq: {library}: another spq is writing to it; try again when it is done\n"
