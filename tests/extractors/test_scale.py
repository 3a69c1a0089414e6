"""Texts of a size that nobody writes: analysed in time in step with their length, or refused in one line.

All of it, with texts four times as long, takes some minutes: ``SPQ_LONG=1 pytest tests/extractors/test_scale.py``.
"""

import os
import resource
import subprocess
import sys
import time

import pytest
from spquotes.data.decisions import NOTHING_DECIDED
from spquotes.data.records import Analysis, Article, Attribution, Entity, Mention, Span
from spquotes.data.store import Store
from spquotes.extractors.library import tell_apart
from spquotes.extractors.pipeline import analyse

TIMES = 4 if os.environ.get("SPQ_LONG") else 1

HUGE = {
    "a single paragraph": "he said that they came and " * 200_000,
    "marks that are not closed": "“we went " * 100_000,
    "straight marks that are not closed": '"we went ' * 100_001,
    "marks that nest": "“a ‘b " * 5_000 + "c" + " d’ e”" * 5_000,
    "brackets that nest": "(" * 10_000 + "so" + ")" * 10_000,
    "combining characters": "wo" + "\u0301" * 1_000_000,
    "right-to-left overrides": "\u202eso\u202c " * 200_000,
    "characters without width": "so\u200b\u200d\ufeff" * 200_000,
    "stops": "." * 1_000_000,
    "spaces": "He said" + " " * 1_000_000 + "so.",
    "blank lines": "\n" * 1_000_000 + "He said so.",
    "what replaces NUL": "\ufffd" * 1_000_000,
}
"""Each a million characters or so, which take tenths of a second: none of it is a sentence that is parsed."""


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_text_is_analysed_at_once(text, model):
    begun = time.process_time()
    found = analyse(Article(id="text", text=text * TIMES), model)
    assert time.process_time() - begun < 10 * TIMES
    assert all(text[one.start : one.end] == one.text for said in found.attributions for one in said.content)


def test_a_million_lines_of_one_word(model):
    """10,000 by default: each is a sentence and is parsed, 10,000 in three seconds."""
    lines = 1_000_000 if os.environ.get("SPQ_LONG") else 10_000

    def seconds(count):
        text = "".join(f"word{number % 97}\n" for number in range(count))
        begun = time.process_time()
        analyse(Article(id="text", text=text), model)
        return time.process_time() - begun

    short = seconds(lines // 4)
    assert seconds(lines) < 4 * 2.5 * short  # quadratic would be 16 times as long


def test_a_hundred_megabytes_are_refused_in_one_line(tmp_path):
    """In little more memory than the text takes; with ``SPQ_MAX_TEXT`` raised they are analysed, see ``HUGE``."""
    path = tmp_path / "huge.txt"
    path.write_bytes(b"he said that they came and " * 4_000_000)
    made = subprocess.run(
        [sys.executable, "-c", "from spquotes.cli.main import main; main()", "quotes", str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)),
    )
    assert made.returncode == 1
    assert made.stdout == ""
    assert made.stderr == (
        f"spq: {path}: has a text of 108,000,000 characters, more than 10,000,000; "
        "split it (SPQ_MAX_TEXT raises this limit)\n"
    )


def test_who_speaks_in_a_long_article_is_written_in_step_with_its_length(tmp_path):
    """An entity and a statement a sentence: one look at all statements for each entity was quadratic."""

    def seconds(count):
        text = "".join(f"Anna Lee{number:06d} went. " for number in range(count))
        entities, statements = [], []
        for number in range(count):
            at = number * 21
            name, whole = text[at : at + 14], Span(at, at + 20, text[at : at + 20])
            entities.append(Entity(number, "organisation", name, (Mention(at, at + 14, name, "name"),)))
            statements.append(
                Attribution(
                    f"{number:08x}{number:08x}", "indirect", (whole,), None, None, number, "name", None, False, None,
                    False, False, whole, 0.9, "rule",
                )
            )  # fmt: skip
        article = Article("long", text)
        with Store.temporary() as store:
            store.save(Analysis(article, tuple(entities), tuple(statements)), "made", article)
            begun = time.process_time()
            tell_apart(store, NOTHING_DECIDED)
            return time.process_time() - begun

    seconds(100)
    assert seconds(4_000) < 4 * 2.5 * max(seconds(1_000), 0.05)
