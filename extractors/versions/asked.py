"""The versions of the statements that are asked for, out of a store."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args

from ...data.errors import UsageError
from ...data.store import QuoteFilter, Store
from ...data.store.claimfilter import ClaimFilter
from ..claimclusters import comparable
from ..claims.comparable import Comparable
from ..claims.wording import expected, stems
from .comparison import comparison
from .groups import grouped
from .near import akin
from .saying import Saying, rarity_of, saying, unnested

Row = dict[str, Any]

VersionSort = Literal["date", "outlets", "differences"]
VERSION_SORTS: tuple[VersionSort, ...] = get_args(VersionSort)

ALL_AT_ONCE = 2_000
"""Statements of a store that are all looked at, whatever is asked for; of more, those that the indexes find."""

MOST = 100_000
"""Statements that are compared at once: some minutes, and a gigabyte."""

AROUND = 31
"""Days around the statements asked for within which all that their speakers say is looked at.

Further away only long quotations are versions of one, and these are found by their rare words.
"""

BY_THEM = 20_000
"""Statements by the speakers asked for that are looked at; of more only those with rare words in common."""

FOUND = 30
"""Statements with two rare words of one that are looked at."""

RAREST = 4
"""Of a sentence's words the rarest, two of which others have that say the same in nearly the same words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which groups: one of whose versions fits ``wanted``; ``outlets`` is the least number of outlets.

    Without a number two articles are enough. ``changed``: only where words, the cue's class or the speaker differ.
    ``others``: with what other speakers say alike.
    """

    wanted: QuoteFilter
    outlets: int | None = None
    changed: bool = False
    others: bool = True
    sort: VersionSort = "date"


def compared(store: Store, asked: Asked) -> Iterator[Row]:
    """The groups, as rows of ``spq compare``, in order."""
    chosen = store.statement_numbers(asked.wanted)
    looked_at = _looked_at(store, asked, chosen)
    sayings, seeds = _sayings(store, looked_at, set(chosen))
    groups = grouped(sayings, akin(sayings, rarity_of(sayings)))
    rows = []
    for group in groups:
        if not asked.others:
            group.beside.clear()
        if seeds.isdisjoint([*group.numbers(), *group.beside]):
            continue
        row = comparison(sayings, group)
        if _fits(row, asked):
            rows.append(row)
    yield from sorted(rows, key=_KEYS[asked.sort])


def _fits(row: Row, asked: Asked) -> bool:
    """Whether there is something to compare: two articles that do not just have the same sentence."""
    if len({one["doc"] for one in row["versions"]}) < 2 or (asked.changed and not row["differs"]):
        return False
    return asked.outlets is None or outlets_of(row) >= asked.outlets


def outlets_of(row: Row) -> int:
    """How many outlets have a version; an article of no known outlet counts as one."""
    places = [place for one in row["versions"] for place in (one, *one["also_in"])]
    return len({place["outlet"] or f"\0{place['doc']}" for place in places})


def _date(row: Row) -> tuple[str, str]:
    return (row["first"] or {"published": "~"})["published"], row["id"]


_KEYS = {
    "date": _date,
    "outlets": lambda row: (-outlets_of(row), _date(row)),
    "differences": lambda row: (-sum(len(one["differs"]) for one in row["versions"]), _date(row)),
}


def _looked_at(store: Store, asked: Asked, chosen: Sequence[int]) -> set[int]:
    """The numbers of all statements that may be versions of those chosen, these among them.

    Raises UsageError where too many are chosen to be compared.
    """
    if len(chosen) > MOST:
        raise UsageError(
            f"{len(chosen):,} statements are too many to compare at once; choose with --speaker, --about, --outlet, "
            "--contains, --since or --until"
        )
    everything = store.counts().attributions
    if everything <= ALL_AT_ONCE or len(chosen) > everything / 3:
        some = set(store.statement_numbers(QuoteFilter(min_confidence=asked.wanted.min_confidence)))
        if len(some) <= MOST:
            return some | set(chosen)
    rows = [row for _, row in store.statements(chosen)]
    speakers = {row["speaker"]["id"] for row in rows if row["speaker"]}
    days = sorted(row["published"][:10] for row in rows if row["published"])
    span = (_day(days[0], -AROUND), _day(days[-1], AROUND)) if days else (None, None)
    by_them = store.numbers_by(sorted(speakers), *span)
    found = {*chosen, *(by_them if len(by_them) <= BY_THEM else ())}
    for text in {part for row in rows for part in _STOP.split(row["text"])}:
        query = _query(text)
        if query:
            found.update(store.statements_with(query, FOUND))
    return found


def _day(day: str, later: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=later)).isoformat()


_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.?!;…]\s")


def _query(text: str) -> str:
    """Two of the rarest words of a text, in FTS5's language."""
    told = {word: min(map(expected, stems(word)), default=1.0) for word in _WORD.findall(text.casefold())}
    rarest = sorted((rarity, word) for word, rarity in told.items() if rarity < 1 / 50)[:RAREST]
    words = [f'"{word}"' for _, word in rarest]
    pairs = [f"({one} AND {other})" for at, one in enumerate(words) for other in words[at + 1 :]]
    return " OR ".join(pairs)


def _sayings(store: Store, numbers: set[int], chosen: set[int]) -> tuple[list[Saying], set[int]]:
    """The statements, taken apart, and which of them were chosen, by their places."""
    claims: defaultdict[str, list[Comparable]] = defaultdict(list)
    for row, names, claimer in store.claim_parts(ClaimFilter(statements=sorted(numbers))):
        if not row["correction"]:
            claims[row["attribution"]].append(comparable(row, names, claimer))
    number_of: dict[str, int] = {}
    rows: list[Row] = []
    for number, row in store.statements(numbers):
        number_of[row["id"]] = number
        rows.append(row)
    sayings = [saying(row, claims[row["id"]], taken) for row, taken in unnested(rows)]
    return sayings, {at for at, one in enumerate(sayings) if number_of[one.id] in chosen}
