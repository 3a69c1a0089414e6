"""The JSON Schema of plain sentences with what they are worth a check, as `spq claims --sentences` prints them."""

from __future__ import annotations

from .schemaparts import array, count, optional_text, record, share, text

SENTENCE = record(
    "one sentence of a list or a transcript, and how far it is worth a check",
    {
        "id": text("the sentence's id, else the number of its line"),
        "position": count("its place among the sentences, from 1", 1),
        "speaker": optional_text("who said it, as the input says"),
        "text": text("the sentence, unchanged"),
        "check": share("how far it is worth a check; one half parts what is from what is not"),
        "reasons": array({"type": "string"}, "why, what counts most first"),
    },
)
