"""Which words compare, how, and with what."""

import pytest
from spquotes.data.records import Comparison, Span
from spquotes.extractors.claims.comparisons import comparisons_in, within_claim
from spquotes.extractors.page import lay_out
from spquotes.extractors.parse import parsed_each


@pytest.fixture
def found(model):
    def comparisons(text):
        page = lay_out(text)
        sentences = next(iter(parsed_each([page], model)))
        return [
            (one.degree, one.text, one.than and one.than.text)
            for sentence in sentences
            for one in comparisons_in(sentence, page.text)
        ]

    return comparisons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rents are higher than wages.", [("comparative", "higher", "wages")]),
        ("The mill is much more expensive than it was.", [("comparative", "much more expensive", "it was")]),
        ("It is about 10 percent larger than ours.", [("comparative", "about 10 percent larger", "ours")]),
        ("It is no more dangerous than the bridge.", [("comparative", "more dangerous", "the bridge")]),
        ("She has a million more votes than Haddad.", [("comparative", "a million more", "Haddad")]),
        ("He wants more young people in the council.", [("comparative", "more", None)]),
        ("It is the second largest lake in Europe.", [("superlative", "second largest", "in Europe")]),
        ("It had the third-highest rent in the country.", [("superlative", "third-highest", "in the country")]),
        ("It is the most widely read paper.", [("superlative", "most widely read", None)]),
        ("That was the worst flood ever.", [("superlative", "worst", "ever")]),
        ("It is the biggest of the three mills.", [("superlative", "biggest", "of the three mills")]),
        ("Rents are twice as high as wages.", [("equal", "twice as high", "wages")]),
        ("She hopes to read more carefully.", [("comparative", "more carefully", None)]),
    ],
)
def test_what_compares(found, text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "More than 50 people came, at least 20 of them late.",
        "As many as 300 people came.",
        "Most people stayed at home.",
        "He has one more chance.",
        "He no longer lives here.",
        "It costs $200 or more.",
        "It more or less worked.",
        "They want to lower rents.",
        "You'd better go.",
        "The town has changed for the better.",
        "For better or worse, they stay.",
        "Haddad came as well as Kovács.",
        "He spoke as mayor and acts as one.",
        "Later he left, further questions or not.",
        "They live in lower Manhattan.",
        "At best, it is a start.",
        "",
    ],
)
def test_what_only_seems_to(found, text):
    assert found(text) == []


def test_a_claim_has_those_in_its_own_words():
    higher = Comparison(10, 16, "higher", "comparative", Span(22, 27, "wages"))
    cut = Comparison(10, 16, "higher", "comparative", None)
    assert list(within_claim([higher], [(0, 30)])) == [higher]
    assert list(within_claim([higher], [(0, 20)])) == [cut]
    assert list(within_claim([higher], [(0, 20), (20, 30)])) == [higher]
    assert list(within_claim([higher], [(12, 30)])) == []
