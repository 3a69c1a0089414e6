"""Words are what spaCy's tokens are, read once; evidence adds up to what its printed names do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spquotes.extractors.attributors import RULES, Context
from spquotes.extractors.cues import load_lexicon
from spquotes.extractors.page import Page, Sentence, lay_out
from spquotes.extractors.parse import parsed
from spquotes.extractors.weights import Weights, log_odds, logistic
from spquotes.extractors.words import Phrase

TEXT = (
    "“We don’t want the  bridge,” Mayor Ann Holm of Lindby told the Lindby Post on Monday, adding that the U.S. firm "
    "had lied. The plan was criticised by Sen. Tom Reyes (R-Ohio), who called it “a bad joke”. According to the "
    "council, nobody knew whether the head of the agency, Ivan Petrov, said so."
)


@pytest.fixture(scope="module")
def page() -> Page:
    return lay_out(TEXT)


@pytest.fixture(scope="module")
def sentences(page, model) -> list[Sentence]:
    return list(parsed(page, model))


@pytest.mark.parametrize(
    "attribute",
    ["i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_punct", "is_space"],
)
def test_a_word_has_its_tokens_attributes(sentences, attribute):
    for one in sentences:
        assert [getattr(word, attribute) for word in one.words] == [getattr(token, attribute) for token in one.doc]


def test_a_word_stands_where_its_token_does_in_the_parse(sentences):
    for one in sentences:
        for word, token in zip(one.words, one.doc, strict=True):
            assert word.head.i == token.head.i
            assert [below.i for below in word.children] == [below.i for below in token.children]
            assert [above.i for above in word.ancestors] == [above.i for above in token.ancestors]
            assert word.left_edge.i == token.left_edge.i
            assert word.end == token.idx + len(token)


def test_entities_are_the_docs(sentences):
    for one in sentences:
        told = [(entity.start, entity.end, entity.label_, entity.text) for entity in one.entities]
        assert told == [(entity.start, entity.end, entity.label_, entity.text) for entity in one.doc.ents]
    assert sentences[0].entities


def test_a_phrase_has_its_spans_root_and_text(sentences):
    for one in sentences:
        for start in range(len(one.words)):
            for end in range(start + 1, len(one.words) + 1):
                phrase, span = Phrase(one.words, start, end), one.doc[start:end]
                assert (phrase.root.i, phrase.text) == (span.root.i, span.text)


def test_words_are_let_go_with_their_sentence(page, model):
    word = next(iter(parsed(page, model))).words[3]
    assert not word.doc
    assert not word.children


def readings(page, sentences, lexicon):
    trace = []
    context = Context(page, lexicon, trace)
    for sentence in sentences:
        for rule in RULES:
            list(rule(sentence, context))
    return trace


@pytest.mark.parametrize(
    "weights",
    [load_lexicon().weights, Weights({"chance": 0.5, "subject=none": 1.0, "clause|subject=none": 2.0})],
    ids=["bundled", "others"],
)
def test_confidence_is_what_the_names_add_up_to(page, sentences, weights):
    lexicon = replace(load_lexicon(), weights=weights)
    found = [one for one in readings(page, sentences, lexicon) if one.frame not in lexicon.assumed]
    assert found
    for one in found:
        names = sum(weights.by_name.get(name, 0.0) for name in one.evidence)
        odds = weights.constant + weights.times("chance", log_odds(one.chance)) + names
        assert one.confidence == pytest.approx(logistic(odds), abs=1e-12)


def test_a_finding_is_the_same_whether_or_not_readings_are_traced(page, sentences):
    lexicon = load_lexicon()
    plain, traced = Context(page, lexicon), Context(page, lexicon, [])
    for sentence in sentences:
        for rule in RULES:
            told = [replace(one, evidence=()) for one in rule(sentence, traced)]
            assert list(rule(sentence, plain)) == told
