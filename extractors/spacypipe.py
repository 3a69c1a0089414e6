"""``nlp.add_pipe("spquotes")``: who said what, in a spaCy pipeline.

The component reads ``doc.text`` with spq's own model and rules, not the Doc's parse: they were made for each other, and
the result is then the same as the command's, whatever pipeline it stands in. That costs as much as spq itself does.

What is found is kept in ``doc.user_data["spquotes"]`` as plain rows, which Doc.to_bytes, DocBin and other processes can
take along; ``doc._.attributions`` and ``doc._.claims`` make objects of them.

spaCy imports this module whenever it makes a pipeline, whosever that is: all of ours is imported when it is first used.
"""

# No `from __future__ import annotations`: spaCy checks settings by the types of make_component, which must be real.

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc

from ..data.errors import UsageError

if TYPE_CHECKING:
    from .docresults import DocClaim, DocStatement

KEY = "spquotes"
"""Where in ``doc.user_data`` the rows are."""

AT_ONCE = 8
"""Docs that are read together: as fast as a hundred, see ``pipeline.analyses``."""


def attributions(doc: Doc) -> "tuple[DocStatement, ...]":
    """``doc._.attributions``: who said what, in the order of the text; empty where the component has not been."""
    from .docresults import statements_in

    return statements_in(doc, doc.user_data.get(KEY, {}).get("quotes", []))


def claims(doc: Doc) -> "tuple[DocClaim, ...]":
    """``doc._.claims``: what is claimed, in the order of the text."""
    from .docresults import claims_in

    return claims_in(doc, doc.user_data.get(KEY, {}).get("claims", []))


def _is_free(name: str) -> bool:
    """Whether no other package has given Docs an attribute of this name."""
    return not Doc.has_extension(name) or getattr(Doc.get_extension(name)[2], "__module__", None) == __name__


_GETTERS: dict[str, Callable[[Doc], object]] = {"attributions": attributions, "claims": claims}

for _name, _getter in _GETTERS.items():
    if _is_free(_name):  # if not, that is nobody's concern who does not use this
        Doc.set_extension(_name, getter=_getter, force=True)


class Spquotes(Pipe):
    """The component; it has no state but its settings, and loads its model for the first text."""

    def __init__(self, name: str, *, claims: bool, everything: bool, model: str | None) -> None:
        self.name = name
        self._claims, self._everything, self._model = claims, everything, model

    def __call__(self, doc: Doc) -> Doc:
        """Find who said what in one Doc."""
        for _ in self._read([doc]):
            pass
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = AT_ONCE) -> Iterator[Doc]:
        """The same for many, some at a time, which takes less time; those that fail are the error handler's."""
        remaining = iter(stream)
        while docs := list(islice(remaining, min(batch_size, AT_ONCE))):
            yield from self._read(docs)

    def _read(self, docs: list[Doc]) -> Iterator[Doc]:
        from .docresults import rows_of

        found = rows_of(docs, claims=self._claims, everything=self._everything, model=self._model)
        for doc, rows in zip(docs, found, strict=True):
            if isinstance(rows, Exception):
                self.get_error_handler()(self.name, self, [doc], rows)
                continue
            doc.user_data[KEY] = rows
            yield doc


@Language.factory(
    "spquotes",
    assigns=["doc._.attributions", "doc._.claims"],
    default_config={"claims": True, "everything": False, "model": None},
)
def make_component(nlp: Language, name: str, claims: bool, everything: bool, model: str | None) -> Spquotes:
    """The component for a pipeline in English. Raises UsageError for another language, and where it finds no room."""
    for taken in (name for name in _GETTERS if not _is_free(name)):
        raise UsageError(f"doc._.{taken} is another component's; spquotes cannot go with it in one process")
    if nlp.lang not in ("en", "xx"):
        raise UsageError(f"spquotes reads English, and this pipeline is for {nlp.lang!r}; add it to spacy.blank('en')")
    return Spquotes(name, claims=claims, everything=everything, model=model)
