"""What looks like a date and is none: the verb may, Theresa May, Fox News Sunday, USA Today, 2000 people, Rio 2016."""

from __future__ import annotations

import re

from ..page import Sentence
from ..words import Word

_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|last|this|next|early|late|mid|from|to|through|between|for|during|on|before|after|"
    r"every|each|and|or|around|early\sin|late\sin)|\bmid-|[-–—/(,])\s{0,3}$",
    re.I,
)
_BEFORE_NAMED_MONTH = re.compile(
    r"\b(?:in|since|of|until|till|last|this|next|early|late|from|through|during|by)\s{1,3}$|\bmid-$", re.I
)
_DOUBTFUL_MONTHS = frozenset(
    {"may", "mar", "march", "jan", "dec", "sep", "sept", "oct", "nov", "aug", "apr", "jun", "jul"}
)
_FULL_MONTHS = frozenset({"april", "june", "august"})  # given names, too
_DAY_IN_NAME = re.compile(
    r"\b(?:news|super|black|ruby|fat|cyber|bloody|back|giving|ash|holy|spy|maundy|casual|red)\s{1,3}$", re.I
)
_NAME_BEHIND_DAY = re.compile(
    r"\s{1,3}(?:Times|Telegraph|Express|Mail|Mirror|Herald|Post|Night\s(?:Live|Football)|Review|Journal|Show)\b"
)
_NO_CERTAIN_DAY = re.compile(r"\b(?:of|from|an?|an?\s\w{1,20})\s$", re.I)
_NAME = 60  # characters before a day that may be the word of a name
_OPENED = re.compile(r"(?:[\"“‘']|'')\s?$")
_CLOSED = re.compile(r"[,.]?\s?[\"”’']")
_HOLIDAY_THING = re.compile(
    r"\s{1,3}(?:trees?|presents?|gifts?|cards?|carols?|songs?|part(?:y|ies)|dinners?|turkeys?|specials?|music|shopping|"
    r"decorations?|lights|bunny|eggs?|costumes?|baskets?|candy|spirit|stor(?:y|ies)|wish(?:es)?)\b",
    re.I,
)
_UNITS_BEHIND = re.compile(
    r"\s{1,3}(?:people|persons?|jobs?|votes?|voters|delegates|dollars|euros?|rubles?|roubles?|yuan|pounds?|troops|soldiers|"
    r"workers|employees|miles?|kilomet\w{2,3}|met(?:re|er)s|feet|foot|inches|acres|hectares|tons?|tonnes|barrels|men|women|"
    r"children|students|members|supporters|volunteers|residents|refugees|emails?|e-mails?|seats?|copies|words?|hours|"
    r"days|weeks|months|years|times|cases|homes|houses|percent|per\scent|points?|square|degrees|calories|deaths)\b",
    re.I,
)
_WORD_BEFORE = re.compile(r"([\w.’'&-]{1,40})\s{1,3}$")
_LINK_TO_YEAR = frozenset({
    "in", "since", "of", "by", "until", "till", "from", "to", "through", "between", "and", "or", "during", "for",
    "before", "after", "around", "about", "circa", "the", "year", "early", "late", "mid", "on", "a", "an", "this",
    "that", "his", "her", "its", "their", "our", "my", "spring", "summer", "autumn", "fall", "winter",
})  # fmt: skip
_BEFORE_DECADE = re.compile(r"\bthe\s$|\bthe\s(?:early|mid|late)[\s-]", re.I)
_FIRST_SINCE = re.compile(r"\b(?:first|only|once|most|least|time|times|\w{2,20}est)\b[^.;:]{0,60}$", re.I)


def is_date(text: str, start: int, end: int, kind: str, sentence: Sentence | None) -> bool:
    """Whether ``text[start:end]``, found as a date of that kind, is one; ``text`` is the sentence's own."""
    before = text[max(0, start - 60) : start]
    if kind == "month_alone":
        return _is_month(text, before, start, end, sentence)
    if kind in ("other_month", "month_soon"):
        return text[start:end].split()[-1][0].isupper()
    if kind == "holiday":
        return not _HOLIDAY_THING.match(text, end)
    if kind in ("month_year", "month_day", "day_month"):
        return text[start:end] != text[start:end].lower() or sentence is None
    if kind == "weekday":
        return not (_DAY_IN_NAME.search(before) or _NAME_BEHIND_DAY.match(text, end))
    if kind == "year":
        return _is_year(text, before, start, end, sentence)
    if kind == "short_year":
        return bool(re.search(r"\b(?:in|since|of|from|to|by|until|the|back|and|class)\s{1,3}$", before, re.I))
    if kind in ("today", "this_unit"):
        return not _is_no_day(text[start:end], before, text[end : end + 3], sentence)
    if kind == "in_time":
        return not _FIRST_SINCE.search(before)
    if kind == "decade_short":  # "in his 60s" is an age
        return text[start] in "'’‘" or bool(_BEFORE_DECADE.search(text, max(0, start - 12), start + 4))
    return True


def _is_no_day(words: str, before: str, behind: str, sentence: Sentence | None) -> bool:
    """USA Today, ABC's "This Week"; the policies of yesterday and a brighter tomorrow, which are of no day."""
    if words in ("yesterday", "tomorrow"):
        return bool(_NO_CERTAIN_DAY.search(before))
    if not words[0].isupper() or not before.strip() or (sentence is not None and sentence.kind == "headline"):
        return False
    if _OPENED.search(before):
        return bool(_CLOSED.match(behind))
    return bool(re.search(r"['’]s\s$" if " " in words else r"[A-Z][\w.]*\s$", before[-_NAME:]))


def _word_at(sentence: Sentence | None, start: int) -> Word | None:
    if sentence is None:
        return None
    at = sentence.tokens(sentence.start + start, sentence.start + start + 1)
    return sentence.words[at[0]] if at else None


def _is_month(text: str, before: str, start: int, end: int, sentence: Sentence | None) -> bool:
    name = text[start:end].rstrip(".")
    if not name[0].isupper():
        return False
    name = name.lower()
    word = _word_at(sentence, start)
    if name in _DOUBTFUL_MONTHS:
        if word is not None and (word.tag_ == "MD" or word.ent_type_ in ("PERSON", "GPE", "NORP")):
            return False
        dated = (
            word is not None
            and word.ent_type_ == "DATE"
            and name in ("may", "march")
            and not re.search(r"['’]s?\s{1,3}$", before)
            and text[end : end + 4] not in (" on ", " for")
        )
        return bool(_BEFORE_MONTH.search(before)) or dated
    if name in _FULL_MONTHS and not _BEFORE_NAMED_MONTH.search(before):
        return not (word is not None and word.ent_type_ == "PERSON")
    return True


def _is_year(text: str, before: str, start: int, end: int, sentence: Sentence | None) -> bool:
    year = text[end - 4 : end]
    if _UNITS_BEHIND.match(text, end):
        return False
    if text[start - 1 : start] in ("-", "–", "—") and not re.search(r"\b(?:mid|pre|post)[-–—]$|\s[–—]$", before, re.I):
        return False
    if len(text[start:end]) > 4:  # the year 2012
        return True
    found = _WORD_BEFORE.search(before)
    last = found[1] if found else ""
    linked = last.lower() in _LINK_TO_YEAR
    if year < "1700" or year[2:] == "00" or year > "2060":
        if re.search(r"['’]s$", last):  # her 2000 campaign
            return True
        return linked and not (last.lower() in ("of", "to", "about", "around", "for", "and", "or") and year[2:] == "00")
    if linked or not last[:1].isupper() or last[-1:] in "’'" or re.search(r"['’]s$", last):
        return True
    # Rio 2016, Trump 2016; but not behind the sentence's first word, which may be any
    return before.strip() == last or (sentence is None and len(before) < 60 and before.count(" ") <= 1)
