"""The same statements in the styles of agencies, newspapers and weblogs; headlines, marks, quotations of paragraphs."""

import pytest

BODY = "\n\nThe town of Geneva closed its old bridge on Monday. Anna Keller is the mayor there.\n"

HEADLINES = [
    ("Keller: “The bridge must go”", "Keller", ":", "“The bridge must go”"),
    ("Keller on the bridge: “It must go”", "Keller on the bridge", ":", "“It must go”"),
    ("Keller: The bridge must go", "Keller", ":", "The bridge must go"),
    ("Keller: Old Bridge Must Go", "Keller", ":", "Old Bridge Must Go"),
    ("Old bridge must go – Keller", "Keller", "–", "Old bridge must go"),
    ("Old bridge must go — Keller", "Keller", "—", "Old bridge must go"),
    ("“The bridge must go” – Keller", "Keller", "–", "“The bridge must go”"),
    ("Old bridge must go, says Keller", "Keller", "says", "Old bridge must go"),
    ("Old Bridge Must Go, Says Keller", "Keller", "Says", "Old Bridge Must Go"),
    ("“The bridge must go,” says Keller", "Keller", "says", "“The bridge must go,”"),
    ("Keller says old bridge must go", "Keller", "says", "old bridge must go"),
    ("Keller Says Old Bridge Must Go", "Keller", "Says", "Old Bridge Must Go"),
    ("Keller Calls for New Bridge", "Keller", "Calls for", "New Bridge"),
    pytest.param(
        "‘The bridge must go’: Keller on her plan", "Keller", ":", "‘The bridge must go’",
        marks=pytest.mark.xfail(strict=True, reason="a headline that begins with the quotation has no rule"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("headline", "source", "cue", "content"), HEADLINES)
def test_headline(told, headline, source, cue, content):
    assert [row[1:] for row in told(headline + BODY)] == [(source, cue, content)]


@pytest.mark.parametrize("headline", [case[0] for case in HEADLINES[:13]])
def test_headline_speaker_is_who_the_article_names(read, headline):
    found = read(headline + BODY)
    assert [(found.entities[one.entity].name, one.in_headline) for one in found.attributions] == [("Anna Keller", True)]


@pytest.mark.parametrize("headline", ["Old bridge closed", "The Bridge – a Story of Stones", "Bridges: What to Know"])
def test_headline_of_nobody(told, headline):
    assert told(headline + BODY) == []


@pytest.mark.parametrize("headline", ["Old bridge must go, mayor says", "Mayor: “The bridge must go”"])
def test_role_in_a_headline(spoken, headline):
    text = headline + "\n\nMayor Anna Keller closed the old bridge on Monday. The town has no money for it.\n"
    assert [name for name, _ in spoken(text)] == ["Anna Keller"]


AGENCY = """\
No money left for the old bridge – Anna Keller

GENEVA, March 9 (Roe-Press) — Geneva has no money left for the old bridge, Mayor Anna Keller said on Monday.

“The stones are loose, and we cannot pay for new ones,” she said.

The official added that the ferry would run through the summer.
"""

NEWSPAPER = """\
Geneva Closes Its Old Bridge

By Jane Roe

March 9, 2021

The old bridge in Geneva, which Jane Roe said she loved, on Monday. **Jane Roe**

Geneva on Monday closed its old bridge.

“The stones are loose,” Mayor Anna Keller told the Daily Post. “We cannot pay for new ones.”

“Nobody,” she said, “should cross it on foot.”

Correction: An earlier version of this article said that the bridge was built in 1910. Keller said it was in 1911.
"""

WEBLOG = """\
The bridge that nobody wants

Read on the website Town NewsAnna Keller said the old bridge must go. “The stones are loose,” the mayor said.

“Nobody should cross it on foot.”

Original url: <https://www.example.com/2021/03/09/bridge>
"""

STYLES = [
    (
        AGENCY,
        [
            "No money left for the old bridge",
            "Geneva has no money left for the old bridge",
            "“The stones are loose, and we cannot pay for new ones,”",
            "that the ferry would run through the summer",
        ],
    ),
    (
        NEWSPAPER,
        [
            "“The stones are loose,” … “We cannot pay for new ones.”",
            "“Nobody,” … “should cross it on foot.”",
        ],
    ),
    (
        WEBLOG,
        ["the old bridge must go", "“The stones are loose,”", "“Nobody should cross it on foot.”"],
    ),
]


@pytest.mark.parametrize(("text", "contents"), STYLES, ids=["agency", "newspaper", "weblog"])
def test_every_statement_of_a_style_is_anna_kellers(spoken, text, contents):
    assert spoken(text) == [("Anna Keller", content) for content in contents]


OFFICES = [
    "head of the Road Agency for Geneva and the Lake Anna Keller said.",
    "Mayor of Geneva Anna Keller said.",
    pytest.param(
        "the head of the Road Agency, Anna Keller, said on Monday.",
        marks=pytest.mark.xfail(strict=True, reason="a name between commas before the cue is left in the statement"),
    ),
    pytest.param(
        "head of the Road Agency Anna Keller said on Monday.",
        marks=pytest.mark.xfail(strict=True, reason="where the parse shows the name as subject its office is lost"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("office", OFFICES)
def test_agency_style_office_before_the_name(spoken, office):
    assert spoken(f"GENEVA, March 9 (Roe-Press) — The bridge has no future, {office}") == [
        ("Anna Keller", "The bridge has no future")
    ]


MARKS = ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "„{}“", "„{}”", "''{}''", "``{}''"]


@pytest.mark.parametrize("marks", MARKS)
def test_marks_before_the_cue(read, marks):
    quotation = marks.format("The bridge is old and we don't like it,")
    (found,) = read(f"{quotation} Brown said.").attributions
    assert (found.type, found.content[0].text) == ("direct", quotation)


@pytest.mark.parametrize("marks", MARKS)
def test_marks_after_the_cue(read, marks):
    quotation = marks.format("The bridge is old and we don't like it.")
    (found,) = read(f"Brown said: {quotation}").attributions
    assert (found.type, found.content[0].text) == ("direct", quotation)


INSIDE = [
    "“The bridge [in Geneva] is old,”",
    "“The bridge ... is old,”",
    "“The bridge … is old,”",
    pytest.param(
        "“The bridge is 6'2\" wide,”",
        marks=pytest.mark.xfail(strict=True, reason="the inch mark inside ends the content before the closing mark"),
    ),
    "“The bridge of the '90s is the engineers' work,”",
    "“The bridge is, in a ‘word’, old,”",
    "“The bridge is 3.5 metres wide, says nobody at No. 7,”",
]


@pytest.mark.parametrize("quotation", INSIDE)
def test_inside_of_a_quotation_is_left_as_it_is(spoken, quotation):
    assert (("Brown", quotation)) in spoken(f"{quotation} Brown said.")


PARAGRAPHS = [
    ("“The bridge is old,\n\n“It must be closed,\n\n“We are poor,” Brown said.", "repeated opening mark"),
    ("“The bridge is old,\n\nit must be closed,\n\nwe are poor,” Brown said.", "one pair of marks"),
    ("Brown said: “The bridge is old,\n\n“It must be closed,\n\n“We are poor.”", "cue first, repeated"),
    ("Brown said: “The bridge is old,\n\nIt must be closed,\n\nWe are poor.”", "cue first, one pair"),
]


@pytest.mark.parametrize("text", [case[0] for case in PARAGRAPHS], ids=[case[1] for case in PARAGRAPHS])
def test_quotation_over_paragraphs(read, text):
    (found,) = read(text).attributions
    words = " ".join(span.text for span in found.content).lower()
    assert all(part in words for part in ("the bridge is old", "it must be closed", "we are poor"))
    assert found.type == "direct"


def test_quotation_over_paragraphs_keeps_its_full_stops(spoken):
    assert spoken("Brown said: “The bridge is old.\n\n“It must be closed.”") == [
        ("Brown", "“The bridge is old. … “It must be closed.”")
    ]


UNCLOSED = "“The bridge is old, Brown said on Monday. Nobody knows why.\n\nKeller said that she was glad."


def test_unclosed_quotation_is_noted_and_hides_nothing(read):
    found = read(UNCLOSED)
    assert any("not closed" in note for note in found.notes)
    assert "Keller" in {found.entities[one.entity].name for one in found.attributions if one.entity is not None}


FURNITURE = [
    "By Jane Roe\n\nThe bridge in Geneva was closed on Monday, and there was no ferry.\n",
    "GENEVA, March 9 (Roe-Press) — The bridge was closed on Monday, and there was no ferry.\n",
    "Bridge Closed\n\nBy Jane Roe\n\nMarch 9, 2021\n\nWhat Brown said was his. **Jane Roe**\n\nThe bridge closed.\n",
    "The bridge was closed on Monday.\n\nThere was no ferry.\n\nCorrection: Brown said that it was closed on Sunday.\n",
    "The bridge was closed on Monday.\n\nThere was no ferry.\n\nOriginal url: https://example.com/brown-said-no\n",
    "---\ntitle: Brown said the bridge was old\n---\n\nThe bridge was closed on Monday. There was no ferry.\n",
]


@pytest.mark.parametrize("text", FURNITURE, ids=["byline", "dateline", "caption", "correction", "link", "header"])
def test_what_surrounds_an_article_says_nothing(told, text):
    assert told(text) == []
