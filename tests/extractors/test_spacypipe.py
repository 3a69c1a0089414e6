"""``nlp.add_pipe("spquotes")`` in pipelines of every kind."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spquotes.extractors import Statement, UsageError, extract
from spquotes.extractors.model import DEFAULT_MODEL

ROAD = (
    "Mayor Ada Roth said that 20 bridges were closed on Monday. “We waited ten years,” she told reporters.\n\n"
    "Omar Haddad denied that the money was gone.\n"
)
LATER = "“The bridges will open,” Roth said.\n"


def blank(**config):
    nlp = spacy.blank("en")
    nlp.add_pipe("spquotes", config=config)
    return nlp


def plain(statements):
    return [(one.id[8:], one.text, one.speaker) for one in statements]


@pytest.fixture(scope="module")
def nlp():
    return blank()


def test_it_finds_what_the_library_finds(nlp):
    doc, found = nlp(ROAD), extract({"id": "doc", "text": ROAD})
    assert plain(doc._.attributions) == plain(found.attributions)
    assert [one.id for one in doc._.attributions] == [one.id for one in found.attributions]
    assert [one.text for one in doc._.claims] == [one.text for one in found.claims]
    assert doc.user_data["spquotes"]["quotes"] == found.to_records()


def test_statements_stand_on_tokens(nlp):
    doc = nlp(ROAD)
    first, second, _ = doc._.attributions
    assert isinstance(first, Statement)
    assert [span.text for span in second.content_spans] == ["“We waited ten years,”"]
    assert (first.source_span.text, first.cue_span.text) == ("Mayor Ada Roth", "said")
    assert second.source_span.start == [token.text for token in doc].index("she")
    assert all(one.aligned for one in [*doc._.attributions, *doc._.claims])
    assert doc._.claims[0].content_spans[0].doc is doc


def test_where_tokens_do_not_fit_the_offsets_are_exact_and_spans_take_in_the_token(nlp):
    words, spaces = ["“The", "bridges", "will", "open,”Roth", "said."], [True, True, True, True, False]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc = nlp(doc)
    (one,) = [one for one in doc._.attributions if one.cue and one.cue.text == "said"]
    assert not one.aligned
    assert one.cue_span.text == "said."
    assert doc.text[one.cue.start : one.cue.end] == one.cue.text == "said"


def test_what_has_no_source_has_no_span(nlp):
    (one,) = nlp("It was announced that the bridges will open.")._.attributions
    assert (one.source, one.source_span, one.cue_span.text) == (None, None, "announced")
    assert nlp("")._.attributions == ()


def test_a_doc_that_was_not_read_has_nothing(nlp):
    assert nlp.make_doc(ROAD)._.attributions == ()
    assert nlp.make_doc(ROAD)._.claims == ()


def test_it_goes_with_a_parse_of_another_pipeline():
    loaded = spacy.load(DEFAULT_MODEL)
    loaded.add_pipe("spquotes", config={"claims": False})
    doc = loaded(ROAD)
    assert plain(doc._.attributions) == plain(extract({"id": "doc", "text": ROAD}).attributions)
    assert [ent.label_ for ent in doc._.attributions[0].source_span.ents] == ["PERSON"]
    assert doc._.claims == ()
    assert loaded.analyze_pipes()["problems"]["spquotes"] == []


def test_many_come_in_order(nlp):
    texts = [ROAD, LATER, ""] * 7
    for size in (1, 4, 1000):
        docs = list(nlp.pipe(texts, batch_size=size))
        assert [doc.text for doc in docs] == texts
        assert [len(doc._.attributions) for doc in docs] == [3, 1, 0] * 7


def test_contexts_stay_with_their_docs(nlp):
    found = list(nlp.pipe([(LATER, 1), (ROAD, 2)], as_tuples=True))
    assert [(len(doc._.attributions), number) for doc, number in found] == [(1, 1), (3, 2)]


def test_two_processes(nlp):
    docs = list(nlp.pipe([ROAD, LATER] * 4, n_process=2, batch_size=2))
    assert [len(doc._.attributions) for doc in docs] == [3, 1] * 4
    assert docs[0]._.attributions[0].source_span.text == "Mayor Ada Roth"


def test_a_doc_takes_what_was_found_along(nlp):
    doc = nlp(ROAD)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.attributions == doc._.attributions
    assert again._.attributions[0].source_span.doc is again
    (kept,) = DocBin(store_user_data=True, docs=[doc]).get_docs(nlp.vocab)
    assert kept._.claims == doc._.claims


def test_a_pipeline_is_saved_with_its_settings(tmp_path):
    nlp = blank(claims=False, everything=True)
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    assert loaded.config["components"]["spquotes"] == {
        "factory": "spquotes", "claims": False, "everything": True, "model": None,
    }  # fmt: skip
    doc = loaded("Ada Roth wants a new bridge. She said it was late.")
    assert len(doc._.attributions) == 2
    assert doc._.claims == ()
    again = blank(claims=False).from_bytes(nlp.to_bytes())
    assert again(LATER)._.attributions


def test_a_pipeline_can_be_pickled(nlp):
    assert pickle.loads(pickle.dumps(nlp))(LATER)._.attributions


def test_pipelines_of_one_process_do_not_meet(nlp):
    other = blank(claims=False)
    docs = nlp(ROAD), other(ROAD), nlp(ROAD)
    assert [bool(doc._.claims) for doc in docs] == [True, False, True]


def test_what_is_known_of_a_doc_is_told_before(nlp):
    doc = nlp.make_doc(ROAD)
    doc.user_data |= {"id": "a.txt", "published": "2021-03-04"}
    doc = nlp(doc)
    known = {"id": "a.txt", "text": ROAD, "published": "2021-03-04"}
    assert doc.user_data["spquotes"]["quotes"] == extract(known).to_records()
    assert [date.first for claim in doc._.claims for date in claim.dates] == ["2021-03-01"]


def test_a_doc_that_fails_is_the_error_handlers(monkeypatch):
    from spquotes.extractors import pipeline

    real = pipeline.analyses

    def failing(articles, model, *, claiming):
        for article, found in zip(articles, real(articles, model, claiming=claiming), strict=True):
            yield ValueError("of a rule") if "bad" in article.text else found

    monkeypatch.setattr(pipeline, "analyses", failing)
    nlp, told = blank(), []
    with pytest.raises(ValueError, match="of a rule"):
        nlp("bad")
    nlp.set_error_handler(lambda name, component, docs, error: told.append((name, docs[0].text)))
    assert [doc.text for doc in nlp.pipe([LATER, "bad", ROAD])] == [LATER, ROAD]
    assert told == [("spquotes", "bad")]


def test_another_language_is_told():
    with pytest.raises(UsageError, match="spquotes reads English, and this pipeline is for 'de'"):
        spacy.blank("de").add_pipe("spquotes")


def test_a_setting_that_is_none_is_told():
    with pytest.raises(ValueError, match="jobs"):
        blank(jobs=2)


@pytest.mark.parametrize("settings", [{"getter": len}, {"default": None}])
def test_a_name_that_another_component_has_taken_is_told(nlp, settings):
    ours = dict(zip(("default", "method", "getter", "setter"), Doc.get_extension("claims"), strict=True))
    Doc.set_extension("claims", force=True, **settings)
    try:
        assert spacy.blank("en")("It rains.").text == "It rains."
        with pytest.raises(UsageError, match=r"doc\._\.claims is another component's"):
            blank()
    finally:
        Doc.set_extension("claims", force=True, getter=ours["getter"])
    assert blank()


def test_a_pipeline_without_it_imports_none_of_its_work():
    code = "import spacy, sys; spacy.blank('en'); print(*(n for n in sys.modules if n.startswith('spquotes.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) <= {
        "spquotes.extractors", "spquotes.extractors.spacypipe", "spquotes.data", "spquotes.data.errors",
    }  # fmt: skip
