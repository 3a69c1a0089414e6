"""The few columns a person reads of each record; shared by Markdown and the terminal's table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .formats import Row

UNKNOWN = "(unknown)"

CORRECTED = " (corrected)"
"""Marks a speaker whom a reader named in place of another."""

_QUOTE_HEADINGS = ("Speaker", "Statement", "Type", "Class", "Source")
_CLAIM_HEADINGS = ("Check", "Claimer", "Claim", "Class", "Figures and dates", "Why", "Source")
_VERSION_HEADINGS = ("Statement", "Speaker", "Form", "Words", "Differs", "Cue", "Source")
_WHO_HEADINGS = ("Name", "Kind", "Count", "Articles", "Roles", "Spellings")
_LIBRARY_HEADINGS = ("Library", "Size", "Articles", "Texts", "Statements", "People", "Outlets", "Dates", "Outdated")
_SENTENCE_HEADINGS = ("Check", "Sentence", "Reasons", "Speaker", "Position")
_ARTICLE_HEADINGS = ("Article", "Title", "Outlet", "Published", "Statements")


_CORRECTION_HEADINGS = ("Statement", "Was", "Now", "Note", "Day", "Place")
_COUNT_HEADINGS = ("What", "And", "Statements", "Articles", "Share", "First", "Last")


def headings(columns: Mapping[str, Any]) -> tuple[str, ...]:
    """The readable columns' names for a record with these keys."""
    if "claimer" in columns:
        return _CLAIM_HEADINGS
    if "form" in columns:
        return _VERSION_HEADINGS
    if "content" in columns:
        return _QUOTE_HEADINGS
    if "bytes" in columns:
        return _LIBRARY_HEADINGS
    if "by2" in columns:
        return _COUNT_HEADINGS
    if "to_id" in columns:
        return _CORRECTION_HEADINGS
    if "position" in columns:
        return _SENTENCE_HEADINGS
    return _WHO_HEADINGS if "spellings" in columns else _ARTICLE_HEADINGS


def cells(row: Row) -> tuple[str, ...]:
    """The readable columns of one row, not yet escaped for any medium."""
    if "claimer" in row:
        return _claim_cells(row)
    if "form" in row:
        return _version_cells(row)
    if "content" in row:
        return (speaker(row), row["text"], row["type"], cue_class(row), place(row))
    if "spellings" in row:
        spellings = (f"{spelling['text']} ({spelling['count']})" for spelling in row["spellings"])
        counts = str(row["count"]), str(row["docs"])
        return (
            row["name"],
            row["kind"],
            *counts,
            "; ".join(role["role"] for role in row["roles"]),
            "; ".join(spellings),
        )
    if "bytes" in row:
        return _library_cells(row)
    if "to_id" in row:
        return (
            row["text"],
            row["was"] or UNKNOWN,
            "(dropped)" if row["changed"] == "dropped" else row["to"] or UNKNOWN,
            row["note"] or "",
            row["date"] or "",
            f"{row['doc']}@{row['at'][0][0]}" + ("" if row["placed"] else " (not found any more)"),
        )
    if "by2" in row:
        days = row["first"] or "", row["last"] or ""
        return (
            row["name"],
            row["name2"] or "",
            f"{row['count']:,}",
            f"{row['docs']:,}",
            percent(row["share"]),
            *days,
        )
    if "position" in row:
        reasons = "; ".join(row["reasons"])
        return (f"{row['check']:.2f}", row["text"], reasons, row["speaker"] or "", str(row["position"]))
    statements = row["statements"] if "statements" in row else len(row["quotes"])
    return (row["doc"], row["title"] or "", row["outlet"] or "", row["published"] or "", str(statements))


def percent(share: float) -> str:
    """A share of all; "<0.1%" for what is there and rounds to nothing."""
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"


def _claim_cells(row: Row) -> tuple[str, ...]:
    return (
        f"{row['check']:.2f}", claimer(row), row["text"], claim_class(row), "; ".join(particulars(row)),
        "; ".join([*row["reasons"], *elsewhere(row)]), place(row),
    )  # fmt: skip


def _version_cells(row: Row) -> tuple[str, ...]:
    """One version of a flat row; ``Statement`` is the group's id, the same in all its versions."""
    form = f"{row['form']}, the fullest" if row["fullest"] else row["form"]
    other = "" if row["relation"] == "same speaker" else f" ({row['relation']})"
    shorter = [] if row["same_words"] is None or row["fullest"] else [f"{row['same_words']} of {row['of_words']} words"]
    left_out = [f"left out: {words}" for words in row["left_out"]]
    words = [*row["changed"], *left_out, *(f"added: {words}" for words in row["added"])]
    return (
        row["group"], speaker(row) + other, form, row["text"], "; ".join([*words, *shorter]), cue(row), place(row),
    )  # fmt: skip


def elsewhere(row: Row) -> list[str]:
    """Where else a claim is made, and what contradicts it there."""
    cluster = row["cluster"]
    if cluster is None:
        return []
    outlets = f" in {', '.join(cluster['outlets'])}" if cluster["outlets"] else ""
    since = f", first on {cluster['first_seen'][:10]}" if cluster["first_seen"] else ""
    if cluster["count"] < 2:
        return ["others say the like"]
    conflicts = dict.fromkeys(f"{one['kind']}: {one['words']}" for one in cluster["conflicts"])
    return [f"claimed {cluster['count']} times{outlets}{since}", *conflicts]


def claimer(row: Row) -> str:
    """Whose claim it is, with those through whom it comes; the author's own is "the article's"."""
    if row["claimer"]:
        who = str(row["claimer"]["name"]) + CORRECTED * (row["claimer"]["by"] == "correction")
    elif row["kind"] == "author":
        return "correction" if row["correction"] else "(the author)"
    else:
        who = f"({row['source']['text']})" if row["source"] else UNKNOWN
    through = ", ".join(str(one["name"] or UNKNOWN) for one in reversed(row["chain"]))
    return f"{who}, by {through}" if through else who


def claim_class(row: Row) -> str:
    """The class, and whether the claim is negated, hedged, or kept at a distance."""
    marks = [mark for mark in ("negated", "hedged", "distanced") if row[mark]]
    if row["class"] == "deny" and row["negated"]:
        marks.remove("negated")
    return ", ".join([str(row["class"]), *marks])


def particulars(row: Row) -> list[str]:
    """The figures with their values and the dates with their days, as a reader would note them down."""
    return [*map(figure, row["quantities"]), *(day for one in row["dates"] if (day := dated(one)))]


def figure(one: Mapping[str, Any]) -> str:
    """A figure: its number, unit and bound."""
    number = _number(one["value"]) + ("" if one["high"] is None else f"–{_number(one['high'])}")
    also = f" ({_number(one['also']['value'])} {one['also']['unit'] or ''})".replace(" )", ")") if one["also"] else ""
    bound = {"about": "about ", "least": "≥ ", "most": "≤ ", None: ""}[one["bound"]]
    unit = {None: "", "%": "%"}.get(one["unit"], f" {one['unit']}")
    return f"{bound}{'no. ' if one['kind'] == 'rank' else ''}{number}{unit}{also}"


def _number(value: float) -> str:
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:,g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def dated(one: Mapping[str, Any]) -> str:
    """The days of a date; empty where they cannot be told."""
    if one["first"] is None and one["last"] is None:
        return ""
    if one["first"] == one["last"]:
        return str(one["first"])
    return f"{one['first'] or ''}/{one['last'] or ''}"


def _library_cells(row: Row) -> tuple[str, ...]:
    dates = " to ".join(dict.fromkeys(date[:10] for date in (row["first"], row["last"]) if date))
    undated = f"{row['undated']:,} undated" if row["undated"] else ""
    corrections = f" ({row['corrections']:,} corrected)" if row["corrections"] else ""
    counts = [f"{row[name]:,}" for name in ("articles", "analyses", "attributions", "people")]
    counts[2] += corrections
    outlets = ", ".join(row["outlets"][:_OUTLETS]) + (" …" if len(row["outlets"]) > _OUTLETS else "")
    when = "; ".join(part for part in (dates, undated) if part)
    return (row["path"], f"{row['bytes'] / 1e6:,.1f} MB", *counts, outlets, when, f"{row['outdated']:,}")


_OUTLETS = 20
"""Outlets of a library that are named to a person; JSON has them all."""


def speaker(row: Row) -> str:
    """The speaker's name; without one, the source as written, in brackets; with a mark where a reader corrected it."""
    written = f"({row['source']['text']})" if row["source"] else UNKNOWN
    who = str(row["speaker"]["name"]) if row["speaker"] else written
    return f"{who}{CORRECTED}" if row.get("corrected") else who


def cue(row: Row) -> str:
    """The cue's words, which tell a denial from an assertion; with "not:" where the text negates them."""
    words = str(row["cue"]["text"]) if row["cue"] else ""
    if not any(map(str.isalpha, words)):
        words = ""
    return f"not: {words}" if row["negated"] else words


def cue_class(row: Row) -> str:
    """The cue's class, with "not" before it where the text negates it."""
    name = str(row["cue"]["class"]) if row["cue"] else ""
    return f"not {name}".rstrip() if row["negated"] else name


def place(row: Row) -> str:
    """Where a statement stands: outlet, date, article and offset, as far as they are known, and near-duplicates."""
    known = [row["outlet"], (row["published"] or "")[:10], f"{row['doc']}@{row['content'][0]['start']}"]
    copies = row.get("copies")
    if copies and copies["articles"]:
        outlets = f" ({', '.join(copies['outlets'])})" if copies["outlets"] else ""
        known.append(f"{copies['articles']} near-duplicate{'s' * (copies['articles'] > 1)}{outlets}")
    return " · ".join(part for part in known if part)
