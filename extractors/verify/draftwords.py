"""The words of a quotation as they are checked: editors' brackets and marks of omission told from what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..differences import Place, Word, words_of

TokenKind = Literal["word", "partial", "editor", "ellipsis"]

_LONGEST_BRACKET = 200
"""Characters of an editor's remark; what is longer is no remark but a bracket that was forgotten."""

_LETTER, _JOINT = r"[^\W_]", r"['’ʼ‑‐-]"
_ANY = rf"(?:{_LETTER}|{_JOINT}){{0,40}}"  # bounded, lest a long row of letters be gone through from each of them
_BRACKET = rf"\[(?!sic\]){_JOINT}?{_LETTER}{_ANY}\]"
_PARTIAL = (
    rf"(?:(?:{_LETTER}{_ANY})?{_BRACKET}{_ANY}{_LETTER}|{_LETTER}{_ANY}{_BRACKET})(?:{_BRACKET}(?:{_ANY}{_LETTER})?)*"
)
"""A word with letters in brackets, wherever they stand in it: [T]he, [D]on’t, [S]ub-par, want[ed], court[’s]."""

_PART = re.compile(_PARTIAL)
_SPECIAL = re.compile(
    r"(?P<ellipsis>[\[(]\s?(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s?[\])]|…|\.(?:\s?\.){2,3})"
    rf"|(?P<partial>{_PARTIAL})"
    rf"|(?P<editor>\[[^\][\n]{{1,{_LONGEST_BRACKET}}}\](?:['’ʼ]s\b)?)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One thing in a draft's quotation, at its place in the draft's text.

    ``word``: what is quoted. ``partial``: a word of which the editor changed a part (``[T]he``, ``want[ed]``).
    ``editor``: a remark in brackets, which replaces something or adds it. ``ellipsis``: a mark that owns up to an
    omission. ``key`` is the form in which words are compared, empty for the last two.
    """

    start: int
    end: int
    kind: TokenKind
    key: str = ""


def tokens_of(text: str, pieces: Iterable[Place]) -> list[Token]:
    """The tokens of a quotation that stands in one or more places of a text, in order."""
    return [token for start, end in pieces for token in _tokens(text, start, end)]


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    at = start
    for found in _SPECIAL.finditer(text, start, end):
        yield from _plain(text, at, found.start())
        at = found.end()
        if found["partial"]:
            yield Token(found.start(), at, "partial", _without_brackets(found[0]))
        else:
            yield Token(found.start(), at, "ellipsis" if found["ellipsis"] else "editor")
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    return (Token(word.start, word.end, "word", word.key) for word in words_of(text, start, end))


def _without_brackets(written: str) -> str:
    bare = written.replace("[", "").replace("]", "")
    return "".join(word.key for word in words_of(bare))


def source_words(text: str) -> list[Word]:
    """The words of a source; one of which its editor changed a part ([T]he) is one word, too."""
    if "[" not in text:
        return words_of(text)
    words: list[Word] = []
    at = 0
    for found in _PART.finditer(text):
        words += words_of(text, at, found.start())
        words.append(Word(found.start(), found.end(), _without_brackets(found[0])))
        at = found.end()
    return words + words_of(text, at)


def spoken(tokens: Sequence[Token]) -> list[Token]:
    """Those that are words of the speaker, whole or in part."""
    return [token for token in tokens if token.kind in ("word", "partial")]
