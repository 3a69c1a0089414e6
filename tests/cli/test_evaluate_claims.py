"""``spq evaluate claims`` and plain sentences: what they read, measure and write."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import jsonschema
import pytest
from spquotes.cli.options import OutputOptions
from spquotes.cli.output import Output
from spquotes.cli.sentences import print_sentences
from spquotes.data import schema

GOLD = [
    {"id": "1", "doc": "a", "text": "Thank you all for coming.", "label": 0},
    {"id": "2", "doc": "a", "text": "Exports fell by 12 percent last year.", "label": 1},
    {"id": "3", "doc": "b", "text": "The Senate voted against the bill in 2008.", "label": 1},
    {"id": "4", "doc": "b", "text": "We lost 40,000 jobs because of the treaty.", "label": 0},
]


def jsonl(path, *rows):
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


@pytest.fixture
def gold(tmp_path):
    return jsonl(tmp_path / "gold.jsonl", *GOLD)


@pytest.mark.parametrize("errors", [0, 3])
def test_the_row_fits_its_schema_with_keys_in_its_order(spq, gold, errors):
    (row,) = json.loads(spq("evaluate", "claims", gold, "--errors", errors, "--json").stdout)
    jsonschema.validate(row, schema.schema("claim-measures"), cls=jsonschema.Draft202012Validator)
    assert list(row) == list(schema.columns("claim-measures", explain=bool(errors)))


def test_the_measures_and_the_worst_errors(spq, gold):
    row = json.loads(spq("evaluate", "claims", gold, "--errors", 9).stdout)
    assert (row["documents"], row["sentences"], row["positives"]) == (2, 4, 2)
    assert (row["recall"], row["precision"]) == (1, pytest.approx(2 / 3))
    (error,) = row["errors"]
    assert (error["id"], error["label"]) == ("4", False)
    assert "names a figure: 40,000 jobs" in error["reasons"]


def test_the_threshold_is_the_users(spq, gold):
    row = json.loads(spq("evaluate", "claims", gold, "--threshold", 0).stdout)
    assert (row["recall"], row["precision"]) == (1, 0.5)


def test_predictions_need_no_labels_and_see_the_text_alone(spq, gold, tmp_path):
    bare = jsonl(tmp_path / "bare.jsonl", *({"id": row["id"], "text": row["text"]} for row in GOLD))
    predicted = [spq("evaluate", "claims", path, "--predictions", "-").stdout for path in (gold, bare)]
    assert predicted[0] == predicted[1]
    assert [list(json.loads(line)) for line in predicted[0].splitlines()] == [["id", "score"]] * 4


@pytest.mark.parametrize("file_format", ["table", "md"])
def test_people_read_the_same_figures(spq, gold, file_format):
    printed = spq("evaluate", "claims", gold, "--errors", 1, "--format", file_format).stdout
    assert all(part in printed for part in ("MAP", "66.7", "not worth a check", "40,000 jobs"))


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ('{"id": "9", "doc": "a", "label": 1}', "has no string 'text'"),
        ('{"id": "9", "doc": "a", "text": "x", "label": 2}', "has no 'label' of 0 or 1"),
        ('{"id": "9", "text": "x", "label": 1}', "has no string 'doc'"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_measured(spq, tmp_path, bad, why):
    path = jsonl(tmp_path / "in.jsonl", GOLD[1], bad)
    result = spq("evaluate", "claims", path)
    assert result.exit_code == 1
    assert f"{path}:2: " in result.stderr
    assert why in result.stderr
    assert json.loads(result.stdout)["sentences"] == 1


@pytest.mark.parametrize("name", ["checkthat2019", "claimbuster"])
def test_another_scorer_comes_to_the_same_figures(spq, bench, tmp_path, name):
    path, predicted = bench / "claims" / f"{name}_train.jsonl", tmp_path / "out.jsonl"
    (row,) = json.loads(spq("evaluate", "claims", path, "--predictions", predicted, "--json").stdout)
    scorer = [sys.executable, bench / "score_claims.py", path, predicted, "--json"]
    other = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    names = {"rows": "sentences", "p@10": "p_at_10", "p@50": "p_at_50"}
    assert {name: row[name] for name in (names.get(key, key) for key in other)} == {
        names.get(key, key): value for key, value in other.items()
    }


def printed(capsys, paths, file_format="jsonl", **options):
    out = Output(OutputOptions(format=file_format))
    print_sentences([str(path) for path in paths], out, **options)
    return capsys.readouterr(), out.exit_code


def rows_of(captured):
    return [json.loads(line) for line in captured.out.splitlines()]


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text("Thank you all.\n\nExports fell by 12 percent last year.\nLet us begin.\n")
    return path


def test_sentences_come_by_what_they_are_worth(capsys, talk):
    rows = rows_of(printed(capsys, [talk])[0])
    assert rows[0]["position"] == 2
    assert rows == sorted(rows, key=lambda row: -row["check"])
    for row in rows:
        jsonschema.validate(row, schema.schema("sentences"), cls=jsonschema.Draft202012Validator)
        assert list(row) == list(schema.columns("sentences"))


def test_sentences_come_in_their_order_when_asked(capsys, talk):
    rows = rows_of(printed(capsys, [talk], sort="position")[0])
    assert [(row["position"], row["id"], row["speaker"]) for row in rows] == [
        (1, "1", None),
        (2, "3", None),
        (3, "4", None),
    ]


@pytest.mark.parametrize(("options", "count"), [({"min_check": 0.5}, 1), ({"min_check": 1.0}, 0), ({"limit": 2}, 2)])
def test_few_are_shown_when_few_are_asked_for(capsys, talk, options, count):
    assert len(rows_of(printed(capsys, [talk], **options)[0])) == count


def test_a_transcript_has_speakers_and_ids(capsys, tmp_path):
    rows = [{"speaker": "ANNA", "text": "Rents rose.", "id": 7}, {"text": "No."}, {"text": 1}, "[]", "{"]
    captured, code = printed(capsys, [jsonl(tmp_path / "talk.jsonl", *rows)], sort="position")
    assert [(row["id"], row["speaker"]) for row in rows_of(captured)] == [("7", "ANNA"), ("2", None)]
    assert code == 1
    assert all(part in captured.err for part in (":3: has no string 'text'", ":4: is no JSON object", ":5: is no JSON"))


def test_standard_input_is_read(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Rents rose by 4 percent.\n")))
    assert rows_of(printed(capsys, [])[0])[0]["text"] == "Rents rose by 4 percent."


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_named(capsys, tmp_path, content):
    (tmp_path / "no.txt").write_text(content)
    captured, code = printed(capsys, [tmp_path / "no.txt"])
    assert ("is empty" in captured.err, code) == (True, 1)


def test_a_missing_file_is_named(capsys, tmp_path):
    captured, code = printed(capsys, [tmp_path / "none.txt"])
    assert ("none.txt" in captured.err, code) == (True, 1)


@pytest.mark.parametrize("file_format", ["table", "md", "csv"])
def test_people_read_check_sentence_and_reasons(capsys, talk, file_format):
    text = printed(capsys, [talk], file_format)[0].out
    assert all(part in text for part in ("Exports fell by 12 percent", "names a figure: 12 percent"))
