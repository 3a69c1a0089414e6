"""Whether two statements are versions of one, and by what evidence: words in a row first, then their claims.

A wrong pairing is worse than a missing one: what one person says on one topic at several occasions are statements of
its own. So the fewer words are shared, the nearer the days must be. The figures were chosen by reading pairs of the 840
annotated articles of the training part, each bound where wrong pairs begin to outnumber right ones. Where a date is not
known they might be months apart: then more words in a row are asked for (``UNDATED``) and a surer likeness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..claims.likeness import days_apart
from .runs import Rare, Run, covered, runs
from .saying import OWN, SaidWord, Saying, is_name

Relation = Literal["same speaker", "unnamed speaker", "same words, other speaker", "other speaker"]
RELATIONS: tuple[Relation, ...] = ("same speaker", "unnamed speaker", "same words, other speaker", "other speaker")


@dataclass(frozen=True, slots=True)
class Kin:
    """That two statements are versions of one: how strongly (more is more), and why, for a person to read.

    ``words``: they have words in a row. ``shares`` are, of the words in quotation marks on either side, the part that
    the other has in quotation marks, too.
    """

    relation: Relation
    strength: float
    shares: tuple[float, float]
    why: str
    words: bool = True

    def turned(self) -> Kin:
        """The same seen from the other statement."""
        return replace(self, shares=self.shares[::-1])


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What two statements share: runs quoted on both sides, and all; the days between them."""

    both: Sequence[Run]
    all: Sequence[Run]
    shares: tuple[float, float]
    days: int | None

    @property
    def share(self) -> float:
        """The larger share."""
        return max(self.shares)

    def within(self, days: int) -> bool:
        """Whether they are known to be so near; an article without a date is near to none."""
        return self.days is not None and self.days <= days


def kin(one: Saying, other: Saying, rare: Rare, *, claims: float = 0.0, worn: bool = False) -> Kin | None:
    """How two statements that do not overlap are akin, or None.

    ``claims`` is the likeness of their likest claims (see ``alike.py``), ``worn`` that the words they share are a
    phrase which this speaker uses week by week.
    """
    found = _evidence(one, other, rare)
    if one.speaker is not None and one.speaker == other.speaker:
        return _same_speaker(found, one, other, claims, worn)
    if one.doc == other.doc:
        return None  # a slip of who speaks is likelier than two people who say the same
    if one.speaker is None or other.speaker is None:
        return _unnamed(found)
    return _other_speaker(found, one, other, rare)


def _evidence(one: Saying, other: Saying, rare: Rare) -> _Evidence:
    found = runs(one, other, rare)
    both = [run for run in found if run.quoted == 2]
    shares = [len(covered(both, side)) / max(1, said.quoted) for side, said in enumerate((one, other))]
    return _Evidence(
        both, found, (shares[0], shares[1]),
        days_apart(one.row["published"], other.row["published"]),
    )  # fmt: skip


def _same_speaker(found: _Evidence, one: Saying, other: Saying, claims: float, worn: bool) -> Kin | None:
    if run := _quoted_run(found, worn):
        return _by_words("same speaker", found, run)
    if run := _unmarked_run(found, one, other):
        return Kin("same speaker", run.weight, found.shares, f"{run.length} words in a row, not quoted in both")
    if claims >= SAME_CLAIM and (found.within(3) or (found.days is None and _surely(one, other, found, claims))):
        return Kin("same speaker", 10 * claims, found.shares, f"the same claim in other words ({claims:.2f})", False)
    return None


SAME_CLAIM = 0.85
"""Likeness of two claims (0–1) from which they alone, without quoted words, make two statements versions of one."""

UNDATED = 5
"""Words in a row from which a fragment is one of a longer quotation where the days between them are not known."""

SURE_CLAIM = 0.97
"""Likeness of two claims from which they alone are enough where the days between them are not known."""


def _surely(one: Saying, other: Saying, found: _Evidence, claims: float) -> bool:
    """Whether two claims are one whenever they were made: nearly alike, and in many words of one order."""
    shorter = min(len(one.words), len(other.words))
    told = any(run.length >= UNDATED and run.told >= 3 for run in found.all)
    return claims >= SURE_CLAIM and shorter >= 2 * UNDATED and told


def _quoted_run(found: _Evidence, worn: bool) -> Run | None:
    """The run by which two statements of one speaker quote the same words."""
    undated = found.days is None and not worn
    for run in sorted(found.both, key=lambda one: -one.weight):
        if (run.length >= 10 and run.weight >= 25) or (run.length >= 8 and run.whole and run.weight >= 14):
            return run
        much = found.share >= 0.4 or run.length >= 10
        long = run.length >= (8 if undated else 6) and run.weight >= 12 and run.told >= 2
        if long and much and (found.within(1 if worn else 30) or undated):
            return run
        enough = run.told >= (1 if run.length >= 5 else 2) and run.weight >= 9
        if run.whole and not worn and enough and found.within(_patience(run)):
            return run
        long = (run.length >= UNDATED and run.told >= 2 and run.weight >= 12) or (run.length > UNDATED and enough)
        if undated and run.whole and long:
            return run
    told = sum(run.told for run in found.both)
    weight = sum(run.weight for run in found.both)
    longest = max((run.length for run in found.both), default=0)
    near = found.within(30) or (undated and longest >= UNDATED)
    if found.both and not worn and found.share >= 0.7 and told >= 3 and weight >= 14 and near:
        return max(found.both, key=lambda run: run.weight)
    return None


def _patience(run: Run) -> int:
    """Days within which a whole fragment of a speech is one with a longer quotation of it."""
    if run.length >= 5 and run.told >= 3 and run.weight >= 15:
        return 30
    return 5


def _unmarked_run(found: _Evidence, one: Saying, other: Saying) -> Run | None:
    """The run by which one gives without quotation marks what the other quotes, or both the same words without."""
    undated = found.days is None
    if not undated and not found.within(7):
        return None
    shorter = min(len(one.words), len(other.words))
    for run in sorted(found.all, key=lambda some: -some.weight):
        plain = sum(
            bool(word.terms) and not is_name(one, word) for word in one.words[run.first : run.first + run.length]
        )
        if run.quoted and run.length >= (2 * UNDATED if undated else 5) and plain >= 3 and run.weight >= 14:
            return run
        long = run.length >= max(2 * UNDATED if undated else 8, 0.6 * shorter)
        if long and plain >= 4 and run.weight >= 20:
            return run
    return None


def _unnamed(found: _Evidence) -> Kin | None:
    """Nobody with a name on one side: the words must be the same."""
    for run in sorted(found.both, key=lambda one: -one.weight):
        long = run.length >= 6 or (run.whole and found.days is not None)
        if run.weight >= 15 and run.told >= 3 and long and (found.within(7) or found.days is None):
            return _by_words("unnamed speaker", found, run)
    return None


def _other_speaker(found: _Evidence, one: Saying, other: Saying, rare: Rare) -> Kin | None:
    if _name_fits(one, other) and (run := _quoted_run(found, worn=False)):
        return _by_words("same speaker", found, run)
    for run in sorted(found.both, key=lambda some: -some.weight):
        if (
            run.length >= 8
            and run.weight >= 20
            and run.told >= 3
            and found.share >= 0.6
            and (found.within(7) or found.days is None)
        ):
            return _by_words("same words, other speaker", found, run)
    if any(said.row["speaker"]["kind"] != "person" for said in (one, other)):
        return None
    near = near_words(one, other, found.both, rare)
    if near is not None:
        return Kin("other speaker", near[0], found.shares, near[1])
    return None


def near_words(one: Saying, other: Saying, both: Sequence[Run], rare: Rare) -> tuple[float, str] | None:
    """Whether two people say nearly the same: a run in quotation marks, and much the same words around it.

    Names tell nothing here: everybody speaks of the President of the United States.
    """
    run = max(both, key=lambda some: (some.weight, some.length), default=None)
    if run is None or run.length < 3 or not run.told:
        return None
    same = _aligned(one, other, run)
    told = {term for word in same for term in word.terms if not is_name(one, word)}
    weight = sum(map(rare, told))
    beyond = told - {term for word in one.words[run.first : run.first + run.length] for term in word.terms}
    sentence = min(said.sentence(at) for said, at in ((one, run.first), (other, run.second)))
    much = len(same) >= max(7, sentence / 2) and len(told) >= 3 and weight >= 12
    whole = len(same) >= 6 and len(told) >= 2 and run.weight >= 4.5 and _nearly_whole(one, other, run, same)
    if not beyond or not (much or whole):
        return None
    return weight, f"{len(same)} of the same words in order, {run.length} of them in a row"


def _name_fits(one: Saying, other: Saying) -> bool:
    """Whether the shorter of two names is part of the other: Clinton, whom an article does not name in full."""
    names = [set(said.row["speaker"]["name"].casefold().split()) for said in (one, other)]
    return names[0] <= names[1] or names[1] <= names[0]


def _nearly_whole(one: Saying, other: Saying, run: Run, same: Sequence[SaidWord]) -> bool:
    """Whether the shorter of the two quoted stretches with the run stands nearly whole in the other statement."""
    keys = {word.key for word in same}
    sides = ((one, run.first), (other, run.second))
    stretch = min(([w for w in said.words if w.stretch == said.words[at].stretch] for said, at in sides), key=len)
    return len(stretch) >= 4 and sum(word.key in keys for word in stretch) >= 0.75 * len(stretch)


AROUND = 15
"""Words before and behind a run that are its sentence, or much of it."""

DENSE = 0.45
"""Of the words from the first that two sentences share to the last the part that they share at least, on both sides."""


def _aligned(one: Saying, other: Saying, run: Run) -> list[SaidWord]:
    """The words of the one, around a run, that the other has in the same order, as far as they stand close together."""
    from rapidfuzz.distance import LCSseq

    first = one.words[max(0, run.first - AROUND) : run.first + run.length + AROUND]
    second = other.words[max(0, run.second - AROUND) : run.second + run.length + AROUND]
    blocks = LCSseq.opcodes([word.key for word in first], [word.key for word in second])
    pairs = [
        (op.src_start + at, op.dest_start + at)
        for op in blocks
        if op.tag == "equal"
        for at in range(op.src_end - op.src_start)
    ]
    while pairs and _density(pairs) < DENSE:
        ends = pairs[1:], pairs[:-1]
        pairs = max(ends, key=_density)
    return [first[at] for at, _ in pairs]


def _density(pairs: Sequence[tuple[int, int]]) -> float:
    if not pairs:
        return 1.0
    return min(len(pairs) / (pairs[-1][side] - pairs[0][side] + 1) for side in (0, 1))


def _by_words(relation: Relation, found: _Evidence, run: Run) -> Kin:
    weight = sum(one.weight for one in found.both)
    words = f"{run.length} quoted words in a row" if run.length > 1 else "a quoted word"
    return Kin(relation, 20 + weight, found.shares, words)


def mostly_quoted(said: Saying, places: Sequence[tuple[int, int]]) -> bool:
    """Whether more than half of the words at these places of an article stand in quotation marks."""
    words = [word for word in said.words if any(start <= word.start < end for start, end in places)]
    return sum(word.stretch != OWN for word in words) * 2 > len(words)
