"""Near-duplicate articles: which count as such, and how well variants of a text are found."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spquotes.data.sketches import KEPT, SHINGLE, sketch_of
from spquotes.extractors import duplicates
from spquotes.extractors.duplicates import HELD, LENGTH, Sketch, Stories, near_duplicates, stories

WORDS = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("l", "rin", "ta", "vo", "sk")]


def made_up(seed, words=300):
    pick = random.Random(seed)
    return " ".join(pick.choices(WORDS, k=words))


def sketched(*texts):
    return [Sketch(*sketch_of(text)) for text in texts]


def edited(text, share, seed=1):
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) if pick.random() < share else word for word in text.split())


def cut(text, share):
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


STORY = made_up(1)


@pytest.mark.parametrize(
    "variant",
    [
        STORY,
        STORY.upper(),
        re.sub(" ", ",\n", STORY),
        f"{made_up(2, 12)}\n\n{STORY}",
        cut(STORY, 0.6),
        edited(STORY, 0.1),
        cut(edited(STORY, 0.05), 0.6),
        f"{made_up(3, 120)} {STORY} {made_up(4, 120)}",
    ],
    ids=[
        "the same",
        "case",
        "punctuation",
        "headline",
        "shorter",
        "words",
        "shorter with other words",
        "in a longer one",
    ],
)
def test_the_same_story(variant):
    assert near_duplicates(sketched(STORY, variant)) == [0, 0]
    assert near_duplicates(sketched(variant, made_up(5), STORY)) == [0, 1, 0]


@pytest.mark.parametrize(
    "other",
    [
        made_up(9),
        cut(STORY, 0.2),
        edited(STORY, 0.4),
        f"{made_up(3, 400)} {STORY} {made_up(4, 400)}",
        f"{cut(STORY, 0.25)} {made_up(6, 225)}",
        "",
    ],
    ids=["another", "a small part", "rewritten", "a part of a long one", "the same quotations", "nothing"],
)
def test_another_story(other):
    assert near_duplicates(sketched(STORY, other)) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rain.", "rain", True),
        ("Rain and wind.", "Rain and sun.", False),
        ("It rains in the valley.", "It rains in the valley today.", False),
        ("", "", False),
        ("…", "!", False),
    ],
)
def test_of_short_texts_only_those_with_the_same_words(one, other, same):
    assert near_duplicates(sketched(one, other)) == [0, 0 if same else 1]


def test_likeness_is_not_handed_on():
    first = made_up(1, 200)
    second = f"{first} {made_up(2, 200)}"
    third = f"{made_up(2, 200)} {made_up(3, 200)}"
    assert near_duplicates(sketched(first, third)) == [0, 1]
    assert near_duplicates(sketched(second, third)) == [0, 0]
    assert near_duplicates(sketched(first, second, third)) == [0, 0, 2]


def test_each_copy_is_found_among_many_with_a_common_footer():
    footer = made_up(99, 25)
    texts = [f"{edited(made_up(n // 3), 0.05, n)} {footer}" for n in range(300)]
    assert near_duplicates(sketched(*texts)) == [n // 3 * 3 for n in range(300)]


def test_nothing_is_compared_twice_for_nothing(monkeypatch):
    compared = []
    real = duplicates._alike
    monkeypatch.setattr(duplicates, "_alike", lambda *given: compared.append(len(given[-1])) or real(*given))
    near_duplicates(sketched(*(made_up(n, 60) for n in range(400))))
    assert sum(compared) < 4 * 400


def test_stories_say_who_else_published():
    rows = [(7, "Post", *sketch_of(STORY)), (3, "Times", *sketch_of(STORY)), (5, None, *sketch_of(STORY)),
            (9, "Post", *sketch_of(STORY)), (2, "Times", *sketch_of(made_up(8)))]  # fmt: skip
    assert stories(rows) == Stories((3, 5, 9), {7: 3}, {7: ("Times",)})
    assert stories([]) == Stories((), {}, {})


def shingles(text):
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))} if words else set()


@given(st.text(alphabet="ab \n.Ä", max_size=200))
def test_a_sketch_has_the_number_of_shingles_and_the_least_hashes(text):
    size, sketch = sketch_of(text)
    assert size == len(shingles(text))
    hashes = [int.from_bytes(sketch[at : at + 4], "little") for at in range(0, len(sketch), 4)]
    assert len(hashes) == min(size, KEPT)
    assert hashes == sorted(set(hashes))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.floats(0, 0.4), st.floats(0.3, 1))
def test_the_sketch_tells_what_the_whole_sets_tell(seed, share, kept):
    """Beyond what a sample of so many can be wrong by."""
    text = made_up(seed, 260)
    other = cut(edited(text, share, seed), kept)
    smaller, larger = sorted((shingles(text), shingles(other)), key=len)
    held, length = len(smaller & larger) / len(smaller), len(smaller) / len(larger)
    found = near_duplicates(sketched(text, other)) == [0, 0]
    if held > HELD + 0.2 and length > LENGTH:
        assert found
    if held < HELD - 0.2 or length < LENGTH:
        assert not found


BENCH = os.environ.get("SPQ_BENCH")


@pytest.mark.skipif(not BENCH, reason="SPQ_BENCH names no folder with annotated articles")
def test_variants_of_real_articles_are_found_and_nothing_else():
    """Measured: all of these, and seven pairs among the 924 articles, each the same story in two editions."""
    folder = Path(str(BENCH)) / "quotes"
    files = [folder / f"polnear_{part}.jsonl" for part in ("dev", "train")]
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    base = sketched(*texts)
    before = near_duplicates(base)
    assert sum(stands != place for place, stands in enumerate(before)) <= 8
    for variant in (lambda text: cut(text, 0.6), lambda text: edited(text, 0.1), lambda text: f"Other words\n{text}"):
        found = near_duplicates([*base, *sketched(*map(variant, texts[:84]))])
        hits = sum(found[len(base) + place] == before[place] for place in range(84))
        assert hits >= 83
