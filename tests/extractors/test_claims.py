"""Statements and the author's sentences into claims: cut into single ones, with what negates, hedges or lies ahead."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spquotes.data.records import Article, Claim
from spquotes.extractors.claims.split import bare
from spquotes.extractors.page import lay_out
from spquotes.extractors.pipeline import analyse


@pytest.fixture
def claims(model):
    def made(text, **article):
        return analyse(Article(id="a", text=text, **article), model).claims

    return made


def texts(claims, kind="reported"):
    return [" … ".join(span.text for span in claim.content) for claim in claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The bridge is old. It was built in 1932,” mayor Anna Kovács said.",
            ["The bridge is old.", "It was built in 1932"],
        ),
        (
            "Anna Kovács said that the bridge is old and that the council has no money.",
            ["the bridge is old", "the council has no money"],
        ),
        ("Anna Kovács said the bridge was sold and rebuilt.", ["the bridge was sold and rebuilt"]),
        ("“The bridge,” Anna Kovács said, “is old.”", ["The bridge … is old."]),
        ("“It is old,” Anna Kovács said. “It was never painted.”", ["It is old", "It was never painted."]),
        (
            "Anna Kovács said the council hopes that the rents fall and the mill stays.",
            ["the council hopes that the rents fall and the mill stays"],
        ),
        ("Anna Kovács called the bridge “a disgrace”.", ["the bridge “a disgrace”"]),
        (
            "“The rents rose; the wages fell,” Anna Kovács said.",
            ["The rents rose", "the wages fell"],
        ),
    ],
)
def test_a_statement_is_cut_into_single_claims(claims, text, expected):
    assert texts(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Anna Kovács said the bridge is not safe.", True),
        ("Anna Kovács said the bridge is safe.", False),
        ("Anna Kovács denied that the bridge is unsafe.", True),
        ("Anna Kovács did not say that the bridge is safe.", True),
        ("Anna Kovács said the bridge, which was not painted for years, is safe.", False),
        ("Anna Kovács said nobody had checked the bridge.", True),
        ("Anna Kovács said there is no bridge.", True),
        ("Anna Kovács denied that the bridge is not safe.", False),
        ("Anna Kovács said the bridge is not only old but safe.", False),
    ],
)
def test_what_is_negated(claims, text, negated):
    assert [one.negated for one in claims(text) if one.kind == "reported"] == [negated]


@pytest.mark.parametrize(
    ("text", "cue", "scope"),
    [
        ("Anna Kovács said the bridge does not carry trams.", "not", "carry trams"),
        ("Anna Kovács said no council has paid for the bridge.", "no", "council has paid for the bridge"),
        ("Anna Kovács said the council failed to repair the bridge.", "failed", "to repair the bridge"),
        ("Anna Kovács denied that the bridge is unsafe.", "denied", "the bridge is unsafe"),
        (
            "Anna Kovács said the bridge is not safe and the council has a plan.",
            "not",
            "safe",
        ),
    ],
)
def test_a_negation_has_its_scope(claims, text, cue, scope):
    (first, *_) = (one for one in claims(text) if one.kind == "reported")
    assert [(one.cue.text, one.scope.text) for one in first.negations] == [(cue, scope)]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Anna Kovács said the bridge may collapse.", True),
        ("Anna Kovács said the bridge is probably safe.", True),
        ("Anna Kovács said the bridge seems to move.", True),
        ("Anna Kovács said it is likely that the bridge moves.", True),
        ("Anna Kovács said the bridge moves.", False),
        ("Anna Kovács said the council could not repair the bridge.", False),
        ("Anna Kovács said the bridge was supposed to open in May.", False),
        ("Anna Kovács said the bridge, which may be sold soon, was built in Vienna.", False),
    ],
)
def test_what_is_hedged(claims, text, hedged):
    assert [one.hedged for one in claims(text) if one.kind == "reported"] == [hedged]


def test_a_hedge_in_one_claim_does_not_hedge_the_next(claims):
    found = claims("“The bridge may fall. It is old,” Anna Kovács said.")
    assert [one.hedged for one in found] == [True, False]


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("Anna Kovács said the bridge will collapse.", "predict"),
        ("Anna Kovács expects that the bridge will collapse.", "predict"),
        ("Anna Kovács said the bridge is going to collapse.", "predict"),
        ("Anna Kovács said the bridge is expected to collapse.", "predict"),
        ("“We will rebuild it,” Anna Kovács said.", "say"),
        ("Anna Kovács warned that the bridge will collapse.", "warn"),
        ("Anna Kovács promised that the bridge will be rebuilt.", "promise"),
        ("Anna Kovács said the bridge collapsed.", "say"),
    ],
)
def test_a_prediction_is_told_by_its_content(claims, text, cls):
    assert [one.cls for one in claims(text) if one.kind == "reported"] == [cls]


@pytest.mark.parametrize(
    ("text", "distanced"),
    [
        ("Anna Kovács claimed that the bridge is safe.", True),
        ("Anna Kovács said the allegedly unsafe bridge was repaired.", True),
        ("“The allegedly unsafe bridge stays,” Anna Kovács said.", False),
        ("Anna Kovács said the bridge is safe.", False),
    ],
)
def test_the_distance_that_the_writer_keeps(claims, text, distanced):
    assert [one.distanced for one in claims(text) if one.kind == "reported"] == [distanced]


@pytest.mark.parametrize(
    "text",
    [
        "The council spent 2 million euros on the bridge.",
        "In 2019 the council sold the old mill to a brewery.",
        "The council appointed Omar Haddad as its harbour master.",
        "The bridge is the oldest of the valley.",
        "The harbour takes last place.",
        "The mill closed because of the flood.",
    ],
)
def test_the_author_claims(claims, text):
    (only,) = claims(f"Bridge news\n\n{text}\n\nThe town lies on a river.")
    assert (only.kind, only.cls, only.content[0].text, only.entity, only.attribution) == (
        "author", "say", text, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Who paid the 2 million euros?",
        "A weir is a kind of dam that was first built 2,000 years ago.",
        "I paid 20 euros for the ferry in 2019.",
        "The town lies on a river.",
        "Twenty boats.",
        "Photo: the bridge in 2019.",
    ],
)
def test_the_author_claims_nothing(claims, text):
    assert texts(claims(f"Bridge news\n\nThe sun shone on the harbour.\n\n{text}"), "author") == []


def test_a_sentence_with_a_statement_is_not_the_authors(claims):
    assert texts(claims("Anna Kovács said the council spent 2 million euros in 2019."), "author") == []


def test_a_correction_leads_to_what_it_corrects(claims):
    text = (
        "Bridge sold\n\nThe council sold the bridge in 1987 to a brewery. The brewery closed it at once.\n\n"
        "Correction: An earlier version of this article misstated the year when the council sold the bridge as 1978."
    )
    (found,) = (one for one in claims(text) if one.correction)
    assert found.content[0].text.startswith("An earlier version")
    assert found.corrects is not None
    assert found.corrects.text == "The council sold the bridge in 1987 to a brewery."


def test_a_correction_of_what_the_article_does_not_have_leads_nowhere(claims):
    text = "Bridge sold\n\nThe sun shone.\n\nCorrection: An earlier version of this article misspelled Omar Haddad."
    (found,) = (one for one in claims(text) if one.correction)
    assert found.corrects is None


def test_nothing_is_claimed_by_who_declines_to_comment(claims):
    assert claims("Anna Kovács declined to comment.") == ()


def test_a_notice_that_something_is_corrected_is_no_claim(claims):
    assert claims("Bridge sold\n\nThe sun shone.\n\nCorrection appended") == ()


def test_what_is_named_in_a_claim(model):
    text = "Anna Kovács of the town council said that Omar Haddad met her in Vienna."
    found = analyse(Article(id="a", text=text), model)
    (claim,) = found.claims
    named = {found.entities[number].name for number in claim.entities}
    assert {"Omar Haddad", "Vienna"} <= named
    assert claim.entity is not None
    assert found.entities[claim.entity].name == "Anna Kovács"


def _verbatim(text: str, claim: Claim) -> bool:
    spans = [*claim.content, claim.context]
    spans += [span for one in (*claim.negations, *claim.hedges) for span in (one.cue, one.scope)]
    return all(text[span.start : span.end] == span.text for span in spans)


SAMPLE = sorted(
    file.name for file in (resources.files("spquotes.data") / "articles").iterdir() if file.name.endswith(".txt")
)


@pytest.mark.parametrize("name", SAMPLE)
def test_every_span_is_verbatim_and_every_id_its_own(name, model):
    text = (resources.files("spquotes.data") / "articles" / name).read_text(encoding="utf-8")
    found = analyse(Article(id=name, text=text), model).claims
    assert found
    assert all(_verbatim(text, claim) for claim in found)
    assert len({claim.id for claim in found}) == len(found)


@given(st.text(alphabet="ab “”‘’\"',.«»-–\n", max_size=60))
@settings(max_examples=300, deadline=None)
def test_a_bare_stretch_is_a_part_with_a_letter_and_no_loose_ends(text):
    place = bare(text, (0, len(text)))
    if place is None:
        return
    start, end = place
    assert 0 <= start < end <= len(text)
    assert any(map(str.isalnum, text[start:end]))
    assert text[start] not in " ,\n"
    assert text[end - 1] not in " ,\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A b.”", "A b."),
        ("“A b", "A b"),
        ("a b”", "a b"),
        ("“A” and “b”", "“A” and “b”"),
        ("“It is ‘a’ b,”", "It is ‘a’ b"),
        ("the ‘a’", "the ‘a’"),
        (" , a b; ", "a b"),
        ("''A b,''", "A b"),
        ("``A b,''", "A b"),
        ("''A b", "A b"),
        ("''a'' and ''b''", "''a'' and ''b''"),
    ],
)
def test_marks_without_a_partner_go(text, expected):
    place = bare(text, (0, len(text)))
    assert place is not None
    assert text[slice(*place)] == expected


def test_laying_out_knows_corrections():
    page = lay_out("T\n\nRain fell on the town for days.\n\nCorrection: An earlier version misstated the name.")
    assert [block.kind for block in page.blocks][-1] == "correction"
