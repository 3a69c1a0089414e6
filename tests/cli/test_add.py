"""``spq add``: what gets into the library, what stays out, and what becomes of a run that is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from importlib import resources

import pytest
from killing import content
from load import count_of as stored
from spquotes.cli.main import app
from tiny import BRIDGE, MILL
from typer.testing import CliRunner


def docs(spq, *options):
    return [json.loads(line)["doc"] for line in spq("quotes", *options).stdout.splitlines()]


def said(result):
    return result.stderr.strip().splitlines()[-1]


# ---- add


def test_a_folder_is_added_once_and_then_asked(spq, patterned, news):
    result = spq("add", news)
    assert (result.exit_code, result.stdout) == (0, "")
    assert said(result) == "spq: 2 added; the library has 2 articles"
    assert docs(spq) == docs(spq, "--speaker", "Roth") == ["bridge.txt", "mill.txt"]
    assert json.loads(spq("quotes").stdout.splitlines()[0])["path"] == str(news / "bridge.txt")


def test_the_same_again_does_nothing_and_says_so(spq, patterned, news):
    spq("add", news)
    assert said(spq("add", news)) == "spq: 2 there already; the library has 2 articles"
    assert patterned == ["bridge.txt", "mill.txt"]


def test_a_changed_file_replaces_its_article(spq, patterned, news):
    spq("add", news)
    (news / "mill.txt").write_text(MILL.replace("old mill", "new mill"))
    assert said(spq("add", news)) == "spq: 1 with a new text, 1 there already; the library has 2 articles"
    assert docs(spq, "--contains", "new mill") == ["mill.txt"]
    assert docs(spq, "--contains", "old mill") == []


def test_another_file_of_the_same_name_is_another_article(spq, patterned, news, tmp_path):
    other = tmp_path / "times"
    other.mkdir()
    (other / "mill.txt").write_text(BRIDGE.replace("closed", "open"))
    spq("add", news)
    result = spq("add", other)
    assert "spq: another article has the id mill.txt: this one is called times/mill.txt" in result.stderr
    assert docs(spq) == ["bridge.txt", "mill.txt", "times/mill.txt"]
    assert said(spq("add", other)) == "spq: 1 there already; the library has 3 articles"


def test_one_text_in_two_outlets_is_analysed_once(spq, patterned, tmp_path):
    for outlet in ("post", "times"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "agency.txt").write_text(MILL)
    spq("add", tmp_path / "post", "--as-outlet", "Post")
    result = spq("add", tmp_path / "times", "--as-outlet", "Times")
    assert said(result) == "spq: 1 added; 1 of a text that was analysed before; the library has 2 articles"
    assert patterned == ["agency.txt"]
    rows = [json.loads(line) for line in spq("quotes").stdout.splitlines()]
    assert [(row["doc"], row["outlet"]) for row in rows] == [("agency.txt", "Post"), ("times/agency.txt", "Times")]


def test_an_outlet_told_later_is_written_down(spq, patterned, news):
    spq("add", news)
    result = spq("add", news, "--as-outlet", "Courier")
    assert said(result) == "spq: 2 described anew; the library has 2 articles"
    assert docs(spq, "--outlet", "courier") == ["bridge.txt", "mill.txt"]


def test_stdin_can_be_added(spq, patterned):
    assert spq("add", input=MILL).exit_code == 0
    assert docs(spq) == ["stdin"]


def test_library_names_another_file(spq, patterned, news, tmp_path, where):
    other = tmp_path / "other.db"
    spq("add", news, "--library", other)
    assert not where.exists()
    assert docs(spq, "--library", other) == ["bridge.txt", "mill.txt"]
    for command in ("speakers", "entities"):
        assert json.loads(spq(command, "--library", other, "--limit", "1").stdout)["name"] == "Anna Roth"
    assert spq("show", "mill.txt", "--text", "--library", other).stdout == MILL


def test_an_article_that_fails_is_named_and_tried_again(spq, patterned, news):
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
def test_wrong_use_is_one_line(spq, where, arguments, says):
    result = spq(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


# ---- rules that change


def test_other_rules_leave_what_is_there(spq, patterned, news, newer_rules):
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
def test_refresh_analyses_again_what_it_names(spq, patterned, news, newer_rules, monkeypatch, arguments, again):
    monkeypatch.chdir(news)
    spq("add", news, "--as-outlet", "Post")
    patterned.clear()
    newer_rules()
    result = spq("add", *arguments)
    done = f"{len(again)} analysed again" if again else "nothing to do"
    assert said(result) == f"spq: {done}; the library has 2 articles"
    assert patterned == again
    assert docs(spq, "--outlet", "post") == ["bridge.txt", "mill.txt"]
    patterned.clear()
    spq("add", *arguments)
    assert patterned == []


# ---- a killed run


ARTICLES = 130


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


@pytest.mark.parametrize(
    ("jobs", "sent"), [(1, [signal.SIGINT]), (2, [signal.SIGTERM]), (2, [signal.SIGINT, signal.SIGINT])]
)
def test_ctrl_c_stops_it_after_what_is_under_way(tmp_path, run, command, sent, jobs):
    """Twice at once; either way every article that is there is whole, and the same command goes on."""
    news, where = tmp_path / "news.jsonl", tmp_path / "library.db"
    rows = ({"id": f"a{n}", "text": f"“It works,” said Anna Berg of mill {n}. " * 4} for n in range(400))
    news.write_text("\n".join(map(json.dumps, rows)))
    asked = [command, "add", news, "--library", where, "--jobs", str(jobs)]
    with subprocess.Popen(asked, stderr=subprocess.PIPE, text=True) as adding:
        while stored(where) < 20:
            assert adding.poll() is None
            time.sleep(0.02)
        for one in sent:
            adding.send_signal(one)
            time.sleep(0.1)
        _, said = adding.communicate(timeout=60)
    there = stored(where)
    assert adding.returncode == 130
    assert 20 <= there < 400
    lines = said.splitlines()
    assert lines[0] == "spq: stops after the articles under way; Ctrl-C again stops at once"
    if len(sent) == 1:
        assert lines[1:] == [
            f"spq: {there} added; the library has {there} articles",
            f"spq: interrupted: what is named above is in {where}; run the same command again to go on",
        ]
    else:
        assert lines[1:] == ["spq: interrupted"]
    assert run("library", "check", "--library", where).returncode == 0
    again = run("add", news, "--library", where)
    assert again.returncode == 0
    assert again.stderr.decode() == f"spq: {400 - there} added, {there} there already; the library has 400 articles\n"


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """What spq batch makes of the sample."""
    to = tmp_path_factory.mktemp("batch") / "tables"
    sample = resources.files("spquotes.data") / "articles"
    ran = CliRunner().invoke(app, ["batch", str(sample), str(to), "--format", "jsonl", "--jobs", "1"])
    assert ran.exit_code == 0
    return to


def test_what_was_analysed_elsewhere_is_taken_in_as_if_analysed_here(spq, where, tables, monkeypatch):
    added = spq("add", "--from-batch", tables)
    assert (added.exit_code, added.stderr) == (0, "spq: 6 added; the library has 6 articles\n")
    assert spq("library", "check").exit_code == 0
    taken_in = [json.loads(line) for line in spq("quotes", "--format", "jsonl").stdout.splitlines()]
    monkeypatch.setenv("SPQ_LIBRARY", str(where.with_name("other.db")))
    spq("add", resources.files("spquotes.data") / "articles", "--as-outlet", "spq sample")
    here = [json.loads(line) for line in spq("quotes", "--format", "jsonl").stdout.splitlines()]
    assert len(here) > 100
    assert [row | {"path": None, "outlet": None} for row in taken_in] == [
        row | {"path": None, "outlet": None} for row in here
    ]


def test_tables_taken_in_twice_change_nothing(spq, where, tables):
    spq("add", "--from-batch", tables)
    assert spq("add", "--from-batch", tables).stderr == "spq: 6 there already; the library has 6 articles\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [(["news"], "leave out the paths"), (["--refresh"], "leave out the paths and --refresh"), ([], "no manifest.json")],
)
def test_from_batch_says_what_is_wrong(spq, where, tmp_path, given, told):
    ran = spq("add", "--from-batch", tmp_path, *given)
    assert ran.exit_code == 2
    assert told in ran.stderr
