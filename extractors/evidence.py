"""What a rule saw around a cue, as names that the weights are learnt for and that an explanation can print.

Every name reads ``about=value``.  Each comes twice, alone and with its group of frames (``clause|subject=we``), so
that a weight can hold for one group alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .content import words as words_in
from .lexicon import roles
from .page import Offsets, Page, Sentence
from .syntax import RELATIVE, above_as
from .weights import Weights, stepped

if TYPE_CHECKING:
    from .words import Word

_PRONOUNS = frozenset({
    "i", "we", "you", "he", "she", "they", "it", "this", "that", "these", "those", "one", "there", "what",
})  # fmt: skip
_CLAUSE = frozenset(
    {"clause", "aside", "loose_aside", "passive_that", "flat", "flat_before", "as_told", "relative_clause"}
)
_OWN_GROUP = frozenset({
    "noun", "adj", "colon", "signature", "phrase", "passive", "infinitive", "relative", "antecedent", "adverb",
})  # fmt: skip
_ASIDES = frozenset({"aside", "loose_aside", "as_told"})
_HUNG = ("under=", "place=", "governor=")  # asides stand anywhere in a clause: what they hang on tells nothing
_GOVERNED = frozenset({"xcomp", "pcomp", "acl", "advcl", "ccomp", "dobj", "attr", "pobj", "conj", "prep"})
_QUANTIFIERS = frozenset({"no", "neither", "nobody", "any", "many", "some", "most", "few", "several"})
_DEFINITE = frozenset({"the", "this", "these", "his", "her", "its", "their"})
_SAYING = frozenset({"say", "tell", "argue", "note", "add", "claim", "believe", "think"})
_FUNCTION = frozenset({"SCONJ", "PRON", "DET", "ADV", "ADP", "PART", "AUX", "CCONJ", "PUNCT"})
_ME = frozenset({"i", "we", "my", "our"})
_MODALS = frozenset({"would", "should", "could", "must", "will", "might", "may"})
_STEPS = (5, 7, 10, 20, 40)
_VERBS = frozenset({"VERB", "AUX"})

SPEECH = 40
"""Characters from which a quotation is speech rather than a term in marks."""


@lru_cache(maxsize=256)
def group_of(frame: str) -> str:
    """The group of frames that shares weights: clause, beside (a quotation), passive, noun, …, else verb."""
    head = frame.split("_")[0]
    if frame in _CLAUSE:
        return "clause"
    if head in ("behind", "ahead", "loose"):
        return "beside"
    return head if head in _OWN_GROUP else "verb"


class Part:
    """Names about one thing, and what they add to the logarithm of the odds in each group of frames, by one table."""

    __slots__ = ("_odds", "names")

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(dict.fromkeys(names))
        self._odds: dict[str, float] = {}

    def odds(self, group: str, within: Mapping[str, float]) -> float:
        """The sum of their weights in the group."""
        odds = self._odds.get(group)
        if odds is None:
            odds = self._odds[group] = sum([within[name] for name in self.names if name in within])
        return odds


_NONE: list[str] = []
_INSIDE = ["source inside"]
_APART = ["source quoted"]


class Form(NamedTuple):
    """A class of cue in a frame with a way to its source: the names that hold of that, and what they add."""

    own: tuple[str, ...]
    about: list[str]
    group: str
    odds: float


class Names(NamedTuple):
    """What holds of a reading: of its form, and ``about`` cue, source and content, within the form's group too.

    ``odds`` is what all that adds to the logarithm of the odds.
    """

    form: Form
    about: tuple[list[str], ...]
    odds: float

    def every(self) -> tuple[str, ...]:
        """All the names, each once."""
        subject, equal, of_cue, inside, of_content, apart = self.about
        about = [*self.form.about, *subject, *equal, *of_cue, *of_content[:2], *inside, *of_content[2:], *apart]
        return tuple(dict.fromkeys((*self.form.own, *about, *[f"{self.form.group}|{name}" for name in about])))


class Evidence:
    """The names that hold of readings of cues on one page; what one reading asks is kept for the next, by its place."""

    def __init__(self, page: Page, weights: Weights) -> None:
        self._page = page
        self._weights = weights
        self._forms: dict[tuple[str, str, str, bool, str], Form] = {}
        self._nobody = Part(["subject=none"])
        self._subjects: dict[int, Part] = {}
        self._cues: dict[int, Part] = {}
        self._equals: dict[int, list[str]] = {}
        self._contents: dict[tuple[tuple[Offsets, ...], Offsets], Part] = {}

    def names(
        self,
        sentence: Sentence,
        cue: Word,
        who: Word | None,
        frame: str,
        cls: str,
        way: str,
        place: Offsets,
        source: Offsets | None,
        content: tuple[Offsets, ...],
        quoted: bool,
    ) -> Names:
        """The names for one reading; ``cls`` is the cue's class, ``way`` how its source was found."""
        form = self._form(frame, cls, way, quoted, sentence.kind)
        at = sentence.start + cue.idx
        subject = self._nobody if who is None else self._subject(sentence.start + who.idx, who)
        of_cue, of_content = self._cue(at, cue), self._content(sentence, content, place)
        if frame in _ASIDES:
            equal = _NONE
            of_cue = Part(name for name in of_cue.names if not name.startswith(_HUNG))
        else:
            equal = [f"source by={way}, {forms}" for forms in self._equal(at, cue)]
        inside, apart = self._source(source, content, place)
        group, within = form.group, self._weights.within(form.group)
        odds = form.odds + subject.odds(group, within) + of_cue.odds(group, within) + of_content.odds(group, within)
        for name in (*equal, *inside, *apart):
            odds += within.get(name, 0.0)
        return Names(form, (subject.names, equal, of_cue.names, inside, of_content.names, apart), odds)

    def _form(self, frame: str, cls: str, way: str, quoted: bool, kind: str) -> Form:
        key = frame, cls, way, quoted, kind
        form = self._forms.get(key)
        if form is None:
            marks = "+quoted" if quoted else ""
            group, by = group_of(frame) + marks, f"source by={way}"
            own = f"frame={frame}{marks}", f"class={cls} {frame}{marks}", f"class={cls}|{group}", f"{frame}|{by}"
            about = [by, f"kind={kind}"]
            alone, within = self._weights.by_name, self._weights.within(group)
            # Where the frame is a group by itself, the last name is told about the source, too.
            odds = sum(alone.get(name, 0.0) for name in (own[:-1] if frame == group else own))
            form = self._forms[key] = Form(own, about, group, odds + sum(within.get(name, 0.0) for name in about))
        return form

    def _subject(self, at: int, who: Word) -> Part:
        part = self._subjects.get(at)
        if part is None:
            part = self._subjects[at] = Part(_of_subject(who))
        return part

    def _cue(self, at: int, cue: Word) -> Part:
        part = self._cues.get(at)
        if part is None:
            part = self._cues[at] = Part((*_of_cue(cue), *_of_place(self._page, at)))
        return part

    def _equal(self, at: int, cue: Word) -> list[str]:
        forms = self._equals.get(at)
        if forms is None:
            forms = self._equals[at] = list(_of_equal(cue))
        return forms

    def _content(self, sentence: Sentence, content: tuple[Offsets, ...], place: Offsets) -> Part:
        key = content, place
        part = self._contents.get(key)
        if part is None:
            part = self._contents[key] = Part(_of_content(sentence, self._page, content, place))
        return part

    def _source(
        self, source: Offsets | None, content: tuple[Offsets, ...], place: Offsets
    ) -> tuple[list[str], list[str]]:
        """Whether the source stands in the content, and whether a quotation parts it from the cue."""
        if source is None:
            return _NONE, _NONE
        inside = [start for start, end in content if start < source[1] and source[0] < end]
        apart = self._page.innermost(source[0]) != self._page.innermost(place[0])
        return _INSIDE if inside else _NONE, _APART if apart else _NONE


def _of_subject(who: Word) -> Iterator[str]:
    low = who.lower_
    if low in RELATIVE and who.tag_ in ("WP", "WDT", "IN"):
        yield f"subject={low}"
        owner = above_as(who, "relcl")
        if owner is not None:
            yield f"owner={_nature(owner.head)}"
        return
    yield f"subject={_nature(who)}"
    yield f"subject word={who.lemma if who.pos_ != 'PROPN' else 'NAME'}"
    below = {child.lower_ for child in who.children}
    if below & _QUANTIFIERS:
        yield "subject quantified"
    if who.pos_ == "NOUN":
        yield "subject definite" if below & _DEFINITE else "subject indefinite"


def _nature(who: Word) -> str:
    low = who.lower_
    if low in _PRONOUNS:
        return low
    if who.pos_ == "PRON":
        return "pronoun"
    if who.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return who.ent_type_
    if who.pos_ == "PROPN":
        return "name"
    table, lemma = roles(), who.lemma
    for kind in ("person", "group", "organisation", "document"):
        if lemma in getattr(table, kind):
            return kind
    return "thing" if who.pos_ == "NOUN" else "other"


def _of_cue(cue: Word) -> Iterator[str]:
    yield f"form={cue.tag_}"
    yield f"place={cue.dep_}"
    if cue.dep_ in _GOVERNED:
        yield f"governor={cue.head.lemma}"
    elif cue.dep_ == "relcl":
        yield f"governor={_nature(cue.head)}"
    for part in (cue.head if cue.pos_ in ("NOUN", "ADJ") else cue).children:
        if part.dep_ in ("aux", "auxpass"):
            yield f"aux={part.lower_}"
        elif part.dep_ == "neg":
            yield "negated"
        elif part.dep_ == "mark":
            yield f"mark={part.lower_}"
        elif part.dep_ == "advmod":
            yield f"adverb={part.lower_}"
        elif part.dep_ in ("prep", "npadvmod"):
            inner = next((x for x in part.children if x.dep_ == "pobj"), part if part.dep_ == "npadvmod" else None)
            if inner is not None:
                before = f"{part.lower_} " if inner.i != part.i else ""
                yield f"beside={before}{inner.ent_type_ or inner.lemma}"
    if cue.pos_ == "NOUN":
        for part in cue.children:
            if part.dep_ in ("det", "amod", "nummod"):
                yield f"with={part.lower_}"
        yield f"number={cue.tag_}"
    above = above_as(cue, "ccomp", "relcl", "advcl")
    if above is not None:
        yield f"under={above.dep_} {'say' if above.head.lemma_ in _SAYING else 'other'}"


def _of_place(page: Page, at: int) -> Iterator[str]:
    around = page.innermost(at)
    if around is not None:
        yield "in quotation"
        quotation = page.quotations[around]
        yield "in speech" if quotation.end - quotation.start > SPEECH else "in fragment"


def _of_equal(cue: Word) -> Iterator[str]:
    """The forms of the cue, the verb above, the cue in whose words the parse has both.

    In "said the town should pay and added that …" the forms tell that "added" stands beside "said".
    """
    told = above_as(cue, "ccomp")
    if told is None:
        yield f"{cue.tag_} alone"
    else:
        yield f"{cue.tag_} told by {told.head.tag_}"
        yield f"{cue.tag_} {cue.dep_} of {cue.head.tag_} told by {told.head.tag_}"


def _head(words: list[Word]) -> Word:
    """The first of the words that hangs on none of the others."""
    ids = {word.i for word in words}
    for word in words:
        if word.head.i not in ids or word.dep_ == "ROOT":
            return word
    return words[0]


def _of_content(sentence: Sentence, page: Page, content: tuple[Offsets, ...], place: Offsets) -> Iterator[str]:
    yield f"words={stepped(words_in(page.text, content), _STEPS)}"
    yield f"pieces={min(3, len(content))}"
    tokens, base = sentence.words, sentence.start
    inside = [tokens[i] for start, end in content for i in sentence.tokens(start, end)]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    behind = base + first.idx >= place[1]
    yield "before" if base + last.idx < place[0] else "behind" if behind else "around"
    yield f"first={first.lower_ if first.pos_ in _FUNCTION else first.pos_}"
    head = _head(inside)
    yield f"head={head.tag_}"
    yield f"head word={head.ent_type_ or head.lemma}"
    yield f"joined={head.dep_}"
    words = {token.lower_ for token in inside}
    if not words.isdisjoint(_ME):
        yield "speaks of me"
    if not words.isdisjoint(_MODALS):
        yield "modal inside"
    if not _VERBS.isdisjoint([token.pos_ for token in inside]):
        yield "verb inside"
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
    yield f"after={'end' if after is None else after.text if after.is_punct else after.pos_}"
    if behind:
        between = tokens[bisect_left(sentence.starts, place[1] - base) : first.i]
        yield f"gap={min(4, sum([not token.is_punct for token in between]))}"
