"""The page of ``spq report`` in the system's Chromium: themes, phones, paper, no script, 500 articles."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from browsing import missing
from reported import FERRY, anchor, harbour, html, report, said
from reportspeed import until_ready
from spquotes.data.records import Article

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


BACK = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("seen", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True)
def test_the_theme_follows_the_system_and_then_the_reader(seen):
    before = seen.page.evaluate(BACK)
    seen.page.click("#theme")
    after = seen.page.evaluate(BACK)
    assert {before, after} == {"rgb(246, 244, 239)", "rgb(20, 23, 26)"}
    seen.page.keyboard.press("t")
    assert seen.page.evaluate(BACK) == before
    seen.page.keyboard.press("t")
    seen.go()
    assert seen.page.evaluate(BACK) == after


@pytest.mark.parametrize("seen", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True)
def test_on_a_phone_one_part_is_shown_at_a_time_and_nothing_is_wider_than_the_screen(seen):
    visible = "[...document.querySelectorAll('.pane')].filter((one) => one.offsetHeight).map((one) => one.id)"
    assert seen.page.evaluate(visible) == ["list"]
    seen.page.tap("[data-view=people]")
    assert seen.page.evaluate(visible) == ["people"]
    seen.page.tap("[data-view=list]")
    seen.page.locator("#rows .row").nth(1).tap()
    seen.page.wait_for_selector("#card", state="visible")
    assert seen.page.evaluate(visible) == ["text"]
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.page.evaluate("document.getElementById('articles').scrollWidth") <= 390
    seen.page.tap("#back")
    seen.page.wait_for_selector("#card", state="hidden")
    assert seen.page.evaluate(visible) == ["list"]


WIDTHS = [{"viewport": {"width": width, "height": 800}} for width in (320, 768, 1100, 1920)]


@pytest.mark.parametrize("seen", WIDTHS, indirect=True)
def test_no_width_makes_the_page_scroll_sideways(seen):
    seen.go(f"#{anchor(0, 3)}")
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_there_are_articles_marks_with_numbers_and_lists_and_no_controls(seen):
    seen.page.emulate_media(media="print")
    assert not any(seen.page.locator(one).is_visible() for one in ("#q", "#filters", "#list", "#theme", "#card"))
    shown = "[...document.querySelectorAll('article')].filter((one) => one.offsetHeight > 20).length"
    assert seen.page.evaluate(shown) == 4
    label = f"document.getElementById('w-{anchor(0, 1)}')"
    assert seen.page.evaluate(f"getComputedStyle({label}, '::before').content") == '"IL1"'
    assert seen.page.evaluate(f"getComputedStyle({label}).color") == "rgb(0, 0, 0)"
    assert seen.page.locator(f"[id='{anchor(1, 2)}']").is_visible()
    lines = seen.page.locator(".words .m").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).borderBottomStyle)"
    )
    assert {"solid", "dashed", "dotted"} == set(lines)


def test_on_paper_only_what_the_filters_leave_is_printed(seen):
    seen.page.select_option("#f-outlet", "Harbour News")
    seen.page.emulate_media(media="print")
    shown = "[...document.querySelectorAll('article')].filter((one) => one.offsetHeight > 20).map((one) => one.id)"
    assert seen.page.evaluate(shown) == [harbour().articles[1].anchor]
    assert seen.page.inner_text("#printed") == "Only articles with a statement that fits: Harbour News"


def test_it_prints(seen):
    pdf = seen.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 5  # what it is, and four articles


def test_the_text_that_is_copied_is_the_articles(seen):
    seen.page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('article:not([hidden]) .words'))"
    )  # fmt: skip
    assert seen.page.evaluate("getSelection().toString()").strip() == FERRY.text.strip()


def test_without_its_script_it_is_a_plain_document(chromium, harbour_page):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(harbour_page)
        assert page.locator("article .words").first.is_visible()
        assert page.locator(f"[id='{anchor(0, 4)}']").is_visible()
        assert not any(page.locator(one).is_visible() for one in ("#q", "#filters", "#list", "#card", "#help"))
        assert "Scripts are off" in page.text_content("noscript")
        page.click(f"#w-{anchor(0, 4)}")
        assert page.url.endswith(f"#{anchor(0, 4)}")


def test_where_the_script_fails_it_is_a_plain_document(chromium, tmp_path):
    broken = tmp_path / "broken.html"
    made = html(harbour())
    cut = made.index("/* ---- what there is")
    script = made[made.rindex("<script>", 0, cut) + len("<script>") : made.rindex("</script>")]
    failing = 'throw new Error("an old browser");\n'
    broken.write_text(made.replace(script, failing).replace(digest(script), digest(failing)), encoding="utf-8")
    page = chromium.new_page()
    page.goto(broken.as_uri())
    assert page.locator(f"[id='{anchor(0, 4)}']").is_visible()
    assert not page.locator("#list").is_visible()
    page.close()


def test_500_articles_fit_a_page_that_answers_soon(chromium, tmp_path):
    articles = []
    for number in range(500):
        names = [f"Minister {chr(65 + number % 26)}{chr(97 + one)}lund" for one in range(17)]
        sentences = [
            f"The bridge number {number} of {one} will open in the spring of the year after, {name} told the council. "
            f"It had been closed for repairs that nobody had planned for, and the town took its time.\n\n"
            for one, name in enumerate(names)
        ]
        every = [
            said([f"The bridge number {number} of {one} will open in the spring of the year after"], name, source=name,
                 check=0.6)
            for one, name in enumerate(names)
        ]  # fmt: skip
        day = f"20{number % 24:02}-03-{number % 28 + 1:02}"
        articles.append(
            (Article(f"{number}.txt", "".join(sentences), outlet=f"Daily {number % 9}", published=day), every)
        )
    target = tmp_path / "large.html"
    target.write_text(html(report(*articles)), encoding="utf-8")
    assert 4e6 < target.stat().st_size < 15e6
    page = chromium.new_page()
    _, worked = until_ready(page, target.as_uri())
    assert page.text_content("#count") == "8,500 statements in 500 articles"
    assert worked < 2  # of the processor's time: a busy machine is not a slow page
    page.keyboard.press("/")
    page.keyboard.type('"number 77 of 3 will"')
    page.keyboard.press("Enter")
    assert page.text_content("#count") == "1 of 8,500 statements, in 1 article"
    page.close()


def digest(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_every_control_has_a_name(seen):
    seen.go(f"#{anchor(0, 3)}")
    controls = "button, #text a[href], input, select, textarea, [role=button], [role=img]"
    nameless = seen.page.locator(controls).evaluate_all(
        """all => all.filter((one) => one.checkVisibility())
        .filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length))
        .map((one) => one.outerHTML)"""
    )
    assert nameless == []
