"""Makes drafts that quote annotated articles, rightly and wrongly, and tells what `spq verify` says of each.

    python tests/support/misquoting.py ARTICLES.jsonl OTHERS.jsonl LIBRARY [--show N] [--only KIND]

ARTICLES are annotated articles (id, text, quotes), which go into LIBRARY unless it is there; OTHERS are articles that
are not in it, for quotations that nobody said there. Prints how often each kind of draft got which verdict, and the
shares that count: verbatim quotations that were called wrong, and altered ones that were called right.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spquotes.cli.main import app
from typer.testing import CliRunner

SPQ = Path(sysconfig.get_path("scripts")) / "spq"
PER_KIND = 40
_NAME = re.compile(r"\b(?:[A-Z][a-z’'-]+|[A-Z]\.) (?:[A-Z]\. )?[A-Z][A-Za-z’'-]{2,}\b(?! [A-Z])(?=[\s,.’'])")
_QUOTED = re.compile(r"(?:(?<=[\s(])|^)[“\"](?=[^\s,])([^“”\"\n]{25,260})(?<=\S)[”\"]", re.MULTILINE)
_NO_NAME = re.compile(
    r"\b(?:The|A|In|On|At|Mr|Mrs|Ms|Sens?|Reps?|Gov|President|Senator|Council|Security|Department|Post|Times|University|"
    r"House|Party|News|York|States|Court|County|Center|Street|America|American|Americans|White|Republicans?|Democrats?)\b"
)
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand|million)\b"
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|can|could|should|have|has|had|do|does|did)\b(?! not|n)")
_NEGATION = re.compile(r" (?:not|never)\b|(?<=[a-z])n[’']t\b")


@dataclass(frozen=True)
class Quotation:
    """A direct quotation of an article, without its marks, and whose it is there."""

    doc: str
    start: int
    words: str
    speaker: str


def direct(documents: list[dict[str, Any]]) -> list[Quotation]:
    """The direct quotations of a clause or more whose annotated source is a name."""
    found = []
    for document in documents:
        text = document["text"]
        names = _NAME.findall(text)
        for quote in document["quotes"]:
            if not quote.get("source") or not quote.get("content"):
                continue
            start, end = quote["content"][0][0], quote["content"][-1][1]
            source = text[slice(*quote["source"][0])]
            match = _QUOTED.search(text, start, end)
            named = _NAME.search(source)
            who = named[0] if named else next((n for n in names if source and n.split()[-1] == source), None)
            if match and who and not _NO_NAME.search(who) and match[1].count(" ") >= 5 and "[" not in match[1]:
                found.append(Quotation(document["id"], match.start(1), match[1].rstrip(",. "), who))
    return list({(one.doc, one.start): one for one in found}.values())


def indirect(documents: list[dict[str, Any]]) -> list[Quotation]:
    """Reported statements without marks, to be quoted as if they were direct speech."""
    found = []
    for document in documents:
        text = document["text"]
        for quote in document["quotes"]:
            if not quote.get("source") or len(quote.get("content") or ()) != 1:
                continue
            words = text[slice(*quote["content"][0])].strip(" ,.")
            named = _NAME.search(text[slice(*quote["source"][0])])
            words = re.sub(r"^that ", "", words)
            if (
                named
                and not _NO_NAME.search(named[0])
                and not re.search(r"[“”\"‘’'\n\[]", words)
                and 6 <= words.count(" ") <= 30
            ):
                found.append(Quotation(document["id"], quote["content"][0][0], words, named[0]))
    return found


class Forger:
    """Makes a wrong quotation of a right one; None where that cannot be done."""

    def __init__(self, quotations: list[Quotation], seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.quotations = quotations
        self.vocabulary = sorted({w for q in quotations for w in re.findall(r"[a-z]{5,}", q.words)})

    def verbatim(self, one: Quotation) -> str | None:
        return one.words

    def restyled(self, one: Quotation) -> str | None:
        """Other marks, another first letter, Markdown, a line break: nothing is altered."""
        words = one.words.replace("’", "'").replace("—", " – ")
        words = words[0].swapcase() + words[1:]
        at = words.find(" ", len(words) // 2)
        begin = words.rfind(" ", 0, at) + 1
        return f"{words[:begin]}*{words[begin:at]}*{words[at:]}" if words[begin:at].isalpha() else words

    def fragment(self, one: Quotation) -> str | None:
        words = one.words.split()
        length = self.random.randint(5, 8)
        if len(words) < length + 3:
            return None
        start = self.random.randrange(len(words) - length)
        return " ".join(words[start : start + length]).rstrip(",;:.—–-")

    def bracketed(self, one: Quotation) -> str | None:
        found = re.search(r"\b(?:they|it|he|she|we|them|him|her|us)\b(?=[ ,.])", one.words)
        return f"{one.words[: found.start()]}[the council]{one.words[found.end() :]}" if found else None

    def interrupted(self, one: Quotation) -> str | None:
        at = one.words.find(", ", 20)
        if at < 0 or len(one.words) - at < 15:
            return None
        return f"“{one.words[:at]},” {one.speaker} said, “{one.words[at + 2 :]}.”"

    def altered(self, one: Quotation) -> str | None:
        places = list(re.finditer(r"\b[a-z]{4,}\b", one.words))
        if not places:
            return None
        place = self.random.choice(places)
        other = self.random.choice([w for w in self.vocabulary if w not in one.words])
        return one.words[: place.start()] + other + one.words[place.end() :]

    def added(self, one: Quotation) -> str | None:
        at = [m.start() for m in re.finditer(" ", one.words)]
        place = self.random.choice(at)
        return (
            f"{one.words[:place]} {self.random.choice(('really', 'certainly', 'quickly', 'always'))}{one.words[place:]}"
        )

    def negation(self, one: Quotation) -> str | None:
        if _NEGATION.search(one.words):
            return _NEGATION.sub("", one.words, count=1)
        found = _AUXILIARY.search(one.words)
        return f"{one.words[: found.end()]} not{one.words[found.end() :]}" if found else None

    def number(self, one: Quotation) -> str | None:
        found = _NUMBER.search(one.words)
        if not found:
            return None
        other = "17" if found[0][0].isdigit() else "forty"
        return one.words[: found.start()] + other + one.words[found.end() :]

    def shortened(self, one: Quotation, mark: str = "") -> str | None:
        words = one.words.split()
        for _ in range(20):
            length = self.random.randint(2, 5)
            if len(words) < length + 6:
                return None
            start = self.random.randrange(2, len(words) - length - 2)
            cut = " ".join(words[start : start + length])
            if not _NEGATION.search(" " + cut) and not _NUMBER.search(cut) and not re.search(r"no\b|nothing|none", cut):
                return " ".join([*words[:start], *([mark] if mark else []), *words[start + length :]])
        return None

    def owned(self, one: Quotation) -> str | None:
        return self.shortened(one, self.random.choice(("…", "...", "[…]", "[...]")))

    def _joined(self, one: Quotation, others: list[Quotation]) -> str | None:
        if not others:
            return None
        other = self.random.choice(others)
        half = " ".join(one.words.split()[:9]), " ".join(other.words.split()[-8:])
        return f"{half[0].rstrip(',.;')} {half[1]}"

    def stitched_far(self, one: Quotation) -> str | None:
        return self._joined(one, [o for o in self.quotations if o.doc != one.doc and o.words.count(" ") > 9])

    def stitched_near(self, one: Quotation) -> str | None:
        apart = [o for o in self.quotations if o.doc == one.doc and abs(o.start - one.start) > 400]
        return self._joined(one, [o for o in apart if o.words.count(" ") > 9])

    def reworded(self, one: Quotation) -> str | None:
        """The words that carry something in pairs, in another order, others put between: what a translator may do."""
        words = re.findall(r"[A-Za-z][\w’'-]{3,}", one.words)
        if len(words) < 7:
            return None
        pairs = [" ".join(words[at : at + 2]) for at in range(0, len(words) - 1, 2)]
        self.random.shuffle(pairs)
        links = ("then it has to do with", "as for", "which means", "because of", "in spite of", "next to")
        return ", ".join(f"{self.random.choice(links)} {pair}" for pair in pairs)


KINDS: dict[str, tuple[str, ...]] = {
    "verbatim": ("verbatim",), "restyled": ("verbatim",), "fragment": ("verbatim",), "bracketed": ("verbatim",),
    "interrupted": ("verbatim",), "other speaker": ("other speaker",), "altered": ("altered",), "added": ("altered",),
    "negation": ("altered",), "number": ("altered",), "shortened": ("shortened",), "owned": ("shortened",),
    "stitched far": ("stitched",), "stitched near": ("stitched",), "unquoted": ("unquoted",),
    "reworded": ("reworded", "altered", "stitched"), "invented": ("not found",),
}  # fmt: skip
"""What is made, and what it should be called."""

FRAMES = (
    "“{words},” {who} said.",
    "{who} said: “{words}.”",
    "“{words},” said {who} on Tuesday.",
    "{who} told reporters: “{words}.”",
)


def cases(
    documents: list[dict[str, Any]], others: list[dict[str, Any]], per_kind: int
) -> Iterator[tuple[str, str, str]]:
    """(kind, words, speaker) of each wrong or right quotation."""
    quotations = direct(documents)
    forger = Forger(quotations)
    people = sorted({one.speaker for one in quotations})
    for kind in KINDS:
        taken = 0
        pool = direct(others) if kind == "invented" else indirect(documents) if kind == "unquoted" else list(quotations)
        forger.random.shuffle(pool)
        make: Callable[[Quotation], str | None] = getattr(forger, kind.replace(" ", "_"), forger.verbatim)
        for one in pool:
            words = make(one)
            if words is None or taken == per_kind:
                continue
            who = one.speaker
            if kind == "other speaker":
                strangers = [p for p in people if not set(p.casefold().split()) & set(who.casefold().split())]
                who = forger.random.choice(strangers)
            taken += 1
            yield kind, words, who


def checked(made: list[tuple[str, str, str]], library: Path) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """(kind, paragraph, rows) of each case, through the command line, twenty to a draft as a newsroom has them."""
    found = []
    for first in range(0, len(made), 20):
        some = made[first : first + 20]
        lines = [
            (words if kind == "interrupted" else FRAMES[n % len(FRAMES)].format(words=words, who=who))
            for n, (kind, words, who) in enumerate(some)
        ]
        text = "Notes of the week\n\n" + "\n\n".join(lines) + "\n"
        with tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8") as draft:
            draft.write(text)
            draft.flush()
            done = CliRunner().invoke(app, ["verify", draft.name, "--library", str(library), "--json", "--all"])
        if done.exit_code not in (0, 3):
            sys.exit(done.stderr)
        rows = defaultdict(list)
        for row in json.loads(done.stdout):
            rows[row["line"]].append(row)
        found += [(kind, line, rows[3 + 2 * n]) for n, ((kind, _, _), line) in enumerate(zip(some, lines, strict=True))]
    return found


def main() -> None:
    """Read arguments, print the matrix."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=Path)
    parser.add_argument("others", type=Path)
    parser.add_argument("library", type=Path)
    parser.add_argument("--show", type=int, default=0, help="cases of each kind that got another verdict")
    parser.add_argument("--only", help="this kind")
    parser.add_argument("--each", type=int, default=PER_KIND)
    given = parser.parse_args()
    documents, others = (
        [json.loads(line) for line in path.open(encoding="utf-8")] for path in (given.articles, given.others)
    )
    if not given.library.exists():
        subprocess.run([SPQ, "add", given.articles, "--id-field", "id", "--library", given.library, "-q"], check=True)
    made = [case for case in cases(documents, others[:100], given.each) if given.only in (None, case[0])]
    matrix: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, list[str]] = defaultdict(list)
    for kind, line, rows in checked(made, given.library):
        verdict = rows[0]["verdict"] if rows else "(not seen)"
        if len(rows) > 1:
            verdict = "(several)"
        matrix[kind][verdict] += 1
        if verdict not in KINDS[kind]:
            wrong[kind].append(f"{verdict}: {line}\n" + "".join(_told(row) for row in rows))
    verdicts = list(dict.fromkeys(v for kind in KINDS for v in matrix[kind]))
    print(f"{'':14}" + "".join(f"{v[:13]:>14}" for v in verdicts))
    for kind, counts in matrix.items():
        print(f"{kind:14}" + "".join(f"{counts[v] or '':>14}" for v in verdicts))
    right = ("verbatim", "restyled", "fragment", "bracketed", "interrupted")
    false, whole = sum(_wrong(matrix, k) for k in right), sum(sum(matrix[k].values()) for k in right)
    bad = [k for k in matrix if k not in right]
    missed = sum(matrix[k]["verbatim"] for k in bad)
    print(f"verbatim but called wrong: {false} of {whole}; wrong but called verbatim: {missed} of "
          f"{sum(sum(matrix[k].values()) for k in bad)}; verdict as expected: "
          f"{sum(matrix[k][v] for k in matrix for v in KINDS[k])} of {len(made)}")  # fmt: skip
    for kind, lines in wrong.items():
        for line in lines[: given.show]:
            print(f"\n[{kind}] {line}")


def _wrong(matrix: dict[str, Counter[str]], kind: str) -> int:
    return sum(count for verdict, count in matrix[kind].items() if verdict not in KINDS[kind])


def _told(row: dict[str, Any]) -> str:
    found = row["found"]
    where = (
        found and f"{found['doc']} {found['speaker'] and found['speaker']['name']}: {found['context']['text'][:300]}"
    )
    differences = [(d["op"], d["draft"]["text"], d["source"]["text"]) for d in row["differences"]]
    return (
        f"    {row['text'][:60]} {row['speaker'] and row['speaker']['name']} {row['verdict']} {differences} {where}\n"
    )


if __name__ == "__main__":
    main()
