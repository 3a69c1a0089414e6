"""An article in, its analysis out: types, contexts, ids, marks of doubt, notes, what the article tells of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spquotes.data.records import Article
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import LONGEST_SENTENCE, parsed
from spquotes.extractors.pipeline import analyse

TYPES = [
    ("“The bridge is old,” Brown said.", "direct"),
    ("“The bridge,” Brown said, “is old.”", "direct"),
    ("“The bridge is a ‘ruin’,” Brown said.", "direct"),
    ("Brown said the bridge was “old and ready to fall”.", "mixed"),
    ("Brown called the bridge “a disgrace”.", "mixed"),
    ("“The bridge” is old, Brown said.", "mixed"),
    ("Brown said the bridge was old.", "indirect"),
    ("The bridge, Brown said, is old.", "indirect"),
    ("Brown called for a new bridge.", "indirect"),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_type(read, text, kind):
    assert [one.type for one in read(text).attributions] == [kind]


def test_type_of_what_stands_inside_a_quotation(read):
    found = read("“The engineer said that the bridge would fall, and I left,” Keller told the council.")
    assert sorted(one.type for one in found.attributions) == ["direct", "indirect"]


CONTEXTS = [
    ("It rained. Brown said it was late. He left.", "Brown said it was late."),
    ("It rained. “It is late,” Brown said. “We go.” He left.", "“It is late,” Brown said. “We go.”"),
    ("It rained. Brown said: “It is late. We go.” He left.", "Brown said: “It is late. We go.”"),
    ("It rained.\n\nBrown said: “It is late.\n\n“We go.”\n\nHe left.", "Brown said: “It is late.\n\n“We go.”"),
]


@pytest.mark.parametrize(("text", "context"), CONTEXTS)
def test_context_is_the_sentences_it_stands_in(read, text, context):
    assert [one.context.text for one in read(text).attributions][:1] == [context]


NEGATED = [
    ("Brown did not say that the bridge was old.", True),
    ("Brown never said that the bridge was old.", True),
    ("Brown didn't say that the bridge was old.", True),
    ("Brown is not sure that the bridge is old.", True),
    ("Brown said that the bridge was not old.", False),
    ("Brown denied that the bridge was old.", False),
    ("Brown said that the bridge was old.", False),
]


@pytest.mark.parametrize(("text", "negated"), NEGATED)
def test_negated(read, text, negated):
    assert [one.negated for one in read(text).attributions] == [negated]


HEDGED = [
    ("Brown said that the bridge might fall.", True),
    ("Brown said that the bridge could fall.", True),
    ("Brown said that the bridge may fall.", True),
    ("Brown said that the bridge would probably fall.", True),
    ("Brown reportedly said that the bridge was old.", True),
    ("Brown said that the bridge was allegedly old.", True),
    ("Brown said that the bridge was old.", False),
    ("Brown said that the bridge would fall.", False),
    pytest.param(
        "Brown said that the bridge would open in May.", False,
    ),
    pytest.param(
        "Brown said that Theresa May was late.", False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hedged"), HEDGED)
def test_hedged(read, text, hedged):
    assert [one.hedged for one in read(text).attributions] == [hedged]


STORY = """\
Geneva Closes Its Old Bridge

By Jane Roe

March 9, 2021

Geneva on Monday closed its old bridge, Mayor Anna Keller said.

“The stones are loose,” she told the Daily Post. “My engineer said, ‘It will fall,’ and I believed him.”
"""


def test_ids_are_stable_and_differ(model):
    first, second, other = (analyse(Article(id=name, text=STORY), model) for name in ("a/one", "b/one", "a/two"))
    ids = [one.id for one in first.attributions]
    assert ids == [one.id for one in second.attributions]
    assert not set(ids) & {one.id for one in other.attributions}
    assert len(set(ids)) == len(ids) == 3
    assert all(len(one) == 16 and set(one) <= set("0123456789abcdef") for one in ids)


def test_id_changes_with_the_text(model):
    texts = ("Brown said it was late.", "Brown said it was last.")
    assert len({analyse(Article(id="x", text=text), model).attributions[0].id for text in texts}) == 2


def test_nested_in_is_an_id_of_the_analysis(read):
    found = read(STORY)
    outer = {one.nested_in for one in found.attributions} - {None}
    assert outer
    assert outer <= {one.id for one in found.attributions}


def test_what_somebody_says_of_their_own_words_is_no_second_statement(spoken):
    text = "Anna Keller came. “I said that it was late, and I say so again,” Keller told the council."
    assert [name for name, _ in spoken(text)] == ["Anna Keller"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Brown told the council that it was late.", "the council"),
        ("Brown admitted the dynamic between the two of them most likely does not reflect most voters.", None),
        ("In fact, records show the $204,202 that Brown has raised is by far the most of any candidate.", None),
    ],
)
def test_nobody_is_told_who_stands_in_what_is_said(read, text, told):
    (one,) = read(text).attributions
    assert (one.addressee and one.addressee.text) == told


def test_attributions_are_in_the_order_of_their_content(read):
    starts = [one.content[0].start for one in read(STORY).attributions]
    assert starts == sorted(starts)


def test_article_learns_from_its_own_text(read):
    article = read(STORY).article
    assert (article.title, article.author, article.published) == (
        "Geneva Closes Its Old Bridge",
        "Jane Roe",
        "2021-03-09",
    )


def test_what_the_reader_knew_is_not_overwritten(model):
    given_ = Article(id="x", text=STORY, title="Bridge", author="Doe", published="2020-01-01")
    article = analyse(given_, model).article
    assert article == given_


def test_an_unclosed_mark_is_noted_with_its_line(read):
    assert read("It rained.\n\n“It is late, Brown said.\n").notes == (
        "the quotation mark at 12 (line 3) is not closed",
    )


@pytest.mark.parametrize("text", ["", " \n\n ", "“", "”", ":", "- -", "“”", "said", "said so", "\ufeff", "…" * 50])
def test_hardly_a_text(read, text):
    assert read(text).attributions == ()


def test_a_sentence_beyond_measure_is_passed_over(read):
    text = "Brown said that it was " + "very " * (LONGEST_SENTENCE // 5 + 1) + "late.\n\nKeller said it was early."
    assert [one.source.text for one in read(text).attributions] == ["Keller"]


PIECES = ["Brown", " said ", "“", "”", '"', "‘", "’", " it is late", ". ", ",", "\n\n", ": ", " – ", "He", "?", "that "]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_span_is_verbatim(model, text):
    found = analyse(Article(id="x", text=text), model)
    for one in found.attributions:
        spans = [*one.content, one.context, *(span for span in (one.source, one.cue, one.addressee) if span)]
        assert all(text[span.start : span.end] == span.text and span.text for span in spans)
        assert all(left.end <= right.start for left, right in zip(one.content, one.content[1:], strict=False))
    for entity in found.entities:
        assert all(text[one.start : one.end] == one.text for one in entity.mentions)


ARTICLE = "\n\nThe council met in New York on Monday. It closed the bridge that Anna Keller built. The U.S. paid.\n"

CASES = [
    ("Council Closes Old Bridge", "Council closes old bridge"),
    ("Anna Keller Says Bridge Must Go", "Anna Keller says bridge must go"),
    ("New York Closes Old Bridge", "New York closes old bridge"),
    pytest.param(
        "U.S. Pays for New York Bridge", "U.S. pays for New York bridge",
    ),
    ("Keller’s Bridge Must Go Now", "Keller's bridge must go now"),
    ("Council closes the old bridge", "Council closes the old bridge"),
    ("NATO Pays for Old Bridge", "NATO pays for old bridge"),
    ("Bridge Must Go", "Bridge Must Go"),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "cased"), CASES)
def test_headline_is_parsed_in_sentence_case(model, headline, cased):
    assert next(parsed(lay_out(headline + ARTICLE), model)).doc.text == cased


TITLES = ["Bridge", "Keller", "İstanbul", "ǅ", "ẞ", "ʼN", "U.S.", "says", "“Old", "Town’s", "New-Age", "ﬁne", "Ω"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(TITLES), min_size=4, max_size=12).map(" ".join))
def test_headline_in_sentence_case_keeps_every_offset(model, headline):
    page = lay_out(headline + ARTICLE)
    for sentence in parsed(page, model):
        text = page.text[sentence.start : sentence.end]
        assert sentence.doc.text.casefold() == text.replace("’", "'").casefold()
        assert len(sentence.doc.text) == len(text)


ODD = [
    (
        "“It is late,”\u00a0Brown said.\u2009“We go.”",
        ["“", "It", "is", "late", ",", "”", "Brown", "said", ".", "“", "We"],
    ),
    ("Brown said,“We don’t go.”He left.", ["Brown", "said", ",", "“", "We", "do", "n't", "go", ".", "”", "He", "left"]),
    ("Brown said:“Go”and left", ["Brown", "said", ":", "“", "Go", "”", "and", "left"]),
]


@pytest.mark.parametrize(("text", "words"), ODD)
def test_odd_spaces_and_marks_without_a_space_divide_words(model, text, words):
    tokens = [(token.idx, token.text) for one in parsed(lay_out(text), model) for token in one.doc]
    assert [word for _, word in tokens][: len(words)] == words


def test_what_only_points_to_words_is_no_statement(read):
    found = read("According to the transcript that the council put on its website, the road is closed.").attributions
    assert [one.content[0].text for one in found if one.statement] == ["the road is closed"]
