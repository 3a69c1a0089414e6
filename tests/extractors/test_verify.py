"""Whether a draft's quotations are right: one behaviour a case, in articles made up for it."""

from __future__ import annotations

import string

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quoting import FERRY, MILL, only, stored, told, verified
from spquotes.data import schema
from spquotes.extractors.verify.gravity import grave


@pytest.fixture(scope="module")
def sources():
    with stored(MILL, FERRY) as store:
        yield store


@pytest.mark.parametrize(
    "draft",
    [
        "Ann Roth said: “nobody has to pay for the wheel.”",
        'Ann Roth said: "The old mill did not cost the town more than 40 million crowns, and nobody has to pay"',
        "Ann Roth said: “Nobody has to pay for the wheel”.",
        "Ann Roth said: “the old mill did **not** cost the town _more_ than 40 million crowns”",
        "Ann Roth said: “the old mill did not cost the town more\nthan 40 million crowns”",
        "Ann Roth said: “the old mill did not cost the to\u00adwn more than 40 million crowns”",
        "Ann Roth said: “We waited ten years for this day, and the children have never seen the wheel turn.”",
        "“We waited ten years for this day,” Ann Roth said, “and the children have never seen the wheel turn.”",
        "“We waited ten years,” Ann Roth said, “for this day and the children have never seen the wheel turn.”",
        "Ann Roth said: “[W]e waited ten years for this day”",
        "Ann Roth said: “[The council] waited ten years for this day”",
        "Ann Roth said: “We waited ten years for this day [sic]”",
        "Ann Roth said: “We waited ten years for [the opening], and the children have never seen the wheel turn”",
        "> We waited ten years for this day\n",
        "> the children have never\n> seen the wheel turn\n>\n> — Ann Roth, mayor\n",
    ],
)
def test_a_verbatim_quotation(draft, sources):
    row = only(draft, sources)
    assert (row["verdict"], row["grave"]) == ("verbatim", False)
    assert {one["op"] for one in row["differences"]} <= {"editor"}


@pytest.mark.parametrize(
    ("draft", "differences", "reasons"),
    [
        ("“The old mill did cost the town more than 40 million crowns,”", [("omitted", "", "not")], ["negation"]),
        ("“The old mill did not cost the town more than 14 million crowns,”", [("changed", "14", "40")], ["figure"]),
        ("“The old mill did not cost the town less than 40 million crowns,”", [("changed", "less", "more")], []),
        ("“The old mill did not cost the town any more than 40 million crowns,”", [("added", "any", "")], []),
        ("“The old mill does not cost the town more than 40 million crowns,”", [("changed", "does", "did")], []),
        ("“more than 40 million crowns, and somebody has to pay for the wheel,”", [("changed", "somebody", "nobody")],
         ["negation"]),
        ("“the children have seen the wheel turn”", [("omitted", "", "never")], ["negation"]),
    ],
)  # fmt: skip
def test_an_altered_quotation(draft, differences, reasons, sources):
    row = only(f"{draft} Ann Roth said.", sources)
    assert (row["verdict"], row["reasons"], row["grave"]) == ("altered", reasons, bool(reasons))
    assert told(row) == differences
    assert row["found"]["doc"] == "a.txt"


@pytest.mark.parametrize(
    ("words", "omitted", "owned"),
    [
        ("The old mill did not cost more than 40 million crowns", "the town", False),
        ("The old mill did not cost … more than 40 million crowns", "the town", True),
        ("The old mill did not cost [...] more than 40 million crowns", "the town", True),
        ("The old mill did not cost . . . more than 40 million crowns", "the town", True),
        ("Visitors will come to the valley, for there is no road worth the name", "by train", False),
    ],
)
def test_a_shortened_quotation(words, omitted, owned, sources):
    who = "Omar Haddad" if "Visitors" in words else "Ann Roth"
    row = only(f"{who} said: “{words}.”", sources)
    assert row["verdict"] == "shortened"
    assert [(one["source"]["text"], one["owned"]) for one in row["differences"]] == [(omitted, owned)]


def test_an_ellipsis_where_nothing_is_omitted_is_no_difference(sources):
    row = only("Ann Roth said: “We waited … ten years for this day”", sources)
    assert (row["verdict"], row["differences"]) == ("verbatim", [])


def test_an_omitted_negation_stays_grave_when_owned_up_to(sources):
    row = only("Ann Roth said: “the old mill did … cost the town more than 40 million crowns”", sources)
    assert (row["verdict"], row["reasons"]) == ("shortened", ["negation"])


@pytest.mark.parametrize(
    ("words", "docs"),
    [
        ("Nobody in the valley was asked about the tunnel and nobody has to pay for the wheel", ["b.txt", "a.txt"]),
        ("nobody has to pay for the wheel, and the children have never seen the wheel turn", ["a.txt", "a.txt"]),
        ("the children have never seen the wheel turn, the old mill did not cost the town", ["a.txt", "a.txt"]),
    ],
)
def test_a_stitched_quotation(words, docs, sources):
    row = only(f"Ann Roth said: “{words}.”", sources)
    assert row["verdict"] == "stitched"
    assert [part["doc"] for part in row["parts"]] == docs
    for part in row["parts"]:
        assert part["draft"]["text"].split()[-1].casefold() == part["text"].split()[-1].casefold()


def test_right_words_but_another_speaker(sources):
    row = only("Omar Haddad said: “We waited ten years for this day.”", sources)
    assert (row["verdict"], row["compared"], row["reasons"]) == ("other speaker", "other", ["speaker"])
    assert row["found"]["speaker"]["name"] == "Ann Roth"
    assert row["speaker"]["name"] == "Omar Haddad"


@pytest.mark.parametrize("draft", ["“We waited ten years for this day,” it was said.", "> We waited ten years"])
def test_an_unknown_speaker_is_not_compared(draft, sources):
    row = only(draft, sources)
    assert (row["verdict"], row["compared"]) == ("verbatim", "not compared")


def test_the_right_speaker_is_found_among_several_who_say_the_same():
    with stored(MILL, "Omar Haddad said: “We waited ten years for this day.”\n") as store:
        row = only("Omar Haddad said: “We waited ten years for this day.”", store)
    assert (row["verdict"], row["found"]["doc"], row["compared"]) == ("verbatim", "b.txt", "same")
    assert [one["doc"] for one in row["also"]] == ["a.txt"]


def test_the_authors_own_words_are_no_quotation(sources):
    row = only("Ann Roth said: “The old mill above the river will open again.”", sources)
    assert (row["verdict"], row["found"]["quoted"]) == ("unquoted", False)


def test_a_transcript_is_speech_without_marks(sources):
    row = only("Ann Roth said: “The old mill above the river will open again.”", sources, spoken=True)
    assert row["verdict"] == "verbatim"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("the wheel", "verbatim"),  # she says so
        ("the ferry", "too short"),  # somebody else does
        ("golden era", "not found"),
    ],
)
def test_a_short_fragment_needs_its_speaker(words, verdict, sources):
    assert only(f"Ann Roth said “{words}” again.", sources)["verdict"] == verdict


def test_what_is_found_nowhere(sources):
    row = only("Ann Roth said: “Taxes on houses rise every winter because of greedy bankers.”", sources)
    assert (row["verdict"], row["found"], row["parts"]) == ("not found", None, [])


def test_the_same_statement_in_other_words():
    with stored(
        "Ann Roth said: “The wooden wheel of our mill shall turn again before the harvest of autumn.”\n"
    ) as store:
        row = only("Ann Roth said: “Before autumn and its harvest, our mill and its wooden wheel are turning.”", store)
    assert row["verdict"] == "reworded"
    assert [one["doc"] for one in row["elsewhere"]] == ["a.txt"]
    assert row["elsewhere"][0]["differences"]


def test_another_outlets_rendering_of_a_verbatim_quotation():
    other = MILL.replace("for this day", "for this moment").replace("40 million", "forty million")
    with stored(MILL, other) as store:
        row = only("“We waited ten years for this day,” Ann Roth said.", store)
    assert row["verdict"] == "verbatim"
    assert [(one["doc"], told(one)) for one in row["elsewhere"]] == [("b.txt", [("changed", "day", "moment")])]


def test_a_negation_cut_off_before_the_first_word_is_noted(sources):
    row = only("Ann Roth said that it did “cost the town more than 40 million crowns”.", sources)
    assert row["verdict"] == "verbatim"
    assert row["notes"] == ["the source has “not” right before these words"]


@pytest.mark.parametrize(
    ("draft", "texts", "lines"),
    [
        ("A “b c d e” f “g”.\n\nHe: “h i j.”", ["“b c d e”", "“g”", "“h i j.”"], [1, 1, 3]),
        ("> One two three.\n\nfour", ["One two three."], [1]),
        ("> “One two three,” said Ann.\n", ["“One two three,”"], [1]),
        ("“One two.\n\n“Three four,” said Ann.", ["“One two.\n\n“Three four,”"], [1]),
        ("No quotation, but the boys' toys.", [], []),
    ],
)
def test_which_quotations_a_draft_has(draft, texts, lines, sources):
    rows = verified(draft, sources)
    assert [row["text"] for row in rows] == texts
    assert [row["line"] for row in rows] == lines


@pytest.mark.parametrize(
    ("draft", "source", "why"),
    [
        (["is"], ["isn't"], "negation"),
        (["can"], ["cannot"], "negation"),
        (["possible"], ["impossible"], "negation"),
        (["do", "not"], ["don't"], None),
        (["ten"], ["10"], None),
        (["5%"], ["5", "percent"], None),
        (["5%"], ["-5%"], "figure"),
        (["two", "million"], ["2", "million"], None),
        (["three"], ["two"], "figure"),
        (["mill"], ["wheel"], None),
        ([], ["no"], "negation"),
        (["1"], ["one"], None),
        (["2nd"], ["second"], None),
        (["one"], ["two"], "figure"),
        (["twenty-first"], ["21st"], None),
        (["3,000"], ["three", "thousand"], None),
    ],
)
def test_what_is_grave(draft, source, why):
    assert grave(draft, source) == why


def test_rows_fit_their_schema_and_spans_their_texts(sources):
    draft = (
        "“We waited … ten years for this moment,” Ann Roth said.\n\n"
        "Ann Roth said: “Nobody in the valley was asked about the tunnel and nobody has to pay for the wheel.”\n\n"
        "“Nobody in [this] valley was asked about the tunnel,” Petra Novak added. Ann Roth said “golden era”.\n"
    )
    texts = {"a.txt": MILL, "b.txt": FERRY}
    for row in verified(draft, sources):
        jsonschema.validate(row, schema.schema("verifications"))
        assert list(row) == list(schema.columns("verifications"))
        for span in (
            row,
            *row["pieces"],
            *(one["draft"] for one in row["differences"]),
            *filter(None, [row["source"]]),
        ):
            assert draft[span["start"] : span["end"]] == span["text"]
        for place in (*filter(None, [row["found"]]), *row["parts"], *row["also"], *row["elsewhere"]):
            spans = [place, *place.get("pieces", []), *filter(None, [place.get("context")])]
            assert all(texts[place["doc"]][span["start"] : span["end"]] == span["text"] for span in spans)
        if row["found"]:
            text = texts[row["found"]["doc"]]
            for one in row["differences"]:
                assert text[one["source"]["start"] : one["source"]["end"]] == one["source"]["text"]


# ---- whatever is copied, whatever is changed

QUOTED = [part.strip("“”") for part in (MILL + FERRY).split("“")[1:] for part in [part.split("”")[0]]]
STRETCH = st.sampled_from([words for words in QUOTED if len(words.split()) > 6]).flatmap(
    lambda text: st.integers(0, len(text.split()) - 5).flatmap(
        lambda first: st.integers(first + 4, len(text.split())).map(lambda last: " ".join(text.split()[first:last]))
    )
)


@settings(deadline=None, max_examples=60)
@given(words=STRETCH)
def test_a_copy_of_any_stretch_is_verbatim(words):
    with stored(MILL, FERRY) as store:
        row = only(f"It was said: “{words}” again.", store)
    assert row["verdict"] == "verbatim"
    assert row["differences"] == []


@settings(deadline=None, max_examples=60)
@given(words=STRETCH, data=st.data(), other=st.text(string.ascii_lowercase, min_size=1, max_size=9))
def test_a_changed_word_never_is_verbatim(words, data, other):
    parts = words.split()
    place = data.draw(st.integers(0, len(parts) - 1))
    parts[place] = other
    with stored(MILL, FERRY) as store:
        row = only(f"It was said: “{' '.join(parts)}” again.", store)
    there = any(same_words(" ".join(parts)) in same_words(text) for text in QUOTED)  # by chance it is the same word
    assert (row["verdict"] == "verbatim") == there


def same_words(text):
    return f" {' '.join(word.strip(string.punctuation).casefold() for word in text.split())} "
