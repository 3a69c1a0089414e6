"""A sentence's parse as plain Python objects, which the rules read some twenty times as fast as spaCy's own.

Every attribute of a spaCy token is looked up and made anew each time it is asked for, and a rule asks hundreds of times
for a word.  Here each is read once, for the whole sentence; names and meaning are those of spaCy's Token and Span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


_Value = TypeVar("_Value")


class Word:
    """A token with its place in the parse: a Token whose attributes are read already.

    ``idx`` and ``end`` are offsets into the sentence, ``doc`` all its words; ``lemma`` is in lower case.
    """

    __slots__ = (
        "children", "dep_", "doc", "end", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct", "is_space", "lemma",
        "lemma_", "lower_", "phrase", "pos_", "tag_", "text",
    )  # fmt: skip

    doc: Sequence[Word]
    head: Word
    children: Sequence[Word]
    phrase: frozenset[int] | None  # kept by syntax.phrase_of

    def __init__(
        self,
        i: int,
        idx: int,
        form: tuple[str, str, bool, bool],
        lemma: tuple[str, str],
        pos: str,
        tag: str,
        dep: str,
        ent_type: str,
        ent_iob: str,
    ) -> None:
        self.i = i
        self.idx = idx
        self.text, self.lower_, self.is_punct, self.is_space = form
        self.end = idx + len(form[0])
        self.lemma_, self.lemma = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = ent_type
        self.ent_iob_ = ent_iob
        self.children = _NO_WORDS
        self.phrase = None

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag_}/{self.dep_}"

    def nbor(self, step: int) -> Word:
        """The word so many places further on."""
        return self.doc[self.i + step]

    @property
    def ancestors(self) -> Iterator[Word]:
        """The words above, from the head to the root."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def left_edge(self) -> Word:
        """The first word of all below this one, itself among them."""
        first, below = self, [self]
        while below:
            one = below.pop()
            if one.i < first.i:
                first = one
            below.extend(one.children)
        return first


_NO_WORDS: tuple[Word, ...] = ()


class Phrase:
    """Neighbouring words, such as a named entity with its label: a Span whose words are read already."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Sequence[Word], start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __contains__(self, word: Word) -> bool:
        return self.start <= word.i < self.end

    @property
    def start_char(self) -> int:
        """Where the first word begins."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """Where the last word ends."""
        return self.doc[self.end - 1].end

    @property
    def text(self) -> str:
        """The words with the spaces between them, as the parser read them."""
        words = self.doc[self.start : self.end]
        return "".join(word.text + " " * (after.idx - word.end) for word, after in pairwise(words)) + words[-1].text

    @property
    def root(self) -> Word:
        """The word nearest to the sentence's root, the first of equals."""
        words = self.doc[self.start : self.end]
        if len(words) == 1:
            return words[0]
        for word in words:
            if word.head is word:
                return word
        outward = [word for word in words if word.head not in self]
        return min(outward, key=_depth, default=words[0])


def _depth(word: Word) -> int:
    """Words above a word; punctuation and space that nothing hangs on come last."""
    if (word.is_punct or word.is_space) and not word.children:
        return len(word.doc) - 1
    return sum(1 for _ in word.ancestors)


def words_of(doc: Doc) -> tuple[Word, ...]:
    """The words of a parsed sentence; without a parse each is its own head."""
    forms, lemmas, names = _tables(doc.vocab)
    rows = doc.to_array(_COLUMNS).tolist()
    words = tuple([
        Word(i, idx, forms[orth], lemmas[lemma], names[pos], names[tag], names[dep], names[entity], _IOB[iob])
        for i, (idx, orth, lemma, pos, tag, dep, entity, iob, _) in enumerate(rows)
    ])  # fmt: skip
    for word, row in zip(words, rows, strict=True):
        word.doc = words
        step = row[-1]
        if not step:
            word.head = word
            continue
        head = word.head = words[(word.i + step) & _ALL_BITS]  # an unsigned number: what goes back is counted down
        if head.children:
            head.children.append(word)
        else:
            head.children = [word]
    return words


class Parse:
    """A sentence's words, where each begins, and the named entities among them.

    Words know their heads, heads the words below them, and all of them the sentence: in circles that would wait for the
    garbage collector, at a tenth of all time.  So they are taken apart with the parse, and nobody keeps a word longer.
    """

    __slots__ = ("entities", "starts", "words")

    def __init__(self, doc: Doc) -> None:
        self.words = words_of(doc)
        self.starts = [word.idx for word in self.words]
        self.entities = entities_of(self.words)

    def __del__(self) -> None:
        for word in self.words:
            word.doc = word.children = _NO_WORDS
            del word.head


_COLUMNS: list[int | str] = ["IDX", "ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD"]
_ALL_BITS = (1 << 64) - 1
_IOB = ("", "I", "O", "B")


def entities_of(words: Sequence[Word]) -> list[Phrase]:
    """The named entities, in order."""
    found: list[Phrase] = []
    for word in words:
        if word.ent_iob_ == "B" and word.ent_type_:
            found.append(Phrase(words, word.i, word.i + 1, word.ent_type_))
        elif word.ent_iob_ == "I":
            found[-1].end = word.i + 1
    return found


MOST_KEPT = 1 << 15
"""Forms, and lemmas, that are kept from sentence to sentence; then each table begins anew."""


class _Table(dict[int, _Value]):
    """What spaCy's numbers stand for, asked for once each."""

    def __init__(self, look_up: Callable[[int], _Value]) -> None:
        self._look_up = look_up

    def __missing__(self, number: int) -> _Value:
        if len(self) >= MOST_KEPT:
            self.clear()
        value = self[number] = self._look_up(number)
        return value


_Form = tuple[str, str, bool, bool]


@lru_cache(maxsize=2)
def _tables(vocab: Vocab) -> tuple[_Table[_Form], _Table[tuple[str, str]], _Table[str]]:
    """Forms (text, lower case, punctuation?, space?), lemmas (also in lower case) and labels by the model's numbers."""

    def form(orth: int) -> _Form:
        lexeme = vocab[orth]
        return lexeme.text, lexeme.lower_, lexeme.is_punct, lexeme.is_space

    def lemma(number: int) -> tuple[str, str]:
        text = vocab.strings[number]
        return text, text.lower()

    def label(number: int) -> str:
        return vocab.strings[number]

    return _Table(form), _Table(lemma), _Table(label)
