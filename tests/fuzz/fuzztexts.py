"""Targets over plain texts: marks, blocks, sentences, figures, dates, words, and what a terminal is shown."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime
from itertools import pairwise

from fuzzing import BETWEEN, Parts, any_text_of, check_spans, joined, target, text_of
from spquotes.cli import visible
from spquotes.cli.when import day
from spquotes.data.errors import UsageError
from spquotes.data.limits import _BYTES, _setting
from spquotes.data.periods import BYS, counts, day_of, fitting, folded, period_of
from spquotes.data.readers import front_matter
from spquotes.data.readers.dates import iso_date
from spquotes.data.when import days
from spquotes.data.writers.readable import figure
from spquotes.extractors.claims.dates import dates_of
from spquotes.extractors.claims.quantities import quantities_of
from spquotes.extractors.claims.worth import worth
from spquotes.extractors.differences import differences, shared, words_of
from spquotes.extractors.marks import DEEPEST, pair
from spquotes.extractors.page import lay_out
from spquotes.extractors.segment import blocks, metadata, sentences

STORY = (
    "Ferry line to close\nBy Ana Brandt\nPORT ELM, May 3, 2019 (AP) — “We waited,” she said. “Ten years.”\n\n"
    "Mr. Li told the U.S. council: ‘It’s “over”.’ The ’90s are gone.\n\n> “A long quotation\n\n“goes on.”\n"
)
PROSE = (
    "said ", "he ", "Mr. ", "U.S. ", "a.m. ", "told ", "By ", "# ", "---\n", "title: ", "- ", "> ", "====\n", "Photo: ",
    "Correction: ", "Read more", "http://a.b/c", "A", "I ", "the ", "The ", "Jan. 5, 2012", "’s", "s’", "6'2\"", "’90s",
)  # fmt: skip


@target(STORY, "“a ‘b” c’", "'' a '' `` b ''", words=PROSE, share=2, grows=True)
def marks(data: bytes) -> None:
    """Quotations lie in their blocks, in order, none deeper than may be, and go on with what comes before."""
    text = text_of(data)
    cut, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            cut.append((at, at + len(line)))
        at += len(line) + 1
    found = pair(text, cut)
    assert found == sorted(found, key=lambda one: (one.start, -one.end))
    for number, one in enumerate(found):
        start, end = cut[one.block]
        assert start <= one.start <= one.inner_start <= one.inner_end <= one.end <= end, one
        assert 0 <= one.depth < DEEPEST
        assert not one.closed or one.inner_end < one.end
        assert one.continues is None or (one.continues < number and found[one.continues].continued)
    inside: list[int] = []
    for one in found:
        while inside and inside[-1] <= one.start:
            inside.pop()
        assert one.depth == len(inside)
        assert not inside or one.end <= inside[-1]
        inside.append(one.end)


@target(STORY, "---\ntitle: A\n---\n\nText", words=PROSE, grows=True)
def segment(data: bytes) -> None:
    """Blocks and their sentences are apart and hold every character that is not white space."""
    text = text_of(data)
    cut = blocks(text)
    check_spans(text, [(one.start, one.end) for one in cut])
    units = [unit for one in cut for unit in sentences(text, one.start, one.end)]
    check_spans(text, units)
    for places in ([(one.start, one.end) for one in cut], units):
        assert all(text[start:end] == text[start:end].strip() for start, end in places)
        assert "".join("".join(text[start:end].split()) for start, end in places) == "".join(text.split())
    told = metadata(text, cut)
    if told.published:
        datetime.fromisoformat(told.published)
    fields, begin = front_matter(text)
    assert 0 <= begin <= len(text), (fields, begin)


@target("He came. “So?” she said. U.S. men. J. A. Li went...Then", "a.B", words=PROSE, share=2, grows=True)
def split(data: bytes) -> None:
    """Sentences of a block, cut anywhere."""
    text = text_of(data)
    for start, end in ((0, len(text)), (len(text) // 3, len(text) - len(text) // 3)):
        found = sentences(text, start, end)
        check_spans(text, found)
        assert not found or (start <= found[0][0] and found[-1][1] <= end)
        assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text[start:end].split())


@target(STORY, words=PROSE, grows=True)
def page(data: bytes) -> None:
    """The page that the rules see: sentences in order, what a quotation is told of is there."""
    text = text_of(data)
    made = lay_out(text)
    check_spans(text, [(one.start, one.end) for one in made.sentences])
    for number, one in enumerate(made.quotations):
        check_spans(text, made.parts(number))
        assert made.outermost(number) <= number
        assert made.first_part(number) <= number
        assert 0 <= one.start < len(text)


FIGURES = (
    "1", "2,000", "3.5", "$", "€", "£", "%", "½", "²", "¼", "٣", "million ", "billion ", "hundred ", "and ", "a half ", "two ",
    "twenty-", "tens of ", "thousands ", "No. ", "28th ", "first ", "per cent ", "percent ", "times ", "dozen ", "to ", "-",
    "between ", "more than ", "up to ", "years old", "in his 20s", "km", "°C", "rubles", "1/2", "pesos ", "one in ", "51-49",
    "third ", "1e9", "9" * 30, "twice ", "out of ", "third-largest ", "euros ", "feet ", "US$", "mln",
)  # fmt: skip


@target(
    "It cost $60 million, about 2 billion rubles, 5-7 percent of 1,428 in his 20s, the 28th.",
    "two million four hundred thousand and a half times 3½ years",
    words=FIGURES,
    share=2,
    grows=True,
)
def quantities(data: bytes) -> None:
    """Figures stand where they say, are numbers that JSON has, and can be told to a reader."""
    text = text_of(data)
    for one in quantities_of(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert all(math.isfinite(some) for some in (one.value, one.high or 0.0, one.also.value if one.also else 0.0)), (
            one
        )
        also = one.also and {"value": one.also.value, "unit": one.also.unit}
        row = {name: getattr(one, name) for name in ("kind", "value", "unit", "high", "bound")} | {"also": also}
        json.dumps(row, allow_nan=False)
        assert figure(row)


DATES = (
    "2012", "May ", "3 ", "31 ", "October ", "Monday", "last ", "next ", "week", "the ", "of ", "since ", "until ", "between ", "and ",
    "to ", "in ", "early ", "mid-", "late ", "1990s", "century", "years ago", "two ", "years later", "yesterday", "that ", "summer ",
    "Christmas", "Labor Day", "the following ", "day", "month", "quarter", "first ", "Feb. 29", "0000", "9999", "weekend", "from ", "-",
    "on ", "by ", "this ", "tomorrow", "decade", "night", "morning", "XXXX", "/", "..", "+0", "-1", "<", ">", "~", ".early", "P2Y", "W01",
)  # fmt: skip
DAYS = ("2012-10-31", "2024-02-29", "0001-01-01", "9999-12-31", "1999-12-31T23:59:59+01:00", "2012-13-45", "")


@target(
    "In May 2012, two years later, between Monday and Friday, since last October, the 1990s.",
    "from 3 to 5 March 2001 until the following summer",
    words=DATES,
    share=2,
    grows=True,
)
def dates(data: bytes) -> None:
    """Dates stand where they say, apart, and mean days in order whatever the day of publication."""
    text = text_of(data)
    found = dates_of(text)
    check_spans(text, [(one.start, one.end) for one in found])
    for one in found:
        assert text[one.start : one.end] == one.text
        for published in DAYS[: 5 if len(found) < 4 else 1]:
            _ordered(one.value, published)


def _ordered(value: str, published: str | None) -> None:
    ends = [date.fromisoformat(one) for one in days(value, published) if one]
    assert ends == sorted(ends)


VALUES = (
    "2012-10-31", "2012-W07", "201X", "20XX", "2012-SP", "2012-Q3", "XXXX-10-31<", "XXXX-WXX-2>", "XXXX-XX-31", "XXXX-SU<<",
    "XXXX-labor-day", "day-1", "week+0", "weekend-1", "month-1-15", "year+0-06", "decade-1", "century+9999", "year+9999",
    "year+0.early", "199X.late", "month-1.h2", "+P2Y", "+P9999Y", "-P9999M", "2008/..", "../2015", "P5Y/day+0", "day+0/P2W", "before:",
    "after:", "9999-12-31", "0001-01-01", "0000", ".end", "<~", ">~", "-WE", "-H1",
)  # fmt: skip


@target(joined("2012/2015", "2012-10-31"), joined("before:XXXX-10-31<", "2020-01-01"), words=(*VALUES, *DAYS), share=2)
def when(data: bytes) -> None:
    """Any value of the language of dates, right or wrong, is days in order or none."""
    parts = Parts(data)
    value, published = parts.text(), parts.maybe()
    _ordered(value, published)
    for day_there in DAYS[:4]:
        _ordered(value, day_there)


WRITTEN = (
    "Published: ", "Mon, ", "31 Oct 2012", "10/31/2012", "31.10.2012", "T10:00:00", "+01:00", "Z", "1351641600", "1351641600000",
    "January", "noon", "yesterday", "9" * 12, "9" * 13, "٣", "EST", "0001-01-01", "12:00 PM", "W", "-", ":", "/", "0", "1", "20",
)  # fmt: skip


@target("Published: Mon, 31 Oct 2012 10:00 EST", "31.10.2012", "999999999999", words=WRITTEN, slow=True, longest=160)
def written_dates(data: bytes) -> None:
    """The date of an article as people write it is an ISO date or a note, and never a relative one."""
    found, note = iso_date(any_text_of(data))
    assert found is not None or note is not None
    assert note is None or "\n" not in note
    if found is not None:
        datetime.fromisoformat(found)
        assert day_of(found) is not None


@target("july 2012", "2012-02-30", "last week", words=(*WRITTEN, *DATES), slow=True, longest=160)
def asked_dates(data: bytes) -> None:
    """What is given to --since and --until is a day or a UsageError."""
    text = any_text_of(data)
    for end in ("first", "last"):
        try:
            found = day(text, "--since", end)
        except UsageError as error:
            assert "\n" not in str(error).replace(text, "")
        else:
            assert found is not None
            date.fromisoformat(found)


@target(joined("2012-10-31", "2012-11-02", "x", "2012-02-30"), words=DAYS)
def periods(data: bytes) -> None:
    """Days are counted once each, in periods without a gap between them."""
    given = [one or None for one in any_text_of(data).split(BETWEEN)]
    known = [one for one in given if day_of(one)]
    for by in BYS:
        parts = folded(given, by)
        assert sum(one.count for one in parts if hasattr(one, "period")) == len(known)
        for one in filter(None, (period_of(text, by) for text in known)):
            assert one.first <= one.last
            assert one.label
    numbers = [one.period.number for one in counts(given, fitting(given))]
    assert all(right == left + 1 for left, right in pairwise(numbers))


@target(
    joined("He said it’s over.", "He says it's not over"),
    words=(*PROSE, "ﬁ", "_", "co-op", "1,000.5", "\u00ad"),
    share=2,
)
def wordings(data: bytes) -> None:
    """Two texts laid beside each other: every word in one run, runs of one kind never neighbours."""
    parts = Parts(data)
    sides = [words_of(parts.text()), words_of(parts.text())]
    found = differences(*sides)
    assert all(left.op != right.op for left, right in pairwise(found))
    for words, places in zip(sides, ([one.first for one in found], [one.second for one in found]), strict=True):
        assert all(left[1] <= right[0] for left, right in pairwise(places))
        assert all(any(start <= word.start and word.end <= end for start, end in places) for word in words)
    assert 0 <= shared(found, sides[0]) <= 1
    assert shared(differences(sides[0], sides[0]), sides[0]) == (1.0 if sides[0] else 0.0)


@target("Unemployment fell to 5% in 2012, the minister said.", words=(*PROSE, *FIGURES, *DATES), grows=True)
def worth_a_check(data: bytes) -> None:
    """What a plain sentence is worth a check is a share, with reasons."""
    found = worth(text_of(data))
    assert 0 <= found.check <= 1
    assert all(one.strip() for one in found.reasons)


@target("a\x1b[31mb\u202e\r\n\ud800", share=3, grows=True)
def shown(data: bytes) -> None:
    """No control character reaches a terminal, and what is shown can be told apart and encoded."""
    text = any_text_of(data)
    for made in (visible.visible(text), visible.one_line(text), visible.visible_by(text, lambda _, escape: escape)):
        made.encode()
        assert not _OBEYED.search(made), made
    assert "\n" not in visible.one_line(text)
    exact = json.dumps(text, ensure_ascii=False)
    assert json.loads(visible.visible_json(exact)) == text
    assert not _OBEYED.search(visible.visible_json(exact))


_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@target("50M", "1_000", "0", "٣", words=("k", "m", "GiB", "_", "9" * 5000))
def limits(data: bytes) -> None:
    """A limit in the environment is a number above 0 or a UsageError."""
    import os

    given = text_of(data)
    os.environ["SPQ_MAX_FUZZED"] = given
    try:
        assert _setting("MAX_FUZZED", 1, _BYTES) >= 1
    except UsageError as error:
        assert "\n" not in str(error).replace(given.strip(), "")
    finally:
        del os.environ["SPQ_MAX_FUZZED"]
