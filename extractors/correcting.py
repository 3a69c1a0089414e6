"""Readers' corrections applied to a library: which statement each is of, and who is meant.

Rules change, and with them where a statement begins and ends; articles are corrected by their publishers. A correction
is applied to a statement of the same article with the same cue and mostly the same words, or to none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from ..data.corrections import JOINT, MARK, NOBODY, Correction, from_json, to_json
from ..data.ids import ARTICLE_DIGITS
from ..data.records import Person
from ..data.store import Store
from ..data.store.correcting import Stored
from .namekeys import keys_of
from .personids import slug

OVERLAP = 0.5
"""Least share that two statements' words have in common, of all that either has, to be one statement: with the cue."""

OVERLAP_ALONE = 0.8
"""The same where one of the two has no cue."""

Places = tuple[tuple[int, int], ...]


def fingerprint(text: str) -> str:
    """A checksum of a file's text; "" of no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def follow_corrections(store: Store, corrections: Sequence[Correction]) -> None:
    """Apply other corrections than before; whole or not at all."""
    with store.transaction():
        store.set_mark(MARK, to_json(corrections))
        apply_corrections(store)


def apply_corrections(store: Store) -> None:
    """Apply the corrections that a store follows to what it holds now; which have no place is written down there."""
    corrections = from_json(store.mark(MARK))
    with store.transaction():
        store.lift_corrections()
        lost = [one.id for one in corrections if not _apply(store, one)]
        if lost or store.lost_corrections():
            store.set_lost(lost)


def _apply(store: Store, one: Correction) -> bool:
    """Whether a correction has a place, and it is clear who is meant; it is then applied, wherever the text stands."""
    numbers = [found.no for found in places_of(store, one)]
    if not numbers:
        return False
    if one.drop:
        for no in numbers:
            store.drop(no, one.id)
        return True
    speaker = None
    if one.speaker != NOBODY:
        speaker = _who(store, one)
        if speaker is None:
            return False
    told = {"changed": "speaker", "was": one.was, "was_id": one.was_id, "note": one.note, "date": one.date}
    for no in numbers:
        store.put_corrected(no, speaker, one.id, told)
    return True


def places_of(store: Store, one: Correction) -> Iterator[Stored]:
    """The statement that a correction is of, in each analysis of its article and of the same text."""
    for analysis, text in store.analyses_with(one.article, one.id, one.text_hash):
        found = placed(one, text, store.stored_statements(analysis))
        if found is not None:
            yield found


def placed(one: Correction, text: str, statements: Sequence[Stored]) -> Stored | None:
    """Which of a text's statements a correction is of; None where none is, or it is not clear which."""
    here = where(one, text)
    if here is None:
        return None
    moved = here != one.at
    exact = [it for it in statements if it.key == one.id[ARTICLE_DIGITS:] and it.content == here]
    if exact:
        return exact[0]
    likely = [(_likeness(here, it.content), it) for it in statements if _same_cue(one, it, text, moved=moved)]
    likely = [(like, it) for like, it in likely if like >= (OVERLAP if one.cue and it.cue else OVERLAP_ALONE)]
    likely.sort(key=lambda pair: -pair[0])
    if not likely or (len(likely) > 1 and likely[0][0] == likely[1][0]):
        return None
    return likely[0][1]


def where(one: Correction, text: str) -> Places | None:
    """Where a correction's words stand in a text: where they stood, else wherever they stand once; None for nowhere."""
    pieces, start = [], 0
    for first, last in one.at:
        pieces.append(one.words[start : start + last - first])
        start += last - first + len(JOINT)
    if all(text[first:last] == piece for (first, last), piece in zip(one.at, pieces, strict=True)):
        return one.at
    if any(text.count(piece) != 1 for piece in pieces):
        return None
    return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


def _same_cue(one: Correction, it: Stored, text: str, *, moved: bool) -> bool:
    if one.cue is None or it.cue is None:
        return True
    return text[slice(*it.cue)] == one.cue and (moved or one.cue_at in (None, it.cue[0]))


def _likeness(one: Places, other: Places) -> float:
    """The share of characters that are in both, of those in either."""
    here, there = ({at for span in places for at in range(*span)} for places in (one, other))
    return len(here & there) / len(here | there)


def _who(store: Store, one: Correction) -> str | None:
    """The id of the speaker named: by id, else by the very name, else somebody new; None for one of several."""
    assert one.speaker is not None
    owner = store.people([one.speaker_id]) if one.speaker_id else []
    if owner:
        return owner[0].id
    new = Person(one.speaker_id or slug(one.speaker), one.speaker, one.kind, (), (), 0, 0)
    named = [who for who in store.people_with(keys_of(new)) if who.name.casefold() == one.speaker.casefold()]
    if named:
        return named[0].id if len(named) == 1 else None
    taken, identity, number = store.taken_ids(), new.id, 1
    while identity in taken:
        number += 1
        identity = f"{new.id}-{number}"
    made = Person(identity, new.name, new.kind, (), (), 0, 0)
    store.put_made_up(made, keys_of(made))
    return identity
