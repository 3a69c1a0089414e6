"""``spq evaluate quotes``: what it prints of analyses made by hand, so that every figure is known."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from spquotes.data import schema
from spquotes.data.records import Analysis, Attribution, Cue, Span
from spquotes.extractors import evaluate, model

TEXT = (
    "Ann said the mill would open. Bo denied it. “Cy says \x1b[1m we all wait,” Di added. Ed doubts all of that | now."
)

# source, cue, content, confidence, inside another one's content
FOUND = {
    "right": ("Ann", "said", "the mill would open", 0.9, False),
    "wrong source": ("Ann", "denied", "it", 0.7, False),
    "no source": (None, None, "“Cy says \x1b[1m we all wait,”", 0.5, False),
    "inside": ("Cy", "says", "we all wait", 0.4, True),
    "spurious": ("Ed", None, "now", 0.8, False),
}
GOLD = [
    ("Ann", "said", "the mill would open"),
    ("Bo", "denied", "it"),
    ("Di", "added", "“Cy says \x1b[1m we all wait,”"),
    ("Ed", "doubts", "all of that | now"),
]


def span(piece):
    return Span(TEXT.index(piece), TEXT.index(piece) + len(piece), piece)


def attribution(source, cue, content, confidence, inside):
    at = span(cue) if cue else None
    return Attribution(
        id=content, type="indirect", content=(span(content),), source=span(source) if source else None,
        cue=Cue(at.start, at.end, at.text, cue, "say") if at else None, entity=None, by=None, addressee=None,
        in_headline=False, nested_in="another" if inside else None, negated=False, hedged=False,
        context=span(content), confidence=confidence, rule="by-hand",
    )  # fmt: skip


def places(*pieces):
    return [[TEXT.index(piece), TEXT.index(piece) + len(piece)] for piece in pieces]


def document(name="a", **more):
    quotes = [{"source": places(s), "cue": places(c), "content": places(content)} for s, c, content in GOLD]
    return {"id": name, "text": TEXT, "quotes": quotes} | more


def jsonl(path, *rows):
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


@pytest.fixture
def analysed(monkeypatch):
    """The analyses by hand in place of a model's; lists the ids of the articles analysed."""
    given = []

    def analyse(article, _model, *, claiming):
        given.append(article.id)
        if article.id == "strange":
            raise ValueError("a rule\nfails")
        found = () if article.text != TEXT else tuple(attribution(*one) for one in FOUND.values())
        return Analysis(article, (), found)

    monkeypatch.setattr(evaluate, "analyse", analyse)
    monkeypatch.setattr(model, "load_model", lambda name: name)
    return given


@pytest.fixture
def gold(tmp_path, analysed):
    return jsonl(tmp_path / "gold.jsonl", document())


def rows(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("errors", [0, 3])
def test_rows_fit_their_schema_with_keys_in_its_order(spq, gold, errors):
    result = spq("evaluate", "quotes", gold, "--errors", errors)
    assert result.exit_code == 0
    for row in rows(result):
        jsonschema.validate(row, schema.schema("measures"), cls=jsonschema.Draft202012Validator)
        assert list(row) == list(schema.columns("measures", explain=bool(errors)))


def test_the_measures_without_and_with_what_is_nested(spq, gold):
    without, with_nested = rows(spq("evaluate", "quotes", gold))
    assert (without["nested"], without["documents"], without["gold"], without["predicted"]) == (False, 1, 4, 4)
    assert (with_nested["nested"], with_nested["predicted"]) == (True, 5)
    assert (without["matched"], with_nested["matched"]) == (3, 3)
    assert (without["joint_p"], without["joint_r"], with_nested["joint_p"]) == (0.25, 0.25, 0.2)
    assert without["named_precision"] == pytest.approx(1 / 3)
    assert without["left_open"] == 0.25
    assert [one["predicted"] for one in without["at_confidence"]] == [4, 4, 3, 1]
    assert without["at_confidence"][-1] == {
        "min_confidence": 0.9,
        "predicted": 1,
        "precision": 1,
        "recall": 0.25,
        "f1": 0.4,
    }
    assert [one["predicted"] for one in without["calibration"]] == [0, 0, 0, 0, 0, 1, 0, 1, 1, 1]
    assert [one["predicted"] for one in with_nested["calibration"]] == [0, 0, 0, 0, 1, 1, 0, 1, 1, 1]


def test_errors_come_worst_first(spq, gold):
    without, with_nested = rows(spq("evaluate", "quotes", gold, "--errors", 10))
    kinds = [(one["kind"], one["confidence"]) for one in without["errors"]]
    assert kinds == [("spurious", 0.8), ("source", 0.7), ("source", 0.5), ("missed", None)]
    assert [one["kind"] for one in with_nested["errors"]] == ["spurious", "source", "source", "spurious", "missed"]
    spurious, source, no_source, missed = without["errors"]
    assert spurious["gold"] is missed["predicted"] is None
    assert spurious["overlap"] == missed["overlap"] == 0.25
    assert (source["doc"], source["start"]) == ("a", TEXT.index("it."))
    assert source["gold"] == {"type": "indirect", "source": "Bo", "cue": "denied", "content": "it"}
    assert source["predicted"]["source"] == "Ann"
    assert no_source["predicted"] == {"type": "direct", "source": None, "cue": None, "content": FOUND["no source"][2]}
    assert missed["start"] == TEXT.index("all of that")


def test_no_more_errors_than_asked_for(spq, gold):
    assert [one["confidence"] for one in rows(spq("evaluate", "quotes", gold, "--errors", 2))[0]["errors"]] == [
        0.8,
        0.7,
    ]


def test_long_missed_ones_come_before_short_ones(spq, tmp_path, analysed):
    short, longer = {"content": [[0, 3]]}, {"content": [[4, 20]]}
    path = jsonl(tmp_path / "gold.jsonl", {"id": "b", "text": TEXT + " ", "quotes": [short, longer]})
    assert [one["start"] for one in rows(spq("evaluate", "quotes", path, "--errors", 9))[0]["errors"]] == [4, 0]


PREDICTED = {
    "id": "a",
    "quotes": [
        {
            "source": places(source) if source else [], "cue": places(cue) if cue else [], "content": places(content),
            "confidence": confidence,
        }
        for source, cue, content, confidence, inside in FOUND.values()
        if not inside
    ],
}  # fmt: skip


def test_predictions_alone_need_no_annotation_and_print_no_measures(spq, tmp_path, analysed):
    path = jsonl(tmp_path / "gold.jsonl", {"id": "a", "text": TEXT}, {"id": "ё", "text": "Nothing.", "quotes": "?"})
    result = spq("evaluate", "quotes", path, "--predictions", tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert json.loads(lines[0]) == PREDICTED
    assert lines[1] == '{"id": "ё", "quotes": []}'


def test_predictions_on_stdout_are_nothing_else(spq, gold):
    result = spq("evaluate", "quotes", gold, "--predictions", "-")
    assert (result.exit_code, rows(result)) == (0, [PREDICTED])


@pytest.mark.parametrize("options", [["--json"], ["--errors", "1"], ["--format", "table"], ["--json", "-o", "-"]])
def test_predictions_and_measures_do_not_share_stdout(spq, gold, analysed, options):
    result = spq("evaluate", "quotes", gold, "--predictions", "-", *options)
    assert result.exit_code == 2
    assert result.stderr == "spq: --predictions - needs stdout for itself; give the measures a file with -o FILE\n"
    assert analysed == []


def test_one_analysis_serves_predictions_measures_and_errors(spq, gold, tmp_path, analysed):
    result = spq("evaluate", "quotes", gold, "--predictions", "-", "-o", tmp_path / "m.json", "--errors", "1")
    assert (result.exit_code, rows(result)) == (0, [PREDICTED])
    assert [len(row["errors"]) for row in json.loads((tmp_path / "m.json").read_text())] == [1, 1]
    assert analysed == ["a"]


@pytest.mark.parametrize("options", [["--json"], ["--errors", "1"]])
def test_measures_that_are_asked_for_come_with_predictions_in_a_file(spq, gold, tmp_path, options):
    result = spq("evaluate", "quotes", gold, "--predictions", tmp_path / "out.jsonl", *options)
    assert '"joint_f1": 0.25' in result.stdout
    assert json.loads((tmp_path / "out.jsonl").read_text()) == PREDICTED


def test_min_confidence_holds_for_everything(spq, gold, tmp_path):
    options = "--predictions", tmp_path / "out.jsonl", "--json", "--errors", "9", "--min-confidence", "0.7"
    without, with_nested = json.loads(spq("evaluate", "quotes", gold, *options).stdout)
    written = json.loads((tmp_path / "out.jsonl").read_text())["quotes"]
    assert [one["confidence"] for one in written] == [0.9, 0.7, 0.8]
    assert without["predicted"] == with_nested["predicted"] == 3
    assert without["min_confidence"] == 0.7
    assert [one["min_confidence"] for one in without["at_confidence"]] == [0.9]
    assert [one["kind"] for one in without["errors"]] == ["spurious", "source", "missed", "missed"]


def test_a_bad_line_is_named_and_the_rest_is_measured(spq, tmp_path, analysed):
    path = jsonl(tmp_path / "gold.jsonl", "{", document(), {"id": "b", "text": TEXT}, document("c", text="short"))
    result = spq("evaluate", "quotes", path)
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if str(path) in line]
    assert [line.partition(str(path))[2][:4] for line in errors] == [":1: ", ":3: ", ":4: "]
    assert "has no list 'quotes' to measure by" in errors[1]
    assert [row["documents"] for row in rows(result)] == [1, 1]


def test_where_nothing_can_be_read_nothing_is_measured(spq, tmp_path, analysed):
    result = spq("evaluate", "quotes", jsonl(tmp_path / "gold.jsonl", "{"))
    assert (result.exit_code, result.stdout) == (1, "")


def test_an_article_that_cannot_be_analysed_counts_as_one_in_which_nothing_is_found(spq, tmp_path, analysed):
    path = jsonl(tmp_path / "gold.jsonl", document("strange"), document())
    result = spq("evaluate", "quotes", path)
    assert result.exit_code == 1
    assert "spq: strange: could not be analysed (ValueError: a rule fails); please report it\n" in result.stderr
    assert (rows(result)[0]["gold"], rows(result)[0]["predicted"]) == (8, 4)


def test_a_folder_of_brat_standoff(spq, tmp_path, analysed):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(TEXT.encode())
    pieces = [(role, piece) for one in GOLD for role, piece in zip(("Source", "Cue", "Content"), one, strict=True)]
    lines = ["T{}\t{} {} {}\t{}".format(n, role, *places(piece)[0], piece) for n, (role, piece) in enumerate(pieces)]
    lines += [f"E{n}\tCue:T{n * 3 + 1} Source:T{n * 3} Content:T{n * 3 + 2}" for n in range(len(GOLD))]
    (tmp_path / "in" / "a.ann").write_bytes("\n".join(lines).encode())
    from_lines = spq("evaluate", "quotes", jsonl(tmp_path / "gold.jsonl", document()), "--errors", "9")
    result = spq("evaluate", "quotes", tmp_path / "in", "--errors", "9")
    assert (result.exit_code, rows(result)) == (0, rows(from_lines))


@pytest.mark.parametrize(("name", "expected"), [("empty", "holds no .ann file"), ("none", "does not exist")])
def test_wrong_use(spq, tmp_path, analysed, name, expected):
    (tmp_path / "empty").mkdir()
    result = spq("evaluate", "quotes", tmp_path / name)
    assert result.exit_code == 2
    assert expected in result.stderr


def test_the_time_is_told_on_stderr(spq, gold):
    assert f"spq: 1 document with {len(TEXT)} characters in 0." in spq("evaluate", "quotes", gold).stderr
    assert spq("evaluate", "quotes", gold, "--quiet").stderr == ""


def test_half_a_surrogate_pair_is_no_obstacle(spq, tmp_path, analysed):
    path = jsonl(tmp_path / "gold.jsonl", document(text=f"{TEXT} \ud800", id="\ud800"))
    result = spq("evaluate", "quotes", path, "--errors", "1")
    assert result.exit_code == 0
    assert rows(result)[0]["errors"][0]["doc"] == "\ufffd"


# ---- forms


def table(spq, gold, columns=80, **options):
    return spq("evaluate", "quotes", gold, "--format", "table", "--errors", "4", columns=columns, **options).stdout


def cells(text, label):
    return next(line.split() for line in text.splitlines() if line.startswith(label))


@pytest.mark.parametrize("columns", [80, 200])
def test_a_table_has_all_sections(spq, gold, columns):
    text = table(spq, gold, columns)
    assert text.startswith("4 annotated, 4 found, 3 matched; in per cent\n")
    assert cells(text, "Content, half")[-3:] == ["75.0", "75.0", "75.0"]
    assert cells(text, "Content and source (joint)")[-3:] == ["25.0", "25.0", "25.0"]
    assert cells(text, "Left open")[-1] == "25.0"
    assert cells(text, "direct") == ["direct", "1", "100.0", "1", "100.0"]
    assert cells(text, "0.9 ") == ["0.9", "1", "100.0", "25.0", "40.0"]
    assert cells(text, "0.7–0.8") == ["0.7–0.8", "1", "70.0", "0.0"]
    assert "With what stands inside other statements, 5 found, 3 matched" in text
    assert "\\x1b[1m" in text
    assert "\x1b" not in text


def test_errors_on_a_narrow_terminal_stand_below_each_other(spq, gold):
    lines = [line.strip() for line in table(spq, gold).splitlines()]
    where = lines.index("source 0.70    annotated: Bo · denied · it")
    assert lines[where + 1 : where + 3] == ["found: Ann · denied · it", f"— a@{TEXT.index('it.')}"]


def test_errors_on_a_wide_terminal_stand_beside_each_other(spq, gold):
    assert cells(table(spq, gold, 200), "source 0.70") == f"source 0.70 Bo · denied · it Ann · denied · it a@{TEXT.index('it.')}".split()  # noqa: E501  # fmt: skip


def test_long_contents_are_shortened_in_a_table_only(spq, tmp_path, analysed):
    words = " ".join(f"word{n}" for n in range(100))
    path = jsonl(tmp_path / "gold.jsonl", {"id": "b", "text": words, "quotes": [{"content": [[0, len(words)]]}]})
    shown = " ".join(table(spq, path).split())
    assert "word0 word1" in shown
    assert " … " in shown
    assert "word99" in shown
    assert "word50" not in shown
    assert rows(spq("evaluate", "quotes", path, "--errors", "1"))[0]["errors"][0]["gold"]["content"] == words


def test_no_errors_are_no_section(spq, gold):
    assert "worst" not in spq("evaluate", "quotes", gold, "--format", "table").stdout


def test_markdown_has_the_same_sections(spq, gold):
    text = spq("evaluate", "quotes", gold, "--format", "md", "--errors", "1").stdout
    assert "| Content and source (joint) | 25.0 | 25.0 | 25.0 |\n" in text
    assert "### The worst error\n" in text
    assert "| spurious 0.80 | a@" in text
    more = spq("evaluate", "quotes", gold, "--format", "md", "--errors", "9").stdout
    assert "all of that \\| now" in more


def test_csv_has_a_line_for_each_row(spq, gold):
    found = list(csv.DictReader(io.StringIO(spq("evaluate", "quotes", gold, "--format", "csv").stdout)))
    assert [(row["nested"], row["joint_p"]) for row in found] == [("false", "0.25"), ("true", "0.2")]
    assert json.loads(found[0]["calibration"])[9]["predicted"] == 1


def test_parquet_holds_the_rows(spq, gold, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "out.parquet"
    assert spq("evaluate", "quotes", gold, "--errors", "2", "-o", path).exit_code == 0
    assert pq.read_table(path).to_pylist() == rows(spq("evaluate", "quotes", gold, "--errors", "2"))


# ---- the installed command


@pytest.fixture(scope="module")
def real_gold(tmp_path_factory):
    text = "The mayor of Larne said that the old mill would reopen. “We waited ten years,” Anna Berg told reporters.\n"
    quotes = [
        {"source": [[0, 18]], "cue": [[19, 23]], "content": [[24, 54]]},
        {"source": [[79, 88]], "cue": [[89, 93]], "content": [[56, 78]]},
        {"source": [[0, 9]], "cue": [], "content": [[94, 103]]},
    ]
    return jsonl(tmp_path_factory.mktemp("real") / "gold.jsonl", {"id": "larne" * 9, "text": text, "quotes": quotes})


def test_the_model_is_measured(run, real_gold):
    result = run("evaluate", "quotes", real_gold)
    assert result.returncode == 0
    assert [row["gold"] for row in rows(result)] == [3, 3]
    assert all(row["matched"] > 0 for row in rows(result))


@pytest.mark.parametrize("columns", [80, 200])
def test_on_a_terminal_a_bar_runs_and_the_table_fits(on_terminal, real_gold, columns):
    seen, code = on_terminal("evaluate", "quotes", str(real_gold), "--errors", "9", columns=columns, NO_COLOR="1")
    assert code == 0
    assert "documents" in seen
    shown = seen.rpartition("\x1b[2K")[2].splitlines()
    assert any(line.startswith("The ") for line in shown)
    assert max(map(len, shown)) <= columns
