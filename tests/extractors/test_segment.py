"""What the blocks of an article are, and what they tell about it."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.segment import blocks, metadata


def kinds(text):
    return [(block.kind, text[block.start : block.end]) for block in blocks(text)]


def kind_of(line, before="The bridge reopens\n\nThe bridge at Olten reopened on Monday.\n\n", after=""):
    text = before + line + after
    return next(block.kind for block in blocks(text) if block.start == len(before))


BODY = "The council met on Monday.\n\nIt was said to be late.\n\nNobody was there, officials said.\n"

NEWSPAPER = """\


Council Backs Plan for a New Bridge

By [Jane Roe](#)

March 09, 2021

Members of the council at the site on Monday. **John Doe**

Corrections appended

The council backed the plan on Tuesday. It will cost 3 million francs (\\$3.2 million).

The mayor, whose first plan had been refused,

said that she was glad.

Corrections: An earlier version of this article misstated the cost.

An earlier version of this article also misspelled a name.

Original url:

<https://www.example.com/2021/03/09/council-backs-plan>
"""

AGENCY = """\
All news

Olten has no plan for its bridge – Jane Roe

"A bridge differs from a ferry by the fact that it stays"

\u00a0 OLTEN, March 9 (Roe-Press) — Olten has no plan, Jane Roe said.

Speaking on Monday, she said, “A bridge differs from a ferry by the fact that it stays. A ferry goes.”
"""

WEBLOG = """\
Ferrymen are to be heard on the ‘new bridge’ plan
Read on the website Olten HeraldOlten is not on the list of towns with two bridges.
The mayor understands that, and now she plans to ask the ferrymen.
“Nobody asked us,” one of them says.
"""


def test_newspaper():
    assert [kind for kind, _ in kinds(NEWSPAPER)] == [
        "headline", "byline", "date", "caption", "correction", "paragraph", "paragraph",
        "correction", "correction", "link", "link",
    ]  # fmt: skip


def test_a_sentence_broken_by_a_blank_line_is_one_block():
    assert kinds(NEWSPAPER)[6][1].split("\n\n") == [
        "The mayor, whose first plan had been refused,", "said that she was glad.",
    ]  # fmt: skip


def test_agency():
    assert [kind for kind, _ in kinds(AGENCY)] == [
        "furniture", "headline", "deck", "dateline", "paragraph", "paragraph",
    ]  # fmt: skip


def test_a_dateline_is_cut_off_its_paragraph():
    found = dict(kinds(AGENCY))
    assert found["dateline"] == "OLTEN, March 9 (Roe-Press) —"
    assert kinds(AGENCY)[4][1] == "Olten has no plan, Jane Roe said."


def test_a_glued_link_is_cut_off_its_paragraph():
    assert kinds(WEBLOG)[:3] == [
        ("headline", "Ferrymen are to be heard on the ‘new bridge’ plan"),
        ("link", "Read on the website Olten Herald"),
        ("paragraph", "Olten is not on the list of towns with two bridges."),
    ]


def test_metadata_of_a_newspaper():
    found = metadata(NEWSPAPER, blocks(NEWSPAPER))
    assert found.title == "Council Backs Plan for a New Bridge"
    assert (found.author, found.published, found.outlet) == ("Jane Roe", "2021-03-09", "example.com")
    assert found.url == "https://www.example.com/2021/03/09/council-backs-plan"


def test_metadata_of_an_agency():
    found = metadata(AGENCY, blocks(AGENCY))
    assert (found.place, found.outlet, found.published) == ("Olten", "Roe-Press", None)


def test_metadata_of_a_weblog():
    assert metadata(WEBLOG, blocks(WEBLOG)).outlet == "Olten Herald"


def test_metadata_of_nothing():
    assert metadata("", blocks("")) == metadata("It rained. Nobody came.", blocks("It rained. Nobody came."))


def test_front_matter():
    text = (
        f'---\ntitle: "The bridge"\ndate: 2021-03-09\nauthor: Jane Roe\nsource: Olten Herald\n---\n# Bridges\n\n{BODY}'
    )
    found = metadata(text, blocks(text))
    assert kinds(text)[0][0] == "furniture"
    assert (found.title, found.author, found.published, found.outlet) == (
        "The bridge", "Jane Roe", "2021-03-09", "Olten Herald",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("BY JANE ROE AND JOHN DOE", "Jane Roe and John Doe"),
        ("By Jane Roe, Olten Herald", "Jane Roe"),
        ("**By Jane Roe** | 9 March 2021", "Jane Roe"),
        ("By [Jane Roe](https://example.com/jane)", "Jane Roe"),
        ("Written by Jane Roe", "Jane Roe"),
        ("Jane Roe, Staff Writer", "Jane Roe"),
    ],
)
def test_bylines(line, author):
    text = f"The bridge reopens\n\n{line}\n\n{BODY}"
    found = blocks(text)
    assert found[1].kind == "byline"
    assert metadata(text, found).author == author


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("March 09, 2021", "2021-03-09"),
        ("9 March 2021", "2021-03-09"),
        ("Tuesday, March 9, 2021.", "2021-03-09"),
        ("Posted 5:32 pm, March 9, 2021", "2021-03-09"),
        ("Updated: Tuesday, 9 March 2021, 17:32 GMT", "2021-03-09"),
        ("2021-03-09T17:32:00Z", "2021-03-09"),
        ("09/03/2021", None),
        ("9:45 p.m.", None),
    ],
)
def test_dates(line, published):
    text = f"The bridge reopens\n\n{line}\n\n{BODY}"
    found = blocks(text)
    assert found[1].kind == "date"
    assert metadata(text, found).published == published


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("BERN (AP) — The bridge fell.", "BERN (AP) —"),
        ("BERN - The bridge fell.", "BERN -"),
        ("Mexico City (AFP) – The bridge fell.", "Mexico City (AFP) –"),
        ("NEW YORK, Feb. 2 (UPI) — The bridge fell.", "NEW YORK, Feb. 2 (UPI) —"),
        ("FORT ROE, Fla. -- The bridge fell.", "FORT ROE, Fla. --"),
        ("Aug 27 (Reuters) - The bridge fell.", "Aug 27 (Reuters) -"),
    ],
)
def test_datelines(line, dateline):
    assert ("dateline", dateline) in kinds(f"The bridge falls\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "EXCLUSIVE — The bridge fell.",
        "Roe — who was there — saw it fall.",
        "The bridge - a new one - fell.",
        "It fell (all of it) — at last.",
    ],
)
def test_no_datelines(line):
    assert "dateline" not in dict(kinds(f"The bridge falls\n\n{line}\n\n{BODY}"))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "furniture"),
        ("Share on Facebook", "furniture"),
        ("Follow Jane Roe on Twitter @janeroe.", "furniture"),
        ("Sign up for our newsletter to get the best of Olten", "furniture"),
        ("(Reporting by Jane Roe; Editing by John Doe)", "furniture"),
        ("Contributing: Jane Roe", "furniture"),
        ("Jane Roe contributed to this report.", "furniture"),
        ("Jane Roe is a staff writer at the Herald.", "furniture"),
        ("© 2021 Olten Herald. All rights reserved.", "furniture"),
        ("* * *", "furniture"),
        (".bio { margin: 0; }", "furniture"),
        ("Read more: Ten bridges to see", "link"),
        ("RELATED: Ten bridges", "link"),
        ("Original url: https://example.com/x", "link"),
        ("https://example.com/x", "link"),
        ("[Ten bridges](https://example.com/x)", "link"),
        ("Watch the full interview below:", "link"),
        ("Photo: Jane Roe / Reuters", "caption"),
        ("Image copyright Getty Images", "caption"),
        ("The bridge on Monday. (AP Photo/Jane Roe)", "caption"),
        ("![The bridge](bridge.png)", "caption"),
        ("CORRECTION: The bridge is in Olten.", "correction"),
        ("Clarification: The bridge is in Olten.", "correction"),
        ("This story has been updated with the mayor's comment.", "correction"),
    ],
)
def test_what_is_no_running_text(line, kind):
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending rose by half, the mayor said.",
        "By winning in Olten, Jane Roe took the lead.",
        "Follow the money, she said.",
        "Read the plan before you vote, the mayor told them.",
        "Share of voters: half, said the mayor.",
        "Corrections officers struck on Monday, a union said.",
        "An earlier plan was refused, the mayor said.",
        "Getty is a museum, she said.",
        "Photo shops are closing, he said.",
        "Related problems remain, the report says.",
        "Jane Roe is a carpenter and says the bridge is safe.",
        "May said that it was late.",
        "“Watch: they will close it,” she said.",
        "The mayor posted: “We are open.”",
    ],
)
def test_real_paragraphs_stay(line):
    assert kind_of(line, after="\n\nThe last one.") == "paragraph"


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Bridge at Olten reopens", "headline"),
        ("# Bridge at Olten reopens", "headline"),
        ("Bridge At Olten Reopens After Long Repairs.", "headline"),
        ("Bridge safe, says mayor.", "headline"),
        ("‘It is safe’ – mayor", "headline"),
        ("WATCH: Mayor crosses the new bridge on foot", "headline"),
        ("The bridge was reopened on Monday, the mayor said.", "paragraph"),
        ('"We will go," she said. "We must."', "paragraph"),
    ],
)
def test_headlines(first, kind):
    assert kinds(f"{first}\n\n{BODY}")[0] == (kind, first)


def test_what_stands_between_headline_and_byline_is_the_deck():
    assert kinds(f"Bridge reopens\n\nRepairs took two years.\n\nBy Jane Roe\n\n{BODY}")[1][0] == "deck"


def test_one_paragraph_is_no_headline():
    assert kinds("Bridge reopens")[0][0] == "paragraph"


WRAPPED = """\
BRIDGE REOPENS

The minister of works resigned on Tuesday after a report found that the
bridge had not been looked at since 1998, the government said. Nobody
was hurt when a part of the bridge fell into the river in May.

"It was my duty," the minister told reporters in the capital. She said
that she would not stand again.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_joined(newline):
    text = WRAPPED.replace("\n", newline)
    assert [text.count(newline, block.start, block.end) for block in blocks(text)] == [0, 2, 1]


def test_a_paragraph_a_line_is_left_alone():
    assert [kind for kind, _ in kinds(WEBLOG)].count("paragraph") == 3


def test_a_quotation_in_markdown_is_one_block():
    text = f"# Bridge reopens\n\n{BODY}\n> It was long overdue, and everybody\n> knew it."
    assert kinds(text)[-1] == ("paragraph", "> It was long overdue, and everybody\n> knew it.")


def test_list_items_are_blocks():
    assert len(kinds("- It rained all day long in Olten\n- the others left")) == 2


LINES = st.sampled_from(
    ["By Jane Roe", "Read more:", "---", "a: b", "# X", "BERN (AP) — It fell.", "Corrections:", "and so on", "It fell.",
     "Read on the website Olten HeraldOlten is", "> q", "- i", "\ufeff", "\u2028", "**A B**", "a" * 70 + ","]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.lists(LINES).map("\r\n\r\n".join)))
def test_blocks_are_ordered_and_cover_the_text(text):
    found = blocks(text)
    assert all(block.start < block.end for block in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in found)
    assert "".join("".join(text[b.start : b.end].split()) for b in found) == "".join(text.split())
    metadata(text, found)


@pytest.mark.parametrize(
    "piece", [".", '"', "\n", "A. ", "a\n\n", "- a\n", "By A ", "[", "<a ", "a,\n\nb ", "Original url:\n", "Jan 1 "]
)
def test_time_grows_with_the_length_alone(piece):
    def seconds(count):
        text = piece * count
        best = []
        for _ in range(2):
            begin = time.perf_counter()
            metadata(text, blocks(text))
            best.append(time.perf_counter() - begin)
        return min(best)

    small, large = seconds(2_500), seconds(20_000)
    assert large < 30 * small + 0.02  # eight times the text; a quadratic scan would take 64 times as long
