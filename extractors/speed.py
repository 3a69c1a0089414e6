"""How fast the analysis is, beside the stock spaCy pipeline on the same articles in the same run.

    python -m spquotes.extractors.speed ARTICLES.jsonl [PYTHON]

PYTHON is the interpreter whose spaCy is the stock one, this one by default. The two take turns, some articles at a
time, so that whatever else the machine does meets both. Seconds are of CPU; a word is what stands between spaces.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.records import Article
from .attributors import RULES, Context
from .cues import load_lexicon
from .model import load_model
from .page import lay_out
from .parse import parsed_each
from .pipeline import analyses
from .process import collect_less

if TYPE_CHECKING:
    from .model import Model
    from .page import Page, Sentence

TURN = 256
"""Articles that one side analyses before it is the other's turn: as many as ``nlp.pipe`` takes at a time by itself."""

TOGETHER = 8
"""Articles that are analysed together, as commands do with many."""

STOCK = """
import json, sys, time
import spacy
nlp = spacy.load(sys.argv[1])
print(json.dumps([spacy.__version__]), flush=True)
for line in sys.stdin:
    texts = json.loads(line)
    begun = time.process_time()
    for _ in nlp.pipe(texts): pass
    print(json.dumps([time.process_time() - begun]), flush=True)
"""


@contextmanager
def stock(python: str, model: str) -> Iterator[tuple[str, Callable[[Sequence[str]], float]]]:
    """Another process with the pipeline as it is: its spaCy's version, and what it takes for texts, in seconds."""
    command = [python, "-c", STOCK, model]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        to, answers = process.stdin, process.stdout

        def answer() -> str | float:
            line = answers.readline()
            if not line:
                raise RuntimeError(f"{python} has no spaCy with {model}, or failed")
            (value,) = json.loads(line)
            return value  # type: ignore[no-any-return]

        def seconds(texts: Sequence[str]) -> float:
            to.write(json.dumps(list(texts)) + "\n")
            to.flush()
            return float(answer())

        yield str(answer()), seconds
        to.close()


def compared(texts: Sequence[str], model: Model, seconds: Callable[[Sequence[str]], float]) -> tuple[float, float]:
    """CPU seconds for all texts of the stock pipeline and of the whole analysis, turn by turn."""
    theirs = ours = 0.0
    for first in range(0, len(texts), TURN):
        turn = texts[first : first + TURN]
        theirs += seconds(turn)
        begun = time.process_time()
        for start in range(0, len(turn), TOGETHER):
            articles = [
                Article(id=str(number), text=text) for number, text in enumerate(turn[start : start + TOGETHER])
            ]
            for _ in analyses(articles, model, claiming=False):  # as in ``spq quotes``
                pass
        ours += time.process_time() - begun
    return theirs, ours


def stages(texts: Sequence[str], model: Model) -> defaultdict[str, float]:
    """CPU seconds by stage: layout, words, each of the pipeline's components, rules, and what comes behind them."""
    spent: defaultdict[str, float] = defaultdict(float)
    lexicon = load_lexicon()
    whole = 0.0
    for first in range(0, len(texts), TOGETHER):
        some = texts[first : first + TOGETHER]
        begun = time.process_time()
        for _ in analyses(
            [Article(id=str(number), text=text) for number, text in enumerate(some)], model, claiming=False
        ):
            pass
        whole += time.process_time() - begun
        begun = time.process_time()
        pages = [lay_out(text) for text in some]
        spent["layout"] += time.process_time() - begun
        sentences = _parsed(pages, model, spent)
        begun = time.process_time()
        for page, read in zip(pages, sentences, strict=True):
            context = Context(page, lexicon)
            for sentence in read:
                if sentence.doc is not None:
                    for rule in RULES:
                        for _ in rule(sentence, context):
                            pass
        spent["rules"] += time.process_time() - begun
    spent["names, merging and resolving"] = whole - sum(spent.values())
    return spent


def _parsed(pages: list[Page], model: Model, spent: defaultdict[str, float]) -> list[list[Sentence]]:
    """The sentences, their time added by component; what no component takes is the making of words."""
    inside: defaultdict[str, float] = defaultdict(float)
    begun = time.process_time()
    with model.annotator.timed(inside):
        sentences = [list(read) for read in parsed_each(pages, model)]
    spent["words"] += time.process_time() - begun - sum(inside.values())
    for name, seconds in inside.items():
        spent[name] += seconds
    return sentences


def report(texts: Sequence[str], model: Model, python: str) -> Iterator[str]:
    """Lines to read: both sides with their words a second, the ratio, then the stages."""
    words = sum(len(text.split()) for text in texts)
    with stock(python, model.name) as (version, seconds):
        warm = texts[:6]
        compared(warm, model, seconds)
        theirs, ours = compared(texts, model, seconds)
    yield f"{len(texts)} articles, {words:,} words"
    for name, spent in ((f"spaCy {version}, {model.name}", theirs), ("spq, attribution included", ours)):
        yield f"{name:44}{spent:8.2f} s{words / spent:10,.0f} words/s"
    yield f"{'ratio':44}{theirs / ours:8.2f}"
    for stage, spent in sorted(stages(texts, model).items(), key=lambda item: -item[1]):
        yield f"  {stage:42}{spent:8.2f} s"


def main() -> None:
    """Print the report for the articles named."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    model = load_model()
    collect_less()
    for line in report(texts, model, sys.argv[2] if len(sys.argv) > 2 else sys.executable):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
