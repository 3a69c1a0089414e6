"""``spq timeline``: its rows, its bars and its days."""

from __future__ import annotations

import csv
import io
import json

import pytest
from known import known
from spquotes.data.ids import ARTICLE_DIGITS
from spquotes.data.records import Analysis, Article, Attribution, Cue, Entity, Mention, Span
from spquotes.data.store import Store
from spquotes.extractors.library import index_names
from spquotes.extractors.namekeys import keys_of

SAID = (  # outlet, date, words and cue of one statement an article
    ("Courier", "2021-03-04", "“We waited ten years,”", "said"),
    ("Harbour News", "2021-03-04T09:30:00+01:00", "“We waited ten years”", "claimed"),
    ("Harbour News", "2021-06-01", "the mill would reopen", "denied"),
    ("Courier", None, "the bridge is old", "said"),
    ("Courier", "2020-12-31", "rents would rise", "warned"),
)
CLASSES = {"said": "say", "claimed": "claim", "denied": "deny", "warned": "warn"}


def article(number, outlet, published, words, cue):
    text = f"Anna Kovács {cue} {words}.\n"
    said = Article(f"{number}.txt", text, None, None, outlet, published)

    def span(part):
        start = text.index(part)
        return start, start + len(part), part

    return Analysis(
        said,
        (Entity(0, "person", "Anna Kovács", (Mention(*span("Anna Kovács"), "name"),)),),
        (
            Attribution(
                id=f"s{number}", type="direct" if "“" in words else "indirect", content=(Span(*span(words)),),
                source=Span(*span("Anna Kovács")), cue=Cue(*span(cue), cue, CLASSES[cue]), entity=0, by="name",
                addressee=None, in_headline=False, nested_in=None, negated=cue == "denied", hedged=False,
                context=Span(0, len(text) - 1, text[:-1]), confidence=0.9 - number / 10, rule="by-hand",
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def told(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    with Store.writing(path) as store:
        index_names(store)
        for number, one in enumerate(SAID):
            store.save(article(number, *one), "by hand")
        person = known("kovacs", "Anna Kovács", spellings=(("Anna Kovács", 5),), count=5, docs=5)
        store.set_people((person,), {(f"{n}.txt", 0): "kovacs" for n in range(len(SAID))}, {"kovacs": keys_of(person)})
    monkeypatch.setenv("SPQ_LIBRARY", str(path))
    return path


def ids(result):
    return [json.loads(line)["id"][ARTICLE_DIGITS:] for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["s4", "s0", "s1", "s2", "s3"]),
        (["--reverse"], ["s2", "s0", "s1", "s4", "s3"]),
        (["--limit", "2"], ["s4", "s0"]),
        (["--since", "2021"], ["s0", "s1", "s2"]),
        (["--until", "2020"], ["s4"]),
        (["--outlet", "courier"], ["s4", "s0", "s3"]),
        (["--type", "direct"], ["s0", "s1"]),
        (["--class", "deny"], ["s2"]),
        (["--contains", "mill"], ["s2"]),
        (["--min-confidence", "0.75"], ["s0", "s1"]),
    ],
)
def test_the_rows_are_those_of_quotes_in_order_of_date(spq, told, options, expected):
    result = spq("timeline", "Ковач", *options)
    assert ids(result) == expected
    assert result.exit_code == 0
    rows = {json.loads(line)["id"]: json.loads(line) for line in spq("quotes").stdout.splitlines()}
    assert all(rows[row["id"]] == row for row in map(json.loads, result.stdout.splitlines()))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "1 statement without a date, at the end"),
        ([], "5 statements by 1 speaker in 5 articles"),
        (["--since", "2021"], "1 article without a date left out"),
        (["--limit", "2"], "2 statements by 1 speaker in 2 articles; 3 more match"),
        (["--outlet", "Times"], "no article here is from 'Times'"),
        (["--outlet", "Times"], "nothing matches"),
    ],
)
def test_what_is_said_on_stderr(spq, told, options, expected):
    assert f"spq: {expected}" in spq("timeline", "Kovacs", *options).stderr.splitlines()


def test_a_speaker_who_fits_nobody(spq, told):
    result = spq("timeline", "Kobacz", "--format", "table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nobody here fits 'Kobacz'; the nearest: Anna Kovács" in result.stderr


def test_a_path_in_place_of_the_speaker(spq, told, tmp_path):
    assert "the speaker comes first, as in spq timeline NAME" in spq("timeline", tmp_path).stderr


def test_csv_has_the_undated_last(spq, told):
    rows = list(csv.DictReader(io.StringIO(spq("timeline", "Kovacs", "--format", "csv").stdout)))
    assert [row["published"][:10] for row in rows] == ["2020-12-31", "2021-03-04", "2021-03-04", "2021-06-01", ""]


PAGE = """\
Anna Kovács · 5 statements · 2020-12-31 to 2021-06-01

2020-12  1  █
2021-01  0
2021-02  0
2021-03  2  ██
2021-04  0
2021-05  0
2021-06  1  █
undated  1  █

2020-12-31 Thursday
Courier               rents would rise
warned                — indirect · 4.txt@19

2021-03-04 Thursday
Courier               “We waited ten years,”
said                  — direct · 0.txt@17
                      also in Harbour News · claimed · 1.txt@20

2021-06-01 Tuesday
Harbour News          the mill would reopen
not: denied           — indirect · 2.txt@19

undated
Courier               the bridge is old
said                  — indirect · 3.txt@17
"""


def test_the_page_to_the_letter(spq, told):
    assert spq("timeline", "Kovacs", "--format", "table", columns=80).stdout == PAGE


def test_a_wide_page_has_a_line_for_each_statement(spq, told):
    page = spq("timeline", "Kovacs", "--format", "table", columns=200).stdout
    line = next(line for line in page.splitlines() if "would rise" in line)
    assert line.split() == ["Courier", "rents", "would", "rise", "indirect", "warned", "4.txt@19"]


@pytest.mark.parametrize("columns", [40, 80, 119, 120, 200])
@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_no_line_is_too_long(spq, told, columns, by):
    page = spq("timeline", "Kovacs", "--by", by, "--format", "table", columns=columns).stdout
    assert max(map(len, page.splitlines())) <= columns


def test_long_empty_times_are_folded_and_said(spq, told):
    page = spq("timeline", "Kovacs", "--by", "week", "--format", "table", columns=80).stdout
    assert "2021-03-01 to 03-07  2  ██\n" in page
    assert "\n…                       12 weeks with none\n" in page


def test_the_limit_shortens_the_list_and_not_the_bars(spq, told):
    page = spq("timeline", "Kovacs", "--limit", "1", "--format", "table", columns=80).stdout
    assert "2021-06  1  █" in page
    assert "would reopen" not in page


def test_several_speakers_are_named_beside_their_statements(spq, library):
    page = spq("timeline", "Kovacs", "--speaker", "Haddad", "--format", "table", columns=80).stdout
    assert page.startswith("Anna Kovács, Omar Haddad · 4 statements · 2021-03-04\n")
    assert "Omar Haddad           <b>higher rents</b> | and sanctions\nValley Courier " in page


def test_bars_are_in_proportion():
    from spquotes.cli.timelinepage import _cells

    assert [_cells(count, 1000, 50) for count in (0, 1, 20, 500, 1000)] == [0, 1, 1, 25, 50]


def test_nothing_of_an_article_is_obeyed(spq, library):
    page = spq("timeline", "Haddad", "--format", "table", columns=80).stdout
    assert "\x1b" not in page
