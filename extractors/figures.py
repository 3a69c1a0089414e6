"""Counts, over annotated articles, how often each cue in each frame is an attribution.

    python -m spquotes.extractors.figures GOLD.jsonl cue_figures.toml

Every rule runs with every word taken for a cue; a finding counts as right when its content shares half its words with a
gold content (intersection over union, as in ``score_quotes.py``) and its source agrees.  Only lemmas, frames and counts
are written, no text.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from .attributors import RULES, Context, Finding
from .attributors.verbs import is_quoted
from .cues import QUOTED, Lexicon, load_lexicon
from .model import Model, load_model
from .page import Offsets, lay_out
from .parse import parsed

_TOKEN = re.compile(r"\w+")

LEAST = 2
"""Right cases a lemma and frame needs to be written; rarer ones are served by the frame's average."""


def token_set(text: str, spans: Iterable[Offsets]) -> frozenset[int]:
    """The words in the spans, as the offsets at which they start."""
    return frozenset(m.start() for s, e in spans for m in _TOKEN.finditer(text, s, e))


def is_right(
    content: frozenset[int], source: frozenset[int], gold: Iterable[tuple[frozenset[int], frozenset[int]]], quoted: bool
) -> bool:
    """Whether a gold attribution has this content (IoU of at least a half) and this source.

    For a quotation it is enough to lie within the gold's: the pieces under one cue are joined only after the rules.
    """
    for other, whose in gold:
        shared = len(content & other)
        if shared and (shared / len(content | other) >= 0.5 or (quoted and shared >= 0.9 * len(content))):
            if not source or not whose:
                return not source and not whose
            return len(source & whose) / min(len(source), len(whose)) >= 0.5
    return False


def findings(text: str, model: Model, lexicon: Lexicon) -> Iterator[tuple[Finding, bool]]:
    """All findings of all rules in a text, with whether their content is a quotation."""
    page = lay_out(text)
    context = Context(page, lexicon)
    for sentence in parsed(page, model):
        if sentence.doc is not None:
            for rule in RULES:
                for found in rule(sentence, context):
                    yield found, is_quoted(context, found.content)


def count(documents: Iterable[dict[str, Any]], model: Model) -> dict[tuple[str, str], tuple[int, int]]:
    """(lemma, frame) → (tried, right) over documents of the form of the development data."""
    lexicon = replace(load_lexicon(), everything=True)
    tried: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for document in documents:
        text = document["text"]
        gold = [
            (token_set(text, q["content"]), token_set(text, q["source"])) for q in document["quotes"] if q["content"]
        ]
        annotated = sorted((s, e) for q in document["quotes"] for s, e in q["content"])
        for found, quoted in findings(text, model, lexicon):
            if found.cue is not None and any(s <= found.cue[0] < e for s, e in annotated):
                continue  # inside another's words, where the annotation does not go
            key = (found.lemma, found.frame + QUOTED if quoted else found.frame)
            tried[key] += 1
            source = token_set(text, [found.source] if found.source else [])
            right[key] += is_right(token_set(text, found.content), source, gold, quoted)
    return {key: (tried[key], right[key]) for key in tried}


def write(counts: dict[tuple[str, str], tuple[int, int]], lexicon: Lexicon, path: Path, origin: str) -> None:
    """The figures as TOML: averages by frame for listed and unlisted cues, then counts by lemma."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    lemmas: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for (lemma, frame), (tried, right) in sorted(counts.items()):
        group = "listed" if lexicon.listed(lemma, frame) else "unlisted"
        sums[f"{group} {frame}"][0] += tried
        sums[f"{group} {frame}"][1] += right
        if right >= LEAST or (lexicon.listed(lemma, frame) and tried >= LEAST):
            lemmas[lemma][frame] = (tried, right)
    lines = [
        f"# Counted by spquotes.extractors.figures over {origin}: [cases, of which attributions].",
        "",
        "[averages]",
    ]
    lines += [f"{json.dumps(key)} = {right / tried:.4f}" for key, (tried, right) in sorted(sums.items()) if tried >= 5]
    lines += ["", "[cues]"]
    for lemma, frames in lemmas.items():
        cells = ", ".join(f"{json.dumps(frame)} = [{t}, {r}]" for frame, (t, r) in frames.items())
        lines.append(f"{json.dumps(lemma, ensure_ascii=False)} = {{ {cells} }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Count over the gold file named first and write the figures to the one named second."""
    gold, out = sys.argv[1:3]
    with open(gold, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    origin = f"{len(documents)} articles of {Path(gold).name}"
    write(count(documents, load_model()), load_lexicon(), Path(out), origin)


if __name__ == "__main__":
    main()
