"""spq as a library: ``extract`` on whatever holds a text, typed results, rows, DataFrames."""

from __future__ import annotations

import doctest
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pathlib import Path

import jsonschema
import pytest
import spquotes.extractors
from spquotes.data import schema
from spquotes.data.records import Article
from spquotes.extractors import (
    Extraction,
    InputError,
    ModelError,
    Speaker,
    Statement,
    UsageError,
    api,
    extract,
    to_dataframe,
)

ROOT = Path(__file__).parents[2]

ROAD = (
    "Mayor Ada Roth said that 20 bridges were closed on Monday. “We waited ten years,” she told reporters.\n\n"
    "Omar Haddad denied that the money was gone.\n"
)
LATER = "“The bridges will open,” Roth said.\n"


def names(found: Extraction) -> list[str | None]:
    return [one.speaker and one.speaker.name for one in found.attributions]


# ---- what goes in


@pytest.mark.parametrize(
    ("source", "doc"),
    [
        (ROAD, "text"),
        (Article("a.txt", ROAD), "a.txt"),
        ({"text": ROAD}, "text"),
        ({"text": ROAD, "id": 7, "outlet": None, "label": "whatever else a data set holds"}, "7"),
    ],
)
def test_one_text_gives_one_result(source, doc):
    found = extract(source)
    assert isinstance(found, Extraction)
    assert found.article.id == doc
    assert found.article.text == ROAD
    assert names(found) == ["Ada Roth", "Ada Roth", "Omar Haddad"]


def test_an_iterable_gives_an_iterator_in_order():
    found = extract([LATER, Article("a.txt", ROAD), {"text": LATER}, ("b", ROAD)])
    assert isinstance(found, Iterator)
    assert [one.article.id for one in found] == ["text-1", "a.txt", "text-3", "b"]


def test_nothing_gives_nothing():
    assert list(extract([])) == []
    assert extract("").attributions == ()


def test_texts_are_taken_as_they_are_needed():
    taken = count()

    def endless():
        while True:
            next(taken)
            yield LATER

    found = extract(endless())
    assert next(found).attributions
    assert next(taken) <= 16
    found.close()


def test_equal_texts_are_each_told():
    assert [names(one) for one in extract([LATER] * 20)] == [["Roth"]] * 20


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (None, "extract takes a text, an Article, a dict, or an iterable of such, not NoneType"),
        (7, "not int"),
        ({"body": "x"}, "text: a text is a str, or under 'text' in a dict, not dict"),
        ({"text": b"x", "id": "a"}, "a: a text is a str"),
        (b"bytes", "an iterable of such, not bytes"),
        ([None], "text-1: a text is a str, or under 'text' in a dict, not NoneType"),
        ([("a", "b", "c")], "not tuple"),
    ],
)
def test_what_is_no_text_is_told(source, message):
    with pytest.raises(UsageError, match=message):
        list(extract(source))


def test_what_stands_before_a_mistake_is_not_lost():
    found = extract([LATER, None])
    assert next(found).attributions
    with pytest.raises(UsageError, match="text-2"):
        next(found)


def test_half_a_surrogate_pair_moves_no_offset():
    text = f"\0 It rains.\ud800\n\n{LATER}"
    found = extract(text)
    assert found.article.text == f"\ufffd It rains.\ufffd\n\n{LATER}"
    content = found.attributions[0].content[0]
    assert text[content.start : content.end] == content.text == "“The bridges will open,”"


# ---- what comes out


def test_spans_are_the_texts():
    for one in extract(ROAD).attributions:
        for span in [*one.content, one.source, one.cue, one.context]:
            assert ROAD[span.start : span.end] == span.text


def test_claims_are_found_with_their_statements():
    found = extract(ROAD, published="2021-03-04")
    ids = {one.id for one in found.attributions}
    assert {one.attribution for one in found.claims} <= ids
    assert [one.quantities[0].value for one in found.claims if one.quantities] == [20.0, 10.0]
    denied = next(one for one in found.claims if one.cls == "deny")
    assert (denied.claimer.name, denied.negated) == ("Omar Haddad", True)


def test_without_claims_there_are_none():
    found = extract(ROAD, claims=False)
    assert found.claims == ()
    assert found.attributions == extract(ROAD).attributions


@pytest.mark.parametrize("kind", ["quotes", "claims"])
def test_records_are_rows_of_the_contract(kind):
    rows = extract({"id": "a.txt", "text": ROAD, "outlet": "Valley Courier", "url": "https://a.example/"}).to_records(
        kind
    )
    assert rows
    for row in rows:
        jsonschema.validate(row, schema.schema(kind), cls=jsonschema.Draft202012Validator)
        assert list(row) == list(schema.columns(kind))
        assert json.loads(json.dumps(row)) == row


@pytest.mark.parametrize(("kind", "command"), [("quotes", ["quotes", "--all"]), ("claims", ["claims"])])
def test_records_are_what_the_command_prints(kind, command, tmp_path):
    from spquotes.cli.main import app
    from typer.testing import CliRunner

    (tmp_path / "a.txt").write_text(ROAD)
    printed = CliRunner().invoke(app, [*command, str(tmp_path / "a.txt"), "--json", "-q"]).stdout
    article = Article("a.txt", ROAD, path=str(tmp_path / "a.txt"))
    assert extract(article, everything=True).to_records(kind) == json.loads(printed)


def test_changing_a_record_changes_no_other():
    found = extract(ROAD)
    found.to_records()[0]["content"][0]["text"] = "altered"
    assert found.to_records()[0]["content"][0]["text"] == found.attributions[0].content[0].text


def test_everything_takes_in_wishes():
    wish = "Ada Roth wants a new bridge. She said it was late."
    assert len(extract(wish, everything=True).attributions) > len(extract(wish).attributions)


def test_each_article_is_read_by_itself():
    assert [names(one)[0] for one in extract([ROAD, LATER])] == ["Ada Roth", "Roth"]


def test_together_names_are_completed_across_articles_and_ids_are_one():
    first, second = extract([LATER, ROAD], together=True)
    assert (names(first)[0], names(second)[0]) == ("Ada Roth", "Ada Roth")
    assert first.attributions[0].speaker.id == second.attributions[0].speaker.id


def test_together_ids_must_differ():
    with pytest.raises(UsageError, match="a: two articles have this id"):
        list(extract([("a", ROAD), ("a", LATER)], together=True))


def test_the_date_given_is_that_of_all():
    found = extract([{"text": ROAD, "published": "1999-01-01"}, ROAD], published="2021-03-04")
    for one in found:
        assert one.article.published == "2021-03-04"
        assert [date.first for claim in one.claims for date in claim.dates] == ["2021-03-01"]


def test_two_processes_find_the_same():
    texts = [ROAD, LATER] * 10
    assert list(extract(texts, jobs=2)) == list(extract(texts))


# ---- errors


def failing(articles, model, *, claiming=True):
    for article in articles:
        yield ValueError("of a rule") if "bad" in article.text else api_analyse(article, model)


def api_analyse(article, model):
    from spquotes.extractors.pipeline import analyse

    return analyse(article, model)


@pytest.fixture
def one_bad(monkeypatch):
    monkeypatch.setattr("spquotes.extractors.pipeline.analyses", failing)
    return [("a", LATER), ("b", "bad"), ("c", LATER)]


def test_an_article_that_fails_raises(one_bad):
    found = extract(one_bad)
    assert next(found).article.id == "a"
    with pytest.raises(InputError, match="b: could not be analysed") as raised:
        next(found)
    assert raised.value.where == "b"


@pytest.mark.parametrize("together", [False, True])
def test_an_article_that_fails_costs_no_other_where_somebody_is_told(one_bad, together):
    told = []
    found = [one.article.id for one in extract(one_bad, on_error=told.append, together=together)]
    assert found == ["a", "c"]
    assert [error.where for error in told] == ["b"]


def test_a_single_text_that_fails_cannot_be_left_out(one_bad):
    with pytest.raises(InputError, match="text: could not be analysed"):
        extract("bad")
    with pytest.raises(UsageError, match="on_error was told why"):
        extract("bad", on_error=lambda error: None)


def test_a_model_that_is_not_there_is_told():
    with pytest.raises(ModelError, match="the model 'en_no_such' is not installed"):
        extract("x", model="en_no_such")


def test_jobs_are_at_least_one():
    with pytest.raises(UsageError, match="jobs must be at least 1"):
        extract(["x"], jobs=0)


def test_the_model_is_loaded_once(monkeypatch):
    loads = []
    real = api.load_model
    monkeypatch.setattr(api, "_loaded", api.lru_cache(maxsize=4)(lambda name: loads.append(name) or real(name)))
    extract(LATER)
    list(extract([LATER] * 3))
    assert len(loads) == 1


def test_a_loaded_model_is_taken():
    from spquotes.extractors.model import Model

    model = api.models(None)
    assert isinstance(model, Model)
    assert names(extract(LATER, model=model, jobs=2)) == ["Roth"]


# ---- DataFrames


def test_a_dataframe_has_a_row_a_statement():
    pd = pytest.importorskip("pandas")
    found = extract({"id": "a", "text": ROAD})
    frame = found.to_dataframe()
    assert list(frame["speaker"]) == names(found)
    assert list(frame["source_start"]) == [one.source.start for one in found.attributions]
    assert frame.dtypes["source_start"] == frame.dtypes["addressee_end"] == pd.Int64Dtype()
    assert frame["addressee_start"].isna().sum() == 2
    assert frame["content"][0][0] == found.to_records()[0]["content"][0]
    assert frame["negated"].dtype == bool


def test_a_dataframe_of_many_and_of_none():
    pytest.importorskip("pandas")
    assert len(to_dataframe(extract([ROAD, LATER]))) == 4
    empty = to_dataframe([], "claims")
    assert (len(empty), list(empty)[:2]) == (0, ["id", "doc"])


def test_claims_as_a_dataframe():
    pytest.importorskip("pandas")
    frame = extract(ROAD).to_dataframe("claims")
    assert list(frame["class"])[-1] == "deny"


def test_without_pandas_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'spquotes\[pandas\]'"):
        extract(LATER).to_dataframe()


# ---- the package


PUBLIC = [
    "Article", "Cue", "Extraction", "InputError", "ModelError", "NamedDate", "Quantity", "Span", "Speaker", "SpqError",
    "StatedClaim", "Statement", "UsageError", "extract", "to_dataframe",
]  # fmt: skip


def test_the_public_names():
    assert spquotes.extractors.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(spquotes.extractors))
    for name in PUBLIC:
        assert getattr(spquotes.extractors, name).__doc__


def test_no_other_name_is_made_up():
    with pytest.raises(AttributeError, match="has no attribute 'extracts'"):
        spquotes.extractors.extracts  # noqa: B018


READ_AND_LOOK = """\
import gc
before = gc.get_threshold()
from spquotes.extractors import extract
extract("It rains.")
assert gc.get_threshold() == before and gc.get_freeze_count() == 0, "a program's garbage is its own matter"
"""


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        (
            "import spquotes.extractors",
            ["spacy", "numpy", "sqlite3", "spquotes.extractors.api", "spquotes.data.errors"],
        ),
        ("from spquotes.extractors import extract", ["spacy", "numpy", "pandas", "spquotes.extractors.pipeline"]),
        (READ_AND_LOOK, ["pandas", "spquotes.cli"]),
    ],
)
def test_no_more_is_imported_than_is_used(code, absent):
    printed = f"{code}\nimport sys\nprint([name for name in {absent} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", printed], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("module", ["spquotes.extractors", "spquotes.extractors.api"])
def test_the_docstrings_are_true(module):
    failed, tried = doctest.testmod(import_module(module))
    assert (failed, tried > 0) == (0, True)


CLIENT = """\
from collections.abc import Iterator
from spquotes.extractors import Extraction, Speaker, Statement, extract
found: Extraction = extract("x", claims=False)
many: Iterator[Extraction] = extract(["x", {"text": "y"}, ("id", "z")], jobs=2)
def who(one: Statement) -> Speaker | None:
    return one.speaker
start: int = found.attributions[0].content[0].start
wrong: str = extract("x")
"""


def test_a_typed_program_is_checked(tmp_path):
    pytest.importorskip("mypy")
    (tmp_path / "spquotes").mkdir()
    for package in ("cli", "extractors", "data"):
        (tmp_path / "spquotes" / package).symlink_to(Path(import_module(f"spquotes.{package}").__file__).parent)
    (tmp_path / "client.py").write_text(CLIENT)
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "client.py"]
    env = {**os.environ, "MYPYPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=180)
    told = done.stdout.splitlines()[:-1]
    assert len(told) == 1, done.stdout
    assert told[0].startswith('client.py:8: error: Incompatible types in assignment (expression has type "Extraction"')


def test_a_statement_is_a_value():
    one, same = extract(LATER).attributions[0], extract(LATER).attributions[0]
    assert one == same
    assert len({one, same}) == 1
    assert isinstance(one, Statement)
    assert isinstance(one.speaker, Speaker)
