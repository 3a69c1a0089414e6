"""Whom and what a statement is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Place = tuple[int, int]
Mentioned = tuple[int, int, int]  # entity, start, end


def aboutness(
    statements: Sequence[tuple[int | None, Mapping[str, Any]]], mentions: Sequence[Mentioned]
) -> list[set[int]]:
    """For each statement of an article the entities it is about; a statement is its speaker's entity and its body.

    Those that its content mentions; and those beside it, in the same sentence ("Asked about Iran, he said"), that are
    not the speaker, nor part of a source, an addressee or another statement's content.
    """
    taken = _joined(place for _, body in statements for place in (*_content(body), *_sides(body)))
    ends = [end for _, end in taken]
    ordered = sorted((start, end, entity) for entity, start, end in mentions)
    starts = [start for start, _, _ in ordered]

    def within(place: Place) -> Iterator[tuple[int, int, int]]:
        for mention in ordered[bisect_left(starts, place[0]) : bisect_right(starts, place[1])]:
            if mention[1] <= place[1]:
                yield mention

    def free(start: int, end: int) -> bool:
        at = bisect_right(ends, start)
        return at == len(taken) or taken[at][0] >= end

    found = []
    for speaker, body in statements:
        about = {entity for place in _content(body) for _, _, entity in within(place)}
        beside = within((body["context"]["start"], body["context"]["end"]))
        about |= {entity for start, end, entity in beside if entity != speaker and free(start, end)}
        found.append(about)
    return found


def _content(body: Mapping[str, Any]) -> Iterator[Place]:
    return ((span["start"], span["end"]) for span in body["content"])


def _sides(body: Mapping[str, Any]) -> Iterator[Place]:
    return ((span["start"], span["end"]) for span in (body["source"], body["addressee"]) if span)


def _joined(places: Iterator[Place]) -> list[Place]:
    """Sorted, those that overlap as one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
