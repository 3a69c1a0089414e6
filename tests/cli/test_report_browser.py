"""The page of ``spq report`` in the system's Chromium: filters, jumps there and back, keys."""

from __future__ import annotations

import pytest
from browsing import missing
from reported import FERRY, anchor, harbour

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


ALL = ["IL1", "IL2", "IL3", "?4", "C5", "BE1", "BE2", "IL3", "E1"]


def test_all_statements_are_listed_in_order(seen):
    assert seen.rows() == ALL
    assert seen.count() == "9 statements in 3 articles"


@pytest.mark.parametrize(
    ("control", "value", "expected"),
    [
        ("#f-outlet", "Harbour News", ["BE1", "BE2", "IL3"]),
        ("#f-class", "2", ["C5"]),
        ("#f-claim", "0", ["IL1", "C5"]),
        ("#f-claim", "90", ["C5"]),
    ],
)
def test_a_choice_filters(seen, control, value, expected):
    seen.page.select_option(control, value)
    assert seen.rows() == expected
    seen.page.keyboard.press("Escape")
    seen.page.click("#chips .chip >> nth=0")
    assert seen.rows() == ALL


def test_days_filter_and_leave_out_what_has_none(seen):
    seen.page.fill("#f-from", "2024-05-01")
    seen.page.locator("#f-from").blur()
    assert seen.rows() == ["BE1", "BE2", "IL3", "E1"]
    seen.page.fill("#f-to", "2024-05-11")
    seen.page.locator("#f-to").blur()
    assert seen.rows() == ["BE1", "BE2", "IL3"]
    assert seen.page.text_content("#chips .chip >> nth=0") == "2024-05-01 to 2024-05-11 ×"


def test_types_filter(seen):
    seen.page.uncheck("#f-types input[value='2']")
    assert seen.rows() == ["IL2", "IL3", "?4"]
    seen.page.uncheck("#f-types input[value='0']")
    assert seen.rows() == ["IL3"]
    assert seen.count() == "1 of 9 statements, in 1 article"


def test_confidence_filters(seen):
    seen.page.locator("#f-conf").fill("60")
    seen.page.wait_for_function("() => document.querySelectorAll('#rows .row').length === 6")
    assert seen.rows() == ["IL1", "IL2", "IL3", "?4", "BE1", "E1"]


@pytest.mark.parametrize(
    ("query", "expected", "texts"),
    [
        ("pier", ["IL3", "?4", "BE1", "BE2", "IL3"], 0),
        ('"new pier"', ["IL3", "?4"], 0),
        ("YEARS waited", ["IL2"], 0),
        ("council", [], 1),
        ("paint", ["IL3"], 0),
        ("aint", [], 0),
        ("(pier", [], 0),
        ("ferry- [a-z] $1 \\", [], 0),
        ("rained", [], 1),
        ("zzz", [], 0),
        ("onerror=window", ["E1"], 0),
    ],
)
def test_words_are_searched_in_statements_and_in_texts(seen, query, expected, texts):
    seen.page.fill("#q", query)
    seen.page.keyboard.press("Enter")
    assert seen.rows() == expected
    assert seen.page.locator("#texts-only .art").count() == texts


def test_speakers_filter_together_and_have_a_portrait(seen):
    lund = seen.page.locator("#who .person", has_text="Ida Lund")
    assert lund.locator("svg").get_attribute("aria-label") == (
        "direct 1, mixed 1, indirect 2; say 4; in 2 articles"
    )  # fmt: skip
    lund.click()
    assert seen.rows() == ["IL1", "IL2", "IL3", "IL3"]
    assert lund.get_attribute("aria-pressed") == "true"
    seen.page.locator("#who .person", has_text="Speaker left open").click()
    assert seen.rows() == ["IL1", "IL2", "IL3", "?4", "IL3"]
    seen.page.click("text=Clear all")
    assert seen.rows() == ALL


def test_a_speaker_is_found_by_name(seen):
    seen.page.fill("#find", "lund")
    assert seen.page.locator("#who .person .is").all_text_contents() == ["Ida Lund"]


def test_the_timeline_filters_by_mouse_and_by_key(seen):
    columns = seen.page.locator("#time .col")
    assert columns.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))") == [
        "March 2024: 5 statements", "April 2024: 0 statements", "May 2024: 4 statements",
    ]  # fmt: skip
    columns.nth(2).click()
    assert seen.rows() == ["BE1", "BE2", "IL3", "E1"]
    assert seen.page.input_value("#f-from") == "2024-05-01"
    columns.nth(2).click()
    assert seen.rows() == ALL
    columns.nth(0).focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Enter")
    assert seen.rows() == ["BE1", "BE2", "IL3", "E1"]


def test_the_order_can_be_changed(seen):
    seen.page.select_option("#sort", "check")
    assert seen.rows()[:2] == ["C5", "IL1"]
    seen.page.select_option("#sort", "unsure")
    assert seen.rows()[0] == "BE2"
    seen.page.select_option("#sort", "newest")
    assert seen.rows()[0] == "E1"


def test_a_row_goes_to_its_words_and_the_back_button_to_the_row(seen):
    row = seen.page.locator("#rows .row").nth(5)
    row.click()
    assert seen.fragment() == anchor(1, 1)
    label = seen.page.locator(f"#w-{anchor(1, 1)}")
    assert label.evaluate("(at) => at === document.activeElement")
    label.scroll_into_view_if_needed()
    assert seen.page.locator("article:not([hidden])").get_attribute("id") == harbour().articles[1].anchor
    assert seen.page.locator(".words .m.on").all_text_contents() == ["No pier this year"]
    assert row.get_attribute("aria-current") == "true"
    seen.page.go_back()
    seen.page.wait_for_selector("#card", state="hidden")
    assert seen.fragment() == ""
    assert seen.focused() == f"#{anchor(1, 1)}"
    seen.page.go_forward()
    seen.page.wait_for_selector("#card", state="visible")
    assert seen.page.locator(".words .m.on").all_text_contents() == ["No pier this year"]


@pytest.mark.parametrize("seen", [{"viewport": {"width": 1280, "height": 420}}], indirect=True)
def test_a_link_to_one_statement_opens_at_its_words(seen):
    seen.page.goto("about:blank")
    seen.go(f"#{anchor(0, 4)}")
    assert seen.page.locator(".words .m.on").all_text_contents() == ["“a new pier by June.”"]
    box, pane = (seen.page.locator(one).bounding_box() for one in (f"#w-{anchor(0, 4)}", "#articles"))
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"] - 10
    seen.page.keyboard.press("b")
    seen.page.wait_for_selector("#card", state="hidden")
    assert seen.fragment() == ""


def test_back_to_the_list_is_that_from_wherever_one_is(seen):
    for number in (1, 2):
        seen.page.locator("#rows .row").nth(number).click()
        seen.page.wait_for_selector(f".words .n.on[href='#{anchor(0, number + 1)}']")
    seen.page.click("#back")
    seen.page.wait_for_selector("#card", state="hidden")
    assert seen.fragment() == ""
    for number in (3, 2):
        seen.page.go_back()
        seen.page.wait_for_selector(f".words .n.on[href='#{anchor(0, number)}']")
    seen.page.keyboard.press("b")
    seen.page.wait_for_selector("#card", state="hidden")
    assert seen.fragment() == ""


def test_words_in_the_text_choose_the_innermost_statement(seen):
    seen.page.locator(".words").get_by_text("a new pier by June").click()
    seen.page.wait_for_selector("#card", state="visible")
    assert seen.fragment() == anchor(0, 4)
    assert "Stands in" in seen.page.text_content("#card")
    seen.page.click("#card dd a")
    seen.page.wait_for_function("(id) => location.hash === '#' + id", arg=anchor(0, 3))
    assert "Holds" in seen.page.text_content("#card")


def test_a_statements_card_tells_all_of_it_with_a_citation(seen):
    seen.go(f"#{anchor(0, 5)}")
    card = " ".join(seen.page.text_content("#card").split())
    start = FERRY.text.index("that it owes")
    parts = (
        "company", "“denies”, class deny", "indirect; confidence 0.55", "negated: the text says",
        "0.90 – names a figure", f"characters {start}–{start + 30}", f"id {anchor(0, 5)}", "rule by-hand",
    )  # fmt: skip
    assert [words for words in parts if words not in card] == []
    assert seen.page.input_value("#cite") == (
        "company [not: denies; indirect, not all verbatim]: that it owes 40 million crowns – Coast Daily, 2024-03-02, "
        f"“Ferry to sail again”, ferry.txt, characters {start}–{start + 30}, {anchor(0, 5)}"
    )


def test_a_citation_of_a_statement_within_another_tells_through_whom(seen):
    seen.go(f"#{anchor(0, 4)}")
    assert seen.page.input_value("#cite").startswith(
        "“the minister” (speaker left open) [promised; direct; as told by Ida Lund]: “a new pier by June.” – "
    )


def test_the_whole_page_works_by_keys(seen):
    press = seen.page.keyboard.press
    press("j")
    assert seen.fragment() == anchor(0, 1)
    press("j")
    press("n")
    assert seen.fragment() == anchor(0, 3)
    press("k")
    assert seen.fragment() == anchor(0, 2)
    press("Escape")
    seen.page.wait_for_selector("#card", state="hidden")
    assert (seen.fragment(), seen.focused()) == ("", f"#{anchor(0, 2)}")
    press("ArrowDown")
    press("Enter")
    seen.page.wait_for_selector("#card", state="visible")
    assert seen.fragment() == anchor(0, 3)
    press("]")
    seen.page.wait_for_selector("#card", state="hidden")
    assert seen.fragment() == harbour().articles[1].anchor
    press("j")
    assert seen.fragment() == anchor(1, 1)
    press("/")
    assert seen.focused() == "q"
    seen.page.keyboard.type("pier j?")
    assert seen.page.input_value("#q") == "pier j?"
    press("Escape")
    press("Escape")
    press("s")
    assert seen.focused() == "find"
    press("Escape")
    press("x")
    assert seen.rows() == ALL


def test_the_keys_are_told_and_the_help_closes(seen):
    seen.page.keyboard.press("?")
    told = seen.page.text_content("#help")
    for words in ("next statement", "previous statement", "search", "speakers", "back to the list", "light or dark"):
        assert words in told
    seen.page.keyboard.press("j")
    assert seen.fragment() == ""
    seen.page.keyboard.press("Escape")
    assert not seen.page.locator("#help").is_visible()


def test_tab_first_offers_to_skip_to_the_statements_and_focus_can_be_seen(seen):
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className").startswith("skip")
    seen.page.keyboard.press("Enter")
    assert seen.focused() == f"#{anchor(0, 1)}"
    seen.page.keyboard.press("ArrowDown")
    assert seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert seen.page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_hostile_markup_is_text_wherever_it_is_shown(seen):
    seen.go(f"#{anchor(3, 1)}")
    words = seen.page.text_content(f"[id='{harbour().articles[3].anchor}'] .words")
    assert words.startswith(
        "Mayor <script>window.hacked=1</script> said </script><img src=x onerror=window.hacked=2> & &amp; more.\\u2028"
    )
    assert "<svg onload=window.hacked=3>" in seen.page.text_content("#rows")
    assert "Eve <script>" in seen.page.text_content("#who")
    assert "Eve <script>" in seen.page.text_content("#card")
    assert seen.page.text_content("#chips") == ""
    seen.page.select_option("#f-outlet", index=3 if seen.page.locator("#f-outlet option").count() > 3 else 1)
    seen.page.fill("#q", "<img src=x onerror=window.hacked=8>")
    seen.page.keyboard.press("Enter")
    assert "onerror=window.hacked=8" in seen.page.text_content("#chips")
    assert seen.page.locator("img, iframe, #rows script, #articles script, #card script").count() == 0
