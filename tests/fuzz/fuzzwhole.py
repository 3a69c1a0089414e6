"""Targets over the whole way: any text analysed with a stand-in for the parser and with the real model, and commands."""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

from fuzzing import BETWEEN, any_text_of, check_spans, target, text_of
from fuzztexts import PROSE, STORY
from fuzzwriters import OBEYED
from spquotes.data.records import Analysis, Article
from spquotes.extractors.model import Model, load_model
from spquotes.extractors.pipeline import analyse

PIECES = (
    *PROSE, "“", "”", '"', "’", "‘", "''", "«", "»", " ", "\n\n", ". ", ", ", ": ", " – ", "said ", "he ", "Mr. Jones ", "the official ",
    "Anna Roth ", "told ", "that it rained", "according to ", "in his words ", "says ", "wanted to go", "not ", "who ", "of the Road Agency ",
    "It ", "é", "…", "?", "!", "I ", "calls for ", "denied ", "5 percent ", "in May ", "more than ", "accused ", "of lying ", "\x85",
)  # fmt: skip


@cache
def _model() -> Model:
    return load_model()


TAGS = (
    ("NNP", "PROPN"), ("VBD", "VERB"), ("NN", "NOUN"), ("PRP", "PRON"), ("IN", "ADP"), ("DT", "DET"), ("VBZ", "VERB"), ("JJ", "ADJ"),
    ("RB", "ADV"), ("WP", "PRON"), ("CC", "CCONJ"), ("TO", "PART"), ("VB", "VERB"), ("CD", "NUM"), (",", "PUNCT"), ("NNS", "NOUN"),
)  # fmt: skip
DEPS = (
    "nsubj", "dobj", "ccomp", "prep", "pobj", "amod", "det", "advcl", "conj", "cc", "appos", "relcl", "xcomp", "compound", "poss", "dative", "agent",
    "nsubjpass", "auxpass", "mark", "neg", "attr", "acl", "parataxis", "pcomp", "oprd", "npadvmod", "advmod", "aux", "csubj", "expl", "nummod",
)  # fmt: skip
NAMES = ("", "", "", "PERSON", "ORG", "GPE", "NORP", "DATE")


class _NoParser:
    """In place of the model's part: tags, tree and names by the letters of each word, any tree that a parser may make."""

    def __init__(self, one_sentence: Any) -> None:
        self.one_sentence = one_sentence

    def annotate(self, docs: Sequence[Any], named: Sequence[Any]) -> None:
        """Annotate, with names only on those in ``named``."""
        for doc in docs:
            _annotate(doc, doc in named)


def _annotate(doc: Any, names: bool) -> None:
    from spacy.tokens import Span

    codes = [crc32(f"{place // 3}{token.text}".encode()) for place, token in enumerate(doc)]
    if not codes:
        return
    root = max(
        range(len(codes)),
        key=lambda place: (
            not doc[place].is_space,
            doc[place].lower_ in ("said", "says", "told", "denied"),
            codes[place],
        ),
    )
    for place, (token, code) in enumerate(zip(doc, codes, strict=True)):
        other = ("_SP", "SPACE", "dep") if token.is_space else ("''", "PUNCT", "punct") if token.is_punct else None
        token.tag_, token.pos_ = other[:2] if other else TAGS[code % len(TAGS)]
        token.lemma_ = token.lower_.removesuffix("s") or token.lower_
        near = place + 1 if place < root else place - 1
        head = root if code >> 8 & 1 else near
        token.head = doc[place if place == root else head]
        token.dep_ = "ROOT" if place == root else other[2] if other else DEPS[(code >> 9) % len(DEPS)]
    if names:
        kinds = [NAMES[(code >> 16) % len(NAMES)] for code in codes]
        doc.set_ents([Span(doc, place, place + 1, label=kind) for place, kind in enumerate(kinds) if kind])


@cache
def _without_parser() -> Model:
    model = _model()
    return replace(model, annotator=_NoParser(model.annotator.one_sentence))  # type: ignore[arg-type]


def check(text: str, found: Analysis) -> None:
    """Everything the contract promises of any analysis."""
    ids = [one.id for one in found.attributions]
    assert len(set(ids)) == len(ids)
    for one in found.attributions:
        for span in (*one.content, one.source, one.cue, one.addressee, one.context):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end] == span.text == span.text.strip()
        assert one.content
        check_spans(text, [(span.start, span.end) for span in one.content])
        assert one.context.start <= one.content[0].start
        assert one.content[-1].end <= one.context.end
        assert one.nested_in is None or (one.nested_in in ids and one.nested_in != one.id)
        assert (one.entity is None) == (one.by is None)
        assert one.entity is None or 0 <= one.entity < len(found.entities)
        assert 0 <= one.confidence <= 1
    assert found.attributions == tuple(sorted(found.attributions, key=lambda one: one.content[0].start))
    for entity in found.entities:
        assert entity.name.strip()
        assert all(text[at.start : at.end] == at.text for at in entity.mentions)
    for claim in found.claims:
        spans = [*claim.content, claim.context, *claim.quantities, *claim.dates, *claim.comparisons]
        spans += [part for scope in (*claim.negations, *claim.hedges) for part in (scope.cue, scope.scope)]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert claim.attribution is None or claim.attribution in ids
        assert 0 <= claim.check <= 1
    assert all(left <= right for left, right in pairwise(claim.content[0].start for claim in found.claims))


@target(STORY, "“A,” he said. “B.”", words=PIECES, slow=True, longest=600, share=3, grows=True)
def whole_without_parser(data: bytes) -> None:
    """Any text, through every rule, on any tree."""
    text = text_of(data)
    check(text, analyse(Article("a", text), _without_parser()))


@target(STORY, "“A,” he said. “B.”", words=PIECES, slow=True, longest=300, share=4)
def whole(data: bytes) -> None:
    """Any text, as spq analyses it."""
    text = text_of(data)
    check(text, analyse(Article("a", text), _model()))


OPTIONS = (
    "quotes", "show", "claims", "speakers", "entities", "sentences", "--speaker", "--about", "--contains", "--since", "--until", "--outlet", "--type", "--class",
    "--format", "json", "csv", "md", "table", "webannotation", "jsonld", "claimreview", "brat", "parquet", "--limit", "-1", "0", "--min-confidence", "nan", "1e9", "--all",
    "--explain", "--sort", "date", "--text-field", "--any-language", "--text", "--quiet", "--published", "2012-10-31", "--by", "month", "--no-such", "-", "--json", "--help",
    "compare", "timeline", "library", "why", "schema", "--context", "--min-check", "--numeric", "--raw-csv", BETWEEN,
)  # fmt: skip
COMMANDS = ("quotes", "claims", "show", "speakers", "entities", "sentences", "compare", "timeline", "schema")
"""Those that read stdin and write stdout; whatever names a file to write, or a library, is left out."""


@target(
    BETWEEN.join(("quotes", "--speaker", "Ana", "--format", "json", "", STORY)),
    BETWEEN.join(("claims", "--since", "2012", "", STORY)),
    BETWEEN.join(("show", "--text", "", STORY)),
    words=(*OPTIONS, *PIECES),
    slow=True,
    longest=600,
    share=3,
)
def command(data: bytes) -> None:
    """A command with any options and any bytes on stdin ends with 0 to 3 and has no traceback to show."""
    given, _, text = any_text_of(data).partition(BETWEEN * 2)
    name, *options = given.split(BETWEEN)
    name = name if name in COMMANDS else COMMANDS[crc32(data) % len(COMMANDS)]
    kept = [
        one for one in options if not _KEPT_FROM.match(one) and not {"/", "\0", "~"} & {*one} and one not in (".", "..")
    ]
    out, said, code = run([name, *kept], text.encode("utf-8", "surrogatepass"))
    assert code in (0, 1, 2, 3), (code, said)
    assert "Traceback" not in said
    assert not OBEYED.search(said.replace("\r", "")) or code == 2, said
    if code == 0 and kept == ["--json"]:
        json.loads(out)


_KEPT_FROM = re.compile(r"--(?:o|lib|ca|mod|pe|j|ag)|-[a-z]")
"""Options that name a file to write, a library or a model, and those of one letter, which may be glued to a name."""


class _Bytes(io.BytesIO):
    """Written to until the process ends."""

    def close(self) -> None:
        """Stay open: whoever wraps it closes it when he goes."""


@cache
def _nowhere() -> Path:
    """An empty folder to be in, which is everybody's home."""
    folder = Path(tempfile.mkdtemp(prefix="spq-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.chdir(folder)
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        os.environ[variable] = str(folder)
    os.environ.pop("SPQ_LIBRARY", None)
    return folder


def run(arguments: list[str], stdin: bytes) -> tuple[bytes, str, int]:
    """What ``spq`` writes with some arguments and stdin, and its code; in this process."""
    from spquotes.cli import main

    _nowhere()
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.unraisablehook
    out, err = _Bytes(), _Bytes()
    sys.argv = ["spq", *arguments]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    sys.stdout = io.TextIOWrapper(out, encoding="utf-8")
    sys.stderr = io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace")
    code: Any = 0
    try:
        main.main()
    except SystemExit as ended:
        code = ended.code
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.unraisablehook = before
    return out.getvalue(), err.getvalue().decode(), int(code or 0)
