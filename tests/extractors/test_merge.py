"""Findings made statements: pieces joined, rivals settled, nested ones kept or dropped, extents cut at the marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.extractors.attributors import Finding
from spquotes.extractors.attributors.finding import Source
from spquotes.extractors.content import covered, length, overlap, quoted_share, tidy, words
from spquotes.extractors.leftover import with_leftovers
from spquotes.extractors.merge import merge, nest
from spquotes.extractors.page import lay_out


def found(text, content, cue="said", source="Brown", **more):
    """A finding in a text by the words of its parts."""

    def place(part):
        assert text.count(part) == 1, part
        return text.index(part), text.index(part) + len(part)

    spot = place(source) if source else None
    details = {"rule": "clause", "lemma": "say", "frame": "clause", "confidence": 0.8, "sentence": 0, **more}
    return Finding(
        cue=place(cue) if cue else None,
        who=Source(spot, spot) if spot else None,
        content=tuple(place(part) for part in ([content] if isinstance(content, str) else content)),
        **details,
    )


def contents(text, findings):
    return [[text[start:end] for start, end in finding.content] for finding in findings]


JOINED = [
    ("“It is old,” Brown said. “It must go.”", ["“It is old,”", "“It must go.”"]),
    ("“It is old,” Brown said on Monday at the bridge. “It must go.”", ["“It is old,”", "“It must go.”"]),
    ("“It is old,” Brown said, “and it must go.”", ["“It is old,”", "“and it must go.”"]),
    ("“It is old,” Brown said, adding, “It must go.”", ["“It is old,”", "“It must go.”"]),
    ("“It is old,” Brown said, and “it must go.”", ["“It is old,”", "“it must go.”"]),
    ("“It is old,” Brown said. “It must go.” “Now.”", ["“It is old,”", "“It must go.”", "“Now.”"]),
    ("“It is old,” Brown said of it to Mr. Doe. “It must go.”", ["“It is old,”", "“It must go.”"]),
]


@pytest.mark.parametrize(("text", "pieces"), JOINED)
def test_pieces_under_one_cue_are_one(text, pieces):
    assert contents(text, merge([found(text, "“It is old,”")], lay_out(text))) == [pieces]


APART = [
    "“It is old,” Brown said. The council met. “It must go.”",
    "“It is old,” Brown said.\n\n“It must go.”",
    "“It is old,” Brown said! Who knows? “It must go.”",
    f"“It is old,” Brown said{' and said' * 30}. “It must go.”",
]


@pytest.mark.parametrize("text", APART)
def test_what_stands_apart_is_not_joined(text):
    finding = found(text, "“It is old,”", cue="Brown said")
    assert contents(text, merge([finding], lay_out(text))) == [["“It is old,”"]]


def test_a_quotation_with_a_cue_of_its_own_is_not_joined():
    text = "“It is old,” Brown said. “It must go,” Keller added."
    findings = [found(text, "“It is old,”"), found(text, "“It must go,”", cue="added", source="Keller")]
    assert contents(text, merge(findings, lay_out(text))) == [["“It is old,”"], ["“It must go,”"]]


def test_of_two_findings_with_one_cue_the_likelier_stays():
    text = "Brown said it is old and grey."
    findings = [found(text, "it is old and grey", confidence=0.9), found(text, "grey", confidence=0.7)]
    assert contents(text, merge(findings, lay_out(text))) == [["it is old and grey"]]


def test_of_two_findings_with_one_content_the_likelier_stays():
    text = "Brown said, according to Keller, it is old."
    findings = [
        found(text, "it is old", confidence=0.7),
        found(text, "it is old", cue="according to", source="Keller", confidence=0.8),
    ]
    assert [text[slice(*finding.cue)] for finding in merge(findings, lay_out(text))] == ["according to"]


def test_different_statements_of_one_sentence_both_stay():
    text = "Brown said it is old and added that it must go."
    findings = [found(text, "it is old"), found(text, "that it must go", cue="added")]
    assert len(merge(findings, lay_out(text))) == 2


NESTING = "Brown said that Keller claims the bridge is old."


def nested(text, **more):
    outer = found(text, "that Keller claims the bridge is old")
    inner = found(text, "the bridge is old", **{"cue": "claims", "source": "Keller", **more})
    return nest([outer, inner], lay_out(text))


def test_a_statement_inside_another_knows_its_outer():
    assert [one.nested_in for one in nested(NESTING)] == [None, 0]


KEPT = [
    ({}, True),
    ({"source": None}, False),
    ({"frame": "prep_for", "confidence": 0.7}, True),
    ({"frame": "prep_for", "confidence": 0.4}, False),
    ({"frame": "object", "confidence": 0.9, "cls": "want"}, False),
    ({"frame": "object", "confidence": 0.9, "cls": "think"}, False),
]


@pytest.mark.parametrize(("more", "kept"), KEPT)
def test_nested_statements_of_third_parties_are_kept(more, kept):
    assert (len(nested(NESTING, **more)) == 2) is kept


@pytest.mark.parametrize("nobody", ["I", "we", "you", "people", "nobody", "everyone"])
def test_nested_statements_of_nobody_else_are_dropped(nobody):
    text = f"Brown said that {nobody} claims the bridge is old."
    outer = found(text, f"that {nobody} claims the bridge is old")
    inner = found(text, "the bridge is old", cue="claims", source=f"{nobody}")
    assert [one.finding for one in nest([inner, outer], lay_out(text))] == [outer]


def test_the_smallest_statement_around_is_the_outer_one():
    text = "Brown said that Keller claims that Doe believes the bridge is old."
    findings = [
        found(text, "that Keller claims that Doe believes the bridge is old"),
        found(text, "that Doe believes the bridge is old", cue="claims", source="Keller"),
        found(text, "the bridge is old", cue="believes", source="Doe"),
    ]
    assert [one.nested_in for one in nest(findings, lay_out(text))] == [None, 0, 1]


def test_neighbour_of_a_claimed_quotation_joins_it():
    text = "“It is old.” “It must go,” Brown said."
    assert contents(text, with_leftovers([found(text, "“It must go,”")], lay_out(text))) == [
        ["“It is old.”", "“It must go,”"]
    ]


LONG = "“We have tested every stone of it.”"
LEFT = [
    (f"Brown said it is old.\n\n{LONG}", ["continuation"]),
    (f"Brown said it is old. {LONG}", ["continuation"]),
    (f"Brown said it is old.\n\nThe council met.\n\n{LONG}", ["unattributed"]),
    (f"Brown said it is old. The council met. {LONG}", ["unattributed"]),
    ("Brown said it is old. “Good stones.”", ["unattributed"]),
    ("Brown said it is old. The “bridge of the four winds” was closed.", []),
]


@pytest.mark.parametrize(("text", "rules"), LEFT)
def test_quotation_nobody_claims(text, rules):
    assert [finding.rule for finding in with_leftovers([found(text, "it is old")], lay_out(text))[1:]] == rules


@pytest.mark.parametrize("cls", ["want", "think"])
def test_nothing_goes_on_after_an_attitude(cls):
    text = f"Brown said it is old.\n\n{LONG}"
    assert with_leftovers([found(text, "it is old", cls=cls)], lay_out(text))[-1].rule == "unattributed"


def test_words_said_elsewhere_are_repeated():
    text = f"Brown said: {LONG}\n\nIt rained. “Tested every stone of it” was on every wall."
    last = with_leftovers([found(text, LONG)], lay_out(text))[-1]
    assert (last.rule, text[slice(*last.repeats)]) == ("repeat", "Brown")


TIDY = [
    ("  it is old, ", "it is old"),
    ("it is old.", "it is old"),
    ("it is in the U.S.", "it is in the U.S."),
    ("at 5 p.m.", "at 5 p.m."),
    ("“it is old.”", "“it is old.”"),
    ("it is old...", "it is old..."),
    ("it is old!", "it is old!"),
    ("it is old, and", "it is old"),
    ("it is old; but ", "it is old"),
    ("– it is old –", "it is old"),
    ("named by John F.", "named by John F."),
]


@pytest.mark.parametrize(("text", "kept"), TIDY)
def test_edges_of_a_content(text, kept):
    start, end = tidy(text, (0, len(text)))
    assert text[start:end] == kept


@given(st.text(alphabet="ab. ,;”“and\n"), st.integers(0, 20), st.integers(0, 20))
def test_tidying_only_shortens(text, first, last):
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    kept = tidy(text, (start, end))
    assert start <= kept[0] <= kept[1] <= end


SPANS = st.lists(st.integers(0, 60), unique=True, max_size=12).map(
    lambda ends: list(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


def characters(spans):
    return {at for start, end in spans for at in range(start, end)}


@given(SPANS, SPANS)
def test_overlap_is_that_of_sets_of_characters(one, other):
    assert overlap(one, other) == len(characters(one) & characters(other))
    assert length(one) == len(characters(one))


@given(SPANS, SPANS)
def test_covered_means_each_within_one(inner, outer):
    assert covered(inner, tuple(outer)) == all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def test_words_are_counted_over_all_spans():
    assert words("one two three four", [(0, 7), (8, 13)]) == 3


SHARES = [
    ("Brown said “it is old”.", "“it is old”", 1.0),
    ("Brown said it is “old”.", "it is “old”", 5 / 11),
    ("Brown said it is old.", "it is old", 0.0),
]


@pytest.mark.parametrize(("text", "content", "share"), SHARES)
def test_share_that_is_quoted(text, content, share):
    at = text.index(content)
    assert quoted_share(lay_out(text), [(at, at + len(content))]) == pytest.approx(share)
