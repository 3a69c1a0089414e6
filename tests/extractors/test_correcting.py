"""Where a correction belongs when rules or the article's text have changed: there, or nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spquotes.data.corrections import Correction
from spquotes.data.store.correcting import Stored
from spquotes.extractors.correcting import placed, where

TEXT = "The mill, Roth said, would open again soon. Lund said that Roth said that it was old."


def stored(no, *pieces, cue, text=TEXT, key="newkey00"):
    content = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    at = None if cue is None else text.index(cue, content[0][0] - 11 if content[0][0] > 50 else 0)
    place = None if cue is None or at is None else (at, at + len(cue))
    return Stored(no, key, content, " … ".join(pieces), place)


def correction(it, text=TEXT, key="oldkey00"):
    cue = it.cue and text[slice(*it.cue)]
    return Correction("01234567" + key, "a.txt", "", it.content, it.text, cue, it.cue and it.cue[0], drop=True)


MILL = stored(1, "The mill", "would open again soon", cue="said")
OUTER = stored(2, "Roth said that it was old", cue="said that Roth")
INNER = stored(3, "it was old", cue="said that it")
OUTER, INNER = (replace(one, cue=(one.cue[0], one.cue[0] + 4)) for one in (OUTER, INNER))


@pytest.mark.parametrize("one", [MILL, OUTER, INNER])
def test_the_very_statement(one):
    assert placed(correction(one), TEXT, [MILL, OUTER, INNER]) == one


@pytest.mark.parametrize(
    ("now", "is_it"),
    [
        (stored(4, "The mill", "would open again", cue="said"), True),
        (stored(4, "would open again soon.", cue="said"), True),
        (stored(4, "soon", cue="said"), False),
        (stored(4, "The mill", "would open again soon", cue="Roth"), False),
        (stored(4, "The mill", "would open again soon", cue=None), True),
        (stored(4, "The mill", "would open", cue=None), False),
    ],
    ids=["shorter", "one piece less", "hardly anything", "another cue", "without a cue", "shorter without a cue"],
)
def test_newer_rules_find_it_otherwise(now, is_it):
    assert placed(correction(MILL), TEXT, [now, OUTER, INNER]) == (now if is_it else None)


def test_what_stands_around_a_statement_is_not_it():
    assert placed(correction(INNER), TEXT, [MILL, OUTER]) is None
    assert placed(correction(OUTER), TEXT, [MILL, INNER]) is None


def test_of_two_that_are_as_like_it_is_neither():
    both = [
        stored(4, "The mill", "would open again", cue="said"),
        stored(5, "The mill", "would open again", cue="said"),
    ]
    assert placed(correction(MILL), TEXT, both) is None


def test_an_old_id_in_another_text_is_not_enough():
    other = TEXT.replace("mill", "shed")
    now = replace(stored(1, "The shed", "would open again soon", cue="said", text=other), key="oldkey00")
    assert placed(correction(MILL), other, [now]) is None


def test_words_that_moved():
    moved = f"Updated. {TEXT}"
    now = stored(1, "The mill", "would open again soon", cue="said", text=moved)
    assert placed(correction(MILL), moved, [now]) == now
    assert where(correction(INNER), f"{TEXT} it was old") == INNER.content
    assert where(correction(INNER), f"It was. it was old. {TEXT}") is None
