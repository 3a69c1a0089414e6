"""How dates are written: one list of kinds, each a pattern and a function that reads what it found."""

from __future__ import annotations

import re
from collections.abc import Callable

from .datewords import (
    CENTURY,
    DAY,
    HALF,
    HOUR,
    MONTH,
    MONTHS,
    NAMED,
    NUMBER,
    OF_YEAR,
    ORDINALS,
    SEASONS,
    SHORT_WEEKDAY,
    SOON,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    S,
    length,
    number,
)  # fmt: skip

_Read = Callable[[re.Match[str]], tuple[str, str] | None]


def _month_number(text: str) -> int:
    return MONTHS.index(text[:3].lower()) + 1


def _counted(word: str) -> str:
    """+0, -1 or +1 for this, last or next."""
    return {"last": "-1", "next": "+1"}.get(word.lower(), "+0")


def _base(found: re.Match[str]) -> str:
    """The year of a month or day where it is told, or counted, else the year left open."""
    if found["year"]:
        return found["year"]
    return f"year{_counted(found['count'])}" if found["count"] else "XXXX"


def _iso(found: re.Match[str]) -> tuple[str, str] | None:
    return (found[0], "day") if "01" <= found[0][5:7] <= "12" and "01" <= found[0][8:] <= "31" else None


def _slashed(found: re.Match[str]) -> tuple[str, str] | None:
    """Day and month are told apart where one is above 12 or both are the same."""
    first, second = int(found["first"]), int(found["second"])
    month, day = (second, first) if first > 12 else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (day <= 12 and day != month):
        return None
    return f"{found['year']}-{month:02}-{day:02}", "day"


def _attack(found: re.Match[str]) -> tuple[str, str]:
    return "2001-09-11", "day"


def _month_day(found: re.Match[str]) -> tuple[str, str]:
    base, month = _base(found), _month_number(found["month"])
    open_year = "?" if base == "XXXX" else ""
    day, to = (int(re.match(r"[0-9]+", found[name])[0]) if found[name] else 0 for name in ("day", "to"))  # type: ignore[index]
    value = f"{base}-{month:02}-{day:02}{open_year}"
    return (f"{value}/{base}-{month:02}-{to:02}", "span") if to else (value, "day")


def _day_month(found: re.Match[str]) -> tuple[str, str]:
    base = _base(found)
    day = int(re.match(r"[0-9]+", found["day"])[0])  # type: ignore[index]
    return f"{base}-{_month_number(found['month']):02}-{day:02}{'?' if base == 'XXXX' else ''}", "day"


def _month_year(found: re.Match[str]) -> tuple[str, str]:
    return f"{_base(found)}-{_month_number(found['month']):02}", "month"


def _month_soon(found: re.Match[str]) -> tuple[str, str]:
    month = f"{_month_number(found['month']):02}"
    soon = found["soon"].lower()
    if soon == "this":
        return f"year+0-{month}", "month"
    return f"XXXX-{month}{_towards(soon)}", "month"


def _towards(soon: str) -> str:
    """The direction that last, next, this past and this coming give."""
    soon = " ".join(soon.split())
    return {"last": "<<", "next": ">>", "this past": "<", "this coming": ">"}.get(soon, "?")


def _month_alone(found: re.Match[str]) -> tuple[str, str]:
    return f"XXXX-{_month_number(found['month']):02}?", "month"


def _day_of_month(found: re.Match[str]) -> tuple[str, str] | None:
    day = int(re.search(r"[0-9]+", found["day"])[0])  # type: ignore[index]
    if found["soon"]:
        return f"month{_counted(found['soon'])}-{day:02}", "day"
    return f"XXXX-XX-{day:02}?", "day"


def _weekday(found: re.Match[str]) -> tuple[str, str]:
    day = WEEKDAYS.index(found["weekday"][:3].lower()) + 1
    if found["week"]:
        return f"week{_counted(found['week'])}-{day}", "day"
    return f"XXXX-WXX-{day}{_towards((found['soon'] or '').lower())}", "day"


def _today(found: re.Match[str]) -> tuple[str, str]:
    words = " ".join(found[0].lower().split())
    if words.startswith(("yesterday", "last night")):
        return "day-1", "day"
    if words.startswith("tomorrow"):
        return "day+1", "day"
    return {"the day before yesterday": "day-2", "the day after tomorrow": "day+2"}.get(words, "day+0"), "day"


def _this_unit(found: re.Match[str]) -> tuple[str, str] | None:
    unit, soon = found["unit"].lower(), " ".join(found["soon"].lower().split())
    if unit in SEASONS:
        season = SEASONS[unit]
        if soon == "this":
            return f"year+0-{season}", "quarter"
        return f"XXXX-{season}{_towards(soon)}", "quarter"
    if unit == "weekend" and soon != "next":  # "this weekend" and "last weekend" may both be the one just past
        return (f"XXXX-WXX-WE{'<<' if soon == 'last' else '?' if soon == 'this' else _towards(soon)}", "weekend")
    if soon in ("this past", "this coming"):
        return _around(soon == "this coming", *length(1, unit)), "span"
    return f"{unit}{_counted(soon)}", unit


def _weekend(found: re.Match[str]) -> tuple[str, str]:
    return "XXXX-WXX-WE?", "weekend"


def _past(found: re.Match[str]) -> tuple[str, str] | None:
    """The past five years, the next decade: a length that ends or begins with the day of publication."""
    unit = found["unit"].lower().rstrip("s")
    ahead = found["soon"].lower() in ("next", "coming")
    count = number(found["number"])
    if count is None:
        return ("day+0/.." if ahead else "../day+0"), "span"
    if unit == "hour":
        count, unit = (count + 12) // 24, "day"
    return _around(ahead, *length(count + (0.5 if found["half"] or found["half2"] else 0), unit)), "span"


def _past_one(found: re.Match[str]) -> tuple[str, str]:
    """The past year; over the next decade."""
    return _around(
        found["soon"].lower() in ("next", "coming"), *length(1.5 if found["half"] else 1, found["unit"])
    ), "span"


def _around(ahead: bool, long: str, unit: str) -> str:
    """From the day of publication on, or up to it."""
    return f"day+0/{long}" if ahead else f"{long}/day+0"


def _ago(found: re.Match[str]) -> tuple[str, str] | None:
    count = number(found["number"])
    if count is None:
        return None
    long, unit = length(count + (0.5 if found["half"] or found["half2"] else 0), found["unit"])
    sign = "-" if found["way"].lower() == "ago" else "+"
    return f"{unit}{sign}{long[1:-1]}", unit


def _in_time(found: re.Match[str]) -> tuple[str, str] | None:
    count = number(found["number"])
    if count is None or found["number"].lower() in ("a", "an", "one"):
        return None
    long, unit = length(count, found["unit"])
    return f"{unit}+{long[1:-1]}", unit


def _other(found: re.Match[str]) -> tuple[str, str] | None:
    """What is counted from another date: the sign, the length, and the unit."""
    unit = found["unit"].lower()
    unit = "day" if unit in ("night", "morning", "evening", "afternoon") else unit
    way = {"following": "+P1", "next": "+P1", "previous": "-P1"}.get(found["which"].lower().split()[-1], "+P0")
    long, unit = length(int(way[2:]), unit)
    return way[0] + long, unit


def _other_count(found: re.Match[str]) -> tuple[str, str] | None:
    count = number(found["number"])
    if count is None:
        return None
    long, unit = length(count + (0.5 if found["half"] else 0), found["unit"])
    return ("-" if found["way"].lower() in ("earlier", "before") else "+") + long, unit


def _other_month(found: re.Match[str]) -> tuple[str, str]:
    return f"{_month_number(found['month']):02}", "month"


def _decade(found: re.Match[str]) -> tuple[str, str]:
    text = found["decade"].lower()
    digits = re.sub(r"[^0-9]", "", text)
    if not digits:
        digits = {
            "twen": "2",
            "thir": "3",
            "fort": "4",
            "fift": "5",
            "sixt": "6",
            "seve": "7",
            "eigh": "8",
            "nine": "9",
        }[text[:4]] + "0"
    return ("19" + digits if len(digits) == 2 else digits)[:3] + "X", "decade"


def _century(found: re.Match[str]) -> tuple[str, str]:
    text = "-".join(found["century"].lower().split())
    count = CENTURY.get(text) or int(re.match(r"[0-9]+", text)[0])  # type: ignore[index]
    return f"{count - 1:02}XX", "century"


def _season_year(found: re.Match[str]) -> tuple[str, str]:
    return f"{_base(found)}-{SEASONS[found['season'].lower()]}", "quarter"


def _season(found: re.Match[str]) -> tuple[str, str]:
    return f"XXXX-{SEASONS[found['season'].lower()]}?", "quarter"


def _quarter(found: re.Match[str]) -> tuple[str, str] | None:
    nth = ORDINALS.get(found["nth"].lower()) or int(found["nth"][0])
    base = found["year"] or f"year{_counted(found['count'] or 'this')}"
    if found["piece"].lower() == "quarter":
        return f"{base}-Q{nth}", "quarter"
    return (f"{base}.h{nth}", "span") if nth < 3 else None


def _q(found: re.Match[str]) -> tuple[str, str]:
    return f"{found['year']}-Q{found['nth']}", "quarter"


def _years(found: re.Match[str]) -> tuple[str, str] | None:
    first, last = found["first"], found["last"]
    last = first[:2] + last if len(last) == 2 else last
    return (f"{first}/{last}", "span") if first < last else None


def _year(found: re.Match[str]) -> tuple[str, str]:
    return found["year"], "year"


def _short_year(found: re.Match[str]) -> tuple[str, str]:
    digits = found["digits"]
    return ("20" if digits < "50" else "19") + digits, "year"


def _holiday(found: re.Match[str]) -> tuple[str, str]:
    name = re.sub(r"['’.]", "", "-".join(found["name"].lower().split()))
    name = "fourth-of-july" if name == "july-fourth" else name
    base = _base(found)
    return f"{base}-{name}{'?' if base == 'XXXX' else ''}", "day"


def _the_unit(found: re.Match[str]) -> tuple[str, str]:
    unit = found["unit"].lower()
    return f"{unit}+0", unit


def _now(found: re.Match[str]) -> tuple[str, str]:
    return "day+0", "day"


_NOT_IN_NUMBER = r"(?<![\w$£€#@/.,:])"

KINDS: dict[str, tuple[str, _Read]] = {
    # Labor Day; Christmas; New Year's Eve; the Fourth of July
    "holiday": (rf"\b(?:the{S})?(?P<name>{NAMED}|july{S}fourth)\b{OF_YEAR}?", _holiday),
    # 2012-10-31
    "iso": (rf"{_NOT_IN_NUMBER}[12][0-9]{{3}}-[01][0-9]-[0-3][0-9](?![0-9-])", _iso),
    # 10/31/2012
    "slashed": (
        rf"{_NOT_IN_NUMBER}(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/(?P<year>(?:19|20)[0-9]{{2}})(?![\w/])",
        _slashed,
    ),
    # 9/11; Sept. 11 attacks
    "attack": (
        rf"{_NOT_IN_NUMBER}9/11(?![\w/])|\bsept(?:\.|ember)?{S}11(?:th)?"
        rf"(?=(?:['’]s)?{S}(?:\w{{1,12}}{S})?(?:attack|hijack|terror|victim|famil|memorial|anniversar|plot|commission|museum))",
        _attack,
    ),
    # Tuesday, Oct. 31, 2012; Oct. 20-22; October 31 of last year
    "month_day": (
        rf"\b(?:(?:{WEEKDAY}|{SHORT_WEEKDAY})(?:,{S}|{S}))?(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY})"
        rf"(?:\s?[-–—]\s?(?P<to>{DAY}))?{OF_YEAR}?",
        _month_day,
    ),
    # 31 October 2012; the 31st of October
    "day_month": (
        rf"(?<![\w$£€#.,:/-])(?:{WEEKDAY},?{S})?(?:the{S})?(?P<day>{DAY}){S}(?:of{S})?(?P<month>{MONTH}){OF_YEAR}?",
        _day_month,
    ),
    # October 2012; June of last year
    "month_year": (rf"\b(?P<month>{MONTH}){OF_YEAR}", _month_year),
    # last June; this past October
    "month_soon": (rf"\b(?P<soon>{SOON}){S}(?P<month>{MONTH})", _month_soon),
    # that November
    "other_month": (rf"\bthat{S}(?:same{S})?(?P<month>{MONTH})", _other_month),
    # October
    "month_alone": (rf"\b(?P<month>{MONTH})", _month_alone),
    # the 31st
    "day_of_month": (
        rf"\bthe{S}(?P<day>{DAY})(?:{S}of{S}(?P<soon>this|last|next){S}month|(?<=st|nd|rd|th)(?=[.,;:!?)]|$))",
        _day_of_month,
    ),
    # last Tuesday; Tuesday night; Tuesday of last week
    "weekday": (
        rf"\b(?:(?P<soon>{SOON}){S})?(?P<weekday>{WEEKDAY}){HOUR}"
        rf"(?:{S}(?:of{S})?(?P<week>this|last|next){S}week(?!['’]))?(?![\w])",
        _weekday,
    ),
    # yesterday; tonight; this morning
    "today": (
        rf"\b(?:the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)|today|tonight|yesterday{HOUR}|tomorrow{HOUR}|"
        rf"last{S}night|this{S}(?:very{S})?(?:morning|afternoon|evening))\b",
        _today,
    ),
    # the past five years; the next decade; these last two weeks; the last 24 hours
    "past": (
        rf"\b(?:(?:the|these|this){S})?(?P<soon>past|last|next|coming){S}"
        rf"(?P<number>{NUMBER})(?P<half>{HALF})(?:{S}|-)(?P<unit>{UNIT}s?|hours|century)\b(?P<half2>{HALF})",
        _past,
    ),
    "past_one": (
        rf"\b(?:the|these){S}(?P<soon>past|last|coming|(?<=\bover\sthe\s)next|(?<=\bin\sthe\s)next){S}"
        rf"(?P<unit>day|week|month|year|decade|century)\b(?!{S}of\b)(?P<half>{HALF})",
        _past_one,
    ),
    # this week; last year; next spring; this past weekend
    "this_unit": (
        rf"\b(?P<soon>{SOON}){S}(?P<unit>week|month|year|quarter|decade|century|weekend|spring|summer|autumn|fall|winter)\b",
        _this_unit,
    ),
    "weekend": (rf"\bthe{S}weekend\b", _weekend),
    # three years ago; two weeks from now
    "ago": (
        rf"\b(?P<number>{NUMBER})(?P<half>{HALF}){S}(?P<unit>{UNIT}s?|century)(?P<half2>{HALF}){S}(?P<way>ago|from{S}now)\b",
        _ago,
    ),
    # a year earlier; two days later
    "other_count": (
        rf"\b(?P<number>{NUMBER})(?P<half>{HALF}){S}(?P<unit>{UNIT}s?){S}(?P<way>earlier|later|before|afterwards?)\b"
        rf"(?!{S}(?:than|the|an?|his|her|its|their|my|our|he|she|it|they|we|i|this|that|[A-Z0-9]))",
        _other_count,
    ),
    # in 18 years
    "in_time": (rf"\bin{S}(?P<number>{NUMBER}){S}(?P<unit>{UNIT}s?)\b(?!{S}(?:of|as|in|time))", _in_time),
    # the following year; that day; the next morning
    "other": (
        rf"\b(?P<which>that(?:{S}same)?|the{S}(?:same|very{S}same|following|next|previous)){S}"
        rf"(?P<unit>day|week|month|year|decade|night|morning|evening|afternoon|weekend)\b",
        _other,
    ),
    # the 1990s; the '90s; the nineties
    "decade": (rf"\b(?:the{S})?(?P<decade>(?:1[5-9]|20)[0-9]0['’]?s)\b", _decade),
    "decade_short": (
        rf"(?<!\w)(?:the{S})?(?P<decade>['’‘]?[2-9]0['’]?s|"
        r"twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
        _decade,
    ),
    # the 19th century
    "century": (
        rf"\b(?:the{S})?(?P<century>[0-9]{{1,2}}(?:st|nd|rd|th)|{'|'.join(map(re.escape, CENTURY))})(?:{S}|-)century\b",
        _century,
    ),
    # the summer of 2010; in the fall
    "season_year": (rf"\b(?:the{S})?(?P<season>spring|summer|autumn|fall|winter){OF_YEAR}", _season_year),
    "season": (
        rf"\b(?:the{S})?(?P<season>spring|summer|autumn|fall|winter)\b(?!{S}(?:of|in|from)\b|['’])",
        _season,
    ),
    # the first quarter of 2012; the second half of last year
    "quarter": (
        rf"\b(?:the{S})?(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th))(?:{S}|-)(?P<piece>quarter|half)"
        rf"(?:{S}of)?(?:{S}(?P<year>{YEAR})|{S}(?P<count>this|last|next){S}year|{S}the{S}year)(?!\w)",
        _quarter,
    ),
    "q": (rf"\bQ(?P<nth>[1-4]){S}(?:of{S})?(?P<year>{YEAR})", _q),
    # 2010-2011; 2012-13
    "years": (
        rf"{_NOT_IN_NUMBER}(?<!-)(?P<first>(?:1[5-9]|20)[0-9]{{2}})[-–—/](?P<last>(?:(?:1[5-9]|20)[0-9]{{2}}|[0-9]{{2}}))(?![\w-]|[.,][0-9])",
        _years,
    ),
    # 2012; the year 2012
    "year": (rf"{_NOT_IN_NUMBER}(?:the{S}year{S})?(?P<year>{YEAR})(?!-\w)", _year),
    # '08
    "short_year": (r"(?<![\w])['’‘](?P<digits>[0-9]{2})(?![\w%]|['’])", _short_year),
    # the year, only behind "the end of", "later in"
    "the_unit": (r"\bthe\s(?:current\s)?(?P<unit>year|month|week|decade|century)\b", _the_unit),
    # now, only in "between now and"
    "now": (r"\bnow(?=\s(?:and|to|until|till|through)\s)", _now),
}
"""Every way in which a date is written, tried in this order at each place; ``?`` in a value asks for the tense."""
