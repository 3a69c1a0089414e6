"""Sentences parsed one by one as short Docs, in batches; a Doc lives only until the rules have seen it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from .page import Page, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .model import Model

BATCH = 320
"""Sentences a batch, of one article or of several short ones: larger ones bring no more speed, only memory."""

LONGEST_SENTENCE = 3_000
"""Characters; a longer "sentence" is a list or a table run together, and no parse of it means anything.

The longest of the 30,000 sentences of PolNeAR's training texts has 1,094.
"""

MOST_PIECES = 600
"""Words and marks, as many as 3,000 characters of prose have; rules compare every word of a sentence with every other.

The same longest sentence has 222.
"""

_PIECE = re.compile(r"[^\W_]+|[^\w\s]|_")


def past_reading(text: str, sentence: Sentence) -> str | None:
    """What makes a "sentence" of ``text`` longer than any that a parse means something of; None for all others."""
    length = sentence.end - sentence.start
    if length > LONGEST_SENTENCE:
        return f"{length} characters"
    if length <= MOST_PIECES:
        return None
    pieces = sum(1 for _ in _PIECE.finditer(text, sentence.start, sentence.end))
    return f"{pieces} words and marks" if pieces > MOST_PIECES else None


def parsed(page: Page, model: Model) -> Iterator[Sentence]:
    """The page's sentences in order, each with its Doc, or without one where it is too long to parse."""
    capitals = _Capitals(page)
    for first in range(0, len(page.sentences), BATCH):
        batch = page.sentences[first : first + BATCH]
        docs, named = _docs(page, batch, model, capitals)
        model.annotator.annotate(list(docs.values()), named)
        yield from _with_docs(batch, docs)


def parsed_each(pages: Iterable[Page], model: Model) -> Iterator[Iterator[Sentence]]:
    """``parsed`` for each page; as many pages as one batch holds are parsed together."""
    group: list[Page] = []
    for page in pages:
        if group and sum(len(one.sentences) for one in group) + len(page.sentences) > BATCH:
            yield from _together(group, model)
            group = []
        group.append(page)
    yield from _together(group, model)


def _together(pages: Sequence[Page], model: Model) -> Iterator[Iterator[Sentence]]:
    if len(pages) < 2:
        yield from (parsed(page, model) for page in pages)
        return
    drafts = [_docs(page, page.sentences, model, _Capitals(page)) for page in pages]
    model.annotator.annotate(
        [doc for docs, _ in drafts for doc in docs.values()], [d for _, named in drafts for d in named]
    )
    for page, (docs, _) in zip(pages, drafts, strict=True):
        yield _with_docs(page.sentences, docs)


def _with_docs(sentences: Sequence[Sentence], docs: dict[int, Doc]) -> Iterator[Sentence]:
    """The sentences with their Docs, each of which is let go when its sentence is."""
    for sentence in sentences:
        yield sentence.with_doc(docs.pop(sentence.index, None))


def _docs(
    page: Page, sentences: Sequence[Sentence], model: Model, capitals: _Capitals
) -> tuple[dict[int, Doc], list[Doc]]:
    """A Doc for each sentence that is not too long, by index, and those of them that may have names."""
    short = [sentence for sentence in sentences if not past_reading(page.text, sentence)]
    docs = {sentence.index: _one_sentence(page, sentence, model, capitals) for sentence in short}
    return docs, [docs[sentence.index] for sentence in short if _may_name(sentence, docs[sentence.index], capitals)]


def _one_sentence(page: Page, sentence: Sentence, model: Model, capitals: _Capitals) -> Doc:
    text = page.text[sentence.start : sentence.end]
    if sentence.kind == "headline":
        text = sentence_case(text, capitals)
    doc = _tokenised(text, model)
    # The boundaries are the segmenter's: the parser must not set others.
    model.annotator.one_sentence(doc)
    return doc


_ODD_SPACE = re.compile(r"[^\S ]")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_GLUED = re.compile(r"(?<=[^\s\W])[,.:;]?(?=[“„])|(?<=”)(?=[^\W\d])")


def _tokenised(text: str, model: Model) -> Doc:
    """The text as words, written as in the model's own training texts; of the same length, so that offsets stay.

    A no-break space is a space, ``don’t`` is ``don't``, and a mark divides what is written without a space.
    """
    text = _APOSTROPHE.sub("'", _ODD_SPACE.sub(" ", text))
    cuts = [match.end() for match in _GLUED.finditer(text)]
    if not cuts:
        return model.nlp.make_doc(text)
    pieces = [model.nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
    return pieces[0].from_docs(pieces, ensure_whitespace=False)


_CAPITALISED = re.compile(r"(?<![.!?:\"'“‘”’]\s)(?<!\A)(?<=\s)[A-Z][\w’'-]*")
_WORD = re.compile(r"[A-Za-z][\w-]*")


_LOWER = re.compile(r"\b[a-z]+\b")
_INNER_CAPITAL = re.compile(r"(?<=[\w,;:)”’»\"'][ \u00a0])[“\"‘']?(?!I\b)[^\W\d_a-zß-öø-ÿ]|[^\W\d_]\.[A-Z]|\d[A-Z]")

_BODY = 400
"""Sentences of an article's body that are looked at for words with capitals."""


def _may_name(sentence: Sentence, doc: Doc, capitals: _Capitals) -> bool:
    """Whether there is a word with a capital that is not there for standing first; every sixth word needs no names.

    A first word counts unless it is one of spaCy's stop words, or the article has it without a capital elsewhere.
    """
    if sentence.kind != "paragraph" or _INNER_CAPITAL.search(capitals.text, sentence.start + 1, sentence.end):
        return True
    first = next((token for token in doc if token.is_alpha), None)
    return first is not None and not (first.is_lower or first.is_stop or first.lower_ in capitals.lower)


class _Capitals:
    """The words that an article's body writes with a capital; read when asked."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.text = page.text

    @cached_property
    def _body(self) -> list[Sentence]:
        return list(islice((one for one in self._page.sentences if one.kind == "paragraph"), _BODY))

    @cached_property
    def lower(self) -> set[str]:
        """Words without a capital."""
        return {word for one in self._body for word in _LOWER.findall(self._page.text, one.start, one.end)}

    @cached_property
    def names(self) -> set[str]:
        """Words with a capital inside sentences, without possessive."""
        return {
            match.group().rstrip("’'").removesuffix("'s").removesuffix("’s")
            for one in self._body
            for match in _CAPITALISED.finditer(self._page.text, one.start + 1, one.end)
        }


def sentence_case(headline: str, capitals: _Capitals) -> str:
    """A headline In Title Case with the capitals it would have in a sentence: of words the article capitalises too.

    Of the same length, so that offsets stay.  The tagger takes a verb with a capital for a name.
    """
    words = _WORD.findall(headline)
    if sum(word[0].isupper() for word in words) * 3 < len(words) * 2 or len(words) < 4:
        return headline

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) == 1 and headline[match.end() : match.end() + 1] == ".":
            return word  # U.S.
        if word in capitals.names or (word.isupper() and len(word) > 1) or not word.isascii():
            return word
        if not any(map(str.isalnum, headline[: match.start()])):
            return word  # as in any sentence
        lower = word[0].lower() + word[1:]
        return lower if len(lower) == len(word) else word

    return _WORD.sub(cased, headline)
