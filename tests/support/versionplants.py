"""Versions of quotations, made by program and put in other outlets: how many ``spq compare`` finds, and as what.

    python tests/support/versionplants.py ARTICLES.jsonl [MOST]     measures and prints

Quotations of the articles are shortened, cut to a fragment, changed in one word, put in a headline; the project's own
rewordings (``tests/gold``) stand for paraphrases. Nothing of the articles is kept.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spquotes.data.records import Article
from spquotes.data.store import QuoteFilter, Store
from spquotes.extractors.library import Analyst, fill
from spquotes.extractors.versions.asked import Asked, compared

GOLD = Path(__file__).parent.parent / "gold"
DAY = re.compile(r"20\d\d-\d\d-\d\d")


@dataclass(frozen=True)
class Plant:
    """A version: its article, the statement (id) or the article that it is a version of, and its form."""

    article: Article
    of: str
    form: str


def articles_of(path: Path, most: int | None = None) -> list[Article]:
    """Annotated articles, their outlet and date as their ids tell."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:most]]
    return [_article(row) for row in rows]


def _article(row: dict[str, str]) -> Article:
    day = DAY.search(row["id"])
    return Article(row["id"], row["text"], outlet=row["id"].partition("_")[0], published=day and day[0])


def stored(articles: Sequence[Article], store: Store | None = None) -> Store:
    """The articles analysed, with their claims, in a temporary store."""
    store = store or Store.temporary()
    failed: list[object] = []
    fill(store, iter(articles), Analyst(claiming=True), lambda _: None, failed.append)
    assert not failed, failed
    return store


def plants(store: Store, seed: int = 1) -> Iterator[Plant]:
    """Four versions of each direct quotation of twelve words and more by somebody with a full name."""
    pick = random.Random(seed)
    for row in store.quotes(QuoteFilter(types=["direct"], min_confidence=0.8)):
        who = row["speaker"]
        words = row["text"].strip("\"'“”‘’ ,").split()
        if who is None or who["kind"] != "person" or " " not in who["name"] or not 12 <= len(words) <= 60:
            continue
        if row["nested_in"] or " … " in row["text"] or any(mark in row["text"][1:-1] for mark in '"“”‘\n['):
            continue
        for form, text in _made(words, who["name"], pick):
            name = f"plant-{row['id']}-{form}"
            lead = "" if form == "headline" else f"{who['name']} spoke to reporters.\n\n"
            yield Plant(Article(name, lead + text, outlet="planted", published=row["published"]), row["id"], form)


def _made(words: Sequence[str], name: str, pick: random.Random) -> Iterator[tuple[str, str]]:
    surname = name.split()[-1]
    half = max(8, len(words) * 2 // 3)
    yield "shortened", f"“{_clean(words[:half])},” {surname} said."
    start = pick.randrange(len(words) - 6)
    yield "fragment", f"{surname} claimed that it was about “{_clean(words[start : start + 6])}” and nothing else."
    at = pick.randrange(2, len(words) - 2)
    yield "full", f"“{_clean([*words[:at], 'purple', *words[at + 1 :]])},” {surname} told the paper."
    yield "headline", f"{name}: ‘{_clean(words[: max(7, len(words) // 2)])}’\n\nThe town was quiet on that day.\n"


def _clean(words: Sequence[str]) -> str:
    return " ".join(words).strip(".,;:!?…-— ")


def rewordings() -> Iterator[tuple[list[Article], str]]:
    """A claim, the same in other words, and another on the topic, each in an article; what is made of them: a name."""
    for number, line in enumerate((GOLD / "rewordings.jsonl").read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        name = row["claimer"]
        if not name or " " not in name or not name.istitle():
            continue
        articles = []
        for kind, outlet in (("claim", "first"), ("same", "second"), ("other", "third")):
            said = row[kind].rstrip(".")
            text = f"{name} spoke on Saturday.\n\n{name.split()[-1]} said that {said[0].lower() + said[1:]}.\n"
            if kind == "claim":
                text = f"{name} spoke on Saturday.\n\n“{said},” {name.split()[-1]} said.\n"
            articles.append(Article(f"reworded-{number}-{kind}", text, outlet=outlet, published="2016-09-12"))
        yield articles, f"reworded-{number}"


@dataclass
class Measured:
    """Of each form how many were planted (as statements found at all), put to their own, given the form they have.

    ``wrong`` is the number of versions in a group with a planted one that are no version of the same, of ``beside``.
    """

    planted: Counter[str]
    found: Counter[str]
    formed: Counter[str]
    wrong: int
    beside: int

    def figures(self) -> dict[str, float]:
        """Precision, and by form recall and the share of right names of forms, in percent."""
        told = {"precision": 100 * (1 - self.wrong / max(1, self.beside))}
        for form, count in sorted(self.planted.items()):
            told[f"recall {form}"] = 100 * self.found[form] / count
            if self.found[form]:
                told[f"form {form}"] = 100 * self.formed[form] / self.found[form]
        return told


def measured(articles: Sequence[Article], most: int = 60, seed: int = 1) -> Measured:
    """Plants up to ``most`` quotations' versions, with all rewordings, among the articles' statements, and compares."""
    store = stored(articles)
    made = list(plants(store, seed))
    origins = list(dict.fromkeys(one.of for one in made))
    chosen = set(random.Random(seed).sample(origins, min(most, len(origins))))
    made = [one for one in made if one.of in chosen]
    reworded = list(rewordings())
    stored([one.article for one in made] + [one for some, _ in reworded for one in some], store)
    home = {one.article.id: one for one in made}
    result = Measured(Counter(), Counter(), Counter(), 0, 0)
    by_doc = Counter(row["doc"] for row in store.quotes())
    result.planted.update(one.form for one in made if by_doc[one.article.id])
    result.planted["paraphrase"] = sum(by_doc[f"{name}-claim"] > 0 < by_doc[f"{name}-same"] for _, name in reworded)
    for group in compared(store, Asked(QuoteFilter())):
        _count(group["versions"], home, result)
    return result


def _count(versions: Sequence[dict[str, object]], home: dict[str, Plant], result: Measured) -> None:
    places = [place for one in versions for place in (one, *one["also_in"])]  # type: ignore[misc]
    ids = {str(place["id"]) for place in places}
    planted = {one.of for one in home.values()}
    own = {
        str(place["doc"]): str(place["id"]) for place in places if place["id"] in planted
    }  # an article repeats itself
    origins: dict[int, str] = {}
    for at, one in enumerate(versions):
        doc = str(one["doc"])
        if doc.startswith("reworded-"):
            origins[at] = doc.rsplit("-", 1)[0] + ("-other" if doc.endswith("-other") else "")
        else:
            origins[at] = home[doc].of if doc in home else own.get(doc, str(one["id"]))
    if not any(str(one["doc"]) in home or str(one["doc"]).startswith("reworded-") for one in versions):
        return
    main = Counter(origins.values()).most_common(1)[0][0]
    result.beside += len(versions) - 1
    result.wrong += sum(origin != main for origin in origins.values())
    for at, one in enumerate(versions):
        doc = str(one["doc"])
        if doc.endswith("-same") and doc.removesuffix("-same") + "-claim" in {str(some["doc"]) for some in versions}:
            result.found["paraphrase"] += 1
            result.formed["paraphrase"] += one["form"] == "paraphrase"
        elif doc in home and origins[at] in ids:
            result.found[home[doc].form] += 1
            result.formed[home[doc].form] += one["form"] == home[doc].form


if __name__ == "__main__":
    told = measured(articles_of(Path(sys.argv[1])), int(sys.argv[2]) if sys.argv[2:] else 60)
    for name, value in told.figures().items():
        print(f"{value:6.1f}  {name}")
    print(dict(told.planted), "found", dict(told.found), "wrong", told.wrong, "of", told.beside)
