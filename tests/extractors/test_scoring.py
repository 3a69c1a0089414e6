"""The measures: small cases worked by hand, what must always hold, and another scorer's figures where it is there."""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.matching import Judge
from spquotes.extractors.quotetype import Quoted
from spquotes.extractors.scoring import Scores, calibration, outcomes, score

TEXT = "Ann Lee said the old mill would open in May. Bo denied it. “We will see,” Cy added."


def spans(text, *pieces):
    return [[text.index(piece), text.index(piece) + len(piece)] for piece in pieces]


def quote(*content, source=(), cue=(), text=TEXT, **more):
    words = {"source": source, "cue": cue, "content": content}
    pieces = {role: (given,) if isinstance(given, str) else given for role, given in words.items()}
    return {role: spans(text, *given) for role, given in pieces.items()} | more


MILL = quote("the old mill would open in May", source="Ann Lee", cue="said")
DENIAL = quote("it", source="Bo", cue="denied")
SEEN = quote("“We will see,”", source="Cy", cue="added")
GOLD = {"id": "a", "text": TEXT, "quotes": [MILL, DENIAL, SEEN]}


def measures(*predicted, gold=GOLD, **options):
    return score([gold], {"a": list(predicted)}, **options).measures()


def test_all_right():
    found = measures(MILL, DENIAL, SEEN)
    assert (found["documents"], found["gold"], found["predicted"], found["matched"]) == (1, 3, 3, 3)
    assert {found[f"{name}_{part}"] for name in ("soft", "exact", "token", "joint") for part in ("p", "r", "f1")} == {1}
    assert found["source_right"] == found["cue_right"] == found["named_precision"] == 1
    assert found["left_open"] == 0


def test_part_of_the_words_is_a_match_that_is_not_exact():
    found = measures(quote("old mill would open", source="Lee", cue="said"))  # 4 of 7 words
    assert (found["matched"], found["soft_p"], found["exact_p"], found["joint_p"]) == (1, 1, 0, 1)
    assert found["soft_r"] == pytest.approx(1 / 3)
    assert found["soft_f1"] == pytest.approx(2 / 4)
    assert found["token_p"] == 1
    assert found["token_r"] == pytest.approx(4 / 11)


def test_less_than_half_of_the_words_is_no_match():
    assert measures(quote("old mill would", source="Ann Lee"))["matched"] == 0  # 3 of 7


def test_exactly_half_is_a_match():
    gold = GOLD | {"quotes": [quote("open in")]}
    assert measures(quote("open"), gold=gold)["matched"] == 1
    assert measures(quote("open"), gold=gold, threshold=0.6)["matched"] == 0


def test_marks_and_blanks_at_the_edges_do_not_matter():
    assert measures(quote("We will see", source="Cy"))["exact_p"] == 1


def test_a_token_that_is_cut_counts_as_the_token():
    found = measures(quote("e will se", source="Cy"))
    assert found["exact_p"] == 1


def test_the_better_overlap_is_matched_and_the_other_is_spurious():
    better, worse = quote("old mill would open in May", source="Bo"), quote("mill would open in May", source="Ann Lee")
    found = measures(worse, better)
    assert (found["matched"], found["predicted"], found["joint_p"]) == (1, 2, 0)


@pytest.mark.parametrize(
    ("annotated", "predicted", "right"),
    [
        ("Ann Lee", "Ann Lee", True),
        ("Ann Lee", "Lee", True),
        ("Lee", "Ann Lee said the", True),  # all of the shorter one
        ("Ann Lee said", "said the old", False),  # a third of both
        ("Ann Lee", "Lee said", True),  # half of both
        ("Ann Lee", "Bo", False),
        ("Ann Lee", (), False),
        ((), "Ann Lee", False),
        ((), (), True),
    ],
)
def test_sources_by_their_overlap(annotated, predicted, right):
    gold = GOLD | {"quotes": [quote("open in May", source=annotated)]}
    assert measures(quote("open in May", source=predicted), gold=gold)["source_right"] == right


def test_cues_are_asked_of_matches_with_an_annotated_cue():
    gold = GOLD | {"quotes": [MILL | {"cue": []}, DENIAL, SEEN]}
    assert measures(MILL, DENIAL | {"cue": []}, SEEN, gold=gold)["cue_right"] == 0.5


def test_pieces_are_one_content():
    gold = GOLD | {"quotes": [quote("the old mill", "in May", source="Ann Lee")]}
    found = measures(quote("in May", "the old mill", source="Ann"), gold=gold)
    assert (found["exact_f1"], found["joint_f1"]) == (1, 1)


def test_quotes_without_content_are_left_out_on_both_sides():
    empty = {"source": [[0, 3]], "cue": [], "content": [[4, 4]]}
    found = measures(empty, MILL, gold=GOLD | {"quotes": [MILL, empty, {"content": None}]})
    assert (found["gold"], found["predicted"], found["soft_f1"]) == (1, 1, 1)


def test_named_and_left_open():
    found = measures(MILL, DENIAL | {"source": []}, SEEN | {"source": MILL["source"]})
    assert found["left_open"] == pytest.approx(1 / 3)
    assert found["named_precision"] == 0.5


def test_types_recall_by_annotated_precision_by_predicted():
    found = measures(MILL, quote("“We will see,” Cy added"), quote("Cy"))
    assert [found[f"gold_{name}"] for name in ("direct", "mixed", "indirect")] == [1, 0, 2]
    assert [found[f"predicted_{name}"] for name in ("direct", "mixed", "indirect")] == [0, 1, 2]
    assert [found[f"recall_{name}"] for name in ("direct", "mixed", "indirect")] == [1, 0, 0.5]
    assert [found[f"precision_{name}"] for name in ("direct", "mixed", "indirect")] == [0, 1, 0.5]


def test_min_confidence_leaves_out_what_is_below_and_keeps_what_has_none():
    predicted = [MILL | {"confidence": 0.5}, DENIAL | {"confidence": 0.49}, SEEN, SEEN | {"confidence": None}]
    assert measures(*predicted, min_confidence=0.5)["predicted"] == 3


def test_documents_without_predictions_count():
    found = score([GOLD, GOLD | {"id": "b"}], {"a": [MILL], "other": [SEEN]}).measures()
    assert (found["documents"], found["gold"], found["predicted"]) == (2, 6, 1)


def test_nothing_at_all_is_zeros():
    assert set(score([], {}).measures().values()) == {0}
    assert set(measures(gold=GOLD | {"quotes": []}).values()) == {0, 1}  # one document


def test_spans_beyond_the_text_hold_what_there_is():
    found = measures({"content": [[TEXT.index("Cy"), 10_000]]}, {"content": [[9_000, 9_001]]})
    assert (found["predicted"], found["gold"]) == (1, 3)


def test_outcomes_say_what_is_wrong():
    wrong_source, spurious = MILL | {"source": DENIAL["source"]}, quote("Cy added")
    found = list(outcomes([GOLD], {"a": [SEEN, wrong_source, spurious]}))
    assert [one.error for one in found] == ["source", "missed", None, "spurious"]
    assert [one.doc for one in found] == ["a"] * 4
    assert found[1].gold.spans["content"] == ((TEXT.index("it"), TEXT.index("it") + 2),)


def test_an_outcome_without_a_match_knows_the_best_overlap():
    missed, spurious = outcomes([GOLD | {"quotes": [MILL]}], {"a": [quote("old mill would")]})
    assert missed.overlap == spurious.overlap == pytest.approx(3 / 7)
    assert not missed.matched


def test_calibration_by_tenths():
    confidences = 0.0, 0.31, 0.39, 1.0
    predicted = [one | {"confidence": c} for one, c in zip([SEEN, MILL, quote("Bo"), DENIAL], confidences, strict=True)]
    found = calibration(outcomes([GOLD], {"a": predicted}))
    assert [tenth["predicted"] for tenth in found] == [1, 0, 0, 2, 0, 0, 0, 0, 0, 1]
    assert found[3]["confidence"] == pytest.approx(0.35)
    assert [found[n]["right"] for n in (0, 3, 9)] == [1, 0.5, 1]
    assert (found[1]["confidence"], found[1]["right"]) == (None, None)
    assert (found[9]["from"], found[9]["to"]) == (0.9, 1.0)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said “we go” and left.", "“we go”", "direct"),
        ("He said “we go” and left.", "we go", "direct"),  # within marks
        ("He said “we go” and left.", "“we go” and left", "mixed"),
        ("He said “we go” and left.", "and left", "indirect"),
        ('He said "we go" and left.', "we go", "direct"),
        ("He said ``we go'' and left.", "we go", "direct"),
        ("He said «we go» and left.", "we go", "direct"),
        ("He said ‘we go’ and left.", "‘we go’", "direct"),
        ("He said ‘we go’ and left.", "said ‘we go’ and", "mixed"),
        ("He said 'we don't go' and left.", "said 'we don't go' and", "mixed"),
        ("It's the Smiths' house.", "the Smiths' house", "indirect"),
        ("He said “we go and left.", "we go and left", "indirect"),  # not closed
        ("“We go.\n\n“We stay,” he said.", "We go.", "direct"),  # goes on in the next paragraph
        ("“We go.\n\n”We stay, he said.", "We go.", "indirect"),
        ("“We go.\n\nWe stay, he said.", "We go.", "indirect"),
        ("” closed before “opened”.", "closed before", "indirect"),
        ("A word “and nine that stand within the marks here” end.", "word “and nine that stand within the marks here”", "direct"),  # noqa: E501
        ("A few more words “and two” follow.", "few more words “and two”", "mixed"),
    ],
)  # fmt: skip
def test_types_by_marks(text, content, expected):
    (place,) = spans(text, content)
    assert Quoted(text).type_of([tuple(place)]) == expected


def test_the_type_of_pieces_is_that_of_all_together():
    text = "“We go,” she said. “We stay.”"
    first, second = (tuple(place) for place in spans(text, "“We go,”", "We stay."))
    assert Quoted(text).type_of([second, first]) == "direct"


# ---- what always holds

WORDS = st.lists(
    st.sampled_from(["we", "go", "don't", "“", "”", '"', "''", "``", "'", "’", "‘", "\n", "said", "«", "a\u2028b"]),
    min_size=1, max_size=60,
)  # fmt: skip


@st.composite
def documents(draw, name="d"):
    text = " ".join(draw(WORDS))
    place = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: [min(ends), max(ends)])
    places = st.lists(place, max_size=3)
    quotes = st.fixed_dictionaries(
        {"source": places, "cue": places, "content": places}, optional={"confidence": st.floats(0, 1)}
    )
    return {"id": name, "text": text, "quotes": draw(st.lists(quotes, max_size=6))}, draw(st.lists(quotes, max_size=6))


@given(documents())
def test_gold_against_itself_is_all_right(drawn):
    gold, _ = drawn
    found = score([gold], {"d": gold["quotes"]}).measures()
    if found["gold"]:
        for key, value in found.items():
            if key.endswith(("_p", "_r", "_f1")) or key == "source_right":
                assert value == 1, key
    assert all(one.error is None for one in outcomes([gold], {"d": gold["quotes"]}))


@given(documents())
def test_counts_are_consistent(drawn):
    gold, predicted = drawn
    found = score([gold], {"d": predicted})
    types = found.direct, found.mixed, found.indirect
    assert found.joint <= found.matched <= min(found.gold, found.predicted)
    assert found.exact <= found.matched
    assert found.cue_right <= found.cued <= found.matched
    assert found.named_right <= min(found.named, found.joint)
    assert sum(one.gold for one in types) == found.gold
    assert sum(one.predicted for one in types) == found.predicted
    assert sum(one.gold_matched for one in types) == sum(one.predicted_matched for one in types) == found.matched
    assert all(0 <= value <= 1 for key, value in found.measures().items() if key.endswith(("p", "r", "f1", "open")))


@given(documents("a"), documents("b"))
def test_documents_add_up(one, other):
    predictions = {"a": one[1], "b": other[1]}
    apart = score([one[0]], predictions) + score([other[0]], predictions)
    assert score([one[0], other[0]], predictions) == apart == apart + Scores()


@given(documents(), st.floats(0, 1))
def test_filtering_by_confidence_is_the_same_inside_and_outside(drawn, least):
    gold, predicted = drawn
    kept = [one for one in predicted if one.get("confidence", 1) >= least]
    assert score([gold], {"d": predicted}, min_confidence=least) == score([gold], {"d": kept})


@given(documents(), st.floats(0.1, 1))
def test_a_match_has_the_overlap_asked_for_and_nothing_matches_twice(drawn, threshold):
    gold, predicted = drawn
    found = Judge(gold, threshold).compare(predicted)
    assert all(one.overlap >= threshold for one in found if one.matched)
    kept = [one.predicted for one in found if one.predicted is not None]
    assert len(kept) == len(Judge(gold).prepared(predicted))


SENTENCES = [f"Person {n} said that thing {n} is really big. " for n in "abcdefgh"]


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=8, max_size=8), st.permutations(range(8)))
def test_the_order_of_predictions_without_ties_does_not_matter(drawn, order):
    starts = [len("".join(SENTENCES[:n])) for n in range(8)]
    gold = {
        "id": "d",
        "text": "".join(SENTENCES),
        "quotes": [{"source": [[s, s + 8]], "cue": [[s + 9, s + 13]], "content": [[s + 14, s + 39]]} for s in starts],
    }
    predicted = [
        {"source": [[s, s + 8]] if named else [], "content": [[s + 10 + moved, s + 39]]}
        for s, (moved, named) in zip(starts, drawn, strict=True)
    ]
    assert score([gold], {"d": predicted}) == score([gold], {"d": [predicted[n] for n in order]})


# ---- another scorer's figures

PIECES = ["we", "go", "don't", "“", "”", '"', "''", "``", "'", "’", "‘", "\n", "\n\n", "said", ", ", "«", "»", "é", " "]
PIECES += ["mill", "house", "open", "in"] * 8
SHARED = {
    "documents": "docs", "gold": "gold", "predicted": "pred", "matched": "matched",
    "source_right": "source_accuracy", "cue_right": "cue_accuracy",
}  # fmt: skip
SHARED_PRF = {"soft": "content_soft", "exact": "content_exact", "token": "content_token", "joint": "joint"}
SHARED_BY_TYPE = {"gold": "gold", "predicted": "pred", "recall": "recall", "precision": "precision"}


def synthetic(chance, number):
    text = "".join(chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 120)))

    def place():
        start = chance.randint(0, len(text))
        return [start, min(len(text), start + chance.randint(0, 40))]

    def quotes():
        return [
            {role: [place() for _ in range(chance.randint(0, 2))] for role in ("source", "cue", "content")}
            for _ in range(chance.randint(0, 8))
        ]

    return {"id": f"s{number}", "text": text, "quotes": quotes()}, quotes()


def perturbed(chance, document):
    """Some of the annotated quotes, moved a little, some without a source, some twice."""
    length = len(document["text"])

    def moved(place):
        ends = (min(max(0, end + chance.choice([0, 0, 0, -20, -3, 5, 30])), length) for end in place)
        return sorted(ends)

    found = []
    for one in document["quotes"]:
        if chance.random() < 0.8:
            copy = {role: [moved(place) for place in one[role]] for role in ("source", "cue", "content")}
            found.append(copy | ({"source": []} if chance.random() < 0.2 else {}))
        if chance.random() < 0.1:
            found.append(found[-1] if found else one)
    chance.shuffle(found)
    return found


def same_figures(bench, folder, pairs, **options):
    """Run the benchmark's own scorer on documents with predictions, and compare every number that both have."""
    chance = random.Random(1)
    predictions = {
        gold["id"]: [one | {"confidence": round(chance.random(), 2)} for one in predicted] for gold, predicted in pairs
    }
    files = {"gold": [gold for gold, _ in pairs], "pred": [{"id": n, "quotes": q} for n, q in predictions.items()]}
    for name, rows in files.items():
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    names = {"threshold": "--iou", "min_confidence": "--min-confidence"}
    more = [word for name, value in options.items() for word in (names[name], str(value))]
    command = [sys.executable, bench / "score_quotes.py", folder / "gold", folder / "pred", "--json", *more]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=120).stdout)
    ours = score(files["gold"], predictions, **options).measures()
    expected = {key: theirs[name] for key, name in SHARED.items()}
    expected |= {f"{key}_{part}": theirs[name][part] for key, name in SHARED_PRF.items() for part in ("p", "r", "f1")}
    for kind, row in theirs["by_type"].items():
        expected |= {f"{key}_{kind}": row[name] for key, name in SHARED_BY_TYPE.items()}
    assert {key: ours[key] for key in expected} == pytest.approx(expected, abs=1e-9, rel=0)
    return ours


OPTIONS = pytest.mark.parametrize("options", [{}, {"min_confidence": 0.4}, {"threshold": 0.8}], ids=str)


@OPTIONS
def test_figures_are_the_benchmarks_on_made_up_documents(bench, tmp_path, options):
    chance = random.Random(7)
    found = same_figures(bench, tmp_path, [synthetic(chance, number) for number in range(200)], **options)
    assert all(found[f"gold_{kind}"] > 50 for kind in ("direct", "mixed", "indirect"))


@OPTIONS
def test_figures_are_the_benchmarks_on_its_own_documents(bench, tmp_path, options):
    chance = random.Random(7)
    with (bench / "quotes" / "polnear_dev.jsonl").open(encoding="utf-8") as lines:
        annotated = [json.loads(next(lines)) for _ in range(10)]
    found = same_figures(bench, tmp_path, [(one, perturbed(chance, one)) for one in annotated], **options)
    assert 0 < found["joint_f1"] < found["soft_f1"] < 1
