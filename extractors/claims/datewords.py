"""The words of dates: months, numbers and units, as pieces of patterns and as what they stand for."""

from __future__ import annotations

from ...data.holidays import HOLIDAYS

RANK = {"day": 0, "weekend": 1, "week": 1, "month": 2, "quarter": 3, "year": 4, "decade": 5, "century": 6}
"""Units of time from short to long."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = frozenset({*_ONES, *_TENS, "a", "an", "couple", "few", "several", "many", "half"})
"""Words with which a number begins."""

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
CENTURY = {
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "twenty-first": 21,
}  # fmt: skip
"""Centuries as news spells them out; others are in figures."""

S = r"\s{1,3}"
MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june|jun\.?|july|jul\.?|aug(?:ust|\.)?|"
    r"sep(?:tember|t\.?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?!\w)"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:][0-9])"
YEAR = r"(?:1[0-9]|20)[0-9]{2}(?![\w%]|[.,:/][0-9])"
SOON = r"(?:this(?:\s(?:past|coming))?|last|next)"
OF_YEAR = rf"(?:,?{S}(?:of{S})?(?P<year>{YEAR})|,?{S}(?:of{S}|in{S})?(?P<count>this|last|next){S}year(?!['’]))"
HOUR = rf"(?:{S}(?:(?:early|late){S})?(?:morning|afternoon|evening|night))?(?!{S}(?:morning|afternoon|evening|night)s)"
NUMBER = (
    r"(?:[0-9]{1,3}(?![0-9.,%])|half(?:\s|-)an?|an?(?:\s(?:couple(?:\sof)?|dozen))?|couple(?:\sof)?|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|"
    r"ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine|"
    r"(?:a\s)?few|several|many)"
)
HALF = r"(?:[\s-]and[\s-]a[\s-]half)?"
UNIT = r"(?:day|week|month|year|decade)"
NAMED = "|".join(
    name.replace("christmas", "christma_").replace("s-", "['’]?s['’]?-").replace("_", "s").replace("st-", r"st\.?-")
    .replace("-", S)
    for name in sorted(HOLIDAYS, key=len, reverse=True)
)  # fmt: skip


def number(text: str) -> float | None:
    """What a number in words or figures is, 0.5 for half; None for one that is vague (few, several)."""
    word = text.lower().replace("-", " ").split()
    if word[0].isdecimal():
        return int(word[0])
    if word[0] == "half":
        return 0.5
    if "couple" in word:
        return 2
    if "dozen" in word:
        return 12
    if word[0] in ("a", "an") and len(word) == 1:
        return 1
    if word[0] in _TENS:
        return _TENS.index(word[0]) * 10 + (_ONES.index(word[1]) if word[1:] and word[1] in _ONES else 0)
    return _ONES.index(word[0]) if word[0] in _ONES else None


def length(count: float, unit: str) -> tuple[str, str]:
    """A length as ``P6M``, and its unit: half a year is counted in months, a decade in years."""
    unit = unit.lower().rstrip("s")
    if unit in ("decade", "century"):
        count, unit = count * (10 if unit == "decade" else 100), "year"
    if count != int(count):
        count, unit = {"year": (count * 12, "month"), "month": (count * 30, "day"), "week": (count * 7, "day")}.get(
            unit, (count, unit)
        )
    return f"P{int(count)}{unit[0].upper()}", unit
