"""Quotation marks paired on the raw text: one kind of mark or one rule a case."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spquotes.extractors.markroles import SINGLE_REACH
from spquotes.extractors.marks import DEEPEST, Quotation, pair

MARKS = "“”„‟\"«»‹›‘’‚'＂`"


def pairs(text: str) -> list[Quotation]:
    """The quotations of a text whose blocks are its lines."""
    return pair(text, [match.span() for match in re.finditer(r"[^\n]+", text)])


def quoted(text: str) -> list[str]:
    """Closed quotations, each moved in by a dot for every quotation around it."""
    return ["·" * one.depth + text[one.start : one.end] for one in pairs(text) if one.closed]


def left_open(text: str) -> list[str]:
    return [text[one.start : one.end] for one in pairs(text) if not one.closed]


# ---- kinds of marks


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("‹", "›"), ("„", "“"), ("„", "”"), ("‚", "‘"),
        ("‚", "’"), ("``", "''"), ("''", "''"), ("‟", "”"), ("＂", "＂"), ("“", '"'),
    ],
)  # fmt: skip
def test_kinds_of_marks(opening, closing):
    text = f"{opening}We open at noon,{closing} the baker said, and he meant it."
    assert quoted(text) == [f"{opening}We open at noon,{closing}"]
    assert not left_open(text)
    (one,) = pairs(text)
    assert text[one.inner_start : one.inner_end] == "We open at noon,"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He wrote ‘no’ and left,” she said.", ["“He wrote ‘no’ and left,”", "·‘no’"]),
        ("\"He wrote 'no' and left,\" she said.", ["\"He wrote 'no' and left,\"", "·'no'"]),
        ("‘He wrote “no” and left,’ she said.", ["‘He wrote “no” and left,’", "·“no”"]),
        ("'He wrote \"no\" and left,' she said.", ["'He wrote \"no\" and left,'", '·"no"']),
        ("''They were 'soft measures','' she said.", ["''They were 'soft measures',''", "·'soft measures'"]),
        ("«He wrote “no” and left», she said.", ["«He wrote “no” and left»", "·“no”"]),
        ("«He wrote «no» and left», she said.", ["«He wrote «no» and left»", "·«no»"]),
        ("“‘No,’ he wrote,” she said.", ["“‘No,’ he wrote,”", "·‘No,’"]),
        ("\"'No,' he wrote,\" she said.", ["\"'No,' he wrote,\"", "·'No,'"]),
        ("“It is ‘over.’”", ["“It is ‘over.’”", "·‘over.’"]),
        ("\"It is 'over.'\"", ["\"It is 'over.'\"", "·'over.'"]),
        (
            "“She told me ‘he cried “stop” and fell’ twice,” she said.",
            ["“She told me ‘he cried “stop” and fell’ twice,”", "·‘he cried “stop” and fell’", "··“stop”"],
        ),
        (
            '"She told me \'he cried "stop" and fell\' twice," she said.',
            ['"She told me \'he cried "stop" and fell\' twice,"', "·'he cried \"stop\" and fell'", '··"stop"'],
        ),
    ],
)
def test_nested(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” “two” and “three”", ["“One,”", "“two”", "“three”"]),
        ('He wrote "so" ("or so") and \'thus\'.', ['"so"', '"or so"', "'thus'"]),
        ("It was—“No!”—and then “yes”—again.", ["“No!”", "“yes”"]),
        ('It was—"No!"—and then "yes"—again.', ['"No!"', '"yes"']),
        ("He asked “why?”, she “why not?”.", ["“why?”", "“why not?”"]),
        ('He wrote,"No," and left.', ['"No,"']),
        ('she wrote."No," he said.', ['"No,"']),
        ("“[H]e came … and went,” she said.", ["“[H]e came … and went,”"]),
        ('"…and so on," she said.', ['"…and so on,"']),
        ('"($5) is the price," she said.', ['"($5) is the price,"']),
        ("The 'boys' and the 'girls' came.", ["'boys'", "'girls'"]),
    ],
)
def test_side_by_side_and_glued(text, expected):
    assert quoted(text) == expected


# ---- what is no quotation mark


@pytest.mark.parametrize(
    "text",
    [
        "We don't know what the boys' toys cost in the '90s.",
        "We don’t know what the boys’ toys cost in the ’90s.",
        "They played rock 'n' roll and told 'em 'twas fun.",
        "O’Hara’s and the Joneses’ house isn’t sold.",
        "’Tis the season, ’cause it’s cold.",
        "The plank is 6'2\" long.",
        'The ruler has 12" and the other 11".',
        "He stood 5' 11\" tall.",
        "we go on” he said.",
        "It is ten o'clock, ma'am.",
    ],
)
def test_apostrophes_inches_and_stray_closing_marks(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'The boys' toys were broken,' she said.", ["'The boys' toys were broken,'"]),
        ("‘The boys’ toys were broken,’ she said.", ["‘The boys’ toys were broken,’"]),
        ("'We don't know,' she said.", ["'We don't know,'"]),
        ('He wrote "no" to a 12" ruler.', ['"no"']),
        ('A 5\' 11" man wrote "no" to me.', ['"no"']),
        ('the dogs\' "bark"', ['"bark"']),
    ],
)
def test_apostrophes_and_inches_beside_quotations(text, expected):
    assert quoted(text) == expected


def test_a_single_mark_closes_within_reach_only():
    near, far = "so " * (SINGLE_REACH // 4), "so " * SINGLE_REACH
    assert quoted(f"'We {near}go,' she said.") == [f"'We {near}go,'"]
    assert quoted(f"'We {far}go,' she said.") == []


# ---- over paragraphs, and left open


def chain(text: str) -> list[tuple[str, int | None, bool]]:
    return [(text[one.start : one.end], one.continues, one.continued) for one in pairs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n“Two.\n“Three,” he said.", [("“One.", None, True), ("“Two.", 0, True), ("“Three,”", 1, False)]),
        ("“One.\nTwo.\nThree,” he said.", [("“One.", None, True), ("Two.", 0, True), ("Three,”", 1, False)]),
        ('"One.\n"Two," he said.', [('"One.', None, True), ('"Two,"', 0, False)]),
        ('"One.\nTwo," he said.', [('"One.', None, True), ('Two,"', 0, False)]),
        ("«One.\n«Two», he said.", [("«One.", None, True), ("«Two»", 0, False)]),
        ("‘One.\n‘Two,’ he said.", [("‘One.", None, True), ("‘Two,’", 0, False)]),
        ("'One.\n'Two,' he said.", [("'One.", None, True), ("'Two,'", 0, False)]),
        (
            "“One.\n“Two,” he said. “Three.\n“Four.”",
            [("“One.", None, True), ("“Two,”", 0, False), ("“Three.", None, True), ("“Four.”", 2, False)],
        ),
        ("“One.”\n“Two.”", [("“One.”", None, False), ("“Two.”", None, False)]),
        ("“One.\nHe left.\nShe stayed.", [("“One.", None, False)]),
        ("“One.\n«Two», he said.", [("“One.", None, False), ("«Two»", None, False)]),
    ],
)
def test_over_several_blocks(text, expected):
    assert chain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He wrote “we go on.", ["“we go on."]),
        ('He wrote "we go on.', ['"we go on.']),
        ("He wrote “we go on. She wrote “we stop.” Then", ["“we go on. She wrote"]),
        ('He wrote "we go on. She wrote "we stop." Then', ['"we go on. She wrote']),
        ("It is a “must", ["“must"]),
        ("“She wrote ‘so, he thought.", ["“She wrote ‘so, he thought."]),
        ("‘She wrote so, he thought.", []),
    ],
)
def test_left_open_is_told_and_ends_before_the_next_or_with_the_block(text, expected):
    assert left_open(text) == expected


def test_what_stands_in_an_abandoned_single_quotation_is_outermost():
    assert quoted("The boys’ ‘so, he wrote “we stop” then’s.") == ["“we stop”"]


# ---- bounds


@pytest.mark.parametrize("opening", ["«", "“a ‘b "])
def test_nesting_is_bounded(opening):
    found = pairs(f"{opening}a " * 100)
    assert found
    assert max(one.depth for one in found) < DEEPEST


@pytest.mark.parametrize("ornament", ["“”", '"', '" ', "'a ", "«"])
def test_a_block_of_marks_is_ornament(ornament):
    assert pairs(ornament * 2_000) == []
    assert pairs(f"{ornament * 2_000}\n“So,” he said.")[0].block == 1


ADVERSARIAL = {
    "opening": "“abcd ",
    "closing": "abcd” ",
    "straight": 'abc "def ',
    "single": "'abcdef' ",
    "single opening": "'abcd ",
    "guillemets": "«abcd ",
    "mixed": "“abc ‘def «ghij ",
    "possessives": "the dogs' ",
    "paragraphs": "“abcd efgh\n",
    "paragraphs without a mark": "abcd efgh\n",
}


@pytest.mark.parametrize("unit", ADVERSARIAL.values(), ids=ADVERSARIAL)
def test_time_is_linear(unit):
    def seconds(units):
        begun = time.process_time()
        pairs("“" + unit * units)
        return time.process_time() - begun

    seconds(1_000)
    short = min(seconds(5_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(2)) < 8 * 4 * max(short, 0.005)  # quadratic would be 64 times as long


# ---- for any text

TEXTS = st.lists(
    st.sampled_from([*MARKS, "''", "``", "a", "s", "word", "1", "9", " ", " ", ".", ",", "n't", "\n", "é", "[", "—"]),
    max_size=60,
).map("".join)


@given(TEXTS | st.text(max_size=80))
def test_quotations_lie_in_their_blocks_in_order(text):
    blocks = [match.span() for match in re.finditer(r"[^\n]+", text)]
    found = pair(text, blocks)
    assert [(one.start, -one.end) for one in found] == sorted((one.start, -one.end) for one in found)
    for one in found:
        start, end = blocks[one.block]
        assert start <= one.start <= one.inner_start <= one.inner_end <= one.end <= end
        assert one.start < one.end


@given(TEXTS)
def test_marks_stand_at_the_edges(text):
    for one in pairs(text):
        opening, closing = text[one.start : one.inner_start], text[one.inner_end : one.end]
        assert opening or one.continues is not None
        assert set(opening) <= set(MARKS)
        assert set(closing) <= set(MARKS)
        assert bool(closing) == one.closed


@given(TEXTS)
def test_quotations_nest_and_depth_counts_what_is_around(text):
    found = pairs(text)
    for place, one in enumerate(found):
        around = 0
        for other in found[:place]:
            apart = other.end <= one.start
            assert apart or one.end <= other.end
            around += not apart
        assert one.depth == around


@given(TEXTS)
@example("‚\n‹")
def test_continuations_point_at_each_other(text):
    found = pairs(text)
    gone_on = [one.continues for one in found if one.continues is not None]
    assert len(set(gone_on)) == len(gone_on)
    assert set(gone_on) == {place for place, one in enumerate(found) if one.continued}
    for one in found:
        if one.continues is not None:
            assert found[one.continues].block < one.block


@given(TEXTS)
def test_outermost_quotations_are_disjoint(text):
    outermost = [one for one in pairs(text) if one.depth == 0]
    assert all(left.end <= right.start for left, right in pairwise(outermost))
