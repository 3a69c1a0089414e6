"""Are these two names one person's? ``similarity`` gives a score between 0 and 1, ``explain`` its reasons.

The score aligns the words of both names one to one and lets the worst pair count most: that keeps brothers apart, who
share all but one word. What may differ for one person costs little (romanisation, order, a patronymic, an initial, a
short form); what tells two people apart costs half (a feminine family name, Mr against Ms).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from .lexicon import read_lexicon
from .nameparts import Name, parse_name
from .nametokens import Token

__all__ = ["LONE", "SAME", "Name", "alike", "explain", "parse_name", "similarity"]

SAME = 0.86
"""From here on two full names are taken for one person's: 99% of the development pairs are. F1 is best at .70."""

# OTHER_NAME and OTHER_CONSONANT were chosen on the development pairs; the others are round numbers in the order of what
# they cost. None is sharp: a tenth more or less moves the area under the curve by .0006 at most.
WORST, MEAN = 0.65, 0.35  # weights of the worst aligned pair of words and of the mean of all
INITIAL = 0.90  # V. and Vladimir
SHORT_FORM = 0.92  # Bill and William
LONE = 0.92  # a surname alone against a full name
CROSSED = 0.95  # a family name aligned with a given name, when neither side shows which is which
OTHER_NAME = 0.7  # two given names of the table, no form of one another: Aleksandr and Aleksei
OTHER_CONSONANT = 0.75  # one consonant for another, not beside it on the keyboard: Sablin and Savlin
FIRST_SOUND = 0.85  # Navin and Davin
NO_FAMILY, NO_GIVEN, NO_MIDDLE = 0.8, 0.92, 0.98  # what the longer name has and the shorter lacks
SAME_STEM = 0.75  # stems of Ivanov and Ivanova, spelling differences allowed
APART = 0.5  # Ivanov and Ivanova, Mr and Ms
JOINED = 0.92  # written as one word: Jongun, JanDaniel

_FEMININE = (
    ("skaia", "ski"),
    ("ska", "ski"),
    ("ska", "sk"),
    ("ova", "ov"),
    ("eva", "ev"),
    ("iva", "iv"),
    ("ina", "in"),
)
"""Endings of keys: feminine, masculine; longer ones first."""


class _Pair(NamedTuple):
    """Two aligned words: places in the tokens of the shorter and the longer name, and their similarity."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class _Comparison:
    score: float
    pairs: Sequence[_Pair] = ()


def alike(a: Token, b: Token) -> float:
    """How alike two words are, 0–1."""
    if a.initial or b.initial:
        if not a.letters & b.letters:
            return 0.0
        return 1.0 if a.initial and b.initial else INITIAL
    if a.keys[0] == b.keys[0]:
        return 1.0
    best = 0.0
    for x in a.keys:
        for y in b.keys:
            if x == y:
                return 1.0
            best = max(best, OSA.normalized_similarity(x, y))
    if not a.forms.isdisjoint(b.forms):
        return SHORT_FORM
    strange = OTHER_NAME if a.forms and b.forms else 1.0
    if a.consonantal or b.consonantal:
        shape = OSA.normalized_similarity(a.skeleton, b.skeleton) if a.skeleton and b.skeleton else 0.0
        return max(best, 0.95 * shape)
    rough, x, y = max((OSA.normalized_similarity(x, y), x, y) for x in a.coarse for y in b.coarse)
    score = (best + rough) / 2
    if len(x) == len(y) and rough < 1 and _other_consonant(x, y) and not _slip(a.latin, b.latin):
        strange *= OTHER_CONSONANT
    x, y = a.stem, b.stem
    if x != a.keys[0] and y != b.keys[0]:
        bare = (OSA.normalized_similarity(x, y) + OSA.normalized_similarity(a.coarse_stem, b.coarse_stem)) / 2
        score = min(score, bare)
    return strange * (score if any(x[0] == y[0] for x in a.coarse for y in b.coarse) else score * FIRST_SOUND)


_VOWELS = frozenset("ai")  # of coarse keys


def _other_consonant(x: str, y: str) -> bool:
    """Whether two coarse keys of one length differ in one letter, a consonant on both sides (Sablin, Savlin)."""
    unlike = [(c, d) for c, d in zip(x, y, strict=True) if c != d]
    return len(unlike) == 1 and _VOWELS.isdisjoint(unlike[0])


def _slip(x: str, y: str) -> bool:
    """Whether two words differ in one letter, typed with a key beside the right one."""
    unlike = [c + d for c, d in zip(x, y, strict=False) if c != d]
    return len(x) == len(y) and len(unlike) == 1 and unlike[0] in _neighbours()


@cache
def _neighbours() -> frozenset[str]:
    """Pairs of letters whose keys touch, in both orders."""
    rows = read_lexicon("romanisation")["keyboard"]["rows"]
    places = {letter: (down, across + down / 2) for down, row in enumerate(rows) for across, letter in enumerate(row)}
    return frozenset(
        x + y
        for x, (down, across) in places.items()
        for y, (lower, beside) in places.items()
        if x != y and abs(down - lower) < 2 and abs(across - beside) <= 1
    )


def _feminine(a: Token, b: Token) -> bool:
    """Whether the words are the feminine and the masculine form of one name (Ivanova, Ivanov; Valentina, Valentin)."""
    x, y = a.keys[0], b.keys[0]
    if x.endswith("a") == y.endswith("a"):
        return False
    woman, man = (x, y) if x.endswith("a") else (y, x)
    for her, his in _FEMININE:
        if woman.endswith(her) and man.endswith(his):
            return OSA.normalized_similarity(woman[: -len(her)], man[: -len(his)]) >= SAME_STEM
    return False


def _align(a: Name, b: Name) -> list[_Pair]:
    """One to one, the best pairs first, equal ones by place; as many pairs as ``a``, the shorter name, has words."""
    left, right = list(range(len(a.tokens))), list(range(len(b.tokens)))
    pairs: list[_Pair] = []
    known: dict[tuple[int, int], float] = {}
    if len(left) == len(right):  # what is equal in its place comes first anyway, and most names need no more
        known = {(i, i): alike(a.tokens[i], b.tokens[i]) for i in left}
        pairs = [_Pair(i, i, 1.0) for i in left if known[i, i] == 1 and (i in a.families) == (i in b.families)]
        same = {pair.left for pair in pairs}
        left = right = [i for i in left if i not in same]
        if len(left) < 2:
            return pairs + [_Pair(i, i, known[i, i]) for i in left]
    shift = len(b.tokens) - len(a.tokens)
    found = []
    for i in left:
        for j in right:
            fit = known[i, j] if (i, j) in known else alike(a.tokens[i], b.tokens[j])
            apart = min(abs(i - j), abs(i + shift - j))
            found.append((-fit, (i in a.families) != (j in b.families), apart, i, j))
    free, open_ = set(left), set(right)
    for score, _, _, i, j in sorted(found):
        if i in free and j in open_:
            free.remove(i)
            open_.remove(j)
            pairs.append(_Pair(i, j, -score))
    return pairs


def _lone(a: Name, b: Name) -> _Comparison:
    """A name of one word, which is taken for a family name, against any other."""
    word = a.tokens[0]
    if word.initial:
        return _Comparison(0.0)
    alone = len(b.tokens) == 1
    pairs = [_Pair(0, i, alike(word, b.tokens[i])) for i in (b.families or (0,)) if not b.tokens[i].initial]
    if not pairs:
        return _Comparison(0.0)
    best = max(pairs, key=lambda pair: pair.score)
    score = best.score if alone else best.score * LONE
    if _feminine(word, b.tokens[best.right]):
        score *= APART
    return _Comparison(score, (best,))


def _several(a: Name, b: Name) -> _Comparison:
    """Two names of several words, ``a`` the one with fewer."""
    pairs = _align(a, b)
    scores = [pair.score for pair in pairs]
    worst = min(scores)
    score = MEAN * sum(scores) / len(scores) + WORST * worst
    even = len(a.tokens) == len(b.tokens)
    crossed = False
    for i, j, fit in pairs:
        in_family = i in a.families
        crossed |= (in_family != (j in b.families)) and (even or in_family)
        if fit < 1 and _feminine(a.tokens[i], b.tokens[j]):
            score *= APART
    if crossed:
        score *= CROSSED
    if a.far and b.far and _given_turned(a, b, pairs):
        score *= APART
    if worst <= INITIAL and all(a.tokens[i].initial or b.tokens[j].initial for i, j, _ in pairs):
        score *= APART  # N.N. may be anybody
    if even:
        return _Comparison(score, pairs)
    return _Comparison(max(score * _left_over(b, {pair.right for pair in pairs}), _as_one_word(a, b)), pairs)


def _left_over(name: Name, met: set[int]) -> float:
    """What remains of a score for the words of the longer name that nothing stands beside."""
    share = 1.0
    for i, token in enumerate(name.tokens):
        if i in met or (token.initial and i > 0):
            continue
        family = i in name.families and met.isdisjoint(name.families)
        share *= NO_FAMILY if family else NO_GIVEN if i == 0 else NO_MIDDLE
    return share


def _given_turned(a: Name, b: Name, pairs: list[_Pair]) -> bool:
    """Whether the syllables of the given names come in another order (Kim Jong-il, Kim Il-sung)."""
    given = [p.right for p in sorted(pairs, key=lambda p: p.left) if p.left not in a.families]
    return given != sorted(given)


def _as_one_word(a: Name, b: Name) -> float:
    """The score of two names that read the same but for the cut between their words, else 0."""
    if len(a.tokens) == len(b.tokens):
        return 0.0
    x, y = "".join(a.keys), "".join(b.keys)
    return JOINED if x == y and len(x) > 5 else 0.0


def _compare(a: Name, b: Name) -> _Comparison:
    if a.text == b.text and a == b:
        return _Comparison(1.0, tuple(_Pair(i, i, 1.0) for i in range(len(a.tokens))))
    if not a.tokens or not b.tokens:
        return _Comparison(0.0)
    found = _lone(a, b) if len(a.tokens) == 1 else _several(a, b)
    if a.gender and b.gender and a.gender != b.gender:
        return _Comparison(found.score * APART, found.pairs)
    return found


def _ordered(a: Name, b: Name) -> tuple[Name, Name]:
    """The shorter name first, so that both orders of the arguments are one computation."""
    if len(a.tokens) != len(b.tokens):
        return (a, b) if len(a.tokens) < len(b.tokens) else (b, a)
    return (a, b) if (a.text, a.keys, a.families) <= (b.text, b.keys, b.families) else (b, a)  # one text, read twice


def similarity(a: Name, b: Name) -> float:
    """How sure it is that both names are one person's, 0–1; symmetric, 1 for a name and itself."""
    return _compare(*_ordered(a, b)).score


def explain(a: Name, b: Name) -> list[str]:
    """Why ``similarity(a, b)`` is what it is: a line for each aligned pair of words and each word left over."""
    if not a.tokens or not b.tokens:
        return ["no letters to compare"]
    first, second = _ordered(a, b)
    found = _compare(first, second)
    pairs = sorted(found.pairs, key=lambda pair: pair.right)
    lines = [_reason(first.tokens[pair.left], second.tokens[pair.right], pair) for pair in pairs]
    if len(first.tokens) == 1 and len(second.tokens) > 1:
        lines.append(f"{first.text} is one word and is compared with the family name {second.family}")
    else:
        met = {pair.right for pair in found.pairs}
        lines += [f"only {second.text} has {token.text}" for i, token in enumerate(second.tokens) if i not in met]
    if a.gender and b.gender and a.gender != b.gender:
        lines.append(f"a title says {_GENDERS[a.gender]} for {a.text}, {_GENDERS[b.gender]} for {b.text}")
    for name in (a, b):
        if name.titles:
            lines.append(f"left off: {' '.join(name.titles)}")
    return lines


_GENDERS = {"f": "a woman", "m": "a man"}


def _reason(x: Token, y: Token, pair: _Pair) -> str:
    if x.initial or y.initial:
        return f"{x.text} and {y.text}: {'the initial fits' if pair.score else 'the initial does not fit'}"
    if _feminine(x, y):
        return f"{x.text} and {y.text}: a feminine and a masculine form"
    shared = [key for key in x.keys if key in y.keys]
    if shared:
        return f"{x.text} = {y.text}" if x.text == y.text else f"{x.text} and {y.text} read the same ({shared[0]})"
    forms = sorted(x.forms & y.forms)
    if forms:
        return f"{x.text} and {y.text}: forms of {forms[0].capitalize()}"
    return f"{x.text} and {y.text}: {pair.score:.0%} alike"
