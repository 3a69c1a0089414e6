"""Where sentences end."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.sentences import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam held. Nobody was hurt.", ["The dam held.", "Nobody was hurt."]),
        ("Is it safe? It is! We know.", ["Is it safe?", "It is!", "We know."]),
        ("It rained\nall day. Then\nit stopped.", ["It rained\nall day.", "Then\nit stopped."]),
        ("no stop at all", ["no stop at all"]),
        ("She left in 2012. The door stayed open.", ["She left in 2012.", "The door stayed open."]),
        ("He came; she went: they met. Good.", ["He came; she went: they met.", "Good."]),
        ("He won. 40 others lost.", ["He won.", "40 others lost."]),
        ("It is late (very late). [They] know.", ["It is late (very late).", "[They] know."]),
        ("It ended. [w]e go on.", ["It ended.", "[w]e go on."]),
    ],
)
def test_ends(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Roe met Sen. Doe and Gov. Poe in St. Louis.",
        "The U.S. Senate and the U.N. Council agreed.",
        "J. K. Roe and J.K. Doe wrote it with J. A. Poe.",
        "I. M. Roe built it.",
        "It cost 3.5 million, or $1.20 each.",
        "Rule No. 5 on p. 7 of vol. 2 applies.",
        "It opened on Jan. 5 in Akron, Ohio.",
        "Roe Inc. Chairman Jane Doe resigned.",
        "Sen. Jane Roe (R-Tex.) Monday left.",
        "He came at 5 p.m. Monday by train.",
        "Roe vs. Doe was settled, i.e. Paid for.",
        "See https://example.com/A.Roe/Page.Html?Who.Is=It for more.",
        "Write to Jane.Roe@Example.Com today.",
        "Example.com and Example.Com are the same.",
        "1. The first point",
        "They were ... not there … or elsewhere.",
        "Yahoo! News reported it.",
        'He saw "Who Cares?" on a wall.',
    ],
)
def test_does_not_end(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives in the U.S. The others left.", ["He lives in the U.S.", "The others left."]),
        ("It began at 5 p.m. Roe was late.", ["It began at 5 p.m.", "Roe was late."]),
        ("The answer is no. Nobody came.", ["The answer is no.", "Nobody came."]),
        ("She works for Roe Inc. But he does not.", ["She works for Roe Inc.", "But he does not."]),
        ("They waited... Then it came.", ["They waited...", "Then it came."]),
        ("It was, well . . . Nobody knew.", ["It was, well . . .", "Nobody knew."]),
    ],
)
def test_ends_after_an_abbreviation_or_an_ellipsis(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It rains. We go," he said. "Come."', ['"It rains.', 'We go," he said.', '"Come."']),
        ("“It rains.” “We go.”", ["“It rains.”", "“We go.”"]),
        ("''It rains.'' ''We go,'' she said.", ["''It rains.''", "''We go,'' she said."]),
        ("He said: “They call it ‘soft.’ ” Others do not.", ["He said: “They call it ‘soft.’ ”", "Others do not."]),
        ("\"He says 'go.' \" It rains.", ["\"He says 'go.' \"", "It rains."]),
        ("(It rains.) We go.", ["(It rains.)", "We go."]),
    ],
)
def test_closing_marks_belong_to_the_sentence_before(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"Are you sure?" he asked.',
        '"Are you sure?" Roe asked.',
        "“Never!” Mr. John Roe shouted.",
        "“Are you sure?” asked Roe.",
        "“Is it?” Sen. Jane Roe said on Monday.",
    ],
)
def test_a_question_and_its_cue_are_one_sentence(text):
    assert cut(text) == [text]


def test_a_question_without_a_cue_ends():
    assert cut('"Are you sure?" Roe left the room.') == ['"Are you sure?"', "Roe left the room."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read it in the Brig Messenger.The council met.", ["Read it in the Brig Messenger.", "The council met."]),
        ("He left.”Next came Roe.", ["He left.”", "Next came Roe."]),
        ("“We go.”“They stay.”", ["“We go.”", "“They stay.”"]),
        ("Why?Because it rained.", ["Why?", "Because it rained."]),
        ('He said."We go," and went.', ["He said.", '"We go," and went.']),
        ('"He said."Next he went.', ['"He said."', "Next he went."]),
    ],
)
def test_glued_sentences_are_split(text, expected):
    assert cut(text) == expected


def test_only_the_block_is_looked_at():
    text = "One here. Two there. Three."
    assert [text[s:e] for s, e in sentences(text, 10, 20)] == ["Two there."]


PIECES = st.sampled_from(
    [
        " ",
        "\n",
        "a",
        "A",
        "Roe",
        "said",
        ".",
        "?",
        "!",
        "…",
        '"',
        "”",
        "“",
        "'",
        "(",
        ")",
        "[",
        "1",
        "—",
        "U.S.",
        "\u00a0",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_sentences_are_ordered_and_cover_the_text(text):
    found = sentences(text, 0, len(text))
    assert all(start < end for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())


@given(st.lists(PIECES).map("".join), st.integers(0, 30), st.integers(0, 30))
def test_sentences_stay_inside_the_block(text, left, right):
    start, end = min(left, len(text)), min(left + right, len(text))
    assert all(start <= s < e <= end for s, e in sentences(text, start, end))


@pytest.mark.parametrize("piece", [".", '"', "\n", "A. ", ". ", 'a."B', '? "A ', "a.b@", "Mr. ", ". ) ", "Roe "])
def test_time_grows_with_the_length_alone(piece):
    def seconds(count):
        text = piece * count
        best = []
        for _ in range(3):
            begin = time.perf_counter()
            sentences(text, 0, len(text))
            best.append(time.perf_counter() - begin)
        return min(best)

    small, large = seconds(5_000), seconds(40_000)
    assert large < 30 * small + 0.02  # eight times the text; a quadratic scan would take 64 times as long
