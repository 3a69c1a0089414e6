"""The readers' parts one by one: dates, language, encodings, headers, front matter, formats, PDF lines."""

from __future__ import annotations

import logging
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spquotes.data import limits
from spquotes.data.errors import InputError
from spquotes.data.readers.common import ReadOptions, parsing, reason
from spquotes.data.readers.dates import iso_date
from spquotes.data.readers.decoding import decode
from spquotes.data.readers.language import other_language
from spquotes.data.readers.pages import with_headline
from spquotes.data.readers.pdf import joined_words, paragraphs
from spquotes.data.readers.sniff import format_of, suffix_of
from spquotes.data.readers.text import front_matter, header

# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2012-10-31", "2012-10-31"),
        (" 20121031 ", "2012-10-31"),
        ("2012-10-31T10:05:00Z", "2012-10-31T10:05:00+00:00"),
        ("2012-10-31 10:05", "2012-10-31T10:05:00"),
        ("2012-10-31T10:05:00.250+04:00", "2012-10-31T10:05:00.250000+04:00"),
        ("Oct. 31, 2012", "2012-10-31"),
        ("31 October 2012", "2012-10-31"),
        ("Wednesday 31 October 2012", "2012-10-31"),
        ("Published: 31 October 2012", "2012-10-31"),
        ("Published on Oct 31, 2012", "2012-10-31"),
        ("31 October 2012 10:05", "2012-10-31T10:05:00"),
        ("Wed, 31 Oct 2012 10:05:00 GMT", "2012-10-31T10:05:00+00:00"),
        ("10/31/2012", "2012-10-31"),
        ("31/10/2012", "2012-10-31"),
        ("05/05/2012", "2012-05-05"),
        ("10.11.2012", "2012-11-10"),
        ("1351677900", "2012-10-31T10:05:00+00:00"),
        ("1351677900000", "2012-10-31T10:05:00+00:00"),
    ],
)
def test_dates(written: str, iso: str) -> None:
    assert iso_date(written) == (iso, None)


@pytest.mark.parametrize(
    "written", ["yesterday", "2 hours ago", "October 2012", "May 3", "2012", "soon", "2012-13-45", "x" * 9999]
)
def test_no_day_is_guessed(written: str) -> None:
    iso, note = iso_date(written)
    assert iso is None
    assert note is not None
    assert note.endswith("is not understood; it counts as undated")
    assert len(note) < 100


def test_a_day_that_could_be_a_month_is_noted() -> None:
    assert iso_date("10/11/2012") == ("2012-10-11", 'its date "10/11/2012" is read as 2012-10-11, month first')


@given(st.text(max_size=40) | st.from_regex(r"[0-9./: T+-]{1,20}", fullmatch=True))
def test_any_text_is_a_date_or_none(written: str) -> None:
    iso, note = iso_date(written)
    assert iso is not None or note is not None


# --- language ---------------------------------------------------------------------------------------------------------

ENGLISH = "The minister said on Thursday that the talks would go on, and that he had spoken with his colleagues."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министр заявил в четверг, что переговоры продолжатся и что он поговорил со своими коллегами.", "Russian, ru"),
        ("Der Minister sagte am Donnerstag, was er davon halte, und dass die Gespräche weitergehen.", "German, de"),
        ("De minister zei donderdag dat de gesprekken doorgaan, of dat nu hier was of in Den Haag.", "Dutch, nl"),
        ("Ministeren sagde torsdag, at forhandlingerne fortsætter, og at han har talt med kolleger.", "Danish, da"),
        ("Le ministre a déclaré jeudi que les négociations se poursuivraient avec ses collègues.", "French, fr"),
        ("大臣は木曜日、交渉は継続され、同僚と話し合ったと述べた。" * 4, "Japanese, ja"),
        ("部长星期四说，谈判将继续进行，他已经与同事们谈过。政府对结果表示满意。" * 3, "Chinese, zh"),
    ],
)  # fmt: skip
def test_other_languages_are_named(text: str, language: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "",
        "Короткий текст.",
        "12 345 678 90 " * 40,
        "Talks fail, Gatilov, Kosachyov, Khomeriki, Lavrov, Medvedev blame Portland, Vedomosti, Nezavisimaya Gazeta",
        "Moscow: Да, да, да, да, да, да, да. " + ENGLISH * 3,
        "aaaa " * 200,
    ],
)
def test_english_short_and_unclear_texts_pass(text: str) -> None:
    assert other_language(text) is None


def test_english_text_needs_no_detector() -> None:
    code = f"import sys; from spquotes.data.readers.language import other_language; other_language({ENGLISH!r}); "
    code += "sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_long_text_is_not_judged_by_its_beginning_alone() -> None:
    assert other_language("Слова поэта стоят здесь вначале. " * 40 + ENGLISH * 200) is None


# --- encodings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        ("The café’s owner said “no” – twice.", "cp1252", "cp1252"),
        ("A señor and a naïve Élysée aide met in the café.", "latin-1", "cp1252"),
        ("It’s over, he said.", "cp1252", "cp1252"),
        ("“It’s over,” he said — twice.", "mac_roman", "mac_roman"),
        ("Президент сказал, что переговоры продолжатся в четверг.", "cp1251", "cp1251"),
        ("Президент сказал, что переговоры продолжатся в четверг.", "koi8_r", "koi8_r"),
        ("总统星期四说，谈判将继续进行，新闻处报道。双方表示愿意合作。", "gb18030", "gb18030"),
    ],
)
def test_old_encodings(text: str, codec: str, named: str) -> None:
    assert decode(text.encode(codec)) == (text, f"not UTF-8, read as {named}")


def test_the_encoding_is_told_far_into_a_long_text() -> None:
    text = "Plain words. " * 50_000 + "“It’s over,” he said."
    assert decode(text.encode("cp1252")) == (text, "not UTF-8, read as cp1252")


def test_a_character_cut_in_half_is_broken_utf_8() -> None:
    assert decode("“It’s over.”".encode()[:-1]) == (
        "“It’s over.\ufffd",
        "not valid UTF-8 in 1 place, U+FFFD stands there",
    )


@given(st.binary())
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    text, note = decode(data)
    assert note is not None or "\ufffd" not in text or b"\xef\xbf\xbd" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff")


# --- headers and front matter -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("A headline\n\nBy Ada Brown\n", {"author": "Ada Brown"}),
        ("By [Nora van Dyke](#)\n", {"author": "Nora van Dyke"}),
        ("**By J. R. O'Neil**\n", {"author": "J. R. O'Neil"}),
        ("By then it was over\n", {}),
        ("By Monday\n", {}),
        ("July 09, 2012\n", {"date": "July 09, 2012"}),
        ("Published: Monday, 9 July 2012\n", {"date": "9 July 2012"}),
        ("9 July 2012, 10:05 GMT\n", {"date": "9 July 2012, 10:05 GMT"}),
        ("On 9 July 2012 the talks began.\n", {}),
        ("MOSCOW, October 31 (Itar-Tass) — Talks began.", {"outlet": "Itar-Tass"}),
        ("MOSCOW, October 31, 2012 (Itar-Tass) - Talks", {"outlet": "Itar-Tass", "date": "October 31, 2012"}),
        ("LONDON (Reuters) - Talks began.", {"outlet": "Reuters"}),
        ("He met (Reuters) - Talks.", {}),
    ],
)
def test_header(head: str, known: dict[str, str]) -> None:
    assert header(head) == known


@pytest.mark.parametrize(
    ("text", "known", "body"),
    [
        ("---\ntitle: 'A'\n---\nBody", {"title": "A"}, "Body"),
        ("---\r\nDate: 2012-10-31\r\nkey:\r\n- a\r\n---\r\nBody", {"date": "2012-10-31"}, "Body"),
        ("---\ntitle: A: b\n# comment\nnested:\n  title: C\n...\nBody", {"title": "A: b"}, "Body"),
        ("---\nno pair\n---\nBody", {}, None),
        ("---\n---\nBody", {}, None),
        ("---\ntitle: A\nBody without an end", {}, None),
        ("---\n" + "a: b\n" * limits.FRONT_MATTER_LINES + "---\n", {}, None),
        (" ---\ntitle: A\n---\n", {}, None),
    ],
)
def test_front_matter(text: str, known: dict[str, str], body: str | None) -> None:
    found, end = front_matter(text)
    assert found == known
    assert text[end:] == (text if body is None else body)


# --- formats ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.TXT", ".txt"), ("b.x/a.jsonl.GZ", ".jsonl"), ("a.gz", ""), ("gz", "")]
)
def test_suffix(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("", b'{"text": "a"}', "jsonl"),
        ("", b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
        ("", b'{\n "text": "a"\n}\n', "json"),
        ("", b'{"texts": [\n{"text": "a"},\n{"text": "b"}\n]}', "json"),
        ("", b'[{"text": "a"}]', "json"),
        ("", b"[1] a footnote", "text"),
        ("", b"{curly} words", "text"),
        ("a.txt", b'{"text": "a"}', "text"),
        ("a.jsonl", b'[{"text": "a"}]', "json"),
        ("", b"<!-- a --> <!DOCTYPE html>", "html"),
        ("a.md", b"<?xml version='1.0'?>\n<html>", "html"),
        ("a.md", b"<p>Markdown may hold tags", "text"),
        ("a.html", b"no tag at all", "text"),
        ("", "\ufeff<html>".encode("utf-16-le"), "html"),
        ("", b"<!---->" * 400 + b"text", "text"),
    ],
)
def test_format(name: str, head: bytes, kind: str) -> None:
    assert format_of("x", name, head, ReadOptions()) == kind


# --- PDF lines and headlines ------------------------------------------------------------------------------------------


def test_short_lines_and_blank_lines_end_paragraphs() -> None:
    page = "Headline\nA line that is as long as the others are, the\nnext one being the end.\n"
    page += "Another paragraph of about that length\n\nLast."
    assert paragraphs(page).split("\n\n") == [
        "Headline",
        "A line that is as long as the others are, the next one being the end.",
        "Another paragraph of about that length",
        "Last.",
    ]


def test_a_short_line_goes_on_when_the_next_begins_small() -> None:
    assert (
        paragraphs("A line of the usual length is this\nshort\none.") == "A line of the usual length is this short one."
    )


@pytest.mark.parametrize(
    ("page", "joined"),
    [
        ("the work-\nshop, a workshop", "the workshop,\na workshop"),
        ("a well-\nknown man", "a well-known\nman"),
        ("a re-\nform of re-form and reform", "a re-form\nof re-form and reform"),
        ("Monday -\nnext", "Monday -\nnext"),
    ],
)
def test_words_broken_at_a_line_end(page: str, joined: str) -> None:
    assert joined_words([page]) == [joined]


@pytest.mark.parametrize(
    ("body", "text"),
    [("Text.", "A headline\n\nText."), ("A  Headline\nText.", "A  Headline\n\nText."), ("", "A headline")],
)
def test_a_headline_comes_first_and_once(body: str, text: str) -> None:
    assert with_headline("A headline", body) == text


# --- the net around parsers -------------------------------------------------------------------------------------------


def test_parsers_are_silent_and_their_errors_become_ours(capfd: pytest.CaptureFixture[str]) -> None:
    def parser() -> None:
        logging.getLogger("pypdf").error("never seen")
        warnings.warn("never seen", stacklevel=1)
        raise RecursionError("first line\nsecond line")

    with pytest.raises(InputError, match=r"^x: is broken \(first line\)$"), parsing("x", "is broken"):
        parser()
    assert logging.getLogger("pypdf").level == logging.NOTSET
    assert capfd.readouterr() == ("", "")


def test_an_error_without_a_message_is_named_by_its_type() -> None:
    assert reason(MemoryError()) == "MemoryError"


def test_heavy_libraries_wait_until_they_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    code = (
        "import sys; from spquotes.data.readers import ReadOptions, read; "
        f"assert list(read([{str(path)!r}], ReadOptions(), print, print)); "
        "heavy = {'trafilatura', 'htmldate', 'dateparser', 'pypdf', 'docx', 'pyarrow', 'py3langid'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
