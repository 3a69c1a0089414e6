"""``spq show``: which articles, which statements of them, and how much around those."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from spquotes.cli import inputs
from spquotes.cli.excerpts import Excerpts
from spquotes.extractors import model as models

SAMPLE = "agency-soft-power-concept.txt"
TABLE = ["--format", "table"]
MANY = [
    {"id": "a", "text": "The mayor said that the mill would reopen.", "title": "A mill"},
    {"id": "b", "text": "Trader Omar Haddad warned that rents would rise. It rained. It snowed. He wants a bridge."},
    {"id": "c", "text": "Nothing was said of the harbour and nothing of the bridge."},
]


@pytest.fixture(scope="module")
def loaded():
    return models.load_model()


@pytest.fixture
def show(spq, loaded, monkeypatch):
    monkeypatch.setattr(models, "load_model", lambda name=None: loaded)
    return lambda *arguments, **more: spq("show", *arguments, **more)


@pytest.fixture
def many(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in MANY))
    return path


def docs(result):
    return [json.loads(line)["doc"] for line in result.stdout.splitlines()]


# ---- which articles


def test_several_articles_of_a_library_in_the_order_named(show, library):
    result = show("harbour.md", "mill.txt")
    assert docs(result) == ["harbour.md", "mill.txt"]
    assert len(json.loads(show("harbour.md", "mill.txt", "--json").stdout)) == 2


def test_an_article_named_twice_is_shown_once(show, library):
    assert docs(show("mill.txt", "mill.txt")) == ["mill.txt"]


def test_one_that_is_missing_is_told_and_the_others_shown(show, library):
    result = show("gone.txt", "mill.txt", "--library", library)
    assert docs(result) == ["mill.txt"]
    assert result.exit_code == 1
    assert "gone.txt: no article of this library has this id" in result.stderr


def test_files_and_articles_of_a_library_together(show, library, many):
    assert docs(show("mill.txt", many, "--doc", "b")) == ["mill.txt", "b"]


def test_files_of_one_name_have_ids_of_their_own(show, no_library, tmp_path):
    for folder in "xy":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"The mayor said that the {folder} mill would reopen.\n")
    result = show(tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt")
    assert docs(result) == ["x/a.txt", "y/a.txt"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--doc", "b"], ["b"]),
        (["--doc", "c", "--doc", "a"], ["a", "c"]),
        (["--all-docs"], ["a", "b", "c"]),
    ],
)
def test_which_of_a_file_that_holds_many(show, no_library, many, options, expected):
    assert docs(show(many, *options)) == expected


def test_a_folder_is_shown_with_all_docs_only(show, no_library, many):
    result = show(many.parent)
    assert result.exit_code == 2
    assert "--all-docs" in result.stderr
    assert docs(show(many.parent, "--all-docs")) == ["a", "b", "c"]


def test_folders_that_hold_one_article_each(show, no_library, tmp_path):
    for folder in "xy":
        (tmp_path / folder / "deep").mkdir(parents=True)
        (tmp_path / folder / "deep" / "a.txt").write_text(f"The mayor said that the {folder} mill would reopen.\n")
    assert len(docs(show(tmp_path / "x", tmp_path / "y"))) == 2
    assert show(tmp_path).exit_code == 2


def test_an_article_that_a_file_does_not_hold(show, no_library, many):
    result = show(many, "--doc", "a", "--doc", "z")
    assert docs(result) == ["a"]
    assert result.exit_code == 1
    assert "holds no article 'z'; it has a, b, c" in result.stderr


def test_doc_wants_a_file(show, library):
    result = show("mill.txt", "--doc", "a")
    assert result.exit_code == 2
    assert "--doc chooses from a file" in result.stderr


def test_text_of_several_is_one_after_the_other(show, no_library, many, tmp_path):
    expected = "".join(one["text"] for one in MANY)
    assert show(many, "--all-docs", "--text").stdout == expected
    assert show(many, "--all-docs", "--text", "-o", tmp_path / "out.txt").exit_code == 0
    assert (tmp_path / "out.txt").read_text() == expected


@pytest.mark.parametrize("options", [["-C", "1"], ["--speaker", "Haddad"], ["--all"], ["--type", "direct"]])
def test_the_bare_text_takes_no_choice(show, library, options):
    result = show("mill.txt", "--text", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--text is the bare text" in result.stderr


# ---- which statements


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["m1", "m2", "m3"]),
        (["--all"], ["m1", "m2", "m3", "m4"]),
        (["--speaker", "Haddad"], ["m3"]),
        (["--type", "direct"], ["m2"]),
        (["--class", "warn"], ["m3"]),
        (["--class", "want"], ["m4"]),
        (["--contains", "mill"], ["m1"]),
        (["--min-confidence", "0.75"], ["m1", "m2"]),
        (["--speaker", "Zyx"], []),
    ],
)
def test_statements_are_chosen(show, library, options, expected):
    [row] = map(json.loads, show("mill.txt", *options).stdout.splitlines())
    assert [quote["id"][8:] for quote in row["quotes"]] == expected
    assert row["text"].startswith("Mayor Anna Kovács")


def test_a_place_as_tables_have_it(show, library):
    [row] = map(json.loads, show("mill.txt@157").stdout.splitlines())
    assert [quote["id"][8:] for quote in row["quotes"]] == ["m3"]
    [row] = map(json.loads, show("mill.txt@157", "mill.txt@23").stdout.splitlines())
    assert [quote["id"][8:] for quote in row["quotes"]] == ["m1", "m3"]
    [row] = map(json.loads, show("mill.txt@157", "mill.txt").stdout.splitlines())
    assert len(row["quotes"]) == 3


def test_a_place_is_shown_with_a_sentence_on_either_side(show, library):
    page = show("mill.txt@157", *TABLE).stdout
    assert "1 of 3 statements" in page
    assert "The plan, she added" in page
    assert "He\nwants a new bridge." in page
    assert "[1]the mill" not in page


def test_a_place_where_nothing_begins(show, library):
    result = show("mill.txt@1", *TABLE)
    assert result.exit_code == 1
    assert "mill.txt@1: no statement that is chosen begins there" in result.stderr


@pytest.mark.parametrize("form", [[], TABLE])
def test_of_several_articles_those_without_a_match_are_left_out_and_counted(show, library, form):
    result = show("harbour.md", "mill.txt", "--class", "warn", *form)
    assert "harbour" not in result.stdout
    assert "higher rents" in result.stdout
    assert result.stderr == "spq: 1 article left out: nothing in it matches\n"
    assert "harbour.md" in show("harbour.md", "--class", "warn", *form).stdout
    assert docs(show("harbour.md", "mill.txt")) == ["harbour.md", "mill.txt"]


# ---- the page


HEADED = """\
Mill to reopen
Valley Courier · 2021-03-04
news/mill.txt · 1 of 3 statements

"""


def test_a_header_tells_how_many_of_all_are_shown(show, library):
    assert show("mill.txt", "--speaker", "Haddad", *TABLE).stdout.startswith(HEADED)


def test_an_article_out_of_many_is_named_with_its_file(show, no_library, many):
    page = show(many, "--doc", "a", *TABLE, columns=400).stdout
    assert page.startswith(f"A mill\n{many}: a · 1 statement\n\nThe mayor said [1]")


def test_the_sample_is_named_without_its_path(show, no_library):
    page = show(SAMPLE, "--sample", *TABLE).stdout
    assert page.splitlines()[2] == f"{SAMPLE} · 26 statements"


def test_a_rule_stands_between_articles(show, library):
    page = show("mill.txt", "harbour.md", *TABLE, columns=40).stdout
    assert f"\n\n{'─' * 40}\n\nharbour.md\n" in page


def test_context_shows_what_is_said_alone_and_parts_it_as_grep_does(show, library):
    page = show("mill.txt", "-C", "0", "--class", "say", "--class", "warn", *TABLE).stdout
    body = page.removeprefix(HEADED.replace("1 of 3", "3")).partition("\n\n[1]")[0]
    assert body == (
        "Mayor Anna Kovács said [1]the mill would reopen[/1]. [2]“We waited ten\n"
        "years,”[/2] she told reporters. The plan, she added, [2]“is not a gift”[/2].\n\n"
        "Trader Omar Haddad warned of [3]<b>higher rents</b> | and sanctions[/3]."
    )


def test_what_does_not_touch_is_parted(show, no_library, many):
    page = show(many, "--doc", "b", "-C", "0", "--all", *TABLE).stdout
    assert "would rise[/1].\n--\nHe wants [2]a bridge[/2].\n\n[1]" in page
    assert "--\n" not in show(many, "--doc", "b", "-C", "1", "--all", *TABLE).stdout


def test_nothing_found(show, no_library, many):
    page = show(many, "--doc", "c", "-C", "2", "--speaker", "Haddad", *TABLE).stdout
    assert page.endswith("\n\nno statements found\n")


def test_no_model_is_loaded_for_the_bare_text(spq, no_library, many, monkeypatch):
    monkeypatch.setattr(inputs, "analyse_articles", None)
    assert spq("show", many, "--doc", "a", "--text").stdout == MANY[0]["text"]


# ---- sentences around places


TEXT = "Headline\n\nOne is here. Two is here. Three is here.\n\nFour is here. Five is here.\n"


def place(words):
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "context", "expected"),
    [
        (["Two"], 0, ["Two is here."]),
        (["Two"], 1, ["One is here. Two is here. Three is here."]),
        (["One"], 1, ["Headline\n\nOne is here. Two is here."]),
        (["Two", "Five"], 0, ["Two is here.", "Five is here."]),
        (["Two", "Five"], 1, [TEXT[10:-1]]),
        (["One", "Two"], 0, ["One is here. Two is here."]),
        (["Two is here. Three"], 0, ["Two is here. Three is here."]),
        (["Headline"], 99, [TEXT[:-1]]),
        (["here.\n\nFour"], 0, ["Three is here.\n\nFour is here."]),
        ([], 3, []),
    ],
)
def test_sentences_around(words, context, expected):
    found = Excerpts(TEXT).around(list(map(place, words)), context)
    assert [TEXT[start:end] for start, end in found] == expected


def test_excerpts_of_the_sample_hold_every_statement_whole(show, no_library):
    [row] = map(json.loads, show(SAMPLE, "--sample").stdout.splitlines())
    text = (resources.files("spquotes.data") / "articles" / SAMPLE).read_text(encoding="utf-8")
    excerpts = Excerpts(text)
    for quote in row["quotes"]:
        for span in (*quote["content"], quote["source"], quote["cue"]):
            if span:
                [(start, end)] = excerpts.around([(span["start"], span["end"])], 0)
                assert start <= span["start"] < span["end"] <= end
