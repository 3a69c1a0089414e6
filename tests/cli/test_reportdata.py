"""What a report gathers from a store, without any HTML, and the colours it gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from spquotes.cli import reportdata
from spquotes.cli.reportcolours import DARK, LIGHT, SPEAKERS, contrast, hues
from spquotes.cli.reportdata import gather, initials
from spquotes.data.errors import UsageError
from spquotes.data.store import QuoteFilter, Store


@pytest.fixture
def store(library):
    with Store.open(library) as opened:
        yield opened


def test_articles_come_with_their_statements_in_order_the_undated_last(store):
    found = gather(store, QuoteFilter())
    assert [(one.article.id, [s.row["text"] for s in one.statements]) for one in found.articles] == [
        (
            "mill.txt",
            [
                "the mill would reopen",
                "“We waited ten years,” … “is not a gift”",
                "<b>higher rents</b> | and sanctions",
            ],
        ),
        ("harbour.md", ["it", "=SUM(1,2) is no answer"]),
    ]
    assert (found.statements, found.undated, found.days) == (5, 1, ("2021-03-04", "2021-03-04"))
    assert found.outlets == ["Valley Courier"]


def test_speakers_are_the_canonical_ones_the_most_quoted_first_and_who_is_left_open_is_nobody(store):
    found = gather(store, QuoteFilter())
    assert [(one.id, one.name, one.count, one.articles, dict(one.types)) for one in found.speakers] == [
        ("haddad", "Omar Haddad", 2, 2, {"indirect": 2}),
        ("kovacs", "Anna Kovács", 2, 1, {"indirect": 1, "direct": 1}),
    ]
    assert [s.speaker for one in found.articles for s in one.statements] == [1, 1, 0, 0, None]


@pytest.mark.parametrize(
    ("wanted", "articles", "statements"),
    [
        (QuoteFilter(speakers=["haddad"]), ["mill.txt", "harbour.md"], 2),
        (QuoteFilter(speakers=[]), [], 0),
        (QuoteFilter(about=["kovacs"]), ["harbour.md"], 1),
        (QuoteFilter(outlets=["valley courier"]), ["mill.txt"], 3),
        (QuoteFilter(since="2021-01-01"), ["mill.txt"], 3),
        (QuoteFilter(everything=True), ["mill.txt", "harbour.md"], 6),
        (QuoteFilter(min_confidence=0.95), ["mill.txt", "harbour.md"], 0),
    ],
)
def test_what_is_asked_for_is_shown(store, wanted, articles, statements):
    found = gather(store, wanted)
    assert ([one.article.id for one in found.articles], found.statements) == (articles, statements)


def test_claims_come_with_their_statements_and_the_articles_own_do_not(store):
    first, *_ = gather(store, QuoteFilter()).articles
    assert [[claim.check for claim in one.claims] for one in first.statements] == [[0.35], [0.62], [0.2]]
    assert first.statements[1].claims[0].reasons == ("names a figure: ten years", "personal experience")


def test_the_same_file_in_two_folders_has_anchors_of_its_own(store):
    article = store.article("mill.txt")
    rows = list(store.quotes(QuoteFilter(docs=["mill.txt"])))
    used = reportdata.Counter()
    one, other = (
        reportdata._article(replace(article, id=f"{folder}/mill.txt"), rows, {"kovacs": 0, "haddad": 1}, {}, used)
        for folder in "ab"
    )
    anchors = [one.anchor, other.anchor, *(s.anchor for made in (one, other) for s in made.statements)]
    assert len(set(anchors)) == len(anchors) == 8


@pytest.mark.parametrize(("fingerprint", "expected"), [("by hand", 0), ("newer", 2), (None, 0)])
def test_what_other_rules_analysed_is_counted(store, fingerprint, expected):
    assert gather(store, QuoteFilter(), fingerprint).outdated == expected


def test_too_many_articles_are_refused(store, monkeypatch):
    monkeypatch.setattr(reportdata, "MOST_ARTICLES", 1)
    with pytest.raises(UsageError, match="choose with --speaker"):
        gather(store, QuoteFilter())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Konstantin Kosachyov", "KK"),
        ("Ministry of Foreign Affairs", "MFA"),
        ("Ludwig van der Berg-Hansen", "LBH"),
        ("Union of Very Old Sailing Clubs", "UVC"),
        ("some lawmakers", "L"),
        ("Косачёв", "К"),
        ("12 %", "?"),
        ("", "?"),
        ("<script>", "S"),
    ],
)
def test_initials(name, expected):
    assert initials(name) == expected


def test_speakers_of_one_article_have_different_hues():
    found = hues([[0, 1, 2], [0, 10, 11], [3, 11]], 12)
    assert len({found[0], found[1], found[2]}) == len({found[0], found[10], found[11]}) == 3
    assert found[3] != found[11]
    assert set(found) == set(range(len(SPEAKERS)))


TEXT_ON = [
    ("ink", "paper"), ("ink", "panel"), ("soft", "paper"), ("soft", "panel"), ("accent", "paper"), ("accent", "panel"),
    ("ink", "accent-tint"), ("soft", "accent-tint"), ("accent", "accent-tint"), ("on-accent", "accent"),
    ("ink", "found"), ("ink", "none-tint"), ("none-ink", "panel"), ("none-ink", "none-tint"), ("panel", "none-line"),
]  # fmt: skip


@pytest.mark.parametrize(("theme", "pair"), list(product(["light", "dark"], TEXT_ON)))
def test_text_stands_out_from_what_is_behind_it(theme, pair):
    colours = LIGHT if theme == "light" else DARK
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize(("theme", "behind"), list(product(["light", "dark"], ["paper", "panel"])))
def test_the_edges_of_controls_and_the_timeline_can_be_seen(theme, behind):
    colours = LIGHT if theme == "light" else DARK
    assert min(contrast(colours[name], colours[behind]) for name in ("edge", "none-line", "accent")) >= 3


@pytest.mark.parametrize(("theme", "number"), list(product([0, 1], range(len(SPEAKERS)))))
def test_every_speakers_colours_can_be_read(theme, number):
    tint, rule, name = SPEAKERS[number][theme]
    base = (LIGHT, DARK)[theme]
    text = [(base["ink"], tint), (name, tint), (name, base["panel"]), (base["panel"], rule)]
    assert min(contrast(*pair) for pair in text) >= 4.5
    for behind in (base["panel"], tint):  # the line below, which tells the type, is no text: 3 is what WCAG asks
        assert contrast(rule, behind) >= 3


@pytest.mark.parametrize(("one", "other", "expected"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_wcags(one, other, expected):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.01)
