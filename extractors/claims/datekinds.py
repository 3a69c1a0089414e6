"""How dates are written: one list of kinds, each a pattern and the function that reads what it found."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import datereaders as read
from .datewords import (
    CENTURY,
    DAY,
    HALF,
    HOUR,
    MONTH,
    NAMED,
    NUMBER,
    OF_YEAR,
    SHORT_WEEKDAY,
    SOON,
    UNIT,
    WEEKDAY,
    YEAR,
    S,
)  # fmt: skip

Read = Callable[[re.Match[str]], tuple[str, str] | None]

_NOT_IN_NUMBER = r"(?<![\w$£€#@/.,:])"

KINDS: dict[str, tuple[str, Read]] = {
    # Labor Day; Christmas; New Year's Eve; the Fourth of July
    "holiday": (rf"\b(?:the{S})?(?P<name>{NAMED}|july{S}fourth)\b{OF_YEAR}?", read.holiday),
    # 2012-10-31
    "iso": (rf"{_NOT_IN_NUMBER}[12][0-9]{{3}}-[01][0-9]-[0-3][0-9](?![0-9-])", read.iso),
    # 10/31/2012
    "slashed": (
        rf"{_NOT_IN_NUMBER}(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/(?P<year>(?:19|20)[0-9]{{2}})(?![\w/])",
        read.slashed,
    ),
    # 9/11; Sept. 11 attacks
    "attack": (
        rf"{_NOT_IN_NUMBER}9/11(?![\w/])|\bsept(?:\.|ember)?{S}11(?:th)?"
        rf"(?=(?:['’]s)?{S}(?:\w{{1,12}}{S})?(?:attack|hijack|terror|victim|famil|memorial|anniversar|plot|commission|museum))",
        read.attack,
    ),
    # Tuesday, Oct. 31, 2012; Oct. 20-22; October 31 of last year
    "month_day": (
        rf"\b(?:(?:{WEEKDAY}|{SHORT_WEEKDAY})(?:,{S}|{S}))?(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY})"
        rf"(?:\s?[-–—]\s?(?P<to>{DAY}))?{OF_YEAR}?",
        read.month_day,
    ),
    # 31 October 2012; the 31st of October
    "day_month": (
        rf"(?<![\w$£€#.,:/-])(?:{WEEKDAY},?{S})?(?:the{S})?(?P<day>{DAY}){S}(?:of{S})?(?P<month>{MONTH}){OF_YEAR}?",
        read.day_month,
    ),
    # October 2012; June of last year
    "month_year": (rf"\b(?P<month>{MONTH}){OF_YEAR}", read.month_year),
    # last June; this past October
    "month_soon": (rf"\b(?P<soon>{SOON}){S}(?P<month>{MONTH})", read.month_soon),
    # that November
    "other_month": (rf"\bthat{S}(?:same{S})?(?P<month>{MONTH})", read.other_month),
    # October
    "month_alone": (rf"\b(?P<month>{MONTH})", read.month_alone),
    # the 31st
    "day_of_month": (
        rf"\bthe{S}(?P<day>{DAY})(?:{S}of{S}(?P<soon>this|last|next){S}month|(?<=st|nd|rd|th)(?=[.,;:!?)]|$))",
        read.day_of_month,
    ),
    # last Tuesday; Tuesday night; Tuesday of last week
    "weekday": (
        rf"\b(?:(?P<soon>{SOON}){S})?(?P<weekday>{WEEKDAY}){HOUR}"
        rf"(?:{S}(?:of{S})?(?P<week>this|last|next){S}week(?!['’]))?(?![\w])",
        read.weekday,
    ),
    # yesterday; tonight; this morning
    "today": (
        rf"\b(?:today|tonight|yesterday{HOUR}|tomorrow{HOUR}|"
        rf"last{S}night|this{S}(?:very{S})?(?:morning|afternoon|evening))\b",
        read.today,
    ),
    # the past five years; the next decade; these last two weeks; the last 24 hours
    "past": (
        rf"\b(?:(?:the|these|this){S})?(?P<soon>past|last|next|coming){S}"
        rf"(?P<number>{NUMBER}(?:{S}(?:or|to){S}{NUMBER})?)(?P<half>{HALF})(?:{S}|-)(?P<unit>{UNIT}s?|hours|century)\b(?P<half2>{HALF})",
        read.past,
    ),
    "past_one": (
        rf"\b(?:the|these){S}(?P<soon>past|last|coming|(?<=\bover\sthe\s)next|(?<=\bin\sthe\s)next){S}"
        rf"(?P<unit>day|week|month|year|decade|century)\b(?!{S}of\b)(?P<half>{HALF})",
        read.past_one,
    ),
    # in the coming weeks
    "past_some": (
        rf"\b(?:the|these){S}(?P<soon>past|last|next|coming){S}{UNIT}s\b(?!{S}of\b)",
        read.past_some,
    ),
    # this week; last year; next spring; this past weekend
    "this_unit": (
        rf"\b(?P<soon>{SOON}){S}(?P<unit>week|month|year|quarter|decade|century|weekend|spring|summer|autumn|fall|winter)\b",
        read.this_unit,
    ),
    "weekend": (rf"\bthe{S}(?:(?P<soon>past|coming){S})?weekend\b", read.weekend),
    # three years ago; two weeks from now
    "ago": (
        rf"\b(?P<number>{NUMBER})(?P<half>{HALF}){S}(?P<unit>{UNIT}s?|century)(?P<half2>{HALF}){S}(?P<way>ago|from{S}now)\b",
        read.ago,
    ),
    # a year earlier; two days later
    "other_count": (
        rf"\b(?P<number>{NUMBER})(?P<half>{HALF}){S}(?P<unit>{UNIT}s?){S}"
        rf"(?P<way>earlier(?!{S}than)|later|afterwards?|before(?=[,.;:!?)]|$))(?!\w)",
        read.other_count,
    ),
    # in 18 years
    "in_time": (rf"\bin{S}(?P<number>{NUMBER}){S}(?P<unit>{UNIT}s?)\b(?!{S}(?:of|as|in|time))", read.in_time),
    # the following year; that day; the next morning
    "other": (
        rf"\b(?P<which>that(?:{S}same)?|the{S}(?:very{S})?(?:same|following|next|previous)){S}"
        rf"(?P<unit>day|week|month|year|decade|night|morning|evening|afternoon|weekend)\b",
        read.other,
    ),
    # the 1990s; the '90s; the nineties
    "decade": (rf"\b(?:the{S})?(?P<decade>(?:1[5-9]|20)[0-9]0['’]?s)\b", read.decade),
    "decade_short": (
        rf"(?<!\w)(?:the{S})?(?P<decade>['’‘]?[2-9]0['’]?s|"
        r"twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
        read.decade,
    ),
    # the 19th century
    "century": (
        rf"\b(?:the{S})?(?P<century>[0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join(map(re.escape, CENTURY))})(?:{S}|-)century\b",
        read.century,
    ),
    # the summer of 2010; in the fall
    "season_year": (rf"\b(?:the{S})?(?P<season>spring|summer|autumn|fall|winter){OF_YEAR}", read.season_year),
    "season": (
        rf"\b(?:the{S})?(?P<season>spring|summer|autumn|fall|winter)\b(?!{S}(?:of|in|from)\b|['’])",
        read.season,
    ),
    # the first quarter of 2012; the second half of last year
    "quarter": (
        rf"\b(?:the{S})?(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th))(?:{S}|-)(?P<piece>quarter|half)"
        rf"(?:{S}of)?(?:{S}(?P<year>{YEAR})|{S}(?P<count>this|last|next){S}year|{S}the{S}year)(?!\w)",
        read.quarter,
    ),
    "q": (rf"\bQ(?P<nth>[1-4]){S}(?:of{S})?(?P<year>{YEAR})", read.q),
    # 2010-2011; 2012-13
    "years": (
        rf"{_NOT_IN_NUMBER}(?<!-)(?P<first>(?:1[5-9]|20)[0-9]{{2}})[-–—/](?P<last>(?:(?:1[5-9]|20)[0-9]{{2}}|[0-9]{{1,2}}))(?![\w-]|[.,][0-9])",
        read.years,
    ),
    # 2012; the year 2012
    "year": (rf"{_NOT_IN_NUMBER}(?:(?:the|fiscal){S}year{S})?(?P<year>{YEAR})(?!-\w)", read.year),
    # '08
    "short_year": (r"(?<![\w])['’‘](?P<digits>[0-9]{2})(?![\w%]|['’])", read.short_year),
    # the year, only behind "the end of", "later in"
    "the_unit": (r"\bthe\s(?:current\s)?(?P<unit>year|month|week|decade|century)\b", read.the_unit),
    # now, only in "between now and"
    "now": (r"\bnow(?=\s(?:and|to|until|till|through)\s)", read.now),
}
"""Every way in which a date is written, tried in this order at each place; ``?`` in a value asks for the tense."""
