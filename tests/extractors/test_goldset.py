"""The floors under accuracy: on the project's own sentences always, on others' articles where SPQ_BENCH names them."""

from __future__ import annotations

import json
from collections import defaultdict

import floors
import goldset
import pytest
from spquotes.data.records import Article
from spquotes.extractors.evaluate import find
from spquotes.extractors.pipeline import analyse
from spquotes.extractors.scoring import score

MEASURES = ("soft_f1", "soft_p", "exact_f1", "joint_f1", "source_right")

SHOWS_SENTENCES = "python tests/support/goldset.py > gold.jsonl; spq evaluate quotes gold.jsonl --errors 500"
SHOWS_DEV = "spq evaluate quotes $SPQ_BENCH/quotes/polnear_dev.jsonl --errors 500"


def fail(error):
    raise AssertionError(error)


def predictions(documents, model):
    """What is found by document id: the outermost attributions, and all of them."""
    outermost, everything = {}, {}
    for found in find(documents, model, fail):
        outermost[found.document["id"]] = found.outermost
        everything[found.document["id"]] = found.outermost + found.nested
    return outermost, everything


def per_cent(scores):
    measures = scores.measures()
    return {name: 100 * measures[name] for name in MEASURES}


def joint_recall(documents, predicted):
    return 100 * score(documents, predicted).measures()["joint_r"]


def inner_recall(documents, predicted):
    """The joint recall of the attributions inside other ones."""
    return joint_recall([{**one, "quotes": one["nested"]} for one in documents], predicted)


def clean(documents, model):
    """The share of the documents, which say nothing, with no statement shown."""
    shown = [
        any(one.statement for one in analyse(Article(id=document["id"], text=document["text"]), model).attributions)
        for document in documents
    ]
    return 100 * shown.count(False) / len(shown)


def measured(model):
    """All measures of the sentences, by section of the floors' file."""
    documents = goldset.load()
    groups = defaultdict(list)
    for document in documents:
        groups[document["construction"]].append(document)
    outermost, everything = predictions(documents, model)
    return {
        "sentences": {
            "items": len(documents),
            **per_cent(score(documents, outermost)),
            "nested_joint_r": inner_recall(groups["nested"], everything),
            "nothing_clean": clean(groups["nothing"], model),
        },
        "sentences_joint_recall": {
            name: joint_recall(group, outermost) for name, group in groups.items() if name != "nothing"
        },
    }


def test_sentences_hold_their_floors(model, capsys):
    floors.hold(measured(model), SHOWS_SENTENCES, capsys)


def test_articles_hold_their_floors(bench, model, capsys):
    with (bench / "quotes" / "polnear_dev.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    outermost, _ = predictions(documents, model)
    floors.hold({"polnear_dev": per_cent(score(documents, outermost))}, SHOWS_DEV, capsys)


def test_sentences_are_many():
    assert len(goldset.load()) >= 300


def test_every_span_is_a_stretch_of_words():
    for document in goldset.load():
        for quote in document["quotes"] + document["nested"]:
            for spans in quote.values():
                words = [document["text"][start:end] for start, end in spans]
                assert all(each and each == each.strip() and "{" not in each for each in words), document["id"]


def test_ids_are_unique():
    ids = [document["id"] for document in goldset.load()]
    assert len(ids) == len(set(ids))


def test_unnumbered_spans_are_one_attribution():
    assert goldset.parse("{q:“No,”} {s:she} {c:said}. {q:“Never.”}") == (
        "“No,” she said. “Never.”",
        [{"source": [[6, 9]], "cue": [[10, 14]], "content": [[0, 5], [16, 24]]}],
    )


def test_numbers_part_attributions_and_share_spans():
    _, (first, second) = goldset.parse("{s12:She} {c1:hoped} {q1:so} and {c2:said} {q2:it}.")
    assert first["source"] == second["source"] == [[0, 3]]
    assert (first["content"], second["content"]) == ([[10, 12]], [[22, 24]])


def test_an_attribution_inside_a_content_is_nested(tmp_path):
    file = tmp_path / "sentences.txt"
    file.write_text("# one\n\nnested | {s1:A} {c1:said} {q1:that {s2:B} {c2:promised} {q2:to go}}.\n", encoding="utf-8")
    (document,) = goldset.load(file)
    assert (document["id"], document["construction"], document["line"]) == ("nested-01", "nested", 3)
    assert [quote["source"] for quote in document["quotes"]] == [[[0, 1]]]
    assert [quote["source"] for quote in document["nested"]] == [[[12, 13]]]


def test_a_pilcrow_is_a_paragraph_break():
    text, _ = goldset.parse("{s:Q}{c::} {q:Why?} ¶ Silence.")
    assert text == "Q: Why?\n\nSilence."


@pytest.mark.parametrize(
    "line",
    [
        "no bar",
        "clause | nothing marked",
        "nothing | {s:She} {c:said} {q:it}.",
        "clause | {s:She} {c:said} {q:it.",
        "clause | {s:She} {c:said} it}.",
        "clause | {s:She} {c:said}{q: it}.",
        "clause | {s:She} {c:said} {q:}.",
        "clause | {s:She} {c:said} it.",
        "clause | {q:It} is {q:so}.",
        "clause | {s:She} and {s:he} {c:said} {q:it}.",
        "clause | {s:She} {c:said} {q:it {q:so}}.",
        "clause | {s:She} {c:said} {x:it}.",
        "clause | {s:She} {c:said} {q:it}.\nclause | {s:She} {c:said} {q:it}.",
    ],
)
def test_a_wrong_line_is_named(tmp_path, line):
    file = tmp_path / "sentences.txt"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(goldset.GoldError, match=r"^line \d: "):
        goldset.load(file)


def test_missed_floors_are_listed_with_both_numbers():
    assert floors.missed({"a": 70.0, "b": 69.9, "c": 1.0}, {"a": 70.0, "b": 70.0, "d": 5.0}) == [
        "b: 69.9, floor 70.0",
        "c: 1.0, no floor yet (SPQ_RAISE_FLOORS=1 sets it)",
        "d: not measured, floor 5.0 (SPQ_LOWER_FLOORS=1 drops it)",
    ]


@pytest.mark.parametrize(
    ("variables", "after"),
    [
        ([], {"down": 50.0, "up": 50.0, "gone": 9.0}),
        ([floors.RAISE], {"down": 50.0, "up": 60.5, "gone": 9.0, "new": 7.0}),
        ([floors.LOWER], {"down": 40.0, "up": 50.0}),
    ],
)
def test_floors_move_only_when_asked(tmp_path, monkeypatch, variables, after):
    for name in (floors.RAISE, floors.LOWER):
        monkeypatch.delenv(name, raising=False)
    for name in variables:
        monkeypatch.setenv(name, "1")
    file = tmp_path / "floors.json"
    before = {"down": 50.0, "up": 50.0, "gone": 9.0}
    file.write_text(json.dumps({"x": before, "y": {"kept": 1.0}}), encoding="utf-8")
    moved = floors.move("x", {"down": 40.3, "up": 60.9, "new": 7.2}, file)
    assert floors.of("x", file) == after
    assert floors.of("y", file) == {"kept": 1.0}
    assert len(moved) == sum(before.get(name) != after.get(name) for name in {*before, *after})
