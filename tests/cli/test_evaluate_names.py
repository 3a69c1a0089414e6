"""``spq evaluate names`` and ``spq evaluate speakers``: what they read, measure and write."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest
from spquotes.data import schema

PAIRS = [
    {"id": "1", "a": "Vladimir Putin", "b": "Владимир Путин", "same": True, "kind": "script"},
    {"id": "2", "a": "Vladimir Putin", "b": "Ludmila Putina", "same": False, "kind": "relative"},
    {"id": "3", "a": "Mark Twain", "b": "Samuel Clemens", "same": True, "kind": "alias"},
]
CASES = [
    {
        "id": "c1",
        "kind": "roles",
        "mentions": [
            {"i": 0, "article": "A", "text": "Mayor Anton Ryabov", "context": ""},
            {"i": 1, "article": "B", "text": "Igor Ryabov", "context": "Governor Igor Ryabov met him."},
            {"i": 2, "article": "C", "text": "Ryabov", "context": "They saw Governor Ryabov."},
            {"i": 3, "article": "D", "text": "Ryabov"},
            {"i": 4, "article": "E", "text": "Twain"},
            {"i": 5, "article": "E", "text": "Clemens"},
        ],
        "clusters": [[0], [1, 2], [3], [4, 5]],
        "ambiguous": [3],
    }
]


def jsonl(path, *rows):
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


@pytest.fixture
def pairs(tmp_path):
    return jsonl(tmp_path / "pairs.jsonl", *PAIRS)


@pytest.fixture
def cases(tmp_path):
    return jsonl(tmp_path / "cases.jsonl", *CASES)


@pytest.mark.parametrize("errors", [0, 3])
@pytest.mark.parametrize("what", ["names", "speakers"])
def test_the_row_fits_its_schema_with_keys_in_its_order(spq, pairs, cases, what, errors):
    path, record = {"names": (pairs, "name-measures"), "speakers": (cases, "speaker-measures")}[what]
    (row,) = json.loads(spq("evaluate", what, path, "--errors", errors, "--json").stdout)
    jsonschema.validate(row, schema.schema(record), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns(record, explain=bool(errors)))


def test_the_measures_of_pairs(spq, pairs):
    row = json.loads(spq("evaluate", "names", pairs, "--threshold", 0.8).stdout)
    assert (row["pairs"], row["same"], row["precision"], row["recall"], row["auc"]) == (3, 2, 1, 0.5, 0.5)
    assert [(kind["kind"], kind["recall"], kind["specificity"]) for kind in row["by_kind"]] == [
        ("alias", 0, None),
        ("relative", None, 1),
        ("script", 1, None),
    ]


def test_errors_of_pairs_say_why(spq, pairs):
    (error,) = json.loads(spq("evaluate", "names", pairs, "--threshold", 0.8, "--errors", 9).stdout)["errors"]
    assert (error["id"], error["same"]) == ("3", True)
    assert any("alike" in reason for reason in error["why"])


def test_the_measures_of_cases(spq, cases):
    row = json.loads(spq("evaluate", "speakers", cases, "--errors", 9).stdout)
    assert (row["mentions"], row["bcubed_precision"], row["ambiguous_left_alone"], row["cases_exact"]) == (6, 1, 1, 0)
    assert row["bcubed_recall"] == pytest.approx(5 / 6)
    assert row["errors"][0]["predicted"] == [
        ["A Mayor Anton Ryabov"],
        ["B Igor Ryabov", "C Ryabov"],
        ["D Ryabov"],
        ["E Twain"],
        ["E Clemens"],
    ]


@pytest.mark.parametrize(("what", "key"), [("names", "score"), ("speakers", "clusters")])
def test_predictions_need_no_labels_and_print_no_measures(spq, tmp_path, what, key):
    rows = {"names": PAIRS, "speakers": CASES}[what]
    bare = [{k: v for k, v in row.items() if k not in ("same", "clusters", "ambiguous", "kind")} for row in rows]
    result = spq("evaluate", what, jsonl(tmp_path / "in.jsonl", *bare), "--predictions", "-")
    assert result.exit_code == 0
    assert [list(json.loads(line)) for line in result.stdout.splitlines()] == [["id", key] for _ in rows]


@pytest.mark.parametrize("file_format", ["table", "md"])
def test_people_read_the_same_figures(spq, pairs, cases, file_format):
    of_pairs = spq("evaluate", "names", pairs, "--errors", 1, "--threshold", 0.8, "--format", file_format).stdout
    assert all(part in of_pairs for part in ("AUC", "50.0", "The worst error", "Mark Twain", "relative"))
    of_cases = spq("evaluate", "speakers", cases, "--errors", 1, "--format", file_format).stdout
    assert all(part in of_cases for part in ("B³ recall", "83.3", "The worst error", "B Igor Ryabov = C Ryabov"))


PAIR, CASE = json.dumps(PAIRS[0]), json.dumps(CASES[0])


@pytest.mark.parametrize(
    ("what", "bad", "why"),
    [
        ("names", "{", "is no JSON"),
        ("names", '{"id": "x", "a": "Ann"}', "has no string 'b'"),
        ("names", '{"id": "x", "a": "Ann", "b": "Bo", "same": 1}', "has no 'same' of true or false"),
        ("names", '{"id": "1", "a": "Ann", "b": "Bo", "same": true}', "the id '1' is that of line 1, too"),
        ("speakers", '{"id": "x"}', "has no list 'mentions'"),
        ("speakers", '{"id": "x", "mentions": [{"i": 1, "article": "A", "text": "B"}]}', "are not numbered"),
        ("speakers", '{"id": "x", "mentions": [{"i": 0, "article": "A"}], "clusters": []}', "has no string 'text'"),
        ("speakers", '{"id": "x", "mentions": [{"i": 0, "article": "A", "text": "B"}]}', "has no list 'clusters'"),
        (
            "speakers",
            '{"id": "x", "mentions": [{"i": 0, "article": "A", "text": "B"}], "clusters": [[0], [0]]}',
            "a mention is in two of them",
        ),
        (
            "speakers",
            '{"id": "x", "mentions": [{"i": 0, "article": "A", "text": "B"}], "clusters": [[1]]}',
            "clusters: is no list of numbers of mentions",
        ),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_measured(spq, tmp_path, what, bad, why):
    path = jsonl(tmp_path / "in.jsonl", PAIR if what == "names" else CASE, bad)
    result = spq("evaluate", what, path)
    assert result.exit_code == 1
    assert f"{path}:2: " in result.stderr
    assert why in result.stderr
    assert json.loads(result.stdout)["pairs" if what == "names" else "cases"] == 1


@pytest.mark.parametrize("what", ["names", "speakers"])
def test_where_nothing_can_be_read_nothing_is_measured(spq, tmp_path, what):
    result = spq("evaluate", what, jsonl(tmp_path / "in.jsonl"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is empty" in result.stderr


def test_predictions_and_measures_do_not_share_stdout(spq, pairs):
    result = spq("evaluate", "names", pairs, "--predictions", "-", "--json")
    assert result.exit_code == 2
    assert "--predictions - needs stdout for itself" in result.stderr


@pytest.mark.parametrize(("what", "gold"), [("names", "pairs"), ("speakers", "clusters")])
def test_another_scorer_comes_to_the_same_figures(spq, bench, tmp_path, what, gold):
    path, predicted = bench / "names" / f"{gold}_dev.jsonl", tmp_path / "out.jsonl"
    (row,) = json.loads(spq("evaluate", what, path, "--predictions", predicted, "--json").stdout)
    scorer = [sys.executable, bench / "score_names.py", gold, path, predicted, "--json"]
    other = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    kinds = {kind.pop("kind"): kind for kind in row.pop("by_kind")}
    theirs = other.pop("by_kind")
    assert {key: row[key] for key in other if key in row} == pytest.approx(
        {key: value for key, value in other.items() if key in row}
    )
    assert set(other) - set(row) <= {"positives"}
    names = {"pos": "same", "neg": "different"}
    for kind, figures in theirs.items():
        assert kinds[kind] == pytest.approx({names.get(key, key): value for key, value in figures.items()})
