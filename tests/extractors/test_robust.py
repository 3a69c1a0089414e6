"""The whole analysis on texts that nobody would call articles: it ends, in linear time, with sound spans."""

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spquotes.data.records import Analysis, Article
from spquotes.extractors.model import Model
from spquotes.extractors.parse import LONGEST_SENTENCE, MOST_PIECES
from spquotes.extractors.pipeline import analyse
from spquotes.extractors.syntax import noun_phrase, subtree

ANNOTATIONS = ["TAG", "POS", "LEMMA", "HEAD", "DEP", "ENT_TYPE", "ENT_IOB"]


def analysed(text: str, model: Model) -> Analysis:
    found = analyse(Article(id="text", text=text), model)
    check(text, found)
    return found


def check(text: str, found: Analysis) -> None:
    """Everything the contract promises of any analysis."""
    ids = [one.id for one in found.attributions]
    assert len(set(ids)) == len(ids)
    around = {one.id: one.nested_in for one in found.attributions}
    for one in found.attributions:
        for span in (*one.content, one.source, one.cue, one.addressee, one.context):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end] == span.text == span.text.strip()
        assert one.content
        assert all(left.end <= right.start for left, right in pairwise(one.content))
        assert one.context.start <= one.content[0].start
        assert one.content[-1].end <= one.context.end
        assert one.entity is None or 0 <= one.entity < len(found.entities)
        assert (one.entity is None) == (one.by is None)
        assert 0 <= one.confidence <= 1
        outer, steps = one.nested_in, 0
        while outer is not None:
            assert outer in around
            outer, steps = around[outer], steps + 1
            assert steps <= len(ids)
    for entity in found.entities:
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text


NASTY = {
    "nothing": "",
    "white space": " \n\t\u00a0\n ",
    "one letter": "a",
    "marks only": '"' * 500 + "“" * 500 + "'" * 500,
    "marks in pairs": "“”" * 800,
    "marks in words": 'a"b' * 400,
    "open quotations": "He said “we go on. " * 100,
    "open quotations in paragraphs": "He said: “We go on.\n\n" * 100,
    "marks that nest": "He said: " + "“a ‘b " * 300 + "c" + " d’ e”" * 300 + ".",
    "guillemets that nest": "He said: " + "«a " * 300 + "c" + " d»" * 300 + ".",
    "a quotation of many paragraphs": "\n\n".join(f"“This is what I have to say to you, {n}." for n in range(300))
    + "”",
    "cues in such a quotation": "\n\n".join(f"“He told you that we go on, {n}, she says" for n in range(100))
    + "” he said.",
    "a long sentence": "He said that " + "they came, " * 2_000 + "so.",
    "a long word": "He said that " + "a" * 20_000 + " came.",
    "no sentence ends": "he said that they came " * 500,
    "one word a line": "word\n" * 800,
    "headlines": "# They Said That It Was So\n\n" * 80,
    "stops": "He said so" + "." * 5_000 + " Then he went.",
    "stops and spaces": "He said so" + " ." * 5_000 + " Then he went.",
    "spaces": "He said" + " " * 5_000 + "that they came.",
    "tabs and breaks": "He\tsaid\nthat\r\nthey\vcame\fso.\u2028“So\u2029it was,”\x85he said.",
    "NUL": "He said\0 that “they \0came.” She\0 said so.",
    "right to left": "\u202eHe said that \u05d0\u05d1\u05d2 “would be \u202bfine\u202c.”\u200f It was so.",
    "combining characters": "He said it “wo" + "\u0301" * 2_000 + "uld be fine.” It was so.",
    "beyond the first plane": "He said “😀 𝒲e go on 👩‍👩‍👧‍👦,” she said.",
    "controls": "He said \x1b[31m“we go on,”\x1b[0m \x07 she said.",
    "soft hyphens and joiners": "He sa\u00adid that “they\u200b came\ufeff,” she said.",
    "brackets": "He said (" + "(" * 500 + "so" + ")" * 500 + ").",
    "sourceless": "According to. Said. “.” : – , says. “A” –",
    "chain of cues": "He said that " * 150 + "it rained.",
    "chain of nouns": "He praised " + " of ".join(["the dog"] * 200) + ".",
    "verbs only": "said " * 300,
    "colons": "A: b " * 300,
    "signatures": "“So.” – X\n" * 50,
    "names only": "John Smith, " * 200,
    "one name, many roles": " ".join(f"John Smith, head of part {n}, said so." for n in range(80)),
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_texts_are_analysed(text, model):
    analysed(text, model)


def test_a_quotation_of_many_paragraphs_is_one_attribution(model):
    text = "\n\n".join(f"“It is a long road to paragraph {n}" for n in range(300)) + ",” Mr. Jones said.\n"
    found = analysed(text, model)
    assert max(len(one.content) for one in found.attributions) == 300


def test_what_is_too_long_to_parse_is_told(model):
    text = (
        "He said that they came. Then " + "they came and " * (LONGEST_SENTENCE // 10) + "went. He said that it rained."
    )
    found = analysed(text, model)
    assert [one.content[0].text for one in found.attributions] == ["that they came", "that it rained"]
    (note,) = found.notes
    assert note.startswith("the sentence at 24 (line 1) has ")


def test_a_sentence_of_more_pieces_than_any_prose_has_is_not_parsed(model):
    text = "He said that they came.\n\n" + "_" * MOST_PIECES + "a.\n\nHe said that it rained."
    (note,) = analysed(text, model).notes
    assert note == f"the sentence at 25 (line 3) has {MOST_PIECES + 2} words and marks and is passed over"
    assert not analysed(text.replace("__", "", 1), model).notes


def test_notes_are_numbered_by_line_and_bounded(model):
    notes = analysed("He said “we go on.\n\n" * 50, model).notes
    assert notes[:2] == (
        "the quotation mark at 8 (line 1) is not closed",
        "the quotation mark at 28 (line 3) is not closed",
    )
    assert len(notes) == 21
    assert notes[-1] == "… and 30 more of this kind"


def test_nothing_stands_inside_itself(model):
    text = "“She says ‘they told me that it was so,’ he said,” she wrote. Bond says he said that she said so, he says."
    assert analysed(text, model).attributions


def test_a_deep_parse_does_not_exhaust_the_stack(model):
    from spacy.tokens import Doc

    words = 3_000
    chain = Doc(model.nlp.vocab, ["a"] * words, heads=[0, *range(words - 1)], deps=["ROOT"] + ["prep"] * (words - 1))
    assert len(subtree(chain[0])) == len(noun_phrase(chain[0])) == words


GROWING = {
    "quotations": "“We will go on with it,” Mr. Jones said. “And that is what we want to do.” ",
    "unclaimed quotations": "It was “a long and winding road” then. ",
    "unclaimed paragraphs": "“This is the long and winding road.”\n\n",
    "continuing paragraphs": "“This is the long and winding road.\n\n",
    "open quotations": "He said “we go on with it. ",
    "pronouns": "The agency said that it rained. It said they saw it. They said he knew. He said it. ",
    "roles": "A senior official said that it rained. The official said that it rained again. ",
    "unknown names": "Xq Zk said that it rained. ",
    "headlines": "# Mayor Says It Rained In The Town Today\n\n",
}


class _NoParse:
    """Stands for the parser's part of the time, which is linear: each sentence is parsed once and remembered."""

    def __init__(self, model: Model) -> None:
        self.name, self.fingerprint, self.nlp, self.sound = model.name, model.fingerprint, model.nlp, model.annotator
        self.annotator = self
        self.one_sentence = model.annotator.one_sentence
        self.parses = {}

    def annotate(self, docs, named):
        unknown = [doc for doc in docs if doc.text not in self.parses]
        self.sound.annotate(unknown, unknown)
        self.parses |= {doc.text: doc.to_array(ANNOTATIONS) for doc in unknown}
        for doc in docs:
            doc.from_array(ANNOTATIONS, self.parses[doc.text])


@pytest.mark.parametrize("unit", GROWING.values(), ids=GROWING)
def test_time_is_linear(unit, model):
    remembering = _NoParse(model)

    def seconds(units):
        text = unit * units
        begun = time.process_time()
        analyse(Article(id="text", text=text), remembering)
        return time.process_time() - begun

    seconds(20)
    short = min(seconds(250) for _ in range(2))
    assert seconds(2_000) < 8 * 3.5 * max(short, 0.02)  # quadratic would be 64 times as long


PIECES = st.sampled_from([
    "“", "”", '"', "'", "’", "‘", "''", "«", "»", " ", " ", " ", "\n\n", "\n", ". ", ", ", ": ", " – ", "said ", "he ",
    "Mr. Jones ", "the official ", "Anna Roth ", "told ", "that it rained", "according to ", "in his words ", "says ",
    "wanted to go", "not ", "who ", "of the Road Agency ", "# ", "It ", "\u00a0", "é", "…", "?", "!", "I ",
    "calls for ",
])  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
@example("“He said ‘so,” he said.’ He said")
@example("Jones: “So”: Jones: “so” – Jones")
@example("”I :  – “")
def test_any_text_gives_sound_spans(model, text):
    analysed(text, model)
