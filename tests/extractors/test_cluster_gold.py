"""How often claims that say the same are found: on marked pairs, and on paraphrases planted in the sample."""

import json
from pathlib import Path

import floors
import planted
import pytest
from spquotes.extractors.claims.clusters import beside, group
from spquotes.extractors.clustergold import articles_measured, claims_of, measure, read_pairs

GOLD = Path(__file__).parent.parent / "gold"
SAMPLE = Path(__file__).parent.parent.parent / "data" / "articles"
PAIRS = GOLD / "claim_pairs.json"


@pytest.fixture(scope="module")
def measured(bench, source_articles, model):
    return claims_of(articles_measured(bench / "quotes", source_articles), model)


def test_pairs_put_together_say_the_same(measured):
    groups = group(measured.all)
    told = {
        part: measure([one for one in read_pairs(PAIRS) if one.part == part], measured, groups)
        for part in ("dev", "tune")
    }
    found = {
        f"{part} {name}": 100 * getattr(one, name) for part, one in told.items() for name in ("precision", "recall")
    }
    moved = floors.move("claim_pairs", found)
    assert floors.missed(found, floors.of("claim_pairs")) == [], moved


def test_two_speakers_on_one_image_abroad_are_in_one_group_or_near(measured):
    said = [one for one in measured.all if "formed by us" in one.text]
    groups = group(measured.all)
    place = {member.id: found.id for found in groups for member in found.members}
    assert len(said) == 2
    first, second = (place[one.id] for one in said)
    assert first == second or second in beside(groups)[first]


def test_seven_of_ten_planted_paraphrases_are_found(model):
    articles, spots = planted.articles(SAMPLE)
    claims = claims_of(articles, model)
    place = {one.id: at for at, found in enumerate(group(claims.all)) for one in found.members}
    found = [
        bool({place[one.id] for one in planted.at(claims, new)} & {place[one.id] for one in planted.at(claims, old)})
        for new, old in spots
    ]
    assert len(found) == 50
    assert sum(found) >= 35


def test_the_marks_hold_no_text():
    for first, here, second, there, mark, part in json.loads(PAIRS.read_text(encoding="utf-8"))["pairs"]:
        assert mark in ("same", "conflict", "other")
        assert part in ("dev", "tune", "train")
        assert " " not in first + second
        assert all(isinstance(at, int) for stretch in (*here, *there) for at in stretch)
