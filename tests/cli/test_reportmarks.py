"""An article's text as HTML: exact, its marks properly nested, nothing in it obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import FERRY, HOSTILE, PIER, harbour, report, said
from spquotes.cli.reportmarks import Layer, body, headline, layers, shown, tokens


class Reader(HTMLParser):
    """What a browser takes from a piece of HTML: its text, and which elements enclose each character."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.around, self.labels = [], "", [], []
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "a":
            self.labels.append((len(self.text), found["data-n"]))
        self.open.append((tag, found))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        self.around += [list(self.open)] * len(data)

    def marked(self, number):
        """The text within a statement's marks."""
        return "".join(
            character
            for character, around in zip(self.text, self.around, strict=True)
            if any(tag == "span" and found.get("data-s") == str(number) for tag, found in around)
        )


def read(place):
    made = harbour()
    return Reader(body(made.articles[place], made.speakers))


@pytest.mark.parametrize(("place", "article"), [(0, FERRY), (1, PIER)])
def test_the_text_is_the_articles_to_the_letter(place, article):
    assert read(place).text == article.text


def test_what_would_be_obeyed_is_spelled_out_and_markup_is_text():
    expected = HOSTILE.text.replace("\r\n", "\n")
    for character, escape in (("\u2028", r"\u2028"), ("\x00", r"\x00"), ("\u202e", r"\u202e"), ("\u202c", r"\u202c"),
                              ("\ud800", r"\ud800")):  # fmt: skip
        expected = expected.replace(character, escape)
    assert read(3).text == expected
    assert {tag for around in read(3).around for tag, _ in around} <= {"span", "i", "b"}


@pytest.mark.parametrize("place", [0, 1])
def test_each_statement_is_marked_from_its_first_character_to_its_last(place):
    made = harbour().articles[place]
    found = read(place)
    for one in made.statements:
        assert found.marked(one.number) == "".join(piece["text"] for piece in one.row["content"])


def test_a_statement_within_another_is_marked_within_it():
    found = read(0)
    inner = found.around[found.text.index("a new pier")]
    assert [attributes["data-s"] for tag, attributes in inner if tag == "span"] == ["3", "4"]


def test_statements_that_overlap_are_cut_where_one_ends():
    found = read(1)
    both = found.around[found.text.index("the pier is late")]
    after = found.around[found.text.index("Its paint")]
    assert [attributes["data-s"] for tag, attributes in both if tag == "span"] == ["2", "3"]
    assert [attributes["data-s"] for tag, attributes in after if tag == "span"] == ["3"]


def test_each_piece_has_one_label_with_initials_and_number_even_where_it_is_cut():
    assert [name for _, name in read(1).labels] == ["BE1", "BE2", "IL3"]
    made = report((FERRY, [said(["ferry will", "in May"], "Ida Lund"), said(["council"])]))
    assert [name for _, name in Reader(body(made.articles[0], made.speakers)).labels] == ["IL1", "…1", "?2"]


def test_types_are_told_apart_by_class_and_who_is_left_open_has_a_colour_of_their_own():
    made = harbour()
    classes = re.findall(r'<span class="m ([^"]+)"', body(made.articles[0], made.speakers))
    assert [one.split()[1] for one in classes] == ["i", "d", "x", "d", "i"]
    assert [one.split()[0] == "cn" for one in classes] == [False, False, False, True, False]


def test_a_line_below_what_encloses_another_lies_deeper():
    made = harbour()
    assert 'x h1" data-s="3"' in body(made.articles[0], made.speakers)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("A title\n\nText", "A title", "A title"),
        ("# A title\nText", "A title", "# A title"),
        ("\nA title", "A title", "A title"),
        ("A title goes on\n", "A title", None),
        ("Something else\n\nA title\n", "A title", None),
        ("Text", None, None),
        ("Text", "", None),
        ("A title\r\nText", "A title", "A title"),
    ],
)
def test_a_title_within_the_text_is_its_headline(text, title, expected):
    made = report((replace(FERRY, text=text, title=title), []))
    place = headline(made.articles[0])
    assert (place and text[place[0] : place[1]]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b> & \"'", "&lt;b&gt; &amp; &#34;&#39;"),
        ("tab\there\n", "tab\there\n"),
        ("a\x1b[31m", 'a<span class="u" title="U+001B">\\x1b</span>[31m'),
        ("\u2066x", '<span class="u" title="U+2066">\\u2066</span>x'),
    ],
)
def test_text_is_shown_as_it_is(text, expected):
    assert shown(text) == expected


@st.composite
def layered(draw):
    length = draw(st.integers(1, 30))
    places = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    every = draw(st.lists(places, max_size=8))
    found = [Layer(a, b, "statement", (number,)) for number, (a, b) in enumerate(every) if a < b]
    return length, sorted(found, key=lambda one: one.place)


@given(layered())
def test_any_layers_nest_and_cover_exactly_their_places(made):
    length, every = made
    stack, covered, opened, position = [], {layer: [] for layer in every}, [], 0
    for token in tokens(length, every):
        if token.step == "text":
            assert token.start == position < token.end
            position = token.end
            for layer in stack:
                covered[layer] += range(token.start, token.end)
        elif token.step == "close":
            assert stack.pop() == token.layer
        else:
            stack.append(token.layer)
            opened += [token.layer] if token.step == "open" else []
    assert (stack, position) == ([], length)
    assert sorted(opened, key=lambda one: one.place) == every
    assert all(places == list(range(layer.start, layer.end)) for layer, places in covered.items())


def test_layers_of_one_place_are_one_for_several_statements():
    made = report((FERRY, [said(["May"], "Ida Lund", source="Lund", cue="said"), said(["years"], source="Lund")]))
    found = [(one.kind, one.statements) for one in layers(made.articles[0]) if one.kind in ("source", "cue")]
    assert sorted(found) == [("cue", (1,)), ("source", (1, 2))]
