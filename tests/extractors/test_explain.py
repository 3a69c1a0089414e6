"""Every reading is followed to its end, and its evidence adds up; no figure of the model's is pinned here."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import pytest
from spquotes.cli.constructions import construction
from spquotes.cli.wording import calibration_words, evidence_words
from spquotes.data.records import Article
from spquotes.extractors.attributors import RULES, Context
from spquotes.extractors.cues import load_lexicon
from spquotes.extractors.explain import counted, evidence_for, weigh, without_group
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import parsed
from spquotes.extractors.pipeline import analyse
from spquotes.extractors.weights import load_weights, logistic

SAMPLE = {
    file.name: file.read_text(encoding="utf-8")
    for file in resources.files("spquotes.data").joinpath("articles").iterdir()
    if file.name != "README.md"
}

BODY = (
    "\n\nThe council met on Monday in the hall. Nobody came, and the road stayed as it was before.\n\n"
    "The town has two roads and a river that runs between them.\n"
)
HEADLINES = frozenset({"colon_headline", "signature_headline"})

FRAMES = (
    "clause", "aside", "as_told", "flat", "flat_before", "closing", "relative", "antecedent", "relative_clause",
    "object", "object_to", "object_as", "object_prep_of", "small_clause", "infinitive", "gerund", "prep_for", "passive",
    "passive_to", "passive_as", "passive_that", "passive_prep_of", "noun_that", "noun_to", "noun_is", "noun_compound",
    "noun_of", "adj_that", "adj_to", "adj_of", "ahead", "behind", "loose", "colon", "colon_headline", "colon_turn",
    "colon_clause", "adverb", "signature", "signature_headline", "continuation", "repeat", "unattributed",
)  # fmt: skip
PHRASES = ("according", "in_words", "in_document")
KINDS = [*((frame, frame) for frame in FRAMES), *((rule, "phrase") for rule in PHRASES)]


@pytest.fixture(scope="module", params=SAMPLE)
def both(request, model):
    """An article of the sample: its analysis, and all that was weighed for it."""
    article = Article(id=request.param, text=SAMPLE[request.param])
    return analyse(article, model), weigh(article, model, rare=True)


def places(one):
    content = tuple((span.start, span.end) for span in one.content)
    return (content, *((span and (span.start, span.end)) for span in (one.cue, one.source)))


def test_every_attribution_is_a_reading_that_was_kept(both):
    analysis, weighed = both
    kept = {one.spans: one.finding for one in weighed.readings if one.fate == "kept"}
    assert analysis.attributions
    for one in analysis.attributions:
        found = kept[places(one)]
        assert (found.rule, round(found.confidence, 3)) == (one.rule, one.confidence)


def test_evidence_adds_up_to_a_readings_own_confidence(both):
    _, weighed = both
    sums = [(evidence_for(one.finding, weighed.lexicon), one.weighed) for one in weighed.readings]
    learnt = [(evidence, own) for evidence, own in sums if evidence]
    assert learnt
    for evidence, own in learnt:
        assert logistic(sum(weight.weight for weight in evidence)) == pytest.approx(own)


def test_calibration_adds_up_to_the_final_confidence(both):
    _, weighed = both
    calibrated = [one for one in weighed.readings if one.calibration]
    assert calibrated
    for one in calibrated:
        assert logistic(sum(weight.weight for weight in one.calibration)) == pytest.approx(one.finding.confidence)


def test_a_name_is_told_once_without_its_group(both):
    _, weighed = both
    for one in weighed.readings:
        names = [weight.name for weight in evidence_for(one.finding, weighed.lexicon)]
        assert len(set(names)) == len(names)
        assert not any("|" in name.partition("=")[0] for name in names)


def test_counts_are_those_behind_the_chance(both):
    _, weighed = both
    for one in weighed.readings:
        counts = counted(one.finding, weighed.lexicon)
        if one.finding.cue is None:
            assert counts is None
        else:
            assert counts is not None
            assert counts.right <= counts.cases
            chance = one.finding.chance if one.finding.evidence else one.weighed  # a signature's is its confidence
            assert counts.chance == pytest.approx(chance)
            assert counts.assumed or -1e-9 <= counts.average <= 1 + 1e-9


def test_what_fell_says_where(both):
    _, weighed = both
    least = weighed.lexicon.threshold
    for one in weighed.readings:
        if one.fate == "unlikely":
            assert one.weighed < least
        elif one.fate == "other reading":
            assert any(other.weighed >= one.weighed >= least for other in weighed.same_cue(one))
        elif one.fate in ("distrusted", "nested"):
            assert one.calibration
        elif one.fate == "rare":
            assert one.finding.chance < weighed.lexicon.least_of(one.finding.frame)


def test_the_only_reading_of_a_cue_has_no_rivals(model):
    weighed = weigh(Article(id="text", text="According to Brown, the road is long."), model)
    [one] = [one for one in weighed.readings if one.fate == "kept"]
    assert weighed.same_cue(one) == weighed.same_words(one) == []


def test_a_quotation_beside_a_clause_is_its_rival(model):
    weighed = weigh(Article(id="text", text="“The road is closed,” said Brown."), model)
    [one] = [one for one in weighed.readings if one.fate == "kept"]
    rivals = weighed.same_cue(one) + weighed.same_words(one)
    assert {"clause", "beside"} <= {one.finding.rule, *(other.finding.rule for other in rivals)}
    assert all(other.fate != "kept" for other in rivals)


def test_rare_cues_are_weighed_when_asked_for_only(model):
    article = Article(id="text", text="The mayor nodded at the mill.")
    assert [one for one in weigh(article, model).readings if one.fate == "rare"] == []
    assert [one for one in weigh(article, model, rare=True).readings if one.fate == "rare"] != []


def test_a_sentence_in_which_something_was_found_is_not_silent(model):
    article = Article(id="text", text="Brown said that the road was closed. It rained. Omar nodded at the mill.")
    weighed = weigh(article, model, rare=True)
    told = [one for one in weighed.readings if one.fate == "kept"]
    assert [sentence for sentence, _ in weighed.silent(told)] == [1, 2]
    assert [sentence for sentence, _ in weighed.silent(())] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("subject=PERSON", "subject=PERSON"),
        ("clause|subject=PERSON", "subject=PERSON"),
        ("clause+quoted|in quotation", "in quotation"),
        ("in quotation", "in quotation"),
        ("prep_for|source by=own", "source by=own"),
        ("class=say True|clause", "class=say True"),
        ("class=say True clause+quoted", "class=say True"),
        ("frame=clause+quoted", "frame=clause+quoted"),
        ("after=|", "after=|"),
        ("clause|after=|", "after=|"),
    ],
)
def test_groups_are_folded(name, plain):
    assert without_group(name) == plain


# ---- every name has its words


@pytest.mark.parametrize(("rule", "frame"), KINDS)
def test_a_constructions_example_has_it(model, rule, frame):
    example = construction(rule, frame).example
    assert example
    text = example + BODY if frame in HEADLINES else example
    found = {(one.finding.rule, one.finding.frame) for one in weigh(Article("text", text), model, rare=True).readings}
    assert any(frame == has if frame != "phrase" else rule == by for by, has in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_all_that_a_rule_finds_is_described(model, rule):
    lexicon = replace(load_lexicon(), everything=True)
    found = []
    for text in (*SAMPLE.values(), *(construction(*kind).example for kind in KINDS)):
        page = lay_out(text)
        context = Context(page, lexicon)
        found += [one for sentence in parsed(page, model) if sentence.doc for one in rule(sentence, context)]
    assert found
    assert all(construction(one.rule, one.frame).example for one in found)


def test_every_counted_frame_is_described():
    lexicon = load_lexicon()
    frames = {frame.removesuffix("+quoted") for figures in lexicon.figures.values() for frame in figures}
    frames |= {key.removesuffix("+quoted") for key in lexicon.assumed}
    assert frames > {"clause", "signature"}
    rules = {frame: PHRASES[0] if frame == "phrase" else frame for frame in frames}
    assert [frame for frame, rule in rules.items() if not construction(rule, frame).example] == []


def test_an_unknown_construction_keeps_its_name():
    told = construction("sung", "sung")
    assert "sung" in told.words
    assert not told.example


def test_a_lead_is_told():
    assert construction("beside", "behind_lead").words.startswith(construction("beside", "behind").words)
    assert construction("beside", "behind_lead") != construction("beside", "behind")


def test_every_weight_has_words():
    names = load_weights("acceptance").by_name
    assert names
    assert [name for name in names if evidence_words(without_group(name)) is None] == []


def test_every_weight_of_the_calibration_has_words():
    names = {name.partition(",")[0] for name in load_weights("trust").by_name}
    assert names
    assert [name for name in names if calibration_words(name) is None] == []


def test_words_for_what_nobody_knows_are_none():
    assert evidence_words("weather=rain") is None
    assert calibration_words("weather=rain") is None


def test_all_that_was_seen_in_the_sample_has_words(both):
    _, weighed = both
    seen = {without_group(name) for one in weighed.readings for name in one.finding.evidence}
    assert [name for name in seen if evidence_words(name) is None] == []
