"""Words, brackets, negations, figures and speakers in verified quotations: one behaviour a case."""

from __future__ import annotations

import time

import pytest
from known import known
from quoting import FERRY, MILL, only, stored, told
from spquotes.extractors.verify.draftquotes import Named
from spquotes.extractors.verify.draftwords import source_words
from spquotes.extractors.verify.readings import ENDS_SENTENCE
from spquotes.extractors.verify.whosays import Speakers


@pytest.fixture(scope="module")
def sources():
    with stored(MILL, FERRY) as store:
        yield store


def test_the_end_of_a_sentence_is_known():
    assert ENDS_SENTENCE.search("so. The")
    assert not ENDS_SENTENCE.search("so, the")


def test_a_negation_in_brackets_is_no_mere_remark(sources):
    row = only("Ann Roth said: “We [never] waited ten years for this day”", sources)
    assert (row["verdict"], row["reasons"]) == ("altered", ["negation"])


def test_a_bracket_for_a_whole_clause_is_an_omission(sources):
    row = only("Ann Roth said: “The old mill [was dear] and nobody has to pay for the wheel.”", sources)
    assert (row["verdict"], row["differences"][0]["owned"]) == ("shortened", True)


def test_words_added_at_the_end_are_not_laid_beside_what_follows_the_quotation(sources):
    row = only("Omar Haddad said: “by train, for there is no road worth the name at all.”", sources)
    assert (row["verdict"], told(row)) == ("altered", [("added", "at all", "")])


def test_a_single_word_before_the_interruption_belongs_to_the_quotation():
    with stored("“That,” Ann Roth said, “promises to make the winters harder for our children.”\n") as store:
        row = only("Ann Roth said: “That promises to make the winters harder for our children.”", store)
    assert (row["verdict"], row["found"]["pieces"][0]["text"]) == ("verbatim", "That")


def test_a_block_quote_of_a_source_is_quoted():
    with stored("Ann Roth spoke at the mill.\n\n> The wheel turns for all of us.\n") as store:
        row = only("Ann Roth said: “The wheel turns for all of us.”", store)
    assert (row["verdict"], row["found"]["quoted"]) == ("verbatim", True)


BRACKETS = (
    "Ann Roth said: “It’s late for the mill, there's no wheel in it, don’t wait for the wood, it shouldn’t be a "
    "sub-par mill, and we’re with the court’s people and the court's clerk on it.”\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "[I]t’s late for the mill",
        "[T]here’s no wheel in it",
        "[D]on’t wait for the wood",
        "[s]houldn’t be a sub-par mill",
        "don’t wait for the wood, it [S]houldn’t be a [S]ub-par mill",
        "[W]e’re with the court’s people",
        "and [w]e’re with the [C]ourt’s people and the court[’s] clerk on it",
        "we’re with [the town]’s people and the court's clerk",
    ],
)
def test_a_bracket_within_a_word_with_an_apostrophe_or_a_hyphen(words):
    with stored(BRACKETS) as store:
        row = only(f"Ann Roth said: “{words}.”", store)
    assert (row["verdict"], row["grave"]) == ("verbatim", False)


def test_a_source_with_a_bracket_within_a_word():
    with stored(BRACKETS.replace("It’s", "[I]t’s").replace("sub-par", "[s]ub-par")) as store:
        row = only("Ann Roth said: “It’s late for the mill, there's no wheel in it.”", store)
    assert (row["verdict"], row["differences"]) == ("verbatim", [])


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The council is … against the ferry of the valley", "shortened"),
        ("The council is against the ferry of the valley", "altered"),
        ("The wheel is … to be turned by hand", "shortened"),
    ],
)
def test_two_negations_left_out_are_as_grave_as_one(words, verdict):
    text = (
        "Ann Roth said: “The council is not, and never was, against the ferry of the valley. The wheel is not, as all "
        "of us in the town know very well by now, to be turned by hand.”\n"
    )
    with stored(text) as store:
        row = only(f"Ann Roth said: “{words}.”", store)
    assert (row["verdict"], row["reasons"]) == (verdict, ["negation"])


COUNTED = (
    "Ann Roth said: “The bell rang eleven times, 60 votes were cast by 90 percent of us, and twenty-five people from "
    "the fourth street stayed for 200 days, an un-American thing.”\n"
)


@pytest.mark.parametrize(
    ("words", "verdict", "reasons", "note"),
    [
        ("The bell rang 11 times", "verbatim", [], "“11” is “eleven” there: the same figure"),
        ("sixty votes were cast by 90% of us", "verbatim", [], "“90%” is “90 percent” there: the same figure"),
        ("60 votes were cast by 90 per cent of us", "verbatim", [], "“per cent” is “percent” there: the same figure"),
        ("25 people from the 4th street stayed", "verbatim", [], "“25” is “twenty-five” there: the same figure"),
        ("stayed for two hundred days", "verbatim", [], "“two hundred” is “200” there: the same figure"),
        ("The bell rang 12 times", "altered", ["figure"], None),
        ("The bell rang [twelve] times", "altered", ["figure"], None),
        ("The bell rang [eleven hundred] times", "altered", ["figure"], None),
        ("The bell rang [11] times", "verbatim", [], "what square brackets replace is for you to judge"),
        ("people from the fifth street stayed", "altered", ["figure"], None),
        ("stayed for 200 days, an American thing", "altered", ["negation"], None),
    ],
)
def test_figures_by_their_value(words, verdict, reasons, note):
    with stored(COUNTED) as store:
        row = only(f"Ann Roth said: “{words}.”", store)
    assert (row["verdict"], row["reasons"]) == (verdict, reasons)
    assert note is None or note in row["notes"]


def compared(named, theirs, *, written=None, source="she", confidence=0.9):
    """A draft's speaker, by name and how it was resolved, beside a source's."""
    known_by = {"Ann Roth": "roth", "Omar Haddad": "haddad"}
    meant = [known(known_by[named.name], named.name, "person", (), ((named.name, 1),), 1, 1)]
    name, by, role = theirs
    speaker = {"id": known_by[name], "name": name, "kind": "person", "role": role, "by": by}
    statement = {"speaker": speaker, "source": {"text": source}, "confidence": confidence}
    return Speakers(lambda _name: meant).compare(named, written, [statement])


@pytest.mark.parametrize(
    ("mine", "theirs", "source", "expected"),
    [
        ("name", "name", "Haddad", "other"),
        ("name", "continuation", "Haddad", "other"),
        ("continuation", "surname", "Haddad", "other"),
        ("name", "correction", "the trader", "other"),
        ("name", "pronoun", "he", "not compared"),
        ("name", "role", "the trader", "not compared"),
        ("pronoun", "name", "Haddad", "not compared"),
        ("role", "name", "Haddad", "not compared"),
    ],
)
def test_nobody_is_accused_by_a_pronoun_or_a_role(mine, theirs, source, expected):
    assert compared(Named("Ann Roth", "person", by=mine), ("Omar Haddad", theirs, None), source=source) == expected


def test_a_correction_counts_however_unsure_the_analysis_was():
    named = Named("Ann Roth", "person", by="name")
    assert compared(named, ("Omar Haddad", "correction", None), confidence=0.1) == "other"
    assert compared(named, ("Omar Haddad", "name", None), confidence=0.1) == "not compared"


@pytest.mark.parametrize(
    ("mine", "written", "theirs", "source", "expected"),
    [
        ("name", "Ann Roth", ("Ann Roth", "role", "mayor"), "the mayor", "not compared"),
        ("name", "Mayor Ann Roth", ("Ann Roth", "role", "mayor"), "the mayor of the town", "same"),
        ("role", "the mayor", ("Ann Roth", "role", None), "the mayor", "same"),
        ("role", "the mayor", ("Ann Roth", "name", None), "Roth", "not compared"),
        ("role", "the mayor", ("Ann Roth", "name", "Mayor of the town"), "Roth", "same"),
        ("name", "Ann Roth", ("Ann Roth", "pronoun", None), "she", "same"),
        ("name", "Ann Roth", ("Ann Roth", "correction", None), "the trader", "same"),
    ],
)
def test_whom_only_a_role_stands_for_is_nobody_for_certain(mine, written, theirs, source, expected):
    assert compared(Named("Ann Roth", "person", by=mine), theirs, written=written, source=source) == expected


def test_words_that_a_reader_gave_to_somebody_else_are_not_the_former_speakers():
    with stored(MILL) as store:
        (number,) = [row["no"] for row in store.statements_in(1, "a.txt") if "ten years" in row["text"]]
        store.put_corrected(
            number, "omar-haddad", "c1",
            {"changed": "speaker", "was": "Ann Roth", "was_id": "ann-roth", "note": None, "date": None},
        )  # fmt: skip
        former = only("Ann Roth said: “We waited ten years for this day.”", store)
        right = only("Omar Haddad said: “We waited ten years for this day.”", store)
    assert (former["verdict"], former["reasons"]) == ("other speaker", ["speaker"])
    assert (right["verdict"], right["compared"]) == ("verbatim", "same")


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("Omar Haddad said “10 or 28th” again.", "too short"),  # in a statement by somebody else
        ("Omar Haddad said: “It was $45,000.”", "too short"),  # outside quotation marks, by nobody
        ("Omar Haddad said: “It was of the.”", "not found"),
    ],
)
def test_a_short_fragment_whose_words_stand_in_a_source_is_not_called_missing(draft, verdict):
    with stored(
        "Ann Roth said: “We go on the 10 or 28th of May.”\n\nAs for the price, it was $45,000 of old.\n"
    ) as store:
        row = only(draft, store)
    assert row["verdict"] == verdict
    assert (row["found"] is None) == (verdict == "not found")


def test_another_place_names_its_speaker():
    with stored(MILL, "Omar Haddad said: “We waited ten years for this day.”\n") as store:
        row = only("Omar Haddad said: “We waited ten years for this day.”", store)
    assert [one["speaker"]["name"] for one in row["also"]] == ["Ann Roth"]


def test_a_long_row_of_letters_is_gone_through_once():
    began = time.process_time()
    assert len(source_words("[" + "a'" * 20_000)) == 1
    assert time.process_time() - began < 5
