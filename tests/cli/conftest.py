"""Two small articles, analysed by hand, in place of a model: what the commands print of them is known to the letter."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from functools import lru_cache
from pathlib import Path

import pytest
import reported
import tiny
import typer
from browsing import Seen, browser
from click.testing import CliRunner
from known import known
from spquotes.cli import inputs
from spquotes.cli.main import app
from spquotes.data.records import (
    Amount,
    Analysis,
    Article,
    Attribution,
    Candidate,
    Claim,
    Cue,
    Entity,
    Mention,
    Quantity,
    Scope,
    Span,
    When,
)
from spquotes.data.store import Store
from spquotes.extractors.analysers import loaded
from spquotes.extractors.library import index_names
from spquotes.extractors.namekeys import keys_of

MILL = Article(
    id="mill.txt",
    text=(
        "Mayor Anna Kovács said the mill would reopen. “We waited ten years,” she told reporters. "
        "The plan, she added, “is not a gift”.\n\n"
        "Trader Omar Haddad warned of <b>higher rents</b> | and sanctions. He wants a new bridge."
    ),
    path="news/mill.txt",
    title="Mill to reopen",
    outlet="Valley Courier",
    published="2021-03-04",
)
HARBOUR = Article(
    id="harbour.md",
    text="Asked about Mayor Kovacs, \x1b[31mHaddad\x1b[0m denied it. “=SUM(1,2) is no answer,” somebody shouted.\n",
    path="news/harbour.md",
)


def at(article, text):
    start = article.text.index(text)
    return start, start + len(text), text


def span(article, text):
    return Span(*at(article, text))


def quote(article, number, content, *, source=None, cue=None, entity=None, type="indirect", context=None, **more):
    found_cue = None
    if cue:
        at = span(article, cue[0])
        found_cue = Cue(at.start, at.end, at.text, cue[1], cue[2])
    return Attribution(
        id=f"{article.id[:1]}{number}",
        type=type,
        content=tuple(span(article, text) for text in content),
        source=span(article, source) if source else None,
        cue=found_cue,
        entity=entity,
        by=more.pop("by", "name" if entity is not None else None),
        addressee=span(article, more.pop("addressee")) if "addressee" in more else None,
        in_headline=False,
        nested_in=None,
        negated=more.pop("negated", False),
        hedged=False,
        context=span(article, context or content[0]),
        confidence=more.pop("confidence", 0.9),
        rule="by-hand",
        **more,
    )


def entity(article, number, kind, name, mentions, roles=()):
    found = tuple(
        Mention(at.start, at.end, at.text, form) for text, form in mentions for at in [span(article, text)]
    )  # fmt: skip
    return Entity(number, kind, name, found, roles)


def claim(article, number, content, *, entity=None, attribution=None, cls="say", check=0.5, **more):
    spans = tuple(span(article, text) for text in content)
    defaults = {
        "negated": False, "hedged": False, "distanced": False, "negations": (), "hedges": (), "quantities": (),
        "dates": (), "comparisons": (), "entities": (), "reasons": (), "context": spans[0],
    }  # fmt: skip
    return Claim(
        f"{article.id[:1]}c{number}", "author" if attribution is None else "reported", cls, spans, attribution, entity,
        check=check, **(defaults | more),
    )  # fmt: skip


def mill():
    a = MILL
    return Analysis(
        a,
        (
            entity(a, 0, "person", "Anna Kovács", [("Anna Kovács", "name"), ("she told", "pronoun")], ("Mayor",)),
            entity(a, 1, "person", "Omar Haddad", [("Omar Haddad", "name"), ("He", "pronoun")], ("Trader",)),
            entity(a, 2, "place", "mill", [("the mill", "nominal")]),
        ),
        (
            quote(a, 1, ["the mill would reopen"], source="Mayor Anna Kovács", cue=("said", "say", "say"), entity=0),
            quote(
                a, 2, ["“We waited ten years,”", "“is not a gift”"], source="she", cue=("told", "tell", "say"),
                entity=0, type="direct", by="pronoun", addressee="reporters", confidence=0.8, negated=True,
            ),
            quote(
                a, 3, ["<b>higher rents</b> | and sanctions"], source="Trader Omar Haddad",
                cue=("warned", "warn", "warn"), entity=1, confidence=0.7,
            ),
            quote(
                a, 4, ["a new bridge"], source="He", cue=("wants", "want", "want"), entity=1, by="pronoun",
                statement=False, confidence=0.6,
            ),
        ),
        ("a note about the mill",),
        (
            claim(
                a, 1, ["the mill would reopen"], entity=0, attribution="m1", cls="predict", check=0.35, entities=(2,)
            ),
            claim(
                a, 2, ["We waited ten years,", "is not a gift"], entity=0, attribution="m2", check=0.62, negated=True,
                negations=(Scope(span(a, "not"), span(a, "a gift")),), hedged=True,
                quantities=(Quantity(*at(a, "ten years"), "duration", 10, "year", bound="about"),),
                reasons=("names a figure: ten years", "personal experience"),
            ),
            claim(a, 3, ["<b>higher rents</b> | and sanctions"], entity=1, attribution="m3", cls="warn", check=0.2),
            claim(
                a, 4, ["Trader Omar Haddad"], check=0.91, entities=(1,), dates=(When(*at(a, "wants"), "day+0"),),
                quantities=(Quantity(*at(a, "new bridge"), "money", 2e9, "RUB", also=Amount(6e7, "USD")),),
            ),
        ),
    )  # fmt: skip


def harbour():
    a = HARBOUR
    return Analysis(
        a,
        (
            entity(a, 0, "person", "Haddad", [("Haddad", "name")]),
            entity(a, 1, "person", "Kovacs", [("Kovacs", "name")]),
        ),
        (
            quote(
                a, 1, ["it"], source="\x1b[31mHaddad\x1b[0m", cue=("denied", "deny", "deny"), entity=0, by="surname",
                context="Asked about Mayor Kovacs, \x1b[31mHaddad\x1b[0m denied it.",
            ),
            quote(
                a, 2, ["=SUM(1,2) is no answer"], source="somebody", cue=("shouted", "shout", "say"), type="direct",
                confidence=0.4, reason="nobody is named", candidates=(Candidate("Haddad", 0.3, "last named"),),
            ),
        ),
    )  # fmt: skip


PEOPLE = (
    known("kovacs", "Anna Kovács", "person", ("Mayor",), (("Anna Kovács", 1), ("Kovacs", 1)), 3, 2),
    known("haddad", "Omar Haddad", "person", ("Trader",), (("Haddad", 1), ("Omar Haddad", 1)), 3, 2),
    known("mill", "mill", "place", (), (("mill", 1),), 1, 1),
)
OF = {
    ("mill.txt", 0): "kovacs",
    ("mill.txt", 1): "haddad",
    ("mill.txt", 2): "mill",
    ("harbour.md", 0): "haddad",
    ("harbour.md", 1): "kovacs",
}


def fill_by_hand(store):
    for analysis in (mill(), harbour()):
        store.save(analysis, "by hand")
    store.set_people(PEOPLE, OF, {person.id: keys_of(person) for person in PEOPLE})


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A user's library with the two articles; without any path, commands ask it."""
    path = tmp_path / "library.db"
    with Store.writing(path) as store:
        index_names(store)
        fill_by_hand(store)
    monkeypatch.setenv("SPQ_LIBRARY", str(path))
    return path


@pytest.fixture
def by_hand():
    """Who is who in the two articles: the people, and which of them each entity is."""
    return PEOPLE, OF


@pytest.fixture
def no_library(tmp_path, monkeypatch):
    monkeypatch.setenv("SPQ_LIBRARY", str(tmp_path / "nothing.db"))


@pytest.fixture
def analysed(monkeypatch, no_library):
    """Makes any input read as the two articles, without a model; lists the ids of what was really given."""
    given = []

    def analyse_articles(articles, total, reading, output, store, *, claiming):
        found = list(articles)
        given.extend(article.id for article in found)
        if found:
            fill_by_hand(store)

    monkeypatch.setattr(inputs, "analyse_articles", analyse_articles)
    return given


@pytest.fixture
def where(tmp_path, monkeypatch):
    """Where the library will be; SPQ_LIBRARY names it."""
    where = tmp_path / "data" / "library.db"
    monkeypatch.setenv("SPQ_LIBRARY", str(where))
    monkeypatch.delenv("SPQ_CACHE", raising=False)
    return where


@pytest.fixture
def patterned(monkeypatch, where):
    """Analyses by a pattern in place of the rules; lists the ids of what was analysed."""
    given = []

    def analyses(articles, model, *, claiming=True):
        for article in articles:
            given.append(article.id)
            try:
                yield tiny.by_pattern(article, model)
            except ValueError as error:
                yield error

    loaded.cache_clear()
    monkeypatch.setattr("spquotes.extractors.pipeline.analyses", analyses)
    monkeypatch.setattr("spquotes.extractors.model.load_model", lambda name=None: None)
    yield given
    loaded.cache_clear()


@pytest.fixture
def newer_rules(monkeypatch):
    """Call it, and the rules are others than before."""
    return lambda: monkeypatch.setattr("spquotes.extractors.library.rules_fingerprint", lambda: "newer")


@pytest.fixture
def news(tmp_path):
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "mill.txt").write_text(tiny.MILL)
    (folder / "bridge.txt").write_text(tiny.BRIDGE)
    return folder


@lru_cache(maxsize=1)
def _built():
    """The command, made once: that takes three times as long as most tests."""
    return typer.main.get_command(app)


@pytest.fixture
def spq(monkeypatch):
    """Run ``spq`` in this process; nothing comes in on stdin unless ``input`` is given."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SPQ_MODEL"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, input=None, columns=None):
        env = {"COLUMNS": str(columns)} if columns else {}
        return CliRunner().invoke(_built(), [str(argument) for argument in arguments], input=input, env=env)

    return run


SPQ = Path(sysconfig.get_path("scripts")) / "spq"


def _run(*arguments, **options):
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 60} | options
    return subprocess.run([SPQ, *map(str, arguments)], check=False, **options)


def _on_terminal(*arguments, columns=80, **environment):
    """What a terminal of that width and 24 lines gets to see, and the exit code; stderr goes there as well.

    What is longer is not paged, as nobody would leave the pager; a variable of None is not set.
    """
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    given = {**os.environ, "TERM": "xterm-256color", "SPQ_PAGER": "cat", **environment}
    env = {name: value for name, value in given.items() if value is not None}
    with subprocess.Popen([SPQ, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        seen = b""
        try:
            while block := os.read(ours, 65536):
                seen += block
        except OSError:  # how Linux says that the other side is closed
            pass
        os.close(ours)
    return seen.decode().replace("\r\n", "\n"), process.returncode


@pytest.fixture(scope="session")
def command():
    """The installed ``spq``."""
    return SPQ


@pytest.fixture(scope="session")
def run():
    """Run the installed ``spq`` to its end; stdin is /dev/null unless given."""
    return _run


@pytest.fixture(scope="session")
def on_terminal():
    """Run the installed ``spq`` on a terminal of its own."""
    return _on_terminal


# The page of spq report in a browser


@pytest.fixture(scope="module")
def chromium():
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def harbour_page(tmp_path_factory):
    """The page of the four articles by the harbour, one of them hostile."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(
        reported.html(reported.harbour(), title="Harbour <script>window.hacked=7</script>"), encoding="utf-8"
    )
    return path.as_uri()


@pytest.fixture
def seen(chromium, harbour_page, request):
    """The page at 1280 pixels; after each test nothing unwanted has happened, and nothing hostile ran."""
    options = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"} | getattr(request, "param", {})
    with chromium.new_context(**options) as context:
        found = Seen(context.new_page(), harbour_page)
        found.go()
        yield found
        assert found.unwanted == []
        assert found.page.evaluate("window.hacked") is None
