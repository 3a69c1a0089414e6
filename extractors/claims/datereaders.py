"""What each way of writing a date means: a value in the language of ``data.when`` and its unit of time.

A ``?`` in a value asks for the direction that the tense gives. None: it is no date after all.
"""

from __future__ import annotations

import re

from .datewords import CENTURY, MONTHS, ORDINALS, SEASONS, WEEKDAYS, length, number


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


def iso(found: re.Match[str]) -> tuple[str, str] | None:
    """2012-10-31."""
    return (found[0], "day") if "01" <= found[0][5:7] <= "12" and "01" <= found[0][8:] <= "31" else None


def slashed(found: re.Match[str]) -> tuple[str, str] | None:
    """Day and month are told apart where one is above 12 or both are the same."""
    first, second = int(found["first"]), int(found["second"])
    month, day = (second, first) if first > 12 else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (day <= 12 and day != month):
        return None
    return f"{found['year']}-{month:02}-{day:02}", "day"


def attack(found: re.Match[str]) -> tuple[str, str]:
    """9/11, and Sept. 11 before attacks, memorial and the like: the one of 2001."""
    return "2001-09-11", "day"


def month_day(found: re.Match[str]) -> tuple[str, str]:
    """Oct. 31, 2012; Tuesday, Oct. 31; Sept. 20-22."""
    base, month = _base(found), _month_number(found["month"])
    open_year = "?" if base == "XXXX" else ""
    day, to = (int(re.match(r"[0-9]+", found[name])[0]) if found[name] else 0 for name in ("day", "to"))  # type: ignore[index]
    value = f"{base}-{month:02}-{day:02}{open_year}"
    return (f"{value}/{base}-{month:02}-{to:02}", "span") if to else (value, "day")


def day_month(found: re.Match[str]) -> tuple[str, str]:
    """31 October 2012; the 31st of May."""
    base = _base(found)
    day = int(re.match(r"[0-9]+", found["day"])[0])  # type: ignore[index]
    return f"{base}-{_month_number(found['month']):02}-{day:02}{'?' if base == 'XXXX' else ''}", "day"


def month_year(found: re.Match[str]) -> tuple[str, str]:
    """June 2012; June of last year."""
    return f"{_base(found)}-{_month_number(found['month']):02}", "month"


def month_soon(found: re.Match[str]) -> tuple[str, str]:
    """last June, next March, this May."""
    month = f"{_month_number(found['month']):02}"
    soon = found["soon"].lower()
    if soon == "this":
        return f"year+0-{month}", "month"
    return f"XXXX-{month}{_towards(soon)}", "month"


def _towards(soon: str) -> str:
    """The direction that last, next, this past and this coming give."""
    soon = " ".join(soon.split())
    return {"last": "<<", "next": ">>", "this past": "<", "this coming": ">"}.get(soon, "?")


def month_alone(found: re.Match[str]) -> tuple[str, str]:
    """June."""
    return f"XXXX-{_month_number(found['month']):02}?", "month"


def day_of_month(found: re.Match[str]) -> tuple[str, str] | None:
    """the 31st; the 15th of next month."""
    day = int(re.search(r"[0-9]+", found["day"])[0])  # type: ignore[index]
    if found["soon"]:
        return f"month{_counted(found['soon'])}-{day:02}", "day"
    return f"XXXX-XX-{day:02}?", "day"


def weekday(found: re.Match[str]) -> tuple[str, str]:
    """Tuesday night; last Tuesday; Tuesday of last week."""
    day = WEEKDAYS.index(found["weekday"][:3].lower()) + 1
    if found["week"]:
        return f"week{_counted(found['week'])}-{day}", "day"
    return f"XXXX-WXX-{day}{_towards((found['soon'] or '').lower())}", "day"


def today(found: re.Match[str]) -> tuple[str, str]:
    """today, tonight, yesterday, last night, this morning."""
    words = " ".join(found[0].lower().split())
    if words.startswith(("yesterday", "last night")):
        return "day-1", "day"
    return ("day+1" if words.startswith("tomorrow") else "day+0"), "day"


def this_unit(found: re.Match[str]) -> tuple[str, str] | None:
    """this week, last year, next spring, this past month."""
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


def weekend(found: re.Match[str]) -> tuple[str, str]:
    """the weekend; the coming weekend."""
    return f"XXXX-WXX-WE{_towards('this ' + found['soon'].lower()) if found['soon'] else '?'}", "weekend"


def past(found: re.Match[str]) -> tuple[str, str] | None:
    """The past five years, the next decade: a length that ends or begins with the day of publication."""
    unit = found["unit"].lower().rstrip("s")
    ahead = found["soon"].lower() in ("next", "coming")
    count = number(found["number"].split(" or ")[-1].split(" to ")[-1])
    if count is None:
        return ("day+0/.." if ahead else "../day+0"), "span"
    if unit == "hour":
        count, unit = (count + 12) // 24, "day"
    return _around(ahead, *length(count + (0.5 if found["half"] or found["half2"] else 0), unit)), "span"


def past_one(found: re.Match[str]) -> tuple[str, str]:
    """The past year; over the next decade."""
    return _around(
        found["soon"].lower() in ("next", "coming"), *length(1.5 if found["half"] else 1, found["unit"])
    ), "span"


def past_some(found: re.Match[str]) -> tuple[str, str]:
    """The coming weeks; the past years: with one end only."""
    return ("day+0/.." if found["soon"].lower() in ("next", "coming") else "../day+0"), "span"


def _around(ahead: bool, long: str, unit: str) -> str:
    """From the day of publication on, or up to it."""
    return f"day+0/{long}" if ahead else f"{long}/day+0"


def ago(found: re.Match[str]) -> tuple[str, str] | None:
    """three years ago; a year and a half ago; two weeks from now. Not a few days ago, which is no certain day."""
    count = number(found["number"])
    if count is None:
        return None
    long, unit = length(count + (0.5 if found["half"] or found["half2"] else 0), found["unit"])
    sign = "-" if found["way"].lower() == "ago" else "+"
    return f"{unit}{sign}{long[1:-1]}", unit


def in_time(found: re.Match[str]) -> tuple[str, str] | None:
    """in 18 years."""
    count = number(found["number"])
    if count is None or found["number"].lower() in ("a", "an", "one"):
        return None
    long, unit = length(count, found["unit"])
    return f"{unit}+{long[1:-1]}", unit


def other(found: re.Match[str]) -> tuple[str, str] | None:
    """What is counted from another date: the sign, the length, and the unit."""
    unit = found["unit"].lower()
    unit = "day" if unit in ("night", "morning", "evening", "afternoon") else unit
    way = {"following": "+P1", "next": "+P1", "previous": "-P1"}.get(found["which"].lower().split()[-1], "+P0")
    long, unit = length(int(way[2:]), unit)
    return way[0] + long, unit


def other_count(found: re.Match[str]) -> tuple[str, str] | None:
    """a year earlier; two days later."""
    count = number(found["number"])
    if count is None:
        return None
    long, unit = length(count + (0.5 if found["half"] else 0), found["unit"])
    return ("-" if found["way"].lower() in ("earlier", "before") else "+") + long, unit


def other_month(found: re.Match[str]) -> tuple[str, str]:
    """that November."""
    return f"{_month_number(found['month']):02}", "month"


def decade(found: re.Match[str]) -> tuple[str, str]:
    """the 1990s; the '90s; the nineties."""
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


def century(found: re.Match[str]) -> tuple[str, str]:
    """the 19th century."""
    text = "-".join(found["century"].lower().split())
    count = CENTURY.get(text) or int(re.match(r"[0-9]+", text)[0])  # type: ignore[index]
    return f"{count - 1:02}XX", "century"


def season_year(found: re.Match[str]) -> tuple[str, str]:
    """the summer of 2010; fall of last year."""
    return f"{_base(found)}-{SEASONS[found['season'].lower()]}", "quarter"


def season(found: re.Match[str]) -> tuple[str, str]:
    """the fall."""
    return f"XXXX-{SEASONS[found['season'].lower()]}?", "quarter"


def quarter(found: re.Match[str]) -> tuple[str, str] | None:
    """the first quarter of 2012; the second half of the year."""
    nth = ORDINALS.get(found["nth"].lower()) or int(found["nth"][0])
    base = found["year"] or f"year{_counted(found['count'] or 'this')}"
    if found["piece"].lower() == "quarter":
        return f"{base}-Q{nth}", "quarter"
    return (f"{base}.h{nth}", "span") if nth < 3 else None


def q(found: re.Match[str]) -> tuple[str, str]:
    """Q3 2012."""
    return f"{found['year']}-Q{found['nth']}", "quarter"


def years(found: re.Match[str]) -> tuple[str, str] | None:
    """2010-2011; 2012-13; 2008-9."""
    first, last = found["first"], found["last"]
    last = first[: 4 - len(last)] + last
    return (f"{first}/{last}", "span") if first < last else None


def year(found: re.Match[str]) -> tuple[str, str]:
    """2012; the year 2012."""
    return found["year"], "year"


def short_year(found: re.Match[str]) -> tuple[str, str]:
    """'08: of this century below 50, else of the one before."""
    digits = found["digits"]
    return ("20" if digits < "50" else "19") + digits, "year"


def holiday(found: re.Match[str]) -> tuple[str, str]:
    """Labor Day; Christmas 2012."""
    name = re.sub(r"['’.]", "", "-".join(found["name"].lower().split()))
    name = "fourth-of-july" if name == "july-fourth" else name
    base = _base(found)
    return f"{base}-{name}{'?' if base == 'XXXX' else ''}", "day"


def the_unit(found: re.Match[str]) -> tuple[str, str]:
    """the year, behind "the end of" and the like."""
    unit = found["unit"].lower()
    return f"{unit}+0", unit


def now(found: re.Match[str]) -> tuple[str, str]:
    """now, as an end of a period."""
    return "day+0", "day"
