"""Two tiny articles, and an analysis of such that needs no model."""

from __future__ import annotations

import re

from spquotes.data.ids import article_key
from spquotes.data.records import Analysis, Attribution, Cue, Entity, Mention, Span

MILL = "Mayor Anna Roth said that the old mill would open again in the spring of next year.\n"
BRIDGE = "Mayor Anna Roth said that the bridge over the river would stay closed for a year.\n"


def by_pattern(article, _model):
    """What "X said that Y." tells, without a model."""
    found = re.search(r"Mayor (?P<who>.+) (?P<cue>said) that (?P<what>.+)\.", article.text)
    if found is None:
        raise ValueError("no such sentence")
    spans = {name: (*found.span(name), found[name]) for name in ("who", "cue", "what")}
    key = article_key(article.id, article.text)
    said = Attribution(
        f"{key}12345678", "indirect", (Span(*spans["what"]),), Span(*spans["who"]), Cue(*spans["cue"], "say", "say"), 0,
        "name", None, False, None, False, False, Span(*found.span(), found[0]), 0.9, "pattern",
    )  # fmt: skip
    entity = Entity(0, "person", found["who"], (Mention(*spans["who"], "name"),))
    return Analysis(article, (entity,), (said,))
