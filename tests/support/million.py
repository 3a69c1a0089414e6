"""Makes a library of a million attributions out of nothing, and times what is asked of it.

    python tests/support/million.py LIBRARY [ARTICLES]      makes it (100,000 articles, 50,000 people; some minutes)
    python tests/support/million.py --time LIBRARY          times questions: from SQLite, and from the shell

Names and words are made of syllables; who speaks how often falls off as in news (Zipf's law).
"""

from __future__ import annotations

import random
import subprocess
import sys
import sysconfig
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path
from statistics import median

from known import known
from spquotes.data.ids import article_key, statement_key
from spquotes.data.records import Analysis, Article, Attribution, Cue, Entity, Mention, Person, Span
from spquotes.data.store import ArticleFilter, EntityFilter, QuoteFilter, Store
from spquotes.data.store.grouping import Dimension
from spquotes.extractors.duplicates import stories
from spquotes.extractors.library import Analyst, index_names
from spquotes.extractors.namekeys import keys_of
from spquotes.extractors.personids import slug

ARTICLES, PEOPLE, STATEMENTS = 100_000, 50_000, 10
CUES = (("said", "say"), ("warned", "warn"), ("denied", "deny"), ("promised", "promise"))  # each lemma is a class
TOPICS = ("soft power", "sanctions", "the budget", "a new bridge", "gas prices", "the reform", "visas", "the election")
OUTLETS = tuple(f"The {name} Courier" for name in ("Valley", "Harbour", "Hill", "River", "Coast", "Lake", "Plain"))


class Maker:
    """Articles with their analyses; the same ones for the same seed."""

    def __init__(self, people: int = PEOPLE, seed: int = 1) -> None:
        self._random = random.Random(seed)
        words = [self._word(2) for _ in range(3000)]
        self._words = words
        given, families = [self._word(2).title() for _ in range(400)], [self._word(3).title() for _ in range(9000)]
        names = dict.fromkeys(
            f"{self._random.choice(given)} {self._random.choice(families)}" for _ in range(2 * people)
        )
        self.names = list(names)[:people]
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.names))))
        self.spoke: Counter[str] = Counter()

    def _word(self, syllables: int) -> str:
        pairs = (self._random.choice("bdfgklmnprstvz") + self._random.choice("aeiou") for _ in range(syllables))
        return "".join(pairs) + self._random.choice(("", "n", "r", "s", "k"))

    def analyses(self, count: int) -> Iterator[Analysis]:
        """So many analyses, with ten statements by three people each."""
        for number in range(count):
            yield self._analysis(number)

    def _analysis(self, number: int) -> Analysis:
        pick = self._random
        people = list(dict.fromkeys(pick.choices(self.names, cum_weights=self._weights, k=4)))
        mentions: list[list[Mention]] = [[] for _ in people]
        text, drafts = "", []
        for _ in range(STATEMENTS):
            who = pick.randrange(max(1, len(people) - 1))
            about = pick.randrange(len(people))
            cue, lemma = pick.choice(CUES)
            name = people[who] if not mentions[who] else people[who].split()[1]
            content = f"{' '.join(pick.choices(self._words, k=8))} {pick.choice(TOPICS)} for {people[about].split()[1]}"
            start = len(text)
            text += f"{name} {cue} that {content}. "
            source = Span(start, start + len(name), name)
            verb = Cue(source.end + 1, source.end + 1 + len(cue), cue, lemma, lemma)
            at = verb.end + 6
            what = Span(at, at + len(content), content)
            mentions[who].append(Mention(source.start, source.end, name, "name"))
            last = people[about].split()[1]
            mentions[about].append(Mention(what.end - len(last), what.end, last, "name"))
            drafts.append((who, source, verb, what, Span(start, len(text) - 1, text[start:-1])))
        day = f"20{pick.randrange(5, 25):02}-{pick.randrange(1, 13):02}-{pick.randrange(1, 29):02}"
        article = Article(f"a{number}.txt", text, None, f"On {pick.choice(TOPICS)}", pick.choice(OUTLETS), day)
        key = article_key(article.id, text)
        made = tuple(
            Attribution(
                key + statement_key([(s.start, s.end)], (c.start, c.end), (w.start, w.end)),
                "indirect", (s,), w, c, who, "name", None, False, None, False, False, around, 0.9, "clause",
                statement=c.cls != "promise",  # stands for what only --all shows
            )
            for who, w, c, s, around in drafts
        )  # fmt: skip
        for name in people:
            self.spoke[name] += 1
        entities = (Entity(i, "person", name, tuple(mentions[i])) for i, name in enumerate(people))
        return Analysis(article, tuple(entities), made)


def build(path: Path, articles: int = ARTICLES, people: int = PEOPLE) -> None:
    """Make the library; who is who is known, for this is about asking."""
    maker, fingerprint = Maker(people), Analyst().fingerprint
    with Store.writing(path) as store:
        index_names(store)
        analyses = maker.analyses(articles)
        for _ in range(0, articles, 1000):
            with store.transaction():
                of = {}
                batch = list(islice(analyses, 1000))
                for analysis in batch:
                    store.save(analysis, fingerprint)
                    of |= {(analysis.article.id, entity.number): entity.name for entity in analysis.entities}
                ids = {name: slug(name) for name in of.values()}
                new = [_person(name, ids[name]) for name in ids if not store.people([ids[name]])]
                known = [_person(name, ids[name]) for name in ids]
                keys = {person.id: keys_of(person) for person in new}
                store.set_people(known, {place: ids[name] for place, name in of.items()}, keys, ())


def _person(name: str, identity: str) -> Person:
    return known(identity, name, "person", (), ((name, 3), (name.split()[1], 5)), 0, 0)


def timed(run: Callable[[], object], times: int = 5) -> float:
    """Milliseconds, the median of some runs after a first one."""
    run()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return 1000 * median(found)


def report(path: Path) -> None:
    """Times of questions, in milliseconds."""
    maker = Maker()
    often, seldom = maker.names[0], maker.names[20_000]
    questions: dict[str, QuoteFilter] = {
        "by speaker, often": QuoteFilter(speakers=[slug(often)], limit=20),
        "by speaker, seldom": QuoteFilter(speakers=[slug(seldom)], limit=20),
        "about, often": QuoteFilter(about=[slug(often)], limit=20),
        "about, seldom": QuoteFilter(about=[slug(seldom)], limit=20),
        "full text, often": QuoteFilter(contains="soft power", limit=20),
        "full text, a name": QuoteFilter(contains=seldom.split()[1], limit=20),
        "full text, expression": QuoteFilter(contains='"soft power" AND ba* NOT sanctions', limit=20),
        "speaker and full text": QuoteFilter(speakers=[slug(often)], contains="soft power", limit=20),
        "by speaker, by date": QuoteFilter(speakers=[slug(often)], sort="date", limit=20),
    }
    with Store.open(path) as store:
        print(store.counts())
        for name, wanted in questions.items():
            print(f"{timed(lambda wanted=wanted: list(store.quotes(wanted))):9.2f} ms  {name}")
        print(f"{timed(lambda: list(store.speakers(limit=20))):9.2f} ms  speakers")
        print(f"{timed(lambda: list(store.entities(EntityFilter(limit=20)))):9.2f} ms  entities")
        counted: tuple[tuple[Dimension, ...], ...] = (("speaker",), ("month",), ("class",), ("outlet", "month"))
        for by in counted:
            took = timed(lambda by=by: store.grouped(QuoteFilter(), by), 1)
            print(f"{took:9.2f} ms  counts by {' and '.join(by)}")
        of_seldom = QuoteFilter(speakers=[slug(seldom)])
        print(f"{timed(lambda: store.grouped(of_seldom, ['month'])):9.2f} ms  counts of one speaker by month")
        print(
            f"{timed(lambda: stories(store.sketches(ArticleFilter())), 1):9.2f} ms  near-duplicates among all articles"
        )
        of_one = QuoteFilter(outlets=[OUTLETS[0]])
        print(f"{timed(lambda: list(store.speakers(of_one, limit=20)), 1):9.2f} ms  speakers of an outlet")
    surname = seldom.split()[1]
    commands = (
        ["quotes", "--speaker", often], ["quotes", "--speaker", seldom], ["quotes", "--speaker", surname],
        ["quotes", "--contains", "soft power"], ["quotes", "--contains", surname], ["quotes", "--about", often],
        ["quotes", "--about", seldom], ["speakers"], ["entities"], ["quotes", "--speaker", "Nobody Atall"],
    )  # fmt: skip
    spq = Path(sysconfig.get_path("scripts")) / "spq"
    for command in commands:
        line = [str(spq), *command, "--library", str(path), "--limit", "20", "--format", "table"]
        took = timed(lambda line=line: subprocess.run(line, capture_output=True, check=True))
        print(f"{took:9.0f} ms  spq {' '.join(command)}")
    bare = timed(lambda: subprocess.run([str(spq), "--help"], capture_output=True, check=True))
    print(f"{bare:9.0f} ms  spq --help")


if __name__ == "__main__":
    if sys.argv[1] == "--time":
        report(Path(sys.argv[2]))
    else:
        build(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
