"""Verbs as cues: one sentence for each frame, with what is its source, its cue and its content."""

import pytest

FRAMES = [
    ("clause", "Brown said that the bridge was safe.", "Brown", "said", "that the bridge was safe"),
    ("clause", "Brown said the bridge was safe.", "Brown", "said", "the bridge was safe"),
    ("clause", "The bridge was safe, Brown said on Monday.", "Brown", "said", "The bridge was safe"),
    ("clause", "The bridge was safe, critics say.", "critics", "say", "The bridge was safe"),
    ("clause", "The bridge is safe, say critics.", "critics", "say", "The bridge is safe"),
    ("clause", "Brown believes the bridge is safe.", "Brown", "believes", "the bridge is safe"),
    ("clause", "Brown asked whether the bridge was safe.", "Brown", "asked", "whether the bridge was safe"),
    ("clause", "Brown has said that the bridge is safe.", "Brown", "said", "that the bridge is safe"),
    ("clause", "Brown pointed out that the bridge was old.", "Brown", "pointed out", "that the bridge was old"),
    ("object", "Brown rejected the plan for a ferry.", "Brown", "rejected", "the plan for a ferry"),
    ("object", "Brown announced the closure of the bridge.", "Brown", "announced", "the closure of the bridge"),
    ("infinitive", "Brown promised to rebuild the bridge.", "Brown", "promised", "to rebuild the bridge"),
    ("infinitive", "Brown threatened to leave the council.", "Brown", "threatened", "to leave the council"),
    ("object_to", "Brown urged the council to act.", "Brown", "urged", "the council to act"),
    ("object_to", "Brown told Keller to close the bridge.", "Brown", "told", "Keller to close the bridge"),
    ("small_clause", "Brown called the bridge a danger.", "Brown", "called", "the bridge a danger"),
    ("object_as", "Brown described the bridge as a danger.", "Brown", "described", "the bridge as a danger"),
    ("object_as", "Brown hailed the talks as a success.", "Brown", "hailed", "the talks as a success"),
    ("object_prep_of", "Brown accused the council of hiding it.", "Brown", "accused", "the council of hiding it"),
    ("object_prep_for", "Brown blamed the rain for the delay.", "Brown", "blamed", "the rain for the delay"),
    ("object_prep_about", "Brown told Keller about the bridge.", "Brown", "told", "Keller about the bridge"),
    ("object_prep_to", "Brown compared the bridge to a house.", "Brown", "compared", "the bridge to a house"),
    ("prep_for", "Brown called for a new bridge.", "Brown", "called for", "a new bridge"),
    ("prep_of", "Brown warned of a collapse.", "Brown", "warned of", "a collapse"),
    ("prep_about", "Brown spoke about the bridge.", "Brown", "spoke about", "the bridge"),
    ("prep_on", "Brown commented on the plan.", "Brown", "commented on", "the plan"),
    ("prep_against", "Brown argued against the plan.", "Brown", "argued against", "the plan"),
    ("gerund", "Brown suggested closing the bridge.", "Brown", "suggested", "closing the bridge"),
    ("gerund", "Brown admitted lying to the council.", "Brown", "admitted", "lying to the council"),
    ("passive", "The closure was announced by Brown.", "Brown", "announced", "The closure"),
    ("passive_to", "Brown was said to be ill.", None, "said", "Brown … to be ill"),
    ("passive_as", "The plan was described by Brown as a joke.", "Brown", "described", "The plan … as a joke"),
    ("passive_prep_for", "It was criticised by Brown for its cost.", "Brown", "criticised", "It … for its cost"),
    ("passive_that", "It was announced that the bridge was closed.", None, "announced", "that the bridge was closed"),
    ("aside", "The bridge, Brown said, is safe.", "Brown", "said", "The bridge … is safe"),
    ("aside", "The bridge, Brown explained, is from 1910.", "Brown", "explained", "The bridge … is from 1910"),
]  # fmt: skip


@pytest.mark.parametrize(("frame", "text", "source", "cue", "content"), FRAMES)
def test_frame(told, frame, text, source, cue, content):
    assert told(text) == [(frame, source, cue, content)]


SOURCES = [
    ("Mayor Anna Keller said the bridge was safe.", "Mayor Anna Keller"),
    ("Anna Keller, the mayor of Geneva, said the bridge was safe.", "Anna Keller, the mayor of Geneva"),
    ("The mayor of Geneva, Anna Keller, said the bridge was safe.", "The mayor of Geneva, Anna Keller"),
    ("Sen. Peter Brown, R-Ohio, said the bridge was safe.", "Sen. Peter Brown, R-Ohio"),
    ("Rep. Anna Keller (R-Texas) told reporters that the bill was dead.", "Rep. Anna Keller (R-Texas)"),
    ("Brown and Keller said the bridge was safe.", "Brown and Keller"),
    ("People familiar with the matter said the talks had failed.", "People familiar with the matter"),
    ("Peter Brown, who said that the bridge was safe, left the council.", "who"),
    ("Brown also said that the bridge was safe.", "Brown"),
    ("Speaking to reporters, Brown said the bridge was safe.", "Brown"),
    ("In a statement, Brown said the bridge was safe.", "Brown"),
    ("Brown was quoted as saying that the bridge was safe.", "Brown"),
    ("“The bridge is safe,” said Mayor Anna Keller.", "Mayor Anna Keller"),
    ("“The bridge is safe,” Peter Brown, the foreign minister, told reporters.", "Peter Brown, the foreign minister"),
    ("“The bridge is safe,” says Peter Brown, who built it.", "Peter Brown"),
    ("“The bridge is safe,” adds Peter Brown of the road agency.", "Peter Brown of the road agency"),
    ("It was announced that the bridge was closed.", None),
    ("Brown was told that the bridge was safe.", None),
    pytest.param(
        "“The bridge is safe,” Brown, 54, said.", "Brown, 54",
    ),
    pytest.param(
        "The bridge was safe, Brown was quoted as saying.", "Brown",
        marks=pytest.mark.xfail(strict=True, reason="“was quoted as saying” behind the statement loses the source"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_source(told, text, source):
    assert [row[1] for row in told(text)] == [source]


CLASSES = [
    ("Brown said that the bridge was safe.", "say"),
    ("Brown claimed that the bridge was safe.", "claim"),
    ("Brown denied that the bridge was safe.", "deny"),
    ("Brown asked whether the bridge was safe.", "ask"),
    ("Brown asked for more money.", "call"),
    ("Brown called for a new bridge.", "call"),
    ("Brown told Keller to close the bridge.", "call"),
    ("Brown vowed never to cross the bridge.", "promise"),
    ("Brown warned that the bridge would fall.", "warn"),
    ("Brown praised the council for its courage.", "praise"),
    ("Brown accused the council of hiding the costs.", "accuse"),
    ("Brown admitted that the bridge was unsafe.", "agree"),
    ("Brown announced that the bridge was closed.", "announce"),
    ("The survey showed that the bridge was safe.", "show"),
    ("Brown fears that the bridge will fall.", "think"),
    ("Brown hopes that the bridge will hold.", "want"),
    ("Brown claimed that the bridge was safe, and nobody knew why.", "claim"),
    ("Brown called the bridge a danger.", "say"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cls"), CLASSES)
def test_class(read, text, cls):
    assert [one.cue.cls for one in read(text).attributions] == [cls]


ADDRESSEES = [
    ("Brown told the council that the bridge was safe.", "the council"),
    ("“The bridge is safe,” Brown told reporters in Geneva.", "reporters"),
    ("Brown told the Daily Post the bridge was safe.", "the Daily Post"),
    ("Brown warned the council that the bridge would fall.", "the council"),
    ("Brown promised residents that the bridge would hold.", "residents"),
    ("Brown said that the bridge was safe.", None),
    ("Brown shook his head: “The bridge is old and we have no money for it.”", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_addressee(read, text, addressee):
    assert [one.addressee and one.addressee.text for one in read(text).attributions] == [addressee]


SECOND_CUES = [
    ("Brown said it is old and added that it should be closed.", ["it is old", "that it should be closed"]),
    ("Brown said it was old, adding that it should be closed.", ["it was old", "that it should be closed"]),
    ("Brown said it was old. He added that it should be closed.", ["it was old", "that it should be closed"]),
    pytest.param(
        "Brown said the bridge was old and added that it should be closed.",
        ["the bridge was old", "that it should be closed"],
    ),
    pytest.param(
        "Brown said the bridge would be closed and added that the town had no money.",
        ["the bridge would be closed", "that the town had no money"],
        marks=pytest.mark.xfail(strict=True, reason="a passive clause keeps the second cue inside the first statement"),
    ),
    ("Brown argued that the plan was bad; Keller said it was good.", ["that the plan was bad", "it was good"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "contents"), SECOND_CUES)
def test_two_cues_in_a_sentence_are_two_statements(spoken, text, contents):
    assert [content for _, content in spoken(text)] == contents
    assert all(name in ("Brown", "Keller") for name, _ in spoken(text))


EXTENTS = [
    ("Brown said he would vote against it because it was bad.", "he would vote against it because it was bad"),
    ("Brown said Monday that the bridge was safe.", "that the bridge was safe"),
    ("Brown said it was unclear whether the talks would go on.", "it was unclear whether the talks would go on"),
    ("Brown believes the bridge is safe and that the plan is bad.", "the bridge is safe and that the plan is bad"),
    ("There is, Brown said, no money.", "There is … no money"),
    ("The bridge is in the U.S., Brown said.", "The bridge is in the U.S."),
    pytest.param(
        "Brown said on Monday he would vote against the plan.", "he would vote against the plan",
        marks=pytest.mark.xfail(strict=True, reason="the day between cue and clause is taken into the clause"),
    ),
    pytest.param(
        "Because the bridge is old, Brown said, it must be closed.", "Because the bridge is old … it must be closed",
        marks=pytest.mark.xfail(strict=True, reason="a subordinate clause before the aside is lost"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content"), EXTENTS)
def test_extent(told, text, content):
    assert [row[3] for row in told(text)] == [content]


NO_CUES = [
    "Brown ran to the bridge.",
    "Brown built a bridge that was safe.",
    "The bridge, built in 1910, needs new stones.",
    "Brown opened the bridge on Monday.",
    "Two people who crossed the bridge were hurt.",
    "The rain left the bridge in ruins.",
]


@pytest.mark.parametrize("text", NO_CUES)
def test_no_cue_no_attribution(told, text):
    assert told(text) == []


ATTITUDES = [
    ("Brown believes that the bridge is safe.", True),
    ("Brown wants to close the bridge.", False),
    ("Brown supports the plan.", False),
    ("Brown regards the bridge as a danger.", False),
    ("Brown wants “a bridge of stone for all of us”.", True),
]


@pytest.mark.parametrize(("text", "statement"), ATTITUDES)
def test_wishes_and_attitudes_without_a_clause_are_no_statements(read, text, statement):
    assert [one.statement for one in read(text).attributions] == [statement]


WHO_SPEAKS = ["pilot", "nurse", "34-year-old", "suspect", "city", "county", "airline", "charity", "teenager", "driver"]


@pytest.mark.parametrize("noun", WHO_SPEAKS)
def test_whoever_says_speaks(read, noun):
    found = read(f"The bridge was closed. The {noun} said on Friday that the stones were loose.")
    assert [one.statement for one in found.attributions] == [True]


@pytest.mark.parametrize(
    "text", ["The move suggests that the talks have failed.", "The delay means the talks have failed."]
)
def test_things_do_not_speak(read, text):
    assert not any(one.statement for one in read(text).attributions)
