"""Nouns, adjectives, phrases, colons, signatures and quotations beside a cue: one sentence for each construction."""

import pytest
from spquotes.extractors.attributors import RULES

SAFE = "that the bridge was safe"


def test_rules_are_named_and_described():
    names = [rule.__name__ for rule in RULES]
    assert len(set(names)) == len(names) == 10
    assert all(rule.__doc__ for rule in RULES)


NOUNS = [
    ("Brown's claim that the bridge was safe was false.", "Brown's", "claim", SAFE),
    ("A claim by Brown that the bridge was safe was false.", "Brown", "claim", SAFE),
    ("Brown made the claim that the bridge was safe.", "Brown", "claim", SAFE),
    ("There were claims from residents that the bridge was safe.", "residents", "claims", SAFE),
    pytest.param(
        "The claim that the bridge was safe was false.", None, "claim", SAFE,
        marks=pytest.mark.xfail(strict=True, reason="what nobody is named to claim is rarely annotated: too unlikely"),
    ),
    ("Brown's promise to rebuild the bridge was forgotten.", "Brown's", "promise", "to rebuild the bridge"),
    ("Brown's argument is that the bridge was safe.", "Brown's", "argument", SAFE),
    ("Brown's concerns about the plan were ignored.", "Brown's", "concerns", "the plan"),
    ("His call for “a bridge for everyone in town” was heard.", "His", "call", "“a bridge for everyone in town”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), NOUNS)
def test_noun(told, text, source, cue, content):
    assert told(text) == [("noun", source, cue, content)]


NO_NOUNS = ["There is no evidence that the bridge is unsafe.", "The order of the stones is that of the plan."]


@pytest.mark.parametrize("text", NO_NOUNS)
def test_no_noun(told, text):
    assert told(text) == []


ADJECTIVES = [
    ("Brown is sure that the bridge was safe.", "sure", SAFE),
    ("Brown is certain the bridge is safe.", "certain", "the bridge is safe"),
    ("Brown was confident that the bridge was safe.", "confident", SAFE),
    ("Brown is confident the bridge will hold.", "confident", "the bridge will hold"),
    ("Brown was critical of the plan.", "critical", "the plan"),
    ("Brown is worried about the bridge.", "worried", "the bridge"),
]


@pytest.mark.parametrize(("text", "cue", "content"), ADJECTIVES)
def test_adjective(told, text, cue, content):
    assert told(text) == [("adj", "Brown", cue, content)]


@pytest.mark.parametrize("text", ["Make sure that the door is closed.", "Brown made sure that the door was closed."])
def test_making_sure_asserts_nothing(told, text):
    assert told(text) == []


ACCORDING = [
    ("According to Brown, the bridge is safe.", "Brown", "the bridge is safe"),
    ("The bridge is safe, according to Brown.", "Brown", "The bridge is safe"),
    ("The bridge, according to Brown, is safe.", "Brown", "The bridge … is safe"),
    ("“The bridge is safe,” according to Brown.", "Brown", "“The bridge is safe,”"),
    ("According to a report by the road agency, it is safe.", "a report by the road agency", "it is safe"),
    ("According to Anna Keller, the mayor, the bridge is safe.", "Anna Keller, the mayor", "the bridge is safe"),
]


@pytest.mark.parametrize(("text", "source", "content"), ACCORDING)
def test_according_to(told, text, source, content):
    rows = told(text)
    assert [(rule, who, cue.lower(), what) for rule, who, cue, what in rows] == [
        ("according", source, "according to", content)
    ]


@pytest.mark.parametrize(
    "text", ["According to plan, the bridge was closed.", "According to several criteria, the bridge is safe."]
)
def test_according_to_what_does_not_speak(told, text):
    assert told(text) == []


IN_WORDS = [
    ("In Brown's words, the bridge is “a disgrace”.", "Brown's", "the bridge is “a disgrace”"),
    ("In the words of Brown, the bridge is “a trap”.", "Brown", "the bridge is “a trap”"),
    ("In Brown's view, the bridge must be closed.", "Brown's", "the bridge must be closed"),
    ("In the view of the council, it must be closed.", "the council", "it must be closed"),
    ("In Brown's opinion, the bridge must be closed.", "Brown's", "the bridge must be closed"),
    pytest.param(
        "The bridge is, in Brown's words, “a disgrace for the town”.", "Brown's", "“a disgrace for the town”",
        marks=pytest.mark.xfail(strict=True, reason="the quoted words behind the phrase are not its content"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), IN_WORDS)
def test_in_words(told, text, source, content):
    assert [(rule, who, what) for rule, who, _, what in told(text)] == [("in_words", source, content)]


def test_in_other_words_is_nobodys(told):
    assert told("In other words, the bridge is closed.") == []


BESIDE = [
    ("Brown put it this way: “The bridge is old and we are poor.”", "Brown", "“The bridge is old and we are poor.”"),
    ("As Brown put it, “the bridge is old”.", "Brown", "“the bridge is old”"),
    ("Brown knows the way out: “We close it and go by boat.”", "Brown", "“We close it and go by boat.”"),
]


@pytest.mark.parametrize(("text", "source", "content"), BESIDE)
def test_quotation_beside_its_cue(told, text, source, content):
    [(rule, who, _, what)] = told(text)
    assert (who, what) == (source, content)
    assert rule in ("beside", "colon_clause")


LOST_BEFORE_CUE = "a full stop inside the marks ends the quotation's own sentence"
LOST_BEFORE_COLON = "a main clause with “be” or “have” that leads up to a quotation is no cue"

QUOTED = [
    ("“The bridge is old,” Brown said.", "“The bridge is old,”"),
    ("“The bridge is old,” said Brown.", "“The bridge is old,”"),
    ("“The bridge is old”, said Brown.", "“The bridge is old”"),
    ("“The bridge is old,” – Brown said.", "“The bridge is old,”"),
    ("Brown said: “The bridge is old.”", "“The bridge is old.”"),
    ("Brown said, “The bridge is old.”", "“The bridge is old.”"),
    ("Brown said that “the bridge is old”.", "that “the bridge is old”"),
    ("Brown replied: “Nobody knows.”", "“Nobody knows.”"),
    ("“The bridge is old!” Brown shouted.", "“The bridge is old!”"),
    ("“The bridge is old,” Brown went on.", "“The bridge is old,”"),
    ("“The bridge,” Brown said, “is old.”", "“The bridge,” … “is old.”"),
    ("“The bridge is old,” Brown said, “and we are poor.”", "“The bridge is old,” … “and we are poor.”"),
    ("“The bridge is old,” Brown said. “We are poor.”", "“The bridge is old,” … “We are poor.”"),
    ("“The bridge is old.” “We are poor,” Brown said.", "“The bridge is old.” … “We are poor,”"),
    ("“If they come,” Brown said, “we will talk.”", "“If they come,” … “we will talk.”"),
    ("“We know that,” Brown said, “but we are poor.”", "“We know that,” … “but we are poor.”"),
    ("“Is the bridge safe?” Brown asked.", "“Is the bridge safe?”"),
    ("“Why should we?” asked Brown.", "“Why should we?”"),
    ("“No!” Brown cried.", "“No!”"),
    ("“Of course,” Brown said.", "“Of course,”"),
    ("“No money,” Brown said. “None at all.”", "“No money,” … “None at all.”"),
    pytest.param(
        "“The bridge is old.” Brown said.", "“The bridge is old.”",
        marks=pytest.mark.xfail(strict=True, reason=LOST_BEFORE_CUE),
    ),
    ("Brown has a remedy: “We close the bridge and go by boat.”", "“We close the bridge and go by boat.”"),
    ("Brown's answer is simple: “We close the bridge and go by boat.”", "“We close the bridge and go by boat.”"),
    pytest.param(
        "The bridge, as Brown put it, is “old and ready to fall”.", "is “old and ready to fall”",
        marks=pytest.mark.xfail(strict=True, reason="“as X put it” inside a clause is no cue"),
    ),
    ("As Brown said, the bridge is old.", "the bridge is old"),
    pytest.param(
        "Brown said “the bridge is old” and left.", "“the bridge is old”",
        marks=pytest.mark.xfail(strict=True, reason="a verb joined behind the quotation is taken into it"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content"), QUOTED)
def test_quotation_with_its_cue(spoken, text, content):
    assert spoken(text) == [("Brown", content)]


COLONS = [
    ("Brown: “The bridge is safe and will remain so.”", "Brown", "“The bridge is safe and will remain so.”"),
    ("Peter Brown, mayor of Geneva: “The bridge is safe.”", "Peter Brown, mayor of Geneva", "“The bridge is safe.”"),
    ("BROWN: The bridge is safe. We have tested it.", "BROWN", "The bridge is safe. We have tested it."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), COLONS)
def test_colon(told, text, source, content):
    assert told(text) == [("colon", source, ":", content)]


NO_COLONS = [
    "Price: 40 francs for a ticket and a meal.",
    "Opening hours: Monday to Friday from nine to five.",
    "The council has three members: Brown, Keller and Doe.",
]


@pytest.mark.parametrize("text", NO_COLONS)
def test_a_colon_before_what_nobody_says(told, text):
    assert told(text) == []


SIGNATURES = [
    ("“The bridge is safe and will remain so.” – Peter Brown", "Peter Brown"),
    ("“The bridge is safe and will remain so.” — Peter Brown, mayor of Geneva", "Peter Brown, mayor of Geneva"),
    ("“The bridge is safe and will remain so.” -- Peter Brown", "Peter Brown"),
]


@pytest.mark.parametrize(("text", "source"), SIGNATURES)
def test_signature(told, text, source):
    assert [(rule, who, what) for rule, who, _, what in told(text)] == [
        ("signature", source, "“The bridge is safe and will remain so.”")
    ]


@pytest.mark.xfail(strict=True, reason="the cue of a double dash is its first half")
def test_a_double_dash_is_one_cue(told):
    assert [row[2] for row in told("“The bridge is safe and will remain so.” -- Peter Brown")] == ["--"]


NO_SIGNATURES = ["The bridge was closed on Monday – Peter Brown was away.", "The bridge is closed – Geneva"]


@pytest.mark.parametrize("text", NO_SIGNATURES)
def test_a_dash_that_signs_nothing(told, text):
    assert told(text) == []


TERMS = [
    "Brown opened the so-called “bridge of sighs” on Friday.",
    "Brown visited the “House of Bridges” on Friday.",
    pytest.param(
        "He read “The Bridge of San Luis Rey” on the train.",
        marks=pytest.mark.xfail(strict=True, reason="a title of four words is long enough for speech"),
    ),
    "The “good guys” and the “bad guys” met at the bridge.",
]


@pytest.mark.parametrize("text", TERMS)
def test_terms_in_marks_are_not_speech(told, text):
    assert told(text) == []


def test_a_term_inside_a_statement_is_part_of_it(spoken):
    assert spoken("Brown said the “so-called experts” were wrong.") == [("Brown", "the “so-called experts” were wrong")]
