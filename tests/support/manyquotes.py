"""Makes a library of many articles out of annotated ones, and times `spq verify` against it.

    python tests/support/manyquotes.py ARTICLES.jsonl LIBRARY [ARTICLES_WANTED]      makes it (100,000; some minutes)
    python tests/support/manyquotes.py --time ARTICLES.jsonl LIBRARY [QUOTATIONS]    times a draft of 40 quotations

Each article is one of the annotated, two in three of its words replaced by others as frequent: the words are as rare as
in news, the texts are all different. What stands in quotation marks is attributed, by pattern, to one of many people.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import sysconfig
import tempfile
import time
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path

from million import Maker, _person
from spquotes.data.ids import article_key, statement_key
from spquotes.data.records import Analysis, Article, Attribution, Cue, Entity, Mention, Span
from spquotes.data.store import Store
from spquotes.extractors.library import Analyst, index_names
from spquotes.extractors.namekeys import keys_of
from spquotes.extractors.personids import slug

LONGEST = 4000
"""Characters of an article, some 650 words."""

_WORD = re.compile(r"[a-z]{3,}")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{20,400})[”\"]")


class Mixer:
    """Articles like the given ones, none the same."""

    def __init__(self, texts: list[str], people: list[str], seed: int = 3) -> None:
        self._random = random.Random(seed)
        self._texts = [text[:LONGEST] for text in texts]
        counts = Counter(word for text in texts for word in _WORD.findall(text))
        self._words = list(counts)
        self._up_to = list(accumulate(counts.values()))
        self._people = people

    def _other(self, found: re.Match[str]) -> str:
        if self._random.random() < 1 / 3:
            return found[0]
        return self._words[bisect(self._up_to, self._random.random() * self._up_to[-1] - 1)]

    def analyses(self, wanted: int) -> Iterator[Analysis]:
        """So many articles with who says what in them."""
        for number in range(wanted):
            text = _WORD.sub(self._other, self._random.choice(self._texts))
            yield self._analysis(f"m{number}.txt", text)

    def _analysis(self, name: str, text: str) -> Analysis:
        key = article_key(name, text)
        who = self._random.choice(self._people)
        attributions, mentions = [], []
        for found in islice(_QUOTED.finditer(text), 20):
            span = Span(found.start(), found.end(), found[0])
            cue = Cue(found.end(), found.end(), "", "say", "say")
            said = statement_key([(span.start, span.end)], None, None)
            attributions.append(
                Attribution(
                    key + said,
                    "direct",
                    (span,),
                    None,
                    cue,
                    0,
                    "name",
                    None,
                    False,
                    None,
                    False,
                    False,
                    span,
                    0.9,
                    "pattern",
                )
            )
            mentions.append(Mention(span.start, span.start, who, "name"))
        day = f"20{self._random.randrange(5, 25):02}-{self._random.randrange(1, 13):02}-01"
        article = Article(name, text, outlet="Courier", published=day)
        entities = (Entity(0, "person", who, tuple(mentions)),) if mentions else ()
        return Analysis(article, entities, tuple(attributions))


def build(articles: Path, library: Path, wanted: int) -> None:
    """Make the library."""
    texts = [json.loads(line)["text"] for line in articles.open(encoding="utf-8")]
    people = Maker(5000).names
    mixer, fingerprint = Mixer(texts, people), Analyst().fingerprint
    with Store.writing(library) as store:
        index_names(store)
        analyses = mixer.analyses(wanted)
        for _ in range(0, wanted, 1000):
            with store.transaction():
                of = {}
                for analysis in islice(analyses, 1000):
                    store.save(analysis, fingerprint)
                    of |= {(analysis.article.id, one.number): one.name for one in analysis.entities}
                ids = {name: slug(name) for name in of.values()}
                known = [_person(name, ids[name]) for name in ids]
                keys = {one.id: keys_of(one) for one in known if not store.people([one.id])}
                store.set_people(known, {place: ids[name] for place, name in of.items()}, keys, ())


def report(articles: Path, library: Path, quotations: int) -> None:
    """Time a draft of quotations out of the library: one in three verbatim, one altered, one of other articles."""
    pick = random.Random(11)
    with Store.open(library) as store:
        rows = [row for row in store.quotes() if row["speaker"] and len(row["text"].split()) > 7][:200_000:997]
    texts = [json.loads(line)["text"] for line in articles.open(encoding="utf-8")]
    strangers = [found[1] for text in texts for found in _QUOTED.finditer(text)]
    lines = []
    for number in range(quotations):
        row = pick.choice(rows)
        words = row["text"].strip('“”"').rstrip(",.").split()
        if number % 3 == 1:
            words[pick.randrange(1, len(words))] = "otherwise"
        if number % 3 == 2:
            words = pick.choice(strangers).rstrip(",.").split()
        lines.append(f"“{' '.join(words)},” said {row['speaker']['name']}.")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as draft:
        draft.write("\n\n".join(lines))
        draft.flush()
        spq = Path(sysconfig.get_path("scripts")) / "spq"
        for what, command in (
            ("verify, all of it", ["verify", draft.name, "--library", str(library), "--format", "jsonl"]),
            ("of that reading the draft (spq quotes)", ["quotes", draft.name, "--format", "jsonl"]),
        ):
            start, before = time.perf_counter(), os.times()
            done = subprocess.run([spq, *command], capture_output=True)
            took, after = time.perf_counter() - start, os.times()
            worked = after.children_user + after.children_system - before.children_user - before.children_system
            print(f"{took:6.2f} s ({worked:.2f} s of a processor)  {what}: {done.stderr.decode().splitlines()[-1]}")


if __name__ == "__main__":
    if sys.argv[1] == "--time":
        report(Path(sys.argv[2]), Path(sys.argv[3]), int((sys.argv[4:] or [40])[0]))
    else:
        build(Path(sys.argv[1]), Path(sys.argv[2]), int((sys.argv[3:] or [100_000])[0]))
