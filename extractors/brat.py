"""Attributions out of brat's standoff: what stands in an ``.ann`` file, as quotes with character offsets.

    T1<TAB>Source 0 5<TAB>Smith            a stretch of text with its type
    T2<TAB>Content 11 20;25 30<TAB>…       one in several pieces
    E1<TAB>Cue:T3 Source:T1 Content:T2     an attribution as an event, or
    R1<TAB>Source Arg1:T3 Arg2:T1          as relations between cue or content and source or content

The format is described at https://brat.nlplab.org/standoff.html; offsets are characters of the ``.txt`` file as it is,
line ends included. Attributes, normalisations, notes and equivalences are passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ..data.errors import InputError
from ..data.writers.brat import BREAK

Role = Literal["source", "cue", "content"]

ROLES: dict[str, Role] = {
    "source": "source",
    "speaker": "source",
    "holder": "source",
    "cue": "cue",
    "verb": "cue",
    "trigger": "cue",
    "content": "content",
    "quote": "content",
    "quotation": "content",
    "span": "content",
}
"""The names of types, and of an event's roles, in whatever case and numbered or not; others are passed over."""

_SKIPPED = "#*AMN"
_PLACE = "[0-9]{1,15}[ ][0-9]{1,15}"  # Python reads no number of more than 4,300 figures
_BOUND = re.compile(rf"(T\S+)\t(\S+)[ ]({_PLACE}(?:;{_PLACE})*)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"(E\S+)\t([^\s:]+):(T\S+)((?:[ ][^\s:]+:[TE]\S+)*)\s*")
_RELATION = re.compile(r"(R\S+)\t(\S+)[ ][^\s:]+:([TE]\S+)[ ][^\s:]+:([TE]\S+)\s*")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    role: Role | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class _Event:
    where: str
    name: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]  # (role as written, id)


@dataclass(frozen=True, slots=True)
class _Relation:
    where: str
    ends: tuple[str, str]


@dataclass(slots=True)
class _Standoff:
    """The lines of one file, understood one by one."""

    text: str
    bounds: dict[str, _Bound] = field(default_factory=dict)
    events: dict[str, _Event] = field(default_factory=dict)
    relations: list[_Relation] = field(default_factory=list)

    def read(self, where: str, line: str) -> None:
        """Take in one line; raises InputError, which names ``where``, when it cannot be understood."""
        readers: dict[str, Callable[[str, str], bool]] = {"T": self._bound, "E": self._event, "R": self._relation}
        reader = readers.get(line[0])
        if reader is None or not reader(where, line):
            raise InputError(where, "is no line of brat standoff")

    def _bound(self, where: str, line: str) -> bool:
        found = _BOUND.fullmatch(line)
        if found is None:
            return False
        name, kind, places, words = found.groups()
        pairs = (place.split(" ") for place in places.split(";"))
        spans = tuple((int(start), int(end)) for start, end in pairs)
        for start, end in spans:
            if not start <= end <= len(self.text):
                raise InputError(where, f"{start}–{end} is no place in a text of {len(self.text)} characters")
        self._check(where, words, spans)
        self._new(where, name, self.bounds)
        self.bounds[name] = _Bound(role_of(kind), self._joined(spans))
        return True

    def _joined(self, spans: Spans) -> Spans:
        """Fragments with nothing but a line's end between them as one: brat can mark no line's end, and cuts there."""
        joined: list[tuple[int, int]] = []
        for start, end in spans:
            if joined and BREAK.fullmatch(self.text, joined[-1][1], max(start, joined[-1][1])):
                start, _ = joined.pop()
            joined.append((start, end))
        return tuple(joined)

    def _check(self, where: str, words: str | None, spans: Spans) -> None:
        """Compare the text with the words that the line repeats: with other white space at times, a comment behind."""
        there = " ".join(self.text[start:end] for start, end in spans)
        if words is not None and not "".join(words.split()).startswith("".join(there.split())):
            raise InputError(where, f"the text there is {there[:40]!r}, not {words[:40]!r}; are the line ends changed?")

    def _event(self, where: str, line: str) -> bool:
        found = _EVENT.fullmatch(line)
        if found is None:
            return False
        name, kind, trigger, arguments = found.groups()
        self._new(where, name, self.events)
        pairs = (argument.split(":", 1) for argument in arguments.split())
        self.events[name] = _Event(where, kind, trigger, tuple((role, to) for role, to in pairs))
        return True

    def _relation(self, where: str, line: str) -> bool:
        found = _RELATION.fullmatch(line)
        if found is not None:
            self.relations.append(_Relation(where, (found[3], found[4])))
        return found is not None

    @staticmethod
    def _new(where: str, name: str, known: dict[str, Any]) -> None:
        if name in known:
            raise InputError(where, f"{name} is there already")


class _Graph:
    """Cues, contents and sources with what links them. An event is one node, and stands for its trigger."""

    def __init__(self, standoff: _Standoff) -> None:
        self._standoff = standoff
        self._links: dict[str, list[tuple[Role, str]]] = defaultdict(list)
        self._triggered: dict[str, list[str]] = defaultdict(list)  # events by their triggers
        self._roles: dict[str, Role] = {}
        for name, event in standoff.events.items():
            self._known(event.where, event.trigger)
            self._triggered[event.trigger].append(name)
        for name, bound in standoff.bounds.items():
            if bound.role is not None and name not in self._triggered:
                self._roles[name] = bound.role
        for name, event in standoff.events.items():
            self._link_event(name, event)
        for relation in standoff.relations:
            self._link_relation(relation)

    def _link_event(self, name: str, event: _Event) -> None:
        for written, to in event.arguments:
            self._known(event.where, to)
            bound = self._standoff.bounds.get(to)  # an event as an argument is no stretch of text
            role = bound and (role_of(written) or bound.role)
            if role:
                self._links[name].append((role, to))
        role = role_of(event.name) or self._standoff.bounds[event.trigger].role
        if role or self._links[name]:
            self._roles[name] = role or "cue"

    def _link_relation(self, relation: _Relation) -> None:
        first, second = (self._nodes(relation.where, name) for name in relation.ends)
        for one in first:
            for other in second:
                roles = {self._roles[one], self._roles[other]}
                if len(roles) == 2 or roles == {"content"}:
                    self._links[one].append((self._roles[other], other))
                    self._links[other].append((self._roles[one], one))

    def _nodes(self, where: str, name: str) -> list[str]:
        self._known(where, name)
        return [node for node in self._triggered.get(name, [name]) if node in self._roles]

    def _known(self, where: str, name: str) -> None:
        if name not in self._standoff.bounds and name not in self._standoff.events:
            raise InputError(where, f"there is no {name}")

    def groups(self) -> Iterator[dict[Role, set[tuple[int, int]]]]:
        """One group for each cue, and one for each content that no cue reaches; events go first."""
        reached: set[str] = set()
        nodes = sorted(self._roles, key=lambda node: node not in self._standoff.events)
        for wanted in ("cue", "content"):
            for node in nodes:
                if self._roles[node] == wanted and node not in reached:
                    yield self._group(node, reached)

    def _group(self, anchor: str, reached: set[str]) -> dict[Role, set[tuple[int, int]]]:
        """What hangs together with a cue or a content, by way of contents: never on through a source or to a cue."""
        group: dict[Role, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
        found: set[tuple[Role, str]] = set()
        todo = [(self._roles[anchor], anchor)]
        while todo:
            role, node = todo.pop()
            if (role, node) in found:
                continue
            found.add((role, node))
            group[role].update(self._spans(node))
            if role == "content":
                reached.add(node)
            if role == "content" or node == anchor:
                follows_cues = role == "content" and node == anchor
                todo += [link for link in self._links[node] if link[0] != "cue" or follows_cues]
        return group

    def _spans(self, node: str) -> Spans:
        event = self._standoff.events.get(node)
        return self._standoff.bounds[event.trigger if event else node].spans


def role_of(name: str) -> Role | None:
    """The role that a type's or an event role's name stands for: Source, CONTENT, Content2, speaker; or None."""
    return ROLES.get(name.rstrip("0123456789").casefold())


def quotes(text: str, annotations: str, where: str) -> list[dict[str, list[list[int]]]]:
    """The attributions of one document: ``source``, ``cue`` and ``content``, each a list of [start, end].

    A content that nothing links to a cue or a source is an attribution without either; what has no content is left out.
    Raises InputError with ``where`` and the line for what is broken, points outside the text or to what is not there.
    """
    standoff = _Standoff(text)
    for number, line in enumerate(annotations.split("\n"), 1):
        line = line.rstrip("\r")
        if line.strip() and line[0] not in _SKIPPED:
            standoff.read(f"{where}:{number}", line)
    found = [
        {str(role): [list(span) for span in sorted(spans)] for role, spans in group.items()}
        for group in _Graph(standoff).groups()
        if group["content"]
    ]
    return sorted(found, key=lambda quote: quote["content"])
