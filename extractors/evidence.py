"""What a rule saw around a cue, as names that the weights are learnt for and that an explanation can print.

Every name reads ``about=value``.  Each comes twice, alone and with its group of frames (``clause|subject=we``), so
that a weight can hold for one group alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .content import words as words_in
from .lexicon import roles
from .page import Offsets, Page, Sentence
from .syntax import RELATIVE
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
    """Names about one thing, and what they add to the logarithm of the odds in each group of frames."""

    __slots__ = ("_odds", "names")

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._odds: dict[str, float] = {}

    def odds(self, group: str, weights: Weights) -> float:
        """The sum of the weights that the names have by themselves and in the group."""
        odds = self._odds.get(group)
        if odds is None:
            within = weights.within(group)
            odds = self._odds[group] = sum([within[name] for name in self.names if name in within])
        return odds


_NO_SUBJECT = Part(["subject=none"])
_SOURCE_INSIDE = Part(["source inside"])
_SOURCE_QUOTED = Part(["source quoted"])


class Names(NamedTuple):
    """What holds of a reading: of all of it, and ``about`` cue, source and content, within the ``group`` too."""

    own: tuple[str, ...]
    about: list[Part]
    group: str

    def odds(self, weights: Weights) -> float:
        """What the names add to the logarithm of the odds."""
        alone = weights.by_name
        own = self.own[:-1] if self.own[-1].startswith(f"{self.group}|") else self.own  # that one is ``about``, too
        return sum([alone[name] for name in own if name in alone]) + sum(
            [part.odds(self.group, weights) for part in self.about]
        )

    def every(self) -> tuple[str, ...]:
        """All of them, each once."""
        about = [name for part in self.about for name in part.names]
        return tuple(dict.fromkeys((*self.own, *about, *[f"{self.group}|{name}" for name in about])))


class Evidence:
    """The names that hold of readings of cues on one page; what one reading asks is kept for the next, by its place."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._parts: dict[Hashable, Part] = {}

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
        group = group_of(frame) + ("+quoted" if quoted else "")
        form = frame + ("+quoted" if quoted else "")
        page, at = self._page, sentence.start + cue.idx
        about = [
            self._part(("way", way, sentence.kind), _of_way, way, sentence.kind),
            _NO_SUBJECT if who is None else self._part(("subject", sentence.start + who.idx), _of_subject, who),
        ]
        if frame in _ASIDES:
            about.append(self._part(("aside", at), _of_aside, cue, page, at))
        else:
            about.append(self._part(("equal", at, way), _of_equal, cue, way))
            about.append(self._part(("cue", at), _of_cue, cue, page, at))
        about.append(self._part(("size", content), _of_size, page, content))
        if source is not None and any(start < source[1] and source[0] < end for start, end in content):
            about.append(_SOURCE_INSIDE)
        about.append(self._part((content, place), _of_content, sentence, content, place))
        if source is not None and page.innermost(source[0]) != page.innermost(place[0]):
            about.append(_SOURCE_QUOTED)
        own = (f"frame={form}", f"class={cls} {form}", f"class={cls}|{group}", f"{frame}|source by={way}")
        return Names(own, about, group)

    def _part(self, key: Hashable, names: Callable[..., Iterator[str]], *of: object) -> Part:
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = Part(dict.fromkeys(names(*of)))
        return part


def _of_way(way: str, kind: str) -> Iterator[str]:
    yield f"source by={way}"
    yield f"kind={kind}"


def _of_subject(who: Word) -> Iterator[str]:
    low = who.lower_
    if low in RELATIVE and who.tag_ in ("WP", "WDT", "IN"):
        yield f"subject={low}"
        owner = next((t for t in who.ancestors if t.dep_ == "relcl"), None)
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


def _of_aside(cue: Word, page: Page, at: int) -> Iterator[str]:
    return (name for name in _of_cue(cue, page, at) if not name.startswith(_HUNG))


def _of_cue(cue: Word, page: Page, at: int) -> Iterator[str]:
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
    above = next((up for up in cue.ancestors if up.dep_ in ("ccomp", "relcl", "advcl")), None)
    if above is not None:
        yield f"under={above.dep_} {'say' if above.head.lemma_ in _SAYING else 'other'}"
    around = page.innermost(at)
    if around is not None:
        yield "in quotation"
        quotation = page.quotations[around]
        yield "in speech" if quotation.end - quotation.start > SPEECH else "in fragment"


def _of_equal(cue: Word, way: str) -> Iterator[str]:
    """The way to the source, with the forms of the cue, the verb above, the cue in whose words the parse has both.

    In "said the town should pay and added that …" the forms tell that "added" stands beside "said".
    """
    told = next((up for up in cue.ancestors if up.dep_ == "ccomp"), None)
    if told is None:
        yield f"source by={way}, {cue.tag_} alone"
    else:
        yield f"source by={way}, {cue.tag_} told by {told.head.tag_}"
        yield f"source by={way}, {cue.tag_} {cue.dep_} of {cue.head.tag_} told by {told.head.tag_}"


def _of_place(page: Page, at: int) -> Iterator[str]:
    around = page.innermost(at)
    if around is not None:
        yield "in quotation"
        quotation = page.quotations[around]
        yield "in speech" if quotation.end - quotation.start > SPEECH else "in fragment"


def _of_size(page: Page, content: tuple[Offsets, ...]) -> Iterator[str]:
    yield f"words={stepped(words_in(page.text, content), _STEPS)}"
    yield f"pieces={min(3, len(content))}"


def _of_content(sentence: Sentence, content: tuple[Offsets, ...], place: Offsets) -> Iterator[str]:
    tokens, base = sentence.words, sentence.start
    inside = [tokens[i] for start, end in content for i in sentence.tokens(start, end)]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    behind = base + first.idx >= place[1]
    yield "before" if base + last.idx < place[0] else "behind" if behind else "around"
    yield f"first={first.lower_ if first.pos_ in _FUNCTION else first.pos_}"
    ids = {token.i for token in inside}
    head = next((t for t in inside if t.head.i not in ids or t.dep_ == "ROOT"), first)
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
