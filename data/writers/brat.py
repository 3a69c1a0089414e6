"""brat's standoff: for each article its text and its annotations, and the configuration with which brat shows them.

    T1<TAB>Content 11 20;25 30<TAB>…        a stretch of text, here in two fragments
    R1<TAB>SaidBy Arg1:T1 Arg2:T2           what ties it to its source, its cue, its addressee
    A1<TAB>Type T1 mixed                    an attribute

See https://brat.nlplab.org/standoff.html. brat compares the words of a line with the text to the letter and reads
lines as Python splits them, so a fragment ends wherever a line may; offsets are code points of the ``.txt`` file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..errors import InputError
from .bratnames import Labels, file_names
from .formats import Row, Texts

Add = Callable[[str, bytes], None]
"""Takes in a file: its name and what is in it."""

_ENDS = r"\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029"
BREAK = re.compile(rf"(?<!\s)(?=[^\S{_ENDS}]*+[{_ENDS}])\s++")
"""Between two fragments of one stretch: the end of a line, or what would be taken for one, with white space around."""

Fragments = list[tuple[int, int]]


def write_brat(rows: Iterable[Row], texts: Texts | None, add: Add) -> None:
    """Write a ``.txt`` and an ``.ann`` for each article, ``annotation.conf`` and ``visual.conf``.

    Rows of ``spq quotes`` are gathered by article, and all kept until the last is there; articles (``spq show``,
    ``spq library export``) are written one by one. ``articles.csv`` tells which article went into which file.
    """
    names, labels = file_names(), Labels()
    for doc, text, quotes in _articles(rows, texts):
        name = names(doc)
        stored = _storable(text)
        add(f"{name}.txt", stored.encode())
        add(f"{name}.ann", "".join(f"{line}\n" for line in standoff(stored, quotes, labels)).encode())
        labels.article(name, doc)
    for name, content in labels.files():
        add(name, content.encode())


def _storable(text: str) -> str:
    """The text as UTF-8 can hold it; as long as before."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _articles(rows: Iterable[Row], texts: Texts | None) -> Iterator[tuple[str, str, list[Row]]]:
    """Each article's id, text and statements."""
    gathered: dict[str, list[Row]] = {doc: [] for doc in (texts.docs if texts is not None else ())}
    for row in rows:
        if "quotes" in row:
            yield row["doc"], row["text"], row["quotes"]
        else:
            gathered.setdefault(row["doc"], []).append(row)
    for doc, quotes in gathered.items():
        article = texts.article(doc) if texts is not None else None
        if article is None:
            raise InputError(doc, "the article's text is not there, without which brat can show nothing")
        yield doc, article.text, sorted(quotes, key=lambda row: row["content"][0]["start"])


def standoff(text: str, quotes: Iterable[Row], labels: Labels) -> Iterator[str]:
    """The lines of an ``.ann`` file."""
    lines = _Lines(text, labels)
    for row in quotes:
        lines.statement(row)
    yield from lines.done


@dataclass(slots=True)
class _Lines:
    """The lines of one article; a source or addressee with several statements is one stretch."""

    text: str
    labels: Labels
    done: list[str] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _shared: dict[tuple[str, int, int], str] = field(default_factory=dict)

    def statement(self, row: Row) -> None:
        """All lines of one statement; what ties and tells hangs on the first stretch of its content."""
        contents = [self._bound("Content", pieces) for pieces in self._stretches(row["content"])]
        content = contents[0]
        for one in contents[1:]:
            self._line("R", f"Continues Arg1:{content} Arg2:{one}")
        for kind, tie in (("Source", "SaidBy"), ("Addressee", "SaidTo")):
            if row[kind.lower()] is not None:
                self._line("R", f"{tie} Arg1:{content} Arg2:{self._once(kind, row[kind.lower()])}")
        if row["cue"] is not None:
            cue = self._bound("Cue", self._fragments(row["cue"]))
            self._line("R", f"CuedBy Arg1:{content} Arg2:{cue}")
            self._line("A", f"Class {cue} {row['cue']['class']}")
        for name, value in self.labels.attributes(row):
            self._line("A", f"{name} {content} {value}".rstrip())
        self._line("#", f"AnnotatorNotes {content}\t{self.labels.note(row)}")

    def _stretches(self, pieces: Iterable[Row]) -> Iterator[Fragments]:
        """Pieces as stretches of fragments: one, but for pieces with nothing but a line's end between them.

        Those would be read as one piece that brat had to cut there.
        """
        stretch: Fragments = []
        for piece in pieces:
            fragments = self._fragments(piece)
            if stretch and fragments:
                gap = self.text[stretch[-1][1] : fragments[0][0]]
                if not gap or BREAK.fullmatch(gap):
                    yield stretch
                    stretch = []
            stretch += fragments
        yield stretch

    def _fragments(self, span: Row) -> Fragments:
        """A span cut where a line ends."""
        fragments: Fragments = []
        start = span["start"]
        for found in BREAK.finditer(self.text, span["start"], span["end"]):
            fragments.append((start, found.start()))
            start = found.end()
        fragments.append((start, span["end"]))
        return [(start, end) for start, end in fragments if start < end] or [(span["start"], span["end"])]

    def _once(self, kind: str, span: Row) -> str:
        key = (kind, span["start"], span["end"])
        if key not in self._shared:
            self._shared[key] = self._bound(kind, self._fragments(span))
        return self._shared[key]

    def _bound(self, kind: str, fragments: Fragments) -> str:
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(self.text[start:end] for start, end in fragments)
        return self._line("T", f"{kind} {places}\t{words}")

    def _line(self, prefix: str, rest: str) -> str:
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        name = f"{prefix}{self._counts[prefix]}"
        self.done.append(f"{name}\t{rest}")
        return name
