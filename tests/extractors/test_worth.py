"""What is worth a check comes first, with reasons; the weights come out of labels as the script says."""

from __future__ import annotations

import json
import time

import floors
import pytest
from spquotes.extractors.claimgold import Labelled, read_labelled
from spquotes.extractors.claims import learn_worth
from spquotes.extractors.claims.worth import Table, checks, worth
from spquotes.extractors.claims.worthfeatures import features, scale
from spquotes.extractors.claims.worthreasons import Known
from spquotes.extractors.claims.worthwords import read_words, stem
from spquotes.extractors.claimscoring import average_precision, claim_measures
from spquotes.extractors.weights import CONSTANT, load_weights


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Exports of grain fell by 12 percent last year.", "Good evening, and welcome to the harbour."),
        ("The Senate voted against the bill in 2008.", "Let me say a word about the Senate."),
        ("We lost 40,000 jobs because of the treaty.", "We will find new jobs for everybody."),
        ("The mayor has raised taxes three times.", "I think the mayor is a very nice man."),
        ("Rents are higher than in any other town of the country.", "I hope that rents will stay where they are."),
        ("The company paid no income tax in 2014.", "My grandfather used to fish here."),
        ("Crime in the port has doubled since 1999.", "What would you do about crime?"),
        ("He voted twice for the pipeline.", "Thank you, Mr. Haddad."),
        ("The ministry spent $3 million on signs.", "We should be proud of our signs."),
    ],
)
def test_facts_come_before_talk(more, less):
    first, second = checks([more, less])
    assert first > 0.5 > second


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The agency has a budget of 2 billion ruble ($60 million).", "names a figure: 2 billion ruble, $60 million"),
        ("Rents rose by 4.5 percent last year.", "names a figure: 4.5 percent"),
        ("Rents have been rising since 2008.", "names a date: since 2008"),
        ("The Senate rejected the law.", "about a public institution: Senate"),
        ("The mill closed because of the flood.", "names a cause: because"),
        ("Our town has more bridges than Venice.", "compares: more, than"),
        ("Unemployment fell in every region.", "tells of a change: fell"),
        ("We will build a new harbour.", "a prediction or a plan: will"),
        ("I think that she is right.", "an opinion or a wish: think"),
        ("My mother told me to be good.", "personal: experience or intention: My, me"),
        ("Is that so?", "a question"),
        ("That is the way it goes.", "no particulars"),
    ],
)
def test_reasons_name_the_words_they_rest_on(text, reason):
    assert any(reason in one or one.startswith(reason) for one in worth(text).reasons), worth(text).reasons


def test_what_is_known_is_named_as_it_is_known():
    known = Known(figures=("two billion",), dates=("last spring",), predicts=True)
    judged = worth("Last spring two billion were lost in May 2008.", known)
    assert {"names a figure: two billion", "names a date: last spring", "prediction"} <= set(judged.reasons)
    assert judged.check == worth("Last spring two billion were lost in May 2008.").check


def test_a_claim_cut_out_of_its_sentence_is_judged_alike():
    assert worth("rents rose by 4 percent").check == worth("rents rose by 4 percent.”").check


@pytest.mark.parametrize("text", ["", " ", "…", "“”", "50", "a" * 5000, "ÅÇ १२३ 漢字"])
def test_anything_can_be_judged(text):
    judged = worth(text)
    assert 0 <= judged.check <= 1
    assert all(judged.reasons)


@pytest.mark.parametrize("piece", ["a-", "1,", "1", "'", "a'", "$", "."])
def test_no_text_takes_long(piece):
    started = time.process_time()
    worth(piece * 200_000)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("text", "words", "forms"),
    [
        ("We spent $1,200.50 in the 1990s.", "we spent [currency] [number] in the [decade]",
         "we [past] [currency] [number] in the [time]"),
        ("It’s the 28th of two million Germans!", "it's the [ordinal] of two million germans",
         "it's the [ordinal] of [numeral] [magnitude] [name]"),
        ("Voting in 2012: he voted?", "voting in [year] : he voted ?", "[-ing] in [time] : he [vote] ?"),
    ],
)  # fmt: skip
def test_figures_and_names_are_folded_to_what_they_are(text, words, forms):
    read = read_words(text)
    assert " ".join(read.words) == words
    assert " ".join(read.forms) == forms


def test_spans_are_of_the_text():
    read = read_words("“Rents rose,” she said, “by 1,200 rubles.”")
    assert [read.text[start:end] for start, end in read.spans][-2:] == ["1,200", "rubles"]


@pytest.mark.parametrize(
    "words", ["create creates created creating", "drop drops dropped dropping", "country countries"]
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words.split()}) == 1


TEXTS = ["Thank you, we have lost 40 jobs.", "We lost more jobs than we had in 2008?", "I, I think I will go to Rome."]


@pytest.mark.parametrize("text", TEXTS)
def test_the_fast_sum_is_that_of_the_features(text):
    read, weights = read_words(text), load_weights("worth")
    slow = weights.constant + sum(weights.by_name.get(name, 0.0) for name, _ in features(read)) / scale(read)
    assert Table(weights).log_odds(read) == pytest.approx(slow)


def test_every_weight_is_of_a_feature_that_has_a_readable_name():
    kinds = {name.split()[0] for name in load_weights("worth").by_name}
    assert kinds == {CONSTANT, "word", "stem", "form", "pair", "forms", "about", "length"}


FACTS = ["The mill lost {} jobs.", "Rents rose by {} percent.", "The council spent {} million."]
TALK = ["Thank you, {}.", "I hope that {} is well.", "Let us ask {} now."]


def sentences(kind, documents):
    made = [(text.format(i), True) for i in range(10, 20) for text in FACTS]
    made += [(text.format(name), False) for name in ("Anna", "Omar", "Ines", "Bela") for text in TALK]
    return [
        {"id": f"{kind}{i}", "doc": f"{kind}{i % documents}", "text": text, "label": int(label)}
        for i, (text, label) in enumerate(made)
    ]


@pytest.fixture
def labelled(tmp_path):
    paths = [tmp_path / "labelled.jsonl", tmp_path / "checked.jsonl"]
    for path, documents in zip(paths, (1, 6), strict=True):
        path.write_text("".join(json.dumps(row) + "\n" for row in sentences(path.stem, documents)))
    return paths


@pytest.fixture
def vectors(tmp_path):
    """Vectors with one telling number: of one text more than is labelled, a fact, and one word more than there are."""
    import numpy

    texts = [*sorted({row["text"] for row in sentences("", 1)}), "Taxes grew by 9 percent."]
    facts = [any(word in text for word in ("lost", "rose", "spent", "grew")) for text in texts]
    numbers = numpy.array([[float(fact), i % 3, 1.0] for i, fact in enumerate(facts)], dtype="float16")
    path = tmp_path / "vectors.npz"
    words = ["anna", "council", "fell", "jobs", "lost", "omar", "rose", "spent", "thank"]
    told = [[float(word in ("fell", "jobs", "lost", "rose", "spent")), 1.0] for word in words]
    numpy.savez(path, texts=numpy.array(texts), vectors=numbers, words=numpy.array(words), word_vectors=told)
    return path


@pytest.mark.parametrize("taught", [False, True])
def test_the_script_learns_what_labels_tell(labelled, vectors, tmp_path, capsys, taught):
    pytest.importorskip("scipy")
    learn_worth.main(*map(str, labelled), str(tmp_path), *([str(vectors)] if taught else []))
    lines = (tmp_path / "worth.tsv").read_text().splitlines()
    weights = {name: float(weight) for weight, name in (line.split("\t") for line in lines if line[0] != "#")}
    assert weights["word [number]"] > 0.1 > -0.1 > weights["about courtesy"]
    assert ("word fell" in weights) == taught  # in no sentence; its vector is like those of "lost" and "rose"
    assert weights.get("word fell", 1) > 0
    assert "labelled.jsonl, held out by folds: map 1.0000" in capsys.readouterr().out
    first = "\n".join(lines)
    learn_worth.main(*map(str, labelled), str(tmp_path), *([str(vectors)] if taught else []))
    assert "\n".join((tmp_path / "worth.tsv").read_text().splitlines()) == first


def test_a_text_is_never_on_both_sides_of_a_fold(monkeypatch):
    pytest.importorskip("scipy")
    rows = [Labelled(row["id"], row["doc"], row["text"], bool(row["label"])) for row in sentences("a", 1)]
    doubled = [Labelled(f"b{i}", f"b{i % 3}", f"{one.text} ", one.label) for i, one in enumerate(rows)]
    school, seen = learn_worth.School(learn_worth.examples(rows, doubled)), []
    monkeypatch.setattr(
        school, "learnt", lambda rest: seen.append({school.found[at].key for at in rest}) or {CONSTANT: 0.0}
    )
    school.held_out()
    keys = {one.key for one in school.found}
    assert all(keys - rest for rest in seen)
    turns = [
        {one.key for one in school.found[: len(rows)][fold :: learn_worth.FOLDS]} for fold in range(learn_worth.FOLDS)
    ]
    assert all(not held & rest for held, rest in zip(turns, seen, strict=False))


def test_average_precision_keeps_the_order_of_equal_scores():
    assert average_precision([(0.5, False), (0.5, True), (0.1, True)]) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert average_precision([(0.5, False)]) == 0


def test_measures_are_means_over_documents():
    rows = [("a", 0.9, True), ("a", 0.2, False), ("b", 0.8, False), ("b", 0.6, True)]
    measures = claim_measures(rows, 0.5)
    assert (measures["documents"], measures["map"], measures["p_at_10"]) == (2, 0.75, 0.1)
    assert (measures["precision"], measures["recall"], measures["f1"]) == (pytest.approx(2 / 3), 1, pytest.approx(0.8))


def test_labelled_sentences_hold_their_floors(bench, capsys):
    measured = {}
    for name in ("claimbuster", "checkthat2019"):
        rows = list(
            read_labelled(bench / "claims" / f"{name}_train.jsonl", pytest.fail, lambda note: None, labelled=True)
        )
        scored = list(zip(rows, checks(one.text for one in rows), strict=True))
        measures = claim_measures([(one.doc, score, one.label) for one, score in scored], 0.5)
        measured |= {f"{name}_{key}": 100 * measures[key] for key in ("map", "f1")}
    floors.hold({"claims_seen_in_learning": measured}, "spq evaluate claims GOLD --errors 50", capsys)


def test_the_network_computes_as_its_layers_say():
    numpy = pytest.importorskip("numpy")
    from spquotes.extractors.claims.sentence_vectors import HEADS, KEPT, LAYERS, Encoder

    width, rng = HEADS * 2, numpy.random.default_rng(5)
    numbers = {}
    for kind, rows in (("word", 9), ("position", 8), ("token_type", 2)):
        numbers[f"embeddings.{kind}_embeddings.weight"] = rng.normal(size=(rows, width))
    parts = [("embeddings.LayerNorm", None)]
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        parts += [(f"{at}.attention.self.{one}", (width, width)) for one in ("query", "key", "value")]
        parts += [(f"{at}.attention.output.dense", (width, width)), (f"{at}.attention.output.LayerNorm", None)]
        parts += [(f"{at}.intermediate.dense", (4 * width, width)), (f"{at}.output.dense", (width, 4 * width))]
        parts += [(f"{at}.output.LayerNorm", None)]
    for name, shape in parts:
        numbers[f"{name}.weight"] = numpy.ones(width) if shape is None else numpy.zeros(shape)
        numbers[f"{name}.bias"] = numpy.zeros(width if shape is None else shape[0])
    tokens = numpy.array([[1, 2], [2, 1]])
    found = Encoder(numbers).vectors(tokens)
    assert found.shape == (2, KEPT * width)
    states = numbers["embeddings.word_embeddings.weight"][tokens] + numbers["embeddings.position_embeddings.weight"][:2]
    states = states + numbers["embeddings.token_type_embeddings.weight"][0]
    states = states - states.mean(axis=-1, keepdims=True)
    expected = (states / states.std(axis=-1, keepdims=True)).mean(axis=1)
    assert found[:, :width] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Jobs fell.", [0, 3, 4, 5, 7, 1]),
        ("Jóbs", [0, 3, 4, 1]),
        ("job-fell", [0, 3, 2, 5, 1]),
        ("", [0, 1]),
        ("fell " * 500, [0, *[5] * 94, 1]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(text, tokens):
    from spquotes.extractors.claims.sentence_vectors import Tokenizer

    known = ("[CLS]", "[SEP]", "[UNK]", "job", "##s", "fell", "##ell", ".", "f")
    tokenizer = Tokenizer({piece: number for number, piece in enumerate(known)})
    assert tokenizer.tokens(text) == tokens
    assert tokenizer.whole() == {"job", "fell"}
