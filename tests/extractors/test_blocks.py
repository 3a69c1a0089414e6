"""Keys by which the entities of a corpus are divided: one name's spellings together, strangers mostly apart."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from spquotes.data.records import Entity, Kind, Mention
from spquotes.extractors.blocks import block_keys, person_key, thing_key
from spquotes.extractors.people import Joined, identify, join, numbered, settle, votes
from spquotes.extractors.personids import id_root

Item = tuple[str, Entity]


def entity(name: str, number: int = 0, kind: Kind = "person") -> Entity:
    return Entity(number, kind, name, (Mention(0, len(name), name, "name"),))


def blockwise(entities: list[Item]) -> dict[Item, str]:
    """What ``identify`` gives, found block by block and root by root."""
    kinds = settle(votes(one for _, one in entities))
    articles: defaultdict[str, list[Entity]] = defaultdict(list)
    for article, one in entities:
        articles[article].append(one)
    blocks: defaultdict[str, list[Item]] = defaultdict(list)
    for article, some in articles.items():
        for one, key in zip(some, block_keys(some), strict=True):
            blocks[key].append((article, one))
    roots: defaultdict[str, list[Joined]] = defaultdict(list)
    for block in blocks.values():
        for found in join(block, kinds):
            roots[id_root(found.who.id)].append(found)
    of: dict[tuple[str, int], str] = {}
    for root in roots.values():
        of.update(numbered(root).of)
    return of


@pytest.mark.parametrize(
    "spellings",
    [
        ("Konstantin Kosachev", "Kosachyov", "Константин Косачёв", "K. Kosachov"),
        ("Muammar Qaddafi", "Gadhafi", "Kadhafi", "معمر القذافي"),
        ("Khodorkovsky", "Michail Chodorkowski", "Ходорковский"),
        ("Xi Jinping", "习近平"),
        ("Bashar al-Assad", "Assad", "بشار الأسد"),
        ("Ivan Petrov", "Petrov Ivan", "PETROV, Ivan"),
        ("Lindsey Graham", "Lindsey O. Graham", "Senator Graham"),
    ],
)
def test_spellings_of_a_person_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({person_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Department of Defense", "DOD", "DoD", "the Department of Defense's"),
        ("Bank of America", "BoA", "BOA"),
        ("Florida", "FLORIDA"),
        ("Virginia Tech", "VT"),
        ("United Nations", "UN", "U.N."),
        ("Gazprom", "the GAZPROM"),
    ],
)
def test_spellings_of_a_thing_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({thing_key(spelling) for spelling in spellings}) == 1


def test_strangers_have_keys_of_their_own() -> None:
    names = ["Vladimir Putin", "Barack Obama", "Angela Merkel", "Shinzo Abe", "Sergei Lavrov", "John Kerry"]
    assert len({person_key(name) for name in names}) == len(names)


def test_a_given_name_goes_where_its_owner_in_the_article_goes() -> None:
    owner, given = block_keys([entity("Hillary Clinton"), entity("Hillary", 1)])
    assert given == owner


def test_a_given_name_of_two_owners_goes_nowhere_else() -> None:
    keys = block_keys([entity("Hillary Clinton"), entity("Hillary Swank", 1), entity("Hillary", 2)])
    assert keys[2] == f"who {person_key('Hillary')}"


def test_an_acronym_goes_where_its_article_writes_it_out() -> None:
    long, short = block_keys([entity("Fund for Old Oaks", kind="organisation"), entity("FOO", 1, kind="organisation")])
    assert short == long


def test_what_has_no_name_has_no_key() -> None:
    assert block_keys([entity("a senior official", kind="unnamed")]) == [""]


def test_what_is_not_written_in_letters_has_a_key() -> None:
    assert block_keys([entity("???"), entity("…", 1, kind="place")]) == ["who ???", "what …"]


def test_block_by_block_everybody_gets_the_id_that_all_at_once_give() -> None:
    names = ["Anna Sokolova", "Sokolova", "Anna Sokolova 2", "Boris Sokolov", "Sokolov", "A. Sokolova"]
    entities = [(f"a{i}", entity(name)) for i, name in enumerate(names)]
    entities += [("a0", entity("Sokolov", 1, kind="place")), ("a1", entity("an aide", 1, kind="unnamed"))]
    assert blockwise(entities) == identify(entities).of


def test_roots_are_numbered_apart_as_they_are_together() -> None:
    entities = [(f"a{i}", entity("Apollo", kind="group")) for i in range(3)]
    entities += [("a4", entity("Apollo", kind="place")), ("a5", entity("Apollo 2", kind="place"))]
    assert id_root("apollo-2") == id_root("apollo-11-2") == "apollo"
    assert blockwise(entities) == identify(entities).of


def _joined_alone(a: str, b: str) -> bool:
    return len(identify([("a", entity(a)), ("b", entity(b))]).people) == 1


def test_development_pairs_that_are_joined_share_a_key(bench: Path) -> None:
    lines = (bench / "names" / "pairs_dev.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [(row["a"], row["b"]) for row in map(json.loads, lines) if row["same"]]
    joined = [pair for pair in pairs if _joined_alone(*pair)]
    assert sum(person_key(a) == person_key(b) for a, b in joined) / len(joined) >= 0.975


def test_blocks_of_the_development_names_stay_small(bench: Path) -> None:
    lines = (bench / "names" / "pairs_dev.jsonl").read_text(encoding="utf-8").splitlines()
    names = {name for row in map(json.loads, lines) for name in (row["a"], row["b"])}
    sizes = Counter(map(person_key, names))
    assert max(sizes.values()) / len(names) <= 0.02


def test_development_cases_come_out_as_all_at_once(bench: Path) -> None:
    lines = (bench / "names" / "clusters_dev.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line)["mentions"] for line in lines]
    entities = [[(one["article"], entity(one["text"], one["i"])) for one in case] for case in cases]
    assert sum(blockwise(some) != identify(some).of for some in entities) <= 2
