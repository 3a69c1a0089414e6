"""Counts, over annotated articles, how often each cue in each frame is an attribution.

``learn.py`` runs it.  Every rule runs with every word taken for a cue; a finding counts as right when its content
shares half its words with a gold content (intersection over union, as in matching.py) and its source agrees.  Only
lemmas, frames and counts are written, no text.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from .attributors import RULES, Context, Finding, Rule
from .content import quoted_share
from .cues import QUOTED, Lexicon
from .model import Model
from .page import Offsets, Page, Sentence, lay_out
from .parse import parsed

_TOKEN = re.compile(r"\w+")

LEAST = 2
"""Right cases a lemma and frame needs to be written; rarer ones are served by the frame's average."""


def token_set(text: str, spans: Iterable[Offsets]) -> frozenset[int]:
    """The words in the spans, as the offsets at which they start."""
    return frozenset(m.start() for s, e in spans for m in _TOKEN.finditer(text, s, e))


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold attribution as word sets; ``quoted`` where nearly all of its content stands in quotation marks."""

    content: frozenset[int]
    source: frozenset[int]
    quoted: bool


@dataclass(frozen=True)
class Annotated:
    """An annotated article with its parses, ``number`` its place among all."""

    number: int
    document: Mapping[str, Any]
    page: Page
    sentences: list[Sentence]
    gold: list[Gold]

    @cached_property
    def by_index(self) -> dict[int, Sentence]:
        """The sentences by their number in the article."""
        return {one.index: one for one in self.sentences}


def read(documents: Iterable[Mapping[str, Any]], model: Model) -> list[Annotated]:
    """Annotated documents of the form of the development data, parsed once."""
    articles = []
    for number, document in enumerate(documents):
        page = lay_out(document["text"])
        sentences = [one for one in parsed(page, model) if one.doc is not None]
        articles.append(Annotated(number, document, page, sentences, gold_of(document, page)))
    return articles


def gold_of(document: Mapping[str, Any], page: Page) -> list[Gold]:
    """The gold attributions of a document that have content."""
    return [
        Gold(
            token_set(page.text, one["content"]),
            token_set(page.text, one["source"]),
            quoted_share(page, sorted((s, e) for s, e in one["content"])) >= 0.7,
        )
        for one in document["quotes"]
        if one["content"]
    ]


def is_right(content: frozenset[int], source: frozenset[int], gold: Iterable[Gold], quoted: bool) -> bool:
    """Whether a gold attribution has this content (IoU of at least a half) and this source.

    For a quotation it is enough to lie within a gold one made of quotations: the pieces under one cue are joined only
    after the rules.
    """
    for one in gold:
        other, whose = one.content, one.source
        shared = len(content & other)
        piece = quoted and one.quoted and shared >= 0.9 * len(content)
        if shared and (shared / len(content | other) >= 0.5 or piece):
            if not source or not whose:
                return not source and not whose
            return len(source & whose) / min(len(source), len(whose)) >= 0.5
    return False


def finding_is_right(finding: Finding, article: Annotated) -> bool:
    """Whether the article's annotation has a finding."""
    text = article.page.text
    source = token_set(text, [finding.source] if finding.source else [])
    return is_right(token_set(text, finding.content), source, article.gold, finding.quoted)


def found(
    page: Page, sentences: Iterable[Sentence], lexicon: Lexicon, rules: Sequence[Rule] = RULES
) -> Iterator[Finding]:
    """All findings of the rules in parsed sentences."""
    context = Context(page, lexicon)
    for sentence in sentences:
        for rule in rules:
            yield from rule(sentence, context)


def outside(finding: Finding, document: Mapping[str, Any]) -> bool:
    """Whether a cue stands outside all gold contents: inside another's words the annotation does not go."""
    cue = finding.cue
    spans = (span for one in document["quotes"] for span in one["content"])
    return cue is None or not any(start <= cue[0] < end for start, end in spans)


def count(articles: Iterable[Annotated], lexicon: Lexicon) -> dict[tuple[str, str], tuple[int, int]]:
    """(lemma, frame) → (tried, right), every word taken for a cue."""
    every = replace(lexicon, everything=True, least=0.0)
    tried: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for one in found(article.page, article.sentences, every):
            if outside(one, article.document):
                key = (one.lemma, one.frame + QUOTED if one.quoted else one.frame)
                tried[key] += 1
                right[key] += finding_is_right(one, article)
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
        f"# Counted by spquotes.extractors.learn over {origin}: [cases, of which attributions].",
        "",
        "[averages]",
    ]
    lines += [f"{json.dumps(key)} = {right / tried:.4f}" for key, (tried, right) in sorted(sums.items()) if tried >= 5]
    lines += ["", "[cues]"]
    for lemma, frames in lemmas.items():
        cells = ", ".join(f"{json.dumps(frame)} = [{t}, {r}]" for frame, (t, r) in frames.items())
        lines.append(f"{json.dumps(lemma, ensure_ascii=False)} = {{ {cells} }}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
