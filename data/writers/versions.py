"""Versions of a statement for people: what to notice in each, and flat rows for tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .readable import CORRECTED

Row = Mapping[str, Any]


def flat(groups: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Groups (``statement-comparisons``) as one row a version (``versions``)."""
    for group in groups:
        first = set() if group["first"] is None else set(group["first"]["docs"])
        for one in group["versions"]:
            inside = [some for some in one["differences"] if _telling(some)]
            yield {
                "group": group["id"],
                **{key: one[key] for key in ("id", "doc", "path", "title", "outlet", "published", "url")},
                "first": one["doc"] in first,
                **{key: one[key] for key in ("days", "form", "fullest", "relation", "speaker", "source", "cue")},
                "negated": one["negated"],
                "text": one["text"],
                "fullest_text": group["text"],
                "same_words": one["words"] and one["words"]["same"],
                "of_words": one["words"] and one["words"]["of"],
                "changed": [_changed(some) for some in inside if some["op"] == "changed"],
                "left_out": [_words(some["fullest"]) for some in inside if some["op"] == "left out"],
                "added": [_words(some["version"]) for some in inside if some["op"] == "added"],
                "differs": one["differs"],
                "repeats": one["repeats"],
                "also_in": [place["outlet"] or place["doc"] for place in one["also_in"]],
                **{key: one[key] for key in ("content", "confidence", "corrected", "why")},
            }


def _telling(difference: Row) -> bool:
    """Whether a difference is more than a shortening at an end."""
    return bool(difference["where"] == "inside" or difference["op"] == "changed")


def notes(group: Row, one: Row) -> list[str]:
    """What to notice in a version, a line each, the gravest first."""
    return [*_whose(group, one), *_wording(one), *_length(one), *_cue(group, one), *_elsewhere(one)]


def _whose(group: Row, one: Row) -> Iterator[str]:
    name = group["speaker"]["name"] if group["speaker"] else "(unknown)"
    if one["relation"] == "other speaker":
        yield f"another speaker, in nearly the words of {name}"
    elif one["relation"] == "same words, other speaker":
        yield f"THE SAME WORDS GIVEN TO ANOTHER SPEAKER than {name}"
    elif one["relation"] == "unnamed speaker":
        yield "the speaker is not named" if one["speaker"] is None or group["speaker"] else "the speaker is named"


def _wording(one: Row) -> Iterator[str]:
    for some in one["differences"]:
        if _telling(some):
            yield difference(some)


def difference(some: Row) -> str:
    """A difference in words: 'often' for 'being'."""
    kinds = f" ({', '.join(some['kinds'])})" if some["kinds"] else ""
    if some["op"] == "changed":
        return f"changed: {_changed(some)}{kinds}"
    if some["op"] == "added":
        marked = ", marked" if some["marked"] else ""
        return f"added{marked}: ‘{_words(some['version'])}’{kinds}"
    marked = "marked" if some["marked"] else "without a mark"
    return f"left out inside, {marked}: ‘{_words(some['fullest'])}’{kinds}"


def _changed(some: Row) -> str:
    return f"‘{_words(some['version'])}’ for ‘{_words(some['fullest'])}’"


def _words(spans: Sequence[Row]) -> str:
    return " … ".join(" ".join(one["text"].split()) for one in spans)


def _length(one: Row) -> Iterator[str]:
    words = one["words"]
    if one["fullest"] or one["relation"] == "other speaker" or words is None:
        return
    if words["same"] < words["of"]:
        yield f"{words['same']} of {words['of']} words"
    elif not one["differs"] or "words" not in one["differs"]:
        yield "word for word"


def _cue(group: Row, one: Row) -> Iterator[str]:
    fullest = next(some for some in group["versions"] if some["fullest"])
    if "class" in one["differs"]:
        yield f"{stance(one)}, where the fullest has {stance(fullest)}"


def stance(one: Row) -> str:
    """The cue's words and its class; ``claim`` is what a writer does not vouch for."""
    cue = one["cue"]
    words = f"“{' '.join(cue['text'].split())}”" if any(map(str.isalpha, cue["text"])) else "a colon or a dash"
    distance = ", at a distance" if cue["class"] == "claim" else ""
    return f"{'not: ' if one['negated'] else ''}{words} ({cue['class']}{distance})"


def _elsewhere(one: Row) -> Iterator[str]:
    if one["repeats"]:
        yield "again in the same article"
    if one["also_in"]:
        places = dict.fromkeys(place["outlet"] or place["doc"] for place in one["also_in"])
        yield f"the same sentence also in {', '.join(places)}"


def published(group: Row, one: Row) -> str:
    """The day, and how it stands to the first."""
    if one["published"] is None:
        return "undated"
    day = str(one["published"][:10])
    first = group["first"]
    if first is not None and one["doc"] in first["docs"]:
        return f"{day} first" if len(first["docs"]) == 1 and not group["undated"] else f"{day} earliest"
    return f"{day} +{one['days']} d" if one["days"] is not None and one["days"] > 0 else day


def heading(group: Row) -> str:
    """Whose statement, in how many outlets, who was first."""
    name = group["speaker"]["name"] if group["speaker"] else "(unknown)"
    name += CORRECTED * any(one["fullest"] and one["corrected"] is not None for one in group["versions"])
    outlets = group["outlets"]
    beside = sum(one["relation"] == "other speaker" for one in group["versions"])
    own = len(group["versions"]) - beside
    where = f"{own} version{'s' * (own != 1)}"
    where += f" and {beside} by others" if beside else ""
    where += f" in {len(group['docs'])} articles"
    where += f" of {len(outlets)} outlets" if len(outlets) > 1 else ""
    return f"{name} · {where} · {_first(group)}"


def _first(group: Row) -> str:
    first = group["first"]
    if first is None:
        return "undated"
    who = ", ".join(first["outlets"] or first["docs"])
    unsure = f"; {group['undated']} undated" if group["undated"] else ""
    when = "earliest dated" if unsure else "same day" if len(first["docs"]) > 1 else "first"
    return f"{when} {first['published'][:16]}: {who}{unsure}"
