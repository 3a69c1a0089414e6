"""What an article's own lines tell about it: title, author, date, place, outlet, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .furniture import DATELINE, Block


@dataclass(frozen=True, slots=True)
class TextMetadata:
    """What was found in the text itself; None where it says nothing. ``published`` is an ISO 8601 date."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    place: str | None = None
    outlet: str | None = None
    url: str | None = None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})\b",
        r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
    )
)  # 7/9/2012 is left alone: whether it is July or September depends on the country
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\")\]]+")
_HOST = re.compile(r"(?:https?://)?(?:www\.|m\.)?([\w-]+(?:\.[\w-]+)+)")
_LINK_TEXT = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_BY = re.compile(
    r"(?:(?:written|story|text|article|posted|published|report|words|reported|submitted|author) ?)?(?:by|:):? ?", re.I
)
_ROLE = re.compile(
    r"[,|]? ?(?:(?:senior|chief|political|national|white house|foreign|staff|special|ap|afp|reuters|cnn|"
    r"associated press) )*"
    r"(?:writer|reporter|correspondent|columnist|editor|contributor)\.?$",
    re.I,
)
_SITE = re.compile(
    r"(?:Read|Originally published|First published) (?:more )?on (?:the )?(?:web ?site|site)(?: of)? (.+)", re.I
)
_ORIGINAL = re.compile(r"(?:original|source|canonical|article|permanent)? ?(?:url|link|source|original):", re.I)
_KEY = re.compile(r"^([\w-]{1,40}):[ \t]*(.+?)[ \t]*$", re.M)
_FRONT_KEYS = {
    "title": "title", "headline": "title", "author": "author", "authors": "author", "byline": "author",
    "date": "published", "published": "published", "pubdate": "published", "place": "place", "location": "place",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "site": "outlet", "url": "url", "link": "url",
}  # fmt: skip


def metadata(text: str, blocks: Sequence[Block]) -> TextMetadata:
    """What the front matter, headline, byline, date lines, dateline and links of ``text`` say about the article.

    ``blocks`` are those of ``segment.blocks(text)``. Front matter, where there is any, wins over the lines.
    """
    found: dict[str, str] = {}
    for place, block in enumerate(blocks):
        line = text[block.start : block.end]
        if block.kind == "furniture":
            _keep(found, _front_matter(line) if line.lstrip("\ufeff").startswith("---") and block is blocks[0] else {})
        elif block.kind == "headline":
            _keep(found, {"title": _plain(line)})
        elif block.kind == "byline":
            _keep(found, _byline(line))
        elif block.kind == "dateline":
            _keep(found, _from_dateline(line))
        elif block.kind == "date":
            _keep(found, {"published": iso_date(line)})
        elif block.kind == "link":
            _keep(found, _link(text, block, blocks[place + 1 : place + 2]))
    return TextMetadata(**found)


def _keep(found: dict[str, str], new: dict[str, str | None]) -> None:
    for key, value in new.items():
        if value:
            found.setdefault(key, value)


def _plain(line: str) -> str:
    """A line without Markdown: heading marks, emphasis, links, escapes; white space as single spaces."""
    line = _LINK_TEXT.sub(r"\1", line.lstrip("#>\ufeff ")).replace("**", "").replace("__", "")
    return " ".join(re.sub(r"\\([\\$*_#\[\]().!-])", r"\1", line).strip("*_ ").split())


def iso_date(line: str) -> str | None:
    """The first full date written in ``line`` as ISO 8601, or None."""
    for pattern in _DATES:
        match = pattern.search(line)
        if match:
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            try:
                return date(int(match["year"]), number, int(match["day"])).isoformat()
            except ValueError:
                continue
    return None


def _byline(line: str) -> dict[str, str | None]:
    plain = _plain(line).rstrip(".,;")
    name = _ROLE.sub("", _BY.sub("", plain, count=1) if _BY.match(plain) else plain)
    name, _, outlet = re.sub(r"\s[|–—·•-]\s", ",", name).partition(",")
    outlet = re.sub(r"^(?:and|of|for|the) .*", "", _ROLE.sub("", outlet.strip()), flags=re.I)
    name = re.split(r"\s(?:of|for|in|at|on)\s", name.strip())[0]
    name = name.title().replace(" And ", " and ") if name.isupper() else name
    return {
        "author": name or None,
        "outlet": outlet if outlet and " and " not in outlet else None,
        "published": iso_date(line),
    }


def _from_dateline(line: str) -> dict[str, str | None]:
    match = DATELINE.match(line + " ")
    if match is None:
        return {}
    place, agency = match["place"], match["agency"]
    if place:
        head, comma, state = place.strip(" ,.").partition(",")
        place = (head.title() if head.isupper() else head) + comma + state
    return {
        "place": place,
        "published": iso_date(match["date"] or ""),
        "outlet": agency.strip("()") if agency else None,
    }


def _link(text: str, block: Block, after: Sequence[Block]) -> dict[str, str | None]:
    """What a link line tells; the address may stand on the line ``after`` "Original url:"."""
    line = text[block.start : block.end]
    site = _SITE.fullmatch(line)
    if site:
        return {"outlet": _plain(site[1]).rstrip(".")}
    if not _ORIGINAL.match(line):
        return {}
    end = after[0].end if after and after[0].kind == "link" else block.end
    url = _URL.search(text, block.start, end)
    if url is None:
        return {}
    host = _HOST.match(url[0])
    return {"url": url[0], "outlet": host[1] if host else None, "published": iso_date(url[0])}


def _front_matter(header: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for key, value in _KEY.findall(header):
        name = _FRONT_KEYS.get(key.lower())
        value = value.strip("\"'[] ")
        if name and value:
            found.setdefault(name, (iso_date(value) or None) if name == "published" else value)
    return found
